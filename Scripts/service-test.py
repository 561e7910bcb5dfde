"""Long runs against the service, bounded and ending by themselves.

service-test.py soak SECONDS [WATCHES]: feeds are watched (each every minute, with something new every other time), articles are handed in, clients read, commands come and go, ten webhooks of which three fail; prints
memory, descriptors, the journal's size, and how long it took from handing an article in to the first byte of its webhook.

service-test.py kill ROUNDS: the service is killed (or asked to stop, every other time) at random moments under load and started anew;
then nothing that was said to be stored may be missing, and nothing may be doubled.

TOCSIN names the binary; otherwise it is the release build.
"""

import http.client
import http.server
import json
import os
import random
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOCSIN = os.environ.get("TOCSIN", ROOT + "/.build/release/tocsin")


class Receiver:
    """Takes webhooks; paths that begin with /bad are out of order."""

    def __init__(self, delay=0.0):
        self.arrivals, self.lock = {}, threading.Lock()
        self.begin, self.polls, self.pages = time.time(), {}, {}
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                """A feed that grows, and its pages."""
                kind, body = "text/html", ""
                name = self.path.strip("/").split("-")
                if name[0] == "feed":
                    with outer.lock:
                        outer.polls.setdefault(name[1], []).append(time.time())
                    kind, host = "application/rss+xml", self.headers["host"]
                    newest = int((time.time() - outer.begin + 7 * int(name[1])) // 120)
                    items = "".join(
                        f"<item><guid>{place}</guid><link>http://{host}/page-{name[1]}-{place}</link></item>" for place in range(newest, max(0, newest - 10), -1)
                    )
                    body = f"<rss version='2.0'><channel><title>Feed {name[1]}</title>{items}</channel></rss>"
                elif name[0] == "page":
                    outer.pages[self.path] = time.time()
                    told = article(f"{name[1]}-{name[2]}")
                    body = f"<html lang='en'><head><title>{told['title']}</title></head><body><article><h1>{told['title']}</h1><p>{told['text']}</p></article></body></html>"
                self.send_response(200 if body else 404)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())

            def do_POST(self):
                moment = time.time()
                body = self.rfile.read(int(self.headers["content-length"]))
                time.sleep(delay)
                if not self.path.startswith("/bad"):
                    with outer.lock:
                        outer.arrivals.setdefault((self.path, self.headers["webhook-id"]), []).append((moment, body))
                self.send_response(500 if self.path.startswith("/bad") else 204)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            # A sender that is killed leaves connections behind; that is what is looked for.
            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        # Thirty hosts of this machine: each is asked by its own manners.
        self.hosts = []
        for number in range(2, 32):
            server = Server((f"127.0.0.{number}", 0), Handler)
            server.daemon_threads = True
            self.hosts.append("%s:%d" % server.server_address)
            threading.Thread(target=server.serve_forever, daemon=True).start()


class Service:
    def __init__(self, folder):
        self.folder = folder
        self.environment = {"HOME": folder, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        self.environment.update({"TOCSIN_ALLOW": "127.0.0.0/8", "TOCSIN_HOST_GAP": "0", "TOCSIN_HOST_REQUESTS": "16"})
        self.store = folder + "/.local/share/tocsin/tocsin.sqlite"
        self.port = None

    def command(self, *words):
        run = subprocess.run([TOCSIN, *words], env=self.environment, capture_output=True, text=True, timeout=120)
        if run.returncode:
            raise SystemExit(f"{words}: {run.stderr}")
        return run.stdout

    def start(self):
        log = open(self.folder + "/serve.log", "ab")
        begin = log.tell()
        self.process = subprocess.Popen(
            [TOCSIN, "serve", "--listen", f"127.0.0.1:{self.port or 0}"], env=self.environment, stderr=log
        )
        while True:
            with open(self.folder + "/serve.log", "rb") as file:
                file.seek(begin)
                found = re.search(rb"serves at=http://127.0.0.1:(\d+)", file.read())
            if found:
                self.port = int(found[1])
                return
            if self.process.poll() is not None:
                raise SystemExit("the service did not start: " + open(self.folder + "/serve.log").read()[-2000:])
            time.sleep(0.02)

    def ask(self, method, path, value=None, timeout=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            body = None if value is None else json.dumps(value)
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, text
        finally:
            connection.close()

    def figures(self):
        pid = self.process.pid
        pages = int(open(f"/proc/{pid}/statm").read().split()[1])
        journal = self.store + "-wal"
        return pages * 4096 / 1e6, len(os.listdir(f"/proc/{pid}/fd")), (os.path.getsize(journal) / 1e6 if os.path.exists(journal) else 0)


def article(number):
    actors = random.sample(["Russia", "NATO", "Ukraine", "Iran", "Israel", "China", "Taiwan", "India", "Pakistan", "Turkey"], 2)
    acts = ["expelled diplomats of", "condemned", "imposed sanctions on", "shelled a town of", "held talks with", "threatened"]
    return {
        "title": f"Report {number}: {actors[0]} and {actors[1]}",
        "text": f"{actors[0]} {random.choice(acts)} {actors[1]} on Monday, officials of outlet {number} said. "
        + f"{actors[1]} {random.choice(acts)} {actors[0]} in answer. The town of {number} was quiet.",
    }


def soak(seconds, watches):
    with tempfile.TemporaryDirectory() as folder:
        receiver, service = Receiver(), Service(folder)
        for number in range(10):
            kind = "bad" if number < 3 else "good"
            service.command("webhook", "add", f"w{number}", f"http://127.0.0.1:{receiver.port}/{kind}{number}", "--allow", "127.0.0.0/8")
        service.command("alert", "add", "all", "when", "title contains Report fresh any again always notify w9")
        for number in range(49):
            condition = f"severity at least {3 + number % 6} and actor is Russia fresh any again always notify w{number % 9}"
            service.command("alert", "add", f"rule-{number}", "when", condition)
        for number in range(watches):
            service.command("watch", "add", f"http://{receiver.hosts[number % 30]}/feed-{number}", "every", "1m", "to", "1m")
        service.start()
        end, sent, failures, reads, figures = time.time() + seconds, {}, [], [0], []

        def hand_in(lane):
            number = lane
            while time.time() < end:
                begin = time.time()
                status, text = service.ask("POST", "/api/v1/articles", article(number))
                if status == 201:
                    sent[json.loads(text)["article"]["id"]] = begin
                else:
                    failures.append((status, text[:200]))
                number += 2
                time.sleep(0.25)

        def read():
            while time.time() < end:
                for path in ("/api/v1/articles?limit=50", "/api/v1/firings", "/", "/metrics", "/-/ready"):
                    status, text = service.ask("GET", path)
                    reads[0] += 1
                    if status != 200:
                        failures.append((path, status, text[:200]))
                time.sleep(1)

        def commands():
            while time.time() < end:
                service.command("-c", "status")
                service.command("alerts", "--format", "jsonl")
                time.sleep(5)

        threads = [threading.Thread(target=hand_in, args=(lane,)) for lane in (0, 1)] + [threading.Thread(target=read), threading.Thread(target=commands)]
        for thread in threads:
            thread.start()
        while time.time() < end:
            figures.append(service.figures())
            time.sleep(min(5, max(0.1, end - time.time())))
        for thread in threads:
            thread.join()
        time.sleep(2)
        # A message lists the first sources of its alert: only those that list all of them tell which one brought them about.
        delays = []
        for (path, _), arrivals in receiver.arrivals.items():
            data = json.loads(arrivals[0][1])["data"] if path == "/good9" else {}
            if data.get("source_count") == len(data.get("sources", [])) and data.get("sources"):
                newest = max((source["id"] for source in data["sources"]), key=lambda id: int(id[1:]))
                page = next((s["url"] for s in data["sources"] if s["id"] == newest and s["url"]), "")
                begin = sent.get(newest) or receiver.pages.get("/" + page.rpartition("/")[2])
                if begin:
                    delays.append(arrivals[0][0] - begin)
        service.process.send_signal(signal.SIGTERM)
        status = service.process.wait(60)
        middle = len(figures) // 4
        early, late = figures[middle:2 * middle] or figures, figures[-middle:] or figures
        print(f"{seconds:.0f} s: {len(sent)} articles handed in, {reads[0]} reads, {len(failures)} failures {failures[:3]}, ended with {status}")
        for name, place in (("memory MB", 0), ("descriptors", 1), ("journal MB", 2)):
            print(f"{name}: {statistics.median(f[place] for f in early):.1f} in the second quarter, {statistics.median(f[place] for f in late):.1f} in the last, {max(f[place] for f in figures):.1f} at most")
        gaps = sorted(late - early for times in receiver.polls.values() for early, late in zip(times[1:], times[2:]))
        if gaps:
            print(f"{watches} watches each minute: {sum(map(len, receiver.polls.values()))} polls, {len(receiver.pages)} pages read, from poll to poll {gaps[0]:.0f} to {gaps[-1]:.0f} s, median {gaps[len(gaps) // 2]:.0f} s")
        if delays:
            delays.sort()
            print(f"from handing in to the webhook's first byte: p50 {delays[len(delays) // 2] * 1e3:.0f} ms, p99 {delays[int(len(delays) * .99)] * 1e3:.0f} ms, of {len(delays)}")
        else:
            print("no webhook could be put beside its article:", next(iter(receiver.arrivals.values()), None))


def kill(rounds):
    with tempfile.TemporaryDirectory() as folder:
        receiver, service = Receiver(delay=0.02), Service(folder)
        service.command("webhook", "add", "ops", f"http://127.0.0.1:{receiver.port}/good", "--allow", "127.0.0.0/8")
        service.command("alert", "add", "all", "when", "title contains Report fresh any again always notify ops")
        stored, stop = set(), threading.Event()

        def hand_in(lane):
            number = lane
            while not stop.is_set():
                try:
                    status, text = service.ask("POST", "/api/v1/articles", article(number), timeout=10)
                    if status in (200, 201):
                        stored.add(json.loads(text)["article"]["id"])
                except (OSError, http.client.HTTPException):
                    time.sleep(0.02)
                number += 3

        service.start()
        threads = [threading.Thread(target=hand_in, args=(lane,)) for lane in range(3)]
        for thread in threads:
            thread.start()
        endings = {}
        for place in range(rounds):
            time.sleep(random.uniform(0.05, 0.6))
            service.process.send_signal(signal.SIGKILL if place % 2 else signal.SIGTERM)
            status = service.process.wait(60)
            endings[status] = endings.get(status, 0) + 1
            service.start()
        stop.set()
        for thread in threads:
            thread.join()
        deadline = time.time() + 600
        database = sqlite3.connect(service.store)
        while time.time() < deadline:
            waiting = database.execute("SELECT count(*) FROM delivery WHERE state NOT IN ('accepted', 'failed for good', 'dead')").fetchone()[0]
            queued = database.execute("SELECT count(*) FROM evaluation").fetchone()[0]
            if not waiting and not queued:
                break
            # What a kill left open is looked at once it is certain that nobody works on it; here nobody does.
            time.sleep(1)
        service.process.send_signal(signal.SIGTERM)
        service.process.wait(60)
        articles = {f"a{row[0]}" for row in database.execute("SELECT id FROM article")}
        deliveries = database.execute("SELECT message_id, state FROM delivery").fetchall()
        sources = database.execute("SELECT count(DISTINCT article_id) FROM firing_source").fetchone()[0]
        arrived = {key[1]: value for key, value in receiver.arrivals.items()}
        repeats = sum(len(value) - 1 for value in arrived.values())
        troubles = []
        if stored - articles:
            troubles.append(f"{len(stored - articles)} articles are lost")
        if sources != len(articles):
            troubles.append(f"rules saw {sources} of {len(articles)} articles")
        if any(state != "accepted" for _, state in deliveries):
            troubles.append(f"not delivered: {[d for d in deliveries if d[1] != 'accepted'][:5]}")
        if {message for message, _ in deliveries} != set(arrived):
            troubles.append("what was delivered and what arrived is not the same")
        if any(len({body for _, body in value}) > 1 for value in arrived.values()):
            troubles.append("a repeat had another body")
        print(f"{rounds} ends {endings}: {len(stored)} articles said to be stored, {len(articles)} stored, {len(deliveries)} messages, {repeats} of them repeated")
        print("\n".join(troubles) or "nothing is lost or doubled")
        sys.exit(1 if troubles else 0)


if __name__ == "__main__":
    {"soak": lambda: soak(float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0), "kill": lambda: kill(int(sys.argv[2]))}[sys.argv[1]]()

"""What long runs against the service share: feeds and pages to watch, receivers of webhooks, and the service itself."""

import http.client
import http.server
import json
import os
import pty
import random
import re
import subprocess
import threading
import time

from webhook_receivers import Receivers

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOCSIN = os.environ.get("TOCSIN", ROOT + "/.build/release/tocsin")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    # A sender that is killed leaves connections behind; that is what is looked for.
    def handle_error(self, *_):
        pass


class World:
    """Feeds that grow, their pages, and receivers of webhooks; each host of its own, since each has manners of its own."""

    def __init__(self, hosts=30, receivers=10, item_seconds=120, delay=0.0):
        self.lock, self.begin, self.item_seconds, self.end_of_news = threading.Lock(), time.time(), item_seconds, None
        self.polls, self.pages, self.shown = {}, {}, set()
        self.receiving = Receivers(receivers, delay)
        self.receivers = self.receiving.addresses
        world = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_GET(self):
                moment, (kind, body) = time.time(), ("text/html", "")
                name = self.path.strip("/").split("-")
                if name[0] == "feed":
                    kind, body = "application/rss+xml", world.feed(int(name[1]), self.headers["host"], moment)
                elif name[0] == "page":
                    told = article(f"{name[1]}-{name[2]}")
                    body = f"<html lang='en'><head><title>{told['title']}</title></head><body><article><h1>{told['title']}</h1><p>{told['text']}</p></article></body></html>"
                self.answer(200 if body else 404, body, kind)
                if name[0] == "page":
                    with world.lock:
                        world.pages.setdefault(self.path, []).append(time.time())

            def answer(self, status, body, kind="text/plain"):
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())
                self.wfile.flush()

            def log_message(self, *_):
                pass

        def serve(host):
            server = Server((host, 0), Handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return "%s:%d" % server.server_address[:2]

        self.hosts = [serve(f"127.0.0.{number}") for number in range(2, 2 + hosts)]

    def feed(self, number, host, moment):
        """Something new every `item_seconds`, the newest ten shown; nothing more once `end_of_news` is set."""
        newest = int((min(moment, self.end_of_news or moment) - self.begin + 7 * number) // self.item_seconds)
        places = range(newest, max(0, newest - 10), -1)
        with self.lock:
            self.polls.setdefault(number, []).append(moment)
            self.shown.update(f"http://{host}/page-{number}-{place}" for place in places)
        items = "".join(f"<item><guid>{place}</guid><link>http://{host}/page-{number}-{place}</link></item>" for place in places)
        return f"<rss version='2.0'><channel><title>Feed {number}</title>{items}</channel></rss>"

    def feed_of(self, number):
        return f"http://{self.hosts[number % len(self.hosts)]}/feed-{number}"


class Service:
    def __init__(self, folder):
        self.folder = folder
        self.environment = {"HOME": folder, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm"}
        self.environment.update({"TOCSIN_ALLOW": "127.0.0.0/8", "TOCSIN_HOST_GAP": "0", "TOCSIN_HOST_REQUESTS": "16"})
        # As the systemd unit sets it.
        self.environment["MALLOC_ARENA_MAX"] = "2"
        self.store = folder + "/.local/share/tocsin/tocsin.sqlite"
        self.port = None

    def command(self, *words, typed=None):
        run = subprocess.run([TOCSIN, *words], env=self.environment, input=typed, capture_output=True, text=True, timeout=900)
        if run.returncode:
            raise SystemExit(f"{words}: {run.stderr}")
        return run.stdout

    def commands(self, lines):
        """Many commands by one process."""
        self.command("-f", "-", typed="\n".join(lines) + "\n")

    def session(self, commands, seconds):
        """A person at the prompt, who types some commands and leaves."""
        screen, terminal = pty.openpty()
        process = subprocess.Popen([TOCSIN], env=self.environment, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True)
        os.close(terminal)

        def look():
            try:
                while os.read(screen, 65536):
                    pass
            except OSError:
                pass

        threading.Thread(target=look, daemon=True).start()
        for command in commands:
            time.sleep(seconds / (len(commands) + 1))
            os.write(screen, command.encode() + b"\r")
        time.sleep(seconds / (len(commands) + 1))
        os.write(screen, b"\x04")
        status = process.wait(60)
        os.close(screen)
        return status

    def start(self):
        log = open(self.folder + "/serve.log", "ab")
        begin = log.tell()
        self.process = subprocess.Popen([TOCSIN, "serve", "--listen", f"127.0.0.1:{self.port or 0}"], env=self.environment, stderr=log)
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
        """Memory in MB, descriptors, the journal in MB, seconds of processor time."""
        pid, journal = self.process.pid, self.store + "-wal"
        pages = int(open(f"/proc/{pid}/statm").read().split()[1])
        fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
        size = os.path.getsize(journal) if os.path.exists(journal) else 0
        return pages * 4096 / 1e6, len(os.listdir(f"/proc/{pid}/fd")), size / 1e6, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def name(syllables=3):
    return "".join(random.choice("bdfgklmnprstvz") + random.choice("aeiou") for _ in range(syllables)).title()


ACTORS = ["Russia", "NATO", "Ukraine", "Iran", "Israel", "China", "Taiwan", "India", "Pakistan", "Turkey"]


def article(number):
    """A report of an event of its own: other towns and persons than in all others, so that each alerts for itself."""
    actors = random.sample(ACTORS, 2)
    acts = ["expelled diplomats of", "condemned", "imposed sanctions on", "shelled a town of", "held talks with", "threatened"]
    town, person, place = name(), name() + " " + name(4), name(2)
    return {
        "title": f"Report {number}: {actors[0]} and {actors[1]} at {town}",
        "text": f"{actors[0]} {random.choice(acts)} {actors[1]} near {town} on Monday, {person} of outlet {number} said in {place}. "
        + f"{actors[1]} {random.choice(acts)} {actors[0]} in answer. The {random.choice(['harbour', 'bridge', 'market', 'mill'])} of {town} was quiet, {person} added.",
    }

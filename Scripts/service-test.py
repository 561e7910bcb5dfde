"""Long runs against the service, bounded and ending by themselves.

service-test.py soak SECONDS [WATCHES [RATE [STORED]]]: over a store of STORED articles (0), feeds are watched (each every minute, with something new every other time), RATE articles a second
(2.5) are handed in, clients read, commands and two sessions come and go, ten webhooks of which three fail; prints memory, descriptors and the
journal's size for each sixth of the time, whether polls were missed, and how long it took from an article's arrival to the first byte of its webhook.

service-test.py kill ROUNDS [WATCHES]: the service is killed (or asked to stop, every other time) at random moments under load and started anew;
then nothing that was said to be stored, and nothing that a feed has shown, may be missing, and nothing may be doubled.

TOCSIN names the binary; otherwise it is the release build.
"""

import http.client
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from service_support import ACTORS, Service, World, article

COMMANDS = (["-c", "status"], ["alerts", "--format", "jsonl"], ["watch", "list"])
QUEUED = "SELECT started_at - created_at FROM attempt JOIN delivery ON delivery.id = delivery_id WHERE endpoint_name = 'w9' AND number = 1"
TYPED = ["articles", "alerts", "events --limit 10", "stories", "status"]


class Soak:
    """The load, and what was seen under it."""

    def __init__(self, service, world, seconds):
        self.service, self.world, self.end = service, world, time.time() + seconds
        self.sent, self.failures, self.reads, self.sessions, self.figures = {}, [], 0, 0, []

    def hand_in(self, lane, lanes, rate, sent, failures):
        begin, number = time.time() + lane / rate, lane
        while (moment := begin + (number - lane) / rate) < self.end:
            time.sleep(max(0, moment - time.time()))
            start = time.time()
            status, text = self.service.ask("POST", "/api/v1/articles", article(number))
            if status == 201:
                sent[json.loads(text)["article"]["id"]] = start
            else:
                failures.append((status, text[:200]))
            number += lanes

    def hand_in_all(self, pipe, rate):
        """In a process of its own: what the feeds of this one do must not delay it."""
        random.seed()
        lanes, sent, failures = max(2, round(rate)), {}, []
        threads = [threading.Thread(target=self.hand_in, args=(lane, lanes, rate, sent, failures)) for lane in range(lanes)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        pipe.send((sent, failures))

    def read(self):
        while time.time() < self.end:
            for path in ("/api/v1/articles?limit=50", "/api/v1/firings", "/", "/metrics", "/-/ready"):
                status, text = self.service.ask("GET", path)
                self.reads += 1
                if status != 200:
                    self.failures.append((path, status, text[:200]))
            time.sleep(1)

    def command(self):
        while time.time() < self.end:
            self.service.command(*random.choice(COMMANDS))
            time.sleep(5)

    def type(self):
        while time.time() < self.end - 10:
            status = self.service.session(random.sample(TYPED, 3), min(random.uniform(10, 40), self.end - time.time()))
            self.sessions += 1
            if status:
                self.failures.append(("session", status))
            time.sleep(random.uniform(0, 5))

    def run(self, rate):
        pipe, other = multiprocessing.Pipe()
        multiprocessing.get_context("fork").Process(target=self.hand_in_all, args=(other, rate), daemon=True).start()
        threads = [threading.Thread(target=work) for work in (self.read, self.command, self.type, self.type)]
        for thread in threads:
            thread.start()
        while time.time() < self.end:
            self.figures.append((time.time(), *self.service.figures()))
            time.sleep(min(5, max(0.1, self.end - time.time())))
        for thread in threads:
            thread.join()
        self.sent, failures = pipe.recv()
        self.failures += failures

    def delays(self):
        """From handing in, or asking for the page, to the first byte of the webhook, in order."""
        handed, watched = [], []
        for (path, _), arrivals in self.world.receiving.arrivals().items():
            data = json.loads(arrivals[0][1])["data"] if path == "/good9" else {}
            # A message lists the first sources of its alert: only those that list all of them tell which one brought them about.
            if data.get("sources") and data["source_count"] == len(data["sources"]):
                newest = max(data["sources"], key=lambda source: int(source["id"][1:]))
                page = self.world.pages.get("/" + (newest["url"] or "").rpartition("/")[2])
                if newest["id"] in self.sent:
                    handed.append(arrivals[0][0] - self.sent[newest["id"]])
                elif page:
                    watched.append(arrivals[0][0] - page[0])
        return sorted(handed), sorted(watched)


def soak(seconds, watches=0, rate=2.5, stored=0):
    with tempfile.TemporaryDirectory() as folder:
        world, service = World(), Service(folder)
        if stored:
            # A desk that has run for a while: its caches are as full as they will be.
            past = "".join(json.dumps(article(-number) | {"arrived": "2026-01-01"}) + "\n" for number in range(1, stored + 1))
            service.command("import", "articles", "-", typed=past)
        for number, host in enumerate(world.receivers):
            kind = "bad" if number < 3 else "good"
            service.command("webhook", "add", f"w{number}", f"http://{host}/{kind}{number}", "--allow", "127.0.0.0/8")
        rules = ["alert add all when title contains Report fresh any again always notify w9"]
        for number in range(49):
            condition = f"severity at least {3 + number % 6} and actor is {ACTORS[number % 10]} fresh any again always notify w{number % 9}"
            rules.append(f"alert add rule-{number} when {condition}")
        service.commands(rules + [f"watch add {world.feed_of(number)} every 1m to 1m --last 0" for number in range(watches)])
        service.start()
        begin = time.time()
        test = Soak(service, world, seconds)
        test.run(rate)
        time.sleep(2)
        service.process.send_signal(signal.SIGTERM)
        status = service.process.wait(60)
        print(
            f"{seconds:.0f} s: {len(test.sent)} articles handed in, {len(world.pages)} pages of {watches} watches read, {test.reads} reads,"
            f" {test.sessions} sessions, {len(test.failures)} failures {test.failures[:3]}, ended with {status}"
        )
        for part in range(6):
            rows = [row for row in test.figures if part <= (row[0] - begin) / seconds * 6 < part + 1]
            if rows:
                memory, files, journal = (statistics.median(row[place] for row in rows) for place in (1, 2, 3))
                used = (rows[-1][4] - rows[0][4]) / max(rows[-1][0] - rows[0][0], 1)
                print(
                    f"{part * seconds / 6:6.0f} s to {(part + 1) * seconds / 6:.0f} s: memory {memory:.1f} MB (at most {max(row[1] for row in rows):.1f}),"
                    f" descriptors {files:.0f} (at most {max(row[2] for row in rows)}), journal {journal:.1f} MB, {used:.2f} cores"
                )
        gaps = sorted(late - early for times in world.polls.values() for early, late in zip(times[1:], times[2:]))
        if gaps:
            print(
                f"{sum(map(len, world.polls.values()))} polls of {len(world.polls)} watches, from poll to poll {gaps[0]:.0f} to {gaps[-1]:.0f} s,"
                f" median {gaps[len(gaps) // 2]:.0f} s, {sum(gap > 75 for gap in gaps)} later than 75 s"
            )
        for name, delays in zip(("handing in", "asking for the page"), test.delays()):
            if delays:
                p50, p90, p99 = (delays[int(len(delays) * share)] * 1e3 for share in (0.5, 0.9, 0.99))
                print(f"from {name} to the webhook's first byte: p50 {p50:.0f} ms, p90 {p90:.0f} ms, p99 {p99:.0f} ms, of {len(delays)}")
        waits = sorted(row[0] for row in sqlite3.connect(service.store).execute(QUEUED))
        if waits:
            print(f"of these from being queued to the attempt: p50 {waits[len(waits) // 2]} ms, p99 {waits[int(len(waits) * 0.99)]} ms")


def kill(rounds, watches=0):
    with tempfile.TemporaryDirectory() as folder:
        world, service = World(hosts=10, receivers=1, item_seconds=20, delay=0.02), Service(folder)
        service.command("webhook", "add", "ops", f"http://{world.receivers[0]}/good", "--allow", "127.0.0.0/8")
        service.command("alert", "add", "all", "when", "title contains Report fresh any again always notify ops")
        service.commands([f"watch add {world.feed_of(number)} every 1m to 1m" for number in range(watches)])
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
        # What the feeds show from here on has been shown once every watch was asked for once more.
        world.end_of_news = time.time()
        deadline = time.time() + 600
        database = sqlite3.connect(service.store)

        def count(condition):
            return database.execute(f"SELECT count(*) FROM {condition}").fetchone()[0]

        while time.time() < deadline:
            # What a kill left open is looked at once it is certain that nobody works on it; here nobody does.
            time.sleep(1)
            # A poll counts once it is written down: until then nobody knows what it showed.
            written = dict(database.execute("SELECT url, last_poll_at / 1000.0 FROM watch"))
            is_polled = all(world.end_of_news < times[-1] <= written[world.feed_of(number)] + 0.001 for number, times in world.polls.items())
            waiting = count("delivery WHERE state NOT IN ('accepted', 'failed for good', 'dead')")
            pending = count("watch_item WHERE state = 'pending'")
            if is_polled and not waiting and not pending and not count("evaluation"):
                break
        service.process.send_signal(signal.SIGTERM)
        service.process.wait(60)
        articles = {f"a{row[0]}" for row in database.execute("SELECT id FROM article")}
        urls = [row[0] for row in database.execute("SELECT url FROM article WHERE url IS NOT NULL")]
        deliveries = database.execute("SELECT message_id, state FROM delivery").fetchall()
        sources = database.execute("SELECT count(DISTINCT article_id) FROM firing_source").fetchone()[0]
        arrived = {key[1]: value for key, value in world.receiving.arrivals().items()}
        repeats = sum(len(value) - 1 for value in arrived.values())
        troubles = []
        if stored - articles:
            troubles.append(f"{len(stored - articles)} articles are lost")
        if world.shown - set(urls):
            troubles.append(f"{len(world.shown - set(urls))} items of feeds are lost: {sorted(world.shown - set(urls))[:3]}")
        if len(urls) != len(set(urls)):
            troubles.append(f"{len(urls) - len(set(urls))} items are doubled")
        if sources != len(articles):
            troubles.append(f"rules saw {sources} of {len(articles)} articles")
        if any(state != "accepted" for _, state in deliveries):
            troubles.append(f"not delivered: {[d for d in deliveries if d[1] != 'accepted'][:5]}")
        if {message for message, _ in deliveries} != set(arrived):
            troubles.append("what was delivered and what arrived is not the same")
        if any(len({body for _, body in value}) > 1 for value in arrived.values()):
            troubles.append("a repeat had another body")
        print(
            f"{rounds} ends {endings}: {len(stored)} articles said to be stored, {sum(map(len, world.polls.values()))} polls of {watches} watches showed"
            f" {len(world.shown)} items, {len(articles)} articles stored, {len(deliveries)} messages, {repeats} of them repeated"
        )
        print("\n".join(troubles) or "nothing is lost or doubled")
        sys.exit(1 if troubles else 0)


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 6 or sys.argv[1] not in ("soak", "kill"):
        sys.exit(__doc__)
    (soak if sys.argv[1] == "soak" else kill)(*(int(text) if text.isdigit() else float(text) for text in sys.argv[2:]))

#!/usr/bin/env python3
"""Measures a desk on a PostgreSQL of its own beside one in a file: articles and messages a second with one, two and four
workers, and what an article costs in a small and in a large store.

    Scripts/server-benchmark.py PROGRAM [ARTICLES [MILLIONS]]

PROGRAM is a release build. No ARTICLES (0) leave the first part out, no MILLIONS the second. The server waits for its disk as any would; it stands in a temporary folder, and ends with this.
"""
import glob
import http.server
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = os.path.abspath(sys.argv[1])
ARTICLES = int(sys.argv[2]) if len(sys.argv) > 2 else 240
MILLIONS = float(sys.argv[3]) if len(sys.argv) > 3 else 0
SIDES = ["Russia", "NATO", "China", "Japan", "Iran", "Israel", "Turkey", "Greece", "India", "Pakistan", "Serbia", "Kosovo"]
ACTS = [
    "expelled eight diplomats of", "suspended its mission to", "imposed sanctions on", "threatened to attack",
    "fired missiles at", "condemned", "closed its border with", "recalled its ambassador from",
]


def report(number):
    """A report that no other is like: its own sides, act, place, numbers and words."""
    one, other = SIDES[number % 12], SIDES[(number * 5 + number // 12 + 1) % 12]
    act = ACTS[number // 7 % 8]
    place = f"Port {chr(65 + number % 26)}{chr(97 + number // 26 % 26)}{chr(97 + number // 676 % 26)}ville"
    day = number % 28 + 1
    lines = [f"{one} {act.split()[0]} {other} over {place} affair {number}", "", f"{one} {act} {other} on {day} October 2021."]
    for paragraph in range(12):
        lines.append(
            f"In {place} officials said that {number * 7 + paragraph} people had been moved from {paragraph + 2} villages "
            f"after the government of {one} announced the step, and a spokesman for {other} called it unjustified; "
            f"envoys will meet again in {paragraph + 3} days, a diplomat with knowledge of file {number}-{paragraph} said."
        )
    return "\n\n".join(lines) + "\n"


class Server:
    """A PostgreSQL in a temporary folder, on a socket there."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="tocsin-bench-", dir="/tmp")
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.run_as = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.getuid() == 0 else []
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": self.folder}
        subprocess.run(
            self.run_as + [f"{programs}/initdb", "-D", "data", "-U", "tocsin", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"],
            check=True, **quiet,
        )
        self.programs = programs
        self.psql = f"{programs}/psql"
        self.count = 0
        self.start()

    def start(self, *settings):
        """Starts it; `settings` beside those of every run."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": self.folder}
        usual = ["listen_addresses=", f"unix_socket_directories={self.folder}", "shared_buffers=1GB", "max_wal_size=8GB"]
        words = [word for setting in usual + list(settings) for word in ("-c", setting)]
        self.process = subprocess.Popen(
            self.run_as + [f"{self.programs}/postgres", "-D", "data", *words], stdin=subprocess.DEVNULL, **quiet
        )
        for _ in range(1_200):
            if subprocess.run([self.psql, "-h", self.folder, "-U", "tocsin", "-c", "SELECT 1", "postgres"], **quiet).returncode == 0:
                return
            time.sleep(0.05)
        sys.exit("the server does not start")

    def stop(self):
        self.process.send_signal(2)
        self.process.wait()

    def sql(self, text, database="postgres"):
        return subprocess.run(
            [self.psql, "-h", self.folder, "-U", "tocsin", "-Atqc", text, database], check=True, capture_output=True, text=True
        ).stdout.strip()

    def database(self):
        self.count += 1
        self.sql(f"CREATE DATABASE d{self.count} TEMPLATE template0")
        return f"postgres://tocsin@/d{self.count}?host={self.folder}"

    def end(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes every message at once."""

    protocol_version = "HTTP/1.1"
    arrivals = []

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        Receiver.arrivals.append((self.headers.get("webhook-id"), time.monotonic()))
        self.send_response(204)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def tocsin(home, place, *words, wait=True, output=subprocess.PIPE):
    environment = {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TOCSIN_DATABASE": place}
    process = subprocess.Popen(
        [PROGRAM, *words], env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, text=True
    )
    if not wait:
        return process
    output = process.communicate()[0]
    if process.returncode:
        sys.exit(f"{words}: {output}")
    return output


def script(home, numbers, name):
    lines = []
    for number in numbers:
        path = f"{home}/r{number}.txt"
        with open(path, "w", encoding="utf-8") as file:
            file.write(report(number))
        lines.append(f"read {path} --url https://outlet{number % 40}.example/{number}")
    with open(f"{home}/{name}", "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return f"{home}/{name}"


def ingest(home, place, workers, first, count):
    """Articles a second that so many processes read into one store, without what it takes to start them."""
    scripts = [script(home, range(first + worker, first + count, workers), f"s{first}-{worker}") for worker in range(workers)]
    idle = script(home, [], f"s{first}-idle")
    seconds = []
    for paths in [[idle] * workers, scripts]:
        start = time.monotonic()
        processes = [tocsin(home, place, "-f", path, wait=False) for path in paths]
        for process in processes:
            if "tocsin:" in process.communicate()[0] or process.returncode:
                sys.exit(f"an article was not read by {paths}")
        seconds.append(time.monotonic() - start)
    return count / (seconds[1] - seconds[0])


def deliver(server, home, place, workers, count):
    """Messages a second that so many services deliver, from the first of those that wait to the last."""
    Receiver.arrivals.clear()
    only = ["--only", "deliver"] if place.startswith("postgres") else []
    services = [
        tocsin(home, place, "serve", "--listen", "none", *only, wait=False, output=subprocess.DEVNULL) for _ in range(workers)
    ]
    time.sleep(3)
    # What `webhook resume` does, but for delivering by itself.
    opening = "UPDATE endpoint SET condition = (SELECT condition FROM endpoint WHERE name = 'open') WHERE name <> 'open'"
    if place.startswith("postgres"):
        server.sql(opening + "; NOTIFY tocsin, 'delivery'", place.split("/")[3].split("?")[0])
    else:
        with sqlite3.connect(place, timeout=30) as connection:
            connection.execute(opening)
    begun = time.monotonic()
    while len({id for id, _ in Receiver.arrivals}) < count and time.monotonic() - begun < 120:
        time.sleep(0.05)
    for service in services:
        service.terminate()
    for service in services:
        service.communicate()
    ids = [id for id, _ in Receiver.arrivals]
    moments = [moment for _, moment in Receiver.arrivals]
    return len(set(ids)) / (max(moments) - min(moments)), len(ids) - len(set(ids)), count - len(set(ids))


def main():
    # A host takes six at once, of however many workers: eight hosts take more than those have.
    receivers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver) for _ in range(8)]
    for receiver in receivers:
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
    server = Server()
    home = tempfile.mkdtemp(prefix="tocsin-bench-home-")
    try:
        for place_of, name, workers in [] if ARTICLES == 0 else [
            (lambda: f"{home}/one.sqlite", "SQLite", 1), (server.database, "PostgreSQL", 1),
            (server.database, "PostgreSQL", 2), (server.database, "PostgreSQL", 4),
        ]:
            place = place_of()
            names = [f"ops{number}" for number in range(len(receivers))]
            for name_of, receiver in zip(["open", *names], [receivers[0], *receivers]):
                tocsin(home, place, "webhook", "add", name_of, f"http://127.0.0.1:{receiver.server_port}/", "--allow", "127.0.0.0/8")
            for name_of in names:
                tocsin(home, place, "webhook", "pause", name_of)
            tocsin(home, place, "alert", "add", "all", "when", "title", "contains", "affair", "again", "always", "notify", ", ".join(names))
            rate = ingest(home, place, workers, 0, ARTICLES)
            listed = tocsin(home, place, "deliveries", "--limit", "10000", "--format", "jsonl").splitlines()
            waiting = sum(line.startswith("{") for line in listed)
            sent, repeats, lost = deliver(server, home, place, workers, waiting)
            print(
                f"{name}, {workers} at work: {rate:.1f} articles/s, {sent:.0f} messages/s of {waiting}, {repeats} repeats, {lost} not arrived",
                flush=True,
            )
        if MILLIONS:
            growth(server, home)
    finally:
        server.end()
        shutil.rmtree(home, ignore_errors=True)


GROWING = ["article", "sentence", "event", "event_person", "decision", "evaluation", "story", "story_member", "story_profile", "story_key",
           "article_words"]


# Which part of some three seconds, begun after the start of the programs, somebody stores an article (`WriteLane.articles`).
HELD = """
CREATE FUNCTION pg_temp.held() RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE held integer := 0;
BEGIN
  PERFORM pg_sleep(4);
  FOR look IN 1..600 LOOP
    IF EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = x'746F6361'::int AND granted) THEN
      held := held + 1;
    END IF;
    PERFORM pg_sleep(0.004);
  END LOOP;
  RETURN held / 600.0;
END $$;
SELECT pg_temp.held()
"""


def growth(server, home):
    """What an article costs beside a thousand and beside a million others. The others are copies of a thousand that were read, with
    numbers, addresses and stories of their own, and with the same texts."""
    place = server.database()
    name = f"d{server.count}"
    ingest(home, place, 2, 100_000, 1_000)
    server.sql("VACUUM ANALYZE", name)
    small = 1 / ingest(home, place, 1, 200_000, 200)
    columns = {
        table: server.sql(f"SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0", name)
        for table in ["article", "event", "sentence", "story", "story_member", "story_profile", "article_words"]
    }
    step = 1_000_000
    copies = max(1, int(MILLIONS * 1_000_000) // 1_000)
    words = server.sql("SELECT indexdef FROM pg_indexes WHERE indexname = 'article_words_by_word'", name)
    # Only the filling does without the disk and the index of words.
    server.stop()
    server.start("fsync=off", "full_page_writes=off", "maintenance_work_mem=2GB")
    server.sql("DROP INDEX article_words_by_word", name)
    for table, changes in [
        ("article", {"id": "id + n * {s}", "identity": "identity || '#' || n", "requested_url": "requested_url || '#' || n"}),
        ("event", {"id": "id + n * {s}", "article_id": "article_id + n * {s}"}),
        ("sentence", {"article_id": "article_id + n * {s}"}),
        ("story", {"id": "id + n * {s}", "first_article_id": "first_article_id + n * {s}", "headline_id": "headline_id + n * {s}",
                   "merged_into": "NULL::bigint"}),
        ("story_member", {"article_id": "article_id + n * {s}", "story_id": "story_id + n * {s}", "opener_id": "opener_id + n * {s}",
                          "nearest_id": "nearest_id + n * {s}", "kept_order": "kept_order + n * {s}"}),
        ("story_profile", {"article_id": "article_id + n * {s}"}),
        ("article_words", {"article_id": "article_id + n * {s}"}),
    ]:
        chosen = ", ".join(changes.get(column.strip('"'), column).format(s=step) for column in columns[table].split(", "))
        key = "article_id" if "article_id" in columns[table].split(", ") else "id"
        # Ordered by number, as articles come.
        server.sql(
            f"SET session_replication_role = replica; INSERT INTO {table} ({columns[table]}) SELECT {chosen} FROM "
            f"generate_series(1, {copies}) AS n, LATERAL (SELECT * FROM {table} WHERE {key} <= 1000 ORDER BY {key}) AS t",
            name,
        )
        print(f"  filled {table}", flush=True)
    server.sql(words, name)
    for table in ["article", "event", "story"]:
        server.sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))", name)
    server.sql("ANALYZE", name)
    server.sql("CHECKPOINT", name)
    server.stop()
    server.start()
    total, bytes_ = server.sql(f"SELECT count(*), pg_size_pretty(pg_database_size('{name}')) FROM article", name).split("|")
    ingest(home, place, 1, 300_000, 100)
    names = ", ".join(f"'{table}'" for table in GROWING)
    counted = f"SELECT relname, seq_tup_read FROM pg_stat_user_tables WHERE relname IN ({names}) ORDER BY relname"
    before = dict(line.split("|") for line in server.sql(counted, name).splitlines())
    large = 1 / ingest(home, place, 1, 400_000, 200)
    time.sleep(2)
    after = dict(line.split("|") for line in server.sql(counted, name).splitlines())
    read = {table: int(rows) - int(before[table]) for table, rows in after.items() if rows != before[table]}
    print(
        f"an article costs {small * 1e3:.1f} ms beside 1,000 and {large * 1e3:.1f} ms beside {total} ({bytes_}): {large / small:.2f}; "
        f"rows that scans of whole tables read meanwhile: {read}",
        flush=True,
    )
    for workers in [1, 2]:
        held = []
        look = threading.Thread(target=lambda: held.append(float(server.sql(HELD, name))))
        look.start()
        rate = ingest(home, place, workers, 500_000 + workers * 10_000, 240)
        look.join()
        print(f"  beside them, {workers} at work: {rate:.1f} articles/s; the lane of articles is taken for {held[0] / rate * 1e3:.1f} ms of each", flush=True)


main()

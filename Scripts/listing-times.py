"""How long the first screen of each listing takes over a large store.

listing-times.py BINARY [ARTICLES]: fills a store in a temporary folder with so many articles (100,000), each with sentences and
two events, in stories of four, one in twenty in Chinese, with persons, watches, alerts, deliveries and marks, and prints the
median of five runs of each command, the program's start included.
"""

import itertools
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

WORDS = (
    "mission border talks envoy minister army sanction treaty harbour bridge council court vote strike protest drill "
    "missile truce summit embassy trade energy pipeline island coast convoy hostage ransom tribunal decree parliament"
).split()
# Words as rare as those of a language: the nth has a share of 1/n.
RARE = [a + b + c for a in "bdfgklmnprstvz" for b in ["a", "e", "i", "o", "u", "ai", "or"] for c in "dklmnrst"]
VOCABULARY = RARE[:40] + WORDS + [one + two for one in RARE[:40] for two in RARE[:400]]
SHARES = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(VOCABULARY))))
SIDES = ["Russia", "NATO", "Ukraine", "China", "United States", "Iran", "Israel", "India", "Pakistan", "Germany"]
RUNS = 5
CHARACTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 3_000)]
CHARACTER_SHARES = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(CHARACTERS))))
PERSONS = [f"{first.capitalize()} {last.capitalize()}" for first in RARE[40:60] for last in RARE[100:120]]
COMMANDS = [
    "articles", "articles --severity 9", "articles --site Outlet17", "articles --matching 'mission treaty'", "events",
    "events --actor Russia", "events --code 161", "events --severity 9.5", "events --status planned", "stories",
    "stories --actor Russia", "stories --severity 9", "alerts", "alerts --open", "alerts --rule watch", "alerts --held",
    "deliveries", "deliveries --failed", "search mission", "search hostage ransom", "search '\"mission border\"' since 7d",
    "digest since 1d", "mark", "alert list", "timeline Russia NATO", "show a500", "status",
    "events --target NATO", "events --article a500", "events --person " + PERSONS[0].split()[1], "persons",
    "timeline --person '" + PERSONS[0] + "'", "timeline Russia", "search " + "".join(CHARACTERS[40:42]),
    "search " + "".join(CHARACTERS[:2]), "articles --matching " + "".join(CHARACTERS[40:42]), "articles --tag europe",
    "articles --watch watch7", "articles --since 1d", "watch list", "watch list --tag europe", "watch show watch7",
    "deliveries --endpoint ops", "delivery d9", "show s100", "show e500", "show f9", "story s100", "why s100", "why a500",
    "why e500", "alert show watch", "silence list", "define", "webhook list", "codes", "codes 16", "actors NATO",
    "retention", "chain e500", "digest", "alert heartbeat", "token list", "stories --since 7d", "search mission --about Russia",
]


def insert(database, table, rows, columns):
    places = ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)


def fill(path, count):
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = OFF")
    chance = random.Random(7)
    now = int(time.time() * 1000)
    step = 365 * 86_400_000 // count
    severity_factors, grounds = json.dumps([]), json.dumps(GROUNDS)
    insert(database, "person", [(n + 1, name, name.lower()) for n, name in enumerate(PERSONS)], ["id", "name", "folded"])
    for start in range(1, count + 1, 5_000):
        articles, sentences, events, members, pieces, named = [], [], [], [], [], []
        for number in range(start, min(start + 5_000, count + 1)):
            arrived = now - (count - number) * step
            day = time.strftime("%Y-%m-%d", time.gmtime(arrived / 1000))
            lines = [" ".join(chance.choices(VOCABULARY, cum_weights=SHARES, k=18)).capitalize() + "." for _ in range(15)]
            text, offset = " ".join(lines), 0
            for position, line in enumerate(lines):
                sentences.append((number, position, offset, offset + len(line)))
                offset += len(line) + 1
            if number % 20 == 0:
                lines = ["".join(chance.choices(CHARACTERS, cum_weights=CHARACTER_SHARES, k=40)) + "。" for _ in range(15)]
                text, offset, sentences[-15:] = "".join(lines), 0, []
                for position, line in enumerate(lines):
                    sentences.append((number, position, offset, offset + len(line.encode())))
                    offset += len(line.encode())
                pieces.append((number, parted(lines[0][:12]), " ".join(parted(line[:-1]) + "。" for line in lines)))
            outlet = chance.randrange(200)
            severity = round(chance.random() * 10, 1)
            articles.append(
                (number, f"https://outlet{outlet}.example/{number}", f"https://outlet{outlet}.example/{number}",
                 f"Outlet{outlet}", f"outlet{outlet}.example",
                 lines[0][:12] if number % 20 == 0 else " ".join(chance.choices(VOCABULARY, cum_weights=SHARES, k=8)).capitalize(),
                 "[]", day, "zh" if number % 20 == 0 else "en", 0, "article", text, "[]", "[]", '{"hops":[],"byteCount":9000,"decisions":[]}',
                 '{"sentences":[],"scored":[]}', "[]", severity, severity > 5, "an act", arrived, arrived, 1)
            )
            for position in range(2):
                actor, target = chance.sample(SIDES, 2)
                events.append(
                    (number * 2 + position - 1, number, position, actor, target, chance.choice(["161", "190", "112", "130"]),
                     "SANCTION", -4.0, chance.choice(["realised"] * 9 + ["planned"]), "suspends", "text", 0, 8, lines[0], 0,
                     day, day, day, round(chance.random() * 10, 1), severity_factors, grounds, day)
                )
                if chance.random() < 0.2:
                    named.append((number * 2 + position - 1, "actor", min(int(chance.paretovariate(0.7)), len(PERSONS))))
            members.append((number, (number + 3) // 4, "new" if number % 4 == 1 else "same event", "[]", "[]", arrived, number, number))
        insert(database, "article", articles, ARTICLE)
        insert(database, "sentence", sentences, ["article_id", "position", "start", "end"])
        insert(database, "event", events, EVENT)
        stories = [
            (number, "{}", number * 4 - 3, number * 4, now - (count - number * 4 + 3) * step, now - (count - number * 4) * step,
             now - (count - number * 4 + 3) * step, 4, round(chance.random() * 10, 1))
            for number in range((start + 3) // 4, (start + 4_999) // 4 + 1)
        ]
        insert(database, "story", stories, STORY)
        insert(database, "story_member", members, MEMBER)
        insert(database, "article_pieces", pieces, ["rowid", "title", "text"])
        insert(database, "event_person", named, ["event_id", "side", "person_id"])
        database.commit()
    insert(database, "rule", [(1, "watch", "severity over 9", now)], ["id", "name", "text", "created_at"])
    firings, sources, decisions = [], [], []
    for number in range(1, count // 20):
        article = number * 20
        at = now - (count - article) * step
        firings.append((number, 1, "watch", "severity over 9", f"story {number}", 1, number, "a|b|16|r", 19_000, 9.1, "", at))
        sources.append((number, article, article * 2, article * 2, None, "[]", at))
        decisions.append((1, article + 1, "held: same event", "told", "[]", at))
    insert(database, "firing", firings, FIRING)
    insert(database, "firing_source", sources, SOURCE)
    insert(database, "decision", decisions, ["rule_id", "article_id", "outcome", "reason", "findings", "decided_at"])
    fill_desk(database, count, now, step)
    database.execute("ANALYZE") if "--analyze" in sys.argv else None
    database.commit()
    database.close()


def parted(run):
    return " ".join([left + right for left, right in zip(run, run[1:])] + [run[-1]])


def fill_desk(database, count, now, step):
    """What stands beside articles: watches with items, an endpoint with deliveries, marks, sets, silences."""
    watches = [
        (n, f"watch{n}", f"https://outlet{n}.example/feed", f"https://outlet{n}.example/feed", f"outlet{n}.example", "feed", "active",
         600, 21_600, 50, now, now + n * 1_000, now, now, "it answers with 503" if n % 30 == 0 else None, now if n % 30 == 0 else None)
        for n in range(1, 301)
    ]
    insert(database, "watch", watches, WATCH)
    insert(database, "watch_tag", [(n, "europe" if n % 3 else "asia") for n in range(1, 301)], ["watch_id", "tag"])
    items, labels = [], []
    for number in range(1, count + 1, 3):
        watch, at = number % 300 + 1, now - (count - number) * step
        if number > count - 30_000:
            items.append((watch, str(number), f"https://outlet{watch}.example/{number}", "an item", at, "f", "read", at, at, number))
        labels += [(number, "watch", f"watch{watch}"), (number, "tag", "europe" if watch % 3 else "asia")]
    insert(database, "watch_item", items, ITEM)
    insert(database, "article_label", labels, ["article_id", "kind", "label"])
    endpoint = (1, "ops", "https://ops.example/in", "standard", "[]", "[]", "[]", 0, CONDITION, count, now)
    insert(database, "endpoint", [endpoint], ENDPOINT)
    deliveries = [
        (n, 1, "ops", n, 1, n, f"msg_{n}", "tocsin.alert.fired", "application/json", "[]", b"{}", "accepted" if n % 40 else "dead",
         now - (count // 20 - n) * 20 * step, 1, "204")
        for n in range(1, count // 20)
    ]
    insert(database, "delivery", deliveries, DELIVERY)
    insert(database, "mark", [("e", n * 40, 1, "", now) for n in range(1, 2_000)], ["kind", "number", "is_right", "note", "marked_at"])
    insert(database, "definition", [(f"set{n}", json.dumps(SIDES[:3])) for n in range(20)], ["name", "members"])
    silences = [(f"rule is watch and code is 16{n % 10}", now, now + 86_400_000, "") for n in range(20)]
    insert(database, "silence", silences, ["matcher", "starts_at", "ends_at", "comment"])


CONDITION = json.dumps({"state": "active", "consecutiveFailures": 0, "failedProbes": 0})
WATCH = (
    "id name added_url url host kind state every_min every_max first_count created_at next_poll_at last_poll_at last_success_at "
    "failure failing_since"
).split()
ITEM = "watch_id key url title published_at fingerprint state first_seen_at last_seen_at article_id".split()
ENDPOINT = (
    "id name url format signing_keys headers allowed_ranges is_strictly_ordered condition last_sequence created_at"
).split()
DELIVERY = (
    "id endpoint_id endpoint_name firing_id occasion sequence message_id type content_type headers body state created_at "
    "attempts_made reason"
).split()
GROUNDS = {"lexiconEntry": "suspend", "frame": "active", "status": "as told", "attribution": "reported"}
ARTICLE = (
    "id identity url site domain title authors published language is_paywalled kind text paragraphs captions provenance summary "
    "rejected_triggers severity is_escalatory verdict arrived_at read_at revision"
).split()
EVENT = (
    "id article_id position actor target code category goldstein status trigger_text part start end sentence sentence_position "
    "date first_day last_day severity severity_factors grounds counted_day"
).split()
STORY = "id state first_article_id told started_at last_at developed_at article_count severity".split()
MEMBER = "article_id story_id tie news grounds joined_at kept_order opener_id".split()
FIRING = (
    "id rule_id rule_name condition thread_key episode story_id act_stem act_day severity reason fired_at"
).split()
SOURCE = "firing_id article_id event_number event_id event findings added_at".split()


def main():
    binary, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "COLUMNS": "120"}
        subprocess.run([binary, "status"], env=environment, check=True, capture_output=True)
        path = f"{home}/.local/share/tocsin/tocsin.sqlite"
        fill(path, count)
        print(f"{count} articles, {os.path.getsize(path) >> 20} MiB")
        for command in COMMANDS:
            times = []
            for _ in range(RUNS):
                start = time.monotonic()
                run = subprocess.run([binary, "-c", command], env=environment, capture_output=True, text=True)
                times.append((time.monotonic() - start) * 1000)
                assert run.returncode == 0, f"{command}: {run.stderr}"
            print(f"{statistics.median(times):7.0f} ms  {command}", flush=True)


if __name__ == "__main__":
    main()

"""How long the first screen of each listing takes over a large store.

listing-times.py BINARY [ARTICLES]: fills a store in a temporary folder with so many articles (100,000), each with sentences and
two events, in stories of four, and prints the median of five runs of each command, the program's start included.
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
COMMANDS = [
    "articles", "articles --severity 9", "articles --site Outlet17", "articles --matching 'mission treaty'", "events",
    "events --actor Russia", "events --code 161", "events --severity 9.5", "events --status planned", "stories",
    "stories --actor Russia", "stories --severity 9", "alerts", "alerts --open", "alerts --rule watch", "alerts --held",
    "deliveries", "deliveries --failed", "search mission", "search hostage ransom", "search '\"mission border\"' since 7d",
    "digest since 1d", "mark", "alert list", "timeline Russia NATO", "show a500", "status",
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
    for start in range(1, count + 1, 5_000):
        articles, sentences, events, members = [], [], [], []
        for number in range(start, min(start + 5_000, count + 1)):
            arrived = now - (count - number) * step
            day = time.strftime("%Y-%m-%d", time.gmtime(arrived / 1000))
            lines = [" ".join(chance.choices(VOCABULARY, cum_weights=SHARES, k=18)).capitalize() + "." for _ in range(15)]
            text, offset = " ".join(lines), 0
            for position, line in enumerate(lines):
                sentences.append((number, position, offset, offset + len(line)))
                offset += len(line) + 1
            outlet = chance.randrange(200)
            severity = round(chance.random() * 10, 1)
            articles.append(
                (number, f"https://outlet{outlet}.example/{number}", f"https://outlet{outlet}.example/{number}",
                 f"Outlet{outlet}", f"outlet{outlet}.example", " ".join(chance.choices(VOCABULARY, cum_weights=SHARES, k=8)).capitalize(), "[]", day,
                 "en", 0, "article", text, "[]", "[]", '{"hops":[],"byteCount":9000,"decisions":[]}',
                 '{"sentences":[],"scored":[]}', "[]", severity, severity > 5, "an act", arrived, arrived, 1)
            )
            for position in range(2):
                actor, target = chance.sample(SIDES, 2)
                events.append(
                    (number * 2 + position - 1, number, position, actor, target, chance.choice(["161", "190", "112", "130"]),
                     "SANCTION", -4.0, chance.choice(["realised"] * 9 + ["planned"]), "suspends", "text", 0, 8, lines[0], 0,
                     day, day, day, round(chance.random() * 10, 1), severity_factors, grounds, day)
                )
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
    database.execute("ANALYZE") if "--analyze" in sys.argv else None
    database.commit()
    database.close()


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

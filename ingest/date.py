"""Time expressions in news text: where they stand, what they mean, and the days they cover.

A trigger pattern finds the places where a time word stands; around each the rules of the grammar are tried in
order.
A rule reads its words with the day of publication, the tense around them and the date last told. Text without
time words costs one scan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from graph.model import Precision, Span, When
from ingest import (
    date_absolute,
    date_clock,
    date_day,
    date_duration,
    date_foreign,
    date_guard,
    date_holiday,
    date_relative,
    date_year,
)
from ingest.date_join import Found, joined
from ingest.date_rule import IMPOSSIBLE, Place, Reading, Rule, TimexType
from ingest.date_value import edtf_between, edtf_of, narrowed, precision_of, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Relation = Literal["since", "until", "by", "before", "after", "for", "within"]

RULES: tuple[Rule, ...] = (
    *date_guard.RULES,
    *date_holiday.RULES,
    *date_foreign.RULES,
    *date_absolute.RULES,
    *date_clock.RULES,
    *date_year.RULES,
    *date_day.RULES,
    *date_relative.RULES,
    *date_duration.RULES,
)
_LEFT, _RIGHT = 48, 96
_CARRIES = 200
_SPACES = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200a\u202f\t", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
    }
)
_TRIGGER = re.compile(
    r"(?<![\w$€£¥])(?:\d{4}(?!\d)|\d{1,2}(?=[/.-]\d{1,2}[/.-]\d|/\d|:\d\d|\.\d\d ?[ap]| ?[ap]\.?m\b"
    r"| o'clock|(?:st|nd|rd|th)\b|[°º.]? (?:de |d')?[^\W\d]+[,.]? (?:de )?\d{4}\b)"
    r"|[1-9]0'?s\b|[qh][1-4]|[1-4]q)|(?<=[ (]')\d\d|(?<![a-z])(?:jan|feb|mar(?:ch|\b)|apr|may\b"
    r"|june?\b|july?\b|aug(?:ust|\b)|sept?(?:ember)?\b|oct(?:ober|\b)|nov(?:ember|\b)|dec(?:ember|\b"
    r"|ade)"
    r"|mon(?:day|\b)|tue|wed(?:nesday|\b)|thu(?:rs|\b)|fri(?:day|\b)|sat(?:urday|\b)|sun(?:day|\b)"
    r"|today|yesterday|tomorrow|tonight|overnight|morning|afternoon|evening|night|noon|midnight|now\b"
    r"|nowadays|recent|current"
    r"|lately|previously|soon\b|later (?:time|date)|future|past\b|present|moment|long ago|near(?:er)? term"
    r"|that time|the time|weekend|weekly|daily|monthly|yearly|annual|quarter|hourly|fortnight|biweekly"
    r"|(?:mid)?(?:second|minute|hour|day|week|month|year|decade|centur)|spring\b|summer|autumn|fall\b"
    r"|winter|half[ -]|fiscal|financial year"
    r"|christmas|new year|easter|good fri|thanksgiving|halloween|ash wed|palm|pentecost|juneteenth"
    r"|epiphany|fy ?'?\d"
    r"|dawn|daybreak|sunrise|dusk|sunset|nightfall|lunchtime|per annum"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b|(?:a while|some time|ages|generations|moments) ago)"
)
_BEGINS = re.compile(r"(?<![\w$€£¥])")
_WORD = re.compile(r"[\w']+")
_RELATION = re.compile(
    r"(?<![\w-])(since|until|till|by|before|after|for|within|over|no later than|up to)"
    r"(?: (?:the|a further|another|an additional))?(?: about| around| at least| more than)? $"
)
_RELATIONS: dict[str, Relation] = {
    "since": "since",
    "until": "until",
    "till": "until",
    "up to": "until",
    "by": "by",
    "no later than": "by",
    "before": "before",
    "after": "after",
    "for": "for",
    "over": "for",
    "within": "within",
}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression: ``text`` is exactly ``document[start:end]``.

    ``value`` is the TIMEX3 value; ``span`` the closed interval of days, ``None`` where the words fix none
    (most
    durations, repeated times, "recently"). ``relation`` is the preposition that governs it.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    span: Span | None
    precision: Precision | None
    edtf: str | None
    rule: str
    relation: Relation | None = None

    def when(self) -> When | None:
        """The mention as the date of an event, where it names days.

        >>> from datetime import date
        >>> date_mentions("signed in January 2025", date(2025, 3, 1))[0].when().edtf
        '2025-01'
        """
        if self.span is None:
            return None
        return When(
            self.span.first,
            self.span.last,
            self.precision or "range",
            self.edtf or edtf_between(self.span),
            self.text,
            self.rule,
        )


def date_mentions(text: str, published: date) -> list[DateMention]:
    """The time expressions of a whole document in reading order, read as of the day of publication.

    >>> from datetime import date
    >>> told = "On January 10, the Treasury acted. A week later it may act again."
    >>> for found in date_mentions(told, date(2025, 1, 22)):
    ...     print(found.text, found.type, found.value, found.rule)
    January 10 DATE 2025-01-10 month-day
    A week later DATE 2025-W03 anaphoric
    """
    folded = fold(text)
    found = list(_expressions(text, folded, published))
    return [_mention(item, text, folded, published) for item in joined(found, folded)]


def fold(text: str) -> str:
    """Text in which patterns are matched: lower case and plain signs, each character in its place.

    >>> fold("In MID\u2011October")
    'in mid-october'
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_SPACES)


@cache
def _grammar() -> re.Pattern[str]:
    """All rules as one alternation, tried in order at one place; the group that took part names the rule."""
    return re.compile(
        "|".join(f"(?P<r{index}>{_anonymous(rule, index)})" for index, rule in enumerate(RULES))
    )


def _anonymous(rule: Rule, index: int) -> str:
    """A rule's pattern without its groups, which cost time, but for those it refers back to."""
    pattern = rule.pattern.pattern
    for name in re.findall(r"\(\?P=(\w+)\)", pattern):
        pattern = pattern.replace(f"(?P<{name}>", f"(?P<back{index}_{name}>").replace(
            f"(?P={name})", f"(?P=back{index}_{name})"
        )
    return re.sub(r"\(\?P<(?!back)\w+>", "(?:", pattern)


@cache
def _vocabulary() -> frozenset[str]:
    """Every word that some rule knows: an expression that starts before its trigger is made of these only."""
    patterns = " ".join(rule.pattern.pattern for rule in RULES)
    return frozenset(_WORD.findall(patterns)) | frozenset(re.findall(r"([\w']+)[\w')]\?", patterns))


def _starts(folded: str, low: int, trigger: int) -> list[int]:
    """Where an expression around a trigger may start: there, or at a known word that leads up to it."""
    starts = [trigger]
    right, known = trigger, _vocabulary()
    for word in reversed(list(_WORD.finditer(folded, low, trigger))):
        if right - word.end() > 2 or (word[0] not in known and not word[0][0].isdigit()):
            break
        right = word.start()
        starts.append(right)
    return [start for start in reversed(starts) if _BEGINS.match(folded, start)]


def _expressions(text: str, folded: str, published: date) -> Iterator[Found]:
    """The expressions that rules read, left to right; no place is tried twice."""
    here = Place(text, folded, 0, 0, published)
    position = told_until = 0
    while (trigger := _TRIGGER.search(folded, position)) is not None:
        low = max(position, trigger.start() - _LEFT)
        position = trigger.end()
        if here.carried is not None and low - told_until > _CARRIES:
            here = replace(here, carried=None)
        for start in _starts(folded, low, trigger.start()):
            taken = _read(here, start, trigger.end() + _RIGHT)
            if taken is None:
                continue
            position = taken.end
            if taken.reading is not IMPOSSIBLE:
                here, told_until = _told(here, taken.reading), taken.end
                yield taken
            break


def _read(here: Place, start: int, limit: int) -> Found | None:
    """What the first rule that reads the words at ``start`` makes of them; a guard makes them impossible."""
    match = _grammar().match(here.folded, start, limit)
    if match is None:
        return None
    for rule in RULES[int((match.lastgroup or "r0")[1:]) :]:
        again = rule.pattern.match(here.folded, start, limit)
        if again is None:
            continue
        if rule.resolve is None:
            return Found(start, again.end(), IMPOSSIBLE, rule.name)
        reading = rule.resolve(again, here.at(start, again.end()))
        if reading is not None:
            return Found(start, again.end(), reading, rule.name)
    return None


def _told(here: Place, reading: Reading) -> Place:
    """What is in play after a reading: its value, its day where it is one, its year where it names one."""
    span = span_of(reading.value) if reading.type in {"DATE", "TIME"} else None
    if span is None:
        return here
    narrow = span.days <= 31 and (reading.complete or here.carried is not None)
    return replace(
        here,
        in_play=reading.value,
        day_in_play=span.first if span.days == 1 else here.day_in_play,
        carried=reading.value if narrow else None,
    )


def _mention(found: Found, text: str, folded: str, published: date) -> DateMention:
    reading = found.reading
    span = reading.span
    if span is None and reading.type in {"DATE", "TIME"}:
        span = span_of(reading.value)
    precision = precision_of(reading.value)
    edtf = edtf_of(reading.value)
    if span is not None and reading.modifier is not None and span.days > 1:
        span = narrowed(span, reading.modifier, published)
    if span is not None and span != span_of(reading.value):
        edtf, precision = edtf_between(span), "range" if precision is None else precision
    before = _RELATION.search(folded[max(0, found.start - 28) : found.start])
    words = text[found.start : found.end]
    return DateMention(
        found.start,
        found.end,
        words,
        reading.type,
        reading.value,
        span,
        precision if span is not None else None,
        edtf if span is not None else None,
        found.rule,
        _RELATIONS[before[1]] if before else None,
    )

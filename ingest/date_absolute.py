"""Rules for dates that name their day or month: "Jan. 10, 2025", "10 Jan", "24.02.2022", "mid-October"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.model import Span
from ingest.date_rule import IMPOSSIBLE, Place, Reading, Rule, part, rule
from ingest.date_tense import tense
from ingest.date_value import day, month_back, span_of
from ingest.date_words import (
    ANY_WEEKDAY,
    DAY,
    MODIFIER,
    MONTH,
    YEAR,
    modifier,
    month_number,
    words_of,
    year_number,
)

if TYPE_CHECKING:
    from datetime import date

AHEAD = re.compile(
    r"\b(?:by|until|till|through|next|up to|no later than|deadline of|effective|before|coming)"
    r"(?: the)?(?: (?:late|early|mid|end of))?[ -]$"
)
SINCE = re.compile(r"\bsince(?: the)?(?: (?:early|late|mid))?[ -]$")
_NAMING = re.compile(
    r"(?:\b(?:in|since|last|next|of|until|till|by|late|early|mid|this|through|from|to|for|between|and"
    r"|before|after|during"
    r"|around|on|past|a|an|the|its|their|his|her|every|previous|throughout|than|is|was|or|as of"
    r"|earlier|later|each|be)[ -]"
    r"|[(,/-] ?|^)$"
)
_DEICTIC = frozenset({"last", "this", "next"})
_NAMES_AND_VERBS = words_of("may march mar jan jun dec august april june sep nov oct jul apr")
_MONTH_BEFORE = re.compile(rf"(?<!\w){MONTH} (?:and|to|or) $")
_FIGURES = re.compile(
    r"(?:'s)? (?:sales|figures|data|results|reports?|numbers|output|production|exports|imports|contract"
    r"|deliver(?:y|ies)|futures|inflation|elections?|deadline|meeting|summit|survey|payrolls|orders"
    r"|revenues?|earnings|polls?|ruling|decision)\b"
)
_DELIVERY = re.compile(r" (?:deliver(?:y|ies)|futures|contracts?|settlement|expiry|deadline)\b")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-])")
_US_DATE = re.compile(rf"\b{MONTH} \d")
_EU_DATE = re.compile(rf"\b\d{{1,2}} {MONTH}")


@lru_cache(maxsize=1)
def day_first(folded: str, published: date) -> bool:
    """Whether 02/03/2022 is 2 March in this article: by its unambiguous dates, else by how it spells dates.

    >>> from datetime import date
    >>> day_first("signed 24/02/2022, ended 02/03/2022", date(2025, 1, 22))
    True
    """
    today = (published.year, published.month, published.day)
    score = 0
    for found in _NUMERIC.finditer(folded):
        first, second, year = int(found[1]), int(found[3]), year_number(found[4], published.year)
        score += 10 * ((first > 12) - (second > 12))
        score += 5 * ((year, second, first) == today) - 5 * ((year, first, second) == today)
    if score == 0:
        score = len(_EU_DATE.findall(folded)) - len(_US_DATE.findall(folded))
    return score > 0


def _year_first(match: re.Match[str], _place: Place) -> Reading | None:
    only = day(int(match["y"]), int(match["m"]), int(match["d"]))
    if only is None:
        return IMPOSSIBLE
    clock = part(match, "clock")
    if clock is None or int(clock[:2]) > 23 or int(clock[3:5]) > 59:
        return Reading("DATE", only.isoformat(), complete=True)
    return Reading("TIME", f"{only}T{clock[:5]}{'Z' if match['zone'] == 'z' else ''}", complete=True)


def _numeric(match: re.Match[str], place: Place) -> Reading | None:
    """Day and month in the order that the article uses; the other order where only that one is a date."""
    first, second = int(match["a"]), int(match["b"])
    year = year_number(match["y"], place.published.year)
    if len(match["y"]) == 2 and match["sep"] == "." and not first > 12 >= second:
        return None
    orders = [(second, first), (first, second)]
    if match["sep"] != "." and not day_first(place.folded, place.published):
        orders.reverse()
    days = [only for order in orders if (only := day(year, *order)) is not None]
    return Reading("DATE", days[0].isoformat(), complete=True) if days else IMPOSSIBLE


def _month_and_year(match: re.Match[str], _place: Place) -> Reading | None:
    return Reading("DATE", f"{match['y']}-{int(match['m']):02d}", complete=True)


def _month_day(match: re.Match[str], place: Place) -> Reading | None:
    month, number = month_number(match["month"]), int(match["day"][:2].rstrip("snrt"))
    if match["month"] in {"may", "march", "mar"} and not place.text[match.start("month")].isupper():
        return None
    year = _year_of(match, place)
    if year is not None:
        only = day(year, month, number)
        return IMPOSSIBLE if only is None else Reading("DATE", only.isoformat(), complete=True)
    only = nearest_day(month, number, place)
    return IMPOSSIBLE if only is None else Reading("DATE", only.isoformat())


def _year_of(match: re.Match[str], place: Place) -> int | None:
    """The year that is written, or the one that "of last year", "of that year" means."""
    if match["year"] is not None:
        return year_number(match["year"], place.published.year)
    which = part(match, "rel")
    if which is None:
        return None
    told = span_of(place.in_play) if place.in_play and which not in _DEICTIC else None
    base = place.published if told is None else told.first
    return base.year + {"last": -1, "next": 1, "previous": -1, "following": 1}.get(which, 0)


def nearest_day(month: int, number: int, place: Place) -> date | None:
    """The day of that name which prepositions and tense mean: the nearest where they say nothing."""
    published = place.published
    days = [
        found for step in range(-8, 9) if (found := day(published.year + step, month, number)) is not None
    ]
    past = [found for found in days if found <= published]
    ahead = [found for found in days if found >= published]
    before, told = place.before(), tense(place)
    if AHEAD.search(before) and ahead:
        return ahead[0]
    if (SINCE.search(before) or told == "past") and past:
        return _in_carried_year(past, place) or past[-1]
    if told == "future" and ahead and (ahead[0] - published).days < 330:
        return ahead[0]
    return min(days, key=lambda found: (abs((found - published).days), found), default=None)


def _in_carried_year(past: list[date], place: Place) -> date | None:
    """The day in the year of a date told just before, where the story goes on from there.

    A day of the last two months is this news itself, whatever was told before.
    """
    span = span_of(place.carried) if place.carried else None
    if span is None or (place.published - past[-1]).days <= 60:
        return None
    near = [found for found in past if span.first <= found and (found - span.first).days <= 300]
    return near[0] if near else None


def _day_range(match: re.Match[str], place: Place) -> Reading | None:
    month, low, high = month_number(match["month"]), int(match["low"]), int(match["high"])
    if not 1 <= low < high:
        return None
    named = match["year"] is not None
    last = day(int(match["year"]), month, high) if named else nearest_day(month, high, place)
    if last is None:
        return IMPOSSIBLE
    return Reading("DATE", f"{last.replace(day=low)}/{last}", complete=named)


def _month(match: re.Match[str], place: Place) -> Reading | None:
    month = month_number(match["month"])
    year = _year_of(match, place)
    if year is not None and (match["rel"] is None or place.text[match.start("month")].isupper()):
        value = f"{year:04d}-{month:02d}"
        return Reading("DATE", value, modifier=modifier(match["mod"]), complete=True)
    if not _is_month(match, place):
        return None
    value = nearest_month(month, match["which"], place)
    return None if span_of(value) is None else Reading("DATE", value, modifier=modifier(match["mod"]))


def _is_month(match: re.Match[str], place: Place) -> bool:
    """Whether a bare month name is one: capitalised, and not a verb, a person or a walk."""
    start, end = match.span("month")
    word = place.text[start:end].lower().rstrip(".")
    if not place.text[start].isupper():
        return False
    if word not in _NAMES_AND_VERBS:
        return True
    before = place.folded[max(0, start - 16) : start]
    if _FIGURES.match(place.folded, end):
        return True
    if not (match["mod"] or match["which"] or _NAMING.search(before)) or word == "mar":
        return False
    if word not in {"march", "may"} or match["mod"] or match["which"]:
        return True
    return not (
        start == 0 or place.text[start - 1] == "\n" or _is_walk_or_modal(word, before, place.text[end:])
    )


def _is_walk_or_modal(word: str, before: str, after: str) -> bool:
    """“the March on Washington", "and May said": after an article or conjunction, mostly no month."""
    if re.search(r"\b(?:the|a|an|and|to|or|is|was) $", before) is None or _MONTH_BEFORE.search(before):
        return False
    return (
        word == "may"
        or after[1:2].isupper()
        or re.match(r" (?:for|on|of|against|by|to|into)\b", after) is not None
    )


def nearest_month(month: int, which: str | None, place: Place) -> str:
    """The month of that name which the words, the prepositions and the tense around it mean."""
    now = place.published.year * 12 + place.published.month
    offset = (month - place.published.month) % 12
    ahead, past = now + offset, now + offset - (12 if offset else 0)
    chosen = past if offset >= 6 or not offset else ahead
    before = place.before()
    if which in {"last", "past"}:
        chosen = past if offset else now - 12
    elif which == "next":
        chosen = ahead if offset else now + 12
    elif which == "this":
        chosen = place.published.year * 12 + month
    elif AHEAD.search(before) or _DELIVERY.match(place.after()):
        chosen = ahead
    else:
        told = tense(place)
        if SINCE.search(before) or told == "past":
            chosen = past
        elif told == "future" and offset < 10:
            chosen = ahead
    return "{:04d}-{:02d}".format(*month_back(0, chosen))


def _weekday_in_month(match: re.Match[str], place: Place) -> Reading | None:
    """“the first week of March": the ISO week of its first days."""
    year = match["year"]
    value = (
        f"{int(year):04d}-{month_number(match['month']):02d}"
        if year
        else nearest_month(month_number(match["month"]), None, place)
    )
    days = span_of(value)
    if days is None or not place.text[match.start("month")].isupper():
        return None
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 4, "final": 4}[match["n"]]
    first = days.last if index == 4 else days.first.replace(day=4 + 7 * index)
    iso = first.isocalendar()
    return Reading("DATE", f"{iso.year:04d}-W{iso.week:02d}", complete=year is not None)


def joined(first: Reading, last: Reading) -> Reading | None:
    """Two dates read as the ends of one range; the earlier end takes its year from the later one.

    >>> joined(Reading("DATE", "2025-01-10"), Reading("DATE", "2024-03-15", complete=True)).value
    '2024-01-10/2024-03-15'
    """
    low, high = span_of(first.value), span_of(last.value)
    if low is None or high is None:
        return None
    value = first.value
    if not first.complete and value[4:5] == "-" and "W" not in value:
        if last.complete:
            value = last.value[:4] + value[4:]
        if (span_of(value) or high).first > high.last:
            value = f"{int(value[:4]) - 1:04d}{value[4:]}"
        low = span_of(value)
    end = last.value
    if low is not None and not last.complete and (high.first - low.first).days > 366:
        end = f"{int(end[:4]) - 1:04d}{end[4:]}"
        high = span_of(end) or high
    if low is None or low.first >= high.first or low.last > high.last:
        return None
    return Reading("DATE", f"{value}/{end}", Span(low.first, high.last), complete=last.complete)


_WEEKDAY = rf"(?:(?:early |late )?{ANY_WEEKDAY},? )?"
_TO = r" ?(?:-|to|through|until|and) ?"
_SECOND_DAY = r"(?P<high>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_OF_YEAR = rf"(?:,? (?:of )?(?P<year>{YEAR}))?"
_CLOCK = r"(?:[t ](?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(?P<zone>z|[+-]\d\d:?\d\d)?)?"
_REL_YEAR = r"(?:,? (?:of |in )?(?:the )?(?P<rel>last|this|next|that|same|previous|following) year(?!'s))"
_MONTH_DAY = (
    *(_WEEKDAY, rf"(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})"),
    rf"(?:,? ?(?P<year>(?<!\d){YEAR})|{_REL_YEAR})?",
)
_DAY_MONTH = (
    *(_WEEKDAY, rf"(?:the )?(?P<day>{DAY})(?: of |[ -])(?P<month>{MONTH})"),
    rf"(?:(?:,? (?:of )?|-)(?P<year>{YEAR})|{_REL_YEAR})?",
)

RULES: tuple[Rule, ...] = (
    rule("iso-date", _year_first, r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", _CLOCK),
    rule("year-first", _year_first, r"(?P<y>\d{4})(?P<s>[/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)"),
    rule(
        *("numeric-date", _numeric, r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)"),
        r"(?P<y>\d{4}|\d\d)(?![/-]?\d|\.\d)",
    ),
    rule("month-and-year", _month_and_year, r"(?<![\d/])(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![/\d])"),
    rule(
        *(
            "day-range",
            _day_range,
            rf"(?P<month>{MONTH}) (?P<low>\d{{1,2}})(?:st|nd|rd|th)?",
            _TO,
            _SECOND_DAY,
        ),
        *(r"(?![\d:]|[.,]\d|%| (?:people|percent))", rf"(?:,? (?P<year>{YEAR}))?"),
    ),
    rule(
        *("day-range", _day_range, r"(?P<low>\d{1,2})(?:st|nd|rd|th)?", _TO, _SECOND_DAY),
        *(rf" (?:of )?(?P<month>{MONTH})", _OF_YEAR),
    ),
    rule("month-day", _month_day, *_MONTH_DAY),
    rule("day-month", _month_day, *_DAY_MONTH),
    rule(
        *(
            "week-of-month",
            _weekday_in_month,
            r"(?:the )?(?P<n>first|second|third|fourth|last|final) week (?:of|in) ",
        ),
        *(rf"(?P<month>{MONTH})", _OF_YEAR),
    ),
    rule(
        *(
            "month",
            _month,
            rf"(?:(?P<mod>{MODIFIER})[ -])?(?:(?:this )?(?P<which>last|next|coming|this|past) )?",
        ),
        *(
            rf"(?P<month>{MONTH})(?:,? (?:of )?(?:the year )?(?P<year>{YEAR}|(?<= )'\d\d)|{_REL_YEAR})?",
            r"(?! \d{1,2}\b(?!:))",
        ),
    ),
)

"""TIMEX3 calendar values: the days they cover, their precision, and the same in EDTF.

A value is the string that a date annotation carries: ``2025-01-10``, ``2025-W03``, ``2025-W03-WE``,
``2024-12``,
``2025-Q1``, ``2024-H1``, ``2024-SU``, ``2024``, ``199`` (a decade), ``18`` (a century), ``2025-01-20TNI`` (a
time
of day) or two of them with a slash between. Everything here is arithmetic on the calendar; no text is read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import get_args

from graph.model import Precision, Span

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_VALUE = re.compile(
    r"(?P<century>\d\d)$|(?P<decade>\d{3})$|(?P<year>\d{4})(?:$|-(?:"
    r"(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?|W(?P<week>\d\d)(?:-(?P<weekend>WE)|-(?P<weekday>[1-7]))?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI))$)"
)


def day(year: int, month: int, number: int) -> date | None:
    """The day, or ``None`` where the calendar has no such day.

    >>> day(2024, 2, 29), day(2025, 2, 29), day(0, 1, 1)
    (datetime.date(2024, 2, 29), None, None)
    """
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_span(year: int, month: int, months: int = 1) -> Span | None:
    """The days of ``months`` calendar months from ``month`` on, which may lie outside 1..12.

    >>> month_span(2024, 13).first
    datetime.date(2025, 1, 1)
    """
    first, last = month_back(year, month), month_back(year, month + months - 1)
    if not (first[0] >= 1 and last[0] < MAXYEAR):
        return None
    return Span(date(*first, 1), date(*last, monthrange(*last)[1]))


def month_back(year: int, month: int) -> tuple[int, int]:
    """Year and month in 1..12 for a month counted past either end of the year.

    >>> month_back(2025, 0), month_back(2025, 14)
    ((2024, 12), (2026, 2))
    """
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def week_value(within: date) -> str:
    """The ISO week of a day.

    >>> week_value(date(2025, 1, 22))
    '2025-W04'
    """
    year, week, _ = within.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted(start: date, days: int) -> date | None:
    """``start`` moved by days, or ``None`` where the calendar ends."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


@lru_cache(maxsize=4096)
def span_of(value: str) -> Span | None:
    """The days that a value covers, first and last included; ``None`` where it names no days.

    >>> span_of("2025-W03-WE")
    Span(first=datetime.date(2025, 1, 18), last=datetime.date(2025, 1, 19))
    >>> span_of("199").last, span_of("PAST_REF"), span_of("2025-02-31")
    (datetime.date(1999, 12, 31), None, None)
    """
    if "/" in value:
        return _range_span(*value.split("/", 1))
    found = _VALUE.match(value)
    if found is None:
        return None
    part = {name: text for name, text in found.groupdict().items() if text is not None}
    year = int(part.get("year", "1"))
    if year < 1:
        return None
    return _part_span(part, year)


def _part_span(part: dict[str, str], year: int) -> Span | None:
    if "century" in part:
        return _years_span(int(part["century"]) * 100, 100)
    if "decade" in part:
        return _years_span(int(part["decade"]) * 10, 10)
    if "day" in part:
        only = day(year, int(part["month"]), int(part["day"]))
        return None if only is None else Span(only, only)
    if "week" in part:
        return _week_span(year, int(part["week"]), part)
    month, months = _months(part)
    return month_span(year, month, months) if 1 <= month <= 12 else None


def _months(part: dict[str, str]) -> tuple[int, int]:
    if "month" in part:
        return int(part["month"]), 1
    if "quarter" in part:
        return int(part["quarter"]) * 3 - 2, 3
    if "half" in part:
        return int(part["half"]) * 6 - 5, 6
    if "season" in part:
        return SEASON_MONTH[part["season"]], 3
    return 1, 12


def _years_span(first: int, years: int) -> Span | None:
    return Span(date(first, 1, 1), date(first + years - 1, 12, 31)) if first >= 1 else None


def _week_span(year: int, week: int, part: dict[str, str]) -> Span | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        if "weekday" in part:
            only = monday + timedelta(days=int(part["weekday"]) - 1)
            return Span(only, only)
        return Span(monday + timedelta(days=5 if "weekend" in part else 0), monday + timedelta(days=6))
    except (ValueError, OverflowError):
        return None


def _range_span(first: str, last: str) -> Span | None:
    start, end = span_of(first), span_of(last)
    if start is None or end is None or end.last < start.first:
        return None
    return Span(start.first, end.last)


@lru_cache(maxsize=4096)
def precision_of(value: str) -> Precision | None:
    """How exact a calendar value is; ``None`` for what is no calendar value.

    >>> precision_of("2024-SU"), precision_of("2025-01-20TNI"), precision_of("P3D")
    ('season', 'day', None)
    """
    if span_of(value) is None:
        return None
    if "/" in value or len(value) == 2:
        return "range"
    found = _VALUE.match(value)
    kinds = {name for name, text in found.groupdict().items() if text is not None} if found else set()
    if kinds & {"day", "weekday"}:
        return "day"
    if "weekend" in kinds:
        return "range"
    return next((name for name in get_args(Precision) if name in kinds), None)


@lru_cache(maxsize=4096)
def edtf_of(value: str) -> str | None:
    """The same period as an EDTF string of level 0 or 1.

    A range keeps how exactly its ends are told. What level 1 has no word for (weeks, quarters, halves) is
    written as an interval.

    >>> [edtf_of(value) for value in ("2025-01-10T04:16", "2024-SU", "199", "2025-Q1", "2018/2022-05-31")]
    ['2025-01-10', '2024-22', '199X', '2025-01/2025-03', '2018/2022-05-31']
    """
    span = span_of(value)
    if span is None:
        return None
    if value.count("/") == 1 and not set("WQHSF") & set(value):
        return "/".join(edtf_of(end) or end for end in value.split("/"))
    if "/" in value or "W" in value or "Q" in value or "H" in value:
        return edtf_between(span) if "SU" not in value else f"{span.first}/{span.last}"
    if len(value) < 4:
        return value + "X" * (4 - len(value))
    if value[-2:] in _SEASON_EDTF:
        return f"{value[:4]}-{_SEASON_EDTF[value[-2:]]}"
    return value[:10]


def edtf_between(span: Span) -> str:
    """A span as the shortest EDTF that covers exactly its days.

    >>> edtf_between(Span(date(2022, 1, 1), date(2022, 4, 30)))
    '2022-01/2022-04'
    """
    first, last = span.first, span.last
    if first == last:
        return first.isoformat()
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return f"{first}/{last}"
    if (first.month, last.month) == (1, 12):
        low, high = f"{first.year:04d}", f"{last.year:04d}"
    else:
        low, high = first.isoformat()[:7], last.isoformat()[:7]
    return low if low == high else f"{low}/{high}"


def narrowed(span: Span, modifier: str, published: date) -> Span:
    """The part of a span that "early", "mid", "late", "earlier" or "later" leaves.

    Years are cut in months of four, months in tens of days; "earlier" ends and "later" starts on the day of
    publication.

    >>> narrowed(Span(date(2022, 1, 1), date(2022, 12, 31)), "early", date(2025, 1, 22)).last
    datetime.date(2022, 4, 30)
    """
    if modifier == "earlier":
        return Span(span.first, min(span.last, max(span.first, published)))
    if modifier == "later":
        return Span(max(span.first, min(span.last, published)), span.last)
    index = {"early": 0, "mid": 1, "late": 2}[modifier]
    if span.first.day == 1 and span.last.month == 12 and span.first.month == 1:
        return _third_of_years(span, index)
    third = max(1, span.days // 3)
    first = span.first + timedelta(days=index * third)
    return Span(first, span.last if index == 2 else first + timedelta(days=third - 1))


def _third_of_years(span: Span, index: int) -> Span:
    months = (span.last.year - span.first.year + 1) * 4
    return month_span(span.first.year, 1 + index * months, months) or span

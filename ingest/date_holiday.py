"""Holidays and days known by name: "Christmas", "Inauguration Day", "Good Friday", "9/11"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest.date_rule import Place, Reading, Rule, fixed, rule
from ingest.date_tense import tense
from ingest.date_value import day
from ingest.date_words import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computation).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, number = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, number + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such weekday of a month, counted from its end where ``n`` is negative.

    >>> nth_weekday(2024, 11, 3, 4), nth_weekday(2025, 5, 0, -1)
    (datetime.date(2024, 11, 28), datetime.date(2025, 5, 26))
    """
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-n - 1))


def _fixed(month: int, number: int) -> Callable[[int], date | None]:
    return lambda year: day(year, month, number)


def _from_easter(days: int) -> Callable[[int], date | None]:
    return lambda year: easter(year) + timedelta(days=days)


def _nth(month: int, weekday: int, n: int, plus: int = 0) -> Callable[[int], date | None]:
    return lambda year: nth_weekday(year, month, weekday, n) + timedelta(days=plus)


def _inauguration(year: int) -> date | None:
    return date(year, 1, 20) if year % 4 == 1 else None


def _election(year: int) -> date | None:
    return nth_weekday(year, 11, 0, 1) + timedelta(days=1) if year % 2 == 0 else None


HOLIDAYS: dict[str, Callable[[int], date | None]] = {
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "orthodox christmas": _fixed(1, 7),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "new year's": _fixed(1, 1),
    "valentine's day": _fixed(2, 14),
    "st. patrick's day": _fixed(3, 17),
    "international women's day": _fixed(3, 8),
    "april fools' day": _fixed(4, 1),
    "may day": _fixed(5, 1),
    "victory day": _fixed(5, 9),
    "bastille day": _fixed(7, 14),
    "juneteenth": _fixed(6, 19),
    "fourth of july": _fixed(7, 4),
    "halloween": _fixed(10, 31),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "christmastime": _fixed(12, 25),
    "epiphany": _fixed(1, 6),
    "inauguration day": _inauguration,
    "election day": _election,
    "thanksgiving day": _nth(11, 3, 4),
    "thanksgiving": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, 1),
    "cyber monday": _nth(11, 3, 4, 4),
    "labor day": _nth(9, 0, 1),
    "memorial day": _nth(5, 0, -1),
    "martin luther king jr. day": _nth(1, 0, 3),
    "martin luther king day": _nth(1, 0, 3),
    "mlk day": _nth(1, 0, 3),
    "presidents' day": _nth(2, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "columbus day": _nth(10, 0, 2),
    "mother's day": _nth(5, 6, 2),
    "father's day": _nth(6, 6, 3),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter": _from_easter(0),
    "pentecost": _from_easter(49),
}


def _holiday(match: re.Match[str], place: Place) -> Reading | None:
    find = HOLIDAYS[match["holiday"]]
    if not place.text[match.start("holiday")].isupper():
        return None
    if match["year"] is not None:
        found = find(int(match["year"]))
        return None if found is None else Reading("DATE", found.isoformat(), complete=True)
    years = range(max(1, place.published.year - 4), min(9998, place.published.year + 4))
    days = [found for year in years if (found := find(year)) is not None]
    past = [found for found in days if found <= place.published]
    ahead = [found for found in days if found >= place.published]
    told = tense(place)
    if past and (match["which"] == "last" or told == "past"):
        return Reading("DATE", past[-1].isoformat())
    if ahead and (match["which"] == "next" or told == "future"):
        return Reading("DATE", ahead[0].isoformat())
    nearest = min(days, key=lambda found: (abs((found - place.published).days), found))
    return Reading("DATE", nearest.isoformat())


_NAMES = "|".join(re.escape(name) for name in sorted(HOLIDAYS, key=lambda name: (-len(name), name)))
RULES: tuple[Rule, ...] = (
    rule(
        *(
            "holiday",
            _holiday,
            rf"(?:(?P<which>last|next|this) )?(?P<holiday>{_NAMES})(?:,? (?P<year>{YEAR}))?",
        ),
        r"(?! (?:island|tree|carol|song|card))",
    ),
    rule(
        "september-11", fixed("2001-09-11"), r"9/11|sept(?:\.|ember)? 11(?:th)?(?= (?:terror|attack|hijack))"
    ),
)

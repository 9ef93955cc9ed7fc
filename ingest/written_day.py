"""Full dates as pages write them; "01/10/2025" is two days until something else says which."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene gennaio janeiro januari января",
            "feb february februar février fevrier fév febrero febbraio fevereiro februari февраля",
            "mar march märz mars marzo março maart марта",
            "apr april avril avr abril abr aprile апреля",
            "may mai mayo maggio maio mei мая",
            "jun june juni juin junio giugno junho июня",
            "jul july juli juillet julio luglio julho июля",
            "aug august août aout agosto augustus августа",
            "sep sept september septembre septiembre settembre setembro сентября",
            "oct october oktober okt octobre octubre ottobre outubro октября",
            "nov november novembre noviembre novembro ноября",
            "dec december dezember dez décembre diciembre dic dicembre dezembro декабря",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4,6}\S*)?")
_EPOCH = re.compile(r"\s*(1\d{9}|1\d{12})\s*")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/])")
_DAY_MONTH = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:of|de)\s+|[\s-]+)(?P<month>[^\W\d_]{3,12})\.?"
    r"(?:,?\s+(?:de\s+)?|-)(?P<year>\d{4}|\d\d(?=\s+\d\d:))(?!\d)"
)
_MONTH_DAY = re.compile(
    r"\b(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)"
)


def written_days(text: str) -> tuple[date, ...]:
    """The day that ``text`` writes out: one, two when its order is open, none when it is no full date.

    The day is the one written, in the writer's own time zone.

    >>> [str(day) for day in written_days("2025-01-10T23:30:00-05:00")]
    ['2025-01-10']
    >>> [str(day) for day in written_days("01/10/2025")]
    ['2025-01-10', '2025-10-01']
    >>> written_days("31 February 2025")
    ()
    """
    if epoch := _EPOCH.fullmatch(text):
        return _on(datetime.fromtimestamp(int(epoch[1][:10]), UTC).date())
    if found := _ISO.search(text) or _COMPACT.fullmatch(text.strip()):
        return _one(*map(int, found.group("year", "month", "day")))
    if found := _MONTH_DAY.search(text) or _DAY_MONTH.search(text):
        return _named(found["year"], found["month"], found["day"])
    if found := _NUMERIC.search(text):
        return _numeric(int(found[1]), int(found[3]), _year(found[4]), dotted=found[2] == ".")
    return ()


def _on(day: date) -> tuple[date, ...]:
    return _one(day.year, day.month, day.day)


def _numeric(first: int, second: int, year: int, *, dotted: bool) -> tuple[date, ...]:
    """Month first as in America, then day first; with dots nobody writes the month first."""
    readings = [] if dotted else [*_one(year, first, second)]
    return tuple(dict.fromkeys([*readings, *_one(year, second, first)]))


def _named(year: str, month: str, day: str) -> tuple[date, ...]:
    number = _MONTHS.get(month.lower())
    return () if number is None else _one(_year(year), number, int(day))


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written) - (100 if int(written) > 89 else 0)


def _one(year: int, month: int, day: int) -> tuple[date, ...]:
    """The day, unless the calendar has none such or no news can be of that year."""
    try:
        return (date(year, month, day),) if 1990 <= year <= 2100 else ()
    except ValueError:
        return ()

"""Rules for clock times: "4:16 a.m. ET", "0800 UTC", "at noon". A day beside one is joined later."""

from __future__ import annotations

import re

from ingest.date_rule import Place, Reading, Rule, part, rule
from ingest.date_words import ZONE

_GOVERNED = re.compile(
    r"\b(?:at|by|until|till|around|about|from|before|after|since|between)(?: about| around| exactly)? $"
)
_UNIVERSAL = frozenset({"utc", "gmt", "z"})


def _clock(match: re.Match[str], place: Place) -> Reading | None:
    digits = part(match, "digits")
    hours, minutes = (digits[:2], digits[2:]) if digits else (match["h"], part(match, "m") or "0")
    hour, zone = _hour(int(hours), part(match, "half")), part(match, "zone")
    if hour is None or int(minutes) > 59:
        return None
    base = place.day_in_play or place.published
    universal = zone is not None and zone.strip("()") in _UNIVERSAL
    return Reading("TIME", f"{base}T{hour:02d}:{int(minutes):02d}{'Z' if universal else ''}")


def _hour(hour: int, half: str | None) -> int | None:
    """The hour of the day, or ``None`` for what no clock shows.

    >>> _hour(12, "am"), _hour(4, "pm"), _hour(25, None), _hour(13, "pm")
    (0, 16, None, None)
    """
    if half is None:
        return hour if hour <= 23 else None
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half[0] == "p" or half in {"afternoon", "evening", "night"} else 0)


def _plain(match: re.Match[str], place: Place) -> Reading | None:
    """Hours and minutes alone may be a score: a zone or a preposition must say that they are a time."""
    if match["zone"] is None and _GOVERNED.search(place.before(20)) is None:
        return None
    return _clock(match, place)


def _noon(match: re.Match[str], place: Place) -> Reading | None:
    base = place.day_in_play or place.published
    return Reading("TIME", f"{base}{'T12:00' if match['word'] == 'noon' else 'T00:00'}")


_HALF = r"(?P<half>[ap])\.?m\.?"
_ZONE = rf"(?: ?(?P<zone>\({ZONE}\)|{ZONE}))"

RULES: tuple[Rule, ...] = (
    rule("clock", _clock, r"(?P<h>\d\d?)(?:[:.](?P<m>\d\d))? ?", _HALF, _ZONE, "?"),
    rule(
        "clock",
        _clock,
        r"(?P<h>\d\d?)(?::(?P<m>\d\d))?(?: o'clock)? (?:in the|at) (?P<half>morning|afternoon|evening|night)",
    ),
    rule(
        "clock",
        _plain,
        r"(?P<h>\d\d?):(?P<m>\d\d)(?::\d\d)?(?: ?(?:hours|hrs|h))?",
        _ZONE,
        "?(?![:.]?\\d)",
    ),
    rule("clock", _clock, r"(?P<digits>\d{4}) ?(?:hours|hrs|h)?", _ZONE),
    rule("clock", _clock, r"(?P<h>\d\d?) o'clock"),
    rule("noon", _noon, r"(?:12 )?(?P<word>noon|midnight)(?!,? (?:express|sun|oil)\b)"),
)

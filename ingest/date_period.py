"""Rules for quarters, halves, seasons, decades and centuries, durations, repeated times, clock times and references."""

from __future__ import annotations

import re
from datetime import date, timedelta

from graph.model import Span
from ingest.date_relative import moved, stepped, unit_value
from ingest.date_rule import Place, Reading, Rule, rule
from ingest.date_tense import tense
from ingest.date_value import month_span, shifted, span_of
from ingest.date_words import (
    CLOCK_UNITS,
    MODIFIER,
    NUMBER,
    ORDINALS,
    SEASONS,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    ZONE,
    modifier,
    number,
    year_number,
)

_EVERY = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "nightly": "P1D", "hourly": "PT1H", "fortnightly": "P2W", "biweekly": "P2W"}  # fmt: skip
_OF = rf"(?:,? (?:of |in )?(?:the )?(?:fiscal |financial )?(?:year )?(?P<year>{YEAR})|,? of (?P<rel>this year|last year|next year|the year|this fiscal year|the fiscal year|last fiscal year))?"


def _related_year(words: str | None, published: date) -> int | None:
    if words is None:
        return None
    return published.year + (1 if words.startswith("next") else -1 if words.startswith("last") else 0)


def _portion(kind: str, index: int, months: int, match: re.Match[str], place: Place) -> Reading:
    """The quarter or half: of the year that is named, else the one nearest to the day of publication."""
    year = int(match["year"]) if match["year"] else _related_year(match["rel"], place.published)
    if year is not None:
        return Reading("DATE", f"{year:04d}-{kind}{index}", complete=match["year"] is not None)
    current = (place.published.month - 1) // months + 1
    year = place.published.year
    if index > current and (tense(place) != "future" or index - current > 6 // months):
        year -= 1
    elif index < current and tense(place) == "future":
        year += 1
    return Reading("DATE", f"{year:04d}-{kind}{index}")


def _quarter(match: re.Match[str], place: Place) -> Reading | None:
    words = match["n"].split("-")[0]
    index = 4 if words in {"final", "last"} else ORDINALS.get(words) or int(words)
    return _portion("Q", index, 3, match, place)


def _half(match: re.Match[str], place: Place) -> Reading | None:
    index = ORDINALS.get(match["n"]) or int(match["n"])
    return _portion("H", index, 6, match, place)


def _years_quarter(match: re.Match[str], place: Place) -> Reading | None:
    year = _related_year(match["rel"], place.published)
    kind = "Q" if match["kind"] == "quarter" else "H"
    index = 4 if match["n"] == "final" else ORDINALS[match["n"]]
    return Reading("DATE", f"{year:04d}-{kind}{index}")


def _season(match: re.Match[str], place: Place) -> Reading | None:
    code, which = SEASONS[match["season"]], match["which"]
    if match["year"] is not None:
        return Reading("DATE", f"{int(match['year']):04d}-{code}", modifier=modifier(match["mod"]), complete=True)
    years = [place.published.year + step for step in (-1, 0, 1)]
    spans = [(year, span) for year in years if (span := span_of(f"{year:04d}-{code}")) is not None]
    past = [year for year, span in spans if span.first <= place.published]
    ahead = [year for year, span in spans if span.last >= place.published]
    if not past or not ahead:
        return None
    now = next((year for year, span in spans if span.first <= place.published <= span.last), None)
    if which == "last":
        year = past[-1] - (now is not None)
    elif which in {"next", "coming"} or tense(place) == "future" or re.search(r"\b(?:by|until|before) (?:the )?$", place.before()):
        year = ahead[0] + (now is not None and which == "next")
    elif which == "this":
        year = place.published.year
    else:
        year = past[-1]
    return Reading("DATE", f"{year:04d}-{code}", modifier=modifier(match["mod"]))


def _decade(match: re.Match[str], place: Place) -> Reading | None:
    digits = match["digits"]
    value = digits[:3] if len(digits) == 4 else f"{'20' if int(digits) < 30 else '19'}{digits[0]}"
    return None if span_of(value) is None else Reading("DATE", value, modifier=modifier(match["mod"]), complete=True)


def _century(match: re.Match[str], place: Place) -> Reading | None:
    ordinal = int(match["n"]) if match["n"].isdigit() else {"twentieth": 20, "nineteenth": 19, "eighteenth": 18, "twenty-first": 21}[match["n"]]
    if not 2 <= ordinal <= 25:
        return None
    return Reading("DATE", f"{ordinal - 1:02d}", modifier=modifier(match["mod"]), complete=True)


def _fiscal(match: re.Match[str], place: Place) -> Reading | None:
    year = year_number(match["year"], place.published.year)
    return Reading("DATE", f"{year:04d}", complete=True) if span_of(f"{year:04d}") else None


def period(count: str, unit: str) -> str:
    """A TIMEX3 duration.

    >>> period("3", "year"), period("90", "minute"), period("X", "decade")
    ('P3Y', 'PT90M', 'PXDE')
    """
    unit = "century" if unit.startswith("centur") else unit.rstrip("s")
    return f"P{'T' if unit in CLOCK_UNITS else ''}{count}{UNITS[unit]}"


def _count(words: str | None, half: str | None = None) -> str:
    found = None if words is None else number(words)
    if found is None:
        return "X"
    found += 0.5 if half else 0
    return f"{found:g}"


def _duration(match: re.Match[str], place: Place) -> Reading | None:
    unit = match["unit"]
    words = match["n"]
    if unit.startswith("second") and not words[:1].isdigit() and not unit.endswith("s"):
        return None
    if unit in {"quarter"} and words in {"a", "an"}:
        return None
    value = period(_count(words, match["half"]), unit)
    if match["to"] is not None:
        return Reading("DURATION", f"{value}/{period(_count(match['to']), unit)}")
    return Reading("DURATION", value)


def _anchored(match: re.Match[str], place: Place) -> Reading | None:
    """ "the past two weeks", "the next six months": a duration, and the days that it covers."""
    unit, count = match["unit"], _count(match["n"] or "one")
    singular = "century" if unit.startswith("centur") else unit.rstrip("s")
    back = match["which"] in {"past", "last", "previous", "preceding"}
    reading = Reading("DURATION", period(count, unit))
    if singular in CLOCK_UNITS or count == "X" or "." in count or int(count) > 5000 or match["which"] in {"first", "final"}:
        return reading
    other = moved(place.published, singular, -int(count) if back else int(count))
    if other is None:
        return reading
    ends = (other, place.published) if back else (place.published, other)
    return Reading("DURATION", reading.value, Span(*ends))


def _vague_units(match: re.Match[str], place: Place) -> Reading | None:
    return Reading("DURATION", period("X", match["unit"]))


def _half_unit(match: re.Match[str], place: Place) -> Reading | None:
    return Reading("DURATION", {"year": "P6M", "hour": "PT30M", "century": "P50Y", "decade": "P5Y", "day": "PT12H"}[match["unit"]])


def _frequency(match: re.Match[str], place: Place) -> Reading | None:
    return Reading("SET", _EVERY[match["word"]])


def _every(match: re.Match[str], place: Place) -> Reading | None:
    if match["weekday"] is not None:
        return Reading("SET", f"XXXX-WXX-{WEEKDAYS[match['weekday']] + 1}")
    return Reading("SET", period(_count(match["n"] or "one") if match["n"] != "other" else "2", match["unit"]))


def _weekdays(match: re.Match[str], place: Place) -> Reading | None:
    return Reading("SET", f"XXXX-WXX-{WEEKDAYS[match['weekday']] + 1}")


def _reference(value: str) -> re.Pattern[str] | object:
    return value


def _clock(match: re.Match[str], place: Place) -> Reading | None:
    hour, minute = _hour(match["h"], match["half"]), int(match["m"] or 0)
    if hour is None or minute > 59:
        return None
    base = place.day_in_play or place.published
    zone = "Z" if match["zone"] in {"utc", "gmt", "z"} else ""
    return Reading("TIME", f"{base}T{hour:02d}:{minute:02d}{zone}")


def _hour(digits: str, half: str | None) -> int | None:
    hour = int(digits)
    if half is None:
        return hour if hour <= 23 else None
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.startswith("p") else 0)


def _plain_clock(match: re.Match[str], place: Place) -> Reading | None:
    if match["zone"] is None and not re.search(r"\b(?:at|by|until|till|around|about|from|before|after|since|to|[(])(?: about| around| exactly)? ?$", place.before(20)):
        return None
    return _clock(match, place)


def _four_digits(match: re.Match[str], place: Place) -> Reading | None:
    hour, minute = int(match["digits"][:2]), int(match["digits"][2:])
    if hour > 23 or minute > 59:
        return None
    zone = "Z" if match["zone"] in {"utc", "gmt", "z"} else ""
    return Reading("TIME", f"{place.day_in_play or place.published}T{hour:02d}:{minute:02d}{zone}")


def _noon(match: re.Match[str], place: Place) -> Reading | None:
    base = place.day_in_play or place.published
    return Reading("TIME", f"{base}{'T12:00' if match['word'] == 'noon' else 'T00:00'}")


def _fixed(value: str) -> object:
    return value


def _ref(value: str):  # noqa: ANN202
    return lambda match, place: Reading("DATE", value)


_MOD = rf"(?:(?P<mod>{MODIFIER})[ -])?"
_N = rf"(?P<n>(?:{VAGUE})|{NUMBER})"
_ABOUT = r"(?:(?:about|almost|nearly|over|around|more than|less than|fewer than|at least|up to|at most|just over|just under|roughly|approximately|only|some) )?"
_UNITS = rf"(?P<unit>{UNIT}s?)"
CLOCK_RULES: tuple[Rule, ...] = (
    rule("clock", rf"(?P<h>\d\d?)(?:[:.](?P<m>\d\d))? ?(?P<half>[ap])\.?m\.?(?: ?\(?(?P<zone>{ZONE})\)?)?", _clock),
    rule("clock", rf"(?P<h>\d\d?):(?P<m>\d\d)(?::\d\d)?(?: ?(?:hours|hrs|h))?(?P<half>b\Bb)?(?: ?\(?(?P<zone>{ZONE})\)?)?", _plain_clock),
    rule("clock", rf"(?P<digits>\d{{4}}) ?(?:hours|hrs|h)?(?: ?(?P<zone>{ZONE}))(?<!\dz)", _four_digits),
    rule("clock", rf"(?P<h>\d\d?) o'clock(?P<m>b\Bb)?(?P<zone>b\Bb)?(?: in the (?P<half>b\Bb))?", _clock),
    rule("noon", r"(?:(?<=at )|(?<=by )|(?<=until )|(?<=around )|(?<=before )|(?<=after ))(?P<word>noon|midnight)", _noon),
)  # fmt: skip
RULES: tuple[Rule, ...] = (
    rule("quarter", rf"{_MOD}(?:the )?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|final)[ -]quarter{_OF}(?!-?final)", _quarter),
    rule("quarter", rf"(?:q(?P<n>[1-4])|(?P<n2>[1-4])q)(?:[ -]?(?P<year>{YEAR}))?(?P<rel>b\Bb)?", lambda match, place: _portion("Q", int(match["n"] or match["n2"]), 3, match, place)),
    rule("half", rf"{_MOD}(?:the )?(?P<n>first|second|latter)[ -]half(?: of| in|,)? (?:the )?(?:fiscal |financial )?(?:(?:year )?(?P<year>{YEAR})|(?P<rel>this year|last year|next year|the year|this fiscal year))", _half),
    rule("half", rf"h(?P<n>[12])[ -](?P<year>{YEAR})(?P<rel>b\Bb)?", _half),
    rule("years-quarter", r"(?P<rel>last|this|next) year's (?P<n>first|second|third|fourth|final|latter) (?P<kind>quarter|half)", _years_quarter),
    rule("season", rf"{_MOD}(?:(?:this )?(?P<which>last|this|next|coming) |the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? (?P<year>{YEAR})", _season),
    rule("season", rf"{_MOD}(?:the )?(?:this )?(?P<which>last|this|next|coming) (?P<season>spring|summer|autumn|fall|winter)(?P<year>b\Bb)?(?! (?:olympic|games|palace|soldier))", _season),
    rule("season", r"(?:(?<=in )|(?<=by )|(?<=since )|(?<=during )|(?<=until )|(?<=before )|(?<=over ))(?:(?P<mod>early|late|mid)[ -])?(?:the )?(?P<season>spring|summer|autumn|winter)(?P<year>b\Bb)?(?P<which>b\Bb)?(?! (?:olympic|games|palace|soldier|of))", _season),
    rule("decade", rf"{_MOD}(?:the )?(?:(?:early|late|mid)[ -](?:to[ -](?:late|mid)[ -])?)?(?P<digits>(?:1[5-9]|20)\d0)'?s", _decade),
    rule("decade", rf"{_MOD}(?:the )?(?:early[ -]|late[ -]|mid-?)?'?(?P<digits>[2-9]0)'?s(?<=\ds)(?:(?<=the ..s)|(?<='..s)|(?<=the '..s)|(?<=[ey][ -]..s)|(?<=mid-..s))", _decade),
    rule("century", rf"{_MOD}(?:the )?(?:(?:early|late|mid)[ -])?(?P<n>\d\d?(?=(?:st|nd|rd|th)[ -]century)|twentieth|nineteenth|eighteenth|twenty-first)(?:st|nd|rd|th)?[ -]century", _century),
    rule("fiscal-year", r"(?:the )?(?:(?:fiscal|financial)(?: year)? |fy ?'?)(?P<year>\d{4}|\d\d)", _fiscal),
    rule("anchored-duration", rf"(?:the|these|its|their|his|her|our)? ?(?P<which>past|last|next|coming|previous|preceding|first|final|following)(?: (?P<n>(?:{VAGUE})|{NUMBER}))(?: full| trading| business| calendar)? {_UNITS}", _anchored),
    rule("anchored-duration", rf"the (?P<which>past|last|next)(?P<n>b\Bb)? (?P<unit>week|month|quarter|year|decade|century|day|hour)(?! of\b)", _anchored),
    rule("past-ref", r"(?:in |over )?(?:the )?(?:more |very )?recent (?:days|weeks|months|years|decades|times|past|hours)", _ref("PAST_REF")),
    rule("future-ref", r"(?:the )?(?:coming|upcoming) (?:days|weeks|months|years|decades|hours)|(?:the )?(?:near|foreseeable|distant|not-too-distant|immediate) future|the near(?:er)? term|(?:the|in) future(?= ?[.,;:)]|$)|in the future", _ref("FUTURE_REF")),
    rule("present-ref", r"these days|at (?:the )?present|at the moment|at this (?:point|time|moment)|right now|nowadays|currently|presently|the present(?= ?[.,;]|$)|the present day|for now", _ref("PRESENT_REF")),
    rule("present-ref", r"(?:until |by |up to |till )?now(?!-)", _ref("PRESENT_REF")),
    rule("past-ref", r"(?:more |most |very |only |as )?recent(?:ly)?(?: as)?|lately|(?:in )?the past(?= ?[.,;:)]|$)|in the past|(?<=at )that time|(?<=at )the time", _ref("PAST_REF")),
    rule("present-ref", r"current", _ref("PRESENT_REF")),
    rule("half-unit", r"half[ -](?:an? )?(?P<unit>year|hour|century|decade|day)|half (?:of )?(?:the )?(?P<u2>b\Bb)", _half_unit),
    rule("every", rf"(?:every|each)(?: (?P<n>other|{NUMBER}))? (?:(?P<weekday>{WEEKDAY})|{_UNITS})", _every),
    rule("weekdays", r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s", _weekdays),
    rule("frequency", r"(?P<word>daily|weekly|monthly|quarterly|yearly|annual|annually|nightly|hourly|fortnightly|biweekly)", _frequency),
    rule("duration", rf"{_ABOUT}{_N}(?: and a (?P<half>half)| or more| more)?(?:(?: to |-to-| or |-)(?P<to>{NUMBER}))?[ -](?:(?:straight|consecutive|full|business|working|trading|calendar|long|additional|more|extra|successive|whole|further)[ -])?{_UNITS}(?:'|-long)?", _duration),
    rule("vague-duration", r"(?:(?<=for )|(?<=in )|(?<=of )|(?<=after )|(?<=over )|(?<=within )|(?<=took )|(?<=take )|(?<=last )|(?<=lasted )|(?<=spent )|(?<=two )|(?<=the ))(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)(?= ?[.,;:)]|$| (?:of|to|after|before|and|on|later|earlier|by|with|as|but|that|in|for|at)\b)", _vague_units),
    rule("vague-duration", r"(?P<unit>years|months|weeks|days|decades|minutes|hours)(?= (?:of|after|before|later|earlier)\b)|(?P<u3>b\Bb)", _vague_units),
    rule("vague-duration", r"(?P<unit>decade|year|month|week|day|hour|minute)s?-long", _vague_units),
)  # fmt: skip
_ = (Span, timedelta, month_span, shifted, stepped, unit_value)

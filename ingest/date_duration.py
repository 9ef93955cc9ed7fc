"""Rules for durations, repeated times and references: "for three years", "weekly", "recently"."""

from __future__ import annotations

import re

from graph.model import Span
from ingest.date_relative import moved
from ingest.date_rule import Place, Reading, Rule, fixed, part, rule
from ingest.date_words import (
    CLOCK_UNITS,
    MONTH,
    NUMBER,
    NUMBER_WORD,
    PARTS,
    SEASONS,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    WEEKDAYS,
    month_number,
    number,
    singular,
    words_of,
)

_EVERY = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y", "annual": "P1Y",
    "annually": "P1Y", "nightly": "P1D", "hourly": "PT1H", "fortnightly": "P2W", "biweekly": "P2W",
}  # fmt: skip
# What is counted before "a day" makes it "each day": "$5 a day", "two barrels a day", "twice a week".
_AMOUNT = re.compile(
    r"(?:\b(?:once|twice|times)|(?<![\d.,])(?!(?:19|20)\d\d )[$€£]?\d[\d.,]*%?"
    r"(?: (?:million|billion|trillion|percent|per cent))?"
    rf"(?: [a-z]+s| people)?|\b{NUMBER_WORD} (?:[a-z]+s|people)) $"
)
_BESIDE = re.compile(r" (?:before|after|earlier|later|ahead|of|prior|since)\b")
_HALVES = {"year": "P6M", "hour": "PT30M", "century": "P50Y", "decade": "P5Y", "day": "PT12H"}


def period(count: str, units: str) -> str:
    """A TIMEX3 duration.

    >>> period("3", "years"), period("90", "minutes"), period("X", "decades")
    ('P3Y', 'PT90M', 'PXDE')
    """
    unit = singular(units)
    return f"P{'T' if unit in CLOCK_UNITS else ''}{count}{UNITS[unit]}"


def _count(words: str | None, *, half: bool = False) -> str:
    found = None if words is None else number(words)
    return "X" if found is None else f"{found + 0.5 * half:g}"


def _duration(match: re.Match[str], place: Place) -> Reading | None:
    unit, words = match["unit"], match["n"]
    if unit.startswith("second") and not (unit.endswith("s") and words not in {"a", "an"}):
        return None
    if unit == "quarter" and words in {"a", "an", "one", "another"}:
        return None
    if unit.startswith("quarter") and (words == "three" or match["n"] == "3") and place.after(4) == " of ":
        return None
    if words in {"a", "an"} and match["half"] is match["to"] is None and _is_each(place):
        return Reading("SET", period("1", unit))
    value = period(_count(words, half=match["half"] is not None), unit)
    if match["to"] is not None:
        value = f"{value}/{period(_count(match['to']), unit)}"
    return Reading("DURATION", value)


def _is_each(place: Place) -> bool:
    """Whether "a day" stands behind what is counted by the day; not so in "killed two people a day after"."""
    if _BESIDE.match(place.after()):
        return False
    return _AMOUNT.search(place.before(40)) is not None


def _surrounding(match: re.Match[str], place: Place) -> Reading | None:
    """“the past two weeks", "the next six months": a duration, and the days that it covers."""
    unit, count = singular(match["unit"]), _count(part(match, "n") or "one")
    reading = Reading("DURATION", period(count, unit))
    if unit in CLOCK_UNITS or not count.isdigit() or int(count) > 5000:
        return reading
    if match["which"] in {"first", "final", "previous", "preceding", "following"}:
        return reading
    back = match["which"] in {"past", "last"}
    other = moved(place.published, unit, -int(count) if back else int(count))
    if other is None:
        return reading
    ends = (other, place.published) if back else (place.published, other)
    return Reading("DURATION", reading.value, Span(*ends))


def _vague(match: re.Match[str], _place: Place) -> Reading | None:
    return Reading("DURATION", period("X", match["unit"]))


def _half(match: re.Match[str], _place: Place) -> Reading | None:
    return Reading("DURATION", _HALVES[match["unit"]])


def _per(match: re.Match[str], _place: Place) -> Reading | None:
    return Reading("SET", period("1", "year" if match["unit"] == "annum" else match["unit"]))


def _whole(match: re.Match[str], _place: Place) -> Reading | None:
    return Reading("DURATION", period("1", match["unit"]))


def _half_more(match: re.Match[str], _place: Place) -> Reading | None:
    return Reading("DURATION", period("1.5", match["unit"]))


def _frequency(match: re.Match[str], place: Place) -> Reading | None:
    """“weekly", but not the name of a paper ("the Daily Telegraph")."""
    named = place.written[0].isupper() and place.text[place.end + 1 : place.end + 2].isupper()
    if named or (place.written[0].isupper() and place.before(2)[-1:] == " "):
        return None
    return Reading("SET", _EVERY[match["word"]])


def _every(match: re.Match[str], _place: Place) -> Reading | None:
    if part(match, "weekday") is not None:
        return Reading("SET", f"XXXX-WXX-{WEEKDAYS[match['weekday']] + 1}")
    if part(match, "part") is not None:
        return Reading("SET", f"XXXX-XX-XX{PARTS[match['part']]}")
    if part(match, "season") is not None:
        return Reading("SET", f"XXXX-{SEASONS[match['season']]}")
    if part(match, "month") is not None:
        return Reading("SET", f"XXXX-{month_number(match['month']):02d}")
    words = match["n"] or "one"
    return Reading("SET", period("2" if words == "other" else _count(words), match["unit"]))


_N = rf"(?P<n>(?:{VAGUE})|{NUMBER})"
_MORE = "about|almost|nearly|over|around|(?:more|less|fewer) than|at least|up to|at most|just (?:over|under)"
_ABOUT = rf"(?:(?:{_MORE}|roughly|approximately|only|some) )?"
_KIND = (
    "straight|consecutive|full|business|working|trading|calendar|long|additional|more|extra|successive"
    "|whole|further"
)
_UNITS = rf"(?P<unit>{UNIT}s?)"
_PLURAL = r"(?P<unit>minutes|(?<!early )(?<!small )hours|days|weeks|months|years|decades|centuries)"
_GOVERNED = "".join(
    f"|(?<={word} )"
    for word in sorted(words_of("for in of after over within took take lasted spent many the few"))
)[1:]
_END = (
    r"(?= ?[.,;:)\"\u201d]|$| (?:of|to|after|before|and|on|later|earlier|by|with|as|but|that|in|for|at|ahead"
    r"|when|or|if|from)\b)"
)
_TIMES = "days|weeks|months|years|decades|hours|times"

RULES: tuple[Rule, ...] = (
    rule(
        "surrounding",
        _surrounding,
        r"(?:(?:the|these) )?(?P<which>past|last|next|coming|previous|preceding|first|final"
        r"|following|upcoming) ",
        rf"{_N}(?: full| trading| business| calendar| straight)? ",
        _UNITS,
    ),
    rule(
        "surrounding",
        _surrounding,
        r"the (?P<which>past|last|next) (?P<unit>week|month|quarter|year|decade|century|day"
        r"|hour)(?! of\b)",
    ),
    rule(
        "surrounding",
        _surrounding,
        r"the (?P<which>past) (?P<unit>week|month|quarter|year|decade|century|day|hour)",
    ),
    rule(
        "past-ref",
        fixed("PAST_REF"),
        rf"(?:the )?(?:more |very |most )?(?:recent|past|previous|prior) (?:{_TIMES})"
        r"|(?:years|decades|times) past",
    ),
    rule("future-ref", fixed("FUTURE_REF"), r"(?:the )?future (?:years|decades|generations)"),
    rule("future-ref", fixed("FUTURE_REF"), rf"(?:the )?(?:coming|upcoming) (?:{_TIMES})|soon(?! after| as)"),
    rule(
        "future-ref",
        fixed("FUTURE_REF"),
        r"(?:the )?(?:near|foreseeable|distant|not-too-distant|immediate) future"
        r"|the near(?:er)? term|(?<=in )(?:the )?future(?= ?[.,;:)]|$| (?:and|but|to)\b)"
        r"|the future(?= ?[.,;:)]|$)|a later (?:time|date)",
    ),
    rule(
        "present-ref",
        fixed("PRESENT_REF"),
        r"these days|(?:at )?the (?:present )?moment(?= ?[.,;:)]|$)|at (?:the )?present"
        r"|at (?:this|the) (?:point|time|moment) in time|at this (?:point|time|moment)|right now"
        r"|nowadays|currently|presently|the present(?= ?[.,;]|$)|the present day"
        r"|for the time being",
    ),
    rule("present-ref", fixed("PRESENT_REF"), r"(?:for |until |by |up to |till )?now(?!-)"),
    rule(
        "past-ref",
        fixed("PAST_REF"),
        r"(?:more |most |very |only )?recent(?:ly(?! as\b))?|lately|previously"
        r"|(?:in )?the past(?= ?[.,;:)]|$| (?:and|but|that|when|by|because|he|she|they|it|have"
        r"|has|had|to|as)\b)|(?<=at )(?:that|the) time(?! of)",
    ),
    rule("present-ref", fixed("PRESENT_REF"), r"current"),
    rule("per", _per, r"per (?P<unit>day|week|month|quarter|year|annum)"),
    rule("duration", _whole, r"all (?P<unit>day|week|month|year)(?! (?:round|long ago)\b)"),
    rule("duration", _whole, r"the (?:entire|whole|full) (?P<unit>day|week|month|quarter|year|decade)"),
    rule("duration", _whole, r"(?:full|single)-(?P<unit>year|day|month|week)"),
    rule(
        *("future-ref", fixed("FUTURE_REF")),
        r"(?:the )?(?:days|weeks|months|years|decades) (?:ahead|to come)(?! of)",
    ),
    rule("duration", _half_more, r"(?:an?|one) (?P<unit>year|month|week|day|hour|decade|century) and a half"),
    rule("half-unit", fixed("P25Y", "DURATION"), r"(?:a )?quarter[ -](?:of a )?century"),
    rule("half-unit", _half, r"half[ -](?:an? )?(?P<unit>year|hour|century|decade|day)"),
    rule("every", _every, r"(?:every|each) ", rf"(?:(?P<n>other|{NUMBER}) )?", _UNITS),
    rule("every", _every, rf"(?:every|each)(?: other)? (?P<weekday>{WEEKDAY})"),
    rule("every", _every, r"(?:every|each) (?P<part>morning|afternoon|evening|night)"),
    rule("every", _every, r"(?:every|each) (?P<season>spring|summer|autumn|fall|winter)"),
    rule("every", _every, rf"(?:every|each) (?P<month>{MONTH})(?! \d)"),
    rule("every", fixed("XXXX-WXX-WE", "SET"), r"(?:at |on )?weekends"),
    rule("every", _every, r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s"),
    rule(
        "frequency",
        _frequency,
        r"(?P<word>daily|weekly|monthly|quarterly|yearly|annually|nightly|hourly|fortnightly|biweekly)",
    ),
    rule(
        "frequency",
        _frequency,
        r"(?P<word>annual)(?= (?:rate|sales|budget|revenues?|income|growth|inflation|salary"
        r"|costs?|fees?|production|output|profits?|earnings|basis|increase|payments?|spending"
        r"|trade|turnover|loss|deficit))",
    ),
    rule(
        "duration",
        _duration,
        _ABOUT,
        _N,
        r"(?:(?: and a |-and-a-)(?P<half>half)| or more| more)?",
        rf"(?:(?: to |-to-| or |-)(?P<to>{NUMBER}))?",
        rf"[ -](?:(?:{_KIND})[ -])?",
        _UNITS,
        "(?:-long)?",
    ),
    rule("duration", _duration, r"(?P<n>\d{1,3}) (?P<half>1/2)(?P<to>b\B)?[ -]", _UNITS),
    rule("vague-duration", _vague, rf"(?:{_GOVERNED})", _PLURAL, _END),
    rule("vague-duration", _vague, _PLURAL, r"(?= (?:of|after|before|later|earlier|ago)\b)"),
    rule("duration", _whole, r"(?P<unit>year|month|week|day|decade|hour)-?long"),
    rule("vague-duration", _vague, r"multi-?(?P<unit>year|month|week|day|decade)"),
    rule("vague-duration", _vague, r"(?P<unit>decade|year|month|week|day|hour|minute)s-long"),
)

"""Rules for periods told from the publication or the date in play: "last week", "a year earlier"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ingest.date_rule import Place, Reading, Rule, fixed, part, rule
from ingest.date_tense import tense
from ingest.date_value import day, month_back, shifted, span_of, week_value
from ingest.date_words import DATE_UNIT, MODIFIER, NUMBER, PARTS, UNIT, VAGUE, modifier, number, singular

if TYPE_CHECKING:
    from datetime import date

_DAYS: Final = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_HOURS: Final = frozenset({"second", "minute", "hour"})
_STEPS: Final = dict.fromkeys(
    ("last", "past", "previous", "preceding", "prior", "latest"), -1
) | dict.fromkeys(("next", "coming", "following", "upcoming"), 1)
_LATER: Final = frozenset({"later", "after", "afterward", "afterwards"})
# “the worst in 26 years", "for the first time in a decade": as long as that, and no day ahead.
_RECORD = re.compile(
    r"\b(?:first|only|[a-z]{2,}est|most|least|lows?|highs?|record|loss|losses|gains?|worst"
    r"|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|times?)\b[^.;:\n]* in $"
)
_YEARLY = re.compile(r"\d{4}-(?:\d\d|Q\d|H\d)$")


def unit_value(unit: str, within: date) -> str:
    """The calendar unit of that name which holds a day.

    >>> from datetime import date
    >>> [unit_value(unit, date(2025, 1, 22)) for unit in ("day", "week", "quarter", "decade")]
    ['2025-01-22', '2025-W04', '2025-Q1', '202']
    """
    if unit == "day":
        return within.isoformat()
    if unit in {"week", "fortnight"}:
        return week_value(within)
    if unit == "weekend":
        return week_value(within) + "-WE"
    year = f"{within.year:04d}"
    return {
        "month": f"{year}-{within.month:02d}",
        "quarter": f"{year}-Q{(within.month + 2) // 3}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }[unit]


def moved(within: date, unit: str, steps: int) -> date | None:
    """A day in the unit that lies ``steps`` units from the one that holds ``within``.

    >>> from datetime import date
    >>> moved(date(2025, 1, 31), "month", 1), moved(date(2025, 1, 22), "quarter", -1)
    (datetime.date(2025, 2, 28), datetime.date(2024, 10, 22))
    """
    if unit in _DAYS:
        return shifted(within, _DAYS[unit] * steps)
    year, month = month_back(within.year, within.month + _MONTHS[unit] * steps)
    tries = (day(year, month, within.day - cut) for cut in range(4) if within.day > cut)
    return next((found for found in tries if found is not None), None)


def _stepped(within: date, unit: str, steps: int) -> Reading | None:
    found = moved(within, unit, steps)
    return None if found is None else Reading("DATE", unit_value(unit, found))


def _anchor(unit: str, place: Place) -> date | None:
    """What "a day later" or "the previous year" is counted from: the date in play.

    Days and weeks need a day in play; months and years are counted from the publication where nothing was
    told before.
    """
    if unit in _DAYS:
        return place.day_in_play
    span = span_of(place.in_play) if place.in_play else None
    return place.published if span is None else span.first


def _unit(match: re.Match[str], place: Place) -> Reading | None:
    unit, which = match["unit"], match["which"]
    anchored = which in {"previous", "following", "preceding", "prior"}
    base = _anchor(unit, place) if anchored else place.published
    if unit == "day" and which in {"last", "latest"}:
        return None
    if base is None and _STEPS[which] < 0:
        base = place.published
    reading = None if base is None else _stepped(base, unit, _STEPS.get(which, 0))
    if reading is None:
        return None
    return Reading("DATE", reading.value, modifier=modifier(match["mod"]))


def _of_the_unit(match: re.Match[str], place: Place) -> Reading | None:
    """“the end of the year", "earlier in the day": the current one, the day being the one in play."""
    unit = match["unit"]
    if place.text[match.start("unit")].isupper():
        return None
    base = place.day_in_play or place.published if unit == "day" else place.published
    value = unit_value(unit, base)
    if unit == "quarter" and place.in_play is not None and "-Q" in place.in_play[4:6]:
        value = place.in_play
    return Reading("DATE", value, modifier=modifier(part(match, "mod")))


def _new_year(_match: re.Match[str], place: Place) -> Reading | None:
    """“the new year": the one that begins nearest to the day of publication."""
    return Reading("DATE", f"{place.published.year + (place.published.month > 6):04d}")


def _edge_day(match: re.Match[str], place: Place) -> Reading | None:
    """“the first day of the month", "the last day of this year"."""
    step = {"last": -1, "next": 1}.get(match["which"], 0)
    within = moved(place.published, match["unit"], step)
    span = None if within is None else span_of(unit_value(match["unit"], within))
    if span is None:
        return None
    return Reading("DATE", str(span.first if match["edge"] in {"first", "opening"} else span.last))


def _units_end(match: re.Match[str], place: Place) -> Reading | None:
    return Reading("DATE", unit_value(match["unit"], place.published), modifier="late")


def _year_ago(match: re.Match[str], place: Place) -> Reading | None:
    """“the year-ago quarter": a year before the quarter in play, else before the publication."""
    if match["unit"] == "year" and place.in_play and re.match(r"\d{4}-Q\d$", place.in_play):
        return Reading("DATE", f"{int(place.in_play[:4]) - 1:04d}{place.in_play[4:]}")
    return _ago(match, place)


def _ago(match: re.Match[str], place: Place) -> Reading | None:
    return _counted(
        part(match, "n") or "a", match["unit"], -1, place.published, half=part(match, "half") is not None
    )


def _range_ago(match: re.Match[str], place: Place) -> Reading | None:
    """“three or four years ago": from the one to the other."""
    near, far = (_counted(match[name], match["unit"], -1, place.published) for name in ("n", "to"))
    if near is None or far is None or not (near.value > far.value and span_of(far.value)):
        return None
    return Reading("DATE", f"{far.value}/{near.value}")


def _from_now(match: re.Match[str], place: Place) -> Reading | None:
    return _counted(match["n"], match["unit"], 1, place.published)


def _counted(words: str, units: str, sign: int, base: date, *, half: bool = False) -> Reading | None:
    """So many units before or after a day; a number that is not told makes it a reference only."""
    unit, count = singular(units), number(words)
    if count is None or unit in {"second", "minute"}:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    count += 0.5 * half
    if unit == "hour":
        return _stepped(base, "day", sign * int(count // 24)) if count < 1e5 else None
    if count != int(count):
        unit, count = {"decade": ("year", count * 10), "year": ("month", count * 12)}.get(
            unit, ("day", count * 30)
        )
    reading = _stepped(base, unit, sign * int(count)) if count < 1e5 else None
    return Reading("DATE", "PAST_REF") if reading is None and sign < 0 else reading


def _in_units(match: re.Match[str], place: Place) -> Reading | None:
    """“in two weeks", where it lies ahead: after a past verb it is a duration."""
    unit = singular(match["unit"])
    low, high = number(match["n"]), number(match["to"]) if match["to"] else None
    if low is None or low > 1e4 or unit in _HOURS or re.match(r" (?:of|to)\b", place.after()):
        return None
    if tense(place) in {"past", "said"} or _RECORD.search(place.before(60)):
        return None
    first = _stepped(place.published, unit, int(low))
    if match["to"] is None or first is None:
        return first
    last = _stepped(place.published, unit, int(high)) if high is not None and low < high < 1e4 else None
    return None if last is None else Reading("DATE", f"{first.value}/{last.value}")


def _anaphoric(match: re.Match[str], place: Place) -> Reading | None:
    """“three days later", "a year earlier": counted from the date in play."""
    unit = singular(match["unit"])
    sign = 1 if match["side"] in _LATER else -1
    words = part(match, "n") or "a"
    count = number(words)
    if count is None or unit in _HOURS:
        return None
    base = _anchor(unit, place)
    if base is None:
        return None
    if place.in_play and unit == "year" and _YEARLY.match(place.in_play) and count == int(count):
        return Reading("DATE", f"{int(place.in_play[:4]) + sign * int(count):04d}{place.in_play[4:]}")
    return _counted(words, unit, sign, base)


def _same(match: re.Match[str], place: Place) -> Reading | None:
    """“the same day", "that year", "the next morning", "the week before"."""
    unit, steps = match["unit"], _STEPS.get(part(match, "which") or "", 0)
    if part(match, "side") is not None:
        steps = 1 if match["side"] == "after" else -1
    if unit in PARTS:
        found = None if place.day_in_play is None else shifted(place.day_in_play, steps)
        return None if found is None else Reading("TIME", f"{found}{PARTS[unit]}")
    base = _anchor(unit, place) if place.in_play or unit in {"year", "month"} else None
    if base is None and steps < 0:
        base = place.published
    return None if base is None else _stepped(base, unit, steps)


def _trading_day(_match: re.Match[str], place: Place) -> Reading | None:
    return Reading("DATE", (place.day_in_play or place.published).isoformat())


def _consecutive(match: re.Match[str], place: Place) -> Reading | None:
    return Reading("DATE", unit_value(part(match, "unit") or match["unit2"], place.published))


_MOD = rf"(?:(?P<mod>{MODIFIER})[ -])?"
_N = rf"(?P<n>(?:{VAGUE})|{NUMBER})"
_ABOUT = (
    r"(?:(?:about|almost|nearly|over|around|more than|less than|at least|just over|just|only|some|roughly"
    r"|approximately) )?"
)
_ANY = r"(?P<unit>day|week|month|quarter|year|decade|weekend|morning|afternoon|evening|night)"
_CURRENT = r"(?P<which>this|last|latest|next|previous|prior|current|following|preceding|upcoming)"
_ENDS = r"(?=[.,;:)\n]|$| (?:in|on|and|but|when|that|at|by|was|were)\b)"
_CLOSING = (
    r"(?:(?<=end )|(?<=ended )|(?<=ending )|(?<=finish )|(?<=finished )|(?<=close )|(?<=closed )|(?<=for )"
    r"|(?<=on )|(?<=finishing ))"
)

RULES: tuple[Rule, ...] = (
    rule(
        "unit",
        _unit,
        _MOD,
        r"(?:the )?",
        _CURRENT,
        rf" (?:fiscal |financial |calendar )?(?P<unit>{DATE_UNIT})(?!-| (?:before|after|earlier"
        rf"|later)\b)",
    ),
    rule(
        "of-the-unit",
        _of_the_unit,
        rf"(?P<mod>{MODIFIER}) (?:the )(?P<unit>day|week|month|quarter|year|decade|century)",
    ),
    rule(
        "of-the-unit",
        _of_the_unit,
        r"(?:(?<=for )|(?<=of )|(?<=in )|(?<=on )|(?<=during )|(?<=throughout )|(?<=through ))",
        r"the (?P<unit>week|month|quarter|year)(?= ?[.,;:)]|$"
        r"| (?:as a whole|and|as|ended|to date|but|when|with|from)\b)",
    ),
    rule("of-the-unit", _of_the_unit, r"(?:the|this) (?P<unit>year|month|week|quarter)(?='s (?!end))"),
    rule("of-the-unit", _of_the_unit, r"(?P<mod>mid)-?(?P<unit>week|year|month)(?= ?[.,;:)]|$)"),
    rule("new-year", _new_year, r"(?:the|a) new year(?!'s| (?:eve|day))"),
    rule(
        *("edge-day", _edge_day, r"(?:the )?(?P<edge>first|last|final|opening|closing) day of "),
        r"(?P<which>the|this|last|next) (?P<unit>month|year|quarter|week)",
    ),
    rule("units-end", _units_end, r"(?P<unit>year|month|week|quarter)(?:'s |-| )end"),
    rule("ago", _ago, _ABOUT, _N, rf"(?P<half> and a half)? (?P<unit>{UNIT})s? ago"),
    rule(
        "ago", _range_ago, _ABOUT, rf"(?P<n>{NUMBER})(?: to | or |-)(?P<to>{NUMBER}) (?P<unit>{UNIT})s? ago"
    ),
    rule("ago", _year_ago, r"(?P<unit>year)-ago(?= (?:quarter|period)s?\b)"),
    rule("ago", _ago, r"(?:a )?(?P<unit>year|month|week)[ -]ago"),
    rule(
        *("past-ref", fixed("PAST_REF")),
        r"(?:minutes|hours|days|weeks|months|years|decades|centuries|generations|moments|ages|some time"
        r"|sometime|a while|a short time|not (?:so )?long|long|not too long) ago",
    ),
    rule("from-now", _from_now, _ABOUT, _N, rf" (?P<unit>{UNIT})s? from (?:now|today)"),
    rule(
        "in-units",
        _in_units,
        rf"(?<=\bin )(?:about |around )?(?P<n>{NUMBER})(?:(?: to | or "
        rf"|-)(?P<to>{NUMBER}))? (?P<unit>{UNIT})s?(?:' time)?",
    ),
    rule(
        "anaphoric",
        _anaphoric,
        _ABOUT,
        _N,
        rf" (?:more )?(?P<unit>{UNIT})s? (?P<side>earlier|later|afterwards?|previously|beforehand"
        rf"|prior(?! to))(?! than)",
    ),
    rule("anaphoric", _anaphoric, _ABOUT, _N, rf" (?P<unit>{UNIT})s? (?P<side>before|after)", _ENDS),
    rule("anaphoric", _anaphoric, r"(?P<unit>year|month|week|day)[ -](?P<side>earlier)"),
    rule("same", _same, r"(?:the |that )(?:very )?(?P<which>same|next|following|previous|preceding) ", _ANY),
    rule("same", _same, r"that ", _ANY),
    rule(
        "beside",
        _same,
        r"the (?P<unit>day|week|month|year|night|evening|morning|weekend) (?P<side>before|after)",
        _ENDS,
    ),
    rule(
        "trading-day",
        _trading_day,
        r"(?:(?<=during )|(?<=through )|(?<=throughout ))the day|the day(?='s (?:trading|high|low"
        r"|close|end))",
    ),
    rule(
        "trading-day",
        _trading_day,
        _CLOSING,
        r"the day(?= ?[.,;]|$| at\b| up\b| down\b| with\b| lower\b| higher\b)",
    ),
    rule(
        "consecutive",
        _consecutive,
        r"(?:(?:a|the|its|their) )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) ",
        r"(?:(?:consecutive|straight|successive) (?P<unit>day|week|month|quarter|year)"
        r"|(?P<unit2>day|week|month|quarter|year) (?:in a row|running))",
    ),
)

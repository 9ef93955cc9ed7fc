"""Rules for dates told from the day of publication or from the date in play: "last week", "Tuesday night", "a day earlier"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from graph.model import Span
from ingest.date_rule import Place, Reading, Rule, rule
from ingest.date_tense import tense
from ingest.date_value import month_back, shifted, span_of, week_value
from ingest.date_words import (
    ANY_WEEKDAY,
    DATE_UNIT,
    MODIFIER,
    NUMBER,
    PART,
    PARTS,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    WEEKDAYS,
    modifier,
    number,
)

_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0, "this day": 0}
_AHEAD = re.compile(r"\b(?:by|until|till|before|through|coming|no later than|deadline of|effective|from)(?: the)? (?:late |early )?$")
_WHICH = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1}
_NAMES = re.compile(r"(?:black|bloody|easter|palm|super|ruby|sheffield|cyber|ash|holy|maundy|giving|fat|on|the) $")
_PAPERS = re.compile(r" (?:times|telegraph|express|mirror|night live|night football|mail|herald|club|world|post)\b")


def unit_value(unit: str, within: date) -> str:
    """The calendar unit of that name which holds a day.

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
        "half": f"{year}-H{(within.month + 5) // 6}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }[unit]


def moved(within: date, unit: str, steps: int) -> date | None:
    """A day in the unit that lies ``steps`` units from the one that holds ``within``.

    >>> moved(date(2025, 1, 31), "month", 1), moved(date(2025, 1, 22), "quarter", -1)
    (datetime.date(2025, 2, 28), datetime.date(2024, 10, 22))
    """
    days = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return shifted(within, days * steps)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit] * steps
    year, month = month_back(within.year, within.month + months)
    if not 1 <= year <= 9999:
        return None
    return next(found for cut in range(4) if (found := _on(year, month, within.day - cut)) is not None)


def _on(year: int, month: int, number_: int) -> date | None:
    try:
        return date(year, month, number_)
    except ValueError:
        return None


def stepped(within: date, unit: str, steps: int) -> str | None:
    """The value of the unit ``steps`` units away."""
    found = moved(within, unit, steps)
    return None if found is None else unit_value("week" if unit == "fortnight" else unit, found)


def _singular(unit: str) -> str:
    return "century" if unit.startswith("centur") else unit.rstrip("s") if unit != "s" else unit


def _deictic(match: re.Match[str], place: Place) -> Reading | None:
    word = match["word"]
    found = shifted(place.published, _DEICTIC[word])
    if found is None:
        return None
    part = "TNI" if word in {"tonight", "overnight"} else PARTS.get(match["part"] or "", "")
    return Reading("TIME" if part else "DATE", f"{found}{part}", modifier=None)


def _two_days(match: re.Match[str], place: Place) -> Reading | None:
    found = shifted(place.published, -2 if match["side"] == "before yesterday" else 2)
    return None if found is None else Reading("DATE", found.isoformat())


def _this_part(match: re.Match[str], place: Place) -> Reading | None:
    which, part = match["which"], PARTS[match["part"]]
    found = shifted(place.published, {"this": 0, "last": -1, "next": 1}[which])
    return None if found is None else Reading("TIME", f"{found}{part}")


def weekday_near(index: int, place: Place, which: str | None = None) -> date | None:
    """The weekday that the words, the prepositions and the tense around it mean.

    >>> nowhere = Place("", "", 0, 0, date(2025, 1, 22), False, None, None)
    >>> weekday_near(3, nowhere), weekday_near(1, nowhere)
    (datetime.date(2025, 1, 23), datetime.date(2025, 1, 21))
    """
    ahead = (index - place.published.weekday()) % 7
    back = ahead - 7 if ahead else 0
    if which in {"last", "past"}:
        steps = back or -7
    elif which in {"next", "coming"}:
        steps = ahead or 7
    elif which == "this":
        steps = index - place.published.weekday()
    elif which is None and _AHEAD.search(place.before()):
        steps = ahead
    else:
        steps = _by_tense(ahead, back, place)
    return shifted(place.published, steps)


def _by_tense(ahead: int, back: int, place: Place) -> int:
    told = tense(place)
    if told is None:
        return ahead if ahead <= 3 and ahead < -back else back
    return ahead if told == "future" else back


def _weekday(match: re.Match[str], place: Place) -> Reading | None:
    name = match["day"].rstrip(".")
    start, end = match.span("day")
    if not place.text[start].isupper() or _PAPERS.match(place.folded[end : end + 20]):
        return None
    if name not in WEEKDAYS or (len(name) < 6 and not _clearly_weekday(match, place)):
        return None
    if match["which"] is None and match["mod"] is None and _NAMES.search(place.folded[max(0, start - 10) : start]) and not re.search(r"\bon $", place.folded[max(0, start - 4) : start]):
        return None
    found = weekday_near(WEEKDAYS[name], place, match["which"])
    part = PARTS.get(match["part"] or "", "")
    return None if found is None else Reading("TIME" if part else "DATE", f"{found}{part}")


def _clearly_weekday(match: re.Match[str], place: Place) -> bool:
    return bool(
        match["which"]
        or match["part"]
        or place.text.strip() == place.written
        or re.search(r"\b(?:on|since|until|by|from|to) $", place.before(8))
    )


def _week_of_weekday(match: re.Match[str], place: Place) -> Reading | None:
    steps = {"last": -7, "next": 7, "this": 0}[match["which"]]
    base = place.published - timedelta(days=place.published.weekday())
    found = shifted(base, steps + WEEKDAYS[match["day"]])
    part = PARTS.get(match["part"] or "", "")
    return None if found is None else Reading("TIME" if part else "DATE", f"{found}{part}")


def _weeks_ago_weekday(match: re.Match[str], place: Place) -> Reading | None:
    weeks = number(match["n"])
    ahead = (WEEKDAYS[match["day"]] - place.published.weekday()) % 7
    if weeks is None:
        return None
    near = 0 if ahead == 0 else ahead - 7
    base = near if weeks >= 1 and ahead else -7 * 0
    found = shifted(place.published, base - 7 * int(weeks - (0 if base == 0 else 0)))
    return None if found is None else Reading("DATE", found.isoformat())


def _weekend(match: re.Match[str], place: Place) -> Reading | None:
    which = match["which"] or ""
    base = place.published
    saturday = base.weekday() >= 5
    if "next" in which:
        steps = 1
    elif "this" in which or "coming" in which:
        steps = 0
    elif "last" in which or "past" in which or not saturday:
        steps = 0 if which == "the" and tense(place) == "future" else -1
    else:
        steps = 0
    value = stepped(base, "weekend", steps)
    return None if value is None else Reading("DATE", value)


def _unit(match: re.Match[str], place: Place) -> Reading | None:
    unit, which = _singular(match["unit"]), match["which"]
    if unit in {"second", "minute", "hour"}:
        return None
    anchored = which in {"previous", "following", "preceding"}
    base = _anchor(place) if anchored else place.published
    if anchored and place.day_in_play is None and unit in {"day", "week"}:
        return None
    if match["fiscal"]:
        unit = "year"
    value = stepped(base, unit, _WHICH.get(which, -1 if which == "preceding" else 0))
    return None if value is None else Reading("DATE", value, modifier=modifier(match["mod"]))


def _anchor(place: Place) -> date:
    span = span_of(place.in_play) if place.in_play else None
    return place.published if span is None else span.first


def _of_the_unit(match: re.Match[str], place: Place) -> Reading | None:
    unit = match["unit"]
    if unit == "day":
        base = place.day_in_play or place.published
        return Reading("DATE", base.isoformat())
    return Reading("DATE", unit_value(unit, place.published), modifier=modifier(match["mod"]))


def _ago(match: re.Match[str], place: Place) -> Reading | None:
    unit = _singular(match["unit"])
    if match["n"] is None or re.fullmatch(VAGUE, match["n"].strip()):
        return Reading("DATE", "PAST_REF")
    return _offset(match["n"], unit, -1, place.published, half=match["half"] is not None)


def _from_now(match: re.Match[str], place: Place) -> Reading | None:
    if number(match["n"]) is None:
        return Reading("DATE", "FUTURE_REF")
    return _offset(match["n"], _singular(match["unit"]), 1, place.published)


def _offset(words: str, unit: str, sign: int, base: date, *, half: bool = False) -> Reading | None:
    count = number(words)
    if count is None or count > 20000:
        return None
    if unit in {"second", "minute", "hour"}:
        return Reading("TIME", "PAST_REF" if sign < 0 else "FUTURE_REF") if unit != "hour" else Reading("DATE", base.isoformat())
    if half or count != int(count):
        unit, count = {"year": ("month", count * 12), "decade": ("year", count * 10), "month": ("day", count * 30)}.get(unit, (unit, count))
        count += {"month": 6, "year": 5, "day": 15}.get(unit, 0) if half else 0
    value = stepped(base, unit, sign * int(count))
    return None if value is None else Reading("DATE", value)


def _in_units(match: re.Match[str], place: Place) -> Reading | None:
    unit = _singular(match["unit"])
    low = number(match["n"])
    if low is None or unit in {"second", "minute", "hour"}:
        return None
    if tense(place) == "past" or re.match(r" (?:of|to)\b", place.after()):
        return None
    if match["to"] is None:
        return _offset(match["n"], unit, 1, place.published)
    high = number(match["to"])
    if high is None or high <= low:
        return None
    first, last = (stepped(place.published, unit, int(count)) for count in (low, high))
    return None if first is None or last is None else Reading("DATE", f"{first}/{last}")


def _anaphoric(match: re.Match[str], place: Place) -> Reading | None:
    """ "three days later", "a year earlier": counted from the date in play."""
    unit = _singular(match["unit"])
    sign = 1 if match["side"] in {"later", "after", "afterward", "afterwards", "on"} else -1
    if unit in {"day", "week", "fortnight"} and place.day_in_play is None:
        return None
    if number(match["n"]) is None:
        return Reading("DATE", "FUTURE_REF" if sign > 0 and False else "PAST_REF")
    base = place.day_in_play if unit in {"day", "week"} and place.day_in_play else _anchor(place)
    if place.in_play and unit == "year" and re.fullmatch(r"\d{4}-(?:\d\d|Q\d|H\d)", place.in_play):
        return Reading("DATE", f"{int(place.in_play[:4]) + sign * int(number(match['n']) or 0):04d}{place.in_play[4:]}")
    return _offset(match["n"], unit, sign, base)


def _same(match: re.Match[str], place: Place) -> Reading | None:
    unit, which = match["unit"], match["which"]
    if unit in PARTS:
        return _same_part(unit, which, place)
    if place.in_play is None or (unit in {"day", "week"} and place.day_in_play is None):
        return None
    base = place.day_in_play if unit in {"day", "week"} and place.day_in_play else _anchor(place)
    steps = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(which, 0)
    value = stepped(base, unit, steps)
    return None if value is None else Reading("DATE", value)


def _same_part(unit: str, which: str, place: Place) -> Reading | None:
    if place.day_in_play is None:
        return None
    found = shifted(place.day_in_play, {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(which, 0))
    return None if found is None else Reading("TIME", f"{found}{PARTS[unit]}")


def _day_beside(match: re.Match[str], place: Place) -> Reading | None:
    if place.day_in_play is None:
        return None
    found = shifted(place.day_in_play, -1 if match["side"] == "before" else 1)
    return None if found is None else Reading("DATE", found.isoformat())


def _consecutive(match: re.Match[str], place: Place) -> Reading | None:
    return Reading("DATE", unit_value(match["unit"] or match["unit2"], place.published))


def _earlier_deictic(span: Span) -> Span:
    return span


_MOD = rf"(?:(?P<mod>{MODIFIER})[ -])?"
_N = rf"(?P<n>(?:{VAGUE})|{NUMBER})"
_ABOUT = r"(?:(?:about|almost|nearly|over|around|more than|less than|at least|just|only|some|roughly|approximately) )?"
_PARTS = rf"(?:,? (?:in the |at )?(?P<part>{PART}))?"
RULES: tuple[Rule, ...] = (
    rule("day-beside", r"(?:the )?day (?P<side>before yesterday|after tomorrow)", _two_days),
    rule("deictic-day", rf"(?:earlier |later |late |early )?(?P<word>today|yesterday|tomorrow|tonight|overnight)(?:'s)?{_PARTS}", _deictic),
    rule("deictic-part", r"(?:earlier |later |late |early )?(?P<which>this|last) (?P<part>morning|afternoon|evening|night)", _this_part),
    rule("weeks-ago-weekday", rf"{_N} weeks? ago,? (?:on )?(?P<day>{WEEKDAY})", _weeks_ago_weekday),
    rule("weekday-of-week", rf"(?P<day>{WEEKDAY}){_PARTS},? (?:of )?(?P<which>last|next|this) week", _week_of_weekday),
    rule("weekday", rf"(?:(?P<mod>early|late|earlier|later)(?: on)? )?(?:(?:the |this )?(?P<which>last|next|this|past|coming) )?(?P<day>{ANY_WEEKDAY})(?:(?<!s)'s)?{_PARTS}", _weekday),
    rule("weekend", r"(?:(?:over |at )?(?P<which>last|next|this past|this coming|this|the past|the coming|the last|the) )weekend", _weekend),
    rule("unit", rf"{_MOD}(?:the )?(?P<which>this|last|next|previous|current|following|preceding|upcoming) (?P<fiscal>fiscal |financial )?(?P<unit>{DATE_UNIT})(?!-| old| (?:before|after|earlier|later)\b)", _unit),
    rule("of-the-unit", r"(?P<mod>(?:the )?(?:beginning|start|end|middle|rest|remainder|course) of|earlier in|later in|early in|late in) the (?P<unit>day|week|month|quarter|year|decade|century)", _of_the_unit),
    rule("year-end", r"(?P<mod>year)-?end|(?P<unit>b\Bb)", lambda match, place: Reading("DATE", f"{place.published.year:04d}", modifier="late")),
    rule("ago", rf"{_ABOUT}{_N}(?P<half> and a half)? (?P<unit>{UNIT})s? ago|(?<!\w)(?P<n2>long) ago(?P<z>)(?!\w)", lambda match, place: Reading("DATE", "PAST_REF") if match["n2"] else _ago(match, place)),
    rule("year-ago", r"(?P<half>\b\B)?(?P<n>a )?(?P<unit>year|month|week)[ -]ago", lambda match, place: _offset("a", match["unit"], -1, place.published)),
    rule("from-now", rf"{_ABOUT}{_N} (?P<unit>{UNIT})s? from (?:now|today)", _from_now),
    rule("in-units", rf"(?:(?<=^in )|(?<=\Win ))(?:about |around )?(?P<n>{NUMBER})(?: (?:to|or) (?P<to>{NUMBER}))? (?P<unit>{UNIT})s?(?:' time)?", _in_units),
    rule("anaphoric", rf"{_ABOUT}{_N} (?:more )?(?P<unit>{UNIT})s? (?P<side>earlier|later|before|after|prior|afterwards?|previously|beforehand)(?=[.,;:)\n]| (?:in|on|and|but|the \w+ (?:was|were|had)|when|that|to \w+ed)\b|$)", _anaphoric),
    rule("year-earlier", r"(?P<n>a )?(?P<unit>year|month|week|day)[ -](?P<side>earlier)", lambda match, place: _anaphoric_one(match, place)),
    rule("same", r"(?:the |that )(?:very )?(?P<which>same|next|following|previous|preceding) (?P<unit>day|week|month|quarter|year|decade|weekend|morning|afternoon|evening|night)", _same),
    rule("that", r"(?P<which>that) (?P<unit>day|week|month|quarter|year|decade|weekend|morning|afternoon|evening|night)", _same),
    rule("day-beside", r"the day (?P<side>before|after)(?=[.,;:)]|$| (?:that|in|at|by|was|when)\b)", _day_beside),
    rule("trading-day", r"(?:(?<=end )|(?<=ended )|(?<=ending )|(?<=finish )|(?<=finished )|(?<=close )|(?<=closed )|(?<=for )|(?<=finishing )|(?<=on ))the day(?P<mod>)(?=[ .,;]|$)(?! (?:the|that|when|of|after|before|he|she|it|they|we|i)\b)(?P<unit>)", lambda match, place: Reading("DATE", (place.day_in_play or place.published).isoformat())),
    rule("consecutive", r"(?:(?:a|the|its|their) )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:(?:consecutive|straight|successive) (?P<unit>day|week|month|quarter|year)|(?P<unit2>day|week|month|quarter|year) (?:in a row|running))", _consecutive),
)  # fmt: skip


def _anaphoric_one(match: re.Match[str], place: Place) -> Reading | None:
    unit = match["unit"]
    if unit in {"day", "week"} and place.day_in_play is None:
        return None
    if place.in_play and unit == "year" and re.fullmatch(r"\d{4}-(?:\d\d|Q\d|H\d)", place.in_play):
        return Reading("DATE", f"{int(place.in_play[:4]) - 1:04d}{place.in_play[4:]}")
    return _offset("a", unit, -1, _anchor(place))

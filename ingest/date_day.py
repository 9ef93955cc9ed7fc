"""Rules for single days and weekends told from another day: "Tuesday night", "overnight", "the weekend"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ingest.date_absolute import AHEAD
from ingest.date_rule import Place, Reading, Rule, part, rule
from ingest.date_tense import tense
from ingest.date_value import day, shifted, week_value
from ingest.date_words import ANY_WEEKDAY, NUMBER, PART, PARTS, WEEKDAY, WEEKDAYS, number

_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}
_DEICTIC |= {"day before yesterday": -2, "day after tomorrow": 2}
_DAY_NAMES = re.compile(r"\b(?:bloody|super|ruby|sheffield|giving|fat|black) $")
_PAPERS = re.compile(r" (?:Times|Telegraph|Express|Mirror|Night|Mail|Herald|Club|Post)\b")
_ABBREVIATED = re.compile(r"\b(?:on|since|until|by|from|to|late|early|last|next) $")
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}


def _told(found: date | None, words: str | None) -> Reading | None:
    """A day, or with the words for a part of it a time of day."""
    if found is None:
        return None
    code = PARTS.get(words or "", "")
    return Reading("TIME" if code else "DATE", f"{found}{code}")


def _deictic(match: re.Match[str], place: Place) -> Reading | None:
    word = match["word"]
    if place.before(4) == "usa " or place.text[place.end : place.end + 7] == " Online":
        return None
    night = "night" if word in {"tonight", "overnight"} else part(match, "part")
    return _told(shifted(place.published, _DEICTIC[word]), night)


def _this_part(match: re.Match[str], place: Place) -> Reading | None:
    return _told(shifted(place.published, 0 if match["which"] == "this" else -1), match["part"])


def _bare_part(match: re.Match[str], place: Place) -> Reading | None:
    """“in the evening" of the day in play; without one it names no day."""
    return _told(place.day_in_play, match["part"] or "midday")


def _part_in_play(match: re.Match[str], place: Place) -> Reading | None:
    """“at dawn", "during the night" of the day in play, else of the publication."""
    return _told(place.day_in_play or place.published, match["part"])


def weekday_near(index: int, which: str | None, place: Place) -> date | None:
    """The weekday that the words, the prepositions and the tense around it mean.

    >>> nowhere = Place("", "", 0, 0, date(2025, 1, 22))
    >>> weekday_near(3, None, nowhere), weekday_near(1, "next", nowhere)
    (datetime.date(2025, 1, 23), datetime.date(2025, 1, 28))
    """
    ahead = (index - place.published.weekday()) % 7
    back = ahead - 7 if ahead else 0
    if which in {"previous", "following"}:
        return _beside(index, which, place.day_in_play)
    if which in {"last", "past"}:
        steps = back or -7
    elif which in {"next", "coming"}:
        steps = ahead or 7
    elif which == "this":
        steps = index - place.published.weekday()
    elif AHEAD.search(place.before()):
        steps = ahead
    else:
        steps = _by_tense(ahead, back, place)
    return shifted(place.published, steps)


def _beside(index: int, which: str, base: date | None) -> date | None:
    if base is None:
        return None
    ahead = (index - base.weekday()) % 7 or 7
    back = (index - base.weekday()) % 7 - 7
    return shifted(base, ahead if which == "following" else back)


def _by_tense(ahead: int, back: int, place: Place) -> int:
    told = tense(place)
    if told is None:
        return ahead if ahead <= 3 and ahead < -back else back
    return ahead if told == "future" else back


def _weekday(match: re.Match[str], place: Place) -> Reading | None:
    name = match["day"].rstrip(".")
    start, end = match.span("day")
    before = place.folded[max(0, start - 12) : start]
    if not place.text[start].isupper() or _PAPERS.match(place.text, end):
        return None
    qualified = match["which"] or match["mod"]
    if not qualified and _DAY_NAMES.search(before):
        return None
    if len(name) < 6 and not (qualified or match["part"] or _ABBREVIATED.search(before)):
        return None
    return _told(weekday_near(WEEKDAYS[name], match["which"], place), match["part"])


def _weekday_of_week(match: re.Match[str], place: Place) -> Reading | None:
    monday = place.published - timedelta(days=place.published.weekday())
    steps = {"last": -7, "next": 7, "this": 0}[match["which"]]
    return _told(shifted(monday, steps + WEEKDAYS[match["day"]]), match["part"])


def _weekday_ago(match: re.Match[str], place: Place) -> Reading | None:
    """“two weeks ago Tuesday", "two Fridays ago": whole weeks back from the last such day."""
    count = number(match["n"])
    if count is None or count != int(count) or count > 500:
        return None
    back = (WEEKDAYS[match["day"]] - place.published.weekday()) % 7 - 7
    weeks = int(count) if part(match, "weeks") and back > -7 else int(count) - 1
    return _told(shifted(place.published, back - 7 * weeks), None)


def _nth_weekday(match: re.Match[str], place: Place) -> Reading | None:
    """“the last Friday of the month": counted within the month of publication or the one before or after."""
    shift = {"the": 0, "this": 0, "last": -1, "next": 1}[match["which"]]
    base = (place.published.replace(day=15) + timedelta(days=30 * shift)).replace(day=1)
    order = _ORDER[match["n"]]
    days = [found for n in range(1, 32) if (found := day(base.year, base.month, n)) is not None]
    same = [found for found in days if found.weekday() == WEEKDAYS[match["day"]]]
    return _told(same[order - 1 if order > 0 else -1], None)


def _day_of_month(match: re.Match[str], place: Place) -> Reading | None:
    """“on the 15th" of the month of publication, or of the month next to it that the tense means."""
    number_, published = int(match["n"]), place.published
    shift = {"last": -1, "next": 1}.get((part(match, "which") or "").split(" ")[0], 0)
    if part(match, "which") is None:
        told = tense(place)
        shift = (told == "future" and number_ < published.day) - (
            told != "future" and number_ > published.day
        )
    base = published.replace(day=15) + timedelta(days=30 * shift)
    return _told(day(base.year, base.month, number_), None)


def _weekend(match: re.Match[str], place: Place) -> Reading | None:
    which, published = match["which"], place.published
    if which.endswith("next"):
        steps = 1
    elif which in {"this", "this coming", "the coming", "coming"} or (
        which == "the" and (published.weekday() >= 5 or tense(place) == "future")
    ):
        steps = 0
    else:
        steps = -1
    found = shifted(published, 7 * steps)
    return None if found is None else Reading("DATE", f"{week_value(found)}-WE")


_PARTS = rf"(?:,? (?:in the |at )?(?P<part>{PART}))?"
_EARLY = r"(?:earlier |later |late |early )?"
_WHICH = r"(?P<which>last|next|this|past|coming|(?<=the )previous|(?<=the )following)"

RULES: tuple[Rule, ...] = (
    rule("deictic-day", _deictic, r"(?:the )?(?P<word>day before yesterday|day after tomorrow)"),
    rule("deictic-day", _deictic, _EARLY, rf"(?P<word>{'|'.join(_DEICTIC)})", _PARTS),
    rule("part-of-today", _this_part, _EARLY, rf"(?P<which>this|last) (?P<part>{PART})"),
    rule(
        "weeks-ago-weekday",
        _weekday_ago,
        rf"(?P<n>{NUMBER}) (?P<weeks>weeks?) ago,? (?:on )?(?P<day>{WEEKDAY})",
    ),
    rule(
        "weeks-ago-weekday",
        _weekday_ago,
        rf"(?P<n>{NUMBER}) (?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s ago",
    ),
    rule(
        "weekday-of-week",
        _weekday_of_week,
        rf"(?P<day>{WEEKDAY})",
        _PARTS,
        r",? (?:of )?(?P<which>last|next|this) week",
    ),
    rule(
        "nth-weekday",
        _nth_weekday,
        rf"(?:the )?(?P<n>{'|'.join(_ORDER)}) (?P<day>{WEEKDAY}) (?:of|in) (?P<which>the|this|last"
        rf"|next) month",
    ),
    rule(
        "weekday",
        _weekday,
        r"(?:(?P<mod>early|late|earlier|later)(?: on)? )?",
        rf"(?:(?:the |this )?{_WHICH} )?(?P<day>{ANY_WEEKDAY})",
        _PARTS,
    ),
    rule(
        "weekend",
        _weekend,
        r"(?P<which>last|next|this past|this coming|this|the past|the coming|the last"
        r"|the) weekend(?! of)",
    ),
    rule(
        "day-of-month",
        _day_of_month,
        r"(?<=on )the (?P<n>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)(?: of (?P<which>(?:this|last|next"
        r"|the) month)|(?= ?[.,;:)]|$))",
    ),
    rule(
        "part-of-day",
        _bare_part,
        r"(?<=in )the (?:early |late )?(?P<part>morning|afternoon|evening)(?= ?[.,;:)]|$| (?:and"
        r"|after|when|before|as|with|but)\b)",
    ),
    rule(
        "part-of-day",
        _bare_part,
        r"(?:(?<=in )|(?<=by ))(?P<part>mid-?day)",
    ),
    rule("part-of-day", _part_in_play, r"(?:early|late|mid)[ -]?(?P<part>morning|afternoon|evening)"),
    rule(
        "part-of-day",
        _part_in_play,
        r"(?:(?<=at )|(?<=before )|(?<=by )|(?<=after )|(?<=until )|(?<=since ))(?:the )?",
        r"(?P<part>dawn|daybreak|sunrise|dusk|nightfall|sunset|lunchtime)(?! (?:of|raids?)\b)",
    ),
    rule(
        "part-of-day",
        _part_in_play,
        r"(?:(?<=during )|(?<=into )|(?<=through )|(?<=throughout ))the (?P<part>night|morning|afternoon"
        r"|evening)(?! of\b)",
    ),
    rule("part-of-day", _part_in_play, r"that (?P<part>night|morning|afternoon|evening)"),
)

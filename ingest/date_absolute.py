"""Rules for dates that name their day, month or year: "Jan. 10, 2025", "mid-October", "24.02.2022", "since 2014"."""

from __future__ import annotations

import re
from datetime import date

from graph.model import Span
from ingest.date_rule import Place, Reading, Rule, rule
from ingest.date_tense import strong_past, tense
from ingest.date_value import day, edtf_between, month_back, span_of
from ingest.date_words import ANY_WEEKDAY, DAY, MODIFIER, MONTH, YEAR, modifier, month_number, year_number

_AHEAD = re.compile(r"\b(?:by|until|till|before|through|next|up to|no later than|effective|from now to|due)(?: the)? $")
_BEHIND = re.compile(r"\b(?:since|last|past|after|dated|released|ago,|of)(?: early | late | mid-?)? ?$")
_SINCE = re.compile(r"\bsince(?: the)?(?: (?:early|late|mid))?[ -]$")
_NAMING = re.compile(
    r"(?:\b(?:in|since|last|next|of|until|till|by|late|early|mid|this|through|from|to|for|between|and|before|after|during|around|on|past"
    r"|a|an|the|its|their|his|her|every|previous|throughout|than|is|was|or|as of|earlier|later|each|be|midway through)[ -]|[(,/-] ?|^)$"
)
_NOT_MONTH = re.compile(r" ?(?:for|on|of|against|by|to|into) ")
_COUNTED = re.compile(
    r" (?:people|troops|soldiers|jobs|points|dollars|euros|pounds|miles|kilomet|km|met(?:er|re)s|tons|tonnes|mw|megawatts|feet|ft|workers"
    r"|employees|homes|houses|votes|barrels|times|percent|per cent|members|seats|victims|deaths|dead|rubles|roubles|kg|copies|units|cars"
    r"|vehicles|students|men|women|children|civilians|refugees|prisoners|fighters|police|officers|companies|firms|participants|protesters"
    r"|delegates|passengers|migrants|individuals|entities|aircraft|ships|vessels|pages|species|words|hours|others|yen|yuan|shares|hp|rpm"
    r"|patients|cases|residents|acres|hectares|families|athletes|supporters|inmates|hours?|cc|mhz|watts?|volts?|calories|lbs?|utc|gmt)\b"
    r"|-(?:strong|foot|mile|meter|metre|seat|pound|ton|page|plus|member|man|bed|kilomet|room|square)"
)
_NOT_YEAR_BEFORE = re.compile(
    r"(?:[$€£#¥]|\b(?:no\.|nos\.|number|resolution|resolutions|directive|regulation|windows|office|boeing|airbus|model|flight|route|highway"
    r"|article|section|room|page|channel|unit|brigade|battalion|type|peugeot|some|about|approximately|roughly|nearly|almost|around|euros?|usd"
    r"|rs\.?|eur|decision|bill|h\.r\.|law|case|form|docket|series|version|radeon|xbox|galaxy|iso|rfc|order|decree|at least|nokia|core|class"
    r"|cfsp|line|gate|apollo|level|above|below|mark of|index at|points to|down to|up to)) ?$"
)
_US_DATE = re.compile(rf"\b{MONTH} \d")
_EU_DATE = re.compile(rf"\b\d{{1,2}} {MONTH}")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-])")


def day_first(folded: str, published: date) -> bool:
    """Whether 02/03/2022 is 2 March in this article: by its unambiguous dates, else by how it spells dates.

    >>> day_first("signed 24/02/2022, ended 02/03/2022", date(2025, 1, 22)), day_first("02/03/2022", date(2025, 1, 22))
    (True, False)
    """
    score = 0
    for found in _NUMERIC.finditer(folded):
        first, second = int(found[1]), int(found[3])
        year = year_number(found[4], published.year)
        score += 10 * ((first > 12) - (second > 12))
        score += 5 * ((year, second, first) == _ymd(published)) - 5 * ((year, first, second) == _ymd(published))
    if score == 0:
        score = len(_EU_DATE.findall(folded)) - len(_US_DATE.findall(folded))
    return score > 0


def _ymd(published: date) -> tuple[int, int, int]:
    return published.year, published.month, published.day


def _iso(match: re.Match[str], place: Place) -> Reading | None:
    year, month, number = int(match["y"]), int(match["m"]), int(match["d"])
    only = day(year, month, number)
    if only is None:
        return None
    clock = match["clock"]
    if clock is None or int(clock[:2]) > 23:
        return Reading("DATE", only.isoformat(), complete=True)
    return Reading("TIME", f"{only}T{clock[:5]}{'Z' if match['zone'] else ''}", complete=True)


def _numeric(match: re.Match[str], place: Place) -> Reading | None:
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] == "." and len(match["y"]) == 2 and second > 12:
        return None
    year = year_number(match["y"], place.published.year)
    euro = place.day_first or match["sep"] == "."
    order = ((second, first), (first, second)) if euro else ((first, second), (second, first))
    for month, number in order:
        only = day(year, month, number)
        if only is not None:
            return Reading("DATE", only.isoformat(), complete=True)
    return None


def _month_day(match: re.Match[str], place: Place) -> Reading | None:
    month, number = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    if match["month"] in {"may", "march", "mar"} and not place.text[match.start("month")].isupper():
        return None
    if match["year"] is not None:
        only = day(int(match["year"]), month, number)
        return None if only is None else Reading("DATE", only.isoformat(), complete=True)
    only = _nearest_day(month, number, place)
    return None if only is None else Reading("DATE", only.isoformat())


def _nearest_day(month: int, number: int, place: Place) -> date | None:
    years = range(place.published.year - 4, place.published.year + 5)
    days = [found for year in years if (found := day(year, month, number)) is not None]
    if not days:
        return None
    before = place.before()
    past = [found for found in days if found <= place.published]
    ahead = [found for found in days if found >= place.published]
    if _AHEAD.search(before) and ahead:
        return ahead[0]
    if (_SINCE.search(before) or strong_past(place)) and past:
        return past[-1]
    if tense(place) == "future" and ahead and (ahead[0] - place.published).days < 330:
        return ahead[0]
    return min(days, key=lambda found: (abs((found - place.published).days), found))


def _day_range(match: re.Match[str], place: Place) -> Reading | None:
    month, low, high = month_number(match["month"]), int(match["low"]), int(match["high"])
    if low >= high:
        return None
    if match["year"] is not None:
        last = day(int(match["year"]), month, high)
    else:
        last = _nearest_day(month, high, place)
    if last is None:
        return None
    first = last.replace(day=low)
    return Reading("DATE", f"{first}/{last}", complete=match["year"] is not None)


def _month(match: re.Match[str], place: Place) -> Reading | None:
    month = month_number(match["month"])
    if match["year"] is not None:
        return _modified(f"{int(match['year']):04d}-{month:02d}", match["mod"], complete=True)
    if not _is_month(match, place):
        return None
    return _modified(nearest_month(month, match["which"], place), match["mod"])


def _modified(value: str, words: str | None, *, complete: bool = False) -> Reading | None:
    return None if span_of(value) is None else Reading("DATE", value, modifier=modifier(words), complete=complete)


def _is_month(match: re.Match[str], place: Place) -> bool:
    """Whether a bare month name is one: capitalised, and not a verb, a person or a walk."""
    start, end = match.span("month")
    word = place.text[start:end]
    if not word[0].isupper():
        return False
    told = match["mod"] or match["which"] or _NAMING.search(place.folded[max(0, start - 16) : start])
    short = word.lower().rstrip(".") in {"may", "march", "mar", "jan", "jun", "dec", "august", "april", "june", "sep", "nov", "oct", "jul", "apr"}
    if not short:
        return True
    if not told or word.lower() == "mar":
        return bool(place.written == place.text.strip() and word.lower() not in {"may", "march", "mar"})
    following = place.text[end : end + 12]
    if word.lower() in {"march", "may"} and not match["mod"] and not match["which"]:
        article = re.search(r"\b(?:the|a|an|and|to|or|is|was) $", place.folded[max(0, start - 5) : start])
        if article and (word.lower() == "may" or _NOT_MONTH.match(following.lower()) or following[1:2].isupper()):
            return False
        if start == 0 or place.text[start - 1] == "\n":
            return False
    return True


def nearest_month(month: int, which: str | None, place: Place) -> str:
    """The month of that name which the words, the prepositions and the tense around it mean."""
    published = place.published
    now = published.year * 12 + published.month
    offset = (month - published.month) % 12
    ahead, past = now + offset, now + offset - (12 if offset else 0)
    chosen = past if 12 - offset <= 6 or not offset else ahead
    before = place.before()
    if which in {"last", "past"}:
        chosen = past if offset else now - 12
    elif which == "next":
        chosen = ahead if offset else now + 12
    elif which in {"this", "this coming"}:
        chosen = (published.year * 12) + month
    elif _AHEAD.search(before):
        chosen = ahead
    elif _SINCE.search(before) or (strong_past(place) and offset):
        chosen = past
    elif tense(place) == "future" and offset < 10:
        chosen = ahead
    year, number = month_back(chosen // 12, chosen % 12)
    return f"{year:04d}-{number:02d}"


def _year(match: re.Match[str], place: Place) -> Reading | None:
    year = int(match["year"])
    if match["mod"] is None and not _is_year(year, match, place):
        return None
    return _modified(f"{year:04d}", match["mod"], complete=True)


def _is_year(year: int, match: re.Match[str], place: Place) -> bool:
    start, end = match.span("year")
    before = place.folded[max(0, start - 16) : start]
    after = place.folded[end : end + 16]
    if _COUNTED.match(after) or _NOT_YEAR_BEFORE.search(before):
        return False
    if before[-1:] in {"-", "/", ".", "+"} and before[-2:-1].isalnum():
        return False
    if after[:1] in {"/", "-", "+"} and after[1:2].isalnum() and not after[1:2].isalpha():
        return False
    if 1900 <= year <= place.published.year + 80:
        return True
    return bool(re.search(r"\b(?:in|since|from|until|of|year|by|around|before|after|between|to)(?: the year)? $", before))


def _short_year(match: re.Match[str], place: Place) -> Reading | None:
    year = year_number(match["yy"], place.published.year)
    return Reading("DATE", f"{year:04d}", complete=True)


def _year_range(match: re.Match[str], place: Place) -> Reading | None:
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    if not (first < last <= first + 150) or not 1000 <= first <= place.published.year + 60:
        return None
    if _COUNTED.match(place.after()) or _NOT_YEAR_BEFORE.search(place.before()):
        return None
    return Reading("DATE", f"{first:04d}/{last:04d}", complete=True)


def joined(first: Reading, last: Reading) -> Reading | None:
    """Two dates read as the ends of one range; the earlier end takes its year from the later one.

    >>> joined(Reading("DATE", "2025-01-10"), Reading("DATE", "2024-03-15", complete=True)).value
    '2024-01-10/2024-03-15'
    """
    low, high = span_of(first.value), span_of(last.value)
    if low is None or high is None:
        return None
    value = first.value
    if not first.complete and last.complete and value[4:5] == "-" and "W" not in value:
        value = last.value[:4] + value[4:]
        low = span_of(value)
    if low is not None and low.first > high.last and not first.complete and value[4:5] == "-":
        value = f"{int(value[:4]) - 1:04d}{value[4:]}"
        low = span_of(value)
    if low is None or low.first > high.last or low == high:
        return None
    return Reading("DATE", f"{value}/{last.value}", Span(low.first, high.last), complete=last.complete)


def edtf_of_reading(span: Span) -> str:
    """The EDTF of a span that a modifier narrowed."""
    return edtf_between(span)


_MOD = rf"(?:(?P<mod>{MODIFIER})[ -])?"
RULES: tuple[Rule, ...] = (
    rule("iso-date", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[t ](?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(?P<zone>z)?(?:[+-]\d\d:?\d\d)?)?", _iso),
    rule("year-first", r"(?P<y>\d{4})[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)(?P<clock>\b\B)?(?P<zone>\b\B)?", _iso),
    rule("numeric-date", r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![/-]?\d|\.\d)", _numeric),
    rule("day-range", rf"(?P<month>{MONTH}) (?P<low>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|to|through|until|and) ?(?P<high>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|[.,]\d|%)(?:,? (?P<year>{YEAR}))?", _day_range),
    rule("day-range", rf"(?P<low>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|to|through|until|and) ?(?P<high>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?", _day_range),
    rule("month-day", rf"(?:(?:early |late )?{ANY_WEEKDAY},? )?(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})(?:,? (?P<year>{YEAR}))?", _month_day),
    rule("day-month", rf"(?:(?:early |late )?{ANY_WEEKDAY},? )?(?:the )?(?P<day>{DAY})(?: of |[ -])(?P<month>{MONTH})(?:(?:,? (?:of )?|-)(?P<year>{YEAR}))?", _month_day),
    rule("month", rf"{_MOD}(?:(?P<which>last|next|this coming|this|past) )?(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}))?", _month),
    rule("year-range", r"(?P<first>\d{4})(?:-| - |/)(?P<last>\d{4}|\d\d)(?![-/.]\d)", _year_range),
    rule("year", rf"{_MOD}(?:the year )?(?P<year>{YEAR})(?!-year)", _year),
    rule("short-year", r"(?:(?<=in )|(?<=since )|(?<=of )|(?<=from ))'(?P<yy>\d\d)", _short_year),
)  # fmt: skip

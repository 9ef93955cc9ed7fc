"""Rules for years and what counts in years: "since 2014", quarters, halves, seasons, decades, centuries."""

from __future__ import annotations

import re

from ingest.date_absolute import AHEAD
from ingest.date_rule import Place, Reading, Rule, part, rule
from ingest.date_tense import tense
from ingest.date_value import span_of
from ingest.date_words import MODIFIER, ORDINALS, SEASONS, YEAR, modifier, year_number

_TENS = {
    "twenties": "1920", "thirties": "1930", "forties": "1940", "fifties": "1950", "sixties": "1960",
    "seventies": "1970", "eighties": "1980", "nineties": "1990",
}  # fmt: skip
_COUNTED = re.compile(
    r" (?:people|troops|soldiers|jobs|points|dollars|euros|pounds|miles|kilomet|km|met(?:er|re)s|tons"
    r"|tonnes|mw|megawatts|feet|ft"
    r"|workers|employees|homes|houses|votes|barrels|times|percent|per cent|members|seats|victims"
    r"|deaths|dead|rubles|roubles|kg"
    r"|copies|units|cars|vehicles|students|men|women|children|civilians|refugees|prisoners|fighters"
    r"|police|officers|companies"
    r"|firms|participants|protesters|delegates|passengers|migrants|individuals|entities|aircraft"
    r"|ships|vessels|pages|species"
    r"|words|hours|others|yen|yuan|shares|hp|rpm|patients|cases|residents|acres|hectares|families"
    r"|athletes|supporters|inmates"
    r"|index|cc|mhz|watts?|volts?|calories|lbs?|utc|gmt)\b"
    r"|-(?:strong|foot|mile|meter|metre|seat|pound|ton|page|plus|member|man|bed|kilomet|room|square)"
)
_NUMBERED = re.compile(
    r"(?:[$€£#¥]|\b(?:no\.|nos\.|number|directive|regulation|windows|office|boeing|airbus|model"
    r"|flight|route|highway|article"
    r"|section|room|page|channel|unit|brigade|battalion|type|peugeot"
    r"|euros?|usd|rs\.?|eur|bill|h\.r\.|form|docket|version|radeon|galaxy|iso|rfc|order|decree"
    r"|nokia|core|cfsp|line"
    r"|russell?|fortune|forbes|global|nasdaq|nikkei|gate|level|above|below|mark of|index at"
    r"|points to|down to)) ?$"
)
_ROUGHLY = re.compile(r"\b(?:some|about|approximately|roughly|nearly|almost|around|at least|up to|over) $")
_PLURAL = re.compile(r" [a-z]+s\b")
_TELLING = re.compile(
    r"\b(?:in|since|from|until|of|year|by|around|before|after|between|to|during)(?: the year)? $"
)
_BY = re.compile(r"\b(?:by|until|before) (?:the )?$")


def _year(match: re.Match[str], place: Place) -> Reading | None:
    value = f"{int(match['year']):04d}"
    if match["mod"] is None and not _is_year(match, place):
        return None
    return Reading("DATE", value, modifier=modifier(match["mod"]), complete=True)


def _is_year(match: re.Match[str], place: Place) -> bool:
    """Whether four digits are a year: not a count, a model, a part of a longer number or a time of day."""
    start, end = match.span("year")
    before, after = place.folded[max(0, start - 16) : start], place.folded[end : end + 16]
    if _COUNTED.match(after) or _NUMBERED.search(before):
        return False
    if _ROUGHLY.search(before) and _PLURAL.match(after):
        return False
    if (
        before[-1:] in {"-", "/", ".", "+", ":"}
        and before[-2:-1].isalnum()
        and not before.endswith(("pre-", "post-"))
    ):
        return False
    if after[:1] in {"/", "-", "+", ":"} and after[1:2].isdigit():
        return False
    if 1900 <= int(match["year"]) <= place.published.year + 80:
        return True
    return _TELLING.search(before) is not None


def _short_year(match: re.Match[str], place: Place) -> Reading | None:
    return Reading("DATE", f"{year_number(match['yy'], place.published.year):04d}", complete=True)


def _year_range(match: re.Match[str], place: Place) -> Reading | None:
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    if not first < last <= first + 150 or not 1000 <= first <= place.published.year + 60:
        return None
    if _COUNTED.match(place.after()) or _NUMBERED.search(place.before()):
        return None
    return Reading("DATE", f"{first:04d}/{last:04d}", complete=True)


def _fiscal(match: re.Match[str], place: Place) -> Reading | None:
    value = f"{year_number(match['year'], place.published.year):04d}"
    return Reading("DATE", value, complete=True) if span_of(value) else None


def _portion(match: re.Match[str], place: Place) -> Reading | None:
    """A quarter or half: of the year that is named, else the one nearest to the day of publication."""
    kind, months = ("H", 6) if "half" in match[0] or match[0][0] == "h" else ("Q", 3)
    index = ORDINALS.get(match["n"]) or int(match["n"])
    written, related = part(match, "year"), part(match, "rel")
    if written is not None:
        return Reading("DATE", f"{int(written):04d}-{kind}{index}", complete=True)
    year = place.published.year
    if related is not None:
        year += {"next": 1, "last": -1}.get(related.split()[0], 0)
    else:
        current = (place.published.month - 1) // months + 1
        ahead = tense(place) == "future" or AHEAD.search(place.before()) is not None
        year += (index < current and ahead) - (index > current and not ahead)
    return Reading("DATE", f"{year:04d}-{kind}{index}", modifier=modifier(part(match, "mod")))


def _season(match: re.Match[str], place: Place) -> Reading | None:
    code, which, written = SEASONS[match["season"]], part(match, "which"), part(match, "year")
    year = _season_year(code, which, place) if written is None else int(written)
    if year is None:
        return None
    return Reading(
        "DATE", f"{year:04d}-{code}", modifier=modifier(match["mod"]), complete=written is not None
    )


def _season_year(code: str, which: str | None, place: Place) -> int | None:
    published = place.published
    years = (published.year - 1, published.year, published.year + 1)
    spans = [(year, span) for year in years if (span := span_of(f"{year:04d}-{code}")) is not None]
    past = [year for year, span in spans if span.first <= published]
    ahead = [year for year, span in spans if span.last >= published]
    if not past or not ahead:
        return None
    now = past[-1] == ahead[0]
    if which == "last":
        return past[-1] - now
    if which == "next":
        return ahead[0] + now
    if which == "this":
        return past[-1] if now else published.year
    if which == "coming" or tense(place) == "future" or _BY.search(place.before()):
        return ahead[0]
    return past[-1]


def _decade(match: re.Match[str], _place: Place) -> Reading | None:
    digits = _TENS.get(match["digits"], match["digits"])
    value = digits[:3] if len(digits) == 4 else f"{'20' if digits < '30' else '19'}{digits[0]}"
    return Reading("DATE", value, modifier=modifier(match["mod"] or match["mod2"]), complete=True)


def _century(match: re.Match[str], _place: Place) -> Reading | None:
    words = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    ordinal = words.get(match["n"]) or int(match["n"])
    if not 2 <= ordinal <= 25:
        return None
    return Reading("DATE", f"{ordinal - 1:02d}", modifier=modifier(match["mod"]), complete=True)


_MOD = rf"(?:(?P<mod>{MODIFIER})[ -])?"
_REL = r"(?P<rel>(?:this|last|next|the) (?:fiscal |financial )?year)"
_OF = (
    rf"(?:,? (?:of |in )?(?:the )?(?:fiscal |financial )?(?:year )?(?P<year>{YEAR})|,? of {_REL}"
    r"|(?= (?:this|last|next) year))?"
)
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_NO_GAMES = r"(?! (?:olympic|games|palace|soldier|break|of\b))"

RULES: tuple[Rule, ...] = (
    rule(
        *("half", _portion, _MOD, r"(?:the )?(?P<n>first|second|latter)[ -]half(?: of| in|,)? (?:the )?"),
        *(r"(?:fiscal |financial )?(?:year )?", rf"(?:(?P<year>{YEAR})|{_REL})"),
    ),
    rule("half", _portion, rf"h(?P<n>[12])[ -]?(?P<year>{YEAR})"),
    rule(
        "years-portion",
        _portion,
        r"(?P<rel>last|this|next) year's (?P<n>first|second|third|fourth|final|latter) ",
        "(?:quarter|half)",
    ),
    rule(
        "quarter",
        _portion,
        _MOD,
        r"(?:the )?(?:fiscal )?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|final"
        r"|last(?= quarter of))[ -](?:fiscal )?quarter",
        r"(?!-?final)",
        _OF,
    ),
    rule("quarter", _portion, rf"(?:q(?P<n>[1-4]))(?:[ -]?(?P<year>{YEAR}))?"),
    rule("quarter", _portion, rf"(?P<n>[1-4])q(?:[ -]?(?P<year>{YEAR}))?"),
    rule(
        "season",
        _season,
        _MOD,
        r"(?:(?P<which>last|this|next|coming) |the )?",
        _SEASON,
        rf"(?: of)?,? (?P<year>{YEAR})",
    ),
    rule(
        "season",
        _season,
        _MOD,
        r"(?:the )?(?:this )?(?P<which>last|this|next|coming|past) ",
        _SEASON,
        _NO_GAMES,
    ),
    rule(
        *(
            "season",
            _season,
            r"(?:(?<=in )|(?<=by )|(?<=since )|(?<=during )|(?<=until )|(?<=before )|(?<=over ))",
        ),
        r"(?:(?P<mod>early|late|mid)[ -])?(?:the )?",
        r"(?P<season>spring|summer|autumn|winter|(?<=by )fall|(?<=in the )fall(?! in\b))",
        _NO_GAMES,
    ),
    rule(
        "decade",
        _decade,
        _MOD,
        r"(?:the )?(?:(?P<mod2>early|late|mid)[ -](?:to[ -](?:late"
        r"|mid)[ -])?)?(?P<digits>(?:1[5-9]|20)\d0)'?s",
    ),
    rule("decade", _decade, _MOD, r"(?:the )(?:(?P<mod2>early|late|mid)[ -])?'?(?P<digits>[2-9]0)'?s"),
    rule(
        *("decade", _decade, r"(?P<mod>b\B)?(?:the )(?:(?P<mod2>early|late|mid)[ -])?"),
        rf"(?P<digits>{'|'.join(_TENS)})",
    ),
    rule("decade", _decade, r"(?P<mod>b\B)?(?P<mod2>b\B)?(?<=')(?P<digits>[2-9]0)s"),
    rule("decade", _decade, r"(?P<mod>b\B)?(?P<mod2>early|late|mid)[ -]'?(?P<digits>[2-9]0)'?s"),
    rule(
        "century",
        _century,
        _MOD,
        r"(?:the )?(?:(?:early|late|mid)[ -])?",
        r"(?P<n>\d\d?(?=(?:st|nd|rd|th)[ -]cent)|twentieth|nineteenth|eighteenth"
        r"|twenty-first)(?:st|nd|rd|th)?[ -]century",
    ),
    rule("fiscal-year", _fiscal, r"(?:the )?(?:(?:fiscal|financial)(?: year)? |fy ?'?)(?P<year>\d{4}|\d\d)"),
    rule("year-range", _year_range, r"(?P<first>\d{4})(?:-| - |/)(?P<last>\d{4}|\d\d)(?![-/.:]\d)"),
    rule("year", _year, _MOD, rf"(?:the year )?(?P<year>{YEAR})(?!-year)"),
    rule("short-year", _short_year, r"(?:(?<=in )|(?<=since )|(?<=of )|(?<=from ))'(?P<yy>\d\d)"),
)

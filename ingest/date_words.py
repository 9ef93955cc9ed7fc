"""The words of time in English news, as pieces of patterns and as tables of what they mean.

Patterns are matched against folded text: lower case, typographic spaces, dashes and apostrophes made plain,
one
character for one, so that offsets stay those of the article.
"""

from __future__ import annotations

from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = _SMALL.split()[:9]
NUMBERS: Final = (
    {word: number for number, word in enumerate(_SMALL.split(), start=1)}
    | {word: number for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
    | {
        f"{ten}-{one}": tens + number
        for tens, ten in zip(range(20, 100, 10), _TENS.split(), strict=True)
        for number, one in enumerate(_ONES, start=1)
    }
    | {
        "a": 1,
        "an": 1,
        "another": 1,
        "single": 1,
        "a hundred": 100,
        "hundred": 100,
        "a thousand": 1000,
        "a dozen": 12,
        "dozen": 12,
    }
)
_TIMES = {"hundred": 100, "thousand": 1000}
VAGUE: Final = (
    "a few|several|many|some|a number of|numerous|a couple of|a couple|couple of|few|dozens of|hundreds of"
    "|tens of|the few|multiple|countless"
)
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4, "latter": 2,
}  # fmt: skip
UNITS: Final = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "DE", "century": "CE", "weekend": "WE",
    "fortnight": "FN", "night": "D", "millennium": "ML",
}  # fmt: skip
CLOCK_UNITS: Final = frozenset({"second", "minute", "hour", "min", "hr"})
PARTS: Final = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "dawn": "TMO",
    "daybreak": "TMO",
    "sunrise": "TMO",
    "dusk": "TEV",
    "nightfall": "TEV",
    "sunset": "TEV",
    "lunchtime": "TMI",
    "midday": "TMI",
    "mid-day": "TMI",
    "noon": "T12:00",
    "midnight": "T24:00",
}
SEASONS: Final = {
    "spring": "SP",
    "summer": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
}

MONTH: Final = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june|jun\.?|july|jul\.?"
    r"|aug(?:ust|\.)?"
    r"|sep(?:tember|t\.?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?![a-z])"
WEEKDAY_SHORT: Final = r"(?:mon|tues?|wed|thur?s?|fri|sat|sun)(?![a-z])\.?"
ANY_WEEKDAY: Final = rf"(?:{WEEKDAY}|{WEEKDAY_SHORT})"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.]\d|,\d{3}(?!\d)|%)"
YEAR: Final = r"(?:1[0-9]\d\d|2[01]\d\d)(?![\d%]|[.,]\d)"
PART: Final = r"(?:morning|afternoon|evening|night)"
NUMBER_WORD: Final = (
    rf"(?:(?:{_TENS.replace(' ', '|')})(?:-(?:{'|'.join(_ONES)}))?|{'|'.join(reversed(_SMALL.split()))})"
)
NUMBER: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d{{1,2}})?|{NUMBER_WORD}(?: hundred| thousand)?|a thousand"
    r"|a hundred|a dozen|hundred|dozen|an?|another)"
)
UNIT: Final = r"(?:second|minute|hour|day|week|month|quarter|year|decade|centur(?:y|ie)|fortnight|weekend)"
DATE_UNIT: Final = r"(?:day|week|month|quarter|year|decade|century|weekend)"
MODIFIER: Final = (
    r"(?:early|late|mid|earlier|later|(?:the )?(?:very )?(?:beginning|start|end|middle|close|turn|course|rest"
    r"|remainder|first (?:weeks|days|months)|last (?:weeks|days|months)|latter part) of"
    r"|(?:the )?(?:early|late|first|last|latter|mid) (?:part |days |weeks |months )of"
    r"|earlier in|later in|early in|late in|sometime|some time|as early as|as late as)"
)
ZONE: Final = (
    r"(?:utc(?: ?[+-] ?\d{1,2}(?::?\d\d)?)?|gmt(?: ?[+-] ?\d{1,2}(?::?\d\d)?)?|[ecmp][sd]?t|cest|cet"
    r"|eest|eet|bst|ist|msk"
    r"|aest|jst|hkt|sgt|wib|local time|eastern(?: (?:standard |daylight )?time)?"
    r"|pacific(?: (?:standard |daylight )?time)?"
    r"|central(?: european)?(?: (?:standard |daylight |summer )?time)|moscow time|kyiv time"
    r"|london time|z)(?![a-z])"
)


def modifier(words: str | None) -> str | None:
    """What a modifier does to its period: early, mid, late, earlier, later, or nothing.

    >>> [modifier(words) for words in ("the beginning of", "late", "mid", "sometime", None)]
    ['early', 'late', 'mid', None, None]
    """
    if words is None or words.startswith("as "):
        return None
    for kind, marks in (
        ("earlier", ("earlier",)),
        ("later", ("later", "rest", "remainder")),
        ("early", ("early", "begin", "start", "first", "turn")),
        ("mid", ("mid",)),
        ("late", ("late", "end", "latter", "last", "second", "close")),
    ):
        if any(mark in words for mark in marks):
            return kind
    return None


def number(words: str) -> float | None:
    """The number that words or digits write; ``None`` for a vague one.

    >>> number("twenty-one"), number("2.5"), number("two hundred"), number("several")
    (21.0, 2.5, 200.0, None)
    """
    words = words.strip().replace(",", "")
    ones, _, times = words.partition(" ")
    if times in _TIMES and ones in NUMBERS:
        return float(NUMBERS[ones] * _TIMES[times])
    if words in NUMBERS:
        return float(NUMBERS[words])
    return float(words) if words[:1].isdigit() and words.replace(".", "", 1).isdigit() else None


def month_number(words: str) -> int:
    """The month of a name or abbreviation that :data:`MONTH` matched."""
    return MONTHS[words.strip(". ")]


def year_number(digits: str, published_year: int) -> int:
    """A year from four digits, or from two, which mean the nearest century that is not far ahead.

    >>> year_number("2025", 2025), year_number("82", 2025), year_number("26", 2025)
    (2025, 1982, 2026)
    """
    digits = digits.lstrip("'")
    if len(digits) > 2:
        return int(digits)
    year = published_year // 100 * 100 + int(digits)
    return year - 100 if year > published_year + 15 else year


def singular(unit: str) -> str:
    """The unit without its plural ending.

    >>> singular("years"), singular("centuries")
    ('year', 'century')
    """
    return "century" if unit.startswith("centur") else unit.rstrip("s")


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())

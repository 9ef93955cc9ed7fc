"""Dates with the month names of other languages ("24 février 2022"), which dateparser reads.

The span is found here; dateparser gets clean words, one fixed language and fixed settings, and is loaded on
first use.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ingest.date_rule import Place, Reading, Rule, rule

if TYPE_CHECKING:
    import re
    from datetime import date

_LANGUAGES: Final = {
    "de": "januar februar märz mai juni juli oktober dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
    " grudnia",
    "pt": "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
_LANGUAGE_OF: Final = {
    name: language for language in sorted(_LANGUAGES, reverse=True) for name in _LANGUAGES[language].split()
}
_NAMES = "|".join(sorted(_LANGUAGE_OF, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=1024)
def parsed(words: str, language: str) -> date | None:
    """The day that dateparser reads in words of one language, all three parts of the date being written.

    >>> parsed("24 février 2022", "fr")
    datetime.date(2022, 2, 24)
    """
    import dateparser  # noqa: PLC0415 - slow to load, and most articles never need it

    found = dateparser.parse(
        words,
        languages=[language],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY",
        },
    )
    return None if found is None else found.date()


def _foreign(match: re.Match[str], _place: Place) -> Reading | None:
    language = _LANGUAGE_OF[match["month"]]
    found = parsed(f"{match['day']} {match['month']} {match['year']}", language)
    return None if found is None else Reading("DATE", found.isoformat(), complete=True)


RULES: tuple[Rule, ...] = (
    rule(
        *("foreign-month", _foreign, r"(?P<day>3[01]|[12]\d|0?[1-9])(?:\.|º|er)? (?:de |d')?"),
        rf"(?P<month>{_NAMES})(?:,? de|,)? (?P<year>(?:1[89]|20)\d\d)",
    ),
)

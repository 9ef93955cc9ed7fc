"""Words of lists for states as ISO codes, and identifiers in free text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.gazetteer import gazetteer
from ingest.link_tokens import key
from ingest.lists import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_STATES = frozenset({"state", "country", "territory"})
_IMO = re.compile(r"\bIMO\s*(?:number|no\.?)?:?\s*(\d{7})\b", re.IGNORECASE)
_NUMBERS = {
    "passport": re.compile(r"\bPassport (?:No\.? )?([A-Z0-9][A-Z0-9 -]{4,14}[A-Z0-9])(?= \(|;|\.|$)"),
    "registration": re.compile(r"\bRegistration (?:Number|ID) ([\w./-]{4,20})"),
    "tax": re.compile(r"\bTax ID No\. ([\w./-]{4,20})"),
    "swift": re.compile(r"\bSWIFT/BIC ([A-Z0-9]{8,11})\b"),
}


@lru_cache(maxsize=4096)
def country_code(words: str) -> str:
    """The ISO 3166 alpha-2 code of a state as a list names it; the words themselves where it is not known.

    >>> country_code("Russia"), country_code("ru"), country_code("ua-cri"), country_code("Atlantis")
    ('RU', 'RU', 'UA', 'Atlantis')
    """
    short = words.strip().partition("-")[0]
    if len(short) == 2 and short.isascii() and short.isalpha():
        return "" if short == "00" else short.upper()
    known = gazetteer()
    before, _, after = words.partition(",")
    for one in (
        words,
        f"{after} {before}",
        before,
    ):  # "Korea, North", then "Congo, Democratic Republic of the"
        for name in known.readings(key(one)):
            entry = known.entries[name.id]
            if entry.type in _STATES and entry.country:
                return entry.country
    return words.strip()


def country_codes(words: Iterable[str]) -> tuple[str, ...]:
    """The codes of some states, each once, in order of the alphabet."""
    codes = {country_code(one) for one in words if one.strip() and one.strip() != "00"}
    return tuple(sorted(code for code in codes if code))


def identifiers(text: str) -> Iterator[Identifier]:
    """The numbers in a list's remarks.

    >>> list(identifiers("Vessel Registration Identification IMO 7406784; SWIFT/BIC BCVEVECA."))
    [Identifier(kind='imo', value='7406784'), Identifier(kind='swift', value='BCVEVECA')]
    """
    yield from (Identifier("imo", found) for found in _IMO.findall(text))
    for kind, pattern in _NUMBERS.items():
        yield from (Identifier(kind, found.strip()) for found in pattern.findall(text))

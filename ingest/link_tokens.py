"""Words of a text in the form in which the gazetteer keys its names.

Names are compared without case, accents, dots and hyphens, so that "U.S." meets "US" and "Erdoğan" meets
"Erdogan"; what the case of a word says is kept beside it as a shape.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+\b\.?(?!\w)"  # U.S., D.C., J.P.
    r"|['’\u02bc][sS]\b"  # the possessive is a word of its own
    r"|[^\W_]+(?:['’\u02bc](?![sS]\b)[^\W_]+)*"  # d'Ivoire is one word
    r"|[&+]"
)
_PLAIN = str.maketrans(
    {
        "\u0131": "i",
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ß": "ss",
        "’": "'",
        "\u02bc": "'",
    }
)
_SIGNS = {"&": "and", "+": "plus"}
_ABBREVIATED = frozenset(
    {"st", "dept", "gen", "corp", "co", "ltd", "inc", "mr", "mrs", "ms", "dr", "sen", "gov", "col", "n", "s"}
)
_AFTER_COMMA = frozenset({"ltd", "llc", "inc", "plc", "jsc", "co", "limited", "commonwealth", "trade"})


class Token(NamedTuple):
    """A word: its place in the text, its letters as written, and the key that names are looked up by."""

    start: int
    end: int
    text: str
    key: str

    @property
    def capital(self) -> bool:
        """Whether the word starts with a capital letter or a digit."""
        return self.text[0].isupper() or self.text[0].isdigit()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents and dots.

    >>> fold("U.S."), fold("Erdoğan"), fold("d’Ivoire")
    ('us', 'erdogan', "d'ivoire")
    """
    if word in _SIGNS:
        return _SIGNS[word]
    plain = word.translate(_PLAIN).casefold().replace(".", "")
    if plain.isascii():
        return plain
    return "".join(mark for mark in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(mark))


def tokens(text: str) -> list[Token]:
    """The words of ``text`` in reading order; a possessive 's is a word of its own.

    >>> [token.key for token in tokens("The U.S.'s EU-wide ban")]
    ['the', 'us', "'s", 'eu', 'wide', 'ban']
    """
    return [Token(*match.span(), word := match.group(), fold(word)) for match in _TOKEN.finditer(text)]


def key(name: str) -> str:
    """The key under which a name stands in the gazetteer.

    >>> key("People's Bank of China"), key("Kim Jong-un")
    ("people 's bank of china", 'kim jong un')
    """
    return " ".join(token.key for token in tokens(name))


def shape(name: str, *, any_case: frozenset[str] = frozenset()) -> str:
    """What case each word of a name must have: C capital first, A all capitals, l any.

    >>> shape("OFAC"), shape("Bank of Russia"), shape("U.S. president")
    ('A', 'ClC', 'Al')
    """
    return "".join("l" if token.text in any_case else _case(token.text) for token in tokens(name))


def joined(gap: str, before: str, after: str) -> bool:
    """Whether two words with ``gap`` between them can belong to one name.

    >>> joined(" ", "north", "korea"), joined("-", "jong", "un"), joined(", ", "russia", "china")
    (True, True, False)
    """
    if gap in _GAPS:
        return True
    if gap.startswith("."):
        return (len(before) == 1 or before in _ABBREVIATED) and not gap.strip(". ")
    return gap == ", " and after in _AFTER_COMMA


_GAPS = frozenset({"", " ", "\n", "\u00a0", "-", "\u2010", "\u2011", "  ", "\n ", " \n"})


def _case(word: str) -> str:
    if not word[0].isupper():
        return "l"
    letters = word.replace(".", "")
    return "A" if len(letters) > 1 and letters.isupper() and letters.isalpha() else "C"

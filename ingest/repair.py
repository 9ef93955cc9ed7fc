"""What the parser is shown instead of what it trips over: words in, words out, each in its place."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAME_LENGTH = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "’": "'",
        "‘": "'",
        "–": "-",
        "—": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
    }
)
_LABEL = re.compile(r"^(?:[A-Z0-9][\w'’.-]*(?:[ /&-]+(?:[A-Za-z0-9][\w'’.-]*)){0,6}): (?=[A-Z\"“])")
_DATELINE = re.compile(
    r"^[A-Z][A-Za-z .,/'-]{2,40}(?:,? \w{3,9}\.? \d{1,2}(?:, \d{4})?)?(?: \([A-Za-z ]+\))?"
    r" ?(?:--|-) (?=[A-Z])"
)
_SAYING = re.compile(r"\b(?:says?|said|adds?|added|warns?|told)\b")
_LONGEST_QUOTE = 5
_LONGEST_ASIDE = 12

# Words that the small model reads as nouns where news uses them as verbs, with a verb of the same frame that
# it knows.
_HEADLINE_VERBS = {
    "slaps": "imposes",
    "slap": "impose",
    "slapped": "imposed",
    "mulls": "considers",
    "eyes": "considers",
    "lifts": "removes",
    "slams": "condemns",
    "bars": "prohibits",
    "backs": "approves",
}
_VERBS = {
    "sanctions": "punishes",
    "sanction": "punish",
    "blacklists": "condemns",
    "fines": "punishes",
    "bans": "prohibits",
}
# Offices behind the name of their department, which the model takes for the head of the clause.
_OFFICES = (
    ("'s", "Office", "of", "Foreign", "Assets", "Control"),
    ("'s", "Bureau", "of", "Industry", "and", "Security"),
    ("'s", "Office", "of", "Financial", "Sanctions", "Implementation"),
)
_FREEZES = {"freeze": "ban", "freezes": "bans"}
LEMMAS = {
    "face": "face",
    "risk": "risk",
    "sanctions": "sanction",
    "sanction": "sanction",
    "blacklists": "blacklist",
    "fines": "fine",
    "bans": "ban",
    "sanctioning": "sanction",
    "slaps": "slap",
    "slap": "slap",
    "slapped": "slap",
    "mulls": "mull",
    "eyes": "eye",
    "lifts": "lift",
    "slams": "slam",
    "bars": "bar",
    "backs": "back",
    "freeze": "freeze",
    "freezes": "freeze",
}
"""The lemmas of words that are shown as others."""
_JOINED_VERBS = frozenset("charges indicts condemns arrests fines blacklists names targets".split())
_NOUN_BEFORE = frozenset(
    "a an the of on under against for new more further fresh additional these those its his their any some "
    "no such western economic international secondary tough tougher harsh existing previous all many several "
    "financial unilateral".split()
)
_BEFORE_OBJECT = frozenset(
    "a an the one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty "
    "fifty hundred hundreds dozen dozens scores more several multiple various numerous many another its "
    "his their over former top senior nearly almost about around some state-owned military oil energy".split()
)
_BODIES = frozenset(
    "ministers leaders that which who government administration department ministry council bloc treasury "
    "committee union commission".split()
)
_IN_SUBJECT = frozenset({"the", "of", "'s", "foreign", "new"}) | (_BODIES - {"that", "which", "who"})
_BEFORE_CLAUSE = frozenset(', : ; that as and after but while says said when " - --'.split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_ARABIC_NAME = re.compile(r"(?:al|el|bin|ibn)-[A-Z]\w+")

_SUBJECT_OPENERS = frozenset("the a an it he she they its his their any this these those talks".split())


def plain(sentence: str) -> str:
    """The sentence with plain marks and without a label or dateline, every character in its place.

    >>> plain("MOSCOW — Russia’s answer")
    "         Russia's answer"
    """
    text = sentence.translate(_SAME_LENGTH)
    found = _DATELINE.match(text) or _LABEL.match(text)
    if found is None or _SAYING.search(found[0]):
        return text
    return " " * found.end() + text[found.end() :]


def kept(words: Sequence[str]) -> list[int]:
    """The places of the words that the parser is to see: no blanks, scare quotes or bracketed asides."""
    seen = [i for i, word in enumerate(words) if not word.isspace() and word != "+"]
    return _without_asides(words, _without_scare_quotes(words, _without_offices(words, seen)))


def _without_offices(words: Sequence[str], seen: list[int]) -> list[int]:
    """Drop the office behind its department: "the Treasury's Office of Foreign Assets Control designated"."""
    dropped: set[int] = set()
    for office in _OFFICES:
        for i in range(len(words) - len(office)):
            if tuple(words[i : i + len(office)]) == office and i:
                dropped |= set(range(i, i + len(office)))
    return [i for i in seen if i not in dropped]


def _without_scare_quotes(words: Sequence[str], seen: list[int]) -> list[int]:
    """Drop the quotation marks around a few words, which break parses and mean nothing for them."""
    dropped: set[int] = set()
    marks = [i for i in seen if words[i] == '"']
    for first, last in itertools.pairwise(marks):
        inside = words[first + 1 : last]
        if first not in dropped and 0 < len(inside) <= _LONGEST_QUOTE and not {",", "."} & set(inside):
            dropped |= {first, last}
    return [i for i in seen if i not in dropped]


def _without_asides(words: Sequence[str], seen: list[int]) -> list[int]:
    """Drop bracketed asides such as "(Reuters)" or "(OFAC)": names that no clause governs."""
    result: list[int] = []
    aside: list[int] = []
    for i in seen:
        if not aside and words[i] != "(":
            result.append(i)
            continue
        aside.append(i)
        if words[i] == ")":
            aside = []
        elif len(aside) > _LONGEST_ASIDE:
            result += aside
            aside = []
    return result + aside


def repaired(words: Sequence[str]) -> list[str]:
    """The words, with the finite verb "sanctions" (and its like) shown as a verb that parses as one.

    >>> repaired(["Britain", "sanctions", "two", "banks"])
    ['Britain', 'punishes', 'two', 'banks']
    """
    return [_shown(words, i) for i in range(len(words))]


def _shown(words: Sequence[str], i: int) -> str:
    word = words[i]
    before = words[i - 1].lower() if i else ""
    other = _verb(words, i, before) or _adjective(word.lower(), before)
    if other is None and before in {"asset", "assets"}:
        other = _FREEZES.get(word.lower())
    if other is not None:
        return other
    if word in {"face", "risk"} and before == "or":
        return "suffer"  # "make peace or face sanctions": a verb
    if word == "should" and _opens_noun_phrase(words, i + 1):
        return "if"  # "sanctions should the talks fail"
    if _ARABIC_NAME.fullmatch(word):
        return word.replace("-", "").capitalize()  # "al-Assad": a name, not an adverb
    # "sanctions-busting vessels": the small model takes the compound for a verb with an object
    return "illegal" if "-" in word and word.endswith("ing") else word


def _opens_noun_phrase(words: Sequence[str], i: int) -> bool:
    """Whether a subject begins at ``i``: after "should", it makes an inverted condition."""
    return i < len(words) and (words[i].lower() in _SUBJECT_OPENERS or words[i][0].isupper())


def _verb(words: Sequence[str], i: int, before: str) -> str | None:
    """The verb that stands for the word at ``i`` where it is one that the model does not know."""
    word = words[i].lower()
    if word in _VERBS and _is_finite(words, i):
        return _VERBS[word]
    if word in _HEADLINE_VERBS and before and (word != "eyes" or words[i - 1][0].isupper()):
        return _HEADLINE_VERBS[word]
    gerund = word == "sanctioning" and words[i + 1 : i + 2] and words[i + 1].lower() not in {"of", "by"}
    return "punishing" if gerund else None


def _adjective(word: str, before: str) -> str | None:
    """An adjective for the participle of "payments to sanctioned banks", which is never an infinitive."""
    participle = word in {"sanctioned", "blacklisted", "listed"}
    return "illegal" if participle and before in {"to", "from", "with", "of", "for"} else None


def _is_finite(words: Sequence[str], i: int) -> bool:
    """Whether the word at ``i`` stands between a subject and an object: "The EU sanctions nine firms"."""
    if i == 0 or i + 1 == len(words):
        return False
    before, after = words[i - 1], words[i + 1]
    if before.lower() == "and" and i > 1 and words[i - 2].lower() in _JOINED_VERBS:
        return True
    named = before[0].isupper() or before.lower() in _BODIES
    if not named or before.lower() in _NOUN_BEFORE or after.lower() in _DAYS:
        return False
    opens = after[0].isupper() or after[0].isdigit() or after.lower() in _BEFORE_OBJECT
    return opens and _starts_clause(words, i)


def _starts_clause(words: Sequence[str], i: int) -> bool:
    """Whether the name before ``i`` opens its clause, rather than hanging on a verb or a preposition."""
    start = i - 1
    while start > 0 and (words[start - 1][0].isupper() or words[start - 1].lower() in _IN_SUBJECT):
        start -= 1
    return start == 0 or words[start - 1].lower() in _BEFORE_CLAUSE

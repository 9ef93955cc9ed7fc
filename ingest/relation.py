"""Near relations in one tree: voice, coordination, prepositions, particles, time words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.parse import Word

SUBJECTS = ("nsubj", "csubj", "nsubjpass", "csubjpass")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sept sep oct nov dec today "
    "yesterday tomorrow tonight minute hour day week month quarter year decade weekend morning evening eve "
    "spring summer autumn winter midnight afternoon night dawn noon end start beginning time occasion ground "
    "basis anniversary sideline behalf vote margin percent".split()
)
_SHORT_NAMES = frozenset(
    "us u.s. uk eu un britain canada japan australia france germany china russia iran india turkey".split()
)


def is_passive(verb: Word) -> bool:
    """Whether the verb is a passive participle: its grammatical subject undergoes the act."""
    if any(child.dep in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag not in {"VBN", "VBD"} or _is_perfect(verb):
        return False
    if verb.dep in {"acl", "amod"} or (verb.dep == "relcl" and not verb.kids(*SUBJECTS)):
        return True
    if verb.kids("agent") and not verb.kids("dobj"):
        return True
    if verb.dep == "advcl" and verb.tag == "VBN" and not verb.kids("dobj", *SUBJECTS):
        return True
    shares = verb.dep == "conj" and verb.tag == "VBN" and not verb.kids(*SUBJECTS, "aux", "dobj")
    return shares and verb.head.is_verb and is_passive(verb.head)


def _is_perfect(verb: Word) -> bool:
    return any(child.lemma == "have" and child.dep == "aux" for child in verb.children)


def is_infinitive(word: Word) -> bool:
    """Whether "to" stands before the verb."""
    return any(child.dep == "aux" and child.lower == "to" for child in word.children)


def is_time(word: Word) -> bool:
    """Whether the word names a time or a circumstance, and so cannot be an actor or a target."""
    lower = word.lower.rstrip(".")
    return lower in _TIMES or word.lemma in _TIMES or bool(_YEAR.fullmatch(word.text))


def untimed(words: Iterable[Word]) -> list[Word]:
    """The ``words`` that can be an actor or a target."""
    return [word for word in words if not is_time(word)]


def conjuncts(word: Word) -> list[Word]:
    """The word and what is coordinated with it, in reading order."""
    found = [word, *_hung_on_descriptions(word), *_short_names(word)]
    for child in word.kids("conj"):
        if word.is_name and _describes(child):
            found += conjuncts(child)[1:]
        elif child.is_verb == word.is_verb and (word.is_verb or not _is_excluded(child, word)):
            found += conjuncts(child)
    return found


def all_conjuncts(words: Iterable[Word]) -> list[Word]:
    """Every one of ``words`` with what is coordinated with it."""
    return [member for word in words for member in conjuncts(word)]


def _hung_on_descriptions(word: Word) -> list[Word]:
    """The later names of "Ice Pearl, a company in Turkey, and Lumber Marine", which hang on "company"."""
    if not word.is_name:
        return []
    descriptions = [child for child in word.kids("appos") if not child.is_name]
    return [name for child in descriptions for name in conjuncts(child)[1:] if name.is_name]


def _short_names(word: Word) -> list[Word]:
    """The UK of "US, UK to ban …", read as an apposition."""
    if word.lower not in _SHORT_NAMES:
        return []
    return [child for child in word.kids("appos") if child.lower in _SHORT_NAMES]


def _is_excluded(child: Word, word: Word) -> bool:
    """Whether a negation takes ``child`` out of the list: "Rosneft but not Lukoil"."""
    between = any(mark.dep == "neg" and word.i < mark.i < child.i for mark in word.children)
    return between or bool(child.kids("neg"))


def _describes(word: Word) -> bool:
    """Whether a member only says what the name before it is: "Sergei Aksyonov, the Crimean leader, and …"."""
    singular = word.tag == "NN" and any(child.lower in {"the", "a", "an"} for child in word.kids("det"))
    comma = any(child.tag == "," for child in word.head.children if child.i < word.i)
    return singular and not word.kids("cc") and comma


def obliques(word: Word) -> dict[str, list[Word]]:
    """What hangs on ``word`` by a preposition: lower-case preposition to heads, coordination spread out."""
    found: dict[str, list[Word]] = {}
    for child in word.children:
        if not _leads(child):
            continue
        for inner in (child, *child.kids("prep", "conj")):
            heads = all_conjuncts(inner.kids("pobj"))
            if heads:
                found.setdefault(inner.lower, []).extend(heads)
    return found


def _leads(child: Word) -> bool:
    """Whether a child leads a prepositional phrase, even where the parser took it for something else."""
    if child.dep in {"prep", "dative", "agent", "prt"}:
        return True
    return child.tag in {"IN", "TO"} and child.dep in {"dep", "advmod", "mark"}


def after(word: Word, *prepositions: str) -> list[Word]:
    """What hangs on ``word`` by one of ``prepositions``, in their order."""
    held = obliques(word)
    return [head for preposition in prepositions for head in held.get(preposition, ())]


def particles(verb: Word) -> set[str]:
    """The particles and prepositions that stand with a verb: {"off"} for "cut off"."""
    return {
        child.lower
        for child in verb.children
        if child.dep in {"prt", "prep", "advmod", "dative", "agent"}
        and child.tag in {"RP", "IN", "RB", "TO"}
        and not _leads_to_time(child)
    }


def _leads_to_time(prep: Word) -> bool:
    heads = prep.kids("pobj") if prep.dep == "prep" else []
    return bool(heads) and all(is_time(head) for head in heads)

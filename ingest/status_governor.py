"""How a word above an act bears on it: a report, a plan, a possibility, a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.relation import is_infinitive

if TYPE_CHECKING:
    from ingest.lexicon import Lexicon
    from ingest.parse import Word

_GROUPS = ("negated", "pledged", "planned", "possible", "asserted")
_OUTSIDE = frozenset("relcl nsubj nsubjpass csubj npadvmod parataxis".split())
_COMPLEMENTS = frozenset("xcomp acl pcomp dobj advcl prep oprd acomp attr".split())
_WANTING = frozenset(
    "threaten demand propose suggest urge ask insist recommend want hope fear pledge vow promise".split()
)


def is_governor(word: Word, lexicon: Lexicon) -> bool:
    """Whether a noun or an adjective takes an act: "plans to impose", "ready to impose", "likely to"."""
    return word.dep in {"acomp", "attr", "ROOT"} or _group(word, lexicon) is not None


def _group(word: Word, lexicon: Lexicon) -> str | None:
    """The word group of the lexicon in which the governor stands, with its particle first."""
    if word.lemma == "have" and any(child.lower == "yet" for child in word.children):
        return "negated"
    beside = [*word.kids("prt", "advmod", "prep"), *word.kids("acomp")]
    keys = [word.lemma, *(f"{word.lemma} {child.lower}" for child in beside)]
    return next((group for group in _GROUPS if any(key in lexicon.words[group] for key in keys)), None)


def passes_through(word: Word, governor: Word) -> bool:
    """Whether an act is passed through: "a decision on lifting", "in exchange for lifting"."""
    if governor.tag in {"RB", "IN"} and word.dep in {"pcomp", "prep"}:
        return True
    inside = word.dep in {"pcomp", "pobj", "prep", "acl", "dobj"}
    return inside and governor.dep in {"prep", "pobj", "dobj", "pcomp", "attr", "acl", "xcomp"}


def relation(word: Word, governor: Word, lexicon: Lexicon) -> str:
    """How ``governor`` bears on the act in ``word``.

    One of report, planned, possible, negated, pledged, asserted and stop.
    """
    if _is_outside(word):
        return "stop"
    group = _group(governor, lexicon)
    if word.dep in {"advmod", "acomp", "prt"} and word.kids("prep"):
        return group or "stop"  # "stopped short of adding"
    if governor.lemma in {"accuse", "suspect", "blame"}:
        return "report"
    if word.dep == "ccomp" or (word.dep in {"pcomp", "acl"} and word.kids("mark")):
        return _of_content(governor, group, lexicon)
    if group is not None:
        return group if word.dep in _COMPLEMENTS else "stop"
    return _of_unknown(word, governor)


def _is_outside(word: Word) -> bool:
    """Whether the clause of ``word`` stands beside what is above it, not below."""
    if word.dep in _OUTSIDE:
        return True
    if is_infinitive(word):
        return False
    marked = any(child.dep == "mark" or child.tag == "WRB" for child in word.children)
    return word.dep == "acl" or (word.dep == "advcl" and marked)


def _of_content(governor: Word, group: str | None, lexicon: Lexicon) -> str:
    """How a verb bears on its that-clause."""
    if governor.lemma in {"deny", "refute"}:
        return "negated"
    if governor.lemma in _WANTING:
        return "pledged" if group == "pledged" else "possible"
    reports = governor.lemma in lexicon.words["reporting"] or governor.lemma in {"warn", "announce", "argue"}
    return "report" if reports else group or "report"


def _of_unknown(word: Word, governor: Word) -> str:
    """How a word that no group knows bears on an act: by the grammar between them."""
    infinitive = is_infinitive(word)
    if word.dep == "advcl":
        return "possible" if infinitive else "asserted"
    if word.dep in {"prep", "pobj", "dobj"}:
        return "stop" if governor.is_verb else "asserted"
    if word.dep not in _COMPLEMENTS:
        return "stop"
    purpose = infinitive and governor.is_noun and word.dep != "pcomp"
    return "possible" if purpose else "asserted"

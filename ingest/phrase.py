"""Noun phrases: which words of a tree belong to a head, without its determiner, clauses and appositions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.parse import Tree, Word

_PREMODIFIERS = frozenset(
    "poss compound amod nummod nmod quantmod advmod npadvmod case punct det predet pobj".split()
)
_DETERMINERS = frozenset(
    "a an the this that these those some any both all each every several such another its their his "
    "her".split()
)
_EMPTY_TAGS = frozenset({"DT", "PDT", "RB", "CC", "IN", "``", "''", "POS"})
_MARKS = frozenset(", ; : ( - -- .".split())
_LISTED_TAGS = frozenset({"CC", "DT", ",", "IN"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as written: its head, and its first and last character in the sentence."""

    head: Word
    start: int
    end: int
    text: str


def phrase(tree: Tree, head: Word, *, after: bool = True) -> Phrase:
    """The noun phrase of ``head``, with its `of` phrase unless ``after`` is false."""
    words = [head]
    for child in head.children:
        words += _share(child, head, after=after)
    run = _contiguous(words, head)
    while len(run) > 1 and run[0] is not head and _is_empty(run[0]):
        run = run[1:]
    start, end = run[0].start, run[-1].end
    return Phrase(head, start, end, tree.text[start:end])


def _share(child: Word, head: Word, *, after: bool) -> list[Word]:
    """What of ``child`` is part of the phrase of ``head``."""
    if child.dep in _PREMODIFIERS and child.i < head.i and child.lower not in _MARKS:
        return [word for word in child.subtree() if word.i < head.i]
    if after and child.i > head.i and _is_of(child) and child.kids("pobj"):
        return _postmodifier(child)
    follows = child.dep in {"nummod", "nmod"} and child.i == head.i + 1  # "Resolution 2664"
    return [child] if follows else []


def _is_of(child: Word) -> bool:
    return child.dep == "prep" and child.lower == "of"


def _is_empty(word: Word) -> bool:
    """Whether the word adds nothing at the start of a phrase."""
    return word.lower in _DETERMINERS or word.tag in _EMPTY_TAGS


def _postmodifier(prep: Word) -> list[Word]:
    words = [prep]
    for pobj in prep.kids("pobj"):
        words.append(pobj)
        for child in pobj.children:
            before = child.dep in _PREMODIFIERS and child.i < pobj.i
            if before or _is_of(child) or _continues_name(child, pobj, prep):
                words += child.subtree()
    return words


def _continues_name(child: Word, pobj: Word, prep: Word) -> bool:
    """Whether ``child`` is the "and Commerce" of "Ministry of Industry and Commerce"."""
    if child.dep not in {"cc", "conj"} or not (pobj.is_name and prep.head.is_name):
        return False
    return all(word.is_name or word.tag in _LISTED_TAGS for word in child.subtree())


def _contiguous(words: list[Word], head: Word) -> list[Word]:
    """The run of words around ``head``: whatever the parser attached across a gap is left out."""
    present = {word.i: word for word in words}
    first = last = head.i
    while first - 1 in present:
        first -= 1
    while last + 1 in present:
        last += 1
    return [present[i] for i in range(first, last + 1)]

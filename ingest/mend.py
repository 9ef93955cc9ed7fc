"""Mend what the small parser gets wrong in lists, once its tree is copied and before anybody reads it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ingest.relation import is_time

if TYPE_CHECKING:
    from ingest.parse import Tree, Word


def mended(tree: Tree) -> Tree:
    """The same tree, with the later members of broken lists hung where they belong."""
    for word in tree.words:
        _retag(word)
        _relabel(word)
        _hang_after_colon(tree, word)
        if word.is_verb:
            _join_objects(tree, word)
            _give_subject(tree, word)
    return tree


def _give_subject(tree: Tree, verb: Word) -> None:
    """A name joined to a day is the subject of the verb behind it: "on Monday and Japan imposed"."""
    if verb.dep != "conj" or verb.i == 0 or verb.kids("nsubj", "nsubjpass"):
        return
    name = tree.words[verb.i - 1]
    if name.is_name and name.dep == "conj" and is_time(name.head):
        _move(name, verb, "nsubj")


def _relabel(word: Word) -> None:
    """An infinitive behind a noun is its complement: "nothing to circumvent", "plans to impose"."""
    infinitive = any(child.lower == "to" for child in word.kids("aux"))
    if word.dep == "relcl" and infinitive and not word.kids("nsubj", "nsubjpass"):
        word.dep = "acl"


def _retag(word: Word) -> None:
    """Take a noun that has an object, and a subject or "to", for a verb: "the US and the EU increase aid"."""
    verbal = word.kids("nsubj") or any(child.lower == "to" for child in word.kids("aux"))
    if word.tag in {"NN", "NNS"} and word.kids("dobj") and verbal:
        word.tag = "VB" if word.kids("aux") else "VBP"


def _hang_after_colon(tree: Tree, word: Word) -> None:
    """What a colon lists belongs to the noun before the colon: "for five banks: Sberbank, VTB and …"."""
    if word.dep not in {"appos", "conj", "dep"} or not word.is_name:
        return
    first = min(child.i for child in word.subtree())
    if first < 2 or tree.words[first - 1].text != ":":
        return
    noun = next((other for other in reversed(tree.words[: first - 1]) if other.tag in {"NN", "NNS"}), None)
    if noun is not None and noun is not word.head and word not in noun.ancestors():
        _move(word, noun, "appos")


def _join_objects(tree: Tree, verb: Word) -> None:
    """A verb with two objects has one object and a list: "sanctions on seven tycoons, 12 companies and …"."""
    direct = [child for child in verb.kids("dobj") if child.i > verb.i]
    for former, later in itertools.pairwise(direct):
        left = min(word.i for word in later.subtree())
        before = tree.words[left - 1].lower if left else ""
        if before not in {",", "and", "or", "plus"}:
            continue
        anchor = _last_noun(former, left)
        alone = before == "," and not later.kids("conj", "cc")
        describes = alone and anchor.is_name and not later.is_name
        _move(later, anchor, "appos" if describes else "conj")


def _last_noun(word: Word, before: int) -> Word:
    """The last noun of the list that ``word`` begins or holds behind a preposition."""
    inside = [
        other
        for other in word.subtree()
        if other.i < before
        and other.is_noun
        and other.tag not in {"DT", "CD"}
        and other.dep in {"dobj", "pobj", "conj", "appos"}
    ]
    return max(inside, key=lambda other: other.i, default=word)


def _move(word: Word, head: Word, dep: str) -> None:
    word.head.children.remove(word)
    word.head = head
    word.dep = dep
    head.children.append(word)

"""Frames of answers: condemned, evaded, retaliated, called illegal, told to stop or face sanctions, paid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.claim import Claim, Reader, claim
from ingest.clause import objects, subjects
from ingest.measure import ON, measure_of, measures_of
from ingest.relation import after, untimed

if TYPE_CHECKING:
    from ingest.lexicon import VerbSense
    from ingest.parse import Word

_JUDGED = frozenset("decision move step level action listing".split())
_FACING = frozenset({"face", "see", "expect", "risk"})
_SETTLING = frozenset({"settle", "resolve", "settlement"})


def toward(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The target follows a preposition: "Russia retaliated against Britain"."""
    targets = [word for word in untimed(after(verb, *ON, *sense.on)) if not reader.is_measure(word)]
    if not targets and sense.action != "retaliate":
        return None
    return claim(verb, sense.action, reader, targets=targets, rule=f"verb-toward:{sense.verb}")


def answered(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The object is a measure: its sender is who is answered ("China condemned the U.S. sanctions")."""
    heads = objects(verb) or after(verb, *(sense.particle or "").split())
    measure = measures_of(heads, reader.lexicon)
    rule = f"verb-answer:{sense.verb}"
    if measure is None:
        if sense.needs == "measure" or not heads or not reader.domain:
            return None
        return claim(verb, sense.action, reader, targets=heads, rule=rule)
    if not measure.strong and sense.needs == "measure":
        return None
    doers = subjects(verb)
    if all(reader.is_instrument(word) for word in doers):
        return None
    targets = measure.senders or [measure.noun]
    made = claim(verb, sense.action, reader, targets=targets, rule=rule, actors=doers)
    return replace(made, measure=measure, targets=tuple(targets))


def called(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """A judgement against an act: "called the decision groundless"."""
    if not reader.domain or not subjects(verb) or not _is_adverse(verb, reader):
        return None
    inner = verb.kids("ccomp", "xcomp", "oprd")
    judged = [*verb.kids("dobj"), *(word for child in inner for word in child.kids("nsubj", "det"))]
    named = [word for word in judged if word.is_noun and (word.lemma in _JUDGED or reader.is_measure(word))]
    if not named:
        return None
    measure = measure_of(named[0], reader.lexicon)
    targets = measure.senders if measure is not None and measure.senders else named
    return claim(verb, sense.action, reader, targets=targets, rule="verb-calls")


def _is_adverse(verb: Word, reader: Reader) -> bool:
    below = verb.kids("ccomp", "oprd", "xcomp", "dobj", "acomp", "advcl")
    words = (word for child in below for word in (child, *child.children))
    return any(reader.lexicon.among(word.lower, "adverse") for word in words)


def told(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """A threat as an alternative: "told Russia to stop or face sanctions"."""
    addressed = verb.kids("dobj") + verb.kids("dative")
    below = (word for child in verb.kids("xcomp", "ccomp", "advcl") for word in child.subtree())
    for face in (word for word in below if word.lemma in _FACING):
        measure = measures_of(objects(face), reader.lexicon)
        alternative = face.dep == "conj" and any(mark.lower == "or" for mark in face.head.children)
        if measure is not None and measure.strong and addressed and alternative:
            return claim(verb, sense.action, reader, targets=addressed, rule="verb-told", measure=measure)
    return None


def paid(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """Who pays is fined: "agreed to pay $9 million to settle"."""
    text = reader.tree.text.lower()
    settles = any(word in text for word in ("settle", "fine", "penalt", "resolve"))
    fined = subjects(verb)
    if not fined or not reader.domain or not settles or not any(char in text for char in "$€£"):
        return None
    fining = [word for word in after(verb, "to") if word.is_name]
    settled = [word for word in reader.tree.words if word.lemma in _SETTLING]
    fining += [
        word
        for place in settled
        for near in (place, *place.kids("dobj"))
        for word in after(near, "with")
        if word.is_capitalised
    ]
    return claim(verb, sense.action, reader, targets=fined, rule="verb-pays", actors=fining)

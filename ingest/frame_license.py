"""Frames that permit what a restriction forbids: "allowed Chevron to pump oil", "granted it a waiver"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.claim import Claim, Reader, claim, owners
from ingest.clause import objects, subjects
from ingest.frame_measure import on
from ingest.measure import measures_of
from ingest.relation import all_conjuncts, is_passive, obliques, untimed

if TYPE_CHECKING:
    from ingest.lexicon import VerbSense
    from ingest.parse import Word

_RESTRICTING = frozenset(
    "freeze impose seize sanction ban block punish confiscate blacklist designate restrict expand".split()
)
_TAKING = frozenset({"receive", "secure", "win", "obtain"})
_PERMITTING = frozenset("allow let permit authorise authorize exempt".split())


def permitted(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """Somebody may do something, in a sentence about sanctions: "allowed Chevron to pump oil"."""
    if reader.lexicon.domain.search(reader.tree.text) is None:
        return None
    for lower in verb.kids("ccomp", "xcomp"):
        if lower.lemma in _RESTRICTING:
            continue  # "allowed the courts to freeze assets"
        lapsed = _let_lapse(verb, lower, reader)
        if lapsed is not None:
            return lapsed
        allowed = all_conjuncts(lower.kids("nsubj") or verb.kids("dobj"))
        if is_passive(verb):
            allowed = objects(verb)
        infinitive = any(child.lower == "to" for child in lower.kids("aux"))
        if allowed and infinitive and not any(word.lower in {"it", "that"} for word in allowed):
            return claim(verb, sense.action, reader, targets=allowed, rule=f"verb-permit:{sense.verb}")
    return None


def _let_lapse(verb: Word, lower: Word, reader: Reader) -> Claim | None:
    """A measure let go: "allowed the sanctions to lapse"."""
    if lower.lemma not in {"lapse", "expire", "end"}:
        return None
    measure = measures_of(objects(verb) or lower.kids("nsubj"), reader.lexicon)
    if measure is None:
        return None
    made = claim(
        verb,
        "lift",
        reader,
        targets=on(lower, measure),
        rule="verb-lapse",
        measure=measure,
        actors=measure.senders if is_passive(verb) else None,
    )
    return replace(made, anchors=(verb, lower))


def granted(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """A paper given that permits: "granted the refinery a waiver", "issued a licence for the pipeline"."""
    given = all_conjuncts([*verb.kids("dobj"), *(verb.kids("nsubjpass") if is_passive(verb) else [])])
    paper = next((word for word in given if reader.among(word, "permits") or word.lemma == "relief"), None)
    if paper is None or not reader.domain:
        return None
    action = "ease" if paper.lemma == "relief" else sense.action
    rule = f"verb-grant:{sense.verb}"
    held = {**obliques(verb), **obliques(paper)}
    if sense.verb in _TAKING:
        givers = held.get("from", []) or owners(paper)
        return claim(verb, action, reader, targets=subjects(verb), rule=rule, actors=givers)
    targets = [word for child in verb.kids("dative") for word in (child.kids("pobj") or [child])]
    targets += untimed([*held.get("to", ()), *held.get("for", ())])
    targets += _may_act(paper)
    if not targets and not subjects(verb):
        return None
    return claim(verb, action, reader, targets=targets, rule=rule)


def _may_act(paper: Word) -> list[Word]:
    """Who may act by the words behind the paper: "a licence allowing Chevron to pump oil"."""
    clauses = paper.kids("acl", "relcl")
    found = [word for child in clauses if child.lemma in _PERMITTING for word in child.kids("dobj")]
    lower = (verb for child in clauses for verb in child.kids("ccomp", "xcomp"))
    return found + [word for verb in lower for word in verb.kids("nsubj")]

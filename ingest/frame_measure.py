"""Frames about a measure noun: "imposed sanctions on the bank", "the sanctions expired"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.claim import Claim, Reader, claim
from ingest.clause import grammatical_subjects, objects
from ingest.measure import ON, Measure, measures_of
from ingest.relation import after, is_passive, obliques, untimed

if TYPE_CHECKING:
    from ingest.lexicon import VerbSense
    from ingest.parse import Word

_SIGNING = frozenset({"adopt", "pass", "sign", "agree"})
# Verbs so common that a weak measure noun beside them must have a target before it counts.
_COMMON = frozenset(
    "announce take bring end drop set order pass issue raise lower double deliver pause halt sign "
    "launch".split()
)
_WIDENING = frozenset({"expand", "extend", "broaden", "widen"})
_PREPARING = frozenset({"plan", "prepare", "ready"})
_ONLY_MEASURES = frozenset("impose reimpose lift levy prolong".split())
"""Verbs that have hardly another object than a measure."""
_TAKING_EFFECT = frozenset({"take", "come", "enter", "go"})


def measure_object(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The object is a measure noun: "Britain imposed sanctions on the bank"."""
    heads = objects(verb)
    measure = measures_of(heads, reader.lexicon) or _taken_up(verb, heads, reader)
    other = _paper(verb, sense, reader) if measure is None else None
    other = other or _performed(verb, sense, reader)
    if other is not None or measure is None or not reader.counts(measure):
        return other
    targets = on(verb, measure)
    if not measure.strong and sense.verb in _COMMON and not targets:
        return None
    if sense.verb == "lower" and "price-cap" not in measure.kinds:
        return None
    made = claim(
        verb, sense.action, reader, targets=targets, rule=f"verb-measure:{sense.verb}", measure=measure
    )
    return planned(made) if sense.verb in _PREPARING else made


def _taken_up(verb: Word, heads: list[Word], reader: Reader) -> Measure | None:
    """The measure of "imposed them in January", where it is a pronoun."""
    pronoun = next((word for word in heads if word.lower in {"them", "it", "these"}), None)
    if pronoun is None or verb.lemma not in _ONLY_MEASURES or not reader.domain:
        return None
    return Measure(pronoun, strong=True, words=[pronoun])


def planned(made: Claim) -> Claim:
    """The claim as a plan, where it would be asserted: "the sanctions expire in July"."""
    if made.scope.status != "asserted":
        return made
    return replace(made, scope=replace(made.scope, status="planned"))


def _paper(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """A paper adopted of which no more is said: "passed the bill"."""
    if sense.verb not in _SIGNING or not reader.domain:
        return None
    papers = [word for word in objects(verb) if reader.among(word, "papers")]
    if not papers or any(word.kids("acl", "relcl") for word in papers):
        return None
    made = claim(verb, "approve", reader, targets=papers, rule=f"verb-paper:{sense.verb}")
    return replace(made, polarity="neutral")


_TRADES = frozenset({"sale", "flight", "import", "export", "trade", "travel", "shipment", "delivery"})


def on(verb: Word, measure: Measure) -> list[Word]:
    """The targets of a measure below ``verb``: what hangs on either by a preposition."""
    found = after(verb, *ON, *(("to",) if verb.lemma in _WIDENING else ()))
    found += [word for word in measure.targets if word not in found]
    if not found:
        found = [word for child in verb.kids("dative") for word in child.kids("pobj") or [child]]
    return untimed(_traders(word) for word in found or _in_view_of(verb, measure))


def _traders(word: Word) -> Word:
    """Whose trade a measure is on: the Libya of "a ban on arms sales to Libya"."""
    partners = after(word, "to", "from", "with") if word.lemma in _TRADES else []
    return partners[0] if partners else word


def _in_view_of(verb: Word, measure: Measure) -> list[Word]:
    """The Mali of "restrictive measures in view of the situation in Mali"."""
    views = [word for place in (verb, measure.noun) for word in after(place, "in") if word.lemma == "view"]
    situations = [word for view in views for word in after(view, "of")]
    return [word for situation in situations for word in after(situation, "in")]


def _performed(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The noun is the act, the verb only performs it: "announced the lifting of sanctions"."""
    if not reader.lexicon.among(sense.verb, "performing"):
        return None
    for head in objects(verb):
        act = reader.lexicon.acts.get(head.lemma)
        if act is None or act.about == "clause":
            continue
        measure, targets = nominal_arguments(head, act.about, reader)
        if measure is None and not targets:
            continue
        made = claim(
            verb,
            act.action,
            reader,
            targets=targets or on(verb, measure or Measure(head, strong=True)),
            rule=f"verb-act:{act.noun}",
            measure=measure,
        )
        return replace(made, anchors=(verb, head))
    return None


def nominal_arguments(noun: Word, about: str, reader: Reader) -> tuple[Measure | None, list[Word]]:
    """What a nominal act works on: "the lifting of sanctions on Iran", "the designation of the bank"."""
    inside = after(noun, "of", "to", "in", "from")
    inside += [child for child in noun.kids("compound", "nmod") if child.i < noun.i]
    measure = measures_of(inside, reader.lexicon)
    if measure is not None:
        direct = untimed(after(noun, *ON))
        return measure, [*measure.targets, *(word for word in direct if word not in measure.targets)]
    return None, untimed(after(noun, "of")) if about == "target" else []


def ended(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The measure is the subject, its sender the actor: "the sanctions expired"."""
    if verb.kids("dobj") or is_passive(verb) or verb.head.lemma in {"allow", "let", "permit"}:
        return None
    return _measure_subject(verb, sense, reader)


def begun(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """A measure comes into force: "the sanctions took effect", "came into force"."""
    light = verb.lemma in _TAKING_EFFECT
    below = [*verb.kids("dobj"), *(word for heads in obliques(verb).values() for word in heads)]
    if light and not any(word.lemma in {"effect", "force"} for word in below):
        return None
    if not light and sense.particle is None and verb.kids("dobj", "xcomp"):
        return None
    return _measure_subject(verb, sense, reader)


def _measure_subject(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    measure = measures_of(grammatical_subjects(verb), reader.lexicon)
    if measure is None or not reader.counts(measure):
        return None
    targets = untimed(measure.targets)
    if not targets and not measure.senders:
        return None
    made = claim(
        verb,
        sense.action,
        reader,
        targets=targets,
        rule=f"verb-{sense.frame}:{sense.verb}",
        measure=measure,
        actors=measure.senders,
    )
    return planned(made) if verb.tag in {"VBZ", "VBP"} and not verb.kids("aux") else made

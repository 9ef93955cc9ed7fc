"""Frames whose object is the target: "sanctioned the bank", "hit it with sanctions", "listed it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.claim import Claim, Reader, claim
from ingest.clause import grammatical_subjects, objects, subjects
from ingest.measure import Measure, measure_of, measures_of
from ingest.relation import after, all_conjuncts, is_passive, obliques
from ingest.status import scope

if TYPE_CHECKING:
    from ingest.lexicon import VerbSense
    from ingest.parse import Word

# Verbs of imposing that need no measure as their subject: "Britain sanctioned", but "the measures target".
_BY_ITSELF = frozenset({"block", "sanction", "penalise", "penalize", "embargo", "resanction"})
_HOLDS = frozenset({"control", "possession"})
"""What is seized in "seized control of the tanker" is the tanker."""
_SUMS = frozenset({"dollar", "euro", "pound"})
_TOGETHER = frozenset({"together", "along"})


def target_object(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The object is the target: "Britain sanctioned the bank"."""
    found = _undergoing(verb, sense, reader)
    through_measure = sense.action == "impose" and sense.verb not in _BY_ITSELF
    if not _is_meant(verb, sense, found, reader) or (
        through_measure and not _has_measure_subject(verb, reader)
    ):
        return None
    targets = [word for word in found if not reader.is_measure(word) and word.lemma not in {"number", "word"}]
    if not targets:
        return None
    standing = through_measure and not (
        _has_new_subject(verb, reader) and scope(verb, reader.lexicon).status == "asserted"
    )
    return claim(
        verb,
        sense.action,
        reader,
        targets=targets,
        rule=f"verb-target:{sense.verb}",
        measures=sense.measures,
        kind="state" if standing or verb.dep == "amod" else "act",
        actors=verb.kids("npadvmod", "compound", "nmod") if verb.dep == "amod" else None,
    )


def _undergoing(verb: Word, sense: VerbSense, reader: Reader) -> list[Word]:
    """The objects that can be the target of this sense."""
    found = objects(verb) + _together(verb)
    if sense.action == "fine":  # "fined the bank $9 million": the sum is not who is fined
        found += all_conjuncts(verb.kids("dative", "dobj"))
        return [word for word in found if word.tag not in {"CD", "$"} and word.lemma not in _SUMS]
    if sense.needs == "property":
        found += all_conjuncts(inner for word in found if word.lemma in _HOLDS for inner in after(word, "of"))
        return [
            word
            for word in found
            if word.lemma not in _HOLDS and (word.is_name or _is_property(word, reader))
        ]
    return found


def _is_property(word: Word, reader: Reader) -> bool:
    inside = (part for child in word.kids("compound", "amod", "prep") for part in child.subtree())
    return any(reader.among(part, "property") for part in (word, *inside))


def _is_meant(verb: Word, sense: VerbSense, found: list[Word], reader: Reader) -> bool:
    """Whether the verb is meant in this sense."""
    if sense.verb == "sanction" and any(reader.among(word, "sanctionable") for word in found):
        return False  # to permit, the other sense
    if sense.needs == "listing" and not _is_listing(verb, found, reader):
        return False
    return reader.domain or sense.needs not in {"domain", "listing"}


def _together(verb: Word) -> list[Word]:
    """The firms of "sanctioned him together with his firms"."""
    near = [prep for child in verb.children for prep in (child, *child.children) if prep.lower == "with"]
    beside = [prep for prep in near if any(word.lower in _TOGETHER for word in (prep.head, *prep.children))]
    return all_conjuncts(pobj for prep in beside for pobj in prep.kids("pobj"))


def _is_listing(verb: Word, found: list[Word], reader: Reader) -> bool:
    """Whether "list" means designate: names or numbered groups as objects, an authority as subject if any."""
    doers = subjects(verb)
    if not doers and not is_passive(verb):
        return False
    if not all(doer.is_capitalised or reader.among(doer, "agents") or doer.lower == "it" for doer in doers):
        return False
    return any(word.is_name or word.kids("nummod", "poss") or reader.among(word, "agents") for word in found)


def _has_measure_subject(verb: Word, reader: Reader) -> bool:
    """Whether a measure or a paper does what the verb says: "the measures target …"."""
    own = grammatical_subjects(verb)
    if verb.dep == "conj" and verb.head.lemma in {"designate", "sanction", "blacklist"}:
        return True  # "designated Tesic and targeted nine persons"
    if verb.lemma == "target" and reader.domain and any(word.lower == "it" for word in own):
        return True
    return any(reader.is_instrument(word) for word in (subjects(verb) if is_passive(verb) else own))


def _has_new_subject(verb: Word, reader: Reader) -> bool:
    """Whether the measure that acts is news, not one long in force."""
    own = grammatical_subjects(verb)
    if any(word.lower == "it" or word.lemma == "package" for word in own):
        return True
    found = [measure_of(word, reader.lexicon) for word in own]
    return any(measure is not None and measure.new for measure in found)


def measure_behind(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The object is the target, the measure follows: "Britain hit the bank with sanctions"."""
    held = obliques(verb)
    found = objects(verb)
    for preposition in ("from",) if sense.away else ("with", "by", "to", "under", "in"):
        measure = measures_of(held.get(preposition, []), reader.lexicon)
        if measure is None or not found or not reader.counts(measure):
            continue
        targets = [word for word in found if not reader.is_measure(word)]
        if not targets:
            return None
        return claim(
            verb, sense.action, reader, targets=targets, rule=f"verb-with:{sense.verb}", measure=measure
        )
    return None


def on_list(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The object goes on a list or comes off it: "The EU added nine officers to its list"."""
    targets = [target for target in objects(verb) if not reader.is_measure(target)]
    held = _list_phrases(verb, reader)
    for preposition in ("from", "off", "of") if sense.away else ("to", "on", "onto", "in", "under"):
        for word in held.get(preposition, ()):
            measure = _strong(word, reader) if preposition in {"under", "from"} else None
            if not targets or (measure is None and not _is_list(word, reader)):
                continue
            return claim(
                verb,
                sense.action if measure is None or sense.away else "impose",
                reader,
                targets=targets,
                rule=f"verb-list:{sense.verb}",
                actors=subjects(verb)
                or _list_owners(word)
                or (measure.senders if measure is not None else []),
                measure=measure,
            )
    return None


def _list_phrases(verb: Word, reader: Reader) -> dict[str, list[Word]]:
    """What hangs on the verb, and lists that the parser hung on an object or an adverb instead.

    In "removed Malaysia and the Philippines from its list" the list may hang on the last name.
    """
    held = obliques(verb)
    for target in objects(verb):
        for preposition, heads in obliques(target).items():
            held.setdefault(preposition, []).extend(head for head in heads if reader.among(head, "lists"))
    for child in verb.kids("advmod"):
        for preposition, heads in obliques(child).items():
            held.setdefault(preposition, []).extend(heads)
    return held


def _is_list(word: Word, reader: Reader) -> bool:
    return reader.among(word, "lists") and (reader.domain or word.lemma == "blacklist")


def _strong(word: Word, reader: Reader) -> Measure | None:
    measure = measure_of(word, reader.lexicon)
    return measure if measure is not None and measure.strong else None


def _list_owners(word: Word) -> list[Word]:
    named = word.kids("poss", "compound", "nmod")
    return [child for child in named if child.is_capitalised and child.tag != "PRP$"]


def relations(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """Relations broken off: "severed diplomatic relations with Syria"."""
    for head in objects(verb):
        if head.lemma in {"relation", "tie", "talk", "link", "contact"}:
            targets = [*after(head, "with"), *after(verb, "with"), *after(head, "to")]
            if targets:
                return claim(verb, sense.action, reader, targets=targets, rule=f"verb-relations:{sense.verb}")
    return None

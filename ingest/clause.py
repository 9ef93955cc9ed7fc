"""Roles in a clause: who acts and what is acted on, whatever the grammar makes of them.

All functions see through passives, control ("agreed to lift"), relative and participial clauses, and
coordination.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.relation import (
    SUBJECTS,
    after,
    all_conjuncts,
    conjuncts,
    is_infinitive,
    is_passive,
    untimed,
)

if TYPE_CHECKING:
    from ingest.parse import Word

_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_DEEPEST = 6
# "accused the bank of breaching": the object does what stands behind the preposition.
_BLAMING = frozenset(
    "accuse suspect convict charge fine condemn blame criticise criticize indict acquit sanction punish "
    "penalise penalize blacklist designate target arrest prosecute".split()
)
# "urged the EU to extend": the object does what the infinitive says.
_OBJECT_CONTROL = frozenset(
    "urge ask order tell call push press encourage allow force want expect pressure require persuade "
    "authorise authorize empower permit advise warn lobby implore invite get lead oblige instruct direct "
    "cause enable help let make block prevent bar forbid ban prohibit stop".split()
)


def subjects(verb: Word) -> list[Word]:
    """Who acts: the subject of an active verb, the `by` phrase of a passive."""
    if not is_passive(verb):
        return grammatical_subjects(verb)
    found = agents(verb)
    if not found and verb.dep == "conj" and is_passive(verb.head):
        found = agents(verb.head)
    if not found:
        later = [agents(child) for child in verb.kids("conj") if child.is_verb and is_passive(child)]
        found = later[0] if later else []
    return found


def agents(verb: Word) -> list[Word]:
    """The `by` phrase of a passive."""
    places = [place for by in verb.kids("agent") for place in (by, *by.kids("conj"))]
    found = untimed(pobj for place in places for pobj in place.kids("pobj"))
    if not found:
        found = untimed(pobj for by in verb.kids("prep") if by.lower == "by" for pobj in by.kids("pobj"))
    return all_conjuncts(found)


def objects(verb: Word) -> list[Word]:
    """Who or what is acted on: the object of an active verb, the subject of a passive."""
    if is_passive(verb):
        return _passive_objects(verb)
    found = [child for child in verb.kids("dobj", "dative", "oprd") if _can_be_object(child)]
    found = [word for word in found if word.dep != "dative" or not verb.kids("dobj")] or found[:1]
    if not found and verb.dep == "relcl" and (noun := _antecedent(verb)) is not None and verb.kids(*SUBJECTS):
        return [noun]
    return all_conjuncts(found or _shared_objects(verb))


def _can_be_object(word: Word) -> bool:
    return (word.is_noun or _is_quantity(word)) and not _is_relative(word)


def _is_quantity(word: Word) -> bool:
    """Whether an adjective by its tag heads the phrase all the same: "most of the sanctions"."""
    return any(child.lower == "of" for child in word.kids("prep"))


def _shared_objects(verb: Word) -> list[Word]:
    """The object that stands only behind the second verb: "approved and imposed sanctions"."""
    shared = [child for child in verb.kids("conj") if child.is_verb and not child.kids(*SUBJECTS)]
    return [word for child in shared[:1] for word in child.kids("dobj") if word.i > child.i]


def _passive_objects(verb: Word) -> list[Word]:
    own = [child for child in verb.kids("nsubjpass", "nsubj") if not _is_relative(child)]
    if own:
        return all_conjuncts(own)
    noun = _antecedent(verb)
    if noun is not None:
        return [noun] if verb.dep == "relcl" or verb.tag == "VBN" else []
    if verb.dep == "amod":
        return [verb.head]
    if verb.dep in {"conj", "xcomp", "advcl", "pcomp", "ccomp"}:
        return grammatical_subjects(verb)
    return [child for child in verb.kids("dobj") if child.is_noun]


def _antecedent(verb: Word) -> Word | None:
    """The noun that a relative or participial clause describes: Kerimov in "Kerimov, the tycoon whom …"."""
    noun = verb.head
    if verb.dep not in {"relcl", "acl"} or not noun.is_noun:
        return None
    return noun.head if noun.dep == "appos" and noun.head.is_name and not noun.is_name else noun


def grammatical_subjects(verb: Word, depth: int = 0) -> list[Word]:
    """The subjects of ``verb``, inherited where it has none of its own; empty where there is none."""
    own = [subject for subject in verb.kids(*SUBJECTS) if not _is_relative(subject)]
    if own:
        return all_conjuncts(own)
    return _inherited(verb, verb.head, depth) if depth <= _DEEPEST else []


def _inherited(verb: Word, governor: Word, depth: int) -> list[Word]:
    """The subjects that ``verb`` has from what stands above it."""
    if verb.dep in {"relcl", "acl"}:
        return _subjects_of_modifier(verb, depth)
    if governor is verb:
        return _headline_subject(verb)
    if verb.dep == "conj" and governor.is_verb:
        return grammatical_subjects(governor, depth + 1)
    if verb.dep in {"xcomp", "ccomp", "advcl", "oprd"} and _is_predicate(governor):
        return _controllers(verb, governor, depth)
    if verb.dep in {"acomp", "attr"}:
        return grammatical_subjects(governor, depth + 1)
    return _behind_preposition(verb, depth) if verb.dep in {"pcomp", "prep"} else []


def _behind_preposition(verb: Word, depth: int) -> list[Word]:
    """The subjects of a gerund behind a preposition: "accused the bank of breaching"."""
    above = next((word for word in verb.ancestors() if _is_predicate(word) or word.is_noun), None)
    if above is None:
        return []
    blamed = verb.dep == "pcomp" and verb.head.lower in {"of", "for", "with", "over"}
    if above.lemma in _BLAMING and blamed:
        return objects(above)
    if above.is_noun and not _is_predicate(above):
        return above.kids("poss") or _subjects_of_noun(above, depth)
    return grammatical_subjects(above, depth + 1)


def _is_predicate(word: Word) -> bool:
    return word.is_verb or bool(word.kids("cop", *SUBJECTS)) or word.dep in {"acomp", "attr"}


def _is_relative(word: Word) -> bool:
    pronoun = word.lower in _RELATIVES and word.tag in {"WDT", "WP", "IN", "WP$", "DT"}
    return pronoun and word.head.dep in {"relcl", "acl"}


def _subjects_of_modifier(verb: Word, depth: int) -> list[Word]:
    """The subjects of a clause that describes a noun."""
    noun = verb.head
    infinitive = is_infinitive(verb)
    if infinitive and noun.head is noun and noun.is_noun:
        return conjuncts(noun)  # a headline: "EU to impose sanctions"
    if infinitive:
        return noun.kids("poss") or after(noun, "by") or _subjects_of_noun(noun, depth)
    undergoes = verb.dep == "relcl" and any(_is_relative(child) for child in verb.kids("dobj", "pobj"))
    return [] if undergoes else [noun]


def _subjects_of_noun(noun: Word, depth: int) -> list[Word]:
    """The subject of the verb that a noun is object of: "Britain announced plans to …"."""
    verb = next((word for word in noun.ancestors() if word.is_verb), None)
    if verb is None or noun.dep in SUBJECTS:
        return []
    return grammatical_subjects(verb, depth + 1)


def _headline_subject(verb: Word) -> list[Word]:
    """A root verb without a subject has it as a stray noun before it, in some headlines."""
    before = [child for child in verb.kids("dep", "npadvmod", "nmod") if child.is_name and child.i < verb.i]
    return before[:1]


def _controllers(verb: Word, governor: Word, depth: int) -> list[Word]:
    """Who does the act of an infinitive or gerund below ``governor``."""
    if governor.lemma in _OBJECT_CONTROL and verb.dep in {"xcomp", "ccomp", "advcl"}:
        addressed = _addressed(governor, verb)
        if addressed:
            return conjuncts(addressed[0])
        if is_passive(governor):
            return grammatical_subjects(governor, depth + 1)
        if governor.lemma in {"call", "press", "push"}:
            return []
    if is_passive(governor) and verb.dep == "advcl":
        return agents(governor)
    return grammatical_subjects(governor, depth + 1)


def _addressed(governor: Word, verb: Word) -> list[Word]:
    """Who is told to act: the objects between ``governor`` and ``verb``."""
    found = [child for child in governor.kids("dobj", "dative", "nsubj") if child.i > governor.i]
    leading = [prep for prep in governor.kids("prep") if prep.lower in {"on", "upon", "to", "from"}]
    found += [pobj for prep in leading for pobj in prep.kids("pobj")]
    return [word for word in found if word.i < verb.i]

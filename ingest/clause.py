"""Grammar of one tree: who is the subject of a verb, what its object, which words make a noun phrase.

All functions see through passives, control ("agreed to lift"), relative and participial clauses and coordination.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.parse import Tree, Word

_SUBJECTS = ("nsubj", "csubj", "nsubjpass", "csubjpass")
_PREMODIFIERS = {
    "poss",
    "compound",
    "amod",
    "nummod",
    "nmod",
    "quantmod",
    "advmod",
    "npadvmod",
    "case",
    "punct",
    "det",
    "predet",
    "pobj",
}
_EMPTY_DETERMINERS = {
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "some",
    "any",
    "both",
    "all",
    "each",
    "every",
    "several",
    "such",
    "another",
    "its",
    "their",
    "his",
    "her",
}
_RELATIVES = {"who", "which", "that", "whom", "whose"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as written: its head, and its first and last character in the sentence."""

    head: Word
    start: int
    end: int
    text: str
    owner: str | None = None
    """A possessive that a coordinated phrase shares: "Russia's" of "Russia's banks and ports"."""


def is_passive(verb: Word) -> bool:
    """Whether the verb is a passive participle: its grammatical subject undergoes the act."""
    if any(child.dep in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag not in {"VBN", "VBD"}:
        return False
    if any(child.lemma == "have" and child.dep == "aux" for child in verb.children):
        return False
    if verb.dep in {"acl", "amod"} or (verb.dep == "relcl" and not verb.kids(*_SUBJECTS)):
        return True
    if verb.kids("agent") and not verb.kids("dobj"):
        return True
    if verb.dep == "advcl" and verb.tag == "VBN" and not verb.kids("dobj", *_SUBJECTS):
        return True
    shares = verb.dep == "conj" and verb.tag == "VBN" and not verb.kids(*_SUBJECTS, "aux", "dobj")
    return shares and verb.head.is_verb and is_passive(verb.head)


def conjuncts(word: Word) -> list[Word]:
    """The word and what is coordinated with it, in reading order."""
    found = [word]
    if word.is_name:  # "Ice Pearl, a company in Turkey, and Lumber Marine": the second hangs on the description of the first
        found += [
            name
            for child in word.kids("appos")
            if not child.is_name
            for name in conjuncts(child)[1:]
            if name.is_name
        ]
    found += [
        child for child in word.kids("appos") if child.lower in _SHORT_NAMES and word.lower in _SHORT_NAMES
    ]  # "US, UK to ban …"
    for child in word.kids("conj"):
        if word.is_name and _describes(child):
            found += conjuncts(child)[1:]
            continue
        excluded = bool(child.kids("neg")) or any(
            mark.dep == "neg" and word.i < mark.i < child.i for mark in word.children
        )
        if child.is_verb == word.is_verb and not (excluded and not word.is_verb):
            found += conjuncts(child)
    return found


_SHORT_NAMES = frozenset(
    "us u.s. uk eu un britain canada japan australia france germany china russia iran india turkey".split()
)


def _describes(word: Word) -> bool:
    """Whether a member of a list only says what the name before it is: "Sergei Aksyonov, the Crimean leader, and …"."""
    singular = word.tag == "NN" and any(child.lower in {"the", "a", "an"} for child in word.kids("det"))
    return (
        singular
        and not word.kids("cc")
        and any(child.tag == "," for child in word.head.children if child.i < word.i)
    )


def _antecedent(verb: Word) -> Word | None:
    """The noun that a relative or participial clause describes."""
    if verb.dep not in {"relcl", "acl"} or not verb.head.is_noun:
        return None
    noun = verb.head
    return (
        noun.head if noun.dep == "appos" and noun.head.is_name and not noun.is_name else noun
    )  # "Kerimov, the billionaire whom …"


def grammatical_subjects(verb: Word, depth: int = 0) -> list[Word]:
    """The subjects of ``verb``, inherited where it has none of its own; empty where there is none."""
    own = [subject for subject in verb.children if subject.dep in _SUBJECTS and not _is_relative(subject)]
    if own:
        return [member for subject in own for member in conjuncts(subject)]
    if depth > 6:
        return []
    if verb.dep in {"relcl", "acl"}:
        return _subjects_of_modifier(verb, depth)
    governor = verb.head
    if governor is verb:
        return _headline_subject(verb)
    if verb.dep == "conj" and governor.is_verb:
        return grammatical_subjects(governor, depth + 1)
    if verb.dep in {"xcomp", "ccomp", "advcl", "oprd"} and _is_predicate(governor):
        return _controllers(verb, governor, depth)
    if verb.dep in {"pcomp", "prep"}:
        above = next((word for word in verb.ancestors() if _is_predicate(word) or word.is_noun), None)
        if above is None:
            return []
        if (
            above.lemma in _BLAMING
            and verb.dep == "pcomp"
            and verb.head.lower in {"of", "for", "with", "over"}
        ):
            return objects(above)
        if above.is_noun and not _is_predicate(above):
            return _possessors(above) or _subjects_of_noun(above, depth)
        return grammatical_subjects(above, depth + 1)
    return []


def _is_predicate(word: Word) -> bool:
    return word.is_verb or bool(word.kids("cop", *_SUBJECTS)) or word.dep in {"acomp", "attr"}


def _is_relative(word: Word) -> bool:
    return (
        word.lower in _RELATIVES
        and word.tag in {"WDT", "WP", "IN", "WP$", "DT"}
        and word.head.dep in {"relcl", "acl"}
    )


def _subjects_of_modifier(verb: Word, depth: int) -> list[Word]:
    noun = verb.head
    relative_object = verb.dep == "relcl" and any(
        child.dep in {"dobj", "pobj"} and _is_relative(child) for child in verb.children
    )
    infinitive = any(child.lower == "to" and child.dep == "aux" for child in verb.children)
    if infinitive and noun.head is noun and noun.is_noun:
        return conjuncts(noun)  # a headline: "EU to impose sanctions"
    if infinitive:
        return _possessors(noun) or obliques(noun).get("by") or _subjects_of_noun(noun, depth)
    return [] if relative_object else [noun]


def _possessors(noun: Word) -> list[Word]:
    return noun.kids("poss")


def _subjects_of_noun(noun: Word, depth: int) -> list[Word]:
    """The subject of the verb that a noun is object of: "Britain announced plans to …"."""
    verb = next((word for word in noun.ancestors() if word.is_verb), None)
    if verb is None or noun.dep in _SUBJECTS:
        return []
    return grammatical_subjects(verb, depth + 1)


def _headline_subject(verb: Word) -> list[Word]:
    """A root verb without a subject has it as a stray noun before it, in some headlines."""
    before = [
        child
        for child in verb.children
        if child.dep in {"dep", "npadvmod", "nmod"} and child.is_name and child.i < verb.i
    ]
    return before[:1]


_BLAMING = frozenset(
    "accuse suspect convict charge fine condemn blame criticise criticize indict acquit sanction punish penalise penalize blacklist designate target arrest prosecute".split()
)
_OBJECT_CONTROL = frozenset(
    "urge ask order tell call push press encourage allow force want expect pressure require persuade authorise authorize empower "
    "permit advise warn lobby implore invite get lead oblige instruct direct cause enable help let make block prevent bar forbid ban prohibit stop".split()
)


def _controllers(verb: Word, governor: Word, depth: int) -> list[Word]:
    """Who does the act of an infinitive or gerund below ``governor``."""
    if governor.lemma in _OBJECT_CONTROL and verb.dep in {"xcomp", "ccomp", "advcl"}:
        objects = [
            child
            for child in governor.children
            if child.dep in {"dobj", "dative", "nsubj"} and child.i > governor.i
        ]
        objects += [
            pobj
            for prep in governor.kids("prep")
            if prep.lower in {"on", "upon", "to", "from"}
            for pobj in prep.kids("pobj")
        ]
        objects = [word for word in objects if word.i < verb.i]
        if objects:
            return [member for word in objects[:1] for member in conjuncts(word)]
        if is_passive(governor):
            return grammatical_subjects(governor, depth + 1)
        if governor.lemma in {"call", "press", "push"}:
            return []
    if is_passive(governor) and verb.dep == "advcl":
        return agents(governor)
    return grammatical_subjects(governor, depth + 1)


_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sept sep oct nov dec today yesterday tomorrow tonight "
    "minute hour day week month quarter year decade weekend morning evening eve spring summer autumn winter midnight "
    "afternoon night dawn noon end start beginning time occasion ground basis anniversary sideline behalf vote margin percent".split()
)


def is_time(word: Word) -> bool:
    """Whether the word names a time or a circumstance, and so cannot be an actor or a target."""
    lower = word.lower.rstrip(".")
    return lower in _TIMES or word.lemma in _TIMES or bool(_YEAR.fullmatch(word.text))


def agents(verb: Word) -> list[Word]:
    """The `by` phrase of a passive."""
    found = [
        pobj
        for by in verb.kids("agent")
        for place in (by, *by.kids("conj"))
        for pobj in place.kids("pobj")
        if not is_time(pobj)
    ]
    if not found:
        found = [
            pobj
            for by in verb.kids("prep")
            if by.lower == "by"
            for pobj in by.kids("pobj")
            if not is_time(pobj)
        ]
    return [member for word in found for member in conjuncts(word)]


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


def objects(verb: Word) -> list[Word]:
    """Who or what is acted on: the object of an active verb, the subject of a passive."""
    if is_passive(verb):
        return _passive_objects(verb)
    found = [
        child
        for child in verb.children
        if child.dep in {"dobj", "dative", "oprd"}
        and (child.is_noun or _is_quantity(child))
        and not _is_relative(child)
    ]
    found = [word for word in found if word.dep != "dative" or not verb.kids("dobj")] or found[:1]
    if (
        not found
        and verb.dep == "relcl"
        and (noun := _antecedent(verb)) is not None
        and verb.kids(*_SUBJECTS)
    ):
        return [noun]
    if not found:  # "approved and imposed sanctions", "lifted or eased sanctions"
        shared = [child for child in verb.kids("conj") if child.is_verb and not child.kids(*_SUBJECTS)]
        found = [word for child in shared[:1] for word in child.kids("dobj") if word.i > child.i]
    return [member for word in found for member in conjuncts(word)]


def _is_quantity(word: Word) -> bool:
    """ "most of the sanctions": an adjective by its tag, the head of the phrase all the same."""
    return any(child.lower == "of" for child in word.kids("prep"))


def _passive_objects(verb: Word) -> list[Word]:
    own = [child for child in verb.kids("nsubjpass", "nsubj") if not _is_relative(child)]
    if own:
        return [member for word in own for member in conjuncts(word)]
    noun = _antecedent(verb)
    if noun is not None:
        return [noun] if verb.dep == "relcl" or verb.tag == "VBN" else []
    if verb.dep == "amod":
        return [verb.head]
    if verb.dep in {"conj", "xcomp", "advcl", "pcomp", "ccomp"}:
        return grammatical_subjects(verb)
    return [child for child in verb.kids("dobj") if child.is_noun]


def obliques(word: Word) -> dict[str, list[Word]]:
    """What hangs on ``word`` by a preposition: lower-case preposition to noun heads, coordination spread out."""
    found: dict[str, list[Word]] = {}
    for child in word.children:
        if child.dep in {"prep", "dative", "agent", "prt"} or (
            child.tag in {"IN", "TO"} and child.dep in {"dep", "advmod", "mark"}
        ):
            for inner in (child, *child.kids("prep", "conj")):
                heads = [member for pobj in inner.kids("pobj") for member in conjuncts(pobj)]
                if heads:
                    found.setdefault(inner.lower, []).extend(heads)
    return found


def particles(verb: Word) -> set[str]:
    """The particles and prepositions that stand with a verb: {"off"} for "cut off"."""
    return {
        child.lower
        for child in verb.children
        if child.dep in {"prt", "prep", "advmod", "dative", "agent"}
        and child.tag in {"RP", "IN", "RB", "TO"}
        and not (
            child.dep == "prep" and child.kids("pobj") and all(is_time(pobj) for pobj in child.kids("pobj"))
        )
    }


def phrase(tree: Tree, head: Word, *, after: bool = True) -> Phrase:
    """The noun phrase of ``head`` without determiner, relative clause and apposition; with its `of` phrase."""
    words = [head]
    for child in head.children:
        if (
            child.dep in _PREMODIFIERS
            and child.i < head.i
            and child.lower not in {",", ";", ":", "(", "-", "--", "."}
        ):
            words += [word for word in child.subtree() if word.i < head.i]
        elif after and child.i > head.i and _belongs(child):
            words += _postmodifier(child)
        elif child.dep in {"nummod", "case", "nmod"} and child.i == head.i + 1 and child.dep != "case":
            words.append(child)
    words.sort(key=lambda word: word.i)
    words = _contiguous(words, head)
    while (
        len(words) > 1
        and words[0] is not head
        and (
            words[0].lower in _EMPTY_DETERMINERS
            or words[0].tag in {"DT", "PDT", "RB", "CC", "IN", "``", "''", "POS"}
        )
    ):
        words = words[1:]
    start, end = words[0].start, words[-1].end
    return Phrase(head, start, end, tree.text[start:end])


def _belongs(child: Word) -> bool:
    return child.dep == "prep" and child.lower == "of" and bool(child.kids("pobj"))


def _postmodifier(prep: Word) -> list[Word]:
    words = [prep]
    for pobj in prep.kids("pobj"):
        words.append(pobj)
        for child in pobj.children:
            if (
                (child.dep in _PREMODIFIERS and child.i < pobj.i)
                or (child.dep == "prep" and child.lower == "of")
                or (
                    child.dep in {"cc", "conj"}
                    and child.head.is_name
                    and all(word.is_name or word.tag in {"CC", "DT", ",", "IN"} for word in child.subtree())
                    and pobj.is_name
                    and prep.head.is_name
                )
            ):
                words += list(child.subtree())
    return words


def _contiguous(words: list[Word], head: Word) -> list[Word]:
    """The run of words around ``head``: whatever the parser attached across a gap is left out."""
    present = {word.i: word for word in words}
    first = last = head.i
    while first - 1 in present:
        first -= 1
    while last + 1 in present:
        last += 1
    return [present[i] for i in range(first, last + 1)]

"""Who is meant by "it", "the company", "his administration": references inside one article, with abstention.

A wrong antecedent is worse than none, so a reference is resolved only where one candidate of the right kind
stands near.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model import Entity
    from ingest.phrase import Phrase

PERSONS = frozenset({"person"})
STATES = frozenset({"state", "territory"})
FIRMS = frozenset({"company", "bank", "organisation", "media", "port"})
BODIES = frozenset(
    "government ministry regulator parliament court bloc organisation company bank state armed-group party "
    "territory".split()
)

_HE = frozenset("he she him his her hers himself herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves".split())
_WE = frozenset("i we me us my our".split())
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PRONOUN_REACH = 2
_DESCRIPTION_REACH = 8
_LONGEST_DESCRIPTION = 3
PRONOUNS = _HE | _IT | _THEY | _WE

_MEANINGS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        (
            "company firm group producer giant conglomerate airline operator carmaker manufacturer refiner "
            "trader insurer subsidiary business"
        ),
        FIRMS,
    ),
    ("bank lender", frozenset({"bank", "company"})),
    ("bloc union alliance league organisation organization council", frozenset({"bloc", "organisation"})),
    (
        "ministry department agency regulator office treasury watchdog",
        frozenset({"ministry", "regulator", "government"}),
    ),
    ("government cabinet", STATES | {"government"}),
    ("court tribunal", frozenset({"court"})),
    ("parliament assembly chamber legislature", frozenset({"parliament"})),
    ("country nation kingdom republic state", STATES),
    (
        (
            "president minister businessman oligarch billionaire tycoon republican democrat leader official "
            "banker general chancellor premier diplomat"
        ),
        PERSONS,
    ),
    ("tanker vessel ship yacht", frozenset({"vessel"})),
)
_DESCRIPTIONS = {noun: types for nouns, types in _MEANINGS for noun in nouns.split()}
"""Head nouns of definite descriptions, and the types that they can mean."""
_PAIRED = frozenset(
    "company firm bank producer insurer lender vessel tanker ship entity group giant refiner oligarch "
    "businessman official".split()
)
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class _Mention:
    entity: Entity
    sentence: int
    position: int
    subject: bool


@dataclass
class Discourse:
    """What an article has named so far, nearest last."""

    mentions: list[_Mention] = field(default_factory=list)

    def note(self, entity: Entity, sentence: int, position: int, *, subject: bool) -> None:
        """Remember that ``entity`` was named at ``position`` of the ``sentence``-th sentence."""
        self.mentions.append(_Mention(entity, sentence, position, subject))

    def resolve(
        self,
        phrase: Phrase,
        sentence: int,
        position: int,
        speaker: Entity | None,
        *,
        other: frozenset[str] = frozenset(),
    ) -> Entity | None:
        """What a pronoun or a definite description stands for, under its words; ``None`` to abstain."""
        word = phrase.head.lower
        if word in _WE:
            return replace(speaker, text=phrase.text) if speaker is not None else None
        wanted = self._wanted(phrase)
        if wanted is None:
            return None
        reach = _PRONOUN_REACH if word in PRONOUNS else _DESCRIPTION_REACH
        found = self._nearest(wanted, sentence, position, reach=reach, other=other)
        return replace(found, text=phrase.text) if found is not None else None

    def _wanted(self, phrase: Phrase) -> frozenset[str] | None:
        word = phrase.head.lower
        if word in _HE:
            return PERSONS
        if word in _IT:
            return BODIES | {"instrument"}
        if word in _THEY:
            return frozenset({"group"})
        if not is_description(phrase):
            return None
        return _DESCRIPTIONS.get(phrase.head.lemma)

    def _nearest(
        self, wanted: frozenset[str], sentence: int, position: int, *, reach: int, other: frozenset[str]
    ) -> Entity | None:
        """The last fitting subject of this or the sentences before, else the only fitting thing there."""
        fitting = [
            [mention for mention in mentions if mention.entity.id not in other]
            for mentions in self._sentences(wanted, sentence, position, reach)
        ]
        for distance, mentions in enumerate(fitting[: _PRONOUN_REACH + 1]):
            subjects = [mention for mention in mentions if mention.subject]
            if subjects:
                return subjects[0 if distance else -1].entity
        near = next((mentions for mentions in fitting if mentions), [])
        only = len({mention.entity.id for mention in near}) == 1
        return near[-1].entity if only else None

    def _sentences(
        self, wanted: frozenset[str], sentence: int, position: int, reach: int
    ) -> list[list[_Mention]]:
        """The mentions of the wanted types before the reference, by how many sentences back they stand."""
        found: list[list[_Mention]] = [[] for _ in range(reach + 1)]
        for mention in self.mentions:
            distance = sentence - mention.sentence
            before = distance > 0 or mention.position < position
            if 0 <= distance <= reach and before and mention.entity.type in wanted:
                found[distance].append(mention)
        return found


def taken_up(phrase: Phrase) -> int | None:
    """How many things named before the phrase takes up.

    2 for "both companies", 3 for "the three"; 0 for "the same firms"; ``None`` where it takes up none.
    """
    words = {child.lower for child in phrase.head.children} | {phrase.head.lower}
    definite = words & {"the", "both", "these", "those", "same"}
    if not definite or (phrase.head.lemma not in _PAIRED and phrase.head.lower not in _NUMBERS):
        return None
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
    return number if number is not None else (0 if "same" in words else None)


def is_description(phrase: Phrase) -> bool:
    """Whether the phrase is a definite description without a name in it: "the company", "the bloc"."""
    definite = any(child.lower in _DEFINITE for child in phrase.head.kids("det", "poss"))
    if phrase.text in {"President", "Minister", "Chancellor", "Premier"}:
        return definite
    named = phrase.head.is_capitalised or any(char.isupper() for char in phrase.text)
    if phrase.head.tag == "NNS":
        return False  # several are never one that was named
    return definite and not named and len(phrase.text.split()) <= _LONGEST_DESCRIPTION

"""Who is meant by "it", "the company", "his administration": references inside one article, with abstention.

A wrong antecedent is worse than none, so a reference is resolved only where one candidate of the right kind stands near.
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
    {
        "government",
        "ministry",
        "regulator",
        "parliament",
        "court",
        "bloc",
        "organisation",
        "company",
        "bank",
        "state",
        "armed-group",
        "party",
        "territory",
    }
)

_HE = frozenset("he she him his her hers himself herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves".split())
_WE = frozenset("i we me us my our".split())
PRONOUNS = _HE | _IT | _THEY | _WE

# Definite descriptions: head noun to the types that it can mean.
_DESCRIPTIONS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "company",
            "firm",
            "group",
            "producer",
            "giant",
            "conglomerate",
            "airline",
            "operator",
            "carmaker",
            "manufacturer",
            "refiner",
            "trader",
            "insurer",
            "subsidiary",
            "business",
        ),
        FIRMS,
    ),
    **dict.fromkeys(("bank", "lender"), frozenset({"bank", "company"})),
    **dict.fromkeys(
        ("bloc", "union", "alliance", "organisation", "organization"), frozenset({"bloc", "organisation"})
    ),
    **dict.fromkeys(
        ("ministry", "department", "agency", "regulator", "office", "treasury", "watchdog"),
        frozenset({"ministry", "regulator", "government"}),
    ),
    **dict.fromkeys(("government", "cabinet"), STATES | {"government"}),
    **dict.fromkeys(("court", "tribunal"), frozenset({"court"})),
    **dict.fromkeys(("parliament", "assembly", "chamber", "legislature"), frozenset({"parliament"})),
    **dict.fromkeys(("country", "nation", "kingdom", "republic", "state"), STATES),
    **dict.fromkeys(
        (
            "president",
            "minister",
            "businessman",
            "oligarch",
            "billionaire",
            "tycoon",
            "republican",
            "democrat",
            "leader",
            "official",
            "banker",
            "general",
            "chancellor",
            "premier",
            "diplomat",
        ),
        PERSONS,
    ),
    **dict.fromkeys(("tanker", "vessel", "ship", "yacht"), frozenset({"vessel"})),
}


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
        """The entity that a pronoun or a definite description stands for, with its words; ``None`` to abstain."""
        word = phrase.head.lower
        if word in _WE:
            return replace(speaker, text=phrase.text) if speaker is not None else None
        wanted = self._wanted(phrase)
        if wanted is None:
            return None
        found = self._nearest(wanted, sentence, position, reach=2 if word in PRONOUNS else 8, other=other)
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
        self, wanted: frozenset[str], sentence: int, position: int, reach: int, other: frozenset[str]
    ) -> Entity | None:
        """The last fitting subject of this sentence, or of the sentences before, then the only fitting thing there."""
        fitting = [
            mention
            for mention in self.mentions
            if mention.entity.type in wanted
            and mention.entity.id not in other
            and sentence - reach <= mention.sentence <= sentence
        ]
        for distance in range(min(reach, 2) + 1):
            subjects = [
                mention
                for mention in fitting
                if mention.subject
                and mention.sentence == sentence - distance
                and (distance or mention.position < position)
            ]
            if subjects:
                return subjects[-1 if distance == 0 else 0].entity
        for distance in range(reach + 1):
            near = [
                mention
                for mention in fitting
                if mention.sentence == sentence - distance and (distance or mention.position < position)
            ]
            if near and len({mention.entity.id for mention in near}) == 1:
                return near[-1].entity
            if near:
                return None
        return None


_PAIRED = frozenset(
    "company firm bank producer insurer lender vessel tanker ship entity group giant refiner oligarch businessman official".split()
)


_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}


def taken_up(phrase: Phrase) -> int | None:
    """How many things named before the phrase takes up: 2 for "both companies", 3 for "the three"; 0 for "the same firms"; ``None`` for none."""
    words = {child.lower for child in phrase.head.children} | {phrase.head.lower}
    definite = words & {"the", "both", "these", "those", "same"}
    if not definite or (phrase.head.lemma not in _PAIRED and phrase.head.lower not in _NUMBERS):
        return None
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
    return number if number is not None else (0 if "same" in words else None)


def is_description(phrase: Phrase) -> bool:
    """Whether the phrase is a definite description without a name in it: "the company", "the bloc"."""
    definite = any(
        child.dep in {"det", "poss"} and child.lower in {"the", "this", "that", "these", "those"}
        for child in phrase.head.children
    )
    return (
        definite
        and not any(char.isupper() for char in phrase.text)
        and len(phrase.text.split()) <= 3
        and not phrase.head.text[0].isupper()
    )

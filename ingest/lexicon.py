"""The vocabulary of sanctions news: verbs and their frames, measure nouns, and words that set a status.

Compiled from ``data/lexicon/*.yaml`` to ``lexicon.json``, which ships beside this file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class VerbSense:
    """One sense of a verb: the class it tells and where its arguments stand (see ``verbs.yaml``)."""

    verb: str
    particle: str | None
    action: str
    frame: str
    on: tuple[str, ...]
    needs: str | None
    measures: tuple[str, ...]
    away: bool


@dataclass(frozen=True, slots=True)
class MeasureNoun:
    """A noun that names a restriction; a weak one needs company before it counts."""

    noun: str
    strong: bool
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NominalAct:
    """A noun that names an act: "the lifting of sanctions"."""

    noun: str
    action: str
    about: str


@dataclass(frozen=True)
class Lexicon:
    """All vocabulary of extraction, by lemma."""

    verbs: dict[str, tuple[VerbSense, ...]]
    measures: dict[str, MeasureNoun]
    acts: dict[str, NominalAct]
    modifiers: dict[str, str]
    words: dict[str, frozenset[str]]
    triggers: re.Pattern[str]
    domain: re.Pattern[str]

    def among(self, word: str, group: str) -> bool:
        """Whether ``word`` (a lemma or lower-case form) stands in a word group such as "containers"."""
        return word in self.words[group]


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon, read once."""
    raw: dict[str, Any] = json.loads(
        resources.files("ingest").joinpath("lexicon.json").read_text(encoding="utf-8")
    )
    senses: dict[str, list[VerbSense]] = {}
    for entry in raw["verbs"]:
        for verb in entry["verbs"]:
            sense = _sense(verb, entry)
            senses.setdefault(sense.verb, []).append(sense)
    verbs = {
        verb: tuple(sorted(found, key=lambda sense: sense.particle is None)) for verb, found in senses.items()
    }
    measures = {
        noun: MeasureNoun(noun, entry["strong"], tuple(entry["measures"]))
        for entry in raw["measures"]
        for noun in entry["nouns"]
    }
    acts = {
        noun: NominalAct(noun, entry["action"], entry["about"])
        for entry in raw["acts"]
        for noun in entry["nouns"]
    }
    return Lexicon(
        verbs=verbs,
        measures=measures,
        acts=acts,
        modifiers=raw["modifiers"],
        words={name: frozenset(words) for name, words in raw["words"].items()},
        triggers=_triggers(verbs, [*measures, *acts], [*raw["words"]["domain"], *raw["words"]["echoes"]]),
        domain=re.compile(rf"\b(?:{'|'.join(raw['words']['domain'])})", re.IGNORECASE),
    )


def _sense(verb: str, entry: dict[str, Any]) -> VerbSense:
    lemma, _, particle = verb.partition(" ")
    return VerbSense(
        verb=lemma,
        particle=particle or None,
        action=entry["action"],
        frame=entry["frame"],
        on=tuple(entry.get("toward", ())),
        needs=entry.get("needs"),
        measures=tuple(entry.get("measures", ())),
        away=entry.get("from", False),
    )


# Frames whose sentence always holds a measure noun or another act, so that the verb need not trigger a parse.
_DEPENDENT = frozenset(
    "measure with clause addressee list measured denial permit grant ends begins pays calls closes told "
    "restricts".split()
)


def _triggers(
    verbs: dict[str, tuple[VerbSense, ...]], nouns: list[str], domain: list[str]
) -> re.Pattern[str]:
    """One pattern for all stems: a sentence without any cannot hold an event and is never parsed."""
    alone = [
        verb
        for verb, senses in verbs.items()
        if any(sense.frame not in _DEPENDENT and sense.needs != "domain" for sense in senses)
    ]
    stems = sorted({*(re.escape(_stem(word)) for word in [*alone, *nouns]), *domain})
    return re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE)


def _stem(word: str) -> str:
    """The part that the inflected forms of ``word`` share.

    >>> _stem("levy"), _stem("impose"), _stem("freeze"), _stem("oil embargo")
    ('lev', 'impos', 'fr', 'oil embargo')
    """
    irregular = {"freeze": "fr", "unfreeze": "unfr", "leave": "le", "forbid": "forb", "meet": "me"}
    if word in irregular:
        return irregular[word]
    return word[:-1] if word.endswith(("e", "y")) and len(word) > 3 else word


@cache
def verb_forms() -> dict[str, str]:
    """The regular inflected forms of the lexicon's verbs: spaCy's lemmatiser makes "fin" of "fined".

    >>> verb_forms()["fined"], verb_forms()["levies"], verb_forms()["barring"]
    ('fine', 'levy', 'bar')
    """
    return {form: verb for verb in lexicon().verbs for form in _forms(verb)}


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y") and verb[-2:-1] not in set("aeiou"):
        return (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        return (f"{verb}s", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return (f"{verb}{ending}", f"{verb}ed", f"{verb}ing")

"""The compiled gazetteer: known things, the names that news gives them, and who held which office when."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = Literal["name", "demonym", "metonym", "office", "acronym", "people", "government", "surname", "title"]

_KINDS = ("acronym", "name", "government", "office", "metonym", "demonym", "people", "surname", "title")


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A known thing: what it is called, what it is, and what it belongs to.

    ``country`` is an ISO 3166 alpha-2 code or "EU"; ``wikidata`` is empty where it was not certain.
    """

    id: str
    label: str
    type: str
    country: str | None = None
    wikidata: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of a name: whom it means, how it is written, and on which days it can mean that.

    ``shape`` has a letter for each word (see :func:`ingest.link_tokens.shape`); ``first`` and ``last`` are
    ISO days, or empty for no bound.
    """

    id: str
    kind: Kind
    shape: str
    first: str = ""
    last: str = ""

    def holds_on(self, day: str) -> bool:
        """Whether the name could mean this on an ISO day."""
        return self.first <= day and (not self.last or day <= self.last)


@dataclass(frozen=True, slots=True)
class Term:
    """A time in office, by ISO days; ``last`` is the day after it, empty while it lasts."""

    first: str
    last: str
    holder: str


@dataclass(frozen=True)
class Gazetteer:
    """All that was compiled from ``data/gazetteer``."""

    entries: Mapping[str, GazetteerEntry]
    names: Mapping[str, str]
    starts: Mapping[str, tuple[int, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    cities: Mapping[str, str]
    short: Mapping[str, str]
    adjectives: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    branches: Mapping[str, tuple[str, str, str]]

    @cached_property
    def around(self) -> frozenset[str]:
        """Words with a capital that may stand beside a name without being a part of it."""
        return frozenset().union(
            *(self.words[name] for name in ("titles", "suffixes", "openers", "numbers", "same_thing"))
        )

    def readings(self, key: str) -> tuple[Name, ...]:
        """What a name can mean, by its key; nothing for a key that is no name.

        >>> [(name.kind, name.shape) for name in gazetteer().readings("ofac")]
        [('acronym', 'A'), ('name', 'C')]
        """
        known = self.names.get(key)
        return _readings(known) if known else ()

    def lengths(self, first: str, second: str) -> tuple[int, ...]:
        """How many words the names have that start with two words or are the first alone; longest first."""
        return self.starts.get(f"{first} {second}") or self.starts[first]

    def holder(self, office: str, day: str) -> str | None:
        """The id of the person who holds ``office`` on an ISO day.

        >>> gazetteer().holder("us-president", "2025-01-19"), gazetteer().holder("us-president", "2025-01-20")
        ('joe-biden', 'donald-trump')
        """
        terms = self.terms.get(office, ())
        place = bisect_right(terms, day, key=lambda term: term.first) - 1
        if place < 0 or (terms[place].last and terms[place].last <= day):
            return None
        return terms[place].holder


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package, read once."""
    text = resources.files("ingest").joinpath("gazetteer.json").read_text(encoding="utf-8")
    return from_json(json.loads(text))


def from_json(data: dict[str, Any]) -> Gazetteer:
    """The gazetteer that ``dateline.compile_gazetteer`` wrote."""
    return Gazetteer(
        entries={id_: GazetteerEntry(id_, *fields) for id_, fields in data["entries"].items()},
        names=data["names"],
        starts=_starts(data["names"]),
        terms={office: tuple(Term(*term) for term in terms) for office, terms in data["terms"].items()},
        cities=data["cities"],
        short=data["short"],
        adjectives=data["adjectives"],
        words={name: frozenset(words) for name, words in data["words"].items()},
        branches={name: (made[0], made[1], made[2]) for name, made in data["branches"].items()},
    )


@cache
def _readings(line: str) -> tuple[Name, ...]:
    """The readings of a name, the likelier kind first, from its line in the compiled file.

    They stay text until they are asked for, so that loading is quick.
    """
    readings = [Name(*reading.split(" ")) for reading in line.split("|")]  # type: ignore[arg-type]
    return tuple(sorted(readings, key=lambda name: (_KINDS.index(name.kind), name.id)))


def _starts(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the names by their first two words, longest first; by the first alone, 1 or nothing."""
    found: dict[str, tuple[int, ...]] = {}
    for key in names:
        first, _, rest = key.partition(" ")
        if not rest:
            found[first] = (1,)
            continue
        found.setdefault(first, ())
        pair = f"{first} {rest.partition(' ')[0]}"
        found[pair] = tuple(sorted({*found.get(pair, ()), key.count(" ") + 1}, reverse=True))
    return {
        key: (*lengths, *found[key.partition(" ")[0]]) if " " in key else lengths
        for key, lengths in found.items()
    }

"""Resolve names to known things: in running text, and one noun phrase at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from ingest.gazetteer import Gazetteer, GazetteerEntry, gazetteer
from ingest.link_find import Match, Text, matches
from ingest.link_meaning import Meaning
from ingest.link_phrase import Phrase

if TYPE_CHECKING:
    from datetime import date

    from graph.model import Entity

FoundKind = Literal["name", "demonym", "metonym", "office", "acronym"]
_FOUND_KINDS: dict[str, FoundKind] = {
    "name": "name",
    "demonym": "demonym",
    "metonym": "metonym",
    "office": "office",
    "acronym": "acronym",
    "people": "demonym",
    "government": "name",
    "surname": "name",
    "title": "name",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A known name in a text, by the offsets of its first letter and of the letter after its last."""

    start: int
    end: int
    entity_id: str
    kind: FoundKind


class Linker:
    """Names to nodes, by one gazetteer.

    What a name means depends on the day on which it is written: "the U.S. president" is a person, and not
    always the same one.
    """

    def __init__(self, known: Gazetteer) -> None:
        self._known = known
        self._phrases: dict[tuple[str, date, str | None], Entity] = {}

    def find(self, text: str, day: date) -> list[Found]:
        """The known names in ``text``, longest first where they overlap, in reading order.

        >>> from datetime import date
        >>> for found in linker().find("Washington sanctioned Gazprom Neft.", date(2025, 1, 10)):
        ...     print(found.entity_id, found.kind)
        united-states metonym
        gazprom-neft name
        """
        read = Text(text)
        return [self._found(match, read) for match in matches(read, day.isoformat(), self._known)]

    def entity(self, phrase: str, day: date, *, head: str | None = None) -> Entity:
        """What one noun phrase means; ``head`` is its head noun where a parser knows it.

        Nothing is forced: what is not certain gets an id that starts with ``unlinked-``.

        >>> from datetime import date
        >>> linker().entity("seven other Chinese officials", date(2025, 1, 10)).count
        7
        """
        asked = (phrase, day, head)
        known = self._phrases.get(asked)
        if known is None:
            if len(self._phrases) >= 50_000:  # a long run must not grow without bound
                self._phrases.clear()
            known = self._phrases[asked] = Meaning(
                Phrase(phrase, day.isoformat(), head, self._known)
            ).entity()
        return known

    def by_id(self, id_: str) -> GazetteerEntry | None:
        """The entry with an id, if the gazetteer has it.

        >>> linker().by_id("gazprom-neft").part_of
        'gazprom'
        """
        return self._known.entries.get(id_)

    def _found(self, match: Match, read: Text) -> Found:
        entry = self._known.entries[match.entity]
        city = match.name.kind == "metonym" and entry.type == "city"
        kind: FoundKind = "name" if city else _FOUND_KINDS[match.name.kind]
        return Found(read.tokens[match.first].start, read.tokens[match.last - 1].end, match.entity, kind)


@cache
def linker() -> Linker:
    """The linker over the gazetteer that ships with the package."""
    return Linker(gazetteer())

"""Links the actors and targets of events to entries of official lists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ingest.gazetteer import gazetteer
from ingest.link_tokens import key
from ingest.lists_match import CERTAIN, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.model import Entity
    from ingest.lists import ListedType, ListEntry
    from ingest.lists_index import ListIndex
    from ingest.lists_match import ListMatch

#: What may stand on a list; states, cities, offices, sectors and groups of people do not.
_LISTED: Mapping[str, ListedType | None] = {
    "person": "person",
    "company": "organisation",
    "bank": "organisation",
    "organisation": "organisation",
    "armed-group": "organisation",
    "party": "organisation",
    "ministry": "organisation",
    "regulator": "organisation",
    "media": "organisation",
    "port": "organisation",
    "vessel": "vessel",
    "thing": None,
}
_OTHER = 0.15
#: Entries of one list whose scores differ by less are one thing listed twice; find has lowered the others.
_EQUAL = 0.005
_WHOLE = 0.985
#: A name with fewer letters, unless in the primary one, needs the country beside it.
_SHORT = 6
_ALIAS_KINDS = frozenset({"name", "acronym"})


@dataclass(frozen=True, slots=True)
class ListLink:
    """An entity of the graph and the list entry that it is, with the name that told it."""

    entity: Entity
    entry: ListEntry
    name: str
    score: float
    reason: str


def list_links(entities: Iterable[Entity], index: ListIndex, *, least: float = CERTAIN) -> list[ListLink]:
    """The entries that entities are, at most one a list unless it lists one thing twice; by entity and list.

    ``least`` is the lowest score that is given; what scores less than :data:`CERTAIN` is for a person's look.
    """
    known = {entity.id: entity for entity in entities if _listable(entity)}
    links = [link for id_ in sorted(known) for link in _links_of(known[id_], index)]
    return [link for link in links if link.score >= least]


def _listable(entity: Entity) -> bool:
    if entity.type not in _LISTED or entity.count is not None:
        return False
    # one word that is no known name is too little to tell who is meant
    return entity.linked or len(entity.label.split()) > 1


def _links_of(entity: Entity, index: ListIndex) -> Iterator[ListLink]:
    """The best links of an entity; an alias adds an entry only where it fits better than the label does."""
    best: dict[str, dict[str, ListMatch]] = {}
    for name in _names(entity):
        tops = {list_id: max(one.score for one in held.values()) for list_id, held in best.items()}
        for match in find(index, name, type_=_LISTED[entity.type], suggest=False):
            held = best.setdefault(match.entry.list_id, {})
            known = held.get(match.entry.entry_id)
            weighed = _weighed(match, entity)
            least = tops.get(match.entry.list_id, 0) if known is None else known.score
            if weighed.score > least:
                held[match.entry.entry_id] = weighed
    for _, found in sorted(best.items()):
        top = max(match.score for match in found.values())
        for _, match in sorted(found.items()):
            if match.score > top - _EQUAL:
                yield ListLink(entity, match.entry, match.name, match.score, match.reason)


def _weighed(match: ListMatch, entity: Entity) -> ListMatch:
    """A match, lowered where something says that it is a namesake."""
    doubt = _doubt(match, entity)
    if doubt is None:
        return match
    return replace(match, score=round(match.score - _OTHER, 3), reason=f"{match.reason}, {doubt}")


def _doubt(match: ListMatch, entity: Entity) -> str | None:
    owners = {
        reading.id for reading in gazetteer().readings(key(match.entry.label)) if reading.kind == "name"
    }
    if entity.linked and owners and entity.id not in owners:
        return f"whose primary name is that of {', '.join(sorted(owners))}"
    if entity.type == "media" and match.score < _WHOLE:  # papers share their names with works and ships
        return "perhaps of another kind"
    places = [code for code in match.entry.countries if len(code) == 2]
    there = entity.country in places
    if entity.country is not None and places and not there and match.entry.type != "vessel":
        return f"of another country ({', '.join(places)})"
    if len(match.name) < _SHORT and match.name not in match.entry.label and not there:
        return "an abbreviation that others may share"
    return None


def _names(entity: Entity) -> list[str]:
    """The names under which to look an entity up; those of the gazetteer for what it knows."""
    aliases = _aliases().get(entity.id, ())
    if entity.type == "person":
        aliases = tuple(name for name in aliases if " " in name)
    return list(dict.fromkeys((entity.label, *(name for name in aliases if len(name) > 3))))


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    known = gazetteer()
    found: dict[str, set[str]] = defaultdict(set)
    for name in known.names:
        for reading in known.readings(name):
            if reading.kind in _ALIAS_KINDS:
                found[reading.id].add(name)
    return {entity: tuple(sorted(names)) for entity, names in found.items()}

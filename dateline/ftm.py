"""Events as FollowTheMoney entities, which Aleph and OpenSanctions tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Entity, MergedEvent

_SCHEMATA = {
    "country": "PublicBody",
    "bloc": "PublicBody",
    "government": "PublicBody",
    "office": "PublicBody",
    "organisation": "Organization",
    "company": "Company",
    "bank": "Company",
    "person": "Person",
    "vessel": "Vessel",
}
_OPENING = ("impose", "designate", "reimpose", "expand", "extend")


def statements(events: Sequence[MergedEvent]) -> Iterator[dict[str, Any]]:
    """The entities, then a Sanction for each act that imposes one and an Event for all else, by id."""
    known = {entity.id: entity for event in events for entity in (event.actor, event.target) if entity}
    for key in sorted(known):
        yield _entity(known[key])
    for event in sorted(events, key=lambda event: event.id):
        yield _sanction(event) if _opens(event) else _event(event)


def _opens(event: MergedEvent) -> bool:
    return event.status == "asserted" and event.target is not None and event.action.id in _OPENING


def _entity(entity: Entity) -> dict[str, Any]:
    properties = {
        "name": [entity.label],
        "country": [entity.country.lower()] if entity.country else [],
        "wikidataId": [entity.wikidata] if entity.wikidata else [],
    }
    return _record(f"dl-{entity.id}", _SCHEMATA.get(entity.type, "LegalEntity"), properties)


def _sanction(event: MergedEvent) -> dict[str, Any]:
    properties = {
        **_told(event),
        "entity": [f"dl-{event.target.id}"] if event.target else [],
        "authority": [event.actor.label] if event.actor else [],
        "startDate": [event.date.start.isoformat()] if event.date else [],
        "endDate": [event.valid_until.end.isoformat()] if event.valid_until else [],
        "status": [event.action.id],
    }
    return _record(f"dl-{event.id}", "Sanction", properties)


def _event(event: MergedEvent) -> dict[str, Any]:
    actor, target = event.actor, event.target
    name = " ".join((actor.label if actor else "?", event.action.id, target.label if target else "?"))
    properties = {
        **_told(event),
        "name": [f"{name} ({event.status})"],
        "involved": [f"dl-{side.id}" for side in (actor, target) if side],
        "startDate": [event.date.start.isoformat()] if event.date else [],
        "endDate": [event.date.end.isoformat()] if event.date else [],
    }
    return _record(f"dl-{event.id}", "Event", properties)


def _told(event: MergedEvent) -> dict[str, list[str]]:
    return {
        "summary": [event.mentions[0].source.sentence],
        "sourceUrl": [mention.source.url for mention in event.mentions if mention.source.url],
        "publisher": [mention.source.publisher for mention in event.mentions if mention.source.publisher],
    }


def _record(key: str, schema: str, properties: dict[str, list[str]]) -> dict[str, Any]:
    filled = {name: sorted(set(values)) for name, values in sorted(properties.items()) if values}
    return {"id": key, "schema": schema, "properties": filled}

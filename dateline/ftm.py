"""Events as FollowTheMoney entities, which Aleph and OpenSanctions tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import short_hash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Entity, Event, MergedEvent

_SCHEMATA = {
    "country": "PublicBody",
    "state": "PublicBody",
    "territory": "PublicBody",
    "region": "PublicBody",
    "city": "PublicBody",
    "bloc": "PublicBody",
    "government": "PublicBody",
    "ministry": "PublicBody",
    "regulator": "PublicBody",
    "parliament": "PublicBody",
    "court": "PublicBody",
    "office": "PublicBody",
    "organisation": "Organization",
    "armed-group": "Organization",
    "party": "Organization",
    "media": "Organization",
    "company": "Company",
    "bank": "Company",
    "person": "Person",
    "vessel": "Vessel",
}
#: Not a legal entity in FollowTheMoney, and so nothing that a mention or an event may point to.
_ASSETS = frozenset({"vessel"})
_OPENING = ("impose", "designate", "reimpose", "expand", "extend")


def statements(events: Sequence[MergedEvent]) -> Iterator[dict[str, Any]]:
    """Entities, articles and mentions, then a Sanction for each act that imposes one, an Event for all else.

    Each kind stands in order of its ids.
    """
    claims = [claim for event in events for claim in event.mentions]
    told: list[MergedEvent | Event] = [*events, *claims]
    sides = (side for one in told for side in (one.actor, one.target))
    known = {entity.id: entity for entity in sides if entity}
    for key in sorted(known):
        yield _entity(known[key])
    articles = {claim.source.article: claim for claim in claims}
    for key in sorted(articles):
        yield _article(articles[key])
    mentions = {mention["id"]: mention for claim in claims for mention in _mentions(claim)}
    for key in sorted(mentions):
        yield mentions[key]
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


def _article(claim: Event) -> dict[str, Any]:
    source = claim.source
    properties = {
        "fileName": [source.article],
        "title": [source.title] if source.title else [],
        "publishedAt": [source.published.isoformat()],
        "publisher": [source.publisher] if source.publisher else [],
        "sourceUrl": [source.url] if source.url else [],
    }
    return _record(_article_id(claim), "Article", properties)


def _article_id(claim: Event) -> str:
    return f"dl-article-{short_hash(claim.source.article)}"


def _mentions(claim: Event) -> Iterator[dict[str, Any]]:
    """The actor and the target of a claim, as the article names them."""
    for entity in (claim.actor, claim.target):
        if entity is not None and entity.text:
            properties = {
                "document": [_article_id(claim)],
                "name": [entity.text],
                "resolved": [] if entity.type in _ASSETS else [f"dl-{entity.id}"],
                "detectedSchema": [_SCHEMATA.get(entity.type, "LegalEntity")],
                "contextCountry": [entity.country.lower()] if entity.country else [],
            }
            key = short_hash(f"{claim.source.article} {entity.id} {entity.text}")
            yield _record(f"dl-mention-{key}", "Mention", properties)


def _sanction(event: MergedEvent) -> dict[str, Any]:
    properties = {
        **_told(event),
        "entity": [f"dl-{event.target.id}"] if event.target else [],
        "authority": [event.actor.label] if event.actor else [],
        "startDate": [event.date.start.isoformat()] if event.date else [],
        "endDate": [event.valid_until.end.isoformat()] if event.valid_until else [],
        "status": [event.action.id],
        "program": [claim.instrument for claim in event.mentions if claim.instrument],
        "provisions": sorted({measure for claim in event.mentions for measure in claim.action.measures}),
    }
    return _record(f"dl-{event.id}", "Sanction", properties)


def _event(event: MergedEvent) -> dict[str, Any]:
    actor, target = event.actor, event.target
    name = " ".join((actor.label if actor else "?", event.action.id, target.label if target else "?"))
    properties = {
        **_told(event),
        "name": [f"{name} ({event.status})"],
        "involved": [f"dl-{side.id}" for side in (actor, target) if side and side.type not in _ASSETS],
        "startDate": [event.date.start.isoformat()] if event.date else [],
        "endDate": [event.date.end.isoformat()] if event.date else [],
    }
    return _record(f"dl-{event.id}", "Event", properties)


def _told(event: MergedEvent) -> dict[str, list[str]]:
    return {
        "summary": [event.mentions[0].source.sentence],
        "sourceUrl": [mention.source.url for mention in event.mentions if mention.source.url],
        "proof": [_article_id(mention) for mention in event.mentions],
        "publisher": [mention.source.publisher for mention in event.mentions if mention.source.publisher],
    }


def _record(key: str, schema: str, properties: dict[str, list[str]]) -> dict[str, Any]:
    filled = {name: sorted(set(values)) for name, values in sorted(properties.items()) if values}
    return {"id": key, "schema": schema, "properties": filled}

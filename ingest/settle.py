"""Dates settled across an article: an act without one has that of the same act told elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest import anchor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from graph.model import Entity, Event

_FRESH_DAYS = 7


def settled(events: Sequence[Event], published: date) -> list[Event]:
    """The events with weak dates settled from what the article says elsewhere, each once, with ids."""
    dated = [_settled(event, events, published).with_id() for event in events]
    return list({event.id: event for event in dated}.values())


def _settled(event: Event, events: Sequence[Event], published: date) -> Event:
    """Take the date of the same act told elsewhere, where the event has none of its own."""
    if event.status != "asserted" or event.kind != "act" or not anchor.is_weak(event.date):
        return event
    for other in events:
        if _is_same_act(event, other) and other.date is not None and not anchor.is_weak(other.date):
            return replace(event, date=replace(other.date, rule=f"carried:{other.date.rule}"))
    return _in_context(event, events, published)


def _in_context(event: Event, events: Sequence[Event], published: date) -> Event:
    """Take the date of the act before, by the same side and of the same kind, where it is the news."""
    before = (other for other in reversed(events) if other.source.start < event.source.start)
    for other in before:
        day = other.date
        if other.kind != "act" or other.status != "asserted" or day is None or anchor.is_weak(day):
            continue
        if other.actor is None or event.actor is None:
            continue
        same_kind = other.action.path[0] == event.action.path[0]
        fresh = day.precision == "day" and 0 <= (published - day.start).days <= _FRESH_DAYS
        undated = event.date is not None and event.date.rule == anchor.REPORT
        if same_kind and fresh and undated and _is_same_country(other.actor, event.actor):
            return replace(event, date=replace(day, rule=f"context:{day.rule}"))
        return event
    return event


def _is_same_act(event: Event, other: Event) -> bool:
    """Whether two events tell the same act: classes one below the other, same target, no other actor."""
    if other is event or other.status != "asserted":
        return False
    mine, yours = event.action.path, other.action.path
    related = mine[: len(yours)] == yours or yours[: len(mine)] == mine or mine[:2] == yours[:2]
    return related and _id(event.target) == _id(other.target) and _is_same_actor(event.actor, other.actor)


def _is_same_actor(one: Entity | None, other: Entity | None) -> bool:
    if one is None or other is None:
        return True
    return one.id == other.id or _is_same_country(one, other)


def _is_same_country(one: Entity, other: Entity) -> bool:
    return one.country is not None and one.country == other.country


def _id(entity: Entity | None) -> str | None:
    return entity.id if entity is not None else None

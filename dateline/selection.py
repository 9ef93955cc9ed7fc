"""Which events a reader asks for: by names as a person types them, not only by ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dateline.errors import MisuseError
from graph.model import action_scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from graph.model import Entity, MergedEvent
    from graph.store import Store


@dataclass(frozen=True)
class Selection:
    """The filters of the views; None leaves one open."""

    actor: str | None = None
    action: str | None = None
    target: str | None = None
    measure: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None


def select(store: Store, wanted: Selection) -> list[MergedEvent]:
    """The events of the store that fit, in order of time.

    Raises:
        MisuseError: the action is none of the scheme, or no actor, target or measure has such a name.
    """
    if wanted.action is not None and wanted.action not in action_scheme():
        raise MisuseError(_unknown("action", wanted.action, action_scheme()))
    events = store.events(action=wanted.action, status=wanted.status, since=wanted.since, until=wanted.until)
    events = _concerning(events, "actor", wanted.actor, lambda event: event.actor)
    events = _concerning(events, "target", wanted.target, lambda event: event.target)
    return _by_measure(events, wanted.measure)


def _by_measure(events: list[MergedEvent], name: str | None) -> list[MergedEvent]:
    if name is None:
        return events
    wanted = name.casefold().replace(" ", "-")
    known = {measure for event in events for measure in event.action.measures}
    if wanted not in known and events:
        raise MisuseError(_unknown("measure", wanted, known))
    return [event for event in events if wanted in event.action.measures]


def _concerning(
    events: list[MergedEvent], role: str, name: str | None, of: Callable[[MergedEvent], Entity | None]
) -> list[MergedEvent]:
    if name is None:
        return events
    known = {entity.id: entity for event in events if (entity := of(event)) is not None}
    ids = _ids(known.values(), name)
    if not ids and events:
        raise MisuseError(_unknown(role, name, [*known, *(entity.label for entity in known.values())]))
    return [
        event for event in events if (entity := of(event)) and not ids.isdisjoint((entity.id, entity.part_of))
    ]


def _ids(known: Iterable[Entity], name: str) -> set[str]:
    """The ids that a name stands for: one that is equal to it, else those whose label holds its words."""
    known = list(known)
    folded = name.casefold()
    equal = {entity.id for entity in known if folded in (entity.id.casefold(), entity.label.casefold())}
    whole = {entity.part_of for entity in known if entity.part_of and entity.part_of.casefold() == folded}
    if equal or whole:
        return equal | whole
    words = re.compile(rf"\b{re.escape(folded)}\b")
    return {entity.id for entity in known if words.search(entity.label.casefold())}


def _unknown(role: str, name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "dateline stats counts what is there"
    return f"no {role} {name!r} among the events that fit the other filters; {hint}"

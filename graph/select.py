"""The SPARQL that finds events by actor, action, target, status, kind and time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from graph.query import term_of
from graph.vocabulary import day, text

if TYPE_CHECKING:
    from datetime import date


class EventFilter(TypedDict, total=False):
    """Which events are wanted; what is left out or ``None`` is not asked.

    ``actor`` and ``target`` find what is part of them too, ``action`` what is below it; ``since`` and
    ``until`` are days of the event or, where it has no date, of its first report.
    """

    actor: str | None
    action: str | None
    target: str | None
    status: str | None
    kind: str | None
    since: date | None
    until: date | None


def event_query(wanted: EventFilter) -> str:
    r"""A query for the events that fit; every value stands in it as one serialised term.

    >>> event_query({"status": 'negated" }'})
    'SELECT DISTINCT ?event WHERE { ?event a sem:Event . ?event dl:status "negated\\" }" . }'
    """
    parts = ["?event a sem:Event ."]
    for role, entity in (("actor", wanted.get("actor")), ("target", wanted.get("target"))):
        if entity is not None:
            parts.append(f"?event dl:{role}/dl:partOf? {term_of(entity, 'entity')} .")
    action = wanted.get("action")
    if action is not None:
        parts.append(f"?event dl:actionClass {term_of(action, 'action')} .")
    for name, value in (("status", wanted.get("status")), ("kind", wanted.get("kind"))):
        if value is not None:
            parts.append(f"?event dl:{name} {text(value)} .")
    return f"SELECT DISTINCT ?event WHERE {{ {' '.join(parts + _between(wanted))} }}"


def _between(wanted: EventFilter) -> list[str]:
    since, until = wanted.get("since"), wanted.get("until")
    parts = []
    if since is not None:
        parts.append("?event dl:reportDate ?reported . OPTIONAL { ?event sem:hasEndTimeStamp ?last }")
        parts.append(f"FILTER(COALESCE(?last, ?reported) >= {day(since)})")
    if until is not None:
        parts.append(f"?event dl:timelineDate ?first . FILTER(?first <= {day(until)})")
    return parts

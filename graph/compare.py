"""What differs between two graphs, in an analyst's words: events that are new, changed or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.merge import chronology, publications
from graph.rdf import headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.model import MergedEvent


@dataclass(frozen=True, slots=True)
class Difference:
    """One event that differs; ``changes`` says how, as "date: 2025-01-09 → 2025-01-10"."""

    kind: Literal["new", "changed", "withdrawn"]
    event: str
    date: str
    headline: str
    status: str
    changes: tuple[str, ...] = ()


def compare(before: Iterable[MergedEvent], after: Iterable[MergedEvent]) -> list[Difference]:
    """The differences from one set of events to another, in order of time.

    An event whose id has changed is the same event as long as it keeps a claim.
    """
    old = list(before)
    by_claim = {claim.id: event for event in old for claim in event.mentions}
    by_id = {event.id: event for event in old}
    kept: set[str] = set()
    found: list[tuple[MergedEvent, Difference]] = []
    for event in sorted(after, key=chronology):
        told = (by_claim[claim.id] for claim in event.mentions if claim.id in by_claim)
        was = by_id.get(event.id) or next((one for one in told if one.id not in kept), None)
        if was is None:
            found.append((event, _difference("new", event)))
            continue
        kept.add(was.id)
        changes = tuple(_changes(was, event))
        if changes:
            found.append((event, _difference("changed", event, changes)))
    found.extend((event, _difference("withdrawn", event)) for event in old if event.id not in kept)
    return [difference for event, difference in sorted(found, key=lambda pair: chronology(pair[0]))]


def _difference(
    kind: Literal["new", "changed", "withdrawn"], event: MergedEvent, changes: tuple[str, ...] = ()
) -> Difference:
    return Difference(kind, event.id, _date(event), headline(event), event.status, changes)


def _date(event: MergedEvent) -> str:
    return event.date.edtf if event.date else f"reported {event.report_date}"


def _changes(was: MergedEvent, now: MergedEvent) -> Iterator[str]:
    shown = (
        ("what", headline),
        ("date", _date),
        ("valid until", lambda event: event.valid_until.edtf if event.valid_until else "open"),
        ("sources", lambda event: str(publications(event)[0])),
        ("disagreement", lambda event: ", ".join(event.conflicts) or "none"),
    )
    for name, show in shown:
        if show(was) != show(now):
            yield f"{name}: {show(was)} → {show(now)}"

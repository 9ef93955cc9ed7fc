"""What an article has told so far, which later sentences lean on: "the sanctions", "both companies", "it"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model import Entity, Event, action_path
from ingest.relation import is_passive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.claim import Claim

_ANSWERS = frozenset({"threaten", "retaliate", "condemn", "warn", "pledge"})
_COUNTED = frozenset({"company", "bank", "vessel", "person", "organisation"})


@dataclass
class Told:
    """The events of one article in reading order, each with the number of its sentence."""

    events: list[Event] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, event: Event, index: int) -> None:
        """Append an event of the ``index``-th sentence."""
        self.events.append(event)
        self.places.append(index)

    def backwards(self) -> Iterator[Event]:
        """The events, nearest first."""
        return reversed(self.events)

    def targets_of(self, statement: str) -> list[Entity]:
        """The targets that one statement names, each once."""
        found = (event.target for event in self.events if event.statement == statement)
        return list(dict.fromkeys(target for target in found if target is not None))

    def together(self, number: int) -> list[Entity]:
        """The ``number`` things that one statement last named as targets; with 0, any several."""
        for event in self.backwards():
            named = [entity for entity in self.targets_of(event.statement) if entity.type in _COUNTED]
            if len(named) == number or (number == 0 and len(named) > 1):
                return named
        return []

    def issuer(self, claim: Claim, index: int) -> list[Entity]:
        """Who stands behind a paper that is only named, or a passive: the last who acted likewise nearby."""
        passive = is_passive(claim.trigger) and claim.trigger.dep in {"ROOT", "conj"}
        paper = claim.instrument is not None or any(word.lower == "it" for word in claim.actors)
        if claim.kind != "act" or claim.scope.status != "asserted" or not (paper or passive):
            return []
        nearest = index - (6 if paper else 2)
        for event, place in reversed(list(zip(self.events, self.places, strict=True))):
            if place < nearest:
                break
            if event.actor is not None and event.actor.type != "person" and _is_like(event, claim):
                return [event.actor]
        return []

    def provoker(self, claim: Claim, actors: Sequence[Entity]) -> list[Entity]:
        """Whom an answer is aimed at: the last who acted against the one who answers, or its country."""
        if claim.action not in _ANSWERS or not actors:
            return []
        mine = actors[0]
        for event in self.backwards():
            hit = event.target
            if event.actor is None or hit is None or event.polarity != "restrict":
                continue
            same = hit.id == mine.id or (hit.country is not None and hit.country == mine.country)
            if same and event.actor.country != mine.country:
                return [event.actor]
        return []

    def last_on_measure(self) -> Event | None:
        """The last event that "the sanctions" can mean."""
        groups = {"restrict", "relax", "signal"}
        found = (event for event in self.backwards() if event.action.path[0] in groups)
        return next((event for event in found if event.target is not None and event.target.linked), None)

    def last_on_group(self, index: int) -> Event | None:
        """The last act of the two sentences before against several who were not all named."""
        for event, place in reversed(list(zip(self.events, self.places, strict=True))):
            if place < index - 2:
                return None
            group = event.target is not None and (event.target.type == "group" or not event.target.linked)
            if group and event.action.path[0] in {"restrict", "relax"} and event.status == "asserted":
                return event
        return None


def _is_like(event: Event, claim: Claim) -> bool:
    """Whether an act that was done is of the kind of ``claim``, or the decision that it follows from."""
    if event.status != "asserted" or event.kind != "act":
        return False
    return event.action.path[0] == action_path(claim.action)[0] or event.action.id in {"approve", "propose"}

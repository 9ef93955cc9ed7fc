"""Scores events against gold: found, right day, right status, forbidden claims, reversed directions.

Each event and each gold claim counts once; a mention of a measure in force (``kind`` *state*) costs nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from dateline.gold import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.gold import Claim, Document
    from graph.model import Event


@dataclass(frozen=True)
class Rate:
    """Precision and recall of what was found, and their harmonic mean."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hits: int, found: int, gold: int) -> Self:
        """The rates of ``hits`` among ``found`` predictions and ``gold`` events."""
        precision, recall = hits / found if found else 0.0, hits / gold if gold else 0.0
        both = precision + recall
        return cls(
            round(precision, 4), round(recall, 4), round(2 * precision * recall / both, 4) if both else 0.0
        )


@dataclass(frozen=True)
class Score:
    """The figures over some documents, and a line for each miss in the tuning half."""

    documents: int
    counts: Counter[str] = field(repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)

    @property
    def gold(self) -> int:
        """How many events were to be found."""
        return self.counts["matched"] + self.counts["missed"]

    @property
    def predicted(self) -> int:
        """How many events were found, those that cost nothing left out."""
        return self.counts["matched"] + self.counts["spurious"]

    @property
    def triple(self) -> Rate:
        """Events whose actor, action and target are right."""
        return Rate.of(self.counts["matched"], self.predicted, self.gold)

    @property
    def full(self) -> Rate:
        """Events whose date and status are right too."""
        return Rate.of(self.counts["full"], self.predicted, self.gold)

    @property
    def date(self) -> float:
        """The share of matched events on the right day."""
        return round(self.counts["date"] / (self.counts["matched"] or 1), 4)

    @property
    def status(self) -> float:
        """The share of matched events with the right status."""
        return round(self.counts["status"] / (self.counts["matched"] or 1), 4)

    def to_record(self) -> dict[str, float | int]:
        """All figures, flat, for a table or a line of JSON."""
        rates = {"triple": self.triple, "full": self.full}
        return {
            "documents": self.documents,
            "gold": self.gold,
            "predicted": self.predicted,
            **{f"{name}_{part[0]}": value for name, rate in rates.items() for part, value in _parts(rate)},
            "date": self.date,
            "status": self.status,
            "forbidden": self.counts["forbidden"],
            "reversed": self.counts["reversed"],
        }


def score(documents: Sequence[Document], events: Iterable[Found]) -> Score:
    """Match the events of each document to its gold, each event and each gold claim once."""
    counts: Counter[str] = Counter()
    notes: list[str] = []
    by_article: dict[str, list[Found]] = {}
    for event in events:
        by_article.setdefault(event.article, []).append(event)
    for document in documents:
        lines: list[str] = []
        _score_document(document, by_article.get(document.id, []), counts, lines)
        notes += lines if document.split == "tune" else []
    return Score(len(documents), counts, tuple(notes))


def by_class(documents: Sequence[Document], events: Sequence[Found]) -> dict[str, Score]:
    """One score for each class of documents, in order of their names."""
    kinds = sorted({document.kind for document in documents})
    return {
        kind: score([document for document in documents if document.kind == kind], events) for kind in kinds
    }


def found(events: Iterable[Event]) -> list[Found]:
    """Extracted events as the scorer takes them."""
    return [Found.from_record(event.to_record()) for event in events]


def _score_document(document: Document, events: list[Found], counts: Counter[str], notes: list[str]) -> None:
    for event in events:
        for claim in document.forbidden:
            if claim.names(event) and event.status in claim.status:
                counts["forbidden"] += 1
                notes.append(f"{document.id} FORBIDDEN {event.label}")
    free, missed = list(events), []
    for claim in sorted(document.events, key=lambda claim: claim.optional):
        best = _best(claim, free)
        if best is None:
            missed.append(claim)
            continue
        free = [event for event in free if event is not best and not event.repeats(best)]
        if not claim.optional:
            _count_match(document, claim, best, counts, notes)
    required = [claim for claim in missed if not claim.optional]
    counts["missed"] += len(required)
    notes += [f"{document.id} MISSED {_show(claim)}" for claim in required]
    _count_spurious(document, [event for event in free if event.kind == "act"], counts, notes)


def _best(claim: Claim, events: Sequence[Found]) -> Found | None:
    fitting = [event for event in events if claim.names(event)]
    return min(
        fitting, key=lambda event: (not claim.dates(event), event.status not in claim.status), default=None
    )


def _count_match(
    document: Document, claim: Claim, event: Found, counts: Counter[str], notes: list[str]
) -> None:
    right = {"date": claim.dates(event), "status": event.status in claim.status}
    counts.update(
        matched=1, full=int(all(right.values())), **{name: int(is_right) for name, is_right in right.items()}
    )
    wrong = [name.upper() for name, is_right in right.items() if not is_right]
    if wrong:
        notes.append(f"{document.id} {wrong[0]} {event.label} want {claim.date} {'/'.join(claim.status)}")


def _count_spurious(document: Document, events: list[Found], counts: Counter[str], notes: list[str]) -> None:
    counts["spurious"] += len(events)
    for event in events:
        is_reversed = any(claim.reverses(event) for claim in document.events)
        counts["reversed"] += is_reversed
        notes.append(f"{document.id} {'REVERSED' if is_reversed else 'SPURIOUS'} {event.label}")


def _show(claim: Claim) -> str:
    first = [str((slot or ("-",))[0]) for slot in (claim.actor, claim.action, claim.target)]
    return " | ".join((*first, str(claim.date)))


def _parts(rate: Rate) -> tuple[tuple[str, float], ...]:
    return (("precision", rate.precision), ("recall", rate.recall), ("f1", rate.f1))

"""The event record: what ingest hands over and the graph is built from.

One :class:`Event` is one (actor, action, target) claim of one sentence. Records are frozen,
ordered by nothing but their place in the text, and turn into plain JSON and back without loss.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal, Self

Day = date
"""A calendar day, under a name that the field ``date`` of an event does not hide."""
Status = Literal["asserted", "planned", "possible", "negated", "counterfactual"]
Kind = Literal["act", "state"]
Polarity = Literal["restrict", "relax", "neutral"]
Precision = Literal["day", "week", "month", "quarter", "season", "half", "year", "decade", "range"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days on which something may have happened, first and last included.

    A day is a span of one day; "January 2025" is a span of thirty-one. Nothing is
    rounded to a midnight that the source never named.

    >>> Span(date(2025, 1, 1), date(2025, 1, 31)).days
    31
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            msg = f"a span ends before it starts: {self.first}/{self.last}"
            raise ValueError(msg)

    @property
    def days(self) -> int:
        """How many days the span covers, at least one."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a day."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: Span) -> bool:
        """Whether every day of ``other`` is a day of this span."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class When:
    """A date as the text gives it: a closed interval of days, and how it was come by.

    ``rule`` names the basis ("month-day", "carried:…", "report-date"): a reader can tell a stated
    day from one that was only bounded by the day of publication.
    """

    start: date
    end: date
    precision: Precision
    edtf: str
    text: str
    rule: str

    @property
    def span(self) -> Span:
        """The interval as a :class:`Span`."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, a target or a speaker.

    ``id`` is a gazetteer id ("us-treasury") or, where nothing could be linked with certainty,
    ``unlinked-`` and the name as a slug. ``label`` is the canonical name, ``text`` the words of the
    article, ``country`` an ISO 3166 alpha-2 code (or "EU"), ``wikidata`` a Q-number. ``part_of`` is the id of
    the thing that a sector, a group or an office belongs to ("russia" for "Russia's energy sector").
    """

    id: str
    label: str
    text: str
    type: str
    country: str | None = None
    wikidata: str | None = None
    part_of: str | None = None
    count: int | None = None

    @property
    def linked(self) -> bool:
        """Whether the name was resolved to a known thing."""
        return not self.id.startswith("unlinked-")


@dataclass(frozen=True, slots=True)
class Action:
    """What was done: a class of the action scheme, its path from the group down, and the words."""

    id: str
    path: tuple[str, ...]
    text: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A sum of money that the text gives: an amount in whole units of an ISO 4217 currency."""

    amount: float
    currency: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim stands: ``start`` and ``end`` are offsets of ``sentence`` in the article's clean text."""

    article: str
    url: str | None
    title: str | None
    publisher: str | None
    published: date
    sentence: str
    start: int
    end: int
    extractor: str


@dataclass(frozen=True, slots=True)
class Event:
    """One claim of one sentence: an actor does something to a target, on a day, with a status."""

    id: str
    statement: str
    actor: Entity | None
    action: Action
    target: Entity | None
    polarity: Polarity
    date: When | None
    valid_until: When | None
    report_date: Day
    status: Status
    kind: Kind
    said_by: Entity | None
    instrument: str | None
    value: Value | None
    count: int | None
    cause: str | None
    confidence: float
    source: Source

    def with_id(self) -> Self:
        """The same event under the id that its content gives it."""
        claim = "|".join(
            (
                self.source.article,
                str(self.source.start),
                self.source.sentence,
                self.actor.id if self.actor else "",
                self.action.id,
                self.target.id if self.target else "",
                self.status,
                self.kind,
                self.date.edtf if self.date else "",
            )
        )
        return replace(self, id="e-" + short_hash(claim))

    def to_record(self) -> dict[str, Any]:
        """The record as JSON-ready values, every field present, ``None`` where the text gives nothing."""
        return _jsonable(asdict(self))  # type: ignore[no-any-return]

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Event:
        """The event that :meth:`to_record` wrote.

        Raises:
            KeyError: a field is missing.
        """
        action = record["action"]
        value = record["value"]
        source = record["source"]
        return cls(
            **{
                **record,
                "actor": _entity(record["actor"]),
                "target": _entity(record["target"]),
                "said_by": _entity(record["said_by"]),
                "action": Action(
                    **{**action, "path": tuple(action["path"]), "measures": tuple(action["measures"])}
                ),
                "date": _when(record["date"]),
                "valid_until": _when(record["valid_until"]),
                "report_date": date.fromisoformat(record["report_date"]),
                "value": Value(**value) if value else None,
                "source": Source(**{**source, "published": date.fromisoformat(source["published"])}),
            }
        )


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One event as all its sources tell it, the unit of the default graph and of the views.

    ``mentions`` are the claims behind it in order of publication, article and offset. ``conflicts`` names the
    fields in which they disagree ("date", "value", "count", "status").
    """

    id: str
    actor: Entity | None
    action: Action
    target: Entity | None
    polarity: Polarity
    status: Status
    kind: Kind
    date: When | None
    valid_until: When | None
    report_date: Day
    confidence: float
    mentions: tuple[Event, ...]
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A publication after reading and cleaning: its clean text and what is known about it.

    All offsets anywhere count characters of ``text``. ``published_basis`` says how the day of publication
    was found ("given", "json-ld", "meta article:published_time", "url", …).
    """

    id: str
    text: str
    published: date
    published_basis: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionClass:
    """An entry of the action scheme: one of 8 groups or 39 classes."""

    id: str
    label: str
    definition: str
    parent: str | None
    polarity: Polarity
    cameo: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()


@cache
def action_scheme() -> dict[str, ActionClass]:
    """All groups and classes of the action scheme by id, groups first."""
    text = resources.files("graph").joinpath("actions.json").read_text(encoding="utf-8")
    return {
        entry["id"]: ActionClass(
            **{**entry, "cameo": tuple(entry["cameo"]), "plover": tuple(entry["plover"])}
        )
        for entry in json.loads(text)
    }


def action_path(action: str) -> tuple[str, ...]:
    """The ids from the group down to ``action`` itself.

    >>> action_path("designate")
    ('restrict', 'impose', 'designate')
    """
    parent = action_scheme()[action].parent
    return (action,) if parent is None else (*action_path(parent), action)


def short_hash(text: str) -> str:
    """Sixteen hex digits that stand for ``text``: 64 bits, enough for ids in one store."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


def _entity(record: dict[str, Any] | None) -> Entity | None:
    return Entity(**record) if record else None


def _when(record: dict[str, Any] | None) -> When | None:
    if record is None:
        return None
    return When(
        **{
            **record,
            "start": date.fromisoformat(record["start"]),
            "end": date.fromisoformat(record["end"]),
        }
    )


def _jsonable(value: Any) -> Any:  # noqa: ANN401 - JSON values have no narrower type
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value

"""Gold documents and the events that are scored against them: which claim an event fits.

A claim lists for each slot every name or action id that would be right. Names match by their words, an action
also by any class above it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, Self

from dateline.errors import MisuseError
from graph.model import Span, action_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

Split = Literal["tune", "test", "all"]

_IDLE = frozenset(
    ("the", "a", "an", "of", "s", "and", "its", "his", "their", "in", "on", "to", "for", "president", "mr")
)
_ABBREVIATED = {"’": "'", "u.s.": "us", "u.k.": "uk", "u.n.": "un", "'s": " "}
_ENOUGH = 0.5
_OPPOSITE = {"restrict": "relax", "relax": "restrict"}


@dataclass(frozen=True)
class Claim:
    """A gold event, or a forbidden one.

    A slot that is None is left open; None among its names accepts an event where it is empty.
    """

    actor: tuple[str | None, ...] | None
    action: tuple[str, ...] | None
    target: tuple[str | None, ...] | None
    date: str | None
    slack: int
    status: tuple[str, ...]
    optional: bool

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The claim that a gold file states."""
        return cls(
            actor=_optional_tuple(record, "actor"),
            action=_optional_tuple(record, "action"),
            target=_optional_tuple(record, "target"),
            date=record.get("date"),
            slack=record.get("date_slack", 0),
            status=_tuple(record.get("status", "asserted")),
            optional=record.get("optional", False),
        )

    def names(self, event: Found) -> bool:
        """Whether actor, action and target are those of ``event``, whatever its date and status."""
        return (
            (self.actor is None or _same_name(self.actor, event.actor))
            and (self.action is None or not event.actions.isdisjoint(self.action))
            and (self.target is None or _same_name(self.target, event.target))
        )

    def dates(self, event: Found) -> bool:
        """Whether the event has the claim's date, to the day where the claim gives a day and no slack."""
        if self.date is None:
            return True
        if event.days is None:
            return False
        span, slack = _days(self.date), timedelta(days=self.slack)
        if span.days == 1 and not slack:
            return event.days == span
        return span.first - slack <= event.days.first and event.days.last <= span.last + slack

    def reverses(self, event: Found) -> bool:
        """Whether ``event`` is about the same actor and target, and says the opposite of the claim."""
        opposite = {_OPPOSITE.get(_group(action)) for action in self.action or ()} - {None}
        return (
            len(opposite) == 1
            and event.group in opposite
            and _same_name(self.actor or (), event.actor)
            and _same_name(self.target or (), event.target)
        )


@dataclass(frozen=True)
class Found:
    """What scoring needs of one extracted event; ``told`` is equal for repeats of the same claim."""

    article: str
    actor: tuple[str, ...] | None
    action: str
    actions: frozenset[str]
    group: str
    target: tuple[str, ...] | None
    days: Span | None
    status: str
    kind: str
    told: str
    label: str

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The event of one line of ``dateline extract --format jsonl``, or of another system's like it."""
        action = record["action"]
        path = tuple(action.get("path") or (action["id"],))
        return cls(
            article=record["source"]["article"],
            actor=_names(record.get("actor")),
            action=action["id"],
            actions=frozenset((action["id"], *path)),
            group=path[0],
            target=_names(record.get("target")),
            days=_interval(record.get("date")),
            status=record.get("status") or "",
            kind=record.get("kind", "act"),
            told=json.dumps([record.get(slot) for slot in ("actor", "target", "date")], sort_keys=True),
            label=_label(record),
        )

    def repeats(self, other: Found) -> bool:
        """Whether both make the same claim on the same day, so that they count once."""
        return (self.action, self.told) == (other.action, other.told)


@dataclass(frozen=True)
class Document:
    """A gold document: its text or the file that holds it, and the claims it makes and does not make."""

    id: str
    published: date
    text: str | None
    file: str | None
    events: tuple[Claim, ...]
    forbidden: tuple[Claim, ...]
    split: str
    kind: str

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The document of one line of a gold file."""
        return cls(
            id=record["id"],
            published=date.fromisoformat(record["published"]),
            text=record.get("text"),
            file=record.get("file"),
            events=tuple(map(Claim.from_record, record["events"])),
            forbidden=tuple(map(Claim.from_record, record.get("forbidden", ()))),
            split=record.get("split", "tune"),
            kind=record.get("class") or "article",
        )


def load(paths: Iterable[Path], split: Split = "all") -> list[Document]:
    """The gold documents of JSON-lines files, both halves or one.

    Raises:
        MisuseError: a line is not a gold document.
    """
    documents: list[Document] = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                documents.append(_document(line, f"{path}, line {number}"))
    return [document for document in documents if split in ("all", document.split)]


def _document(line: str, where: str) -> Document:
    try:
        return Document.from_record(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{where}: not a gold document ({error!r}); it needs id, published, text or file, and events"
        raise MisuseError(msg) from error


def _same_name(accepted: Sequence[str | None], slot: tuple[str, ...] | None) -> bool:
    if slot is None:
        return None in accepted
    return any(_alike(_words(name), _words(got)) for name in accepted if name is not None for got in slot)


def _alike(want: frozenset[str], have: frozenset[str]) -> bool:
    return bool(want and have) and len(want & have) / len(want | have) >= _ENOUGH


def _words(name: str) -> frozenset[str]:
    name = name.casefold()
    for long, short in _ABBREVIATED.items():
        name = name.replace(long, short)
    return frozenset(re.findall(r"\w+", name)) - _IDLE


def _days(value: str) -> Span:
    """The days that ``2025-01-10``, ``2025-01``, ``2025`` or two of them with a slash stand for.

    >>> str(_days("2024-02").last), _days("2024/2025").days
    ('2024-02-29', 731)
    """
    if "/" in value:
        first, last = value.split("/")
        return Span(_days(first).first, _days(last).last)
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return Span(date(*parts), date(*parts))
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    following = date(year + month // 12, month % 12 + 1, 1)
    return Span(date(year, parts[1] if len(parts) == 2 else 1, 1), following - timedelta(days=1))


def _interval(record: Mapping[str, Any] | None) -> Span | None:
    if not record or not record.get("start"):
        return None
    return Span(_days(record["start"]).first, _days(record.get("end") or record["start"]).last)


def _names(slot: Mapping[str, Any] | None) -> tuple[str, ...] | None:
    if slot is None:
        return None
    return tuple(name for name in (slot.get("label"), slot.get("text"), *slot.get("aliases", ())) if name)


def _label(record: Mapping[str, Any]) -> str:
    slots = [(_names(record.get(slot)) or ("-",))[0] for slot in ("actor", "target")]
    start = (record.get("date") or {}).get("start") or "-"
    return " | ".join((slots[0], record["action"]["id"], slots[1], start, record.get("status") or "-"))


def _group(action: str) -> str:
    try:
        return action_path(action)[0]
    except KeyError:
        return action


def _tuple(value: object) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _optional_tuple(record: Mapping[str, Any], name: str) -> tuple[Any, ...] | None:
    return _tuple(record[name]) if name in record else None


def read_predicted(path: Path) -> list[Found]:
    """The events of a JSON-lines file, as ``dateline extract --format jsonl`` writes it.

    Raises:
        MisuseError: a line is not an event.
    """
    events = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            events += [Found.from_record(json.loads(line))] if line.strip() else []
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            msg = f"{path}, line {number}: not an event ({error!r}); see dateline extract --format jsonl"
            raise MisuseError(msg) from error
    return events

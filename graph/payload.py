"""Events as columns: the smallest form in which a page can hold everything it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.headline import generic, predicate
from graph.model import action_scheme
from graph.page import safe_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model import Entity, Event, MergedEvent, Source, When

Columns = dict[str, list[Any]]
EPOCH = date(1970, 1, 1).toordinal()
STATUSES = ("asserted", "planned", "possible", "negated", "counterfactual")
PRECISIONS = ("day", "week", "month", "quarter", "season", "half", "year", "decade", "range")


@dataclass(slots=True)
class _Table:
    """Rows numbered in order of first appearance, each written once."""

    fields: tuple[str, ...]
    rows: dict[Any, int] = field(default_factory=dict)

    def number(self, row: tuple[Any, ...]) -> int:
        return self.rows.setdefault(row, len(self.rows))

    def columns(self) -> Columns:
        return _columns(self.fields, list(self.rows))


ENTITY_FIELDS = ("id", "label", "type", "country", "wikidata", "generic")


@dataclass(slots=True)
class _Payload:
    entities: _Table = field(default_factory=lambda: _Table(ENTITY_FIELDS))
    actions: _Table = field(default_factory=lambda: _Table(("id", "group", "label")))
    articles: _Table = field(default_factory=lambda: _Table(("id", "url", "title", "publisher", "published")))
    sentences: _Table = field(default_factory=lambda: _Table(("article", "start", "text")))
    strings: _Table = field(default_factory=lambda: _Table(("text",)))

    def string(self, text: str | None) -> int:
        return self.strings.number((text or "",))

    def entity(self, entity: Entity | None) -> int:
        """The number of an entity, -1 for nobody."""
        if entity is None:
            return -1
        return self.entities.number(
            (entity.id, entity.label, entity.type, entity.country, entity.wikidata, int(generic(entity)))
        )

    def action(self, event: MergedEvent) -> int:
        scheme = action_scheme().get(event.action.id)
        label = scheme.label if scheme else event.action.id
        return self.actions.number((event.action.id, event.action.path[0], label.lower()))

    def sentence(self, source: Source) -> int:
        article = self.articles.number(
            (source.article, safe_link(source.url), source.title, source.publisher, day(source.published))
        )
        return self.sentences.number((article, source.start, source.sentence))

    def mention(self, event: Event) -> tuple[Any, ...]:
        return (
            self.sentence(event.source),
            STATUSES.index(event.status),
            self.entity(event.said_by),
            round(event.confidence * 100),
            self.string(event.date.rule if event.date else None),
            _flat(marks(event)),
            self.string(details(event)),
            *_interval(event.date),
        )

    def row(self, event: MergedEvent) -> tuple[Any, ...]:
        return (
            event.id,
            self.entity(event.actor),
            self.action(event),
            self.entity(event.target),
            self.string(predicate(event)),
            self.string(" ".join(event.action.measures)),
            ("restrict", "relax", "neutral").index(event.polarity),
            STATUSES.index(event.status),
            int(event.kind == "state"),
            *_interval(event.date),
            PRECISIONS.index(event.date.precision) if event.date else -1,
            self.string(event.date.text if event.date else None),
            day(event.valid_until.end) if event.valid_until else None,
            day(event.report_date) - (day(event.date.start) if event.date else 0),
            round(event.confidence * 100),
            self.string(" ".join(event.conflicts)),
            len(event.mentions),
        )


EVENT_FIELDS = (
    *("id", "actor", "action", "target", "predicate", "measures", "polarity", "status", "state"),
    *("start", "days", "precision", "dated", "until", "report", "confidence", "conflicts", "mentions"),
)
MENTION_FIELDS = ("sentence", "status", "speaker", "confidence", "rule", "marks", "details", "first", "days")


def payload(events: Sequence[MergedEvent]) -> dict[str, Any]:
    """Everything the page needs to know of ``events``, as columns with each text written once."""
    tables = _Payload()
    rows = [tables.row(event) for event in events]
    mentions = [tables.mention(mention) for event in events for mention in event.mentions]
    return {
        "events": _columns(EVENT_FIELDS, rows),
        "mentions": _columns(MENTION_FIELDS, mentions),
        "entities": tables.entities.columns(),
        "actions": tables.actions.columns(),
        "articles": tables.articles.columns(),
        "sentences": tables.sentences.columns(),
        "strings": tables.strings.columns()["text"],
    }


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Columns:
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def day(value: date) -> int:
    """Days since 1970-01-01, the unit of the page's time axis."""
    return value.toordinal() - EPOCH


def marks(event: Event) -> list[tuple[int, int, str]]:
    """Where the sentence names date, action, actor and target: (start, end, role), never overlapping.

    Offsets count UTF-16 units, as the browser does.
    """
    sentence = event.source.sentence
    found: list[tuple[int, int, str]] = []
    for role, said in (("date", event.date), ("target", event.target), ("actor", event.actor)):
        span = _find(sentence, said.text, found) if said else None
        if span is not None:
            found.append((*span, role))
    span = _find(sentence, event.action.text, found)
    if span is not None:
        found.append((*span, "action"))
    found.sort()
    if sentence.isascii():
        return found
    return [(_units(sentence, start), _units(sentence, end), role) for start, end, role in found]


def details(event: Event) -> str:
    """What else the text gives: sum, number, instrument and cause, in one line."""
    named = (
        ("", event.value.text if event.value else None),
        ("count ", str(event.count) if event.count is not None else None),
        ("by ", event.instrument),
        ("because of ", event.cause),
    )
    return " · ".join(f"{name}{text}" for name, text in named if text)


def sort_key(event: MergedEvent) -> tuple[str, str, int, int, str]:
    """Events in order of date, the undated by their report; then as the first article names their targets."""
    first = event.date.start if event.date else event.report_date
    source = event.mentions[0].source
    named = source.sentence.find(event.mentions[0].target.text) if event.mentions[0].target else -1
    return (first.isoformat(), source.article, source.start, named, event.id)


def _find(sentence: str, text: str, taken: Sequence[tuple[int, int, str]]) -> tuple[int, int] | None:
    """The first place where the sentence has ``text`` as whole words and no other role stands yet."""
    if not text:
        return None
    start = sentence.find(text)
    while start >= 0:
        end = start + len(text)
        if _whole(sentence, start, end) and _free(taken, start, end):
            return start, end
        start = sentence.find(text, start + 1)
    return None


def _whole(sentence: str, start: int, end: int) -> bool:
    if start and sentence[start - 1].isalnum() and sentence[start].isalnum():
        return False
    return end == len(sentence) or not (sentence[end].isalnum() and sentence[end - 1].isalnum())


def _free(taken: Sequence[tuple[int, int, str]], start: int, end: int) -> bool:
    return all(end <= first or last <= start for first, last, _ in taken)


def _units(text: str, offset: int) -> int:
    if text.isascii():
        return offset
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _flat(spans: Iterable[tuple[int, int, str]]) -> list[int]:
    roles = ("actor", "action", "target", "date")
    return [value for start, end, role in spans for value in (start, end, roles.index(role))]


def _interval(when: When | None) -> tuple[int | None, int | None]:
    """First day, and how many days follow it."""
    return (day(when.start), (when.end - when.start).days) if when else (None, None)

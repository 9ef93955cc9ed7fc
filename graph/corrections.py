"""Corrections that analysts make, and how they change claims; :mod:`graph.corrections_file` reads them."""

from __future__ import annotations

import calendar
import json
import re
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from graph.model import Entity, Event, Precision, When, short_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CorrectionKind = Literal["alias", "merge", "split", "reject", "redate"]
KINDS: tuple[str, ...] = get_args(CorrectionKind)
RULE = "corrected"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of a person about claims; what it does not need is empty.

    ``id`` comes from the content, so that the same correction given twice is one. ``place`` is the file and
    line where it stands.
    """

    kind: CorrectionKind
    who: str
    when: str
    why: str
    names: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    into: Entity | None = None
    date: str = ""
    list_id: str = ""
    entry_id: str = ""
    place: str = ""

    @property
    def id(self) -> str:
        """Sixteen hex digits that stand for the decision, wherever it is written down."""
        return short_hash(json.dumps(asdict(replace(self, place="")), sort_keys=True))

    def to_json(self) -> str:
        """The correction as one line that :meth:`from_json` reads."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Correction:
        """The correction that :meth:`to_json` wrote."""
        values = json.loads(text)
        into = values.pop("into")
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        return cls(**{**values, **lists}, into=Entity(**into) if into else None)

    def describe(self) -> str:
        """The correction in a few words, for a list of those that found nothing."""
        about = ", ".join((*self.names, *self.entities, *self.events)) or self.entry_id
        result = self.into.id if self.into else self.date
        return f"{self.place}: {self.kind} {about}" + (f" -> {result}" if result else "")


@dataclass(frozen=True, slots=True)
class Corrected:
    """Claims after their corrections: those that stand, what was rejected, and by what each was changed.

    ``unapplied`` are corrections that fitted no claim: a mistyped id, or an article that is gone.
    """

    events: tuple[Event, ...]
    rejected: tuple[Event, ...]
    by: Mapping[str, tuple[Correction, ...]]
    unapplied: tuple[Correction, ...]


def apply(events: Iterable[Event], corrections: Sequence[Correction]) -> Corrected:
    """The claims as corrections leave them; ids stay those of extraction, so that the next replay finds them.

    Names are resolved first, then entities merged and split, then claims rejected and redated.
    """
    rules = _Rules(corrections)
    kept, rejected = [], []
    by: dict[str, tuple[Correction, ...]] = {}
    used: set[str] = set()
    for event in events:
        corrected, reasons = rules.corrected(event)
        if reasons:
            by[event.id] = reasons
            used.update(reason.id for reason in reasons)
        if corrected is None:
            rejected.append(event)
        else:
            kept.append(corrected)
    unapplied = tuple(one for one in corrections if one.id not in used and not one.list_id)
    return Corrected(tuple(kept), tuple(rejected), by, unapplied)


class _Rules:
    """Corrections, ready to be looked up claim by claim."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._named: dict[str, Correction] = {}
        self._merged: dict[str, Correction] = {}
        self._split: dict[str, list[Correction]] = defaultdict(list)
        self._about: dict[str, list[Correction]] = defaultdict(list)
        for one in corrections:
            if one.list_id:
                continue
            if one.kind == "alias":
                self._named.update((folded(name), one) for name in one.names)
            elif one.kind == "merge":
                self._merged.update((entity, one) for entity in one.entities)
            elif one.kind == "split":
                self._split[one.entities[0]].append(one)
            else:
                for event in one.events:
                    self._about[event].append(one)

    def corrected(self, event: Event) -> tuple[Event | None, tuple[Correction, ...]]:
        """The claim as it stands corrected, None when it is rejected, and the corrections that did it."""
        reasons: list[Correction] = []
        changed: Event | None = replace(
            event,
            actor=self._entity(event.actor, event, reasons),
            target=self._entity(event.target, event, reasons),
            said_by=self._entity(event.said_by, event, reasons),
        )
        for one in self._about.get(event.id, ()):
            reasons.append(one)
            if one.kind == "reject":
                changed = None
            elif changed is not None:
                changed = replace(changed, date=when(one.date, changed.date.text if changed.date else ""))
        return changed, tuple(dict.fromkeys(reasons))

    def _entity(self, entity: Entity | None, event: Event, reasons: list[Correction]) -> Entity | None:
        if entity is None:
            return None
        for one in self._split.get(entity.id, ()):
            if event.id in one.events or event.source.article in one.articles:
                reasons.append(one)
                return _made(one, entity)
        named = self._named.get(folded(entity.text)) or self._named.get(folded(entity.label))
        if named is not None and named.into is not None and named.into.id != entity.id:
            reasons.append(named)
            entity = _made(named, entity)
        while (merged := self._merged.get(entity.id)) is not None:
            reasons.append(merged)
            entity = _made(merged, entity)
        whole = self._merged.get(entity.part_of or "")
        if whole is not None and whole.into is not None and whole.into.id != entity.id:
            reasons.append(whole)
            entity = replace(entity, part_of=whole.into.id)
        return entity


def _made(correction: Correction, entity: Entity) -> Entity:
    into = correction.into or entity
    return replace(into, text=entity.text, count=entity.count)


def folded(name: str) -> str:
    """A name without its case and its spaces, by which aliases are found."""
    return " ".join(name.casefold().split())


def when(text: str, words: str) -> When | None:
    """The interval that a correction gives; nothing for "none". ``words`` are those of the article.

    >>> when("2025-02", "last month").end, when("2025-01-10/2025-01-15", "").precision
    (datetime.date(2025, 2, 28), 'range')

    Raises:
        ValueError: it is no date.
    """
    if text == "none":
        return None
    first, slash, last = text.partition("/")
    start, _, precision = _interval(first)
    _, end, _ = _interval(last) if slash else _interval(first)
    if end < start:
        msg = f"{text!r} ends before it starts"
        raise ValueError(msg)
    return When(start, end, "range" if slash else precision, text, words, RULE)


def _interval(text: str) -> tuple[date, date, Precision]:
    found = _DATE.fullmatch(text)
    if not found:
        msg = f"{text!r} is no date; write YYYY-MM-DD, YYYY-MM, YYYY, or two with / between them"
        raise ValueError(msg)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not month:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if not day:
        first = date(year, month, 1)
        return first, first.replace(day=calendar.monthrange(year, month)[1]), "month"
    return date(year, month, day), date(year, month, day), "day"

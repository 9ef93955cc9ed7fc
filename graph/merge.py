"""Brings the claims of many sentences and articles together into events.

Claims tell one event when they agree on status, kind and target, when one action is the other or lies
below it, when one actor is the other or the body that the other belongs to, and when their dates agree.
What "agree" means is written in :func:`groups`, rule by rule. The rules read a claim's :class:`Key` alone,
never the order in which articles came: any order and any split of them gives the same events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import Entity, Event, MergedEvent, When, short_hash
from graph.vocabulary import clean

#: A report tells of an act of the last two weeks, unless it says otherwise.
REPORT_REACH = 14
#: Undated reports of one act follow each other within days.
REPORT_GAP = 3
#: Acts a day apart against one of these are two; against a firm they are one, misdated.
BROAD_TARGETS = frozenset({"state", "territory", "region", "bloc", "group", "sector", "thing", "government"})


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """All that merging looks at: claims with the same key always tell the same event.

    ``basis`` is ``stated`` for a date that the text gives, ``report`` for one that only the publication
    bounds and ``none`` without a date; for the last two ``first`` and ``last`` are the day of the report.
    ``side`` is the country or the body that the actor acts for, ``above`` the body that it is part of.
    """

    status: str
    kind: str
    path: tuple[str, ...]
    side: str
    above: str
    actor: str
    target: str
    broad: bool
    basis: str
    first: date
    last: date

    @property
    def id(self) -> str:
        """The id of the event that claims with this key would be if they stood alone."""
        return short_hash("|".join(self.fields()))

    @property
    def block(self) -> str:
        """Claims in different blocks never tell the same event."""
        return short_hash("|".join((self.status, self.kind, *self.path[:2], self.side, self.target)))

    def fields(self) -> tuple[str, ...]:
        """The key as strings, from which :meth:`from_fields` makes it again."""
        names = (self.side, self.above, self.actor, self.target, "broad" if self.broad else "")
        days = (self.basis, self.first.isoformat(), self.last.isoformat())
        return (self.status, self.kind, "/".join(self.path), *names, *days)

    @classmethod
    def from_fields(cls, fields: Sequence[str]) -> Key:
        """The key that :meth:`fields` wrote."""
        status, kind, path, side, above, actor, target, broad, basis, first, last = fields
        days = date.fromisoformat(first), date.fromisoformat(last)
        return cls(
            status, kind, tuple(path.split("/")), side, above, actor, target, bool(broad), basis, *days
        )


def key_of(event: Event) -> Key:
    """What merging sees of a claim."""
    actor, target = event.actor, event.target
    return Key(
        event.status,
        event.kind,
        tuple(clean(part) for part in event.action.path or (event.action.id,)),
        side(actor) if actor else "",
        clean(actor.part_of or "") if actor else "",
        clean(actor.id) if actor else "",
        clean(target.id) if target else "",
        target is None or target.type in BROAD_TARGETS,
        *_basis(event),
    )


def side(entity: Entity) -> str:
    """The country or the body that an actor acts for, or a target belongs to; else its own id."""
    return clean(entity.country or entity.part_of or entity.id)


def _basis(event: Event) -> tuple[str, date, date]:
    when = event.date
    if when is not None and not when.rule.startswith("report"):
        return "stated", when.start, when.end
    reported = when.end if when is not None else event.report_date
    if event.kind == "state":  # a measure in force is told for years: one event for a month of reports
        reported = reported.replace(day=1)
    return ("none" if when is None else "report"), reported, reported


@dataclass(frozen=True, slots=True)
class _Group:
    """Keys found to tell one event; the first is the most exact and speaks for all."""

    keys: tuple[Key, ...]

    @property
    def best(self) -> Key:
        return self.keys[0]


_Near = Callable[[_Group, dict[date, list[_Group]]], Iterable[Sequence[_Group]]]
_Fits = Callable[[Key, Key], bool]


def groups(keys: Iterable[Key]) -> list[tuple[Key, ...]]:
    """The keys of one block, a group for each event, the most exact key of each first.

    1. the same actor, action and stated day are one event;
    2. an action joins the one action below it of that actor and day ("sanctioned" joins "designated");
    3. a body joins the one part of it that did the same that day ("the U.S." joins "the U.S. Treasury");
    4. two days in a row, with no third beside them, are one event with two dates, unless the target is a
       country, a sector or a group, against which acts do follow each other by a day;
    5. a wider date joins the one event that lies within it;
    6. a report without a date joins the latest such event of the fourteen days up to it;
    7. what is left joins the reports of the same act that follow each other within three days.

    Wherever two events would do, none is chosen.
    """
    ordered = sorted(set(keys))
    exact = [key for key in ordered if key.basis == "stated" and key.first == key.last]
    wide = [key for key in ordered if key.basis == "stated" and key.first != key.last]
    loose = [key for key in ordered if key.basis != "stated"]
    found = _alike(exact, lambda key: (key.actor, key.path, key.first))
    found = _settle(found, found, _same_day, _below_action)
    found = _settle(found, found, _same_day, _part_of_actor)
    found = _settle(found, found, _next_day, _misdated)
    found = _settle(
        _alike(wide, lambda key: (key.actor, key.path, key.first, key.last)), found, _within, _fits
    )
    found = _settle([_Group(run) for run in _runs(loose)], found, _latest, _fits)
    return sorted(group.keys for group in found)


def _alike(keys: Iterable[Key], by: Callable[[Key], Hashable]) -> list[_Group]:
    found: dict[Hashable, list[Key]] = defaultdict(list)
    for key in keys:
        found[by(key)].append(key)
    return [_group(same) for same in found.values()]


def _group(keys: Iterable[Key]) -> _Group:
    return _Group(tuple(sorted(keys, key=_vagueness)))


def _vagueness(key: Key) -> tuple[bool, int, int, bool, Key]:
    """Stated days first, then short spans, exact actions and parts rather than whole bodies."""
    return key.basis != "stated", (key.last - key.first).days, -len(key.path), key.above == "", key


def _settle(movers: list[_Group], hosts: list[_Group], near: _Near, fits: _Fits) -> list[_Group]:
    """Let each mover join the one host that fits it; all are judged before any moves."""
    by_day: dict[date, list[_Group]] = defaultdict(list)
    for host in hosts:
        by_day[host.best.first].append(host)
    home = {group.best: group.best for group in (*hosts, *movers)}
    for mover in movers:
        only = _only_host(mover, near(mover, by_day), fits)
        if only is not None:
            home[mover.best] = only.best
    found: dict[Key, list[Key]] = defaultdict(list)
    for best, group in {group.best: group for group in (*hosts, *movers)}.items():
        found[_root(home, best)].extend(group.keys)
    return [_group(keys) for keys in found.values()]


def _only_host(mover: _Group, rounds: Iterable[Sequence[_Group]], fits: _Fits) -> _Group | None:
    for candidates in rounds:
        fitting = [host for host in candidates if host.best != mover.best and fits(mover.best, host.best)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _root(home: dict[Key, Key], key: Key) -> Key:
    while home[key] != key:
        key = home[key]
    return key


def _same_day(group: _Group, by_day: dict[date, list[_Group]]) -> Iterator[list[_Group]]:
    yield by_day.get(group.best.first, [])


def _next_day(group: _Group, by_day: dict[date, list[_Group]]) -> Iterator[list[_Group]]:
    """The groups of the day before, where that day and this one stand alone."""

    def told(days: int) -> list[_Group]:
        others = by_day.get(_later(group.best.first, days), [])
        return [one for one in others if _misdated(group.best, one.best)]

    if not told(1) and not told(-2):
        yield told(-1)


def _within(group: _Group, by_day: dict[date, list[_Group]]) -> Iterator[list[_Group]]:
    yield [one for day, told in by_day.items() if group.best.first <= day <= group.best.last for one in told]


def _latest(group: _Group, by_day: dict[date, list[_Group]]) -> Iterator[list[_Group]]:
    first = min(key.first for key in group.keys)
    if group.best.kind == "act":
        for back in range(REPORT_REACH + 1):
            yield by_day.get(_later(first, -back), [])


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _below_action(key: Key, other: Key) -> bool:
    return key.actor == other.actor and _above(key.path, other.path)


def _part_of_actor(key: Key, other: Key) -> bool:
    return key.actor != "" and key.actor == other.above and _related(key, other)


def _misdated(key: Key, other: Key) -> bool:
    return not key.broad and key.actor == other.actor and _related(key, other)


def _fits(key: Key, other: Key) -> bool:
    contained = key.actor != "" and (key.actor == other.above or key.above == other.actor)
    return _related(key, other) and (key.actor == other.actor or contained)


def _related(key: Key, other: Key) -> bool:
    return key.path == other.path or _above(key.path, other.path) or _above(other.path, key.path)


def _above(path: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(path) < len(other) and other[: len(path)] == path


def _runs(keys: Iterable[Key]) -> Iterator[tuple[Key, ...]]:
    """Reports of the same act, cut where days pass without one and after a fortnight."""
    for same in _alike(keys, lambda key: (key.actor, key.path)):
        run: list[Key] = []
        for key in sorted(same.keys, key=lambda key: (key.first, key)):
            if run and (
                (key.first - run[-1].first).days > REPORT_GAP
                or (key.first - run[0].first).days >= REPORT_REACH
            ):
                yield tuple(sorted(run, key=_vagueness))
                run = []
            run.append(key)
        yield tuple(sorted(run, key=_vagueness))


def merge(events: Iterable[Event]) -> list[MergedEvent]:
    """The events that claims tell, by date, then report, then id.

    The result depends on the claims alone, not on their order.
    """
    claims: dict[Key, list[Event]] = defaultdict(list)
    for event in events:
        claims[key_of(event)].append(event)
    blocks: dict[str, list[Key]] = defaultdict(list)
    for key in claims:
        blocks[key.block].append(key)
    merged = [
        combine(group[0].id, [claim for key in group for claim in claims[key]])
        for keys in blocks.values()
        for group in groups(keys)
    ]
    return sorted(merged, key=chronology)


def chronology(event: MergedEvent) -> tuple[date, date, str]:
    """The order of a timeline; an undated event stands where it was reported."""
    when = event.date
    return (when.start if when else event.report_date, event.report_date, event.id)


def combine(event_id: str, claims: Iterable[Event]) -> MergedEvent:
    """One event out of the claims that tell it, with the most exact of what they say."""
    mentions = tuple(sorted({claim.id: claim for claim in claims}.values(), key=_reading_order))
    best = min(mentions, key=lambda claim: (_vagueness(key_of(claim)), _reading_order(claim)))
    exact = max(mentions, key=lambda claim: (len(claim.action.path), claim is best))
    return MergedEvent(
        id=event_id,
        actor=_most_told_actor(mentions),
        action=exact.action,
        target=best.target,
        polarity=exact.polarity,
        status=best.status,
        kind=best.kind,
        date=best.date,
        valid_until=_most_told([claim.valid_until for claim in mentions]),
        report_date=min(claim.report_date for claim in mentions),
        confidence=max(claim.confidence for claim in mentions),
        mentions=mentions,
        conflicts=tuple(_conflicts(mentions)),
    )


def _most_told_actor(mentions: Sequence[Event]) -> Entity | None:
    """The body that most claims name, rather than the state or bloc that it acts for."""
    counts = Counter(claim.actor.id if claim.actor else "" for claim in mentions)
    wholes = {claim.actor.part_of for claim in mentions if claim.actor is not None}

    def rank(claim: Event) -> tuple[bool, bool, int, bool]:
        actor = claim.actor
        if actor is None:
            return True, True, 0, True
        return False, actor.type in {"state", "bloc", "territory"}, -counts[actor.id], actor.id in wholes

    return min(mentions, key=lambda claim: (rank(claim), _reading_order(claim))).actor


def _reading_order(claim: Event) -> tuple[date, str, int, str]:
    return claim.source.published, claim.source.article, claim.source.start, claim.id


def _most_told(whens: Iterable[When | None]) -> When | None:
    told = [when for when in whens if when is not None]
    counts = Counter((when.start, when.end) for when in told)
    return min(told, key=lambda when: (-counts[when.start, when.end], when.start, when.end), default=None)


def _conflicts(mentions: Sequence[Event]) -> Iterator[str]:
    stated = {
        claim.date.span for claim in mentions if claim.date and not claim.date.rule.startswith("report")
    }
    if any(not one.overlaps(other) for one in stated for other in stated):
        yield "date"
    if len({(claim.value.amount, claim.value.currency) for claim in mentions if claim.value}) > 1:
        yield "value"
    if len({claim.count for claim in mentions if claim.count is not None}) > 1:
        yield "count"


def rules(event: MergedEvent) -> list[str]:
    """Which rules brought the mentions of an event together, in words."""
    keys = {key_of(claim) for claim in event.mentions}
    found = []
    if len(event.mentions) > len(keys):
        found.append("same actor, action, target and day")
    if len({key.path for key in keys}) > 1:
        found.append("one action below the other")
    if len({key.actor for key in keys}) > 1:
        found.append("one actor part of the other")
    days = {(key.first, key.last) for key in keys if key.basis == "stated"}
    if len({first for first, last in days if first == last}) > 1:
        found.append("stated days next to each other")
    if any(first != last for first, last in days) and len(days) > 1:
        found.append("day within a wider date")
    loose = {key.first for key in keys if key.basis != "stated"}
    if loose and days:
        found.append("reported within fourteen days")
    if len(loose) > 1:
        found.append("reports within three days of each other")
    return found


def publications(event: MergedEvent) -> tuple[int, int]:
    """How many articles tell the event in their own words, and how many only repeat another's sentence.

    A syndicated copy has the same sentences as an earlier article: it is a publication, not a source.
    """
    told: dict[str, list[str]] = {}
    for claim in event.mentions:
        told.setdefault(claim.source.article, []).append(" ".join(claim.source.sentence.casefold().split()))
    seen: set[str] = set()
    own = 0
    for sentences in told.values():
        own += not seen.issuperset(sentences)
        seen.update(sentences)
    return own, len(told) - own

"""The store: articles with their claims go in, merged events and answers come out.

    from graph.store import open_store

    with open_store("sanctions.store") as store:      # None: in memory; http(s)://…: a SPARQL endpoint
        store.put(article, events)                    # replaces what the store held of that article
        store.put_all(pairs)                          # many articles, each whole or not at all
        answer = store.query("targets-of", {"actor": "us-treasury"}, limit=50, timeout=10)
        print(answer.table())                         # also .to_csv(), .to_json(), .dataframe()
        store.events(actor="us-treasury", since=date(2025, 1, 1))
        store.stats(); store.articles(); store.serialize("trig"); store.dataset

Evidence stands in one named graph per article. Everything in the default graph is derived from the evidence and
follows it: putting an article recomputes just the events that its claims may touch. All changes of one article are one
transaction, so a process that is killed leaves whole articles only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from graph.engine import Engine, OxigraphEngine
from graph.errors import GraphError, StoreReadOnlyError
from graph.folder import Folder, open_folder
from graph.merge import Key, chronology, combine, groups, key_of
from graph.model import Article, Event, MergedEvent
from graph.query import Answer, answer, prepare
from graph.rdf import (
    DEFAULT,
    LABEL,
    TYPE,
    ArticleRecord,
    article_iri,
    article_quads,
    event_iri,
    event_quads,
    key_quads,
    read_record,
)
from graph.vocabulary import ENT, EVENT, NIF, PREFIXES, PROV, SCHEMA, SEM, dl, iri, name_of

if TYPE_CHECKING:
    from rdflib import Dataset

#: Articles that one transaction of :meth:`Store.put_all` takes.
BATCH = 200

FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a store holds. ``events`` counts by status and kind, "asserted act" for instance."""

    articles: int
    claims: int
    events: dict[str, int]
    linked: int
    unlinked: int
    triples: int


def open_store(path: str | Path | None = None, *, read_only: bool = False) -> Store:
    """Open a store in a folder, at a SPARQL endpoint or, for ``None``, in memory.

    A folder that does not exist is made, unless the store is only read.

    Raises:
        StoreError: the store cannot be opened; the message says the way out.
    """
    if path is None:
        from pyoxigraph import Store as Oxigraph  # noqa: PLC0415 - keeps the name out of the module

        return Store(OxigraphEngine(Oxigraph()))
    if str(path).startswith(("http://", "https://")):
        from graph.remote import remote_engine  # noqa: PLC0415 - only endpoints need it

        return Store(remote_engine(str(path)), read_only=read_only)
    folder = open_folder(Path(path), read_only=read_only)
    return Store(OxigraphEngine(folder.store), folder=folder, read_only=read_only)


class Store:
    """A knowledge graph of dated events, open for use; see the top of this module."""

    def __init__(self, engine: Engine, *, folder: Folder | None = None, read_only: bool = False) -> None:
        self.engine = engine
        self.folder = folder
        self.read_only = read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder, so that another process may write."""
        if self.folder is not None:
            self.__dict__.pop("dataset", None)
            self.engine = _Closed()
            self.folder.close()

    @cached_property
    def dataset(self) -> Dataset:
        """The graph as rdflib shows it, prefixes bound, backed by the same engine."""
        from graph.dataset import dataset_of  # noqa: PLC0415 - rdflib takes a third of a second

        return dataset_of(self.engine)

    # ------------------------------------------------------------------ writing

    def put(self, article: Article, events: Sequence[Event]) -> bool:
        """Store an article with its claims in place of what the store held of it; whether anything changed."""
        return bool(self._put([(article, events)]))

    def put_all(self, pairs: Iterable[tuple[Article, Sequence[Event]]]) -> int:
        """Store many articles, faster than one by one; how many changed the store."""
        waiting = iter(pairs)
        changed = 0
        while batch := list(islice(waiting, BATCH)):
            changed += self._put(batch)
        return changed

    def remove(self, article: str) -> bool:
        """Take an article and all that only it tells out of the store; whether it was there."""
        return bool(self._change({article_iri(article): frozenset()}))

    def rebuild(self) -> None:
        """Derive the whole default graph anew from the evidence, as after a change of the merging rules."""
        self._check_writable()
        keys = {key for claim in self._quads(None, dl("record"), None, None) for key in [self._key(claim)]}
        evidence = [quad for quad in self._quads() if not isinstance(quad.graph_name, DefaultGraph)]
        wanted = self._shared(evidence)
        blocks: dict[str, set[Key]] = defaultdict(set)
        for key in keys:
            blocks[key.block].add(key)
            wanted.update(key_quads(key))
        for block in blocks.values():
            for group in groups(block):
                wanted.update(event_quads(combine(group[0].id, self._claims(group)), group))
        held = set(self._quads(None, None, None, DEFAULT))
        self._commit(held - wanted, wanted - held)

    def _put(self, pairs: Sequence[tuple[Article, Sequence[Event]]]) -> int:
        by_graph = {article_iri(article.id): article_quads(article, events) for article, events in pairs}
        return self._change(by_graph)

    def _change(self, evidence: Mapping[NamedNode, frozenset[Quad]]) -> int:
        """Replace the graphs of some articles, and all that is derived from them, in one transaction."""
        self._check_writable()
        held = {graph: frozenset(self._quads(None, None, None, graph)) for graph in evidence}
        changed = {graph: quads for graph, quads in evidence.items() if quads != held[graph]}
        if not changed:
            return 0
        before = {quad for graph in changed for quad in held[graph]}
        after = {quad for quads in changed.values() for quad in quads}
        removed, added = self._derived(before, after, frozenset(changed))
        self._commit(removed | (before - after), added | (after - before))
        return len(changed)

    def _commit(self, remove: set[Quad], add: set[Quad]) -> None:
        if self.folder is not None:
            self.folder.check_room(len(add))
        try:
            self.engine.change(remove, add)
        except OSError as error:
            raise (self.folder.write_error(error) if self.folder else GraphError(str(error))) from error

    def _check_writable(self) -> None:
        if self.read_only:
            raise StoreReadOnlyError(self.folder.path if self.folder else "store")

    # ------------------------------------------------------------------ deriving

    def _derived(
        self, before: set[Quad], after: set[Quad], graphs: frozenset[NamedNode]
    ) -> tuple[set[Quad], set[Quad]]:
        """What leaves and what enters the default graph when evidence ``before`` gives way to ``after``."""
        old, new = self._shared(before), self._shared(after)
        gone = {quad for quad in old - new if not self._told_elsewhere(quad, graphs)}
        removed, added = self._labels(gone, new, graphs)
        for was, now in self._regrouped(before, after, graphs):
            removed |= was - now
            added |= now - was
        return removed - added, {quad for quad in added if not self._has(quad)} | (added & removed)

    def _shared(self, evidence: Iterable[Quad]) -> set[Quad]:
        """The triples of the evidence that the default graph repeats: entities and plain triples."""
        return {
            Quad(quad.subject, quad.predicate, quad.object, DEFAULT)
            for quad in evidence
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ENT)
        }

    def _labels(
        self, gone: set[Quad], new: set[Quad], graphs: frozenset[NamedNode]
    ) -> tuple[set[Quad], set[Quad]]:
        """Keep one label for an entity, the first of all that articles give it."""
        touched = {quad.subject for quad in gone | new if quad.predicate == LABEL}
        removed = {quad for quad in gone if quad.predicate != LABEL}
        added = {quad for quad in new if quad.predicate != LABEL}
        given: dict[Any, set[str]] = defaultdict(set)
        for quad in new:
            if quad.predicate == LABEL:
                given[quad.subject].add(quad.object.value)  # type: ignore[union-attr]
        for subject in touched:
            held = {quad.object.value for quad in self._quads(subject, LABEL, None, DEFAULT)}  # type: ignore[union-attr]
            stays = held - {quad.object.value for quad in gone if quad.subject == subject}  # type: ignore[union-attr]
            others = stays if stays == held else self._labels_elsewhere(subject, graphs)
            labels = given[subject] | others
            first = {min(labels)} if labels else set()
            removed |= {Quad(subject, LABEL, Literal(label), DEFAULT) for label in held - first}
            added |= {Quad(subject, LABEL, Literal(label), DEFAULT) for label in first - held}
        return removed, added

    def _labels_elsewhere(self, subject: Any, graphs: frozenset[NamedNode]) -> set[str]:  # noqa: ANN401
        return {
            quad.object.value  # type: ignore[union-attr]
            for quad in self._quads(subject, LABEL, None, None)
            if quad.graph_name not in graphs and quad.graph_name != DEFAULT
        }

    def _told_elsewhere(self, quad: Quad, graphs: frozenset[NamedNode]) -> bool:
        found = self._quads(quad.subject, quad.predicate, quad.object, None)
        return any(one.graph_name not in graphs and one.graph_name != DEFAULT for one in found)

    def _regrouped(
        self, before: set[Quad], after: set[Quad], graphs: frozenset[NamedNode]
    ) -> Iterator[tuple[set[Quad], set[Quad]]]:
        """For each block of claims that the change touches: its events as they were and as they are now."""
        was, now = _keys(before), _keys(after)
        claims = _claims(after, graphs)
        gone = {key for key in was - now if not self._key_told_elsewhere(key, graphs)}
        blocks: dict[str, tuple[set[Key], set[Key]]] = {}
        for key in was | now:
            if key.block not in blocks:
                held = self._block(key.block)
                blocks[key.block] = (held, set(held))
            (blocks[key.block][1].discard if key in gone else blocks[key.block][1].add)(key)
        touched = was | now
        for held, wanted in blocks.values():
            old, new = set(groups(held)), set(groups(wanted))
            stale = {group for group in old if group not in new or touched.intersection(group)}
            fresh = {group for group in new if group not in old or touched.intersection(group)}
            removed = {quad for group in stale for quad in self._event_quads(group)}
            added = {quad for group in fresh for quad in self._fresh_quads(group, claims, graphs)}
            yield removed, added

    def _block(self, block: str) -> set[Key]:
        """The keys that the store holds of a block."""
        return {self._key(quad) for quad in self._quads(None, dl("block"), Literal(block), DEFAULT)}

    def _key(self, quad: Quad) -> Key:
        """The merge key of the event or claim that a quad is about."""
        [found] = self._quads(quad.subject, dl("mergeKey"), None, quad.graph_name)
        return Key.from_fields(json.loads(found.object.value))  # type: ignore[union-attr]

    def _key_told_elsewhere(self, key: Key, graphs: frozenset[NamedNode]) -> bool:
        return any(
            quad.graph_name not in graphs for quad in self._quads(None, dl("tells"), event_iri(key.id), None)
        )

    def _event_quads(self, group: Sequence[Key]) -> Iterator[Quad]:
        for key in group:
            yield from self._quads(event_iri(key.id), None, None, DEFAULT)

    def _fresh_quads(
        self, group: Sequence[Key], claims: Mapping[str, list[Event]], graphs: frozenset[NamedNode]
    ) -> Iterator[Quad]:
        told = [*self._claims(group, graphs), *chain.from_iterable(claims.get(key.id, []) for key in group)]
        for key in group:
            yield from key_quads(key)
        yield from event_quads(combine(group[0].id, told), group)

    def _claims(self, group: Iterable[Key], without: frozenset[NamedNode] = frozenset()) -> Iterator[Event]:
        """The claims that tell a group's events, but for those of some articles."""
        for key in group:
            for quad in self._quads(None, dl("tells"), event_iri(key.id), None):
                if quad.graph_name not in without:
                    yield self._claim(quad.subject, quad.graph_name)

    def _claim(self, claim: Any, graph: Any) -> Event:  # noqa: ANN401 - any term of the engine
        values = {quad.predicate.value: quad.object for quad in self._quads(claim, None, None, graph)}
        return _read(values, self._values(values[dl("sentence").value], graph), self._values(graph, graph))

    def _values(self, subject: Any, graph: Any) -> dict[str, Any]:  # noqa: ANN401
        return {quad.predicate.value: quad.object for quad in self._quads(subject, None, None, graph)}

    def _quads(
        self, subject: Any = None, predicate: Any = None, object_: Any = None, graph: Any = None
    ) -> Iterator[Quad]:  # noqa: ANN401, E501
        return self.engine.match(subject, predicate, object_, graph)

    def _has(self, quad: Quad) -> bool:
        return any(True for _ in self._quads(quad.subject, quad.predicate, quad.object, quad.graph_name))

    # ------------------------------------------------------------------ reading

    def query(
        self,
        query: str,
        params: Mapping[str, object] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Answer:
        """Answer SPARQL text or a saved question by its name.

        ``limit`` bounds the rows and ``timeout`` the seconds; a query that is given seconds runs in a
        process of its own, the only way to stop it.

        Raises:
            QueryError: the query is refused, wrong, or took too long.
        """
        return answer(
            self.engine, prepare(query, params or {}), limit=limit, timeout=timeout, folder=self.folder
        )

    def update(self, update: str) -> None:
        """Run a SPARQL update: for those who know what they change; derived triples last until the next rebuild."""
        from graph.guard import check_update  # noqa: PLC0415

        self._check_writable()
        check_update(update)
        self.engine.update(update)

    def events(
        self,
        *,
        actor: str | None = None,
        action: str | None = None,
        target: str | None = None,
        status: str | None = None,
        kind: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> list[MergedEvent]:
        """The merged events that fit, in order of time.

        ``actor`` and ``target`` find what is part of them too, ``action`` what is below it; ``since`` and ``until`` are
        days of the event or, where it has no date, of its report.
        """
        wanted = _Filter(actor, action, target, status, kind, since, until)
        found = (
            self._merged(quad.subject) for quad in self._quads(None, TYPE, NamedNode(SEM + "Event"), DEFAULT)
        )
        return sorted((event for event in found if wanted.fits(event)), key=chronology)

    def _merged(self, node: Any) -> MergedEvent:  # noqa: ANN401
        claims = self._quads(node, dl("claim"), None, DEFAULT)
        return combine(
            name_of(EVENT, node), [self._claim(quad.object, self._graph_of(quad.object)) for quad in claims]
        )

    def _graph_of(self, claim: Any) -> Any:  # noqa: ANN401
        return next(self._quads(claim, dl("record"), None, None)).graph_name

    def articles(self) -> list[ArticleRecord]:
        """What is known about each article, by day of publication and id."""
        node = NamedNode(SCHEMA + "NewsArticle")
        records = [self._article(quad.graph_name) for quad in self._quads(None, TYPE, node, None)]
        return sorted(records, key=lambda record: (record.published, record.id))

    def _article(self, graph: Any) -> ArticleRecord:  # noqa: ANN401
        values = _article_values(self._values(graph, graph))
        claims = sum(1 for _ in self._quads(None, dl("record"), None, graph))
        return ArticleRecord(
            values["article"],
            date.fromisoformat(values["published"]),
            values["url"],
            values["title"],
            values["publisher"],
            claims,
        )

    def stats(self) -> Stats:
        """Counts of what the store holds."""
        rows = self.query(
            "SELECT ?status ?kind (COUNT(?e) AS ?n) { ?e a sem:Event ; dl:status ?status ; dl:kind ?kind }"
            " GROUP BY ?status ?kind ORDER BY ?status ?kind"
        ).rows
        linked = {str(flag): self._count(f"?s dl:linked {flag}") for flag in ("true", "false")}
        return Stats(
            articles=self._count("GRAPH ?g { ?s a schema:NewsArticle }"),
            claims=self._count("GRAPH ?g { ?s a dl:Claim }"),
            events={f"{status} {kind}": int(str(count)) for status, kind, count in rows},
            linked=linked["true"],
            unlinked=linked["false"],
            triples=self._count("?s ?p ?o") + self._count("GRAPH ?g { ?s ?p ?o }"),
        )

    def _count(self, pattern: str) -> int:
        return int(str(self.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}").rows[0][0]))

    def serialize(self, form: str = "nq") -> bytes:
        """The whole graph, sorted: the same graph gives the same bytes. ``ttl`` and ``nt`` hold the default graph."""
        if form not in FORMATS:
            msg = f"{form}: not a format of the graph; choose one of {', '.join(FORMATS)}"
            raise GraphError(msg)
        rdf_format = FORMATS[form]
        graph = None if rdf_format.supports_datasets else DEFAULT
        quads = sorted(self._quads(None, None, None, graph), key=_serial)
        items = quads if rdf_format.supports_datasets else [quad.triple for quad in quads]
        return _sorted_prefixes(serialize(items, format=rdf_format, prefixes=dict(PREFIXES)) or b"")


class _Closed:
    """Stands in for the engine of a closed store."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        msg = "the store is closed; open it again with open_store"
        raise GraphError(msg)


@dataclass(frozen=True, slots=True)
class _Filter:
    actor: str | None
    action: str | None
    target: str | None
    status: str | None
    kind: str | None
    since: date | None
    until: date | None

    def fits(self, event: MergedEvent) -> bool:
        when = event.date
        first, last = (when.start, when.end) if when else (event.report_date, event.report_date)
        return (
            (self.actor is None or _is_or_in(event.actor, self.actor))
            and (self.target is None or _is_or_in(event.target, self.target))
            and (self.action is None or self.action in (*event.action.path, event.action.id))
            and self.status in (None, event.status)
            and self.kind in (None, event.kind)
            and (self.since is None or last >= self.since)
            and (self.until is None or first <= self.until)
        )


def _is_or_in(entity: Any, wanted: str) -> bool:  # noqa: ANN401
    return entity is not None and wanted in (entity.id, entity.part_of)


def _sorted_prefixes(data: bytes) -> bytes:
    """The serialiser writes prefixes in no order; all stand at the top, a line each."""
    lines = data.split(b"\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"\n".join(sorted(lines[:count]) + lines[count:])


def _serial(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _keys(evidence: Iterable[Quad]) -> set[Key]:
    name = dl("mergeKey")
    return {Key.from_fields(json.loads(quad.object.value)) for quad in evidence if quad.predicate == name}  # type: ignore[union-attr]


def _claims(evidence: Iterable[Quad], graphs: frozenset[NamedNode]) -> dict[str, list[Event]]:
    """The claims in some evidence by the id of the event that each tells."""
    by_subject: dict[tuple[Any, Any], dict[str, Any]] = defaultdict(dict)
    for quad in evidence:
        by_subject[quad.graph_name, quad.subject][quad.predicate.value] = quad.object
    found: dict[str, list[Event]] = defaultdict(list)
    for (graph, _), values in by_subject.items():
        if dl("record").value in values:
            sentence = by_subject[graph, values[dl("sentence").value]]
            event = _read(values, sentence, by_subject[graph, graph])
            found[key_of(event).id].append(event)
    return found


def _read(claim: Mapping[str, Any], sentence: Mapping[str, Any], article: Mapping[str, Any]) -> Event:
    return read_record(
        claim[dl("record").value].value, _article_values(article), sentence[NIF + "anchorOf"].value
    )


def _article_values(article: Mapping[str, Any]) -> dict[str, Any]:
    def value(name: str) -> str | None:
        term = article.get(SCHEMA + name)
        return None if term is None else str(term.value)

    return {
        "article": value("identifier"),
        "published": value("datePublished"),
        "url": value("url"),
        "title": value("headline"),
        "publisher": value("publisher"),
    }

"""The store: articles with their claims go in, merged events and answers come out.

    from graph.store import open_store

    with open_store("sanctions.store") as store:      # None: in memory; http(s)://…: a SPARQL endpoint
        store.put(article, events)                    # replaces what the store held of that article
        store.put_all(pairs)                          # many articles, each whole or not at all
        answer = store.query("targets-of", {"actor": "us-treasury"}, limit=50, timeout=10)
        print(answer.table())                         # also .to_csv(), .to_json(), .dataframe()
        store.events(actor="us-treasury", since=date(2025, 1, 1))
        store.stats(); store.articles(); store.serialize("trig"); store.dataset

Evidence stands in one named graph per article. Everything in the default graph is derived from the evidence
and follows it: putting an article recomputes just the events that its claims may touch. All changes of one
article are one transaction, so a process that is killed leaves whole articles only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Self, Unpack

from pyoxigraph import NamedNode, Quad

from graph.corrected import GRAPH as CORRECTIONS
from graph.corrected import corrected_quads, correction_quads, replayed, stored_corrections
from graph.derive import derive_all, derived_change
from graph.engine import Engine, OxigraphEngine, memory_engine
from graph.errors import GraphError, StoreError, StoreReadOnlyError
from graph.evidence import read_article, read_claim
from graph.export import evidence_graphs, rdf_format, serialized
from graph.folder import Folder, open_folder
from graph.guard import check_update
from graph.merge import chronology, combine
from graph.official import official_quads
from graph.query import answer, prepare
from graph.rdf import DEFAULT, ArticleRecord, article_iri
from graph.select import EventFilter, event_query
from graph.vocabulary import EVENT, dl, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import TracebackType

    from rdflib import Dataset

    from graph.answer import Answer
    from graph.corrections import Correction
    from graph.model import Article, Event, MergedEvent
    from graph.official import OfficialLink

#: Articles that one transaction of :meth:`Store.put_all` takes.
BATCH = 50


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
        return Store(memory_engine())
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
        from graph.dataset import dataset_of  # noqa: PLC0415 - rdflib takes a third of a second to import

        return dataset_of(self.engine)

    # ------------------------------------------------------------------ writing

    def put(self, article: Article, events: Sequence[Event]) -> bool:
        """Store an article with its claims, in place of what was held of it; whether anything changed."""
        return bool(self._put([(article, events)]))

    def put_list(self, article: Article, events: Sequence[Event], links: Iterable[OfficialLink]) -> bool:
        """Store an official list as a source: its designations, and which entities are its entries."""
        quads = corrected_quads(article, events, self.corrections) | official_quads(article.id, links)
        return bool(self._change({article_iri(article.id): quads}))

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

    def load(self, data: bytes, form: str = "nq") -> int:
        """Take in the articles of a graph that :meth:`serialize` wrote; how many changed the store.

        Only evidence is read: the default graph is derived anew.

        Raises:
            GraphError: the data is not such a graph.
        """
        return self._change(evidence_graphs(data, form))

    def rebuild(self) -> None:
        """Derive the whole default graph anew from the evidence, as after a change of the merging rules."""
        self.replay()
        held, wanted = set(self.engine.match(None, None, None, DEFAULT)), derive_all(self.engine)
        self._commit(held - wanted, wanted - held)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections that the store keeps, and applies to whatever is put into it."""
        return stored_corrections(self.engine)

    def correct(self, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
        """Keep these corrections in place of those held, replay them, and give those that fitted no claim."""
        self._check_writable()
        held, wanted = set(self.engine.match(None, None, None, CORRECTIONS)), correction_quads(corrections)
        self._commit(held - wanted, set(wanted - held))
        self.__dict__.pop("corrections", None)
        return self.replay()

    def replay(self) -> tuple[Correction, ...]:
        """Apply the corrections anew to what was extracted; those that fitted no claim."""
        self._check_writable()
        graphs, unapplied = replayed(self.engine, self.corrections)
        self._change(graphs)
        return unapplied

    def _put(self, pairs: Sequence[tuple[Article, Sequence[Event]]]) -> int:
        return self._change(
            {article_iri(one.id): corrected_quads(one, events, self.corrections) for one, events in pairs}
        )

    def _change(self, evidence: Mapping[NamedNode, frozenset[Quad]]) -> int:
        """Replace the graphs of some articles, and all that is derived from them, in one transaction."""
        self._check_writable()
        held = {graph: frozenset(self.engine.match(None, None, None, graph)) for graph in evidence}
        changed = frozenset(graph for graph, quads in evidence.items() if quads != held[graph])
        before = {quad for graph in changed for quad in held[graph]}
        after = {quad for graph in changed for quad in evidence[graph]}
        if changed:
            removed, added = derived_change(self.engine, before, after, changed)
            self._commit(removed | (before - after), added | (after - before))
        if CORRECTIONS in changed:
            self.__dict__.pop("corrections", None)
        return len(changed)

    def _commit(self, remove: set[Quad], add: set[Quad]) -> None:
        if self.folder is not None:
            self.folder.check_room(len(add))
        try:
            self.engine.change(remove, add)
        except OSError as error:
            raise (self.folder.write_error(error) if self.folder else StoreError(str(error))) from error

    def _check_writable(self) -> None:
        if self.read_only:
            raise StoreReadOnlyError(self.folder.path if self.folder else "store")

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
        """Run a SPARQL update; derived triples that it changes last until the next rebuild."""
        self._check_writable()
        check_update(update)
        self.engine.update(update)

    def events(self, **wanted: Unpack[EventFilter]) -> list[MergedEvent]:
        """The merged events that fit, in order of time; see :class:`graph.select.EventFilter`."""
        nodes = self.query(event_query(wanted)).nodes()
        return sorted((self._merged(node) for node in nodes), key=chronology)

    def _merged(self, node: NamedNode) -> MergedEvent:
        found = (quad.object for quad in self.engine.match(node, dl("claim"), None, DEFAULT))
        claims = [claim for claim in found if isinstance(claim, NamedNode)]
        records = chain.from_iterable(self.engine.match(claim, dl("record"), None, None) for claim in claims)
        told = [read_claim(self.engine, quad.subject, quad.graph_name) for quad in records]
        return combine(name_of(EVENT, node), told)

    def articles(self) -> list[ArticleRecord]:
        """What is known about each article, by day of publication and id."""
        nodes = self.query("SELECT ?article { GRAPH ?article { ?article a schema:NewsArticle } }").nodes()
        records = [read_article(self.engine, node) for node in nodes]
        return sorted(records, key=lambda record: (record.published, record.id))

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
        """The graph, sorted: the same graph, the same bytes. ``ttl`` and ``nt`` hold the default graph."""
        graph = None if rdf_format(form).supports_datasets else DEFAULT
        return serialized(self.engine.match(None, None, None, graph), form)


class _Closed:
    """Stands in for the engine of a closed store."""

    def __getattr__(self, name: str) -> NoReturn:
        msg = "the store is closed; open it again with open_store"
        raise GraphError(msg)

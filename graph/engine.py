"""What the store asks of an engine, and Oxigraph as the default one.

An engine matches quads, changes quads in one transaction and answers SPARQL. All terms are pyoxigraph's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)
from pyoxigraph import Store as Oxigraph

from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple
GraphName = NamedNode | BlankNode | DefaultGraph
Solutions = QuerySolutions | QueryBoolean | QueryTriples


class Engine(Protocol):
    """The contract that every engine passes the same tests for."""

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object_: Object | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that fit a pattern; ``None`` fits everything."""
        ...

    def change(self, remove: Collection[Quad], add: Collection[Quad]) -> None:
        """Remove and add quads: all of them, or after an error none."""
        ...

    def query(self, query: str) -> Solutions:
        """Answer a query that a guard has passed."""
        ...

    def update(self, update: str) -> None:
        """Run an update that a guard has passed."""
        ...


@dataclass(frozen=True, slots=True)
class OxigraphEngine:
    """Oxigraph in this process, in memory or on disk."""

    store: Oxigraph

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object_: Object | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that fit a pattern; ``None`` fits everything."""
        return self.store.quads_for_pattern(subject, predicate, object_, graph)

    def change(self, remove: Collection[Quad], add: Collection[Quad]) -> None:
        """Remove and add quads in one transaction."""
        if remove:
            self.store.update(change_text(remove, add))
        elif add:
            self.store.extend(add)

    def query(self, query: str) -> Solutions:
        """Answer a query."""
        return self.store.query(query, prefixes=dict(PREFIXES))

    def update(self, update: str) -> None:
        """Run an update."""
        self.store.update(update, prefixes=dict(PREFIXES))


def memory_engine() -> OxigraphEngine:
    """An empty engine in memory."""
    return OxigraphEngine(Oxigraph())


def change_text(remove: Iterable[Quad], add: Iterable[Quad]) -> str:
    """A SPARQL update that removes and adds quads in one request."""
    removed, added = _block(remove), _block(add)
    parts = [
        f"{verb} {{\n{block}}}" for verb, block in (("DELETE DATA", removed), ("INSERT DATA", added)) if block
    ]
    return ";\n".join(parts)


def _block(quads: Iterable[Quad]) -> str:
    return "".join(sorted(_statement(quad) for quad in quads))


def _statement(quad: Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {quad.object} ."
    return (
        f"{triple}\n"
        if isinstance(quad.graph_name, DefaultGraph)
        else f"GRAPH {quad.graph_name} {{ {triple} }}\n"
    )

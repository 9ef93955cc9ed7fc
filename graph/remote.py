"""A store at a SPARQL 1.1 endpoint: queries, updates, and one Graph Store PUT for each article.

    open_store("http://127.0.0.1:7878")            # /query, /update and /store below it, as Oxigraph has them
    open_store("http://127.0.0.1:8890/sparql")     # one address for all; articles go by update

The derived graph is changed first and an article's graph last: should the line break between them, the
article still differs from what was to be stored, and the next ingest of it puts both right.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, quote, unquote, urlsplit

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from graph.answer import read_results
from graph.engine import GraphName, Object, Solutions, Subject, change_text
from graph.errors import RemoteStoreError
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

#: Seconds without a word after which a server is given up.
PATIENCE = 120
#: Quads that one update request takes.
MOST_QUADS = 20_000

_Spo = tuple[NamedNode, NamedNode, NamedNode]
_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


def remote_engine(address: str) -> RemoteEngine:
    """The engine at an address; nothing is asked of it yet."""
    url = urlsplit(address)
    path = url.path.rstrip("/")
    if path.endswith(("/sparql", "/query")):
        update = path.removesuffix("/query") + "/update" if path.endswith("/query") else path
        return RemoteEngine(url, path, update, None)
    return RemoteEngine(url, f"{path}/query", f"{path}/update", f"{path}/store")


@dataclass(slots=True)
class RemoteEngine:
    """An endpoint: where it answers queries and takes updates and, if it does, graphs."""

    url: SplitResult
    query_path: str
    update_path: str
    store_path: str | None
    _connection: HTTPConnection | None = field(default=None, repr=False)

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object_: Object | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that fit a pattern; ``None`` fits everything."""
        asked = (("s", subject), ("p", predicate), ("o", object_))
        given = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in asked if term is not None)
        default = f"{{ {given} ?s ?p ?o }}"
        named = f"{{ {given} GRAPH {graph or '?g'} {{ ?s ?p ?o }} }}"
        pattern = default if isinstance(graph, DefaultGraph) else named
        pattern = f"{default} UNION {named}" if graph is None else pattern
        for row in cast("QuerySolutions", self.query(f"SELECT ?s ?p ?o ?g WHERE {{ {pattern} }}")):
            found = [row[name] for name in "spo"]
            yield Quad(*cast("_Spo", found), cast("NamedNode | None", row["g"]) or graph or DefaultGraph())

    def change(self, remove: Collection[Quad], add: Collection[Quad]) -> None:
        """Change the default graph by updates, then each article's graph by one PUT."""
        if self.store_path is None:
            self._update_all(remove, add)
            return
        self._update_all(_default(remove), _default(add))
        gone, new = _by_graph(remove), _by_graph(add)
        for graph in sorted(gone.keys() | new.keys(), key=str):
            quads = (set(self.match(None, None, None, graph)) - gone[graph]) | new[graph]
            self._put(graph, sorted((quad.triple for quad in quads), key=str))

    def _update_all(self, remove: Collection[Quad], add: Collection[Quad]) -> None:
        """Updates of a size that servers take; additions first, so that nothing is missing between."""
        for quads in _portions(add):
            self.update(change_text((), quads))
        for quads in _portions(remove):
            self.update(change_text(quads, ()))

    def _put(self, graph: NamedNode, triples: list[Triple]) -> None:
        path = f"{self.store_path}?graph={quote(graph.value, safe='')}"
        if triples:
            self._send(
                "PUT", path, serialize(triples, format=RdfFormat.N_TRIPLES) or b"", "application/n-triples"
            )
        elif any(True for _ in self.match(None, None, None, graph)):
            self._send("DELETE", path, b"", "application/n-triples")

    def query(self, query: str) -> Solutions:
        """Answer a query; a graph comes as an iterator of triples."""
        kind, body = self._send("POST", self.query_path, (_declared() + query).encode(), _QUERY)
        if "n-triples" in kind:
            triples = (quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))
            return cast("QueryTriples", triples)
        return read_results(body)

    def update(self, update: str) -> None:
        """Run an update."""
        self._send("POST", self.update_path, (_declared() + update).encode(), _UPDATE)

    def _send(self, method: str, path: str, body: bytes, kind: str) -> tuple[str, bytes]:
        """One request on a connection that is kept; a server that closed it in between is asked once more."""
        headers = {"Content-Type": kind, "Accept": _ACCEPT, **self._credentials()}
        for attempt in ("kept", "new"):
            try:
                connection = self._connected(new=attempt == "new")
                connection.request(method, path, body, headers)
                response = connection.getresponse()
                return self._read(response.status, response.getheader("Content-Type", ""), response.read())
            except (OSError, HTTPException) as error:
                self._connection = None
                failure = error
        msg = f"{self.address}: no answer ({failure}); check that the server runs and the address is right"
        raise RemoteStoreError(msg) from failure

    def _read(self, status: int, kind: str, body: bytes) -> tuple[str, bytes]:
        if status < 300:
            return kind, body
        words = " ".join(body[:300].decode(errors="replace").split())
        if status == 400:  # what SPARQL's protocol says of a malformed query
            raise SyntaxError(words)
        msg = f"{self.address}: the server refuses with {status} ({words}); check its rights and its log"
        raise RemoteStoreError(msg)

    def _connected(self, *, new: bool) -> HTTPConnection:
        if self._connection is None or new:
            kind = HTTPSConnection if self.url.scheme == "https" else HTTPConnection
            self._connection = kind(self.url.hostname or "", self.url.port, timeout=PATIENCE)
        return self._connection

    def _credentials(self) -> dict[str, str]:
        if self.url.username is None:
            return {}
        pair = f"{unquote(self.url.username)}:{unquote(self.url.password or '')}"
        return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}

    @property
    def address(self) -> str:
        """The address without a password."""
        return f"{self.url.scheme}://{self.url.hostname}:{self.url.port or ''}{self.query_path}"


def _declared() -> str:
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def _triples(triples: list[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _default(quads: Collection[Quad]) -> list[Quad]:
    return [quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)]


def _by_graph(quads: Collection[Quad]) -> dict[NamedNode, set[Quad]]:
    found: dict[NamedNode, set[Quad]] = defaultdict(set)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            found[quad.graph_name].add(quad)
    return found


def _portions(quads: Collection[Quad]) -> Iterator[list[Quad]]:
    ordered = sorted(quads, key=str)
    for first in range(0, len(ordered), MOST_QUADS):
        yield ordered[first : first + MOST_QUADS]

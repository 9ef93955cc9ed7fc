"""The graph as files: written sorted, so that the same graph gives the same bytes, and read back."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse, serialize

from graph.errors import GraphError
from graph.evidence import claims_in
from graph.rdf import DEFAULT
from graph.vocabulary import ARTICLE, CORRECTIONS, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMATS = MappingProxyType(
    {
        "nq": RdfFormat.N_QUADS,
        "trig": RdfFormat.TRIG,
        "nt": RdfFormat.N_TRIPLES,
        "ttl": RdfFormat.TURTLE,
        "jsonld": RdfFormat.JSON_LD,
    }
)


def rdf_format(form: str) -> RdfFormat:
    """The RDF format of a short name.

    Raises:
        GraphError: there is no such format.
    """
    if form not in FORMATS:
        msg = f"{form}: not a format of the graph; choose one of {', '.join(FORMATS)}"
        raise GraphError(msg)
    return FORMATS[form]


def dataset_format(form: str) -> RdfFormat:
    """A format that holds named graphs, and so the evidence."""
    found = rdf_format(form)
    if not found.supports_datasets:
        msg = f"{form}: holds the merged events only, without their evidence; choose nq, trig or jsonld"
        raise GraphError(msg)
    return found


def serialized(quads: Iterable[Quad], form: str) -> bytes:
    """Quads in a format, sorted; a format without named graphs gets triples."""
    chosen = rdf_format(form)
    ordered = sorted(quads, key=_serial)
    items = ordered if chosen.supports_datasets else [quad.triple for quad in ordered]
    return _sorted_prefixes(serialize(items, format=chosen, prefixes=dict(PREFIXES)) or b"")


def _serial(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _sorted_prefixes(data: bytes) -> bytes:
    """The serialiser writes prefixes in no order; all stand at the top, a line each."""
    lines = data.split(b"\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"\n".join(sorted(lines[:count]) + lines[count:])


def evidence_graphs(data: bytes, form: str) -> dict[NamedNode, frozenset[Quad]]:
    """The evidence in a serialised graph, by article.

    Raises:
        GraphError: the data is not RDF, or not evidence as :func:`serialized` writes it.
    """
    found: dict[NamedNode, set[Quad]] = defaultdict(set)
    try:
        for quad in parse(data, format=dataset_format(form)):
            if quad.graph_name != DEFAULT:
                found[_article(quad)].add(quad)
        claims_in(quad for quads in found.values() for quad in quads)
    except SyntaxError as error:
        msg = f"not {form}: {error.msg}; give a file that `dateline export` wrote"
        raise GraphError(msg) from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        msg = f"not the evidence of a Dateline store ({error}); give a file that `dateline export` wrote"
        raise GraphError(msg) from error
    return {graph: frozenset(quads) for graph, quads in found.items()}


def _article(quad: Quad) -> NamedNode:
    graph = quad.graph_name
    if not isinstance(graph, NamedNode) or not graph.value.startswith((ARTICLE, CORRECTIONS)):
        msg = f"{graph} is not the graph of an article"
        raise ValueError(msg)
    if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
        msg = f"a blank node in {graph}"
        raise ValueError(msg)  # noqa: TRY004 - the type of the term is a value of the file
    return graph

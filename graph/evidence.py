"""Reads evidence back: claims and articles, as the graph of an article holds them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from graph.merge import Key, key_of
from graph.rdf import DEFAULT, ArticleRecord, event_iri, read_record
from graph.vocabulary import NIF, SCHEMA, dl

if TYPE_CHECKING:
    from graph.engine import Engine, GraphName, Subject
    from graph.model import Event

_KEY, _TELLS, _RECORD, _SENTENCE = dl("mergeKey"), dl("tells"), dl("record"), dl("sentence")

_Values = Mapping[str, Any]


def _key(quad: Quad) -> Key:
    return Key.from_fields(json.loads(_value(quad)))


def _value(quad: Quad) -> str:
    return str(quad.object.value) if isinstance(quad.object, (Literal, NamedNode)) else ""


def keys_of_block(engine: Engine, block: str) -> set[Key]:
    """The merge keys that a store holds of a block."""
    nodes = [quad.subject for quad in engine.match(None, dl("block"), Literal(block), DEFAULT)]
    return {_key(quad) for node in nodes for quad in engine.match(node, _KEY, None, DEFAULT)}


def key_told_elsewhere(engine: Engine, key: Key, graphs: frozenset[NamedNode]) -> bool:
    """Whether a claim with this key stands in another graph than these."""
    return any(quad.graph_name not in graphs for quad in engine.match(None, _TELLS, event_iri(key.id), None))


def claims_in(quads: Iterable[Quad]) -> dict[str, list[Event]]:
    """The claims in some quads, by the id of the event that each tells when it stands alone."""
    values: dict[tuple[Any, Any], dict[str, Any]] = defaultdict(dict)
    for quad in quads:
        values[quad.graph_name, quad.subject][quad.predicate.value] = quad.object
    found: dict[str, list[Event]] = defaultdict(list)
    for (graph, _), claim in values.items():
        if _RECORD.value in claim:
            event = _read(claim, values[graph, claim[_SENTENCE.value]], values[graph, graph])
            found[key_of(event).id].append(event)
    return found


def claims_telling(
    engine: Engine, keys: Iterable[Key], without: frozenset[NamedNode] = frozenset()
) -> Iterator[Event]:
    """The stored claims with some keys, but for those in some graphs."""
    for key in keys:
        for quad in engine.match(None, _TELLS, event_iri(key.id), None):
            if quad.graph_name not in without:
                yield read_claim(engine, quad.subject, quad.graph_name)


def read_claim(engine: Engine, claim: Subject, graph: GraphName) -> Event:
    """One claim out of its article's graph."""
    values = _values(engine, claim, graph)
    assert_graph: Any = graph
    return _read(
        values, _values(engine, values[_SENTENCE.value], graph), _values(engine, assert_graph, graph)
    )


def _values(engine: Engine, subject: Subject, graph: GraphName) -> dict[str, Any]:
    return {quad.predicate.value: quad.object for quad in engine.match(subject, None, None, graph)}


def _read(claim: _Values, sentence: _Values, article: _Values) -> Event:
    return read_record(claim[_RECORD.value].value, metadata_of(article), sentence[NIF + "anchorOf"].value)


def metadata_of(article: _Values) -> dict[str, Any]:
    """What a claim's source repeats of its article, out of the article's values by predicate."""
    names = {
        "article": "identifier",
        "published": "datePublished",
        "url": "url",
        "title": "headline",
        "publisher": "publisher",
    }
    found = {name: article.get(SCHEMA + term) for name, term in names.items()}
    return {name: None if term is None else str(term.value) for name, term in found.items()}


def read_article(engine: Engine, graph: NamedNode) -> ArticleRecord:
    """What a store knows about an article."""
    values = metadata_of(_values(engine, graph, graph))
    claims = sum(1 for _ in engine.match(None, _RECORD, None, graph))
    return ArticleRecord(
        id=values["article"],
        published=date.fromisoformat(values["published"]),
        url=values["url"],
        title=values["title"],
        publisher=values["publisher"],
        claims=claims,
    )

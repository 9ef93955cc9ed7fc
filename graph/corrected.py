"""Corrections in a store: kept in a graph of their own, replayed over the evidence of every article.

A corrected claim keeps what was extracted beside what now stands, and a rejected one is kept as such: a
correction can be taken back, and the next replay starts from what the text said.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from graph.corrections import Correction, apply
from graph.evidence import metadata_of
from graph.rdf import (
    TYPE,
    article_iri,
    article_quads,
    claim_iri,
    claim_quads,
    read_record,
    record_of,
    rejected_quads,
)
from graph.vocabulary import BASE, CORRECTIONS, NIF, PROV, RDF, day, dl, iri, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.engine import Engine
    from graph.model import Article, Event

GRAPH = NamedNode(CORRECTIONS)
CORRECTION = BASE + "correction/"
_EXTRACTED, _RECORD, _SENTENCE = dl("extracted"), dl("record"), dl("sentence")
_REJECTED, _DECISION = dl("RejectedClaim"), dl("decision")


def correction_quads(corrections: Sequence[Correction]) -> frozenset[Quad]:
    """Corrections as quads of their own graph: who decided what, when and why."""
    return frozenset(Quad(*triple, GRAPH) for one in corrections for triple in _correction(one))


def _correction(one: Correction) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    node = iri(CORRECTION, one.id)
    yield node, TYPE, dl("Correction")
    yield node, dl("correctionKind"), text(one.kind)
    yield node, NamedNode(PROV + "wasAttributedTo"), text(one.who)
    yield node, NamedNode(PROV + "generatedAtTime"), day(date.fromisoformat(one.when))
    yield node, dl("why"), text(one.why)
    yield node, dl("place"), text(one.place)
    yield node, _DECISION, Literal(one.to_json(), datatype=NamedNode(RDF + "JSON"))


def stored_corrections(engine: Engine) -> tuple[Correction, ...]:
    """The corrections that a store keeps, in order of day, kind and id."""
    found = (quad.object for quad in engine.match(None, _DECISION, None, GRAPH))
    read = [Correction.from_json(one.value) for one in found if isinstance(one, Literal)]
    return tuple(sorted(read, key=lambda one: (one.when, one.kind, one.id)))


def corrected_quads(
    article: Article, events: Sequence[Event], corrections: Sequence[Correction]
) -> frozenset[Quad]:
    """The evidence of an article as corrections leave it."""
    if not corrections:
        return article_quads(article, events)
    return article_quads(article, ()) | _claims(article.id, events, corrections)[0]


def _claims(
    article: str, events: Sequence[Event], corrections: Sequence[Correction]
) -> tuple[frozenset[Quad], set[str]]:
    """The quads of corrected claims, and the ids of the corrections that had a part in them."""
    done = apply(events, corrections)
    quads = set(claim_quads(article, done.events)) | rejected_quads(article, done.rejected)
    graph = article_iri(article)
    originals = {event.id: event for event in events}
    for key, reasons in done.by.items():
        claim = claim_iri(key)
        extracted = Literal(record_of(originals[key]), datatype=NamedNode(RDF + "JSON"))
        quads.add(Quad(claim, _EXTRACTED, extracted, graph))
        quads.update(Quad(claim, dl("correctedBy"), iri(CORRECTION, one.id), graph) for one in reasons)
    return frozenset(quads), {one.id for reasons in done.by.values() for one in reasons}


def replayed(
    engine: Engine, corrections: Sequence[Correction]
) -> tuple[dict[NamedNode, frozenset[Quad]], tuple[Correction, ...]]:
    """The graphs that change when corrections are replayed, and the corrections that fitted no claim."""
    changed: dict[NamedNode, frozenset[Quad]] = {}
    used: set[str] = set()
    for graph in _graphs(engine):
        held = frozenset(engine.match(None, None, None, graph))
        now, applied = _again(held, graph, corrections)
        used |= applied
        if now != held:
            changed[graph] = now
    return changed, tuple(one for one in corrections if one.id not in used and not one.list_id)


def _graphs(engine: Engine) -> list[NamedNode]:
    kinds = (dl("Claim"), _REJECTED)
    found = {quad.graph_name for kind in kinds for quad in engine.match(None, TYPE, kind, None)}
    return sorted((graph for graph in found if isinstance(graph, NamedNode)), key=str)


def _again(
    held: frozenset[Quad], graph: NamedNode, corrections: Sequence[Correction]
) -> tuple[frozenset[Quad], set[str]]:
    values: dict[Any, dict[str, Any]] = defaultdict(dict)
    for quad in held:
        values[quad.subject][quad.predicate.value] = quad.object
    metadata = metadata_of(values[graph])
    standing, extracted = [], []
    for claim in list(values.values()):
        if _SENTENCE.value not in claim:
            continue
        sentence = values[claim[_SENTENCE.value]][NIF + "anchorOf"].value
        first = claim.get(_EXTRACTED.value) or claim[_RECORD.value]
        extracted.append(read_record(first.value, metadata, sentence))
        if _RECORD.value in claim:
            standing.append(read_record(claim[_RECORD.value].value, metadata, sentence))
    article = metadata["article"]
    old = claim_quads(article, standing) | _marks(held)
    new, used = _claims(article, sorted(extracted, key=lambda event: event.id), corrections)
    return (held - old) | new, used


def _marks(held: frozenset[Quad]) -> frozenset[Quad]:
    """What an earlier replay left in a graph beside the claims that stand."""
    rejected = {quad.subject for quad in held if quad.object == _REJECTED}
    passages = {quad.object for quad in held if quad.subject in rejected and quad.predicate == _SENTENCE}
    marks = {_EXTRACTED, dl("correctedBy")}
    return frozenset(
        quad
        for quad in held
        if quad.predicate in marks or quad.subject in rejected or quad.subject in passages
    )

"""Events as RDF: the evidence of an article, and the merged events that are derived from it.

Terms are pyoxigraph's, the fastest there are in Python; :attr:`graph.store.Store.dataset` shows the same
graph as an :class:`rdflib.Dataset`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.errors import ArticleMismatchError
from graph.merge import Key, key_of, publications, rules, side
from graph.model import Article, Entity, Event, MergedEvent, Value
from graph.vocabulary import (
    ACT,
    ARTICLE,
    CLAIM,
    ENT,
    EVENT,
    FAMILIES,
    GAF,
    MEASURE,
    NIF,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    SKOS,
    WIKIDATA,
    XSD,
    clean,
    day,
    decimal,
    dl,
    integer,
    iri,
    month,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Term = NamedNode | Literal
Graph = NamedNode | DefaultGraph

TYPE = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
DEFAULT = DefaultGraph()
#: A span longer than this many months is found by its ends, not month by month.
MOST_MONTHS = 120
ENTITY_TYPES = frozenset(
    "state territory region city bloc government ministry regulator parliament court organisation company "
    "bank port pipeline vessel person office armed-group party media sector group place list thing".split()
)


def article_iri(article: str) -> NamedNode:
    """The IRI of an article, which is also the name of its graph."""
    return iri(ARTICLE, article)


def event_iri(event: str) -> NamedNode:
    """The IRI of a merged event."""
    return iri(EVENT, event)


def mention_iri(article: str, start: int, end: int) -> NamedNode:
    """The IRI of a passage: the article's with an RFC 5147 fragment."""
    return NamedNode(f"{article_iri(article).value}#char={start},{end}")


def claim_iri(claim: str) -> NamedNode:
    """The IRI of a claim."""
    return iri(CLAIM, claim)


def article_quads(article: Article, events: Sequence[Event]) -> frozenset[Quad]:
    """The evidence: everything that one article says, in the graph named after it."""
    graph = article_iri(article.id)
    told = frozenset(Quad(*triple, graph) for triple in _article(article, graph))
    return told | claim_quads(article.id, events)


def claim_quads(article: str, events: Sequence[Event]) -> frozenset[Quad]:
    """What the claims of an article add to its graph."""
    graph = article_iri(article)
    triples: set[_Triple] = set()
    for event in events:
        if event.source.article != article:
            told = event.source.article
            msg = f"event {event.id} quotes {told}, not {article}; put it with its own article"
            raise ArticleMismatchError(msg)
        triples.update(_sentence(event, graph))
        triples.update(_claim(event, graph))
    return frozenset(Quad(*triple, graph) for triple in triples)


def rejected_quads(article: str, events: Sequence[Event]) -> frozenset[Quad]:
    """What is kept of claims that a person rejected: their sentences, and that they were."""
    graph = article_iri(article)
    triples: set[_Triple] = set()
    for event in events:
        triples.update(_sentence(event, graph))
        triples.add((claim_iri(event.id), TYPE, dl("RejectedClaim")))
        triples.add((claim_iri(event.id), dl("sentence"), _passage(event)))
    return frozenset(Quad(*triple, graph) for triple in triples)


_Triple = tuple[NamedNode, NamedNode, Term]


def _article(article: Article, node: NamedNode) -> Iterator[_Triple]:
    yield node, TYPE, NamedNode(SCHEMA + "NewsArticle")
    yield node, NamedNode(SCHEMA + "identifier"), text(article.id)
    yield node, NamedNode(SCHEMA + "datePublished"), day(article.published)
    yield node, dl("publishedBasis"), text(article.published_basis)
    yield node, dl("textLength"), integer(len(article.text))
    yield node, dl("textDigest"), text(sha256(clean(article.text).encode()).hexdigest())
    if article.url is not None:  # a literal: a link of any scheme can then do no harm
        yield node, NamedNode(SCHEMA + "url"), Literal(clean(article.url), datatype=NamedNode(XSD + "anyURI"))
    if article.title is not None:
        yield node, NamedNode(SCHEMA + "headline"), text(article.title)
    if article.publisher is not None:
        yield node, NamedNode(SCHEMA + "publisher"), text(article.publisher)
    for note in article.notes:
        yield node, dl("note"), text(note)


def _passage(event: Event) -> NamedNode:
    return mention_iri(event.source.article, event.source.start, event.source.end)


def _sentence(event: Event, article: NamedNode) -> Iterator[_Triple]:
    source = event.source
    node = _passage(event)
    yield node, TYPE, NamedNode(NIF + "Sentence")
    yield node, NamedNode(NIF + "referenceContext"), article
    yield node, NamedNode(NIF + "anchorOf"), text(source.sentence)
    yield node, NamedNode(NIF + "beginIndex"), integer(source.start)
    yield node, NamedNode(NIF + "endIndex"), integer(source.end)


def _claim(event: Event, article: NamedNode) -> Iterator[_Triple]:
    node = iri(CLAIM, event.id)
    key = key_of(event)
    yield node, TYPE, dl("Claim")
    yield node, dl("sentence"), mention_iri(event.source.article, event.source.start, event.source.end)
    yield node, NamedNode(PROV + "wasQuotedFrom"), article
    yield node, dl("tells"), event_iri(key.id)
    yield node, dl("action"), iri(ACT, event.action.id)
    yield node, dl("actionText"), text(event.action.text)
    yield node, dl("status"), text(event.status)
    yield node, dl("kind"), text(event.kind)
    yield node, dl("confidence"), decimal(event.confidence)
    yield node, dl("extractor"), text(event.source.extractor)
    yield node, dl("record"), Literal(record_of(event), datatype=NamedNode(RDF + "JSON"))
    for role, entity in (("actor", event.actor), ("target", event.target), ("saidBy", event.said_by)):
        if entity is not None:
            yield node, dl(role), iri(ENT, entity.id)
            yield node, dl(role + "Text"), text(entity.text)
    if event.date is not None:
        yield node, dl("edtf"), text(event.date.edtf)
        yield node, dl("dateText"), text(event.date.text)
        yield node, dl("dateRule"), text(event.date.rule)
    yield from _details(node, event.instrument, event.value, event.count, event.cause)


def _details(
    node: NamedNode, instrument: str | None, value: Value | None, count: int | None, cause: str | None
) -> Iterator[_Triple]:
    if instrument is not None:
        yield node, dl("instrument"), text(instrument)
    if value is not None:
        yield node, dl("amount"), decimal(value.amount)
        yield node, dl("currency"), text(value.currency)
    if count is not None:
        yield node, dl("count"), integer(count)
    if cause is not None:
        yield node, dl("cause"), text(cause)


def record_of(event: Event) -> str:
    """The claim as JSON, without what its article and sentence hold already."""
    source = event.source
    record = {name: _plain(getattr(event, name)) for name in _CLAIM_FIELDS}
    record["source"] = {"start": source.start, "end": source.end, "extractor": source.extractor}
    return json.dumps(record, sort_keys=True, separators=(",", ":"))


_CLAIM_FIELDS = tuple(field.name for field in fields(Event) if field.name != "source")


def _plain(value: object) -> object:
    """What :meth:`Event.to_record` gives, without the copies that take it most of its time."""
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def read_record(record: str, article: dict[str, Any], sentence: str) -> Event:
    """The claim that :func:`article_quads` wrote, with its article's metadata and its sentence."""
    values = json.loads(record)
    values["source"] = {**article, **values["source"], "sentence": sentence}
    return Event.from_record(values)


def shared_triples(event: Event) -> Iterator[_Triple]:
    """What a claim adds to the default graph by itself: its entities, and the plain triple.

    The plain triple stands for the action and for each class above it, so that ``act:impose`` finds
    designations; the eight groups are no predicates. What is not asserted has predicates of its own.
    """
    for entity in (event.actor, event.target, event.said_by):
        if entity is not None:
            yield from _entity(entity)
    if event.actor is not None and event.target is not None:
        for action in action_classes(event):
            predicate = iri(FAMILIES[event.status], action)
            yield iri(ENT, event.actor.id), predicate, iri(ENT, event.target.id)


def action_classes(event: Event) -> tuple[str, ...]:
    """The action's id and the classes above it, without the group."""
    return tuple(dict.fromkeys((*event.action.path[1:], event.action.id)))


def _entity(entity: Entity) -> Iterator[_Triple]:
    node = iri(ENT, entity.id)
    yield node, TYPE, dl("Entity")
    if entity.type in ENTITY_TYPES:
        yield node, TYPE, dl("".join(part.capitalize() for part in entity.type.split("-")))
    yield node, LABEL, text(entity.label)
    yield node, dl("linked"), Literal(entity.linked)
    if entity.country is not None:
        yield node, dl("country"), text(entity.country)
    if entity.part_of is not None:
        yield node, dl("partOf"), iri(ENT, entity.part_of)
    if entity.wikidata is not None:
        yield node, NamedNode(SKOS + "exactMatch"), iri(WIKIDATA, entity.wikidata)


def key_quads(key: Key) -> Iterator[Quad]:
    """The index by which merging finds the claims that an article may touch."""
    yield Quad(event_iri(key.id), dl("block"), text(key.block), DEFAULT)
    yield Quad(event_iri(key.id), dl("mergeKey"), text(json.dumps(key.fields())), DEFAULT)


def event_quads(event: MergedEvent, members: Iterable[Key]) -> Iterator[Quad]:
    """A merged event in the default graph, with the ids that it supersedes."""
    node = event_iri(event.id)
    for predicate, value in (*_event(event), *_dates(event), *_told(event)):
        yield Quad(node, predicate, value, DEFAULT)
    for key in members:
        if key.id != event.id:
            yield Quad(event_iri(key.id), dl("mergedInto"), node, DEFAULT)


def _event(event: MergedEvent) -> Iterator[tuple[NamedNode, Term]]:
    yield TYPE, NamedNode(SEM + "Event")
    yield LABEL, text(headline(event))
    yield dl("action"), iri(ACT, event.action.id)
    for action in (*event.action.path, event.action.id):
        yield dl("actionClass"), iri(ACT, action)
    for role, entity in (("actor", event.actor), ("target", event.target)):
        if entity is not None:
            yield dl(role), iri(ENT, entity.id)
            yield dl(role + "Side"), text(side(entity))
    if event.target is not None:
        for concerned in (event.target.id, event.target.part_of or event.target.id):
            yield dl("concerns"), iri(ENT, concerned)
    for measure in sorted({measure for claim in event.mentions for measure in claim.action.measures}):
        yield dl("measure"), iri(MEASURE, measure)
    yield dl("polarity"), text(event.polarity)
    yield dl("status"), text(event.status)
    yield dl("kind"), text(event.kind)
    yield dl("confidence"), decimal(event.confidence)


def headline(event: MergedEvent) -> str:
    """The event in a few words: who, what, whom."""
    sides = (
        event.actor.label if event.actor else "?",
        event.action.id,
        event.target.label if event.target else "?",
    )
    return " ".join(sides)


def _dates(event: MergedEvent) -> Iterator[tuple[NamedNode, Term]]:
    yield dl("reportDate"), day(event.report_date)
    yield dl("timelineDate"), day(event.date.start if event.date else event.report_date)
    if event.valid_until is not None:
        yield dl("validUntil"), day(event.valid_until.end)
    when = event.date
    if when is None:
        return
    yield NamedNode(SEM + "hasBeginTimeStamp"), day(when.start)
    yield NamedNode(SEM + "hasEndTimeStamp"), day(when.end)
    yield dl("precision"), text(when.precision)
    yield dl("edtf"), text(when.edtf)
    yield dl("dateRule"), text(when.rule)
    for first in _months(when.start, when.end):
        yield dl("month"), month(first)


def _months(start: date, end: date) -> list[date]:
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    if last - first >= MOST_MONTHS:
        return []
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


def _told(event: MergedEvent) -> Iterator[tuple[NamedNode, Term]]:
    """Who tells the event and what they add; disagreeing values stand side by side."""
    own, copies = publications(event)
    yield dl("sources"), integer(own)
    yield dl("copies"), integer(copies)
    for claim in event.mentions:
        source = claim.source
        yield NamedNode(GAF + "denotedBy"), mention_iri(source.article, source.start, source.end)
        yield dl("claim"), iri(CLAIM, claim.id)
        if claim.said_by is not None:
            yield dl("saidBy"), iri(ENT, claim.said_by.id)
        for _, predicate, value in _details(
            event_iri(event.id), claim.instrument, claim.value, claim.count, claim.cause
        ):
            yield predicate, value
    for conflict in event.conflicts:
        yield dl("conflict"), text(conflict)
    for rule in rules(event):
        yield dl("mergeRule"), text(rule)


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article as the store knows it."""

    id: str
    published: date
    url: str | None
    title: str | None
    publisher: str | None
    claims: int

"""Checks a graph against its rules: a whole store by SPARQL in moments, any graph by SHACL.

:func:`check` asks the store for what breaks a rule. :func:`check_shapes` runs pySHACL on ``shapes.ttl``,
which holds those of one node for other tools; it is slow, and meant for a few articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from graph.answer import shown
from graph.vocabulary import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in the graph that breaks a rule: how bad, about what, and which rule."""

    severity: str
    focus: str
    message: str


def _one(kind: str, path: str, message: str, *, least: int = 1) -> tuple[str, str]:
    """A rule that every node of a kind has one value of a property, or at most one."""
    many = f"?focus a {kind} ; {path} ?one, ?other . FILTER(STR(?one) < STR(?other))"
    none = f"UNION {{ ?focus a {kind} . FILTER NOT EXISTS {{ ?focus {path} ?any }} }}" if least else ""
    return message, f"{{ {many} }} {none}"


_EVENT, _ARTICLE, _CLAIM, _SENTENCE = "sem:Event", "schema:NewsArticle", "dl:Claim", "nif:Sentence"
_STATUSES = ", ".join(f'"{status}"' for status in FAMILIES)
_DATES = "dl:reportDate|dl:timelineDate|dl:validUntil|sem:hasBeginTimeStamp|sem:hasEndTimeStamp"

#: Rules for the default graph, each with the pattern that finds what breaks it as ``?focus``.
_DERIVED = (
    _one(_EVENT, "rdfs:label", "an event has one label"),
    _one(_EVENT, "dl:action", "an event has one action"),
    _one(_EVENT, "dl:actor", "an event has at most one actor", least=0),
    _one(_EVENT, "dl:target", "an event has at most one target", least=0),
    _one(_EVENT, "dl:status", "an event has one status"),
    _one(_EVENT, "dl:kind", "an event has one kind"),
    _one(_EVENT, "dl:polarity", "an event has one polarity"),
    _one(_EVENT, "dl:confidence", "an event has one confidence"),
    _one(_EVENT, "dl:reportDate", "an event has one report date"),
    _one(_EVENT, "dl:timelineDate", "an event has one timeline date"),
    _one(_EVENT, "sem:hasBeginTimeStamp", "an event begins on one day", least=0),
    _one(_EVENT, "sem:hasEndTimeStamp", "an event ends on one day", least=0),
    _one("dl:Entity", "rdfs:label", "an entity has one label"),
    (
        "an event has one of the five statuses",
        f"?focus dl:status ?status FILTER(?status NOT IN ({_STATUSES}))",
    ),
    ("an event is an act or a state", '?focus dl:kind ?kind FILTER(?kind NOT IN ("act", "state"))'),
    ("a confidence lies between 0 and 1", "?focus dl:confidence ?sure FILTER(?sure < 0 || ?sure > 1)"),
    (
        "an event does not end before it begins",
        "?focus sem:hasBeginTimeStamp ?first ; sem:hasEndTimeStamp ?last FILTER(?first > ?last)",
    ),
    ("a date is an xsd:date", f"?focus {_DATES} ?day FILTER(DATATYPE(?day) != xsd:date)"),
    ("an event has a claim that tells it", "?focus a sem:Event FILTER NOT EXISTS { ?focus dl:claim ?claim }"),
    ("an event leads to a sentence", "?focus a sem:Event FILTER NOT EXISTS { ?focus gaf:denotedBy ?where }"),
    (
        "the claim of an event stands in an article",
        "?focus dl:claim ?claim FILTER NOT EXISTS { GRAPH ?article { ?claim dl:record ?record } }",
    ),
    ("a merged id leads to an event", "?focus dl:mergedInto ?event FILTER NOT EXISTS { ?event a sem:Event }"),
    ("no node is blank", "?focus ?any ?node FILTER(ISBLANK(?focus) || ISBLANK(?node))"),
)
#: Rules for the graph of each article.
_EVIDENCE = (
    _one(_ARTICLE, "schema:datePublished", "an article has one day of publication"),
    _one(_ARTICLE, "schema:identifier", "an article has one id"),
    _one(_CLAIM, "dl:sentence", "a claim stands in one sentence"),
    _one(_CLAIM, "dl:tells", "a claim tells one event"),
    _one(_CLAIM, "dl:record", "a claim keeps its record"),
    _one(_SENTENCE, "nif:anchorOf", "a sentence has its words"),
    (
        "a sentence begins before it ends",
        "?focus nif:beginIndex ?begin ; nif:endIndex ?end FILTER(?begin < 0 || ?begin > ?end)",
    ),
    (
        "the sentence of a claim is there",
        "?focus dl:sentence ?at FILTER NOT EXISTS { ?at nif:anchorOf ?text }",
    ),
)
#: What a reader should know of though no rule is broken.
_WARNINGS = (("the sources disagree", "?focus dl:conflict ?about"),)


def check(store: Store) -> list[Problem]:
    """Everything in a store that breaks a rule, and what its sources disagree on, sorted."""
    return sorted(_found(store))


def _found(store: Store) -> Iterator[Problem]:
    rules = [("error", message, pattern) for message, pattern in _DERIVED]
    rules += [("error", message, f"GRAPH ?graph {{ {pattern} }}") for message, pattern in _EVIDENCE]
    rules += [("warning", message, pattern) for message, pattern in _WARNINGS]
    for severity, message, pattern in rules:
        for row in store.query(f"SELECT DISTINCT ?focus WHERE {{ {pattern} }}").cells:
            yield Problem(severity, shown(row[0]), message)


def check_shapes(store: Store) -> list[Problem]:
    """What pySHACL finds with ``shapes.ttl`` in the whole graph, evidence and events together."""
    from pyshacl import validate  # noqa: PLC0415 - takes seconds to import
    from rdflib import Graph, Namespace  # noqa: PLC0415 - comes with it

    shapes = resources.files("graph").joinpath("shapes.ttl").read_text(encoding="utf-8")
    data = Graph()
    for triples in (store.serialize("nt"), *_evidence(store)):
        data.parse(data=triples, format="nt")
    _, report, _ = validate(data, shacl_graph=Graph().parse(data=shapes, format="turtle"))
    shacl = Namespace("http://www.w3.org/ns/shacl#")
    return sorted(
        Problem(
            "error",
            str(report.value(result, shacl.focusNode)),
            str(report.value(result, shacl.resultMessage)),
        )
        for result in report.subjects(shacl.focusNode)
    )


def _evidence(store: Store) -> Iterator[bytes]:
    """The triples of all articles, but for labels: the default graph has the one that is used."""
    found = store.query(
        "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?article { ?s ?p ?o FILTER(?p != rdfs:label) } }"
    )
    yield "".join(f"{' '.join(map(str, row))} .\n" for row in found.cells).encode()

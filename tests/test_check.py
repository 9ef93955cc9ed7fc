"""The rules of the graph: kept by what the tests make, and told where they are broken."""

from __future__ import annotations

from importlib import resources

import pytest
from made_events import january
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.check import Problem, check, check_shapes
from graph.rdf import DEFAULT, event_iri
from graph.store import Store, open_store
from graph.vocabulary import DL, dl


@pytest.fixture
def store() -> Store:
    filled = open_store()
    filled.put_all(january())
    return filled


def test_the_story_breaks_no_rule(store: Store) -> None:
    assert [problem for problem in check(store) if problem.severity == "error"] == []
    assert [problem.message for problem in check(store)] == ["the sources disagree"]
    assert check_shapes(store) == []


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("status", Literal("likely"), "an event has one of the five statuses"),
        ("confidence", Literal(2), "a confidence lies between 0 and 1"),
        ("reportDate", Literal("2025"), "a date is an xsd:date"),
        (
            "claim",
            NamedNode("https://w3id.org/dateline/claim/none"),
            "the claim of an event stands in an article",
        ),
        ("actor", NamedNode("https://w3id.org/dateline/entity/other"), "an event has at most one actor"),
    ],
)
def test_a_broken_rule_is_told(store: Store, name: str, value: NamedNode | Literal, message: str) -> None:
    event = store.events(actor="us-treasury", target="gazprom-neft")[0]
    store.engine.change([], [Quad(event_iri(event.id), dl(name), value, DEFAULT)])
    assert Problem("error", f"event:{event.id}", message) in check(store)


def test_shapes_find_a_second_status(store: Store) -> None:
    event = store.events()[0]
    store.engine.change([], [Quad(event_iri(event.id), dl("status"), Literal("planned"), DEFAULT)])
    assert [problem.focus for problem in check_shapes(store)] == [event_iri(event.id).value]


def test_every_term_of_the_graph_is_defined(store: Store) -> None:
    text = resources.files("graph").joinpath("ontology.ttl").read_text(encoding="utf-8")
    triples = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
    defined = {triple.subject.value for triple in triples if "definition" in triple.predicate.value}
    named = {triple.subject.value for triple in triples if triple.predicate.value.endswith("#label")}
    terms = [term for quad in store.engine.match() for term in (quad.predicate, quad.object)]
    used = {term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith(DL)}
    assert used <= defined
    assert defined <= named

"""Events as RDF: what stands where, and that nothing a text holds can break it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_events import BANK, ENERGY, EU, RUSSIA, TREASURY, US, article, claim, january, on
from pyoxigraph import BlankNode, Literal, Quad
from rdflib import Dataset

from graph.store import Store, open_store
from graph.vocabulary import ARTICLE, FAMILIES, PREFIXES, XSD, decimal, iri, name_of

if TYPE_CHECKING:
    from graph.model import Status

SOURCE = article("one", date(2025, 1, 22))


def told(*claims: object) -> Store:
    store = open_store()
    store.put(SOURCE, claims)  # type: ignore[arg-type]
    return store


def ask(store: Store, pattern: str) -> bool:
    return store.query(f"ASK {{ {pattern} }}").values() == [("true",)]


def test_the_plain_triple_answers_the_simplest_question() -> None:
    store = told(claim(SOURCE, TREASURY, "impose", ENERGY, on("2025-01-10")))
    assert store.query("SELECT ?t { ent:us-treasury act:impose ?t }").values() == [
        ("ent:russia-energy-sector",)
    ]


def test_a_class_above_is_told_too_and_a_group_is_not() -> None:
    store = told(claim(SOURCE, TREASURY, "designate", BANK))
    for action, holds in (("designate", True), ("impose", True), ("restrict", False)):
        assert ask(store, f"ent:us-treasury act:{action} ?t") == holds


@pytest.mark.parametrize("status", sorted(set(FAMILIES) - {"asserted"}))
def test_what_is_not_asserted_has_predicates_of_its_own(status: Status) -> None:
    store = told(claim(SOURCE, US, "impose", RUSSIA, status=status))
    assert not ask(store, "?a act:impose ?t")
    assert ask(store, f"ent:united-states {status}:impose ent:russia")


def test_merging_keeps_the_plain_triple_of_each_claim() -> None:
    day = on("2025-01-10")
    store = told(
        claim(SOURCE, US, "impose", ENERGY, day), claim(SOURCE, TREASURY, "impose", ENERGY, day, start=9)
    )
    assert len(store.events()) == 1
    assert len(store.query("SELECT ?a { ?a act:impose ?t }")) == 2


def test_an_event_leads_to_its_sentence_in_one_hop() -> None:
    store = told(claim(SOURCE, TREASURY, "impose", ENERGY, on("2025-01-10"), start=7, sentence="It acted."))
    [row] = store.query(
        "SELECT ?mention ?text ?from ?to ?url { ?event gaf:denotedBy ?mention . GRAPH ?article {"
        " ?mention nif:anchorOf ?text ; nif:beginIndex ?from ; nif:endIndex ?to ."
        " ?article schema:url ?url } }"
    ).values()
    assert row == (f"{ARTICLE}one#char=7,16", "It acted.", "7", "16", "https://news.example/one")


def test_an_event_carries_all_its_fields() -> None:
    store = told(
        claim(
            SOURCE,
            EU,
            "extend",
            RUSSIA,
            on("2024-12-16", until="2025-01-10"),
            measures=("sectoral", "travel-ban"),
            valid_until=on("2025-07-31"),
            said_by=EU,
            instrument="Regulation 833/2014",
            count=3,
            cause="the war",
        )
    )
    found = store.query("SELECT ?p ?o { ?event a sem:Event ; ?p ?o }").values()
    fields = {(name, value) for name, value in found if name not in ("dl:claim", "gaf:denotedBy")}
    assert fields == {
        ("rdf:type", "sem:Event"),
        ("rdfs:label", "European Union extend Russia"),
        ("dl:action", "act:extend"),
        ("dl:actionClass", "act:extend"),
        ("dl:actionClass", "act:restrict"),
        ("dl:actor", "ent:eu"),
        ("dl:target", "ent:russia"),
        ("dl:concerns", "ent:russia"),
        ("dl:actorSide", "EU"),
        ("dl:targetSide", "RU"),
        ("dl:saidBy", "ent:eu"),
        ("dl:measure", "measure:sectoral"),
        ("dl:measure", "measure:travel-ban"),
        ("dl:polarity", "restrict"),
        ("dl:status", "asserted"),
        ("dl:kind", "act"),
        ("dl:confidence", "0.9"),
        ("dl:reportDate", "2025-01-22"),
        ("dl:timelineDate", "2024-12-16"),
        ("sem:hasBeginTimeStamp", "2024-12-16"),
        ("sem:hasEndTimeStamp", "2025-01-10"),
        ("dl:precision", "range"),
        ("dl:edtf", "2024-12-16/2025-01-10"),
        ("dl:dateRule", "month-day"),
        ("dl:month", "2024-12"),
        ("dl:month", "2025-01"),
        ("dl:validUntil", "2025-07-31"),
        ("dl:instrument", "Regulation 833/2014"),
        ("dl:count", "3"),
        ("dl:cause", "the war"),
        ("dl:sources", "1"),
        ("dl:copies", "0"),
        ("dl:block", next(value for name, value in found if name == "dl:block")),
        ("dl:mergeKey", next(value for name, value in found if name == "dl:mergeKey")),
    }


def test_entities_are_described() -> None:
    store = told(claim(SOURCE, TREASURY, "designate", BANK), claim(SOURCE, EU, "designate", BANK, start=9))
    assert ask(store, "ent:us-treasury a dl:Organisation ; dl:country 'US' ; dl:partOf ent:united-states")
    assert ask(store, "ent:eu skos:exactMatch wd:Q458 ; dl:linked true")
    assert ask(store, "ent:unlinked-azure-bank dl:linked false")


def test_the_graph_has_no_blank_node_and_every_day_is_a_date() -> None:
    store = open_store()
    store.put_all(january())
    quads: list[Quad] = list(store.engine.match())
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    days = [
        (quad.predicate.value.rpartition("#")[2], quad.object.datatype.value)
        for quad in quads
        if isinstance(quad.object, Literal) and re.fullmatch(r"\d{4}-\d\d-\d\d", quad.object.value)
    ]
    assert {name for name, datatype in days if datatype != XSD + "date"} <= {"edtf"}


ANY_TEXT = st.text(max_size=12)
HOSTILE = ['"} }; DROP ALL #', "<http://evil>", "a\nb\r\tc\x00\x0b", "\ud800", "..", "", "é\uff05/#?", "} ."]


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT | st.sampled_from(HOSTILE), ANY_TEXT | st.sampled_from(HOSTILE))
def test_no_text_breaks_the_graph(name: str, words: str) -> None:
    source = replace(
        article("x", date(2025, 1, 1)), id=name, text=words, title=words, url=words, publisher=words
    )
    entity = replace(BANK, id="unlinked-" + name, label=words, text=words, country=words, part_of=name)
    made = claim(article("x", date(2025, 1, 1)), entity, "impose", entity, cause=words, instrument=words)
    put = replace(made, source=replace(made.source, article=name, sentence=words))
    store, copy, bound = open_store(), open_store(), open_store()
    store.put(source, [put])
    assert copy.load(store.serialize("trig"), "trig") == 1
    assert copy.serialize("nq") == store.serialize("nq")
    assert store.put(source, [put]) is False
    Dataset().parse(data=store.serialize("nq").decode(), format="nquads")
    found = store.query(
        "SELECT ?c { ?e dl:cause ?c FILTER(?c = $w) }", {"w": Literal(words.replace("\ud800", "�"))}
    )
    assert len(found) == 1 or re.search("[\ud800-\udfff]", words)
    assert bound.query("SELECT ?s { ?s rdfs:label $w }", {"w": "x" + words}).cells == ()
    assert store.remove(name)
    assert store.serialize("nq") == b""


@given(st.text())
def test_names_survive_their_iris(name: str) -> None:
    node = iri(ARTICLE, name)
    assert re.fullmatch(r"[A-Za-z0-9_.~%-]*", node.value.removeprefix(ARTICLE))
    assert name_of(ARTICLE, node) == name


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_numbers_are_plain_decimals(value: float) -> None:
    assert re.fullmatch(r"-?\d+(\.\d+)?", decimal(value).value)
    assert float(decimal(value).value) == pytest.approx(value, abs=1e-6)


def test_prefixes_are_all_declared() -> None:
    named = {"dl", "ent", "act", "planned", "possible", "negated", "counterfactual", "gaf"}
    assert named | {"sem", "prov", "nif", "schema", "time", "skos", "xsd", "rdfs"} <= set(PREFIXES)
    store = told(claim(SOURCE, US, "impose", RUSSIA))
    asked = "".join(f"OPTIONAL {{ ?s {prefix}:x ?o }}" for prefix in PREFIXES)
    assert len(store.query(f"SELECT * {{ {asked} }}")) == 1

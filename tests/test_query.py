"""Questions and answers: each saved question on the story of January 10, safe parameters, bounded runs."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_events import january
from pyoxigraph import Literal
from rdflib import URIRef

from graph.errors import (
    ParameterError,
    QueryError,
    QueryRefusedError,
    QueryTimeoutError,
    UnknownQueryError,
)
from graph.guard import bind, check_query, check_update, tokens
from graph.query import saved_queries, term_of
from graph.store import Store, open_store
from graph.vocabulary import ENT

GOLDEN = Path(__file__).parent / "golden" / "queries"
#: What the example of a question asks, where it is not the default.
EXAMPLES: dict[str, dict[str, object]] = {
    "timeline-of-target": {"target": "gazprom-neft"},
    "in-force-on-day": {"target": "russia", "day": "2025-10-01"},
    "sources-of-event": {"event": "event of January 10"},
    "by-measure": {"measure": "sectoral"},
    "as-known-on": {"day": "2025-01-15"},
    "plans": {"since": "2024-12-01"},
    "said-by": {"speaker": "donald-trump"},
}


@pytest.fixture(scope="module")
def store() -> Store:
    filled = open_store()
    filled.put_all(january())
    return filled


@pytest.mark.parametrize("name", saved_queries())
def test_saved_question_has_its_example_answer(store: Store, name: str) -> None:
    """Set DATELINE_GOLDEN=write to write the examples anew, and read the difference."""
    params = dict(EXAMPLES.get(name, {}))
    if "event" in params:
        params["event"] = store.events(actor="us-treasury", target="russia-energy-sector", action="impose")[
            0
        ].id
    answer = store.query(name, params)
    path = GOLDEN / f"{name}.csv"
    if os.environ.get("DATELINE_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(answer.to_csv(), encoding="utf-8", newline="\n")
    assert answer.to_csv() == path.read_text(encoding="utf-8")


def test_saved_questions_are_documented() -> None:
    saved = saved_queries()
    assert len(saved) >= 25
    for name, query in saved.items():
        assert query.title.endswith("?"), name
        used = {token[1:] for kind, token in tokens(query.text) if kind == "variable" and token[0] == "$"}
        assert used == {parameter.name for parameter in query.parameters}, name
        assert all(parameter.description for parameter in query.parameters), name
        assert "ORDER BY" in query.text, name


def force(store: Store, target: str, day: str) -> set[tuple[str, ...]]:
    answer = store.query("in-force-on-day", {"target": target, "day": day})
    return {(row[0], row[1], row[2]) for row in answer.values()}


@pytest.mark.parametrize(
    ("day", "held"),
    [
        pytest.param("2025-01-09", set(), id="before"),
        pytest.param(
            "2025-01-10", {("U.S. Treasury", "act:designate", "Gazprom Neft")}, id="from the day itself"
        ),
        pytest.param(
            "2025-03-01",
            {
                ("U.S. Treasury", "act:designate", "Gazprom Neft"),
                ("European Union", "act:impose", "Gazprom Neft"),
            },
            id="two sides",
        ),
        pytest.param("2025-07-01", {("European Union", "act:impose", "Gazprom Neft")}, id="delisted by one"),
    ],
)
def test_in_force_from_designation_to_delisting(store: Store, day: str, held: set[tuple[str, ...]]) -> None:
    assert force(store, "gazprom-neft", day) == held


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2025-02-23", False),
        ("2025-02-24", True),
        ("2025-08-15", True),
        ("2026-01-31", True),
        ("2026-02-01", False),
    ],
)
def test_in_force_until_the_end_of_its_extension(store: Store, day: str, holds: bool) -> None:  # noqa: FBT001
    assert (("European Union", "act:impose", "Russia") in force(store, "russia", day)) == holds


def test_a_country_finds_its_sectors_and_firms(store: Store) -> None:
    targets = {target for _, _, target in force(store, "russia", "2025-03-01")}
    assert targets == {"Russia", "Russia's energy sector", "Gazprom Neft"}


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT * { SERVICE <http://a> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { service silent <http://a> {} }", "SERVICE"),
        ("SELECT * { ?s ?p 'it''s' . SERVICE<http://a>{} }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("SELECT * from named <http://a> { ?s ?p ?o }", "FROM"),
        ("SELECT * { ?s ?p '''a ' b''' } LOAD <http://a>", "LOAD"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT"),
        ("# comment\nCLEAR ALL", "CLEAR"),
        ("PREFIX a: <http://a#b>\nDROP ALL", "DROP"),
        ("SELECT * { \\u0053ERVICE <http://a> {} }", "SERVICE"),
        ("SELECT * { ?s ?p '\\u0027 . SERVICE <http://a> {} #' }", "SERVICE"),
        ("SELECT * { FILTER(?a<?b) SERVICE ?c { } FILTER(?d>?e) }", "SERVICE"),
        ('SELECT * { ?s ?p """x\\"""" SERVICE <http://a> {} }', "SERVICE"),
    ],
)
def test_what_leaves_the_store_is_refused(store: Store, query: str, word: str) -> None:
    with pytest.raises(QueryRefusedError, match=word):
        store.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from ($load AS ?x) { ?service a ?from ; dl:load ?load }",
        'SELECT * { ?s ?p "SERVICE", \'LOAD\', """FROM""" } # DROP',
        "SELECT * { ?s <http://a/SERVICE> ent:LOAD ; FROM:from _:b }",
        'SELECT * { ?s ?p "x"@from }',
        "SELECT * { ?s dl:a.from.b 1 }",
    ],
)
def test_words_that_are_no_keywords_pass(query: str) -> None:
    check_query(query)


def test_updates_may_change_but_not_reach_outside() -> None:
    check_update("INSERT DATA { <a:a> <a:b> 1 }")
    for text in ("LOAD <http://a>", "INSERT { ?s ?p ?o } WHERE { SERVICE <http://a> { ?s ?p ?o } }"):
        with pytest.raises(QueryRefusedError):
            check_update(text)


@given(st.text())
def test_tokens_are_the_whole_query(text: str) -> None:
    assert "".join(token for _, token in tokens(text)) == text


@given(st.text().filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
def test_a_bound_text_is_one_term(text: str) -> None:
    store = open_store()
    query = bind("SELECT (?value AS ?same) { BIND($given AS ?value) }", {"given": str(Literal(text))})
    [row] = store.query(query).cells
    assert row == (Literal(text),)


def test_a_bound_variable_may_be_selected(store: Store) -> None:
    answer = store.query("SELECT ?t (MIN(?a) AS ?first) { ?a act:impose ?t }", {"t": "ent:russia"})
    assert answer.values() == [("ent:russia", "ent:eu")]


@pytest.mark.parametrize(
    ("value", "kind", "term"),
    [
        ("russia", "entity", f"<{ENT}russia>"),
        ("ent:russia", "entity", f"<{ENT}russia>"),
        (ENT + "russia", "entity", f"<{ENT}russia>"),
        ("a> } #", "entity", f"<{ENT}a%3E%20%7D%20%23>"),
        (date(2025, 1, 10), "date", '"2025-01-10"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (7, None, '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("ent:russia", None, f"<{ENT}russia>"),
        ("<http://a>", None, "<http://a>"),
        ("plain", None, '"plain"'),
    ],
)
def test_values_become_terms(value: object, kind: str | None, term: str) -> None:
    assert str(term_of(value, kind)) == term


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"day": "yesterday"}, "YYYY-MM-DD"),
        ({"day": "2025-02-30"}, "YYYY-MM-DD"),
        ({"date": "2025-01-01"}, "no such parameter; it has day"),
    ],
)
def test_wrong_parameters_are_told(store: Store, params: dict[str, object], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        store.query("events-on-day", params)


def test_wrong_queries_are_told(store: Store) -> None:
    with pytest.raises(UnknownQueryError, match="--list"):
        store.query("no-such-question")
    with pytest.raises(QueryError, match="not SPARQL"):
        store.query("SELECT WHERE")
    with pytest.raises(ParameterError, match="no parameter"):
        store.query("SELECT * { ?s ?p ?o }", {"day": "2025-01-01"})


def test_rows_are_limited_and_the_rest_is_told(store: Store) -> None:
    answer = store.query("SELECT * { ?s ?p ?o }", limit=3)
    assert (len(answer), answer.more) == (3, True)
    assert "more rows" in answer.table()


SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize("kept", ["memory", "disk"])
def test_a_query_is_stopped_in_time(tmp_path: Path, kept: str) -> None:
    with open_store(None if kept == "memory" else tmp_path / "store") as store:
        store.put_all(january())
        with pytest.raises(QueryTimeoutError, match="after 1 s"):
            store.query(SLOW, timeout=1)
        for query in ("top-targets", "ASK { ?s act:impose ?o }", "CONSTRUCT WHERE { ?s act:impose ?o }"):
            assert store.query(query, timeout=60) == store.query(query)
        assert store.query("SELECT * { ?s ?p ?o }", timeout=60, limit=2).more
        with pytest.raises(QueryError, match="not SPARQL"):
            store.query("SELECT WHERE", timeout=60)


def test_answers_in_all_forms(store: Store) -> None:
    answer = store.query("targets-of")
    assert answer.rows[0][0] == URIRef(ENT + "gazprom-neft")
    assert list(csv.reader(io.StringIO(answer.to_csv())))[1] == ["ent:gazprom-neft", "Gazprom Neft"]
    parsed = json.loads(answer.to_json())
    assert parsed["head"] == {"vars": ["target", "label"]}
    assert parsed["results"]["bindings"][0]["target"] == {"type": "uri", "value": ENT + "gazprom-neft"}
    assert [json.loads(line)["label"] for line in answer.to_jsonl().splitlines()] == [
        "Gazprom Neft",
        "Russia's energy sector",
    ]
    assert "ent:us-treasury act:impose" in store.query("CONSTRUCT WHERE { ?a act:impose ?t }").to_turtle()
    with pytest.raises(QueryError, match="CONSTRUCT"):
        answer.to_turtle()
    assert json.loads(store.query("ASK { ?s act:impose ?o }").to_json())["boolean"] is True


def test_a_table_fits_its_width(store: Store) -> None:
    table = store.query("who-says-so").table(width=60)
    assert max(map(len, table.splitlines())) <= 60
    assert "…" in table


def test_a_spreadsheet_runs_no_cell() -> None:
    answer = open_store().query("SELECT * { VALUES (?a ?b) { ('=1+1' -5) } }")
    assert answer.to_csv() == "a,b\n'=1+1,-5\n"

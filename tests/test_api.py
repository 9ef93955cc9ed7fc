"""The Python API: what a script or a notebook gets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import dateline
from dateline.errors import MissingStoreError, MisuseError
from ingest.errors import IngestError, UndatedArticleError

if TYPE_CHECKING:
    from pathlib import Path

WEDNESDAY = "2025-01-22"
TOLD = dateline.article(
    "The U.S. Treasury sanctioned Russia's energy sector on January 10. "
    "Donald Trump threatened Russia with more sanctions on Wednesday.",
    published=WEDNESDAY,
    id="told",
)


@pytest.fixture(scope="module")
def graph() -> dateline.KnowledgeGraph:
    made = dateline.open()
    made.ingest(TOLD)
    return made


def test_events_of_an_article_at_hand() -> None:
    first = dateline.extract(TOLD)[0]
    assert first.actor is not None
    assert first.target is not None
    assert (first.actor.id, first.action.id, first.target.id) == (
        "us-treasury",
        "impose",
        "russia-energy-sector",
    )
    assert first.date is not None
    assert first.date.start == date(2025, 1, 10)


def test_events_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "told.txt").write_text(TOLD.text, encoding="utf-8")
    assert dateline.extract(tmp_path / "told.txt", published=WEDNESDAY) == dateline.extract(TOLD)


def test_an_unreadable_source_raises(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="no such file or folder"):
        dateline.extract(tmp_path / "nowhere.txt")


def test_a_report_lists_what_was_refused(tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("The Treasury sanctioned Gazprom Neft.", encoding="utf-8")
    with dateline.open() as graph:
        report = graph.ingest(TOLD, tmp_path / "undated.txt")
    assert [article.id for article in report.read] == ["told"]
    [refused] = report.refused
    assert refused.way_out in str(UndatedArticleError("x"))


def test_ingesting_again_changes_nothing() -> None:
    with dateline.open() as graph:
        assert graph.ingest(TOLD).changed == 1
        before = graph.store.serialize("nq")
        assert graph.ingest(TOLD).changed == 0
        assert graph.store.serialize("nq") == before


def test_a_folder_keeps_the_graph(tmp_path: Path) -> None:
    with dateline.open(tmp_path / "my.store") as graph:
        graph.ingest(TOLD)
    with dateline.open(tmp_path / "my.store", read_only=True) as graph:
        assert graph.articles()[0].id == "told"


def test_reading_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(MissingStoreError):
        dateline.open(tmp_path / "my.store", read_only=True)
    assert not (tmp_path / "my.store").exists()


def test_query_answers_the_plain_triple(graph: dateline.KnowledgeGraph) -> None:
    answer = graph.query("SELECT ?t { ent:us-treasury act:impose ?t }")
    assert answer.values() == [("ent:russia-energy-sector",)]


def test_query_takes_parameters(graph: dateline.KnowledgeGraph) -> None:
    answer = graph.query("in-force-on-day", target="russia-energy-sector", day=date(2025, 2, 1))
    assert len(answer) == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({}, 2, id="all"),
        pytest.param({"actor": "us-treasury"}, 1, id="an id"),
        pytest.param({"actor": "u.s. treasury"}, 1, id="a name in any case"),
        pytest.param({"actor": "Treasury"}, 1, id="a word of the name"),
        pytest.param({"target": "russia"}, 2, id="what is part of the target too"),
        pytest.param({"action": "restrict"}, 1, id="a group of actions"),
        pytest.param({"since": "2025-01-11"}, 1, id="from a day on"),
        pytest.param({"until": date(2025, 1, 10)}, 1, id="up to a day"),
        pytest.param({"status": "planned"}, 0, id="a status"),
    ],
)
def test_events_that_fit(graph: dateline.KnowledgeGraph, filters: dict[str, str], found: int) -> None:
    assert len(graph.events(**filters)) == found


def test_an_unknown_action_is_told(graph: dateline.KnowledgeGraph) -> None:
    with pytest.raises(MisuseError, match="did you mean impose"):
        graph.events(action="impos")


def test_networkx_has_an_edge_for_each_event(graph: dateline.KnowledgeGraph) -> None:
    assert graph.to_networkx().number_of_edges() == 2


def test_a_timeline_shows_inline(graph: dateline.KnowledgeGraph) -> None:
    assert "<iframe" in graph.timeline()._repr_html_()


def test_export_follows_the_suffix(graph: dateline.KnowledgeGraph, tmp_path: Path) -> None:
    assert "act:impose" in graph.export(tmp_path / "graph.ttl").read_text(encoding="utf-8")
    with pytest.raises(MisuseError, match="choose one of"):
        graph.export(tmp_path / "graph.docx")


def test_the_dataset_is_rdflib(graph: dateline.KnowledgeGraph) -> None:
    rows = list(
        graph.dataset.query("SELECT ?t { <https://w3id.org/dateline/entity/us-treasury> ?p ?t } LIMIT 1")
    )
    assert len(rows) == 1


@pytest.mark.parametrize("day", ["22/01/2025", "yesterday", ""])
def test_a_day_is_written_as_iso(day: str) -> None:
    with pytest.raises(MisuseError, match="YYYY-MM-DD"):
        dateline.article("Words.", published=day)


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(AttributeError, match="it offers Action, Article"):
        dateline.opne  # noqa: B018


def test_every_public_name_is_there() -> None:
    assert all(hasattr(dateline, name) for name in dateline.__all__)
    assert set(dateline.__all__) <= set(dir(dateline))

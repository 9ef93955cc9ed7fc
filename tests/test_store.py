"""What a store keeps: whole articles, the same bytes by any way, and clear words when it cannot."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_events import BANK, ENERGY, TREASURY, US, article, claim, january, on

from graph import folder
from graph.errors import (
    ArticleMismatchError,
    GraphError,
    StoreError,
    StoreFormatError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
)
from graph.merge import merge
from graph.model import Article, Event
from graph.store import Store, open_store

STORY = january()
Pairs = list[tuple[Article, list[Event]]]


def filled(pairs: Pairs) -> Store:
    store = open_store()
    store.put_all(pairs)
    return store


def test_a_second_ingest_changes_nothing() -> None:
    store = filled(STORY)
    before, bytes_before = store.stats(), store.serialize("trig")
    assert store.put_all(STORY) == 0
    assert not store.put(*STORY[0])
    assert (store.stats(), store.serialize("trig")) == (before, bytes_before)


@settings(max_examples=15, deadline=None)
@given(st.permutations(STORY), st.lists(st.integers(1, 3), max_size=4))
def test_any_order_and_any_split_give_the_same_bytes(pairs: Pairs, sizes: list[int]) -> None:
    store = open_store()
    rest = pairs
    for size in sizes:
        store.put_all(rest[:size])
        rest = rest[size:]
    for pair in rest:
        store.put(*pair)
    assert store.serialize("nq") == filled(STORY).serialize("nq")


def test_the_default_graph_is_what_merge_and_rebuild_give() -> None:
    store = filled(STORY)
    claims = [claim for _, claims in STORY for claim in claims]
    assert store.events() == merge(claims)
    before = store.serialize("nq")
    store.rebuild()
    assert store.serialize("nq") == before


@settings(max_examples=15, deadline=None)
@given(st.permutations(STORY))
def test_an_article_taken_out_leaves_no_trace(pairs: Pairs) -> None:
    store = filled(pairs)
    assert store.remove(pairs[0][0].id)
    assert store.serialize("nq") == filled(pairs[1:]).serialize("nq")
    assert not store.remove(pairs[0][0].id)


def test_an_article_read_anew_replaces_itself() -> None:
    source, claims = STORY[1]
    store = filled(STORY)
    store.put(source, claims[:1])
    others = [pair for pair in STORY if pair[0].id != source.id]
    assert store.serialize("nq") == filled([*others, (source, claims[:1])]).serialize("nq")


def test_one_label_stands_for_an_entity_by_any_order() -> None:
    first, second = article("1", date(2025, 1, 1)), article("2", date(2025, 1, 2))
    other = replace(BANK, label="AZURE Bank")
    pairs: Pairs = [
        (first, [claim(first, US, "impose", BANK)]),
        (second, [claim(second, US, "impose", other)]),
    ]
    stores = [filled(pairs), filled(pairs[::-1])]
    asked = "SELECT ?label { ent:unlinked-azure-bank rdfs:label ?label }"
    assert [store.query(asked).values() for store in stores] == [[("AZURE Bank",)]] * 2
    stores[0].remove("2")
    assert stores[0].query(asked).values() == [("Azure Bank",)]


def test_superseded_ids_lead_to_the_event() -> None:
    source, later = article("1", date(2025, 1, 11)), article("2", date(2025, 1, 12))
    alone = claim(source, US, "impose", ENERGY, on("2025-01-10"))
    store = filled([(source, [alone])])
    [old] = store.events()
    store.put(later, [claim(later, TREASURY, "impose", ENERGY, on("2025-01-10"))])
    [new] = store.events()
    assert old.id != new.id
    assert store.query("SELECT ?new { $old dl:mergedInto ?new }", {"old": f"event:{old.id}"}).values() == [
        (f"event:{new.id}",)
    ]


def test_events_by_their_sides_and_days() -> None:
    store = filled(STORY)
    assert {event.action.id for event in store.events(actor="united-states", target="gazprom-neft")} == {
        "designate",
        "delist",
    }
    assert [event.action.id for event in store.events(action="relax")] == ["license", "delist"]
    assert len(store.events(since=date(2025, 1, 10), until=date(2025, 1, 10), status="asserted")) == 2
    assert store.events(actor='x" } #') == []


def test_stats_count() -> None:
    stats = filled(STORY).stats()
    assert (stats.articles, stats.claims) == (5, sum(len(claims) for _, claims in STORY))
    assert stats.events["planned act"] == 1
    assert (stats.linked, stats.unlinked) == (7, 1)
    assert stats.triples == len(filled(STORY).serialize("nq").splitlines())


def test_an_event_of_another_article_is_refused() -> None:
    store = open_store()
    with pytest.raises(ArticleMismatchError, match="quotes day, not before"):
        store.put(STORY[0][0], STORY[1][1])
    assert store.stats().triples == 0


def test_a_folder_keeps_the_graph(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        store.put_all(STORY)
        kept = store.serialize("trig")
    with open_store(tmp_path / "store", read_only=True) as store:
        assert store.serialize("trig") == kept
        with pytest.raises(StoreReadOnlyError, match="reading only"):
            store.put(*STORY[0])


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    store.close()
    with pytest.raises(GraphError, match="closed"):
        store.stats()


def test_a_second_writer_is_told_and_readers_share(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with open_store(path), pytest.raises(StoreLockedError, match="another process"):
        open_store(path)
    with open_store(path, read_only=True), open_store(path, read_only=True) as reader:
        assert reader.stats().articles == 0
        with pytest.raises(StoreLockedError):
            open_store(path)


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreFormatError, match="other files"):
        open_store(tmp_path)
    with pytest.raises(StoreFormatError, match="a file"):
        open_store(tmp_path / "thesis.txt")
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("written", "words"),
    [('{"format": 99}', "format 99"), ("not json", "cannot be read"), ("[]", "cannot be read")],
)
def test_a_store_of_another_format_is_told(tmp_path: Path, written: str, words: str) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store" / "format.json").write_text(written)
    with pytest.raises(StoreFormatError, match=words):
        open_store(tmp_path / "store")


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dateline ingest"):
        open_store(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_full_disk_is_told_before_work_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "store") as store:
        store.put(*STORY[0])
        kept = store.serialize("nq")
        monkeypatch.setattr(folder, "SPARE_BYTES", 2**60)
        with pytest.raises(StoreFullError, match="make room"):
            store.put(*STORY[1])
        assert store.serialize("nq") == kept


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "cannot be written"),
        (OSError(30, "Read-only"), "read-only"),
    ],
)
def test_a_read_only_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StoreReadOnlyError, match=words):
        open_store(tmp_path / "store")


WRITER = """
import sys
sys.path[:0] = [{tests!r}, {root!r}]
from datetime import date
from made_events import EU, RUSSIA, US, article, claim, on
from graph.store import open_store
with open_store({path!r}) as store:
    print("ready", flush=True)
    for n in range(100000):
        source = article(f"a{{n}}", date(2025, 1, 1 + n % 28))
        lifted = claim(source, EU, "lift", RUSSIA, start=9)
        store.put(source, [claim(source, US, "impose", RUSSIA, on("2025-01-01")), lifted])
"""


def test_a_killed_ingest_leaves_whole_articles(tmp_path: Path) -> None:
    path, tests = tmp_path / "store", Path(__file__).parent
    text = WRITER.format(tests=str(tests), root=str(tests.parent), path=str(path))
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.7)
        writer.send_signal(signal.SIGKILL)
    with open_store(path) as store:
        stats = store.stats()
        assert stats.articles > 0
        assert stats.claims == 2 * stats.articles
        before = store.serialize("nq")
        store.rebuild()
        assert store.serialize("nq") == before


def test_rdflib_sees_the_same_graph_and_stays_inside() -> None:
    store = filled(STORY)
    assert len(list(store.dataset.query("SELECT * { ent:us-treasury act:impose ?target }"))) == 2
    with pytest.raises(GraphError, match="SERVICE"):
        store.dataset.query("SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }")
    with pytest.raises(GraphError, match="LOAD"):
        store.dataset.update("LOAD <file:///etc/passwd>")


@pytest.mark.parametrize("form", ["nq", "trig", "jsonld"])
def test_serialisations_read_back(form: str) -> None:
    store, copy = filled(STORY), open_store()
    assert copy.load(store.serialize(form), form) == len(STORY)
    assert copy.serialize("nq") == store.serialize("nq")
    assert copy.load(store.serialize(form), form) == 0


@pytest.mark.parametrize(
    ("data", "form", "words"),
    [
        (b"<<<", "nq", "not nq"),
        (b"<http://a> <http://b> <http://c> <http://d> .", "nq", "not the graph of an article"),
        (b'[{"@context": "http://127.0.0.1:9/context.json"}]', "jsonld", "not jsonld"),
        (b"", "ttl", "without their evidence"),
        (b"", "docx", "choose one of"),
    ],
)
def test_what_is_no_graph_of_ours_is_refused(data: bytes, form: str, words: str) -> None:
    store = open_store()
    with pytest.raises(GraphError, match=words):
        store.load(data, form)
    assert store.stats().triples == 0

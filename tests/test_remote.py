"""A store at an endpoint: the same contract, against a real Oxigraph server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from made_events import january

from graph.errors import GraphError, QueryError, QueryRefusedError, RemoteStoreError
from graph.query import saved_queries
from graph.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY = january()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("no oxigraph server here; `pip install oxigraph` brings one")
    port = free_port()
    command = [program, "serve", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture
def store(server: str) -> Iterator[Store]:
    opened = open_store(server)
    yield opened
    opened.engine.update("DROP ALL")


@pytest.fixture(scope="module")
def local() -> Store:
    filled = open_store()
    filled.put_all(STORY)
    return filled


def test_the_same_bytes_by_article_and_at_once(store: Store, local: Store) -> None:
    for pair in reversed(STORY):
        assert store.put(*pair)
    assert store.serialize("nq") == local.serialize("nq")
    assert store.put_all(STORY) == 0
    assert store.events() == local.events()
    assert store.stats() == local.stats()
    assert store.articles() == local.articles()


def test_an_article_taken_out(store: Store, local: Store) -> None:
    store.put_all(STORY)
    assert store.remove(STORY[0][0].id)
    store.put(*STORY[0])
    assert store.serialize("nq") == local.serialize("nq")


def test_the_same_answers(store: Store, local: Store) -> None:
    store.put_all(STORY)
    for name in saved_queries():
        assert store.query(name) == local.query(name), name
    for query in ("ASK { ?s act:impose ?o }", "CONSTRUCT WHERE { ?s act:impose ?o }"):
        assert store.query(query) == local.query(query)
    assert store.query("targets-of", timeout=30, limit=1).more


def test_what_is_wrong_is_told(store: Store) -> None:
    with pytest.raises(QueryError, match="not SPARQL"):
        store.query("SELECT WHERE")
    with pytest.raises(QueryRefusedError):
        store.query("SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }")
    with pytest.raises(GraphError, match="no rdflib"):
        _ = store.dataset


def test_no_server_is_told() -> None:
    with pytest.raises(RemoteStoreError, match="check that the server runs"):
        open_store(f"http://user:secret@127.0.0.1:{free_port()}").stats()


def test_a_password_is_not_shown() -> None:
    with pytest.raises(RemoteStoreError) as told:
        open_store(f"http://user:secret@127.0.0.1:{free_port()}").stats()
    assert "secret" not in str(told.value)

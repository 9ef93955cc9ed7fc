"""The server: SPARQL and pages over a store, read-only."""

from __future__ import annotations

import http.client
import json
import threading
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

import dateline
from dateline.errors import MisuseError
from dateline.server import server

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED = "SELECT ?t { ent:us-treasury act:impose ?t }"


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    text = "The U.S. Treasury sanctioned Russia's energy sector on January 10."
    with dateline.open() as graph:
        graph.ingest(dateline.article(text, published="2025-01-22"))
        running = server(graph, "127.0.0.1", 0)
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield "127.0.0.1", running.server_address[1]
        running.shutdown()
        running.server_close()
        thread.join()


def asked(
    address: tuple[str, int], path: str, method: str = "GET", body: str | None = None, **headers: str
) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(*address, timeout=60)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    reply = connection.getresponse()
    return reply.status, reply.headers.get_content_type(), reply.read().decode()


def test_a_query_in_the_address_is_answered_as_json(address: tuple[str, int]) -> None:
    status, kind, body = asked(address, f"/sparql?query={quote(ASKED)}")
    assert (status, kind) == (200, "application/sparql-results+json")
    assert "russia-energy-sector" in json.loads(body)["results"]["bindings"][0]["t"]["value"]


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_a_query_in_the_body_is_answered(kind: str, address: tuple[str, int]) -> None:
    body = ASKED if kind.endswith("query") else f"query={quote(ASKED)}"
    status, answered, text = asked(address, "/sparql", "POST", body, Content_Type=kind, Accept="text/csv")
    assert (status, answered, text) == (200, "text/csv", "t\nent:russia-energy-sector\n")


def test_construct_is_answered_as_turtle(address: tuple[str, int]) -> None:
    status, kind, body = asked(address, f"/sparql?query={quote('CONSTRUCT WHERE { ?a act:impose ?t }')}")
    assert (status, kind) == (200, "text/turtle")
    assert "act:impose" in body


@pytest.mark.parametrize("path", ["/", "/timeline", "/network"])
def test_pages_are_html(path: str, address: tuple[str, int]) -> None:
    status, kind, body = asked(address, path)
    assert (status, kind) == (200, "text/html")
    assert body.casefold().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/nothing", 404, id="no such page"),
        pytest.param("/sparql", 400, id="no query"),
        pytest.param(f"/sparql?query={quote('SELECT ?t {')}", 400, id="syntax"),
        pytest.param(f"/sparql?query={quote('DELETE WHERE { ?s ?p ?o }')}", 400, id="update"),
        pytest.param(
            f"/sparql?query={quote('SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }')}",
            400,
            id="network",
        ),
    ],
)
def test_what_is_refused(path: str, status: int, address: tuple[str, int]) -> None:
    refused, kind, body = asked(address, path)
    assert (refused, kind) == (status, "text/plain")
    assert len(body.splitlines()) == 1


def test_an_address_in_use_is_told(address: tuple[str, int]) -> None:
    with dateline.open() as graph, pytest.raises(MisuseError, match="choose another with --port"):
        server(graph, *address)

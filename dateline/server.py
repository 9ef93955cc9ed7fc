"""A read-only SPARQL endpoint and the pages over a store, for this machine.

Queries run under the guard and in a process that is ended when it takes too long.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs, urlsplit

from dateline.errors import DatelineError, Exit, MisuseError, one_line
from dateline.output import say
from graph.errors import GraphError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.api import KnowledgeGraph
    from graph.answer import Answer

SECONDS = 30.0
LONGEST = 1_000_000
HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
FORMS: dict[str, tuple[str, Callable[[Answer], str]]] = {
    "application/sparql-results+json": ("json", lambda answer: answer.to_json()),
    "text/csv": ("csv", lambda answer: answer.to_csv()),
    "text/turtle": ("ttl", lambda answer: answer.to_turtle()),
}
HOME = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Dateline</title>
<h1>Dateline</h1>
<p>{articles} articles, {events} events.</p>
<ul><li><a href="/timeline">Timeline</a></li><li><a href="/network">Network</a></li></ul>
<form action="/sparql"><p><label for="query">SPARQL, answered as CSV</label></p>
<p><textarea id="query" name="query" rows="8" cols="80">
SELECT ?target {{ ent:us-treasury act:impose ?target }}</textarea></p>
<input type="hidden" name="format" value="csv"><p><button>Ask</button></p></form>
</html>
"""


@dataclass(frozen=True)
class Reply:
    """What goes back over the wire."""

    status: HTTPStatus
    kind: str
    body: bytes


def serve(graph: KnowledgeGraph, host: str, port: int) -> int:
    """Answer requests until interrupted."""
    with server(graph, host, port) as running:
        say(f"http://{host}:{running.server_address[1]}/  SPARQL at /sparql; stop with Ctrl-C")
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            say("stopped")
    return Exit.DONE


def server(graph: KnowledgeGraph, host: str, port: int) -> ThreadingHTTPServer:
    """The server, bound but not yet answering; port 0 takes any that is free.

    Raises:
        MisuseError: the address cannot be bound.
    """
    handler = type("Handler", (_Handler,), {"graph": graph, "lock": Lock()})
    try:
        return ThreadingHTTPServer((host, port), handler)
    except (OSError, OverflowError) as error:
        msg = f"{host}:{port}: cannot listen there ({error}); choose another with --port"
        raise MisuseError(msg) from error


def reply(graph: KnowledgeGraph, path: str, accept: str, parameters: dict[str, list[str]]) -> Reply:
    """The answer to one request."""
    if path in PAGES:
        return Reply(HTTPStatus.OK, HTML, PAGES[path](graph).encode("utf-8", errors="replace"))
    if path == "/sparql":
        return _answer(graph, accept, parameters)
    return _refusal(HTTPStatus.NOT_FOUND, "nothing here; try /, /timeline, /network or /sparql?query=…")


def _home(graph: KnowledgeGraph) -> str:
    stats = graph.stats()
    return HOME.format(articles=stats.articles, events=escape(str(sum(stats.events.values()))))


def _answer(graph: KnowledgeGraph, accept: str, parameters: dict[str, list[str]]) -> Reply:
    asked = parameters.get("query", [])
    if len(asked) != 1:
        return _refusal(HTTPStatus.BAD_REQUEST, "give one query, as /sparql?query=… or in a POST")
    kind, write = _form(accept, parameters.get("format", [""])[0])
    try:
        answer = graph.query(asked[0], timeout=SECONDS)
        if answer.form == "graph":
            kind, write = "text/turtle", lambda one: one.to_turtle()
        return Reply(HTTPStatus.OK, f"{kind}; charset=utf-8", write(answer).encode())
    except (GraphError, DatelineError) as error:
        return _refusal(HTTPStatus.BAD_REQUEST, one_line(error))


def _form(accept: str, named: str) -> tuple[str, Callable[[Answer], str]]:
    for kind, (name, write) in FORMS.items():
        if name == named or (not named and kind in accept):
            return kind, write
    return "application/sparql-results+json", lambda answer: answer.to_json()


def _refusal(status: HTTPStatus, words: str) -> Reply:
    return Reply(status, PLAIN, f"{words}\n".encode())


PAGES: dict[str, Callable[[KnowledgeGraph], str]] = {
    "/": _home,
    "/timeline": lambda graph: graph.timeline().html(),
    "/network": lambda graph: graph.network().html(),
}


class _Handler(BaseHTTPRequestHandler):
    graph: ClassVar[KnowledgeGraph]
    lock: ClassVar[Lock]
    server_version = "dateline"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer a page or a query in the address."""
        self._send(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        """Answer a query in the body, as a form or as SPARQL itself."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST:
            self._write(
                _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "send a query with its length, under 1 MB")
            )
            return
        body = self.rfile.read(int(length)).decode("utf-8", errors="replace")
        kind = self.headers.get_content_type()
        self._send({"query": [body]} if kind == "application/sparql-query" else parse_qs(body))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        """Tell requests on stderr in one short line."""
        say(f"{self.address_string()} {format % args}")

    def _send(self, parameters: dict[str, list[str]]) -> None:
        accept = self.headers.get("Accept", "")
        with self.lock:  # one store, one reader at a time
            self._write(reply(self.graph, urlsplit(self.path).path, accept, parameters))

    def _write(self, answer: Reply) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(answer.body)

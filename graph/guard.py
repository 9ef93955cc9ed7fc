"""Reads a query's tokens before any engine does, and refuses what would leave the store.

SERVICE is followed by every engine, FROM is fetched by rdflib, LOAD runs in both: none has a switch.
So the words are looked for where they are words: outside strings, IRIs and comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.errors import ParameterError, QueryRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
      |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z][A-Za-z0-9-]*)
  | (?P<name>(?:[^\W\d](?:[\w.-]*[\w-])?)?:
      (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))?)?)
  | (?P<word>\w+)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_OUTSIDE = {
    "SERVICE": "it would ask another server; load its data into the store first",
    "LOAD": "it would read a file or the network; use `dateline ingest` or Store.load",
    "FROM": "it would read a graph from outside; name a stored graph with GRAPH instead",
}
_CHANGES = dict.fromkeys(
    ("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING"),
    "it would change the store, and queries only read; use Store.update",
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_query(query: str) -> None:
    """Refuse a query that reaches outside the store or changes it.

    >>> check_query('SELECT ?s { ?s rdfs:label "SERVICE" } # LOAD')
    >>> check_query("SELECT * { SERVICE <http://example.org> { ?s ?p ?o } }")
    Traceback (most recent call last):
    graph.errors.QueryRefusedError: SERVICE: it would ask another server; load its data into the store first
    """
    _refuse(query, _OUTSIDE | _CHANGES)


def check_update(update: str) -> None:
    """Refuse an update that reaches outside the store."""
    _refuse(update, {key: why for key, why in _OUTSIDE.items() if key != "FROM"})


def _refuse(query: str, refused: Mapping[str, str]) -> None:
    # SPARQL decodes \\u escapes before it reads tokens, so a keyword may hide in them
    for reading in {query, _decoded(query)}:
        for kind, token in tokens(reading):
            if kind == "word" and token.upper() in refused:
                raise QueryRefusedError(token.upper(), refused[token.upper()])


def bind(query: str, terms: Mapping[str, str]) -> str:
    """The query with each ``$name`` or ``?name`` replaced by a serialised term.

    Only whole variable tokens are replaced, and only by one serialised term, so that a value can never become
    a piece of the query.

    >>> bind('SELECT ?e { ?e dl:cause $why } # $why', {"why": '"a } b"'})
    'SELECT ?e { ?e dl:cause "a } b" } # $why'
    """
    names = {token[1:] for kind, token in tokens(query) if kind == "variable"}
    unknown = sorted(set(terms) - names)
    if unknown:
        msg = f"{unknown[0]}: the query has no parameter ${unknown[0]}; it has {_listed(names)}"
        raise ParameterError(msg)
    return "".join(_bound(query, terms))


def _bound(query: str, terms: Mapping[str, str]) -> Iterator[str]:
    """The tokens with values in place; a variable that is selected becomes ``(value AS ?name)``."""
    depth, selecting = 0, False
    for kind, token in tokens(query):
        word = token.upper()
        selecting = (selecting or (kind == "word" and word == "SELECT")) and word not in {"{", "WHERE"}
        depth += {"(": 1, ")": -1}.get(token, 0)
        if kind == "variable" and token[1:] in terms:
            value = terms[token[1:]]
            yield f"({value} AS ?{token[1:]})" if selecting and depth == 0 else value
        else:
            yield token


def tokens(query: str) -> Iterator[tuple[str, str]]:
    """Each token of a query with its kind; together they are the query."""
    for found in _TOKEN.finditer(query):
        yield str(found.lastgroup), found.group()


def _decoded(query: str) -> str:
    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code <= 0x10FFFF else found[0]

    return _ESCAPE.sub(character, query)


def _listed(names: set[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(names)) or "none"

"""SPARQL for people: saved questions, safe parameters, bounded answers.

A saved question is a file ``graph/queries/NAME.rq`` that opens with its title and its parameters:

    # title: Whom has an actor acted against?
    # param: actor entity us-treasury the one who acts

In the query a parameter is the variable of its name, ``$actor``. It is replaced, as a whole token, by one
serialised term.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graph import vocabulary
from graph.answer import Answer, collect
from graph.bounded import bounded_answer
from graph.errors import ParameterError, QueryError, UnknownQueryError
from graph.guard import bind, check_query
from graph.vocabulary import ACT, ARTICLE, ENT, EVENT, MEASURE, PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.engine import Engine
    from graph.folder import Folder

_HEADER = re.compile(r"# *(title|param|note): *(.*)")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_WHOLE = re.compile(r"[+-]?[0-9]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a saved question asks for; ``default`` is used where none is given."""

    name: str
    type: str
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question that analysts ask, ready to run."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def saved_queries() -> dict[str, SavedQuery]:
    """All saved questions by name, sorted."""
    folder = resources.files("graph").joinpath("queries")
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".rq")), key=lambda entry: entry.name
    )
    found = (_saved(entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8")) for entry in files)
    return {query.name: query for query in found}


def _saved(name: str, text: str) -> SavedQuery:
    title, parameters = name, []
    for line in text.splitlines():
        header = _HEADER.fullmatch(line.strip())
        if header and header[1] == "title":
            title = header[2]
        elif header and header[1] == "param":
            parameters.append(Parameter(*header[2].split(None, 3)))
    return SavedQuery(name, title, tuple(parameters), text)


def prepare(query: str, params: Mapping[str, object]) -> str:
    """The SPARQL text of a saved question or of ``query`` itself, parameters bound and checked.

    Raises:
        QueryError: the name is unknown, a parameter is wrong, or the guard refuses the text.
    """
    if _NAME.fullmatch(query.strip()):
        saved = saved_queries().get(query.strip())
        if saved is None:
            msg = f"{query.strip()}: no saved question of this name; `dateline query --list` shows all"
            raise UnknownQueryError(msg)
        text, terms = saved.text, _saved_terms(saved, params)
    else:
        text, terms = query, {name: term_of(value, name=name) for name, value in params.items()}
    check_query(text)
    return bind(text, {name: token(term) for name, term in terms.items()})


def token(term: NamedNode | Literal) -> str:
    """A term as one token of SPARQL; a whole number is bare, as LIMIT wants it."""
    if isinstance(term, Literal) and term.datatype.value == XSD + "integer" and _WHOLE.fullmatch(term.value):
        return term.value
    return str(term)


def _saved_terms(saved: SavedQuery, params: Mapping[str, object]) -> dict[str, NamedNode | Literal]:
    known = {parameter.name for parameter in saved.parameters}
    unknown = sorted(set(params) - known)
    if unknown:
        named = ", ".join(sorted(known)) or "none"
        msg = f"{unknown[0]}: {saved.name} has no such parameter; it has {named}"
        raise ParameterError(msg)
    return {
        one.name: term_of(params.get(one.name, one.default), one.type, one.name) for one in saved.parameters
    }


_NAMESPACES = {"entity": ENT, "action": ACT, "measure": MEASURE, "event": EVENT, "article": ARTICLE}
_PATTERNS = {
    "date": (re.compile(r"\d{4}-\d\d-\d\d"), "a day as YYYY-MM-DD"),
    "month": (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "a month as YYYY-MM"),
    "integer": (re.compile(r"-?\d+"), "a whole number"),
    "decimal": (re.compile(r"-?\d+(\.\d+)?"), "a number"),
}
_DATATYPES = {"date": "date", "month": "gYearMonth", "integer": "integer", "decimal": "decimal"}


def term_of(value: object, kind: str | None = None, name: str = "value") -> NamedNode | Literal:
    """The term that a parameter's value stands for.

    Without a ``kind`` the value's own type decides, and a text in angle brackets is an IRI.

    >>> str(term_of("us-treasury", "entity")), str(term_of(date(2025, 1, 10)))
    ('<https://w3id.org/dateline/entity/us-treasury>', '"2025-01-10"^^<http://www.w3.org/2001/XMLSchema#date>')
    """
    if isinstance(value, (NamedNode, Literal)):
        return value
    if kind is None:
        return _guessed_term(value, name)
    text = value.isoformat() if isinstance(value, date) else str(value)
    if kind in _NAMESPACES:
        return _named(text, _NAMESPACES[kind], name)
    if kind in _PATTERNS:
        pattern, shape = _PATTERNS[kind]
        if not pattern.fullmatch(text) or (kind == "date" and not _is_day(text)):
            msg = f"{name}: {text!r} is not {shape}"
            raise ParameterError(msg)
        return Literal(text, datatype=NamedNode(XSD + _DATATYPES[kind]))
    return vocabulary.text(text)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _named(text: str, namespace: str, name: str) -> NamedNode:
    """An id, ``ent:id`` or a whole IRI as a term."""
    prefix, _, local = text.partition(":")
    if text.startswith(("http://", "https://")):
        return _iri(text, name)
    return vocabulary.iri(namespace, local if local and PREFIXES.get(prefix) == namespace else text)


def _iri(text: str, name: str) -> NamedNode:
    try:
        return NamedNode(text)
    except ValueError as error:
        msg = f"{name}: {text!r} is not an IRI ({error})"
        raise ParameterError(msg) from error


def _guessed_term(value: object, name: str) -> NamedNode | Literal:
    if isinstance(value, (bool, int)):
        return Literal(value)
    if isinstance(value, float):
        return vocabulary.decimal(value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    prefix, _, local = text.partition(":")
    if text.startswith("<") and text.endswith(">"):
        return _iri(text[1:-1], name)
    if prefix in PREFIXES and local and " " not in local:
        return vocabulary.iri(PREFIXES[prefix], local)
    is_day = _PATTERNS["date"][0].fullmatch(text) and _is_day(text)
    return term_of(text, "date", name) if is_day else vocabulary.text(text)


def answer(
    engine: Engine, text: str, *, limit: int | None, timeout: float | None, folder: Folder | None = None
) -> Answer:
    """Run a checked query; with a ``timeout`` in a process that can be ended."""
    if timeout is not None:
        return bounded_answer(engine, text, limit=limit, timeout=timeout, folder=folder)
    try:
        return collect(engine.query(text), limit)
    except SyntaxError as error:
        msg = f"not SPARQL: {error.msg or error}"
        raise QueryError(msg) from error
    except (RuntimeError, ValueError, OSError) as error:
        msg = f"the query cannot be answered: {error}"
        raise QueryError(msg) from error

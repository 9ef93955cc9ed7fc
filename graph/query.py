"""SPARQL for people: saved questions, safe parameters, bounded answers.

A saved question is a file ``graph/queries/NAME.rq`` that opens with its title and its parameters:

    # title: Whom has an actor acted against?
    # param: actor entity us-treasury the one who acts

In the query a parameter is the variable of its name, ``$actor``. It is replaced, as a whole token, by one serialised term.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse_query_results,
    serialize,
)

from graph import vocabulary
from graph.errors import ParameterError, QueryError, UnknownQueryError
from graph.guard import bind, check_query
from graph.vocabulary import ACT, ARTICLE, ENT, EVENT, MEASURE, PREFIXES, XSD, compact

if TYPE_CHECKING:
    from rdflib.term import Node

    from graph.engine import Engine
    from graph.folder import Folder

_HEADER = re.compile(r"# *(title|param|note): *(.*)")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


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
    return bind(text, {name: str(term) for name, term in terms.items()})


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
    if isinstance(value, date):
        return vocabulary.day(value)
    text = str(value)
    if text.startswith("<") and text.endswith(">"):
        return _iri(text[1:-1], name)
    prefix, _, local = text.partition(":")
    if prefix in PREFIXES and local and " " not in local:
        return vocabulary.iri(PREFIXES[prefix], local)
    if _PATTERNS["date"][0].fullmatch(text) and _is_day(text):
        return Literal(text, datatype=NamedNode(XSD + "date"))
    return vocabulary.text(text)


Cell = NamedNode | Literal | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of RDF terms under named columns; a graph answer has subject, predicate and object.

    ``more`` says that the row limit cut the answer.
    """

    columns: tuple[str, ...]
    cells: tuple[tuple[Any, ...], ...]
    form: str = "select"
    more: bool = False

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def rows(self) -> list[tuple[Node | None, ...]]:
        """The rows as rdflib terms."""
        from graph.terms import rdflib_term  # noqa: PLC0415 - rdflib takes a third of a second

        return [tuple(rdflib_term(cell) for cell in row) for row in self.cells]

    def values(self) -> list[tuple[str, ...]]:
        """The rows as short strings: ids as ``ent:russia``, literals bare, nothing as an empty string."""
        return [tuple(shown(cell) for cell in row) for row in self.cells]

    def records(self) -> list[dict[str, str | None]]:
        """A dictionary for each row, full IRIs, ``None`` for nothing."""
        return [
            {
                name: None if cell is None else _full(cell)
                for name, cell in zip(self.columns, row, strict=True)
            }
            for row in self.cells
        ]

    def to_csv(self) -> str:
        """RFC 4180 with LF line ends: what a spreadsheet opens. Formula characters get an apostrophe in front."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_no_formula(value) for value in row] for row in self.values())
        return out.getvalue()

    def to_json(self) -> str:
        """W3C SPARQL Query Results JSON."""
        if self.form == "ask":
            return json.dumps({"head": {}, "boolean": self.cells[0][0].value == "true"})
        bindings = [
            {name: _json(cell) for name, cell in zip(self.columns, row, strict=True) if cell is not None}
            for row in self.cells
        ]
        return json.dumps(
            {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}},
            ensure_ascii=False,
            indent=1,
        )

    def to_jsonl(self) -> str:
        """One JSON object a line, full IRIs."""
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in self.records())

    def to_turtle(self) -> str:
        """The graph that a CONSTRUCT or DESCRIBE gives.

        Raises:
            QueryError: the answer is a table.
        """
        if self.form != "graph":
            msg = "ttl: only CONSTRUCT and DESCRIBE answer with a graph; choose table, csv or json"
            raise QueryError(msg)
        from pyoxigraph import Triple  # noqa: PLC0415

        triples = [Triple(*row) for row in self.cells]
        return (serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode()

    def table(self, width: int = 100) -> str:
        """Columns for a terminal of some width; long cells are cut with an ellipsis."""
        rows = [self.columns, *(tuple(_one_line(value) for value in row) for row in self.values())]
        widths = _widths([max(len(row[i]) for row in rows) for i in range(len(self.columns))], width)
        lines = [_line(row, widths) for row in rows]
        lines.insert(1, "  ".join("-" * size for size in widths))
        if self.more:
            lines.append("… more rows; raise the limit to see them")
        return "\n".join(lines) + "\n"

    def dataframe(self) -> Any:  # noqa: ANN401 - pandas is optional
        """A pandas DataFrame with days and numbers as such."""
        try:
            import pandas as pd  # noqa: PLC0415 - optional
        except ImportError as error:
            msg = "pandas is not installed; `pip install pandas`, or use .records()"
            raise QueryError(msg) from error
        return pd.DataFrame(
            [[_python(cell) for cell in row] for row in self.cells], columns=list(self.columns)
        )


def answer(
    engine: Engine, text: str, *, limit: int | None, timeout: float | None, folder: Folder | None = None
) -> Answer:
    """Run a checked query; with a ``timeout`` in a process that can be ended."""
    if timeout is not None:
        from graph.bounded import bounded_answer  # noqa: PLC0415

        return bounded_answer(engine, text, limit=limit, timeout=timeout, folder=folder)
    try:
        return collect(engine.query(text), limit)
    except SyntaxError as error:
        msg = f"not SPARQL: {error.msg if error.msg else error}"
        raise QueryError(msg) from error
    except (RuntimeError, ValueError, OSError) as error:
        msg = f"the query cannot be answered: {error}"
        raise QueryError(msg) from error


def collect(found: Any, limit: int | None) -> Answer:  # noqa: ANN401 - one of pyoxigraph's three kinds
    """The rows of a result, up to a limit."""
    if isinstance(found, QueryBoolean):
        return Answer(("answer",), ((Literal(bool(found)),),), "ask")
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        rows, more = first_rows((tuple(row) for row in found), limit)
        return Answer(columns, rows, "select", more)
    triples = ((triple.subject, triple.predicate, triple.object) for triple in found)
    rows, more = first_rows(triples, limit)
    return Answer(("subject", "predicate", "object"), tuple(sorted(rows, key=str)), "graph", more)


def first_rows(
    rows: Iterable[tuple[Any, ...]], limit: int | None
) -> tuple[tuple[tuple[Any, ...], ...], bool]:
    """The rows up to a limit, and whether there are more."""
    kept: list[tuple[Any, ...]] = []
    for row in rows:
        if limit is not None and len(kept) >= limit:
            return tuple(kept), True
        kept.append(row)
    return tuple(kept), False


def read_results(data: bytes) -> Any:  # noqa: ANN401
    """Results as SPARQL Query Results JSON, as another process or a server writes them."""
    return parse_query_results(data, format=QueryResultsFormat.JSON)


def shown(cell: Any) -> str:  # noqa: ANN401
    """A term as a person reads it."""
    if cell is None:
        return ""
    return compact(cell.value) if isinstance(cell, NamedNode) else _full(cell)


def _full(cell: Any) -> str:  # noqa: ANN401
    return str(getattr(cell, "value", cell))


def _json(cell: Any) -> dict[str, Any]:  # noqa: ANN401
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if not isinstance(cell, Literal):
        return {"type": "bnode", "value": _full(cell)}
    if cell.language:
        return {"type": "literal", "value": cell.value, "xml:lang": cell.language}
    if cell.datatype.value == XSD + "string":
        return {"type": "literal", "value": cell.value}
    return {"type": "literal", "value": cell.value, "datatype": cell.datatype.value}


def _python(cell: Any) -> object:  # noqa: ANN401
    if not isinstance(cell, Literal):
        return None if cell is None else shown(cell)
    kind = cell.datatype.value.removeprefix(XSD)
    if kind == "date":
        return date.fromisoformat(cell.value)
    if kind == "boolean":
        return cell.value == "true"
    return {"integer": int, "decimal": float, "double": float}.get(kind, str)(cell.value)


def _no_formula(value: str) -> str:
    return "'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(value) else value


def _is_number(value: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(\.\d+)?", value) is not None


def _one_line(value: str) -> str:
    return "".join(char if char.isprintable() else " " for char in value)


def _widths(wanted: Sequence[int], width: int) -> list[int]:
    """Give narrow columns what they need and share the rest."""
    room, sizes = width - 2 * (len(wanted) - 1), [0] * len(wanted)
    left = sorted(range(len(wanted)), key=lambda i: wanted[i])
    while left:
        first, share = left[0], max(room // len(left), 8)
        sizes[first] = min(wanted[first], share)
        room -= sizes[first]
        left = left[1:]
    return sizes


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cut = (
        value if len(value) <= size else value[: size - 1] + "…"
        for value, size in zip(row, widths, strict=True)
    )
    return "  ".join(value.ljust(size) for value, size in zip(cut, widths, strict=True)).rstrip()

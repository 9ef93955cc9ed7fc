"""Answers to SPARQL queries: rows of terms, and the ways to show and save them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from graph.errors import QueryError
from graph.vocabulary import PREFIXES, XSD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pandas import DataFrame  # type: ignore[import-untyped] # optional
    from rdflib.term import Node

Cell = NamedNode | BlankNode | Literal | Triple | None
Found = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of RDF terms under named columns; a graph answer has subject, predicate and object.

    ``more`` says that the row limit cut the answer.
    """

    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    form: str = "select"
    more: bool = False

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def rows(self) -> list[tuple[Node | None, ...]]:
        """The rows as rdflib terms."""
        from graph.terms import rdflib_term  # noqa: PLC0415 - rdflib takes a third of a second to import

        return [tuple(rdflib_term(cell) for cell in row) for row in self.cells]

    def nodes(self) -> list[NamedNode]:
        """The IRIs of the first column."""
        return [row[0] for row in self.cells if isinstance(row[0], NamedNode)]

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
        """RFC 4180 with LF line ends, for a spreadsheet: formula characters get an apostrophe in front."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_no_formula(value) for value in row] for row in self.values())
        return out.getvalue()

    def to_json(self) -> str:
        """W3C SPARQL Query Results JSON."""
        if self.form == "ask":
            return json.dumps({"head": {}, "boolean": shown(self.cells[0][0]) == "true"})
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
        triples = [Triple(*row) for row in self.cells]  # type: ignore[arg-type] # a graph's rows are triples
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

    def dataframe(self) -> DataFrame:
        """A pandas DataFrame with days and numbers as such."""
        try:
            import pandas as pd  # noqa: PLC0415 - optional
        except ImportError as error:
            msg = "pandas is not installed; `pip install pandas`, or use .records()"
            raise QueryError(msg) from error
        return pd.DataFrame(
            [[_python(cell) for cell in row] for row in self.cells], columns=list(self.columns)
        )


def collect(found: Found, limit: int | None) -> Answer:
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
    rows: Iterable[tuple[Cell, ...]], limit: int | None
) -> tuple[tuple[tuple[Cell, ...], ...], bool]:
    """The rows up to a limit, and whether there are more."""
    kept: list[tuple[Cell, ...]] = []
    for row in rows:
        if limit is not None and len(kept) >= limit:
            return tuple(kept), True
        kept.append(row)
    return tuple(kept), False


def read_results(data: bytes) -> QuerySolutions | QueryBoolean:
    """Results as SPARQL Query Results JSON, as another process or a server writes them."""
    return parse_query_results(data, format=QueryResultsFormat.JSON)


def shown(cell: Cell) -> str:
    """A term as a person reads it."""
    if cell is None:
        return ""
    return compact(cell.value) if isinstance(cell, NamedNode) else _full(cell)


def _full(cell: Cell) -> str:
    return str(getattr(cell, "value", cell))


def _json(cell: Cell) -> dict[str, str]:
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if not isinstance(cell, Literal):
        return {"type": "bnode", "value": _full(cell)}
    if cell.language:
        return {"type": "literal", "value": cell.value, "xml:lang": cell.language}
    if cell.datatype.value == XSD + "string":
        return {"type": "literal", "value": cell.value}
    return {"type": "literal", "value": cell.value, "datatype": cell.datatype.value}


def _python(cell: Cell) -> object:
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

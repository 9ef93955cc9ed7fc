"""Answers one query from standard input and ends; run by :mod:`graph.bounded` as a script of its own.

It imports nothing but pyoxigraph, so that starting it takes a few hundredths of a second.
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable

_Row = TypeVar("_Row")


def main() -> int:
    """Read the request, write the form of the answer and the answer."""
    request = json.load(sys.stdin)
    out = sys.stdout.buffer
    try:
        found = _store(Path(request["data"])).query(request["query"], prefixes=request["prefixes"])
        if isinstance(found, ox.QueryBoolean):
            out.write(b"ask\ntrue" if found else b"ask\nfalse")
        elif isinstance(found, ox.QueryTriples):
            out.write(b"graph\n")
            ox.serialize(_first(found, request["limit"]), out, ox.RdfFormat.N_TRIPLES)
        else:
            out.write(b"select\n" + _solutions(found, request["limit"]))
    except SyntaxError as error:
        sys.stderr.write(f"not SPARQL: {error.msg}")
        return 1
    except (RuntimeError, ValueError, OSError) as error:
        sys.stderr.write(f"the query cannot be answered: {error}")
        return 1
    return 0


def _store(data: Path) -> ox.Store:
    if data.is_dir():
        return ox.Store.read_only(str(data))
    store = ox.Store()
    if data.exists():
        store.bulk_load(path=str(data), format=ox.RdfFormat.N_QUADS)
    return store


def _first(found: Iterable[_Row], limit: int | None) -> Iterable[_Row]:
    """One more than the limit, so that the reader sees that there is more."""
    return found if limit is None else islice(found, limit + 1)


def _solutions(found: ox.QuerySolutions, limit: int | None) -> bytes:
    names = [variable.value for variable in found.variables]
    bindings = [
        {name: _cell(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in _first(found, limit)
    ]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode()


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "bnode", "value": str(term).removeprefix("_:")}
    cell = {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    if term.language:
        cell["xml:lang"] = term.language
        del cell["datatype"]
    return cell


if __name__ == "__main__":
    sys.exit(main())

"""Answers a query in a process of its own, which can be ended: no engine stops a query by itself."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, Triple, parse

from graph.answer import Answer, collect, first_rows, read_results
from graph.engine import Engine, OxigraphEngine
from graph.errors import QueryError, QueryTimeoutError
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from graph.folder import Folder

WORKER = Path(__file__).with_name("query_worker.py")


def bounded_answer(
    engine: Engine, text: str, *, limit: int | None, timeout: float, folder: Folder | None
) -> Answer:
    """Answer within ``timeout`` seconds or not at all.

    A store on disk is read through a snapshot of hard links. A store in memory is written to a temporary
    file first, which takes about a second for 100,000 triples.

    Raises:
        QueryTimeoutError: the time is over, and the process that worked on it has been ended.
    """
    if not isinstance(engine, OxigraphEngine):
        return collect(engine.query(text), limit)
    if folder is not None and folder.read_only:
        return _run(folder.path / "data", text, limit, timeout)
    if folder is not None:
        with folder.snapshot() as kept:
            return _run(Path(kept) / "data", text, limit, timeout)
    with tempfile.TemporaryDirectory() as kept:
        dump = Path(kept) / "store.nq"
        engine.store.dump(str(dump), format=RdfFormat.N_QUADS)
        return _run(dump, text, limit, timeout)


def _run(data: Path, text: str, limit: int | None, timeout: float) -> Answer:
    request = json.dumps({"data": str(data), "query": text, "limit": limit, "prefixes": dict(PREFIXES)})
    command = [sys.executable, "-I", str(WORKER)]
    try:
        # the command is this Python and a file of this package; the query goes in as data
        done = subprocess.run(  # noqa: S603 - see above
            command, input=request.encode(), capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise QueryTimeoutError(timeout) from None
    if done.returncode != 0:
        raise QueryError(
            done.stderr.decode(errors="replace").strip() or "the query process ended without an answer"
        )
    form, _, body = done.stdout.partition(b"\n")
    return _answer(form.decode(), body, limit)


def _answer(form: str, body: bytes, limit: int | None) -> Answer:
    if form == "graph":
        quads = parse(body, format=RdfFormat.N_TRIPLES)
        triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
        rows, more = first_rows(((one.subject, one.predicate, one.object) for one in triples), limit)
        return Answer(("subject", "predicate", "object"), tuple(sorted(rows, key=str)), "graph", more)
    if form == "ask":
        return Answer(("answer",), ((Literal(body.strip() == b"true"),),), "ask")
    return collect(read_results(body), limit)

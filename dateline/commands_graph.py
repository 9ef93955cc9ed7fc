"""What the commands do that ask a graph, look at it or write it out."""

from __future__ import annotations

import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import dateline.api
from dateline.errors import Exit, MisuseError, NoEventError
from dateline.output import chosen, say, write_rows

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from graph.answer import Answer

FILTERS = ("actor", "action", "target", "measure", "status", "since", "until", "focus")
CHECK_COLUMNS = ("severity", "focus", "message")


def query(arguments: Namespace) -> int:
    """Ask the store; or list the saved questions."""
    form = chosen(arguments.format, sys.stdout)
    if arguments.list:
        return _list_questions(form)
    if arguments.question is None:
        msg = "no question: give SPARQL, a FILE.rq or the name of a saved one; --list shows those"
        raise MisuseError(msg)
    text = _question(arguments.question)
    with _open(arguments) as graph:
        answer = graph.store.query(
            text, dict(arguments.param), limit=arguments.limit, timeout=arguments.timeout
        )
    sys.stdout.write(_answered(answer, form))
    if form == "table":
        say(f"{len(answer)} row{'' if len(answer) == 1 else 's'}")
    return Exit.DONE


def timeline(arguments: Namespace) -> int:
    """Write the timeline page."""
    return _write_view(arguments, "timeline")


def network(arguments: Namespace) -> int:
    """Write the network page."""
    return _write_view(arguments, "network")


def story(arguments: Namespace) -> int:
    """Write the dossier, in Markdown where the file's name asks for it."""
    return _write_view(arguments, "story")


def site(arguments: Namespace) -> int:
    """Write all views with a cover page into a folder."""
    with _open(arguments) as graph:
        files = graph.site(arguments.output, **_title(arguments))
    if not files:
        raise NoEventError(arguments.store)
    say(f"{len(files)} files in {arguments.output}; open {Path(arguments.output) / 'index.html'}")
    return Exit.DONE


def export(arguments: Namespace) -> int:
    """Write the graph in a standard format."""
    from dateline.export import exported  # noqa: PLC0415

    with _open(arguments) as graph:
        data = exported(graph.store, arguments.format)
    _write(arguments.output, data)
    return Exit.DONE


def serve(arguments: Namespace) -> int:
    """Serve the store until interrupted."""
    from dateline.server import serve as run  # noqa: PLC0415

    with _open(arguments) as graph:
        return run(graph, arguments.host, arguments.port)


def check(arguments: Namespace) -> int:
    """Check the store against the shapes."""
    from graph.check import check as run  # noqa: PLC0415

    with _open(arguments) as graph:
        rows = [asdict(problem) for problem in run(graph.store)]
    form = chosen(arguments.format, sys.stdout)
    if rows or form != "table":
        write_rows(rows, CHECK_COLUMNS, form, sys.stdout, width=_width())
    errors = sum(row["severity"] == "error" for row in rows)
    say(f"{errors} errors and {len(rows) - errors} warnings in {arguments.store}")
    return Exit.SOME_FAILED if errors else Exit.DONE


def stats(arguments: Namespace) -> int:
    """Count what is in the store."""
    with _open(arguments) as graph:
        found = graph.stats()
    rows = [
        {"what": "articles", "count": found.articles},
        {"what": "claims", "count": found.claims},
        {"what": "events", "count": sum(found.events.values())},
        *({"what": f"events: {name}", "count": count} for name, count in sorted(found.events.items())),
        {"what": "entities linked", "count": found.linked},
        {"what": "entities not linked", "count": found.unlinked},
        {"what": "triples", "count": found.triples},
    ]
    write_rows(rows, ("what", "count"), chosen(arguments.format, sys.stdout), sys.stdout, width=_width())
    return Exit.DONE


def _open(arguments: Namespace) -> dateline.api.KnowledgeGraph:
    return dateline.api.open(arguments.store, read_only=True)


def _list_questions(form: str) -> int:
    from graph.query import saved_queries  # noqa: PLC0415

    rows = [
        {
            "name": saved.name,
            "question": saved.title,
            "parameters": ", ".join(f"{one.name}={one.default}" for one in saved.parameters),
        }
        for saved in saved_queries().values()
    ]
    listing = form if form in ("table", "csv") else "jsonl"
    write_rows(rows, ("name", "question", "parameters"), listing, sys.stdout, width=max(_width(), 120))
    return Exit.DONE


def _question(given: str) -> str:
    """The text of a query file or of stdin, or what was given itself."""
    if given == "-":
        return sys.stdin.read()
    if not given.endswith(".rq"):
        return given
    path = Path(given)
    if not path.is_file():
        msg = f"{given}: no such query file; check the path, or see the saved questions with --list"
        raise MisuseError(msg)
    return path.read_text(encoding="utf-8-sig")


def _answered(answer: Answer, form: str) -> str:
    forms: dict[str, Callable[[], str]] = {
        "table": lambda: answer.table(_width()),
        "csv": answer.to_csv,
        "json": lambda: answer.to_json() + "\n",
        "jsonl": answer.to_jsonl,
        "ttl": answer.to_turtle,
    }
    return forms[form]()


def _write_view(arguments: Namespace, view: str) -> int:
    chosen_by = {name: getattr(arguments, name) for name in FILTERS if hasattr(arguments, name)}
    with _open(arguments) as graph:
        page = getattr(graph, view)(**_title(arguments), **chosen_by)
    if not page.events:
        raise NoEventError(arguments.store)
    text = page.markdown() if arguments.output.endswith(".md") and view == "story" else page.html()
    _write(arguments.output, text.encode("utf-8", errors="replace"))
    if arguments.output != "-":
        say(f"{len(page.events)} event{'s' * (len(page.events) != 1)} in {arguments.output}")
    return Exit.DONE


def _title(arguments: Namespace) -> dict[str, str]:
    return {"title": arguments.title} if arguments.title else {}


def _write(name: str, data: bytes) -> None:
    if name != "-":
        Path(name).write_bytes(data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _width() -> int:
    return shutil.get_terminal_size((120, 24)).columns

"""What the ``dateline`` command accepts: its verbs and their options, and which function carries each out.

Nothing heavy is imported here, so that ``--help`` and a mistyped option answer in an instant.
"""

from __future__ import annotations

import argparse
import os
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

STORE = "dateline.store"
EPILOG = """\
exit codes: 0 done, 1 some inputs failed (each listed with the way out), 2 misuse, 3 nothing usable
results go to stdout, words and progress to stderr: a table on a terminal, JSON lines in a pipe"""

EVENT_FORMATS = ("table", "jsonl", "csv", "ttl", "trig")
EXPORT_FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "graphml", "gexf", "csv", "jsonl", "ftm")
STATUSES = ("asserted", "planned", "possible", "negated", "counterfactual")


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="dateline",
        description="News about sanctions as a graph of dated events: who did what to whom, when, and done?",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"dateline {__version__}")
    verbs = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_reading(verbs)
    _add_asking(verbs)
    _add_looking(verbs)
    _add_trusting(verbs)
    from dateline.arguments_lists import add_correcting, add_lists  # noqa: PLC0415 - it builds on this module

    add_lists(verbs)
    add_correcting(verbs)
    return top


def _add_reading(verbs: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    demo = _verb(
        verbs,
        "demo",
        "commands_ingest:demo",
        "ingest the shipped articles, write a timeline, print three answers",
    )
    demo.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        default="dateline-demo",
        help="where the results go (default: %(default)s)",
    )

    ingest = _verb(
        verbs,
        "ingest",
        "commands_ingest:ingest",
        "read articles into a store; the same article twice changes nothing",
    )
    _sources(ingest)
    _store(ingest)
    ingest.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="worker processes (default: %(default)s)"
    )
    ingest.add_argument("--report", metavar="FILE", help="write what was read and refused as JSON")

    extract = _verb(
        verbs, "extract", "commands_ingest:extract", "print the events of articles, without a store"
    )
    _sources(extract)
    extract.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="worker processes (default: %(default)s)"
    )
    _form(extract, EVENT_FORMATS)

    dates = _verb(
        verbs,
        "dates",
        "commands_ingest:dates",
        "print the time expressions of articles with their TIMEX3 values",
    )
    _sources(dates)
    _form(dates, ("table", "jsonl", "csv"))


def _add_asking(verbs: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    query = _verb(verbs, "query", "commands_graph:query", "ask in SPARQL; --list shows the saved questions")
    query.add_argument(
        "question",
        nargs="?",
        metavar="SPARQL | FILE.rq | NAME",
        help="a query, a file that holds one (- for stdin), or the name of a saved one",
    )
    query.add_argument("--list", action="store_true", help="list the saved questions and their parameters")
    query.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        type=_assignment,
        help="fill in a parameter of the question; may be repeated",
    )
    query.add_argument("--limit", type=_positive, metavar="N", help="at most so many rows")
    query.add_argument("--timeout", type=float, metavar="SECONDS", help="give up after so long")
    _store(query)
    _form(query, ("table", "csv", "json", "jsonl", "ttl"))


def _add_looking(verbs: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    for name, words, metavar in (
        ("timeline", "write the events as one HTML page that needs no network", "FILE.html"),
        ("network", "write the actors and their relations as one HTML page", "FILE.html"),
        ("story", "write the events as a dossier to read or to paste into a memo", "FILE.html|.md"),
    ):
        view = _view(verbs, name, words, metavar)
        _filters(view)
        if name == "timeline":
            view.add_argument("--focus", type=_day, metavar="DATE", help="open on the months around this day")
    site = _verb(verbs, "site", "commands_graph:site", "write all views with a cover page into a folder")
    site.add_argument(
        "-o", "--output", metavar="FOLDER", default="dateline-site", help="default: %(default)s"
    )
    site.add_argument("--title", help="heading of the cover page")
    _store(site)
    _add_serving(verbs)


def _view(verbs: Any, name: str, words: str, metavar: str) -> argparse.ArgumentParser:  # noqa: ANN401 - as above
    view = _verb(verbs, name, f"commands_graph:{name}", words)
    view.add_argument(
        "-o",
        "--output",
        metavar=metavar,
        default=f"{name}.html",
        help="the page to write, - for stdout (default: %(default)s)",
    )
    view.add_argument("--title", help="heading of the page")
    _store(view)
    return view


def _add_serving(verbs: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    export = _verb(verbs, "export", "commands_graph:export", "write the graph in a standard format")
    export.add_argument("--format", choices=EXPORT_FORMATS, default="ttl", help="default: %(default)s")
    export.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="the file to write (default: stdout)"
    )
    _store(export)

    serve = _verb(
        verbs, "serve", "commands_graph:serve", "a read-only SPARQL endpoint and the pages over the store"
    )
    serve.add_argument("--host", default="127.0.0.1", help="default: %(default)s, this machine only")
    serve.add_argument("--port", type=int, default=8000, help="default: %(default)s")
    _store(serve)


def _add_trusting(verbs: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    check = _verb(
        verbs, "check", "commands_graph:check", "check the store against the shapes of the ontology"
    )
    _store(check)
    _form(check, ("table", "jsonl", "csv"))

    stats = _verb(verbs, "stats", "commands_graph:stats", "count what is in the store")
    _store(stats)
    _form(stats, ("table", "jsonl", "csv"))

    evaluate = _verb(verbs, "evaluate", "commands_ingest:evaluate", "score extraction against gold")
    evaluate.add_argument("gold", nargs="+", metavar="GOLD", help="gold files, one JSON document a line")
    evaluate.add_argument(
        "--predicted", metavar="FILE", help="score these events (JSON lines) rather than extract anew"
    )
    evaluate.add_argument(
        "--split",
        choices=("tune", "test", "all"),
        default="all",
        help="only this half (default: %(default)s)",
    )
    evaluate.add_argument(
        "--misses",
        action="store_true",
        help="list on stderr what was missed, spurious or forbidden in the tuning half",
    )
    evaluate.add_argument(
        "--floor", type=float, metavar="F1", help="end with exit code 1 where the triple F1 is lower"
    )
    _form(evaluate, ("table", "jsonl", "csv"))


def _verb(verbs: Any, name: str, handler: str, words: str) -> argparse.ArgumentParser:  # noqa: ANN401 - as above
    made: argparse.ArgumentParser = verbs.add_parser(
        name, help=words, description=words[0].upper() + words[1:] + "."
    )
    made.set_defaults(handler=handler)
    return made


def _sources(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="a file, a folder, a glob, or - for stdin: .txt, .html or .jsonl",
    )
    verb.add_argument(
        "--published",
        type=_day,
        metavar="DATE",
        help="day of publication (YYYY-MM-DD), over what the articles say themselves",
    )


def _store(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--store",
        metavar="PATH|URL",
        default=os.environ.get("DATELINE_STORE") or STORE,
        help="a folder or a SPARQL endpoint (default: $DATELINE_STORE or %(default)s)",
    )


def _form(verb: argparse.ArgumentParser, forms: Sequence[str]) -> None:
    verb.add_argument("--format", choices=forms, help="default: table on a terminal, jsonl in a pipe")


def _filters(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--from", dest="since", type=_day, metavar="DATE", help="only events on or after this day"
    )
    verb.add_argument(
        "--to", dest="until", type=_day, metavar="DATE", help="only events on or before this day"
    )
    verb.add_argument("--actor", help="only events by this actor (id or part of the name)")
    verb.add_argument("--action", help="only this action or group of actions, such as impose or relax")
    verb.add_argument("--target", help="only events that concern this target (id or part of the name)")
    verb.add_argument("--measure", help="only events that concern this measure, such as travel-ban")
    verb.add_argument("--status", choices=STATUSES, help="only events of this status")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is not a day; write it as YYYY-MM-DD, such as 2025-01-22"
        raise argparse.ArgumentTypeError(msg) from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        msg = f"{text!r} is not a whole number above zero"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        msg = f"{text!r} is not NAME=VALUE"
        raise argparse.ArgumentTypeError(msg)
    return name, value

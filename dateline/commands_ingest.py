"""What ``ingest``, ``extract``, ``dates``, ``evaluate`` and ``demo`` do: the verbs that read articles."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.arguments_lists import LISTS
from dateline.errors import Exit, MisuseError, NothingUsableError
from dateline.output import chosen, say, write_rows
from dateline.reading import Report, articles, told

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from graph.model import Article, Event
    from graph.store import Store

EVENT_COLUMNS = ("date", "actor", "action", "target", "status", "sentence")
DATE_COLUMNS = ("article", "start", "end", "text", "type", "value", "first", "last", "edtf", "rule")


def demo(arguments: Namespace) -> int:
    """Run the main job on the shipped articles."""
    from dateline.demo import run  # noqa: PLC0415

    return run(Path(arguments.output))


def ingest(arguments: Namespace) -> int:
    """Read sources into a store; nothing is opened or made before the first article has been read."""
    from graph.store import open_store  # noqa: PLC0415

    report = Report()
    read = _progress(told(_articles(arguments, report), jobs=arguments.jobs, report=report))
    first = next(read, None)
    if first is not None:
        with open_store(arguments.store) as store:
            report.changed = store.put_all(_with_first(first, read))
            _link_lists(store)
    _write_report(arguments.report, report)
    if first is None:
        raise NothingUsableError(len(report.refused))
    say(
        f"{_times(len(report.read), 'article')} read ({report.changed} new or changed), "
        f"{_times(report.events, 'event')}, {len(report.refused)} refused; store: {arguments.store}"
    )
    _tell_skipped(report)
    return Exit.SOME_FAILED if report.refused else Exit.DONE


def extract(arguments: Namespace) -> int:
    """Print the events of sources."""
    report = Report()
    form = chosen(arguments.format, sys.stdout)
    pairs = told(_articles(arguments, report), jobs=arguments.jobs, report=report)
    if form in ("ttl", "trig"):
        _write_graph(pairs, form)
    else:
        _write_events((event for _, events in pairs for event in events), form)
    return _ended(report, len(report.read), f"{_times(report.events, 'event')} in")


def dates(arguments: Namespace) -> int:
    """Print the time expressions of sources."""
    from ingest.date import date_mentions  # noqa: PLC0415

    report = Report()
    read: list[str] = []

    def records() -> Iterator[dict[str, Any]]:
        for article in _articles(arguments, report):
            read.append(article.id)
            for mention in date_mentions(article.text, article.published):
                yield _date_record(article, mention)

    width = shutil.get_terminal_size((120, 24)).columns
    write_rows(records(), DATE_COLUMNS, chosen(arguments.format, sys.stdout), sys.stdout, width=width)
    return _ended(report, len(read), "read")


def evaluate(arguments: Namespace) -> int:
    """Score extraction, or events from a file, against gold."""
    from dateline.evaluate import by_class, score  # noqa: PLC0415
    from dateline.gold import load, read_predicted  # noqa: PLC0415
    from dateline.trial import extracted  # noqa: PLC0415

    documents = load([Path(name) for name in arguments.gold], arguments.split)
    if not documents:
        msg = f"no gold document of split {arguments.split!r} in {', '.join(arguments.gold)}"
        raise MisuseError(msg)
    events = read_predicted(Path(arguments.predicted)) if arguments.predicted else extracted(documents)
    whole = score(documents, events)
    if arguments.misses:
        say("\n".join(whole.notes))
    classes = by_class(documents, events)
    rows = [{"class": name, **one.to_record()} for name, one in (*classes.items(), ("all", whole))]
    write_rows(rows, tuple(rows[0]), chosen(arguments.format, sys.stdout), sys.stdout, width=160)
    return Exit.SOME_FAILED if arguments.floor and whole.triple.f1 < arguments.floor else Exit.DONE


def _articles(arguments: Namespace, report: Report) -> Iterator[Article]:
    return articles(
        arguments.sources,
        published=arguments.published,
        report=report,
        refuse=lambda refused: say(str(refused)),
    )


def _progress(pairs: Iterator[tuple[Article, Sequence[Event]]]) -> Iterator[tuple[Article, Sequence[Event]]]:
    """Tell each article on a terminal in one line that is written over; in a log every hundredth."""
    live = sys.stderr.isatty()
    for number, (article, events) in enumerate(pairs, 1):
        if live:
            words = f"{number} articles: {article.id[:50]}, {_times(len(events), 'event')}"
            sys.stderr.write(f"\r\x1b[K{words}")
        elif number % 100 == 0:
            say(f"{number} articles read")
        yield article, events
    if live:
        sys.stderr.write("\r\x1b[K")


def _link_lists(store: Store) -> None:
    """Link the store's actors and targets to the official lists that were added, if any were."""
    lists = Path(os.environ.get("DATELINE_LISTS") or LISTS)
    if lists.exists():
        from dateline.official import link_where_listed  # noqa: PLC0415

        say(f"{_times(link_where_listed(store, lists), 'link')} to entries of the lists in {lists}")


def _with_first(
    first: tuple[Article, Sequence[Event]], rest: Iterator[tuple[Article, Sequence[Event]]]
) -> Iterator[tuple[Article, Sequence[Event]]]:
    yield first
    yield from rest


def _write_report(name: str | None, report: Report) -> None:
    if name is not None:
        text = json.dumps(report.to_record(), ensure_ascii=False, indent=2) + "\n"
        Path(name).write_text(text, encoding="utf-8", newline="\n")


def _write_graph(pairs: Iterator[tuple[Article, Sequence[Event]]], form: str) -> None:
    from graph.store import open_store  # noqa: PLC0415

    with open_store(None) as store:
        store.put_all(pairs)
        sys.stdout.write(store.serialize(form).decode())


def _write_events(events: Iterator[Event], form: str) -> None:
    from dateline.rows import EVENT_FIELDS, event_row  # noqa: PLC0415

    if form == "jsonl":
        write_rows((event.to_record() for event in events), (), form, sys.stdout)
        return
    columns = EVENT_COLUMNS if form == "table" else EVENT_FIELDS
    width = shutil.get_terminal_size((120, 24)).columns
    write_rows(map(event_row, events), columns, form, sys.stdout, width=width)


def _date_record(article: Article, mention: Any) -> dict[str, Any]:  # noqa: ANN401
    record = asdict(mention)
    span = record.pop("span")
    days = {end: span[end].isoformat() if span else None for end in ("first", "last")}
    return {"article": article.id, **record, **days}


def _tell_skipped(report: Report) -> None:
    for sentence in report.skipped:
        say(f"{sentence.article}: a sentence was skipped ({sentence.reason}): {sentence.sentence[:80]}")


def _ended(report: Report, read: int, words: str) -> int:
    _tell_skipped(report)
    if not read:
        raise NothingUsableError(len(report.refused))
    if sys.stderr.isatty() or report.refused:
        say(f"{words} {_times(read, 'article')}, {len(report.refused)} refused")
    return Exit.SOME_FAILED if report.refused else Exit.DONE


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

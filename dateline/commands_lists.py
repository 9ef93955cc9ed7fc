"""What ``lists`` and its verbs do: add official lists, show and search them, link a store to them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import Exit, MissingListsError, MissingStoreError, NothingUsableError
from dateline.output import chosen, say, write_rows

if TYPE_CHECKING:
    from argparse import Namespace

    from ingest.lists import ReadList
    from ingest.lists_index import ListIndex
    from ingest.lists_match import ListMatch

LIST_COLUMNS = ("list", "title", "published", "entries", "names", "refused", "files")
FOUND_COLUMNS = (
    "query",
    "score",
    "list",
    "entry",
    "name",
    "label",
    "type",
    "designated",
    "programs",
    "reason",
)
_MOST_TOLD = 20


def show(arguments: Namespace) -> int:
    """Show which lists are loaded."""
    with _open(arguments) as index:
        rows = [
            {
                "list": one.list_id,
                "title": one.title,
                "published": one.published.isoformat() if one.published else None,
                "entries": one.entries,
                "names": one.names,
                "refused": one.refused,
                "files": ", ".join(one.files),
            }
            for one in index.lists()
        ]
    _write(arguments, rows, LIST_COLUMNS)
    return Exit.DONE


def add(arguments: Namespace) -> int:
    """Read lists and index their names; each file that is no list is told, the others are used."""
    from ingest.errors import IngestError  # noqa: PLC0415
    from ingest.lists import read_list  # noqa: PLC0415
    from ingest.lists_format import together  # noqa: PLC0415
    from ingest.lists_index import ListIndex  # noqa: PLC0415

    groups, failed = together([Path(name) for name in arguments.files])
    added = 0
    for group in groups:
        try:
            read = read_list(group, list_id=arguments.id)
        except IngestError as error:
            failed.append(error)
            continue
        with ListIndex(Path(arguments.lists)) as index:
            index.add(read)
        added += 1
        _tell(read, all_=arguments.all)
    for one in failed:
        say(str(one))
    if not added:
        raise NothingUsableError(len(failed))
    _link_store(arguments)
    return Exit.SOME_FAILED if failed else Exit.DONE


def _link_store(arguments: Namespace) -> None:
    """Link the store anew, where there is one."""
    import dateline.api  # noqa: PLC0415

    if dateline.api.exists(arguments.store):
        from dateline.official import link_store  # noqa: PLC0415
        from ingest.lists_index import ListIndex  # noqa: PLC0415

        with ListIndex(Path(arguments.lists)) as index, dateline.api.open(arguments.store) as graph:
            links = link_store(graph.store, index)
        say(f"{arguments.store}: {len(links)} links to entries; dateline lists link shows them")


def _tell(read: ReadList, *, all_: bool) -> None:
    shown = read.refused if all_ else read.refused[:_MOST_TOLD]
    for row in shown:
        say(str(row))
    if len(read.refused) > len(shown):
        say(f"... and {len(read.refused) - len(shown)} more rows; --all lists every one")
    names = sum(len(entry.names) for entry in read.entries)
    counts = f"{len(read.entries)} entries, {names} names, {len(read.refused)} rows refused"
    say(f"{read.list_id}: {read.title} from {', '.join(read.files)}: {counts}")


def find(arguments: Namespace) -> int:
    """Search the lists for names."""
    from ingest.lists_match import find as matches  # noqa: PLC0415

    rows: list[dict[str, Any]] = []
    missed = []
    with _open(arguments) as index:
        for name in arguments.names:
            found = matches(index, name, type_=arguments.type)
            found = [one for one in found if arguments.list in {None, one.entry.list_id}]
            rows += [_found_row(name, one) for one in found[: arguments.limit]]
            missed += [] if found else [name]
    _write(arguments, rows, FOUND_COLUMNS)
    for name in missed:
        say(f"{name}: on no list that is loaded")
    return Exit.SOME_FAILED if missed else Exit.DONE


def _found_row(name: str, match: ListMatch) -> dict[str, Any]:
    entry = match.entry
    return {
        "query": name,
        "score": match.score,
        "list": entry.list_id,
        "entry": entry.entry_id,
        "name": match.name,
        "label": entry.label,
        "type": entry.type,
        "designated": entry.designated.isoformat() if entry.designated else None,
        "programs": ", ".join(entry.programs),
        "reason": match.reason,
    }


def remove(arguments: Namespace) -> int:
    """Take lists out of the index."""
    with _open(arguments) as index:
        missing = [one for one in arguments.ids if not index.remove(one)]
    for one in missing:
        say(f"{one}: no such list; dateline lists shows what is loaded")
    return Exit.SOME_FAILED if missing else Exit.DONE


def link(arguments: Namespace) -> int:
    """Link a store's actors and targets to list entries, and store the designations."""
    import dateline.api  # noqa: PLC0415
    from dateline.official import link_store  # noqa: PLC0415

    if not dateline.api.exists(arguments.store):
        raise MissingStoreError(arguments.store)
    with _open(arguments) as index, dateline.api.open(arguments.store) as graph:
        links = link_store(graph.store, index)
    rows = [
        {
            "entity": one.entity.id,
            "score": one.score,
            "list": one.entry.list_id,
            "entry": one.entry.entry_id,
            "name": one.name,
            "designated": one.entry.designated.isoformat() if one.entry.designated else None,
            "reason": one.reason,
        }
        for one in links
    ]
    _write(arguments, rows, ("entity", "score", "list", "entry", "name", "designated", "reason"))
    say(f"{len({one.entity.id for one in links})} actors and targets linked to {len(links)} entries")
    return Exit.DONE


def _open(arguments: Namespace) -> ListIndex:
    from ingest.lists_index import ListIndex  # noqa: PLC0415

    path = Path(arguments.lists)
    if not path.exists():
        raise MissingListsError(arguments.lists)
    return ListIndex(path)


def _write(arguments: Namespace, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    width = max(shutil.get_terminal_size().columns, 120)
    write_rows(rows, columns, chosen(arguments.format, sys.stdout), sys.stdout, width=width)

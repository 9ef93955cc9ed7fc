"""What ``correct`` and ``review`` do: take an analyst's corrections, and ask where they are needed most."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import dateline.api
from dateline.errors import Exit, MissingStoreError, MisuseError
from dateline.output import chosen, say, write_rows

if TYPE_CHECKING:
    from argparse import Namespace

    from graph.corrections_file import CorrectionsError
    from graph.store import Store
    from ingest.lists_link import ListLink

COLUMNS = ("when", "who", "kind", "about", "into", "why", "place")


def correct(arguments: Namespace) -> int:
    """Add corrections to those that a store keeps and replay them all; without a file, list them."""
    from dateline.correcting import correct as apply  # noqa: PLC0415 - the linker loads with it
    from dateline.official import link_where_listed  # noqa: PLC0415 - likewise
    from graph.corrections_file import CorrectionsError  # noqa: PLC0415 - pyoxigraph loads with it

    if not arguments.files and not arguments.replace:
        return _listed(arguments)
    if not dateline.api.exists(arguments.store):
        raise MissingStoreError(arguments.store)
    with dateline.api.open(arguments.store) as graph:
        try:
            done = apply(graph.store, arguments.files, replace=arguments.replace)
        except CorrectionsError as error:
            raise _told(error) from None
        link_where_listed(graph.store, Path(arguments.lists))
    counts = f"{len(done.given)} corrections read, {len(done.kept)} in the store"
    say(f"{counts}, {len(done.unapplied)} fit no claim")
    for one in done.unapplied:
        say(f"{one.describe()}: fits no claim in the store")
    return Exit.SOME_FAILED if done.unapplied else Exit.DONE


def _told(error: CorrectionsError) -> MisuseError:
    """Tell every fault, and give the error that ends the command."""
    for problem in error.problems:
        say(problem)
    count = len(error.problems)
    return MisuseError(f"{count} fault{'s' * (count != 1)} in the corrections; nothing was changed")


def _listed(arguments: Namespace) -> int:
    with dateline.api.open(arguments.store, read_only=True) as graph:
        rows = [
            {
                "when": one.when,
                "who": one.who,
                "kind": one.kind,
                "about": ", ".join(
                    (*one.names, *one.entities, *one.events, *one.articles, one.entry_id)
                ).rstrip(", "),
                "into": one.into.id if one.into else one.date or None,
                "why": one.why,
                "place": one.place,
            }
            for one in graph.store.corrections
        ]
    width = max(shutil.get_terminal_size().columns, 120)
    write_rows(rows, COLUMNS, chosen(arguments.format, sys.stdout), sys.stdout, width=width)
    return Exit.DONE


def review(arguments: Namespace) -> int:
    """Write the form for the least certain names, claims and listings."""
    from dateline.review import review as form  # noqa: PLC0415
    from ingest.gazetteer import gazetteer  # noqa: PLC0415

    with dateline.api.open(arguments.store, read_only=True) as graph:
        events = graph.store.events()
        listed = _uncertain(graph.store, Path(arguments.lists))
    names = {entry.id: entry.label for entry in gazetteer().entries.values()}
    text = form(events, listed, names=names, limit=arguments.limit)
    if arguments.output == "-":
        sys.stdout.write(text)
    else:
        Path(arguments.output).write_text(text, encoding="utf-8", newline="\n")
        say(f"{text.count('[[review]]')} questions in {arguments.output}")
    return Exit.DONE


def _uncertain(store: Store, lists: Path) -> list[ListLink]:
    """The links to lists that score too little to be made, and that nobody decided yet."""
    if not lists.exists():
        return []
    from dateline.official import decided, entities  # noqa: PLC0415
    from ingest.lists_index import ListIndex  # noqa: PLC0415
    from ingest.lists_link import list_links  # noqa: PLC0415
    from ingest.lists_match import CERTAIN  # noqa: PLC0415

    known = decided(store)
    with ListIndex(lists) as index:
        links = list_links(entities(store), index, least=0.5)
    return [
        link
        for link in links
        if link.score < CERTAIN and (link.entity.id, link.entry.list_id, link.entry.entry_id) not in known
    ]

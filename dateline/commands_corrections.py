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
    from collections.abc import Callable

    from graph.corrections import Correction
    from graph.model import Entity
    from graph.store import Store
    from ingest.lists_link import ListLink

COLUMNS = ("when", "who", "kind", "about", "into", "why", "place")


def correct(arguments: Namespace) -> int:
    """Add corrections to those that a store keeps and replay them all; without a file, list them."""
    from dateline.official import link_where_listed  # noqa: PLC0415 - the linker loads with it

    if not arguments.files and not arguments.replace:
        return _listed(arguments)
    if not dateline.api.exists(arguments.store):
        raise MissingStoreError(arguments.store)
    with dateline.api.open(arguments.store) as graph:
        given = _read(arguments.files, graph.store)
        held = () if arguments.replace else graph.store.corrections
        wanted = list({one.id: one for one in (*held, *given)}.values())
        unapplied = graph.store.correct(wanted)
        link_where_listed(graph.store, Path(arguments.lists))
    say(f"{len(given)} corrections read, {len(wanted)} in the store, {len(unapplied)} fit no claim")
    for one in unapplied:
        say(f"{one.describe()}: fits no claim in the store")
    return Exit.SOME_FAILED if unapplied else Exit.DONE


def _read(names: list[str], store: Store) -> list[Correction]:
    """The corrections of some files; with a fault in any of them nothing is used."""
    from graph.corrections_file import CorrectionsError, parse  # noqa: PLC0415

    known = _known(store)
    found: list[Correction] = []
    problems: list[str] = []
    for name in names:
        try:
            text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
            found += parse(text, Path(name).name, known)
        except CorrectionsError as error:
            problems += error.problems
        except UnicodeDecodeError:
            problems.append(f"{name}: not UTF-8 text; save it as UTF-8")
    for problem in problems:
        say(problem)
    if problems:
        msg = f"{len(problems)} fault{'s' * (len(problems) != 1)} in the corrections; nothing was changed"
        raise MisuseError(msg)
    return found


def _known(store: Store) -> Callable[[str], Entity | None]:
    """Gives the entity of an id: the gazetteer's, or the store's own."""
    from dateline.official import entities  # noqa: PLC0415
    from graph.model import Entity  # noqa: PLC0415
    from ingest.link import linker  # noqa: PLC0415

    stored = {entity.id: entity for entity in entities(store)}

    def known(id_: str) -> Entity | None:
        entry = linker().by_id(id_)
        if entry is None:
            return stored.get(id_)
        fields = (entry.type, entry.country, entry.wikidata, entry.part_of)
        return Entity(entry.id, entry.label, entry.label, *fields)

    return known


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

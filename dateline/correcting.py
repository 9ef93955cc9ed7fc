"""Reads files of corrections against what the gazetteer and a store know, and applies them to the store."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.official import entities
from graph.corrections_file import CorrectionsError, parse
from graph.model import Entity
from ingest.link import linker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.corrections import Correction
    from graph.store import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of corrections: those given, all that the store now keeps, and those that fit nothing."""

    given: tuple[Correction, ...]
    kept: tuple[Correction, ...]
    unapplied: tuple[Correction, ...]


def correct(store: Store, names: Iterable[str], *, replace: bool = False) -> Outcome:
    """Add the corrections of some files to those of a store, or put them in their place, and replay all.

    Raises:
        CorrectionsError: a file has faults; nothing was changed.
    """
    given = read(names, store)
    held = () if replace else store.corrections
    kept = tuple({one.id: one for one in (*held, *given)}.values())
    return Outcome(tuple(given), kept, store.correct(kept))


def read(names: Iterable[str], store: Store) -> list[Correction]:
    """The corrections of some files, - for stdin; all their faults are told at once.

    Raises:
        CorrectionsError: any of the files has a fault.
    """
    known = known_to(store)
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
    if problems:
        raise CorrectionsError(problems)
    return found


def known_to(store: Store) -> Callable[[str], Entity | None]:
    """Gives the entity of an id: the gazetteer's, or the store's own."""
    stored = {entity.id: entity for entity in entities(store)}

    def known(id_: str) -> Entity | None:
        entry = linker().by_id(id_)
        if entry is None:
            return stored.get(id_)
        fields = (entry.type, entry.country, entry.wikidata, entry.part_of)
        return Entity(entry.id, entry.label, entry.label, *fields)

    return known

"""The names of official lists on disk, read and keyed once, so that a look-up costs no reading."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from ingest.errors import IngestError
from ingest.lists import Identifier, ListEntry
from ingest.lists_names import LEGAL, Key, person_key, thing_key, vessel_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from ingest.lists import ListedName, ListedType, NameKind, ReadList

#: Raised whenever keys are made in another way, so that an older index is not searched with newer keys.
VERSION = 1
_SCHEMA = """
CREATE TABLE list (
    list_id TEXT PRIMARY KEY, title TEXT, form TEXT, files TEXT, published TEXT,
    entries INTEGER, names INTEGER, refused INTEGER
);
CREATE TABLE entry (
    row INTEGER PRIMARY KEY, list_id TEXT, entry_id TEXT, label TEXT, type TEXT, countries TEXT,
    programs TEXT, identifiers TEXT, designated TEXT, file TEXT, line INTEGER
);
CREATE TABLE name (
    row INTEGER PRIMARY KEY, entry INTEGER, kind TEXT, text TEXT, family TEXT, exact TEXT, bag TEXT, core TEXT
);
CREATE TABLE sound (sound TEXT, name INTEGER);
CREATE TABLE number (value TEXT, kind TEXT, entry INTEGER);
CREATE INDEX entry_list ON entry (list_id, entry_id);
CREATE INDEX name_entry ON name (entry);
CREATE INDEX name_exact ON name (exact);
CREATE INDEX name_bag ON name (bag);
CREATE INDEX name_core ON name (core);
CREATE INDEX sound_sound ON sound (sound, name);
CREATE INDEX number_value ON number (value);
"""
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)\s*$")
_COLUMNS = {"list": 8, "entry": 11, "name": 8, "sound": 2, "number": 3}
_ENTRY = "entry_id, label, type, countries, programs, identifiers, designated, file, line"


class ListIndexError(IngestError):
    """The index cannot be opened or read."""


@dataclass(frozen=True, slots=True)
class LoadedList:
    """A list that is in the index."""

    list_id: str
    title: str
    form: str
    files: tuple[str, ...]
    published: date | None
    entries: int
    names: int
    refused: int


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name in the index, and the row of the entry that it belongs to."""

    entry: int
    type: ListedType
    kind: NameKind
    text: str
    family: str


def key_of(name: str, type_: str) -> Key:
    """The key of a name of a thing of some type."""
    if type_ == "person":
        return person_key(name)
    return vessel_key(name) if type_ in {"vessel", "aircraft"} else thing_key(name)


class ListIndex:
    """The lists that have been added, on disk or, for a path of None, in memory.

    Raises:
        ListIndexError: the file is no index of this version.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        try:
            self._db = sqlite3.connect(path or ":memory:")
            [version] = self._db.execute("PRAGMA user_version").fetchone()
            tables = self._db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
        except sqlite3.Error as error:
            raise ListIndexError(str(path), f"no index of lists ({error})", _ANEW) from error
        if not tables:
            self._db.executescript(_SCHEMA + f"PRAGMA user_version = {VERSION};")
        elif version != VERSION:
            raise ListIndexError(str(path), "an index of another version", _ANEW)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # ------------------------------------------------------------------ writing

    def add(self, read: ReadList) -> None:
        """Add a list, in place of what was held under its id; all of it or nothing."""
        with self._db:
            self._remove(read.list_id)
            start = self._db.execute("SELECT COALESCE(MAX(row), 0) FROM entry").fetchone()[0] + 1
            names = self._db.execute("SELECT COALESCE(MAX(row), 0) FROM name").fetchone()[0] + 1
            numbered = list(enumerate(read.entries, start))
            self._insert("entry", map(_entry_row, numbered))
            self._add_names(numbered, names)
            numbers = ((one.value, one.kind, row) for row, entry in numbered for one in entry.identifiers)
            self._insert("number", numbers)
            count = self._db.execute("SELECT COUNT(*) FROM name WHERE entry >= ?", (start,)).fetchone()[0]
            day = read.published.isoformat() if read.published else None
            counts = (len(read.entries), count, len(read.refused))
            head = (read.list_id, read.title, read.form, json.dumps(read.files), day)
            self._insert("list", [(*head, *counts)])

    def _add_names(self, numbered: Sequence[tuple[int, ListEntry]], start: int) -> None:
        names: list[tuple[object, ...]] = []
        sounds: list[tuple[str, int]] = []
        for entry, type_, name, text in _texts(numbered):
            key = key_of(text, type_)
            row = start + len(names)
            names.append((row, entry, name.kind, text, name.family, key.exact, key.bag, key.core))
            if type_ == "person":
                sounds += [(one, row) for one in set(key.sounds)]
        self._insert("name", names)
        self._insert("sound", sorted(sounds))

    def _insert(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        marks = _marks(_COLUMNS[table])
        self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - question marks

    def remove(self, list_id: str) -> bool:
        """Take a list out of the index; whether it was there."""
        with self._db:
            return self._remove(list_id)

    def _remove(self, list_id: str) -> bool:
        rows = "SELECT row FROM entry WHERE list_id = ?"
        names = f"SELECT row FROM name WHERE entry IN ({rows})"  # noqa: S608 - own words
        for table, column, inner in (
            ("sound", "name", names),
            ("name", "entry", rows),
            ("number", "entry", rows),
        ):
            self._db.execute(f"DELETE FROM {table} WHERE {column} IN ({inner})", (list_id,))  # noqa: S608 - own
        self._db.execute("DELETE FROM entry WHERE list_id = ?", (list_id,))
        return self._db.execute("DELETE FROM list WHERE list_id = ?", (list_id,)).rowcount > 0

    # ------------------------------------------------------------------ reading

    def lists(self) -> list[LoadedList]:
        """The lists in the index, by id."""
        rows = self._db.execute("SELECT * FROM list ORDER BY list_id")
        return [
            LoadedList(key, title, form, tuple(json.loads(files)), _day(published), *counts)
            for key, title, form, files, published, *counts in rows
        ]

    def entry(self, row: int) -> ListEntry:
        """The entry in a row, with all its names."""
        from ingest.lists import ListedName  # noqa: PLC0415 - needed at run time here alone

        list_id, *fields = self._db.execute(
            f"SELECT list_id, {_ENTRY} FROM entry WHERE row = ?",  # noqa: S608 - own words
            (row,),
        ).fetchone()
        key, _, type_, countries, programs, numbers, designated, file, line = fields
        named = self._db.execute("SELECT text, kind, family FROM name WHERE entry = ? ORDER BY row", (row,))
        return ListEntry(
            list_id,
            key,
            tuple(ListedName(*name) for name in named),
            type_,
            tuple(json.loads(countries)),
            tuple(json.loads(programs)),
            tuple(Identifier(*one) for one in json.loads(numbers)),
            _day(designated),
            file,
            line,
        )

    def by_number(self, value: str) -> list[int]:
        """The rows of the entries with an identifier."""
        found = self._db.execute("SELECT DISTINCT entry FROM number WHERE value = ? ORDER BY entry", (value,))
        return [row for (row,) in found]

    def named(self, column: str, keys: Iterable[str]) -> list[IndexedName]:
        """The names whose key, one of ``exact``, ``bag`` and ``core``, is among some."""
        wanted = sorted({key for key in keys if key})
        where = f"name.{column} IN ({_marks(len(wanted))})"
        return self._names(where, wanted)

    def sounding(self, sounds: Iterable[str], shared: int, *, most: int = 3_000) -> list[IndexedName]:
        """The names of persons that share so many sounds with ``sounds``; none where too many do."""
        wanted = sorted(set(sounds))
        found = self._db.execute(
            f"SELECT name FROM sound WHERE sound IN ({_marks(len(wanted))})"  # noqa: S608 - question marks
            " GROUP BY name HAVING COUNT(*) >= ? LIMIT ?",
            (*wanted, shared, most + 1),
        ).fetchall()
        if len(found) > most:
            return []
        rows = [row for (row,) in found]
        parts = [rows[start : start + 500] for start in range(0, len(rows), 500)]
        return [name for part in parts for name in self._names(f"name.row IN ({_marks(len(part))})", part)]

    def _names(self, where: str, values: Sequence[Any]) -> list[IndexedName]:
        found = self._db.execute(
            "SELECT name.entry, entry.type, name.kind, name.text, name.family"  # noqa: S608 - own words
            f" FROM name JOIN entry ON entry.row = name.entry WHERE {where} ORDER BY name.row",
            values,
        )
        return [IndexedName(*row) for row in found]


_ANEW = "choose another file, or delete it and add the lists again"


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _entry_row(numbered: tuple[int, ListEntry]) -> tuple[Any, ...]:
    row, entry = numbered
    numbers = [(one.kind, one.value) for one in entry.identifiers]
    lists = [json.dumps(one, ensure_ascii=False) for one in (entry.countries, entry.programs, numbers)]
    day = entry.designated.isoformat() if entry.designated else None
    return (row, entry.list_id, entry.entry_id, entry.label, entry.type, *lists, day, entry.file, entry.line)


def _texts(numbered: Iterable[tuple[int, ListEntry]]) -> Iterator[tuple[int, ListedType, ListedName, str]]:
    """The names of each entry; also without brackets at their end, and the acronym in those."""
    for row, entry in numbered:
        seen = set()
        for name in entry.names:
            for text in (name.text, *_unbracketed(name.text, entry.type)):
                if (text, name.kind) not in seen:
                    seen.add((text, name.kind))
                    yield row, entry.type, name, text


def _unbracketed(text: str, type_: str) -> Iterator[str]:
    found = _IN_BRACKETS.search(text)
    if found and type_ not in {"person", "vessel"}:
        yield text[: found.start()]
        inside = found[1]
        if inside.isupper() and inside.isalpha() and len(inside) > 2 and inside.casefold() not in LEGAL:
            yield inside

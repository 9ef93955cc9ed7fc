"""Official sanctions lists that users bring: what an entry holds, and which reader fits a file.

    read = read_list([Path("sdn.csv")])      # alt.csv and add.csv beside it are read as well
    for entry in read.entries: ...
    for row in read.refused: print(row)      # "alt.csv:17: no entry 99999 in sdn.csv"

A file is recognised by what stands in it, never by its name alone. What cannot be used is listed by line
with the reason; the rest is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ingest.errors import IngestError, MissingSourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

NameKind = Literal["primary", "variant", "alias", "former", "weak", "script"]
ListedType = Literal["person", "organisation", "vessel", "aircraft", "unknown"]


class ListFormatError(IngestError):
    """A file that is no list, or a list in a format that is not read; the message names what it is."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name of an entry; ``family`` is the family name of a person where the list sets it apart.

    ``weak`` names are those that the list itself calls of low quality, too common to match on.
    """

    text: str
    kind: NameKind
    family: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A number that names one thing, an IMO number for instance."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A person, organisation, vessel or aircraft on an official list.

    ``countries`` are ISO 3166 alpha-2 codes where the list's words could be told, else its words.
    ``designated`` is the day that the list gives; None where it gives none or less than a day. ``file`` and
    ``line`` say where the entry starts.
    """

    list_id: str
    entry_id: str
    names: tuple[ListedName, ...]
    type: ListedType
    countries: tuple[str, ...]
    programs: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    designated: date | None
    file: str
    line: int

    @property
    def label(self) -> str:
        """The primary name."""
        return next((name.text for name in self.names if name.kind == "primary"), self.names[0].text)


@dataclass(frozen=True, slots=True)
class BadRow:
    """What could not be used of a list, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as read: all its files, and in ``published`` the list's own day where it has one."""

    list_id: str
    title: str
    form: str
    files: tuple[str, ...]
    published: date | None
    entries: tuple[ListEntry, ...]
    refused: tuple[BadRow, ...]


@dataclass(slots=True)
class Draft:
    """What a reader has gathered of a list so far."""

    list_id: str
    entries: dict[str, ListEntry]
    refused: list[BadRow]
    published: date | None = None

    def refuse(self, path: Path, line: int, reason: str) -> None:
        """Note a row that cannot be used."""
        self.refused.append(BadRow(path.name, line, reason))


def read_list(files: Sequence[Path], *, list_id: str | None = None) -> ReadList:
    """Read one list from its file or files; tables that belong together are found beside each other.

    Raises:
        ListFormatError: a file is no list that can be read, or its companion is missing.
    """
    from ingest.lists_format import FORMATS, recognise  # noqa: PLC0415 - the readers import this module

    for path in files:
        if not path.is_file():
            raise MissingSourceError(str(path))
    found = {recognise(path): path for path in files}
    form = FORMATS[min(found, key=list(FORMATS).index)]
    parts = _parts(form.parts, found, form.needed)
    draft = Draft(list_id or form.list_id, {}, [])
    form.reader(parts, draft)
    if not draft.entries:
        raise ListFormatError(str(files[0]), f"{form.title}, but with no entry that can be used", _WAY_OUT)
    return ReadList(
        draft.list_id,
        form.title,
        form.id,
        tuple(path.name for path in parts.values()),
        draft.published,
        tuple(draft.entries[key] for key in sorted(draft.entries)),
        tuple(sorted(draft.refused, key=lambda row: (row.file, row.line, row.reason))),
    )


_WAY_OUT = "download the list anew from its publisher and check that the file is whole"


def _parts(names: Sequence[str], found: dict[str, Path], needed: Iterable[str]) -> dict[str, Path]:
    """The files of one list by their part: those given, and those that stand beside them."""
    from ingest.lists_format import recognise  # noqa: PLC0415 - as above

    parts = {name: found[name] for name in names if name in found}
    folder = next(iter(found.values())).parent
    missing = [name for name in names if name not in parts]
    if missing:
        for path in sorted(folder.glob("*.csv")):
            name = _tried(recognise, path)
            if name in missing and name not in parts:
                parts[name] = path
    for name in needed:
        if name not in parts:
            given = str(next(iter(found.values())))
            raise ListFormatError(given, f"its table {name} is missing", f"put the file of {name} beside it")
    return {name: parts[name] for name in names if name in parts}


def _tried(recognise: Callable[[Path], str], path: Path) -> str | None:
    try:
        return recognise(path)
    except IngestError:
        return None

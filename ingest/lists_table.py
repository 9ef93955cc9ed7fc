"""Rows of delimited files, each with its line; a broken row costs itself, never the rows after it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.lists import Draft

#: A quoted cell may run over so many lines; one that is open for longer was never closed.
MOST_LINES = 400
_END_OF_FILE = "\x1a"


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a row and the line on which it starts."""

    line: int
    cells: Sequence[str]


def lines(path: Path) -> Iterator[str]:
    """The lines of a text file: UTF-8, and Windows-1252 for what is not."""
    with path.open("rb") as file:
        for number, raw in enumerate(file):
            yield decoded(raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw)


def decoded(raw: bytes) -> str:
    r"""Bytes as text, whatever they are.

    >>> decoded("Müller".encode("cp1252")), decoded("Müller".encode())
    ('Müller', 'Müller')
    """
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def rows(path: Path, draft: Draft, *, columns: int, delimiter: str = ",", after: int = 0) -> Iterator[Row]:
    """The rows of a file below the line ``after``; those that do not have ``columns`` cells are refused."""
    waiting: list[str] = []  # lines of a row whose quote is still open
    start = 0
    pending = list_reader(path)
    for number, line in pending:
        if not waiting and (number <= after or not line.strip().strip(_END_OF_FILE)):
            continue
        start = start if waiting else number
        waiting.append(line)
        if sum(one.count('"') for one in waiting) % 2 and len(waiting) < MOST_LINES:
            continue
        cells = _cells("".join(waiting), delimiter)
        if len(cells) == columns:
            yield Row(start, cells)
        else:
            draft.refuse(path, start, _wrong(len(cells), columns, len(waiting)))
            pending.again(waiting[1:], start + 1)
        waiting = []
    if waiting:
        draft.refuse(path, start, "a quote is opened and never closed")
        yield from _rest(path, waiting[1:], start + 1, draft, columns, delimiter)


def _rest(  # noqa: PLR0913, PLR0917 - what a row is read with
    path: Path, left: Sequence[str], start: int, draft: Draft, columns: int, delimiter: str
) -> Iterator[Row]:
    """The lines after a quote that was never closed, each for itself."""
    for number, line in enumerate(left, start):
        cells = _cells(line, delimiter)
        if len(cells) == columns:
            yield Row(number, cells)
        elif line.strip().strip(_END_OF_FILE):
            draft.refuse(path, number, _wrong(len(cells), columns, 1))


class _Lines:
    """Numbered lines of which some can be put back."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = enumerate(source, 1)
        self._back: list[tuple[int, str]] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> tuple[int, str]:
        return self._back.pop() if self._back else next(self._source)

    def again(self, given: Sequence[str], start: int) -> None:
        self._back.extend(reversed(list(enumerate(given, start))))


def list_reader(path: Path) -> _Lines:
    """The numbered lines of a file."""
    return _Lines(lines(path))


def _wrong(found: int, wanted: int, spanned: int) -> str:
    if spanned >= MOST_LINES:
        return "a quote is opened and not closed"
    return f"{found} cells where there should be {wanted}"


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        read = list(csv.reader([text.rstrip("\r\n")], delimiter=delimiter))
    except csv.Error:  # a cell beyond the csv module's limit
        return []
    return [cell.strip() for cell in read[0]] if len(read) == 1 else []


def records(path: Path, draft: Draft, *, header: str, delimiter: str = ",") -> Iterator[Record]:
    """The rows under the row that holds ``header``, as records; what stands above it is skipped."""
    for number, line in enumerate(islice(lines(path), 10), 1):
        names = _cells(line, delimiter)
        if header in names:
            for row in rows(path, draft, columns=len(names), delimiter=delimiter, after=number):
                yield Record(row.line, dict(zip(names, row.cells, strict=True)))
            return


@dataclass(frozen=True, slots=True)
class Record:
    """A row by the names of its columns."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """The cell of a column, empty where there is no such column."""
        return self.cells.get(name, "")


def day(text: str, order: str) -> date | None:
    """A day as a list writes it, ``order`` being "dmy", "mdy" or "ymd"; None for less than a day.

    >>> day("10/01/2025", "dmy"), day("2015-07-01-04:00", "ymd"), day("00/00/1975", "dmy")
    (datetime.date(2025, 1, 10), datetime.date(2015, 7, 1), None)
    """
    parts = text.split("T", maxsplit=1)[0].replace(".", "/").replace("-", "/").split("/")
    if len(parts) < 3 or not all(part.isdecimal() for part in parts[:3]):
        return None
    order = "ymd" if len(parts[0]) == 4 else order
    values = {name: int(part) for name, part in zip(order, parts[:3], strict=True)}
    try:
        return date(values["y"], values["m"], values["d"])
    except ValueError:
        return None

"""Results as a table for people, as JSON lines or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from typing import TYPE_CHECKING, Any, Literal, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Format = Literal["table", "jsonl", "csv"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
_GAP = "  "


def say(text: str) -> None:
    """Write words for people to stderr, leaving stdout to the results."""
    sys.stderr.write(text + "\n")


def chosen(asked: str | None, stream: TextIO) -> str:
    """The format that was asked for; else a table on a terminal and JSON lines in a pipe."""
    return asked or ("table" if stream.isatty() else "jsonl")


def write_rows(
    records: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    form: str,
    stream: TextIO,
    *,
    width: int = 100,
) -> None:
    """Write flat records in ``form``; only the table waits for the last of them."""
    if form == "table":
        stream.write(
            table([[_cell(record.get(name)) for name in columns] for record in records], columns, width)
        )
    elif form == "csv":
        write_csv(([record.get(name) for name in columns] for record in records), columns, stream)
    else:
        write_jsonl(records, stream)


def write_jsonl(records: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """One JSON object a line, its keys in the order of the record."""
    stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def write_csv(rows: Iterable[Sequence[Any]], columns: Sequence[str], stream: TextIO) -> None:
    """RFC 4180 with bare line feeds; a cell that a spreadsheet would run is led by an apostrophe."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe(value) for value in row] for row in rows)


def safe(value: object) -> object:
    """The value as a spreadsheet may show it without running it.

    >>> safe("=HYPERLINK(A1)"), safe(-3.5), safe("Gazprom Neft")
    ("'=HYPERLINK(A1)", -3.5, 'Gazprom Neft')
    """
    if isinstance(value, str) and value.lstrip(" \n").startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value


def table(rows: Sequence[Sequence[str]], columns: Sequence[str], width: int = 100) -> str:
    r"""Left-aligned columns under their names; the widest are cut until a line fits ``width``.

    >>> print(table([["2025-01-10", "impose"]], ["date", "action"]), end="")
    date        action
    ----------  ------
    2025-01-10  impose
    """
    rows = [[_cell(cell) for cell in row] for row in rows]
    wide = _fitted([max(_wide(row[i]) for row in [columns, *rows]) for i in range(len(columns))], width)
    lines = [columns, ["-" * size for size in wide], *rows]
    return "".join(
        _GAP.join(_padded(cell, size) for cell, size in zip(line, wide, strict=True)).rstrip() + "\n"
        for line in lines
    )


def _fitted(wide: list[int], width: int) -> list[int]:
    wide = [min(size, max(_WIDEST, width // 2)) for size in wide]
    while sum(wide) + len(_GAP) * (len(wide) - 1) > width and max(wide) > 10:
        wide[wide.index(max(wide))] -= 1
    return wide


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    # control characters could move the cursor or recolour the terminal
    return " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in text).split())


def _wide(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _padded(text: str, size: int) -> str:
    if _wide(text) > size:
        while _wide(text) > size - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (size - _wide(text))

"""Which list a file holds, told by its content."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ingest import lists_eu, lists_ofac, lists_opensanctions, lists_uk, lists_un
from ingest.errors import IngestError, MissingSourceError
from ingest.lists import ListFormatError
from ingest.lists_table import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ingest.lists import Draft

_READ = "OFAC's SDN files, the UK, EU and UN lists, OpenSanctions' targets.simple.csv or FollowTheMoney lines"
_WAY_OUT = f"give one of the formats that are read: {_READ}"
_ROOT = re.compile(rb"<(?![?!])(?:\w+:)?(\w+)")
_JSON = re.compile(rb"\{|\[\s*[\[{\"]")
_MAGIC = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive or a spreadsheet"),
    (b"%PDF", "a PDF"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
)
_ROOTS = {
    "sdnList": "us-sdn-xml",
    "CONSOLIDATED_LIST": "un-xml",
    "export": "eu-xml",
}
_OTHER_ROOTS = {
    "Sanctions": "OFAC's advanced XML; take SDN.XML or the SDN CSV files instead",
    "sanctionsData": "OFAC's enhanced XML; take SDN.XML or the SDN CSV files instead",
    "Designations": "the UK list as XML; take it as CSV instead",
    "ArrayOfFinancialSanctionsTarget": "the UK consolidated list as XML; take it as CSV instead",
    "html": "an HTML page; save the list itself instead",
    "document": "an OpenDocument or Word file; take the list as CSV or XML instead",
}
_HEADERS = {
    "uk-subjects": {"unique_id", "subject_type"},
    "uk-names": {"unique_id", "full_name"},
    "uk-csv": {"Unique ID", "Name 6"},
    "uk-consolidated": {"Group ID", "Name 6"},
    "eu-csv": {"Entity_LogicalId", "NameAlias_WholeName"},
    "opensanctions": {"id", "schema", "name", "aliases"},
}


@dataclass(frozen=True, slots=True)
class Format:
    """A list in one format: the parts it is made of, which of them it needs, and what reads it."""

    id: str
    list_id: str
    title: str
    reader: Callable[[Mapping[str, Path], Draft], None]
    parts: tuple[str, ...]
    needed: tuple[str, ...]


_SDN = Format(
    "us-sdn-csv",
    "us-sdn",
    "the OFAC SDN list",
    lists_ofac.read_csv,
    ("us-sdn", "us-alt", "us-add"),
    ("us-sdn",),
)
_TABLES = Format(
    "uk-tables",
    "uk",
    "the UK sanctions list",
    lists_uk.read_tables,
    ("uk-subjects", "uk-names"),
    ("uk-subjects", "uk-names"),
)


def _single(part: str, list_id: str, title: str, reader: Callable[[Path, Draft], None]) -> Format:
    return Format(part, list_id, title, lambda files, draft: reader(files[part], draft), (part,), (part,))


#: By the part that a file is recognised as, main parts first.
FORMATS: dict[str, Format] = {
    "us-sdn": _SDN,
    "us-alt": _SDN,
    "us-add": _SDN,
    "uk-subjects": _TABLES,
    "uk-names": _TABLES,
    "us-sdn-xml": _single("us-sdn-xml", "us-sdn", "the OFAC SDN list", lists_ofac.read_xml),
    "uk-csv": _single("uk-csv", "uk", "the UK sanctions list", lists_uk.read_csv),
    "uk-consolidated": _single(
        "uk-consolidated", "uk", "the UK consolidated list", lists_uk.read_consolidated
    ),
    "eu-csv": _single("eu-csv", "eu", "the EU consolidated list", lists_eu.read_csv),
    "eu-xml": _single("eu-xml", "eu", "the EU consolidated list", lists_eu.read_xml),
    "un-xml": _single("un-xml", "un", "the UN consolidated list", lists_un.read_xml),
    "opensanctions": _single(
        "opensanctions", "opensanctions", "OpenSanctions targets", lists_opensanctions.read_simple
    ),
    "ftm": _single("ftm", "opensanctions", "FollowTheMoney entities", lists_opensanctions.read_ftm),
}


def recognise(path: Path) -> str:
    """Which part of which list a file is, a key of :data:`FORMATS`.

    Raises:
        ListFormatError: it is none; the message says what it is instead.
    """
    with path.open("rb") as file:
        head = file.read(65536)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            way_out = "save it as UTF-8" if "UTF-16" in kind else "unpack or export it to CSV or XML"
            raise ListFormatError(str(path), f"{kind}, not a list", way_out)
    if not start:
        raise ListFormatError(str(path), "it is empty", "download the list anew")
    if start.startswith(b"<"):
        return _xml(path, start)
    if _JSON.match(start):
        return _json(path)
    return _table(path)


def _xml(path: Path, head: bytes) -> str:
    found = _ROOT.search(re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
    root = found[1].decode() if found else "?"
    if root == "export" and b"sanctionEntity" not in head and b"fpi/fsd" not in head:
        root = "export without sanctionEntity"
    if root in _ROOTS:
        return _ROOTS[root]
    known = _OTHER_ROOTS.get(root) or _OTHER_ROOTS.get(root.casefold())
    if known:
        fact, _, way_out = known.partition("; ")
        raise ListFormatError(str(path), fact, way_out)
    raise ListFormatError(str(path), f"XML with the root <{root}>, not a list that is known", _WAY_OUT)


def _json(path: Path) -> str:
    first = next((line for line in lines(path) if line.strip()), "")
    try:
        record = json.loads(first)
    except ValueError:
        raise ListFormatError(str(path), "JSON, but not one object a line", _WAY_OUT) from None
    if isinstance(record, dict) and {"id", "schema", "properties"} <= record.keys():
        return "ftm"
    fields = ", ".join(sorted(record)[:6]) if isinstance(record, dict) else type(record).__name__
    raise ListFormatError(str(path), f"JSON lines with {fields}, not FollowTheMoney entities", _WAY_OUT)


def _table(path: Path) -> str:
    top = [line for line in islice(lines(path), 5) if line.strip()]
    for line in top:
        for delimiter in (",", ";"):
            cells = {cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])}
            for part, header in _HEADERS.items():
                if header <= cells:
                    return part
    cells_of_first = next(csv.reader([top[0]]), []) if top else []
    headless = _headless(cells_of_first)
    if headless is not None:
        return headless
    shown = ", ".join(cells_of_first[:5])[:80]
    raise ListFormatError(str(path), f"a text that starts with {shown!r}, not a list that is known", _WAY_OUT)


def _headless(cells: list[str]) -> str | None:
    """OFAC's legacy tables have no header: their number of columns and their first cells tell them."""
    if not cells or not cells[0].strip().isdecimal():
        return None
    if len(cells) == 12:
        return "us-sdn"
    if len(cells) == 5 and cells[2].strip().casefold() in {"aka", "fka", "nka"}:
        return "us-alt"
    return "us-add" if len(cells) == 6 and cells[1].strip().isdecimal() else None


def together(files: Sequence[Path]) -> tuple[list[list[Path]], list[IngestError]]:
    """Files in groups that make one list each, and what is wrong with those that are none."""
    groups: dict[str, list[Path]] = {}
    failed: list[IngestError] = []
    for path in files:
        try:
            if not path.is_file():
                raise MissingSourceError(str(path))
            form = FORMATS[recognise(path)]
        except IngestError as error:
            failed.append(error)
            continue
        # tables of one list belong together; a file that is a list by itself stands alone
        key = f"{form.id} {path.parent}" if len(form.parts) > 1 else str(path)
        groups.setdefault(key, []).append(path)
    return list(groups.values()), failed

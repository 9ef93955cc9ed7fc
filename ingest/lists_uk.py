"""The UK sanctions list: as one CSV file, as two tables, and OFSI's former consolidated list.

Days are written day first. One row is one name of an entry, or one address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from ingest.lists import Identifier, ListedName, ListEntry
from ingest.lists_place import country_codes
from ingest.lists_table import Record, day, lines, records

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ingest.lists import Draft, ListedType, NameKind

_TYPES: dict[str, ListedType] = {
    "individual": "person",
    "entity": "organisation",
    "ship": "vessel",
    "aircraft": "aircraft",
}
_KINDS: dict[str, NameKind] = {
    "primary": "primary",
    "primary name": "primary",
    "primary_variation": "variant",
    "primary name variation": "variant",
    "alias": "alias",
    "aka": "alias",
    "a.k.a": "alias",
    "a.k.a.": "alias",
    "f.k.a": "former",
    "f.k.a.": "former",
    "formerly known as": "former",
}
_REPORT = re.compile(r"(?:Report Date|Last Updated)\W{1,4}(\d{1,2})[-/ ](\w{2,9})[-/ ](\d{4})")
_IMO = re.compile(r"\b\d{7}\b")


def read_tables(files: Mapping[str, Path], draft: Draft) -> None:
    """A table of subjects and a table of their names."""
    path = files["uk-subjects"]
    for record in records(path, draft, header="unique_id"):
        key = record["unique_id"]
        if not key or key in draft.entries:
            draft.refuse(path, record.line, f"entry {key} stands there twice" if key else "no unique_id")
            continue
        draft.entries[key] = _bare(
            record, key, draft, path, record["subject_type"], record["date_designated"]
        )
        _latest(draft, day(record["last_updated"], "dmy"))
    _table_names(files["uk-names"], draft)
    for key in [key for key, entry in draft.entries.items() if not entry.names]:
        draft.refuse(path, draft.entries.pop(key).line, f"entry {key} has no name in the table of names")


def _latest(draft: Draft, found: date | None) -> None:
    """Where a list does not say its own day, the newest change in it stands for it."""
    if found is not None and (draft.published is None or found > draft.published):
        draft.published = found


def _table_names(path: Path, draft: Draft) -> None:
    for record in records(path, draft, header="unique_id"):
        entry = draft.entries.get(record["unique_id"])
        text = " ".join(record["full_name"].split())
        if entry is None or not text:
            fact = "no name" if entry else f"the table of subjects has no entry {record['unique_id']!r}"
            draft.refuse(path, record.line, fact)
            continue
        family = record["name_6"] if entry.type == "person" else ""
        weak = record["alias_strength"] == "low_quality_aka"
        kind: NameKind = "weak" if weak else _KINDS.get(record["name_type"], "alias")
        name = ListedName(text, kind, family if record["name_1"] else "")
        draft.entries[entry.entry_id] = replace(entry, names=(*entry.names, name))


def _bare(  # noqa: PLR0913, PLR0917 - the parts of an entry
    record: Record, key: str, draft: Draft, path: Path, type_: str, designated: str
) -> ListEntry:
    found = day(designated, "dmy")
    if designated and found is None:
        draft.refuse(path, record.line, f"{designated!r} is no day; entry {key} is used without it")
    kind = _TYPES.get(type_.casefold(), "unknown")
    programs = (re.sub(r"\d+$", "", key),) if key[:1].isalpha() else ()
    return ListEntry(draft.list_id, key, (), kind, (), programs, (), found, path.name, record.line)


@dataclass(slots=True)
class _Gathered:
    """An entry while its rows are read."""

    entry: ListEntry
    names: dict[tuple[str, str], ListedName] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)
    numbers: set[Identifier] = field(default_factory=set)

    def closed(self) -> ListEntry:
        return replace(
            self.entry,
            names=tuple(self.names.values()),
            countries=country_codes(self.countries),
            programs=tuple(sorted(self.programs)),
            identifiers=tuple(sorted(self.numbers)),
        )


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the two single-file formats call their columns."""

    key: str
    type: str
    kind: str
    quality: str
    program: str
    designated: str
    script: str


_LIST = _Columns(
    "Unique ID",
    "Designation Type",
    "Name type",
    "Alias strength",
    "Regime Name",
    "Date Designated",
    "Name non-latin script",
)
_OFSI = _Columns(
    "Group ID", "Group Type", "Alias Type", "Alias Quality", "Regime", "Listed On", "Name Non-Latin Script"
)
_PLACES = ("Address Country", "Country", "Nationality(/ies)", "Nationality", "Current believed flag of ship")


def read_csv(path: Path, draft: Draft) -> None:
    """The list as one file, UK-Sanctions-List.csv."""
    _read_rows(path, draft, _LIST)


def read_consolidated(path: Path, draft: Draft) -> None:
    """OFSI's consolidated list, ConList.csv, which ended in January 2026."""
    _read_rows(path, draft, _OFSI)


def _read_rows(path: Path, draft: Draft, columns: _Columns) -> None:
    draft.published = _report_day(path)
    found: dict[str, _Gathered] = {}
    for record in records(path, draft, header=columns.key):
        key, name = record[columns.key], _name(record, columns)
        if not key or name is None:
            draft.refuse(path, record.line, f"no {columns.key}" if name else f"entry {key}: no name")
            continue
        if key not in found:
            type_, designated = record[columns.type], record[columns.designated]
            found[key] = _Gathered(_bare(record, key, draft, path, type_, designated))
        _gather(found[key], record, columns, name)
    draft.entries.update((key, gathered.closed()) for key, gathered in found.items())


def _name(record: Record, columns: _Columns) -> ListedName | None:
    given = [record[f"Name {number}"] for number in range(1, 6)]
    family = record["Name 6"]
    text = " ".join(" ".join((*given, family)).split())
    weak = "low" in record[columns.quality].casefold()
    kind: NameKind = "weak" if weak else _KINDS.get(record[columns.kind].casefold(), "alias")
    return ListedName(text, kind, family if any(given) else "") if text else None


def _gather(gathered: _Gathered, record: Record, columns: _Columns, name: ListedName) -> None:
    gathered.names.setdefault((name.text, name.kind), name)
    script = record[columns.script]
    if script:
        gathered.names.setdefault((script, "script"), ListedName(script, "script"))
    gathered.programs.add(record[columns.program] or gathered.entry.entry_id)
    for column in _PLACES:
        gathered.countries.update(re.split(r"[|;]|\(\d+\)", record[column]))
    for number in _IMO.findall(record["IMO number"]):
        gathered.numbers.add(Identifier("imo", number))


def _report_day(path: Path) -> date | None:
    for line in islice(lines(path), 3):
        found = _REPORT.search(line.replace(",", " "))
        if found:
            first, month, year = found.groups()
            form = "%d %m %Y" if month.isdecimal() else "%d %b %Y"
            try:
                return datetime.strptime(f"{first} {month[:3]} {year}", form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                return None
    return None

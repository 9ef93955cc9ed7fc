"""OpenSanctions' files: targets.simple.csv, and FollowTheMoney entities as JSON lines.

``targets.simple.csv`` holds no day of designation: "first seen" is when OpenSanctions saw the entry.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ingest.lists import Identifier, ListedName, ListEntry
from ingest.lists_place import country_codes, identifiers
from ingest.lists_table import day, lines, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ingest.lists import Draft, ListedType, NameKind

_TYPES: dict[str, ListedType] = {
    "Person": "person",
    "Company": "organisation",
    "Organization": "organisation",
    "LegalEntity": "organisation",
    "PublicBody": "organisation",
    "Vessel": "vessel",
    "Airplane": "aircraft",
}
_NAMES: dict[str, NameKind] = {
    "name": "primary",
    "alias": "alias",
    "previousName": "former",
    "weakAlias": "weak",
}
_PLACES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")
_NUMBERS = {
    "imoNumber": "imo",
    "passportNumber": "passport",
    "registrationNumber": "registration",
    "taxNumber": "tax",
    "innCode": "tax",
    "ogrnCode": "registration",
    "swiftBic": "swift",
    "leiCode": "lei",
    "wikidataId": "wikidata",
}
_DAYS = ("listingDate", "startDate")


def read_simple(path: Path, draft: Draft) -> None:
    """The table targets.simple.csv: many values in one cell are parted by semicolons."""
    for record in records(path, draft, header="schema"):
        key, name = record["id"], record["name"]
        if not key or not name:
            draft.refuse(path, record.line, f"entry {key} has no name" if key else "no id")
            continue
        aliases = [ListedName(text, "alias") for text in _parted(record["aliases"]) if text != name]
        draft.entries[key] = ListEntry(
            draft.list_id,
            key,
            (ListedName(name, "primary"), *aliases),
            _TYPES.get(record["schema"], "unknown"),
            country_codes(_parted(record["countries"])),
            tuple(sorted({*_parted(record["program_ids"])} or {*_parted(record["dataset"])})),
            tuple(sorted(set(_simple_numbers(record["identifiers"])))),
            None,
            path.name,
            record.line,
        )


def _parted(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _simple_numbers(cell: str) -> Iterator[Identifier]:
    for one in _parted(cell):
        found = list(identifiers(one))
        yield from found or [Identifier("other", one)]


def read_ftm(path: Path, draft: Draft) -> None:
    """FollowTheMoney entities; the days stand in Sanction entities, nested or on lines of their own."""
    days: dict[str, set[date]] = defaultdict(set)
    programs: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(lines(path), 1):
        if not line.strip():
            continue
        record = _record(line)
        if record is None:
            draft.refuse(path, number, "not a FollowTheMoney entity with id, schema and properties")
        elif record["schema"] == "Sanction":
            for target in _texts(record["properties"].get("entity", [])):
                days[target].update(_days(record["properties"]))
                programs[target].update(_programs(record["properties"]))
        elif record["schema"] in _TYPES:
            _add(record, number, draft, path)
    for key, entry in draft.entries.items():
        first = min({*days[key], *({entry.designated} if entry.designated else ())}, default=None)
        listed = tuple(sorted({*entry.programs, *programs[key]}))
        draft.entries[key] = replace(entry, designated=first, programs=listed)


def _record(line: str) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    fit = isinstance(record, dict) and isinstance(record.get("properties"), dict)
    fit = fit and isinstance(record.get("id"), str) and isinstance(record.get("schema"), str)
    return record if fit else None


def _add(record: dict[str, Any], line: int, draft: Draft, path: Path) -> None:
    properties = record["properties"]
    names = tuple(_names(properties, record.get("caption")))
    if not names:
        draft.refuse(path, line, f"entry {record['id']} has no name")
        return
    nested = [
        one["properties"]
        for one in properties.get("sanctions", [])
        if isinstance(one, dict) and "properties" in one
    ]
    days = {found for one in nested for found in _days(one)}
    draft.entries[record["id"]] = ListEntry(
        draft.list_id,
        record["id"],
        names,
        _TYPES[record["schema"]],
        country_codes(text for place in _PLACES for text in _texts(properties.get(place, []))),
        tuple(sorted({text for one in (properties, *nested) for text in _programs(one)})),
        tuple(sorted(set(_ftm_numbers(properties)))),
        min(days, default=None),
        path.name,
        line,
    )


def _names(properties: Mapping[str, Any], caption: object) -> Iterator[ListedName]:
    given = {name: _texts(properties.get(name, [])) for name in _NAMES}
    if isinstance(caption, str) and caption in given["name"]:  # the name that the source shows first
        given["name"] = [caption, *(text for text in given["name"] if text != caption)]
    family = next(iter(_texts(properties.get("lastName", []))), "")
    seen: set[str] = set()
    for name, kind in _NAMES.items():
        for text in given[name]:
            if text not in seen:
                own: NameKind = "variant" if kind == "primary" and seen else kind
                seen.add(text)
                yield ListedName(text, own, family if family and family in text else "")


def _ftm_numbers(properties: Mapping[str, Any]) -> Iterator[Identifier]:
    for name, kind in _NUMBERS.items():
        for text in _texts(properties.get(name, [])):
            yield Identifier(kind, text.upper().removeprefix("IMO").strip() if kind == "imo" else text)


def _days(properties: Mapping[str, Any]) -> Iterator[date]:
    """The day of listing, else of the start; a bare year or month is no day."""
    for name in _DAYS:
        found = [one for text in _texts(properties.get(name, [])) if (one := day(text, "ymd"))]
        if found:
            yield min(found)
            return


def _programs(properties: Mapping[str, Any]) -> list[str]:
    return _texts(properties.get("programId", [])) or _texts(properties.get("program", []))


def _texts(values: object) -> list[str]:
    listed: Sequence[object] = values if isinstance(values, list) else [values]
    return [" ".join(text.split()) for text in listed if isinstance(text, str) and text.strip()]

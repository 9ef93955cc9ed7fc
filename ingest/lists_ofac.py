"""The U.S. Treasury's SDN list: the legacy files sdn.csv, alt.csv and add.csv, and SDN.XML.

Neither holds days of designation. Persons stand as "FAMILY, Given names".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.lists import Identifier, ListedName, ListEntry
from ingest.lists_place import country_codes, identifiers
from ingest.lists_table import day, rows
from ingest.lists_xml import child, children, elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ingest.lists import Draft, ListedType, NameKind
    from ingest.lists_xml import Element

_NULL = "-0-"
_TYPES: dict[str, ListedType] = {
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "aircraft",
    "entity": "organisation",
    "": "organisation",
}
_KINDS: dict[str, NameKind] = {"aka": "alias", "fka": "former", "nka": "alias"}
_REMARKED = re.compile(r"\b([afn])\.k\.a\. '([^']+)'")
_NATIONAL = re.compile(r"\b(?:nationality|citizen|Flag) ([A-Z][\w .,'-]+?)(?=;|\.|$)")


def read_csv(files: Mapping[str, Path], draft: Draft) -> None:
    """The legacy files; only sdn.csv is needed."""
    path = files["us-sdn"]
    for row in rows(path, draft, columns=12):
        cells = ["" if cell == _NULL else cell for cell in row.cells]
        if not cells[0].isdecimal() or not cells[1]:
            fact = f"{cells[0]!r} is no entry number" if cells[1] else f"entry {cells[0]} has no name"
            draft.refuse(path, row.line, fact)
        elif cells[0] in draft.entries:
            draft.refuse(path, row.line, f"entry {cells[0]} stands there twice; the first is used")
        else:
            draft.entries[cells[0]] = _entry(cells, draft.list_id, path.name, row.line)
    if "us-alt" in files:
        _add_names(files["us-alt"], draft)
    if "us-add" in files:
        _add_places(files["us-add"], draft)


def _entry(cells: list[str], list_id: str, file: str, line: int) -> ListEntry:
    number, name, kind, programs, *_ = cells
    remarks, type_ = cells[11], _TYPES.get(kind, "unknown")
    names = [_name(name, "primary", type_)]
    names += [
        ListedName(text, "former" if letter == "f" else "weak") for letter, text in _REMARKED.findall(remarks)
    ]
    return ListEntry(
        list_id,
        number,
        tuple(names),
        type_,
        country_codes([*_NATIONAL.findall(remarks), cells[9]]),
        tuple(sorted(one for one in programs.split("] [") if one)),
        tuple(sorted(set(identifiers(remarks)))),
        None,
        file,
        line,
    )


def _name(text: str, kind: NameKind, type_: ListedType) -> ListedName:
    family, comma, given = text.partition(",")
    if type_ != "person" or not comma or not given.strip():
        return ListedName(text, kind)
    return ListedName(f"{given.strip()} {family.strip()}", kind, family.strip())


def _add_names(path: Path, draft: Draft) -> None:
    for row in rows(path, draft, columns=5):
        number, _, kind, name, _ = row.cells
        entry = draft.entries.get(number)
        if entry is None:
            draft.refuse(path, row.line, f"the list has no entry {number}")
        elif name in {"", _NULL}:
            draft.refuse(path, row.line, "no name")
        else:
            named = _name(name, _KINDS.get(kind.casefold(), "alias"), entry.type)
            draft.entries[number] = replace(entry, names=(*entry.names, named))


def _add_places(path: Path, draft: Draft) -> None:
    for row in rows(path, draft, columns=6):
        number, country = row.cells[0], row.cells[4]
        entry = draft.entries.get(number)
        if entry is None:
            draft.refuse(path, row.line, f"the list has no entry {number}")
        elif country not in {"", _NULL}:
            places = country_codes([*entry.countries, country])
            if places != entry.countries:
                draft.entries[number] = replace(entry, countries=places)


def read_xml(path: Path, draft: Draft) -> None:
    """SDN.XML, which holds all that the legacy files do."""
    for found in elements(path, {"sdnEntry", "Publish_Date"}, draft):
        if found.name == "Publish_Date":
            draft.published = day(found.text, "mdy")
            continue
        number, name = child(found, "uid"), _written(found)
        if not number or name is None:
            draft.refuse(
                path, found.line, "an entry without its uid" if name else f"entry {number} has no name"
            )
        else:
            draft.entries[number] = _from_element(found, number, name, draft.list_id, path.name)


def _from_element(found: Element, number: str, name: ListedName, list_id: str, file: str) -> ListEntry:
    aliases = [one for one in map(_alias, children(found, "akaList", "aka")) if one]
    places = [child(one, "country") for one in children(found, "addressList", "address")]
    places += [child(one, "country") for one in children(found, "nationalityList", "nationality")]
    places += [child(one, "vesselFlag") for one in children(found, "vesselInfo")]
    return ListEntry(
        list_id,
        number,
        (name, *aliases),
        _TYPES.get(child(found, "sdnType").casefold(), "unknown"),
        country_codes(places),
        tuple(sorted({one.text for one in children(found, "programList", "program") if one.text})),
        tuple(sorted({*_numbers(found), *identifiers(child(found, "remarks"))})),
        None,
        file,
        found.line,
    )


def _written(found: Element) -> ListedName | None:
    given, family = child(found, "firstName"), child(found, "lastName")
    text = f"{given} {family}".strip()
    return ListedName(text, "primary", family if given else "") if text else None


def _alias(found: Element) -> ListedName | None:
    name = _written(found)
    if name is None:
        return None
    former = child(found, "type").casefold().startswith("f")
    weak = child(found, "category").casefold() == "weak"
    return replace(name, kind="weak" if weak else "former" if former else "alias")


def _numbers(found: Element) -> Iterator[Identifier]:
    for one in children(found, "idList", "id"):
        kind, value = child(one, "idType").casefold(), child(one, "idNumber")
        if "imo" in kind or value.upper().startswith("IMO"):
            yield from identifiers(value if value.upper().startswith("IMO") else f"IMO {value}")
        elif value and any(word in kind for word in ("passport", "tax", "registration", "swift")):
            yield Identifier(
                next(w for w in ("passport", "tax", "registration", "swift") if w in kind), value
            )

"""The EU's consolidated financial sanctions list, as CSV and as XML (both in version 1.1).

The CSV file has a row for each name, address, citizenship or number of an entry.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.lists import Identifier, ListedName, ListEntry
from ingest.lists_place import country_codes, identifiers
from ingest.lists_table import day, records
from ingest.lists_xml import children, elements

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ingest.lists import Draft, ListedType
    from ingest.lists_table import Record
    from ingest.lists_xml import Element

_TYPES: dict[str, ListedType] = {
    "person": "person",
    "p": "person",
    "enterprise": "organisation",
    "e": "organisation",
}
_REMARKED = re.compile(
    r"[Dd]ate of (?:UN )?(?:designation|listing)[^:]{0,20}: *(\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4})"
)


def read_csv(path: Path, draft: Draft) -> None:
    """The list as CSV, cells parted by semicolons."""
    for record in records(path, draft, header="Entity_LogicalId", delimiter=";"):
        key = record["Entity_LogicalId"]
        if not key:
            draft.refuse(path, record.line, "no Entity_LogicalId")
            continue
        draft.published = draft.published or day(record["fileGenerationDate"], "dmy")
        entry = draft.entries.get(key)
        if entry is None:
            entry = _opened(record, key, draft, path)
        draft.entries[key] = _with_row(entry, record)
    _without_names(draft, path)


def _opened(record: Record, key: str, draft: Draft, path: Path) -> ListEntry:
    type_ = record["Entity_SubjectType_ClassificationCode"] or record["Entity_SubjectType"]
    given = record["Entity_DesignationDate"]
    found = day(given, "dmy") or _remarked(record["Entity_Remark"])
    if given and found is None:
        draft.refuse(path, record.line, f"{given!r} is no day; entry {key} is used without it")
    kind = _TYPES.get(type_.casefold(), "unknown")
    return ListEntry(draft.list_id, key, (), kind, (), (), (), found, path.name, record.line)


def _remarked(text: str) -> date | None:
    found = _REMARKED.search(text)
    return day(found[1], "dmy") if found else None


def _with_row(entry: ListEntry, record: Record) -> ListEntry:
    text = " ".join(record["NameAlias_WholeName"].split())
    names = entry.names
    if text and text not in {name.text for name in names}:
        family = record["NameAlias_LastName"] if record["NameAlias_FirstName"] else ""
        names = (*names, ListedName(text, "alias" if names else "primary", family))
    places = (record["Address_CountryIso2Code"], record["Citizenship_CountryIso2Code"])
    number = record["Identification_Number"]
    kind = record["Identification_TypeCode"].casefold()
    return replace(
        entry,
        names=names,
        countries=country_codes([*entry.countries, *places]) if any(places) else entry.countries,
        programs=tuple(sorted({*entry.programs, record["Entity_Regulation_Programme"]} - {""})),
        identifiers=tuple(sorted({*entry.identifiers, *_number(kind, number)}))
        if number
        else entry.identifiers,
    )


def _number(kind: str, value: str) -> list[Identifier]:
    found = list(identifiers(value if "IMO" in value.upper() else f"IMO {value}")) if kind == "imo" else []
    return found or ([Identifier(kind or "other", value)] if value else [])


def _without_names(draft: Draft, path: Path) -> None:
    for key in [key for key, entry in draft.entries.items() if not entry.names]:
        draft.refuse(path, draft.entries.pop(key).line, f"entry {key} has no name")


def read_xml(path: Path, draft: Draft) -> None:
    """The list as XML."""
    for found in elements(path, {"sanctionEntity"}, draft):
        key = found.attributes.get("logicalId", "") or found.attributes.get("euReferenceNumber", "")
        names = tuple(_names(found))
        if not key or not names:
            draft.refuse(
                path, found.line, f"entry {key} has no name" if key else "an entry without logicalId"
            )
            continue
        draft.entries[key] = _from_element(found, key, names, draft, path)


def _from_element(
    found: Element, key: str, names: tuple[ListedName, ...], draft: Draft, path: Path
) -> ListEntry:
    given = found.attributes.get("designationDate", "")
    designated = day(given, "dmy") or _remarked(" ".join(one.text for one in children(found, "remark")))
    if given and designated is None:
        draft.refuse(path, found.line, f"{given!r} is no day; entry {key} is used without it")
    subject = next((one.attributes.get("code", "") for one in children(found, "subjectType")), "")
    places = [
        one.attributes.get("countryIso2Code", "")
        for name in ("citizenship", "address")
        for one in children(found, name)
    ]
    numbers = [
        number
        for one in children(found, "identification")
        for number in _number(
            one.attributes.get("identificationTypeCode", ""), one.attributes.get("number", "")
        )
    ]
    programs = {one.attributes.get("programme", "") for one in children(found, "regulation")} - {""}
    return ListEntry(
        draft.list_id,
        key,
        names,
        _TYPES.get(subject.casefold(), "unknown"),
        country_codes(places),
        tuple(sorted(programs)),
        tuple(sorted(set(numbers))),
        designated,
        path.name,
        found.line,
    )


def _names(found: Element) -> list[ListedName]:
    names: dict[str, ListedName] = {}
    for one in children(found, "nameAlias"):
        parts = one.attributes
        pieces = (parts.get(part, "") for part in ("firstName", "middleName", "lastName"))
        text = " ".join((parts.get("wholeName") or " ".join(pieces)).split())
        weak = parts.get("strong", "true").casefold() == "false"
        family = parts.get("lastName", "") if parts.get("firstName") else ""
        if text and text not in names:
            names[text] = ListedName(text, "weak" if weak else "alias" if names else "primary", family)
    return list(names.values())

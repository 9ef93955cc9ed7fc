"""The UN Security Council's consolidated list, as XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.lists import Identifier, ListedName, ListEntry
from ingest.lists_place import country_codes, identifiers
from ingest.lists_table import day
from ingest.lists_xml import child, children, elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.lists import Draft, NameKind
    from ingest.lists_xml import Element

_GIVEN = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read_xml(path: Path, draft: Draft) -> None:
    """The list's individuals and entities."""
    for found in elements(path, {"INDIVIDUAL", "ENTITY"}, draft):
        key = child(found, "REFERENCE_NUMBER") or child(found, "DATAID")
        names = tuple(_names(found))
        if not key or not names:
            draft.refuse(
                path, found.line, f"entry {key} has no name" if key else "an entry without its number"
            )
            continue
        listed = child(found, "LISTED_ON")
        designated = day(listed, "ymd")
        if listed and designated is None:
            draft.refuse(path, found.line, f"{listed!r} is no day; entry {key} is used without it")
        places = [one.text for one in children(found, "NATIONALITY", "VALUE")]
        places += [child(one, "COUNTRY") for one in found.inside if one.name.endswith("_ADDRESS")]
        draft.entries[key] = ListEntry(
            draft.list_id,
            key,
            names,
            "person" if found.name == "INDIVIDUAL" else "organisation",
            country_codes(places),
            tuple(filter(None, (child(found, "UN_LIST_TYPE"),))),
            tuple(sorted({*_numbers(found), *identifiers(child(found, "COMMENTS1"))})),
            designated,
            path.name,
            found.line,
        )


def _names(found: Element) -> Iterator[ListedName]:
    parts = [child(found, name) for name in _GIVEN]
    text = " ".join(" ".join(parts).split())
    if not text:
        return
    yield ListedName(text, "primary")
    if child(found, "NAME_ORIGINAL_SCRIPT"):
        yield ListedName(child(found, "NAME_ORIGINAL_SCRIPT"), "script")
    for one in found.inside:
        alias = child(one, "ALIAS_NAME")
        if one.name.endswith("_ALIAS") and alias:
            quality = child(one, "QUALITY").casefold()
            kind: NameKind = "weak" if quality == "low" else "former" if quality.startswith("f") else "alias"
            yield ListedName(" ".join(alias.split()), kind)


def _numbers(found: Element) -> Iterator[Identifier]:
    for one in children(found, "INDIVIDUAL_DOCUMENT"):
        kind, number = child(one, "TYPE_OF_DOCUMENT").casefold(), child(one, "NUMBER")
        if number:
            yield Identifier("passport" if "passport" in kind else "national" if kind else "other", number)

"""Reads corrections from one reviewed file; every fault is told with its place.

    [[alias]]                                  # a name, as articles write it, means this
    name = "Gazpromneft"
    entity = "gazprom-neft"
    who = "M. Analyst"
    when = 2025-02-01
    why = "one word in the Lantern's house style"

    [[merge]]                                  # these are one
    entities = ["unlinked-gpn"]
    into = "gazprom-neft"

    [[split]]                                  # in these claims it is another
    entity = "washington"
    events = ["e-0123456789abcdef"]
    into = {id = "washington-state", label = "Washington state", type = "region", country = "US"}

    [[reject]]                                 # the text does not say this
    events = ["e-0123456789abcdef"]

    [[redate]]                                 # it happened then: a day, month, year, or first/last
    events = ["e-0123456789abcdef"]
    date = "2025-01-10"

``who``, ``when`` and ``why`` stand with each; a ``who`` or ``when`` at the top of the file holds for all
that have none. ``[[review]]`` tables are those of ``dateline review``: each is the correction that its
``decision`` names, and none where that is empty.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.corrections import KINDS, Correction, folded, when
from graph.errors import GraphError
from graph.model import Entity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_ALLOWED = {
    "alias": {"name", "entity", "list", "entry"},
    "merge": {"entities", "into"},
    "split": {"entity", "events", "articles", "into"},
    "reject": {"events", "entity", "list", "entry"},
    "redate": {"events", "date"},
}
_ALWAYS = {"who", "when", "why"}
_REVIEWED = {"decision", "event", *_ALWAYS, *(key for keys in _ALLOWED.values() for key in keys)}
_HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]")
_ENTITY = {"id", "label", "type", "country", "wikidata", "part_of"}


class CorrectionsError(GraphError):
    """A file of corrections that cannot be used; ``problems`` has a line for each fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


def parse(text: str, name: str, known: Callable[[str], Entity | None]) -> list[Correction]:
    """The corrections in a file; ``known`` gives the entity of an id, from the gazetteer or the store.

    Raises:
        CorrectionsError: it has faults; nothing of it should be used.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorrectionsError([f"{name}: no TOML: {error}"]) from None
    problems: list[str] = []
    found: list[Correction] = []
    head = {key: data.pop(key, "") for key in ("who", "when")}
    for kind, table, place in _tables(data, text, name, problems):
        try:
            found.append(
                _correction(kind, {**head, **{k: v for k, v in table.items() if v != ""}}, place, known)
            )
        except ValueError as error:
            problems.append(f"{place}: {error}")
    problems += _clashes(found)
    if problems:
        raise CorrectionsError(problems)
    return list({one.id: one for one in found}.values())


def _tables(
    data: Mapping[str, Any], text: str, name: str, problems: list[str]
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each correction with the line of its header; a review without a decision is none."""
    at: dict[str, list[int]] = defaultdict(list)
    for number, written in enumerate(text.splitlines(), 1):
        header = _HEADER.match(written)
        if header:
            at[header[1]].append(number)
    for kind, tables in data.items():
        if not isinstance(tables, list) or kind not in {*KINDS, "review"}:
            problems.append(f"{name}: [[{kind}]] is no kind of correction; use one of {', '.join(KINDS)}")
            continue
        for table, line in zip(tables, at[kind], strict=False):
            place = f"{name}:{line}"
            if kind != "review":
                yield kind, table, place
            elif table.get("decision"):
                yield from _reviewed(table, place, problems)


def _reviewed(
    table: Mapping[str, Any], place: str, problems: list[str]
) -> Iterator[tuple[str, dict[str, Any], str]]:
    decision = table["decision"]
    unknown = sorted(set(table) - _REVIEWED)
    if decision not in KINDS or unknown:
        fault = (
            f"{unknown[0]!r} is no field"
            if unknown
            else f"decision {decision!r} is none of {', '.join(KINDS)}"
        )
        problems.append(f"{place}: {fault}")
        return
    given = dict(table)
    if "event" in given:
        given["events"] = [given.pop("event")]
    yield decision, {key: given[key] for key in sorted(_ALLOWED[decision] | _ALWAYS) if key in given}, place


def _correction(
    kind: str, table: Mapping[str, Any], place: str, known: Callable[[str], Entity | None]
) -> Correction:
    """One correction out of its table; every fault is a ValueError that says what to write."""
    unknown = sorted(set(table) - _ALLOWED[kind] - _ALWAYS)
    if unknown:
        msg = (
            f"{unknown[0]!r} is no field of [[{kind}]]; it has {', '.join(sorted(_ALLOWED[kind] | _ALWAYS))}"
        )
        raise ValueError(msg)
    made = Correction(
        kind,  # type: ignore[arg-type] # checked against KINDS above
        _text(table, "who"),
        _on(table),
        _text(table, "why"),
        names=_texts(table, "name"),
        entities=_texts(table, "entities") + (_texts(table, "entity") if kind != "alias" else ()),
        events=_texts(table, "events"),
        articles=_texts(table, "articles"),
        into=_into(table.get("entity") if kind == "alias" else table.get("into"), known),
        date=str(table.get("date", "")),
        list_id=str(table.get("list", "")),
        entry_id=str(table.get("entry", "")),
        place=place,
    )
    _check(made)
    return made


def _check(made: Correction) -> None:
    """Whether a correction has what its kind needs."""
    listed = bool(made.list_id and made.entry_id)
    missing = {
        "alias": (made.names or listed, "name (or list and entry)"),
        "merge": (made.entities, "entities"),
        "split": (made.entities and (made.events or made.articles), "entity, and events or articles"),
        "reject": (made.events or (listed and made.entities), "events (or entity, list and entry)"),
        "redate": (made.events and made.date, "events and date"),
    }[made.kind]
    if not missing[0]:
        msg = f"[[{made.kind}]] needs {missing[1]}"
        raise ValueError(msg)
    if made.kind in {"alias", "merge", "split"} and made.into is None:
        msg = f"[[{made.kind}]] needs {'entity' if made.kind == 'alias' else 'into'}"
        raise ValueError(msg)
    if made.kind == "redate":
        when(made.date, "")


def _text(table: Mapping[str, Any], field: str) -> str:
    value = table.get(field)
    if not isinstance(value, str) or not value.strip():
        msg = f"{field} is missing; say {'why' if field == 'why' else field + ' decided'}"
        raise ValueError(msg)
    return value.strip()


def _on(table: Mapping[str, Any]) -> str:
    value = table.get("when")
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()[:10]
    except ValueError:
        msg = f"when is {value!r}, not a day; write YYYY-MM-DD"
        raise ValueError(msg) from None


def _texts(table: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = table.get(field, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(one, str) and one.strip() for one in values):
        msg = f"{field} must be a text or a list of texts"
        raise ValueError(msg)
    return tuple(one.strip() for one in values)


def _into(value: object, known: Callable[[str], Entity | None]) -> Entity | None:
    """The entity that a correction leads to: the id of a known one, or all that makes a new one."""
    if value is None:
        return None
    if isinstance(value, dict):
        return _new_entity(value)
    found = known(str(value))
    if found is None:
        msg = f"no entity {value!r} is known; check the id, or describe it: {{id=.., label=.., type=..}}"
        raise ValueError(msg)
    return found


def _new_entity(fields: Mapping[str, object]) -> Entity:
    if set(fields) - _ENTITY or not {"id", "label", "type"} <= set(fields):
        rest = ", ".join(sorted(_ENTITY - {"id", "label", "type"}))
        msg = f"a new entity has id, label and type, and may have {rest}"
        raise ValueError(msg)
    given = {name: str(value) for name, value in fields.items()}
    return Entity(
        given["id"],
        given["label"],
        given["label"],
        given["type"],
        given.get("country"),
        given.get("wikidata"),
        given.get("part_of"),
    )


def _clashes(found: Sequence[Correction]) -> list[str]:
    """Corrections that contradict each other, and merges that go round in a circle."""
    problems: list[str] = []
    taken: dict[tuple[str, str], Correction] = {}
    for one in found:
        keys = one.names if one.kind == "alias" else one.entities if one.kind == "merge" else ()
        keys = one.events if one.kind == "redate" else keys
        for key in map(folded, keys):
            other = taken.setdefault((one.kind, key), one)
            if (other.into, other.date) != (one.into, one.date):
                problems.append(f"{one.place}: {one.kind} of {key!r} contradicts {other.place}")
    merged = {entity: one for one in found if one.kind == "merge" for entity in one.entities}
    for start, one in merged.items():
        seen, place = {start}, one.into.id if one.into else ""
        while place in merged and place not in seen:
            seen.add(place)
            place = into.id if (into := merged[place].into) else ""
        if place == start:
            problems.append(f"{one.place}: merging {start} comes back to {start}")
    return problems

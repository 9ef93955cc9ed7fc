"""Make the gazetteer that ships with ``ingest`` from the commented tables in ``data/gazetteer``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import yaml

from ingest.link_tokens import key, shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Fields = dict[str, Any]
_GOVERNMENTS = ("government", "authorities", "regime")


class GazetteerError(Exception):
    """A table under ``data/gazetteer`` contradicts itself or another."""


@dataclass
class _Names:
    """Every reading of every name, collected while the tables are read."""

    readings: dict[str, set[tuple[str, str, str, str, str]]] = field(default_factory=dict)

    def add(
        self, entry: str, kind: str, name: str, *, form: str = "", days: tuple[str, str] = ("", "")
    ) -> None:
        form = form or shape(name)
        if kind == "name" and form == "A":
            kind = "acronym"
        self.readings.setdefault(key(name), set()).add((entry, kind, form, *days))

    def named(self, entry: str, name: str) -> bool:
        """Whether the entry has the name already, as its name and not as a demonym."""
        return any(
            reading[0] == entry and reading[1] in {"name", "acronym"}
            for reading in self.readings.get(key(name), ())
        )


def compile_gazetteer(source: Path) -> dict[str, Any]:
    """The content of ``ingest/gazetteer.json``.

    Raises:
        GazetteerError: two entries share an id, a name means two things on one day, or an id is not there.
    """
    words = _load(source / "words.yaml")
    branches = _load(source / "branches.yaml")["branches"]
    entries = _entries(source)
    _check_references(entries)
    states = {entry["id"]: entry for entry in entries.values() if "adjectives" in entry}
    names = _Names()
    for entry in entries.values():
        _name(entry, states, names)
    governments = {made["id"]: made for made in _governments(entries, names)}
    cities = {made["id"]: made for made in _cities(entries, names)}
    _check_readings(names)
    return {
        "entries": {id_: _row(entry) for id_, entry in (cities | governments | entries).items()},
        "names": {
            name: "|".join(" ".join(reading) for reading in sorted(readings))
            for name, readings in names.readings.items()
        },
        "terms": {id_: _terms(entry) for id_, entry in entries.items() if entry.get("holders")},
        "cities": {key(name): slug(name) for entry in entries.values() for name in entry.get("seats", ())},
        "short": {id_: entry["short"] for id_, entry in entries.items() if "short" in entry},
        "adjectives": {id_: entry["adjectives"][0] for id_, entry in states.items()},
        "words": {name: sorted(set(members)) for name, members in words.items()},
        "branches": {
            name: [branch["id"], branch["type"], branch["label"]]
            for branch in branches
            for name in branch["names"]
        },
    }


def slug(name: str) -> str:
    """A name as an id.

    >>> slug("People's Bank of China"), slug("Côte d'Ivoire"), slug("U.S. president")
    ('peoples-bank-of-china', 'cote-divoire', 'us-president')
    """
    plain = unicodedata.normalize(
        "NFKD", name.casefold().replace("\u0131", "i").replace("ø", "o").replace("ł", "l")
    )
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.]", "", plain)).strip("-")


def _load(path: Path) -> Any:  # noqa: ANN401 - YAML holds any value
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times as quick
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe


def _entries(source: Path) -> dict[str, Fields]:
    """All entries of all tables by id, with the defaults that the head of their table gives."""
    entries: dict[str, Fields] = {}
    for path in sorted(source.glob("*.yaml")):
        table = _load(path)
        defaults = {name: value for name, value in table.items() if name != "entries"}
        for row in table.get("entries", ()):
            entry = {**defaults, **row, "id": row.get("id") or slug(row["label"])}
            if entry["id"] in entries:
                msg = f"{path.name}: {entry['id']} is there twice; give one of them an id of its own"
                raise GazetteerError(msg)
            entries[entry["id"]] = entry
    return entries


def _row(entry: Fields) -> list[str | None]:
    return [entry["label"], *(entry.get(name) or None for name in ("type", "country", "wikidata", "part_of"))]


def _name(entry: Fields, states: dict[str, Fields], names: _Names) -> None:
    """Collect the names of one entry."""
    id_, state = entry["id"], _state(entry, states)
    if entry["type"] == "office":
        for title in (*entry.get("names", ()), *_with_state(entry.get("titles", ()), state)):
            names.add(id_, "office", title, form=_office_form(title))
        return
    kind = entry.get("kind", "name")
    for name in (entry["label"], *entry.get("aliases", ()), *entry.get("bare", ())):
        names.add(id_, kind, name)
    for name, form in _owned((*entry.get("own", ()), *entry.get("bare", ())), state):
        names.add(id_, kind, name, form=form)
    _name_of_state(entry, names)
    days = _day(entry.get("since", "")), _day(entry.get("until", ""))
    for field_, surname in (("surnames", "surname"), ("titled", "title")):
        for name in entry.get(field_, ()):
            names.add(id_, surname, name, days=days)


def _name_of_state(entry: Fields, names: _Names) -> None:
    """The names that only states and the like have: seats, demonyms, peoples."""
    for name in entry.get("seats", ()):
        names.add(entry["id"], "metonym", name)
    for name in entry.get("adjectives", ()):
        if not names.named(entry["id"], name):
            names.add(entry["id"], "demonym", name)
    for name in entry.get("people", ()):
        names.add(entry["id"], "people", name)


def _state(entry: Fields, states: dict[str, Fields]) -> Fields:
    """The state whose name goes before an entry's own names: the one that its country code stands for."""
    for state in states.values():
        if state.get("country") == entry.get("country") and state["type"] in {"state", "bloc", "territory"}:
            return state
    return {"label": "", "adjectives": ()}


def _with_state(titles: Iterable[str], state: Fields) -> Iterator[str]:
    for title in titles:
        for before in _prefixes(state):
            yield f"{before} {title}"
            yield f"{before}'s {title}"
        yield f"{title} of {state['label']}"
        yield f"{title} of the {state['label']}"


def _prefixes(state: Fields) -> list[str]:
    return list(
        dict.fromkeys(
            (*state["adjectives"], *([state["label"]] if state["label"] else ()), *state.get("aliases", ()))
        )
    )


def _owned(owned: Iterable[str], state: Fields) -> Iterator[tuple[str, str]]:
    """Names with the state around them; of several words they may be small ("Russian foreign ministry")."""
    for name in owned:
        small = _small(name)
        for before in _prefixes(state):
            yield f"{before} {name}", shape(before) + small
            yield f"{before}'s {name}", shape(before) + "l" + small
        for before in (state["label"], f"the {state['label']}"):
            yield f"{name} of {before}", small + "l" + shape(before)


def _small(name: str) -> str:
    form = shape(name)
    return form if len(form) == 1 else form.replace("C", "l")


def _office_form(title: str) -> str:
    """The words of an office may be written small; the names in it may not."""
    office = {"President", "Prime", "Minister", "Secretary", "State", "Treasury", "Chancellor", "Foreign"}
    return shape(title, any_case=frozenset(office))


def _governments(entries: dict[str, Fields], names: _Names) -> Iterator[Fields]:
    """The government of every state, as a thing of its own beside the state."""
    for state in [
        entry for entry in entries.values() if entry["type"] == "state" and entry.get("adjectives")
    ]:
        id_ = f"{state.get('short', state['id'])}-government"
        for before in (*state["adjectives"], state["label"]):
            for word in _GOVERNMENTS:
                names.add(id_, "government", f"{before} {word}")
        for after in (state["label"], f"the {state['label']}"):
            names.add(id_, "government", f"government of {after}", form="l" + "l" + shape(after))
        for leader in _leaders(state["id"], entries):
            for word in ("administration", "government", "regime"):
                names.add(id_, "government", f"{leader} {word}")
        yield {
            "id": id_,
            "label": f"{state['adjectives'][0] if state['id'] != 'united-states' else 'U.S.'} government",
            "type": "government",
            "country": state.get("country"),
            "part_of": state["id"],
        }


def _cities(entries: dict[str, Fields], names: _Names) -> Iterator[Fields]:
    """Capitals as the cities that they are."""
    for state in [entry for entry in entries.values() if entry.get("seats") or entry.get("cities")]:
        for name in (*state.get("seats", ()), *state.get("cities", ())):
            if name in state.get("cities", ()):
                names.add(slug(name), "name", name)
            country = "BE" if name == "Brussels" else state.get("country")
            part_of = "belgium" if name == "Brussels" else state["id"]
            yield {"id": slug(name), "label": name, "type": "city", "country": country, "part_of": part_of}


def _leaders(state: str, entries: dict[str, Fields]) -> list[str]:
    """The surnames of those who led a state: "the Biden administration" is its government."""
    found: set[str] = set()
    for office in entries.values():
        if office["type"] == "office" and office.get("leads") == state:
            for term in office["holders"]:
                person = entries[term[0]]
                found.update((*person.get("surnames", ()), *person.get("titled", ()), person["label"]))
    return sorted(found)


def _terms(entry: Fields) -> list[list[str]]:
    """An office's terms in order of time, each as first day, day after the last, holder."""
    terms = [[_day(term[1]), _day(term[2]) if len(term) > 2 else "", term[0]] for term in entry["holders"]]
    return sorted(terms)


def _day(value: object) -> str:
    """An ISO day; a year or a month alone means its first day."""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value or "")
    return text + "-01" * ((10 - len(text)) // 3) if text else ""


def _check_references(entries: dict[str, Fields]) -> None:
    for entry in entries.values():
        wanted = [entry.get("part_of"), entry.get("leads"), *(term[0] for term in entry.get("holders", ()))]
        for missing in (id_ for id_ in wanted if id_ and id_ not in entries):
            msg = f"{entry['id']} names {missing}, which no table has"
            raise GazetteerError(msg)
        for field_ in ("label", "type"):
            if not entry.get(field_):
                msg = f"{entry['id']} has no {field_}"
                raise GazetteerError(msg)


def _check_readings(names: _Names) -> None:
    """No name may mean two things on one day; what is written with other capitals is another name."""
    for name, readings in sorted(names.readings.items()):
        for one, other in combinations(sorted(readings), 2):
            if one[0] != other[0] and one[2] == other[2] and _same_days(one, other):
                msg = f"{name!r} means {one[0]} and {other[0]} on one day; take one away"
                raise GazetteerError(msg)


def _same_days(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return (not one[4] or other[3] <= one[4]) and (not other[4] or one[3] <= other[4])

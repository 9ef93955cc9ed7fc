"""Who on a list is meant by a name: with a score, and the reason in words.

Scores fall into three bands. From :data:`CERTAIN` up, a name may be linked without a person's look: the same
name, in another order, without its legal form, in another transliteration. Below it stand suggestions. What
would confuse a firm with its parent is no match at all: a word more in an organisation's name, other than
"company" and the like, names another organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from ingest.lists_index import key_of
from ingest.lists_names import SLIGHT, SON, alike, person_key, thing_key, vessel_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.lists import ListedType, ListEntry
    from ingest.lists_index import IndexedName, ListIndex
    from ingest.lists_names import Key

#: Matches with this score or a higher one are linked.
CERTAIN = 0.9
_KINDS = {"primary": 1.0, "variant": 0.99, "alias": 0.97, "script": 0.97, "former": 0.95, "weak": 0.6}
_WORDS = {
    "primary": "the primary name",
    "variant": "a variation of the primary name",
    "alias": "an alias",
    "script": "the name in its own script",
    "former": "a former name",
    "weak": "an alias that the list calls weak",
}
_IMO = re.compile(r"(?:\bIMO\W{0,3})?(\d{7})\b", re.IGNORECASE)
#: How alike, of a hundred, two family names must be to be taken for one that is misspelt.
_MISSPELT = 85
#: Entries whose scores are closer cannot be told apart; a middle name left out is no telling for persons.
_MARGINS = {"person": 0.07}


@dataclass(frozen=True, slots=True)
class ListMatch:
    """An entry that a name may mean; ``name`` is the name in the list that fits best."""

    entry: ListEntry
    name: str
    score: float
    reason: str


def find(
    index: ListIndex, name: str, *, type_: ListedType | None = None, suggest: bool = True
) -> list[ListMatch]:
    """The entries that ``name`` may mean, the likeliest first; at most one match an entry.

    ``suggest`` adds what is not certain: a family name alone, a misspelling, a name with and without "Bank".
    """
    number = _IMO.fullmatch(name.strip())
    if number:
        entries = map(index.entry, index.by_number(number[1]))
        return [ListMatch(entry, name, 1.0, "the same IMO number") for entry in entries]
    best: dict[int, tuple[float, str, IndexedName]] = {}
    for one in _candidates(index, name, suggest=suggest):
        if type_ is not None and one.type not in {type_, "unknown"}:
            continue
        fit, why = fitness(name, one)
        score = round(fit * _KINDS[one.kind], 3)
        if fit and (one.entry not in best or score > best[one.entry][0]):
            best[one.entry] = (score, f"{why} {_WORDS[one.kind]}", one)
    matches = [ListMatch(index.entry(row), one.text, score, why) for row, (score, why, one) in best.items()]
    kept = [match for match in matches if suggest or match.score >= CERTAIN]
    return _weighed(sorted(kept, key=_order))


def _order(match: ListMatch) -> tuple[float, str, str]:
    return -match.score, match.entry.list_id, match.entry.entry_id


def _candidates(index: ListIndex, name: str, *, suggest: bool) -> list[IndexedName]:
    keys = (person_key(name), thing_key(name), vessel_key(name))
    found = [
        *index.named("exact", {key.exact for key in keys}),
        *index.named("bag", {key.bag for key in keys}),
    ]
    found += [one for one in index.named("core", {keys[1].core}) if one.type in {"organisation", "unknown"}]
    sounds = set(keys[0].sounds)
    if len(sounds) > 1:
        found += index.sounding(sounds, 2)
    if suggest:
        found += index.sounding(sounds, 1)
    return list(dict.fromkeys(found))


def fitness(name: str, listed: IndexedName) -> tuple[float, str]:
    """How well a name fits a listed one, from 0 to 1, and in which way."""
    ours, theirs = key_of(name, listed.type), key_of(listed.text, listed.type)
    if ours.words == theirs.words:
        return 1.0, "the same as"
    if listed.type == "person":
        return _person(ours, theirs, listed.family)
    if listed.type in {"vessel", "aircraft"}:
        same = ours.bag == theirs.bag and len(ours.sounds) == len(theirs.sounds)
        return (0.85, "nearly") if same and alike(ours.words, theirs.words) else (0.0, "")
    return _thing(ours, theirs)


def _thing(ours: Key, theirs: Key) -> tuple[float, str]:
    if ours.plain == theirs.plain:
        return 0.98, "but for the legal form"
    if ours.bag == theirs.bag:
        return _respelt(ours, theirs)
    if ours.core != theirs.core:
        return 0.0, ""
    more, less = ours.general - theirs.general, theirs.general - ours.general
    if (more | less) <= SLIGHT:
        return (0.92, "but for a general word") if more | less else (0.95, "written in one word or more than")
    if more and less:
        return 0.0, ""
    return 0.85, f"but for the words {', '.join(sorted((more | less) - SLIGHT))}"


def _respelt(ours: Key, theirs: Key) -> tuple[float, str]:
    """How names fit whose words sound the same."""
    if set(ours.plain) == set(theirs.plain):
        return 0.97, "in another order"
    return (0.95, "in another spelling") if alike(ours.plain, theirs.plain) else (0.82, "sounding like")


def _person(ours: Key, theirs: Key, family: str) -> tuple[float, str]:
    mine, listed = set(ours.sounds), set(theirs.sounds)
    if mine == listed:
        return _respelt(ours, theirs)
    surname = set(person_key(family).sounds) if family else {theirs.sounds[-1]}
    if len(mine) == 1:
        return (0.6, "the family name in") if mine <= surname else (0.0, "")
    if mine < listed:
        return _shortened(ours, theirs, surname)
    if len(listed) > 1 and listed < mine:
        whole = surname <= mine and ours.sounds[0] in listed
        return (0.92, "with more given names than") if whole else (0.0, "")
    return _misspelt(ours, theirs, surname)


def _shortened(ours: Key, theirs: Key, surname: set[str]) -> tuple[float, str]:
    """Whether a name leaves only middle names out."""
    mine = set(ours.sounds)
    given = [one for one in theirs.sounds if one not in surname] or list(theirs.sounds)
    if surname <= mine and given[0] in mine and not SON.intersection(ours.words):
        return (
            (0.94, "without the middle names of") if alike(ours.words, theirs.words) else (0.85, "much like")
        )
    return (0.75, "a part of") if surname & mine else (0.5, "a part of")


def _misspelt(ours: Key, theirs: Key, surname: set[str]) -> tuple[float, str]:
    """Whether of two names all is the same but one word, and that nearly so."""
    rest = [one for one in ours.sounds if one not in theirs.sounds]
    given = [one for one in theirs.sounds if one not in surname]
    if len(rest) != 1 or not given:
        return 0.0, ""
    if surname <= set(ours.sounds):
        initial = len(rest[0]) == 1 and given[0].startswith(rest[0])
        near = min(len(rest[0]), len(given[0])) > 3 and ratio(rest[0], given[0]) >= _MISSPELT
        return (0.8, "with a given name much like that in") if initial or near else (0.0, "")
    near = len(rest[0]) > 4 and ratio(rest[0], " ".join(sorted(surname))) >= _MISSPELT
    return (0.82, "with a family name much like that in") if near and given[0] in ours.sounds else (0.0, "")


def _weighed(matches: Sequence[ListMatch]) -> list[ListMatch]:
    """Lower what cannot be told apart: entries of a list that fit equally well, unless listed twice."""
    return sorted((_lowered(match, matches) for match in matches), key=_order)


def _lowered(match: ListMatch, matches: Sequence[ListMatch]) -> ListMatch:
    rivals = [
        one
        for one in matches
        if one is not match
        and one.entry.list_id == match.entry.list_id
        and abs(one.score - match.score) < _MARGINS.get(match.entry.type, 0.005)
        and not _same(one.entry, match.entry)
    ]
    rivals = [one for one in rivals if one.score >= CERTAIN]
    if not rivals or match.score < CERTAIN:
        return match
    reason = f"{match.reason}, as of {len(rivals)} more in this list"
    return replace(match, score=round(match.score * 0.85, 3), reason=reason)


def _same(one: ListEntry, other: ListEntry) -> bool:
    """Whether two entries share two names, and so are one person or firm listed twice."""
    if one.type != other.type:
        return False
    return len(_exact(one) & _exact(other)) > 1


def _exact(entry: ListEntry) -> set[str]:
    return {key_of(name.text, entry.type).exact for name in entry.names}

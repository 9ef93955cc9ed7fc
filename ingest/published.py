"""The day of publication: what a page says about it in several places, compared, and never guessed.

Each place gives a :class:`Clue`. Clues that are made to be read (JSON-LD, meta tags) carry most; what the
text and the address say confirms or settles them; a file name or an update line alone decides little.
Where the clues leave two days standing, there is no answer, and the reasons say why.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from ingest.written_day import written_days

if TYPE_CHECKING:
    from collections.abc import Sequence

Strength = Literal["stated", "printed", "hint", "later"]
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clue:
    """One place that says when an article was published.

    ``strength``: *stated* in data made for machines, *printed* for readers (byline, dateline, address), a
    mere *hint* (file name, a day without its year), or *later*: a day by which it had been published.
    ``days`` holds two days when the words can be read day first or month first, none when unreadable.
    """

    basis: str
    strength: Strength
    written: str
    days: tuple[date, ...]

    @classmethod
    def read(cls, basis: str, strength: Strength, written: str) -> Clue:
        """A clue from the words in which it is given."""
        words = " ".join(written.split())[:80]
        return cls(basis, strength, words, written_days(words))


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The day of publication, or ``None`` and the ``reason``; ``notes`` flag what disagreed."""

    published: date | None
    basis: str
    notes: tuple[str, ...] = ()
    reason: str = ""


def diagnose(clues: Sequence[Clue], *, given: date | None = None) -> Diagnosis:
    """Decide on the day of publication; a day that is ``given`` is taken, and contradictions are noted.

    >>> diagnose([Clue.read("json-ld", "stated", "2025-01-10T08:00:00-05:00")])
    Diagnosis(published=datetime.date(2025, 1, 10), basis='json-ld', notes=(), reason='')
    >>> diagnose([Clue.read("byline", "printed", "01/10/2025")]).reason
    'byline "01/10/2025" can be 2025-01-10 or 2025-10-01'
    """
    settled = _settle(clues)
    if given is not None:
        return Diagnosis(given, "given", _against(given, "given", settled))
    for strength in ("stated", "printed", "hint"):
        level = [clue for clue in settled if clue.strength == strength and clue.days]
        if level:
            return _choose(level, settled)
    return Diagnosis(None, "", reason=_why_none(settled))


def _choose(level: list[Clue], clues: Sequence[Clue]) -> Diagnosis:
    """The day that the strongest clues agree on, or that the weaker ones settle between them."""
    clear = [clue for clue in level if len(clue.days) == 1]
    if not clear:
        return Diagnosis(None, "", reason=_ambiguity(level[0]))
    best = _best_supported(clear, clues)
    if best is None:
        said = " but ".join(_said(clue) for clue in _one_each(clear))
        return Diagnosis(None, "", reason=f"its dates disagree: {said}")
    notes = _against(best.days[0], best.basis, clues)
    if best.strength == "hint":
        notes = (f"only the {best.basis} gives the day of publication", *notes)
    return Diagnosis(best.days[0], best.basis, notes)


def _best_supported(clear: list[Clue], clues: Sequence[Clue]) -> Clue | None:
    first = clear[0]
    apart = [clue for clue in clear if abs(clue.days[0] - first.days[0]) > _ONE_DAY]
    votes = _votes(clues)
    ranked = sorted(clear, key=lambda clue: -votes[clue.days[0]])
    if not apart:
        return ranked[0]
    runner_up = next((clue for clue in ranked if abs(clue.days[0] - ranked[0].days[0]) > _ONE_DAY), None)
    if runner_up is None or votes[ranked[0].days[0]] > votes[runner_up.days[0]]:
        return ranked[0]
    return _not_the_update(clear, clues)


def _votes(clues: Sequence[Clue]) -> Counter[date]:
    """How many independent places name each day; a day that is only an upper bound has no say."""
    votes: Counter[date] = Counter()
    for clue in clues:
        if clue.strength != "later" and len(clue.days) == 1:
            votes[clue.days[0]] += 1
    return votes


def _not_the_update(clear: list[Clue], clues: Sequence[Clue]) -> Clue | None:
    """The one that is left when the other day is the page's own day of change."""
    changed = {clue.days[0] for clue in clues if clue.strength == "later" and len(clue.days) == 1}
    left = _one_each([clue for clue in clear if clue.days[0] not in changed])
    others = {clue.days[0] for clue in clear} & changed
    return left[0] if len(left) == 1 and others and left[0].days[0] < min(others) else None


def _settle(clues: Sequence[Clue]) -> list[Clue]:
    """The clues, with day-first or month-first decided where the page itself decides it."""
    known = {clue.days[0] for clue in clues if len(clue.days) == 1 and clue.strength != "later"}
    later = {clue.days[0] for clue in clues if len(clue.days) == 1 and clue.strength == "later"}
    order = _order(clues)
    return [_settled(clue, known, later, order) for clue in clues]


def _settled(clue: Clue, known: set[date], later: set[date], order: int | None) -> Clue:
    if len(clue.days) != 2:
        return clue
    for days in (known, later):
        fitting = [day for day in clue.days if any(abs(day - other) <= _ONE_DAY for other in days)]
        if len(fitting) == 1:
            return Clue(clue.basis, clue.strength, clue.written, (fitting[0],))
    if order is not None:
        return Clue(clue.basis, clue.strength, clue.written, (clue.days[order],))
    possible = tuple(day for day in clue.days if not later or day <= min(later))
    return Clue(clue.basis, clue.strength, clue.written, possible or clue.days)


def _order(clues: Sequence[Clue]) -> int | None:
    """0 when the page writes the month first, 1 when the day, by its numeric dates that read one way only."""
    found = set()
    for clue in clues:
        parts = re.match(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b", clue.written)
        if parts and len(clue.days) == 1 and parts[1] != parts[2]:
            found.add(0 if clue.days[0].month == int(parts[1]) else 1)
    return found.pop() if len(found) == 1 else None


def _against(day: date, basis: str, clues: Sequence[Clue]) -> tuple[str, ...]:
    """Notes on the clues that speak against ``day``."""
    notes = []
    for clue in clues:
        if len(clue.days) != 1:
            if clue.days and day not in clue.days:
                notes.append(f"{_said(clue)} fits {basis} {day} in neither order")
            continue
        apart = (clue.days[0] - day).days
        if clue.strength == "later" and apart < 0:
            notes.append(f"{_said(clue)} lies before the day of publication {day} ({basis})")
        elif clue.strength != "later" and abs(apart) == 1:
            notes.append(f"{_said(clue)} is a day off {day} ({basis}), as time zones are")
        elif clue.strength != "later" and apart:
            notes.append(f"{_said(clue)} disagrees with {day} ({basis})")
    return tuple(dict.fromkeys(notes))


def _why_none(clues: Sequence[Clue]) -> str:
    for clue in clues:
        if clue.strength == "later" and clue.days:
            return f"no publication date found, only that it was there by {clue.days[0]} ({clue.basis})"
    for clue in clues:
        return f'no publication date found: {clue.basis} "{clue.written}" is no full date'
    return "no publication date found"


def _ambiguity(clue: Clue) -> str:
    first, second = clue.days
    return f'{clue.basis} "{clue.written}" can be {first} or {second}'


def _said(clue: Clue) -> str:
    return f"{clue.basis} {clue.days[0] if len(clue.days) == 1 else clue.written}"


def _one_each(clues: Sequence[Clue]) -> list[Clue]:
    """The first clue of each day."""
    return list({clue.days[0]: clue for clue in reversed(clues)}.values())[::-1]

"""What a rule of the date grammar is: a name, a pattern over folded text, and what its match means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import date

    from graph.model import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means.

    ``span`` is given only where it differs from the days of ``value``; ``modifier`` narrows them ("early");
    ``complete`` says that the words themselves name the year, so that nothing was guessed.
    """

    type: TimexType
    value: str
    span: Span | None = None
    modifier: str | None = None
    complete: bool = False


# Words that read like a date and cannot be one ("31 February"): taken, so that no part of them is read.
IMPOSSIBLE: Final = Reading("DATE", "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands, and what a resolver may know of its surroundings.

    ``in_play`` is the value of the last calendar date told before it in the text, ``day_in_play`` the last
    single day, ``carried`` the value of a date just before it that names its year ("March 2022").
    """

    text: str
    folded: str
    start: int
    end: int
    published: date
    in_play: str | None = None
    day_in_play: date | None = None
    carried: str | None = None

    def at(self, start: int, end: int) -> Place:
        """The same surroundings, other words."""
        known = (self.in_play, self.day_in_play, self.carried)
        return Place(self.text, self.folded, start, end, self.published, *known)

    def before(self, width: int = 24) -> str:
        """The folded text just before the expression."""
        return self.folded[max(0, self.start - width) : self.start]

    def after(self, width: int = 24) -> str:
        """The folded text just after the expression."""
        return self.folded[self.end : self.end + width]

    @property
    def written(self) -> str:
        """The expression as the article writes it, capitals and all."""
        return self.text[self.start : self.end]


Resolver = Callable[[re.Match[str], Place], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule; ``resolve`` gives ``None`` where its words turn out not to tell a time.

    A rule without a resolver is a guard: its words look like a date and are none ("54-year-old").
    """

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver | None


def rule(name: str, resolve: Resolver | None, *pattern: str) -> Rule:
    """A rule whose pattern, given in pieces, ends where a word ends."""
    return Rule(name, re.compile(f"(?:{''.join(pattern)})" + r"(?!\w)"), resolve)


def part(match: re.Match[str], name: str) -> str | None:
    """The words of a named group; ``None`` where the rule has no such group or it took no part."""
    return match[name] if name in match.re.groupindex else None


def fixed(value: str, kind: TimexType = "DATE") -> Resolver:
    """A resolver for words that always mean the same."""
    return lambda _match, _place: Reading(kind, value)

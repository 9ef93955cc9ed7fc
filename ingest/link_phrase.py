"""Take one noun phrase apart: what counts it, what owns it, what it names."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.link_find import Match, Text, matches
from ingest.link_tokens import Token, fold

if TYPE_CHECKING:
    from ingest.gazetteer import Gazetteer, GazetteerEntry

_QUOTES = re.compile(r"[\"“”„«»()\[\]]|(?<!\w)['‘’]|['’](?!\w)")
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: number for number, word in enumerate(_UNITS.split(), 1)} | {
    word: number for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)
}
_PLACES = frozenset({"state", "territory", "region", "bloc", "city"})


class Phrase:
    """A noun phrase taken apart: what counts it, what owns it, its core and what follows the core."""

    def __init__(self, phrase: str, day: str, head: str | None, gazetteer: Gazetteer) -> None:
        self.written = phrase
        self.day = day
        self.known = gazetteer
        self.words = gazetteer.words
        tidy = " ".join(_QUOTES.sub(" ", phrase).split()).strip(" ,.;:-–—")
        self.count, tidy = self._counted(tidy)
        self.text = Text(tidy, headline=False)
        self.tokens = self.text.tokens
        self.head = fold(head) if head else None

    # what is counted

    def _counted(self, tidy: str) -> tuple[int | None, str]:
        """The number in front of a phrase, and the phrase without number, determiners and "further"."""
        text = Text(tidy, headline=False)
        if len(matches(text, self.day, self.known)) == 1 and self._whole(text):
            return None, tidy
        count: int | None = None
        place = 0
        while place < len(text.tokens) - 1:
            number, length = _number_at(text, place)
            if number is not None and count is None and not self._starts_name(text, place):
                count = number
            elif number is None and not self._drops(text.tokens[place]):
                break
            place += length
        place = min(place, len(text.tokens) - 1)
        return count, tidy[text.tokens[place].start :] if text.tokens else tidy

    def _starts_name(self, text: Text, place: int) -> bool:
        return any(match.first == place for match in matches(text, self.day, self.known))

    def _drops(self, token: Token) -> bool:
        return token.key in self.words["determiners"] or token.key in self.words["quantity"]

    def _whole(self, text: Text) -> bool:
        match = matches(text, self.day, self.known)[0]
        return match.first == 0 and match.last == len(text.tokens)

    # parts

    @cached_property
    def matches(self) -> list[Match]:
        """The known names in the phrase."""
        return matches(self.text, self.day, self.known)

    @cached_property
    def core_end(self) -> int:
        """The index after the core: where "of", "in", "linked to" and the like start, outside names."""
        end = next((place for place in range(1, len(self.tokens)) if self._cuts(place)), None)
        end = len(self.tokens) if end is None else end
        heads = [place + 1 for place, token in enumerate(self.tokens) if token.key == self.head]
        end = max(end, heads[0]) if heads else end
        if end > 1 and self.tokens[end - 1].key == "'s":
            end -= 1
        return end

    def _cuts(self, place: int) -> bool:
        """Whether the core ends before a word."""
        token, gap = self.tokens[place], self.text.gap(place - 1)
        cuts = "," in gap or (gap == " " and token.key in self.words["postmodifiers"] and not token.capital)
        if not cuts or place in self._inside or self._of_an_organisation(place):
            return False
        return not self._between_demonyms(place)

    @cached_property
    def _inside(self) -> frozenset[int]:
        """The words of the known names."""
        return frozenset(place for match in self.matches for place in range(match.first, match.last))

    def _of_an_organisation(self, place: int) -> bool:
        """Whether a word is the "of" of "Ministry of Justice"."""
        if self.tokens[place].key != "of" or place - 1 in self._inside or place + 1 == len(self.tokens):
            return False
        before, after = self.tokens[place - 1], self.tokens[place + 1]
        return before.capital and after.capital and before.key in self.words["organisation_ends"]

    def _between_demonyms(self, place: int) -> bool:
        """Whether a word goes on with the nationalities of one noun: "Russian and Crimean officials"."""
        ends = any(match.last == place and match.name.kind == "demonym" for match in self.matches)
        follows = range(place, min(place + 2, len(self.tokens)))
        return ends and any(match.first in follows and match.name.kind == "demonym" for match in self.matches)

    def named(self) -> Match | None:
        """The name that ends the core; a word that only says what the name is may follow it."""
        for match in self.matches:
            if match.last == self.core_end and not self.within(match):
                return match
            generic = (
                match.last + 1 == self.core_end and self.tokens[match.last].key in self.words["same_thing"]
            )
            if generic and not self.is_place(match) and match.name.kind not in {"surname", "title", "office"}:
                return match
        return None

    def within(self, match: Match) -> bool:
        """Whether a name is part of a longer one: "Development Bank of Angola"."""
        return match.first > 1 and match.first < self.core_end and self._of_an_organisation(match.first - 1)

    @cached_property
    def owner(self) -> Match | None:
        """The name that the head belongs to: before it ("Russian", "Russia's"), else after "of", "in"."""
        core = [match for match in self.matches if match.last < self.core_end]
        tail = [match for match in self.matches if match.first >= self.core_end]
        possessive = [match for match in core if self.tokens[match.last].key == "'s"]
        return next(iter(possessive or core or tail), None)

    def is_place(self, match: Match) -> bool:
        """Whether a name stands for a place or a people: what it owns is named by its adjective."""
        return match.name.kind in {"demonym", "people"} or self.entry(match).type in _PLACES

    def entry(self, match: Match) -> GazetteerEntry:
        """What a name in the phrase means."""
        return self.known.entries[match.entity]

    @cached_property
    def rest(self) -> list[Token]:
        """The words of the core without the owner and what belongs to it."""
        owner = self.owner
        core = self.tokens[: self.core_end]
        if owner is None or owner.first >= self.core_end:
            return [token for token in core if token.key != "'s"]
        before = (
            []
            if self.entry(owner).type == "person"
            else [t for t in core[: owner.first] if not self._drops(t)]
        )
        after = core[owner.last :]
        while after and (after[0].key == "'s" or self._drops(after[0]) or _number(after[0]) is not None):
            after = after[1:]
        return [*before, *after]

    @cached_property
    def name_run(self) -> list[Token]:
        """The capitalised words that end the core, without titles: a name that nobody knows."""
        run: list[Token] = []
        for token in reversed(self.rest):
            if not token.capital and token.key not in self.words["particles"]:
                break
            run.insert(0, token)
        if all(token.key in self.words["sectors"] for token in run):
            return []  # Russian LNG
        if any(token.key in self.words["instruments"] for token in run):
            return run if run[0].capital else run[1:]  # Executive Order 14024: no title
        while run and (not run[0].capital or run[0].key in self.words["titles"]):
            run.pop(0)
        return run


def _number_at(text: Text, place: int) -> tuple[int | None, int]:
    """The number that starts at a word, and how many words it has: "183", "twenty-one", "two dozen"."""
    words = [token.key for token in text.tokens[place : place + 2]]
    number = _number(text.tokens[place])
    if number is None:
        return (12, 1) if words[0] == "dozen" else (None, 1)
    hyphen = text.text[text.tokens[place].end : text.tokens[place].end + 1] == "-"
    unit = _NUMBERS.get(words[1]) if hyphen and len(words) > 1 else None
    if hyphen:  # twenty-one, but not 27-nation
        return (number + unit, 2) if unit is not None and number >= 20 else (None, 1)
    return (number * 12, 2) if words[1:] == ["dozen"] else (number, 1)


def _number(token: Token) -> int | None:
    """The number that a word writes, if it is one."""
    if token.key.isdigit() and len(token.key) <= 6:
        return int(token.key)
    return _NUMBERS.get(token.key)

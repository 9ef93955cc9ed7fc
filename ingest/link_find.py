"""Find the gazetteer's names in running text, and tell from what stands around them whom they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.link_tokens import Token, joined, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.gazetteer import Gazetteer, Name

_PLACES = frozenset({"state", "territory", "region", "city", "bloc"})


@dataclass(frozen=True, slots=True)
class Match:
    """A name in a text: its words from ``first`` up to ``last``, and what it means there."""

    first: int
    last: int
    name: Name
    entity: str


class Text:
    """A text with its words, and what its capitals are worth."""

    def __init__(self, text: str, *, headline: bool | None = None) -> None:
        self.text = text
        self.tokens = tokens(text)
        self._headline = headline

    @property
    def headline(self) -> bool:
        """Whether all words but the small ones have a capital, so that a capital does not tell a name."""
        if self._headline is None:
            small = all(token.capital or token.key in _SMALL for token in self.tokens)
            self._headline = small and len(self.tokens) >= 5
        return self._headline

    def gap(self, index: int) -> str:
        """What stands between a word and the next one."""
        return self.text[self.tokens[index].end : self.tokens[index + 1].start]

    def starts_sentence(self, index: int) -> bool:
        """Whether a word is the first of a sentence."""
        return index == 0 or any(mark in self.gap(index - 1) for mark in ".!?:\n")

    def before(self, index: int) -> Token | None:
        """The word that directly precedes, when nothing but a blank or a hyphen is between."""
        return self.tokens[index - 1] if index > 0 and self.gap(index - 1) in _NEAR else None

    def after(self, index: int) -> Token | None:
        """The word that directly follows the word before ``index``."""
        return self.tokens[index] if 0 < index < len(self.tokens) and self.gap(index - 1) in _NEAR else None


_SMALL = frozenset(
    {
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "to",
        "for",
        "with",
        "at",
        "by",
        "from",
        "as",
        "over",
        "vs",
        "'s",
    }
    | {"after", "amid", "into", "but", "its", "is", "are", "be", "than", "up", "out", "off", "per"}
)
_NEAR = frozenset({" ", "-", "\u00a0", "\u2011", "  "})


def matches(text: Text, day: str, gazetteer: Gazetteer) -> list[Match]:
    """The longest names in ``text`` that do not overlap, in reading order."""
    reader = _Reader(text, day, gazetteer)
    found: list[Match] = []
    place = 0
    while place < len(text.tokens):
        match = None
        if text.tokens[place].key in gazetteer.starts:
            match = reader.longest(place, found[-1].last if found else -1)
        if match is None:
            place += 1
        else:
            found.append(match)
            place = match.last
    return _without_titles(found, text, gazetteer)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A text, read with what is known on a day."""

    text: Text
    day: str
    known: Gazetteer

    def longest(self, first: int, previous: int) -> Match | None:
        """The longest name that starts at a word; ``previous`` is where the name before it ended."""
        words = self.text.tokens
        if first + 1 == len(words):
            lengths = self.known.starts[words[first].key]
        else:
            lengths = self.known.lengths(words[first].key, words[first + 1].key)
        for length in lengths:
            match = self._match(first, length, previous) if first + length <= len(words) else None
            if match is not None:
                return match
        return None

    def _match(self, first: int, length: int, previous: int) -> Match | None:
        words = self.text.tokens[first : first + length]
        key = words[0].key if length == 1 else " ".join([word.key for word in words])
        if key not in self.known.names or not _one_name(self.text, first, length):
            return None
        if length == 1 and _only_a_word(self.text, first, key, self.known):
            return None
        context = _Context(self.text, (first, first + length), self.known, previous)
        for name in self.known.readings(key):
            if name.holds_on(self.day) and _written_as(words, name.shape) and context.allows(name):
                return Match(first, first + length, name, context.meant(name, key, self.day))
        return None


def _only_a_word(text: Text, first: int, key: str, gazetteer: Gazetteer) -> bool:
    """Whether a capital says nothing here: first in a sentence, all in capitals, before a dollar sign."""
    if key in gazetteer.words["common_words"]:
        return text.starts_sentence(first) and len(text.tokens) > 1
    if key in gazetteer.words["also_words"]:
        return text.text.isupper() and len(text.tokens) > 1
    end = text.tokens[first].end
    return text.text[end : end + 1] == "$"


def _one_name(text: Text, first: int, length: int) -> bool:
    words = text.tokens
    return all(
        joined(text.gap(index), words[index].key, words[index + 1].key)
        for index in range(first, first + length - 1)
    )


def _written_as(words: Sequence[Token], shape: str) -> bool:
    for word, case in zip(words, shape, strict=True):
        if case == "A" and not word.text.isupper():
            return False
        if case == "C" and not word.capital:
            return False
    return True


def _without_titles(found: list[Match], text: Text, gazetteer: Gazetteer) -> list[Match]:
    """Without the offices that are only the title of the person named next; of those the state stays."""
    kept: list[Match] = []
    for match in found:
        if match.name.kind == "office" and _titles_a_name(match, text, gazetteer):
            kept += _state_of(match, text, gazetteer)
        else:
            kept.append(match)
    return kept


def _titles_a_name(match: Match, text: Text, gazetteer: Gazetteer) -> bool:
    after = text.after(match.last)
    if after is None or not after.capital or after.key in gazetteer.words["openers"]:
        return False
    return not text.headline or any(
        name.kind == "name" for name in gazetteer.readings(_two(text, match.last))
    )


def _two(text: Text, first: int) -> str:
    return " ".join(word.key for word in text.tokens[first : first + 2])


def _state_of(match: Match, text: Text, gazetteer: Gazetteer) -> list[Match]:
    """The state or the body in the words of an office: "President of Russia", "German Foreign Minister"."""
    spans = [
        (first, last) for first in range(match.first, match.last) for last in range(match.last, first, -1)
    ]
    for first, last in sorted(spans, key=lambda span: span[0] - span[1])[1:]:
        words = text.tokens[first:last]
        for name in gazetteer.readings(" ".join(word.key for word in words)):
            if name.kind in {"name", "acronym", "demonym"} and _written_as(words, name.shape):
                return [Match(first, last, name, name.id)]
    return []


class _Context:
    """The words around a name, and whether they let it mean what the gazetteer says."""

    def __init__(self, text: Text, span: tuple[int, int], gazetteer: Gazetteer, previous: int) -> None:
        self.text = text
        self.first, self.last = first, last = span
        self.gazetteer = gazetteer
        self.words = gazetteer.words
        self.before = text.before(first)
        self.after = text.after(last)
        self.follows_name = previous == first and self.before is not None

    def allows(self, name: Name) -> bool:
        """Whether the words around let ``name`` stand for its entity."""
        type_ = self.gazetteer.entries[name.id].type
        if name.kind in {"demonym", "people", "government"}:
            return True
        if name.kind == "office":
            return self._in_office(name)
        if name.kind in {"surname", "title"}:
            return self._is_surname(name)
        if type_ in _PLACES:
            return self._is_place(name)
        if type_ == "person":
            return not self._goes_on(others_only=True)
        return (name.kind == "acronym" or not self._starts_before()) and not self._goes_on()

    def meant(self, name: Name, key: str, day: str) -> str:
        """The id of what the name means here: on this day, and as a city or a government."""
        if name.kind == "office":
            return self.gazetteer.holder(name.id, day) or name.id
        if name.kind == "metonym" and key in self.gazetteer.cities and self._in_place():
            return self.gazetteer.cities[key]
        return name.id

    def _is_surname(self, name: Name) -> bool:
        titled = self.before is not None and self.before.key in self.words["titles"]
        return (titled or name.kind == "surname") and not self._starts_before() and not self._goes_on()

    def _in_place(self) -> bool:
        return self.before is not None and self.before.key in self.words["in_place"]

    def _in_office(self, name: Name) -> bool:
        if self.before is not None and self.before.key in self.words["not_in_office"]:
            return False
        if self.after is not None and self.after.key in self.words["not_yet"]:
            return False
        bare = not self.follows_name or name.shape.startswith("A")
        return bare and not self._starts_before()

    def _is_place(self, name: Name) -> bool:
        key = self.text.tokens[self.first].key
        before = self.before
        if before is not None and before.capital and before.key in self.words["other_places"]:
            return self.first == 1 and before.key == "new"
        if key == "georgia" and any(word.key in self.words["georgia_us"] for word in self.text.tokens):
            return False
        if name.kind == "metonym" or key in self.words["given_names"]:
            return not self._of_a_person() and not self._starts_before() and not self._goes_on()
        return True

    def _of_a_person(self) -> bool:
        return self.before is not None and self.before.key in self.words["name_particles"]

    def _other(self, word: Token) -> bool:
        return word.key in self.words["other_names"] and word.key not in self.words["titles"]

    def _goes_on(self, *, others_only: bool = False) -> bool:
        """Whether the name goes on with words of its own: Gazprom Export GmbH is not Gazprom."""
        after = self.after
        if after is None or not after.capital or after.text[0].isdigit():
            return False
        if self._other(after) or self._hyphened(after):
            return True
        if others_only or self.text.headline:
            return False
        return after.key not in self.gazetteer.around and not self._person_follows()

    def _hyphened(self, after: Token) -> bool:
        """Whether a hyphen makes a longer name of it: Bashir-ud-Din, but not Trump-Putin or Putin-Linked."""
        known = after.key in self.gazetteer.starts or after.key.endswith("ed")
        return self.text.gap(self.last - 1) == "-" and not known

    def _person_follows(self) -> bool:
        words = [token.key for token in self.text.tokens[self.last : self.last + 5]]
        return any(
            self.gazetteer.entries[name.id].type == "person"
            for length in range(len(words), 0, -1)
            for name in self.gazetteer.readings(" ".join(words[:length]))
        )

    def _starts_before(self) -> bool:
        """Whether the name starts with an earlier word: Hunter Biden is not Joe Biden."""
        before = self.before
        if before is None or self.follows_name:
            return False
        if self.text.gap(self.first - 1) == "-" and (before.key in {"al", "el"} or len(before.key) == 1):
            return True  # al-Houthi, Tehrik-e-Taliban
        if not before.capital or before.text[0].isdigit() or self.text.headline:
            return False
        return before.key not in self.gazetteer.around

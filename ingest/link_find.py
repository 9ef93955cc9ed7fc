"""Find the gazetteer's names in running text, and tell from what stands around them whom they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.gazetteer import Gazetteer, Name
from ingest.link_tokens import Token, joined, tokens

_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("acronym", "name", "government", "office", "metonym", "demonym", "people", "surname", "title")
    )
}
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
        """Whether all words but the small ones have a capital, so that a capital does not tell what is a name."""
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
    "a an the of and or in on to for with at by from as over vs after amid into but its is are be than up out off per 's".split()
)
_NEAR = frozenset({" ", "-", "\u00a0", "\u2011", "  "})


def matches(text: Text, day: str, gazetteer: Gazetteer) -> list[Match]:
    """The longest names in ``text`` that do not overlap, in reading order."""
    found: list[Match] = []
    place = 0
    words = text.tokens
    starts, count = gazetteer.starts, len(words)
    while place < count:
        key = words[place].key
        if key not in starts:
            place += 1
            continue
        match = None
        for length in gazetteer.lengths(key, words[place + 1].key) if place + 1 < count else starts[key]:
            if place + length <= count:
                match = _match(text, place, length, day, gazetteer, found)
                if match is not None:
                    break
        if match is None:
            place += 1
        else:
            found.append(match)
            place = match.last
    return _without_titles(found, text, gazetteer)


def _match(
    text: Text, first: int, length: int, day: str, gazetteer: Gazetteer, found: Sequence[Match]
) -> Match | None:
    words = text.tokens[first : first + length]
    key = words[0].key if length == 1 else " ".join(word.key for word in words)
    if key not in gazetteer.names or not _one_name(text, first, length):
        return None
    if length == 1 and _only_a_word(text, first, key, gazetteer):
        return None
    fitting = [
        name for name in gazetteer.readings(key) if name.holds_on(day) and _written_as(words, name.shape)
    ]
    for name in (
        sorted(fitting, key=lambda reading: (_RANK[reading.kind], reading.id))
        if len(fitting) > 1
        else fitting
    ):
        context = _Context(text, first, first + length, gazetteer, found)
        if context.allows(name):
            return Match(first, first + length, name, context.meant(name, key, day))
    return None


def _only_a_word(text: Text, first: int, key: str, gazetteer: Gazetteer) -> bool:
    """Whether a capital says nothing here: at the start of a sentence, in capitals throughout, before a dollar sign."""
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

    def __init__(
        self, text: Text, first: int, last: int, gazetteer: Gazetteer, found: Sequence[Match]
    ) -> None:
        self.text = text
        self.first = first
        self.last = last
        self.gazetteer = gazetteer
        self.words = gazetteer.words
        self.before = text.before(first)
        self.after = text.after(last)
        self.follows_name = bool(found) and found[-1].last == first and self.before is not None

    def allows(self, name: Name) -> bool:
        """Whether the words around let ``name`` stand for its entity."""
        type_ = self.gazetteer.entries[name.id].type
        if name.kind == "office":
            return self._in_office(name)
        if name.kind == "title":
            return self.before is not None and self.before.key in self.words["titles"] and not self._goes_on()
        if name.kind == "surname":
            return not self._starts_before() and not self._goes_on()
        if name.kind in {"demonym", "people", "government"}:
            return True
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
        words = self.text.tokens
        key = words[self.first].key
        before, after = self.before, self.after
        if before is not None and before.capital and before.key in self.words["other_places"]:
            return self.first == 1 and before.key == "new"
        if after is not None and after.capital and self._other(after) and name.kind == "metonym":
            return False
        if key == "georgia" and any(word.key in self.words["georgia_us"] for word in words):
            return False
        if name.kind == "metonym" or key in self.words["given_names"]:
            joined_by_particle = before is not None and before.key in self.words["name_particles"]
            return not joined_by_particle and not self._starts_before() and not self._goes_on()
        return True

    def _other(self, word: Token) -> bool:
        return word.key in self.words["other_names"] and word.key not in self.words["titles"]

    def _goes_on(self, *, others_only: bool = False) -> bool:
        """Whether the name goes on with words of its own: Gazprom Export GmbH is not Gazprom."""
        after = self.after
        if after is None or not after.capital or after.text[0].isdigit():
            return False
        if self._other(after) and not self.text.text.isupper():
            return True
        if others_only or self.text.headline:
            return False
        return after.key not in self.gazetteer.around and not self._person_follows()

    def _person_follows(self) -> bool:
        key = _two(self.text, self.last)
        return any(self.gazetteer.entries[name.id].type == "person" for name in self.gazetteer.readings(key))

    def _starts_before(self) -> bool:
        """Whether the name starts with an earlier word: Hunter Biden is not Joe Biden."""
        before = self.before
        if before is None or not before.capital or before.text[0].isdigit() or self.follows_name:
            return False
        if self.text.headline:
            return False
        return before.key not in self.gazetteer.around

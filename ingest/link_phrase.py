"""Resolve one noun phrase: the name in it, or what it says of the thing that it does not name."""

from __future__ import annotations

import re
from functools import cached_property

from graph.model import Entity
from ingest.gazetteer import Gazetteer, GazetteerEntry
from ingest.link_find import Match, Text, matches
from ingest.link_tokens import Token, fold

_QUOTES = re.compile(r"[\"“”„«»()\[\]]|(?<!\w)['‘’]|['’](?!\w)")
# exports to Russia are not Russian exports
_TOWARD = frozenset({"to", "with", "against"})
_COLLECTIVES = frozenset(
    {"people", "personnel", "men", "women", "businessmen", "children", "family", "circle", "team"}
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
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

    def entity(self) -> Entity:
        """What the phrase means."""
        if not self.tokens:
            return self._unlinked(self.written.strip(), "thing")
        match = self._named()
        if match is not None:
            return self._linked(match)
        owner = self._owner
        if owner is None:
            return self._plain()
        return self._of_place(owner) if self._is_place(owner) else self._of_thing(owner)

    # what is counted

    def _counted(self, tidy: str) -> tuple[int | None, str]:
        """The number in front of a phrase, and the phrase without number, determiners and "further"."""
        text = Text(tidy, headline=False)
        if len(matches(text, self.day, self.known)) == 1 and self._whole(text):
            return None, tidy
        count: int | None = None
        place = 0
        for token in text.tokens[:-1]:
            number = None if text.text[token.end : token.end + 1] == "-" else _number(token)
            if number is not None and count is None and not self._starts_name(text, place):
                count = number
            elif number is None and not self._drops(token):
                break
            place += 1
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
        inside = {place for match in self.matches for place in range(match.first, match.last)}
        end = next(
            (place for place in range(1, len(self.tokens)) if place not in inside and self._cuts(place)), None
        )
        end = len(self.tokens) if end is None else end
        heads = [place + 1 for place, token in enumerate(self.tokens) if token.key == self.head]
        end = max(end, heads[0]) if heads else end
        if end > 1 and self.tokens[end - 1].key == "'s":
            end -= 1
        return end

    def _cuts(self, place: int) -> bool:
        """Whether the core ends before a word."""
        token, gap = self.tokens[place], self.text.gap(place - 1)
        if (
            token.key == "of"
            and self.tokens[place - 1].key in self.words["organisation_ends"]
            and self._capital(place + 1)
        ):
            return False  # Ministry of Justice
        return "," in gap or (gap == " " and token.key in self.words["postmodifiers"] and not token.capital)

    def _capital(self, place: int) -> bool:
        return place < len(self.tokens) and self.tokens[place].capital and self.tokens[place - 2].capital

    def _named(self) -> Match | None:
        """The name that ends the core; a word that only says what the name is may follow it."""
        for match in self.matches:
            if match.last == self.core_end:
                return match
            generic = (
                match.last + 1 == self.core_end and self.tokens[match.last].key in self.words["same_thing"]
            )
            if (
                generic
                and not self._is_place(match)
                and match.name.kind not in {"surname", "title", "office"}
            ):
                return match
        return None

    @cached_property
    def _owner(self) -> Match | None:
        """The name that the head belongs to: before it ("Russia's", "Russian"), else after "of", "in" or the like."""
        core = [match for match in self.matches if match.last < self.core_end]
        tail = [match for match in self.matches if match.first >= self.core_end]
        possessive = [match for match in core if self.tokens[match.last].key == "'s"]
        return (possessive or core[:1] or tail[:1] or [None])[0]

    def _is_place(self, match: Match) -> bool:
        return match.name.kind in {"demonym", "people"} or self._entry(match).type in _PLACES

    def _entry(self, match: Match) -> GazetteerEntry:
        return self.known.entries[match.entity]

    @cached_property
    def _rest(self) -> list[Token]:
        """The words of the core without the owner and what belongs to it."""
        owner = self._owner
        core = self.tokens[: self.core_end]
        if owner is None or owner.first >= self.core_end:
            return [token for token in core if token.key != "'s"]
        before = (
            []
            if self._entry(owner).type == "person"
            else [t for t in core[: owner.first] if not self._drops(t)]
        )
        after = core[owner.last :]
        while after and (after[0].key == "'s" or self._drops(after[0]) or _number(after[0]) is not None):
            after = after[1:]
        return [*before, *after]

    @cached_property
    def _name_run(self) -> list[Token]:
        """The capitalised words that end the core, without titles: a name that the gazetteer does not know."""
        run: list[Token] = []
        for token in reversed(self._rest):
            if not token.capital and token.key not in self.words["particles"]:
                break
            run.insert(0, token)
        if all(token.key in self.words["sectors"] for token in run):
            return []  # Russian LNG
        while run and (not run[0].capital or run[0].key in self.words["titles"]):
            run.pop(0)
        return run

    # results

    def _linked(self, match: Match) -> Entity:
        entry = self._entry(match)
        if match.name.kind == "people" or (match.name.kind == "demonym" and self.count is not None):
            return self._group_of_nationals(match, entry)
        count = self.count if entry.type == "group" else None
        return Entity(
            entry.id,
            entry.label,
            self.written,
            entry.type,
            entry.country,
            entry.wikidata,
            entry.part_of,
            count,
        )

    def _group_of_nationals(self, match: Match, entry: GazetteerEntry) -> Entity:
        label = " ".join(token.text for token in self.tokens[match.first : match.last])
        return Entity(
            f"{self._stem(entry)}-nationals",
            label,
            self.written,
            "group",
            entry.country,
            None,
            entry.id,
            self.count,
        )

    def _of_place(self, owner: Match) -> Entity:
        entry = self._entry(owner)
        rest = " ".join(token.key for token in self._rest)
        made = self._branch(entry, rest)
        if made is not None:
            return made
        if self._name_run:
            return self._unknown_name(entry)
        government = self.known.entries.get(f"{self._stem(entry)}-government")
        if self._rest and self._rest[-1].key in self.words["government"] and government is not None:
            return self._from(government)
        type_ = self._type()
        if type_ in {"person", "organisation", "vessel"}:
            return self._unlinked(self._label(), type_, entry)
        return self._owned(entry, type_)

    def _branch(self, entry: GazetteerEntry, rest: str) -> Entity | None:
        """A ministry or an office that every state has, in the state that the phrase names."""
        made = self.known.branches.get(rest)
        if (
            made is None
            or self.core_end != len(self.tokens)
            and self._owner is not None
            and self._owner.first < self.core_end
        ):
            return None
        id_ = f"{self._stem(entry)}-{made[0]}"
        known = self.known.entries.get(self.known.holder(id_, self.day) or id_)
        if known is not None:
            return self._from(known)
        adjective = self.known.adjectives.get(entry.id, entry.label)
        return Entity(id_, f"{adjective} {made[2]}", self.written, made[1], entry.country, None, entry.id)

    def _stem(self, entry: GazetteerEntry) -> str:
        """What the ids of the parts of a thing start with."""
        return self.known.short.get(entry.id, entry.id)

    def _from(self, entry: GazetteerEntry) -> Entity:
        return Entity(
            entry.id, entry.label, self.written, entry.type, entry.country, entry.wikidata, entry.part_of
        )

    def _unknown_name(self, entry: GazetteerEntry | None) -> Entity:
        run = self._name_run
        label = self.text.text[run[0].start : run[-1].end]
        whole = self.tokens[: self.core_end]
        owner = self._owner
        if owner is not None and owner.last < self.core_end and self.tokens[owner.last] is run[0]:
            if self._entry(owner).type != "person" and self._name_type(run) == "organisation":
                label = self.text.text[whole[owner.first].start : run[-1].end]
        return self._unlinked(label, self._name_type(run), entry)

    def _name_type(self, run: list[Token]) -> str:
        before = [token for token in self._rest if token not in run]
        if any(token.key in self.words["organisation_ends"] for token in run[-2:]):
            return "organisation"
        for token in reversed(before):
            word = _singular(token.key)
            if word in self.words["vessels"]:
                return "vessel"
            if word in self.words["people"] or word in self.words["titles"]:
                return "person"
            if word in self.words["organisations"]:
                return "organisation"
        if len(run) == 1:
            return "organisation" if run[0].text.isupper() and len(run[0].text) > 1 else "thing"
        return (
            "person"
            if len(run) <= 4 and not any(token.key in {"of", "and", "for", "the"} for token in run)
            else "organisation"
        )

    def _of_thing(self, owner: Match) -> Entity:
        entry = self._entry(owner)
        run = self._name_run
        possessive = owner.last < len(self.tokens) and self.tokens[owner.last].key == "'s"
        if run and not possessive and owner.first < self.core_end:
            return self._unlinked(
                self._label(), self._name_type(run) if len(run) > 1 else "organisation", entry
            )
        if run:
            return self._unknown_name(entry)
        if entry.type == "person" and self._rest and self._rest[-1].key in self.words["government"]:
            return self._government_of(entry)
        type_ = self._type()
        one_of_many = (
            type_ in {"person", "organisation", "vessel"} and not possessive and owner.first < self.core_end
        )
        if one_of_many and self._rest[-1].key not in self.words["kin"]:
            return self._unlinked(self._label(), type_, entry)
        return self._owned(entry, type_)

    def _government_of(self, person: GazetteerEntry) -> Entity:
        for id_ in self.known.adjectives:
            state = self.known.entries[id_]
            government = self.known.entries.get(f"{self._stem(state)}-government")
            if state.type == "state" and state.country == person.country and government is not None:
                return self._from(government)
        return self._owned(person, "organisation")

    def _owned(self, entry: GazetteerEntry, type_: str) -> Entity:
        """A part, a sector, a group of something known: a thing with an id that is made from its owner's."""
        words = [token.key for token in self._rest] + self._tail_words()
        own = re.sub(r"[^a-z0-9]+", "-", " ".join(words)).strip("-")
        if not own:
            return self._from(entry)
        count = self.count if type_ in {"group", "thing"} else None
        owner = self._owner
        person = owner is not None and entry.type == "person" and owner.first < self.core_end
        label = self._label(owner.first) if owner is not None and person else self._label()
        return Entity(
            f"{self._stem(entry)}-{own}", label, self.written, type_, entry.country, None, entry.id, count
        )

    def _tail_words(self) -> list[str]:
        """What follows the core without the owner: "officials responsible for ..." are not all officials."""
        owner = self._owner
        tail = range(self.core_end, len(self.tokens))
        named = range(owner.first, owner.last) if owner is not None else range(0)
        dull = self.words["determiners"] | self.words["postmodifiers"] | {"'s"}
        toward = [self.tokens[place].key for place in tail[:1] if self.tokens[place].key in _TOWARD]
        return [
            self.tokens[place].key
            for place in tail
            if place not in named and self.tokens[place].key not in dull
        ] + toward

    def _plain(self) -> Entity:
        """A phrase with no known name in it."""
        if self._name_run:
            return self._unknown_name(None)
        return self._unlinked(self._label(), self._type())

    def _label(self, first: int = 0) -> str:
        """The phrase as one would file it: without determiners, numbers and quotation marks."""
        return re.sub(r"(?<=\w)’(?=\w)", "'", self.text.text[self.tokens[first].start :])

    def _type(self) -> str:
        """A guess from the head noun."""
        if not self._rest:
            return "thing"
        last = self._rest[-1]
        word = _singular(last.key)
        plural = word != last.key or last.key in _COLLECTIVES or (self.count or 0) > 1
        if last.key in self.words["sectors"]:
            return "sector"
        for type_, vocabulary in (
            ("person", "people"),
            ("vessel", "vessels"),
            ("organisation", "organisations"),
        ):
            if word in self.words[vocabulary] or last.key in self.words[vocabulary]:
                return "group" if plural else type_
        if word in self.words["kin"] or last.key in self.words["kin"]:
            return "group" if plural else "person"
        return "group" if plural and self.count is not None else "thing"

    def _unlinked(self, label: str, type_: str, entry: GazetteerEntry | None = None) -> Entity:
        own = re.sub(r"[^a-z0-9]+", "-", fold(label).replace("'", "")).strip("-") or "nameless"
        country = entry.country if entry is not None else None
        part_of = entry.id if entry is not None and type_ != "person" else None
        count = self.count if type_ in {"group", "thing"} else None
        return Entity(f"unlinked-{own}", label, self.written, type_, country, None, part_of, count)


def _number(token: Token) -> int | None:
    """The number that a word writes, if it is one."""
    if token.key.isdigit() and len(token.key) <= 6:
        return int(token.key)
    return _NUMBERS.get(token.key)


def _singular(word: str) -> str:
    """A noun without its plural ending, near enough to look it up."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word

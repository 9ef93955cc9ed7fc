"""Say what a noun phrase means: the known thing that it names, a part of one, or an unlinked mention."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.model import Entity
from ingest.link_tokens import Token, fold

if TYPE_CHECKING:
    from ingest.gazetteer import GazetteerEntry
    from ingest.link_find import Match
    from ingest.link_phrase import Phrase

# exports to Russia are not Russian exports
_TOWARD = frozenset({"to", "with", "against"})
_COLLECTIVES = frozenset(
    {"people", "personnel", "men", "women", "businessmen", "children", "family", "circle", "team"}
)


class Meaning:
    """What a phrase means, worked out from its parts."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase

    def entity(self) -> Entity:
        """The known thing, else a thing made from its owner, else an unlinked mention."""
        phrase = self.phrase
        if not phrase.tokens:
            return self._unlinked(phrase.written.strip(), "thing")
        match = phrase.named()
        if match is not None:
            return self._linked(match)
        owner = phrase.owner
        if owner is None:
            longer = next((match for match in phrase.matches if phrase.within(match)), None)
            return self._plain(None if longer is None else phrase.entry(longer))
        return self._of_place(owner) if phrase.is_place(owner) else self._of_thing(owner)

    def _linked(self, match: Match) -> Entity:
        entry = self.phrase.entry(match)
        if match.name.kind == "people" or (match.name.kind == "demonym" and self.phrase.count is not None):
            return self._group_of_nationals(match, entry)
        count = self.phrase.count if entry.type == "group" else None
        return Entity(
            entry.id,
            entry.label,
            self.phrase.written,
            entry.type,
            entry.country,
            entry.wikidata,
            entry.part_of,
            count,
        )

    def _group_of_nationals(self, match: Match, entry: GazetteerEntry) -> Entity:
        label = " ".join(token.text for token in self.phrase.tokens[match.first : match.last])
        return Entity(
            f"{self._stem(entry)}-nationals",
            label,
            self.phrase.written,
            "group",
            entry.country,
            None,
            entry.id,
            self.phrase.count,
        )

    def _of_place(self, owner: Match) -> Entity:
        entry = self.phrase.entry(owner)
        rest = " ".join(token.key for token in self.phrase.rest)
        made = self._branch(entry, rest)
        if made is not None:
            return made
        if self.phrase.name_run:
            return self._unknown_name(entry)
        government = self.phrase.known.entries.get(f"{self._stem(entry)}-government")
        if government is not None and self._says_government():
            return self._from(government)
        type_ = self._type()
        if type_ in {"person", "organisation", "vessel"}:
            return self._unlinked(self._label(), type_, entry)
        return self._owned(entry, type_)

    def _says_government(self) -> bool:
        """Whether the words are a government's: a port authority or a sanctions regime is none."""
        said = [token.key for token in self.phrase.rest]
        governs = self.phrase.words["government"]
        return (
            said[-1:] != []
            and said[-1] in governs
            and all(word in self.phrase.words["ruling"] for word in said[:-1])
        )

    def _branch(self, entry: GazetteerEntry, rest: str) -> Entity | None:
        """A ministry or an office that every state has, in the state that the phrase names."""
        made = self.phrase.known.branches.get(rest)
        if made is None or (
            self.phrase.core_end != len(self.phrase.tokens)
            and self.phrase.owner is not None
            and self.phrase.owner.first < self.phrase.core_end
        ):
            return None
        id_ = f"{self._stem(entry)}-{made[0]}"
        known = self.phrase.known.entries.get(self.phrase.known.holder(id_, self.phrase.day) or id_)
        if known is not None:
            return self._from(known)
        adjective = self.phrase.known.adjectives.get(entry.id, entry.label)
        return Entity(
            id_, f"{adjective} {made[2]}", self.phrase.written, made[1], entry.country, None, entry.id
        )

    def _stem(self, entry: GazetteerEntry) -> str:
        """What the ids of the parts of a thing start with."""
        return self.phrase.known.short.get(entry.id, entry.id)

    def _from(self, entry: GazetteerEntry) -> Entity:
        return Entity(
            entry.id,
            entry.label,
            self.phrase.written,
            entry.type,
            entry.country,
            entry.wikidata,
            entry.part_of,
        )

    def _unknown_name(self, entry: GazetteerEntry | None) -> Entity:
        """A name that the gazetteer does not have; an organisation's starts with the demonym before it."""
        run, owner, words = self.phrase.name_run, self.phrase.owner, self.phrase.tokens
        type_ = self._name_type(run)
        start = run[0].start
        adjoining = owner is not None and owner.last < self.phrase.core_end and words[owner.last] is run[0]
        if owner is not None and adjoining and type_ == "organisation":
            start = words[owner.first].start
        return self._unlinked(self.phrase.text.text[start : run[-1].end], type_, entry)

    def _name_type(self, run: list[Token]) -> str:
        """A guess for an unknown name: from its last words, from the noun before it, from its look."""
        words = self.phrase.words
        if any(token.text[0].isdigit() or token.key in words["instruments"] for token in run):
            return "thing"
        if any(token.key in words["organisation_ends"] for token in run[-2:]):
            return "organisation"
        described = self._described([token for token in self.phrase.rest if token not in run])
        if described is not None:
            return described
        if len(run) == 1:
            return "organisation" if run[0].text.isupper() and len(run[0].text) > 1 else "thing"
        return "person" if self._personal(run) else "organisation"

    def _described(self, before: list[Token]) -> str | None:
        """What the nearest noun before a name calls it."""
        words = self.phrase.words
        for token in reversed(before):
            word = _singular(token.key)
            if word in words["vessels"]:
                return "vessel"
            if word in words["people"] or word in words["titles"]:
                return "person"
            if word in words["organisations"]:
                return "organisation"
        return None

    def _personal(self, run: list[Token]) -> bool:
        """Whether capitalised words may be somebody's name."""
        words = self.phrase.words
        common = (
            words["organisations"] | words["sectors"] | words["other_names"] | {"of", "and", "for", "the"}
        )
        return len(run) <= 4 and not any(
            token.key in common or (token.text.isupper() and len(token.text) > 2) for token in run
        )

    def _of_thing(self, owner: Match) -> Entity:
        entry = self.phrase.entry(owner)
        run = self.phrase.name_run
        possessive = owner.last < len(self.phrase.tokens) and self.phrase.tokens[owner.last].key == "'s"
        if run and not possessive and owner.first < self.phrase.core_end:
            return self._unlinked(
                self._label(), self._name_type(run) if len(run) > 1 else "organisation", entry
            )
        if run:
            return self._unknown_name(entry)
        if entry.type == "person" and self._says_government():
            return self._government_of(entry)
        type_ = self._type()
        one_of_many = (
            type_ in {"person", "organisation", "vessel"}
            and not possessive
            and owner.first < self.phrase.core_end
        )
        if one_of_many and self.phrase.rest[-1].key not in self.phrase.words["kin"]:
            return self._unlinked(self._label(), type_, entry)
        return self._owned(entry, type_)

    def _government_of(self, person: GazetteerEntry) -> Entity:
        for id_ in self.phrase.known.adjectives:
            state = self.phrase.known.entries[id_]
            government = self.phrase.known.entries.get(f"{self._stem(state)}-government")
            if state.type == "state" and state.country == person.country and government is not None:
                return self._from(government)
        return self._owned(person, "organisation")

    def _owned(self, entry: GazetteerEntry, type_: str) -> Entity:
        """A part, a sector, a group of something known: a thing with an id that is made from its owner's."""
        words = [token.key for token in self.phrase.rest] + self._tail_words()
        own = re.sub(r"[^a-z0-9]+", "-", " ".join(words)).strip("-")
        if not own:
            return self._from(entry)
        count = self.phrase.count if type_ in {"group", "thing"} else None
        owner = self.phrase.owner
        person = owner is not None and entry.type == "person" and owner.first < self.phrase.core_end
        label = self._label(owner.first) if owner is not None and person else self._label()
        return Entity(
            f"{self._stem(entry)}-{own}",
            label,
            self.phrase.written,
            type_,
            entry.country,
            None,
            entry.id,
            count,
        )

    def _tail_words(self) -> list[str]:
        """What follows the core without the owner: "officials responsible for ..." are not all officials."""
        owner = self.phrase.owner
        tail = range(self.phrase.core_end, len(self.phrase.tokens))
        named = range(owner.first, owner.last) if owner is not None else range(0)
        dull = self.phrase.words["determiners"] | self.phrase.words["postmodifiers"] | {"'s"}
        toward = [
            self.phrase.tokens[place].key for place in tail[:1] if self.phrase.tokens[place].key in _TOWARD
        ]
        return [
            self.phrase.tokens[place].key
            for place in tail
            if place not in named and self.phrase.tokens[place].key not in dull
        ] + toward

    def _plain(self, entry: GazetteerEntry | None) -> Entity:
        """A phrase that names nothing known; ``entry`` is a place in the name."""
        if self.phrase.name_run:
            return self._unknown_name(entry)
        return self._unlinked(self._label(), self._type(), entry)

    def _label(self, first: int = 0) -> str:
        """The phrase as one would file it: without determiners, numbers and quotation marks."""
        return re.sub(r"(?<=\w)’(?=\w)", "'", self.phrase.text.text[self.phrase.tokens[first].start :])

    def _type(self) -> str:
        """A guess from the head noun."""
        if not self.phrase.rest:
            return "thing"
        last = self.phrase.rest[-1]
        word = _singular(last.key)
        plural = word != last.key or last.key in _COLLECTIVES or (self.phrase.count or 0) > 1
        if last.key in self.phrase.words["sectors"]:
            return "sector"
        for type_, vocabulary in (
            ("person", "people"),
            ("vessel", "vessels"),
            ("organisation", "organisations"),
        ):
            if word in self.phrase.words[vocabulary] or last.key in self.phrase.words[vocabulary]:
                return "group" if plural else type_
        if word in self.phrase.words["kin"] or last.key in self.phrase.words["kin"]:
            return "group" if plural else "person"
        return "group" if plural and self.phrase.count is not None else "thing"

    def _unlinked(self, label: str, type_: str, entry: GazetteerEntry | None = None) -> Entity:
        own = re.sub(r"[^a-z0-9]+", "-", fold(label).replace("'", "")).strip("-") or "nameless"
        country = entry.country if entry is not None else None
        part_of = entry.id if entry is not None and type_ != "person" else None
        count = self.phrase.count if type_ in {"group", "thing"} else None
        return Entity(f"unlinked-{own}", label, self.phrase.written, type_, country, None, part_of, count)


def _singular(word: str) -> str:
    """A noun without its plural ending, near enough to look it up."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word

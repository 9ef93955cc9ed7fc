"""Whom the words of a claim mean: names, references and lists to entities, across one article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.model import Article, Entity
from ingest.link import linker
from ingest.phrase import Phrase, phrase
from ingest.refer import PRONOUNS, Discourse, is_description, taken_up
from ingest.relation import all_conjuncts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ingest.gazetteer import GazetteerEntry
    from ingest.lexicon import Lexicon
    from ingest.parse import Tree, Word
    from ingest.segment import Sentence
    from ingest.told import Told

_DECIDERS = frozenset(
    "ministers leaders ambassadors envoys governments states countries members nations diplomats".split()
)
# Bodies that an article names in short, by what else it names.
_BODIES_IN_SHORT = {
    "Council": (
        ("Security Council", "UN Security Council"),
        ("European Union", "Council of the European Union"),
        ("EU", "Council of the European Union"),
    ),
    "Commission": (
        ("European Commission", "European Commission"),
        ("European Union", "European Commission"),
        ("EU", "European Commission"),
    ),
    "Parliament": (("European Parliament", "European Parliament"),),
    "Foreign Office": (
        ("German", "German Foreign Office"),
        ("Brit", "UK Foreign Office"),
        ("London", "UK Foreign Office"),
        ("U.K.", "UK Foreign Office"),
        ("UK", "UK Foreign Office"),
    ),
    "Union": (
        ("European Union", "European Union"),
        ("EU", "European Union"),
        ("African Union", "African Union"),
    ),
}
_THINGS = frozenset(
    "number letter tanker matter border chapter barrier answer quarter transfer sector factor corner shelter "
    "freighter container october september december november disaster order newspaper chamber pressure "
    "reactor helicopter counter computer".split()
)
_POINTING = frozenset({"PRP", "WDT", "WP", "DT", "EX"})
AUTHORITIES = frozenset({"bloc", "ministry", "regulator", "parliament", "court"})
"""Types of bodies that impose sanctions and are hardly ever under them."""
_BLAMING = frozenset({"convict", "accuse", "acquit", "suspect", "warn"})
_HEADLINE = 40
"""In a sentence without a tree, a name that starts before this character is taken for its subject."""


@dataclass
class Naming:
    """Resolves the words of one article, sentence by sentence, and remembers what it has named."""

    article: Article
    lexicon: Lexicon
    told: Told
    discourse: Discourse = field(default_factory=Discourse)
    text: str = ""
    index: int = 0
    """The sentence that is being read."""
    names: list[tuple[int, int]] = field(default_factory=list)
    """Where it has known names."""

    def read(self, index: int, sentence: Sentence, tree: Tree | None) -> None:
        """Go on to a sentence and remember its names, so that later references find them."""
        found = linker().find(sentence.text, self.article.published)
        named = [name for name in found if name.kind != "demonym"]
        self.text, self.index = sentence.text, index
        self.names = [(name.start, name.end) for name in named]
        spans = _subject_spans(tree) if tree is not None else []
        for name in named:
            entry = linker().by_id(name.entity_id)
            if entry is None:
                continue
            subject = any(start <= name.start and name.end <= end for start, end in spans)
            headline = tree is None and name.start < _HEADLINE and name is found[0]
            entity = _entity(entry, sentence.text[name.start : name.end])
            self.discourse.note(entity, index, name.start, subject=subject or headline)
        if tree is not None:
            for word in tree.words:
                self._note(tree, word)

    def _note(self, tree: Tree, word: Word) -> None:
        """Remember a subject or object that no gazetteer knows, or a paper that "it" may stand for."""
        subject = word.dep in {"nsubj", "nsubjpass"}
        if subject and word.lower in {"he", "she", "it"}:
            meant = self.discourse.resolve(phrase(tree, word), self.index, word.start, None)
            if meant is not None:
                self.discourse.note(meant, self.index, word.start, subject=True)
            return
        if not (subject or word.dep in {"dobj", "appos"}) or word.tag in _POINTING:
            return
        words = phrase(tree, word)
        entity = self._unknown(words, word)
        if entity is not None:
            self.discourse.note(entity, self.index, words.start, subject=subject)

    def _unknown(self, words: Phrase, word: Word) -> Entity | None:
        """What a phrase names that no gazetteer has: a paper, a name, somebody who acts."""
        if self.lexicon.among(word.lemma, "instruments") and not word.is_name:
            return Entity("unlinked-paper", words.text, words.text, "instrument")
        if word.is_name or (self.lexicon.among(word.lemma, "agents") and not is_description(words)):
            entity = self._linked(words, word)
            return None if entity.linked else entity
        return None

    def entities(  # noqa: PLR0913 - what a reference cannot mean has several grounds
        self,
        tree: Tree,
        heads: Sequence[Word],
        *,
        speaker: Entity | None = None,
        without: Collection[Word] = (),
        doing: frozenset[str] = frozenset(),
        unlikely: frozenset[str] = frozenset(),
    ) -> list[Entity]:
        """What ``heads`` mean, lists spread out, each once.

        ``without`` are words of dates; ``doing`` are ids of those who act, whom a pronoun cannot mean;
        ``unlikely`` are types of entities that a reference here hardly means.
        """
        found: dict[str, Entity] = {}
        for member in (member for head in heads for member in _members(head) if member not in without):
            meant = self._taken_up(phrase(tree, member))
            if not meant:
                entity = self.entity(tree, member, speaker=speaker, doing=doing, unlikely=unlikely)
                meant = [entity] if entity is not None else []
            for one in meant:
                found.setdefault(one.id, one)
        return list(found.values())

    def entity(
        self,
        tree: Tree,
        head: Word,
        *,
        speaker: Entity | None = None,
        doing: frozenset[str] = frozenset(),
        unlikely: frozenset[str] = frozenset(),
    ) -> Entity | None:
        """The entity that a phrase means; ``None`` for a pronoun that nothing near explains."""
        words = phrase(tree, head, after=head.head.lemma not in _BLAMING)
        pronoun = head.lower in PRONOUNS and head.text != "US"
        if pronoun or is_description(words):
            found = self._meant(words, speaker, doing if pronoun or unlikely else frozenset(), unlikely)
            if found is not None and found.type == "instrument":
                return None
            if found is not None or pronoun:
                return found
        if head.tag in _POINTING - {"PRP"} or not any(char.isalnum() for char in words.text):
            return None
        return self._linked(words, head)

    def acting(self, tree: Tree, heads: Sequence[Word], *, speaker: Entity | None = None) -> list[Entity]:
        """Who acts: what ``heads`` mean, without things that cannot act ("unanimity", "an incident")."""
        able = [
            head
            for head in heads
            if (head.is_name or head.tag not in {"NN", "NNS"} or self._can_act(head))
            and not any(word.lower == "no" for word in head.kids("det"))
        ]
        return [self.body(actor) for actor in self.entities(tree, able, speaker=speaker)]

    def _can_act(self, head: Word) -> bool:
        named = head.is_capitalised and (head.i > 0 or self._is_known(head))
        owned = any(child.is_capitalised and child.i > 0 for child in head.children)
        return named or owned or self.lexicon.among(head.lemma, "agents") or _is_doer(head.lemma)

    def _is_known(self, word: Word) -> bool:
        return any(start <= word.start < end for start, end in self.names)

    def _meant(
        self, words: Phrase, speaker: Entity | None, doing: frozenset[str], unlikely: frozenset[str]
    ) -> Entity | None:
        """What a reference means: not who acts, and not a body that is hardly ever hit."""
        for _ in range(4):
            found = self.discourse.resolve(words, self.index, words.start, speaker, other=doing)
            if found is None or found.type not in unlikely:
                return found
            doing |= {found.id}
        return None

    def linked(self, name: str) -> Entity:
        """What a name by itself means."""
        return linker().entity(name, self.article.published)

    def body(self, actor: Entity) -> Entity:
        """The bloc for those who decide in its name: an act of EU foreign ministers is one of the EU."""
        decides = actor.type == "group" and actor.label.split()[-1].lower() in _DECIDERS
        bloc = linker().by_id(actor.part_of) if decides and actor.part_of is not None else None
        return _entity(bloc, actor.text) if bloc is not None and bloc.type == "bloc" else actor

    def _taken_up(self, words: Phrase) -> list[Entity]:
        """The things that "both companies" takes up: the last so many named as targets of one statement."""
        number = taken_up(words)
        named = self.told.together(number) if number is not None else []
        return [replace(entity, text=words.text) for entity in named]

    def _linked(self, words: Phrase, head: Word) -> Entity:
        day = self.article.published
        words = self._whole(words)
        in_short = _BODIES_IN_SHORT.get(words.text, ())
        full = next((name for cue, name in in_short if cue in self.article.text), None)
        if full is not None:
            return replace(linker().entity(full, day), text=words.text)
        owner = _shared_owner(head)
        if owner is not None:
            return replace(linker().entity(f"{owner} {words.text}", day, head=head.text), text=words.text)
        return linker().entity(words.text, day, head=head.text)

    def _whole(self, words: Phrase) -> Phrase:
        """The phrase widened to the whole of a known name that it cuts: "Bashar" of "Bashar al-Assad"."""
        for start, end in self.names:
            if start < words.end < end and words.head.start >= start:
                return replace(words, end=end, text=self.text[words.start : end])
        return words


def _is_doer(lemma: str) -> bool:
    """Whether a noun is one for somebody who does something: "banker", "liquidator", "lobbyist"."""
    return len(lemma) > 5 and lemma.endswith(("er", "or", "ist", "man")) and lemma not in _THINGS


def _subject_spans(tree: Tree) -> list[tuple[int, int]]:
    subjects = (phrase(tree, word) for word in tree.words if word.dep in {"nsubj", "nsubjpass"})
    return [(words.start, words.end) for words in subjects]


def _entity(entry: GazetteerEntry, text: str) -> Entity:
    """A known thing under the words of the article."""
    return Entity(entry.id, entry.label, text, entry.type, entry.country, entry.wikidata, entry.part_of)


def _members(head: Word) -> list[Word]:
    """What a phrase lists by name: the firms of "two firms, Rosneft and Lukoil"."""
    described = head.kids("appos")
    names = [member for member in all_conjuncts(described) if member.is_name]
    if names and not head.is_name and not _is_only_title(head):
        examples = any(prep.lower == "among" for child in described for prep in child.kids("prep"))
        return [head, *names] if examples else names
    leading = [prep for prep in head.kids("prep") if prep.lower in {"including", "like", "such"}]
    places = [inner for prep in leading for inner in (prep, *prep.kids("prep"))]
    return [head, *all_conjuncts(pobj for inner in places for pobj in inner.kids("pobj"))]


def _is_only_title(head: Word) -> bool:
    return any(child.is_name for child in head.kids("compound", "nmod"))


def _shared_owner(head: Word) -> str | None:
    """The possessive or nationality of the first conjunct, where a later one has no name of its own."""
    named = any(child.dep == "poss" or child.is_capitalised for child in head.children)
    if head.dep != "conj" or head.is_name or named:
        return None
    first = head
    while first.dep == "conj" and first.head is not first:
        first = first.head
    for child in first.children:
        if child.dep == "poss" and child.tag != "PRP$":
            return f"{child.text}'s"
        if child.dep == "amod" and child.is_capitalised:
            return child.text
    return None

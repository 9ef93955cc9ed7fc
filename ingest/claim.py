"""A claim: who does what to whom, as heads of phrases of one tree (names and dates come later)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Kind, Polarity, action_scheme
from ingest.clause import grammatical_subjects, subjects
from ingest.measure import Measure, measure_of
from ingest.relation import is_time
from ingest.status import Scope, scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.lexicon import Lexicon
    from ingest.parse import Tree, Word

_OF_TITLES = frozenset({"general", "executive", "special", "specific", "amended", "council", "new"})
_ISSUING = frozenset(
    "sign issue adopt approve pass announce impose unveil publish release enact introduce order propose "
    "draft prepare take agree include have back declare present submit set launch add extend renew".split()
)
_DECIDING = frozenset({"adopt", "pass", "approve", "sign", "issue", "back"})


@dataclass(frozen=True, slots=True)
class Claim:
    """Who does what to whom, as heads of phrases; ``rule`` names the frame that fired."""

    trigger: Word
    action: str
    actors: tuple[Word, ...]
    targets: tuple[Word, ...]
    measures: tuple[str, ...]
    polarity: Polarity
    scope: Scope
    kind: Kind
    rule: str
    measure: Measure | None = None
    instrument: Word | None = None
    anchors: tuple[Word, ...] = ()
    """Words whose dates are dates of the act: the trigger, and light verbs around it."""


@dataclass(frozen=True)
class Reader:
    """What all frames need: the tree, the lexicon, and whether the article is about sanctions."""

    tree: Tree
    lexicon: Lexicon
    domain: bool

    def counts(self, measure: Measure) -> bool:
        """Whether the measure is a sanction: a weak one is only in an article about sanctions."""
        return measure.strong or self.domain

    def among(self, word: Word, group: str) -> bool:
        """Whether the lemma of ``word`` stands in a word group of the lexicon."""
        return self.lexicon.among(word.lemma, group)

    def is_measure(self, word: Word) -> bool:
        """Whether ``word`` names a measure, itself or inside."""
        return measure_of(word, self.lexicon) is not None

    def is_instrument(self, word: Word) -> bool:
        """Whether ``word`` is a paper or a measure, by which somebody acts but which does not act itself."""
        numbered = word.kids("compound", "nmod") if word.tag == "CD" else ()
        if any(self.lexicon.among(child.lower, "instruments") for child in numbered):
            return True  # "Resolution 2664"
        if word.is_name and not self.lexicon.among(word.lower, "instruments"):
            return False
        return self.among(word, "instruments") or self.is_measure(word)


def claim(  # noqa: PLR0913 - a frame names what it knows; the rest follows from the verb
    verb: Word,
    action: str,
    reader: Reader,
    *,
    targets: Iterable[Word],
    rule: str,
    measure: Measure | None = None,
    measures: Iterable[str] = (),
    kind: Kind = "act",
    actors: Iterable[Word] | None = None,
) -> Claim:
    """A claim with the actor that the clause, the measure or the instrument's owner gives."""
    doers = list(subjects(verb)) if actors is None else list(actors)
    acting, instrument = _actors(doers, measure, reader)
    read = scope(verb, reader.lexicon)
    if not acting and read.governors and read.governors[0].lemma in _DECIDING:
        acting = subjects(read.governors[0])  # "adopts Resolution 2664 that lifts …", read as a clause
    return Claim(
        trigger=verb,
        action=action,
        actors=tuple(acting),
        targets=tuple(dict.fromkeys(target for target in targets if target not in acting)),
        measures=tuple(dict.fromkeys([*measures, *(measure.kinds if measure else ())])),
        polarity=action_scheme()[action].polarity,
        scope=read,
        kind=kind,
        rule=rule,
        measure=measure,
        instrument=instrument,
        anchors=(verb,),
    )


def _actors(doers: list[Word], measure: Measure | None, reader: Reader) -> tuple[list[Word], Word | None]:
    """Who acts; where the subject is a paper or a measure, its owner, and the paper as instrument."""
    acting: list[Word] = []
    instrument = None
    for doer in doers:
        if is_time(doer):
            continue
        if reader.is_instrument(doer):
            instrument = instrument or doer
            acting += _behind(doer, reader)
        else:
            acting.append(doer)
    if not doers and measure is not None:
        acting += measure.senders
    return list(dict.fromkeys(acting)), instrument


def _behind(paper: Word, reader: Reader) -> list[Word]:
    """Who stands behind a paper or a measure: its sender, its owner, or who issues it."""
    own = measure_of(paper, reader.lexicon)
    if own is not None and own.senders:
        return own.senders
    owners = [child for child in paper.children if child.dep == "poss" or _is_name_before(child)]
    return [owner for owner in owners if not owner.text[0].isdigit()] or _issuers(paper)


def _is_name_before(child: Word) -> bool:
    """Whether a word before a noun is a name, and not only the capital that opens the sentence."""
    named = child.dep in {"compound", "amod", "nmod"} and child.is_capitalised
    if child.lower in _OF_TITLES:
        return False  # "General License 8"
    return named and (child.i > 0 or child.is_name)


def _issuers(paper: Word) -> list[Word]:
    """Who issues the paper: "Biden signed an order imposing …"."""
    verb = next((word for word in paper.ancestors() if word.is_verb), None)
    if verb is None or verb.lemma not in _ISSUING or paper in grammatical_subjects(verb):
        return []  # who vetoes or evades a sanction has not imposed it
    if paper.dep in {"dobj", "nsubjpass", "pobj", "conj"}:
        return [word for word in subjects(verb) if word is not paper]
    return []


def owners(noun: Word) -> list[Word]:
    """The names before a noun: the Treasury of "a Treasury licence"."""
    return [child for child in noun.kids("poss", "compound", "amod", "nmod") if child.is_capitalised]

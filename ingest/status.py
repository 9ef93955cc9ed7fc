"""Was it done, planned, possible, denied? The status of an act from its own words and those above it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.clause import grammatical_subjects
from ingest.relation import is_passive
from ingest.status_governor import is_governor, passes_through, relation
from ingest.status_own import conditioned, is_negated, own_status, stronger

if TYPE_CHECKING:
    from graph.model import Status
    from ingest.lexicon import Lexicon
    from ingest.parse import Word

_HIGHEST = 12
_STATUS: dict[str, Status] = {"planned": "planned", "possible": "possible", "pledged": "planned"}
_FINITE = frozenset({"VBP", "VBZ", "VBD"})


@dataclass(frozen=True, slots=True)
class Scope:
    """The status of an act, who says so, what governs it and the words that decided."""

    status: Status
    speaker: Word | None = None
    governors: tuple[Word, ...] = ()
    lapse: bool = False
    """Below "fail" and the like: a failure to renew ends a measure."""


def scope(word: Word, lexicon: Lexicon) -> Scope:
    """Read the status of the act that ``word`` (a verb, or a noun that names an act) tells."""
    climb = _Climb(lexicon)
    current: Word | None = word
    for _ in range(_HIGHEST):
        if current is None:
            break
        climb.status = stronger(climb.status, own_status(current, lexicon))
        current = climb.above(current)
    if _in_question(word):
        climb.status = stronger(climb.status, "possible")
    return Scope(climb.status, climb.speaker, tuple(climb.governors), climb.lapse)


@dataclass
class _Climb:
    """What is known of an act on the way from its word up the tree."""

    lexicon: Lexicon
    status: Status = "asserted"
    speaker: Word | None = None
    governors: list[Word] = field(default_factory=list)
    lapse: bool = False

    def above(self, word: Word) -> Word | None:
        """Read how the word above bears on the act; ``None`` where nothing above does."""
        governor = word.head
        if governor is word or (word.dep == "conj" and word.tag in _FINITE and governor.tag == "VB"):
            return None  # the latter a finite verb that the parser hung on an infinitive beside it
        if word.dep == "conj" and governor.is_verb == word.is_verb:
            return self._beside(word, governor)
        if not governor.is_verb and not is_governor(governor, self.lexicon):
            if word.dep == "prep" and word.kids("pcomp") and governor.is_noun:
                self.status = stronger(self.status, "possible")  # "a text on ending the embargo"
            return governor if passes_through(word, governor) else None
        bearing = relation(word, governor, self.lexicon)
        if bearing == "stop":
            return None
        self.governors.append(governor)
        self._under(bearing, word, governor)
        return governor

    def _beside(self, word: Word, first: Word) -> Word | None:
        """Take over what the first of two coordinated verbs says: "will impose and extend"."""
        reports = first.lemma in self.lexicon.words["reporting"]
        if word.kids("nsubj", "nsubjpass") and (reports or not first.kids("ccomp")):
            return None
        self.status = stronger(self.status, _inherited(word, first, self.lexicon))
        passed_on = first.is_verb and first.dep in {"ccomp", "xcomp", "conj", "advcl", "pcomp"}
        return first if passed_on else None

    def _under(self, bearing: str, word: Word, governor: Word) -> None:
        """Change the status by how ``governor`` bears on the act."""
        if bearing == "report":
            self.speaker = self.speaker or _speaker(governor)
            self.status = _reported(self.status, word, governor)
            return
        denied = is_negated(governor)
        if bearing == "negated":
            self.lapse = self.lapse or governor.lemma in self.lexicon.words["lapse"]
            self.status = stronger(self.status, "asserted" if denied else "negated")
        elif bearing in _STATUS:
            refused = denied and bearing == "planned"
            self.status = stronger(self.status, "negated" if refused else _STATUS[bearing])


def _inherited(word: Word, first: Word, lexicon: Lexicon) -> Status:
    """What a coordinated verb has from the first, unless it has an auxiliary or a tense of its own."""
    auxiliaries = word.kids("aux", "auxpass")
    if any(child.tag == "MD" or child.tag in _FINITE for child in auxiliaries):
        return "asserted"
    past = word.tag in {"VBD", "VBZ"}
    if past and first.tag not in {"VBD", "VBZ"}:
        return "asserted"
    status = own_status(first, lexicon)
    return "asserted" if status == "negated" and past else status


def _speaker(governor: Word) -> Word | None:
    if is_passive(governor):
        return None
    found = grammatical_subjects(governor)
    return found[0] if found else None


def _reported(status: Status, word: Word, governor: Word) -> Status:
    """The status of what is reported: "said it would impose" is a plan, unless a condition hangs on it."""
    would = any(child.lower == "would" for child in word.kids("aux"))
    perfect = any(child.lower in {"have", "'ve"} for child in word.kids("aux"))
    finite = governor.tag in {"VBD", "VBN", "VBZ", "VBP"}
    if status != "possible" or not would or perfect or not finite:
        return status
    marks = {"if", "unless", "should"}
    return status if conditioned(word, marks) or conditioned(governor, marks) else "planned"


def _in_question(word: Word) -> bool:
    top = next((other for other in word.ancestors() if other.head is other), word)
    return any(child.lower == "?" for child in top.children)

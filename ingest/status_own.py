"""The status that an act has by its own auxiliaries, negations, marks and conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.relation import is_infinitive

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.model import Status
    from ingest.lexicon import Lexicon
    from ingest.parse import Word

_ORDER: dict[Status, int] = {"asserted": 0, "planned": 1, "possible": 2, "negated": 3, "counterfactual": 4}
_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
_DOUBTING = frozenset({"possibly", "perhaps", "potentially"})


def stronger(one: Status, other: Status) -> Status:
    """The status of an act that is ``one`` inside what is ``other``.

    >>> stronger("possible", "negated"), stronger("negated", "possible")
    ('negated', 'possible')

    "refused to consider lifting" is negated, "may not extend" possible.
    """
    if one == "negated" and other == "possible":
        return "possible"
    return one if _ORDER[one] >= _ORDER[other] else other


def own_status(word: Word, lexicon: Lexicon) -> Status:
    """What auxiliaries, negations and marks on the word itself say."""
    if is_negated(word):
        return "counterfactual" if _is_unreal(word) else "negated"
    status = _marked(word, _by_auxiliaries(word, lexicon), lexicon)
    if any(child.lower in _DOUBTING for child in word.kids("advmod")) and word.is_verb:
        status = stronger(status, "possible")
    future = _is_future(word)
    if conditioned(word) and (status == "planned" or (status == "asserted" and future)):
        return "possible"
    return "planned" if status == "asserted" and future else status


def _is_unreal(word: Word) -> bool:
    """Whether a negated verb says what would not have been: "would not have invaded"."""
    auxiliaries = word.kids("aux")
    modal = any(child.lower in {"would", "could", "might"} for child in auxiliaries)
    return modal and any(child.lemma == "have" for child in auxiliaries)


def _by_auxiliaries(word: Word, lexicon: Lexicon) -> Status:
    """What "will", "may", "would have" say."""
    status: Status = "asserted"
    auxiliaries = word.kids("aux", "auxpass")
    perfect = any(child.lemma == "have" and child.lower in {"have", "'ve", "’ve"} for child in auxiliaries)
    for child in auxiliaries:
        if child.tag != "MD" or child.i > word.i:
            continue  # "… should it refuse" opens a condition behind the verb
        if perfect and child.lower in lexicon.words["counterfactual_modals"]:
            status = "counterfactual"
        elif child.lower in lexicon.words["modals_planned"] or child.lower == "’ll":
            status = stronger(status, "planned")
        elif child.lower in lexicon.words["modals_possible"]:
            status = stronger(status, "possible")
    return status


def _marked(word: Word, status: Status, lexicon: Lexicon) -> Status:
    """What conjunctions say: "if it lifts", "until it is lifted", "without lifting"."""
    marks = {child.lower for child in word.kids("mark") if child.i < word.i}
    if marks & lexicon.words["conditional_marks"]:
        status = stronger(status, "possible")
    if marks & {"until", "once"} and _is_present(word):
        status = stronger(status, "possible")
    return "negated" if "without" in marks else status


def _is_present(word: Word) -> bool:
    auxiliaries = word.kids("aux", "auxpass")
    return word.tag in {"VBZ", "VBP"} or any(
        child.lower in {"is", "are", "has", "have"} for child in auxiliaries
    )


def _is_future(word: Word) -> bool:
    """Whether the word is an infinitive that stands for a future: "EU to impose", "is to impose"."""
    if not is_infinitive(word):
        return False
    if word.head is word or (word.dep in {"xcomp", "advcl", "acl"} and word.head.lemma == "be"):
        return True
    return word.dep in {"acl", "relcl"} and word.head.head is word.head and word.head.is_noun


def conditioned(word: Word, marks: Collection[str] = ("if", "unless")) -> bool:
    """Whether an if-clause hangs on the word."""
    return any(mark.lower in marks for child in word.kids("advcl") for mark in child.children)


def is_negated(word: Word) -> bool:
    """Whether the word has a negation, or a subject or object that amounts to one."""
    if any(child.lower == "nor" and child.i < word.i for child in word.children):
        return True
    if any(child.dep == "neg" or _is_negation(child) for child in word.children):
        return True
    return _is_nobody(word) or _is_nothing(word)


def _is_negation(child: Word) -> bool:
    return child.lower in {"never", "no", "neither"} and child.dep in {"advmod", "preconj", "cc"}


def _is_nobody(verb: Word) -> bool:
    """Whether nobody acts: "no country lifted", "neither side eased"."""
    subject = next(iter(verb.kids("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    if any(child.lower == "neither" for child in subject.children):
        return True  # "neither Serbia nor Turkey"
    return subject.lower in _NOBODY or any(child.lower == "no" for child in subject.kids("det"))


def _is_nothing(verb: Word) -> bool:
    """Whether nothing is acted on: "imposed no sanctions"."""
    found = next(iter(verb.kids("dobj")), None)
    if found is None:
        return False
    none = [child for child in found.kids("det") if child.lower == "no"]
    return found.lower == "nothing" or any(not _is_longer(child) for child in none)


def _is_longer(determiner: Word) -> bool:
    return any(child.lower == "longer" for child in determiner.children)

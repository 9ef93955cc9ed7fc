"""Was it done, planned, possible, denied? The status of an act from its own words and those that govern it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.clause import grammatical_subjects, is_passive

if TYPE_CHECKING:
    from graph.model import Status
    from ingest.lexicon import Lexicon
    from ingest.parse import Word

_ORDER: dict[Status, int] = {"asserted": 0, "planned": 1, "possible": 2, "negated": 3, "counterfactual": 4}


@dataclass(frozen=True, slots=True)
class Scope:
    """The status of an act, who says so, what governs it and the words that decided."""

    status: Status
    speaker: Word | None = None
    governors: tuple[Word, ...] = ()
    lapse: bool = False
    """Below "fail" and the like: a failure to renew ends a measure."""
    pledged: bool = False


def scope(word: Word, lexicon: Lexicon) -> Scope:
    """Read the status of the act that ``word`` (a verb, or a noun that names an act) tells."""
    status: Status = "asserted"
    speaker: Word | None = None
    governors: list[Word] = []
    lapse = pledged = False
    current = word
    for _ in range(12):
        status = _stronger(status, _own_status(current, lexicon))
        governor = current.head
        if governor is current:
            break
        if current.dep == "conj" and current.tag in {"VBP", "VBZ", "VBD"} and governor.tag == "VB":
            break  # a finite verb that the parser hung on an infinitive beside it
        if current.dep == "conj" and governor.is_verb == current.is_verb:
            if current.kids("nsubj", "nsubjpass") and not _shares_condition(current):
                if governor.lemma in lexicon.words["reporting"] or not governor.kids("ccomp"):
                    break
            status = _stronger(status, _inherited(current, governor, lexicon))
            current = governor
            if governor.is_verb and governor.dep in {"ccomp", "xcomp", "conj", "advcl", "pcomp"}:
                continue
            break
        if not governor.is_verb and not _governs(governor, lexicon):
            if _transparent(current, governor):
                current = governor
                continue
            break
        relation = _relation(current, governor, lexicon)
        if relation == "stop":
            break
        governors.append(governor)
        if relation == "report":
            speaker = speaker or _speaker(governor)
            status = _reported(status, current, governor)
        elif relation == "negated":
            lapse = lapse or governor.lemma in lexicon.words["lapse"]
            denied = _is_negated(governor, lexicon)
            status = (
                "asserted"
                if denied and status == "asserted"
                else _stronger(status, "asserted" if denied else "negated")
            )
        elif relation in {"planned", "possible"}:
            negated = _is_negated(governor, lexicon)
            status = _stronger(status, "negated" if negated and relation == "planned" else relation)  # type: ignore[arg-type]
        elif relation == "pledged":
            pledged = True
            status = _stronger(status, "planned")
        current = governor
    if _in_question(word):
        status = _stronger(status, "possible")
    return Scope(status, speaker, tuple(governors), lapse, pledged)


def _stronger(one: Status, other: Status) -> Status:
    """The status of an act that is ``one`` inside what is ``other``: "may not extend" is possible, "refused to consider lifting" negated."""
    if one == "negated" and other == "possible":
        return "possible"
    return one if _ORDER[one] >= _ORDER[other] else other


def _own_status(word: Word, lexicon: Lexicon) -> Status:
    """What auxiliaries, negations and marks on the word itself say."""
    if _is_negated(word, lexicon):
        modal = any(
            child.dep == "aux" and child.lower in {"would", "could", "might"} for child in word.children
        )
        perfect = any(child.dep == "aux" and child.lemma == "have" for child in word.children)
        return "counterfactual" if modal and perfect else "negated"
    status: Status = "asserted"
    auxiliaries = [child for child in word.children if child.dep in {"aux", "auxpass"}]
    perfect = any(child.lemma == "have" and child.lower in {"have", "'ve", "’ve"} for child in auxiliaries)
    for child in auxiliaries:
        if child.tag != "MD":
            continue
        if perfect and child.lower in lexicon.words["counterfactual_modals"]:
            status = "counterfactual"
        elif child.lower in lexicon.words["modals_planned"] or child.lower in {"'ll", "’ll"}:
            status = _stronger(status, "planned")
        elif child.lower in lexicon.words["modals_possible"]:
            status = _stronger(status, "possible")
    if any(
        child.dep == "mark" and child.lower in lexicon.words["conditional_marks"] for child in word.children
    ):
        status = _stronger(status, "possible")
    if any(child.dep == "mark" and child.lower in {"until", "once"} for child in word.children) and (
        word.tag in {"VBZ", "VBP"}
        or any(child.lower in {"is", "are", "has", "have"} for child in auxiliaries)
    ):
        status = _stronger(status, "possible")  # "until it is lifted"
    if any(child.dep == "mark" and child.lower == "without" for child in word.children):
        status = "negated"
    if (
        any(
            child.dep == "advmod"
            and child.lower in {"reportedly", "possibly", "perhaps", "potentially", "allegedly"}
            for child in word.children
        )
        and word.is_verb
    ):
        status = _stronger(
            status,
            "possible"
            if any(child.lower in {"possibly", "perhaps", "potentially"} for child in word.children)
            else "asserted",
        )
    if (
        status in {"planned", "asserted"}
        and _conditioned(word, lexicon)
        and (status == "planned" or _future(word))
    ):
        status = "possible"
    if status == "asserted" and _future(word):
        status = "planned"
    return status


def _future(word: Word) -> bool:
    """An infinitive that stands for a future: "EU to impose", "is to impose"."""
    infinitive = any(child.dep == "aux" and child.lower == "to" for child in word.children)
    if not infinitive:
        return False
    if word.head is word or (word.dep in {"xcomp", "advcl", "acl"} and word.head.lemma == "be"):
        return True
    return word.dep in {"acl", "relcl"} and word.head.head is word.head and word.head.is_noun


def _conditioned(word: Word, lexicon: Lexicon) -> bool:
    """Whether an if-clause hangs on the word."""
    return any(
        child.dep == "advcl"
        and any(mark.dep in {"mark", "advmod"} and mark.lower in {"if", "unless"} for mark in child.children)
        for child in word.children
    )


def _shares_condition(word: Word) -> bool:
    return False


def _inherited(word: Word, governor: Word, lexicon: Lexicon) -> Status:
    """What a coordinated verb takes over from the first: "will impose and extend"."""
    if any(
        child.dep in {"aux", "auxpass"} and child.tag in {"MD", "VBZ", "VBP", "VBD"}
        for child in word.children
    ):
        return "asserted"
    if word.tag in {"VBD", "VBZ"} and governor.tag not in {"VBD", "VBZ"}:
        return "asserted"
    status = _own_status(governor, lexicon)
    return "asserted" if status == "negated" and word.tag in {"VBD", "VBZ"} else status


def _is_negated(word: Word, lexicon: Lexicon) -> bool:
    if any(child.lower == "nor" and child.i < word.i for child in word.children):
        return True
    if any(
        child.dep == "neg"
        or (child.lower in {"never", "no", "neither"} and child.dep in {"advmod", "preconj", "cc"})
        for child in word.children
    ):
        return True
    subject = next((child for child in word.children if child.dep in {"nsubj", "nsubjpass"}), None)
    if subject is not None and (
        subject.lower in {"nobody", "none", "nothing", "neither"}
        or any(child.lower in {"no", "neither"} and child.dep == "det" for child in subject.children)
    ):
        return True
    obj = next((child for child in word.children if child.dep == "dobj"), None)
    if obj is not None and obj.lower == "nothing":
        return True
    return obj is not None and any(
        child.lower == "no" and child.dep == "det" and not any(c.lower == "longer" for c in obj.children)
        for child in obj.children
    )


def _governs(word: Word, lexicon: Lexicon) -> bool:
    """Nouns and adjectives that take an act: "plans to impose", "ready to impose", "likely to"."""
    return word.dep in {"acomp", "attr", "ROOT"} or _class_of(word, lexicon) is not None


def _class_of(word: Word, lexicon: Lexicon) -> str | None:
    if word.lemma == "have" and any(child.lower == "yet" for child in word.children):
        return "negated"
    keys = [
        word.lemma,
        *(f"{word.lemma} {child.lower}" for child in word.children if child.dep in {"prt", "advmod", "prep"}),
    ]
    keys += [f"{word.lemma} {child.lower}" for child in word.kids("acomp")]
    for group in ("negated", "pledged", "planned", "possible", "asserted"):
        if any(key in lexicon.words[group] for key in reversed(keys)):
            return group
    return None


def _transparent(word: Word, governor: Word) -> bool:
    """Nouns and prepositions that an act is passed through: "a decision on lifting", "in exchange for lifting"."""
    if governor.tag in {"RB", "IN"} and word.dep in {"pcomp", "prep"}:
        return True
    return word.dep in {"pcomp", "pobj", "prep", "acl", "dobj"} and governor.dep in {
        "prep",
        "pobj",
        "dobj",
        "pcomp",
        "attr",
        "acl",
        "xcomp",
    }


def _relation(word: Word, governor: Word, lexicon: Lexicon) -> str:
    """How ``governor`` bears on the act in ``word``: report, planned, possible, negated, pledged, asserted or stop."""
    infinitive = any(child.dep == "aux" and child.lower == "to" for child in word.children)
    if (
        word.dep == "advcl"
        and any(child.dep == "mark" or child.tag == "WRB" for child in word.children)
        and not infinitive
    ):
        return "stop"
    if word.dep in {"relcl", "nsubj", "nsubjpass", "csubj", "npadvmod", "parataxis"}:
        return "stop"
    if word.dep == "acl" and not infinitive:
        return "stop"
    group = _class_of(governor, lexicon)
    if word.dep in {"advmod", "acomp", "prt"} and word.kids("prep"):
        return group or "stop"  # "stopped short of adding"
    if governor.lemma in {"accuse", "suspect", "blame"}:
        return "report"
    if word.dep == "ccomp" or (
        word.dep in {"pcomp", "acl"} and any(child.dep == "mark" for child in word.children)
    ):
        if governor.lemma in {"deny", "refute"}:
            return "negated"
        if governor.lemma in {
            "threaten",
            "demand",
            "propose",
            "suggest",
            "urge",
            "ask",
            "insist",
            "recommend",
            "want",
            "hope",
            "fear",
            "pledge",
            "vow",
            "promise",
        }:
            return "possible" if group != "pledged" else "pledged"
        if governor.lemma in lexicon.words["reporting"] or governor.lemma in {"warn", "announce", "argue"}:
            return "report"
        return group or "report"
    if word.dep == "advcl" and infinitive and group is None:
        return "possible"
    if word.dep in {"prep", "pobj", "dobj"} and group is None:
        return "stop" if governor.is_verb else "asserted"
    if word.dep == "pcomp" and group is None:
        return "asserted"
    if word.dep in {"xcomp", "acl", "pcomp", "dobj", "advcl", "prep", "oprd", "acomp", "attr"}:
        if group is None and infinitive and governor.is_noun:
            return "possible"
        return group or "asserted"
    return "stop"


def _speaker(governor: Word) -> Word | None:
    if is_passive(governor):
        return None
    found = grammatical_subjects(governor)
    return found[0] if found else None


def _reported(status: Status, word: Word, governor: Word) -> Status:
    """ "said it would impose" is a plan that is reported, unless a condition hangs on it."""
    would = any(child.dep == "aux" and child.lower == "would" for child in word.children)
    perfect = any(child.dep == "aux" and child.lower in {"have", "'ve"} for child in word.children)
    if (
        would
        and not perfect
        and status == "possible"
        and not any(
            child.dep == "advcl" and any(mark.lower in {"if", "unless", "should"} for mark in child.children)
            for child in (*word.children, *governor.children)
        )
        and governor.tag in {"VBD", "VBN", "VBZ", "VBP"}
    ):
        return "planned"
    return status


def _in_question(word: Word) -> bool:
    top = word
    while top.head is not top:
        top = top.head
    return any(child.lower == "?" for child in top.children)

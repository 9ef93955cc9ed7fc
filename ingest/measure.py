"""Measure nouns: "U.S. sanctions on Iran", "an arms embargo by the UN", "a package of asset freezes".

A measure carries its own sender and target, which serve where the verb above it names none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.clause import conjuncts, is_time, obliques

if TYPE_CHECKING:
    from ingest.lexicon import Lexicon, MeasureNoun
    from ingest.parse import Word

ON = ("on", "upon", "against", "targeting", "toward", "towards", "versus")
_SENDING = {"by", "from"}
_NEW = {
    "further",
    "new",
    "fresh",
    "additional",
    "more",
    "possible",
    "potential",
    "tougher",
    "stronger",
    "harsher",
    "extra",
    "other",
    "future",
    "latest",
    "proposed",
    "planned",
    "threatened",
    "looming",
    "punishing",
    "crippling",
    "stiffer",
    "tighter",
    "stricter",
    "heavy",
    "massive",
    "severe",
    "snapback",
    "sweeping",
    "wider",
    "broader",
}
_STANDING = {
    "existing",
    "current",
    "remaining",
    "longstanding",
    "long-standing",
    "ongoing",
    "sweeping",
    "crippling",
}
# As a plain noun beside a measure noun ("U.S. sanctions", "UN sanctions"), these names send it; other names receive it ("Iran sanctions").
SENDERS = frozenset(
    "us u.s. u.s united states america american usa eu e.u. european union un u.n. nations uk u.k. britain british kingdom west western canada canadian japan japanese swiss switzerland australia "
    "australian ukraine ukrainian washington brussels london ottawa tokyo treasury ofac g7 g-7 obama trump biden bush allied transatlantic international unsc council security ecowas oas french german".split()
)


@dataclass(slots=True)
class Measure:
    """A measure noun with what it says of itself. Heads, not yet names."""

    noun: Word
    strong: bool
    kinds: list[str] = field(default_factory=list)
    senders: list[Word] = field(default_factory=list)
    targets: list[Word] = field(default_factory=list)
    new: bool = False
    words: list[Word] = field(default_factory=list)
    """All words of the noun phrase that are part of the measure (containers and conjoined measures)."""


def measures_of(words: list[Word], lexicon: Lexicon) -> Measure | None:
    """What several coordinated nouns say together, or ``None`` where none of them names a measure."""
    found = [measure for word in words if (measure := measure_of(word, lexicon)) is not None]
    if not found:
        return None
    first = found[0]
    for other in found[1:]:
        first.kinds += [kind for kind in other.kinds if kind not in first.kinds]
        first.strong = first.strong or other.strong
        first.senders = first.senders or other.senders
        first.targets += [target for target in other.targets if target not in first.targets]
        first.words += other.words
        first.new = first.new or other.new
    return first


def measure_of(noun: Word, lexicon: Lexicon) -> Measure | None:
    """The measure that ``noun`` names, itself or inside ("a package of sanctions", "the sanctions regime")."""
    entry = _entry(noun, lexicon)
    inner: Measure | None = None
    if entry is None or not entry.strong:
        inner = _contained(noun, lexicon, entry is not None)
    if entry is None and inner is None:
        return None
    measure = inner or Measure(noun, entry.strong if entry else False)
    if noun not in measure.words:
        measure.words.append(noun)
    if entry is not None:
        measure.kinds = list(dict.fromkeys([*entry.measures, *measure.kinds]))
    _read_modifiers(noun, measure, lexicon)
    _read_prepositions(noun, measure)
    _read_clauses(noun, measure)
    measure.strong = measure.strong or _is_aimed(measure)
    return measure


def _is_aimed(measure: Measure) -> bool:
    """A weak noun that is aimed at a name is a measure: "steps against Belarus", "restrictions on Rosneft"."""
    aimed = any(prep.lower in {"on", "against", "upon"} for prep in measure.noun.kids("prep"))
    return aimed and any(
        word.text[:1].isupper() and not is_time(word)
        for target in measure.targets
        for word in target.subtree()
    )


def _entry(noun: Word, lexicon: Lexicon) -> MeasureNoun | None:
    """The lexicon's entry for the noun, the longest compound first ("travel ban" before "ban")."""
    if not noun.is_noun and noun.tag != "VBG":
        return None
    for child in noun.children:
        if child.dep in {"compound", "amod", "nmod"}:
            entry = lexicon.measures.get(f"{child.lemma} {noun.lemma}") or lexicon.measures.get(
                f"{child.lower} {noun.lemma}"
            )
            if entry is not None:
                return entry
    return lexicon.measures.get(noun.lemma) or lexicon.measures.get(noun.lower)


def _contained(noun: Word, lexicon: Lexicon, weak: bool) -> Measure | None:
    """The measure inside a container: "package of sanctions", "sanctions package"; or a weak noun that a modifier makes one."""
    for child in noun.children:
        holds = weak or lexicon.among(noun.lemma, "containers")
        if (
            holds
            and child.dep in {"compound", "nmod", "amod"}
            and child.lemma in {"sanction", "sanctions", "embargo", "tariff"}
        ):
            return Measure(child, strong=True, words=[child, noun])
    if lexicon.among(noun.lemma, "containers") or weak or noun.tag == "CD":
        for prep in noun.kids("prep"):
            if prep.lower in {"of", "with", "including"}:
                for pobj in prep.kids("pobj"):
                    inner = measures_of(conjuncts(pobj), lexicon)
                    if inner is not None and inner.strong:
                        return inner
    if weak and any(
        child.lower
        in {
            "restrictive",
            "punitive",
            "economic",
            "trade",
            "financial",
            "export",
            "visa",
            "travel",
            "diplomatic",
            "sectoral",
            "retaliatory",
        }
        for child in noun.children
    ):
        return Measure(noun, strong=True)
    return None


def _read_modifiers(noun: Word, measure: Measure, lexicon: Lexicon) -> None:
    for child in noun.children:
        if child.i > noun.i:
            continue
        kind = lexicon.modifiers.get(child.lower)
        if kind is not None and child.dep != "poss" and kind not in measure.kinds:
            measure.kinds.append(kind)
        if child.lower in _NEW and child.lower not in _STANDING:
            measure.new = True
        if child.dep == "poss" and child.tag != "PRP$":
            measure.senders += [word for word in conjuncts(child) if word not in measure.senders]
        elif child.dep == "poss":
            measure.senders.append(child)
        elif (
            child.dep in {"compound", "nmod", "amod"}
            and child.text[:1].isupper()
            and kind is None
            and child not in measure.words
            and child.lower not in _NEW
        ):
            _read_name(child, measure)


def _read_name(name: Word, measure: Measure) -> None:
    """A name right before the measure noun: sender, or target ("Iran sanctions")."""
    if _is_ordinal_package(name):
        return
    sends = (
        name.lower in SENDERS
        or name.tag.startswith("JJ")
        or any(child.lower in SENDERS for child in name.children)
    )
    for member in conjuncts(name):
        (measure.senders if sends else measure.targets).append(member)


def _is_ordinal_package(name: Word) -> bool:
    return name.lower in {"russia-related", "magnitsky", "caatsa", "first", "i"} or name.lower.endswith(
        "-related"
    )


def _read_prepositions(noun: Word, measure: Measure) -> None:
    for preposition, heads in obliques(noun).items():
        if preposition in ON:
            measure.targets += [word for word in heads if word not in measure.targets]
        elif preposition in _SENDING:
            measure.senders += [
                word for word in heads if word not in measure.senders and word.text[:1].isupper()
            ]
    if not measure.targets and noun.lemma in {
        "penalty",
        "ban",
        "embargo",
        "restriction",
        "curb",
        "prohibition",
        "exemption",
        "waiver",
        "relief",
        "tariff",
    }:
        for preposition in ("of", "for", "to", "from"):
            if preposition in obliques(noun):
                measure.targets += obliques(noun)[preposition]
                break


def _read_clauses(noun: Word, measure: Measure) -> None:
    """ "sanctions targeting X", "sanctions imposed on X by Y": the participle carries arguments too."""
    for child in noun.kids("acl", "relcl"):
        if child.lemma in {"target", "hit", "affect", "cover", "punish", "aim", "direct"}:
            measure.targets += [
                word for obj in child.kids("dobj") for word in conjuncts(obj) if word not in measure.targets
            ]
            measure.targets += [word for word in obliques(child).get("at", ()) if word not in measure.targets]
        elif child.lemma in {"impose", "place", "put", "levy", "slap", "introduce", "adopt"}:
            for preposition, heads in obliques(child).items():
                if preposition in ON:
                    measure.targets += [word for word in heads if word not in measure.targets]

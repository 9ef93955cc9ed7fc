"""Measure nouns: "U.S. sanctions on Iran", "an arms embargo by the UN", "a package of asset freezes".

A measure carries its own sender and target, which serve where the verb above it names none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.relation import all_conjuncts, conjuncts, is_time, obliques

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.lexicon import Lexicon, MeasureNoun
    from ingest.parse import Word

ON = ("on", "upon", "against", "targeting", "toward", "towards", "versus")
_SENDING = frozenset({"by", "from"})
_NEW = frozenset(
    "further new fresh additional more possible potential tougher stronger harsher extra other future latest "
    "proposed planned threatened looming punishing stiffer tighter stricter heavy massive severe snapback "
    "wider broader".split()
)
# "sweeping sanctions": neither new nor a name.
_PLAIN = frozenset({"crippling", "sweeping"})
# As a plain noun beside a measure noun ("U.S. sanctions", "UN sanctions"), these names send it; other names
# receive it ("Iran sanctions").
SENDERS = frozenset(
    "us u.s. u.s united states america american usa eu e.u. european union un u.n. nations uk u.k. britain "
    "british kingdom west western canada canadian japan japanese swiss switzerland australia australian "
    "ukraine ukrainian washington brussels london ottawa tokyo treasury ofac g7 g-7 obama trump biden bush "
    "allied transatlantic international unsc council security ecowas oas french german".split()
)
_HEADING_NAMES = frozenset({"russia-related", "magnitsky", "caatsa", "first", "i"})
_STRENGTHENING = frozenset(
    "restrictive punitive economic trade financial export visa travel diplomatic sectoral retaliatory".split()
)
_INSIDE = frozenset({"sanction", "sanctions", "embargo", "tariff"})
# Nouns whose target may follow "of", "for", "to" or "from".
_LOOSE = frozenset("penalty ban embargo restriction curb prohibition exemption waiver relief tariff".split())
_AIMING = frozenset("target hit affect cover punish aim direct".split())
_PLACING = frozenset("impose place put levy slap introduce adopt".split())


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

    def aim_at(self, words: Iterable[Word]) -> None:
        """Add targets that are not there yet."""
        self.targets += [word for word in words if word not in self.targets]


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
        first.aim_at(other.targets)
        first.words += other.words
        first.new = first.new or other.new
    return first


def measure_of(noun: Word, lexicon: Lexicon) -> Measure | None:
    """The measure that ``noun`` names, itself or inside ("a package of sanctions", "sanctions regime")."""
    entry = _entry(noun, lexicon)
    inner: Measure | None = None
    if entry is None or not entry.strong:
        inner = _contained(noun, lexicon, weak=entry is not None)
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
    """A weak noun that is aimed at a name is a measure: "steps against Belarus", "curbs on Rosneft"."""
    if not any(prep.lower in {"on", "against", "upon"} for prep in measure.noun.kids("prep")):
        return False
    inside = (word for target in measure.targets for word in target.subtree())
    return any(word.is_capitalised and not is_time(word) for word in inside)


def _entry(noun: Word, lexicon: Lexicon) -> MeasureNoun | None:
    """The lexicon's entry for the noun, the longest compound first ("travel ban" before "ban")."""
    if not noun.is_noun and noun.tag != "VBG":
        return None
    known = lexicon.measures
    for child in noun.kids("compound", "amod", "nmod"):
        entry = known.get(f"{child.lemma} {noun.lemma}") or known.get(f"{child.lower} {noun.lemma}")
        if entry is not None:
            return entry
    return known.get(noun.lemma) or known.get(noun.lower)


def _contained(noun: Word, lexicon: Lexicon, *, weak: bool) -> Measure | None:
    """The measure inside a container, or a weak noun that a modifier makes one.

    "package of sanctions", "sanctions package"; "economic measures".
    """
    holds = weak or lexicon.among(noun.lemma, "containers")
    for child in noun.kids("compound", "nmod", "amod") if holds else ():
        if child.lemma in _INSIDE:
            return Measure(child, strong=True, words=[child, noun])
    if holds or noun.tag == "CD":
        places = [prep for prep in noun.kids("prep") if prep.lower in {"of", "with", "including"}]
        for pobj in (pobj for prep in places for pobj in prep.kids("pobj")):
            inner = measures_of(conjuncts(pobj), lexicon)
            if inner is not None and inner.strong:
                return inner
    if weak and any(child.lower in _STRENGTHENING for child in noun.children):
        return Measure(noun, strong=True)
    return None


def _read_modifiers(noun: Word, measure: Measure, lexicon: Lexicon) -> None:
    """What stands before the noun: its kind, whether it is new, who sends it."""
    for child in noun.children:
        if child.i > noun.i:
            continue
        kind = lexicon.modifiers.get(child.lower)
        if kind is not None and child.dep != "poss" and kind not in measure.kinds:
            measure.kinds.append(kind)
        measure.new = measure.new or child.lower in _NEW
        if child.dep == "poss":
            owners = conjuncts(child) if child.tag != "PRP$" else [child]
            measure.senders += [word for word in owners if word not in measure.senders]
        elif kind is None and child not in measure.words:
            _read_name(child, measure)


_DEMONYM_ENDINGS = ("an", "ese", "ish", "ean", "i", "ch", "ss", "ian", "ern", "lic")


def _read_name(name: Word, measure: Measure) -> None:
    """A name right before the measure noun: sender, or target ("Iran sanctions")."""
    if name.dep not in {"compound", "nmod", "amod"} or not name.is_capitalised:
        return
    if name.lower in _NEW | _PLAIN | _HEADING_NAMES or name.lower.endswith("-related"):
        return
    if name.i == 0 and name.tag.startswith("JJ") and name.lower not in SENDERS and len(name.text) > 2:
        return  # the capital opens the sentence: "Restrictive measures against …"
    sends = (
        name.lower in SENDERS
        or (name.tag.startswith("JJ") and name.lower.endswith(_DEMONYM_ENDINGS))
        or any(child.lower in SENDERS for child in name.children)
    )
    (measure.senders if sends else measure.targets).extend(conjuncts(name))


def _read_prepositions(noun: Word, measure: Measure) -> None:
    held = obliques(noun)
    for preposition, heads in held.items():
        if preposition in ON:
            measure.aim_at(heads)
        elif preposition in _SENDING:
            measure.senders += [word for word in heads if word not in measure.senders and word.is_capitalised]
    if not measure.targets and noun.lemma in _LOOSE:
        first = next(
            (held[preposition] for preposition in ("of", "for", "to", "from") if preposition in held), []
        )
        measure.targets += first


def _read_clauses(noun: Word, measure: Measure) -> None:
    """The arguments of a clause behind the noun: "sanctions targeting X", "sanctions imposed on X by Y"."""
    for child in noun.kids("acl", "relcl"):
        if child.lemma in _AIMING:
            measure.aim_at(all_conjuncts(child.kids("dobj")))
            measure.aim_at(obliques(child).get("at", ()))
        elif child.lemma in _PLACING:
            for preposition, heads in obliques(child).items():
                if preposition in ON:
                    measure.aim_at(heads)
            for aiming in child.kids("acl", "advcl", "xcomp"):
                if (
                    aiming.lemma in _AIMING and aiming.tag == "VBG"
                ):  # "imposed this month targeting its exports"
                    measure.aim_at(all_conjuncts(aiming.kids("dobj")))

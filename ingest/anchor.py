"""Which date belongs to which claim: through the parse, else the day of its report or publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from graph.model import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.claim import Claim
    from ingest.date import DateMention
    from ingest.lexicon import Lexicon
    from ingest.measure import Measure
    from ingest.parse import Tree, Word

REPORT = "report-date"
"""Rule of a date that is only an upper bound: the day of publication."""

_DAYS = {"D": 1, "W": 7, "M": 30.4375, "Y": 365.25}
_LENGTH = re.compile(r"P[0-9]{1,6}[DWMY]")
_LASTING = frozenset({"extend", "impose", "suspend", "license", "ease", "designate"})
_PLACING = frozenset({"impose", "announce", "introduce", "adopt", "place", "unveil", "take"})
_DECIDING = frozenset({"agree", "plan", "announce", "move", "vote"})
_BEFORE_NOUN = frozenset({"compound", "nmod", "poss", "amod", "nummod"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression in a tree: its topmost word, and the verb or noun that it hangs on."""

    mention: DateMention
    top: Word
    owner: Word
    initial: bool


def placed(tree: Tree, mentions: Sequence[DateMention], offset: int) -> list[Placed]:
    """Find the words of ``mentions`` (document offsets; the sentence begins at ``offset``) in the tree."""
    found = (_place(tree, mention, offset) for mention in mentions)
    return [place for place in found if place is not None]


def _place(tree: Tree, mention: DateMention, offset: int) -> Placed | None:
    first, last = mention.start - offset, mention.end - offset
    if mention.when() is None and mention.type != "DURATION":
        return None
    if _is_label(tree, last) and mention.when() is not None:  # "4 December: …" dates the whole line
        return Placed(mention, tree.roots[0], tree.roots[0], initial=True)
    words = [word for word in tree.words if word.start < last and first < word.end]
    if not words:
        return None
    top = next((word for word in words if word.head is word or word.head not in words), words[0])
    return Placed(mention, top, _owner(top), _is_initial(tree, words[0]))


def _is_label(tree: Tree, last: int) -> bool:
    """Whether what ends at ``last`` stands before the sentence proper, with a colon behind it."""
    return bool(tree.words) and last <= tree.words[0].start and tree.text[last:].lstrip().startswith(":")


def _owner(word: Word) -> Word:
    """The first verb above, or the noun where the expression hangs inside a noun phrase."""
    current = word
    while current.head is not current:
        current = current.head
        if current.is_verb:
            return current
    return current


def _is_initial(tree: Tree, word: Word) -> bool:
    """Whether nothing but a preposition stands before the expression in its sentence."""
    before = [other for other in tree.words if other.i < word.i]
    return len(before) <= 2 and all(other.tag in {"IN", "DT", "RB", "CC", "``", "JJ"} for other in before)


def when(
    claim: Claim, dates: Sequence[Placed], published: date, lexicon: Lexicon
) -> tuple[When | None, When | None]:
    """The claim's date and its end; each ``None`` where the text gives nothing for it."""
    own = [found for found in dates if found.mention.span is not None and _belongs(found, claim, lexicon)]
    ends = [found for found in own if found.mention.relation == "until"]
    starts = [
        found
        for found in own
        if found.mention.relation not in {"since", "until"} and not _is_cause(found, claim)
    ]
    until = ends[0].mention.when() if ends else None
    if not ends and claim.action in _LASTING:
        lengths = [found.mention for found in dates if _belongs(found, claim, lexicon)]
        begin = next((found.mention.span.first for found in starts[:1] if found.mention.span), published)
        until = _duration_end(claim, lengths, begin)
    day = min(starts, key=lambda found: _rank(found, claim)).mention.when() if starts else None
    if day is not None and claim.scope.status == "asserted" and day.start > published and claim.kind == "act":
        # done, and yet ahead: the date is when it takes effect or ends, not when it was done
        return None, until
    return day, until


def _rank(found: Placed, claim: Claim) -> tuple[int, bool, int]:
    """The nearest first, then days, then the first named."""
    return _distance(found, claim), found.mention.precision != "day", found.mention.start


def _distance(found: Placed, claim: Claim) -> int:
    """Nearness in the tree: 0 on the claim's own words, then by how far up, initial expressions last."""
    if found.owner in claim.anchors:
        return 0
    if found.initial:
        return 3
    return 1 if found.owner in claim.scope.governors else 2


def _belongs(found: Placed, claim: Claim, lexicon: Lexicon) -> bool:
    """Whether the expression dates the claim, by its place in the parse."""
    if found.owner in claim.anchors or _is_below(found.top, claim.trigger):
        return not _is_cause(found, claim)
    if claim.measure is not None and _describes(found.owner, claim.measure):
        return found.owner.lemma in _PLACING
    if found.owner in claim.scope.governors and _is_light(found.owner, lexicon):
        return True
    if found.initial:
        return _covers(found.owner, claim)
    return _is_shared(found.owner, claim)


def _is_below(word: Word, trigger: Word) -> bool:
    """Whether ``word`` hangs on ``trigger`` with no other verb between."""
    for ancestor in word.ancestors():
        if ancestor is trigger:
            return True
        if ancestor.is_verb:
            return False
    return False


def _describes(verb: Word, measure: Measure) -> bool:
    """Whether ``verb`` opens a clause about the measure: "sanctions imposed in May"."""
    return verb.is_verb and verb.dep in {"acl", "relcl"} and verb.head in measure.words


def _is_light(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb above the act happens with it: "agreed on Monday to extend"."""
    return verb.lemma in lexicon.words["asserted"] or verb.lemma in _DECIDING


def _is_shared(owner: Word, claim: Claim) -> bool:
    """Whether the act shares the date of the verb beside or above it."""
    trigger = claim.trigger
    if trigger.dep == "pcomp" and trigger.head.lower in {"by", "in"} and owner is trigger.head.head:
        return True  # "answered on Friday by widening its ban"
    joined = trigger.dep in {"conj", "advcl", "xcomp"} and not trigger.kids("nsubj", "nsubjpass")
    return joined and owner is trigger.head and claim.scope.status != "planned"


def _covers(owner: Word, claim: Claim) -> bool:
    """Whether a clause-initial expression on ``owner`` reaches the claim: not across a relative clause."""
    current = claim.trigger
    while current is not owner:
        if current.head is current or current.dep in {"relcl", "acl"}:
            return False
        if current.dep == "advcl" and current.kids("mark"):
            return False
        current = current.head
    return True


def _is_cause(found: Placed, claim: Claim) -> bool:
    """Whether the expression dates the cause: "over the invasion in February 2022"."""
    top, measure = found.top, claim.measure
    if top.dep in _BEFORE_NOUN and top.head not in claim.anchors and top.head.is_noun:
        return measure is None or top.head not in measure.words  # "the April 5 launch" dates the launch
    nouns = (measure.noun,) if measure is not None else ()
    for word in (top, *top.ancestors()):
        if word in claim.anchors:
            return False
        if word.dep != "prep":
            continue
        if word.lower in {"over", "for", "after", "following"} and word.head in (*claim.anchors, *nouns):
            return word.kids("pobj") != [top]
        if word.lower in {"after", "following", "over"} and word is not top.head:
            return True
    return False


def _duration_end(claim: Claim, mentions: Sequence[DateMention], begin: date) -> When | None:
    """The end of a measure that is extended or imposed "for six months", about as exact as its start."""
    begins = claim.action in {"designate", "impose"}
    for mention in mentions:
        counted = mention.relation == "for" or (mention.relation is None and not begins)
        if counted and mention.type == "DURATION" and _LENGTH.fullmatch(mention.value):
            return _end(begin, int(mention.value[1:-1]), mention.value[-1], mention.text)
    return None


def _end(begin: date, number: int, unit: str, text: str) -> When | None:
    """The day ``number`` units after ``begin``; a month where months or years are counted."""
    try:
        end = begin + timedelta(days=round(number * _DAYS[unit]))
    except OverflowError:
        return None
    if unit in "MY" and end.day > 1:
        return When(end.replace(day=1), end, "month", f"{end:%Y-%m}~", text, "duration-from-start")
    return When(end, end, "day", f"{end}~", text, "duration-from-start")


def spoken_on(claim: Claim, dates: Sequence[Placed]) -> When | None:
    """The day on which the claim was reported, where the text dates the reporting verb."""
    for found in dates:
        if (
            found.owner in claim.scope.governors
            and found.mention.span is not None
            and found.mention.relation is None
        ):
            day = found.mention.when()
            return replace(day, rule=f"reported:{day.rule}") if day is not None else None
    return None


def report_date(published: date) -> When:
    """The day of publication as the latest day on which the act can have happened."""
    return When(published, published, "day", published.isoformat(), "", REPORT)


def is_weak(day: When | None) -> bool:
    """Whether the date is missing or only a bound, so that a stated one for the same act is better."""
    return day is None or day.rule == REPORT or day.rule.startswith("reported:")

"""Which date belongs to which claim: through the parse, then from what the text said before, then the day of publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from graph.model import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.date import DateMention
    from ingest.claim import Claim
    from ingest.lexicon import Lexicon
    from ingest.parse import Tree, Word

REPORT = "report-date"
"""Rule of a date that is only an upper bound: the day of publication."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression in a tree: its topmost word, and the verb or noun that it hangs on."""

    mention: DateMention
    top: Word
    owner: Word
    initial: bool


def placed(tree: Tree, mentions: Sequence[DateMention], offset: int) -> list[Placed]:
    """Find the words of ``mentions`` (document offsets; the sentence begins at ``offset``) in the tree."""
    found = []
    for mention in mentions:
        first, last = mention.start - offset, mention.end - offset
        words = [word for word in tree.words if word.start < last and first < word.end]
        labels = tree.words and last <= tree.words[0].start and tree.text[last:].lstrip().startswith(":")
        if labels and mention.when() is not None:  # "4 December: …" dates the whole line
            found.append(Placed(mention, tree.roots[0], tree.roots[0], initial=True))
            continue
        if not words or (mention.when() is None and mention.type != "DURATION"):
            continue
        inside = set(map(id, words))
        top = next((word for word in words if id(word.head) not in inside or word.head is word), words[0])
        found.append(Placed(mention, top, _owner(top), _is_initial(tree, words[0])))
    return found


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
    """The claim's date and the end that the text gives it; both ``None`` where the text has nothing for it."""
    own = [found for found in dates if found.mention.span is not None and _belongs(found, claim, lexicon)]
    ends = [found for found in own if found.mention.relation == "until"]
    starts = [
        found
        for found in own
        if found not in ends and found.mention.relation != "since" and not _is_cause(found, claim)
    ]
    until = ends[0].mention.when() if ends else _duration_end(claim, dates, published, starts, lexicon)
    starts.sort(
        key=lambda found: (_distance(found, claim), found.mention.precision != "day", found.mention.start)
    )
    day = starts[0].mention.when() if starts else None
    if day is not None and claim.scope.status == "asserted" and day.start > published and claim.kind == "act":
        # done, and yet ahead: the date is when it takes effect or ends, not when it was done
        return None, until
    return day, until


def _distance(found: Placed, claim: Claim) -> int:
    """Nearness in the tree: 0 on the claim's own words, then by how far up, initial expressions last."""
    if found.owner in claim.anchors:
        return 0
    if found.initial:
        return 3
    return 1 if found.owner in claim.scope.governors else 2


def _belongs(found: Placed, claim: Claim, lexicon: Lexicon) -> bool:
    """Whether the expression dates the claim, by its place in the parse."""
    if found.owner in claim.anchors:
        return not _is_cause(found, claim)
    if claim.trigger in found.top.ancestors() and not any(
        word.is_verb and word is not claim.trigger for word in _between(found.top, claim.trigger)
    ):
        return not _is_cause(found, claim)
    if claim.measure is not None and any(
        word.is_verb and word.dep in {"acl", "relcl"} and word.head in claim.measure.words
        for word in [found.owner]
    ):
        return found.owner.lemma in {"impose", "announce", "introduce", "adopt", "place", "unveil", "take"}
    lighter = [
        word
        for word in claim.scope.governors
        if word.lemma in lexicon.words["asserted"]
        or word.lemma in {"agree", "plan", "announce", "move", "vote"}
    ]
    if found.owner in lighter:
        return True
    if found.initial:
        return _covers(found.owner, claim)
    if (
        claim.trigger.dep == "pcomp"
        and claim.trigger.head.lower in {"by", "in"}
        and found.owner is claim.trigger.head.head
    ):
        return True  # "answered on Friday by widening its ban"
    joined = claim.trigger.dep in {"conj", "advcl", "xcomp"} and not claim.trigger.kids("nsubj", "nsubjpass")
    return joined and found.owner is claim.trigger.head and claim.scope.status != "planned"


def _between(word: Word, above: Word) -> list[Word]:
    found = []
    for ancestor in word.ancestors():
        if ancestor is above:
            break
        found.append(ancestor)
    return found


def _covers(owner: Word, claim: Claim) -> bool:
    """Whether a clause-initial expression on ``owner`` reaches the claim: not across a relative or time clause."""
    current = claim.trigger
    while current is not owner:
        if current.head is current or current.dep in {"relcl", "acl"}:
            return False
        if current.dep == "advcl" and any(child.dep == "mark" for child in current.children):
            return False
        current = current.head
    return True


def _is_cause(found: Placed, claim: Claim) -> bool:
    """Whether the expression dates the cause: "over the invasion in February 2022"."""
    if (
        found.top.dep in {"compound", "nmod", "poss", "amod", "nummod"}
        and found.top.head not in claim.anchors
        and found.top.head.is_noun
    ):
        return (
            claim.measure is None or found.top.head not in claim.measure.words
        )  # "the April 5 launch" dates the launch
    for word in (found.top, *found.top.ancestors()):
        if word in claim.anchors:
            return False
        if (
            word.dep == "prep"
            and word.lower in {"over", "for", "after", "following"}
            and word.head in (*claim.anchors, *([claim.measure.noun] if claim.measure else []))
        ):
            return word.kids("pobj") != [found.top]
        if word.dep == "prep" and word.lower in {"after", "following", "over"} and word is not found.top.head:
            return True
    return False


_DAYS = {"D": 1, "W": 7, "M": 30.4375, "Y": 365.25}


def _duration_end(
    claim: Claim, dates: Sequence[Placed], published: date, starts: Sequence[Placed], lexicon: Lexicon
) -> When | None:
    """The end of a measure that is extended or imposed "for six months", about as exact as its start."""
    if claim.action not in {"extend", "impose", "suspend", "license", "ease", "designate"}:
        return None
    for found in dates:
        value = found.mention.value
        if (
            found.mention.type != "DURATION"
            or found.mention.relation not in {"for", None}
            or not _belongs(found, claim, lexicon)
        ):
            continue
        if (
            value[0] != "P"
            or not value[1:-1].isdigit()
            or value[-1] not in _DAYS
            or (claim.action in {"designate", "impose"} and found.mention.relation is None)
        ):
            continue
        begin = starts[0].mention.span.first if starts and starts[0].mention.span else published
        try:
            end = begin + timedelta(days=round(int(value[1:-1]) * _DAYS[value[-1]]))
        except OverflowError:
            return None
        return (
            When(end.replace(day=1), end, "month", f"{end:%Y-%m}~", found.mention.text, "duration-from-start")
            if value[-1] in "MY" and end.day > 1
            else When(end, end, "day", f"{end}~", found.mention.text, "duration-from-start")
        )
    return None


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

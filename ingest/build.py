"""Claims to event records: who the words mean, which day, how sure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from graph.model import Action, Article, Entity, Event, Source, When, action_path, short_hash
from ingest import anchor
from ingest.detail import cause, instrument, value
from ingest.frame_state import MEMBERS
from ingest.measure import SENDERS
from ingest.naming import AUTHORITIES, Naming
from ingest.settle import settled
from ingest.told import Told
from ingest.worth import confidence, stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.claim import Claim
    from ingest.date import DateMention
    from ingest.lexicon import Lexicon
    from ingest.parse import Tree
    from ingest.segment import Sentence

EXTRACTOR = "dateline-rules-1"
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_DEFINITE = frozenset({"the", "these", "those", "its", "their"})
_TAKING_EFFECT = ("verb-ends", "verb-begins")
_MEASURES = frozenset({"sanctions", "sanction", "measures", "embargo", "restrictions"})
_FOLLOWING = frozenset({"following", "the following"})
_ITEM_END = re.compile(r"[,;(]| - | – |\.$")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A claim with what its words mean."""

    claim: Claim
    tree: Tree
    actors: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    day: When | None
    until: When | None
    speaker: Entity | None


@dataclass
class Builder:
    """Collects the events of one article, sentence by sentence."""

    article: Article
    lexicon: Lexicon
    told: Told = field(default_factory=Told)
    heading: list[_Reading] = field(default_factory=list)
    """The claims of a sentence that ends in a colon, for the list below it."""
    naming: Naming = field(init=False)

    def __post_init__(self) -> None:
        self.naming = Naming(self.article, self.lexicon, self.told)

    def read(self, index: int, sentence: Sentence, tree: Tree | None) -> None:
        """Go on to a sentence and remember its names; every sentence is read, also one without claims."""
        self.naming.read(index, sentence, tree)

    def add(
        self, sentence: Sentence, tree: Tree, claims: Iterable[Claim], mentions: Sequence[DateMention]
    ) -> None:
        """Turn the claims of the sentence that was read last into events."""
        if sentence.kind == "bullet" and self.heading:
            self._list_item(sentence)
            return
        self.heading = []
        dates = anchor.placed(tree, mentions, sentence.start)
        for claim in claims:
            reading = self._completed(self._understood(claim, tree, dates))
            if not stands(reading.claim, reading.actors, reading.targets, sentence.text):
                continue
            reading = self._dated(reading, dates)
            if sentence.text.rstrip().endswith(":"):
                reading = self._opened(reading)
                if not reading.targets:
                    continue
            for actor, target in _pairs(reading, sentence.text):
                self._tell(reading, sentence, actor, target)

    def finished(self) -> list[Event]:
        """The events with weak dates settled from what the article says elsewhere, each once, with ids."""
        return settled(self.told.events, self.article.published)

    def _understood(self, claim: Claim, tree: Tree, dates: Sequence[anchor.Placed]) -> _Reading:
        """The claim with what its own words mean."""
        said_by = claim.scope.speaker
        speaker = self.naming.entity(tree, said_by) if said_by is not None else None
        actors = self.naming.acting(tree, claim.actors, speaker=speaker)
        targets = self.naming.entities(
            tree,
            claim.targets,
            speaker=speaker,
            without=[found.top for found in dates],
            doing=frozenset(actor.id for actor in actors),
            unlikely=AUTHORITIES if claim.polarity != "neutral" else frozenset(),
        )
        named = tuple(_without_measures(targets))
        return _Reading(claim, tree, tuple(actors), named, None, None, speaker)

    def _completed(self, reading: _Reading) -> _Reading:
        """Fill in what the words leave out from what they can mean: the measure's sender, the last act."""
        claim, measure = reading.claim, reading.claim.measure
        actors, targets = reading.actors, reading.targets
        if not targets and measure is not None and actors and measure.senders and not measure.targets:
            # "the EU extends Russian sanctions", but never "Switzerland adopts the EU sanctions"
            hit = [
                word for word in measure.senders if not any(part.lower in SENDERS for part in word.subtree())
            ]
            senders = self.naming.entities(reading.tree, hit)
            countries = {actor.country for actor in actors}
            targets = tuple(sender for sender in senders if sender.country not in countries)
        if claim.rule == MEMBERS:
            return self._member(reading)
        actors = actors or tuple(self.told.issuer(claim, self.naming.index))
        if not targets or (claim.action == "condemn" and not any(target.linked for target in targets)):
            provoker = self.told.provoker(claim, actors)
            if provoker and targets:
                provoker = [replace(provoker[0], text=targets[0].text)]
            targets = tuple(provoker) or targets
        return self._with_the_measure(replace(reading, actors=actors, targets=targets))

    def _member(self, reading: _Reading) -> _Reading:
        """Who is listed after the act that hit their group: "They include the general and his brother"."""
        last = self.told.last_on_group(self.naming.index)
        if last is None:
            return replace(reading, actors=(), targets=())
        claim = replace(
            reading.claim, action=last.action.id, polarity=last.polarity, measures=last.action.measures
        )
        actors = (last.actor,) if last.actor is not None else ()
        return replace(reading, claim=claim, actors=actors, day=last.date)

    def _with_the_measure(self, reading: _Reading) -> _Reading:
        """Where "the sanctions" names no target, that of the last event that they can mean."""
        measure = reading.claim.measure
        if reading.targets or reading.claim.kind != "act" or measure is None:
            return reading
        last = self.told.last_on_measure()
        pointing = measure.noun.tag == "PRP" or any(
            child.lower in _DEFINITE for child in measure.noun.children
        )
        if last is None or not pointing:
            return reading
        text = reading.tree.text[measure.noun.start : measure.noun.end]
        targets = tuple(replace(target, text=text) for target in self.told.targets_of(last.statement))
        actors = reading.actors or ((last.actor,) if last.actor is not None else ())
        return replace(reading, actors=actors, targets=targets)

    def _dated(self, reading: _Reading, dates: Sequence[anchor.Placed]) -> _Reading:
        """Give the claim its dates; one that was done and has none is bounded by the day of publication."""
        claim, published = reading.claim, self.article.published
        day, until = anchor.when(claim, dates, published, self.lexicon)
        day = day or reading.day
        today = day is None or (day.precision == "day" and day.start <= published)
        if today and claim.rule.startswith(_TAKING_EFFECT) and _is_headline(claim):
            # "the embargo expires", said of today
            claim = replace(claim, scope=replace(claim.scope, status="asserted"))
        if day is None and claim.scope.status == "asserted" and claim.kind == "act":
            day = anchor.spoken_on(claim, dates) or anchor.report_date(published)
        return replace(reading, claim=claim, day=day, until=until)

    def _opened(self, reading: _Reading) -> _Reading:
        """Keep a claim for the list that it opens: "OFAC designated the following:"."""
        if reading.claim.kind != "act":
            return reading
        named = (target for target in reading.targets if target.label.lower() not in _FOLLOWING)
        opened = replace(reading, targets=tuple(named))
        self.heading.append(opened)
        return opened

    def _list_item(self, sentence: Sentence) -> None:
        """A line of a list whose heading told the act: "The following were designated: * Channel One"."""
        name = _ITEM_END.split(sentence.text, maxsplit=1)[0].strip()
        if not name or not (name[0].isupper() or name[0].isdigit() or name.split()[0].lower() in _NUMBERS):
            return
        target = self.naming.linked(name)
        for reading in self.heading:
            for actor in reading.actors or (None,):
                self._tell(reading, sentence, actor, target)

    def _tell(
        self, reading: _Reading, sentence: Sentence, actor: Entity | None, target: Entity | None
    ) -> None:
        self.told.add(self._event(reading, sentence, actor, target), self.naming.index)

    def _event(
        self, reading: _Reading, sentence: Sentence, actor: Entity | None, target: Entity | None
    ) -> Event:
        claim, tree, article = reading.claim, reading.tree, self.article
        lapsed = claim.scope.lapse and claim.scope.status == "negated" and claim.action == "extend"
        action = "lift" if lapsed else claim.action  # "failed to renew the sanctions"
        place = f"{article.id}|{sentence.start}|{claim.trigger.i}|{sentence.text}"
        return Event(
            id="",
            statement="s-" + short_hash(place),
            actor=actor,
            action=Action(
                action,
                action_path(action),
                tree.text[claim.trigger.start : claim.trigger.end],
                claim.measures,
            ),
            target=target,
            polarity="relax" if action == "lift" else claim.polarity,
            date=reading.day,
            valid_until=reading.until,
            report_date=article.published,
            status="asserted" if lapsed else claim.scope.status,
            kind=claim.kind,
            said_by=reading.speaker,
            instrument=instrument(tree, claim),
            value=value(tree.text),
            count=target.count if target else None,
            cause=cause(tree, claim),
            confidence=confidence(claim, actor, target, reading.day),
            source=_source(article, sentence),
        )


def _source(article: Article, sentence: Sentence) -> Source:
    return Source(
        article.id,
        article.url,
        article.title,
        article.publisher,
        article.published,
        sentence.text,
        sentence.start,
        sentence.end,
        EXTRACTOR,
    )


def _is_headline(claim: Claim) -> bool:
    """Whether the act is told in the plain present tense, by nobody else."""
    plain = claim.trigger.tag in {"VBZ", "VBP"} and not claim.trigger.kids("aux")
    return plain and claim.scope.status == "planned" and not claim.scope.governors


def _without_measures(targets: Sequence[Entity]) -> list[Entity]:
    """The targets without the measure itself: Belarus of "agreed on sanctions against Belarus"."""
    if not any(target.linked for target in targets):
        return list(targets)
    return [
        target for target in targets if target.linked or target.label.split()[-1].lower() not in _MEASURES
    ]


def _pairs(reading: _Reading, text: str) -> list[tuple[Entity | None, Entity | None]]:
    """Every actor with every target; one by one where the text says "respectively"."""
    actors, targets = reading.actors, reading.targets
    if "respectively" in text and len(actors) == len(targets) > 1:
        return list(zip(actors, targets, strict=True))
    return list(product(actors or [None], targets or [None]))

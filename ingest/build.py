"""Claims to event records: who the words mean, which day, how sure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from graph.model import Action, Article, Entity, Event, Source, When, action_path, short_hash
from ingest import anchor
from ingest.phrase import Phrase, phrase
from ingest.relation import conjuncts, is_passive
from ingest.detail import cause, instrument, value
from ingest.claim import Claim
from ingest.link import Linker, linker
from ingest.parse import Tree, Word
from ingest.refer import PRONOUNS, Discourse, is_description, taken_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.date import DateMention
    from ingest.lexicon import Lexicon
    from ingest.segment import Sentence

EXTRACTOR = "dateline-rules-1"
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
# Sport, stock exchanges and nature have sanctions, bans and lists of their own.
_OTHER_SENSE = re.compile(
    r"\b(?:NCAA|FIFA|UEFA|IOC|Olympics?|football|basketball|baseball|soccer|league|tournament|athletes?|doping|cricket|rugby|Formula One|championships?|referees?|"
    r"stock exchange|bourse|NASDAQ|NYSE|delisted from the|endangered|world heritage|species|church|archbishops?|Anglican|benefits? sanctions|jobseekers?)\b",
    re.IGNORECASE,
)
_SENDERS = frozenset("state territory government ministry regulator parliament bloc".split())
_AGENT_TYPES = frozenset(
    "state territory government ministry regulator parliament court bloc organisation company bank person office armed-group party media group city region".split()
)
_NEEDS_LINKED = frozenset(
    {
        "verb-toward:meet",
        "verb-target:meet",
        "verb-toward:negotiate",
        "verb-toward:confer",
        "verb-target:invade",
        "verb-target:bomb",
        "verb-target:shell",
        "verb-target:attack",
        "verb-target:quit",
        "verb-target:exit",
        "verb-target:leave",
        "verb-target:abandon",
        "verb-target:block",
        "verb-target:spare",
        "verb-target:exempt",
        "verb-target:excuse",
        "verb-target:withdraw",
        "verb-target:pull",
        "verb-target:divest",
        "verb-relations:sever",
        "verb-relations:cut",
        "verb-relations:break",
        "verb-relations:suspend",
        "verb-relations:rupture",
    }
)


_Heading = tuple[Claim, Tree, tuple[Entity, ...], When | None, When | None, Entity | None]


@dataclass
class Builder:
    """Collects the events of one article, sentence by sentence."""

    article: Article
    lexicon: Lexicon
    discourse: Discourse = field(default_factory=Discourse)
    events: list[Event] = field(default_factory=list)
    heading: list[_Heading] = field(default_factory=list)
    """The claims of a sentence that ends in a colon, for the list below it."""
    text: str = ""
    names: list[tuple[int, int]] = field(default_factory=list)
    """Where the current sentence has known names."""
    places: list[int] = field(default_factory=list)
    """The sentence of each event."""

    @property
    def linker(self) -> Linker:
        """The shared linker."""
        return linker()

    def note_names(self, index: int, sentence: Sentence, tree: Tree | None) -> None:
        """Remember the names of a sentence, so that later references find them."""
        subjects = {word.i: word for word in tree.words if word.dep in {"nsubj", "nsubjpass"}} if tree else {}
        spans = (
            [(phrase(tree, word).start, phrase(tree, word).end) for word in subjects.values()] if tree else []
        )
        names = self.linker.find(sentence.text, self.article.published)
        self.text, self.names = (
            sentence.text,
            [(found.start, found.end) for found in names if found.kind != "demonym"],
        )
        for found in names:
            if found.kind == "demonym":
                continue
            entry = self.linker.by_id(found.entity_id)
            entity = Entity(
                entry.id,
                entry.label,
                sentence.text[found.start : found.end],
                entry.type,
                entry.country,
                entry.wikidata,
                entry.part_of,
            )
            subject = any(start <= found.start and found.end <= end for start, end in spans) or (
                tree is None and found.start < 40 and found is names[0]
            )
            self.discourse.note(entity, index, found.start, subject=subject)
        self._note_others(index, tree)

    def _whole(self, words: Phrase) -> Phrase:
        """The phrase widened to the whole of a known name that it cuts: "Bashar" of "Bashar al-Assad"."""
        for start, end in self.names:
            if start < words.end < end and words.head.start >= start:
                return replace(words, end=end, text=self.text[words.start : end])
        return words

    def _note_others(self, index: int, tree: Tree | None) -> None:
        """Remember the subjects and objects that no gazetteer knows, and papers that "it" may stand for."""
        for word in tree.words if tree is not None else ():
            if word.dep in {"nsubj", "nsubjpass"} and word.lower in {"he", "she", "it"}:
                meant = self.discourse.resolve(phrase(tree, word), index, word.start, None)  # type: ignore[arg-type]
                if meant is not None:
                    self.discourse.note(meant, index, word.start, subject=True)
                continue
            if word.dep not in {"nsubj", "nsubjpass", "dobj", "appos"} or word.tag in {
                "PRP",
                "WDT",
                "WP",
                "DT",
                "EX",
            }:
                continue
            words = phrase(tree, word)  # type: ignore[arg-type]
            if self.lexicon.among(word.lemma, "instruments") and not word.is_name:
                entity = Entity("unlinked-paper", words.text, words.text, "instrument")
            elif word.is_name or (self.lexicon.among(word.lemma, "agents") and not is_description(words)):
                entity = self._linked(words, word)
                if entity.linked:
                    continue
            else:
                continue
            self.discourse.note(entity, index, words.start, subject=word.dep.startswith("nsubj"))

    def add(
        self,
        index: int,
        sentence: Sentence,
        tree: Tree,
        claims: Iterable[Claim],
        mentions: Sequence[DateMention],
    ) -> None:
        """Turn the claims of a sentence into events."""
        dates = anchor.placed(tree, mentions, sentence.start)
        if sentence.kind == "bullet" and self.heading:
            self._list_item(index, sentence, tree)
            return
        self.heading = []
        speaker_of_quote = None
        for claim in claims:
            speaker = (
                self._entity(tree, claim.scope.speaker, index, None)
                if claim.scope.speaker is not None
                else speaker_of_quote
            )
            actors = [self._body(actor) for actor in self._entities(tree, claim.actors, index, speaker)]
            doing = frozenset(actor.id for actor in actors)
            targets = [
                target
                for target in self._entities(tree, claim.targets, index, speaker, dates, other=doing)
                if target.type != "date"
            ]
            claim, actors, targets = self._completed(index, tree, claim, actors, targets)
            if not self._stands(claim, actors, targets, sentence.text):
                continue
            day, until = anchor.when(claim, dates, self.article.published, self.lexicon)
            day = self._fallback(claim, day, dates)
            if sentence.text.rstrip().endswith(":") and claim.kind == "act":
                targets = [
                    target for target in targets if target.label.lower() not in {"following", "the following"}
                ]
                self.heading.append((claim, tree, tuple(actors), day, until, speaker))
            statement = "s-" + short_hash(
                f"{self.article.id}|{sentence.start}|{claim.trigger.i}|{sentence.text}"
            )
            if sentence.text.rstrip().endswith(":") and not targets:
                continue
            for actor, target in _pairs(actors, targets, sentence.text):
                self.places.append(index)
                self.events.append(
                    self._event(claim, tree, sentence, actor, target, day, until, speaker, statement)
                )

    def _list_item(self, index: int, sentence: Sentence, tree: Tree) -> None:
        """A line of a list whose heading told the act: "The following were designated: * Channel One, a broadcaster"."""
        name = re.split(r"[,;(]| - | – |\.$", sentence.text, maxsplit=1)[0].strip()
        if not name or not (
            name[0].isupper()
            or name[0].isdigit()
            or name.split()[0].lower()
            in {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
        ):
            return
        target = self.linker.entity(name, self.article.published)
        for claim, heading, actors, day, until, speaker in self.heading:
            statement = "s-" + short_hash(
                f"{self.article.id}|{sentence.start}|{claim.trigger.i}|{sentence.text}"
            )
            for actor in actors or (None,):
                event = self._event(claim, heading, sentence, actor, target, day, until, speaker, statement)
                self.places.append(index)
                self.events.append(event)

    def _event(
        self,
        claim: Claim,
        tree: Tree,
        sentence: Sentence,
        actor: Entity | None,
        target: Entity | None,
        day: When | None,
        until: When | None,
        speaker: Entity | None,
        statement: str,
    ) -> Event:
        action = claim.action
        status = claim.scope.status
        if claim.scope.lapse and status == "negated" and action == "extend":
            action, status = "lift", "asserted"
        trigger = claim.trigger
        article = self.article
        return Event(
            id="",
            statement=statement,
            actor=actor,
            action=Action(
                action, action_path(action), tree.text[trigger.start : trigger.end], claim.measures
            ),
            target=target,
            polarity="relax" if action == "lift" else claim.polarity,
            date=day,
            valid_until=until,
            report_date=article.published,
            status=status,
            kind=claim.kind,
            said_by=speaker,
            instrument=instrument(tree, claim),
            value=value(tree.text),
            count=target.count if target else None,
            cause=cause(tree, claim),
            confidence=_confidence(claim, actor, target, day),
            source=Source(
                article.id,
                article.url,
                article.title,
                article.publisher,
                article.published,
                sentence.text,
                sentence.start,
                sentence.end,
                EXTRACTOR,
            ),
        )

    def finished(self) -> list[Event]:
        """The events with weak dates settled from what the article says elsewhere, each once, with ids."""
        settled = [self._settled(event) for event in self.events]
        unique = {event.id: event for event in (event.with_id() for event in settled)}
        return list(unique.values())

    def _settled(self, event: Event) -> Event:
        """Take the date of the same act told elsewhere in the article, where the event has none of its own."""
        if event.status != "asserted" or event.kind != "act" or not anchor.is_weak(event.date):
            return event
        for other in self.events:
            if _same_act(event, other) and other.date is not None and not anchor.is_weak(other.date):
                return replace(event, date=replace(other.date, rule=f"carried:{other.date.rule}"))
        return self._in_context(event)

    def _in_context(self, event: Event) -> Event:
        """Take the date of the act before, by the same side and of the same kind, where it is the news of the article."""
        before = [
            other
            for other in self.events
            if other.source.start < event.source.start and other.kind == "act" and other.status == "asserted"
        ]
        for other in reversed(before):
            day = other.date
            if day is None or anchor.is_weak(day) or other.actor is None or event.actor is None:
                continue
            same_side = (
                other.actor.country == event.actor.country is not None
                and other.action.path[0] == event.action.path[0]
            )
            fresh = day.precision == "day" and 0 <= (self.article.published - day.start).days <= 7
            if same_side and fresh and event.date is not None and event.date.rule == anchor.REPORT:
                return replace(event, date=replace(day, rule=f"context:{day.rule}"))
            return event
        return event

    def _fallback(self, claim: Claim, day: When | None, dates: Sequence[anchor.Placed]) -> When | None:
        if day is not None or claim.scope.status != "asserted" or claim.kind != "act":
            return day
        return anchor.spoken_on(claim, dates) or anchor.report_date(self.article.published)

    def _issuer(self, claim: Claim, index: int) -> list[Entity]:
        """Who stands behind a paper that is only named, or a passive that follows another act: the last who acted."""
        passive = is_passive(claim.trigger) and claim.trigger.dep in {"ROOT", "conj"}
        paper = claim.instrument is not None or any(word.lower == "it" for word in claim.actors)
        if claim.kind != "act" or claim.scope.status != "asserted" or not (paper or passive):
            return []
        reach = 6 if paper else 2
        for event, place in reversed(list(zip(self.events, self.places, strict=True))):
            if index - place > reach:
                break
            same = event.action.path[0] == action_path(claim.action)[0] or event.action.id in {
                "approve",
                "propose",
            }
            if (
                event.actor is not None
                and event.status == "asserted"
                and event.kind == "act"
                and same
                and event.actor.type != "person"
            ):
                return [event.actor]
        return []

    def _provoker(self, claim: Claim, actors: Sequence[Entity]) -> list[Entity]:
        """Whom an answer is aimed at: the last who acted against the one who answers, or against its country."""
        if claim.action not in {"threaten", "retaliate", "condemn", "warn", "pledge"} or not actors:
            return []
        mine = actors[0]
        for event in reversed(self.events):
            hit = event.target
            if (
                event.actor is None
                or hit is None
                or event.polarity != "restrict"
                or event.actor.country == mine.country
            ):
                continue
            if hit.id == mine.id or (hit.country is not None and hit.country == mine.country):
                return [event.actor]
        return []

    def _completed(
        self, index: int, tree: Tree, claim: Claim, actors: list[Entity], targets: list[Entity]
    ) -> tuple[Claim, list[Entity], list[Entity]]:
        """Fill in what "the sanctions" leaves out from the last event that they can mean."""
        if (
            not targets
            and claim.measure is not None
            and actors
            and claim.measure.senders
            and not claim.measure.targets
        ):
            senders = self._entities(tree, claim.measure.senders, index, None)
            targets = [
                sender for sender in senders if all(sender.country != actor.country for actor in actors)
            ]  # "the EU extends Russian sanctions"
        actors = actors or self._issuer(claim, index)
        if not targets or (claim.action == "condemn" and not any(target.linked for target in targets)):
            provoker = self._provoker(claim, actors)
            if provoker and targets:
                provoker = [replace(provoker[0], text=targets[0].text)]
            targets = provoker or targets
        measure = claim.measure
        definite = measure is not None and any(
            child.lower in {"the", "these", "those", "its", "their"} for child in measure.noun.children
        )
        if claim.kind != "act" or not definite or measure is None:
            return claim, actors, targets
        last = next(
            (
                event
                for event in reversed(self.events)
                if event.action.path[0] in {"restrict", "relax", "signal"} and event.target is not None
            ),
            None,
        )
        if not targets and last is not None:
            same = [
                event.target
                for event in self.events
                if event.statement == last.statement and event.target is not None
            ]
            targets = list(dict.fromkeys(target for target in same if target is not None))
            targets = [
                replace(target, text=tree.text[measure.noun.start : measure.noun.end]) for target in targets
            ]
            if not actors and last.actor is not None:
                actors = [last.actor]
        return claim, actors, targets

    def _stands(self, claim: Claim, actors: Sequence[Entity], targets: Sequence[Entity], text: str) -> bool:
        """Whether enough is known for a claim to be worth telling."""
        if (
            claim.action == "condemn"
            and claim.measure is None
            and not any(target.linked for target in targets)
        ):
            return bool(actors) and any(
                target.label.split()[-1].lower()
                in {"decision", "move", "step", "listing", "sanctions", "cap", "package", "measures"}
                for target in targets
            )
        if claim.action == "exit" and not all(
            actor.type in {"company", "bank", "organisation", "group"} for actor in actors
        ):
            return False
        if claim.rule == "verb-target:block" and not all(
            target.type in {"company", "bank", "person", "vessel", "organisation"} for target in targets
        ):
            return False
        if (
            claim.action in {"charge", "convict", "seize", "investigate", "fine"}
            and not actors
            and not any(target.linked for target in targets)
        ):
            return False
        if claim.rule in _NEEDS_LINKED:
            both = bool(actors) and bool(targets) and all(entity.linked for entity in (*actors, *targets))
            return both and claim.scope.status == "asserted"
        if _OTHER_SENSE.search(text) and not any(actor.linked and actor.type in _SENDERS for actor in actors):
            return False
        if claim.kind == "state":
            return any(entity.linked for entity in (*actors, *targets))
        return bool(targets) or (bool(actors) and claim.measure is not None)

    def _entities(
        self,
        tree: Tree,
        heads: Sequence[Word],
        index: int,
        speaker: Entity | None,
        dates: Sequence[anchor.Placed] = (),
        other: frozenset[str] = frozenset(),
    ) -> list[Entity]:
        timed = {id(found.top) for found in dates}
        found: list[Entity] = []
        for head in heads:
            for member in _members(head):
                if id(member) in timed:
                    continue
                pair = self._pair(phrase(tree, member))
                if pair:
                    found += [entity for entity in pair if all(entity.id != other.id for other in found)]
                    continue
                entity = self._entity(tree, member, index, speaker, other)
                if entity is not None and all(entity.id != other.id for other in found):
                    found.append(entity)
        return found

    def _body(self, actor: Entity) -> Entity:
        """The bloc for those who decide in its name: "EU foreign ministers imposed …" is an act of the EU."""
        if actor.type != "group" or actor.part_of is None or actor.label.split()[-1].lower() not in _DECIDERS:
            return actor
        bloc = self.linker.by_id(actor.part_of)
        if bloc.type != "bloc":
            return actor
        return Entity(bloc.id, bloc.label, actor.text, bloc.type, bloc.country, bloc.wikidata, bloc.part_of)

    def _pair(self, words: Phrase) -> list[Entity]:
        """The two things that "both companies" takes up: the last two named as targets of one statement."""
        number = taken_up(words)
        if number is None:
            return []
        for event in reversed(self.events):
            together = [
                other.target
                for other in self.events
                if other.statement == event.statement and other.target is not None
            ]
            named = [
                entity
                for entity in dict.fromkeys(together)
                if entity.type in {"company", "bank", "vessel", "person", "organisation"}
            ]
            if len(named) == number or (number == 0 and len(named) > 1):
                return [replace(entity, text=words.text) for entity in named]
        return []

    def _entity(
        self, tree: Tree, head: Word, index: int, speaker: Entity | None, other: frozenset[str] = frozenset()
    ) -> Entity | None:
        """The entity that a phrase means; ``None`` for a pronoun that nothing near explains."""
        words = phrase(tree, head, after=head.head.lemma not in {"convict", "accuse", "acquit", "suspect"})
        pronoun = head.lower in PRONOUNS and head.text != "US"
        if pronoun or is_description(words):
            found = self.discourse.resolve(words, index, words.start, speaker, other=other)
            if found is not None and found.type == "instrument":
                return None
            if found is not None or pronoun:
                return found
        if head.tag in {"WDT", "WP", "DT", "EX"} or not any(char.isalnum() for char in words.text):
            return None
        return self._linked(words, head)

    def _linked(self, words: Phrase, head: Word) -> Entity:
        words = self._whole(words)
        full = _BODIES_IN_SHORT.get(words.text)
        if full is not None and (
            context := next((name for cue, name in full if cue in self.article.text), None)
        ):
            return replace(self.linker.entity(context, self.article.published), text=words.text)
        owner = _shared_owner(head)
        day = self.article.published
        if owner is not None:
            entity = self.linker.entity(f"{owner} {words.text}", day, head=head.text)
            return replace(entity, text=words.text)
        return self.linker.entity(words.text, day, head=head.text)


def _pairs(
    actors: Sequence[Entity], targets: Sequence[Entity], text: str
) -> list[tuple[Entity | None, Entity | None]]:
    """Every actor with every target; one by one where the text says "respectively"."""
    if "respectively" in text and len(actors) == len(targets) > 1:
        return list(zip(actors, targets, strict=True))
    return list(product(actors or [None], targets or [None]))


def _members(head: Word) -> list[Word]:
    """What a phrase lists by name: "two firms, Rosneft and Lukoil" gives the firms, "officials including X" all."""
    names = [member for child in head.kids("appos") for member in conjuncts(child) if member.is_name]
    examples = any(prep.lower == "among" for child in head.kids("appos") for prep in child.kids("prep"))
    if names and not head.is_name and not _only_title(head):
        return [head, *names] if examples else names
    listed = [
        member
        for prep in head.kids("prep")
        if prep.lower in {"including", "like", "such"}
        for inner in (prep, *prep.kids("prep"))
        for pobj in inner.kids("pobj")
        for member in conjuncts(pobj)
    ]
    return [head, *listed]


def _only_title(head: Word) -> bool:
    return any(child.is_name and child.dep in {"compound", "nmod"} for child in head.children)


def _shared_owner(head: Word) -> str | None:
    """The possessive or nationality of the first conjunct, where a later one has no name of its own."""
    if (
        head.dep != "conj"
        or head.is_name
        or any(child.dep == "poss" or child.text[:1].isupper() for child in head.children)
    ):
        return None
    first = head
    while first.dep == "conj" and first.head is not first:
        first = first.head
    for child in first.children:
        if child.dep == "poss" and child.tag != "PRP$":
            return f"{child.text}'s"
        if child.dep == "amod" and child.text[:1].isupper():
            return child.text
    return None


def _same_act(event: Event, other: Event) -> bool:
    """Whether two events of an article tell the same act: classes one below the other, and the same target."""
    if other is event or other.status != "asserted":
        return False
    mine, yours = event.action.path, other.action.path
    related = mine[: len(yours)] == yours or yours[: len(mine)] == mine or mine[:2] == yours[:2]
    same_target = (event.target is None) == (other.target is None) and (
        event.target is None or other.target is None or event.target.id == other.target.id
    )
    same_actor = (
        event.actor is None
        or other.actor is None
        or event.actor.id == other.actor.id
        or event.actor.country == other.actor.country is not None
    )
    return related and same_target and same_actor


def _confidence(claim: Claim, actor: Entity | None, target: Entity | None, day: When | None) -> float:
    """A first estimate from what is known of the claim; calibrated on gold."""
    sure = 0.92
    if actor is None:
        sure -= 0.2
    elif not actor.linked:
        sure -= 0.1
    if target is None:
        sure -= 0.25
    elif not target.linked:
        sure -= 0.06
    if anchor.is_weak(day):
        sure -= 0.05
    if claim.scope.status != "asserted":
        sure -= 0.08
    if claim.kind == "state":
        sure -= 0.1
    return round(max(sure, 0.05), 2)

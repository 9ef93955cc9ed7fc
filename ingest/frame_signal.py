"""Verbs that speak of an act: threats, calls, proposals, votes, denials. They take the place of the act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.claim import Claim, Reader, claim
from ingest.clause import grammatical_subjects, objects, subjects
from ingest.frame_measure import on
from ingest.measure import Measure, measures_of
from ingest.relation import after, is_infinitive, particles, untimed

if TYPE_CHECKING:
    from ingest.lexicon import VerbSense
    from ingest.parse import Word

_SPEAKING = frozenset({"clause", "addressee", "denial"})
_CHAIN = frozenset("xcomp ccomp pcomp prep dobj pobj conj acl advcl oprd nsubjpass dative attr".split())
_OF_COMPLEMENTS = frozenset("of on upon to from for about into against over toward towards".split())
_URGING = frozenset({"urge", "call", "appeal", "implore"})
_OF_THREATS = ("with", "of", "about", "against", "over", "for")


@dataclass(frozen=True)
class _Speech:
    """A verb that speaks of an act: its sense, what it has as objects, and the claims below it."""

    verb: Word
    sense: VerbSense
    reader: Reader
    spoken: list[Word]
    measure: Measure | None
    below: list[Claim]

    def tells(
        self, targets: list[Word], rule: str, *, measure: Measure | None = None, kinds: tuple[str, ...] = ()
    ) -> Claim:
        """A claim of the sense's own class."""
        return claim(
            self.verb,
            self.sense.action,
            self.reader,
            targets=targets,
            rule=rule,
            measure=measure,
            measures=kinds,
        )


def spoken_of(found: list[Claim], reader: Reader, used: set[int]) -> list[Claim]:
    """Add the claims of verbs that speak of acts, and take away the acts that they only speak of.

    The words of their measures are added to ``used``.
    """
    result = list(found)
    for verb in (word for word in reader.tree.words if word.is_verb):
        if any(claim.trigger is verb for claim in result):
            continue
        made, below = _first_reading(verb, reader, result)
        if made is None:
            continue
        result = [other for other in result if other not in below] + [made]
        for other in (made, *below):
            used |= {part.i for part in other.measure.words} if other.measure is not None else set()
    return result


def _first_reading(verb: Word, reader: Reader, known: list[Claim]) -> tuple[Claim | None, list[Claim]]:
    """The claim of the first sense of ``verb`` that fits, and the claims that it takes the place of."""
    below = [claim for claim in known if claim.trigger is not verb and _is_governed(claim.trigger, verb)]
    beside = particles(verb) | _clause_marks(verb)
    for sense in reader.lexicon.verbs.get(verb.lemma, ()):
        if sense.frame not in _SPEAKING or not set((sense.particle or "").split()) <= beside:
            continue
        made = _read(verb, sense, reader, below, known)
        if made is not None:
            return made, ([] if sense.frame == "denial" else below)
    return None, []


def _clause_marks(verb: Word) -> set[str]:
    """The "for" of "called for sanctions to be lifted", which stands inside the clause below the verb."""
    below = verb.kids("advcl", "ccomp", "xcomp")
    return {mark.lower for child in below for mark in child.kids("mark")} & {"for"}


def _read(
    verb: Word, sense: VerbSense, reader: Reader, below: list[Claim], known: list[Claim]
) -> Claim | None:
    """What the verb says in one sense, the first reading that holds."""
    if (verb.tag == "VBN" and verb.dep == "acl") or _is_election(verb, reader):
        return None
    spoken = [*after(verb, *reversed((sense.particle or "").split())), *objects(verb)]
    speech = _Speech(verb, sense, reader, spoken, measures_of(spoken, reader.lexicon), below)
    if sense.frame == "denial":
        return _denial(speech)
    made = _addressed(speech) if sense.frame == "addressee" or sense.action == "threaten" else None
    if made is not None or (sense.frame == "addressee" and sense.action != "warn"):
        return made
    if below:
        return _of_acts(speech)
    if _speaks_of_paper(speech) and _tells_inside(speech, known):
        return None
    readings = (reading(speech) for reading in (_paper, _demand, _answer, _of_measure))
    return next((made for made in readings if made is not None), None)


def _is_election(verb: Word, reader: Reader) -> bool:
    """Whether those who vote are no legislators."""
    if verb.lemma != "vote":
        return False
    voters = subjects(verb)
    among = reader.lexicon.among
    return not any(among(word.lemma, "legislators") or among(word.lower, "legislators") for word in voters)


def _denial(speech: _Speech) -> Claim | None:
    """Who denies an act, and whose: "The Kremlin denied breaking UN sanctions"."""
    if not speech.below:
        return None
    first = speech.below[0]
    own = set(first.actors) & set(subjects(speech.verb))
    return claim(
        speech.verb,
        "deny",
        speech.reader,
        targets=() if own else first.actors,
        rule="verb-deny",
        measures=first.measures,
    )


def _addressed(speech: _Speech) -> Claim | None:
    """Who is asked, warned or threatened: "urged the EU to act", "threatened it with tariffs"."""
    verb, sense, reader = speech.verb, speech.sense, speech.reader
    addressed = [
        word
        for word in speech.spoken
        if word.dep != "oprd" and word.lemma not in reader.lexicon.acts and not reader.is_measure(word)
    ]
    places = [verb, *addressed]  # "warned Georgia of sanctions": the parser hangs the threat on the name
    threat = measures_of([word for place in places for word in after(place, *_OF_THREATS)], reader.lexicon)
    about = speech.below[0] if speech.below else None
    below = verb.kids("xcomp", "ccomp", "advcl")
    inside = (word for child in below for word in child.subtree() if word.tag.startswith("N"))
    touched = sense.particle != "for" and any(reader.is_measure(word) for word in inside)
    rule = f"verb-addressee:{sense.verb}"
    if addressed and (about is not None or threat is not None or touched):
        made = speech.tells(addressed, rule, measure=threat, kinds=about.measures if about else ())
        return replace(made, polarity=about.polarity if about else "restrict")
    urged = [word for word in addressed if word.is_name or reader.among(word, "agents")]
    urges = sense.action == "urge" and sense.verb in _URGING and sense.particle != "for"
    if urges and urged and below and reader.domain:
        return replace(speech.tells(urged, rule), polarity="neutral")
    return None


def _of_acts(speech: _Speech) -> Claim:
    """A signal about the acts below: "threatened to impose tariffs on Russia"."""
    first = speech.below[0]
    same = [
        claim for claim in speech.below if claim.action == first.action or claim.trigger.head is first.trigger
    ]
    targets = list(dict.fromkeys(target for claim in same for target in claim.targets))
    against = [word for word in untimed(after(speech.verb, "against")) if not speech.reader.is_measure(word)]
    made = speech.tells(
        targets or against or _threatened(speech), f"verb-clause:{speech.sense.verb}", kinds=first.measures
    )
    return replace(made, polarity=first.polarity, measure=first.measure)


def _threatened(speech: _Speech) -> list[Word]:
    """Whom a threat is meant for, where only its condition says so: "threatened sanctions if Russia …"."""
    if speech.sense.action not in {"threaten", "warn", "pledge"}:
        return []
    for word in speech.verb.subtree():
        if word.dep == "advcl" and any(mark.lower in {"if", "unless", "should"} for mark in word.children):
            return [subject for subject in grammatical_subjects(word) if subject.tag != "PRP"]
    return []


def _speaks_of_paper(speech: _Speech) -> bool:
    return speech.measure is None and speech.sense.action in {"approve", "block"} and speech.reader.domain


def _papers(speech: _Speech) -> list[Word]:
    return [word for word in speech.spoken if speech.reader.among(word, "papers")]


def _tells_inside(speech: _Speech, known: list[Claim]) -> bool:
    """Whether what the paper does is the news: "adopts a resolution extending the embargo"."""
    inside = {id(word) for paper in _papers(speech) for word in paper.subtree()}
    return any(id(claim.trigger) in inside for claim in known)


def _paper(speech: _Speech) -> Claim | None:
    """A paper approved or blocked: "The House approved the bill"."""
    papers = _papers(speech) if _speaks_of_paper(speech) else []
    if not papers or not subjects(speech.verb):
        return None
    return replace(speech.tells(papers, f"verb-paper:{speech.sense.verb}"), polarity="neutral")


def _demand(speech: _Speech) -> Claim | None:
    """A demand on somebody: "demanded that Iran stop"."""
    if speech.sense.action != "demand" or not speech.reader.domain or not subjects(speech.verb):
        return None
    clauses = speech.verb.kids("ccomp")
    demanded = [word for child in clauses for word in child.kids("nsubj") if word.is_name]
    return replace(speech.tells(demanded, "verb-demand"), polarity="neutral") if demanded else None


def _answer(speech: _Speech) -> Claim | None:
    """An answer not named: "threatened a response", "vowed to take countermeasures"."""
    verb = speech.verb
    taking = [child for child in verb.kids("xcomp") if child.lemma in {"take", "adopt"}]
    answers = [
        word
        for child in taking
        for word in child.kids("dobj")
        if word.lemma in {"measure", "step", "action"} or speech.reader.among(word, "answers")
    ]
    answers += [word for word in speech.spoken if speech.reader.among(word, "answers")]
    if not answers or speech.sense.action not in {"threaten", "pledge", "warn"} or not speech.reader.domain:
        return None
    against = [
        word for place in (verb, *answers) for word in after(place, "against", "to") if word.is_capitalised
    ]
    made = speech.tells(against, f"verb-answer:{speech.sense.verb}")
    return replace(made, polarity="restrict", targets=tuple(against))


def _of_measure(speech: _Speech) -> Claim | None:
    """A signal about a measure: "called for sanctions on Belarus"."""
    measure = speech.measure
    if measure is None or not speech.reader.counts(measure):
        return None
    targets = on(speech.verb, measure)
    announced = measure.new and speech.sense.action == "threaten"
    if not (measure.strong or targets or announced):
        return None
    rule = f"verb-clause-measure:{speech.sense.verb}"
    return replace(speech.tells(targets or _threatened(speech), rule, measure=measure), polarity="restrict")


def _is_governed(word: Word, verb: Word) -> bool:
    """Whether ``word`` stands below ``verb`` as its complement, not in a clause beside it."""
    current = word
    while current.head is not current:
        beside = current.dep == "prep" and current.lower not in _OF_COMPLEMENTS
        if beside or current.dep not in _CHAIN or _stands_beside(current, verb):
            return False
        current = current.head
        if current is verb:
            return True
    return False


def _stands_beside(word: Word, verb: Word) -> bool:
    """Whether ``word`` opens a clause of its own, that no complement passes through."""
    if word.dep == "advcl":
        return not (is_infinitive(word) and word.i > word.head.i)
    if word.dep == "acl":
        return not is_infinitive(word)
    return word.dep == "conj" and (word.head is verb or _is_own_sentence(word))


def _is_own_sentence(word: Word) -> bool:
    """Whether a coordinated verb is finite, with a subject of its own, below another clause."""
    finite = word.tag in {"VBD", "VBZ", "VBP"} and bool(word.kids("nsubj", "nsubjpass"))
    return finite and word.head.is_verb and word.head.head is not word.head

"""Frames: the claims that one tree makes, as words of the tree (names and dates come later)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.model import Kind, Polarity, action_path, action_scheme
from ingest.clause import (
    conjuncts,
    grammatical_subjects,
    is_passive,
    is_time,
    objects,
    obliques,
    particles,
    subjects,
)
from ingest.measure import ON, Measure, measure_of, measures_of
from ingest.status import Scope, scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ingest.lexicon import Lexicon, VerbSense
    from ingest.parse import Tree, Word


@dataclass(frozen=True, slots=True)
class Claim:
    """Who does what to whom, as heads of phrases; ``rule`` names the frame that fired."""

    trigger: Word
    action: str
    actors: tuple[Word, ...]
    targets: tuple[Word, ...]
    measures: tuple[str, ...]
    polarity: Polarity
    scope: Scope
    kind: Kind
    rule: str
    measure: Measure | None = None
    instrument: Word | None = None
    anchors: tuple[Word, ...] = field(default=())
    """Words whose dates are dates of the act: the trigger, and light verbs around it."""


@dataclass(frozen=True)
class Reader:
    """What all frames need: the tree, the lexicon, and whether the article is about sanctions."""

    tree: Tree
    lexicon: Lexicon
    domain: bool


def claims(tree: Tree, lexicon: Lexicon, *, domain: bool) -> list[Claim]:
    """All claims of one sentence, in reading order of their triggers."""
    reader = Reader(tree, lexicon, domain or lexicon.domain.search(tree.text) is not None)
    found: list[Claim] = []
    used: set[int] = set()
    for word in tree.words:
        if not (word.is_verb or word.dep == "amod"):
            continue
        for claim in _read_verb(word, reader):
            found.append(claim)
            if claim.measure is not None:
                used |= {part.i for part in claim.measure.words}
    found += _nominal_acts(reader, used)
    found = _spoken_of(found, reader, used)
    found += _states(reader, used)
    return sorted(found, key=lambda claim: claim.trigger.i)


def _read_verb(verb: Word, reader: Reader) -> Iterable[Claim]:
    """The claims of the first sense whose arguments are all there."""
    for sense in reader.lexicon.verbs.get(verb.lemma, ()):
        if sense.particle is not None and not set(sense.particle.split()) <= particles(verb):
            continue
        frame = FRAMES.get(sense.frame)
        found = frame(verb, sense, reader) if frame is not None else []
        if found:
            return found
    return []


def _claim(
    verb: Word,
    sense_action: str,
    reader: Reader,
    *,
    targets: Iterable[Word],
    rule: str,
    measure: Measure | None = None,
    measures: Iterable[str] = (),
    kind: Kind = "act",
    actors: Iterable[Word] | None = None,
) -> Claim:
    """A claim with the actor that the clause, the measure or the instrument's owner gives."""
    doers = list(subjects(verb)) if actors is None else list(actors)
    acting, instrument = _actors(doers, measure, reader)
    read = scope(verb, reader.lexicon)
    if (
        not acting
        and read.governors
        and read.governors[0].lemma in {"adopt", "pass", "approve", "sign", "issue", "back"}
    ):
        acting = subjects(read.governors[0])  # "adopts Resolution 2664 that lifts …", read as a clause
    kinds = tuple(dict.fromkeys([*measures, *(measure.kinds if measure else ())]))
    return Claim(
        trigger=verb,
        action=sense_action,
        actors=tuple(acting),
        targets=tuple(dict.fromkeys(target for target in targets if target not in acting)),
        measures=kinds,
        polarity=action_scheme()[sense_action].polarity,
        scope=read,
        kind=kind,
        rule=rule,
        measure=measure,
        instrument=instrument,
        anchors=(verb,),
    )


def _actors(doers: list[Word], measure: Measure | None, reader: Reader) -> tuple[list[Word], Word | None]:
    """Who acts; where the subject is a paper or a measure, its owner, and the paper as instrument."""
    acting: list[Word] = []
    instrument = None
    for doer in doers:
        if is_time(doer):
            continue
        if not _is_instrument(doer, reader):
            acting.append(doer)
            continue
        instrument = instrument or doer
        own = measure_of(doer, reader.lexicon)
        owners = [
            child
            for child in doer.children
            if child.dep == "poss"
            or (
                child.dep in {"compound", "amod", "nmod"}
                and child.text[:1].isupper()
                and (child.i > 0 or child.is_name)
            )
        ]
        acting += (
            own.senders
            if own is not None and own.senders
            else [owner for owner in owners if not owner.text[0].isdigit()] or _issuers(doer)
        )
    if not doers and measure is not None:
        acting += measure.senders
    return list(dict.fromkeys(acting)), instrument


def _is_instrument(word: Word, reader: Reader) -> bool:
    named = word.is_name and not reader.lexicon.among(word.lower, "instruments")
    if word.tag == "CD" and any(
        reader.lexicon.among(child.lower, "instruments") for child in word.kids("compound", "nmod")
    ):
        return True
    return not named and (
        reader.lexicon.among(word.lemma, "instruments") or measure_of(word, reader.lexicon) is not None
    )


def _issuers(paper: Word) -> list[Word]:
    """Who issues the paper: "Biden signed an order imposing …"."""
    verb = next((word for word in paper.ancestors() if word.is_verb), None)
    if verb is None or paper in grammatical_subjects(verb):
        return []
    if paper.dep in {"dobj", "nsubjpass", "pobj", "conj"}:
        return [word for word in subjects(verb) if word is not paper]
    return []


# --- frames ---------------------------------------------------------------------------------------------------------


def _target(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """The object is the target: "Britain sanctioned the bank"."""
    found = objects(verb) + _together(verb)
    if sense.needs == "domain" and not reader.domain:
        return []
    if sense.action == "fine":  # "fined the bank $9 million": the sum is not who is fined
        found = [
            word
            for word in (
                *found,
                *(member for child in verb.kids("dative", "dobj") for member in conjuncts(child)),
            )
            if word.tag not in {"CD", "$"} and word.lemma not in {"dollar", "euro", "pound"}
        ]
    if sense.needs == "listing" and not (reader.domain and _lists(verb, found, reader)):
        return []
    if sense.needs == "property":
        found = [
            word
            for word in found
            if reader.lexicon.among(word.lemma, "property")
            or word.is_name
            or _phrase_has(word, reader, "property")
        ]
    if sense.verb == "sanction" and any(
        word.lemma
        in {"plan", "use", "move", "request", "deal", "payment", "sale", "purchase", "construction"}
        for word in found
    ):
        return []  # to permit, the other sense
    generic = sense.action == "impose" and sense.verb not in {
        "block",
        "sanction",
        "penalise",
        "penalize",
        "embargo",
        "resanction",
    }
    if generic and not _measure_subject(verb, reader):
        return []
    found = [
        word
        for word in found
        if measure_of(word, reader.lexicon) is None and word.lemma not in {"number", "word"}
    ]
    if not found:
        return []
    kind: Kind = "act"
    if verb.dep == "amod" or (
        generic and (not _new_measure(verb, reader) or scope(verb, reader.lexicon).status != "asserted")
    ):
        kind = "state"
    actors = _compound_senders(verb) if verb.dep == "amod" else None
    return [
        _claim(
            verb,
            sense.action,
            reader,
            targets=found,
            rule=f"verb-target:{sense.verb}",
            measures=sense.measures,
            kind=kind,
            actors=actors,
        )
    ]


def _together(verb: Word) -> list[Word]:
    """ "sanctioned him together with his firms"."""
    beside = [
        prep
        for child in verb.children
        for prep in (child, *child.children)
        if prep.lower == "with"
        and (
            prep.head.lower in {"together", "along"}
            or any(mark.lower in {"together", "along"} for mark in prep.children)
        )
    ]
    return [member for prep in beside for pobj in prep.kids("pobj") for member in conjuncts(pobj)]


def _lists(verb: Word, found: list[Word], reader: Reader) -> bool:
    """Whether "list" is meant as designate: names or numbered groups as objects, an authority as subject if any."""
    doers = subjects(verb)
    authority = all(
        doer.text[:1].isupper() or reader.lexicon.among(doer.lemma, "agents") or doer.lower == "it"
        for doer in doers
    )
    named = any(
        word.is_name or word.kids("nummod", "poss") or reader.lexicon.among(word.lemma, "agents")
        for word in found
    )
    return authority and named and (bool(doers) or is_passive(verb))


def _compound_senders(verb: Word) -> list[Word]:
    return [child for child in verb.children if child.dep in {"npadvmod", "compound", "nmod"}]


def _phrase_has(word: Word, reader: Reader, group: str) -> bool:
    return any(
        reader.lexicon.among(child.lemma, group)
        for child in word.kids("compound", "amod", "prep")
        for child in child.subtree()
    )


def _measure_subject(verb: Word, reader: Reader) -> bool:
    if (
        verb.lemma == "target"
        and reader.domain
        and any(word.lower == "it" for word in grammatical_subjects(verb))
    ):
        return True
    return any(
        _is_instrument(word, reader) for word in grammatical_subjects(verb) if not is_passive(verb)
    ) or (is_passive(verb) and any(_is_instrument(word, reader) for word in subjects(verb)))


def _new_measure(verb: Word, reader: Reader) -> bool:
    if any(word.lower == "it" or word.lemma == "package" for word in grammatical_subjects(verb)):
        return True
    found = [measure_of(word, reader.lexicon) for word in grammatical_subjects(verb)]
    return any(measure is not None and measure.new for measure in found)


def _measure(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """The object is a measure noun: "Britain imposed sanctions on the bank"."""
    heads = objects(verb)
    if (
        sense.verb in {"adopt", "pass", "sign", "agree"}
        and reader.domain
        and measures_of(heads, reader.lexicon) is None
    ):
        papers = [word for word in heads if word.lemma in _PAPERS]
        within = any(child.dep in {"acl", "relcl"} for word in papers for child in word.children)
        if papers and not within:
            return [
                replace(
                    _claim(verb, "approve", reader, targets=papers, rule=f"verb-paper:{sense.verb}"),
                    polarity="neutral",
                )
            ]
    act = _nominal_object(verb, heads, sense, reader)
    if act is not None:
        return act
    measure = measures_of(heads, reader.lexicon)
    if measure is None or not (measure.strong or reader.domain):
        return []
    if (
        not measure.strong
        and sense.verb
        in {
            "announce",
            "take",
            "bring",
            "end",
            "drop",
            "set",
            "order",
            "pass",
            "issue",
            "raise",
            "lower",
            "double",
            "deliver",
            "pause",
            "halt",
            "sign",
            "launch",
        }
        and not _on(verb, measure)
    ):
        return []
    targets = _on(verb, measure)
    if sense.verb == "lower" and "price-cap" not in measure.kinds:
        return []
    claim = _claim(
        verb, sense.action, reader, targets=targets, rule=f"verb-measure:{sense.verb}", measure=measure
    )
    if sense.verb in {"plan", "prepare", "ready"} and claim.scope.status == "asserted":
        claim = replace(claim, scope=replace(claim.scope, status="planned"))
    return [claim]


_PAPERS = frozenset("bill resolution proposal legislation package plan motion measure draft law act".split())


def _on(verb: Word, measure: Measure) -> list[Word]:
    """The targets of a measure below ``verb``: what hangs on the verb by a preposition, and on the measure."""
    own = obliques(verb)
    widened = ("to",) if verb.lemma in {"expand", "extend", "broaden", "widen"} else ()
    found = [word for preposition in (*ON, *widened) for word in own.get(preposition, ())]
    found += [word for word in measure.targets if word not in found]
    if not found:
        found = [word for child in verb.kids("dative") for word in child.kids("pobj") or [child]]
    if not found:  # "restrictive measures in view of the situation in Mali"
        views = [
            word
            for place in (verb, measure.noun)
            for word in obliques(place).get("in", ())
            if word.lemma == "view"
        ]
        situations = [word for view in views for word in obliques(view).get("of", ())]
        found = [word for situation in situations for word in obliques(situation).get("in", ())]
    return [word for word in found if not is_time(word)]


_PERFORMING = frozenset(
    "announce order declare begin start complete confirm approve grant agree decide implement unveil adopt issue give allow extend receive get secure win".split()
)


def _nominal_object(verb: Word, heads: list[Word], sense: VerbSense, reader: Reader) -> list[Claim] | None:
    """ "announced the lifting of sanctions": the noun is the act, the verb only performs it."""
    if sense.verb not in _PERFORMING:
        return None
    for head in heads:
        act = reader.lexicon.acts.get(head.lemma)
        if act is None or act.about == "clause":
            continue
        measure, targets = _nominal_arguments(head, act.about, reader)
        if measure is None and not targets:
            continue
        claim = _claim(
            verb,
            act.action,
            reader,
            targets=targets or _on(verb, measure or Measure(head, strong=True)),
            rule=f"verb-act:{act.noun}",
            measure=measure,
        )
        return [replace(claim, anchors=(verb, head))]
    return None


def _nominal_arguments(noun: Word, about: str, reader: Reader) -> tuple[Measure | None, list[Word]]:
    """What a nominal act works on: "the lifting of sanctions on Iran", "the designation of the bank"."""
    held = obliques(noun)
    inside = [word for preposition in ("of", "to", "in", "from") for word in held.get(preposition, ())]
    inside += [child for child in noun.kids("compound", "nmod") if child.i < noun.i]
    measure = measures_of(inside, reader.lexicon)
    direct = [word for preposition in ON for word in held.get(preposition, ()) if not is_time(word)]
    if measure is not None:
        return measure, [*measure.targets, *(word for word in direct if word not in measure.targets)]
    if about == "target":
        return None, [word for word in held.get("of", ()) if not is_time(word)]
    return None, []


def _with(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """The object is the target, the measure follows: "Britain hit the bank with sanctions"."""
    held = obliques(verb)
    found = objects(verb)
    for preposition in ("from",) if sense.away else ("with", "by", "to", "under", "in"):
        measure = measures_of(held.get(preposition, []), reader.lexicon)
        if measure is not None and found and (measure.strong or reader.domain):
            targets = [word for word in found if measure_of(word, reader.lexicon) is None]
            return (
                [
                    _claim(
                        verb,
                        sense.action,
                        reader,
                        targets=targets,
                        rule=f"verb-with:{sense.verb}",
                        measure=measure,
                    )
                ]
                if targets
                else []
            )
    return []


def _list(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """The object goes on a list or comes off it: "The EU added nine officers to its list"."""
    held = obliques(verb)
    for target in objects(
        verb
    ):  # "removed Malaysia and the Philippines from its list": the parser hangs the list on the last name
        for preposition, heads in obliques(target).items():
            held.setdefault(preposition, []).extend(
                head for head in heads if reader.lexicon.among(head.lemma, "lists")
            )
    for child in verb.kids("advmod"):
        for preposition, heads in obliques(child).items():
            held.setdefault(preposition, []).extend(heads)
    for preposition in ("from", "off", "of") if sense.away else ("to", "on", "onto", "in", "under"):
        for word in held.get(preposition, ()):
            if preposition == "under" or sense.away or not measure_of(word, reader.lexicon):
                pass
            listed = reader.lexicon.among(word.lemma, "lists") and (
                reader.domain or word.lemma == "blacklist"
            )
            measured = (
                (measure := measure_of(word, reader.lexicon)) is not None
                and measure.strong
                and preposition in {"under", "from"}
            )
            if not (listed or measured):
                continue
            targets = [target for target in objects(verb) if measure_of(target, reader.lexicon) is None]
            if not targets:
                continue
            owners = [
                child
                for child in word.kids("poss", "compound", "nmod")
                if child.text[:1].isupper() and child.tag != "PRP$"
            ]
            actors = subjects(verb) or owners or (measure.senders if measured and measure else [])
            action = "impose" if measured and not sense.away else sense.action
            return [
                _claim(
                    verb,
                    action,
                    reader,
                    targets=targets,
                    rule=f"verb-list:{sense.verb}",
                    actors=actors,
                    measure=measure if measured else None,
                )
            ]
    return []


def _assets(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """The object is property, its owner the target: "Switzerland froze the minister's assets"."""
    heads = objects(verb)
    heads += [
        inner for head in heads for inner in obliques(head).get("of", ())
    ]  # "two billion euros of assets"
    for head in heads:
        if not reader.lexicon.among(head.lemma, "assets"):
            continue
        held = obliques(head)
        owners = [member for child in head.kids("poss") for member in conjuncts(child)]
        owners += [
            word
            for preposition in ("of", "belonging", "held", "owned")
            for word in held.get(preposition, ())
            if not is_time(word)
        ]
        owners += [
            word
            for child in head.kids("acl")
            for word in [*obliques(child).get("to", ()), *obliques(child).get("by", ())]
        ]
        owners += (
            []
            if owners
            else [child for child in head.kids("amod", "compound", "nmod") if child.text[:1].isupper()]
        )
        return [
            _claim(
                verb,
                sense.action,
                reader,
                targets=owners or [head],
                rule=f"verb-assets:{sense.verb}",
                measures=sense.measures,
            )
        ]
    return []


_TRADE = {
    "import": "import-restrictions",
    "export": "export-control",
    "sale": "export-control",
    "purchase": "import-restrictions",
    "entry": "travel-ban",
    "flight": "transport-ban",
    "vessel": "transport-ban",
    "ship": "transport-ban",
    "tanker": "transport-ban",
    "travel": "travel-ban",
    "investment": "investment-ban",
    "service": "services-ban",
    "airline": "transport-ban",
}


def _bar(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "barred the bank from trading", "banned imports of Russian oil"."""
    if sense.needs == "swift" and not any(
        word in reader.tree.text.lower()
        for word in ("swift", "the dollar", "financial system", "capital markets", "central bank")
    ):
        return []
    found = [word for word in objects(verb) if measure_of(word, reader.lexicon) is None]
    if not found:
        return []
    targets: list[Word] = []
    kinds = list(sense.measures)
    for head in found:
        held = obliques(head)
        kind = _TRADE.get(head.lemma)
        if kind is not None:
            kinds.append(kind)
        inside = (
            [word for preposition in ("from", "to", "of", "in") for word in held.get(preposition, ())]
            if kind
            else []
        )
        targets += (
            inside[:1] + [member for word in inside[:1] for member in conjuncts(word) if member is not word]
            if inside
            else [head]
        )
    for child in verb.kids("prep"):
        for gerund in child.kids("pcomp"):
            if gerund.lemma in {"enter", "travel", "visit"}:
                kinds.append("travel-ban")
    return [
        _claim(verb, sense.action, reader, targets=targets, rule=f"verb-bar:{sense.verb}", measures=kinds)
    ]


def _toward(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """The target follows a preposition: "Russia retaliated against Britain"."""
    held = obliques(verb)
    targets = [
        word for preposition in (*ON, *sense.on) for word in held.get(preposition, ()) if not is_time(word)
    ]
    targets = [word for word in targets if measure_of(word, reader.lexicon) is None]
    if not targets and sense.action != "retaliate":
        return []
    return [_claim(verb, sense.action, reader, targets=targets, rule=f"verb-toward:{sense.verb}")]


def _measured(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """The object is a measure: its sender is who is answered ("China condemned the U.S. sanctions")."""
    heads = objects(verb)
    if sense.particle is not None:
        heads = heads or [word for part in sense.particle.split() for word in obliques(verb).get(part, ())]
    measure = measures_of(heads, reader.lexicon)
    if measure is None:
        if sense.needs == "measure" or not heads or not reader.domain:
            return []
        return [_claim(verb, sense.action, reader, targets=heads, rule=f"verb-answer:{sense.verb}")]
    if not measure.strong and sense.needs == "measure":
        return []
    if not [word for word in subjects(verb) if not _is_instrument(word, reader)]:
        return []
    targets = measure.senders or [measure.noun]
    claim = _claim(
        verb, sense.action, reader, targets=targets, rule=f"verb-answer:{sense.verb}", actors=subjects(verb)
    )
    return [replace(claim, measure=measure, targets=tuple(targets))]


def _relations(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "severed diplomatic relations with Syria"."""
    for head in objects(verb):
        if head.lemma in {"relation", "tie", "talk", "link", "contact"}:
            targets = [
                *obliques(head).get("with", ()),
                *obliques(verb).get("with", ()),
                *obliques(head).get("to", ()),
            ]
            if targets:
                return [
                    _claim(verb, sense.action, reader, targets=targets, rule=f"verb-relations:{sense.verb}")
                ]
    return []


_PERMITS = frozenset(
    "licence license waiver exemption carve-out authorisation authorization permit permission reprieve derogation exception dispensation".split()
)


def _permit(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "allowed Chevron to pump oil", in a sentence about sanctions."""
    if reader.lexicon.domain.search(reader.tree.text) is None:
        return []
    for lower in verb.kids("ccomp", "xcomp"):
        if lower.lemma in {"lapse", "expire", "end"}:
            measure = measures_of(objects(verb) or lower.kids("nsubj"), reader.lexicon)
            if measure is not None:
                claim = _claim(
                    verb,
                    "lift",
                    reader,
                    targets=_on(lower, measure),
                    rule="verb-lapse",
                    measure=measure,
                    actors=None if not is_passive(verb) else measure.senders,
                )
                return [replace(claim, anchors=(verb, lower))]
        permitted = [
            member for word in (lower.kids("nsubj") or verb.kids("dobj")) for member in conjuncts(word)
        ]
        if is_passive(verb):
            permitted = objects(verb)
        if (
            permitted
            and any(child.lower == "to" for child in lower.kids("aux"))
            and not any(word.lower in {"it", "that"} for word in permitted)
        ):
            return [_claim(verb, sense.action, reader, targets=permitted, rule=f"verb-permit:{sense.verb}")]
    return []


def _grant(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "granted the refinery a waiver", "issued a licence for the pipeline"."""
    given = [*verb.kids("dobj"), *(verb.kids("nsubjpass") if is_passive(verb) else [])]
    paper = next(
        (
            word
            for word in given
            for word in conjuncts(word)
            if word.lemma in _PERMITS or (word.lemma == "relief" and reader.domain)
        ),
        None,
    )
    if paper is None or not reader.domain:
        return []
    held = {**obliques(verb), **obliques(paper)}
    targets = [word for child in verb.kids("dative") for word in (child.kids("pobj") or [child])]
    targets += [
        word for preposition in ("to", "for") for word in held.get(preposition, ()) if not is_time(word)
    ]
    targets += [
        word
        for child in paper.kids("acl", "relcl")
        for word in child.kids("dobj")
        if child.lemma in {"allow", "let", "permit", "authorise", "authorize", "exempt"}
    ]
    targets += [
        word
        for child in paper.kids("acl", "relcl")
        for lower in child.kids("ccomp", "xcomp")
        for word in lower.kids("nsubj")
    ]
    takes = sense.verb in {"receive", "secure", "win", "obtain"}
    action = "ease" if paper.lemma == "relief" else sense.action
    if takes:
        givers = [word for preposition in ("from",) for word in held.get(preposition, ())]
        return [
            _claim(
                verb,
                action,
                reader,
                targets=subjects(verb),
                rule=f"verb-grant:{sense.verb}",
                actors=givers or _owners(paper),
            )
        ]
    return (
        [_claim(verb, action, reader, targets=targets, rule=f"verb-grant:{sense.verb}")]
        if targets or subjects(verb)
        else []
    )


_ADVERSE = frozenset(
    "illegal unlawful unfair groundless baseless absurd weak unacceptable illegitimate unjustified counterproductive hostile unfounded wrong unjust provocative "
    "cynical harmful pointless useless futile ridiculous blackmail war mistake provocation aggression politicised politicized insufficient inadequate dangerous shameful crime robbery theft terrorism".split()
)


def _calls(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "called the decision groundless": a judgement against an act."""
    if not reader.domain:
        return []
    below = [
        word
        for child in verb.kids("ccomp", "oprd", "xcomp", "dobj", "acomp", "advcl")
        for word in (child, *child.children)
    ]
    adverse = any(word.lower in _ADVERSE for word in below)
    judged = [
        word
        for word in [
            *verb.kids("dobj"),
            *(inner for child in verb.kids("ccomp", "xcomp", "oprd") for inner in child.kids("nsubj", "det")),
        ]
        if word.is_noun
    ]
    named = [
        word
        for word in judged
        if word.lemma in {"decision", "move", "step", "level", "action", "listing"}
        or measure_of(word, reader.lexicon) is not None
    ]
    if not adverse or not named or not subjects(verb):
        return []
    measure = measure_of(named[0], reader.lexicon)
    targets = measure.senders if measure is not None and measure.senders else named
    return [_claim(verb, sense.action, reader, targets=targets, rule="verb-calls")]


def _restricts(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "restricted access to capital markets for five banks", "curbed exports to Russia"."""
    heads = [
        word
        for word in objects(verb)
        if word.lemma
        in {
            "access",
            "financing",
            "export",
            "import",
            "sale",
            "trade",
            "lending",
            "shipment",
            "purchase",
            "transaction",
            "dealing",
            "supply",
            "delivery",
        }
    ]
    if not heads or not reader.domain:
        return []
    places = [obliques(verb), *(obliques(word) for word in heads)]
    targets = [
        word
        for preposition in ("for", "to", "from", "with", "of")
        for held in places
        for word in held.get(preposition, ())
        if not is_time(word)
        and word.lemma not in {"market", "capital", "debt", "goods", "equipment", "technology"}
    ]
    return (
        [
            _claim(
                verb,
                sense.action,
                reader,
                targets=targets[:1] and conjuncts(targets[0]),
                rule=f"verb-restricts:{sense.verb}",
            )
        ]
        if targets
        else []
    )


def _closes(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "closed its airspace to Russian airlines"."""
    held = obliques(verb)
    places = [word for word in objects(verb) if word.lemma in {"airspace", "port", "market", "border"}]
    if not places or not reader.domain:
        return []
    targets = [
        word
        for place in (held, *(obliques(word) for word in places))
        for word in place.get("to", ())
        if not is_time(word)
    ]
    return (
        [_claim(verb, sense.action, reader, targets=targets, rule="verb-closes", measures=sense.measures)]
        if targets
        else []
    )


def _told(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "told Russia to stop or face sanctions": a threat."""
    told = verb.kids("dobj") + verb.kids("dative")
    facing = [
        word
        for child in verb.kids("xcomp", "ccomp", "advcl")
        for word in child.subtree()
        if word.lemma in {"face", "see", "expect", "risk"}
    ]
    for face in facing:
        measure = measures_of(objects(face), reader.lexicon)
        alternative = face.dep == "conj" and any(mark.lower == "or" for mark in face.head.children)
        if measure is not None and measure.strong and told and alternative:
            return [_claim(verb, sense.action, reader, targets=told, rule="verb-told", measure=measure)]
    return []


def _pays(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "agreed to pay $9 million to settle": who pays is fined."""
    text = reader.tree.text.lower()
    if (
        not reader.domain
        or not any(word in text for word in ("settle", "fine", "penalt", "resolve"))
        or not any(char in text for char in "$€£")
    ):
        return []
    held = obliques(verb)
    fining = [word for word in held.get("to", ()) if word.is_name]
    settled = [word for word in reader.tree.words if word.lemma in {"settle", "resolve", "settlement"}]
    fining += [
        word for place in settled for word in obliques(place).get("with", ()) if word.text[:1].isupper()
    ]
    return (
        [_claim(verb, sense.action, reader, targets=subjects(verb), rule="verb-pays", actors=fining)]
        if subjects(verb)
        else []
    )


def _owners(noun: Word) -> list[Word]:
    return [
        child
        for child in noun.children
        if child.dep in {"poss", "compound", "amod", "nmod"} and child.text[:1].isupper()
    ]


def _ends(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "the sanctions expired": the measure is the subject, its sender the actor."""
    if verb.kids("dobj") or is_passive(verb) or verb.head.lemma in {"allow", "let", "permit"}:
        return []
    return _intransitive(verb, sense, reader)


_EFFECTS = {"take": "effect", "come": "force", "enter": "force", "go": "effect"}


def _begins(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    """ "the sanctions took effect", "came into force"."""
    wanted = _EFFECTS.get(verb.lemma)
    below = [*verb.kids("dobj"), *(word for heads in obliques(verb).values() for word in heads)]
    if wanted is not None and not any(word.lemma in {wanted, "effect", "force"} for word in below):
        return []
    if wanted is None and sense.particle is None and verb.kids("dobj", "xcomp"):
        return []
    return _intransitive(verb, sense, reader)


def _intransitive(verb: Word, sense: VerbSense, reader: Reader) -> list[Claim]:
    measure = measures_of(grammatical_subjects(verb), reader.lexicon)
    if measure is None or not (measure.strong or reader.domain):
        return []
    targets = [word for word in measure.targets if not is_time(word)]
    if not targets and not measure.senders:
        return []
    claim = _claim(
        verb,
        sense.action,
        reader,
        targets=targets,
        rule=f"verb-{sense.frame}:{sense.verb}",
        measure=measure,
        actors=measure.senders,
    )
    if verb.tag in {"VBZ", "VBP"} and claim.scope.status == "asserted" and not verb.kids("aux"):
        claim = replace(claim, scope=replace(claim.scope, status="planned"))  # "the sanctions expire in July"
    return [claim]


FRAMES: dict[str, Callable[[Word, VerbSense, Reader], list[Claim]]] = {
    "target": _target,
    "measure": _measure,
    "with": _with,
    "list": _list,
    "assets": _assets,
    "bar": _bar,
    "toward": _toward,
    "measured": _measured,
    "relations": _relations,
    "pays": _pays,
    "calls": _calls,
    "restricts": _restricts,
    "told": _told,
    "closes": _closes,
    "permit": _permit,
    "grant": _grant,
    "ends": _ends,
    "begins": _begins,
}


# --- acts that are spoken of -------------------------------------------------------------------------------------------


def _nominal_acts(reader: Reader, used: set[int]) -> list[Claim]:
    """ "the lifting of sanctions on Iran by the EU", where no verb has told it."""
    found = []
    for noun in reader.tree.words:
        act = reader.lexicon.acts.get(noun.lemma) if noun.tag.startswith("N") or noun.tag == "VBG" else None
        if (
            act is None
            or act.about == "clause"
            or (noun.tag == "VBG" and noun.dep not in {"pobj", "dobj", "nsubj", "nsubjpass"})
        ):
            continue
        measure, targets = _nominal_arguments(noun, act.about, reader)
        if (measure is None and not targets) or (measure is not None and measure.noun.i in used):
            continue
        owners = [
            child for child in noun.kids("poss") if child.tag != "PRP$" and not is_time(child)
        ] + obliques(noun).get("by", [])
        owners = owners or (measure.senders if measure else []) or _doer_beside(noun)
        claim = _claim(
            noun,
            act.action,
            reader,
            targets=targets,
            rule=f"noun:{act.noun}",
            measure=measure,
            kind="state",
            actors=owners,
        )
        if act.action == "evade":
            continue
        used |= {part.i for part in measure.words} if measure else {noun.i}
        used.add(noun.i)
        found.append(claim)
    return found


def _doer_beside(noun: Word) -> list[Word]:
    """Who acts in "With the designation of the bank, the Treasury …": the subject of the clause."""
    prep = noun.head
    if noun.dep != "pobj" or prep.lower not in {"with", "by"} or not prep.head.is_verb:
        return []
    return grammatical_subjects(prep.head)


_CHAIN = {
    "xcomp",
    "ccomp",
    "pcomp",
    "prep",
    "dobj",
    "pobj",
    "conj",
    "acl",
    "advcl",
    "oprd",
    "nsubjpass",
    "dative",
    "attr",
}


def _spoken_of(found: list[Claim], reader: Reader, used: set[int]) -> list[Claim]:
    """Add the signal and decision claims, and take away the acts that they only speak of."""
    result = list(found)
    for verb in reader.tree.words:
        if not verb.is_verb:
            continue
        for sense in reader.lexicon.verbs.get(verb.lemma, ()):
            if sense.frame not in {"clause", "addressee", "denial"}:
                continue
            if sense.particle is not None and not set(sense.particle.split()) <= particles(
                verb
            ) | _clause_marks(verb):
                continue
            if any(claim.trigger is verb for claim in result):
                break
            claim, below = _signal(verb, sense, reader, result)
            if claim is None:
                continue
            result = [other for other in result if other not in below] + [claim]
            if claim.measure is not None:
                used |= {part.i for part in claim.measure.words}
            for other in below:
                used |= {part.i for part in other.measure.words} if other.measure else set()
            break
    return result


def _threatened(verb: Word, sense: VerbSense) -> list[Word]:
    """Whom a threat is meant for, where only its condition says so: "threatened sanctions if Russia went on"."""
    if sense.action not in {"threaten", "warn", "pledge"}:
        return []
    for word in verb.subtree():
        conditional = word.dep == "advcl" and any(
            mark.lower in {"if", "unless", "should"} for mark in word.children
        )
        if conditional:
            return [subject for subject in grammatical_subjects(word) if subject.tag != "PRP"]
    return []


def _clause_marks(verb: Word) -> set[str]:
    """ "for" of "called for sanctions to be lifted", which stands inside the clause below the verb."""
    return {mark.lower for child in verb.kids("advcl", "ccomp", "xcomp") for mark in child.kids("mark")} & {
        "for"
    }


_LEGISLATORS = frozenset(
    "senate house congress parliament assembly lawmaker duma committee mp legislator senator representative commons lords bundestag knesset majlis legislature rada deputy member".split()
)


def _signal(
    verb: Word, sense: VerbSense, reader: Reader, known: list[Claim]
) -> tuple[Claim | None, list[Claim]]:
    """The claim of a verb that speaks of an act, and the claims below it that are only spoken of."""
    if verb.tag == "VBN" and verb.dep == "acl":
        return None, []
    if verb.lemma == "vote" and not any(
        word.lemma in _LEGISLATORS or word.lower in _LEGISLATORS for word in subjects(verb)
    ):
        return None, []
    below = [claim for claim in known if claim.trigger is not verb and _governed(claim.trigger, verb)]
    held = obliques(verb)
    spoken = objects(verb)
    for part in (sense.particle or "").split():
        spoken = [*held.get(part, ()), *spoken]
    measure = measures_of(spoken, reader.lexicon)
    if sense.frame == "denial":
        if not below:
            return None, []
        first = below[0]
        own = set(first.actors) & set(subjects(verb))
        return _claim(
            verb,
            "deny",
            reader,
            targets=() if own else first.actors,
            rule="verb-deny",
            measures=first.measures,
        ), []
    if sense.frame == "addressee" or sense.action == "threaten":
        addressed = [
            word
            for word in spoken
            if measure_of(word, reader.lexicon) is None and not _is_act(word, reader) and word.dep != "oprd"
        ]
        threat = measures_of(
            [
                word
                for preposition in ("with", "of", "about", "against", "over", "for")
                for word in held.get(preposition, ())
            ],
            reader.lexicon,
        )
        about = below[0] if below else None
        touched = any(
            measure_of(word, reader.lexicon) is not None
            for child in verb.kids("xcomp", "ccomp", "advcl")
            for word in child.subtree()
            if word.tag.startswith("N")
        )
        if addressed and (about is not None or threat is not None or (touched and sense.particle != "for")):
            claim = _claim(
                verb,
                sense.action,
                reader,
                targets=addressed,
                rule=f"verb-addressee:{sense.verb}",
                measure=threat,
                measures=about.measures if about else (),
            )
            return replace(claim, polarity=about.polarity if about else "restrict"), below
        urged = [word for word in addressed if word.is_name or reader.lexicon.among(word.lemma, "agents")]
        if (
            sense.action == "urge"
            and sense.verb in {"urge", "call", "appeal", "implore"}
            and urged
            and verb.kids("xcomp", "ccomp", "advcl")
            and reader.domain
            and sense.particle != "for"
        ):
            return replace(
                _claim(verb, sense.action, reader, targets=urged, rule=f"verb-addressee:{sense.verb}"),
                polarity="neutral",
            ), below
        if sense.frame == "addressee" and sense.action != "warn":
            return None, []
    if below:
        first = below[0]
        same = [
            claim for claim in below if claim.action == first.action or claim.trigger.head is first.trigger
        ]
        targets = list(dict.fromkeys(target for claim in same for target in claim.targets))
        own = [
            word
            for preposition in ("against",)
            for word in held.get(preposition, ())
            if not is_time(word) and measure_of(word, reader.lexicon) is None
        ]
        claim = _claim(
            verb,
            sense.action,
            reader,
            targets=targets or own or _threatened(verb, sense),
            rule=f"verb-clause:{sense.verb}",
            measures=first.measures,
        )
        return replace(claim, polarity=first.polarity, measure=first.measure), below
    if measure is None and sense.action in {"approve", "block"} and reader.domain:
        papers = [word for word in spoken if word.lemma in _PAPERS]
        inside = {id(word) for paper in papers for word in paper.subtree()}
        if any(id(claim.trigger) in inside for claim in known):
            return None, []  # "adopts a resolution extending the embargo": the extension is the news
        if papers and subjects(verb):
            return replace(
                _claim(verb, sense.action, reader, targets=papers, rule=f"verb-paper:{sense.verb}"),
                polarity="neutral",
            ), below
    if sense.action == "demand" and reader.domain:
        demanded = [word for child in verb.kids("ccomp") for word in child.kids("nsubj") if word.is_name]
        if demanded and subjects(verb):
            return replace(
                _claim(verb, sense.action, reader, targets=demanded, rule="verb-demand"), polarity="neutral"
            ), below
    taken = [
        word
        for child in verb.kids("xcomp")
        if child.lemma in {"take", "adopt"}
        for word in child.kids("dobj")
        if word.lemma in {"measure", "step", "action"}
    ]
    answers = taken + [
        word
        for word in spoken
        if word.lemma in {"response", "retaliation", "consequence", "answer", "reprisal", "countermeasure"}
    ]
    if answers and sense.action in {"threaten", "pledge", "warn"} and reader.domain:
        against = [
            word
            for place in (verb, *answers)
            for preposition in ("against", "to")
            for word in obliques(place).get(preposition, ())
            if word.text[:1].isupper()
        ]
        return replace(
            _claim(verb, sense.action, reader, targets=against, rule=f"verb-answer:{sense.verb}"),
            polarity="restrict",
            targets=tuple(against),
        ), below
    if (
        measure is not None
        and (measure.strong or _on(verb, measure) or (measure.new and sense.action == "threaten"))
        and (measure.strong or reader.domain)
    ):
        claim = _claim(
            verb,
            sense.action,
            reader,
            targets=_on(verb, measure) or _threatened(verb, sense),
            rule=f"verb-clause-measure:{sense.verb}",
            measure=measure,
        )
        return replace(claim, polarity="restrict"), below
    return None, []


def _is_act(word: Word, reader: Reader) -> bool:
    return word.lemma in reader.lexicon.acts


def _governed(word: Word, verb: Word) -> bool:
    """Whether ``word`` stands below ``verb`` as its complement, not in a clause beside it."""
    current = word
    while current.head is not current:
        if current.dep not in _CHAIN:
            return False
        if current.dep == "conj" and current.head is verb:
            return False
        infinitive = any(child.dep == "aux" and child.lower == "to" for child in current.children)
        if current.dep == "advcl" and not (infinitive and current.i > current.head.i):
            return False
        if current.dep == "acl" and not infinitive:
            return False
        if (
            current.dep == "conj"
            and current.kids("nsubj", "nsubjpass")
            and current.head.is_verb
            and current.head.head is not current.head
            and current.tag in {"VBD", "VBZ", "VBP"}
        ):
            return False
        current = current.head
        if current is verb:
            return True
    return False


def _states(reader: Reader, used: set[int]) -> list[Claim]:
    """Measures that are only mentioned: "U.S. sanctions on Iran", "a bank under sanctions"."""
    found = []
    for noun in reader.tree.words:
        if noun.i in used or not noun.tag.startswith("N") or noun.lemma in reader.lexicon.acts:
            continue
        measure = measure_of(noun, reader.lexicon)
        if measure is None or not measure.strong or any(part.i in used for part in measure.words):
            continue
        used |= {part.i for part in measure.words}
        targets = [word for word in measure.targets if not is_time(word)] or _bearers(noun)
        if not targets and not measure.senders:
            continue
        read = scope(noun, reader.lexicon)
        if (
            noun.dep == "pobj"
            and noun.head.head.is_verb
            and any(child.dep == "neg" for child in noun.head.head.children)
        ):
            continue  # "the ship is not under sanctions"
        if measure.new and read.status == "asserted":
            read = replace(read, status="possible")
        claim = _claim(
            noun,
            "impose",
            reader,
            targets=targets,
            rule="state:measure-noun",
            measure=measure,
            kind="state",
            actors=measure.senders,
        )
        found.append(replace(claim, scope=read))
    return found


def _bearers(noun: Word) -> list[Word]:
    """Who is "under" or "subject to" the measure."""
    prep = noun.head
    if noun.dep != "pobj" or prep.lower not in {"under", "to"}:
        return []
    holder = prep.head
    if prep.lower == "to" and holder.lower != "subject":
        return []
    if holder.is_noun and not holder.is_verb:
        return [holder]
    verb = holder if holder.is_verb else holder.head
    return (
        grammatical_subjects(verb)
        if verb.lemma in {"be", "remain", "come", "stay", "fall", "place", "put"}
        else []
    )


def reaches(action: str, above: str) -> bool:
    """Whether ``action`` is ``above`` or stands below it in the scheme.

    >>> reaches("designate", "impose")
    True
    """
    return above in action_path(action)

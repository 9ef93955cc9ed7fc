"""Acts and measures that only nouns name: "the lifting of sanctions", "a bank under sanctions"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.claim import Claim, Reader, claim
from ingest.clause import grammatical_subjects
from ingest.frame_measure import nominal_arguments
from ingest.measure import Measure, measure_of
from ingest.relation import after, all_conjuncts, is_time, untimed
from ingest.status import scope

if TYPE_CHECKING:
    from ingest.lexicon import NominalAct
    from ingest.parse import Word

MEMBERS = "members"
"""Rule of a claim that lists who was hit by the act told before."""
_BEARING = frozenset("be remain come stay fall place put".split())


def nominal_acts(reader: Reader, used: set[int]) -> list[Claim]:
    """Acts told by a noun where no verb has told them: "the lifting of sanctions on Iran by the EU".

    The words of their measures are added to ``used``.
    """
    found = []
    for noun in reader.tree.words:
        act = _act(noun, reader)
        made = _nominal_act(noun, act, reader, used) if act is not None else None
        if made is not None:
            found.append(made)
            used |= {noun.i, *(part.i for part in (made.measure.words if made.measure else ()))}
    return found


def _act(noun: Word, reader: Reader) -> NominalAct | None:
    """The act that a noun, or a gerund in the place of one, tells."""
    gerund = noun.tag == "VBG" and noun.dep in {"pobj", "dobj", "nsubj", "nsubjpass"}
    act = reader.lexicon.acts.get(noun.lemma) if noun.tag.startswith("N") or gerund else None
    return act if act is not None and act.about != "clause" and act.action != "evade" else None


def _nominal_act(noun: Word, act: NominalAct, reader: Reader, used: set[int]) -> Claim | None:
    measure, targets = nominal_arguments(noun, act.about, reader)
    if (measure is None and not targets) or (measure is not None and measure.noun.i in used):
        return None
    return claim(
        noun,
        act.action,
        reader,
        targets=targets,
        rule=f"noun:{act.noun}",
        measure=measure,
        kind="state",
        actors=_owners(noun, measure),
    )


def _owners(noun: Word, measure: Measure | None) -> list[Word]:
    """Whose act a noun tells."""
    found = [child for child in noun.kids("poss") if child.tag != "PRP$" and not is_time(child)]
    found += after(noun, "by")
    return found or (measure.senders if measure else []) or _doer_beside(noun)


def _doer_beside(noun: Word) -> list[Word]:
    """Who acts in "With the designation of the bank, the Treasury …": the subject of the clause."""
    prep = noun.head
    if noun.dep != "pobj" or prep.lower not in {"with", "by"} or not prep.head.is_verb:
        return []
    return grammatical_subjects(prep.head)


def members(reader: Reader) -> list[Claim]:
    """Lists of those hit: "They include the general", "Among those designated is the general"."""
    found = []
    for verb in reader.tree.words:
        listed = _listed(verb) if verb.is_verb and reader.domain else []
        if listed:
            found.append(claim(verb, "impose", reader, targets=listed, rule=MEMBERS, actors=()))
    return found


def _listed(verb: Word) -> list[Word]:
    subject = next(iter(verb.kids("nsubj")), None)
    if verb.lemma == "include" and subject is not None and subject.lower in {"they", "those", "these"}:
        return all_conjuncts(word for word in verb.kids("dobj") if word.is_name)
    among = any(child.lower == "among" for child in verb.kids("prep"))
    if verb.lemma == "be" and among:
        return all_conjuncts(word for word in verb.kids("nsubj", "attr") if word.is_name)
    return []


def states(reader: Reader, used: set[int]) -> list[Claim]:
    """Measures that are only mentioned: "U.S. sanctions on Iran", "a bank under sanctions"."""
    found = []
    for noun in reader.tree.words:
        if noun.i in used or not noun.tag.startswith("N") or noun.lemma in reader.lexicon.acts:
            continue
        measure = measure_of(noun, reader.lexicon)
        if measure is None or not measure.strong or any(part.i in used for part in measure.words):
            continue
        used |= {part.i for part in measure.words}
        targets = untimed(measure.targets) or _bearers(noun)
        if (targets or measure.senders) and not _is_denied(noun):
            found.append(_state(noun, measure, targets, reader))
    return found


def _state(noun: Word, measure: Measure, targets: list[Word], reader: Reader) -> Claim:
    made = claim(
        noun,
        "impose",
        reader,
        targets=targets,
        rule="state:measure-noun",
        measure=measure,
        kind="state",
        actors=measure.senders,
    )
    read = scope(noun, reader.lexicon)
    if measure.new and read.status == "asserted":
        read = replace(read, status="possible")
    return replace(made, scope=read)


def _is_denied(noun: Word) -> bool:
    """Whether nothing is in force: "the ship is not under sanctions"."""
    verb = noun.head.head
    return noun.dep == "pobj" and verb.is_verb and bool(verb.kids("neg"))


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
    return grammatical_subjects(verb) if verb.lemma in _BEARING else []

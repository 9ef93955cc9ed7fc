"""Which claims are worth telling: enough is known of them, and they are about sanctions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.anchor import is_weak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Entity, When
    from ingest.claim import Claim

# Sport, stock exchanges and nature have sanctions, bans and lists of their own.
_OTHER_SENSE = re.compile(
    r"\b(?:NCAA|FIFA|UEFA|IOC|Olympics?|football|basketball|baseball|soccer|league|tournament|athletes?|doping"
    r"|cricket|rugby|Formula One|championships?|referees?|stock exchange|bourse|NASDAQ|NYSE|delisted from the"
    r"|endangered|world heritage|species|church|archbishops?|Anglican|benefits? sanctions|jobseekers?)\b",
    re.IGNORECASE,
)
_SENDERS = frozenset("state territory government ministry regulator parliament bloc".split())
# Verbs so common outside of sanctions that both sides must be known names.
_BETWEEN_NAMES = frozenset(
    "verb-toward:meet verb-target:meet verb-toward:negotiate verb-toward:confer verb-target:invade "
    "verb-target:bomb verb-target:shell verb-target:attack verb-target:quit verb-target:exit "
    "verb-target:leave verb-target:abandon verb-target:block verb-target:spare verb-target:exempt "
    "verb-target:excuse verb-target:withdraw verb-target:pull verb-target:divest verb-relations:sever "
    "verb-relations:cut verb-relations:break verb-relations:suspend verb-relations:rupture".split()
)
_BLOCKABLE = frozenset({"company", "bank", "person", "vessel"})
_LEAVING = frozenset({"company", "bank", "organisation", "group"})
_CONDEMNED = frozenset("decision move step listing sanctions cap package measures".split())
_SPOKEN = frozenset("threaten warn urge demand propose consider pledge condemn deny retaliate".split())
_ENFORCING = frozenset({"charge", "convict", "seize", "investigate", "fine"})


def stands(  # noqa: PLR0911 - one question after another, each with its own answer
    claim: Claim, actors: Sequence[Entity], targets: Sequence[Entity], text: str
) -> bool:
    """Whether enough is known for a claim to be worth telling."""
    linked = any(target.linked for target in targets)
    if claim.action in _SPOKEN and not actors:
        return False  # "asked whether …": nobody calls for anything
    if claim.action == "condemn" and claim.measure is None and not linked:
        last_words = {target.label.split()[-1].lower() for target in targets}
        return bool(actors) and bool(last_words & _CONDEMNED)
    if not _is_possible(claim, actors, targets):
        return False
    if claim.kind == "state":
        return _is_in_force(claim, actors, targets) and not _is_elsewhere(text, actors)
    if claim.rule in _BETWEEN_NAMES:
        known = all(entity.linked for entity in (*actors, *targets))
        return bool(actors) and bool(targets) and known and claim.scope.status == "asserted"
    if _is_elsewhere(text, actors):
        return False
    return bool(targets) or (bool(actors) and claim.measure is not None)


def _is_elsewhere(text: str, actors: Sequence[Entity]) -> bool:
    """Whether the sentence is about sport, stock exchanges or nature, and no authority acts in it."""
    authority = any(actor.linked and actor.type in _SENDERS for actor in actors)
    return _OTHER_SENSE.search(text) is not None and not authority


def _is_in_force(claim: Claim, actors: Sequence[Entity], targets: Sequence[Entity]) -> bool:
    """Whether a measure that is mentioned stands, and is one of somebody known."""
    stands = claim.scope.status == "asserted" or claim.rule != "state:measure-noun"
    return stands and any(entity.linked for entity in (*actors, *targets))


def _is_possible(claim: Claim, actors: Sequence[Entity], targets: Sequence[Entity]) -> bool:
    """Whether those who act and are acted on can be so in this kind of act."""
    if claim.action == "exit":
        return all(actor.type in _LEAVING for actor in actors)
    if claim.rule == "verb-target:block":
        return all(target.type in _BLOCKABLE for target in targets)
    if claim.action in _ENFORCING:
        return bool(actors) or any(target.linked for target in targets)
    return True


def confidence(claim: Claim, actor: Entity | None, target: Entity | None, day: When | None) -> float:
    """How often a claim like this is right: fitted to the shares over all of ``data/gold``."""
    sure = 0.93
    sure -= _doubt(actor, missing=0.2, unknown=0.07)
    sure -= _doubt(target, missing=0.26, unknown=0.05)
    sure -= 0.03 if is_weak(day) else 0
    sure -= 0.12 if claim.scope.status != "asserted" else 0
    sure -= 0.1 if claim.kind == "state" else 0
    return round(max(sure, 0.05), 2)


def _doubt(entity: Entity | None, *, missing: float, unknown: float) -> float:
    if entity is None:
        return missing
    return 0 if entity.linked else unknown

"""Short sentences for events, the way a newspaper's caption would put them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model import Entity, MergedEvent

UNNAMED = "Unnamed actor"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb in the three forms that captions need, and the words between it and its object."""

    third: str
    base: str
    participle: str
    object: str = ""

    def said(self, verb: str) -> str:
        """``verb`` with the words that lead to the target."""
        return f"{verb} {self.object}".strip()


def _regular(base: str, words: str = "") -> Phrase:
    stem = base.removesuffix("e")
    return Phrase(f"{base}s", base, f"{stem}ed", words)


PHRASES = {
    "restrict": _regular("restrict"),
    "impose": _regular("sanction"),
    "designate": _regular("list"),
    "reimpose": _regular("reimpose", "sanctions on"),
    "expand": _regular("widen", "sanctions on"),
    "extend": _regular("extend", "sanctions on"),
    "relax": _regular("relax", "sanctions on"),
    "lift": _regular("lift", "sanctions on"),
    "delist": _regular("delist"),
    "ease": _regular("ease", "sanctions on"),
    "suspend": _regular("suspend", "sanctions on"),
    "license": _regular("license", "dealings with"),
    "unfreeze": Phrase("unfreezes", "unfreeze", "unfrozen", "assets of"),
    "signal": _regular("signal", "to"),
    "threaten": _regular("threaten"),
    "warn": _regular("warn"),
    "urge": _regular("urge"),
    "demand": _regular("demand", "action on"),
    "propose": _regular("propose", "measures on"),
    "consider": _regular("consider", "measures on"),
    "pledge": _regular("pledge", "to act on"),
    "decide": _regular("decide", "on"),
    "approve": _regular("approve", "measures on"),
    "block": _regular("block", "measures on"),
    "rule": _regular("rule", "on"),
    "enforce": _regular("enforce", "sanctions on"),
    "investigate": _regular("investigate"),
    "charge": _regular("charge"),
    "convict": _regular("convict"),
    "fine": _regular("fine"),
    "seize": _regular("seize", "assets of"),
    "respond": _regular("respond", "to"),
    "comply": Phrase("complies", "comply", "complied", "with"),
    "evade": _regular("evade", "measures of"),
    "retaliate": _regular("retaliate", "against"),
    "challenge": _regular("challenge"),
    "exit": _regular("exit"),
    "condemn": _regular("condemn"),
    "deny": Phrase("denies", "deny", "denied"),
    "diplomacy": Phrase("deals", "deal", "dealt", "with"),
    "talk": _regular("talk", "with"),
    "agree": Phrase("agrees", "agree", "agreed", "with"),
    "rupture": Phrase("breaks", "break", "broken", "with"),
    "conflict": Phrase("fights", "fight", "fought"),
    "attack": _regular("attack"),
    "ceasefire": Phrase("ceases", "cease", "ceased", "fire with"),
    "aid": _regular("aid"),
}


STATES = {
    "asserted": "keeps sanctions on",
    "planned": "is to keep sanctions on",
    "possible": "possible sanctions on",
    "negated": "has no sanctions on",
    "counterfactual": "would have had sanctions on",
}


def predicate(event: MergedEvent) -> str:
    """What the actor does, up to the target: "sanctions", "may lift sanctions on".

    A state is told as one, and nothing that was not asserted reads as done.
    """
    if event.kind == "state" and event.action.path[:1] == ("restrict",):
        return STATES[event.status]
    phrase = _phrase(event)
    said = {
        "asserted": phrase.third,
        "planned": f"is to {phrase.base}",
        "possible": f"may {phrase.base}",
        "negated": f"does not {phrase.base}",
        "counterfactual": f"would have {phrase.participle}",
    }[event.status]
    return phrase.said(said)


def _phrase(event: MergedEvent) -> Phrase:
    """How the action is worded: a bill is itself approved, a person has measures approved on it."""
    phrase = PHRASES.get(event.action.id, _regular(event.action.id))
    if event.target is None or not is_measure(event.target):
        return phrase
    if event.action.id == "impose":
        return _regular("impose")
    told = Phrase(phrase.third, phrase.base, phrase.participle)
    return told if phrase.object.endswith(" on") else phrase


_MEASURE = re.compile(
    r"\b(acts?|agreements?|amendments?|bans?|bills?|caps?|decisions?|decrees?|directives?|draft|drafts|embargo(es)?"
    r"|laws?|legislation|licen[cs]es?|measures?|motions?|orders?|packages?|penalt(y|ies)|plans?|proposals?"
    r"|regulations?|resolutions?|restrictions?|rounds?|sanctions|tariffs?|waivers?)$",
    re.IGNORECASE,
)


def is_measure(target: Entity) -> bool:
    """Whether the target is itself a measure or a text that brings one, rather than someone who is hit.

    >>> from graph.model import Entity
    >>> is_measure(Entity("unlinked-13th-package", "13th package", "13th package", "thing"))
    True
    """
    return not target.linked and _MEASURE.search(target.label) is not None


def generic(entity: Entity) -> bool:
    """Whether the name stands for nobody in particular ("vessels", "people"): no capital, no number, no link.

    >>> from graph.model import Entity
    >>> generic(Entity("unlinked-ships", "ships", "ships", "group"))
    True
    """
    return not entity.linked and entity.label.isascii() and re.search(r"[A-Z0-9]", entity.label) is None


def subject(event: MergedEvent) -> str:
    """Who acts, as it stands before the predicate; with a colon before a predicate without a verb."""
    actor = event.actor.label if event.actor else UNNAMED
    return f"{actor}:" if event.kind == "state" and event.status == "possible" else actor


def headline(event: MergedEvent) -> str:
    """The event in one line: "U.S. Treasury sanctions Gazprom Neft"."""
    said = predicate(event)
    if event.target is None:
        return f"{subject(event)} {bare(said)}"
    return f"{subject(event)} {said} {event.target.label}"


def bare(said: str) -> str:
    """A predicate without the word that would lead to a target.

    >>> bare("lifts sanctions on")
    'lifts sanctions'
    """
    return re.sub(r" (on|with|of|to|against)$", "", said)

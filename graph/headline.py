"""Short sentences for events, the way a newspaper's caption would put them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model import MergedEvent

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
    "possible": "may have sanctions on",
    "negated": "has no sanctions on",
    "counterfactual": "would have had sanctions on",
}


def predicate(event: MergedEvent) -> str:
    """What the actor does, up to the target: "sanctions", "may lift sanctions on".

    A state is told as one, and nothing that was not asserted reads as done.
    """
    phrase = PHRASES.get(event.action.id, _regular(event.action.id))
    if event.kind == "state" and event.action.path[:1] == ("restrict",):
        return STATES[event.status]
    said = {
        "asserted": phrase.third,
        "planned": f"is to {phrase.base}",
        "possible": f"may {phrase.base}",
        "negated": f"does not {phrase.base}",
        "counterfactual": f"would have {phrase.participle}",
    }[event.status]
    return phrase.said(said)


def headline(event: MergedEvent) -> str:
    """The event in one line: "U.S. Treasury sanctions Gazprom Neft"."""
    actor = event.actor.label if event.actor else UNNAMED
    said = predicate(event)
    if event.target is None:
        return f"{actor} {said.removesuffix(' on').removesuffix(' with').removesuffix(' of')}"
    return f"{actor} {said} {event.target.label}"

"""Frames about property and trade: assets frozen, imports banned, access restricted, airspace closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.claim import Claim, Reader, claim
from ingest.clause import objects
from ingest.relation import after, all_conjuncts, conjuncts, untimed

if TYPE_CHECKING:
    from ingest.lexicon import VerbSense
    from ingest.parse import Word

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
_CARRIERS = frozenset({"vessel", "ship", "tanker", "airline"})
"""What carries is shut out itself, not the ports that it is shut out from."""
_PAYMENT_SYSTEMS = ("swift", "the dollar", "financial system", "capital markets", "central bank")


def frozen(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The object is property, its owner the target: "Switzerland froze the minister's assets"."""
    heads = objects(verb)
    heads += [inner for head in heads for inner in after(head, "of")]  # "two billion euros of assets"
    head = next((word for word in heads if reader.among(word, "assets")), None)
    if head is None or verb.dep == "amod":
        return None
    return claim(
        verb,
        sense.action,
        reader,
        targets=_owners(head) or [head],
        rule=f"verb-assets:{sense.verb}",
        measures=sense.measures,
    )


def _owners(assets: Word) -> list[Word]:
    found = all_conjuncts(assets.kids("poss"))
    found += untimed(after(assets, "of", "belonging", "held", "owned"))
    found += [word for child in assets.kids("acl") for word in after(child, "to", "by")]
    holding = (child for child in assets.kids("relcl") if child.lemma in {"have", "hold", "own"})
    found += [word for child in holding for word in child.kids("nsubj")]
    return found or [child for child in assets.kids("amod", "compound", "nmod") if child.is_capitalised]


def barred(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """The object or its trade is shut out: "barred the bank from trading", "banned imports of oil"."""
    if sense.needs == "swift" and not any(name in reader.tree.text.lower() for name in _PAYMENT_SYSTEMS):
        return None
    found = [word for word in objects(verb) if not reader.is_measure(word)]
    if not found or verb.dep == "amod":
        return None  # "prohibited transactions" tells of no act
    kinds = [*sense.measures, *(_TRADE[head.lemma] for head in found if head.lemma in _TRADE)]
    gerunds = (gerund for child in verb.kids("prep") for gerund in child.kids("pcomp"))
    if any(gerund.lemma in {"enter", "travel", "visit"} for gerund in gerunds):
        kinds.append("travel-ban")
    targets = [target for head in found for target in _hit_by_ban(head)]
    return claim(verb, sense.action, reader, targets=targets, rule=f"verb-bar:{sense.verb}", measures=kinds)


def _hit_by_ban(head: Word) -> list[Word]:
    """Whose trade is banned, where a trade is; else what is banned itself."""
    traded = after(head, "from", "to", "of", "in") if head.lemma in _TRADE.keys() - _CARRIERS else []
    return conjuncts(traded[0]) if traded else [head]


def restricted(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """Dealings cut down: "restricted access to markets for five banks", "curbed exports to Russia"."""
    heads = [word for word in objects(verb) if reader.among(word, "dealings")]
    if not heads or not reader.domain:
        return None
    targets = [
        word
        for preposition in ("for", "to", "from", "with", "of")
        for place in (verb, *heads, *(inner for head in heads for inner in after(head, "to")))
        for word in untimed(after(place, preposition))
        if not reader.among(word, "dealt_in")
    ]
    if not targets:
        return None
    return claim(
        verb, sense.action, reader, targets=conjuncts(targets[0]), rule=f"verb-restricts:{sense.verb}"
    )


def closed(verb: Word, sense: VerbSense, reader: Reader) -> Claim | None:
    """A place closed to somebody: "closed its airspace to Russian airlines"."""
    places = [word for word in objects(verb) if reader.among(word, "closable")]
    targets = untimed(word for place in (verb, *places) for word in after(place, "to"))
    if not places or not targets or not reader.domain:
        return None
    return claim(verb, sense.action, reader, targets=targets, rule="verb-closes", measures=sense.measures)

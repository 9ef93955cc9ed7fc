"""What a sentence says beside who, what and whom: instrument, sum, cause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.model import Value
from ingest.phrase import phrase
from ingest.relation import after

if TYPE_CHECKING:
    from ingest.claim import Claim
    from ingest.parse import Tree, Word

_INSTRUMENT = re.compile(
    r"\b(?:executive order|E\.?O\.?) ?(?:No\. ?)?\d{5}\b"
    r"|\b(?:general )?licen[cs]e (?:No\. ?|number )?\d{1,3}[A-Z]?\b"
    r"|\b(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
    r"|twentieth) (?:sanctions )?package\b"
    r"|\b(?:Resolution|Regulation|Decision|Directive|Determination)"
    r" (?:\([A-Z]+\) )?(?:No\.? ?)?\d+(?:/\d+)?\b"
    r"|\b(?:[A-Z][\w-]+ ){1,5}Act\b|\bCAATSA\b",
    re.IGNORECASE,
)
_SYMBOLS = {
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
}
_NAMES = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "rouble": "RUB",
    "ruble": "RUB",
    "franc": "CHF",
    "yen": "JPY",
    "yuan": "CNY",
}
_SCALES = {
    "": 1.0,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_NO_REASONS = frozenset("month year week day time period example instance".split())
_MONEY = re.compile(
    r"(?P<symbol>US\$|A\$|C\$|[$€£¥₽])\s?(?P<amount>\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?)"
    r"(?:[ -]?(?P<scale>thousand|million|mln|billion|bn|trillion|tn|[kmb])\b)?"
    r"|(?P<amount2>\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?) ?(?P<scale2>thousand|million|billion|trillion)?"
    r" ?(?P<name>dollar|euro|pound|rouble|ruble|franc|yen|yuan)s?\b",
    re.IGNORECASE,
)


def instrument(tree: Tree, claim: Claim) -> str | None:
    """The order, licence, package or law that the claim rests on, as written, if there is one."""
    found = [match[0] for match in _INSTRUMENT.finditer(tree.text)]
    if len(found) == 1:
        return found[0]
    if claim.instrument is not None and claim.instrument.text[0].isupper():
        return phrase(tree, claim.instrument).text
    return found[0] if found else None


def value(text: str) -> Value | None:
    """The one sum of money that ``text`` names; ``None`` where there is none or more than one.

    >>> value("fined $968 million")
    Value(amount=968000000.0, currency='USD', text='$968 million')
    """
    found = list(_MONEY.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    amount = float((match["amount"] or match["amount2"]).replace(",", ""))
    scale = _SCALES[(match["scale"] or match["scale2"] or "").lower()]
    currency = _SYMBOLS[match["symbol"].upper()] if match["symbol"] else _NAMES[match["name"].lower()]
    return Value(round(amount * scale, 2), currency, match[0])


def cause(tree: Tree, claim: Claim) -> str | None:
    """Why, in the words of the text: what follows "over", "for", "in response to"."""
    nouns = [claim.measure.noun] if claim.measure is not None else []
    reasons = (_reason(place) for place in (claim.trigger, *nouns))
    reason = next((word for word in reasons if word is not None), None)
    return _clause_text(tree, reason) if reason is not None else None


def _reason(place: Word) -> Word | None:
    """The head of the reason that hangs on ``place``."""
    for head in after(place, "over", "for"):
        if head.tag in {"NN", "NNS", "NNP"} and head.lemma not in _NO_REASONS:
            return head
    leading = (child for child in place.kids("prep") if child.lower in {"for", "after"})
    gerund = next((gerund for child in leading for gerund in child.kids("pcomp")), None)
    if gerund is not None:
        return gerund
    answers = (head for head in after(place, "in") if head.lemma in {"response", "retaliation", "reaction"})
    return next((inner for head in answers for inner in after(head, "to")), None)


def _clause_text(tree: Tree, head: Word) -> str:
    words = sorted(head.subtree(), key=lambda word: word.i)
    return tree.text[words[0].start : words[-1].end].strip(" ,.;")

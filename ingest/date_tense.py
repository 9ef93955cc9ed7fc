"""Past or future? The surface cues of tense around a date that does not say its year or week.

No parser is run: the verb group nearest to the left in the sentence decides, else the nearest to the right.
"""

from __future__ import annotations

import re
from typing import Literal

from ingest.date_rule import Place

Tense = Literal["past", "said", "future"]

_IRREGULAR = (
    "was|were|had|did|said|told|went|came|took|made|met|held|gave|got|saw|fell|rose|led|left|won|lost|began|became|hit|put|sent|set"
    "|brought|bought|sold|found|kept|spoke|wrote|ran|struck|shot|broke|drew|grew|flew|fought|froze|sank|shut|cut|let|paid|spent"
    "|stood|swore|threw|wore|withdrew|overthrew|quit|has|have|been|arose|chose|drove|forbade|heard|knew|laid|meant|sought|thought"
    "|understood|woke|built|caught|dealt|felt|forgot|read|sat|slid|slipped|sprang|stole|swept|taught|died|agreed|decreed|freed"
)
_ACTS = (
    "announcement|attacks?|invasion|ruling|raid|shooting|arrest|decision|assassination|murder|assault|explosion"
    "|bombing|crash|statement|remarks|coup"
)
_CONTROL = (
    "plans?|planned|planning|hopes?|hoped|hoping|aims?|aimed|intends?|intended|expects?|expected|agreed|scheduled|wants?|wanted"
    "|prepares?|preparing|prepared|pledged?|promised?|vowed?|threatened|needs?|ready|likely|unlikely|due|has|have|set|slated"
)
_VERB = re.compile(
    r"\b(?:(?P<future>(?:will|would|shall|can|could|may|might|must|should|won't|cannot)(?! have)(?: \w+){0,2}"
    r"|(?:is|are|am|was|were|be|been) (?:\w+ly |also |now |not |still )?"
    r"(?:due|set|scheduled|expected|slated|planned|planning|likely|going|to|about to|poised|supposed|required|ready)\b"
    r"(?: to \w+(?: \w+ed\b)?)?"
    rf"|(?:{_CONTROL}) to \w+(?: \w+ed\b)?"
    r"|to be \w+|(?:scheduled|due|slated|set|expected) (?:for|on|by|in|next)\b"
    r"|(?:upcoming|forthcoming|deadline|expires?|expiring)\b|(?:is|are) \w{2,20}ing\b)"
    rf"|(?P<past>(?:{_IRREGULAR}|{_ACTS})\b|[a-z]{{2,18}}[^e\W]ed\b))"
    r"|'(?P<short>ll|re|s) (?:\w{2,20}ing\b|set |due |scheduled |expected )"
)
_SAYING = re.compile(r"(?:said|told|ha[sd]|have|added|reported|warned|noted|been|announced|stated|called)$")
_BREAK = re.compile(r"[.!?]['\")]? +(?=[A-Z])|\n|; ")
_WIDTH = 160


def tense(place: Place) -> Tense | None:
    """The tense that governs the expression; ``"said"`` is the past of a verb of saying that stands further off.

    >>> text = "The court will rule on Friday"
    >>> from datetime import date
    >>> tense(Place(text, text.lower(), 23, 29, date(2025, 1, 22)))
    'future'
    """
    left = _left(place)
    verb = None
    for verb in _VERB.finditer(left):  # noqa: B007 - the last one is wanted
        pass
    if verb is None:
        verb = _VERB.search(_right(place))
        return None if verb is None else "past" if verb["past"] else "future"
    if verb["past"] is None:
        return "future"
    return "said" if _SAYING.match(verb["past"]) and len(left) - verb.end() > 6 else "past"


def _left(place: Place) -> str:
    low = max(0, place.start - _WIDTH)
    for found in _BREAK.finditer(place.text, low, place.start):
        low = found.end()
    return place.folded[low : place.start]


def _right(place: Place) -> str:
    high = min(len(place.text), place.end + _WIDTH)
    found = _BREAK.search(place.text, place.end, high)
    return place.folded[place.end : found.start() if found else high]

"""Past or future? The surface cues of tense around a date, for dates that do not say their year or week.

No parser is run: the verb group nearest to the left in the sentence decides, else the nearest to the right.
"""

from __future__ import annotations

import re

from ingest.date_rule import Place, Tense

_PAST_FORMS = (
    "was|were|had|did|said|told|went|came|took|made|met|held|gave|got|saw|fell|rose|led|left|won|lost|began|became|hit|put|sent|set"
    "|brought|bought|sold|found|kept|spoke|wrote|ran|struck|shot|broke|drew|grew|flew|fought|froze|sank|shut|cut|let|paid|spent"
    "|stood|swore|threw|wore|withdrew|overthrew|resigned|quit|killed|has|have|been|arose|chose|drove|forbade|heard|knew"
    "|laid|lay|meant|sought|thought|understood|woke|built|caught|dealt|felt|forgot|read|sat|slid|slipped|sprang|stole|swept|taught"
)
_VERB = re.compile(
    r"(?P<future>\b(?:will|would|shall|can|could|may|might|must|should|won't|cannot)\b(?! have)(?: \w+){0,2}"
    r"|'ll \w+"
    r"|\b(?:is|are|am|was|were|be|been|'s|'re) (?:\w+ly |also |now |not |still )?"
    r"(?:due|set|scheduled|expected|slated|planned|planning|likely|going|to|about to|poised|supposed|required|obliged|ready)\b(?: to \w+(?: \w+ed)?)?"
    r"|\b(?:plans?|planned|planning|hopes?|hoped|hoping|aims?|aimed|intends?|intended|expects?|expected|agreed|scheduled|wants?|wanted"
    r"|prepares?|preparing|prepared|pledged?|promised?|vowed?|threatened|needs?|ready|likely|due|has|have|unlikely) to \w+(?: \w+ed)?"
    r"|\bto be \w+|\b(?:scheduled|due|slated|set|expected) (?:for|on|by|in|next)\b"
    r"|\b(?:upcoming|forthcoming|deadline|expires?|expiring)\b|\b(?:is|are|'s|'re) \w+ing\b)"
    rf"|(?P<past>\b(?:{_PAST_FORMS})\b|\b\w{{2,}}[^e\W]ed\b)"
)
_SAYING = re.compile(r"said|told|ha[sd]|have|added|reported|warned|noted|been|announced|stated|called|according")
_BREAK = re.compile(r"[.!?]['\")]? +(?=[A-Z])|\n|; ")
_WIDTH = 160


def tense(place: Place) -> Tense | None:
    """The tense that governs the expression, or ``None`` where nothing near tells."""
    left = _left(place)
    verb = None
    for verb in _VERB.finditer(left):
        pass
    if verb is not None:
        return "future" if verb["future"] else "past"
    found = _VERB.search(_right(place))
    if found is None:
        return None
    return "future" if found["future"] else "past"


def strong_past(place: Place) -> bool:
    """Whether a verb that tells the act itself, not one of saying, puts the expression in the past."""
    left = _left(place)
    verb = None
    for verb in _VERB.finditer(left):
        pass
    if verb is None:
        verb = _VERB.search(_right(place))
        return verb is not None and verb["past"] is not None
    if verb["past"] is None:
        return False
    return _SAYING.match(verb["past"]) is None or len(left) - verb.end() < 6


def _left(place: Place) -> str:
    low = max(0, place.start - _WIDTH)
    last = None
    for last in _BREAK.finditer(place.text, low, place.start):
        pass
    return place.folded[last.end() if last else low : place.start]


def _right(place: Place) -> str:
    high = min(len(place.text), place.end + _WIDTH)
    found = _BREAK.search(place.text, place.end, high)
    return place.folded[place.end : found.start() if found else high]

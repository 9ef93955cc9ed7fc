"""Past or future? The surface cues of tense around a date that does not say its year or week.

No parser is run: the verb nearest to the left in the sentence decides, else the nearest to the right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from ingest.date_words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.date_rule import Place

Tense = Literal["past", "said", "future"]

_IRREGULAR: Final = words_of(
    "was were had did said told went came took made met held gave got saw fell rose led left won lost"
    " began became hit put sent set brought bought sold found kept spoke wrote ran struck shot broke"
    " drew grew flew fought froze sank shut cut let paid spent stood swore threw wore withdrew overthrew"
    " quit has have been arose chose drove forbade heard knew laid meant sought thought understood woke"
    " built caught dealt felt forgot read sat slid slipped sprang stole swept taught agreed decreed"
    " freed died lied tied fled used hid rode shook slept tore underwent undertook upheld withheld withstood"
    " overcame overtook beat cast split spread hurt dug fed hung lent swung stuck wept overrode sued vied"
)
# What ends like a past and is none.
_ADJECTIVES: Final = words_of("united hundred limited armed allied sacred naked biased")
# Nouns of acts that are over when news dates them: "the announcement on Tuesday".
_ACTS: Final = words_of(
    "announcement attack attacks invasion ruling raid shooting arrest decision assassination murder"
    " assault explosion bombing crash statement remarks coup"
)
_SAYING: Final = words_of("said told had has have been added reported warned noted announced stated called")
_MODALS: Final = words_of("will would shall can could may might must should won't cannot wouldn't 'll")
_AHEAD: Final = words_of(
    "upcoming forthcoming deadline expire expires expiring resumes convenes returns begins starts"
)
_CONTROL: Final = words_of(
    "plan plans planned planning hope hopes hoped hoping aim aims aimed intend intends intended expect"
    " expects expected agree agrees agreed scheduled slated want wants wanted prepare prepares prepared"
    " preparing pledge pledges pledged promise promises promised vow vows vowed threaten threatens"
    " threatened need needs ready likely unlikely due set going about supposed required poised has have"
    " obliged"
)
_APPOINTED: Final = words_of("due set scheduled slated expected planned")
_BESIDE: Final = words_of("to day morning night evening week month year")
_BE: Final = words_of("is are am was were be been")
_TOWARDS: Final = words_of("to for on by next in")
_BREAK = re.compile(r"[.!?]['\")]? +(?=[A-Z])|\n|; ")
_WORD = re.compile(r"[\w']+")
_WIDTH = 160


def tense(place: Place) -> Tense | None:
    """The tense that governs the expression; "said" is the past of a verb of saying further off.

    >>> from datetime import date
    >>> from ingest.date_rule import Place
    >>> text = "The court will rule on Friday"
    >>> tense(Place(text, text.lower(), 23, 29, date(2025, 1, 22)))
    'future'
    """
    words = _WORD.findall(_left(place))
    for index in range(len(words) - 1, -1, -1):
        told = _cue(words, index)
        if told is not None:
            far = index < len(words) - 2
            return "said" if told == "past" and far and words[index] in _SAYING else told
    words = [word for word in _WORD.findall(_right(place)) if word not in _ACTS]
    return next((told for index in range(len(words)) if (told := _cue(words, index)) is not None), None)


def _cue(words: Sequence[str], index: int) -> Literal["past", "future"] | None:
    """What one word says of the tense, in view of the words around it."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else "on"
    before = list(words[max(0, index - 3) : index])
    if word in _MODALS:
        return None if following == "have" else "future"
    ahead = (
        word in _AHEAD
        or word.endswith("'ll")
        or (word in _CONTROL and (following == "to" or (word in _APPOINTED and following in _TOWARDS)))
        or (word.endswith("ing") and bool(before) and before[-1].endswith(("is", "are", "'s", "'re", "'m")))
        or (word == "next" and following not in _BESIDE)
    )
    if ahead:
        return "future"
    if word in _ACTS and index == len(words) - 2:
        return "past"
    if word in _IRREGULAR or (
        word.endswith("ed") and len(word) > 4 and word[-3] != "e" and word not in _ADJECTIVES
    ):
        return _finite(word, before, following)
    return None


def _finite(word: str, before: Sequence[str], following: str) -> Literal["past", "future"] | None:
    """A past form is no past after "will", "to be" or "is due", nor "was" where "due" follows."""
    if any(modal in _MODALS for modal in before) and "have" not in before:
        return "future"
    if before[-2:] == ["to", "be"] or (word in _BE and following in _APPOINTED):
        return "future"
    return "past"


def _left(place: Place) -> str:
    low = max(0, place.start - _WIDTH)
    for found in _BREAK.finditer(place.text, low, place.start):
        low = found.end()
    return place.folded[low : place.start]


def _right(place: Place) -> str:
    high = min(len(place.text), place.end + _WIDTH)
    found = _BREAK.search(place.text, place.end, high)
    return place.folded[place.end : found.start() if found else high]

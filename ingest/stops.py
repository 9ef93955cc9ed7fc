"""Which full stops end a sentence, and which belong to "U.S.", "Jan. 10", "J.P." or an ellipsis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that open a sentence in print; after an abbreviation a capital alone decides nothing.
_STARTERS = _words(
    """
    A About According Across Additionally After Afterwards Again Ahead All Along Already Also Although
    Amid Among An And Another Any Anyone Are As Asked At Because Before Behind Besides Between Both But
    By Can Could Critics Did Despite Do Does Due During Each Earlier Either Even Every Everyone Experts
    Few Finally First For Former From Further Given He Hence Her Here His How However I If In Instead Is
    It Its Just Last Late Later Like Many Meanwhile More Moreover Most Much My Nearly Neither Never
    Nevertheless No Nobody None Nor Not Nothing Now Of Officials On Once One Only Or Other Others Our
    Out Over Perhaps Previously Rather Recently Separately Several She Should Similarly Since So Some
    Soon Speaking Still Such That The Their Then There Therefore These They This Those Though Three
    Through Throughout Thus Till To Today Together Tomorrow Tonight Two Under Unless Unlike Until Upon
    Was We Were What When Whenever Where Whereas Whether Which While Who Whose Why Will With Within
    Without Would Yes Yesterday Yet You Your
    """
)
# Names that never follow "U.S." as one phrase and often open the next sentence
_SUBJECTS = _words(
    "Beijing Biden Brussels Kyiv Moscow Obama Putin Rubio Tehran Trump Washington Yellen Zelensky Zelenskyy"
)
_BEFORE_NAME = _words(
    """
    Adm Amb Asst Atty Brig Capt Cdr Cmdr Col Cpl Det Dr Fr Ft Gen Gov Hon Insp Lt Maj Messrs Mlle Mme Mr
    Mrs Ms Mt Pfc Pres Prof Pvt Rep Reps Rev Sen Sens Sgt Spc St Supt adm capt dr gen gov lt mr mrs ms
    prof rep sen sgt st vs v e.g i.e cf ca approx
    """
)
_BEFORE_NUMBER = _words(
    """
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No Nos no nos Art Arts art Ch Fig Figs fig Para
    para Reg Res Sec Sect sec Vol vol p pp est Est c jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
_MAYBE = _words(
    """
    Inc Co Corp Cos Ltd Bros LLC PLC Plc Cie Jr Sr Esq Ph.D Dept Univ Assn Assoc Intl Gov't Govt Mgr Ave
    Blvd Rd al Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill
    Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
    """
)
_AFTER_CLOCK = re.compile(
    r"(?:E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|GMT|UTC|BST|I[RS]?ST|CES?T|EES?T|MSK|HKT|JST|Eastern|Central|Mountain|Pacific|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|"
    r"[A-Z][a-z]+ (?:[Tt]ime|[Ss]tandard|[Dd]aylight))\b"
)
_CLOCK = frozenset({"a.m", "p.m", "am", "pm", "A.M", "P.M"})
_FIRST_WORD = re.compile(r"[\w’'-]+")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_SAID = re.compile(
    r"(?:[A-Z][\w.’'-]{0,20} ){1,4}"
    r"(?:said|says|asked|asks|added|told|wrote|replied|declared|wondered|demanded)\b"
)
# A name that starts small, as no ordinary word does
_SMALL_NAME = re.compile(r"(?:al|el|bin|ibn|de|del|di|von|van)[- ][A-Z]|[a-z][A-Z]")

_STARTER_WORD = "|".join(sorted(word for word in _STARTERS if len(word) > 1))
_MARKS = r"\u3002\uff01\uff1f\uff61\u061f\u06d4\u0964"  # Chinese, Japanese, Arabic, Urdu and Hindi
# The marks come first, so that the search skips from one to the next
_STOP = re.compile(
    rf"(?P<mark>[.!?…{_MARKS}](?<![.!?…][.!?…])(?:(?:\s?\.){{1,9}}(?![.!?…])|[.!?…{_MARKS}]*+))"
    r"(?P<close>[\"'”’»)\]]*+(?:\[\d{1,3}\]){0,9}+)"
    rf"(?=\s|$|(?<=[a-z][a-z].)(?:{_STARTER_WORD})\b|(?<=[\u3002\uff01\uff1f\uff61]))"
)
_NEXT = re.compile(r"\s*+[\"'“”‘’«„(\[¿¡$€£¥₽#@—–-]*+\s?+(?P<word>[^\W_][\w’'-]*+)?")


def find_stops(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Every mark that could end a sentence, with the quotes and brackets that close after it."""
    return _STOP.finditer(text, start, end)


def ends_sentence(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Whether ``stop`` ends the sentence that began at ``start``; nothing after ``end`` is looked at."""
    after = _NEXT.match(text, stop.end(), end)
    if after is None or after.end() == end:
        return True
    word = after["word"] or ""
    at = after.start("word") if word else end
    if word[:1].islower() and not _SMALL_NAME.match(text, at, end):
        return False
    if stop["mark"][0] in "!?":
        return not (stop["close"] and _SAID.match(text, at, end))
    return stop["mark"] != "." or not _only_shortens(text, stop.start(), start, text[at : min(end, at + 40)])


def _only_shortens(text: str, position: int, start: int, following: str) -> bool:
    """Whether the stop at ``position`` belongs to an abbreviation or a list number, given what follows."""
    token = _token_before(text, position, start)
    if position - start < 4 and token.isdigit():
        return True  # "1. The first point": a number in a list, not a sentence
    if token in _CLOCK:
        return _AFTER_CLOCK.match(following) is not None
    word = _FIRST_WORD.match(following)
    return _is_abbreviation(token, word[0] if word else "")


def _token_before(text: str, position: int, start: int) -> str:
    """The word that ends at ``position``, as far as an abbreviation is long."""
    before = text[max(start, position - 16) : position]
    if not before or before[-1].isspace():
        return ""
    return before.split()[-1].lstrip("\"'“‘«([").removeprefix("D-").removeprefix("R-")


def _is_abbreviation(token: str, word: str) -> bool:
    """Whether the stop after ``token`` only shortens it, given the ``word`` that follows."""
    if token in _BEFORE_NAME:
        return True
    if token in _BEFORE_NUMBER:
        return word[:1].isdigit()
    if token in _MAYBE or _ACRONYM.fullmatch(token):
        return word not in _STARTERS and (len(token) == 1 or word not in _SUBJECTS)
    return False

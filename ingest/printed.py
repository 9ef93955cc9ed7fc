"""Where the text itself says when it was published: byline, dateline and update line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.published import Clue
from ingest.written_day import written_days

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH},?[ -]\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}-\d{1,2}-\d{4})(?!\d)"
)
_CLOCK = r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s?(?:[AaPp]\.?[Mm]\.?)?[^\n\d]{0,20})?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?"
_CHANGED = re.compile(
    rf"\b(?:update[ds]?|corrected|correction|modified|amended|edited|revised)\b[^\n\d]{{0,30}}{_CLOCK}(?P<day>{_DAY})",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:\b(?:first |originally )?(?:published|posted|issued)"
    r"|^(?:release |publication )?date|^for (?:immediate )?release)\b"
    rf"[^\n\d.]{{0,40}}{_CLOCK}(?P<day>{_DAY})",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z'’.-]+(?:[ ,/]{1,2}[A-Z][A-Za-z'’.-]+){0,4}),? "
    rf"{_WEEKDAY}\(?(?P<day>{_DAY}|{_MONTH} \d{{1,2}}(?!\d)|\d{{1,2}} {_MONTH})\)?\.?[^\n]{{0,30}}?[(/:–—-]",
    re.MULTILINE,
)
_ALONE = re.compile(
    rf"^\W{{0,3}}(?:by [^\n\d]{{1,80}}?[\s,|•·–—-]+)?{_WEEKDAY}(?P<day>{_DAY})"
    rf"(?:[\s,|•·–—-]*(?:at )?\d{{1,2}}[:.]\d\d[^\n]{{0,40}})?(?:[\s,|•·–—-]+[^\n.\d]{{0,40}})?$",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD = 1_500
_TAIL = 1_000


def text_clues(text: str) -> Iterator[Clue]:
    r"""The clues in the first and last lines of a text; dates that the story tells are none.

    >>> for clue in text_clues("MINSK, Jan. 10, 2025 (AP) - It acted.\nUpdated January 12, 2025."):
    ...     print(clue.basis, clue.strength, clue.days[0])
    dateline printed 2025-01-10
    update line later 2025-01-12
    """
    head = text[:_HEAD]
    tail = text[max(_HEAD, len(text) - _TAIL) :]
    changed = [*_CHANGED.finditer(head), *_CHANGED.finditer(tail)]
    taken = {found["day"] for found in changed}
    for basis, pattern in (("byline", _PUBLISHED), ("dateline", _DATELINE), ("byline", _ALONE)):
        for found in [*pattern.finditer(head), *(pattern.finditer(tail) if pattern is _PUBLISHED else ())]:
            if found["day"] not in taken:
                taken.add(found["day"])
                yield _clue(basis, found["day"])
                break
    for found in changed[:3]:
        yield Clue.read("update line", "later", found["day"])


def _clue(basis: str, day: str) -> Clue:
    return Clue.read(basis, "printed" if written_days(day) else "hint", day)

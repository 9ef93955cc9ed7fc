"""Clean text to sentences, with their offsets, in one linear pass and without a language model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from ingest.stops import ends_sentence, find_stops

if TYPE_CHECKING:
    from collections.abc import Iterator

SentenceKind = Literal["prose", "heading", "bullet"]

_LINE = re.compile(r"[^\n]+")
_MARKER = re.compile(
    r"\s*(?:[-–—*•‣▪●○◦·■►➤✓]|\d{1,2}[.)](?!\d)|\((?:\d{1,2}|[a-zA-Z]|[ivx]{2,4})\)|[a-z]\))[ \t]+(?=\S)"
)
# "… to lift the ban. (Reuters) (BBC)": the sources belong to the sentence that they vouch for
_SOURCES = re.compile(r"(?:,?\s?\((?=[A-Z])(?:[A-Z]\.|!(?= )|[^().!?;:\n]){2,40}\))+(?=\s|$)")
_LETTERED = re.compile(r"\s*+(?P<words>[\W_]*+[^\W_])")
_WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
_CLOSED = tuple(".!?…,;:\u3002\uff01\uff1f\u061f\u06d4\u0964")
_CLOSERS = "\"'”’»)]"
_SMALL = re.compile(
    r"(?:an?|and|as|at|but|by|for|from|in|into|is|its|n?or|off?|on|over|per|the|to|up|via|vs|with)",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|sa(?:id|ys))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading or a list item; ``text`` is the document's own, from ``start`` to ``end``.

    In text that was wrapped at a fixed width it may hold a line end. A list item's marker stays outside.
    """

    start: int
    end: int
    text: str
    kind: SentenceKind


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of text that no sentence crosses: a paragraph, a heading or a list item."""

    start: int
    end: int
    bullet: bool


def sentences(text: str) -> list[Sentence]:
    r"""The sentences of a document in reading order; every letter of it is in exactly one of them.

    >>> for found in sentences("Key Points\nThe U.S. Treasury acted on Jan. 10. Moscow vowed to answer."):
    ...     print(found.start, found.kind, found.text)
    0 heading Key Points
    11 prose The U.S. Treasury acted on Jan. 10.
    47 prose Moscow vowed to answer.
    """
    blocks = _blocks(text)
    found: list[Sentence] = []
    for number, block in enumerate(blocks):
        kind = _kind(text, block, first=number == 0, alone=len(blocks) == 1)
        found += _split(text, block, kind)
    return found


def _split(text: str, block: _Block, kind: SentenceKind) -> Iterator[Sentence]:
    start = block.start
    for end in _cuts(text, block, kind):
        lettered = _LETTERED.match(text, start, end)
        if lettered:
            start = lettered.start("words")
            yield Sentence(start, end, text[start:end], kind)
        start = end


def _cuts(text: str, block: _Block, kind: SentenceKind) -> Iterator[int]:
    """Where the sentences of a block end, the block's own end last."""
    last = block.start
    if kind != "heading":
        for stop in find_stops(text, block.start, block.end):
            if stop.start() >= last and ends_sentence(text, stop, last, block.end):
                sources = _SOURCES.match(text, stop.end(), block.end)
                last = sources.end() if sources else stop.end()
                if last < block.end:
                    yield last
    if last < block.end or last == block.start:
        yield block.end
    else:
        yield last


def _blocks(text: str) -> list[_Block]:
    lines = [(line.start(), line.end()) for line in _LINE.finditer(text) if not line[0].isspace()]
    width = _wrap_width(text, lines)
    blocks: list[_Block] = []
    previous = (0, 0)
    for start, end in lines:
        marker = _MARKER.match(text, start, end)
        if blocks and not marker and width and _continues(text, previous, (start, end), width):
            blocks[-1] = _Block(blocks[-1].start, _trimmed(text, end), blocks[-1].bullet)
        else:
            first = marker.end() if marker else start + _indent(text, start, end)
            blocks.append(_Block(first, _trimmed(text, end), marker is not None))
        previous = (start, end)
    return blocks


def _indent(text: str, start: int, end: int) -> int:
    line = text[start:end]
    return len(line) - len(line.lstrip())


def _trimmed(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The column at which the document was wrapped, or 0 when each line is a paragraph.

    A wrapped line ends because the next word did not fit, and the next line goes on in lower case.
    """
    width = max((end - start for start, end in lines), default=0)
    if not 40 <= width <= 120:
        return 0
    joins = [pair for pair in pairwise(lines) if _adjacent(text, *pair)]
    full = sum(_is_full(text, line, after, width) for line, after in joins)
    flowing = sum(_flows(text, line, after) for line, after in joins)
    return width if joins and full >= 0.5 * len(joins) and flowing >= 0.3 * len(joins) else 0


def _continues(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    return _adjacent(text, line, after) and (_is_full(text, line, after, width) or _flows(text, line, after))


def _adjacent(text: str, line: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether nothing but one line end stands between two lines."""
    return after[0] - line[1] == 1 and text[line[1]] == "\n"


def _is_full(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    word = text[after[0] : after[0] + width].split(maxsplit=1)[0] if after[1] > after[0] else ""
    return line[1] - line[0] + 1 + len(word) > width


def _flows(text: str, line: tuple[int, int], after: tuple[int, int]) -> bool:
    return text[after[0]].islower() and not text[line[0] : line[1]].rstrip().endswith(
        (".", "!", "?", ":", ";")
    )


def _kind(text: str, block: _Block, *, first: bool, alone: bool) -> SentenceKind:
    if block.bullet:
        return "bullet"
    is_heading = block.end - block.start <= 140 and _is_heading(
        text[block.start : block.end], first=first, alone=alone
    )
    return "heading" if is_heading else "prose"


def _is_heading(line: str, *, first: bool, alone: bool) -> bool:
    bare = line.rstrip(_CLOSERS)
    words = _WORD.findall(bare)
    titled = _is_title_case(words)
    if not words or len(words) > 20 or bare.endswith(_CLOSED):
        return bool(words) and titled and bare.endswith((":", "?")) and len(words) <= 8 and not alone
    if titled or bare.isupper():
        return True
    if alone or line[0].islower():
        return False
    return first or (len(words) <= 6 and not _AUXILIARY.search(line))


def _is_title_case(words: list[str]) -> bool:
    """Whether nearly all words of weight are capitalised, as in an American headline."""
    weighty = [word for word in words if not _SMALL.fullmatch(word)]
    capitals = sum(word[0].isupper() for word in weighty)
    return bool(weighty) and words[0][0].isupper() and capitals >= 0.85 * len(weighty)

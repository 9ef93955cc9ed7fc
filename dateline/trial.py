"""Runs extraction on gold documents, so that it can be scored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import MisuseError
from dateline.evaluate import found
from dateline.reading import Refused, articles, told
from graph.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.gold import Document, Found


def extracted(documents: Sequence[Document], *, root: Path | None = None) -> list[Found]:
    """What extraction finds in the gold documents; ``root`` is where their files are, here by default."""
    read = (_article(document, root or Path()) for document in documents)
    return [event for _, events in told(read) for event in found(events)]


def _article(document: Document, root: Path) -> Article:
    if document.text is not None:
        return Article(document.id, document.text, document.published, "given")
    if document.file is None:
        msg = f"{document.id}: a gold document needs text or file"
        raise MisuseError(msg)
    read: Iterator[Article] = articles(
        [str(root / document.file)], published=document.published, refuse=_refuse
    )
    return replace(next(read), id=document.id)


def _refuse(refused: Refused) -> None:
    raise MisuseError(str(refused))

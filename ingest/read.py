"""Sources to articles: files, folders, patterns, standard input and JSON lines, in a fixed order.

What cannot be read comes out as a :class:`Refusal` in its place: nothing is dropped in silence, and one
bad input never costs the others.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Self, cast

from graph.model import Article, short_hash
from ingest.clean import clean, decode, has_words
from ingest.clues import address_clues, name_clues
from ingest.errors import (
    EmptySourceError,
    IngestError,
    MalformedRecordError,
    OversizedSourceError,
    UndatedArticleError,
    UnsupportedSourceError,
)
from ingest.locate import PAGE, Located, locate, suffix
from ingest.notices import notices
from ingest.page import Page, read_page, unpack_mhtml
from ingest.plain import from_markdown, headline
from ingest.printed import text_clues
from ingest.published import Clue, diagnose
from ingest.record import Record, as_records, record_lines
from ingest.written_day import written_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

MAX_TEXT = 20_000_000
MAX_BYTES = 64_000_000
_MARKUP = ("<!doctype html", "<html", "<head", "<body", "<article")
_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gave no article: what it was, why, and what the user can do.

    >>> print(Refusal("a.txt", "it is empty", "save it again"))
    a.txt: it is empty; save it again
    """

    name: str
    reason: str
    way_out: str

    @classmethod
    def of(cls, error: IngestError) -> Self:
        """The refusal that an error amounts to."""
        return cls(error.name, error.reason, error.way_out)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}; {self.way_out}"


@dataclass(frozen=True, slots=True)
class _Document:
    """One publication as it was found: ``name`` for messages, ``id`` still open to clash with another's."""

    name: str
    id: str
    record: Record
    clues: tuple[Clue, ...] = ()


def sources(
    names: Sequence[str],
    *,
    published: date | None = None,
    allow_network: bool = False,
    stdin: IO[bytes] | None = None,
) -> Iterator[Article | Refusal]:
    """The articles behind ``names``, and a refusal for each input that gives none.

    ``published`` overrides whatever the articles say about their day of publication. ``-`` reads
    ``stdin``; addresses are fetched only when ``allow_network`` is set.
    """
    ids: dict[str, str] = {}
    for found in _documents(names, allow_network=allow_network, stdin=stdin):
        if isinstance(found, IngestError):
            yield Refusal.of(found)
            continue
        try:
            article = _article(found, published)
        except IngestError as error:
            yield Refusal.of(error)
        else:
            yield _with_own_id(article, ids)


def _documents(
    names: Sequence[str], *, allow_network: bool, stdin: IO[bytes] | None
) -> Iterator[_Document | IngestError]:
    seen: set[Path] = set()
    for name in names:
        if name == "-":
            yield from _stream("standard input", "stdin", stdin or sys.stdin.buffer)
        elif _URL.match(name):
            yield from _fetched(name) if allow_network else [_offline(name)]
        else:
            for found in locate(name):
                yield from [found] if isinstance(found, IngestError) else _opened(found, seen)


def _opened(found: Located, seen: set[Path]) -> Iterator[_Document | IngestError]:
    """The documents of a file that was not read before under another name."""
    real = found.path.resolve()
    if real in seen:
        return
    seen.add(real)
    ending = suffix(found.path)
    try:
        with found.path.open("rb") as handle:
            packed = handle.peek(2)[:2] == b"\x1f\x8b"
            stream: IO[bytes] = cast("IO[bytes]", gzip.GzipFile(fileobj=handle)) if packed else handle
            yield from _stream(found.name, found.id, stream, ending.removesuffix(".gz"))
    except (OSError, EOFError, zlib.error) as error:
        reason = f"cannot be read ({getattr(error, 'strerror', None) or error})"
        yield UnsupportedSourceError(found.name, reason, "check the file and its permissions")


def _stream(name: str, own_id: str, stream: IO[bytes], ending: str = "") -> Iterator[_Document | IngestError]:
    """The documents in one stream of bytes: many when it holds JSON records, else one."""
    if ending in {".jsonl", ".ndjson"}:
        yield from _numbered(name, own_id, record_lines(name, stream))
        return
    data = stream.read(MAX_BYTES + 1)
    try:
        if len(data) > MAX_BYTES:
            raise OversizedSourceError(name, f"larger than {MAX_BYTES:,} bytes")
        if ending in {".mhtml", ".mht"}:
            yield _archived(name, own_id, data)
        else:
            yield from _decoded(name, own_id, data, ending)
    except IngestError as error:
        yield error


def _decoded(name: str, own_id: str, data: bytes, ending: str) -> Iterator[_Document | IngestError]:
    text, notes = decode(name, data)
    if ending == ".json" or (not ending and text.lstrip()[:1] in {"{", "["}):
        lines = record_lines(name, io.BytesIO(text.encode("utf-8", "replace")))
        try:
            yield from _numbered(name, own_id, as_records(name, text))
        except MalformedRecordError:
            if "\n" not in text.strip():
                raise
            yield from _numbered(name, own_id, lines)
    elif ending in PAGE or _is_markup(text):
        yield _Document(name, own_id, Record(html=text, notes=notes))
    elif ending in {".md", ".markdown"}:
        yield _Document(name, own_id, replace(from_markdown(text), notes=notes))
    else:
        yield _Document(name, own_id, Record(text=text, notes=notes))


def _is_markup(text: str) -> bool:
    head = text[:4000].lstrip().lower()
    return head.startswith("<") and any(tag in head for tag in _MARKUP)


def _numbered(
    name: str, own_id: str, records: Iterable[tuple[int, Record | IngestError]]
) -> Iterator[_Document | IngestError]:
    nothing = True
    for number, record in records:
        nothing = False
        if isinstance(record, IngestError):
            yield record
        else:
            shown = f"{name}, {record.id}" if record.id else f"{name}, record {number}"
            yield _Document(shown, record.id or f"{own_id}-{number}", record)
    if nothing:
        yield EmptySourceError(name, "it holds no records")


def _archived(name: str, own_id: str, data: bytes) -> _Document:
    html, url, clues = unpack_mhtml(name, data)
    return _Document(name, own_id, Record(html=html, url=url), clues)


def _fetched(url: str) -> Iterator[_Document | IngestError]:
    import trafilatura  # noqa: PLC0415 - half a second to import

    html = trafilatura.fetch_url(url)
    if html is None:
        yield UnsupportedSourceError(
            url, "could not be fetched", "save the page from a browser and name the file"
        )
    else:
        yield _Document(url, url, Record(html=html, url=url))


def _offline(url: str) -> IngestError:
    return UnsupportedSourceError(
        url, "addresses are not fetched unasked", "save the page from a browser and name the file"
    )


def _article(document: _Document, published: date | None) -> Article:
    record = document.record
    if record.html is not None and not record.text:
        page = read_page(document.name, record.html, url=record.url)
    else:
        page = _plain(document.name, record)
    day = diagnose([*_clues(document, page)], given=published)
    if day.published is None:
        raise UndatedArticleError(document.name, day.reason)
    return Article(
        id=document.id,
        text=page.text,
        published=day.published,
        published_basis=day.basis,
        url=record.url or page.url,
        title=record.title or page.title,
        publisher=record.publisher or page.publisher,
        notes=(*record.notes, *page.notes, *day.notes, *notices(page.text, free=page.free)),
    )


def _plain(name: str, record: Record) -> Page:
    raw = record.text or ""
    if len(raw) > MAX_TEXT:
        raise OversizedSourceError(name, f"{len(raw):,} characters of text, {MAX_TEXT:,} at most")
    text = clean(raw)
    if not has_words(text):
        raise EmptySourceError(name)
    notes = () if len(text) == len(raw) else ("offsets count the clean text, which is shorter than the file",)
    return Page(text=text, title=headline(text), publisher=None, url=None, clues=(), free=None, notes=notes)


def _clues(document: _Document, page: Page) -> Iterator[Clue]:
    if document.record.published:
        yield Clue.read("record", "stated", document.record.published)
        if written_days(document.record.published):
            return
    yield from page.clues
    yield from address_clues(document.record.url or page.url)
    yield from text_clues(page.text)
    yield from name_clues(document.name)
    yield from document.clues


def _with_own_id(article: Article, texts: dict[str, str]) -> Article:
    """The article under an id that no other document of the batch has."""
    content = short_hash(article.text)
    if texts.setdefault(article.id, content) == content:
        return article
    return replace(article, id=f"{article.id}-{content[:8]}")

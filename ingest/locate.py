"""Names from the command line to files, in an order that does not depend on the disk."""

from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import IngestError, MissingSourceError, UnsupportedSourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
PAGE = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})
RECORDS = frozenset({".jsonl", ".ndjson", ".json", ".jsonl.gz", ".json.gz", ".ndjson.gz"})
_PASSED_OVER = re.compile(r"\.|(?:README|LICEN[CS]E|NOTICE|CHANGELOG|SOURCES)(?:\.\w+)?$", re.IGNORECASE)
_KNOWN = TEXT | PAGE | RECORDS


@dataclass(frozen=True, slots=True)
class Located:
    """A file to read: ``name`` for messages, ``id`` for its article unless that says otherwise."""

    name: str
    id: str
    path: Path


def locate(name: str) -> Iterator[Located | IngestError]:
    """The files behind ``name``: a file, a glob pattern, or a folder in sorted order.

    Hidden files, and a folder's README or LICENSE, are passed over. What is not there or
    cannot be read comes as an error in its place.
    """
    path = Path(name)
    try:
        if path.is_dir():
            yield from _walk(name, path)
        elif path.exists():
            yield Located(name, _stem(path), path)
        else:
            yield from _glob(name)
    except (OSError, ValueError) as error:
        way_out = "check the path and its permissions"
        yield UnsupportedSourceError(name, f"cannot be opened ({_cause(error)})", way_out)


def suffix(path: Path) -> str:
    """The last suffix in lower case, with the one before it when the file is compressed.

    >>> suffix(Path("news/January.JSONL.gz"))
    '.jsonl.gz'
    """
    parts = [part.lower() for part in path.suffixes]
    return "".join(parts[-2:] if parts[-1:] == [".gz"] else parts[-1:])


def _glob(pattern: str) -> Iterator[Located | IngestError]:
    # pathlib's glob takes no absolute patterns
    matches = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207
    if not matches:
        yield MissingSourceError(pattern)
    for match in matches:
        yield from locate(match)


def _walk(name: str, folder: Path) -> Iterator[Located | IngestError]:
    files = _files(folder)
    for file in files:
        shown = str(Path(name) / file)
        if suffix(file) in _KNOWN:
            yield Located(shown, (file.parent / _stem(file)).as_posix(), folder / file)
        else:
            reason = (
                f"files {repr(suffix(file)) if suffix(file) else 'without ending'} in a folder are not read"
            )
            yield UnsupportedSourceError(shown, reason, "name it by itself to have it read as text")
    if not files:
        way_out = "put .html, .txt or .jsonl files into it"
        yield UnsupportedSourceError(name, "the folder holds no files", way_out)


def _files(folder: Path) -> list[Path]:
    """All files under ``folder`` that are not hidden, relative to it, sorted by their parts."""
    found = []
    for root, folders, files in os.walk(folder):
        folders[:] = [sub for sub in folders if not sub.startswith(".")]
        found += [Path(root, file).relative_to(folder) for file in files if not _PASSED_OVER.match(file)]
    return sorted(found, key=lambda file: file.parts)


def _stem(path: Path) -> str:
    ending = suffix(path)
    return path.name[: -len(ending)] if ending in _KNOWN and len(path.name) > len(ending) else path.name


def _cause(error: Exception) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)

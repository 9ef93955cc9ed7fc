"""Articles as JSON records, one a line: what pipelines and archives hand over, and the form of the gold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.errors import IngestError, MalformedRecordError, OversizedSourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

MAX_LINE = 32_000_000
_WAY_OUT = 'each record is an object with "text" or "html", and "published" or --published'


@dataclass(frozen=True, slots=True)
class Record:
    """What a source says of one publication before anything is worked out; ``published`` is as written."""

    text: str | None = None
    html: str | None = None
    id: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    notes: tuple[str, ...] = ()


def record_lines(name: str, handle: IO[bytes]) -> Iterator[tuple[int, Record | IngestError]]:
    """The records of a JSON-lines file with their line numbers; a bad line comes as an error in its place."""
    number = 0
    while line := handle.readline(MAX_LINE):
        number += 1
        where = f"{name}, line {number}"
        if not line.endswith(b"\n") and len(line) == MAX_LINE:
            yield number, OversizedSourceError(where, f"the line is longer than {MAX_LINE:,} bytes")
            while line and not line.endswith(b"\n"):
                line = handle.readline(MAX_LINE)
        elif line.strip(b"\xef\xbb\xbf \t\r\n\x1e"):
            yield number, _parsed(where, line.strip(b"\xef\xbb\xbf \t\r\n\x1e"))


def as_records(name: str, text: str) -> list[tuple[int, Record | IngestError]]:
    """The records of a JSON document: one object, a list of them, or an object with a list of "articles".

    Raises:
        MalformedRecordError: it is not JSON.
    """
    content = _loads(name, text)
    items = content if isinstance(content, list) else [content]
    if isinstance(content, dict) and isinstance(content.get("articles"), list):
        items = content["articles"]
    return [(number, _record(f"{name}, record {number}", item)) for number, item in enumerate(items, start=1)]


def _parsed(where: str, line: bytes) -> Record | IngestError:
    try:
        return _record(where, _loads(where, line.decode("utf-8")))
    except UnicodeDecodeError:
        return MalformedRecordError(where, "not UTF-8", "write the file as UTF-8")
    except IngestError as error:
        return error


def _loads(where: str, text: str) -> Any:  # noqa: ANN401 - JSON has no narrower type
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedRecordError(
            where, f"not JSON ({str(error).split(':')[0].lower()})", _WAY_OUT
        ) from error


def _record(where: str, item: object) -> Record | IngestError:
    if not isinstance(item, dict):
        return MalformedRecordError(where, "not a JSON object", _WAY_OUT)
    fields = {key: item.get(key) for key in ("text", "html", "id", "url", "title", "publisher", "published")}
    wrong = [key for key, value in fields.items() if not isinstance(value, str | None) and key != "id"]
    if wrong or isinstance(fields["id"], dict | list | float | bool):
        return MalformedRecordError(where, f'"{(wrong or ["id"])[0]}" is not a string', _WAY_OUT)
    if fields["text"] is None and fields["html"] is None:
        return MalformedRecordError(where, 'neither "text" nor "html"', _WAY_OUT)
    return Record(
        text=fields["text"],
        html=fields["html"],
        id=None if fields["id"] in (None, "") else str(fields["id"]),
        url=fields["url"] or None,
        title=fields["title"] or None,
        publisher=fields["publisher"] or None,
        published=fields["published"] or None,
    )

"""What can go wrong between a source and its events; each message names the thing, the fact, the way out."""

from __future__ import annotations


class IngestError(Exception):
    """The root of everything that ingest raises on purpose.

    ``name`` is the source, ``reason`` the fact and ``way_out`` what the user can do about it.

    >>> print(IngestError("a.html", "it is empty", "save the page again"))
    a.html: it is empty; save the page again
    """

    def __init__(self, name: str, reason: str, way_out: str) -> None:
        super().__init__(f"{name}: {reason}; {way_out}")
        self.name = name
        self.reason = reason
        self.way_out = way_out


class MissingSourceError(IngestError):
    """Nothing exists under the name that was given."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "no such file or folder", "check the path, or quote a glob pattern")


class EmptySourceError(IngestError):
    """There is a document, but no words in it."""

    def __init__(self, name: str, reason: str = "it holds no text") -> None:
        super().__init__(name, reason, "save the page or the text again and check that it opens")


class BinarySourceError(IngestError):
    """The bytes are not text: an image, an archive, a PDF."""

    def __init__(self, name: str, kind: str) -> None:
        way_out = "export its text to a .txt, .html or .jsonl file"
        super().__init__(name, f"binary ({kind}), not text", way_out)


class OversizedSourceError(IngestError):
    """The document is larger than one article can be, so reading it would stall the batch."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason, "split it into articles, one a file or one a JSON line")


class UnsupportedSourceError(IngestError):
    """A kind of source that is not read, or not read without being asked."""


class MalformedRecordError(IngestError):
    """A JSON record that does not have the fields of an article."""


class UndatedArticleError(IngestError):
    """No publication date, so "Friday" and "last week" have no meaning."""

    def __init__(self, name: str, reason: str = "no publication date found") -> None:
        super().__init__(name, reason, "give one with --published YYYY-MM-DD")

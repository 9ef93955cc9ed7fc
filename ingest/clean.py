"""Bytes to text, and text to clean text: done once, before anything counts an offset."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ingest.errors import BinarySourceError, EmptySourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"PK\x03\x04", "ZIP, Word or Excel file"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ", "xz archive"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"\xd0\xcf\x11\xe0", "Office document"),
    (b"\x7fELF", "program"),
    (b"RIFF", "audio, video or image"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"SQLite format 3", "database"),
    (b"{\\rtf", "RTF document"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Invisible and without meaning in running text; joiners that shape Persian or Hindi words stay
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffc]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text in ``data``, with a note when its encoding had to be guessed.

    >>> decode("a.txt", "Besançon".encode("cp1252"))
    ('Besançon', ('not UTF-8: read as cp1252',))

    Raises:
        BinarySourceError: the bytes are not text.
        EmptySourceError: there are no bytes.
    """
    if not data.strip():
        raise EmptySourceError(name, "it is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[0 if encoding != "utf-8" else 3 :].decode(encoding, "replace"), ()
    wide = _wide_encoding(data)
    if wide is not None:
        return data.decode(wide, "replace"), (f"no byte order mark: read as {wide}",)
    _refuse_binary(name, data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_legacy(name, data)


def clean(text: str) -> str:
    r"""``text`` in one normal form: ``\n`` line ends, plain spaces, composed letters, nothing invisible.

    Text without odd characters comes back as it was, so that offsets into it are offsets into the file.

    >>> clean("Kyiv\u00a0said\u200b so.\r\nMos\u00adcow did not.")
    'Kyiv said so.\nMoscow did not.'
    """
    if text.isascii() and not _CONTROL.search(text):
        return _LINE_END.sub("\n", text)
    text = _LINE_END.sub("\n", text)
    text = _INVISIBLE.sub("", _CONTROL.sub("", text))
    text = _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text))


def tidy(text: str) -> str:
    r"""Clean text from a page, whose runs of spaces and blank lines say nothing.

    >>> tidy("  The ban \t holds. \n\n\n Moscow protested.")
    'The ban holds.\n\nMoscow protested.'
    """
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def has_words(text: str) -> bool:
    """Whether there is anything to read: at least one letter or digit."""
    return re.search(r"[^\W_]", text) is not None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark shows in Latin text as a NUL beside nearly every letter."""
    sample = data[:2048]
    pairs = len(sample) // 2
    if pairs < 4 or len(data) % 2:
        return None
    if sample[1::2].count(0) > 0.7 * pairs and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * pairs and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _refuse_binary(name: str, data: bytes) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise BinarySourceError(name, kind)
    if data[4:8] == b"ftyp":
        raise BinarySourceError(name, "video")
    sample = data[:65536]
    if b"\0" in sample:
        raise BinarySourceError(name, "NUL bytes")
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b" for byte in sample)
    if controls > 0.1 * len(sample):
        raise BinarySourceError(name, "control characters")


def _decode_legacy(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    declared = _DECLARED.search(data[:4096])
    if declared:
        encoding = declared[1].decode("ascii", "replace")
        try:
            return data.decode(encoding, "replace"), (f"read as {encoding}, as the page declares",)
        except LookupError:
            pass  # an encoding that nobody knows is as good as none
    text, damaged = data.decode("utf-8", "replace"), 0
    damaged = text.count("\N{REPLACEMENT CHARACTER}")
    if damaged <= 3 and damaged * 2000 < len(text):
        return text, (f"{damaged} bytes are not UTF-8 and were replaced",)
    for encoding in ("cp1252", "latin-1"):
        try:
            return data.decode(encoding), (f"not UTF-8: read as {encoding}",)
        except UnicodeDecodeError:
            continue
    raise BinarySourceError(name, "unknown encoding")

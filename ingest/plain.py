"""Plain text and Markdown: the headline, and the facts that stand before the text."""

from __future__ import annotations

import re

from ingest.record import Record

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,4000}?)\n---[ \t]*\n", re.DOTALL)
_FIELD = re.compile(
    r"^(title|date|published|url|source|publisher)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^()\s]{1,500}(?: \"[^\"\n]*\")?\)")
_EMPHASIS = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w))")
_HASHES = re.compile(r"^#{1,6}[ \t]+|^>[ \t]?", re.MULTILINE)


def headline(text: str) -> str | None:
    r"""The first line, when it reads like a headline over a story.

    >>> headline("Treasury hits Russian oil\n\nThe Treasury acted on Friday.")
    'Treasury hits Russian oil'
    >>> headline("The Treasury acted on Friday.") is None
    True
    """
    first, _, rest = text[:2000].strip().partition("\n")
    first = first.strip()
    if not rest.strip() or not 3 <= len(first.split()) <= 25 or len(first) > 160:
        return None
    return None if first.endswith((".", ":", ";", ",")) or first[0].islower() else first


def from_markdown(text: str) -> Record:
    r"""The words of a Markdown document without its marks, and its front matter as facts.

    >>> record = from_markdown("---\ntitle: Oil\ndate: 2025-01-10\n---\n# Oil\nThe **Treasury** acted.")
    >>> record.text, record.title, record.published
    ('Oil\nThe Treasury acted.', 'Oil', '2025-01-10')
    """
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    facts = {key.lower(): value or None for key, value in _FIELD.findall(front[1])} if front else {}
    body = text[front.end() :] if front else text
    words = _EMPHASIS.sub("", _LINK.sub(r"\1", _HASHES.sub("", body)))
    return Record(
        text=words,
        title=facts.get("title"),
        url=facts.get("url") or facts.get("source"),
        publisher=facts.get("publisher"),
        published=facts.get("published") or facts.get("date"),
    )

"""Where a page, its address and its file name say when it was published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from ingest.published import Clue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

# In order of trust: what publishers fill in for search engines, then for libraries, then for advertisers.
_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time article:published datepublished "
    "parsely-pub-date sailthru.date citation_publication_date citation_online_date citation_date "
    "dc.date.issued dcterms.issued dc.date.created dcterms.created dcterms.available dc.date dcterms.date "
    "prism.publicationdate rnews:datepublished cxenseparse:recs:publishtime article_date_original "
    "originalpublicationdate pubdate publishdate publish-date publish_date publication_date publication-date "
    "published_time published bt:pubdate datecreated date"
)
_MODIFIED = (
    "article:modified_time og:article:modified_time og:updated_time datemodified lastmod last-modified "
    "dcterms.modified dc.date.modified article:updated updated_time revised modified"
)
_SAYS_PUBLISHED = re.compile(
    r"publish|pubdate|posted|entry-date|byline|dateline|timestamp|\bdate\b", re.IGNORECASE
)
_SAYS_CHANGED = re.compile(r"updat|modif|edited|revis", re.IGNORECASE)
_PATH_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_PATH_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})[a-z]*/(\d{1,2})(?=[/-]|$)", re.IGNORECASE)
_NAME_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_SAVED_NAME = re.compile(
    r"save|download|snapshot|access|export|backup|scan|crawl|archiv|retriev|fetch|print", re.IGNORECASE
)


def page_clues(tree: HtmlElement, linked: Iterable[dict[str, Any]]) -> Iterator[Clue]:
    """The clues in a page's JSON-LD (``linked``), meta tags and time elements."""
    for thing in linked:
        for key, strength in (
            ("datePublished", "stated"),
            ("uploadDate", "stated"),
            ("dateModified", "later"),
        ):
            value = thing.get(key)
            if isinstance(value, str) and value.strip():
                basis = "json-ld" if key == "datePublished" else f"json-ld {key}"
                yield Clue.read(basis, "later" if strength == "later" else "stated", value)
    yield from _meta_clues(tree)
    yield from _time_clues(tree)


def address_clues(url: str | None) -> Iterator[Clue]:
    """The day in an address: ``/2025/01/10/``, ``/2025/jan/10/`` or ``-20250110``.

    >>> [str(clue.days[0]) for clue in address_clues("https://example.org/world/2025/jan/10/oil")]
    ['2025-01-10']
    """
    path = unquote(urlsplit(url).path) if url else ""
    if named := _PATH_NAMED.search(path):
        yield Clue.read("url", "printed", f"{named[3]} {named[2]} {named[1]}")
    elif found := _PATH_DAY.search(path):
        yield Clue.read("url", "printed", f"{found[1]}-{found[3]}-{found[4]}")


def name_clues(name: str) -> Iterator[Clue]:
    """The day in a file's name, unless the name says that it is the day of saving.

    >>> [str(clue.days[0]) for clue in name_clues("news/2025-01-10-oil.html")]
    ['2025-01-10']
    """
    base = re.split(r"[/\\]", name)[-1]
    found = _NAME_DAY.search(base)
    if found and not _SAVED_NAME.search(base):
        yield Clue.read("file name", "hint", f"{found[1]}-{found[3]}-{found[4]}")


def _meta_clues(tree: HtmlElement) -> Iterator[Clue]:
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        key = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        content = tag.get("content")
        if key and content and content.strip():
            tags.setdefault(key.strip().lower(), content)
    for key in _PUBLISHED.split():
        if key in tags:
            yield Clue.read(f"meta {key}", "stated", tags[key])
    for key in _MODIFIED.split():
        if key in tags:
            yield Clue.read(f"meta {key}", "later", tags[key])


def _time_clues(tree: HtmlElement) -> Iterator[Clue]:
    """Marked-up dates; time elements that do not say what they are for count when they name one day only."""
    plain = []
    for element in [*tree.iter("time"), *tree.xpath(".//*[@itemprop][not(self::meta or self::time)]")]:
        words = " ".join((element.get("itemprop") or "", element.get("class") or "", element.get("id") or ""))
        written = element.get("datetime") or element.get("content") or element.text_content()
        if not written.strip() or (
            element.tag != "time" and not re.search(r"date(?:published|modified)", words, re.IGNORECASE)
        ):
            continue
        around = _around(element)
        if _SAYS_CHANGED.search(words) or (
            _SAYS_CHANGED.search(around) and not _SAYS_PUBLISHED.search(words)
        ):
            yield Clue.read("time element (changed)", "later", written)
        elif element.get("pubdate") is not None or _SAYS_PUBLISHED.search(f"{words} {around}"):
            yield Clue.read("time element", "printed", written)
        else:
            plain.append(Clue.read("time element", "printed", written))
    if len({clue.days for clue in plain}) == 1:
        yield plain[0]


def _around(element: HtmlElement) -> str:
    """The words just before an element and the class it stands in."""
    parent = element.getparent()
    if parent is None:
        return ""
    before = element.getprevious()
    lead = (before.tail or before.text_content() if before is not None else parent.text) or ""
    return f"{lead[-40:]} {parent.get('class') or ''}"

"""Saved web pages to text and facts: trafilatura for the text, the page's own data for the rest."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ingest.clean import clean, tidy
from ingest.clues import page_clues
from ingest.errors import EmptySourceError, OversizedSourceError
from ingest.published import Clue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MAX_MARKUP = 2_000_000
MAX_DEPTH = 150
# What readers never see, from its opening to its end; structured data is kept
_UNREAD = (
    (re.compile(r"<!--(?!\s*saved from)"), re.compile("-->")),
    (re.compile(r"<script\b(?![^<>]*ld\+json)", re.IGNORECASE), re.compile(r"</script\s*>", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)),
    (re.compile(r"<svg\b", re.IGNORECASE), re.compile(r"</svg\s*>", re.IGNORECASE)),
    (
        re.compile(r"<(?:noscript|template)\b", re.IGNORECASE),
        re.compile(r"</(?:noscript|template)\s*>", re.IGNORECASE),
    ),
    (re.compile(r"(?<=[\"'(])data:"), re.compile(r"(?=[\"'()<>\s])")),
)
# Elements that must be closed, so that their depth can be counted
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|br|img|meta|link|input|hr|t[drh]|option|d[td]|tbody|thead|tfoot|source|area|col|colgroup|wbr|embed"
    r"|param|track|base|html|head|body|title|script|h[1-6])\b)[a-z][\w:-]*[^<>]*>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|time|u|var)\b[^<>]*>",
    re.IGNORECASE,
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ARTICLE_TYPES = ("Article", "Posting", "Report", "NewsArticle", "Review", "WebPage")


@dataclass(frozen=True, slots=True)
class Page:
    """What a saved page says: its main text and what it says about itself."""

    text: str
    title: str | None
    publisher: str | None
    url: str | None
    clues: tuple[Clue, ...]
    free: bool | None
    notes: tuple[str, ...]


def read_page(name: str, html: str, *, url: str | None = None) -> Page:
    """The main text of a page and the facts of its head.

    Raises:
        OversizedSourceError: so much markup that reading it would stall the batch.
        EmptySourceError: no text was found in it.
    """
    import lxml.html  # noqa: PLC0415 - heavy, and only pages need it

    markup, notes = _bounded(name, html)
    parser = lxml.html.HTMLParser(remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(markup, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise EmptySourceError(name, "the page holds no text") from error
    linked = list(_linked_data(tree))
    text = _main_text(markup)
    if not text:
        text = tidy("\n".join(item.text_content() for item in tree.iter("p", "h1", "h2", "li", "pre")))
        notes = (*notes, "no main text recognised: all paragraphs were taken")
    if not text:
        raise EmptySourceError(name, "the page holds no text")
    saved = _SAVED_FROM.search(html[:2000])
    address = url or _address(tree, linked) or (saved[1] if saved else None)
    return Page(
        text=text,
        title=_title(tree, linked),
        publisher=_publisher(tree, linked, address),
        url=address,
        clues=tuple(page_clues(tree, linked)),
        free=_is_free(linked),
        notes=notes,
    )


def unpack_mhtml(name: str, data: bytes) -> tuple[str, str | None, tuple[Clue, ...]]:
    """The page inside a web archive, its address, and the day it was saved.

    Raises:
        EmptySourceError: it holds no page.
    """
    import email.policy  # noqa: PLC0415 - slow to import, and only web archives need it

    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            charset = part.get_content_charset() or "utf-8"
            try:
                html = content.decode(charset, "replace") if isinstance(content, bytes) else ""
            except LookupError:
                html = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
            url = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            clues = [
                Clue.read(f"header {key}", "later", str(message[key]))
                for key in ("Date", "Last-Modified")
                if message[key]
            ]
            return html, str(url) if url else None, tuple(clues)
    raise EmptySourceError(name, "the web archive holds no page")


def _bounded(name: str, html: str) -> tuple[str, tuple[str, ...]]:
    """Markup that the parsers get through in time: without scripts, not too long, not too deep."""
    markup = _DECLARATION.sub("", html[:200]) + html[200:]
    for opening, closing in _UNREAD:
        markup = _without(markup, opening, closing)
    if len(markup) > MAX_MARKUP:
        raise OversizedSourceError(name, f"{len(markup):,} characters of markup, {MAX_MARKUP:,} at most")
    depth = deepest = 0
    for tag in _NESTING.finditer(markup):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        flat = _NESTING.sub("\n", _INLINE.sub("", markup))
        return flat, (f"elements nested {deepest} deep were opened to reach the text",)
    return markup, ()


def _without(markup: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """The markup less all that stands from an opening to its end; one that never ends takes nothing."""
    kept = []
    position = 0
    while found := opening.search(markup, position):
        end = closing.search(markup, found.end())
        if end is None:
            break
        kept.append(markup[position : found.start()])
        position = end.end()
    return " ".join([*kept, markup[position:]])


def _main_text(markup: str) -> str:
    import trafilatura  # noqa: PLC0415 - half a second to import

    found = trafilatura.extract(
        markup, output_format="txt", include_comments=False, include_tables=True, with_metadata=False
    )
    return tidy(found or "")


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article, the most specific first."""
    found: list[dict[str, Any]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        raw = (
            re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$", "", script.text or "")
            .strip()
            .rstrip(";")
        )
        try:
            content = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        found += _articles_in(content)
    yield from sorted(found, key=lambda thing: "Article" not in str(thing.get("@type")))


def _articles_in(content: object) -> Iterator[dict[str, Any]]:
    waiting = [content]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting = [*thing, *waiting]
        elif isinstance(thing, dict):
            if any(kind in str(thing.get("@type")) for kind in _ARTICLE_TYPES):
                yield thing
            waiting = [
                thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing
            ] + waiting


def _meta(tree: HtmlElement, *keys: str) -> str | None:
    for key in keys:
        for tag in tree.xpath("//meta[@property=$key or @name=$key or @itemprop=$key]/@content", key=key):
            if tag.strip():
                return tidy(str(tag))
    return None


def _text_of(value: object) -> str | None:
    """A JSON-LD text, which may be wrapped in a list or an object with a name."""
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id")
    return tidy(value) or None if isinstance(value, str) else None


def _title(tree: HtmlElement, linked: list[dict[str, Any]]) -> str | None:
    headlines = [_text_of(thing.get("headline")) for thing in linked]
    heading = next((tidy(item.text_content()) for item in tree.iter("h1")), None)
    named = next((tidy(item.text_content()) for item in tree.iter("title")), None)
    candidates = [
        *headlines,
        _meta(tree, "og:title", "twitter:title", "citation_title", "dc.title"),
        heading,
        named,
    ]
    return next((title for title in candidates if title), None)


def _publisher(tree: HtmlElement, linked: list[dict[str, Any]], url: str | None) -> str | None:
    stated = [_text_of(thing.get("publisher")) for thing in linked]
    candidates = [*stated, _meta(tree, "og:site_name", "citation_publisher", "dc.publisher", "publisher")]
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return next((name for name in candidates if name and not name.startswith("http")), host or None)


def _address(tree: HtmlElement, linked: list[dict[str, Any]]) -> str | None:
    stated = [str(link) for link in tree.xpath("//link[@rel='canonical']/@href")]
    stated += [_meta(tree, "og:url") or ""] + [
        thing["url"] for thing in linked if isinstance(thing.get("url"), str)
    ]
    return next(
        (clean(url).strip() for url in stated if url.strip().startswith(("http://", "https://"))), None
    )


def _is_free(linked: list[dict[str, Any]]) -> bool | None:
    for thing in linked:
        value = thing.get("isAccessibleForFree")
        if value is not None:
            return str(value).rsplit("/", maxsplit=1)[-1].lower() != "false"
    return None

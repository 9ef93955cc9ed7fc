"""Article to events: segment, date, parse, read the frames, link the names, anchor the dates."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.build import Builder
from ingest.date import date_mentions
from ingest.frame import claims
from ingest.lexicon import lexicon
from ingest.mend import mended
from ingest.parse import trees
from ingest.segment import Sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.model import Article, Event


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that broke a rule: it is lost, counted and listed, and nothing else is."""

    article: str
    sentence: str
    start: int
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article gave."""

    article: Article
    events: tuple[Event, ...]
    skipped: tuple[Skipped, ...]
    sentences: int
    parsed: int


def events(article: Article) -> list[Event]:
    """The events of an article, in reading order."""
    return list(extract_one(article).events)


def extract(articles: Iterable[Article], *, jobs: int = 1) -> Iterator[Extraction]:
    """Extract many articles in their order, in ``jobs`` processes."""
    if jobs <= 1:
        yield from map(extract_one, articles)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(extract_one, articles, chunksize=8)


def extract_one(article: Article) -> Extraction:
    """Extract one article; a sentence on which a rule breaks is skipped and listed."""
    words = lexicon()
    found = sentences(article.text)
    mentions = date_mentions(article.text, article.published)
    domain = words.domain.search(article.text) is not None
    candidates = [
        index
        for index, sentence in enumerate(found)
        if domain and (words.triggers.search(sentence.text) or _is_listed(found, index))
    ]
    parsed = dict(zip(candidates, trees([found[index].text for index in candidates]), strict=True))
    builder = Builder(article, words)
    skipped: list[Skipped] = []
    for index, sentence in enumerate(found):
        tree = parsed.get(index)
        try:
            builder.read(index, sentence, tree)
            if tree is None:
                continue
            inside = [
                mention
                for mention in mentions
                if sentence.start <= mention.start and mention.end <= sentence.end
            ]
            builder.add(sentence, tree, claims(mended(tree), words, domain=domain), inside)
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
            skipped.append(
                Skipped(article.id, sentence.text, sentence.start, f"{type(error).__name__}: {error}")
            )
    return Extraction(article, tuple(builder.finished()), tuple(skipped), len(found), len(candidates))


def _is_listed(found: Sequence[Sentence], index: int) -> bool:
    """Whether a sentence is an item of a list that a sentence with a colon heads."""
    while index >= 0 and found[index].kind == "bullet":
        index -= 1
        if index >= 0 and found[index].kind != "bullet":
            return found[index].text.rstrip().endswith(":")
    return False

"""From named sources to articles with their events, and what became of each source."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from graph.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from graph.model import Event
    from ingest.pipeline import Extraction, Skipped
    from ingest.read import Refusal


@dataclass(frozen=True)
class Read:
    """An article that was read: how its day of publication was found, and how many claims it makes."""

    id: str
    title: str | None
    published: str
    published_basis: str
    events: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """A source that was not read, and what the user can do about it."""

    name: str
    reason: str
    way_out: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}; {self.way_out}"


@dataclass
class Report:
    """What became of every source.

    ``changed`` counts articles that were new or different, ``skipped`` lists sentences on which a rule broke.
    """

    read: list[Read] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    changed: int = 0

    @property
    def events(self) -> int:
        """How many claims all articles make together."""
        return sum(article.events for article in self.read)

    def add(self, extraction: Extraction) -> None:
        """Note what one article gave."""
        article, events = extraction.article, len(extraction.events)
        day, basis = article.published.isoformat(), article.published_basis
        self.read.append(Read(article.id, article.title, day, basis, events, article.notes))
        self.skipped += extraction.skipped

    def to_record(self) -> dict[str, Any]:
        """The report as JSON-ready values."""
        return {
            "articles": len(self.read),
            "changed": self.changed,
            "events": self.events,
            "read": [asdict(article) for article in self.read],
            "refused": [asdict(refusal) for refusal in self.refused],
            "skipped": [asdict(sentence) for sentence in self.skipped],
        }


def articles(
    sources: Sequence[str],
    *,
    published: date | None = None,
    report: Report | None = None,
    refuse: Callable[[Refused], None] = lambda _: None,
) -> Iterator[Article]:
    """Yield the articles of files, folders and globs; what is refused goes to ``report`` and ``refuse``."""
    from ingest.read import sources as read  # noqa: PLC0415 - lxml and trafilatura load with it

    for item in read(sources, published=published):
        if isinstance(item, Article):
            yield item
            continue
        refused = _refused(item)
        if report is not None:
            report.refused.append(refused)
        refuse(refused)


def told(
    found: Iterator[Article], *, jobs: int = 1, report: Report | None = None
) -> Iterator[tuple[Article, Sequence[Event]]]:
    """Yield each article with its events, in reading order."""
    first = next(found, None)
    if first is None:  # a mistyped path is answered before spaCy has loaded
        return
    from ingest.pipeline import extract  # noqa: PLC0415 - spaCy loads with it

    for extraction in extract(chain([first], found), jobs=jobs):
        if report is not None:
            report.add(extraction)
        yield extraction.article, extraction.events


def _refused(refusal: Refusal) -> Refused:
    return Refused(refusal.name, refusal.reason, refusal.way_out)

"""The Python API: the command line's verbs as functions and one class.

import dateline

events = dateline.extract("articles/")                      # no store: frozen dataclasses
with dateline.open("sanctions.store") as graph:             # a folder, an endpoint, or None: in memory
    graph.ingest("articles/")
    print(graph.query("SELECT ?target { ent:us-treasury act:impose ?target }").table())
    graph.timeline(since="2025-01-01").save("january.html")  # shows inline in a notebook
"""

from __future__ import annotations

import os
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Self

from dateline.errors import MissingStoreError, MisuseError
from dateline.reading import Refused, Report, articles, told
from dateline.selection import Selection, select
from graph.model import Article, Event, MergedEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    import networkx as nx
    import rdflib

    from dateline.correcting import Outcome
    from graph.answer import Answer
    from graph.network_view import Network
    from graph.rdf import ArticleRecord
    from graph.store import Stats, Store
    from graph.story import Story
    from graph.timeline import Timeline
    from ingest.lists_link import ListLink

Source = str | os.PathLike[str] | Article
Day = date | str | None


def article(  # noqa: PLR0913 - the fields of an article
    text: str,
    *,
    published: date | str,
    id: str = "text",  # noqa: A002 - the name of the field
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> Article:
    """An article made of text that is at hand.

    >>> article("On Friday the Treasury acted.", published="2025-01-13").published
    datetime.date(2025, 1, 13)
    """
    day = _day(published)
    if day is None or not text.strip():
        msg = f"{id}: an article needs text and its day of publication"
        raise MisuseError(msg)
    return Article(id, text, day, "given", url, title, publisher)


def extract(*sources: Source, published: Day = None, jobs: int = 1) -> list[Event]:
    """The events that files, folders, globs or articles tell, without a store.

    Raises:
        IngestError: a source cannot be read; use :meth:`KnowledgeGraph.ingest` to get a report instead.
    """
    found = _articles(sources, _day(published), Report(), _raise)
    return [event for _, events in told(found, jobs=jobs) for event in events]


def open(store: str | os.PathLike[str] | None = None, *, read_only: bool = False) -> KnowledgeGraph:  # noqa: A001
    """Open a knowledge graph: in a folder, at a SPARQL endpoint, or in memory for None.

    A folder that does not exist is made, unless the graph is only read.

    Raises:
        MissingStoreError: there is nothing to read.
        GraphError: the store cannot be opened.
    """
    from graph.store import open_store  # noqa: PLC0415 - pyoxigraph loads with it

    name = None if store is None else os.fspath(store)
    if read_only and name is not None and not exists(name):
        raise MissingStoreError(name)
    return KnowledgeGraph(open_store(name, read_only=read_only))


def exists(store: str) -> bool:
    """Whether there is something to open under this name; an endpoint is taken at its word."""
    return store.startswith(("http://", "https://")) or Path(store).exists()


class KnowledgeGraph:
    """Dated sanctions events and the sentences that tell them; :func:`open` makes one."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        stats = self.stats()
        return f"KnowledgeGraph({stats.articles} articles, {sum(stats.events.values())} events)"

    def close(self) -> None:
        """Let go of the store, so that another process may write."""
        self.store.close()

    def ingest(
        self,
        *sources: Source,
        published: Day = None,
        jobs: int = 1,
        refuse: Callable[[Refused], None] = lambda _: None,
    ) -> Report:
        """Read sources into the graph and report on each; an article that is already there is replaced."""
        report = Report()
        found = _articles(sources, _day(published), report, refuse)
        report.changed = self.store.put_all(told(found, jobs=jobs, report=report))
        return report

    def link_lists(self, lists: str | os.PathLike[str]) -> list[ListLink]:
        """Link actors and targets to the official lists in an index that ``dateline lists add`` made."""
        from dateline.official import link_store  # noqa: PLC0415
        from ingest.lists_index import ListIndex  # noqa: PLC0415

        with ListIndex(Path(lists)) as index:
            return link_store(self.store, index)

    def correct(self, *files: str | os.PathLike[str], replace: bool = False) -> Outcome:
        """Apply files of corrections, beside those that the graph keeps or in their place.

        Raises:
            CorrectionsError: a file has faults; nothing was changed.
        """
        from dateline.correcting import correct  # noqa: PLC0415

        return correct(self.store, [os.fspath(file) for file in files], replace=replace)

    def query(
        self, question: str, *, limit: int | None = None, timeout: float | None = None, **params: object
    ) -> Answer:
        """Answer SPARQL, or a saved question by its name with its parameters.

        Raises:
            QueryError: the query is wrong, refused or took too long.
        """
        return self.store.query(question, params, limit=limit, timeout=timeout)

    def events(  # noqa: PLR0913 - the filters
        self,
        *,
        actor: str | None = None,
        action: str | None = None,
        target: str | None = None,
        measure: str | None = None,
        status: str | None = None,
        since: Day = None,
        until: Day = None,
    ) -> list[MergedEvent]:
        """The events that fit, in order of time; actors and targets by id, name or words of the name."""
        wanted = Selection(actor, action, target, measure, status, _day(since), _day(until))
        return select(self.store, wanted)

    def timeline(
        self, *, title: str = "Sanctions timeline", focus: Day = None, **filters: str | date | None
    ) -> Timeline:
        """A timeline of the events that fit the filters of :meth:`events`; save it or show it inline.

        It opens on the months around ``focus``, or on its dense years.
        """
        from graph.timeline import Timeline  # noqa: PLC0415 - pyvis loads with it

        events = self.events(**filters)  # type: ignore[arg-type]
        return Timeline(events, title=title, focus=_day(focus))

    def network(self, *, title: str = "Sanctions network", **filters: str | date | None) -> Network:
        """The actors and their relations in the events that fit the filters; save it or show it inline."""
        from graph.network_view import Network  # noqa: PLC0415 - pyvis loads with it

        return Network(self.events(**filters), title=title)  # type: ignore[arg-type]

    def story(self, *, title: str | None = None, **filters: str | date | None) -> Story:
        """The events that fit the filters as a dossier in HTML or Markdown; save it or show it inline."""
        from graph.story import Story  # noqa: PLC0415 - the templates load with it

        events = self.events(**filters)  # type: ignore[arg-type]
        about = [str(filters[name]) for name in ("actor", "target", "measure") if filters.get(name)]
        return Story(events, title=title or story_title(about))

    def site(self, folder: str | os.PathLike[str], *, title: str = "Sanctions, as told") -> list[Path]:
        """Write all views at once into a folder, with a cover page that links them; the files written."""
        from graph.site import write_site  # noqa: PLC0415 - pyvis loads with it

        return write_site(self.store, Path(folder), title=title)

    def to_networkx(self, **filters: str | date | None) -> nx.MultiDiGraph[str]:
        """The events that fit as edges from actor to target, for networkx's measures."""
        from graph.network import network  # noqa: PLC0415 - networkx loads with it

        return network(self.events(**filters))  # type: ignore[arg-type]

    def export(self, path: str | os.PathLike[str], form: str | None = None) -> Path:
        """Write the graph to a file, in the format of its suffix unless ``form`` names another."""
        from dateline.export import exported  # noqa: PLC0415

        path = Path(path)
        path.write_bytes(exported(self.store, form or path.suffix.lstrip(".")))
        return path

    def stats(self) -> Stats:
        """Counts of articles, claims, events, entities and triples."""
        return self.store.stats()

    def articles(self) -> list[ArticleRecord]:
        """What is known about each article."""
        return self.store.articles()

    @property
    def dataset(self) -> rdflib.Dataset:
        """The graph as an :class:`rdflib.Dataset` on the same data."""
        return self.store.dataset


def story_title(about: list[str]) -> str:
    """A heading from the names that were asked for.

    >>> story_title(["gazprom"]), story_title([])
    ('Sanctions, as told: gazprom', 'Sanctions, as told')
    """
    return ": ".join(["Sanctions, as told", *([", ".join(about)] if about else [])])


def _articles(
    sources: tuple[Source, ...], published: date | None, report: Report, refuse: Callable[[Refused], None]
) -> Iterator[Article]:
    names = [os.fspath(source) for source in sources if not isinstance(source, Article)]
    given = (source for source in sources if isinstance(source, Article))
    read = articles(names, published=published, report=report, refuse=refuse) if names else ()
    return chain(read, given)


def _raise(refused: Refused) -> None:
    from ingest.errors import IngestError  # noqa: PLC0415

    raise IngestError(refused.name, refused.reason, refused.way_out)


def _day(value: Day) -> date | None:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        msg = f"{value!r} is not a day; write it as YYYY-MM-DD"
        raise MisuseError(msg) from None

"""The site: every view of a store at once, as plain files with a cover page for any disk or web server.

Links are relative, nothing is fetched, and the same store gives the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.headline import generic
from graph.model import short_hash
from graph.page import plain, safe_link
from graph.payload import sort_key
from graph.query import saved_queries
from graph.story import Story
from graph.timeline import Timeline, deck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from graph.answer import Answer
    from graph.model import Entity, MergedEvent
    from graph.query import SavedQuery
    from graph.store import Store

#: So many actors, and so many targets, have a story of their own.
STORIES = 12
#: So many countries have a timeline of their own.
COUNTRIES = 8
#: So many rows of an answer stand on its page; its CSV has all.
ROWS = 200

HEADINGS = {"actor": "{}: what it did", "target": "{}: what was done about it", "measure": "{}"}
File = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the cover page: what it is about, where it leads and how much it holds."""

    label: str
    path: str
    count: int
    years: str
    share: int
    events: tuple[MergedEvent, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A saved question with its answer."""

    question: SavedQuery
    path: str
    answer: Answer


def write_site(store: Store, folder: Path, *, title: str = "Sanctions, as told") -> list[Path]:
    """Write the site of a store into a folder; the files written, none for a store without events."""
    events = store.events()
    if not events:
        return []
    written = []
    for name, text in site(events, store.query, title=title):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        written.append(path)
    return written


def site(
    events: Sequence[MergedEvent], ask: Callable[[str], Answer], *, title: str = "Sanctions, as told"
) -> Iterator[File]:
    """Each file of the site by its path under the folder; the cover page comes last."""
    events = sorted(events, key=sort_key)
    actors, targets = _parties(events, "actor"), _parties(events, "target")
    measures, countries = _measures(events), _countries(events)
    asked = [Asked(one, f"question/{one.name}.html", ask(one.name)) for one in saved_queries().values()]
    yield from _whole(events, title)
    for entry in (*actors, *targets, *measures):
        yield from _story(entry)
    for entry in countries:
        text = Timeline(entry.events, title=f"Told of {entry.label}").html(home="../index.html")
        yield entry.path, text
    stories = {entry.path.split("/")[1].removesuffix(".html"): entry.path for entry in (*targets, *actors)}
    for one in asked:
        yield from _answered(one, stories)
    lists = {"actors": actors, "targets": targets, "measures": measures, "countries": countries}
    yield (
        "index.html",
        _page(
            "site.html.j2", title=title, deck=deck(events), quarters=_quarters(events), asked=asked, **lists
        ),
    )


def _whole(events: Sequence[MergedEvent], title: str) -> Iterator[File]:
    from graph.network_view import Network  # noqa: PLC0415 - networkx loads with it

    yield "timeline.html", Timeline(events, title=title).html(home="index.html")
    yield "network.html", Network(events, title=f"{title}: who acts on whom").html(home="index.html")


def _story(entry: Entry) -> Iterator[File]:
    story = Story(entry.events, title=HEADINGS[entry.path.split("/")[0]].format(entry.label))
    markdown = entry.path.removesuffix(".html") + ".md"
    yield entry.path, story.html(home="../index.html", markdown=markdown.split("/")[1])
    yield markdown, story.markdown()


def _parties(events: Iterable[MergedEvent], role: str) -> list[Entry]:
    """The actors or targets with the most events, without names that stand for nobody in particular."""
    found: dict[str, list[MergedEvent]] = {}
    labels: dict[str, str] = {}
    for event in events:
        entity: Entity | None = getattr(event, role)
        if entity is not None and not generic(entity):
            found.setdefault(entity.id, []).append(event)
            labels.setdefault(entity.id, entity.label)
    return _entries(found, labels, role, STORIES)


def _measures(events: Iterable[MergedEvent]) -> list[Entry]:
    found: dict[str, list[MergedEvent]] = {}
    for event in events:
        for measure in event.action.measures:
            found.setdefault(measure, []).append(event)
    labels = {measure: measure.replace("-", " ").capitalize() for measure in found}
    return _entries(found, labels, "measure", len(found))


def _countries(events: Sequence[MergedEvent]) -> list[Entry]:
    found: dict[str, list[MergedEvent]] = {}
    for event in events:
        if event.target is not None and event.target.country:
            found.setdefault(event.target.country.lower(), []).append(event)
    return _entries(found, _country_names(events), "country", COUNTRIES)


def _country_names(events: Iterable[MergedEvent]) -> dict[str, str]:
    """Codes with the names that the events' own states have, else with that of what their parts belong to."""
    names: dict[str, str] = {}
    for entity in (one for event in events for one in (event.actor, event.target)):
        if entity is None or not entity.country or not entity.linked:
            continue
        if entity.type in ("state", "country", "bloc"):
            names[entity.country.lower()] = entity.label
        elif entity.part_of and entity.type in ("group", "sector", "thing"):
            names.setdefault(entity.country.lower(), entity.part_of.replace("-", " ").title())
    return names


def _entries(
    found: dict[str, list[MergedEvent]], labels: dict[str, str], folder: str, most: int
) -> list[Entry]:
    """The fullest first; ``share`` is the length of the bar, in hundredths of the first."""
    order = sorted(found, key=lambda key: (-len(found[key]), key))[:most]
    return [
        Entry(
            labels.get(key, key.upper()),
            f"{folder}/{file_name(key)}.html",
            len(found[key]),
            _years(found[key]),
            max(100 * len(found[key]) // len(found[order[0]]), 1),
            tuple(found[key]),
        )
        for key in order
    ]


def file_name(key: str) -> str:
    """An id as the name of a file that every disk can hold.

    >>> file_name("us-treasury"), file_name("../etc")
    ('us-treasury', 'etc-f7f9121f')
    """
    name = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:80]
    return name if name and name == key else f"{name}-{short_hash(key)[:8]}".lstrip("-")


def _years(events: Iterable[MergedEvent]) -> str:
    years = sorted({sort_key(event)[0][:4] for event in events})
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One quarter of the cover's chart: where it stands, and the heights of its parts."""

    x: int
    restrict: int
    relax: int
    other: int
    label: str


def _quarters(events: Sequence[MergedEvent]) -> tuple[Bar, ...]:
    """The number of events in each quarter from the first to the last."""
    count: Counter[tuple[int, str]] = Counter()
    for event in events:
        year, month = (int(part) for part in sort_key(event)[0].split("-")[:2])
        group = event.action.path[0] if event.action.path[0] in ("restrict", "relax") else "other"
        count[year * 4 + (month - 1) // 3, group] += 1
    quarters = sorted({quarter for quarter, _ in count})
    tallest = max(sum(number for (at, _), number in count.items() if at == quarter) for quarter in quarters)
    return tuple(
        Bar(
            quarter - quarters[0],
            restrict=_height(count[quarter, "restrict"], tallest),
            relax=_height(count[quarter, "relax"], tallest),
            other=_height(count[quarter, "other"], tallest),
            label=f"{quarter // 4}",
        )
        for quarter in range(quarters[0], quarters[-1] + 1)
    )


def _height(count: int, tallest: int) -> int:
    return round(100 * count / tallest)


def _answered(asked: Asked, stories: dict[str, str]) -> Iterator[File]:
    """The page of an answer and its CSV."""
    rows = [[Cell(text, _link(text, stories)) for text in row] for row in asked.answer.values()[:ROWS]]
    csv_name = f"{asked.question.name}.csv"
    yield (
        asked.path,
        _page(
            "answer.html.j2",
            title=asked.question.title,
            question=asked.question,
            columns=asked.answer.columns,
            rows=rows,
            total=len(asked.answer),
            csv=csv_name,
        ),
    )
    yield f"question/{csv_name}", asked.answer.to_csv()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of an answer, and where it leads."""

    text: str
    href: str | None


def _link(text: str, stories: dict[str, str]) -> str | None:
    """Events lead into the timeline, actors and targets to their story, web addresses to themselves."""
    if text.startswith("event:"):
        return f"../timeline.html#event={text.removeprefix('event:')}"
    story = stories.get(text.removeprefix("ent:")) if text.startswith("ent:") else None
    return f"../{story}" if story else safe_link(text)


def _page(template: str, **context: object) -> str:
    return plain(template, styles=("base.css", "site.css"), **context)

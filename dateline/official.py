"""Joins official lists and the graph: links its entities, and tells designations as evidence.

A list becomes a source like any article, one named graph a list: its sentences are lines that say who was
designated, when, and where in the file that stands. So a designation merges with the news of it, and its day
comes from the authority itself.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from graph.model import Action, Article, Entity, Event, Source, When, action_path
from graph.official import OfficialLink
from ingest.link import linker
from ingest.lists_match import CERTAIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from graph.store import Store
    from ingest.lists_index import ListIndex, LoadedList
    from ingest.lists_link import ListLink

#: Who designates, by what a list's id starts with; of other lists it is not told.
_AUTHORITIES = {
    "us": "us-treasury",
    "uk": "united-kingdom",
    "eu": "european-union",
    "un": "un-security-council",
}
EXTRACTOR = "official-list/1"


def article_id(list_id: str) -> str:
    """The id of the article that stands for a list."""
    return f"list-{list_id}"


def link_store(store: Store, index: ListIndex) -> list[ListLink]:
    """Link a store to the lists of an index and store the designations; the links that were made."""
    from ingest.lists_link import list_links  # noqa: PLC0415 - rapidfuzz loads with it

    known = decided(store)
    links = [link for link in list_links(entities(store), index, least=0.5) if _holds(link, known)]
    told: dict[str, list[ListLink]] = defaultdict(list)
    for link in links:
        told[link.entry.list_id].append(link)
    for loaded in index.lists():
        article, events = designations(loaded, told[loaded.list_id])
        if events or told[loaded.list_id]:
            store.put_list(article, events, [official_link(link) for link in told[loaded.list_id]])
        else:
            store.remove(article.id)
    return links


def link_where_listed(store: Store, lists: Path) -> int:
    """Link a store anew where there is an index of lists; how many links there are."""
    if not lists.exists():
        return 0
    from ingest.lists_index import ListIndex  # noqa: PLC0415 - most stores are kept without lists

    with ListIndex(lists) as index:
        return len(link_store(store, index))


def decided(store: Store) -> dict[tuple[str, str, str], bool]:
    """Which entity a person said is which entry of which list, and which is not."""
    found = {}
    for one in store.corrections:
        entity = one.into.id if one.into else one.entities[0] if one.entities else ""
        if one.list_id:
            found[entity, one.list_id, one.entry_id] = one.kind == "alias"
    return found


def _holds(link: ListLink, known: Mapping[tuple[str, str, str], bool]) -> bool:
    """Whether a link is to be made: a person's word goes before its score."""
    said = known.get((link.entity.id, link.entry.list_id, link.entry.entry_id))
    return link.score >= CERTAIN if said is None else said


def entities(store: Store) -> list[Entity]:
    """The actors and targets in a store, each once, without what only the lists tell."""
    found: dict[str, Entity] = {}
    for event in store.events():
        for claim in event.mentions:
            if claim.source.extractor != EXTRACTOR:
                for entity in (claim.actor, claim.target, claim.said_by):
                    if entity is not None:
                        found.setdefault(entity.id, entity)
    return [found[key] for key in sorted(found)]


def official_link(link: ListLink) -> OfficialLink:
    """The link as the graph stores it."""
    entry = link.entry
    return OfficialLink(
        link.entity.id,
        entry.list_id,
        entry.entry_id,
        entry.label,
        link.name,
        link.score,
        link.reason,
        entry.type,
        entry.designated,
        entry.programs,
        tuple(f"{one.kind}:{one.value}" for one in entry.identifiers),
        entry.file,
        entry.line,
    )


def designations(loaded: LoadedList, links: Sequence[ListLink]) -> tuple[Article, list[Event]]:
    """A list as a source: a line for each linked entry, and an event for each that has its day."""
    dated = [link for link in links if link.entry.designated is not None]
    published = loaded.published or max((_day(link) for link in dated), default=date.min)
    lines = {_key(link): _sentence(link) for link in links}
    text = "\n".join(lines[key] for key in sorted(lines))
    article = Article(
        article_id(loaded.list_id),
        text,
        published,
        "the list" if loaded.published else "its newest designation",
        title=f"{loaded.title[0].upper()}{loaded.title[1:]}",
        publisher=loaded.title.removeprefix("the "),
        notes=(f"official list, read from {', '.join(loaded.files)}",),
    )
    starts = _starts(lines)
    events = [_event(link, article, lines[_key(link)], starts[_key(link)]) for link in dated]
    return article, sorted(events, key=lambda event: (event.source.start, event.id))


def _key(link: ListLink) -> str:
    return link.entry.entry_id


def _day(link: ListLink) -> date:
    return link.entry.designated or date.min


def _starts(lines: dict[str, str]) -> dict[str, int]:
    starts, place = {}, 0
    for key in sorted(lines):
        starts[key] = place
        place += len(lines[key]) + 1
    return starts


def _sentence(link: ListLink) -> str:
    entry = link.entry
    day = f", designated {entry.designated.isoformat()}" if entry.designated else ""
    programs = f" ({', '.join(entry.programs)})" if entry.programs else ""
    return f"{entry.entry_id}: {entry.label}{programs}{day}, {entry.file} line {entry.line}"


def _event(link: ListLink, article: Article, sentence: str, start: int) -> Event:
    day = _day(link)
    when = When(day, day, "day", day.isoformat(), day.isoformat(), "official-list")
    source = Source(
        article.id,
        None,
        article.title,
        article.publisher,
        article.published,
        sentence,
        start,
        start + len(sentence),
        EXTRACTOR,
    )
    return Event(
        id="",
        statement=f"{article.id}:{link.entry.entry_id}",
        actor=_authority(link.entry.list_id),
        action=Action("designate", action_path("designate"), "designated"),
        target=link.entity,
        polarity="restrict",
        date=when,
        valid_until=None,
        report_date=article.published,
        status="asserted",
        kind="act",
        said_by=None,
        instrument=", ".join(link.entry.programs) or None,
        value=None,
        count=None,
        cause=None,
        confidence=link.score,
        source=source,
    ).with_id()


def _authority(list_id: str) -> Entity | None:
    known = linker().by_id(_AUTHORITIES.get(list_id.partition("-")[0], ""))
    if known is None:
        return None
    return Entity(
        known.id, known.label, known.label, known.type, known.country, known.wikidata, known.part_of
    )

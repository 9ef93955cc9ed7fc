"""The story: events as a dossier in order of time, to read or to paste into a memo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.headline import bare, predicate, subject
from graph.page import plain, safe_link
from graph.payload import sort_key
from graph.timeline import deck, inline_frame

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence
    from datetime import date

    from graph.model import MergedEvent, When

#: So many sentences are quoted for one act; the timeline has them all.
QUOTES = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence and where it stands."""

    sentence: str
    publisher: str
    published: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One act with all its targets: when, what, and in whose words."""

    date: str
    note: str
    headline: str
    group: str
    open: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The entries of one year."""

    title: str
    entries: tuple[Entry, ...]


class Story:
    """The dossier of events, as HTML and as Markdown."""

    def __init__(self, events: Sequence[MergedEvent], *, title: str = "Sanctions, as told") -> None:
        self.title = title
        self.events = sorted(events, key=sort_key)

    def html(self, *, home: str = "", markdown: str = "") -> str:
        """The dossier as one page without script.

        ``home`` and ``markdown`` are the relative addresses of a cover page and of the dossier as Markdown.
        """
        return plain(
            "story.html.j2",
            styles=("base.css", "story.css"),
            title=self.title,
            deck=deck(self.events),
            chapters=self.chapters(),
            home=home,
            markdown=markdown,
        )

    def markdown(self) -> str:
        """The dossier as Markdown, in which no character of an article has a meaning of its own."""
        lines = [f"# {_quiet(self.title)}", "", _quiet(deck(self.events)), ""]
        for chapter in self.chapters():
            lines += [f"## {chapter.title}", ""]
            for entry in chapter.entries:
                lines += _paragraphs(entry)
        return "\n".join(lines).rstrip() + "\n"

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write Markdown to a path that ends in ``.md``, HTML to any other."""
        text = self.markdown() if Path(path).suffix == ".md" else self.html()
        Path(path).write_text(text, encoding="utf-8", errors="replace", newline="\n")

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ANN401, ARG002
        return {
            "text/html": inline_frame(self.html(), self.title),
            "text/markdown": self.markdown(),
            "text/plain": self.markdown(),
        }

    def chapters(self) -> tuple[Chapter, ...]:
        """The acts by year, in order of time."""
        acts: dict[tuple[object, ...], list[MergedEvent]] = {}
        for event in self.events:
            acts.setdefault(_act(event), []).append(event)
        years = groupby(acts.values(), key=lambda act: sort_key(act[0])[0][:4])
        return tuple(Chapter(year, tuple(_entry(act) for act in told)) for year, told in years)


def _act(event: MergedEvent) -> tuple[object, ...]:
    """What one actor did on one day to several targets is one act."""
    actor = event.actor.id if event.actor else event.id
    when = (event.date.start, event.date.end) if event.date else (event.report_date, None)
    return actor, event.action.id, when, event.status, event.kind


def _entry(act: Sequence[MergedEvent]) -> Entry:
    first = act[0]
    return Entry(
        date=_interval(first.date) if first.date else f"Reported {_day(first.report_date)}",
        note="" if first.date else "no date given",
        headline=_told(act),
        group=first.action.path[0],
        open=first.status != "asserted",
        quotes=tuple(_quotes(act)),
    )


def _told(act: Sequence[MergedEvent]) -> str:
    first = act[0]
    targets = list(dict.fromkeys(event.target.label for event in act if event.target))
    named = " and ".join([", ".join(targets[:-1]), targets[-1]] if len(targets) > 1 else targets)
    said = predicate(first)
    return f"{subject(first)} {said} {named}" if named else f"{subject(first)} {bare(said)}"


def _quotes(act: Iterable[MergedEvent]) -> list[Quote]:
    found: dict[tuple[str, int], Quote] = {}
    for mention in (mention for event in act for mention in event.mentions):
        source = mention.source
        found.setdefault(
            (source.article, source.start),
            Quote(
                source.sentence,
                source.publisher or source.title or source.article,
                _day(source.published),
                safe_link(source.url),
            ),
        )
    return list(found.values())[:QUOTES]


def _interval(when: When) -> str:
    if when.start == when.end:
        return _day(when.start)
    if when.precision == "month":
        return f"{when.start:%B} {when.start.year}"
    return str(when.start.year) if when.precision == "year" else f"{_day(when.start)} to {_day(when.end)}"


def _day(value: date) -> str:
    return f"{value.day} {value:%B} {value.year}"


def _paragraphs(entry: Entry) -> list[str]:
    note = f" ({entry.note})" if entry.note else ""
    lines = [f"**{entry.date}**{note}: {_quiet(entry.headline)}", ""]
    for quote in entry.quotes:
        where = f"[{_quiet(quote.publisher)}](<{quote.url}>)" if quote.url else _quiet(quote.publisher)
        lines += [f"> {_quiet(quote.sentence)}", ">", f"> {where}, {quote.published}", ""]
    return lines


def _quiet(text: str) -> str:
    r"""``text`` on one line with Markdown's and HTML's signs escaped.

    >>> _quiet("<b>*x*</b>")
    '\\<b\\>\\*x\\*\\</b\\>'
    """
    return re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", " ".join(text.split()))

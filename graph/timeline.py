"""The timeline: events as one interactive page that opens from disk without a network."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.headline import headline
from graph.page import render
from graph.payload import day, payload, sort_key

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from graph.model import MergedEvent
    from graph.objects import EventNetwork

SCRIPTS = (
    "data.js",
    "state.js",
    "axis.js",
    "pen.js",
    "lanes.js",
    "layout.js",
    "draw.js",
    "chart.js",
    "brush.js",
    "panel.js",
    "facets.js",
    "table.js",
    "export.js",
    "picture.js",
    "timeline.js",
)


#: A page with a focus opens on so many days before and after it.
AROUND = timedelta(days=100)
#: So many events stand in the text that a notebook without HTML shows.
LINES = 12


class EventPage:
    """Events as pyvis holds them, and a page that shows them: what timeline and network share."""

    def __init__(self, events: Sequence[MergedEvent], title: str) -> None:
        from graph.objects import event_network  # noqa: PLC0415 - pyvis pulls IPython

        self.title = title
        self.events = sorted(events, key=sort_key)
        self.network: EventNetwork = event_network(self.events)

    def html(self, *, home: str = "") -> str:
        """The page, ready to be written or served; ``home`` is the relative address of a cover page."""
        raise NotImplementedError

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page to ``path`` as UTF-8."""
        Path(path).write_text(self.html(), encoding="utf-8", errors="replace", newline="\n")

    def _repr_html_(self) -> str:
        return inline_frame(self.html(), self.title)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ANN401, ARG002
        return {"text/html": self._repr_html_(), "text/plain": in_words(self.title, self.events)}


class Timeline(EventPage):
    """A timeline of events; ``network`` is the pyvis object behind it, in order of time.

    An edge taken out of ``network.edges`` is not shown. The page opens on the months around ``focus``, or
    where there is none on the years that hold most.
    """

    def __init__(
        self, events: Sequence[MergedEvent], *, title: str = "Sanctions timeline", focus: date | None = None
    ) -> None:
        super().__init__(events, title)
        self.focus = focus

    def html(self, *, home: str = "") -> str:
        """The page, ready to be written or served; ``home`` is the relative address of a cover page."""
        shown = {edge["id"] for edge in self.network.edges}
        events = [event for event in self.events if event.id in shown]
        return render(
            "timeline.html.j2",
            scripts=SCRIPTS,
            style="page.css",
            data={"title": self.title, "focus": _window(self.focus), **payload(events)},
            title=self.title,
            events=len(events),
            deck=deck(events),
            view="timeline",
            home=home,
        )

    def __repr__(self) -> str:
        days = [event.date.start for event in self.events if event.date]
        period = f", {min(days)} to {max(days)}" if days else ""
        return f"Timeline({len(self.events)} events{period})"


def timeline_page(events: Sequence[MergedEvent], *, title: str = "Sanctions timeline") -> str:
    """The timeline of ``events`` as one HTML page: nothing is fetched, and no text of an article runs."""
    return Timeline(events, title=title).html()


def deck(events: Sequence[MergedEvent]) -> str:
    """One sentence on what the events hold, for the head of the page."""
    if not events:
        return "No events. Ingest articles first, or widen the filter."
    articles = {mention.source.article for event in events for mention in event.mentions}
    days = [event.date.start if event.date else event.report_date for event in events]
    done = sum(event.status == "asserted" for event in events)
    rest = "; the rest planned, possible or denied" if done < len(events) else ""
    return (
        f"{_counted(len(events), 'event')} from {_counted(len(articles), 'article')}, "
        f"{_written(min(days))} to {_written(max(days))}. {done:,} told as done{rest}."
    )


def in_words(title: str, events: Sequence[MergedEvent]) -> str:
    """What the view shows as plain text, for a notebook that shows no HTML."""
    lines = [
        f"{(event.date.start if event.date else event.report_date).isoformat()}  {headline(event)}"
        for event in events[:LINES]
    ]
    more = [f"and {_counted(len(events) - LINES, 'event')} more"] if len(events) > LINES else []
    return "\n".join([title, deck(events), *lines, *more])


def _window(focus: date | None) -> list[int] | None:
    return [day(focus - AROUND), day(focus + AROUND)] if focus else None


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def inline_frame(page: str, title: str, *, height: int = 720) -> str:
    """``page`` inside a notebook's output: a frame with an origin of its own, without file or server."""
    return (
        f'<iframe title="{escape(title)}" sandbox="allow-scripts allow-downloads allow-popups '
        f'allow-popups-to-escape-sandbox" width="100%" height="{height}" style="border:0" '
        f'srcdoc="{escape(page)}"></iframe>'
    )

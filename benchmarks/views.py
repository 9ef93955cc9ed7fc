"""Figures of the views at scale: time to build, size, and CPU in Debian's chromium to load, zoom and pan.

python benchmarks/views.py [EVENTS ...]      default: 300 30000
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from graph.merge import merge
from graph.model import Action, Entity, Event, Source, When, action_path
from graph.network_view import Network
from graph.timeline import Timeline

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

    from graph.model import MergedEvent

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
ACTIONS = (
    "impose",
    "designate",
    "extend",
    "lift",
    "ease",
    "threaten",
    "approve",
    "fine",
    "retaliate",
    "talk",
)
STATUSES = ("asserted", "asserted", "asserted", "planned", "possible", "negated")
MOVES = 40


@dataclass(frozen=True, slots=True)
class Figures:
    """CPU seconds to load, CPU milliseconds for a frame while panning at three zooms, and heap in MB."""

    load: float
    pan: tuple[float, ...]
    heap: float


def made_events(number: int) -> list[MergedEvent]:
    """So many events by 60 actors on 300 targets over eleven years, crowded around a dozen days."""
    draw = random.Random(7)  # noqa: S311 - a sample, not a secret
    actors = [Entity(f"actor-{i}", f"Actor {i}", f"Actor {i}", "organisation", "US") for i in range(60)]
    targets = [Entity(f"target-{i}", f"Target {i}", f"Target {i}", "organisation", "RU") for i in range(300)]
    peaks = [date(2014, 3, 17) + timedelta(days=330 * i) for i in range(12)]
    return merge(_claim(draw, i, actors, targets, peaks) for i in range(number))


def _claim(
    draw: random.Random, number: int, actors: list[Entity], targets: list[Entity], peaks: list[date]
) -> Event:
    crowded = draw.random() < 0.6
    day = draw.choice(peaks) + timedelta(days=int(draw.gauss(0, 20)) if crowded else draw.randrange(300))
    actor = actors[min(int(draw.expovariate(0.12)), 59)]
    target = targets[min(int(draw.expovariate(0.03)), 299)]
    action = draw.choice(ACTIONS)
    sentence = f"On {day:%B %d}, {actor.text} moved to {action} {target.text}, as case {number % 5000} shows."
    article = f"article-{number // 3}"
    url = f"https://news.example/{article}"
    source = Source(article, url, article, "The Wire", day, sentence, 60, 60 + len(sentence), "made")
    return Event(
        id="",
        statement=f"s-{number}",
        actor=actor,
        action=Action(action, action_path(action), action),
        target=target,
        polarity="neutral",
        date=When(day, day, "day", day.isoformat(), f"{day:%B %d}", "month-day"),
        valid_until=None,
        report_date=day,
        status=draw.choice(STATUSES),  # type: ignore[arg-type]
        kind="act",
        said_by=None,
        instrument=None,
        value=None,
        count=None,
        cause=None,
        confidence=round(draw.uniform(0.5, 0.99), 2),
        source=source,
    ).with_id()


def _metrics(session: CDPSession) -> dict[str, float]:
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}


def measured(browser: Browser, path: Path) -> Figures:
    """Open a page, then pan it at the first zoom and at two closer ones."""
    page = browser.new_page(viewport={"width": 1500, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri())
    while page.evaluate("document.documentElement.dataset.ready") != "true":
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)
    load = _metrics(session)["TaskDuration"]
    pan = tuple(_panned(page, session, steps) for steps in (0, 6, 12))
    session.send("HeapProfiler.collectGarbage")
    heap = _metrics(session)["JSHeapUsedSize"] / 1e6
    page.close()
    return Figures(load, pan, heap)


def _panned(page, session, steps: int) -> float:  # type: ignore[no-untyped-def] # noqa: ANN001 - Playwright's
    page.mouse.move(800, 400)
    for _ in range(steps):
        page.mouse.wheel(0, -120)
        page.wait_for_timeout(60)
    page.wait_for_timeout(800)
    before = _metrics(session)["TaskDuration"]
    page.mouse.down()
    for step in range(MOVES):
        page.mouse.move(800 + 4 * step, 400)
        page.wait_for_timeout(25)
    spent = _metrics(session)["TaskDuration"] - before
    page.mouse.up()
    page.wait_for_timeout(300)
    return spent / MOVES * 1000


def main(sizes: list[int]) -> None:
    """Print one line for each size and view."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is missing: apt-get install chromium")
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for size in sizes:
            events = made_events(size)
            for view in (Timeline, Network):
                path = Path(folder) / "page.html"
                start = time.process_time()
                view(events).save(path)
                built, megabytes = time.process_time() - start, path.stat().st_size / 1e6
                found = measured(browser, path)
                pan = " / ".join(f"{value:.0f}" for value in found.pan)
                print(
                    f"{view.__name__.lower():9}{len(events):>7} events  build {built:5.1f} s  "
                    f"{megabytes:.2f} MB  load {found.load:.2f} CPU s  pan {pan} CPU ms a frame  "
                    f"heap {found.heap:.0f} MB"
                )
        browser.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [300, 30_000])

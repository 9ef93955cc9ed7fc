"""The views as pictures: on a wide screen, on a phone, in the dark, without green and red, and on paper.

python tests/looks.py            takes the golden pictures anew; look at each before it is committed
python tests/looks.py FOLDER     takes those of docs/views, from the folder of `dateline demo`
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from made_events import january

import dateline
from graph.network_view import Network
from graph.site import write_site
from graph.store import open_store
from graph.story import Story
from graph.timeline import Timeline

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from graph.store import Store

GOLDEN = Path(__file__).resolve().parent / "golden" / "views"
DOCS = Path(__file__).resolve().parents[1] / "docs" / "views"
FONTS = GOLDEN / "fonts.txt"
#: How wide two words are in the fonts of the pages: other fonts, other pictures.
MEASURE = """() => {
    const fonts = [
        "Charter, Georgia, 'Liberation Serif', serif",
        "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif",
    ];
    const pen = document.createElement("canvas").getContext("2d");
    return fonts.map((font) => {
        pen.font = `100px ${font}`;
        return Math.round(pen.measureText("Sanctions timeline 2025").width);
    }).join(" ");
}"""


@dataclass(frozen=True, slots=True)
class Look:
    """One page as one reader sees it."""

    name: str
    page: str
    width: int = 1500
    height: int = 900
    scheme: str = "light"
    vision: str = "none"
    media: str = "screen"


LOOKS = (
    Look("timeline", "timeline.html"),
    Look("dark", "timeline.html", scheme="dark"),
    Look("deuteranopia", "timeline.html", vision="deuteranopia"),
    Look("print", "timeline.html", width=1120, height=1400, media="print"),
    Look("phone", "timeline.html", width=390, height=844),
    Look("network", "network.html"),
    Look("story", "story.html", width=1000),
    Look("site", "index.html", height=1200),
)


def write_pages(store: Store, folder: Path, title: str) -> None:
    """The four kinds of page of a store."""
    events = store.events()
    write_site(store, folder, title=title)
    Timeline(events, title=title, focus=date(2025, 1, 10)).save(folder / "timeline.html")
    Network(events, title=f"{title}: who acts on whom").save(folder / "network.html")
    treasury = [event for event in events if event.actor and event.actor.id == "us-treasury"]
    Story(treasury, title="U.S. Treasury: what it did").save(folder / "story.html")


def write_made(folder: Path) -> None:
    """The pages of the events that the tests make up."""
    store = open_store(None)
    store.put_all(january())
    write_pages(store, folder, "January 10")


def take(browser: Browser, look: Look, folder: Path) -> bytes:
    """A page of the folder as a picture."""
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,  # type: ignore[arg-type]
        locale="en-GB",
        offline=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto((folder / look.page).as_uri())
    if look.vision != "none":
        session = context.new_cdp_session(page)
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": look.vision})
    page.emulate_media(media=look.media)  # type: ignore[arg-type]
    page.wait_for_timeout(1200)
    picture = page.screenshot()
    context.close()
    return picture


def fonts(page: Page) -> str:
    """The fonts that this machine draws with, as a measure."""
    return str(page.evaluate(MEASURE))


def main() -> None:
    """Take all pictures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the tests skip where it is missing
    from test_browser import CHROMIUM, FLAGS  # noqa: PLC0415 - likewise

    with TemporaryDirectory() as name, sync_playwright() as driver:
        folder, target = Path(name), DOCS if sys.argv[1:] else GOLDEN
        if sys.argv[1:]:
            with dateline.open(Path(sys.argv[1]) / "demo.store", read_only=True) as graph:
                write_pages(graph.store, folder, "The January 10, 2025 energy sanctions")
        else:
            write_made(folder)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for look in LOOKS:
            (target / f"{look.name}.png").write_bytes(take(browser, look, folder))
        if target == GOLDEN:
            FONTS.write_text(fonts(browser.new_page()) + "\n", encoding="utf-8")
        browser.close()


if __name__ == "__main__":
    main()

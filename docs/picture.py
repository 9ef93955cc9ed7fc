"""Takes the README's picture: the demo's timeline around January 2025, with one event open, in chromium.

python docs/picture.py FOLDER     the folder where `dateline demo` wrote its results
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

import dateline

PICTURE = Path(__file__).resolve().parent / "timeline.png"


def take(demo: Path) -> None:
    """Draw the months around the event from the demo's store and photograph the page."""
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        page_file = Path(folder) / "page.html"
        with dateline.open(demo / "demo.store", read_only=True) as graph:
            graph.timeline(since="2024-12-15", until="2025-02-28", title="January 10, 2025").save(page_file)
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(page_file.as_uri())
        page.wait_for_timeout(1500)
        page.get_by_text("U.S. Treasury lists").first.click()
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))

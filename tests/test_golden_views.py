"""The views against pictures that somebody has looked at: loosely, so that only a changed look fails."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from looks import FONTS, GOLDEN, LOOKS, Look, fonts, take, write_made
from test_browser import browser, pytestmark  # noqa: F401 - a fixture, and where to skip

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

#: Mean difference of the channels of a picture in 96 by 60 fields, of 255.
ALLOWED = 4.0
#: Both pictures as small ones, decoded by the browser itself: [width, height, difference].
COMPARE = """async ([one, other]) => {
    const small = [];
    for (const data of [one, other]) {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [96, 60];
        const pen = canvas.getContext("2d");
        pen.imageSmoothingQuality = "high";
        pen.drawImage(image, 0, 0, 96, 60);
        const size = [image.naturalWidth, image.naturalHeight];
        small.push({ size, pixels: pen.getImageData(0, 0, 96, 60).data });
    }
    const [a, b] = small;
    let sum = 0;
    for (let i = 0; i < a.pixels.length; i += 1) sum += Math.abs(a.pixels[i] - b.pixels[i]);
    return [String(a.size) === String(b.size), sum / a.pixels.length];
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("looks")
    write_made(folder)
    return folder


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_it_looks_as_it_did(browser: Browser, pages: Path, look: Look) -> None:  # noqa: F811 - the fixture
    page = browser.new_page()
    if fonts(page) != FONTS.read_text(encoding="utf-8").strip():
        pytest.skip("other fonts than those of the golden pictures; python tests/looks.py takes them anew")
    golden = (GOLDEN / f"{look.name}.png").read_bytes()
    both = [base64.b64encode(data).decode() for data in (golden, take(browser, look, pages))]
    same_size, difference = page.evaluate(COMPARE, both)
    page.close()
    assert same_size
    assert difference < ALLOWED, f"{look.name} differs by {difference:.1f}; look at it: python tests/looks.py"

"""The views in a real browser: Debian's chromium, driven by Playwright, with the network cut."""

from __future__ import annotations

import json
import re
import shutil
import socketserver
import threading
import time
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from made_events import january
from test_timeline import HOSTILE, hostile_event

from graph.merge import merge
from graph.network_view import Network
from graph.site import write_site
from graph.store import open_store
from graph.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (one) => window.violations.push(one.violatedDirective));
"""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is missing: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is missing: pip install playwright"
    )
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def january_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "january.html"
    Timeline(merge(event for _, events in january() for event in events), title="January 10").save(path)
    return path


class Seen:
    """A page, and everything that went wrong or out while it was open."""

    def __init__(self, browser: Browser, path: Path, state: str = "", **options: Any) -> None:  # noqa: ANN401 - Playwright's own
        self.context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True, **options)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.add_init_script(WATCH)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(f"{path.as_uri()}{state}")
        self.wait(
            "document.documentElement.dataset.ready === 'true' && Boolean(document.querySelector('#panel *'))"
        )

    def wait(self, claim: str) -> None:
        """Poll until ``claim`` holds; the page's policy forbids Playwright's own way of waiting."""
        for _ in range(100):
            if self.page.evaluate(claim):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"still not so after 5 s: {claim}")

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def close(self) -> None:
        """Leave, and hold that nothing was fetched, refused or thrown."""
        assert [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))] == []
        assert self.page.evaluate("window.violations") == []
        assert self.errors == []
        self.context.close()


@pytest.fixture
def seen(browser: Browser, january_page: Path) -> Iterator[Seen]:
    opened = Seen(browser, january_page, "#from=2025-01-01&to=2025-01-31")
    yield opened
    opened.close()


def place(seen: Seen, lane: str, day: date) -> tuple[float, float]:
    """Where a day of a lane stands on the screen, by the page's own axis and lane names."""
    box = seen.page.locator("#host").bounding_box()
    name = seen.page.locator(".lane", has_text=lane).first.bounding_box()
    assert box is not None
    assert name is not None
    left, width = (
        float(str(seen.page.locator("#host").get_attribute(f"data-{key}"))) for key in ("left", "width")
    )
    share = ((day - date(2025, 1, 1)).days + 0.5) / 30
    return box["x"] + left + share * width, name["y"] + name["height"] / 2


def test_january_10_stands_on_its_day_in_the_treasurys_lane_and_opens_its_sentence(seen: Seen) -> None:
    seen.page.locator("#search").fill("imposed energy")
    seen.wait("/ of /.test(document.getElementById('matches').innerText)")
    seen.page.mouse.click(*place(seen, "U.S. Treasury", date(2025, 1, 10)))
    seen.wait("Boolean(document.querySelector('#panel .sentence'))")
    assert seen.text("#panel .dateline") == "10 January 2025"
    assert seen.text("#panel .headline") == "U.S. Treasury sanctions Russia's energy sector"
    assert "Treasury imposed sanctions on Russia's energy sector" in " ".join(
        seen.page.locator("#panel .sentence").all_inner_texts()
    )
    assert seen.page.locator("#panel mark.r-actor").first.inner_text() == "Treasury"


def test_links_open_apart_and_tell_nothing(seen: Seen) -> None:
    seen.page.locator(".reading button").first.click()
    seen.wait("Boolean(document.querySelector('#panel a'))")
    link = seen.page.locator("#panel a").first
    assert str(link.get_attribute("href")).startswith("https://")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_keyboard_walks_from_event_to_event(seen: Seen) -> None:
    seen.page.locator("#host").focus()
    seen.page.keyboard.press("ArrowRight")
    seen.wait("Boolean(document.querySelector('#panel .headline'))")
    first = seen.text("#panel .headline")
    seen.page.keyboard.press("ArrowRight")
    seen.wait(f"document.querySelector('#panel .headline').innerText !== {json.dumps(first)}")
    seen.page.keyboard.press("Escape")
    seen.wait("Boolean(document.querySelector('#panel .reading'))")


def test_zoom_by_keys_and_wheel_changes_the_period_and_the_address(seen: Seen) -> None:
    before = seen.page.locator("#date-from").input_value()
    seen.page.locator("#host").focus()
    seen.page.keyboard.press("-")
    seen.wait(f"document.getElementById('date-from').value < '{before}'")
    wide = seen.page.locator("#date-from").input_value()
    seen.page.mouse.move(800, 400)
    seen.page.mouse.wheel(0, -400)
    seen.wait(f"document.getElementById('date-from').value > '{wide}'")
    seen.wait(f"!location.hash.includes('from={before}')")


def test_search_filters_and_clear_brings_all_back(seen: Seen) -> None:
    everything = seen.text("#matches")
    seen.page.locator("#search").fill("azure")
    seen.wait("/ of /.test(document.getElementById('matches').innerText)")
    assert re.match(r"\d+ of \d+ events", seen.text("#matches"))
    seen.page.locator("#clear").click()
    seen.wait(f"document.getElementById('matches').innerText === {json.dumps(everything)}")


def test_a_facet_counts_and_filters(seen: Seen) -> None:
    seen.page.locator("#facet-actor summary").click()
    choice = seen.page.locator("#facet-actor label", has_text="U.S. Treasury")
    count = int(choice.locator(".count").inner_text())
    choice.locator("input").check()
    seen.wait(f"document.getElementById('matches').innerText.startsWith('{count} of ')")


def test_the_table_holds_all_rows_and_sorts(seen: Seen) -> None:
    seen.page.get_by_role("button", name="Table").click()
    seen.wait("document.querySelectorAll('#table tbody tr').length > 0")
    rows = seen.page.locator("#table tbody tr").count()
    assert seen.text("#matches") == f"{rows} events"
    seen.page.locator("#table th[data-column=actor] button").click()
    actors = seen.page.locator("#table .c-actor").all_inner_texts()
    assert actors == sorted(actors, key=str.lower)
    assert seen.page.locator("#table th[aria-sort=ascending]").inner_text().startswith("Actor")


def test_the_address_brings_the_same_view_back(browser: Browser, january_page: Path) -> None:
    state = "#from=2024-12-01&to=2025-07-31&lanes=target&clock=report&groups=restrict&q=energy&theme=dark"
    seen = Seen(browser, january_page, state)
    seen.page.wait_for_timeout(400)
    given = seen.page.evaluate("location.hash")
    assert sorted(given[1:].split("&")) == sorted(state[1:].split("&"))
    assert seen.page.locator("#lanes").input_value() == "target"
    seen.close()


def test_the_address_holds_folds_and_sorting(browser: Browser, january_page: Path) -> None:
    seen = Seen(browser, january_page, "#from=2024-12-01&to=2025-07-31")
    seen.page.locator(".lane", has_text="U.S. Treasury").first.click()
    seen.wait("Boolean(document.querySelector('.lane.folded'))")
    seen.page.get_by_role("button", name="Table").click()
    for _ in range(2):
        seen.page.locator("#table th[data-column=actor] button").click()
    seen.wait("location.hash.includes('sort=-actor') && location.hash.includes('open=fold')")
    state = seen.page.evaluate("location.hash").replace("view=table", "view=chart")
    seen.close()
    again = Seen(browser, january_page, state)
    assert again.text(".lane.folded .name") == "U.S. Treasury"
    again.page.get_by_role("button", name="Table").click()
    again.wait("Boolean(document.querySelector('#table th[aria-sort=descending][data-column=actor]'))")
    again.close()


def test_the_address_of_an_event_shows_the_days_around_it(browser: Browser, january_page: Path) -> None:
    events = merge(event for _, made in january() for event in made)
    oldest = min((event for event in events if event.date), key=lambda event: event.date.end)  # type: ignore[union-attr]
    seen = Seen(browser, january_page, f"#event={oldest.id}")
    assert oldest.date is not None
    assert seen.page.locator("#date-from").input_value() <= oldest.date.start.isoformat()
    assert seen.page.locator("#date-to").input_value() >= oldest.date.start.isoformat()
    seen.close()


@pytest.mark.parametrize("kind", ["png", "svg", "csv", "json"])
def test_it_can_be_taken_away(seen: Seen, kind: str, tmp_path: Path) -> None:
    seen.page.locator("#save summary").click()
    with seen.page.expect_download() as waiting:
        seen.page.locator(f"#save-{kind}").click()
    path = tmp_path / "saved"
    waiting.value.save_as(path)
    starts = {"png": b"\x89PNG", "svg": b"<svg ", "csv": b"id,start", "json": b"[\n {"}
    assert path.read_bytes().startswith(starts[kind])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_never_run(browser: Browser, tmp_path: Path, text: str) -> None:
    path = tmp_path / "hostile.html"
    Timeline([hostile_event(text)], title=text).save(path)
    seen = Seen(browser, path)
    seen.page.locator(".reading button").first.click()
    seen.wait("Boolean(document.querySelector('#panel .headline'))")
    seen.page.locator("#facet-actor summary").click()
    seen.page.get_by_role("button", name="Table").click()
    seen.page.wait_for_timeout(200)
    assert seen.page.evaluate("window.hit") is None
    assert seen.page.locator("#panel img, #panel script, #table img, #table script").count() == 0
    seen.close()


@pytest.fixture(scope="module")
def network_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "network.html"
    Network(merge(event for _, events in january() for event in events), title="Who acts on whom").save(path)
    return path


def test_the_network_walks_from_actor_to_actor_and_to_the_sentence(
    browser: Browser, network_file: Path
) -> None:
    seen = Seen(browser, network_file)
    seen.page.locator("#host").focus()
    seen.page.keyboard.press("ArrowRight")
    seen.wait("Boolean(document.querySelector('#panel select'))")
    busiest = seen.text("#panel header h2")
    assert busiest in seen.text(".reading li:nth-child(2)")
    seen.page.locator("#panel select").select_option(index=1)
    seen.wait(f"document.querySelector('#panel header h2').innerText !== {json.dumps(busiest)}")
    seen.page.locator(".reading button").first.click()
    seen.wait("Boolean(document.querySelector('#panel .sentence'))")
    seen.close()


def test_the_address_holds_the_actor_and_the_way(browser: Browser, network_file: Path) -> None:
    seen = Seen(browser, network_file, "#from=2014-01-01&to=2025-12-31&ego=us-treasury")
    seen.wait("document.querySelector('#panel header h2').innerText === 'U.S. Treasury'")
    seen.page.locator("#panel select").select_option(label="Donald Trump")
    seen.wait("location.hash.includes('way=donald-trump')")
    state, way = seen.page.evaluate("location.hash"), seen.text("#panel header h2")
    seen.close()
    again = Seen(browser, network_file, state)
    again.wait(f"document.querySelector('#panel header h2').innerText === {json.dumps(way)}")
    again.close()


def test_the_network_comes_to_rest_after_moving(browser: Browser, network_file: Path) -> None:
    seen = Seen(browser, network_file)
    seen.page.mouse.move(500, 450)
    seen.page.mouse.down()
    for step in range(6):
        seen.page.mouse.move(500 + 5 * step, 450)
    seen.page.mouse.up()
    seen.page.mouse.wheel(0, -300)
    seen.page.wait_for_timeout(400)
    inked = seen.page.evaluate("""() => {
        const canvas = document.querySelector("#host canvas"), { width, height } = canvas;
        const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
        return pixels.filter((value, i) => i % 4 === 3 && value > 0).length;
    }""")
    assert inked > 2000
    seen.close()


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_network_can_be_taken_away(
    browser: Browser, network_file: Path, kind: str, tmp_path: Path
) -> None:
    seen = Seen(browser, network_file)
    seen.page.locator("#save summary").click()
    with seen.page.expect_download() as waiting:
        seen.page.locator(f"#save-{kind}").click()
    waiting.value.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").stat().st_size > 2000
    seen.close()


def serious(page: Page) -> list[Any]:
    """What axe-core finds that would keep somebody out."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing"
    )
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"][:4]])
        for one in axe.Axe().run(page).response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["timeline", "table", "network"])
def test_nothing_serious_for_people_who_do_not_see_it(
    browser: Browser, january_page: Path, network_file: Path, scheme: str, view: str
) -> None:
    state = "#view=table" if view == "table" else ""
    seen = Seen(browser, network_file if view == "network" else january_page, state, color_scheme=scheme)
    if not state:
        seen.page.locator(".reading button").first.click()
        seen.page.wait_for_timeout(200)
    assert serious(seen.page) == []
    seen.close()


@pytest.fixture(scope="module")
def january_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = open_store(None)
    store.put_all(january())
    folder = tmp_path_factory.mktemp("site")
    write_site(store, folder, title="January 10")
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize(
    "name",
    ["index.html", "actor/us-treasury.html", "question/events-on-day.html", "question/superseded.html"],
)
def test_the_pages_without_script_serve_everybody(
    browser: Browser,
    january_site: Path,
    name: str,
    scheme: Any,  # noqa: ANN401 - Playwright's own
    width: int,
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        offline=True,
    )
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto((january_site / name).as_uri())
    assert serious(page) == []
    assert page.evaluate("window.violations") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_site_leads_from_an_answer_to_its_event(browser: Browser, january_site: Path) -> None:
    seen_page = browser.new_context(offline=True).new_page()
    seen_page.goto((january_site / "index.html").as_uri())
    seen_page.get_by_role("link", name="What happened on a day?").click()
    seen_page.locator("td a[href*='#event=']").first.click()
    for _ in range(100):
        if seen_page.evaluate("Boolean(document.querySelector('#panel .headline'))"):
            break
        seen_page.wait_for_timeout(50)
    assert seen_page.locator("#panel .sentence").count() > 0
    seen_page.context.close()


class Hanging(socketserver.BaseRequestHandler):
    """A server that takes every connection and never answers."""

    taken: ClassVar[list[bytes]] = []

    def handle(self) -> None:
        self.taken.append(self.request.recv(200))
        time.sleep(2)


@pytest.mark.parametrize("view", ["timeline", "network", "index"])
def test_a_network_that_hangs_is_never_asked(
    browser: Browser, january_page: Path, network_file: Path, january_site: Path, view: str
) -> None:
    Hanging.taken.clear()
    path = {"timeline": january_page, "network": network_file, "index": january_site / "index.html"}[view]
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Hanging) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context(proxy={"server": f"http://127.0.0.1:{server.server_address[1]}"})
        page, asked = context.new_page(), []
        page.route(re.compile(r"^(?!file:|data:|blob:)"), lambda route: asked.append(route.request.url))
        page.goto(path.as_uri(), wait_until="load", timeout=10_000)
        page.wait_for_timeout(600)
        if view != "index":
            page.locator(".reading button").first.click()
            page.wait_for_timeout(200)
        assert (asked, Hanging.taken) == ([], [])
        context.close()
        server.shutdown()


def test_a_phone_shows_the_chart_without_sideways_scrolling(browser: Browser, january_page: Path) -> None:
    seen = Seen(browser, january_page, "", has_touch=True)
    seen.page.set_viewport_size({"width": 390, "height": 844})
    seen.page.wait_for_timeout(300)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    seen.close()


def test_a_notebooks_frame_draws_too(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    frame = Timeline(merge(event for _, events in january() for event in events))._repr_html_()
    path.write_text(f"<!doctype html><title>n</title>{frame}", encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_timeout(1500)
    assert page.frames[1].evaluate("document.documentElement.dataset.ready") == "true"
    assert page.frames[1].locator(".reading button").count() > 0
    context.close()

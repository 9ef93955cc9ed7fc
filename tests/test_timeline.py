"""The timeline page as a file: what is in it, what cannot get out, and that it never changes by itself."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made_events import ENERGY, EU, RUSSIA, TREASURY, TRUMP, article, claim, january, on

from graph import page, payload
from graph.headline import headline
from graph.merge import merge
from graph.model import Entity, MergedEvent, action_scheme
from graph.timeline import Timeline, timeline_page

ROOT = Path(__file__).resolve().parents[1]
HOSTILE = [
    pytest.param("</script><script>window.hit=1</script>", id="closes the script"),
    pytest.param("<!--<script>", id="opens a comment"),
    pytest.param("<img src=x onerror=window.hit=1>", id="image with a handler"),
    pytest.param('" onmouseover="window.hit=1', id="leaves an attribute"),
    pytest.param("javascript:window.hit=1", id="script address"),
    pytest.param("{{ 7 * 7 }}{% raw %}", id="template syntax"),
    pytest.param("\u2028\u2029 window.hit=1", id="line separators"),
    pytest.param("href <svg/onload=window.hit=1>", id="pyvis's href trap"),
    pytest.param("\u202egnp.exe", id="turns the reading direction"),
    pytest.param("\ud800 lone surrogate", id="half a character"),
    pytest.param("${window.hit=1}`", id="template literal"),
    pytest.param("&lt;b&gt; \x00 \x1b[31m", id="entities and control characters"),
]


def events_of_january() -> list[MergedEvent]:
    return merge(event for _, events in january() for event in events)


def hostile_event(text: str) -> MergedEvent:
    """An event in which every field that an article reaches holds ``text``."""
    source = article(text, date(2025, 1, 22), publisher=text)
    anyone = Entity("unlinked-x", text, text, text)
    return merge([claim(source, anyone, "impose", anyone, on("2025-01-10"), sentence=text, cause=text)])[0]


def data_of(html: str) -> dict[str, Any]:
    """The data block of a page, read as its script reads it."""
    block = re.search(
        r'<script type="application/json" id="data" data-packed="(\w+)">(.*?)</script>', html, re.DOTALL
    )
    assert block is not None
    text = block.group(2)
    if block.group(1) == "true":
        text = zlib.decompress(base64.b64decode(text)).decode()
    found: dict[str, Any] = json.loads(text)
    return found


def test_same_events_same_bytes() -> None:
    events = events_of_january()
    assert timeline_page(events) == timeline_page(list(reversed(events)))


def test_the_page_holds_every_event_once() -> None:
    events = events_of_january()
    assert sorted(data_of(timeline_page(events))["events"]["id"]) == sorted(event.id for event in events)


def test_an_edge_taken_from_the_network_is_not_shown() -> None:
    timeline = Timeline(events_of_january())
    gone = timeline.network.edges.pop(0)["id"]
    assert gone not in data_of(timeline.html())["events"]["id"]


def test_no_events_make_a_page_that_says_so() -> None:
    assert "Ingest articles first" in timeline_page([])


def test_a_large_page_is_packed_and_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    events = events_of_january()
    plain = data_of(timeline_page(events))
    monkeypatch.setattr(page, "COMPRESS_ABOVE", 10)
    assert data_of(timeline_page(events)) == plain


@pytest.mark.parametrize("text", HOSTILE)
def test_article_text_stays_text(text: str) -> None:
    event = hostile_event(text)
    html = timeline_page([event], title=text)
    assert html.count("<script") == timeline_page([], title="none").count("<script")
    assert data_of(html)["strings"] == payload.payload([event])["strings"]
    assert "window.hit=1>" not in html


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        pytest.param("https://news.example/a?b=c#d", True, id="https"),
        pytest.param("http://news.example/", True, id="http"),
        pytest.param("javascript:alert(1)", False, id="script"),
        pytest.param(" https://news.example/", False, id="leading space"),
        pytest.param("data:text/html,x", False, id="data"),
        pytest.param("file:///etc/passwd", False, id="file"),
        pytest.param("https://a\nb", False, id="line break"),
        pytest.param("//news.example", False, id="no scheme"),
    ],
)
def test_only_web_addresses_are_links(url: str, *, kept: bool) -> None:
    assert (page.safe_link(url) is not None) is kept


def test_the_policy_names_each_script_and_style_by_hash() -> None:
    html = timeline_page(events_of_january())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    rules = policy.group(1).replace("&#39;", "'")
    assert rules.startswith("default-src 'none'")
    assert "unsafe" not in rules
    inline = re.findall(r"<(script|style)>(.*?)</\1>", html, re.DOTALL)
    assert len(inline) == 3
    for _, text in inline:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules


def test_nothing_in_the_page_is_fetched() -> None:
    html = timeline_page(events_of_january())
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="(?!data:,|#)([^"]*)"', markup) == []
    assert "@import" not in html
    assert "sourceMappingURL" not in html


def test_the_engine_is_the_published_file() -> None:
    folder = ROOT / "graph" / "vendor"
    digest = hashlib.sha256((folder / "vis-network.min.js").read_bytes()).hexdigest()
    assert digest in (folder / "README.md").read_text(encoding="utf-8")
    assert "Apache License" in (folder / "vis-network.LICENSE.txt").read_text(encoding="utf-8")
    assert "@version 9.1.2" in page.engine_script()


@pytest.mark.parametrize(
    ("sentence", "actor", "target", "marked"),
    [
        pytest.param(
            "On January 10, Treasury imposed sanctions on the sector.",
            TREASURY,
            ENERGY,
            {"actor": "Treasury", "target": "the sector"},
            id="both named",
        ),
        pytest.param("Treasuryland met the sectors.", TREASURY, ENERGY, {}, id="parts of words"),
        pytest.param(
            "It said: 😀 Treasury hit Russia.",
            TREASURY,
            RUSSIA,
            {"actor": "Treasury", "target": "Russia"},
            id="after a character of two units",
        ),
    ],
)
def test_names_are_marked_where_they_stand(
    sentence: str, actor: Entity, target: Entity, marked: dict[str, str]
) -> None:
    event = claim(article("a", date(2025, 1, 22)), actor, "impose", target, sentence=sentence)
    units = sentence.encode("utf-16-le")
    found = {
        role: units[2 * start : 2 * end].decode("utf-16-le") for start, end, role in payload.marks(event)
    }
    assert {role: text for role, text in found.items() if role in {"actor", "target"}} == marked


@pytest.mark.parametrize(
    ("status", "action", "said"),
    [
        pytest.param("asserted", "impose", "U.S. Treasury sanctions Russia", id="done"),
        pytest.param("planned", "impose", "U.S. Treasury is to sanction Russia", id="planned"),
        pytest.param("possible", "lift", "U.S. Treasury may lift sanctions on Russia", id="possible"),
        pytest.param("negated", "ease", "U.S. Treasury does not ease sanctions on Russia", id="denied"),
        pytest.param(
            "counterfactual",
            "unfreeze",
            "U.S. Treasury would have unfrozen assets of Russia",
            id="hypothetical",
        ),
    ],
)
def test_headlines_never_tell_more_than_the_text(status: Any, action: str, said: str) -> None:  # noqa: ANN401
    event = claim(article("a", date(2025, 1, 22)), TREASURY, action, RUSSIA, on("2025-01-10"), status=status)
    assert headline(merge([event])[0]) == said


def test_a_state_that_may_be_is_not_told_as_one_that_is() -> None:
    source = article("a", date(2025, 1, 22))
    event = claim(source, TREASURY, "impose", RUSSIA, on("2025-01-10"), status="possible", kind="state")
    assert headline(merge([event])[0]) == "U.S. Treasury: possible sanctions on Russia"


@pytest.mark.parametrize("action", sorted(action_scheme()))
def test_every_action_has_a_headline(action: str) -> None:
    source = article("a", date(2025, 1, 22))
    said = headline(merge([claim(source, EU, action, TRUMP, on("2025-01-10"))])[0])
    assert said.startswith("European Union ")
    assert said.endswith(" Donald Trump")


def test_notebooks_get_a_frame_that_holds_the_whole_page() -> None:
    frame = Timeline(events_of_january())._repr_html_()
    assert "srcdoc=" in frame
    assert "allow-same-origin" not in frame


def test_notebooks_without_html_get_the_events_as_text() -> None:
    text = Timeline(events_of_january(), title="January 10")._repr_mimebundle_()["text/plain"]
    assert text.startswith("January 10\n18 events from 5 articles")
    assert "2025-01-10  U.S. Treasury sanctions Russia's energy sector" in text


@pytest.mark.parametrize(
    ("action", "target", "said"),
    [
        pytest.param("approve", "13th package", "approves 13th package", id="a package"),
        pytest.param("block", "bill", "blocks bill", id="a bill"),
        pytest.param("impose", "price cap", "imposes price cap", id="a measure"),
        pytest.param("extend", "sanctions", "extends sanctions", id="sanctions"),
        pytest.param("approve", "Azure Bank", "approves measures on Azure Bank", id="a bank"),
    ],
)
def test_what_is_itself_a_measure_is_not_hit_by_one(action: str, target: str, said: str) -> None:
    thing = Entity(f"unlinked-{target}", target, target, "thing")
    event = claim(article("a", date(2025, 1, 22)), EU, action, thing, on("2025-01-10"))
    assert headline(merge([event])[0]) == f"European Union {said}"


def test_a_page_with_a_focus_opens_on_the_months_around_it() -> None:
    first, last = data_of(timeline_page(events_of_january()))["focus"] or (None, None)
    assert (first, last) == (None, None)
    page_data = data_of(Timeline(events_of_january(), focus=date(2025, 1, 10)).html())
    assert page_data["focus"] == [payload.day(date(2024, 10, 2)), payload.day(date(2025, 4, 20))]


def test_it_is_saved_as_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    Timeline(events_of_january(), title="Überblick").save(path)
    written = path.read_bytes()
    assert "Überblick".encode() in written
    assert b"\r\n" not in written

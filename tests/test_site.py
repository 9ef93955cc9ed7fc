"""The site: every view at once as plain files that link to each other and to nothing else."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from made_events import january
from test_timeline import HOSTILE, hostile_event

from dateline.cli import main
from graph.headline import generic
from graph.model import Entity
from graph.site import file_name, site, write_site
from graph.store import open_store
from graph.story import Story

if TYPE_CHECKING:
    from graph.store import Store


@pytest.fixture(scope="module")
def store() -> Store:
    made = open_store(None)
    made.put_all(january())
    return made


@pytest.fixture(scope="module")
def files(store: Store) -> dict[str, str]:
    return dict(site(store.events(), store.query, title="January 10"))


def links(text: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', text)


def test_every_relative_link_leads_to_a_file_of_the_site(files: dict[str, str]) -> None:
    for name, text in files.items():
        near = [link.partition("#")[0] for link in links(text) if not link.startswith("http")]
        for link in (one for one in near if one):
            path = Path("/", PurePosixPath(name).parent, link).resolve().relative_to("/")
            assert path.as_posix() in files, f"{name} links to {link}"


def test_the_cover_leads_to_every_page(files: dict[str, str]) -> None:
    pages = {name for name in files if name.endswith(".html")} - {"index.html"}
    assert set(links(files["index.html"])) == pages


@pytest.mark.parametrize(
    "name",
    [
        "timeline.html",
        "network.html",
        "actor/us-treasury.html",
        "actor/us-treasury.md",
        "target/russia-energy-sector.html",
        "country/ru.html",
        "question/top-actors.html",
        "question/top-actors.csv",
    ],
)
def test_it_holds(files: dict[str, str], name: str) -> None:
    assert name in files


def test_an_answer_leads_into_the_timeline_and_the_stories(files: dict[str, str]) -> None:
    assert "../timeline.html#event=" in files["question/events-on-day.html"]
    assert '<a href="../actor/us-treasury.html"' in files["question/top-actors.html"]


def test_nothing_is_fetched_and_no_page_without_a_policy(files: dict[str, str]) -> None:
    for name, text in files.items():
        if name.endswith(".html"):
            assert "default-src 'none'" in unescape(text)
            assert "unsafe" not in re.findall(r'Policy" content="([^"]+)"', text)[0]
            assert re.findall(r'<(?:script|img|link|iframe)[^>]* (?:src|href)="(?!data:)', text) == [], name


def test_the_same_store_gives_the_same_bytes(store: Store, files: dict[str, str], tmp_path: Path) -> None:
    written = write_site(store, tmp_path, title="January 10")
    assert {path.relative_to(tmp_path).as_posix(): path.read_text("utf-8") for path in written} == files


def test_a_store_without_events_gives_no_site(tmp_path: Path) -> None:
    assert write_site(open_store(None), tmp_path / "none") == []
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_article_text_stays_text(store: Store, text: str) -> None:
    plain = [page for name, page in site([hostile_event(text)], store.query, title=text) if ".html" in name]
    for page in plain:
        assert "<script>window" not in page
        assert "<img" not in page
        assert "<svg/onload" not in page


@pytest.mark.parametrize("key", ["../../etc/passwd", "CON", "a/b", "", "ü", "x" * 300])
def test_no_id_leaves_the_folder(key: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,100}", file_name(key))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("vessels", True), ("oil majors", True), ("Azure Bank", False), ("13th package", False), ("船", False)],
)
def test_names_that_stand_for_nobody_in_particular(name: str, *, expected: bool) -> None:
    assert generic(Entity(f"unlinked-{name}", name, name, "group")) is expected


def test_a_story_shows_in_a_notebook(store: Store) -> None:
    bundle = Story(store.events(), title="January 10")._repr_mimebundle_()
    assert bundle["text/markdown"].startswith("# January 10")
    assert "sandbox" in bundle["text/html"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("stores") / "january.store")
    made = open_store(path)
    made.put_all(january())
    made.close()
    return path


@pytest.mark.parametrize(
    ("options", "name", "expected"),
    [
        (["--actor", "Treasury"], "story.md", "# Sanctions, as told: Treasury"),
        (["--target", "Gazprom Neft", "--title", "Neft"], "story.html", "<h1>Neft</h1>"),
        (["--measure", "asset freeze"], "story.md", "asset freeze"),
    ],
)
def test_the_command_writes_a_story(
    folder: str, tmp_path: Path, options: list[str], name: str, expected: str
) -> None:
    assert main(["story", "--store", folder, *options, "-o", str(tmp_path / name)]) == 0
    assert expected in (tmp_path / name).read_text("utf-8")


def test_an_unknown_measure_is_named(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["story", "--store", folder, "--measure", "asset-freze"]) == 2
    assert "no measure 'asset-freze'" in capsys.readouterr().err


def test_the_command_writes_a_site(folder: str, tmp_path: Path) -> None:
    assert main(["site", "--store", folder, "-o", str(tmp_path / "site"), "--title", "Ten"]) == 0
    assert "<h1>Ten</h1>" in (tmp_path / "site" / "index.html").read_text("utf-8")

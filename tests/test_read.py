"""Sources to articles, and a refusal with a way out for each that gives none."""

from __future__ import annotations

import gzip
import io
import json
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from graph.model import Article
from ingest.errors import IngestError
from ingest.read import Refusal, sources

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2025, 1, 10)
TEXT = "The Treasury sanctioned two firms on Friday.\nMoscow protested.\n"
PARAGRAPHS = "".join(
    f"<p>The Treasury put oil company number {number} on its list, and said that more would follow soon.</p>"
    for number in range(6)
)
PAGE = f"""<!doctype html><html><head><title>Oil | News</title>
<meta property="og:site_name" content="The News">
<link rel="canonical" href="https://news.example.org/oil">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Oil firms listed",
"datePublished": "2025-01-10"}}</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Oil firms listed</h1>{PARAGRAPHS}</article>
<div class="comments"><p>First! said a reader.</p></div>
<footer>All rights reserved</footer></body></html>"""


def read(*names: Path | str, published: date | None = DAY) -> list[Article | Refusal]:
    return list(sources([str(name) for name in names], published=published))


def articles(*names: Path | str, published: date | None = DAY) -> list[Article]:
    return [found for found in read(*names, published=published) if isinstance(found, Article)]


def refusal(*names: Path | str, published: date | None = DAY) -> Refusal:
    (found,) = read(*names, published=published)
    assert isinstance(found, Refusal)
    return found


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_plain_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    (article,) = articles(saved(tmp_path, "oil.txt", TEXT))
    assert article == Article("oil", TEXT, DAY, "given")


def test_a_headline_over_a_text_is_its_title(tmp_path: Path) -> None:
    (article,) = articles(saved(tmp_path, "oil.txt", f"Two firms listed\n\n{TEXT}"))
    assert article.title == "Two firms listed"
    assert article.text.startswith("Two firms listed\n")


def test_a_page_gives_its_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    (article,) = articles(saved(tmp_path, "oil.html", PAGE), published=None)
    assert (article.title, article.publisher, article.url) == (
        "Oil firms listed",
        "The News",
        "https://news.example.org/oil",
    )
    assert (article.published, article.published_basis, article.notes) == (DAY, "json-ld", ())
    assert article.text.count("on its list") == 6
    assert "First!" not in article.text
    assert "All rights" not in article.text


def test_markdown_loses_its_marks_and_gives_its_facts(tmp_path: Path) -> None:
    text = "---\ntitle: Oil\ndate: 2025-01-10\n---\n# Oil\n\nThe **Treasury** listed [two firms](https://x.example/a).\n"
    (article,) = articles(saved(tmp_path, "oil.md", text), published=None)
    assert (article.text, article.title) == ("Oil\n\nThe Treasury listed two firms.\n", "Oil")
    assert article.published_basis == "record"


def test_a_web_archive_gives_its_page(tmp_path: Path) -> None:
    archive = (
        "Snapshot-Content-Location: https://news.example.org/oil\nDate: Sun, 12 Jan 2025 10:00:00 -0000\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="XX"\n\n--XX\n'
        f"Content-Type: text/html; charset=utf-8\n\n{PAGE}\n--XX--\n"
    )
    (article,) = articles(saved(tmp_path, "oil.mhtml", archive), published=None)
    assert (article.published, article.url) == (DAY, "https://news.example.org/oil")


def test_a_page_under_another_name_is_still_a_page(tmp_path: Path) -> None:
    (article,) = articles(saved(tmp_path, "oil.txt", PAGE), published=None)
    assert article.title == "Oil firms listed"


def test_records_one_a_line(tmp_path: Path) -> None:
    record = {
        "id": "d1",
        "url": "https://x.example/a",
        "title": "T",
        "publisher": "P",
        "published": "2025-01-13",
        "text": TEXT,
    }
    gold = {"id": "d2", "published": "2025-01-13", "text": TEXT, "events": [], "forbidden": []}
    page = {"id": "d3", "html": PAGE, "published": None}
    found = articles(saved(tmp_path, "a.jsonl", lines(record, gold, page)), published=None)
    assert [article.id for article in found] == ["d1", "d2", "d3"]
    assert found[0] == Article("d1", TEXT, date(2025, 1, 13), "record", "https://x.example/a", "T", "P")
    assert found[2].published_basis == "json-ld"


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    content = (
        lines({"id": "a", "text": TEXT})
        + "{broken\n\n[1]\n"
        + lines({"id": "b"}, {"id": "c", "text": 5}, {"text": TEXT})
    )
    found = read(saved(tmp_path, "a.jsonl", content))
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "a-7"]
    assert [item.name.rsplit(", ")[1] for item in found if isinstance(item, Refusal)] == [
        "line 2",
        "line 4",
        "line 5",
        "line 6",
    ]


@pytest.mark.parametrize(
    "wrapped", ["{}", "[{}]", '{{"articles": [{}]}}'], ids=["object", "list", "named list"]
)
def test_a_json_document(tmp_path: Path, wrapped: str) -> None:
    (article,) = articles(saved(tmp_path, "a.json", wrapped.format(json.dumps({"id": "d", "text": TEXT}))))
    assert (article.id, article.text) == ("d", TEXT)


def test_compressed_records(tmp_path: Path) -> None:
    (article,) = articles(
        saved(tmp_path, "a.jsonl.gz", gzip.compress(lines({"id": "d", "text": TEXT}).encode()))
    )
    assert article.id == "d"
    cut = saved(tmp_path, "cut.jsonl.gz", gzip.compress(lines({"id": "d", "text": TEXT}).encode())[:30])
    assert "cannot be read" in refusal(cut).reason


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (TEXT, ["stdin"]),
        (lines({"id": "d", "text": TEXT}, {"id": "e", "text": TEXT}), ["d", "e"]),
        (PAGE, ["stdin"]),
    ],
    ids=["text", "records", "page"],
)
def test_standard_input(content: str, ids: list[str]) -> None:
    found = list(sources(["-"], published=DAY, stdin=io.BytesIO(content.encode())))
    assert [item.id for item in found if isinstance(item, Article)] == ids


def test_a_folder_is_read_in_one_order_and_lists_what_it_leaves_out(tmp_path: Path) -> None:
    for name in ("b/two.txt", "b/one.md", "a.html", ".hidden.txt", ".git/config.txt", "README.md"):
        saved(tmp_path, name, PAGE if name.endswith("html") else TEXT)
    saved(tmp_path, "b/photo.png", b"\x89PNG")
    found = read(tmp_path)
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "b/one", "b/two"]
    (left,) = [item for item in found if isinstance(item, Refusal)]
    assert left.name.endswith("photo.png")
    assert "in a folder are not read" in left.reason


def test_a_pattern_and_a_file_named_twice(tmp_path: Path) -> None:
    file = saved(tmp_path, "a.txt", TEXT)
    saved(tmp_path, "b.txt", TEXT)
    assert [article.id for article in articles(tmp_path / "*.txt", file, tmp_path)] == ["a", "b"]


def test_two_documents_never_share_an_id(tmp_path: Path) -> None:
    saved(tmp_path, "oil.txt", TEXT)
    saved(tmp_path, "oil.md", f"{TEXT} More.")
    ids = [article.id for article in articles(tmp_path)]
    assert len(set(ids)) == 2
    assert ids[0] == "oil"
    assert ids == [article.id for article in articles(tmp_path)]


REFUSED = [
    ("empty.txt", b"", "it is empty", "save the page"),
    ("blank.html", b" \n ", "it is empty", "save the page"),
    ("marks.txt", b"... !!!\n", "holds no text", "save the page"),
    ("frames.html", b"<html><frameset></frameset></html>", "holds no text", "save the page"),
    ("photo.txt", b"\x89PNG\r\n\0\0", "binary (PNG image)", "export its text"),
    ("report.pdf", b"%PDF-1.7 text", "binary (PDF)", "export its text"),
    ("nul.html", b"<html>\0\0\1</html>", "binary (NUL bytes)", "export its text"),
    ("none.jsonl", b"\n\n", "holds no records", "save the page"),
    ("bad.json", b"{broken", "not JSON", "each record is an object"),
    ("archive.mhtml", b"no archive", "holds no page", "save the page"),
    ("huge.html", b"<p>" + b"<b>x</b>" * 300_000, "characters of markup", "split it"),
]


@pytest.mark.parametrize(
    ("name", "data", "reason", "way_out"), [pytest.param(*case, id=case[0]) for case in REFUSED]
)
def test_what_is_no_article_is_refused_in_one_line(
    tmp_path: Path, name: str, data: bytes, reason: str, way_out: str
) -> None:
    found = refusal(saved(tmp_path, name, data))
    assert reason in found.reason
    assert found.way_out.startswith(way_out)
    assert "\n" not in str(found)


def test_a_missing_path_and_a_pattern_without_match(tmp_path: Path) -> None:
    for name in ("nowhere.txt", "*.nothing"):
        assert refusal(tmp_path / name).reason == "no such file or folder"
    assert "no files" in refusal(saved(tmp_path, "sub/.hidden", "").parent).reason


def test_addresses_are_not_fetched_unasked() -> None:
    assert "not fetched unasked" in refusal("https://news.example.org/oil").reason


def test_an_undated_text_is_refused_with_the_way_out(tmp_path: Path) -> None:
    found = refusal(saved(tmp_path, "oil.txt", TEXT), published=None)
    assert str(found).endswith("oil.txt: no publication date found; give one with --published YYYY-MM-DD")


def test_a_stub_behind_a_paywall_is_labelled(tmp_path: Path) -> None:
    (article,) = articles(saved(tmp_path, "oil.txt", f"{TEXT}Subscribe to continue reading this article.\n"))
    assert article.notes == ('paywall stub: "Subscribe to continue"',)


def test_a_note_says_when_offsets_do_not_count_the_file(tmp_path: Path) -> None:
    (article,) = articles(saved(tmp_path, "oil.txt", "The Trea\u00adsury acted.\r\n"))
    assert article.text == "The Treasury acted.\n"
    assert article.notes == ("offsets count the clean text, which is shorter than the file",)


SLOW = [
    ("boxes", "<div>" * 20_000 + PARAGRAPHS + "</div>" * 20_000),
    ("quotes", "<q>" * 20_000 + PARAGRAPHS),
    ("comments that never end", "<!--" * 50_000 + PARAGRAPHS),
    ("scripts that never end", "<script" * 50_000 + PARAGRAPHS),
    ("tags that never end", "<div " * 50_000 + PARAGRAPHS),
    ("a picture in the page", f'<img src="data:image/png;base64,{"A" * 4_000_000}">{PARAGRAPHS}'),
    ("much script", f"<script>{'var x = 1;' * 300_000}</script>{PARAGRAPHS}"),
]


@pytest.mark.parametrize(("name", "body"), [pytest.param(*case, id=case[0]) for case in SLOW])
def test_odd_markup_neither_stalls_nor_loses_the_body(tmp_path: Path, name: str, body: str) -> None:
    began = time.process_time()
    (found,) = read(saved(tmp_path, "page.html", f"<html><body>{body}</body></html>"))
    assert time.process_time() - began < 10
    if "comments" not in name:  # a comment that never ends hides the rest in a browser too
        assert isinstance(found, Article)
        assert found.text.count("on its list") >= 5  # a tag that never ends swallows the next one


def test_the_real_article_is_kept_to_the_letter(shared: Path) -> None:
    file = shared / "articles" / "newsweek-2025-01-22.txt"
    (article,) = articles(file, published=date(2025, 1, 22))
    assert article.text == file.read_text(encoding="utf-8")
    assert (article.id, article.published_basis) == ("newsweek-2025-01-22", "given")


def test_an_error_names_the_thing_the_fact_and_the_way_out() -> None:
    assert str(IngestError("a.txt", "it is torn", "mend it")) == "a.txt: it is torn; mend it"

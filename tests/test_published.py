"""The day of publication, read from whole pages, with every abstention and its reason."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Article
from ingest.read import Refusal, sources
from ingest.written_day import written_days

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    "<p>The Treasury put two oil companies on its list of blocked persons, and said more would follow.</p>"
    "<p>Moscow called the step illegal. Traders in Asia looked for other cargoes; freight rates went up.</p>"
    "<p>A law of 3 March 2014 and a deadline of 5 May 2026 were named in the notice of the ministry.</p>"
)


def page(head: str = "", before: str = "", after: str = "", lang: str = "") -> str:
    return (
        f"<html{lang}><head><title>Oil</title>{head}</head><body><article><h1>Oil companies listed</h1>"
        f"{before}{BODY}{after}</article></body></html>"
    )


def ld(**fields: object) -> str:
    content = json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Oil", **fields}
    )
    return f'<script type="application/ld+json">{content}</script>'


def meta(key: str, content: str, attribute: str = "property") -> str:
    return f'<meta {attribute}="{key}" content="{content}">'


def canonical(path: str) -> str:
    return f'<link rel="canonical" href="https://news.example.org{path}">'


PUBLISHED = "article:published_time"
MODIFIED = "article:modified_time"
STATED = [
    (page(ld(datePublished="2025-01-10T12:30:00Z")), "2025-01-10", "json-ld", "JSON-LD"),
    (page(ld(datePublished="2025-01-10T23:30:00-05:00")), "2025-01-10", "json-ld", "late in its own zone"),
    (page(ld(datePublished="2025-01-11T00:30:00+03:00")), "2025-01-11", "json-ld", "early in its own zone"),
    (page(ld(datePublished="January 10, 2025")), "2025-01-10", "json-ld", "JSON-LD in words"),
    (
        page(ld(**{"@graph": [{"@type": "WebPage", "datePublished": "2025-01-10"}]})),
        "2025-01-10",
        "json-ld",
        "in a graph",
    ),
    (
        page(ld(datePublished="2025-01-10", dateModified="2025-01-14")),
        "2025-01-10",
        "json-ld",
        "changed later",
    ),
    (
        page('<script type="application/ld+json">{broken</script>' + meta(PUBLISHED, "2025-01-10")),
        "2025-01-10",
        f"meta {PUBLISHED}",
        "broken JSON-LD",
    ),
    (
        page(
            '<script type="application/ld+json">' + "[" * 5000 + "</script>" + meta(PUBLISHED, "2025-01-10")
        ),
        "2025-01-10",
        f"meta {PUBLISHED}",
        "bottomless JSON-LD",
    ),
    (page(meta(PUBLISHED, "2025-01-10T08:00:00+00:00")), "2025-01-10", f"meta {PUBLISHED}", "Open Graph"),
    (
        page(meta("parsely-pub-date", "2025-01-10T08:00:00Z", "name")),
        "2025-01-10",
        "meta parsely-pub-date",
        "Parse.ly",
    ),
    (
        page(meta("sailthru.date", "2025-01-10 08:00:00", "name")),
        "2025-01-10",
        "meta sailthru.date",
        "Sailthru",
    ),
    (
        page(meta("citation_publication_date", "2025/01/10", "name")),
        "2025-01-10",
        "meta citation_publication_date",
        "scholar",
    ),
    (page(meta("DC.date.issued", "2025-01-10", "name")), "2025-01-10", "meta dc.date.issued", "Dublin Core"),
    (page(meta("pubdate", "20250110", "name")), "2025-01-10", "meta pubdate", "compact"),
    (
        page(meta("pubdate", "Fri, 10 Jan 2025 08:00:00 GMT", "name")),
        "2025-01-10",
        "meta pubdate",
        "mail date",
    ),
    (
        page(meta("publish-date", "1736496000", "name")),
        "2025-01-10",
        "meta publish-date",
        "seconds since 1970",
    ),
    (page(meta("datePublished", "2025-01-10", "itemprop")), "2025-01-10", "meta datepublished", "microdata"),
    (page(meta("date", "10.01.2025", "name")), "2025-01-10", "meta date", "dots put the day first"),
    (page(meta("date", "10. Januar 2025", "name")), "2025-01-10", "meta date", "German"),
    (page(meta("date", "10 janvier 2025", "name")), "2025-01-10", "meta date", "French"),
    (page(meta("date", "10 de enero de 2025", "name")), "2025-01-10", "meta date", "Spanish"),
    (page(meta("date", "10 января 2025", "name")), "2025-01-10", "meta date", "Russian"),
    (
        page(before='<time datetime="2025-01-10T08:00Z" pubdate>Friday</time>'),
        "2025-01-10",
        "time element",
        "pubdate",
    ),
    (
        page(before='<time class="published" datetime="2025-01-10">Fri</time>'),
        "2025-01-10",
        "time element",
        "time's class",
    ),
    (
        page(before='<time datetime="2025-01-10">10 Jan</time>'),
        "2025-01-10",
        "time element",
        "a lone time element",
    ),
    (
        page(
            before='<p>Published <time datetime="2025-01-10">10 Jan</time></p><p>Updated '
            '<time datetime="2025-01-12">12 Jan</time></p>'
        ),
        "2025-01-10",
        "time element",
        "published and updated times",
    ),
    (
        page(before='<span itemprop="datePublished" content="2025-01-10">Friday</span>'),
        "2025-01-10",
        "time element",
        "span",
    ),
    (page(canonical("/2025/01/10/oil")), "2025-01-10", "url", "address"),
    (page(canonical("/world/2025/jan/10/oil")), "2025-01-10", "url", "address with a month's name"),
    (page(canonical("/oil-idUSKBN-20250110/")), "2025-01-10", "url", "address with a compact day"),
    (page(before="<p>Published January 10, 2025</p>"), "2025-01-10", "byline", "published line"),
    (page(before="<p>By Jane Roe | 10 January 2025</p>"), "2025-01-10", "byline", "byline"),
    (
        page(before="<p>WASHINGTON, Jan. 10, 2025 (Wire) - The Treasury acted on oil.</p>"),
        "2025-01-10",
        "dateline",
        "dateline",
    ),
    (page(before="<p>Published 13/01/2025</p>"), "2025-01-13", "byline", "only one reading"),
    (page(before="<p>Published 10/10/2025</p>"), "2025-10-10", "byline", "both readings the same"),
]
SETTLED = [
    (
        page(ld(datePublished="2025-01-10"), "<p>Published 01/10/2025</p>"),
        "2025-01-10",
        "json-ld",
        "data beside a numeric byline",
    ),
    (
        page(canonical("/2025/10/01/oil"), "<p>Published 01/10/2025</p>"),
        "2025-10-01",
        "url",
        "address beside a numeric byline",
    ),
    (
        page(meta("date", "01/10/2025", "name") + canonical("/2025/01/10/oil")),
        "2025-01-10",
        "meta date",
        "address settles meta",
    ),
    (
        page(meta("date", "01/10/2025", "name") + meta(MODIFIED, "2025-01-12")),
        "2025-01-10",
        "meta date",
        "not after its change",
    ),
    (
        page(before="<p>Published 01/10/2025</p>", after="<p>Updated 01/22/2025</p>"),
        "2025-01-10",
        "byline",
        "the page's own order",
    ),
    (
        page(ld(datePublished="2025-01-10") + meta(PUBLISHED, "2025-01-10") + canonical("/2025/01/08/oil")),
        "2025-01-10",
        "json-ld",
        "two against the address",
    ),
    (
        page(ld(datePublished="2025-01-14", dateModified="2025-01-14") + meta(PUBLISHED, "2025-01-10")),
        "2025-01-10",
        f"meta {PUBLISHED}",
        "the other day is that of the change",
    ),
    (
        page(
            ld(datePublished="2025-01-11T01:00:00Z")
            + meta(PUBLISHED, "2025-01-10T20:00:00-05:00")
            + canonical("/2025/01/10/oil")
        ),
        "2025-01-10",
        f"meta {PUBLISHED}",
        "one moment in two zones",
    ),
]
ABSTAINED = [
    (page(), "no publication date found", "no date but those of the story"),
    (
        page(before="<p>Published 01/10/2025</p>"),
        "can be 2025-01-10 or 2025-10-01",
        "day first or month first",
    ),
    (page(meta("date", "03/04/2025", "name")), "can be 2025-03-04 or 2025-04-03", "ambiguous meta"),
    (
        page(ld(datePublished="2025-01-10") + meta(PUBLISHED, "2024-06-02")),
        "disagree",
        "two days and nothing to settle them",
    ),
    (page(before="<p>Updated January 22, 2025</p>"), "by 2025-01-22", "an update line alone"),
    (page(meta(MODIFIED, "2025-01-22")), "by 2025-01-22", "a day of change alone"),
    (page(meta("date", "31 February 2025", "name")), "no full date", "a day that is none"),
    (page(meta("date", "0000-00-00", "name")), "no full date", "zeros"),
    (page(meta("date", "99999-01-01", "name")), "no full date", "year 99999"),
    (page(ld(datePublished="1899-12-31")), "no full date", "before the web"),
    (page(meta("date", "January 2025", "name")), "no full date", "a month alone"),
    (
        page(before="<p>WASHINGTON, Jan 10 (Wire) - The Treasury acted on oil.</p>"),
        "no full date",
        "a dateline without a year",
    ),
    (
        page(before='<time datetime="2025-01-10">a</time><time datetime="2024-05-02">b</time>'),
        "no publication",
        "two bare times",
    ),
]


def read(
    folder: Path, html: str, *, name: str = "page.html", published: date | None = None
) -> Article | Refusal:
    file = folder / name
    file.write_text(html, encoding="utf-8")
    return next(sources([str(file)], published=published))


@pytest.mark.parametrize(
    ("html", "day", "basis", "name"), [pytest.param(*case, id=case[3]) for case in [*STATED, *SETTLED]]
)
def test_a_page_that_states_its_day(tmp_path: Path, html: str, day: str, basis: str, name: str) -> None:
    article = read(tmp_path, html)
    assert isinstance(article, Article), f"{name}: {article}"
    assert (str(article.published), article.published_basis) == (day, basis)


@pytest.mark.parametrize(("html", "reason", "name"), [pytest.param(*case, id=case[2]) for case in ABSTAINED])
def test_a_page_that_leaves_its_day_open_is_refused(
    tmp_path: Path, html: str, reason: str, name: str
) -> None:
    refusal = read(tmp_path, html)
    assert isinstance(refusal, Refusal), name
    assert reason in refusal.reason
    assert "--published" in refusal.way_out


@pytest.mark.parametrize("html", [case[0] for case in [*STATED, *SETTLED, *ABSTAINED]])
def test_a_given_day_is_taken(tmp_path: Path, html: str) -> None:
    article = read(tmp_path, html, published=date(2025, 1, 10))
    assert isinstance(article, Article)
    assert (article.published, article.published_basis) == (date(2025, 1, 10), "given")


def test_a_given_day_that_the_page_contradicts_is_noted(tmp_path: Path) -> None:
    article = read(tmp_path, page(ld(datePublished="2024-06-02")), published=date(2025, 1, 10))
    assert isinstance(article, Article)
    assert "json-ld 2024-06-02 disagrees with 2025-01-10 (given)" in article.notes


def test_disagreement_is_flagged_where_the_day_is_decided(tmp_path: Path) -> None:
    head = ld(datePublished="2025-01-10") + meta(PUBLISHED, "2025-01-10") + canonical("/2025/01/08/oil")
    article = read(tmp_path, page(head))
    assert isinstance(article, Article)
    assert "url 2025-01-08 disagrees with 2025-01-10 (json-ld)" in article.notes


def test_a_change_before_the_publication_is_flagged(tmp_path: Path) -> None:
    article = read(tmp_path, page(ld(datePublished="2025-01-10", dateModified="2024-01-10")))
    assert isinstance(article, Article)
    assert any("lies before the day of publication" in note for note in article.notes)


def test_a_file_name_is_taken_only_when_nothing_else_speaks(tmp_path: Path) -> None:
    article = read(tmp_path, page(), name="2025-01-10-oil.html")
    assert isinstance(article, Article)
    assert article.published_basis == "file name"
    assert article.notes[0] == "only the file name gives the day of publication"
    assert isinstance(read(tmp_path, page(), name="saved-2025-01-10.html"), Refusal)


def test_an_update_line_beside_a_file_name(shared: Path) -> None:
    article = next(sources([str(shared / "articles" / "newsweek-2025-01-22.txt")]))
    assert isinstance(article, Article)
    assert article.published == date(2025, 1, 22)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    for form in (
        "%Y-%m-%d",
        "%Y-%m-%dT23:59:00-08:00",
        "%d %B %Y",
        "%B %d, %Y",
        "%a, %d %b %Y 10:00:00 GMT",
        "%d.%m.%Y",
    ):
        assert written_days(day.strftime(form)) == (day,)
    assert day in written_days(day.strftime("%m/%d/%Y"))


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    assert all(date(1990, 1, 1) <= day <= date(2100, 12, 31) for day in written_days(text))

"""Articles to records: complete, exact, the same every time, and never broken by a sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from graph.model import Article, Event
from ingest.frame import claims
from ingest.pipeline import events, extract, extract_one
from ingest.read import sources

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.claim import Claim
    from ingest.lexicon import Lexicon
    from ingest.parse import Tree

TEXT = "On January 10, Canada imposed sanctions on Rosneft.\n\nJapan may lift sanctions on Iran.\n"
FIELDS = """
id statement actor action target polarity date valid_until report_date status kind said_by instrument
value count cause confidence source""".split()
PARTS = {
    "actor": "id label text type country wikidata",
    "action": "id path text measures",
    "date": "start end precision edtf text rule",
    "source": "article url title publisher published sentence start end extractor",
}


def article(text: str) -> Article:
    return Article("a", text, date(2025, 1, 22), "given")


def test_a_record_has_every_field() -> None:
    record = events(article(TEXT))[0].to_record()
    assert set(record) == set(FIELDS)
    for field, parts in PARTS.items():
        assert set(record[field]) >= set(parts.split())


def test_records_turn_back_into_events() -> None:
    found = events(article(TEXT))
    assert [Event.from_record(event.to_record()) for event in found] == found


def test_every_event_quotes_its_sentence() -> None:
    for event in events(article(TEXT)):
        assert event.source.sentence == TEXT[event.source.start : event.source.end]


def test_same_article_same_events() -> None:
    assert extract_one(article(TEXT)) == extract_one(article(TEXT))


def test_ids_are_different() -> None:
    ids = [event.id for event in events(article(TEXT))]
    assert len(ids) == len(set(ids)) == 2


def test_articles_come_out_in_order() -> None:
    wanted = [Article(name, TEXT, date(2025, 1, 22), "given") for name in "cab"]
    assert [found.article.id for found in extract(wanted)] == ["c", "a", "b"]


def test_a_sentence_that_breaks_a_rule_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:

    def breaking(tree: Tree, lexicon: Lexicon, *, domain: bool) -> list[Claim]:
        if "Canada" in tree.text:
            raise KeyError(tree.text[:2])
        return claims(tree, lexicon, domain=domain)

    monkeypatch.setattr("ingest.pipeline.claims", breaking)
    found = extract_one(article(TEXT))
    assert [(skipped.start, skipped.reason) for skipped in found.skipped] == [(0, "KeyError: 'On'")]
    assert [event.action.id for event in found.events] == ["lift"]


HARD = {
    "20,000 words": "Canada imposed sanctions on " + "Rosneft and " * 9_998 + "Lukoil.",
    "all capitals": "CANADA IMPOSES SANCTIONS ON ROSNEFT",
    "emoji": "🇨🇦 Canada 🚢 imposed ⛔ sanctions on 🛢 Rosneft 🔥.",
    "mojibake": "Canadaâ€™s sanctions on Rosneft were Ã©tendues.",
    "German": "Kanada verhängte Sanktionen gegen Rosneft.",
    "Russian": "Канада ввела санкции против Роснефти.",
    "Arabic": "فرضت كندا عقوبات على روسنفت. sanctions",
    "Chinese": "加拿大制裁俄罗斯石油公司 sanctions。",
    "marks only": '"" — ( [ sanctions ] ) … !!',
    "empty": "",
    "null character": "Canada imposed\x00 sanctions on Rosneft.",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_hard_text_breaks_nothing(text: str) -> None:
    assert extract_one(article(text)).skipped == ()


def test_newsweek(shared: Path) -> None:
    """What the first issue asks of the article from which the project began."""
    name = str(shared / "articles/newsweek-2025-01-22.txt")
    [found] = [one for one in sources([name], published=date(2025, 1, 22)) if isinstance(one, Article)]
    told = events(found)
    assert {
        (event.target.id, event.status, event.date.edtf)
        for event in told
        if event.action.id == "impose" and event.source.sentence.startswith("On January 10") and event.target
        if event.actor is not None and event.actor.id == "us-treasury" and event.date is not None
    } == {
        (id_, "asserted", "2025-01-10")
        for id_ in ("russia-energy-sector", "russia-officials", "shadow-fleet")
    }
    by_trump = {
        (event.action.id, event.target.id)
        for event in told
        if event.actor is not None and event.actor.id == "donald-trump" and event.target is not None
    }
    assert ("threaten", "russia") in by_trump
    assert "impose" not in {action for action, _ in by_trump}
    assert {event.action.id for event in told}.isdisjoint({"attack", "agree"})
    assert all(event.source.sentence == found.text[event.source.start : event.source.end] for event in told)

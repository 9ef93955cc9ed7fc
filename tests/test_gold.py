"""The gold files keep their own rules: a typing error there would move every figure."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from dateline.evaluate import score
from dateline.gold import Document as Scored
from dateline.gold import Found
from graph.model import Status, action_path, action_scheme
from ingest.read import sources

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "data" / "gold"
ARTICLES = ROOT / "data" / "articles"
FILES = sorted(GOLD.glob("*.jsonl"))
MENTIONS = GOLD / "mentions.jsonl"
EVENT_FILES = [file for file in FILES if file != MENTIONS]
STATUSES = set(get_args(Status))
DAY, MONTH, YEAR = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d", r"\d{4}"
DOCUMENT_FIELDS = {
    "id",
    "published",
    "split",
    "text",
    "file",
    "events",
    "forbidden",
    "class",
}
CLAIM_FIELDS = {"actor", "action", "target", "date", "date_slack", "status", "optional"}
CLASSES = {"agency", "press-release", "regulation", "analysis", "live-blog", "headlines"}
MENTION_FIELDS = {"noun", "start", "end", "senders", "targets"}

Document = dict[str, Any]


def documents(file: Path) -> list[Document]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def last_day(written: str) -> date:
    """The earliest day that the last part of a gold date can mean; fails where there is no such day."""
    first, _, last = written.partition("/")
    for part in filter(None, (first, last)):
        assert re.fullmatch(f"{DAY}|{MONTH}|{YEAR}", part), written
        day = date.fromisoformat((part + "-01-01")[:10])
    return day


def check_claim(claim: dict[str, Any]) -> None:
    assert set(claim) <= CLAIM_FIELDS, claim
    for slot in ("actor", "target"):
        assert claim.get(slot, [None]), claim
        assert all(name is None or name == name.strip() != "" for name in claim.get(slot, ())), claim
    assert set(claim.get("action", ())) <= set(action_scheme()), claim
    assert set(listed(claim.get("status", "asserted"))) <= STATUSES, claim


def check_event(event: dict[str, Any]) -> None:
    assert {"actor", "action", "target"} <= set(event), event
    check_claim(event)
    if "date" in event:
        first, _, last = event["date"].partition("/")
        assert not last or last_day(first) <= last_day(last), event
        last_day(first)


def check_mention(mention: dict[str, Any], text: str) -> None:
    assert set(mention) == MENTION_FIELDS, mention
    assert text[mention["start"] : mention["end"]] == mention["noun"] != "", mention
    for party in (*mention["senders"], *mention["targets"]):
        assert party, mention
        assert all(name is None or name == name.strip() != "" for name in party), mention


def first_reading(document: Document, event: dict[str, Any]) -> dict[str, Any]:
    """What an extractor that takes the first of each alternative would write for a gold event."""
    days = event["date"].partition("/") if "date" in event else None
    slots = {slot: event[slot][0] and {"label": event[slot][0]} for slot in ("actor", "target")}
    return slots | {
        "source": {"article": document["id"]},
        "action": {"id": event["action"][0], "path": action_path(event["action"][0])},
        "date": days and {"start": days[0], "end": days[2] or days[0]},
        "status": listed(event.get("status", "asserted"))[0],
    }


@pytest.mark.parametrize("file", EVENT_FILES, ids=lambda file: file.name)
def test_every_document_is_well_formed(file: Path) -> None:
    for document in documents(file):
        assert set(document) <= DOCUMENT_FIELDS, document["id"]
        assert document["split"] in {"tune", "test"}, document["id"]
        assert ("file" in document) != bool(document.get("text")), document["id"]
        date.fromisoformat(document["published"])
        for event in document["events"]:
            check_event(event)
        for claim in document.get("forbidden", ()):
            check_claim(claim)


def test_every_mention_stands_where_its_offsets_say() -> None:
    for document in documents(MENTIONS):
        assert set(document) == {"id", "published", "split", "text", "mentions"}, document["id"]
        assert document["split"] in {"tune", "test"}, document["id"]
        date.fromisoformat(document["published"])
        for mention in document["mentions"]:
            check_mention(mention, document["text"])


def test_ids_are_unique_over_all_files() -> None:
    ids = [document["id"] for file in FILES for document in documents(file)]
    assert len(ids) == len(set(ids))


def test_neither_split_starves() -> None:
    splits = [document["split"] for file in FILES for document in documents(file)]
    assert 0.3 <= splits.count("test") / len(splits) <= 0.7


def test_reports_are_whole_short_articles() -> None:
    reports = documents(GOLD / "reports.jsonl")
    assert {document["class"] for document in reports} == CLASSES
    assert [document["split"] for document in reports].count("test") == len(reports) // 2
    assert all(120 <= len(document["text"].split()) <= 260 for document in reports)
    assert all(any(not event.get("optional") for event in document["events"]) for document in reports)


@pytest.mark.parametrize("document", documents(GOLD / "reports.jsonl"), ids=lambda document: document["id"])
def test_a_report_scored_against_itself_is_right(document: Document) -> None:
    events = [Found.from_record(first_reading(document, event)) for event in document["events"]]
    figures = score([Scored.from_record(document)], events)
    assert (figures.triple.f1, figures.full.f1, figures.counts["forbidden"]) == (1.0, 1.0, 0)


def test_gold_covers_every_article_and_nothing_else() -> None:
    named = {document["file"]: document["id"] for document in documents(GOLD / "articles.jsonl")}
    shipped = {
        f"data/articles/{path.name}" for path in ARTICLES.iterdir() if path.suffix in {".html", ".txt"}
    }
    assert set(named) == shipped
    assert all(Path(file).stem == name for file, name in named.items())


@pytest.mark.parametrize("file", EVENT_FILES, ids=lambda file: file.name)
def test_a_forbidden_claim_is_not_also_wanted(file: Path) -> None:
    for document in documents(file):
        wanted = {
            (actor, action, target, status)
            for event in document["events"]
            for actor in event["actor"]
            for action in event["action"]
            for target in event["target"]
            for status in listed(event.get("status", "asserted"))
        }
        for claim in document.get("forbidden", ()):
            both = [
                (actor, action, target, status)
                for actor, action, target, status in wanted
                if actor in claim.get("actor", [actor])
                and action in claim.get("action", [action])
                and target in claim.get("target", [target])
                and status in listed(claim.get("status", "asserted"))
            ]
            assert not both, document["id"]


@pytest.mark.parametrize("document", documents(GOLD / "articles.jsonl"), ids=lambda document: document["id"])
def test_the_day_of_publication_is_found_in_the_article(document: Document) -> None:
    (article,) = sources([str(ROOT / document["file"])])
    assert getattr(article, "published", article) == date.fromisoformat(document["published"])

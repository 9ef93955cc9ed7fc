"""The gold files keep their own rules: a typing error there would move every figure."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from graph.model import Status, action_scheme
from ingest.read import sources

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "data" / "gold"
ARTICLES = ROOT / "data" / "articles"
FILES = sorted(GOLD.glob("*.jsonl"))
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


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
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


def test_ids_are_unique_over_all_files() -> None:
    ids = [document["id"] for file in FILES for document in documents(file)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_neither_split_starves(file: Path) -> None:
    splits = [document["split"] for document in documents(file)]
    assert 0.3 <= splits.count("test") / len(splits) <= 0.7


def test_gold_covers_every_article_and_nothing_else() -> None:
    named = {document["file"]: document["id"] for document in documents(GOLD / "articles.jsonl")}
    shipped = {
        f"data/articles/{path.name}" for path in ARTICLES.iterdir() if path.suffix in {".html", ".txt"}
    }
    assert set(named) == shipped
    assert all(Path(file).stem == name for file, name in named.items())


def test_a_forbidden_claim_is_not_also_wanted() -> None:
    for document in documents(GOLD / "articles.jsonl"):
        wanted = {
            (actor, action, target, status)
            for event in document["events"]
            for actor in event["actor"]
            for action in event["action"]
            for target in event["target"]
            for status in listed(event["status"])
        }
        for claim in document["forbidden"]:
            both = [
                (actor, action, target, status)
                for actor, action, target, status in wanted
                if actor in claim.get("actor", [actor])
                and action in claim.get("action", [action])
                and target in claim.get("target", [target])
                and status in listed(claim["status"])
            ]
            assert not both, document["id"]


@pytest.mark.parametrize("document", documents(GOLD / "articles.jsonl"), ids=lambda document: document["id"])
def test_the_day_of_publication_is_found_in_the_article(document: Document) -> None:
    (article,) = sources([str(ROOT / document["file"])])
    assert getattr(article, "published", article) == date.fromisoformat(document["published"])

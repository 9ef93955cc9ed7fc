"""The export to FollowTheMoney: what it holds, and that FollowTheMoney itself takes all of it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from made_events import january

from dateline.export import exported
from graph.store import open_store


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    with open_store(None) as store:
        store.put_all(january())
        return [json.loads(line) for line in exported(store, "ftm").decode().splitlines()]


def test_every_kind_is_there(records: list[dict[str, Any]]) -> None:
    kinds = Counter(record["schema"] for record in records)
    assert {"Sanction", "Event", "Article", "Mention", "PublicBody", "Company"} <= set(kinds)
    assert kinds["Article"] == len(january())


def test_ids_stand_once_and_references_hold(records: list[dict[str, Any]]) -> None:
    ids = [record["id"] for record in records]
    assert len(ids) == len(set(ids))
    for record in records:
        for field in ("entity", "involved", "document", "resolved", "proof"):
            assert set(record["properties"].get(field, [])) <= set(ids)


def test_a_sanction_leads_to_its_articles(records: list[dict[str, Any]]) -> None:
    by_id = {record["id"]: record for record in records}
    [sanction] = [
        record["properties"]
        for record in records
        if record["schema"] == "Sanction" and record["properties"].get("program") == ["Executive Order 14024"]
    ]
    assert sanction["entity"] == ["dl-gazprom-neft"]
    assert sanction["startDate"] == ["2025-01-10"]
    assert sorted(by_id[key]["properties"]["publishedAt"][0] for key in sanction["proof"]) == [
        "2025-01-10",
        "2025-01-22",
    ]


def test_followthemoney_takes_every_record_unchanged(records: list[dict[str, Any]]) -> None:
    """Its validator accepts each, and reading it back loses no value."""
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for record in records:
        model.get(record["schema"]).validate(record)
        taken = model.get_proxy(record).to_dict()["properties"]
        assert {name: sorted(values) for name, values in taken.items()} == record["properties"]

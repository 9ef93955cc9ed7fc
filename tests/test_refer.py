"""Who is meant by a pronoun or a description, and when nobody is."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Article
from ingest.pipeline import events

MEANT = [
    ("Rosneft protested. Canada sanctioned the company on Friday.", "target", "Rosneft"),
    ("Canada spoke on Friday. It imposed sanctions on Rosneft.", "actor", "Canada"),
]


@pytest.mark.parametrize(("text", "role", "label"), MEANT, ids=[case[0] for case in MEANT])
def test_meant(text: str, role: str, label: str) -> None:
    event = events(Article("a", text, date(2025, 1, 22), "given"))[-1]
    assert getattr(event, role).label == label

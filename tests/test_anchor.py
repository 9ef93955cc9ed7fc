"""Which day an event gets."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Article
from ingest.pipeline import events

DAYS = [
    ("On January 10, Canada imposed sanctions on Rosneft.", "2025-01-10"),
    ("Canada imposed sanctions on Rosneft on Monday.", "2025-01-20"),
    ("Canada imposed sanctions on Rosneft.", "2025-01-22"),
    ("10 January: Canada imposed sanctions on Rosneft.", "2025-01-10"),
    ("Canada imposed sanctions on Rosneft over the invasion of February 24, 2022.", "2025-01-22"),
    ("Rosneft was sanctioned by Canada in May 2022.", "2022-05"),
]


@pytest.mark.parametrize(("sentence", "day"), DAYS, ids=[case[0] for case in DAYS])
def test_day(sentence: str, day: str) -> None:
    event = events(Article("a", sentence, date(2025, 1, 22), "given"))[0]
    assert event.date is not None
    assert event.date.edtf == day

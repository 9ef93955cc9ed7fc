"""Which claims tell one event, and that their order does not matter."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_events import (
    BANK,
    ENERGY,
    EU,
    GAZPROM_NEFT,
    RUSSIA,
    STATE,
    TREASURY,
    US,
    article,
    claim,
    dollars,
    january,
    on,
    reported,
)

from graph.merge import merge, publications, rules

if TYPE_CHECKING:
    from graph.model import Event

FIRST = article("first", date(2025, 1, 11))
SECOND = article("second", date(2025, 1, 22))
DAY = on("2025-01-10")


def reports(*days: str) -> list[Event]:
    sources = [article(f"r{day}", date.fromisoformat(day)) for day in days]
    return [claim(source, EU, "impose", RUSSIA, reported(source)) for source in sources]


@pytest.mark.parametrize(
    ("claims", "events"),
    [
        pytest.param(
            [claim(FIRST, TREASURY, "impose", ENERGY, DAY), claim(SECOND, TREASURY, "impose", ENERGY, DAY)],
            1,
            id="the same in two articles",
        ),
        pytest.param(
            [claim(FIRST, TREASURY, "impose", BANK, DAY), claim(SECOND, TREASURY, "designate", BANK, DAY)],
            1,
            id="one action below the other",
        ),
        pytest.param(
            [claim(FIRST, TREASURY, "lift", BANK, DAY), claim(SECOND, TREASURY, "impose", BANK, DAY)],
            2,
            id="opposite actions",
        ),
        pytest.param(
            [claim(FIRST, TREASURY, "designate", BANK, DAY), claim(SECOND, TREASURY, "reimpose", BANK, DAY)],
            2,
            id="sister actions",
        ),
        pytest.param(
            [claim(FIRST, US, "impose", ENERGY, DAY), claim(SECOND, TREASURY, "impose", ENERGY, DAY)],
            1,
            id="a body and its part",
        ),
        pytest.param(
            [
                claim(FIRST, US, "impose", ENERGY, DAY),
                claim(FIRST, STATE, "impose", ENERGY, DAY, start=9),
                claim(SECOND, TREASURY, "impose", ENERGY, DAY),
            ],
            3,
            id="a body and two of its parts: nobody knows which",
        ),
        pytest.param(
            [claim(FIRST, EU, "impose", ENERGY, DAY), claim(SECOND, TREASURY, "impose", ENERGY, DAY)],
            2,
            id="different actors",
        ),
        pytest.param(
            [claim(FIRST, None, "impose", ENERGY, DAY), claim(SECOND, TREASURY, "impose", ENERGY, DAY)],
            2,
            id="an unnamed actor is not everybody",
        ),
        pytest.param(
            [
                claim(FIRST, TREASURY, "designate", GAZPROM_NEFT, DAY),
                claim(SECOND, TREASURY, "designate", BANK, DAY),
            ],
            2,
            id="different targets",
        ),
        pytest.param(
            [
                claim(FIRST, TREASURY, "impose", ENERGY, DAY),
                claim(SECOND, TREASURY, "impose", ENERGY, DAY, status="planned"),
            ],
            2,
            id="a plan is not its fact",
        ),
        pytest.param(
            [
                claim(FIRST, TREASURY, "impose", ENERGY, DAY),
                claim(SECOND, TREASURY, "impose", ENERGY, DAY, kind="state"),
            ],
            2,
            id="a state is not an act",
        ),
        pytest.param(
            [
                claim(FIRST, TREASURY, "designate", BANK, on("2025-01-10")),
                claim(SECOND, TREASURY, "designate", BANK, on("2025-01-11")),
            ],
            1,
            id="a firm, a day apart",
        ),
        pytest.param(
            [
                claim(FIRST, EU, "impose", RUSSIA, on("2025-01-10")),
                claim(SECOND, EU, "impose", RUSSIA, on("2025-01-11")),
            ],
            2,
            id="a country, a day apart",
        ),
        pytest.param(
            [
                claim(FIRST, TREASURY, "designate", BANK, on(f"2025-01-{day}"), start=day)
                for day in (10, 11, 12)
            ],
            3,
            id="three days in a row",
        ),
        pytest.param(
            [
                claim(FIRST, TREASURY, "impose", ENERGY, DAY),
                claim(SECOND, TREASURY, "impose", ENERGY, on("2025-01-01", until="2025-01-31")),
            ],
            1,
            id="the month of one day",
        ),
        pytest.param(
            [
                claim(FIRST, TREASURY, "impose", ENERGY, DAY),
                claim(FIRST, TREASURY, "impose", ENERGY, on("2025-01-15"), start=9),
                claim(SECOND, TREASURY, "impose", ENERGY, on("2025-01-01", until="2025-01-31")),
            ],
            3,
            id="the month of two days: nobody knows which",
        ),
        pytest.param(
            [
                claim(FIRST, TREASURY, "impose", ENERGY, DAY),
                claim(SECOND, TREASURY, "impose", ENERGY, reported(SECOND)),
            ],
            1,
            id="a report twelve days on",
        ),
        pytest.param(
            [
                claim(SECOND, TREASURY, "impose", ENERGY, on("2025-01-01")),
                claim(SECOND, TREASURY, "impose", ENERGY, reported(SECOND), start=9),
            ],
            2,
            id="a report three weeks on",
        ),
        pytest.param(reports("2025-02-24", "2025-02-25", "2025-02-28"), 1, id="reports day after day"),
        pytest.param(reports("2025-02-24", "2025-03-03"), 2, id="reports a week apart"),
        pytest.param(
            [
                claim(FIRST, US, "impose", RUSSIA, kind="state"),
                claim(SECOND, US, "impose", RUSSIA, kind="state"),
            ],
            1,
            id="a state told twice in a month",
        ),
    ],
)
def test_claims_make_events(claims: list[Event], events: int) -> None:
    assert len(merge(claims)) == events


def test_the_most_exact_claim_speaks() -> None:
    [event] = merge(
        [
            claim(FIRST, US, "impose", BANK, DAY, confidence=0.5),
            claim(SECOND, TREASURY, "designate", BANK, DAY, confidence=0.9),
            claim(SECOND, US, "impose", BANK, reported(SECOND), start=9),
        ]
    )
    assert event.actor == TREASURY
    assert event.action.id == "designate"
    assert event.date == DAY
    assert event.confidence == 0.9
    assert event.report_date == FIRST.published
    assert [mention.source.article for mention in event.mentions] == ["first", "second", "second"]
    assert rules(event) == [
        "one action below the other",
        "one actor part of the other",
        "reported within fourteen days",
    ]


@pytest.mark.parametrize(
    ("fields", "conflicts"),
    [
        pytest.param(({"count": 183}, {"count": 184}), ("count",), id="number"),
        pytest.param(({"value": dollars(1)}, {"value": dollars(2)}), ("value",), id="sum"),
        pytest.param(({"count": 183}, {}), (), id="one is silent"),
    ],
)
def test_disagreement_is_kept(fields: tuple[dict[str, Any], ...], conflicts: tuple[str, ...]) -> None:
    claims = [
        claim(source, TREASURY, "designate", BANK, DAY, **more)
        for source, more in zip((FIRST, SECOND), fields, strict=True)
    ]
    [event] = merge(claims)
    assert event.conflicts == conflicts


def test_dates_a_day_apart_are_a_conflict() -> None:
    days = (on("2025-01-10"), on("2025-01-11"))
    [event] = merge([claim(FIRST, TREASURY, "designate", BANK, when, start=n) for n, when in enumerate(days)])
    assert event.conflicts == ("date",)
    assert event.date == days[0]


def test_syndicated_copies_are_counted_apart() -> None:
    sources = [article(name, FIRST.published) for name in "abc"]
    words = ["The Treasury acted.", "the  treasury acted.", "It was the Treasury."]
    claims = [
        claim(source, TREASURY, "impose", ENERGY, DAY, sentence=sentence)
        for source, sentence in zip(sources, words, strict=True)
    ]
    [event] = merge(claims)
    assert publications(event) == (2, 1)


STORY = list(chain.from_iterable(claims for _, claims in january()))
MIXED = [
    *STORY,
    *reports("2025-02-24", "2025-02-26", "2025-03-01", "2025-03-09"),
    claim(FIRST, US, "impose", ENERGY, on("2025-01-01", until="2025-01-31"), start=300),
    claim(FIRST, STATE, "impose", ENERGY, DAY, start=330),
]


@settings(max_examples=60, deadline=None)
@given(st.permutations(MIXED))
def test_order_does_not_matter(claims: list[Event]) -> None:
    assert merge(claims) == merge(MIXED)


@given(st.permutations(MIXED), st.integers(1, len(MIXED)))
@settings(max_examples=60, deadline=None)
def test_every_claim_is_told_by_one_event(claims: list[Event], size: int) -> None:
    chosen = claims[:size]
    told = [mention.id for event in merge(chosen) for mention in event.mentions]
    assert sorted(told) == sorted(claim.id for claim in chosen)

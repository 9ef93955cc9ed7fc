"""Events as a network: who acts against whom, by what evidence, and what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from made_events import BANK, EU, RUSSIA, US, article, claim, january, on

from graph.merge import merge
from graph.network import (
    Change,
    change,
    communities,
    ego,
    evidence_paths,
    gexf,
    graphml,
    network,
    ranking,
)

if TYPE_CHECKING:
    from graph.model import MergedEvent

STORY = merge(claim for _, claims in january() for claim in claims)
SOURCE = article("one", date(2025, 1, 1))


def test_every_event_with_two_sides_is_an_edge() -> None:
    graph = network(STORY)
    assert graph.number_of_edges() == len(STORY)
    edge = next(iter(graph["us-treasury"]["gazprom-neft"].values()))
    assert (edge["label"], edge["start"], edge["sources"]) == ("designate", "2025-01-10", 2)
    assert edge["sentence"] == "Sentence 0 of day."
    assert network(merge([claim(SOURCE, None, "impose", BANK)])).number_of_edges() == 0


def test_parallel_events_are_kept_apart() -> None:
    graph = network(STORY)
    assert {data["label"] for data in graph["us-treasury"]["gazprom-neft"].values()} == {
        "designate",
        "delist",
    }


def test_ranking_counts_both_sides() -> None:
    ranks = {rank.entity: rank for rank in ranking(network(STORY))}
    assert (ranks["russia"].acts, ranks["russia"].targeted) == (2, 5)
    assert ranking(network(STORY))[0].entity in ("eu", "russia")
    assert ranking(network([])) == []


def test_communities_are_the_same_at_every_run() -> None:
    found = communities(network(STORY))
    assert found == communities(network(STORY[::-1]))
    assert sorted(name for group in found for name in group) == sorted(network(STORY))


def test_surroundings_of_one() -> None:
    assert sorted(ego(network(STORY), "us-treasury")) == [
        "gazprom-neft",
        "russia-energy-sector",
        "us-treasury",
    ]


def test_the_way_between_two_is_told_in_sentences() -> None:
    [path, *_] = evidence_paths(network(STORY), "us-treasury", "eu")
    assert [(step.actor, step.action, step.target) for step in path] == [
        ("us-treasury", "designate", "gazprom-neft"),
        ("eu", "impose", "gazprom-neft"),
    ]
    assert all(step.sentence for step in path)
    assert evidence_paths(network(STORY), "us-treasury", "nobody") == []


def test_change_between_two_periods() -> None:
    def period(*claims: tuple[int, str]) -> list[MergedEvent]:
        return merge(claim(SOURCE, US, "impose", BANK, on(day), start=start) for start, day in claims)

    before, after = network(period((0, "2024-01-01"))), network(period((0, "2025-01-01"), (9, "2025-03-01")))
    assert change(before, after) == [Change("united-states", "unlinked-azure-bank", 1, 2)]
    assert change(before, before) == []


@pytest.mark.parametrize("write", [graphml, gexf])
def test_files_are_the_same_for_the_same_events(write: object) -> None:
    assert callable(write)
    assert write(STORY) == write(STORY[::-1])


def test_gephi_finds_a_timeline() -> None:
    root = ET.fromstring(gexf(STORY))  # noqa: S314 - our own text
    names = {"g": "http://www.gexf.net/1.2draft"}
    graph = root.find("g:graph", names)
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert {edge.get("start") for edge in root.iterfind(".//g:edge", names)} >= {"2025-01-10", "2025-02-24"}


def test_hostile_text_stays_text() -> None:
    entity = replace(RUSSIA, id="x\x00", label='<a> & "b" \x0b\ufffe')
    told = merge([claim(SOURCE, EU, "impose", entity, sentence="]]> \x00 <script>")])
    for text in (gexf(told), graphml(told)):
        assert "<script>" not in text
        ET.fromstring(text)  # noqa: S314 - our own text

"""The scorer: the same figures as the shared one, and what it counts as what."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.cli import main
from dateline.evaluate import by_class, score
from dateline.gold import Document, Found, load, read_predicted

ROOT = Path(__file__).resolve().parent.parent


def gold(*events: dict[str, Any], forbidden: tuple[dict[str, Any], ...] = (), **more: str) -> dict[str, Any]:
    return {
        "id": "d1",
        "published": "2025-01-13",
        "text": "x",
        "events": list(events),
        "forbidden": list(forbidden),
        **more,
    }


def claim(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - the fields of a gold claim
    return {"actor": ["U.S. Treasury", "OFAC"], "action": ["impose"], "target": ["Gazprom Neft"], **more}


def event(
    actor: str | None = "U.S. Treasury",
    action: str = "designate",
    target: str | None = "Gazprom Neft",
    day: str | None = "2025-01-10",
    status: str = "asserted",
    kind: str = "act",
) -> dict[str, Any]:
    paths = {
        "designate": ["restrict", "impose", "designate"],
        "impose": ["restrict", "impose"],
        "lift": ["relax", "lift"],
    }
    return {
        "source": {"article": "d1"},
        "actor": actor and {"label": actor, "text": actor},
        "action": {"id": action, "path": paths.get(action, [action])},
        "target": target and {"label": target, "text": target},
        "date": day and {"start": day, "end": day},
        "status": status,
        "kind": kind,
    }


def counts(document: dict[str, Any], *events: dict[str, Any]) -> dict[str, int]:
    found = score([Document.from_record(document)], [Found.from_record(one) for one in events])
    return {name: count for name, count in found.counts.items() if count}


RIGHT = {"matched": 1, "full": 1, "date": 1, "status": 1}


@pytest.mark.parametrize(
    ("document", "events", "expected"),
    [
        pytest.param(gold(claim()), [event()], RIGHT, id="a designation is an imposition"),
        pytest.param(gold(claim()), [event(actor="OFAC")], RIGHT, id="any accepted name will do"),
        pytest.param(gold(claim()), [event(target="Gazprom")], RIGHT, id="half of the words are enough"),
        pytest.param(
            gold(claim()), [event(target="Rosneft")], {"missed": 1, "spurious": 1}, id="another firm"
        ),
        pytest.param(gold(claim()), [event(), event()], RIGHT, id="a repeat costs nothing"),
        pytest.param(
            gold(claim(), claim(target=["Lukoil"])), [event()], RIGHT | {"missed": 1}, id="one of two"
        ),
        pytest.param(gold(claim(date="2025-01-10")), [event()], RIGHT, id="the day"),
        pytest.param(
            gold(claim(date="2025-01-11")),
            [event()],
            {"matched": 1, "status": 1},
            id="a day off is a wrong date",
        ),
        pytest.param(
            gold(claim(date="2025-01-11", date_slack=1)), [event()], RIGHT, id="a day off within the slack"
        ),
        pytest.param(gold(claim(date="2025-01")), [event()], RIGHT, id="a day of the month"),
        pytest.param(
            gold(claim(date="2025-01-10")),
            [event(day=None)],
            {"matched": 1, "status": 1},
            id="no date where one is told",
        ),
        pytest.param(
            gold(claim(status="planned")), [event()], {"matched": 1, "date": 1}, id="a plan told as a fact"
        ),
        pytest.param(gold(claim(status=["planned", "asserted"])), [event()], RIGHT, id="either status"),
        pytest.param(gold(claim(optional=True)), [event()], {}, id="optional and found"),
        pytest.param(gold(claim(optional=True)), [], {}, id="optional and left out"),
        pytest.param(gold(claim(actor=[None])), [event(actor=None)], RIGHT, id="nobody is named"),
        pytest.param(
            gold(claim()), [event(actor=None)], {"missed": 1, "spurious": 1}, id="an actor left out"
        ),
        pytest.param(gold(), [event(kind="state")], {}, id="a measure in force costs nothing"),
        pytest.param(
            gold(forbidden=(claim(),)),
            [event()],
            {"forbidden": 1, "spurious": 1},
            id="what the text does not say",
        ),
        pytest.param(
            gold(forbidden=(claim(),)),
            [event(status="possible")],
            {"spurious": 1},
            id="a forbidden fact, told as possible",
        ),
        pytest.param(
            gold(claim()),
            [event(action="lift")],
            {"missed": 1, "spurious": 1, "reversed": 1},
            id="the opposite direction",
        ),
    ],
)
def test_counts(document: dict[str, Any], events: list[dict[str, Any]], expected: dict[str, int]) -> None:
    assert counts(document, *events) == expected


def test_the_best_of_several_candidates_is_taken() -> None:
    wrong, right = event(day="2025-01-11"), event()
    assert counts(gold(claim(date="2025-01-10")), wrong, right) == RIGHT | {"spurious": 1}


def test_classes_are_scored_apart() -> None:
    documents = [
        Document.from_record(gold(claim(), id="d1") | {"class": "active"}),
        Document.from_record(gold(claim()) | {"id": "d2", "class": "passive"}),
    ]
    scores = by_class(documents, [Found.from_record(event())])
    assert {name: one.triple.recall for name, one in scores.items()} == {"active": 1.0, "passive": 0.0}


def test_each_half_of_the_gold_can_be_scored_alone() -> None:
    files = [ROOT / "data" / "gold" / name for name in ("articles.jsonl", "sentences.jsonl")]
    both = load(files)
    assert {document.split for document in both} == {"tune", "test"}
    assert len(load(files, "tune")) + len(load(files, "test")) == len(both)


def test_a_broken_gold_file_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "gold.jsonl"
    broken.write_text('{"id": "d1"}\n', encoding="utf-8")
    assert main(["evaluate", str(broken)]) == 2
    assert "line 1: not a gold document" in capsys.readouterr().err


def test_predictions_from_a_file_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    wanted.write_text(json.dumps(gold(claim())) + "\n", encoding="utf-8")
    predicted.write_text(json.dumps(event()) + "\n", encoding="utf-8")
    arguments = ["evaluate", str(wanted), "--predicted", str(predicted), "--format", "jsonl"]
    assert main(arguments) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["triple_f"] == 1.0
    assert main([*arguments, "--split", "test"]) == 2


NAMES = st.sampled_from(
    ["U.S. Treasury", "OFAC", "Gazprom", "Gazprom Neft", "Russia", "Russia’s banks", None]
)
DAYS = st.sampled_from(["2025-01-10", "2025-01-11", None])
EVENTS = st.builds(
    event,
    NAMES,
    st.sampled_from(["impose", "designate", "lift", "deny"]),
    NAMES,
    DAYS,
    st.sampled_from(["asserted", "possible"]),
    st.sampled_from(["act", "state"]),
)


@st.composite
def gold_claims(draw: st.DrawFn) -> dict[str, Any]:
    made: dict[str, Any] = {
        "actor": draw(st.lists(NAMES, min_size=1, max_size=2)),
        "action": [draw(st.sampled_from(["impose", "restrict", "lift", "deny"]))],
        "target": draw(st.lists(NAMES, min_size=1, max_size=2)),
        "status": draw(st.sampled_from(["asserted", ["asserted", "possible"]])),
        "optional": draw(st.booleans()),
        "date_slack": draw(st.sampled_from([0, 1])),
    }
    if draw(st.booleans()):
        made["date"] = draw(st.sampled_from(["2025-01-10", "2025-01", "2025", "2025-01-09/2025-01-11"]))
    return made


DOCUMENTS = st.builds(
    lambda events, forbidden: gold(*events, forbidden=tuple(forbidden)),
    st.lists(gold_claims(), max_size=3),
    st.lists(gold_claims(), max_size=2),
)


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS, st.lists(EVENTS, max_size=4))
def test_each_event_and_claim_counts_once(document: dict[str, Any], events: list[dict[str, Any]]) -> None:
    found = counts(document, *events)
    required = sum(not one["optional"] for one in document["events"])
    assert found.get("matched", 0) + found.get("missed", 0) == required
    assert found.get("matched", 0) + found.get("spurious", 0) <= len(events)


def test_figures_are_those_of_the_shared_scorer(shared: Path, tmp_path: Path) -> None:
    """Over random gold and random events, most of which half fit each other."""
    wanted, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    gold_lines: list[str] = []
    event_lines: list[str] = []

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(DOCUMENTS, st.lists(EVENTS, max_size=4))
    def collect(document: dict[str, Any], events: list[dict[str, Any]]) -> None:
        name = f"d{len(gold_lines)}"
        gold_lines.append(json.dumps(document | {"id": name}))
        event_lines.extend(json.dumps(one | {"source": {"article": name}}) for one in events)

    collect()
    wanted.write_text("\n".join(gold_lines), encoding="utf-8")
    predicted.write_text("\n".join(event_lines), encoding="utf-8")
    theirs = json.loads(
        subprocess.run(
            [sys.executable, shared / "bench" / "score_events.py", wanted, predicted, "--json"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
    )
    ours = score(load([wanted]), read_predicted(predicted))
    assert ours.gold > 100
    assert {
        "documents": ours.documents,
        "gold": ours.gold,
        "predicted": ours.predicted,
        "triple": {"p": ours.triple.precision, "r": ours.triple.recall, "f1": ours.triple.f1},
        "full": {"p": ours.full.precision, "r": ours.full.recall, "f1": ours.full.f1},
        "date": ours.date,
        "status": ours.status,
        "forbidden": ours.counts["forbidden"],
    } == theirs

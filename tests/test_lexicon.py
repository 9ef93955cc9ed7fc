"""Every example of the verb lexicon is read as its entry says, and the lexicon holds together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.model import Article, action_scheme
from ingest.frame import FRAMES
from ingest.lexicon import lexicon
from ingest.pipeline import events

VERBS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data/lexicon/verbs.yaml").read_text(encoding="utf-8")
)
EXAMPLES = [
    (sentence, entry["action"], roles)
    for entry in VERBS
    for sentence, roles in entry.get("examples", {}).items()
]
MISREAD = {
    "The new sanctions package, with which Norway targeted the shipyard, took effect.",
    "The General Court annulled the sanctions on Violetta Prigozhina.",
    "The Kremlin denied breaking UN sanctions.",
}
"""Examples that are not read yet as they should; one that is read leaves this list."""
SANCTIONS = " The sanctions have been in force for years."


@pytest.mark.parametrize(("sentence", "action", "roles"), EXAMPLES, ids=[case[0] for case in EXAMPLES])
def test_example(sentence: str, action: str, roles: str, request: pytest.FixtureRequest) -> None:
    if sentence in MISREAD:
        request.applymarker(pytest.mark.xfail(reason="misread so far", strict=True))
    found = {
        (event.actor.text if event.actor else "-", event.target.text if event.target else "-")
        for event in events(Article("a", sentence + SANCTIONS, date(2025, 1, 22), "given"))
        if action in event.action.path and event.source.start == 0
    }
    actor, _, target = roles.partition(" | ")
    assert (actor, target) in found


def test_every_frame_has_an_example() -> None:
    assert {entry["frame"] for entry in VERBS if "examples" in entry} >= set(FRAMES)


def test_every_action_is_of_the_scheme() -> None:
    words = lexicon()
    actions = {sense.action for senses in words.verbs.values() for sense in senses}
    assert actions | {act.action for act in words.acts.values()} <= set(action_scheme())


@pytest.mark.parametrize("sentence", [case[0] for case in EXAMPLES])
def test_no_example_is_passed_over(sentence: str) -> None:
    """A sentence that holds an event must trigger a parse."""
    assert lexicon().triggers.search(sentence)


def test_a_particle_is_tried_before_the_bare_verb() -> None:
    senses = lexicon().verbs["strike"]
    assert [sense.particle is None for sense in senses] == sorted(sense.particle is None for sense in senses)

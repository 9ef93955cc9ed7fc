"""The dossier: each act once, in order of time, quiet in HTML and in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from made_events import january
from test_timeline import HOSTILE, hostile_event

from graph.merge import merge
from graph.story import Story

if TYPE_CHECKING:
    from pathlib import Path


def january_story() -> Story:
    return Story(merge(event for _, events in january() for event in events), title="January 10")


def test_acts_stand_in_order_of_time_with_their_sentences() -> None:
    text = january_story().markdown()
    assert text.index("19 December 2024") < text.index("10 January 2025") < text.index("30 June 2025")
    assert "Treasury imposed sanctions on Russia's energy sector on January 10." in text


def test_the_suffix_decides_the_form(tmp_path: Path) -> None:
    story = january_story()
    story.save(tmp_path / "story.md")
    story.save(tmp_path / "story.html")
    assert (tmp_path / "story.md").read_text(encoding="utf-8").startswith("# January 10\n")
    assert (tmp_path / "story.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_same_events_same_bytes() -> None:
    story = january_story()
    assert Story(list(reversed(story.events)), title="January 10").html() == story.html()


@pytest.mark.parametrize("text", HOSTILE)
def test_article_text_stays_text(text: str) -> None:
    story = Story([hostile_event(text)], title=text)
    html = story.html()
    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert re.findall(r"(?<!\\)<(?!https?://)", story.markdown()) == []


def test_an_empty_story_says_so() -> None:
    assert "No events" in Story([]).markdown()

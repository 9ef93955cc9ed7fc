"""The demo: the main job on the shipped articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dateline
from dateline.cli import main
from dateline.demo import QUESTIONS, answers, articles

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_demo_shows_answers_and_says_where_everything_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "made" / "here"
    assert main(["demo", "-o", str(folder)]) == 0
    out, err = capsys.readouterr()
    for number, question in enumerate(QUESTIONS, 1):
        assert f"{number}. {question.words}" in out
    assert "Gazprom Neft" in out
    assert str(folder / "january-10.html") in out
    assert (folder / "january-10.html").stat().st_size > 100_000
    assert "articles," in err
    with dateline.open(folder / "demo.store", read_only=True) as graph:
        assert graph.stats().articles >= 25
        assert all(len(graph.query(question.sparql)) for question in QUESTIONS)


def test_three_questions_are_asked() -> None:
    with dateline.open() as graph:
        assert len(answers(graph)) == 3


def test_the_sample_articles_are_at_hand() -> None:
    assert len([path for path in articles().iterdir() if path.suffix in {".html", ".txt"}]) >= 25

"""The layers hold: ingest knows only the event record of graph, and graph knows nothing of ingest."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{module} imports relatively"
            if node.module in {"graph", "ingest", "dateline"}:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("module", modules("ingest"), ids=lambda path: path.stem)
def test_ingest_takes_only_the_event_record_from_graph(module: Path) -> None:
    ours = {name for name in imported(module) if name.split(".")[0] in {"graph", "dateline"}}
    assert ours <= {"graph.model"}


@pytest.mark.parametrize("module", modules("graph"), ids=lambda path: path.stem)
def test_graph_knows_nothing_of_articles(module: Path) -> None:
    assert not [name for name in imported(module) if name.split(".")[0] in {"ingest", "dateline"}]


@pytest.mark.parametrize("module", [*modules("ingest"), *modules("graph")], ids=lambda path: path.stem)
def test_nothing_is_named_for_want_of_a_name(module: Path) -> None:
    assert module.stem not in {"utils", "util", "helpers", "common", "misc"}

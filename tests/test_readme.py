"""The README's commands run, in its order, in a folder that holds the sample articles."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")
BLOCKS = [(kind, text) for kind, text in FENCE.findall(README) if kind in {"bash", "python"}]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "DECISIONS.md")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands run, one after the other."""
    made = tmp_path_factory.mktemp("readme")
    (made / "data").symlink_to(ROOT / "data")
    return made


@pytest.mark.parametrize(("kind", "text"), BLOCKS, ids=[text.split("\n")[0][:50] for _, text in BLOCKS])
def test_block_runs(kind: str, text: str, folder: Path) -> None:
    command = (
        ["/bin/bash", "-euo", "pipefail", "-c", text] if kind == "bash" else [sys.executable, "-c", text]
    )
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path}
    environment.pop("DATELINE_STORE", None)
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_the_five_lines_are_five() -> None:
    five = README.split("## Five lines")[1].split("## ")[0]
    [(_, text)] = FENCE.findall(five)
    assert len(text.splitlines()) == 5


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        name
        for page in PAGES
        for name in re.findall(r"`make ([a-z]+)`|\$ make ([a-z]+)", page.read_text("utf-8"))
    }
    assert {name for pair in named for name in pair if name} <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (ROOT / target).exists(), target

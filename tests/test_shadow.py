"""A user's own graph.py or ingest.py beside a script must not break Dateline in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def imported(folder: Path) -> subprocess.CompletedProcess[str]:
    # the source tree stands last, as an installed package would
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    code = "import dateline; print(dateline.extract)"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("name", ["graph.py", "ingest.py", "graph/__init__.py"])
def test_a_foreign_module_is_named(tmp_path: Path, name: str) -> None:
    foreign = tmp_path / name
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("", encoding="utf-8")
    done = imported(tmp_path)
    assert done.returncode != 0
    assert f"{foreign} hides Dateline's own package" in done.stderr


def test_a_folder_without_python_is_no_module(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    assert imported(tmp_path).returncode == 0

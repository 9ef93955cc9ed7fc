"""What is derived from the code, and the notebook, are those of the code beside them."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "notebooks" / "january-10.ipynb"


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="other versions of argparse lay out help differently"
)
@pytest.mark.parametrize("name", ["commands.md", "questions.md"])
def test_reference_page_is_up_to_date(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    pages = runpy.run_path(str(ROOT / "docs" / "build.py"))["pages"]()
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages[name], "run make docs"


def test_the_notebook_runs() -> None:
    executed = runpy.run_path(str(ROOT / "notebooks" / "execute.py"))["executed"]
    shown = [output for cell in executed(NOTEBOOK).cells for output in cell.get("outputs", ())]
    assert any("<iframe" in output.get("data", {}).get("text/html", "") for output in shown)
    assert any("Gazprom Neft" in output.get("text", "") for output in shown)


def test_the_notebook_keeps_its_outputs() -> None:
    cells = [cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in cells)
    assert not [output for cell in cells for output in cell.outputs if output.output_type == "error"]

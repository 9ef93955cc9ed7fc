"""Executes the notebooks in place, so that their outputs are those of the code beside them.

python notebooks/execute.py [--check]     --check executes and writes nothing
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook with fresh outputs.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
    """
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, record_timing=False, resources={"metadata": {"path": str(HERE)}}
    )
    client.execute()
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    return notebook


def main() -> int:
    """Execute each notebook."""
    for path in sorted(HERE.glob("*.ipynb")):
        notebook = executed(path)
        if "--check" not in sys.argv[1:]:
            nbformat.write(notebook, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())

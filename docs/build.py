"""Writes the reference pages that are derived from the code: commands.md and questions.md.

python docs/build.py [--check]     --check writes nothing and fails where a page is out of date
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.arguments import parser
from graph.query import saved_queries

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent


def pages() -> dict[str, str]:
    """The text of each derived page by its file name."""
    return {"commands.md": commands(), "questions.md": questions()}


def commands() -> str:
    """The help of the command line, verb by verb."""
    os.environ["COLUMNS"] = "100"
    os.environ.pop("DATELINE_STORE", None)
    top = parser()
    [verbs] = [action.choices for action in top._actions if isinstance(action.choices, dict)]  # noqa: SLF001
    parts = [f"## dateline {name}\n\n```text\n{verb.format_help()}```\n" for name, verb in verbs.items()]
    return "\n".join(["# Commands\n", f"```text\n{top.format_help()}```\n", *parts])


def questions() -> str:
    """The saved questions with their parameters and their SPARQL."""
    return "\n".join(
        ["# Saved questions\n", "Ask one with `dateline query NAME --param name=value`.\n", *_each()]
    )


def _each() -> Iterator[str]:
    for name, saved in saved_queries().items():
        yield f"## {name}\n\n{saved.title}\n"
        for one in saved.parameters:
            yield f"- `{one.name}` ({one.type}, default `{one.default}`): {one.description}"
        yield f"\n```sparql\n{saved.text.strip()}\n```\n"


def main() -> int:
    """Write the pages, or with ``--check`` compare them."""
    stale = [name for name, text in pages().items() if _read(HERE / name) != text]
    if "--check" in sys.argv[1:]:
        if stale:
            sys.stderr.write(f"out of date: {', '.join(stale)}; run make docs\n")
        return int(bool(stale))
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main())

"""Compile the vocabulary under ``data/`` to the sorted JSON that ships in the packages.

Run as ``python -m dateline.compile``; with ``--check`` nothing is written, and a file that differs from
what its sources give is an error.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.compile_gazetteer import compile_gazetteer
from dateline.compile_lexicon import compile_actions, compile_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Vocabulary(NamedTuple):
    """A folder of sources, the JSON file made from it, and the function that makes its content."""

    source: str
    target: str
    compile: Callable[[Path], Any]


VOCABULARIES: tuple[Vocabulary, ...] = (
    Vocabulary("data/gazetteer", "ingest/gazetteer.json", compile_gazetteer),
    Vocabulary("data/lexicon", "graph/actions.json", compile_actions),
    Vocabulary("data/lexicon", "ingest/lexicon.json", compile_lexicon),
)


def rendered(content: Any) -> str:  # noqa: ANN401 - any JSON value
    """JSON with sorted keys, a line for each entry of the first two levels: changes are readable diffs.

    >>> print(rendered({"b": {"y": [1, 2], "x": 0}, "a": 1}), end="")
    {
    "a": 1,
    "b": {
    "x": 0,
    "y": [1,2]
    }
    }
    """
    return _level(content, 2) + "\n"


def stale(root: Path, vocabularies: Sequence[Vocabulary] = VOCABULARIES) -> list[str]:
    """The targets that are missing or differ from what their sources give."""
    return [
        vocabulary.target
        for vocabulary in vocabularies
        if not (root / vocabulary.target).is_file()
        or (root / vocabulary.target).read_text(encoding="utf-8") != _content(root, vocabulary)
    ]


def write(root: Path, vocabularies: Sequence[Vocabulary] = VOCABULARIES) -> None:
    """Compile every vocabulary under ``root``."""
    for vocabulary in vocabularies:
        (root / vocabulary.target).write_text(_content(root, vocabulary), encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the compiled files, or check that they are current."""
    parser = argparse.ArgumentParser(prog="python -m dateline.compile", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a file is out of date"
    )
    parser.add_argument(
        "--root", type=Path, default=Path(__file__).parents[1], help="the folder that holds data/"
    )
    options = parser.parse_args(arguments)
    if not options.check:
        write(options.root)
        return 0
    differing = stale(options.root)
    for target in differing:
        sys.stderr.write(f"{target}: differs from its sources; run python -m dateline.compile\n")
    return 1 if differing else 0


def _content(root: Path, vocabulary: Vocabulary) -> str:
    return rendered(vocabulary.compile(root / vocabulary.source))


def _level(content: Any, depth: int) -> str:  # noqa: ANN401 - any JSON value
    if depth and isinstance(content, dict) and content:
        lines = (
            f"{json.dumps(key, ensure_ascii=False)}: {_level(content[key], depth - 1)}"
            for key in sorted(content)
        )
        return "{\n" + ",\n".join(lines) + "\n}"
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":") if depth < 2 else None
    )


if __name__ == "__main__":
    sys.exit(main())

"""``dateline --help`` is instant: nothing heavy loads before a command needs it."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from dateline.arguments import parser

HEAVY = (
    "spacy",
    "rdflib",
    "pyvis",
    "dateparser",
    "trafilatura",
    "networkx",
    "pyoxigraph",
    "lxml",
    "jinja2",
    "yaml",
)
LOADED = f"""
import sys
from dateline.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


def verbs() -> list[str]:
    [choices] = [action.choices for action in parser()._actions if action.choices]  # noqa: SLF001 - no public way
    return list(choices)


@pytest.mark.parametrize(
    "arguments", [["--help"], *[[verb, "--help"] for verb in verbs()], ["mistyped"]], ids=" ".join
)
def test_nothing_heavy_is_loaded_by(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.splitlines()[-1] == ""


def test_help_takes_under_three_tenths_of_a_cpu_second() -> None:
    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        before = used.ru_utime + used.ru_stime
        subprocess.run(
            [sys.executable, "-m", "dateline", "--help"], capture_output=True, check=True, timeout=60
        )
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime - before

    assert min(spent() for _ in range(3)) < 0.3


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, dateline; sys.exit(any(name in sys.modules for name in {HEAVY}))"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

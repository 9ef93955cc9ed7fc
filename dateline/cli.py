"""The ``dateline`` command: runs one verb, turns every failure into one clear line and an exit code.

What each verb does lives in ``dateline.commands_*``, imported when it is asked for.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING

from dateline.arguments import parser
from dateline.errors import DatelineError, Exit, one_line
from dateline.output import say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a failure is one clear line, never a traceback."""
    _speak_utf8()
    arguments = parser().parse_args(argv)
    try:
        code = _handler(arguments.handler)(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader (head, less) has what it wanted; keep the interpreter from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        return _report(error)
    return code


def _handler(name: str) -> Callable[[Namespace], int]:
    module, function = name.split(":")
    handler: Callable[[Namespace], int] = getattr(importlib.import_module(f"dateline.{module}"), function)
    return handler


def _report(error: Exception) -> int:
    """Tell the error in one line and return the exit code that it means."""
    code = _code(error)
    if code is None:
        fault = f"{type(error).__name__}: {one_line(error)}"
        say(f"dateline: a fault of ours: {fault}; set DATELINE_DEBUG=1 to see where, and report it")
        return Exit.NOTHING_USABLE
    say(f"dateline: {one_line(error)}")
    return code


def _code(error: Exception) -> Exit | None:
    """The exit code of a failure that is meant to happen, None for a fault of our own."""
    from graph.errors import GraphError  # noqa: PLC0415 - only needed once a command has failed
    from ingest.errors import IngestError  # noqa: PLC0415 - likewise

    if isinstance(error, DatelineError):
        return error.code
    if isinstance(error, GraphError):
        return Exit.MISUSED
    return Exit.NOTHING_USABLE if isinstance(error, IngestError | OSError) else None


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")

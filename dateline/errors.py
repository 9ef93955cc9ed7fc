"""What can go wrong at the face of the project, and the exit code that each kind of failure means."""

from __future__ import annotations

from enum import IntEnum

LONGEST_MESSAGE = 300


class Exit(IntEnum):
    """How a command ended, for scripts."""

    DONE = 0
    SOME_FAILED = 1
    MISUSED = 2
    NOTHING_USABLE = 3


def one_line(error: Exception) -> str:
    r"""The error's words on one line, of a length that a person reads; parsers can list half of Unicode.

    >>> one_line(ValueError("first\n  second"))
    'first second'
    """
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}; check the path and its permissions"
    text = " ".join(str(error).split())
    return text if len(text) <= LONGEST_MESSAGE else text[: LONGEST_MESSAGE - 1] + "…"


class DatelineError(Exception):
    """The root of what the command line and the Python API raise on purpose.

    ``code`` is the exit code of a command that ends with it.
    """

    code = Exit.MISUSED


class MisuseError(DatelineError):
    """Arguments that cannot mean anything, or not together."""


class NothingUsableError(DatelineError):
    """Nothing in what was given can be worked on; each refusal has been listed."""

    code = Exit.NOTHING_USABLE

    def __init__(self, refused: int) -> None:
        super().__init__(f"nothing usable: {refused} source{'s' * (refused != 1)} refused")


class NoEventError(DatelineError):
    """Nothing in the store fits, so there is nothing to show."""

    code = Exit.NOTHING_USABLE

    def __init__(self, store: str) -> None:
        super().__init__(
            f"{store}: no event fits, so nothing was written; widen --from, --to or the other filters"
        )


class MissingStoreError(DatelineError):
    """There is no store to read."""

    code = Exit.NOTHING_USABLE

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: no store there; make one with: dateline ingest SOURCE... --store {name}")


class MissingListsError(DatelineError):
    """No official list has been added."""

    code = Exit.NOTHING_USABLE

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: no index of lists there; make one with: dateline lists add FILE...")

"""What several test modules need: the files shared beside the repository, where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``shared`` beside the repository; a test that needs it is skipped in a lone clone."""
    if not SHARED.is_dir():
        pytest.skip("there is no folder shared/ beside this clone")
    return SHARED

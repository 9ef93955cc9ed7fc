"""A store's folder: its format, its lock and the room on its disk.

FOLDER/format.json     {"format": 1}
FOLDER/lock            held by the one process that writes, shared by those that read
FOLDER/data/           Oxigraph's files
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pyoxigraph import Store as Oxigraph

from graph.errors import StoreError, StoreFormatError, StoreFullError, StoreLockedError, StoreReadOnlyError

#: Raised whenever an older version could not read what this one writes.
FORMAT = 1
#: Room that a write must leave, and what a quad may take while it is written.
SPARE_BYTES = 16 * 2**20
QUAD_BYTES = 500


@dataclass(slots=True)
class Folder:
    """An open folder: Oxigraph's store in it, and the lock that this process holds."""

    path: Path
    store: Oxigraph
    lock: IO[bytes] | None
    read_only: bool

    def check_room(self, quads: int) -> None:
        """Refuse a write that the disk may not hold, before it begins."""
        needed = SPARE_BYTES + quads * QUAD_BYTES
        free = shutil.disk_usage(self.path).free
        if free < needed:
            raise StoreFullError(
                self.path, f"{free // 2**20} MB free, and this write needs {needed // 2**20 + 1} MB"
            )

    def write_error(self, error: OSError) -> StoreError:
        """What Oxigraph says when a write fails, as one of ours."""
        if error.errno == errno.ENOSPC or "no space" in str(error).lower():
            return StoreFullError(self.path, "the disk is full")
        return StoreError(
            f"{self.path}: the store cannot be written ({error}); check the disk and the rights"
        )

    def snapshot(self) -> tempfile.TemporaryDirectory[str]:
        """A copy for another process to read, made of hard links in no time; its ``name`` holds ``data``."""
        kept = tempfile.TemporaryDirectory(prefix=".snapshot-", dir=self.path, ignore_cleanup_errors=True)
        self.store.backup(str(Path(kept.name) / "data"))
        return kept

    def close(self) -> None:
        """Write out what is buffered, so that the next opening is quick, and let go of files and lock."""
        if not self.read_only:
            self.store.flush()
        self.store = Oxigraph()
        if self.lock is not None:
            self.lock.close()


def open_folder(path: Path, *, read_only: bool) -> Folder:
    """Open or make a store's folder, and lock it."""
    if read_only and not (path / "format.json").exists():
        msg = f"{path}: no store here; make one with `dateline ingest SOURCE --store {path}`"
        raise StoreError(msg)
    try:
        if not read_only:
            _make(path)
        _check_format(path)
        lock = _locked(path, read_only=read_only)
        return Folder(path, _oxigraph(path, read_only=read_only), lock, read_only)
    except PermissionError as error:
        raise StoreReadOnlyError(path, f"the folder cannot be written ({error.strerror})") from error
    except OSError as error:
        raise _open_error(path, error) from error


def _open_error(path: Path, error: OSError) -> StoreError:
    if error.errno == errno.EROFS:
        return StoreReadOnlyError(path, "the disk is read-only")
    if error.errno == errno.ENOSPC:
        return StoreFullError(path, "the disk is full")
    if "lock" in str(error).lower():
        return StoreLockedError(path)
    return StoreError(
        f"{path}: the store cannot be opened ({error}); restore it, or ingest into a new folder"
    )


def _make(path: Path) -> None:
    """Make an empty store, unless the folder is one; a folder of other things is left alone."""
    mark = path / "format.json"
    if mark.exists():
        return
    if path.exists() and not path.is_dir():
        msg = f"{path}: a file, not a store; choose another folder with --store PATH"
        raise StoreFormatError(msg)
    if path.exists() and not {entry.name for entry in path.iterdir()} <= {"lock", "data"}:
        msg = f"{path}: a folder of other files, not a store; choose another folder with --store PATH"
        raise StoreFormatError(msg)
    path.mkdir(parents=True, exist_ok=True)
    draft = path / f".format-{os.getpid()}"
    draft.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8", newline="\n")
    draft.replace(mark)


def _check_format(path: Path) -> None:
    try:
        found = json.loads((path / "format.json").read_text(encoding="utf-8"))["format"]
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{path}: format.json cannot be read; restore it, or ingest into a new folder"
        raise StoreFormatError(msg) from error
    if found != FORMAT:
        msg = (
            f"{path}: a store of format {found}, and this version reads format {FORMAT}; "
            "use the version that wrote it, or ingest the articles into a new folder"
        )
        raise StoreFormatError(msg)


def _locked(path: Path, *, read_only: bool) -> IO[bytes] | None:
    """Hold the folder: one process to write, or any number to read."""
    if sys.platform == "win32":  # RocksDB's own lock keeps a second writer out
        return None
    import fcntl  # noqa: PLC0415 - Windows has none

    mark = path / "lock"
    if read_only and not mark.exists() and not os.access(path, os.W_OK):
        return None
    lock = mark.open("rb" if read_only and mark.exists() else "ab")
    try:
        fcntl.flock(lock, (fcntl.LOCK_SH if read_only else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise StoreLockedError(path) from None
    return lock


def _oxigraph(path: Path, *, read_only: bool) -> Oxigraph:
    data = path / "data"
    if not read_only:
        for stale in path.glob(".snapshot-*"):
            shutil.rmtree(stale, ignore_errors=True)
        return Oxigraph(str(data))
    with contextlib.suppress(FileNotFoundError):
        if any(data.iterdir()):
            return Oxigraph.read_only(str(data))
    return Oxigraph()

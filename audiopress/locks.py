"""One process at a time: a lock on a file or a folder, which the system takes back when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from audiopress.errors import AudiopressError, LibraryError

LOOK: Final = 0.2
"""Seconds between two tries, where the system cannot wait by itself (Windows)."""
BESIDE: Final = ".lock"
"""The file in a folder that is locked in its place, where the system locks no folders (Windows, NFS)."""


@contextmanager
def alone(path: Path, *, error: type[AudiopressError] = LibraryError) -> Iterator[None]:
    """Waits until no other process holds the lock at `path`, and holds it; a file that is not there is made.

    A folder is locked itself, so that nothing is left in it. Raises `error`. Not to be begun again inside of itself.
    """
    try:
        handle = _held(path)
    except OSError as fault:
        raise error(f"cannot be locked: {fault.strerror}", where=str(path)) from None
    try:
        yield
    finally:
        os.close(handle)


def _held(path: Path) -> int:
    """The open file that is locked; closing it ends the lock."""
    if path.is_dir():
        with contextlib.suppress(OSError):
            return _locked(os.open(path, os.O_RDONLY))
        path /= BESIDE
    path.parent.mkdir(parents=True, exist_ok=True)
    return _locked(os.open(path, os.O_RDWR | os.O_CREAT, 0o644))


def _locked(handle: int) -> int:
    try:
        _hold(handle)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _hold(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(LOOK)
            else:
                return
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)

"""One process at a time: a file's lock, which the system takes back when its holder ends, however it ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from audiopress.errors import LibraryError

LOOK: Final = 0.2
"""Seconds between two tries, where the system cannot wait by itself (Windows)."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Waits until no other process holds the lock at `path`, and holds it. Raises LibraryError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise LibraryError(f"cannot be locked: {error.strerror}", where=str(path)) from None
    with file:
        _hold(file)
        yield


def _hold(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(LOOK)
            else:
                return
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)

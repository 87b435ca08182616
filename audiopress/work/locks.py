"""Locks on a file or a folder between processes; the system frees one when its holder ends, even by a crash."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from audiopress.errors import AudiopressError, LibraryError

BESIDE: Final = ".lock"
"""The file in a folder that is locked in its place, where the system locks no folders (Windows, NFS)."""


class Busy(Exception):
    """Somebody else holds it."""


@contextmanager
def alone(path: Path, *, wait: bool = True, error: type[AudiopressError] = LibraryError) -> Iterator[None]:
    """Waits until nobody else, process or thread, holds the lock at `path`, and holds it; a file is made where there is none.

    A folder is locked itself, so that nothing is left in it. Raises `error` where it cannot be locked, and Busy instead
    of waiting unless it is to `wait`. Not to be begun again inside of itself.
    """
    try:
        handle = _held(path, wait=wait)
    except OSError as fault:
        raise error(f"cannot be locked: {fault.strerror}", where=str(path)) from None
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def one_of_us(path: Path) -> Iterator[None]:
    """As `alone`, for work that may be done twice and should not: the file is gone afterwards.

    Where the disk knows no locks (some that are shared by machines), the work is done without one.
    """
    try:
        handle = _passing(path)
    except OSError:
        handle = -1
    try:
        yield
    finally:
        if handle >= 0:
            with contextlib.suppress(OSError):  # Windows removes no open file; pruning does, later
                path.unlink()
            os.close(handle)


def _held(path: Path, *, wait: bool) -> int:
    """The open file that is locked; closing it ends the lock. Raises Busy, OSError."""
    if path.is_dir():
        with contextlib.suppress(OSError):
            return _locked(os.open(path, os.O_RDONLY), wait=wait)
        path /= BESIDE
    return _locked(_opened(path), wait=wait)


def _passing(path: Path) -> int:
    """The same for a file that each holder removes: one that was waited for may be gone by then, and is no lock any more."""
    while True:
        handle = _locked(_opened(path), wait=True)
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)


def _locked(handle: int, *, wait: bool) -> int:
    from filelock import lock_descriptor

    try:
        if not lock_descriptor(handle, blocking=wait):
            raise Busy
    except BaseException:
        os.close(handle)
        raise
    return handle

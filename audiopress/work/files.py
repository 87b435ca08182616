"""Atomic writes: a file is written under another name beside its own, and renamed."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PART: Final = ".part"
"""How the name of a file that is being made ends; a sweep takes those whose makers were killed."""

_counter = itertools.count()


@contextmanager
def whole(path: Path, *, suffix: str = "", durable: bool = False, mode: int | None = None) -> Iterator[Path]:
    """The name of a file to write; at the end of the block it is at `path`, after an error there is nothing of it.

    `suffix` is for programs that go by how a name ends. `durable`: a power cut does not undo it. The folder of `path`
    is made. Raises OSError.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}-{next(_counter)}{suffix or PART}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield part
        if mode is not None:
            part.chmod(mode)
        if durable:
            _synced(part, os.O_RDWR)
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    if durable:
        with contextlib.suppress(OSError):  # not every system lets folders be synced
            _synced(path.parent, os.O_RDONLY)


def write(path: Path, data: bytes, *, durable: bool = False, mode: int | None = None) -> None:
    """Write a file whole or not at all. Raises OSError."""
    with whole(path, durable=durable, mode=mode) as part:
        part.write_bytes(data)


def _synced(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

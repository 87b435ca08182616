"""A lock that is a file, for processes that share a folder and perhaps not a machine.

The file names its holder. It is stale when the holder was on this machine and is gone, or when it is older than any
recording takes. Two that find it stale at once may both go on: they then record the same take twice, which costs time
and nothing else, because a take is put in its place by a rename.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

STALE: Final = 300.0
"""Seconds. A sentence of a slow neural voice takes some ten; a server that lets one wait is given up after 60."""
_POLL = 0.02, 0.5
"""Seconds between looks, first and at most."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Waits until the lock at `path` is free or stale, holds it, removes it."""
    token = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"
    wait = _POLL[0]
    while not (mine := _taken(path, token)):
        if stale(path):
            path.unlink(missing_ok=True)
            continue
        time.sleep(wait)
        wait = min(2 * wait, _POLL[1])
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            if path.stat().st_ino == mine:  # else it was found stale, and another one holds it now
                path.unlink()


def stale(path: Path) -> bool:
    """Whether the one who holds it cannot be at work any more."""
    try:
        age = time.time() - path.stat().st_mtime
    except OSError:
        return False
    if age > STALE:
        return True
    host, _, rest = _holder(path).partition(" ")
    number = rest.partition(" ")[0]
    # On Windows os.kill with 0 would end the process: there only age tells.
    if os.name != "posix" or host != socket.gethostname() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return _ended(int(number))


def _ended(pid: int) -> bool:
    """Whether a process has ended and only waits for its parent to ask how (Linux: state Z)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _taken(path: Path, token: str) -> int:
    """The number of the file that is the lock, or 0 where another one holds it."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _taken(path, token)
    except FileExistsError:
        return 0
    except PermissionError:
        if os.name == "nt":  # another one is removing it at this moment
            return 0
        raise
    try:
        os.write(handle, token.encode())
        return os.fstat(handle).st_ino or 1
    finally:
        os.close(handle)


def _holder(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""

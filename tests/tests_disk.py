"""A disk that nobody waits for: no test cuts the power, and what a killed process has written is the system's to keep."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import Any


def unhurried() -> None:
    """From here on nothing in this process waits until its files have reached the disk."""
    os.fsync = _unsynced
    sqlite3.connect = _connected


_connect = sqlite3.connect


def _unsynced(handle: Any) -> None:
    """What `os.fsync` does in memory."""


def _connected(*args: Any, **options: Any) -> Any:
    connection = _connect(*args, **options)
    # A damaged file says so here already; whoever opened it is told by what it asks.
    with contextlib.suppress(sqlite3.Error):
        connection.execute("PRAGMA synchronous = OFF").close()
    return connection

"""A machine for tests: nobody waits for its disk, and its ffmpeg is the same everywhere."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import imageio_ffmpeg

PATH_BEFORE = "AUDIOPRESS_TESTS_PATH"
"""Variable with PATH as it was when the tests were begun."""


@contextmanager
def own_ffmpeg() -> Iterator[None]:
    """The package's ffmpeg stands first on PATH, before the system's: `tests/system/test_ffmpeg.py` is about that one.

    So tests are of the same program on every machine; and it begins in a fifth of the time.
    """
    os.environ.setdefault(PATH_BEFORE, os.environ.get("PATH", os.defpath))
    before = os.environ[PATH_BEFORE]
    with TemporaryDirectory() as folder:
        if os.name == "posix":
            (Path(folder) / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
        os.environ["PATH"] = os.pathsep.join([folder, before])
        yield
        os.environ["PATH"] = before


def unhurried() -> None:
    """From here on nothing in this process waits until its files have reached the disk.

    No test cuts the power, and what a killed process has written is the system's to keep.
    """
    os.fsync = _unsynced
    sqlite3.connect = _connected


_connect = sqlite3.connect


def _unsynced(fd: Any) -> None:
    """What `os.fsync` does in memory."""


def _connected(*args: Any, **options: Any) -> Any:
    connection = _connect(*args, **options)
    # A damaged file says so here already; whoever opened it is told by what it asks.
    with contextlib.suppress(sqlite3.Error):
        connection.execute("PRAGMA synchronous = OFF").close()
    return connection

"""Voice files of the neural engines: where they lie, and what they hash to."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = "AUDIOPRESS_MODELS"
"""Environment: the folder of voice files; by default the user's own data folder."""


def folder() -> Path:
    """Where voice files lie that are named and not given by a path."""
    if named := os.environ.get(FOLDER):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "audiopress" / "models"


def find(model: str, suffix: str = "") -> Path | None:
    """The file of a model: a path, or a name in the folder, with or without its suffix; None where there is none."""
    for path in (Path(model).expanduser(), folder() / model):
        for each in (path, path.with_name(path.name + suffix)):
            if each.is_file():
                return each
    return None


def file_digest(path: Path) -> str:
    """SHA-256 of a file in hex, reckoned again only when its size or time of change is another."""
    stat = path.stat()
    return _digest(str(path), stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=64)
def _digest(path: str, _size: int, _changed: int) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

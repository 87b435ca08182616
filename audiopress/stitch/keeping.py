"""The cache of what stitching has worked out: facts about sounds, decoded music, encoded fragments.

`KEY[:2]/KEY.suffix`, every name the hash of all that its content depends on, every write a rename. Losing the cache
costs only time. What is used is marked as used, because pruning goes by that mark.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import time
from pathlib import Path
from typing import Any, Final

TOUCH: Final = 300.0
"""Seconds after which a used file is marked as used again."""

_counter = itertools.count()


def digest(*parts: bytes | str) -> str:
    """SHA-256 in hex of the parts."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass"))
        found.update(b"\0")
    return found.hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 in hex of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def place(cache: Path, key: str, suffix: str) -> Path:
    """Where a thing of that name lies, whether it is there or not."""
    return cache / key[:2] / f"{key}{suffix}"


def load(path: Path) -> Any:
    """What a file of `save_json` holds, or None where there is none that is as it was written; marks it as used."""
    try:
        seal, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal != digest(data).encode():
        return None
    touch(path)
    return json.loads(data)


def touch(path: Path) -> None:
    """Mark a file as used, unless it has been just now."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > TOUCH:
            os.utime(path)


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises OSError."""
    path.parent.mkdir(exist_ok=True)
    part = passing(path)
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def save_json(path: Path, value: object) -> None:
    """Write a value as JSON under the digest of it, which tells damage; arrays as lists. Raises OSError."""
    data = json.dumps(value, separators=(",", ":"), default=list).encode()
    save(path, digest(data).encode() + b"\n" + data)


def passing(path: Path) -> Path:
    """A name beside `path` for what is being made; pruning sweeps it up where its maker was killed."""
    return path.with_name(f"{path.name}.{os.getpid()}-{next(_counter)}.part")

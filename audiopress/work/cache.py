"""A cache of what can be made again: takes, facts about sounds, decoded music, fragments, pages, covers.

`KEY[:2]/KEY.suffix`, every name the hash of all that its content depends on, every write a rename: a reader never sees
half, and any number of processes may use it. Losing it costs only time. What is used is marked as used, because pruning
goes by that mark.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from audiopress.work.files import PART, write

TOUCH: Final = 300.0
"""Seconds after which a used file is marked as used again."""
LEFTOVER: Final = 3600.0
"""Seconds after which a file that a killed worker left half written is removed."""
PASSING: Final = frozenset({PART, ".lock"})
"""Files that are there only while something is made."""


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


def touch(path: Path) -> None:
    """Mark a file as used, unless it has been just now."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > TOUCH:
            os.utime(path)


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


def save_json(path: Path, value: object) -> None:
    """Write a value as JSON under the digest of it, which tells damage; arrays as lists. Raises OSError."""
    data = json.dumps(value, separators=(",", ":"), default=list).encode()
    write(path, digest(data).encode() + b"\n" + data)


# ---- how much there is, and less of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How much lies in a cache, or was removed from it."""

    files: int
    """What is kept under one name is one: a take is its frames with what is known about them."""
    bytes: int
    oldest: float = 0.0
    """Seconds since the least lately used was used; 0 where there is none."""


def usage(cache: Path) -> Usage:
    """How many things there are, their bytes, and how long the oldest has not been used."""
    return _sum(list(_stored(cache)))


def prune(
    cache: Path, *, older_than: timedelta | None = None, max_bytes: int | None = None, keep: float = 600.0
) -> Usage:
    """Removes what was not used for `older_than`, then the least lately used until `max_bytes` are left.

    What was used in the last `keep` seconds stays whatever is asked: an episode may be in the making. What is removed
    is returned; removing a take costs only the time to record it again.
    """
    now = time.time()
    found = sorted(_stored(cache))
    held = sum(size for _, size, _ in found)
    gone = []
    for used, size, paths in found:
        if now - used < keep:
            break
        too_old = older_than is not None and now - used > older_than.total_seconds()
        too_much = max_bytes is not None and held > max_bytes
        if too_old or too_much:
            for path in paths:  # the JSON before the frames, so that what is left half-way is no take
                path.unlink(missing_ok=True)
            held -= size
            gone.append((used, size, paths))
    _sweep(cache, now)
    return _sum(gone)


_Stored = tuple[float, int, tuple[Path, ...]]
"""When it was last used, its bytes, its files."""


def _stored(cache: Path) -> Iterator[_Stored]:
    groups: dict[Path, list[Path]] = {}
    for path in cache.rglob("*"):
        if path.suffix not in PASSING and path.is_file():
            groups.setdefault(path.with_suffix(""), []).append(path)
    for paths in groups.values():
        try:
            stats = [path.stat() for path in paths]
        except OSError:  # removed meanwhile
            continue
        yield max(stat.st_mtime for stat in stats), sum(stat.st_size for stat in stats), tuple(sorted(paths))


def _sum(found: list[_Stored]) -> Usage:
    oldest = time.time() - min(used for used, _, _ in found) if found else 0.0
    return Usage(files=len(found), bytes=sum(size for _, size, _ in found), oldest=oldest)


def _sweep(cache: Path, now: float) -> None:
    """Half-written files and locks of workers that were killed."""
    for path in cache.rglob("*"):
        with contextlib.suppress(OSError):
            if path.suffix in PASSING and now - path.stat().st_mtime > LEFTOVER:
                path.unlink()

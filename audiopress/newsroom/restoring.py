"""A backup read to its end, and made a newsroom again: nothing is changed before every byte of it was compared."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from audiopress.errors import LibraryError, Problem
from audiopress.newsroom.backups import AGAIN, EDITED, FORMAT, LIST, STATE, Backup, described
from audiopress.work.files import PART
from audiopress.workspace import SETTINGS

NAMED: Final = 5
"""Files that a message names."""


def check(path: Path) -> Backup:
    """What a backup holds, after every byte of it was read and compared. Raises LibraryError."""
    return _read(path, lambda _name, file: _digest(file, None))


def _read(path: Path, take: Callable[[str, IO[bytes]], list[Any]]) -> Backup:
    """Each file given to `take`, which returns its bytes and digest; then all of them held against the list."""
    found: dict[str, list[Any]] = {}
    head: dict[str, Any] | None = None
    with _told(path), path.open("rb") as opened, tarfile.open(fileobj=opened, mode="r|", bufsize=1 << 20) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isfile() else None
            if head is not None or file is None or member.name in found or not _safe(member.name):
                raise LibraryError(
                    f"is not a backup of a newsroom: {member.name!r} has no place in one", where=str(path)
                )
            if member.name == LIST:
                head = _head(file.read(), path)
            else:
                found[member.name] = take(member.name, file)
    if head is None:
        raise LibraryError("the backup breaks off", where=str(path), hint="take an older one, or copy it again")
    listed = head["files"]
    wrong = sorted(name for name in found.keys() | listed.keys() if found.get(name) != listed.get(name))
    if wrong:
        count = "one file is" if len(wrong) == 1 else f"{len(wrong)} files are"
        problems = [Problem(name, "is not what was backed up" if name in found else "is missing") for name in wrong]
        raise LibraryError(f"the backup is damaged: {count} not as listed", where=str(path), problems=problems[:NAMED])
    return described(path, head)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except tarfile.TarError as error:
        told = "the backup breaks off" if "unexpected end" in str(error) else f"is not a backup: {error}"
        raise LibraryError(told, where=str(path), hint="`audiopress backup FILE` makes one") from None
    except FileNotFoundError as error:
        if error.filename != str(path):
            raise
        raise LibraryError(
            "there is no such file", where=str(path), hint="`audiopress backup FILE` makes one"
        ) from None
    except IsADirectoryError:
        raise LibraryError("is a folder, not a backup", where=str(path)) from None


def _head(content: bytes, path: Path) -> dict[str, Any]:
    try:
        head: dict[str, Any] = json.loads(content)
        newer = head["format"] > FORMAT
        whole = isinstance(head["files"], dict) and datetime.fromisoformat(head["made"]).tzinfo is not None
    except (ValueError, KeyError, TypeError):
        whole, newer = False, False
    if newer:
        raise LibraryError("was made by a newer audiopress", where=str(path), hint="upgrade audiopress")
    if not whole:
        raise LibraryError("the backup is damaged: its list cannot be read", where=str(path))
    return head


def _digest(file: IO[bytes], out: IO[bytes] | None) -> list[Any]:
    """The bytes of a file and their SHA-256 in hex; written to `out` on the way."""
    size, digest = 0, hashlib.sha256()
    while data := file.read(1 << 20):
        size += len(data)
        digest.update(data)
        if out is not None:
            out.write(data)
    return [size, digest.hexdigest()]


def _safe(name: str) -> bool:
    """Whether a file of this name stays inside the newsroom."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and not re.search(r"[\0\\:]", name)


# ---- to have it back


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A newsroom that was made of a backup."""

    backup: Backup
    folder: Path
    aside: Path | None = None
    """Where what was there before lies now."""


def restore(path: Path, folder: Path, *, over: bool = False, now: datetime) -> Restored:
    """Make the folder the newsroom that is in the backup. Nothing is changed before all of it was read and checked.

    Raises LibraryError, also where there is a newsroom and it is not to be written `over`; what was there is then moved
    aside, and nothing of it is deleted.
    """
    there = [top for top in (SETTINGS, STATE, *EDITED) if (folder / top).exists()]
    if there and not over:
        raise LibraryError(
            f"there is a newsroom already: {', '.join(there)}",
            where=str(folder),
            hint="name an empty folder, or --over to move what is there aside",
        )
    aside = folder / f"before-restore-{now:%Y%m%d-%H%M%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _staged(folder) as stage:

            def take(name: str, file: IO[bytes]) -> list[Any]:
                out = stage / name
                out.parent.mkdir(parents=True, exist_ok=True)
                with out.open("xb") as opened:
                    return _digest(file, opened)

            backup = _read(path, take)
            _swap(stage, folder, aside)
    except OSError as error:
        raise LibraryError(
            f"cannot be restored: {error.strerror}",
            where=str(error.filename or folder),
            hint="make room, or name another folder; nothing was changed",
        ) from None
    return Restored(backup=backup, folder=folder, aside=aside if aside.exists() else None)


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A folder beside what it is to replace, on the same disk; gone at the end."""
    stage = folder / f".restore-{os.getpid()}{PART}"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(stage: Path, folder: Path, aside: Path) -> None:
    """What was read to its place, what is there aside; back again where that cannot be. Raises OSError."""
    done: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        done.append((source, target))

    try:
        new = sorted(source.name for source in stage.iterdir())
        for top in sorted({SETTINGS, STATE, *EDITED, *new}):
            if (folder / top).exists():
                move(folder / top, aside / top)
        for top in new:
            move(stage / top, folder / top)
        for name in sorted(AGAIN):
            # What is found by its content counts as before.
            if (old := aside / STATE / name).exists() and not (folder / STATE / name).exists():
                move(old, folder / STATE / name)
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        raise

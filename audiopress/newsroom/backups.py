"""A newsroom as one file: what cannot be made again, each file with its digest.

A tar that any program opens, written and read as a stream: memory does not grow with it. Its last member lists every
file's bytes and SHA-256, so that one which breaks off, or in which a byte was flipped, is noticed (`restoring`). A backup
that stood is replaced only by a whole one.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, cast

from audiopress import __version__
from audiopress.errors import LibraryError
from audiopress.newsroom.episode_files import FILE
from audiopress.work.files import PART, whole
from audiopress.workspace import SETTINGS, Workspace

LIST: Final = "audiopress-backup.json"
"""The last member."""
FORMAT: Final = 1
EDITED: Final = ("voices", "feeds", "models")
"""Folders of what a newsroom edits."""
STATE: Final = ".audiopress"
AGAIN: Final = frozenset(
    {"takes", "fragments", "pages", "locks", "clips", "publish/covers", "publish/pieces", "publish/documents"}
)
"""Of the state: what is made again by itself."""
SMALL: Final = 1 << 20
"""Bytes up to which a file is read at once, so that one that is replaced meanwhile is the old or the new one."""
TRIES: Final = 5
"""How often a folder is read that somebody writes meanwhile."""
MODE: Final = 0o600
"""Settings may hold a password."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup holds."""

    path: Path
    title: str
    made: datetime
    files: int
    bytes: int
    """Of the files."""
    episodes: int


def back_up(here: Workspace, path: Path, *, now: datetime, progress: Progress = lambda _done, _total: None) -> Backup:
    """Write a newsroom into the file at `path`, whole or not at all. Raises LibraryError."""
    try:
        with whole(path, durable=True, mode=MODE) as part, part.open("wb") as file:
            own = path.resolve()
            names = [name for name in kept(here) if (here.root / name).resolve() != own]
            listed: dict[str, list[Any]] = {}
            with tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT, bufsize=1 << 20) as tar:
                for _, group in groupby(names, key=lambda name: name.rpartition("/")[0]):
                    progress(len(listed), len(names))
                    for name, content in _together(here.root, list(group)):
                        _add(tar, here.root / name, name, content, listed)
                head = {
                    "format": FORMAT,
                    "audiopress": __version__,
                    "title": here.settings.title,
                    "made": now.isoformat(),
                    "files": listed,
                }
                content = json.dumps(head, ensure_ascii=False).encode()
                tar.addfile(_member(LIST, len(content), now.timestamp()), io.BytesIO(content))
            progress(len(names), len(names))
    except OSError as error:
        raise LibraryError(
            f"the backup cannot be written: {error.strerror}",
            where=str(error.filename or path),
            hint="make room, or give another file; a backup that was there before still is",
        ) from None
    return described(path, head)


def kept(here: Workspace) -> list[str]:
    """The names of the files that a backup has, relative to the newsroom: what people edit, then what was made."""
    tops = [SETTINGS, *EDITED]
    if here.settings.line_model:
        tops.append(here.settings.line_model)
    found = [name for top in tops for name in _files(here.root, top)]
    made = [name for name in _files(here.root, STATE) if not _again(name)]
    return list(dict.fromkeys(name for name in found + made if ".." not in PurePosixPath(name).parts))


def _files(root: Path, top: str) -> Iterator[str]:
    """Every file at or below `top`, links followed; hidden parts and locks left out."""
    if (root / top).is_file():
        yield PurePosixPath(top).as_posix()
        return
    seen: set[Path] = set()
    for folder, folders, names in os.walk(root / top, followlinks=True):
        real = Path(folder).resolve()
        if real in seen:  # a link that leads back up
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        relative = Path(folder).relative_to(root).as_posix()
        for name in sorted(names):
            if _wanted(Path(folder) / name):
                yield f"{relative}/{name}"


def _wanted(path: Path) -> bool:
    return not path.name.endswith((PART, ".lock")) and path.is_file()


def _again(name: str) -> bool:
    rest = name.removeprefix(f"{STATE}/")
    return rest.startswith("library.sqlite") or any(rest.startswith(f"{one}/") for one in AGAIN)


def _together(root: Path, names: list[str]) -> Iterator[tuple[str, bytes | None]]:
    """The files of a folder, and what is in the small ones, as they were at one instant.

    An episode is written as several files: it is read again where one of them was replaced meanwhile.
    """
    for _ in range(TRIES):
        before = _stamps(root, names)
        found = [(name, (root / name).read_bytes() if size <= SMALL else None) for name, (size, _) in before.items()]
        if _stamps(root, names) == before:
            break
    yield from found


def _stamps(root: Path, names: list[str]) -> dict[str, tuple[int, int]]:
    """Bytes and change of each file of the folder that is there, those among them that came meanwhile."""
    folder = names[0].rpartition("/")[0]
    now = [f"{folder}/{one.name}" for one in (root / folder).iterdir() if _wanted(one)] if folder else names
    found = {}
    for name in sorted(now):
        with contextlib.suppress(FileNotFoundError):
            stat = (root / name).stat()
            found[name] = stat.st_size, stat.st_mtime_ns
    return found


def _add(tar: tarfile.TarFile, path: Path, name: str, content: bytes | None, listed: dict[str, list[Any]]) -> None:
    """A file with its content; a large one is read as it is written, and never changes under its name."""
    with contextlib.ExitStack() as ending:
        read: IO[bytes] = io.BytesIO(content) if content is not None else ending.enter_context(path.open("rb"))
        size = len(content) if content is not None else os.fstat(read.fileno()).st_size
        counted = _Counted(read)
        tar.addfile(_member(name, size, path.stat().st_mtime), cast("IO[bytes]", counted))
    listed[name] = [size, counted.digest.hexdigest()]


def _member(name: str, size: int, changed: float) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, changed, 0o644
    return member


@dataclass(slots=True)
class _Counted:
    """A file whose digest is made as it is read."""

    file: IO[bytes]
    digest: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def described(path: Path, head: dict[str, Any]) -> Backup:
    """What the list of the backup at `path` says of it."""
    files = head["files"]
    return Backup(
        path=path,
        title=str(head.get("title", "")),
        made=datetime.fromisoformat(head["made"]),
        files=len(files),
        bytes=sum(size for size, _ in files.values()),
        episodes=sum(PurePosixPath(name).name == FILE for name in files),
    )

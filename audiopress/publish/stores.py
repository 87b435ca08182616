"""Where the public files go: a directory, a bucket (`buckets`), or what a plug-in brings (docs/plugins.md).

A store writes a file whole or not at all. `put` of the feed names the tag of the feed it replaces, so that of two
publishers at once the later one is told (`Conflict`) instead of taking back what the first one added.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final, Protocol, Self

from audiopress.config import store_faults
from audiopress.doors import STORES, Option
from audiopress.errors import AudiopressError, ConfigError, Problem, PublishError
from audiopress.model import Settings
from audiopress.work.files import whole
from audiopress.work.locks import alone

ABSENT: Final = ""
"""The tag to match where nothing may be there yet."""
MODE: Final = 0o644


class Conflict(PublishError):
    """Somebody else wrote the feed in the meantime."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What a store knows of a file without reading it."""

    size: int
    tag: str
    """Changes with the content; empty where the store would have to read the file."""


class Store(Protocol):
    """Where public files go. Names are relative, with slashes. Every method raises PublishError."""

    def list(self, prefix: str) -> dict[str, StoredFile]:
        """Every file whose name begins with `prefix`."""

    def get(self, name: str) -> tuple[bytes, str] | None:
        """A file's content and tag, or None."""

    def put(self, name: str, content: bytes | Path, *, match: str | None = None) -> None:
        """Write a file whole; with `match`, only over a file of that tag (`ABSENT`: only where there is none)."""

    def delete(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""

    def same(self, name: str, entry: StoredFile, content: bytes) -> bool:
        """Whether the file listed as `entry` holds `content`."""


class StoreKind(Store, Protocol):
    """A class of stores: how audiopress.toml speaks of one. Subclass it; what has a body here is the plain case.

    `audiopress.publish.contract` tests the rest.
    """

    options: ClassVar[Mapping[str, Option]] = {}
    """What `[store]` may hold beside `kind`; anything else is refused with its line."""

    @classmethod
    def opened(cls, options: Mapping[str, Any], *, settings: Settings, folder: Path) -> Self:
        """The store of a newsroom in `folder`; `options` are its `[store]`, which has been held against the class's."""
        del settings, folder
        opening: Callable[..., Self] = cls
        return opening(**options)

    @classmethod
    def lacking(cls, options: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """What it needs of this machine and does not find, each with what to do; told by `audiopress check`. Quick."""
        del options
        return ()

    def same(self, name: str, entry: StoredFile, content: bytes) -> bool:
        """Whether the file listed as `entry` holds `content`: it is read, unless its size says so already."""
        if entry.size != len(content):
            return False
        there = self.get(name)
        return there is not None and there[0] == content


def open_store(settings: Settings, folder: Path) -> Store:
    """The store that audiopress.toml names; a directory's path is relative to the newsroom's folder.

    Raises ConfigError for a `[store]` that does not fit its kind, PublishError for a plug-in that cannot be used.
    """
    if faults := list(store_faults(settings.store)):
        told = [Problem(".".join(map(str, where)), message, hint) for where, message, hint in faults]
        raise ConfigError("the store cannot be opened", where=str(folder), problems=told)
    kind = store_kind(settings)
    try:
        return kind.opened(options_of(settings), settings=settings, folder=folder)
    except AudiopressError:
        raise
    except Exception as error:  # a plug-in may fail in any way
        raise PublishError(
            _fails(kind, error), hint="mend the plug-in, or look at [store] in audiopress.toml"
        ) from error


def store_kind(settings: Settings) -> type[StoreKind]:
    """The class of the store that audiopress.toml names. Raises UnknownName, PublishError."""
    found: type[StoreKind] = STORES.load(str(settings.store.get("kind", "directory")))
    return found


def options_of(settings: Settings) -> dict[str, Any]:
    """`[store]` without its kind."""
    return {key: value for key, value in settings.store.items() if key != "kind"}


def store_lacks(settings: Settings) -> list[tuple[str, str]]:
    """What the newsroom's store needs of this machine and does not find, each with what to do."""
    kind = store_kind(settings)
    try:
        return [*kind.lacking(options_of(settings))]
    except Exception as error:  # noqa: BLE001 - a plug-in may fail in any way
        return [(_fails(kind, error), "mend the plug-in")]


def _fails(kind: type[StoreKind], error: Exception) -> str:
    told = " ".join(str(error).split())
    return f"the store {kind.__module__}:{kind.__qualname__} cannot be opened: {type(error).__name__}: {told}"


# ---- a directory


def _walk(folder: Path, name: str) -> Iterator[tuple[str, int]]:
    """Every file under a folder that is called `name` in the store, with its bytes; nothing where there is no such folder."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{name}{entry.name}/")
        elif entry.is_file(follow_symlinks=False):
            # What another process took away in between is not there.
            with contextlib.suppress(FileNotFoundError):
                yield f"{name}{entry.name}", entry.stat(follow_symlinks=False).st_size


@dataclass(frozen=True, slots=True)
class Directory(StoreKind):
    """A folder, as a web server shows it. A file appears whole: written beside its place, synced, renamed into it."""

    options: ClassVar[Mapping[str, Option]] = {"path": Option("the folder; else the one that `public` names")}

    path: Path

    @classmethod
    def opened(cls, options: Mapping[str, Any], *, settings: Settings, folder: Path) -> Directory:
        """The folder of `path`, else the newsroom's public one."""
        return cls(folder / str(options.get("path") or settings.public))

    def list(self, prefix: str) -> dict[str, StoredFile]:
        """Every file under `prefix`; what a killed run left half-written is among them."""
        with _told("cannot be read", self.path):
            top = self.path / prefix.rpartition("/")[0]
            found = dict(_walk(top, f"{prefix.rpartition('/')[0]}/".lstrip("/")))
        return {name: StoredFile(found[name], "") for name in sorted(found) if name.startswith(prefix)}

    def get(self, name: str) -> tuple[bytes, str] | None:
        """A file's content and digest."""
        path = self._place(name)
        with _told("cannot be read", path):
            try:
                content = path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None
        return content, hashlib.sha256(content).hexdigest()

    def put(self, name: str, content: bytes | Path, *, match: str | None = None) -> None:
        """Write a file whole."""
        path = self._place(name)
        if match is None:
            self._put(path, content)
            return
        with _told("cannot be written", path):
            self.path.mkdir(parents=True, exist_ok=True)
        # Looked at and written over by one process at a time, or two would both find what they expect.
        with alone(self.path, error=PublishError):
            there = self.get(name)
            if (there[1] if there else ABSENT) != match:
                raise conflict(str(path))
            self._put(path, content)

    def _put(self, path: Path, content: bytes | Path) -> None:
        with _told("cannot be written", path), whole(path, durable=True, mode=MODE) as part:
            if isinstance(content, Path):
                shutil.copyfile(content, part)
            else:
                part.write_bytes(content)

    def delete(self, name: str) -> None:
        """Remove a file, and the folders that it leaves empty."""
        path = self._place(name)
        with _told("cannot be deleted", path):
            path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.path:
                break
            try:
                folder.rmdir()
            except OSError:
                break

    def _place(self, name: str) -> Path:
        if name.startswith("/") or any(part in {"", ".", ".."} for part in name.split("/")):
            raise PublishError(f"not a name of a public file: {name!r}")
        return self.path / name


@contextlib.contextmanager
def _told(what: str, path: Path) -> Iterator[None]:
    """An OSError as a message of one line that says what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PublishError(f"{what}: {reason}", where=str(error.filename or path), hint=_remedy(error.errno)) from None


def _remedy(number: int | None) -> str:
    if number in {errno.ENOSPC, errno.EDQUOT}:
        return "the old feed still stands; make room and publish again"
    if number in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "the old feed still stands; let audiopress write there, or choose another folder with public = in audiopress.toml"
    return "the old feed still stands"


def conflict(where: str) -> Conflict:
    """What the later one of two publishers is told."""
    return Conflict(
        "the feed was written by somebody else in the meantime",
        where=where,
        hint="nothing was taken back; publish again",
    )

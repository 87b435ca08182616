"""Episode <-> episode.json: the truth that the library is an index of. Paths stand relative to the file's folder."""

from __future__ import annotations

import dataclasses
import json
import math
import os
import textwrap
import typing
from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Final

from audiopress.errors import LibraryError
from audiopress.model import Episode
from audiopress.work import files

FILE: Final = "episode.json"
STATES: Final = frozenset({"draft", "published", "withdrawn"})
SHOWN: Final = 200
"""Letters of what a reader says that are told."""


def dump(episode: Episode, folder: Path) -> str:
    """The text of episode.json for an episode whose files lie in `folder`; the same episode gives the same bytes."""
    return json.dumps(_plain(episode, folder), ensure_ascii=False, indent=1) + "\n"


def load(path: Path) -> Episode:
    """The episode in an episode.json, which lies in SHOW/ID. Raises LibraryError naming the file and what is wrong in it."""
    hint = f"restore it from a backup, or move {path.parent.name} out of {path.parent.parent}: then it was never made"
    try:
        table = json.loads(path.read_bytes())
        episode: Episode = _reader(Episode)(table, path.parent)
        _check(episode, path)
    except OSError as error:
        raise LibraryError(f"cannot be read: {error.strerror}", where=str(path), hint=hint) from None
    except RecursionError:
        raise LibraryError("is not an episode: nested too deeply", where=str(path), hint=hint) from None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        told = textwrap.shorten(str(error), SHOWN, placeholder=" …")
        raise LibraryError(f"is not an episode: {told}", where=str(path), hint=hint) from None
    return episode


def _check(episode: Episode, path: Path) -> None:
    """Raises ValueError where the episode cannot be told to listeners, or is that of another folder."""
    if (episode.show, episode.id) != (path.parent.parent.name, path.parent.name):
        raise ValueError(f"it is that of {episode.show}/{episode.id}")
    if episode.state not in STATES:
        raise ValueError(f"its state cannot be {episode.state!r}")
    numbers = [episode.enclosure.seconds, *(n for mark in episode.chapters for n in (mark.start, mark.end))]
    numbers += [n for segment in episode.transcript for n in (segment.start, segment.end)]
    if not all(map(math.isfinite, numbers)):
        raise ValueError("a time in it is not a number")


def write(episode: Episode, folder: Path, *, script: str = "") -> None:
    """Put episode.json (and script.txt) into `folder`, each whole or not at all. Raises LibraryError."""
    try:
        if script:
            files.write(folder / "script.txt", script.encode("utf-8", "replace"), durable=True)
        files.write(folder / FILE, dump(episode, folder).encode("utf-8", "replace"), durable=True)
    except OSError as error:
        raise LibraryError(
            f"cannot be written: {error.strerror}", where=str(folder), hint="make room or choose another --newsroom"
        ) from None


_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


def _plain(value: Any, folder: Path) -> Any:
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if dataclasses.is_dataclass(kind):
        return {name: _plain(getattr(value, name), folder) for name in _names(typing.cast("Hashable", kind))}
    if isinstance(value, Path):
        return os.path.relpath(value, folder).replace(os.sep, "/")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one, folder) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one, folder) for key, one in sorted(value.items())}
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


Reader = Callable[[Any, Path], Any]
"""What makes a value of plain JSON, with the folder that paths are relative to."""


@cache
def _reader(hint: Any) -> Reader:
    """The reader of a type, worked out once: an episode holds ten thousand words."""
    if isinstance(hint, UnionType):
        left = [arm for arm in typing.get_args(hint) if arm is not type(None)]
        inner = _as_it_is if len(left) > 1 else _reader(left[0])
        return lambda plain, folder: None if plain is None else inner(plain, folder)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _record(hint)
    if hint is Path:
        return _path
    if hint is datetime:
        return lambda plain, _: _moment(plain)
    if typing.get_origin(hint) is tuple:
        each = _reader(typing.get_args(hint)[0])
        listed = _checked(list)
        return lambda plain, folder: tuple(each(one, folder) for one in listed(plain, folder))
    if typing.get_origin(hint) is Mapping:
        return _checked(dict)
    if hint is float:
        return lambda plain, _: float(plain)
    return _checked(hint) if hint in {str, int, bool} else _as_it_is


def _record(kind: type) -> Reader:
    """A key that the type does not have is passed over, one it needs is missed."""
    known = {name: _reader(hint) for name, hint in typing.get_type_hints(kind).items()}

    def read(plain: Any, folder: Path) -> Any:
        return kind(**{key: known[key](one, folder) for key, one in plain.items() if key in known})

    return read


def _checked(kind: type) -> Reader:
    def read(plain: Any, _: Path) -> Any:
        if not isinstance(plain, kind):
            raise TypeError(f"expected {kind.__name__}, got {plain!r}")
        return plain

    return read


def _path(plain: Any, folder: Path) -> Path:
    if "\0" in plain:
        raise ValueError("a file's name has a null byte")
    return Path(os.path.normpath(folder / plain))


def _moment(plain: Any) -> datetime:
    """Every instant has its zone: without one it cannot be set beside the others."""
    found = datetime.fromisoformat(plain)
    if found.tzinfo is None:
        raise ValueError(f"{plain!r} names no time zone")
    return found


def _as_it_is(plain: Any, _: Path) -> Any:
    return plain

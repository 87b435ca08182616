"""Episode <-> episode.json: the truth that the library is an index of. Paths stand relative to the file's folder."""

from __future__ import annotations

import dataclasses
import json
import os
import typing
from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Final

from audiopress.errors import LibraryError
from audiopress.model import Episode

FILE: Final = "episode.json"


def dump(episode: Episode, folder: Path) -> str:
    """The text of episode.json for an episode whose files lie in `folder`; the same episode gives the same bytes."""
    return json.dumps(_plain(episode, folder), ensure_ascii=False, indent=1) + "\n"


def load(path: Path) -> Episode:
    """The episode in an episode.json. Raises LibraryError naming the file and what is wrong in it."""
    try:
        table = json.loads(path.read_bytes())
        episode: Episode = _value(Episode, table, path.parent)
    except OSError as error:
        raise LibraryError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise LibraryError(f"is not an episode: {error}", where=str(path), hint="restore it from a backup") from None
    return episode


def write(episode: Episode, folder: Path, *, script: str = "") -> None:
    """Put episode.json (and script.txt) into `folder`, each whole or not at all. Raises LibraryError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if script:
            _replace(folder / "script.txt", script)
        _replace(folder / FILE, dump(episode, folder))
    except OSError as error:
        raise LibraryError(
            f"cannot be written: {error.strerror}", where=str(folder), hint="make room or choose another --newsroom"
        ) from None


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with part.open("w", encoding="utf-8", errors="replace") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _plain(value: Any, folder: Path) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), folder) for field in dataclasses.fields(value)}
    if isinstance(value, Path):
        return os.path.relpath(value, folder).replace(os.sep, "/")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one, folder) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one, folder) for key, one in sorted(value.items())}
    return value


def _value(hint: Any, plain: Any, folder: Path) -> Any:
    """The value of type `hint`; a key that the type does not have is passed over, one it needs is missed."""
    if isinstance(hint, UnionType):
        arms = typing.get_args(hint)
        if plain is None and type(None) in arms:
            return None
        left = [arm for arm in arms if arm is not type(None)]
        return plain if len(left) > 1 else _value(left[0], plain, folder)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        known = _hints(hint)
        return hint(**{key: _value(known[key], one, folder) for key, one in plain.items() if key in known})
    if hint is Path:
        return Path(os.path.normpath(folder / plain))
    if hint is datetime:
        return datetime.fromisoformat(plain)
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, one, folder) for one in plain)
    if hint is float:
        return float(plain)
    if hint in {str, int, bool} and not isinstance(plain, hint):
        raise TypeError(f"expected {hint.__name__}, got {plain!r}")
    return plain


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)

"""Episode <-> episode.json: the truth that the library is an index of. Paths stand relative to the file's folder.

A file says which `schema` it has; one without is of the first. Older ones are brought up to date as they are read, one
schema after the other, and keep their bytes until the episode is written again.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import math
import os
import textwrap
import typing
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Final, NamedTuple

from audiopress.errors import LibraryError
from audiopress.model import OF_EPISODES, Article, Change, Episode, Place
from audiopress.work import files

FILE: Final = "episode.json"
PLACES: Final = "places.json"
"""Where the lines of script.txt stand in the articles."""
ARTICLES: Final = "articles.json"
"""The articles that an episode was made of, those first that it tells, then those that it had no room for."""
EDITIONS: Final = "editions.jsonl"
"""In a show's folder: every change of its editions, one a line."""
SCHEMA: Final = 3
"""Of the files that are written: 2 has each sentence's story, paragraph, kind and written form; 3 the history."""
SILENCE: Final = 0.45
"""Seconds between two sentences from which a paragraph began, in episodes that do not tell: half-way between the pauses
of a sentence and of a paragraph as they were shipped then."""
SHOWN: Final = 200
"""Letters of what a reader says that are told."""


def dump(episode: Episode, folder: Path) -> str:
    """The text of episode.json for an episode whose files lie in `folder`; the same episode gives the same bytes."""
    return json.dumps({"schema": SCHEMA} | _plain(episode, folder), ensure_ascii=False, indent=1) + "\n"


def dump_head(episode: Episode, folder: Path) -> str:
    """The episode without its transcript, as the library's database keeps it."""
    return json.dumps(_plain(dataclasses.replace(episode, transcript=()), folder), ensure_ascii=False)


def load_head(text: str, folder: Path) -> Episode:
    """The episode without its transcript. Raises ValueError, TypeError or KeyError where the text is none."""
    episode: Episode = _reader(Episode)(json.loads(text), folder)
    return episode


def load(path: Path) -> Episode:
    """The episode in an episode.json, which lies in SHOW/ID. Raises LibraryError naming the file and what is wrong in it."""
    return parse(read(path)[0], path)


def read(path: Path) -> tuple[bytes, Stamp]:
    """The content of an episode.json, with its stamp. Raises LibraryError."""
    try:
        with path.open("rb") as file:
            stat = os.fstat(file.fileno())
            return file.read(), Stamp(stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise LibraryError(f"cannot be read: {error.strerror}", where=str(path), hint=_way_out(path)) from None


def parse(content: bytes, path: Path) -> Episode:
    """The episode in the content of an episode.json that lies at `path`. Raises LibraryError."""
    hint = _way_out(path)
    try:
        table = _current(json.loads(content))
        episode: Episode = _reader(Episode)(table, path.parent)
        _check(episode, path)
    except NewerError as error:
        raise LibraryError(str(error), where=str(path), hint="upgrade audiopress") from None
    except RecursionError:
        raise LibraryError("is not an episode: nested too deeply", where=str(path), hint=hint) from None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        told = textwrap.shorten(str(error), SHOWN, placeholder=" …")
        raise LibraryError(f"is not an episode: {told}", where=str(path), hint=hint) from None
    return episode


def _way_out(path: Path) -> str:
    return f"restore it from a backup, or move {path.parent.name} out of {path.parent.parent}: then it was never made"


class NewerError(ValueError):
    """A file of a schema that is not known yet."""


def _current(table: Any) -> Any:
    """A file's table as one of today's schema. Raises NewerError, and as the table's faults do."""
    schema = table.get("schema", 1)
    if not isinstance(schema, int) or schema < 1:
        raise ValueError(f"its schema cannot be {schema!r}")
    if schema > SCHEMA:
        raise NewerError("was made by a newer audiopress")
    for migrate in MIGRATIONS[schema - 1 :]:
        table = migrate(table)
    return table


def _with_paragraphs(table: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 told no paragraphs: they are where it was silent for long, whatever the show's pauses are today."""
    segments: list[dict[str, Any]] = []
    paragraph, end = 0, 0.0
    for one in table.get("transcript", []):
        paragraph += bool(segments) and one["start"] - end >= SILENCE
        end = one["end"]
        kind = "headline" if one.get("role") == "headline" else "text"
        segments.append({**one, "paragraph": paragraph, "kind": kind})
    return {**table, "transcript": segments}


def _with_history(table: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 told only what became of it in the end."""
    return {"history": [], **table}


MIGRATIONS: Final[tuple[Callable[[dict[str, Any]], dict[str, Any]], ...]] = (_with_paragraphs, _with_history)
"""From each schema to the next, the first to the second."""


def _check(episode: Episode, path: Path) -> None:
    """Raises ValueError where the episode cannot be told to listeners, or is that of another folder."""
    if (episode.show, episode.id) != (path.parent.parent.name, path.parent.name):
        raise ValueError(f"it is that of {episode.show}/{episode.id}")
    if episode.state not in OF_EPISODES:
        raise ValueError(f"its state cannot be {episode.state!r}")
    numbers = [episode.enclosure.seconds, *(n for mark in episode.chapters for n in (mark.start, mark.end))]
    numbers += [n for segment in episode.transcript for n in (segment.start, segment.end)]
    if not all(map(math.isfinite, numbers)):
        raise ValueError("a time in it is not a number")


class Stamp(NamedTuple):
    """What says that a file is the one that was read: when it was written, in ns, and its bytes."""

    changed: int
    size: int


def write(
    episode: Episode,
    folder: Path,
    *,
    script: str = "",
    places: Mapping[int, Place] | None = None,
    articles: Sequence[Article] = (),
) -> tuple[bytes, Stamp]:
    """Put episode.json into `folder`, whole or not at all; before it script.txt with its `places`, and the articles.

    Raises LibraryError.

    Returns what was written into episode.json, and its stamp.
    """
    try:
        if script:
            from audiopress.script import dump_places

            _written(folder / "script.txt", script)
            _written(folder / PLACES, dump_places(places or {}, script))
        if articles:
            _written(folder / ARTICLES, json.dumps([_plain(one, folder) for one in articles], ensure_ascii=False))
        text = dump(episode, folder)
        return text.encode("utf-8", "replace"), _written(folder / FILE, text)
    except OSError as error:
        raise LibraryError(
            f"cannot be written: {error.strerror}", where=str(folder), hint="make room or choose another --newsroom"
        ) from None


def articles(folder: Path) -> tuple[Article, ...]:
    """What the episode in `folder` was made of; nothing where that is not known (made of a script, or long ago)."""
    try:
        return tuple(_reader(Article)(one, folder) for one in json.loads((folder / ARTICLES).read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()


# ---- the changes of editions


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EditionNote:
    """A change of an edition, as a line of EDITIONS."""

    due: datetime
    change: Change
    tries: int = 1


def note(folder: Path, one: EditionNote) -> None:
    """Add a line to what is known of the editions of the show in `folder`. Raises LibraryError."""
    line = json.dumps(_plain(one, folder), ensure_ascii=False) + "\n"
    path = folder / EDITIONS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # One write to a file that is open for appending: lines of two processes never mix.
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, line.encode("utf-8", "replace"))
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise LibraryError(f"cannot be written: {error.strerror}", where=str(path), hint="make room") from None


def notes(folder: Path) -> list[EditionNote]:
    """Every change of the editions of the show in `folder`, in their order; a line that is none is passed over."""
    found: list[EditionNote] = []
    try:
        lines = (folder / EDITIONS).read_bytes().splitlines()
    except OSError:  # none of them was without an episode yet
        return found
    for line in lines:
        # The last one of a machine that lost its power may be cut short.
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            found.append(_reader(EditionNote)(json.loads(line), folder))
    return found


def _written(path: Path, text: str) -> Stamp:
    """A file in its place, whole or not at all, and its stamp."""
    with files.whole(path, durable=True) as part:
        part.write_bytes(text.encode("utf-8", "replace"))
        stat = part.stat()
    return Stamp(stat.st_mtime_ns, stat.st_size)


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

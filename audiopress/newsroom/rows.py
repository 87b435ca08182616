"""An episode in short: the rows that the library's database keeps of it, made from its episode.json.

Three tables, by who asks: `episode` is what is listed and looked up, `telling` what says whether an article was told
already, `head` the whole episode without its transcript, for feeds and pages. A row carries its file's stamp, so that a
file that was changed is noticed, and a sum, so that a row that was damaged is.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from audiopress.model import Episode, Story
from audiopress.newsroom import episode_files
from audiopress.newsroom.episode_files import Stamp
from audiopress.newsroom.fingerprints import pack, plain, prints, unpack

TABLES: Final = """
    CREATE TABLE episode (
        show TEXT NOT NULL, id TEXT NOT NULL, changed INTEGER NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL,
        guid TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL, state TEXT NOT NULL, revision INTEGER NOT NULL,
        published TEXT NOT NULL, updated TEXT NOT NULL, edition TEXT NOT NULL, script TEXT NOT NULL,
        content TEXT NOT NULL, asked TEXT NOT NULL, file TEXT NOT NULL, seconds REAL NOT NULL, bytes INTEGER NOT NULL,
        loudness REAL NOT NULL, true_peak REAL NOT NULL, voices TEXT NOT NULL, sum INTEGER NOT NULL,
        PRIMARY KEY (show, id)
    ) STRICT;
    CREATE TABLE telling (
        show TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, stories TEXT NOT NULL, prints BLOB NOT NULL,
        sum INTEGER NOT NULL, PRIMARY KEY (show, id)
    ) STRICT;
    CREATE TABLE head (
        show TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, head TEXT NOT NULL, sum INTEGER NOT NULL,
        PRIMARY KEY (show, id)
    ) STRICT;
"""
SHORT: Final = (
    "show, id, changed, size, digest, guid, title, language, state, revision, published, updated, edition, script,"
    " content, asked, file, seconds, bytes, loudness, true_peak, voices"
)
TELLING: Final = "show, id, digest, stories, prints"
HEAD: Final = "show, id, digest, head"
Name = tuple[str, str]
"""Show and id."""
State = tuple[str, int, int]
"""The id of an episode, and its file's Stamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is listed of an episode."""

    show: str
    id: str
    stamp: Stamp
    digest: str
    """Of its episode.json."""
    guid: str
    title: str
    language: str
    state: str
    revision: int
    published: datetime
    updated: datetime
    edition: str
    script: str
    """Digest of its script."""
    content: str
    """Digest of its articles, or empty."""
    asked: str
    """Digest of what was asked for, or empty."""
    file: str
    """Its sound, an absolute path."""
    seconds: float
    bytes: int
    loudness: float
    true_peak: float
    voices: tuple[str, ...]


class Member(NamedTuple):
    """What says where an episode stands in its show's feed: a Row is three times as dear, and of ten thousand all are asked."""

    show: str
    id: str
    digest: str
    """Of its episode.json."""
    guid: str
    state: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What an episode tells: its stories, and the fingerprints of its words, sorted."""

    stories: tuple[Story, ...]
    prints: Collection[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeEntry:
    """Everything that is kept of an episode, as the values of its rows."""

    short: tuple[Any, ...]
    telling: tuple[Any, ...]
    head: tuple[Any, ...]


def scan(folder: Path, show: str | None = None) -> dict[Name, Stamp]:
    """Every episode.json under the folder by show and id, with its stamp; none is opened."""
    shows = [show] if show else _folders(str(folder))
    return {(one, name): Stamp(changed, size) for one in shows for name, changed, size in file_states(folder, one)}


def file_states(folder: Path, show: str, apart: AbstractSet[str] = frozenset()) -> list[State]:
    """The state of every episode.json of a show, but of the episodes that are left `apart`."""
    found = []
    for name in _folders(f"{folder}/{show}"):
        if name in apart:
            continue
        try:  # the quickest of all ways: there may be ten thousand of them, and every edition asks a few times
            stat = os.stat(f"{folder}/{show}/{name}/{episode_files.FILE}")  # noqa: PTH116
        except OSError:
            continue
        found.append((name, stat.st_mtime_ns, stat.st_size))
    return found


def _folders(path: str) -> list[str]:
    try:
        return sorted(os.listdir(path))  # noqa: PTH208, names are all that is asked
    except OSError:  # not there, or not a folder: nothing is kept in it
        return []


def read(folder: Path, name: Name) -> EpisodeEntry:
    """The rows of an episode from its file. Raises LibraryError."""
    path = folder / name[0] / name[1] / episode_files.FILE
    content, stamp = episode_files.read(path)
    return entry(episode_files.parse(content, path), content, stamp, path.parent)


def read_short(folder: Path, name: Name) -> tuple[Any, ...]:
    """The values that are listed of an episode, from its file: no fingerprint is made. Raises LibraryError."""
    path = folder / name[0] / name[1] / episode_files.FILE
    content, stamp = episode_files.read(path)
    return _short(episode_files.parse(content, path), content, stamp, path.parent)


def entry(episode: Episode, content: bytes, stamp: Stamp, folder: Path) -> EpisodeEntry:
    """The rows of an episode whose files lie in `folder`; `content` is that of its episode.json."""
    short = _short(episode, content, stamp, folder)
    said = plain(" ".join(segment.body for segment in episode.transcript))
    stories = [
        [s.source, s.headline, list(s.authors), s.published and s.published.isoformat()] for s in episode.stories
    ]
    name = (episode.show, episode.id, short[4])
    return EpisodeEntry(
        short=short,
        telling=(*name, json.dumps(stories, ensure_ascii=False), pack(prints(said))),
        head=(*name, episode_files.dump_head(episode, folder)),
    )


def _short(episode: Episode, content: bytes, stamp: Stamp, folder: Path) -> tuple[Any, ...]:
    """The values of SHORT."""
    sound, record = episode.enclosure, episode.record
    return (
        episode.show,
        episode.id,
        stamp.changed,
        stamp.size,
        hashlib.sha256(content).hexdigest(),
        episode.guid,
        episode.title,
        episode.language,
        episode.state,
        episode.revision,
        episode.published.isoformat(),
        episode.updated.isoformat(),
        episode.edition,
        *(str(record.get(key, "")) for key in ("script", "content", "asked")),
        os.path.relpath(sound.path, folder),
        float(sound.seconds),
        sound.bytes,
        float(sound.loudness),
        float(sound.true_peak),
        json.dumps(episode.voices, ensure_ascii=False),
    )


def write(db: sqlite3.Connection, entries: Iterable[EpisodeEntry]) -> None:
    """Put rows into the database, over older ones of the same episodes.

    An episode with a number or a letter that SQLite has no room for is left out: it is read from its file each time.
    """
    for one in entries:
        try:
            for table, columns, values in _values(one):
                marks = ", ".join("?" * (len(values) + 1))
                row = (*values, _sum(values))
                db.execute(f"INSERT OR REPLACE INTO {table} ({columns}, sum) VALUES ({marks})", row)  # noqa: S608
        except (OverflowError, UnicodeError, sqlite3.IntegrityError):
            forget(db, [(one.short[0], one.short[1])])


def _values(one: EpisodeEntry) -> tuple[tuple[str, str, tuple[Any, ...]], ...]:
    return ("episode", SHORT, one.short), ("telling", TELLING, one.telling), ("head", HEAD, one.head)


FEW: Final = 100
"""Episodes that are asked for one by one; of more, all of the show's are read in one go."""
_NEVER: Final = "~"
"""Behind every date."""


def forget(db: sqlite3.Connection, names: Iterable[Name]) -> None:
    """Take the rows of episodes out whose files are gone."""
    for name in names:
        for table in ("episode", "telling", "head"):
            db.execute(f"DELETE FROM {table} WHERE show = ? AND id = ?", name)  # noqa: S608


def shorts(db: sqlite3.Connection, show: str | None) -> dict[Name, tuple[Any, ...]]:
    """The values of the rows of a show's episodes, or of all; a damaged row is left out."""
    rows = _select(db, "episode", SHORT, show)
    return {(values[0], values[1]): values for values in rows}


def newest(
    db: sqlite3.Connection, *, show: str = "", states: Collection[str] = (), since: str = "", limit: int = 50
) -> Iterator[tuple[Any, ...]]:
    """The values of the latest episodes, the newest first: of a show, in some states, that appeared `since` (ISO, UTC)."""
    marks = ", ".join("?" * len(states))
    where = f"? IN ('', show) AND published >= ? AND (? OR state IN ({marks}))"
    question = f"SELECT {SHORT}, sum FROM episode WHERE {where} ORDER BY published DESC, id DESC LIMIT ?"  # noqa: S608
    for row in db.execute(question, (show, since, not states, *states, limit)):
        found = tuple(row)
        if _sum(found[:-1]) == found[-1]:
            yield found[:-1]


def chosen(
    db: sqlite3.Connection, show: str, states: Collection[str], editions: Collection[str], since: datetime | None
) -> tuple[set[State], dict[Name, tuple[Any, ...]]]:
    """Of which states of their files the rows of a show's episodes were made.

    And the values of those in one of the states, of one of the editions, or that appeared `since`.
    """
    marks = ", ".join("?" * len(states)), ", ".join("?" * len(editions))
    where = f"state IN ({marks[0]}) OR edition IN ({marks[1]}) OR published >= ?"
    question = f"SELECT id, changed, size, {where} FROM episode WHERE show = ?"  # noqa: S608, the names are ours
    begin = since.astimezone(UTC).isoformat() if since else _NEVER
    known: set[State] = set()
    wanted: dict[Name, State] = {}
    for name, changed, size, asked in db.execute(question, (*states, *editions, begin, show)):
        known.add((name, changed, size))
        if asked:
            wanted[show, name] = (name, changed, size)
    found = {name: values for name in wanted if (values := _one(db, "episode", SHORT, name))}
    # Of a row that is damaged nothing is known: the file is read.
    return known - {wanted[name] for name in wanted.keys() - found.keys()}, found


def tellings(db: sqlite3.Connection, names: Collection[Name]) -> Iterator[tuple[Any, ...]]:
    """The values of what these episodes tell."""
    if len(names) > FEW:
        for show in {show for show, _ in names}:
            yield from (values for values in _select(db, "telling", TELLING, show) if values[:2] in names)
        return
    for name in names:
        if found := _one(db, "telling", TELLING, name):
            yield found


def head(db: sqlite3.Connection, name: Name) -> tuple[Any, ...] | None:
    """The values of an episode without its transcript; None where they are not there or damaged."""
    return _one(db, "head", HEAD, name)


def _one(db: sqlite3.Connection, table: str, columns: str, name: Name) -> tuple[Any, ...] | None:
    """The values of an episode's row; None where they are not there or damaged."""
    question = f"SELECT {columns}, sum FROM {table} WHERE show = ? AND id = ?"  # noqa: S608, the names are ours
    found = db.execute(question, name).fetchone()
    return tuple(found[:-1]) if found is not None and _sum(found[:-1]) == found[-1] else None


def _select(db: sqlite3.Connection, table: str, columns: str, show: str | None) -> Iterator[tuple[Any, ...]]:
    where, values = ("WHERE show = ?", (show,)) if show else ("", ())
    for row in db.execute(f"SELECT {columns}, sum FROM {table} {where}", values):  # noqa: S608, the names are ours
        found: tuple[Any, ...] = row[:-1]
        if _sum(found) == row[-1]:
            yield found


def _sum(values: Sequence[Any]) -> int:
    """Changes with every byte of a row's values: a flipped one inside of it is nothing that SQLite could notice."""
    if bytes not in map(type, values):  # as in two of the three tables
        return zlib.crc32("\0".join(map(str, values)).encode("utf-8", "surrogatepass"))
    found = _sum([value for value in values if not isinstance(value, bytes)])
    for value in values:
        found = zlib.crc32(value, found) if isinstance(value, bytes) else found
    return found


@dataclass(frozen=True, slots=True)
class EditionOf:
    """Which edition an episode is, if any."""

    show: str
    edition: str
    published: datetime


def edition_of(entry: EpisodeEntry) -> EditionOf:
    """The edition of an episode."""
    return EditionOf(entry.short[0], entry.short[12], datetime.fromisoformat(entry.short[10]))


def row_of(short: tuple[Any, ...], folder: Path) -> Row:
    """A row of a library whose episodes lie under `folder`. Raises ValueError for one that is none."""
    show, name, changed, size, digest, guid, title, language, state, revision, published, updated = short[:12]
    edition, script, content, asked, file, seconds, length, loudness, true_peak, voices = short[12:]
    return Row(
        show=show,
        id=name,
        stamp=Stamp(changed, size),
        digest=digest,
        guid=guid,
        title=title,
        language=language,
        state=state,
        revision=revision,
        published=datetime.fromisoformat(published),
        updated=datetime.fromisoformat(updated),
        edition=edition,
        script=script,
        content=content,
        asked=asked,
        file=os.path.normpath(f"{folder}/{show}/{name}/{file}"),
        seconds=seconds,
        bytes=length,
        loudness=loudness,
        true_peak=true_peak,
        voices=_voices(voices),
    )


def member_of(short: tuple[Any, ...]) -> Member:
    """An episode's place in its feed. Raises ValueError for a row that is none."""
    show, name, _, _, digest, guid, _, _, state, _, published, updated = short[:12]
    return Member(show, name, digest, guid, state, datetime.fromisoformat(published), datetime.fromisoformat(updated))


@lru_cache(maxsize=64)
def _voices(text: str) -> tuple[str, ...]:
    """A show's episodes have the same."""
    return tuple(json.loads(text))


def telling_of(values: tuple[Any, ...]) -> Telling:
    """What an episode tells, from its row."""
    stories = tuple(
        Story(
            source=source,
            headline=headline,
            authors=tuple(authors),
            published=datetime.fromisoformat(published) if published else None,
        )
        for source, headline, authors, published in json.loads(values[3])
    )
    return Telling(stories=stories, prints=unpack(values[4]))

"""The library: episodes, who is making which edition, and what became of it. One SQLite file, in WAL mode.

The episode.json files are the truth; `rebuild` makes the database again from them. Every way of making an edition
(the schedule, systemd, cron, a person) goes through `claim`, so two processes never make the same one.
"""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from audiopress.errors import LibraryError, Problem, nearest
from audiopress.locks import alone
from audiopress.model import Episode
from audiopress.newsroom import records

STALE: Final = timedelta(minutes=2)
"""A claim whose holder was not heard of for this long may be taken over; a holder is heard of every quarter of it."""
TRIES: Final = 3
"""How often a failed edition is begun again within its grace time."""

MIGRATIONS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE episode (
        id TEXT NOT NULL, show TEXT NOT NULL, guid TEXT NOT NULL UNIQUE, state TEXT NOT NULL, title TEXT NOT NULL,
        published TEXT NOT NULL, edition TEXT NOT NULL, file TEXT NOT NULL,
        PRIMARY KEY (show, id)
    ) STRICT;
    CREATE INDEX episode_newest ON episode (show, published DESC);
    CREATE TABLE edition (
        show TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('started', 'done', 'failed')),
        holder TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 1, heard TEXT NOT NULL, begun TEXT NOT NULL,
        ended TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (show, due)
    ) STRICT;
    """,
)
"""Numbered by their place; `PRAGMA user_version` says how many have run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One edition in the history: `state` is `started`, `done` or `failed` with the `reason`."""

    show: str
    due: datetime
    state: str
    tries: int
    begun: datetime
    ended: datetime | None
    reason: str


class Library:
    """A newsroom's library. Usable from several processes at once; one object belongs to one thread."""

    def __init__(self, path: Path, *, episodes: Path | None = None) -> None:
        """Open or make the database at `path`; `episodes` is where the episode.json files lie. Raises LibraryError."""
        self.path = path
        self.folder = episodes or path.parent / "episodes"
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._migrate()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction: begun for writing at once, so that two writers wait and never collide."""
        with _told(self.path):
            connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
            try:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()

    def _migrate(self) -> None:
        """The tables as they are now. Those of a new database hold every episode that is kept, or are not made at all.

        Tables that were made and not filled would say that nothing was ever published.
        """
        with self._open() as db:
            done = db.execute("PRAGMA user_version").fetchone()[0]
            if done > len(MIGRATIONS):
                raise LibraryError("was made by a newer audiopress", where=str(self.path), hint="upgrade audiopress")
            for number, script in enumerate(MIGRATIONS[done:], done + 1):
                for statement in filter(str.strip, script.split(";")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {number}")
            for episode, file in self._kept() if not done else ():
                _index(db, episode, file)

    # ---- episodes

    def save(self, episode: Episode, *, script: str = "") -> None:
        """Keep an episode: its file first, which is the truth, then the index. Raises LibraryError."""
        folder = self.folder / episode.show / episode.id
        # Not while the database is made again: the new one would not know what was written after its reading.
        with alone(_lock(self.path)):
            records.write(episode, folder, script=script)
            with self._open() as db:
                _index(db, episode, folder / records.FILE)

    def episode(self, name: str, show: str | None = None) -> Episode:
        """The episode with this id, GUID, or unique beginning of an id; `SHOW/ID` is looked for in that show.

        Raises LibraryError with the nearest id.
        """
        asked = name
        if not show and "/" in name:
            show, _, name = name.partition("/")
        with self._open() as db:
            rows = db.execute(
                "SELECT id, show, guid, file FROM episode WHERE ? IN ('', show)", (show or "",)
            ).fetchall()
        exact = [row for row in rows if name in {row["id"], row["guid"]}]
        found = exact or [row for row in rows if name and row["id"].startswith(name)]
        if len(found) > 1:
            names = ", ".join(sorted(f"{row['show']}/{row['id']}" for row in found)[:5])
            raise LibraryError(f"{asked!r} could be several episodes", hint=f"name one of them: {names}")
        if not found:
            near = nearest(name, [row["id"] for row in rows])
            hint = f"did you mean {near!r}?" if near else "`audiopress episodes` lists them"
            raise LibraryError(f"there is no episode {asked!r}", hint=hint)
        return records.load(self.folder / found[0]["file"])

    def episodes(self, show: str | None = None, *, states: Sequence[str] = ()) -> tuple[Episode, ...]:
        """The episodes of a show, or all; the newest first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT file, state FROM episode WHERE ? IN ('', show) ORDER BY published DESC, id DESC", (show or "",)
            ).fetchall()
        return tuple(records.load(self.folder / row["file"]) for row in rows if not states or row["state"] in states)

    def withdraw(self, episode: Episode, *, now: datetime) -> Episode:
        """The episode, withdrawn and saved. Raises LibraryError where it was already."""
        if episode.state == "withdrawn":
            raise LibraryError(f"{episode.id} was withdrawn already")
        gone = replace(episode, state="withdrawn", updated=now.replace(microsecond=0))
        self.save(gone)
        return gone

    def _kept(self) -> list[tuple[Episode, Path]]:
        """Every episode.json with its episode. Raises LibraryError naming each file that is not an episode."""
        found: list[tuple[Episode, Path]] = []
        problems: list[Problem] = []
        for path in sorted(self.folder.glob(f"*/*/{records.FILE}")):
            try:
                found.append((records.load(path), path))
            except LibraryError as error:
                problems.append(Problem(error.where, error.message, error.hint))
        if problems:
            raise LibraryError("the library cannot be made from its episodes", problems=problems)
        return found

    # ---- editions

    def claim(self, show: str, due: datetime, *, now: datetime, stale: timedelta = STALE) -> Claim | None:
        """The right to make an edition, or None where it is made, being made, or was tried often enough.

        A claim whose holder has died (nothing heard of it for `stale`) is taken over; a living one never.
        """
        holder = f"{socket.gethostname()}:{os.getpid()}:{os.urandom(4).hex()}"
        at, instant = _text(now), _text(due)
        with self._open() as db:
            fresh = db.execute(
                "INSERT INTO edition (show, due, state, holder, heard, begun) VALUES (?, ?, 'started', ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (show, instant, holder, at, at),
            )
            taken = (
                fresh.rowcount
                or db.execute(
                    "UPDATE edition SET state = 'started', holder = ?, heard = ?, tries = tries + 1, ended = '', reason = ''"
                    " WHERE show = ? AND due = ?"
                    " AND ((state = 'failed' AND tries < ?) OR (state = 'started' AND heard <= ?))",
                    (holder, at, show, instant, TRIES, _text(now - stale)),
                ).rowcount
            )
        return Claim(library=self, show=show, due=due, holder=holder, stale=stale) if taken else None

    def heard(self, claim: Claim, now: datetime) -> bool:
        """Say that a claim's holder lives; False where the claim was taken over."""
        return bool(self._touch(claim, "heard = ?", (_text(now),)))

    def settle(self, claim: Claim, state: str, reason: str, now: datetime) -> bool:
        """End a claim as `done` or `failed`; False where it was taken over in the meantime."""
        values = (state, reason, _text(now), _text(now))
        return bool(self._touch(claim, "state = ?, reason = ?, ended = ?, heard = ?", values))

    def _touch(self, claim: Claim, change: str, values: tuple[str, ...]) -> int:
        with self._open() as db:
            return db.execute(
                f"UPDATE edition SET {change} WHERE show = ? AND due = ? AND holder = ?",  # noqa: S608, the change is ours
                (*values, claim.show, _text(claim.due), claim.holder),
            ).rowcount

    def history(self, show: str | None = None, *, limit: int = 50) -> tuple[Run, ...]:
        """What became of the latest editions, the newest first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT * FROM edition WHERE ? IN ('', show) ORDER BY due DESC, show LIMIT ?", (show or "", limit)
            ).fetchall()
        return tuple(
            Run(
                show=row["show"],
                due=datetime.fromisoformat(row["due"]),
                state=row["state"],
                tries=row["tries"],
                begun=datetime.fromisoformat(row["begun"]),
                ended=datetime.fromisoformat(row["ended"]) if row["ended"] else None,
                reason=row["reason"],
            )
            for row in rows
        )


@dataclass(slots=True, kw_only=True)
class Claim:
    """The right to make one edition. As a context it stays alive by itself, ends done, or failed with the error."""

    library: Library
    show: str
    due: datetime
    holder: str
    stale: timedelta = STALE
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    trouble: str = ""
    """Why the edition is not made, though nothing was raised; the claim then ends failed and may be tried again."""
    _stop: threading.Event | None = None
    _pulse: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._stop = threading.Event()
        self._pulse = threading.Thread(target=self._beat, args=(self._stop,), daemon=True, name="claim")
        self._pulse.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        assert self._stop is not None
        assert self._pulse is not None
        self._stop.set()
        self._pulse.join()
        reason = self.trouble if error is None else str(error) or type(error).__name__
        self.library.settle(self, "failed" if reason else "done", reason, self.now())

    def _beat(self, stop: threading.Event) -> None:
        while not stop.wait(self.stale.total_seconds() / 4):
            if not self.library.heard(self, self.now()):
                return


def rebuild(path: Path, episodes: Path) -> int:
    """Make the database at `path` again from the episode.json files; the old one is kept beside it.

    Claims and the history of editions are copied from the old database where it can still be read. Returns the number
    of episodes. Raises LibraryError naming every file that is not an episode; the old database then stays as it was.
    """
    with alone(_lock(path)):
        return _rebuilt(path, episodes)


def _lock(path: Path) -> Path:
    """What is held while the database is made again, and while an episode is written into it."""
    return path.with_suffix(".lock")


def _rebuilt(path: Path, episodes: Path) -> int:
    editions = _rescued(path) if path.exists() else []
    new = path.with_suffix(".new")
    _remove(new)
    library = Library(new, episodes=episodes)
    with library._open() as db:  # noqa: SLF001, the same module
        marks = ", ".join("?" * 9)
        db.executemany(f"INSERT OR IGNORE INTO edition VALUES ({marks})", editions)  # noqa: S608
        count: int = db.execute("SELECT count(*) FROM episode").fetchone()[0]
    with _told(path):
        if path.exists():
            path.replace(path.with_suffix(".old"))
        _remove(path)
        new.replace(path)
    return count


def _remove(path: Path) -> None:
    """A database, and the two files that SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _rescued(path: Path) -> list[tuple[object, ...]]:
    columns = "show, due, state, holder, tries, heard, begun, ended, reason"
    try:
        connection = sqlite3.connect(path, timeout=10)
        try:
            return list(connection.execute(f"SELECT {columns} FROM edition"))  # noqa: S608
        finally:
            connection.close()
    except sqlite3.Error:
        return []


def _index(db: sqlite3.Connection, episode: Episode, file: Path) -> None:
    db.execute(
        "INSERT OR REPLACE INTO episode (id, show, guid, state, title, published, edition, file)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            episode.id,
            episode.show,
            episode.guid,
            episode.state,
            json.dumps(episode.title)[1:-1],
            _text(episode.published),
            episode.edition,
            f"{episode.show}/{episode.id}/{file.name}",
        ),
    )


def _text(instant: datetime) -> str:
    """UTC with microseconds: texts sort as the instants do."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """SQLite's errors as one clear message."""
    try:
        yield
    except sqlite3.OperationalError as error:
        hint = "another process holds it; try again" if "locked" in str(error) else "is the disk full or read-only?"
        raise LibraryError(f"cannot be used: {error}", where=str(path), hint=hint) from None
    except sqlite3.DatabaseError as error:
        raise LibraryError(f"is damaged: {error}", where=str(path), hint="run `audiopress library rebuild`") from None
    except OSError as error:
        raise LibraryError(f"cannot be opened: {error.strerror}", where=str(path)) from None

"""The library: the episodes that are kept, who is making which edition, and what became of it.

Episodes are read from their episode.json files, which are the truth, and never from the database: asking for them
writes nothing. The database (one SQLite file, in WAL mode) holds the editions. It is opened where one is claimed, and
made again from the episodes where it is lost or damaged. Every way of making an edition (the schedule, systemd, cron,
a person) goes through `claim`, so two processes never make the same one.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from audiopress.errors import LibraryError, Problem, nearest
from audiopress.model import Episode
from audiopress.newsroom import records
from audiopress.work.locks import alone

STALE: Final = timedelta(minutes=2)
"""A claim whose holder was not heard of for this long may be taken over; a holder is heard of every quarter of it."""
TRIES: Final = 3
"""How often a failed edition is begun again within its grace time."""

MIGRATIONS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE edition (
        show TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('started', 'done', 'failed')),
        holder TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 1, heard TEXT NOT NULL, begun TEXT NOT NULL,
        ended TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (show, due)
    ) STRICT;
    """,
    "DROP TABLE IF EXISTS episode;",
)
"""Numbered by their place; `PRAGMA user_version` says how many have run."""
COLUMNS: Final = "show, due, state, holder, tries, heard, begun, ended, reason"
DAMAGE: Final = ("malformed", "not a database", "Could not decode", "no such table", "no such column", "corrupt")
"""What SQLite says of a file that is damaged, where Python gives it the class of a passing trouble."""


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
        """The library whose database is at `path`; `episodes` is where the episode.json files lie. Touches no file."""
        self.path = path
        self.folder = episodes or path.parent / "episodes"

    # ---- episodes

    def save(self, episode: Episode, *, script: str = "") -> None:
        """Keep an episode. Raises LibraryError."""
        records.write(episode, self.folder / episode.show / episode.id, script=script)

    def names(self, show: str | None = None) -> tuple[str, ...]:
        """`SHOW/ID` of every episode that is kept, readable or not."""
        files = self.folder.glob(f"{show or '*'}/*/{records.FILE}")
        return tuple(sorted(path.parent.relative_to(self.folder).as_posix() for path in files))

    def episode(self, name: str, show: str | None = None) -> Episode:
        """The episode with this id, GUID, or unique beginning of an id; `SHOW/ID` is looked for in that show.

        Raises LibraryError with the nearest id.
        """
        asked = name
        if not show and "/" in name:
            show, _, name = name.partition("/")
        known = self.names(show)
        ids = {one: one.partition("/")[2] for one in known}
        found = [one for one in known if ids[one] == name]
        found = found or [one for one in known if name and ids[one].startswith(name)]
        if len(found) > 1:
            names = ", ".join(found[:5])
            raise LibraryError(f"{asked!r} could be several episodes", hint=f"name one of them: {names}")
        if found:
            return self._load(found[0])
        if by_guid := [one for one in self.readable(show)[0] if one.guid == name]:
            return by_guid[0]
        near = nearest(name, ids.values())
        hint = f"did you mean {near!r}?" if near else "`audiopress episodes` lists them"
        raise LibraryError(f"there is no episode {asked!r}", hint=hint)

    def episodes(self, show: str | None = None, *, states: Sequence[str] = ()) -> tuple[Episode, ...]:
        """The episodes of a show, or all; the newest first.

        Raises LibraryError naming every file that is not an episode: whoever writes from this list must not take one
        of them for an episode that was never made.
        """
        found, problems = self.readable(show)
        if problems:
            broken = "an episode" if len(problems) == 1 else f"{len(problems)} episodes"
            raise LibraryError(f"{broken} of {show or 'the newsroom'} cannot be read", problems=problems)
        return tuple(one for one in found if not states or one.state in states)

    def readable(self, show: str | None = None) -> tuple[tuple[Episode, ...], tuple[Problem, ...]]:
        """The episodes of a show, or all, the newest first; and what is wrong with those that cannot be read."""
        found: list[Episode] = []
        problems: list[Problem] = []
        for name in self.names(show):
            try:
                found.append(self._load(name))
            except LibraryError as error:
                problems.append(Problem(error.where, error.message, error.hint))
        found.sort(key=lambda one: (one.published, one.id), reverse=True)
        return tuple(found), tuple(problems)

    def _load(self, name: str) -> Episode:
        return records.load(self.folder / name / records.FILE)

    def withdraw(self, episode: Episode, *, now: datetime) -> Episode:
        """The episode, withdrawn and saved. Raises LibraryError where it was already."""
        if episode.state == "withdrawn":
            raise LibraryError(f"{episode.id} was withdrawn already")
        gone = replace(episode, state="withdrawn", updated=now.replace(microsecond=0))
        self.save(gone)
        return gone

    # ---- the database

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction, to a database that is whole; a damaged one is made again first."""
        if not self._whole():
            self._remake()
        with self._transaction() as db:
            yield db

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Begun for writing at once, so that two writers wait and never collide."""
        with _told(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
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

    def _whole(self) -> bool:
        """Bring the tables up to date; False where the file is damaged. Raises LibraryError."""
        try:
            with self._transaction() as db:
                self._migrate(db)
                sound = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
                return sound and all(_row(row) for row in db.execute(f"SELECT {COLUMNS} FROM edition"))  # noqa: S608
        except Damaged:
            return False

    def _migrate(self, db: sqlite3.Connection) -> None:
        """The tables as they are now. Those of a new database hold every edition that is known to be made."""
        done = db.execute("PRAGMA user_version").fetchone()[0]
        if done > len(MIGRATIONS):
            raise LibraryError(
                "was made by a newer audiopress",
                where=str(self.path),
                hint="upgrade audiopress, or make it again for this one: `audiopress library rebuild`",
            )
        for number, script in enumerate(MIGRATIONS[done:], done + 1):
            for statement in filter(str.strip, script.split(";")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
        if not done:
            self._fill(db, [])

    def _fill(self, db: sqlite3.Connection, rescued: Sequence[tuple[object, ...]]) -> None:
        """The editions that episodes say they are, over those that could be rescued: what is made is never made again."""
        made = {(one.show, one.edition): _text(one.published) for one in self.readable()[0] if one.edition}
        for (show, due), at in made.items():
            with suppress(ValueError):
                row = (show, _text(datetime.fromisoformat(due)), "done", "", 1, at, at, at, "")
                db.execute(f"INSERT OR REPLACE INTO edition ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)", row)  # noqa: S608
        db.executemany(f"INSERT OR IGNORE INTO edition ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)", rescued)  # noqa: S608

    def _remake(self, *, anyway: bool = False) -> None:
        """Make the database again, by one process at a time; the next one finds it whole. Raises LibraryError."""
        with alone(self.path.parent / "locks" / "library"):
            if not anyway and self._whole():
                return
            rescued = _rescued(self.path)
            with _told(self.path):
                for suffix in ("", "-wal", "-shm", "-journal"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            with self._transaction() as db:
                self._migrate(db)
                self._fill(db, rescued)

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


def rebuild(path: Path, episodes: Path) -> tuple[int, tuple[Problem, ...]]:
    """Make the database at `path` again. Editions that can still be read in the old one are kept.

    Returns the number of episodes, and what is wrong with those that cannot be read. Raises LibraryError.
    """
    library = Library(path, episodes=episodes)
    library._remake(anyway=True)  # noqa: SLF001, the same module
    found, problems = library.readable()
    return len(found), problems


def _rescued(path: Path) -> list[tuple[object, ...]]:
    """The rows of editions that can still be read in a database; nothing where none can."""
    rows: list[tuple[object, ...]] = []
    if not path.is_file():
        return rows
    with suppress(sqlite3.Error, UnicodeError), closing(sqlite3.connect(path, timeout=10)) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute(f"SELECT {COLUMNS} FROM edition"):  # noqa: S608
            if _row(row):
                rows.append(tuple(row))  # noqa: PERF401, those before the damage are kept
    return rows


def _row(row: sqlite3.Row) -> bool:
    """Whether an edition's row is one."""
    try:
        moments = [
            datetime.fromisoformat(row[key]) for key in ("due", "heard", "begun", "ended") if row[key] or key != "ended"
        ]
    except (ValueError, TypeError):
        return False
    whole = isinstance(row["tries"], int) and row["state"] in {"started", "done", "failed"}
    return whole and all(one.tzinfo is not None for one in moments)


def _text(instant: datetime) -> str:
    """UTC with microseconds: texts sort as the instants do."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


class Damaged(LibraryError):
    """The database's file is damaged; it can be made again."""


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """SQLite's errors as one clear message."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:
        passing = isinstance(error, sqlite3.OperationalError) and not any(word in str(error) for word in DAMAGE)
        if passing:
            hint = "another process holds it; try again" if "locked" in str(error) else "is the disk full or read-only?"
            raise LibraryError(f"cannot be used: {error}", where=str(path), hint=hint) from None
        raise Damaged(f"is damaged: {error}", where=str(path), hint="run `audiopress library rebuild`") from None
    except OSError as error:
        raise LibraryError(f"cannot be opened: {error.strerror}", where=str(path)) from None

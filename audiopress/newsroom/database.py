"""The library's database: one SQLite file, opened for a question or for a change, and made again where it is damaged.

A question opens it read-only and leaves no file beside it; so it keeps a rollback journal and no write-ahead log, whose
readers write as well. Where it cannot be opened so, the caller reads the episodes' files, which are the truth.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from audiopress.errors import LibraryError
from audiopress.model import State
from audiopress.newsroom import rows
from audiopress.newsroom.episode_files import EditionNote
from audiopress.work.locks import alone

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
    rows.TABLES,
    """
    ALTER TABLE edition RENAME TO old;
    CREATE TABLE edition (
        show TEXT NOT NULL, due TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('making', 'made', 'failed', 'skipped')),
        holder TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 1, heard TEXT NOT NULL, begun TEXT NOT NULL,
        ended TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', PRIMARY KEY (show, due)
    ) STRICT;
    INSERT INTO edition SELECT show, due,
        CASE state WHEN 'started' THEN 'making' WHEN 'done' THEN 'made' ELSE state END,
        holder, tries, heard, begun, ended, reason FROM old;
    DROP TABLE old;
    CREATE INDEX edition_by_due ON edition (due);
    CREATE TABLE change (
        show TEXT NOT NULL, due TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL,
        state TEXT NOT NULL, why TEXT NOT NULL, tries INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX change_by_edition ON change (show, due);
    """,
)
"""Numbered by their place; `PRAGMA user_version` says how many have run."""
READABLE: Final[Mapping[int, tuple[str, ...]]] = MappingProxyType(
    {
        3: (
            """
            CREATE TEMP VIEW edition AS SELECT show, due,
                CASE state WHEN 'started' THEN 'making' WHEN 'done' THEN 'made' ELSE state END AS state,
                holder, tries, heard, begun, ended, reason FROM main.edition
            """,
            "CREATE TEMP TABLE change (show TEXT, due TEXT, at TEXT, who TEXT, act TEXT, state TEXT, why TEXT, tries INTEGER)",
        ),
        4: (),
    }
)
"""Versions that whoever only asks can read, each with what makes it look like today's, for that connection alone.

Nobody who asks may write, and so bring it up to date: without this every question would read every file until somebody
makes or publishes. A migration that leaves the tables of `rows` alone adds the version before it; one that changes them
takes those out that cannot be shown as today's.
"""
COLUMNS: Final = "show, due, state, holder, tries, heard, begun, ended, reason"
EDITIONS: Final = frozenset({State.MAKING, State.MADE, State.FAILED, State.SKIPPED})
"""What an edition's row can say."""
MOMENT: Final = (
    "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]+00:00"
)
"""How `text` writes an instant, for SQLite's GLOB."""
GARBLED: Final = """
    SELECT 1 FROM edition WHERE due NOT GLOB :at OR heard NOT GLOB :at OR begun NOT GLOB :at
    OR (ended != '' AND ended NOT GLOB :at) OR typeof(tries) != 'integer'
    OR state NOT IN ('making', 'made', 'failed', 'skipped') LIMIT 1
"""
"""Finds a row in which a byte was flipped that SQLite cannot notice; by SQLite, since it is asked before each change."""
OLD: Final = {"started": State.MAKING, "done": State.MADE}
"""What it said before there were skipped ones."""
DAMAGE: Final = ("malformed", "not a database", "Could not decode", "no such table", "no such column", "corrupt")
"""What SQLite says of a file that is damaged, where Python gives it the class of a passing trouble."""
TRIES: Final = 2
"""How often a change is begun: damage that it meets is mended, and then it is made."""


@dataclass(frozen=True, slots=True)
class Database:
    """The file at `path`.

    What a new one is filled with: `entries` reads every episode that can be read, `notes` every change of the editions
    of each show.
    """

    path: Path
    entries: Callable[[], Sequence[rows.EpisodeEntry]]
    notes: Callable[[], Mapping[str, Sequence[EditionNote]]]

    # ---- to ask

    @contextmanager
    def asked(self) -> Iterator[sqlite3.Connection | None]:
        """A connection that writes nothing; None where there is no database that can be read as today's."""
        older = READABLE.get(_version(self.path)) if self.path.is_file() else None
        if older is None:
            yield None
            return
        with closing(sqlite3.connect(f"file:{quote(str(self.path))}?mode=ro", uri=True, timeout=10)) as connection:
            for statement in older:
                connection.execute(statement)
            yield connection

    # ---- to change

    @contextmanager
    def changed(self) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction, to a database that is whole; a damaged one is made again first.

        By one process at a time: who has a file open that another one makes again would write into nothing.
        """
        with self._alone():
            # What this process left so is as whole as it was: looking through a year of editions takes its time.
            if _left.get(self.path, (0, 0, 0)) != _stamp(self.path) and not self.whole():
                self._remake()
            _left.pop(self.path, None)
            with self._transaction() as db:
                yield db
            _left[self.path] = _stamp(self.path)

    def _alone(self) -> AbstractContextManager[None]:
        return alone(self.path.parent / "locks" / "library")

    def update(self, entries: Sequence[rows.EpisodeEntry], gone: Sequence[rows.Name] = ()) -> None:
        """Keep these rows, and forget those. Raises LibraryError."""
        for attempt in range(TRIES):
            try:
                with self.changed() as db:
                    rows.write(db, entries)
                    rows.forget(db, gone)
            except Damaged:
                # In a table of rows, which is not looked through each time.
                if attempt == TRIES - 1:
                    raise
                self.remake()
            else:
                return

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Begun for writing at once, so that two writers wait and never collide."""
        with _told(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
            try:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()

    def whole(self) -> bool:
        """Bring the tables up to date; False where the file is damaged, or not there yet. Raises LibraryError.

        For who is alone with it.
        """
        try:
            with self._transaction() as db:
                if not db.execute("PRAGMA user_version").fetchone()[0]:
                    return False
                self._migrate(db)
                sound = db.execute("PRAGMA quick_check('edition')").fetchone()[0] == "ok"
                return sound and db.execute(GARBLED, {"at": MOMENT}).fetchone() is None
        except Damaged:
            return False

    def _migrate(self, db: sqlite3.Connection) -> None:
        """The tables as they are now."""
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

    def remake(self) -> None:
        """Make the database again, whatever is there. Raises LibraryError."""
        with self._alone():
            self._remake()

    def _remake(self) -> None:
        entries, notes = self.entries(), self.notes()
        rescued = _rescued(self.path)
        with _told(self.path):
            for suffix in ("", "-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        with self._transaction() as db:
            self._migrate(db)
            rows.write(db, entries)
            _fill(db, entries, notes, rescued)


_left: Final[dict[Path, tuple[int, int, int] | None]] = {}
"""Databases as this process left them; changed by who is alone with one."""


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes with every change of a file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _version(path: Path) -> int:
    """The version of a database that can be read without writing, as its file's header has it; else 0.

    A database of an older audiopress has a write-ahead log: whoever reads it makes files beside it.
    """
    try:
        with path.open("rb") as file:
            header = file.read(64)
    except OSError:
        return 0
    return int.from_bytes(header[60:64]) if header[18:20] == b"\1\1" else 0


def _fill(
    db: sqlite3.Connection,
    entries: Sequence[rows.EpisodeEntry],
    notes: Mapping[str, Sequence[EditionNote]],
    rescued: Sequence[tuple[object, ...]],
) -> None:
    """The editions that episodes say they are, then those that were noted, then what could be rescued.

    What is made is never made again, whatever was noted or rescued of it.
    """
    made = {(one.show, one.edition): one.published for entry in entries if (one := rows.edition_of(entry)).edition}
    for (show, due), published in made.items():
        with suppress(ValueError):
            at = text(published)
            _put(db, (show, text(datetime.fromisoformat(due)), State.MADE, "", 1, at, at, at, ""))
    for show, found in notes.items():
        for note in found:
            noted(db, show, note)
        for last in {note.due: note for note in found}.values():
            at = text(last.change.at)
            _put(db, (show, text(last.due), last.change.state, "", last.tries, at, at, at, last.change.why))
    for row in rescued:
        _put(db, row)


def _put(db: sqlite3.Connection, row: tuple[object, ...]) -> None:
    """An edition, where there is none yet; one in a state that no edition has is passed over."""
    with suppress(sqlite3.IntegrityError):
        db.execute(f"INSERT OR IGNORE INTO edition ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)", row)  # noqa: S608


def noted(db: sqlite3.Connection, show: str, one: EditionNote) -> None:
    """Keep a change of an edition."""
    change = one.change
    db.execute(
        "INSERT INTO change (show, due, at, who, act, state, why, tries) VALUES (?,?,?,?,?,?,?,?)",
        (show, text(one.due), text(change.at), change.who, change.act, change.state, change.why, one.tries),
    )


def _rescued(path: Path) -> list[tuple[object, ...]]:
    """The rows of editions that can still be read in a database; nothing where none can."""
    rows: list[tuple[object, ...]] = []
    if not path.is_file():
        return rows
    with suppress(sqlite3.Error, UnicodeError), closing(sqlite3.connect(path, timeout=10)) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute(f"SELECT {COLUMNS} FROM edition"):  # noqa: S608
            if _row(row):
                values = dict(zip(row.keys(), tuple(row), strict=True))
                values["state"] = OLD.get(values["state"], values["state"])
                rows.append(tuple(values.values()))
    return rows


def _row(row: sqlite3.Row) -> bool:
    """Whether an edition's row is one."""
    try:
        moments = [
            datetime.fromisoformat(row[key]) for key in ("due", "heard", "begun", "ended") if row[key] or key != "ended"
        ]
    except (ValueError, TypeError):
        return False
    whole = isinstance(row["tries"], int) and OLD.get(row["state"], row["state"]) in EDITIONS
    return whole and all(one.tzinfo is not None for one in moments)


def text(instant: datetime) -> str:
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

"""The ledger: who is making which edition, and what became of it.

Every way of making an edition (the schedule, systemd, cron, a person) goes through `claim`, so two processes never make
the same one. Each that ends is noted in a file of its show, which is the truth; the database is what is asked.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from audiopress.model import Change, State, may
from audiopress.newsroom import episode_files
from audiopress.newsroom.database import COLUMNS, Database, noted
from audiopress.newsroom.database import text as _text
from audiopress.newsroom.episode_files import EditionNote

Value = TypeVar("Value")

STALE: Final = timedelta(minutes=2)
"""A claim whose holder was not heard of for this long may be taken over; a holder is heard of every quarter of it."""
FIRST: Final = timedelta(minutes=1)
"""How long a clock waits before it begins a failed edition again; twice as long each time."""
LAST: Final = timedelta(minutes=15)
"""The longest that it waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One edition: `state` is `making`, `made`, `failed` or `skipped`, the last two with the `reason`."""

    show: str
    due: datetime
    state: State
    tries: int
    begun: datetime
    heard: datetime
    """When its maker was last heard of."""
    ended: datetime | None
    reason: str

    def again(self, *, stale: timedelta = STALE) -> datetime | None:
        """When it may be begun again by a clock: a failed one after a while, a lost one when it is stale; else None."""
        if self.state == State.FAILED and self.ended:
            return self.ended + min(FIRST * (1 << min(self.tries - 1, 10)), LAST)
        return self.heard + stale if self.state == State.MAKING else None


class Ledger:
    """A newsroom's editions."""

    def __init__(self, database: Database, folder: Path) -> None:
        """`folder` is where the episodes of each show lie. Touches no file."""
        self.folder = folder
        self._database = database

    def claim(
        self,
        show: str,
        due: datetime,
        *,
        now: datetime,
        stale: timedelta = STALE,
        who: str = "",
        patient: bool = False,
        clock: Callable[[], datetime] | None = None,
    ) -> EditionClaim | None:
        """The right to make an edition, or None where it is made or being made.

        A claim whose holder has died (nothing heard of it for `stale`) is taken over; a living one never. A failed
        edition is begun again, and a skipped one; by who is `patient` (a clock) only the failed, and after a while
        (`Run.again`). `clock` tells the claim the time.
        """
        tries = 1
        holder = f"{socket.gethostname()}:{os.getpid()}:{os.urandom(4).hex()}"
        at, instant = _text(now), _text(due)
        with self._database.changed() as db:
            row = db.execute("SELECT * FROM edition WHERE show = ? AND due = ?", (show, instant)).fetchone()
            if row is None:
                values = (show, instant, State.MAKING, holder, at, at)
                db.execute("INSERT INTO edition (show, due, state, holder, heard, begun) VALUES (?,?,?,?,?,?)", values)
            else:
                run = _run(row)
                again = run.again(stale=stale)
                early = again is not None and now < again and (patient or run.state == State.MAKING)
                if early or not may(run.state, State.MAKING) or (patient and run.state == State.SKIPPED):
                    return None
                tries = run.tries + 1
                db.execute(
                    "UPDATE edition SET state = ?, holder = ?, heard = ?, tries = tries + 1, ended = '', reason = ''"
                    " WHERE show = ? AND due = ?",
                    (State.MAKING, holder, at, show, instant),
                )
        return EditionClaim(
            ledger=self,
            show=show,
            due=due,
            holder=holder,
            stale=stale,
            tries=tries,
            who=who,
            now=clock or (lambda: datetime.now(UTC)),
        )

    def heard(self, claim: EditionClaim, now: datetime) -> bool:
        """Say that a claim's holder lives; False where the claim was taken over."""
        with self._database.changed() as db:
            return bool(self._touch(db, claim, "heard = ?", (_text(now),)))

    def settle(self, claim: EditionClaim, state: State, reason: str, now: datetime) -> bool:
        """End a claim as `made`, `failed` or `skipped`; False where it was taken over in the meantime."""
        values = (state, reason, _text(now), _text(now))
        with self._database.changed() as db:
            if not self._touch(db, claim, "state = ?, reason = ?, ended = ?, heard = ?", values):
                return False
            tries = db.execute(
                "SELECT tries FROM edition WHERE show = ? AND due = ?", (claim.show, _text(claim.due))
            ).fetchone()[0]
            change = Change(at=now, who=claim.who, act=state, state=state, why=reason)
            self._note(db, claim.show, EditionNote(due=claim.due, change=change, tries=tries))
            return True

    def skip(self, show: str, due: datetime, *, who: str, why: str, now: datetime) -> bool:
        """Keep an edition as skipped that nobody began; False where somebody did."""
        at = _text(now)
        with self._database.changed() as db:
            values = (show, _text(due), State.SKIPPED, "", 0, at, at, at, why)
            done = db.execute(
                f"INSERT OR IGNORE INTO edition ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)",  # noqa: S608
                values,
            )
            if done.rowcount:
                change = Change(at=now, who=who, act=State.SKIPPED, state=State.SKIPPED, why=why)
                self._note(db, show, EditionNote(due=due, change=change, tries=0))
            return bool(done.rowcount)

    def _touch(self, db: sqlite3.Connection, claim: EditionClaim, change: str, values: tuple[str, ...]) -> int:
        return db.execute(
            f"UPDATE edition SET {change} WHERE show = ? AND due = ? AND holder = ?",  # noqa: S608, the change is ours
            (*values, claim.show, _text(claim.due), claim.holder),
        ).rowcount

    def _note(self, db: sqlite3.Connection, show: str, one: EditionNote) -> None:
        """Into the file first: that is what the database is made of."""
        episode_files.note(self.folder / show, one)
        noted(db, show, one)

    def _notes(self, show: str = "*") -> dict[str, list[EditionNote]]:
        """Every change of a show's editions, or of all, from the files."""
        return {
            path.parent.name: episode_files.notes(path.parent)
            for path in self.folder.glob(f"{show}/{episode_files.EDITIONS}")
        }

    def editions(self, show: str | None = None, *, limit: int = 50, since: datetime | None = None) -> tuple[Run, ...]:
        """What became of the latest editions, of those due from `since` on, the newest first. Nothing is written."""
        rows = self._asked(
            _run,
            "SELECT * FROM edition WHERE ? IN ('', show) AND due >= ? ORDER BY due DESC, show LIMIT ?",
            (show or "", _text(since) if since else "", limit),
        )
        if rows is not None:
            return tuple(rows)
        found = [run for run in self._noted(show) if since is None or run.due >= since]
        return tuple(sorted(found, key=lambda run: (-run.due.timestamp(), run.show))[:limit])

    def edition(self, show: str, due: datetime) -> Run | None:
        """One edition; None where nobody began it. Nothing is written."""
        found = self._asked(_run, "SELECT * FROM edition WHERE show = ? AND due = ?", (show, _text(due)))
        if found is None:
            found = list(self._noted(show))
        return next((run for run in found if run.due == due), None)

    def tally(self) -> list[tuple[str, State, int, datetime]]:
        """Show, state, number of editions in it, and when the last of them was due."""
        question = "SELECT show, state, count(*) AS count, max(due) AS last FROM edition GROUP BY show, state"
        found = self._asked(
            lambda row: (row["show"], State(row["state"]), row["count"], datetime.fromisoformat(row["last"])),
            question,
            (),
        )
        return found or []

    def changes(self, show: str, due: datetime) -> tuple[Change, ...]:
        """The history of an edition: each time it was made, failed or skipped, the first one first. Nothing is written."""
        rows = self._asked(
            _change, "SELECT * FROM change WHERE show = ? AND due = ? ORDER BY rowid", (show, _text(due))
        )
        if rows is None:
            rows = [one.change for one in episode_files.notes(self.folder / show) if one.due == due]
        return tuple(rows)

    def _asked(
        self, make: Callable[[sqlite3.Row], Value], question: str, values: tuple[object, ...]
    ) -> list[Value] | None:
        """What answers; None where the database is not there, or damaged: then the files say as much."""
        found = []
        with suppress(sqlite3.Error, UnicodeError), self._database.asked() as db:
            if db is not None:
                db.row_factory = sqlite3.Row
                for row in db.execute(question, values):
                    # A garbled row is made again from the files by who changes something next.
                    with suppress(ValueError, TypeError):
                        found.append(make(row))
                return found
        return None

    def _noted(self, show: str | None) -> Iterator[Run]:
        """What became of editions, by the files."""
        for name, notes in self._notes(show or "*").items():
            yield from (_noted_run(name, one) for one in {note.due: note for note in notes}.values())


def _run(row: sqlite3.Row) -> Run:
    return Run(
        show=row["show"],
        due=datetime.fromisoformat(row["due"]),
        state=State(row["state"]),
        tries=row["tries"],
        begun=datetime.fromisoformat(row["begun"]),
        heard=datetime.fromisoformat(row["heard"]),
        ended=datetime.fromisoformat(row["ended"]) if row["ended"] else None,
        reason=row["reason"],
    )


def _change(row: sqlite3.Row) -> Change:
    values = {key: row[key] for key in ("who", "act", "state", "why")}
    return Change(at=datetime.fromisoformat(row["at"]), **values)


def _noted_run(show: str, one: EditionNote) -> Run:
    at = one.change.at
    state = State(one.change.state)
    return Run(
        show=show, due=one.due, state=state, tries=one.tries, begun=at, heard=at, ended=at, reason=one.change.why
    )


@dataclass(slots=True, kw_only=True)
class EditionClaim:
    """The right to make one edition. As a context it stays alive by itself, ends made, or failed with the error."""

    ledger: Ledger
    show: str
    due: datetime
    holder: str
    stale: timedelta = STALE
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    who: str = ""
    tries: int = 1
    """This one included."""
    trouble: str = ""
    """Why the edition is not made, though nothing was raised; the claim then ends failed and may be tried again."""
    nothing: str = ""
    """Why there is nothing to make; the claim then ends skipped."""
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
        state = State.FAILED if reason else State.SKIPPED if self.nothing else State.MADE
        self.ledger.settle(self, state, reason or self.nothing, self.now())

    def _beat(self, stop: threading.Event) -> None:
        while not stop.wait(self.stale.total_seconds() / 4):
            if not self.ledger.heard(self, self.now()):
                return

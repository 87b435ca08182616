"""The state of a newsroom, for `status` and the desk: what ran, what became of it, what waits, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from audiopress.model import WAITING, Flag, Show, State
from audiopress.newsroom.editions import next_due
from audiopress.newsroom.ledger import Run
from audiopress.newsroom.library import Library
from audiopress.newsroom.policies import leaves
from audiopress.newsroom.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """An edition, and the episodes that are kept of it."""

    run: Run
    episodes: tuple[Row, ...]

    @property
    def state(self) -> State:
        """Its episode's, where it has one: that of the first one that listeners have not had, else of the first."""
        waiting = [row for row in self.episodes if row.state in WAITING]
        first = next(iter(waiting or self.episodes), None)
        return State(first.state) if first else self.run.state


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An episode that listeners have not had."""

    row: Row
    flags: tuple[Flag, ...]
    """Where a person should look."""
    why: str
    """Of what is held."""
    goes_out: datetime | None
    """When it is approved by itself, or goes out once it is approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A show, as it stands."""

    show: Show
    ran: tuple[Ran, ...]
    """The latest editions, the newest first."""
    waiting: tuple[Waiting, ...]
    coming: datetime | None
    """The next edition."""


def overviews(
    shows: Iterable[Show], library: Library, *, now: datetime, timezone: str, latest: int = 1
) -> tuple[Overview, ...]:
    """How each show stands, with its `latest` editions. Nothing is written."""
    return tuple(_overview(show, library, now=now, timezone=timezone, latest=latest) for show in shows)


def _overview(show: Show, library: Library, *, now: datetime, timezone: str, latest: int) -> Overview:
    runs = library.editions(show.name, limit=latest)
    rows = library.some(show.name, states=WAITING, editions=[run.due.isoformat() for run in runs])
    by_edition: dict[str, list[Row]] = {}
    for row in rows:
        by_edition.setdefault(row.edition, []).append(row)
    ran = tuple(Ran(run=run, episodes=tuple(by_edition.get(run.due.isoformat(), ()))) for run in runs)
    return Overview(
        show=show,
        ran=ran,
        waiting=_waiting(show, library, [row for row in rows if row.state in WAITING], timezone),
        coming=next_due(show.schedule, now) if show.schedule and show.enabled else None,
    )


def _waiting(show: Show, library: Library, rows: Sequence[Row], timezone: str) -> tuple[Waiting, ...]:
    found = []
    with library.heads() as head:
        for row in rows:
            episode = head(row)
            why = episode.history[-1].why if episode.history else ""
            out = leaves(episode, show, timezone=timezone)
            found.append(Waiting(row=row, flags=episode.flags, why=why, goes_out=out))
    return tuple(found)

"""The scheduler: a process that stays up and runs every show when it is due. systemd or cron can do the same."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from audiopress.errors import AudiopressError
from audiopress.model import Schedule, Show
from audiopress.newsroom.editions import between, due, next_due
from audiopress.newsroom.policies import until

LONGEST: Final = 30.0
"""Seconds between two looks at the clock and the files: a changed schedule, or a machine that slept, is seen soon."""
AGAIN: Final = timedelta(minutes=1)
"""After which an edition is looked at again of which nobody knows how it ended."""


def _on_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _nothing(*_: object) -> None:
    """Nobody wants to know."""


@dataclass(slots=True, kw_only=True)
class Clockwork:
    """Runs each show's edition when it is due, until SIGTERM, Ctrl-C, or `wait` returns True.

    One show's failure is told by `fail` and does not stop the others.
    """

    shows: Callable[[], Iterable[Show]]
    """Asked at every turn, so that changed files count at once."""
    run: Callable[[Show, datetime], datetime | None]
    """Makes an edition that may be made already (the library's claim decides); returns when it is to be asked again."""
    turn: Callable[[Show], object] = _nothing
    """What else is done for each show at every turn: drafts whose hour has come."""
    missed: Callable[[Show, datetime], object] = _nothing
    """Told of each edition that came due while nothing ran, and is beyond its grace."""
    beat: Callable[[datetime], object] = _nothing
    """Told at every turn that the clock runs."""
    tell: Callable[[str], object] = print
    fail: Callable[[str], object] = _on_stderr
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    wait: Callable[[float], bool] | None = None
    since: datetime | None = None
    """When a clock was last running here."""
    _asked: dict[str, tuple[datetime, datetime | None]] = field(default_factory=dict)
    """The edition each show was asked for, and when it is asked again."""
    _announced: dict[str, datetime] = field(default_factory=dict)
    _seen: dict[str, datetime] = field(default_factory=dict)
    """Up to when each show's editions were looked for."""

    def go(self) -> None:
        """Run until it is stopped."""
        pause = self.wait or _until_stopped()
        start = self.since or self.clock()
        while True:
            self.beat(self.clock())
            try:
                current = [show for show in self.shows() if show.enabled]
            except AudiopressError as error:
                self.fail(f"the newsroom's files cannot be read: {error}")
                current = []
            for show in current:
                self._attempt(show, self.turn, show)
                if show.schedule is not None:
                    self._look(show, show.schedule, self._seen.get(show.name, start))
                    self._announce(show, show.schedule)
            if pause(self._seconds(current)):
                return

    def _look(self, show: Show, schedule: Schedule, since: datetime) -> None:
        """One turn of a show: what is due, and what was missed."""
        now = self.clock()
        instant = due(schedule, now)
        for lost in between(schedule, since, now):
            if lost != instant and self._asked.get(show.name, (None,))[0] != lost:
                self._attempt(show, self.missed, show, lost)
        self._seen[show.name] = now
        if instant is None:
            return
        asked, again = self._asked.get(show.name, (None, None))
        if asked == instant and (again is None or now < again):
            return
        # Of an attempt that ends in an error, until it is known better.
        self._asked[show.name] = instant, now + AGAIN
        self._attempt(show, self._run, show, instant)

    def _run(self, show: Show, instant: datetime) -> None:
        self._asked[show.name] = instant, self.run(show, instant)

    def _attempt(self, show: Show, act: Callable[..., object], *values: object) -> None:
        try:
            act(*values)
        except AudiopressError as error:
            self.fail(f"{show.name}: failed: {error}")
        except Exception as error:  # noqa: BLE001, the clock must go on for the other shows
            self.fail(f"{show.name}: failed: {type(error).__name__}: {error}")

    def _announce(self, show: Show, schedule: Schedule) -> None:
        coming = next_due(schedule, self.clock())
        if coming is not None and self._announced.get(show.name) != coming:
            self._announced[show.name] = coming
            local = coming.astimezone(ZoneInfo(schedule.timezone))
            self.tell(f"{show.name}: next edition {local:%A %d %B %Y %H:%M} {schedule.timezone}")

    def _seconds(self, shows: Iterable[Show]) -> float:
        """How long to wait: to the next thing that is to be done, and never longer than LONGEST."""
        now = self.clock()
        coming: list[datetime] = [again for _, again in self._asked.values() if again]
        for show in shows:
            coming += filter(None, [until(show, now), next_due(show.schedule, now) if show.schedule else None])
        left = [(instant - now).total_seconds() for instant in coming]
        return min([LONGEST, *(one for one in left if one > 0)])


def _until_stopped() -> Callable[[float], bool]:
    """Waits that SIGTERM ends at once."""
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    return stop.wait


def warnings(shows: Iterable[Show]) -> Iterator[str]:
    """Local times that a change of the clocks leaves out or has twice: 01:00 to 03:00 in a zone that changes."""
    from cronsim import CronSim

    for show in shows:
        if show.schedule is None:
            continue
        zone = ZoneInfo(show.schedule.timezone)
        if not _changes(zone):
            continue
        first = next(CronSim(show.schedule.cron, datetime(2026, 1, 1, tzinfo=zone)), None)
        if first is not None and 1 <= first.hour < 3:
            yield (
                f"{show.name}: {first:%H:%M} {show.schedule.timezone} is a time that the change of clocks moves;"
                " choose one before 01:00 or after 03:00"
            )


def _changes(zone: ZoneInfo) -> bool:
    offsets = {datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in range(1, 13)}
    return len(offsets - {None, timedelta()}) + (timedelta() in offsets) > 1

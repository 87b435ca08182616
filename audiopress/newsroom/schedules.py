"""The clock inside: stays up and runs every show at its time. systemd and cron are the ones outside."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from audiopress.errors import AudiopressError
from audiopress.model import Show
from audiopress.newsroom.editions import due, next_due

LONGEST = 30.0
"""Seconds between two looks at the clock and the files: a changed schedule, or a machine that slept, is seen soon."""


def _on_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def run_forever(
    shows: Callable[[], Iterable[Show]],
    run: Callable[[Show, datetime], None],
    *,
    tell: Callable[[str], None] = print,
    fail: Callable[[str], None] = _on_stderr,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    wait: Callable[[float], bool] | None = None,
) -> None:
    """Run each show's edition when it is due, until SIGTERM, Ctrl-C, or `wait` returns True.

    `shows` is asked at every turn, so that changed files count at once; `run` makes an edition that may be made already
    (the library's claim decides). One show's failure is told by `fail` and does not stop the others.
    """
    pause = wait or _until_stopped()
    tried: dict[str, datetime] = {}
    announced: dict[str, datetime] = {}
    while True:
        try:
            current = [show for show in shows() if show.schedule is not None and show.enabled]
        except AudiopressError as error:
            fail(f"the newsroom's files cannot be read: {error}")
            current = []
        for show in current:
            assert show.schedule is not None
            instant = due(show.schedule, clock())
            if instant is not None and tried.get(show.name) != instant:
                tried[show.name] = instant
                _attempt(show, instant, run, fail)
            coming = next_due(show.schedule, clock())
            if coming is not None and announced.get(show.name) != coming:
                announced[show.name] = coming
                local = coming.astimezone(ZoneInfo(show.schedule.timezone))
                tell(f"{show.name}: next edition {local:%A %d %B %Y %H:%M} {show.schedule.timezone}")
        if pause(_seconds(current, clock())):
            return


def _attempt(show: Show, instant: datetime, run: Callable[[Show, datetime], None], fail: Callable[[str], None]) -> None:
    try:
        run(show, instant)
    except AudiopressError as error:
        fail(f"{show.name}: failed: {error}")
    except Exception as error:  # noqa: BLE001, the clock must go on for the other shows
        fail(f"{show.name}: failed: {type(error).__name__}: {error}")


def _seconds(shows: Sequence[Show], now: datetime) -> float:
    """How long to wait: to the next due instant, and never longer than LONGEST."""
    coming = [instant for show in shows if show.schedule and (instant := next_due(show.schedule, now))]
    return min([LONGEST, *((instant - now).total_seconds() for instant in coming)])


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

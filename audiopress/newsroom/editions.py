"""Editions: one scheduled run of a show, known by the instant it was due.

Cron expressions are read by cronsim in the schedule's zone: a local time that the spring gap leaves out is moved to
the end of the gap, one that the autumn hour has twice is taken once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from audiopress.model import Schedule, Show

NOON: Final = time(12)
"""Where one stretch of instants ends and the next begins: no zone changes its clocks at noon."""

FARTHEST: Final = timedelta(days=7)
"""How far back missed editions are looked for."""


def due(schedule: Schedule, now: datetime) -> datetime | None:
    """The latest due instant (UTC) at or before `now` within the schedule's grace, or None."""
    latest = _latest(schedule, now)
    if latest is None or now - latest > timedelta(seconds=schedule.grace):
        return None
    return latest


def next_due(schedule: Schedule, now: datetime) -> datetime | None:
    """The first due instant (UTC) after `now`, or None where there is none (31 February)."""
    from cronsim import CronSim

    noon = _noon_after(schedule, now)
    instants = _instants(schedule.cron, schedule.timezone, noon.date())
    after = bisect_right(instants, now)
    if after < len(instants):
        return instants[after]
    found = next(CronSim(schedule.cron, noon), None)
    return found.astimezone(UTC) if found else None


def between(schedule: Schedule, since: datetime, now: datetime) -> Iterator[datetime]:
    """The due instants (UTC) after `since` that are over at `now`: a later one has come, or the grace has ended.

    Of the last days only: nobody wants to know of a year in which a machine was off.
    """
    at = max(since, now - FARTHEST)
    while (at := next_due(schedule, at) or now + FARTHEST) <= now:
        later = next_due(schedule, at)
        if now - at > timedelta(seconds=schedule.grace) or (later and later <= now):
            yield at


def edition_for(show: Show, now: datetime, *, timezone: str = "UTC") -> datetime | None:
    """The edition that `audiopress run SHOW` makes at `now`, as a UTC instant; None before it is due.

    With a schedule, the latest due instant of the local day, or of the evening before while its grace lasts. A show
    without one has an edition a local day, from its beginning. `timezone` is the newsroom's, for such a show. A later
    `now` never has an earlier edition, and no edition is later than its `now`.
    """
    zone = ZoneInfo(show.schedule.timezone if show.schedule else timezone)
    # The first midnight, where the clocks go back over it: the second one would be another edition of the same day.
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0).astimezone(UTC)
    if show.schedule is None:
        return midnight
    latest = _latest(show.schedule, now)
    if latest is not None and latest >= midnight:
        return latest
    return due(show.schedule, now)


def _latest(schedule: Schedule, now: datetime) -> datetime | None:
    """The latest due instant at or before `now`."""
    day = _noon_after(schedule, now).date()
    instants = _instants(schedule.cron, schedule.timezone, day)
    if before := bisect_right(instants, now):
        return instants[before - 1]
    return _latest_before(schedule.cron, schedule.timezone, day)


@lru_cache(maxsize=64)
def _latest_before(cron: str, timezone: str, day: date) -> datetime | None:
    """The latest due instant (UTC) up to the noon before that of `day`."""
    from cronsim import CronSim

    # cronsim's iterator looks strictly before its start.
    start = datetime.combine(day - timedelta(days=1), NOON, ZoneInfo(timezone)) + timedelta(minutes=1)
    found = next(CronSim(cron, start, reverse=True), None)
    return found.astimezone(UTC) if found else None


def _noon_after(schedule: Schedule, now: datetime) -> datetime:
    """The first local noon that is not before `now`."""
    zone = ZoneInfo(schedule.timezone)
    local = now.astimezone(zone)
    noon = datetime.combine(local.date(), NOON, zone)
    return noon if noon >= local else noon + timedelta(days=1)


@lru_cache(maxsize=64)
def _instants(cron: str, timezone: str, day: date) -> tuple[datetime, ...]:
    """The due instants (UTC) after the noon before and up to the noon of `day`, the earliest first.

    They are counted forwards from noon to noon, whatever the time now is: cronsim begun inside of a repeated hour
    passes over what lies in its first half, and so would find an earlier instant later in the night.
    """
    from cronsim import CronSim

    noon = datetime.combine(day, NOON, ZoneInfo(timezone))
    found = set()
    for instant in CronSim(cron, noon - timedelta(days=1)):
        if instant > noon:
            break
        found.add(instant.astimezone(UTC))
    return tuple(sorted(found))

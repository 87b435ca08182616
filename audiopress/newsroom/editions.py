"""Editions: one scheduled run of a show, known by the instant it was due.

Cron expressions are read by cronsim in the schedule's zone: a local time that the spring gap leaves out is moved to
the end of the gap, one that the autumn hour has twice is taken once.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from audiopress.model import Schedule, Show


def due(schedule: Schedule, now: datetime) -> datetime | None:
    """The latest due instant (UTC) at or before `now` within the schedule's grace, or None."""
    latest = _latest(schedule, now)
    if latest is None or now - latest > timedelta(seconds=schedule.grace):
        return None
    return latest


def next_due(schedule: Schedule, now: datetime) -> datetime | None:
    """The first due instant (UTC) after `now`, or None where there is none (31 February)."""
    from cronsim import CronSim

    found = next(CronSim(schedule.cron, now.astimezone(ZoneInfo(schedule.timezone))), None)
    return found.astimezone(UTC) if found else None


def edition_for(show: Show, now: datetime, *, timezone: str = "UTC") -> datetime:
    """The edition that `audiopress run SHOW` makes at `now`, as a UTC instant.

    The latest due instant of the local day; before the day's first one, and for a show without a schedule, the
    beginning of the local day. `timezone` is the newsroom's, for a show without a schedule.
    """
    zone = ZoneInfo(show.schedule.timezone if show.schedule else timezone)
    local = now.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    latest = _latest(show.schedule, now) if show.schedule else None
    if latest is not None and latest >= midnight:
        return latest
    return midnight.astimezone(UTC)


def _latest(schedule: Schedule, now: datetime) -> datetime | None:
    """The latest due instant at or before `now`."""
    from cronsim import CronSim

    # cronsim's iterator looks strictly before its start: a minute later, so that an instant due now is found.
    start = now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
    found = next(CronSim(schedule.cron, start.astimezone(ZoneInfo(schedule.timezone)), reverse=True), None)
    return found.astimezone(UTC) if found else None

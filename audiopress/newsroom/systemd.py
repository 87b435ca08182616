"""systemd units that run a newsroom's shows, in place of the scheduler in `schedules.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from audiopress.model import Schedule, Show

DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
NAMES = {name.upper(): str(index) for index, name in enumerate(DAYS)}

SERVICE = """\
[Unit]
Description=audiopress: {title}
Wants=network-online.target
After=network-online.target
OnFailure=audiopress-failed@{name}.service
StartLimitIntervalSec={grace}
StartLimitBurst={tries}

[Service]
Type=oneshot
{who}WorkingDirectory={folder}
ExecStart={program} --quiet --log-json run {name}
Restart=on-failure
RestartSec={again}
Nice=5
"""

TIMER = """\
[Unit]
Description=audiopress: {title}, at its time

[Timer]
{calendars}
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""

FAILED = """\
[Unit]
Description=audiopress: tell that %i failed

[Service]
Type=oneshot
{who}WorkingDirectory={folder}
ExecStart={program} --quiet alert %i --why "its systemd unit failed"
"""
TRIES = 5
"""How often systemd begins a failed edition within its grace."""
AGAIN = 120
"""Seconds between two of them."""


def systemd_units(
    shows: Iterable[Show], *, folder: Path, program: str, user: str = "", environment: str = ""
) -> dict[str, str]:
    """File name to text: a service and a timer for each show with a schedule, and one that tells of failures.

    A running unit is not started twice, and `run` makes an edition once, so a timer may fire too often and never harms.
    Where editors have an hour (`until`) the timer fires then as well, and `run` lets out what is to go out. `user` is who
    the services run as, `environment` the file that has their secrets, which may be missing.
    """
    who = (f"User={_escaped(user)}\n" if user else "") + (
        f"EnvironmentFile=-{_escaped(environment)}\n" if environment else ""
    )
    common = {"folder": _escaped(str(folder)), "program": _escaped(program), "who": who}
    units: dict[str, str] = {}
    for show in shows:
        if show.schedule is None or not show.enabled:
            continue
        name = f"audiopress-{show.name}"
        title = re.sub(r"[%\s]+", " ", show.title)
        units[f"{name}.service"] = SERVICE.format(
            **common,
            title=title,
            name=show.name,
            grace=max(show.schedule.grace, AGAIN),
            tries=TRIES,
            again=AGAIN,
        )
        calendars = [on_calendar(show.schedule)]
        if show.edition.until:
            calendars.append(f"*-*-* {show.edition.until}:00 {show.schedule.timezone}")
        units[f"{name}.timer"] = TIMER.format(
            title=title, calendars="\n".join(f"OnCalendar={one}" for one in calendars)
        )
    if units:
        units["audiopress-failed@.service"] = FAILED.format(**common)
    return units


def _escaped(text: str) -> str:
    """A percent sign begins a specifier in a unit."""
    return text.replace("%", "%%")


def on_calendar(schedule: Schedule) -> str:
    """The cron expression as OnCalendar (systemd.time(7)) with its zone.

    Where the two cannot say the same (days of the month and of the week together mean "or" in cron and "and" here; `L`,
    `#`) every five minutes: `run` knows which edition is due.
    """
    minute, hour, day, month, weekday = schedule.cron.split()[:5]
    parts = (_field(minute), _field(hour), _field(day, 1), _field(month, 1))
    days = _weekdays(weekday)
    if None in parts or days is None or (day != "*" and weekday != "*") or len(schedule.cron.split()) != 5:
        return "*:0/5"
    at_minute, at_hour, on_day, in_month = parts
    prefix = f"{days} " if days else ""
    return f"{prefix}*-{in_month}-{on_day} {at_hour}:{at_minute}:00 {schedule.timezone}"


def _field(text: str, first: int = 0) -> str | None:
    """`*/5` is `0/5` (of days and months `1/5`), `1-5` is `1..5`, `1-9/2` is `1..9/2`; lists stay."""
    out = []
    for part in text.split(","):
        if part == "*":
            out.append("*")
        elif found := re.fullmatch(r"\*/(\d+)", part):
            out.append(f"{first}/{found[1]}")
        elif found := re.fullmatch(r"(\d+)-(\d+)(/\d+)?", part):
            out.append(f"{found[1]}..{found[2]}{found[3] or ''}")
        elif part.isdigit():
            out.append(part.zfill(2))
        else:
            return None
    return ",".join(out)


def _weekdays(text: str) -> str | None:
    """`1-5` is `Mon..Fri`; empty for every day."""
    if text == "*":
        return ""
    out = []
    for part in text.upper().split(","):
        ends = [NAMES.get(end, end) for end in part.split("-")]
        if not all(end.isdigit() and int(end) <= 7 for end in ends) or len(ends) > 2:
            return None
        numbers = [int(end) for end in ends]
        if len(numbers) == 2 and (numbers[0] % 7 == 0 or numbers[1] % 7 == 0):
            span = [DAYS[number % 7] for number in range(numbers[0], numbers[1] + 1)]
            out.append(",".join(span))
        else:
            out.append("..".join(DAYS[number % 7] for number in numbers))
    return ",".join(out)

"""Today: every show, its next edition, what waits for somebody; the editions of two weeks; change, pause, run now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from starlette.responses import RedirectResponse, Response

from audiopress import newsroom, toml_keys
from audiopress.desk import events
from audiopress.desk.drawing import page, words_of
from audiopress.desk.working import begun, name_of, order_of
from audiopress.errors import ConfigError, LibraryError
from audiopress.model import WAITING, Show, State
from audiopress.newsroom import Row, Run

if TYPE_CHECKING:
    from starlette.requests import Request

    from audiopress.desk.desk import NewsDesk
    from audiopress.desk.here import Here
    from audiopress.desk.jobs import Job

BEFORE: Final = 6
"""Days of the calendar before today; as many and one stand behind it."""
MOST: Final = 500
"""Episodes that the calendar looks at."""
A_DAY: Final = 8
"""Editions of a show that a day of the calendar names; an hourly show has more."""
DAYS: Final = {"daily": "*", "weekdays": "1-5", "saturday": "6", "sunday": "0", "weekend": "0,6"}
"""What a schedule may be set to here; any other one is written into show.toml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """An episode that listeners have not had, or had last."""

    row: Row
    flags: int
    """Places to look at."""
    stories: int
    out: datetime | None
    """When it goes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLine:
    """A show."""

    show: Show
    coming: datetime | None
    waiting: tuple[WaitingRow, ...]
    latest: Row | None
    """The last one that is out."""
    trouble: Run | None
    """The last edition, where it failed or there was none."""
    jobs: tuple[Job, ...]
    hour: str
    days: str
    """Of its schedule, where it is one of DAYS at an hour; else empty."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One edition in the calendar."""

    at: datetime
    state: str
    title: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """The calendar's days and, for each show, its editions by day."""

    days: tuple[date, ...]
    rows: tuple[tuple[Show, tuple[tuple[Mark, ...], ...]], ...]


def page_of(request: Request, desk: NewsDesk) -> Response:
    """The page."""
    here, now, since = desk.here, desk.now(), events.version(desk, "")
    return page(
        request,
        here,
        "today.html",
        since=since,
        lines=lines(here, now, desk.jobs.under_way()),
        week=week(here, now, words_of(request, here)["now_planned"]),
        now=now,
        today=now.astimezone(ZoneInfo(here.settings.timezone)).date(),
        days=tuple(DAYS),
        problems=here.problems,
    )


def lines(here: Here, now: datetime, jobs: Sequence[Job] = ()) -> list[ShowLine]:
    """Every show, those first that somebody waits for."""
    library, zone = here.library(), here.settings.timezone
    waiting = library.newest(states=WAITING, limit=MOST)
    runs = library.editions(since=now - timedelta(days=7), limit=MOST)
    found = []
    with library.heads() as head:
        for show in here.shows:
            mine = []
            for row in waiting:
                if row.show != show.name:
                    continue
                try:
                    episode = head(row)
                except LibraryError:  # taken away, or being written
                    continue
                out = newsroom.leaves(episode, show, timezone=zone)
                mine.append(WaitingRow(row=row, flags=len(episode.flags), stories=len(episode.stories), out=out))
            run = next((one for one in runs if one.show == show.name), None)
            hour, days = _simple(show)
            found.append(
                ShowLine(
                    show=show,
                    coming=newsroom.next_due(show.schedule, now) if show.schedule and show.enabled else None,
                    waiting=tuple(mine),
                    latest=next(iter(library.newest(show=show.name, states={State.PUBLISHED}, limit=1)), None),
                    trouble=run if run and run.state in {State.FAILED, State.SKIPPED, State.MAKING} else None,
                    jobs=tuple(job for job in jobs if job.about.partition("/")[0] == show.name),
                    hour=hour,
                    days=days,
                )
            )
    return sorted(found, key=lambda one: (not one.waiting, not one.show.enabled, one.show.title.casefold()))


def week(here: Here, now: datetime, planned: str) -> Week:
    """Two weeks around today."""
    zone = ZoneInfo(here.settings.timezone)
    today = now.astimezone(zone).date()
    days = tuple(today + timedelta(days=each) for each in range(-BEFORE, BEFORE + 2))
    since = now - timedelta(days=BEFORE + 1)
    library = here.library()
    marks: dict[tuple[str, date], list[Mark]] = {}

    def put(show: str, mark: Mark) -> None:
        marks.setdefault((show, mark.at.astimezone(zone).date()), []).append(mark)

    for row in library.newest(since=since, limit=MOST):
        at = datetime.fromisoformat(row.edition) if row.edition else row.published
        put(row.show, Mark(at, row.state, row.title, f"/e/{row.show}/{row.id}"))
    for run in library.editions(since=since, limit=MOST):
        if run.state in {State.FAILED, State.SKIPPED, State.MAKING}:
            put(run.show, Mark(run.due, run.state, run.reason))
    for show in here.shows:
        for at in _coming(show, now, days[-1], zone):
            put(show.name, Mark(at, "planned", planned))
    rows = tuple(
        (show, tuple(tuple(sorted(marks.get((show.name, day), []), key=lambda one: one.at))[:A_DAY] for day in days))
        for show in here.shows
    )
    return Week(days, rows)


def _coming(show: Show, now: datetime, last: date, zone: ZoneInfo) -> Iterator[datetime]:
    if not show.schedule or not show.enabled:
        return
    at = newsroom.next_due(show.schedule, now)
    for _ in range(A_DAY * (BEFORE + 2)):
        if at is None or at.astimezone(zone).date() > last:
            return
        yield at
        at = newsroom.next_due(show.schedule, at)


def _simple(show: Show) -> tuple[str, str]:
    """Hour and days of a schedule that can be said so."""
    match = re.fullmatch(r"(\d{1,2}) (\d{1,2}) \* \* (\S+)", show.schedule.cron) if show.schedule else None
    days = next((name for name, cron in DAYS.items() if match and cron == match[3]), "")
    return (f"{int(match[2]):02d}:{int(match[1]):02d}", days) if match and days else ("", "")


# ---- changes


def run(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """Make a show's edition now."""
    show = desk.here.show(request.path_params["show"])
    if not show.enabled:
        raise ConfigError(f"{show.title} is paused", hint="go on with it first")
    who = name_of(request)

    def work(job: Job) -> str:
        made = desk.here.orders(who, job.progress, job.warnings.append).run(show)
        failed = next((one.error for one in made if one.error), None)
        if failed and all(one.error for one in made):
            raise failed
        return ", ".join(one.title for one in made)

    return begun(request, desk, desk.jobs.begin("run", show.name, who, work, order=order_of(form)), back="/")


def enabled(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """Pause a show, or go on with it."""
    show = desk.here.show(request.path_params["show"])
    toml_keys.set_key(show.folder / "show.toml", ("enabled",), form.get("on") == "yes")
    return RedirectResponse("/", 303)


def schedule(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """Set the hour and the days of a show. What it was before stays where the new one cannot be."""
    show = desk.here.show(request.path_params["show"])
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", form.get("hour", ""))
    days = DAYS.get(form.get("days", ""))
    if not match or days is None:
        raise ConfigError("that is no time of the day", hint="HH:MM, and days of the list")
    path = show.folder / "show.toml"
    toml_keys.set_key(path, ("schedule", "cron"), f"{int(match[2])} {int(match[1])} * * {days}")
    if show.schedule is None:
        toml_keys.set_key(path, ("schedule", "timezone"), desk.here.settings.timezone)
    return RedirectResponse("/", 303)

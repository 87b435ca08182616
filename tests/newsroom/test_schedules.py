"""Editions and their times: once over every change of clocks, caught up within the grace, one show's fault its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_clock import SIX, Clock

from audiopress.errors import SourceError
from audiopress.model import Cast, Schedule, Show
from audiopress.newsroom import Clockwork, due, edition_for, next_due, systemd_units, warnings

MORNING = Schedule(cron="0 6 * * 1-5", timezone="Asia/Seoul")
NIGHT = Schedule(cron="30 2 * * *", timezone="Europe/Berlin", grace=3600)


def show(name: str = "brief", schedule: Schedule | None = MORNING) -> Show:
    return Show(
        name=name,
        folder=Path(),
        title="The brief",
        description="x",
        language="en",
        author="x",
        cast=Cast(host="anna"),
        schedule=schedule,
    )


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-02T06:00", "2026-03-02T06:00"),
        ("2026-03-02T07:30", "2026-03-02T06:00"),
        ("2026-03-02T05:59", None),
        ("2026-03-02T08:01", None),
        ("2026-02-28T06:30", None),
    ],
)
def test_an_edition_is_due_from_its_time_to_the_end_of_its_grace(now: str, expected: str | None) -> None:
    """A short outage is caught up, a long one is not; Saturday has no edition."""
    found = due(MORNING, at(now, "Asia/Seoul"))

    assert found == (at(expected, "Asia/Seoul") if expected else None)


def test_the_spring_gap_and_the_autumn_hour_have_one_edition_each() -> None:
    """02:30 that does not exist is made once, 02:30 that exists twice is made once."""
    for day in (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)):
        seen = {due(NIGHT, day + timedelta(minutes=minute)) for minute in range(-120, 600, 5)}
        inside = {
            instant
            for instant in seen
            if instant and instant.astimezone(ZoneInfo("Europe/Berlin")).date() == day.date()
        }
        assert len(inside) == 1


@given(st.integers(0, 525_600).map(lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)))
def test_what_is_next_is_after_now_and_becomes_due(now: datetime) -> None:
    """The next instant is later than now, and at that instant it is due."""
    coming = next_due(MORNING, now)

    assert coming is not None
    assert coming > now
    assert due(MORNING, coming) == coming


def test_todays_edition_by_hand() -> None:
    """After the day's time its edition is that of the schedule; without one, the day itself."""
    after = edition_for(show(), at("2026-03-02T15:00", "Asia/Seoul"))
    plain = edition_for(show(schedule=None), at("2026-03-02T23:30", "Asia/Seoul"), timezone="Asia/Seoul")

    assert after == at("2026-03-02T06:00", "Asia/Seoul")
    assert plain == at("2026-03-02T00:00", "Asia/Seoul")


@pytest.mark.parametrize("now", ["2026-03-02T00:00", "2026-03-02T05:59", "2026-02-28T15:00"])
def test_an_extra_call_before_the_time_makes_nothing(now: str) -> None:
    """Before the day's first due time, and on a day that has none, there is no edition."""
    assert edition_for(show(), at(now, "Asia/Seoul")) is None


def test_a_call_that_comes_after_midnight_still_makes_the_evening() -> None:
    """An edition of ten to midnight is not lost where its call comes late, and is not that of the next day."""
    evening = show(schedule=Schedule(cron="50 23 * * *", timezone="Europe/Berlin", grace=3600))
    due_at = at("2026-03-01T23:50", "Europe/Berlin")

    assert edition_for(evening, at("2026-03-02T00:20", "Europe/Berlin")) == due_at
    assert edition_for(evening, at("2026-03-02T01:20", "Europe/Berlin")) is None


def moments(first: datetime, zone: str) -> Iterator[datetime]:
    """Of the 365 days from `first`."""
    touched = {(change + timedelta(days=days)).date() for change in changes(zone) for days in (-1, 0, 1)}
    for minute in range(0, 365 * 1440, 5):
        now = first + timedelta(minutes=minute)
        if minute % 30 == 0 or now.date() in touched:
            yield now


@pytest.mark.parametrize("zone", SIX)
def test_editions_never_go_back_and_never_come_early(zone: str) -> None:
    """Asked all through a year, a schedule gives its instants in order, each at its time and each once.

    It is asked every five minutes of the days on which clocks change, and every half hour of the other ones.
    """
    scheduled = show(schedule=Schedule(cron=SIX[zone], timezone=zone, grace=0))
    first = datetime(2027, 1, 1, tzinfo=UTC)
    seen: list[datetime] = []
    early = []
    for now in moments(first, zone):
        instant = edition_for(scheduled, now)
        if instant is None:
            continue
        if instant > now:
            early.append((now, instant))
        if not seen or seen[-1] != instant:
            seen.append(instant)

    assert early == []
    assert seen == sorted(set(seen))
    local = [f"{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for instant in seen]
    a_day = {"Asia/Seoul": 2, "Pacific/Chatham": 4}.get(zone, 1)
    assert abs(len(seen) - 365 * a_day) <= a_day
    assert len(set(local)) == len(local), "a repeated hour has no edition of its own"


@pytest.mark.parametrize("zone", SIX)
def test_a_show_without_a_schedule_has_one_edition_a_day(zone: str) -> None:
    """Asked every five minutes around each change of clocks, the day has one edition, and it begins with the day."""
    plain = show(schedule=None)
    for day in changes(zone):
        asked = [day + timedelta(minutes=minute) for minute in range(-2880, 2880, 5)]
        found = [(now, edition_for(plain, now, timezone=zone)) for now in asked]
        instants = [instant for _, instant in found if instant]

        assert instants == sorted(instants)
        assert all(instant and instant <= now for now, instant in found)
        assert len(set(instants)) == len({now.astimezone(ZoneInfo(zone)).date() for now in asked})


def changes(zone: str) -> list[datetime]:
    """The hours of 2027 in which a zone changes its clocks."""
    hours = [datetime(2027, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(365 * 24)]
    offsets = [hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours]
    return [hour for hour, before, after in zip(hours[1:], offsets, offsets[1:], strict=False) if before != after]


def clockwork(clock: Clock, until: datetime) -> Callable[[float], bool]:
    def wait(seconds: float) -> bool:
        clock.time += timedelta(seconds=max(seconds, 0.001))
        return clock.time >= until

    return wait


def test_the_clock_runs_every_show_once_and_survives_a_failure(clock: Clock) -> None:
    """Over three days each edition is run once; a show that fails is tried again, told, and does not stop the other."""
    clock.time = at("2026-03-01T12:00", "Asia/Seoul")
    run: list[tuple[str, datetime]] = []
    told: list[str] = []

    def make(one: Show, instant: datetime) -> datetime | None:
        run.append((one.name, instant))
        if one.name == "broken":
            raise SourceError("no paper today")
        return None

    shows = [show("broken"), show("brief")]
    until = at("2026-03-04T12:00", "Asia/Seoul")
    wait = clockwork(clock, until)
    Clockwork(shows=lambda: shows, run=make, tell=lambda _: None, fail=told.append, clock=clock, wait=wait).go()

    days = [at(f"2026-03-0{day}T06:00", "Asia/Seoul") for day in (2, 3, 4)]
    assert [one for one in run if one[0] == "brief"] == [("brief", day) for day in days]
    assert {day for name, day in run if name == "broken"} == set(days)
    assert sum("no paper today" in line for line in told) > 3


def test_a_changed_schedule_counts_at_once(clock: Clock) -> None:
    """The shows are asked at every turn, so an edited show.toml needs no restart."""
    clock.time = at("2026-03-02T05:00", "Asia/Seoul")
    run: list[datetime] = []
    late = Schedule(cron="0 7 * * *", timezone="Asia/Seoul")

    def shows() -> list[Show]:
        return [show(schedule=late if clock.time > at("2026-03-02T05:30", "Asia/Seoul") else MORNING)]

    until = at("2026-03-02T08:00", "Asia/Seoul")
    wait = clockwork(clock, until)
    Clockwork(shows=shows, run=lambda _, at: run.append(at), tell=lambda _: None, clock=clock, wait=wait).go()

    assert run == [at("2026-03-02T07:00", "Asia/Seoul")]


@pytest.mark.parametrize(("minutes", "caught_up"), [(80, True), (130, False)])
def test_an_outage_is_caught_up_once_or_told(clock: Clock, minutes: int, caught_up: bool) -> None:
    """80 minutes without a clock: the edition is made late, once. Beyond the grace of two hours: told as missed, once."""
    day = at("2026-03-03T06:00", "Asia/Seoul")
    run: list[datetime] = []
    missed: list[datetime] = []
    clock.time = day + timedelta(minutes=minutes)

    Clockwork(
        shows=lambda: [show()],
        run=lambda _, instant: run.append(instant),
        missed=lambda _, instant: missed.append(instant),
        tell=lambda _: None,
        clock=clock,
        wait=clockwork(clock, day + timedelta(hours=20)),
        since=day - timedelta(minutes=5),
    ).go()

    assert (run, missed) == (([day], []) if caught_up else ([], [day]))


def test_a_clock_that_never_ran_has_missed_nothing(clock: Clock) -> None:
    """The first start of a newsroom reports no edition of the days before it."""
    missed: list[datetime] = []
    clock.time = at("2026-03-03T12:00", "Asia/Seoul")
    wait = clockwork(clock, clock.time + timedelta(hours=1))

    Clockwork(
        shows=lambda: [show()],
        run=lambda _, __: None,
        missed=lambda _, instant: missed.append(instant),
        tell=lambda _: None,
        clock=clock,
        wait=wait,
    ).go()

    assert missed == []


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Seoul"])
def test_the_clock_goes_through_every_change_and_makes_each_edition_once(clock: Clock, zone: str) -> None:
    """Over both changes of clocks: as many editions as days, none missed, none twice."""
    daily = show(schedule=Schedule(cron=SIX[zone], timezone=zone, grace=3600))
    run: list[datetime] = []
    missed: list[datetime] = []
    # Around the changes of New York and Berlin, in spring and in autumn.
    firsts = [datetime(2027, month, day, 12, tzinfo=UTC) for month, day in ((3, 12), (3, 26), (10, 29), (11, 5))]
    for first in firsts:
        clock.time = first

        def wait(_: float, until: datetime = first + timedelta(days=3)) -> bool:
            clock.move(minutes=5)
            return clock.time >= until

        Clockwork(
            shows=lambda: [daily],
            run=lambda _, instant: run.append(instant),
            missed=lambda _, instant: missed.append(instant),
            tell=lambda _: None,
            clock=clock,
            wait=wait,
        ).go()

    local = {f"{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for instant in run}
    assert missed == []
    assert len(run) == len(local) == (2 if zone == "Asia/Seoul" else 1) * 3 * len(firsts)


def test_a_failed_edition_is_asked_for_again_when_it_says(clock: Clock) -> None:
    """The maker says when: the clock wakes for it, and not before; once it is settled nobody is asked again."""
    day = at("2026-03-03T06:00", "Asia/Seoul")
    clock.time = day
    seen: list[datetime] = []

    def make(_: Show, __: datetime) -> datetime | None:
        seen.append(clock())
        return clock() + timedelta(minutes=len(seen)) if len(seen) < 3 else None

    wait = clockwork(clock, day + timedelta(hours=3))
    Clockwork(shows=lambda: [show()], run=make, tell=lambda _: None, clock=clock, wait=wait).go()

    assert seen == [day, day + timedelta(minutes=1), day + timedelta(minutes=3)]


def test_a_time_that_the_clocks_move_is_warned_of() -> None:
    """02:30 in Berlin is doubtful, in Seoul it is not."""
    assert len(list(warnings([show(schedule=NIGHT)]))) == 1
    assert list(warnings([show(schedule=Schedule(cron="30 2 * * *", timezone="Asia/Seoul"))])) == []


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("0 6 * * 1-5", "Mon..Fri *-*-* 06:00:00 Asia/Seoul"),
        ("*/15 7-9 * * *", "*-*-* 7..9:0/15:00 Asia/Seoul"),
        ("5 6,18 1 */2 *", "*-1/2-01 06,18:05:00 Asia/Seoul"),
        ("0 6 * * sun,sat", "Sun,Sat *-*-* 06:00:00 Asia/Seoul"),
        ("0 6 1 * 1", "*:0/5"),
        ("0 6 L * *", "*:0/5"),
    ],
)
def test_a_cron_expression_becomes_a_timer(cron: str, expected: str) -> None:
    """systemd's own form where it can say the same, else every five minutes: `run` knows what is due."""
    units = systemd_units(
        [show(schedule=Schedule(cron=cron, timezone="Asia/Seoul"))], folder=Path("/srv/n"), program="/bin/audiopress"
    )

    assert f"OnCalendar={expected}\n" in units["audiopress-brief.timer"]
    assert "ExecStart=/bin/audiopress --quiet --log-json run brief\n" in units["audiopress-brief.service"]


def test_units_say_who_runs_them_with_which_secrets_and_who_is_told() -> None:
    """User, EnvironmentFile and OnFailure stand in each service; the editors' hour is a time of the timer as well."""
    looked = show()
    looked = replace(looked, edition=replace(looked.edition, policy="approve", until="06:30"))
    units = systemd_units([looked], folder=Path("/n"), program="/bin/a", user="press", environment="/etc/a.env")
    service, timer = units["audiopress-brief.service"], units["audiopress-brief.timer"]

    for line in ("User=press", "EnvironmentFile=-/etc/a.env", "OnFailure=audiopress-failed@brief.service"):
        assert f"\n{line}\n" in service
    assert "StartLimitIntervalSec=7200\n" in service
    assert "OnCalendar=*-*-* 06:30:00 Asia/Seoul\n" in timer
    assert "User=press\n" in units["audiopress-failed@.service"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
@pytest.mark.parametrize("cron", ["0 6 * * 1-5", "*/15 7-9 * * *", "5 6,18 1 */2 *", "0 6 * * 5-7"])
def test_systemd_understands_the_timer(cron: str) -> None:
    """systemd-analyze reads the calendar expression."""
    text = systemd_units([show(schedule=Schedule(cron=cron, timezone="Asia/Seoul"))], folder=Path("/n"), program="x")
    calendar = text["audiopress-brief.timer"].partition("OnCalendar=")[2].partition("\n")[0]

    assert subprocess.run(["systemd-analyze", "calendar", calendar], capture_output=True, check=False).returncode == 0

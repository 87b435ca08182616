"""Editions: made once, however often and by however many they are asked for; and nothing breaks when a run is killed."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from tests_clock import Clock
from tests_examples import THOROUGH

from audiopress.errors import ConfigError
from audiopress.newsroom import Library
from audiopress.newsroom.rows import Member
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def sourced(newsroom: Path, page: Path | None, show: str = "daily-brief") -> None:
    path = newsroom / "feeds" / show / "show.toml"
    text = path.read_text("utf-8")
    left = re.sub(r"(?ms)^sources = \[.*?\]\n", "", text)
    path.write_text(f"sources = {[str(page)] if page else []}\n" + left, encoding="utf-8")


def test_todays_edition_is_made_once(newsroom: Path, page: Path, clock: Clock) -> None:
    """`run` makes the edition the first time, keeps it the second, and tells no story twice the next day."""
    sourced(newsroom, page)
    orders = Orders(press=Press(workspace=Workspace.find(newsroom), now=clock))
    show = orders.press.workspace.show("daily-brief")

    first = orders.run(show)
    again = orders.run(show)
    clock.move(days=1)
    tomorrow = orders.run(show)

    assert [one.status for one in first] == ["made"]
    assert [one.status for one in again] == ["kept"]
    assert tomorrow == []
    assert len(Library(orders.press.workspace.library).rows("daily-brief")) == 1


def test_two_processes_never_make_the_same_edition(newsroom: Path, page: Path) -> None:
    """Four `audiopress run` at the same moment leave one episode."""
    sourced(newsroom, page)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "audiopress", "run", "daily-brief", "--json"]
    runs = [
        subprocess.Popen(command, cwd=newsroom, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]

    results = [json.loads(run.communicate(timeout=120)[0]) for run in runs]

    assert [run.returncode for run in runs] == [0, 0, 0, 0]
    assert [one["status"] for result in results for one in result].count("made") == 1
    assert len(Library(Workspace.find(newsroom).library).rows("daily-brief")) == 1


def test_a_failed_edition_is_tried_again(newsroom: Path, page: Path, clock: Clock) -> None:
    """A show without anything to read fails with what to do; when it is mended the edition is still made."""
    sourced(newsroom, None)
    orders = Orders(press=Press(workspace=Workspace.find(newsroom), now=clock))
    with pytest.raises(ConfigError, match="no sources"):
        orders.run(orders.press.workspace.show("daily-brief"))

    sourced(newsroom, page)
    (made,) = orders.run(orders.press.workspace.show("daily-brief"))

    assert made.status == "made"


def test_an_edition_that_came_to_nothing_is_tried_again(newsroom: Path, page: Path, clock: Clock) -> None:
    """Where every story failed the edition is not done: once the page is there, the next call makes it."""
    late = page.with_name("late.txt")
    sourced(newsroom, late)
    orders = Orders(press=Press(workspace=Workspace.find(newsroom), now=clock))
    show = orders.press.workspace.show("daily-brief")

    nothing = orders.run(show)
    late.write_text(page.read_text("utf-8"), encoding="utf-8")
    something = orders.run(show)

    assert [one.status for one in nothing] == ["failed"]
    assert [one.status for one in something] == ["made"]


def intact(public: Path) -> int:
    """How many episodes the published feed has; every file it names is there with its length."""
    feed = public / "articles" / "feed.xml"
    if not feed.exists():
        return 0
    items = ET.parse(feed).getroot().findall("channel/item")
    for item in items:
        enclosure = item.find("enclosure")
        assert enclosure is not None
        media = public / enclosure.get("url", "").removeprefix("http://127.0.0.1:8000/")
        assert media.stat().st_size == int(enclosure.get("length", "0"))
    return len(items)


def test_a_run_killed_anywhere_leaves_a_valid_feed_and_can_be_finished(
    audiopress: Run, newsroom: Path, page: Path
) -> None:
    """SIGKILL at ten moments of `make`, or at four: the feed always stands, and the next run finishes the work."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    program = [sys.executable, "-m", "audiopress", "make", "articles"]
    began = time.monotonic()
    subprocess.run([*program, str(page)], cwd=newsroom, env=environment, stdout=subprocess.DEVNULL, check=True)
    whole = time.monotonic() - began
    assert intact(newsroom / "public") == 1
    chance = random.Random(4)
    count = 10 if THOROUGH else 4
    for number in range(count):
        story = newsroom.parent / f"story-{number}.txt"
        story.write_text(page.read_text("utf-8").replace("Monday", f"day {number} of March"), encoding="utf-8")
        run = subprocess.Popen(
            [*program, str(story)], cwd=newsroom, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * (0.15 + 0.85 * chance.random()))
        run.kill()
        run.wait()

        assert intact(newsroom / "public") >= 1

    stories = sorted(newsroom.parent.glob("story-*.txt"))
    done = audiopress("make", "articles", *stories)
    assert done.returncode == 0, done.stderr
    assert intact(newsroom / "public") == count + 1


def make_editions(newsroom: Path, days: int, *, minutes: int = 0) -> None:
    """Every edition of the first days, each of one page; as of a clock so many minutes late."""
    for day in range(days):
        due = datetime(2026, 3, 2 + day, 6, tzinfo=UTC)
        now = due + timedelta(minutes=minutes)
        orders = Orders(press=Press(workspace=Workspace.find(newsroom), now=partial(max, now, now)))
        show = replace(orders.press.workspace.show("daily-brief"), sources=(f"pages/{day}.txt",))
        orders.run(show, due=due)


def paged(newsroom: Path, page: Path, days: int) -> None:
    (newsroom / "pages").mkdir()
    for day in range(days):
        boats = ", ".join(f"boat {day}{number} of the {day}{number} line" for number in range(9))
        text = page.read_text("utf-8").replace("Ferry to run at night", f"Ferry {day} to run")
        head, _, foot = text.partition("The night ferry")
        foot = foot[foot.index("Copyright") :]
        told = f"On day {day} the office named {boats}, which sail from pier {day} as long as there is light."
        (newsroom / "pages" / f"{day}.txt").write_text(f"{head}{told}\n\n{told[::-1]}\n\n{foot}", encoding="utf-8")


def test_processes_that_race_make_each_edition_once(newsroom: Path, page: Path) -> None:
    """Four processes that make the editions of three days at the same time: none is lost, none is there twice."""
    paged(newsroom, page, 3)
    context = multiprocessing.get_context("fork")
    racers = [context.Process(target=make_editions, args=(newsroom, 3)) for _ in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(120)

    library = Library(Workspace.find(newsroom).library)
    assert [racer.exitcode for racer in racers] == [0, 0, 0, 0]
    assert sorted(row.edition[:10] for row in library.rows("daily-brief")) == [f"2026-03-0{day}" for day in (2, 3, 4)]
    assert {run.state for run in library.editions("daily-brief")} == {"made"}


def test_a_killed_edition_is_taken_up_again(newsroom: Path, page: Path) -> None:
    """SIGKILL while editions are made: the next runs, minutes later, make what is missing and nothing twice."""
    paged(newsroom, page, 3)
    context = multiprocessing.get_context("fork")
    for life, seconds in enumerate((0.3, 0.6, 0.9, 120)):
        worker = context.Process(target=make_editions, args=(newsroom, 3), kwargs={"minutes": 3 * life})
        worker.start()
        worker.join(seconds)
        if worker.exitcode is None:
            worker.kill()
            worker.join()

    library = Library(Workspace.find(newsroom).library)
    assert worker.exitcode == 0
    assert sorted(row.edition[:10] for row in library.rows("daily-brief")) == [f"2026-03-0{day}" for day in (2, 3, 4)]
    assert {run.state for run in library.editions("daily-brief")} == {"made"}


def test_a_feed_that_is_ahead_of_the_library_read_is_looked_at_again(
    newsroom: Path, page: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An episode that another process kept and published in the moment after the library was read is no stranger."""
    paged(newsroom, page, 2)
    make_editions(newsroom, 2)
    press = Press(workspace=Workspace.find(newsroom), now=lambda: datetime(2026, 3, 4, tzinfo=UTC))
    real, calls = Library.members, []

    def behind(self: Library, show: str) -> tuple[Member, ...]:
        calls.append(show)
        return real(self, show)[1:] if len(calls) == 1 else real(self, show)

    monkeypatch.setattr(Library, "members", behind)

    assert press.publish(press.workspace.show("daily-brief")).feed_url.endswith("feed.xml")
    assert len(calls) > 1

"""Editions: made once, however often and by however many they are asked for; and nothing breaks when a run is killed."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from tests_clock import Clock
from tests_examples import THOROUGH

from audiopress.errors import SourceError
from audiopress.newsroom import Library
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
    assert len(Library(orders.press.workspace.library).episodes("daily-brief")) == 1


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
    assert len(Library(Workspace.find(newsroom).library).episodes("daily-brief")) == 1


def test_a_failed_edition_is_tried_again(newsroom: Path, page: Path, clock: Clock) -> None:
    """A show without anything to read fails with what to do; when it is mended the edition is still made."""
    sourced(newsroom, None)
    orders = Orders(press=Press(workspace=Workspace.find(newsroom), now=clock))
    with pytest.raises(SourceError, match="no sources"):
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

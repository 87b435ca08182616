"""Many episodes at once: on processes and on a cluster, in order, each for itself, and nothing lost with a worker."""

from __future__ import annotations

import os
import signal
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audiopress import batch
from audiopress.errors import AudiopressError, LibraryError, PublishError
from audiopress.identity import name_of
from audiopress.model import Article, Episode, Show
from audiopress.newsroom import Library
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.segment import read_text
from audiopress.work import executors
from audiopress.work.locks import alone
from audiopress.work.pool import Pool
from audiopress.workspace import Workspace

TOWNS = ("Altsund", "Brennau", "Dunvale", "Kestle", "Merrow", "Oakmere")


def story(town: str) -> Article:
    """A short story of its own."""
    said = {"Altsund": "bells", "Brennau": "boats", "Dunvale": "trams", "Kestle": "bread", "Merrow": "rain"}
    text = (
        f"{town} counts its {said.get(town, 'trees')}\n\nBy Ada Bell\n\nThe council of {town} counted every one on "
        f"Monday.\n\nNobody in {town} had done so before, the mayor of {town} told the paper there."
    )
    return replace(read_text(text), source=f"{town}.txt")


def stories(*towns: str) -> list[Article]:
    return [story(town) for town in towns or TOWNS[:4]]


@pytest.fixture
def workers(request: pytest.FixtureRequest) -> str:
    """Two threads, which begin at once; `on_processes` where the rule is about processes."""
    return str(getattr(request, "param", "threads:2"))


on_processes = pytest.mark.parametrize("workers", ["processes:2"], indirect=True)


@pytest.fixture
def orders(newsroom: Path, edit: Callable[..., None], workers: str) -> Orders:
    edit(newsroom / "audiopress.toml", '"inline"', f'"{workers}"')
    return Orders(press=Press(workspace=Workspace.find(newsroom)))


@pytest.fixture
def show(orders: Orders) -> Show:
    return orders.press.workspace.show("articles")


def published(orders: Orders) -> list[str]:
    """The titles in the feed."""
    feed = orders.press.workspace.public / "articles" / "feed.xml"
    return [str(item.findtext("title")) for item in ET.parse(feed).getroot().findall("channel/item")]


def library(orders: Orders) -> list[Episode]:
    kept = Library(orders.press.workspace.library)
    return [kept.whole(row) for row in kept.rows("articles")]


@on_processes
def test_results_are_in_the_order_of_the_articles(orders: Orders, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever worker is done first; each is made once, by another process, and all are in the feed."""
    monkeypatch.setattr(Press, "produce", None)  # what makes an episode in this process

    made = orders.make(show, stories())

    assert [one.error for one in made] == [None] * 4
    assert [one.status for one in made] == ["made"] * 4
    assert [one.title for one in made] == [article.headline for article in stories()]
    assert sorted(published(orders)) == sorted(one.title for one in made)
    assert all(one.episode and one.episode.enclosure.path.is_file() and one.seconds > 0 for one in made)
    assert [one.status for one in orders.make(show, stories())] == ["kept"] * 4


def test_threads_make_episodes_at_once_too(orders: Orders, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """On `threads:2` two episodes are under way at a time, each whole in a thread, and the sound is that of one by one."""
    together = threading.Barrier(2)
    performed = Press.performed

    def met(self: Press, *plan: Any, **where: Any) -> Any:
        together.wait(30)
        return performed(self, *plan, **where)

    with monkeypatch.context() as patched:
        patched.setattr(Press, "performed", met)
        made = orders.make(show, stories())
    single = replace(orders, press=replace(orders.press, pool=Pool())).make_each(
        show, [(one,) for one in stories()], Pool(), again=True
    )

    assert [one.error for one in made] == [None] * 4
    assert [one.title for one in made] == [article.headline for article in stories()]
    sounds = [[one.episode.enclosure.sha256 for one in found if one.episode] for found in (made, single)]
    assert sounds[0] == sounds[1]


@on_processes
def test_they_are_the_episodes_that_are_made_one_by_one(
    orders: Orders, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the byte of their sound: how many are made at once is not to be heard."""
    sounds = []
    for least in (True, False):
        monkeypatch.setattr("audiopress.orders.worth", lambda *_, least=least: least)
        made = orders.make(show, stories(*TOWNS[:2]), again=True)
        sounds.append([one.episode.enclosure.sha256 for one in made if one.episode])

    assert len(sounds[0]) == 2
    assert sounds[0] == sounds[1]


def test_one_broken_article_costs_only_itself(orders: Orders, show: Show) -> None:
    """One that its worker cannot make is told in its place; the others are made and published."""
    blocked = orders.press.workspace.episodes / "articles" / name_of(stories()[1].headline, orders.press.now())
    blocked.parent.mkdir(parents=True)
    blocked.write_text("a file where the episode's folder should be")

    made = orders.make(show, stories())

    assert [one.status for one in made] == ["made", "failed", "made", "made"]
    assert isinstance(made[1].error, AudiopressError)
    assert len(published(orders)) == 3


def test_one_that_cannot_be_kept_costs_only_itself(orders: Orders, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that refuses one episode is told in its place, and its name is free again."""
    save = Library.save

    def refusing(self: Library, episode: Episode, **kept: Any) -> None:
        if episode.title.startswith("Brennau"):
            raise LibraryError("no room for it")
        save(self, episode, **kept)

    monkeypatch.setattr(Library, "save", refusing)

    made = orders.make(show, stories())

    assert [one.status for one in made] == ["made", "failed", "made", "made"]
    assert "no room for it" in str(made[1].error)
    with alone(orders._door(stories()[1].headline), wait=False):
        pass


def test_what_may_be_one_story_is_made_once(orders: Orders, show: Show) -> None:
    """Two doors to the same story in one order: the second waits for the first, and is found to be it."""
    twin = replace(story("Altsund"), source="https://news.example.org/altsund")

    made = orders.make(show, [story("Altsund"), twin, story("Brennau")])

    assert [one.status for one in made] == ["made", "kept", "made"]
    assert len(library(orders)) == 2


def test_an_episode_that_somebody_else_is_making_is_waited_for(orders: Orders, show: Show) -> None:
    """And not made a second time; the others need not wait for it."""
    (busy,) = (one for one in stories() if one.headline.startswith("Brennau"))
    others_first: list[int] = []
    release = threading.Event()

    def hold() -> None:
        with alone(orders._door(busy.headline)):
            holding.set()
            release.wait(30)

    holding = threading.Event()
    holder = threading.Thread(target=hold, daemon=True)
    holder.start()
    assert holding.wait(10)

    def shown(stage: str, done: int, total: int) -> None:
        if stage == "episodes":
            others_first.append(done)
            if done == total - 1:
                release.set()

    told = replace(orders, press=replace(orders.press, progress=shown))
    made = told.make(show, stories())

    holder.join(10)
    assert others_first == [1, 2, 3, 4]
    assert [one.status for one in made] == ["made"] * 4


def killing(orders: Orders, at: int) -> Callable[[str, int, int], None]:
    """A progress that kills every worker process when so many episodes are done."""
    import multiprocessing

    def shown(stage: str, done: int, _total: int) -> None:
        if stage == "episodes" and done == at:
            for child in multiprocessing.active_children():
                assert child.pid is not None
                os.kill(child.pid, signal.SIGKILL)

    del orders
    return shown


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@on_processes
def test_a_killed_worker_loses_nothing(orders: Orders, show: Show) -> None:
    """Its episode is made by another one; nothing is made twice, nothing half."""
    rough = replace(orders, press=replace(orders.press, progress=killing(orders, 1)))

    made = rough.make(show, stories())

    assert [one.status for one in made] == ["made"] * 4
    assert len(library(orders)) == len(published(orders)) == 4
    left = [path for path in orders.press.workspace.episodes.rglob("*") if ".part" in path.name]
    assert left == []


def test_what_was_finished_is_public_when_an_order_is_interrupted(orders: Orders, show: Show) -> None:
    """Who interrupts a long order has not made what is finished for nobody."""

    def interrupted(stage: str, done: int, _total: int) -> None:
        if stage == "episodes" and done == 3:
            raise KeyboardInterrupt

    cut = replace(orders, press=replace(orders.press, progress=interrupted))
    with pytest.raises(KeyboardInterrupt):
        cut.make(show, stories())

    assert len(published(orders)) == 3
    assert [one.status for one in orders.make(show, stories())].count("kept") >= 3
    assert len(published(orders)) == 4


def test_an_interruption_is_one_also_where_the_feed_cannot_be_written(
    orders: Orders, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What keeps the feed from being written is told, and Ctrl-C stays Ctrl-C."""
    lines: list[str] = []

    def interrupted(stage: str, done: int, _total: int) -> None:
        if stage == "episodes" and done == 1:
            raise KeyboardInterrupt

    def full(self: Press, show: Show) -> None:
        del self, show
        raise PublishError("the disk is full")

    monkeypatch.setattr(Press, "publish", full)
    cut = replace(orders, press=replace(orders.press, progress=interrupted, warn=lines.append))
    with pytest.raises(KeyboardInterrupt):
        cut.make(show, stories())

    assert lines == ["the disk is full"]


def test_the_feed_is_written_once(orders: Orders, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many episodes an order makes: when all of them are in the library."""
    times = []
    real = Press.publish

    def publish(self: Press, show: Show) -> object:
        times.append(len(library(orders)))
        return real(self, show)

    monkeypatch.setattr(Press, "publish", publish)
    orders.make(show, stories())

    assert times == [4]


def test_voices_of_a_server_are_asked_by_one_alone(orders: Orders, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """One throttle must hold: an episode that needs a server is made here, after the others."""
    real = batch.perform
    monkeypatch.setattr(batch, "perform", elsewhere)
    assert real is not elsewhere
    calls: list[str] = []
    produce = Press.produce

    def here(self: Press, show: Show, text: str, *, source: str, **more: Any) -> object:
        calls.append(source)
        return produce(self, show, text, source=source, **more)

    monkeypatch.setattr(Press, "produce", here)

    made = orders.make(show, stories(*TOWNS[:2]))

    assert [one.status for one in made] == ["made", "made"]
    assert len(calls) == 2


def elsewhere(job: batch.EpisodeJob) -> batch.Answer:
    """A worker whose job's voices are a server's."""
    del job
    return batch.Answer(elsewhere=True)


@pytest.mark.skipif(os.name != "posix", reason="SIGINT")
@on_processes
def test_ctrl_c_ends_workers_and_locks(orders: Orders, show: Show) -> None:
    """No worker lives on, and the next order finds every door open."""
    import multiprocessing

    stopped(orders, show)

    deadline = time.monotonic() + executors.SHUTDOWN_TIMEOUT
    while multiprocessing.active_children():
        assert time.monotonic() < deadline, "a worker lives on"
        time.sleep(0.02)
    for article in stories():
        with alone(orders._door(article.headline), wait=False):
            pass


def test_an_order_that_was_stopped_leaves_no_thread(orders: Orders, show: Show) -> None:
    """Threads that make episodes ask between their steps whether to go on: none makes one for an order that is over."""
    before = set(threading.enumerate())

    stopped(orders, show)

    assert set(threading.enumerate()) <= before


def stopped(orders: Orders, show: Show) -> None:
    """Ctrl-C when the first of four episodes is done."""

    def interrupted(stage: str, done: int, _total: int) -> None:
        if stage == "episodes" and done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace(orders, press=replace(orders.press, progress=interrupted)).make(show, stories())

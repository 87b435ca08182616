"""The feed that stands against what the library knows: nothing of a lost library or of another publisher is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from audiopress.errors import PublishError, StandingError
from audiopress.model import Edition, Episode, Settings, Show
from audiopress.publish import Conflict, Directory, Report, Store, pages, publish, rendering

Make = Callable[..., Any]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = "daily-brief/feed.xml"


@pytest.fixture(scope="module")
def covers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drawn covers, kept from test to test."""
    return tmp_path_factory.mktemp("covers")


@pytest.fixture
def room(store: Store, settings: Settings, tmp_path: Path, covers: Path) -> Callable[..., Report]:
    """`room("a", show, episodes)` publishes from the library of that name into the one store."""

    def publish_from(name: str, show: Show, episodes: list[Episode], **more: Any) -> Report:
        folder = tmp_path / name / "publish"
        if not folder.exists():
            folder.mkdir(parents=True)
            (folder / "covers").symlink_to(covers)
        return publish(show, episodes, settings=settings, store=store, state=tmp_path / name, **{"now": NOW} | more)

    return publish_from


def content(store: Store) -> dict[str, bytes]:
    found = {name: store.get(name) for name in store.list("")}
    return {name: one[0] for name, one in found.items() if one}


def guids(store: Store) -> set[str]:
    found = store.get(FEED)
    assert found
    return {item.findtext("guid") for item in etree.fromstring(found[0]).iter("item")}


@pytest.mark.parametrize("turn", [(1, 2), (2, 1)])
def test_two_libraries_on_one_store_lose_nothing(
    room: Make, store: Store, make_show: Make, make_episode: Make, turn: tuple[int, int]
) -> None:
    """The second library is refused, with the episode's title and both ways out, and not a byte is changed; the first goes on."""
    first, second = make_episode(turn[0]), make_episode(turn[1])
    room("a", make_show(), [first])
    before = content(store)

    with pytest.raises(StandingError) as caught:
        room("b", make_show(), [second])

    assert caught.value.exit_code == 10
    assert first.title in str(caught.value)
    assert "library rebuild" in caught.value.hint
    assert "--forget" in caught.value.hint
    assert content(store) == before
    room("a", make_show(), [first, make_episode(3)])
    assert guids(store) == {first.guid, make_episode(3).guid}


def test_two_libraries_at_once_lose_nothing(room: Make, store: Store, make_show: Make, make_episode: Make) -> None:
    """Of two that publish for the first time at the same moment one stands whole with its pages, and the other is told."""
    episodes = {"a": make_episode(1), "b": make_episode(2)}

    def attempt(name: str) -> bool:
        for _ in range(5):
            try:
                room(name, make_show(), [episodes[name]])
            except Conflict:
                continue
            except StandingError:
                return False
            return True
        return False

    with ThreadPoolExecutor() as both:
        stood = dict(zip(episodes, both.map(attempt, episodes), strict=True))

    assert sorted(stood.values()) == [False, True]
    (winner,) = [name for name, ok in stood.items() if ok]
    assert guids(store) == {episodes[winner].guid}
    for page in ("daily-brief/index.html", "index.html"):
        shown = content(store)[page].decode()
        assert episodes[winner].title in shown
    assert not room(winner, make_show(), [episodes[winner]]).written


def test_forgetting_is_said_and_deletes_nothing(room: Make, store: Store, make_show: Make, make_episode: Make) -> None:
    """`forget` takes unknown episodes out of the feed; their sound and pages stay, however long the feed has not named them."""
    room("a", make_show(), [make_episode(1), make_episode(2, id="2026-harbour-1-again")])
    room("b", make_show(), [make_episode(1)], forget=True)
    assert guids(store) == {make_episode(1).guid}
    for hours in (2, 4):
        room("b", make_show(), [make_episode(1)], now=NOW + timedelta(hours=hours))
    assert len([name for name in content(store) if "again" in name]) == 6


def test_pages_of_older_episodes_are_looked_at(
    room: Make, store: Store, make_show: Make, make_episode: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An episode that only a page of older ones names is missed as well."""
    monkeypatch.setattr(rendering, "NEWEST", 2)
    episodes = [make_episode(number) for number in range(1, 6)]
    room("a", make_show(), episodes)
    before = content(store)
    with pytest.raises(StandingError, match="an episode that this library does not know") as caught:
        room("b", make_show(), episodes[1:])
    assert episodes[0].title in str(caught.value)
    assert content(store) == before


def test_another_edition_makes_no_page_anew(
    room: Make, make_show: Make, make_episode: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its stories come from and who lets them out stands on no page: a show of a year is not drawn anew for it."""
    room("a", make_show(), [make_episode(1), make_episode(2)])
    drawn: list[object] = []
    draw = pages.episode_page

    def counted(*given: Any) -> bytes:
        drawn.append(given)
        return draw(*given)

    monkeypatch.setattr(pages, "episode_page", counted)
    show = replace(make_show(), edition=Edition(max_age=12), sources=("https://paper.example/rss",))

    room("a", show, [make_episode(number) for number in (1, 2, 3)])

    assert len(drawn) == 1


def test_two_newsrooms_share_the_front_page(room: Make, store: Store, make_show: Make, make_episode: Make) -> None:
    """Shows of two libraries in one store stay on the newsroom's page and in feeds.opml, whoever published last."""
    other = make_show(name="cafe", title="English Cafe")
    room("a", make_show(), [make_episode(1)])
    room("b", other, [make_episode(2, show="cafe")])
    room("a", make_show(), [make_episode(1), make_episode(3)])
    stands = content(store)
    for page in ("index.html", "feeds.opml"):
        assert b"English Cafe" in stands[page]
        assert b"The daily brief" in stands[page]


def test_shows_published_at_once_are_all_listed(room: Make, store: Store, make_show: Make, make_episode: Make) -> None:
    """Four shows of four libraries published at the same moment all stand in feeds.opml and on the front page."""
    shows = [make_show(name=f"show-{n}", title=f"Show number {n}") for n in range(4)]
    with ThreadPoolExecutor() as all_of_them:
        list(all_of_them.map(lambda show: room(show.name, show, [make_episode(1, show=show.name)]), shows))
    for show in shows:
        room(show.name, show, [make_episode(1, show=show.name)])
    stands = content(store)
    for page in ("index.html", "feeds.opml"):
        assert all(show.title.encode() in stands[page] for show in shows)


def test_channel_dates_never_go_back(room: Make, store: Store, make_show: Make, make_episode: Make) -> None:
    """A withdrawal is a change with its own date, and neither of a channel's dates is ever before the one that stood."""
    episodes = [make_episode(1), make_episode(2), make_episode(3)]
    seen: list[tuple[datetime | None, ...]] = []

    def dates() -> tuple[Any, ...]:
        from audiopress.publish import standing

        return standing.read(content(store)[FEED]).dates

    room("a", make_show(), episodes)
    seen.append(dates())
    for at, gone in enumerate((2, 0), 1):
        episodes[gone] = replace(episodes[gone], state="withdrawn", updated=NOW - timedelta(hours=3 - at))
        room("a", make_show(), episodes)
        seen.append(dates())
        assert seen[-1][0] == episodes[gone].updated
    room("b", make_show(), [replace(episodes[1], updated=episodes[1].published)], forget=True)
    seen.append(dates())
    for column in zip(*seen, strict=True):
        assert list(column) == sorted(column)


def test_verify_mends_what_has_the_right_length(room: Make, store: Store, make_show: Make, make_episode: Make) -> None:
    """Sound, transcript and page of the right length and wrong content are found by `verify`, written again and named; nothing else is."""
    room("a", make_show(), [make_episode(1), make_episode(2)])
    whole = content(store)
    damaged = [name for name in whole if "harbour-1" in name and name.endswith((".mp3", ".vtt", ".html"))]
    assert len(damaged) == 3
    for name in damaged:
        store.put(name, b"X" * len(whole[name]))

    report = room("a", make_show(), [make_episode(1), make_episode(2)], verify=True)

    assert sorted(report.mended) == sorted(damaged)
    assert content(store) == whole
    assert room("a", make_show(), [make_episode(1), make_episode(2)], verify=True).written == ()


def test_verify_never_publishes_damaged_sound(
    room: Make, store: Store, make_show: Make, make_episode: Make, tmp_path: Path
) -> None:
    """Where the library's own sound is damaged, `verify` names it with the way out and leaves the good public copy."""
    episode = make_episode(1)
    copy = tmp_path / "copy.mp3"
    copy.write_bytes(episode.enclosure.path.read_bytes())
    episode = replace(episode, enclosure=replace(episode.enclosure, path=copy))
    room("a", make_show(), [episode])
    whole = content(store)
    copy.write_bytes(b"\0" * episode.enclosure.bytes)
    with pytest.raises(PublishError, match="is damaged") as caught:
        room("a", make_show(), [episode], verify=True)
    assert f"audiopress correct {episode.id}" in str(caught.value)
    assert content(store) == whole


def test_a_directory_is_written_over_by_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many that write a file where none may be, one does; the others are told, however long each looks."""
    store = Directory(tmp_path / "public")
    inner = Directory.get

    def slowly(self: Directory, name: str) -> tuple[bytes, str] | None:
        found = inner(self, name)
        time.sleep(0.01)
        return found

    monkeypatch.setattr(Directory, "get", slowly)

    def attempt(number: int) -> bool:
        try:
            store.put(FEED, str(number).encode(), match="")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(attempt, range(24))) == 1
    assert [path.name for path in store.path.iterdir()] == ["daily-brief"]

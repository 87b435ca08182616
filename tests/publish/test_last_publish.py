"""What a publish left is believed by the next one: when it is, when it is not, and that both leave the same files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_stores import Watched

from audiopress.errors import PublishError, StandingError
from audiopress.model import Settings
from audiopress.publish import Directory, Report, publish
from audiopress.publish.piece_log import read_log
from audiopress.publish.pieces import EpisodeFiles

Make = Callable[..., Any]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = "daily-brief/feed.xml"


@dataclass
class Room:
    """A newsroom whose publishes trust."""

    folder: Path
    settings: Settings
    show: Any
    now: datetime = NOW
    lists: int = 0

    @property
    def public(self) -> Path:
        return self.folder / "public"

    def publish(self, *episodes: Any, changes: int = 1_000_000, **more: Any) -> Report:
        store = Watched(Directory(self.public), changes)
        try:
            return publish(
                self.show,
                episodes,
                settings=self.settings,
                store=store,
                state=self.folder / "state",
                now=self.now,
                **{"trusting": True} | more,
            )
        finally:
            self.lists = store.lists

    def looked(self) -> bool:
        """Whether the last publish listed the store."""
        return self.lists > 0

    def files(self) -> dict[str, bytes]:
        paths = [path for path in self.public.rglob("*") if path.is_file()]
        return {path.relative_to(self.public).as_posix(): path.read_bytes() for path in paths}

    def afresh(self, *episodes: Any) -> dict[str, bytes]:
        """The files of a newsroom that publishes these for the first time."""
        other = replace(self, folder=self.folder / "afresh")
        laid(other.folder, self.folder / "state/publish/covers")
        other.publish(*episodes)
        return other.files()


def laid(folder: Path, covers: Path) -> None:
    (folder / "state/publish").mkdir(parents=True)
    (folder / "state/publish/covers").symlink_to(covers.resolve())


@pytest.fixture(scope="module")
def covers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("covers")


@pytest.fixture
def room(tmp_path: Path, settings: Settings, covers: Path, make_show: Make) -> Room:
    laid(tmp_path / "room", covers)
    return Room(tmp_path / "room", settings, make_show())


def test_of_what_was_left_no_file_is_looked_at(room: Room, make_episode: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more episode, again and again, lists nothing, and leaves what a first publish of all of them would have left."""
    monkeypatch.setattr("audiopress.publish.rendering.NEWEST", 3)
    monkeypatch.setattr("audiopress.publish.pages.PAGE", 3)
    episodes = [make_episode(number) for number in range(1, 10)]
    room.publish(*episodes[:2])
    assert room.looked()

    for count in range(3, 10):
        report = room.publish(*episodes[:count])
        assert not room.looked()
        assert FEED in report.written
    assert room.files() == room.afresh(*episodes)
    assert room.publish(*episodes).written == ()
    assert not room.looked()


@pytest.mark.parametrize("what", ["feed", "record", "age", "clock", "store", "code", "asked"])
def test_it_is_not_believed_for_ever(
    room: Room, make_episode: Make, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """After somebody else's feed, a month, a clock that went back, for another folder or program, or when asked, all is looked at: what was lost is there again."""
    episodes = [make_episode(number) for number in (1, 2, 3)]
    room.publish(*episodes[:2])
    lost = next(path for path in room.public.rglob("*.vtt") if "harbour-1" in str(path))
    lost.unlink()
    more: dict[str, Any] = {}
    match what:
        case "feed":
            (room.public / FEED).write_bytes((room.public / FEED).read_bytes() + b"\n")
        case "record":
            next((room.folder / "state/publish/last-publish").iterdir()).write_bytes(b"{}")
        case "age":
            room.now += timedelta(days=31)
        case "clock":
            room.now -= timedelta(days=1)
        case "store":
            room.settings = replace(room.settings, public="elsewhere")
        case "code":
            monkeypatch.setattr("audiopress.publish.pieces.code", lambda: "newer")
        case _:
            more["trusting"] = False

    room.publish(*episodes, **more)

    assert room.looked()
    assert lost.is_file()


def test_what_is_not_new_is_looked_at(room: Room, make_episode: Make, audio: Make) -> None:
    """A correction, a withdrawal and a setting of the show are published as ever, what they leave is deleted in its time, and then it is believed again."""
    one, two, three, four = (make_episode(number) for number in (1, 2, 3, 4))
    room.publish(one, two)
    corrected = make_episode(1, audio=audio(9), revision=2)
    old = next((room.public / "daily-brief/media").glob("*harbour-1-*"))

    room.publish(corrected, two)
    assert room.looked()
    assert old.is_file()
    room.now += timedelta(hours=2)
    room.publish(corrected, two, three)
    assert room.looked()
    assert not old.exists()
    room.publish(corrected, two, three, four)
    assert not room.looked()
    room.publish(corrected, replace(two, state="withdrawn"), three, four)
    assert room.looked()
    assert not list((room.public / "daily-brief/media").glob("*harbour-2-*"))
    room.show = replace(room.show, theme="#1d4e89")
    gone = replace(two, state="withdrawn")
    room.publish(corrected, gone, three, four)
    room.now += timedelta(hours=2)
    room.publish(corrected, gone, three, four)
    expected = room.afresh(corrected, gone, three, four)
    assert {name for name in expected if room.files().get(name) != expected[name]} == set()


def test_a_lost_library_is_still_refused(room: Room, make_episode: Make) -> None:
    """Where the feed names an episode that the library has no more, nothing is changed, however much is believed."""
    one, two, three = (make_episode(number) for number in (1, 2, 3))
    room.publish(one, two)
    before = room.files()

    with pytest.raises(StandingError, match="an episode that this library does not know"):
        room.publish(two, three)

    assert room.files() == before


def test_after_a_publish_that_failed_all_is_looked_at(room: Room, make_episode: Make) -> None:
    """Whichever change of the store fails, no feed names a file that is not there, and the next publish, which looks, ends as one that did not fail."""
    episodes = [make_episode(number) for number in (1, 2, 3)]
    room.publish(*episodes[:2])
    expected = None
    for changes in range(100):
        again = replace(room, folder=room.folder.with_name(f"run-{changes}"))
        shutil.copytree(room.folder, again.folder, symlinks=True)
        try:
            again.publish(*episodes, changes=changes)
        except PublishError:
            feed = (again.public / FEED).read_bytes()
            named = [name for name in expected_names(again, episodes) if name.encode() in feed]
            assert all((again.public / name).is_file() for name in named)
            again.publish(*episodes)
            assert again.looked()
        else:
            assert not again.looked()
            expected = again.files()
            break
    assert changes > 5
    for changes_before in range(changes):
        other = replace(room, folder=room.folder.with_name(f"run-{changes_before}"))
        assert other.files() == expected


def expected_names(again: Room, episodes: list[Any]) -> list[str]:
    """The names of the files of these episodes, by a publish of its own."""
    names = again.folder / "names"
    if not names.exists():
        other = replace(again, folder=names)
        laid(names, again.folder / "state/publish/covers")
        other.publish(*episodes)
    paths = [path for path in (names / "public").rglob("*") if path.is_file()]
    return [path.relative_to(names / "public").as_posix() for path in paths]


def piece(number: int) -> EpisodeFiles:
    return EpisodeFiles(key=f"key-{number}", files={f"show/{number}.mp3": number}, soundbite=(1.0, float(number)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    turns=st.lists(
        st.dictionaries(st.sampled_from(["a", "b c", "d%", "ë", "\udc80", "e\n"]), st.integers(0, 9)), max_size=6
    ),
    cut=st.integers(0, 40),
)
def test_of_pieces_the_last_ones_are_remembered(tmp_path: Path, turns: list[dict[str, int]], cut: int) -> None:
    """After any publishes the pieces are those of the last one; of a file that is cut short, those whose lines are whole, and what comes after it."""
    path = tmp_path / "pieces.log"
    path.unlink(missing_ok=True)
    for turn in turns:
        log = read_log(path)
        same = [name for name, number in turn.items() if log.key(name) == f"key-{number}"]
        log.keep(path, {name: piece(number) for name, number in turn.items() if name not in same}, same)
        log = read_log(path)
        assert {name: log[name] for name in log} == {name: piece(number) for name, number in turn.items()}
    if turns and turns[-1]:
        path.write_bytes(path.read_bytes()[: -1 - cut])
        log = read_log(path)
        whole = {name: log[name] for name in log}
        assert all(whole[name] in [piece(turn[name]) for turn in turns if name in turn] for name in whole)
        log.keep(path, {"new": piece(3)}, list(whole))
        log = read_log(path)
        assert {name: log[name] for name in log} == whole | {"new": piece(3)}

"""Publishing into a store: what is written, kept and deleted, and what an interruption leaves."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests_examples import THOROUGH
from tests_stores import Watched

from audiopress.errors import PublishError
from audiopress.model import Episode, Settings, Show
from audiopress.publish import Conflict, Directory, Report, Shelf, feeds, pages, publish, rendering

Make = Callable[..., Any]
BASE = "http://127.0.0.1:8000/"


@dataclass
class Newsroom:
    """A public folder, a state folder and a clock."""

    folder: Path
    settings: Settings
    now: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    @property
    def public(self) -> Path:
        return self.folder / "public"

    def publish(self, show: Show, episodes: list[Episode], *, store: Any = None, **more: Any) -> Report:
        return publish(
            show,
            episodes,
            settings=self.settings,
            store=store or Directory(self.public),
            state=self.folder / "state",
            now=self.now,
            **more,
        )

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.public).as_posix(): path.read_bytes()
            for path in sorted(self.public.rglob("*"))
            if path.is_file()
        }


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drawn covers, kept from test to test: drawing is slow and is not what is tested here."""
    return tmp_path_factory.mktemp("covers")


@pytest.fixture
def newsroom(tmp_path: Path, settings: Settings, drawn: Path) -> Newsroom:
    (tmp_path / "state/publish").mkdir(parents=True)
    (tmp_path / "state/publish/covers").symlink_to(drawn)
    return Newsroom(tmp_path, settings)


def named(feed: bytes) -> dict[str, int | None]:
    """Every file of ours that a feed names, with the length it states for it."""
    root: Any = etree.fromstring(feed)
    found: dict[str, int | None] = {}
    for element in root.iter():
        for key in ("url", "href", "uri"):
            url = element.get(key, "")
            if url.startswith(BASE) and not url.endswith("/"):
                length = element.get("length") if element.tag == "enclosure" else None
                found.setdefault(url.removeprefix(BASE), int(length) if length else None)
                if length:
                    found[url.removeprefix(BASE)] = int(length)
    return found


def assert_whole(public: Path, show: str = "daily-brief") -> bytes:
    """The feed parses, and every file it names is there with the length it states."""
    feed = (public / show / "feed.xml").read_bytes()
    names = named(feed)
    assert names
    for name, length in names.items():
        path = public / name
        assert path.is_file(), f"{name} is named and not there"
        if length is not None:
            assert path.stat().st_size == length
    return feed


def test_everything_that_is_named_is_written(newsroom: Newsroom, make_show: Make, make_episode: Make) -> None:
    """A publish leaves a feed whose every file is there, pages, cover and list, readable by a web server."""
    report = newsroom.publish(make_show(), [make_episode(1), make_episode(2)])

    assert report.feed_url == BASE + "daily-brief/feed.xml"
    assert_whole(newsroom.public)
    for name in ("index.html", "404.html", "feeds.opml", "daily-brief/index.html"):
        assert name in report.written
    assert report.written[-1] == "daily-brief/feed.xml"
    assert set(newsroom.files()) == set(report.written)
    for name in report.written:
        assert (newsroom.public / name).stat().st_mode & 0o777 == 0o644


def test_unchanged_content_writes_nothing(newsroom: Newsroom, make_show: Make, make_episode: Make) -> None:
    """The same show and episodes, published again, touch no file."""
    newsroom.publish(make_show(), [make_episode()])
    before = {path: path.stat().st_mtime_ns for path in newsroom.public.rglob("*")}

    newsroom.now += timedelta(days=2)
    report = newsroom.publish(make_show(), [make_episode()])

    assert report.written == ()
    assert report.deleted == ()
    assert {path: path.stat().st_mtime_ns for path in newsroom.public.rglob("*")} == before


def test_a_file_that_was_lost_is_written_again(newsroom: Newsroom, make_show: Make, make_episode: Make) -> None:
    """Whatever is missing from the public folder, or has another length, comes back with the next publish."""
    newsroom.publish(make_show(), [make_episode(1), make_episode(2)])
    whole = newsroom.files()
    lost = [name for name in whole if "2026-harbour-1" in name]
    assert len(lost) == 6
    for name in lost:
        (newsroom.public / name).unlink()
    (newsroom.public / "daily-brief/2026-harbour-2/index.html").write_text("cut off")

    report = newsroom.publish(make_show(), [make_episode(1), make_episode(2)])

    assert newsroom.files() == whole
    assert set(report.written) == {*lost, "daily-brief/2026-harbour-2/index.html"}


def test_only_what_changed_is_made_again(
    newsroom: Newsroom, make_show: Make, make_episode: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages of episodes that have not changed are not made again; a change of the show makes all of them again."""
    made: list[str] = []
    inner = pages.episode_page

    def counted(channel: Any, item: Any) -> bytes:
        made.append(item.episode.id)
        return inner(channel, item)

    monkeypatch.setattr(pages, "episode_page", counted)
    episodes = [make_episode(n) for n in range(1, 5)]
    newsroom.publish(make_show(), episodes)
    made.clear()
    newsroom.publish(make_show(), [*episodes[:3], replace(episodes[3], title="Another title"), make_episode(5)])
    assert sorted(made) == [episodes[3].id, make_episode(5).id]
    made.clear()
    newsroom.publish(make_show(theme="#1d4e89"), [*episodes, make_episode(5)])
    assert sorted(made) == [one.id for one in [*episodes, make_episode(5)]]


def test_a_new_episode_is_all_that_is_read_of_a_large_show(
    newsroom: Newsroom, make_show: Make, make_episode: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more episode reads its own transcript, the heads of the pages that change, and no page of older ones is made again."""
    monkeypatch.setattr("audiopress.publish.rendering.NEWEST", 3)
    monkeypatch.setattr("audiopress.publish.pages.PAGE", 3)
    read: dict[str, list[str]] = {"head": [], "whole": []}
    made: list[str] = []
    inner = feeds.write_feed

    def written(channel: Any, items: Any, page: Any) -> bytes:
        made.append(page.name)
        return inner(channel, items, page)

    def reading(how: str) -> Callable[[Episode], Episode]:
        def one(episode: Episode) -> Episode:
            read[how].append(episode.id)
            return episode if how == "whole" else replace(episode, transcript=())

        return one

    monkeypatch.setattr(rendering, "write_feed", written)
    shelf = Shelf(head=reading("head"), whole=reading("whole"))
    episodes = [make_episode(n) for n in range(1, 13)]
    newsroom.publish(make_show(), episodes, shelf=shelf)
    assert [len(one) for one in read.values()] == [12, 12]
    for one in (made, *read.values()):
        one.clear()

    newsroom.publish(make_show(), [*episodes, make_episode(13)], shelf=shelf)

    assert read["whole"] == [make_episode(13).id]
    assert sorted(read["head"]) == sorted(make_episode(n).id for n in range(7, 14))
    assert sorted(made) == ["daily-brief/feed-3.xml", "daily-brief/feed-4.xml", "daily-brief/feed.xml"]
    fresh = Newsroom(newsroom.folder / "fresh", newsroom.settings)
    fresh.publish(make_show(), [*episodes, make_episode(13)])
    assert fresh.files() == newsroom.files()


@pytest.mark.parametrize("damage", [b"", b"cut", b"other " * 40])
def test_a_remembered_document_that_was_damaged_is_made_again(
    newsroom: Newsroom, make_show: Make, make_episode: Make, damage: bytes
) -> None:
    """Whatever became of what is remembered of feeds, their items and lists, the public files are the same."""
    newsroom.publish(make_show(), [make_episode(1)])
    whole = newsroom.files()
    kept = [path for path in (newsroom.folder / "state/publish/documents").rglob("*") if path.is_file()]
    assert len(kept) == 3
    for path in kept:
        path.write_bytes(damage or path.read_bytes()[:-5])

    report = newsroom.publish(make_show(), [make_episode(1)])

    assert report.written == ()
    assert newsroom.files() == whole


def test_a_correction_has_a_new_media_name_and_keeps_the_old_file_for_a_while(
    newsroom: Newsroom, make_show: Make, make_episode: Make, audio: Make
) -> None:
    """A corrected episode keeps its GUID and gets a new name; the old audio goes once the feed has not named it for an hour."""
    first = make_episode(1)
    newsroom.publish(make_show(), [first])
    old = next(iter((newsroom.public / "daily-brief/media").iterdir())).name
    corrected = make_episode(1, audio=audio(8), revision=2, updated=first.updated + timedelta(hours=1))
    assert corrected.enclosure.sha256 != first.enclosure.sha256

    assert newsroom.publish(make_show(), [corrected]).deleted == ()
    feed = assert_whole(newsroom.public)
    assert first.guid.encode() in feed
    assert old.encode() not in feed
    newsroom.now += timedelta(minutes=30)
    assert newsroom.publish(make_show(), [corrected]).deleted == ()
    assert (newsroom.public / "daily-brief/media" / old).exists()
    newsroom.now += timedelta(minutes=31)
    report = newsroom.publish(make_show(), [corrected])

    assert f"daily-brief/media/{old}" in report.deleted
    assert_whole(newsroom.public)


def test_a_file_that_is_named_again_is_not_deleted(
    newsroom: Newsroom, make_show: Make, make_episode: Make, audio: Make
) -> None:
    """A correction that is taken back names the old audio again, which then stays."""
    first, other = make_episode(1), make_episode(1, audio=audio(8), revision=2)
    newsroom.publish(make_show(), [first])
    newsroom.publish(make_show(), [other])
    newsroom.now += timedelta(hours=2)
    newsroom.publish(make_show(), [first])
    newsroom.now += timedelta(minutes=1)
    newsroom.publish(make_show(), [first])

    assert_whole(newsroom.public)


def test_a_withdrawn_episode_leaves_the_feed_and_its_audio_is_gone(
    newsroom: Newsroom, make_show: Make, make_episode: Make
) -> None:
    """Withdrawing takes the item, the audio and the transcript away at once; the page says that it was withdrawn."""
    longer = make_episode(12, id="2026-harbour-1-again")
    newsroom.publish(make_show(), [make_episode(1), make_episode(2), longer])

    report = newsroom.publish(make_show(), [make_episode(1, state="withdrawn"), make_episode(2), longer])

    feed = assert_whole(newsroom.public)
    assert make_episode(1).guid.encode() not in feed
    left = [name for name in newsroom.files() if "2026-harbour-1" in name and "again" not in name]
    assert left == ["daily-brief/2026-harbour-1/index.html"]
    assert b"has been withdrawn" in newsroom.files()[left[0]]
    assert all("2026-harbour-1" in name and "again" not in name for name in report.deleted)


def test_drafts_leave_no_trace(newsroom: Newsroom, make_show: Make, make_episode: Make) -> None:
    """Nothing of an episode that is not published can be found under public/."""
    newsroom.publish(make_show(), [make_episode(1), make_episode(2, state="draft"), make_episode(3, state="approved")])

    assert not [name for name in newsroom.files() if "harbour-2" in name or "harbour-3" in name]
    assert b"part 2" not in b"".join(newsroom.files().values())


def test_an_episode_of_the_future_is_held_back(newsroom: Newsroom, make_show: Make, make_episode: Make) -> None:
    """A date in the future is never in the feed: apps drop it. The episode appears when its time has come."""
    later = make_episode(2, published=newsroom.now + timedelta(hours=1), updated=newsroom.now)

    report = newsroom.publish(make_show(), [make_episode(1), later])
    assert report.held_back == (later.id,)
    assert later.guid.encode() not in assert_whole(newsroom.public)

    newsroom.now += timedelta(hours=1)
    assert newsroom.publish(make_show(), [make_episode(1), later]).held_back == ()
    assert later.guid.encode() in assert_whole(newsroom.public)


def test_the_guid_of_a_channel_is_made_once(newsroom: Newsroom, make_show: Make, make_episode: Make) -> None:
    """A feed that moves to another address keeps its GUID, also where the state folder was lost."""
    newsroom.publish(make_show(), [make_episode()])
    guid = etree.fromstring(assert_whole(newsroom.public)).findtext(".//{https://podcastindex.org/namespace/1.0}guid")
    assert guid
    newsroom.settings = replace(newsroom.settings, base_url="https://podcasts.example.org/")
    newsroom.publish(make_show(), [make_episode()])
    feed = newsroom.public / "daily-brief/feed.xml"
    assert f"<podcast:guid>{guid}<" in feed.read_text()
    (newsroom.folder / "state/publish/daily-brief.json").unlink()
    newsroom.publish(make_show(title="Renamed"), [make_episode()])
    assert f"<podcast:guid>{guid}<" in feed.read_text()
    newsroom.publish(make_show(feed={"guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810"}), [make_episode()])
    assert "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810<" in feed.read_text()


def test_two_shows_share_the_newsroom_s_page_and_list(newsroom: Newsroom, make_show: Make, make_episode: Make) -> None:
    """Publishing one show keeps the other's place on the newsroom's page and in feeds.opml, and its files; a closed one leaves both."""
    newsroom.publish(make_show(), [make_episode(1)])
    other = make_show(name="cafe", title="English Cafe")
    newsroom.publish(other, [make_episode(2)])

    assert_whole(newsroom.public)
    assert_whole(newsroom.public, "cafe")
    listed: Any = etree.fromstring((newsroom.public / "feeds.opml").read_bytes())
    assert [o.get("xmlUrl") for o in listed.iter("outline")] == [
        BASE + "cafe/feed.xml",
        BASE + "daily-brief/feed.xml",
    ]
    front = (newsroom.public / "index.html").read_text()
    assert "The daily brief" in front
    assert "Harbour opens, part 2" in front

    newsroom.publish(replace(other, feed={"closed": True}), [make_episode(2)])
    assert "English Cafe" not in (newsroom.public / "index.html").read_text()
    assert json.loads((newsroom.public / "cafe/status.json").read_text()) == {"status": 410}


def test_audio_that_is_missing_or_changed_stops_the_publish_before_anything_is_written(
    newsroom: Newsroom, make_show: Make, make_episode: Make, tmp_path: Path
) -> None:
    """Every episode at fault is named at once, and the old feed stands untouched."""
    newsroom.publish(make_show(), [make_episode(1)])
    before = newsroom.files()
    gone, short = make_episode(2), make_episode(3)
    gone = replace(gone, enclosure=replace(gone.enclosure, path=tmp_path / "gone.mp3"))
    short = replace(short, enclosure=replace(short.enclosure, bytes=short.enclosure.bytes + 1))

    with pytest.raises(PublishError) as caught:
        newsroom.publish(make_show(), [make_episode(1), gone, short, make_episode(4)])

    assert len(caught.value.problems) == 2
    assert gone.id in str(caught.value)
    assert short.id in str(caught.value)
    assert newsroom.files() == before


def test_a_folder_that_cannot_be_written_is_told_in_a_line(
    newsroom: Newsroom, make_show: Make, make_episode: Make
) -> None:
    """A full disk or a refused folder is a PublishError that names the place and says that the old feed stands."""
    newsroom.public.mkdir()
    (newsroom.public / "daily-brief").write_text("in the way")

    with pytest.raises(PublishError) as caught:
        newsroom.publish(make_show(), [make_episode()])

    assert "daily-brief" in caught.value.where
    assert "\n" not in caught.value.message
    assert "old feed still stands" in caught.value.hint


def test_a_full_disk_is_told_with_what_to_do(
    newsroom: Newsroom, make_show: Make, make_episode: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fills while audio is written, nothing half-written stays and the old feed stands."""
    newsroom.publish(make_show(), [make_episode(1)])
    before = newsroom.files()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PublishError, match="No space left") as caught:
        newsroom.publish(make_show(), [make_episode(1), make_episode(2)])

    assert "make room" in caught.value.hint
    assert newsroom.files() == before


# ---- interruption


def test_a_store_that_fails_at_any_change_leaves_a_whole_feed(
    newsroom: Newsroom, make_show: Make, make_episode: Make, audio: Make
) -> None:
    """Whichever write or deletion fails, the feed that stands names only files that are there; the next run finishes."""
    show = make_show()
    episodes = [make_episode(1), make_episode(2), make_episode(3)]
    newsroom.publish(show, episodes)
    changed = [
        make_episode(1, audio=audio(9), revision=2),
        make_episode(2, state="withdrawn"),
        make_episode(3),
        make_episode(4),
    ]
    for left in range(100):
        again = Newsroom(newsroom.folder.with_name(f"run-{left}"), newsroom.settings)
        shutil.copytree(newsroom.folder, again.folder)
        store = Watched(Directory(again.public), left)
        try:
            again.publish(show, changed, store=store, grace=timedelta(0))
        except PublishError:
            assert store.changes == left + 1
            assert_whole(again.public)
            again.publish(show, changed, grace=timedelta(0))
        feed = assert_whole(again.public)
        assert make_episode(4).guid.encode() in feed
        assert make_episode(2).guid.encode() not in feed
        if store.changes <= left:
            break
    assert left > 10


def test_of_two_publishers_the_later_one_is_told(newsroom: Newsroom, make_show: Make, make_episode: Make) -> None:
    """A feed that changed since it was read is not overwritten."""
    newsroom.publish(make_show(), [make_episode(1)])

    class Late(Watched):
        def put(self, name: str, content: bytes | Path, *, match: str | None = None) -> None:
            if name.endswith("feed.xml"):
                self.inner.put(name, b"<rss/>")
            super().put(name, content, match=match)

    with pytest.raises(Conflict, match="somebody else"):
        newsroom.publish(make_show(), [make_episode(1), make_episode(2)], store=Late(Directory(newsroom.public), 999))
    assert (newsroom.public / "daily-brief/feed.xml").read_bytes() == b"<rss/>"


def test_what_a_killed_run_left_half_written_is_cleared_away(
    newsroom: Newsroom, make_show: Make, make_episode: Make
) -> None:
    """Parts of files that a killed run left behind go with the files that nothing names."""
    newsroom.publish(make_show(), [make_episode(1)])
    part = newsroom.public / "daily-brief/media/.x.mp3.abc.part"
    part.write_bytes(b"half")
    for _ in range(2):
        newsroom.publish(make_show(), [make_episode(1)])
        newsroom.now += timedelta(hours=2)
    assert not part.exists()


KILLED = """
import pickle, sys
from datetime import timedelta
from pathlib import Path
from audiopress.publish import Directory, publish
import audiopress.publish.publishing, audiopress.publish.rendering
folder = Path(sys.argv[1])
show, turns, settings = pickle.loads((folder / "work.pickle").read_bytes())
print("ready", flush=True)
while True:
    for episodes in turns:
        publish(show, episodes, settings=settings, store=Directory(folder / "public"),
                state=folder / "state", grace=timedelta(0))
"""


def test_killed_at_any_moment_the_feed_is_whole(
    newsroom: Newsroom, make_show: Make, make_episode: Make, audio: Make
) -> None:
    """SIGKILL at ten random moments, or at four, of publishing corrections, withdrawals and new episodes: the feed always parses and every file it names is there with its length; the next run finishes."""
    import pickle

    show = make_show()
    first = [make_episode(1), make_episode(2), make_episode(3)]
    gone, draft = make_episode(3, state="withdrawn"), make_episode(4, state="draft")
    second = [make_episode(1, audio=audio(9), revision=2), make_episode(2), gone, make_episode(4)]
    first.append(draft)
    newsroom.publish(show, first)
    (newsroom.folder / "work.pickle").write_bytes(pickle.dumps((show, [second, first], newsroom.settings)))
    dice = random.Random()
    feeds = set()
    for _ in range(10 if THOROUGH else 4):
        runner = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(KILLED), str(newsroom.folder)], stdout=subprocess.PIPE
        )
        assert runner.stdout is not None
        with runner.stdout:
            assert runner.stdout.readline() == b"ready\n"
            time.sleep(dice.uniform(0.02, 0.35))
            runner.send_signal(signal.SIGKILL)
            runner.wait()
        feeds.add(assert_whole(newsroom.public))
    report = newsroom.publish(show, second)
    assert report.feed_url
    assert make_episode(4).guid.encode() in assert_whole(newsroom.public)

"""Damage under .audiopress/: what is derived is made again, what is not is named, and no feed loses an episode by it."""

from __future__ import annotations

import random
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from tests_clock import Clock

from audiopress.errors import AudiopressError
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.segment.pagecache import Page, PageCache
from audiopress.workspace import Workspace

ADDRESS = "https://news.example.org/ferry"
SHOWS = ("articles", "daily-brief")
TRUTH = ("episode.json", "revision-1.mp3")
"""What cannot be made again from anything else."""


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))] if content else content


def flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(min(400, len(changed))):
        changed[chance.randrange(len(changed))] ^= chance.randrange(1, 256)
    return bytes(changed)


def flip_one(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    if changed:
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def empty(_content: bytes, _chance: random.Random) -> bytes:
    return b""


def nest(_content: bytes, chance: random.Random) -> bytes:
    return chance.choice([b"[", b'{"a":']) * 100_000


def plain(_content: bytes, chance: random.Random) -> bytes:
    return chance.choice([b"[]", b"{}", b"null", b"7", b'{"a": {"key": [1e999]}}'])


HURTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (cut, cut, flip, flip_one, flip_one, empty, nest, plain)


class Room:
    """A newsroom with an episode in each of two shows, as it was, to be damaged and put back."""

    def __init__(self, newsroom: Path, page: Path) -> None:
        show = newsroom / "feeds" / "daily-brief" / "show.toml"
        text = re.sub(r"(?m)^stories = ", f"sources = [{str(page)!r}]\nstories = ", show.read_text("utf-8"), count=1)
        show.write_text(text, encoding="utf-8")
        self.root, self.page, self.whole = newsroom, page, newsroom.with_name("whole")
        clock = Clock()
        self.orders = Orders(press=Press(workspace=Workspace.find(newsroom), now=clock))
        self.told = self.work()
        clock.move(hours=1)
        PageCache(newsroom / ".audiopress" / "pages").put(
            ADDRESS, Page(url=ADDRESS, body=b"<p>Ferry</p>", content_type="text/html"), etag='"1"', modified=""
        )
        shutil.copytree(newsroom, self.whole)

    def work(self) -> list[str]:
        """Everything that a day asks of the library; the errors that were told."""
        told: list[str] = []
        press = self.orders.press

        def attempt(action: Callable[[], object]) -> None:
            try:
                for one in results if isinstance(results := action(), list) else ():
                    told.extend([str(one.error)] if one.error else [])
            except AudiopressError as error:
                told.append(str(error))

        attempt(lambda: press.library().listed())
        attempt(lambda: self.orders.run(press.workspace.show("daily-brief")))
        articles = [one.article for one in press.read([str(self.page)]) if one.article]
        attempt(lambda: self.orders.make(press.workspace.show("articles"), articles))
        PageCache(self.root / ".audiopress" / "pages").get(ADDRESS)
        return told

    def put_back(self) -> None:
        for name in (".audiopress", "public"):
            shutil.rmtree(self.root / name)
            shutil.copytree(self.whole / name, self.root / name)

    def items(self) -> list[int]:
        """Items of each feed that stands; every file one names is there with its length."""
        found = []
        for show in SHOWS:
            items = ET.parse(self.root / "public" / show / "feed.xml").getroot().findall("channel/item")
            for item in items:
                enclosure = item.find("enclosure")
                assert enclosure is not None
                media = self.root / "public" / enclosure.get("url", "").removeprefix("http://127.0.0.1:8000/")
                assert media.stat().st_size == int(enclosure.get("length", "0"))
            found.append(len(items))
        return found

    def files(self) -> list[Path]:
        """Every file that is kept, but the takes: `tests/speech/test_cache.py` damages those."""
        kept = sorted(
            path.relative_to(self.whole) for path in (self.whole / ".audiopress").rglob("*") if path.is_file()
        )
        return [path for path in kept if path.parts[1] not in {"takes", "locks"}]


@pytest.fixture
def room(newsroom: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Its covers are small, so that two hundred publishes take seconds."""
    monkeypatch.setattr("audiopress.publish.covers._draw", lambda *_: Image.new("RGB", (300, 300)))
    return Room(newsroom, page)


def test_damage_costs_only_itself(room: Room) -> None:
    """Every kept file damaged in eight ways: no traceback, no episode lost from a feed, and nothing stuck.

    What is derived is made again without a word; an episode's own files are named, and put back everything goes on.
    """
    assert room.told == []
    assert room.items() == [1, 1]
    chance = random.Random(16)
    for inside in (path for path in room.files() if path.parts[1] != "fragments"):
        for hurt in HURTS:
            path = room.root / inside
            path.write_bytes(hurt(path.read_bytes(), chance))
            told = room.work()
            case = f"{inside} {hurt.__name__}: {told}"
            assert room.items() == [1, 1], case
            assert all(path.name in one for one in told), case
            assert not told or path.name in TRUTH, case
            if told:
                shutil.copyfile(room.whole / inside, path)
                assert room.work() == [], case
            room.put_back()


def test_damaged_fragments_are_made_again(room: Room) -> None:
    """Every kept fragment of sound damaged in each way: the episode is made all the same, of the same length."""
    fragments = [path for path in room.files() if path.parts[1] == "fragments"]
    press = room.orders.press
    show = press.workspace.show("articles")
    articles = [one.article for one in press.read([str(room.page)]) if one.article]
    (whole,) = room.orders.make(show, articles, again=True)
    assert whole.episode is not None
    chance = random.Random(16)
    for hurt in HURTS:
        for inside in fragments:
            path = room.root / inside
            path.write_bytes(hurt((room.whole / inside).read_bytes(), chance))

        (made,) = room.orders.make(show, articles, again=True)

        assert made.episode is not None, f"{hurt.__name__}: {made.error}"
        assert made.episode.enclosure.seconds == whole.episode.enclosure.seconds
    assert len(room.files()) * len(HURTS) >= 200


@pytest.mark.parametrize("name", ["library.sqlite", "episode.json"])
def test_files_that_changed_places_are_noticed(room: Room, name: str) -> None:
    """The files of two episodes, or an episode and the database, in each other's place: named, or made again."""
    state = room.root / ".audiopress"
    one, *_, other = sorted(state.rglob("episode.json"))
    other = other if name == "episode.json" else state / name
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)

    told = room.work()

    assert told
    assert all("episode.json" in line for line in told)
    assert room.items() == [1, 1]
    one.write_bytes(first)
    if name == "episode.json":
        other.write_bytes(second)
    assert room.work() == []

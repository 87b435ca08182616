"""Damage to what a newsroom keeps: a room that can be damaged and put back, and the ways in which disks damage files.

`tests/road/test_damage.py` takes a few cases of each kind of file; `benchmarks/hardening.py damages` takes all of them.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

from tests_clock import Clock

from audiopress.errors import AudiopressError
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.sources.page_cache import FetchedPage, PageCache
from audiopress.workspace import Workspace

ADDRESS = "https://news.example.org/ferry"
SHOWS = ("articles", "daily-brief")
TRUTH = ("episode.json", "revision-1.mp3")
"""What cannot be made again from anything else."""
Hurt = Callable[[bytes, random.Random], bytes]


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


def nought(content: bytes, _chance: random.Random) -> bytes:
    """Every number of a JSON file is 0: rates, frames, times. Other files are all zeros, as a power cut leaves them."""
    try:
        known = json.loads(content)
    except ValueError:
        return bytes(len(content))

    def without(value: object) -> object:
        if isinstance(value, dict):
            return {name: without(one) for name, one in value.items()}
        if isinstance(value, list):
            return [without(one) for one in value]
        return 0 if isinstance(value, int | float) and not isinstance(value, bool) else value

    return json.dumps(without(known)).encode()


HURTS: tuple[Hurt, ...] = (cut, flip, flip_one, empty, nest, plain, nought)


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
            ADDRESS, FetchedPage(url=ADDRESS, body=b"<p>Ferry</p>", content_type="text/html"), etag='"1"', modified=""
        )
        shutil.copytree(newsroom, self.whole)

    def work(self, *, again: bool = False) -> list[str]:
        """Everything that a day asks of the library; the errors that were told. `again`, an episode is made once more."""
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
        attempt(lambda: self.orders.make(press.workspace.show("articles"), articles, again=again))
        PageCache(self.root / ".audiopress" / "pages").get(ADDRESS)
        return told

    def put_back(self) -> None:
        """As it was: what was written since is taken away, or copied again."""
        for name in (".audiopress", "public"):
            root, whole = self.root / name, self.whole / name
            for path in [path for path in root.rglob("*") if not path.is_dir()]:
                if not (whole / path.relative_to(root)).is_file():
                    path.unlink()
            for path in [path for path in whole.rglob("*") if path.is_file()]:
                copy = root / path.relative_to(whole)
                if not copy.is_file() or _written(copy) != _written(path):
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(path, copy)

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
        """Every file that is kept."""
        kept = sorted(
            path.relative_to(self.whole) for path in (self.whole / ".audiopress").rglob("*") if path.is_file()
        )
        return [path for path in kept if path.parts[1] != "locks"]

    def cases(self) -> Iterator[tuple[Path, Hurt]]:
        """Every file damaged in every way: first each file in one way, then each in another."""
        files = self.files()
        for turn in range(len(HURTS)):
            for number, inside in enumerate(files):
                yield inside, HURTS[(number + turn) % len(HURTS)]

    def damaged(self, inside: Path, hurt: Hurt, chance: random.Random) -> str:
        """Damage one file, work on, and put all back; what is wrong with what came of it, or nothing.

        What is derived is made again without a word; an episode's own file is named, and put back everything goes on.
        """
        path = self.root / inside
        path.write_bytes(hurt(path.read_bytes(), chance))
        making = inside.parts[1] in {"takes", "fragments"}  # what only an episode in the making looks at
        try:
            told = self.work(again=making)
            items = [items - making * (number == 0) for number, items in enumerate(self.items())]
            case = f"{inside} {hurt.__name__}: {told}"
            if items != [1, 1]:
                return f"{case} and {items} items"
            # Of numbers that do not fit it is told by the file that they are of.
            named = path.name in TRUTH and all(str(path.parent) in one for one in told)
            if told and not named:
                return case
            if told:
                shutil.copyfile(self.whole / inside, path)
                if after := self.work():
                    return f"{case} and after it was put back {after}"
        finally:
            self.put_back()
        return ""


def _written(path: Path) -> tuple[int, int]:
    """When, and how much: no damage is done in the nanosecond in which the file was copied."""
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size

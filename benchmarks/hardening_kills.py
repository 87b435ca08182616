"""Kills: `make`, `publish` and `correct` ended by SIGKILL at random moments, on a directory and on S3.

Each command is a process of its own, forked from one that has imported the package already: so that the moments fall
into the work and not into the imports. The voices are sine tones. S3 is moto's server, in a process of its own.
"""

from __future__ import annotations

import faulthandler
import itertools
import multiprocessing
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hardening_damages import tones

BUCKET = "podcasts"
LONGEST = 60
"""Seconds of a command that hangs."""
AWS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_DEFAULT_REGION": "us-east-1",
}
SAYS = "The night ferry between the old port and the islands will run again from Monday, the harbour office said."
PAGE = """\
Ferry {number} to run at night from Monday

By Ada Bell

{says}

“We have checked every plank and every rope on that pier, and it is safe again,” said Mira Solberg, head of the office.

Passengers of ferry {number} had complained for weeks about long waits at the southern pier, said the office.
"""


def command(words: Sequence[str], folder: str, log: str) -> None:
    """In a process of its own: the command, in the newsroom's folder; what it prints goes to the log."""
    to = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(to, stream)
    faulthandler.dump_traceback_later(LONGEST - 5, file=2)  # where it hangs
    os.chdir(folder)
    sys.argv = ["audiopress", *words]
    from audiopress.cli import main

    main()


@dataclass
class Newsroom:
    """A newsroom on a store, and its feed as listeners see it."""

    folder: Path
    base: str
    get: Callable[[str], bytes | None]
    """A public file's bytes, by its name."""
    chance: random.Random
    guids: set[str] = field(default_factory=set)
    times: dict[str, list[float]] = field(default_factory=dict)
    stories: list[Path] = field(default_factory=list)
    number: int = 0

    @property
    def log(self) -> Path:
        """What the last command printed."""
        return self.folder.parent / "log.txt"

    def start(self, words: Sequence[str]) -> Any:
        """The command, begun."""
        context = multiprocessing.get_context("forkserver")
        process = context.Process(target=command, args=(list(words), str(self.folder), str(self.log)))
        process.start()
        return process

    def run(self, words: Sequence[str]) -> str:
        """The command to its end; what is wrong with it, or nothing. Its seconds are kept, by its name."""
        began = time.monotonic()
        process = self.start(words)
        process.join(LONGEST)
        if process.exitcode is None:
            process.kill()
            process.join()
            return f"{words}: not done after {LONGEST} s: {self.log.read_text('utf-8')[-3000:]}"
        self.times.setdefault(words[0], []).append(time.monotonic() - began)
        if process.exitcode:
            return f"{words}: exit code {process.exitcode}: {self.log.read_text('utf-8')[-500:]}"
        return ""

    def feed(self) -> dict[str, str]:
        """GUID to enclosure of the feed that stands. Raises ValueError for what no listener may see."""
        content = self.get("articles/feed.xml")
        if content is None:
            raise ValueError("there is no feed")
        channel = ET.fromstring(content).find("channel")
        if channel is None:
            raise ValueError("the feed has no channel")
        found = {}
        for item in channel.findall("item"):
            enclosure, guid = item.find("enclosure"), item.findtext("guid")
            if enclosure is None or guid is None:
                raise ValueError("an item has no enclosure or no GUID")
            name = enclosure.get("url", "").removeprefix(self.base)
            media = self.get(name)
            if media is None or len(media) != int(enclosure.get("length", "-1")):
                told = "missing" if media is None else f"{len(media)} bytes"
                raise ValueError(f"{name} is {told}, and {enclosure.get('length')} in the feed")
            found[guid] = name
        if lost := self.guids - found.keys():
            raise ValueError(f"the feed has lost {lost}")
        self.guids |= found.keys()
        return found

    def told(self) -> str:
        """The feed's description, its day's number in it."""
        return ET.fromstring(self.get("articles/feed.xml") or b"<none/>").findtext("channel/description") or ""

    # ---- work

    def write(self, path: Path, says: str) -> None:
        """A page with these words in it."""
        path.write_text(PAGE.format(number=path.stem.partition("-")[2], says=says), encoding="utf-8")

    def order(self, name: str) -> tuple[list[str], Callable[[], str]]:
        """Words of a command that has something to do, and what is wrong with what it did, to be asked when it is done."""
        self.number += 1
        before = self.feed() if self.guids else {}
        if name == "make":
            path = self.folder.parent / f"story-{self.number}.txt"
            self.write(path, SAYS)
            self.stories.append(path)
            return [
                "make",
                "articles",
                str(path),
            ], lambda: "" if len(self.feed()) == len(before) + 1 else f"{len(before)} items became {len(self.feed())}"
        if name == "correct":
            at = self.chance.randrange(len(self.stories))
            episode = self.episode(at)
            path = self.stories[at]
            self.write(
                path, f"Boat {self.number} between the old port and the islands will run again, the office said."
            )
            return (
                ["correct", episode, str(path)],
                lambda: (
                    ""
                    if sum(self.feed().get(guid) != media for guid, media in before.items()) == 1
                    else "nothing corrected"
                ),
            )
        show = self.folder / "feeds" / "articles" / "show.toml"
        says = f"The articles of day {self.number}. The voices are synthetic."
        text = re.sub(r"(?m)^description = .*$", f'description = "{says}"', show.read_text("utf-8"))
        show.write_text(text, encoding="utf-8")
        return ["publish", "articles"], lambda: "" if says in self.told() else f"the feed still says {self.told()!r}"

    def episode(self, at: int) -> str:
        """The id of the episode of the story at this place."""
        slug = f"ferry-{self.stories[at].stem.partition('-')[2]}-to-run"
        (found,) = [
            path.name for path in (self.folder / ".audiopress/episodes/articles").iterdir() if f"{slug}" in path.name
        ]
        return found


def kills(count: int, seed: int) -> int:
    """Print what was wrong after `count` kills on each store; how many faults that were."""
    here = Path(__file__).parent
    # The process that is forked inherits these.
    os.environ |= AWS | {"PYTHONPATH": os.pathsep.join(map(str, (here, here.parent)))}
    multiprocessing.get_context("forkserver").set_forkserver_preload(["hardening_preload"])

    def on(store: Callable[[Path, random.Random], AbstractContextManager[Newsroom]]) -> int:
        chance = random.Random(seed)
        with TemporaryDirectory() as name, store(Path(name), chance) as newsroom:
            return _killed(store.__name__, newsroom, count, chance)

    with ThreadPoolExecutor(2) as both:
        return sum(both.map(on, (directory, bucket)))


def _killed(store: str, newsroom: Newsroom, count: int, chance: random.Random) -> int:
    began, done, faults = time.monotonic(), 0, []
    for name in ("make", "correct", "publish", "make"):  # nobody kills these: they say how long each takes
        words, wrong = newsroom.order(name)
        faults += [one for one in [newsroom.run(words) or wrong()] if one]
    by: dict[str, int] = {}
    for name in itertools.cycle(("make", "correct", "publish", "correct")):
        if done >= count or faults:
            break
        words, wrong = newsroom.order(name)
        process = newsroom.start(words)
        time.sleep(chance.uniform(0.02, 1.0) * min(newsroom.times[name][-5:]))
        process.kill()
        process.join()
        if process.exitcode == -signal.SIGKILL:
            done += 1
            by[name] = by.get(name, 0) + 1
        try:
            newsroom.feed()
            faults += [one for one in [newsroom.run(words) or wrong()] if one]
        except ValueError as error:
            faults.append(f"after {words}: {error}")
    for one in faults:
        print(f"{store}: {one}")
    told = ", ".join(f"{name} {by[name]}" for name in sorted(by))
    print(
        f"{store}: {done} kills ({told}): {len(newsroom.guids)} episodes in the feed, {len(faults)} faults,"
        f" {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return len(faults) + (done < count)


@contextmanager
def directory(folder: Path, chance: random.Random) -> Iterator[Newsroom]:
    """On the newsroom's own public/."""
    tones(folder / "newsroom")

    def get(name: str) -> bytes | None:
        path = folder / "newsroom" / "public" / name
        return path.read_bytes() if path.is_file() else None

    yield Newsroom(folder / "newsroom", "http://127.0.0.1:8000/", get, chance)


@contextmanager
def bucket(folder: Path, chance: random.Random) -> Iterator[Newsroom]:
    """On a bucket of moto's server; listeners read it over HTTP."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ExitStack() as stack:
        server = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(server.wait)
        stack.callback(server.kill)
        import boto3
        from botocore.exceptions import ClientError

        client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}")
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/moto-api/").close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        client.create_bucket(Bucket=BUCKET)
        tones(folder / "newsroom")
        with (folder / "newsroom" / "audiopress.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'[store]\nkind = "s3"\nbucket = "{BUCKET}"\nendpoint = "http://127.0.0.1:{port}"\n')

        def get(name: str) -> bytes | None:
            try:
                content: bytes = client.get_object(Bucket=BUCKET, Key=name)["Body"].read()
            except ClientError:
                return None
            return content

        yield Newsroom(folder / "newsroom", "http://127.0.0.1:8000/", get, chance)

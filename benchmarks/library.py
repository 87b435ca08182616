"""What a large library costs: `make` of one article and `episodes --json` with 0, 1,000 and 10,000 episodes in it.

    python benchmarks/library.py [--counts 0 1000 10000] [--same]

Each newsroom is laid out in a folder of its own, with voices of the `tone` engine, and filled with episodes of two
minutes that were written here (transcript, word times, chapters, stories); they are of another show than the one that
is made. `--same` also measures a show that has them all itself: they are published first, which takes minutes. Every
command is a process of its own; what counts is its CPU time (user and system, Python's start among it) and the most
memory that it held. The least of several runs is given.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wording import texts

from audiopress.model import Chapter, Enclosure, Episode, Segment, Story, Word
from audiopress.newsroom import dump, rebuild

SENTENCES = 24
"""Of an episode of two minutes."""
SOUND = b"\xff\xfb\x90\x00" + bytes(1020)
FIRST = datetime(2020, 1, 1, 6, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command: seconds of CPU, seconds on the clock, megabytes."""

    cpu: float
    wall: float
    memory: float

    def __str__(self) -> str:
        return f"{self.cpu:6.2f} s CPU  {self.wall:6.2f} s  {self.memory:6.0f} MB"


def newsroom(folder: Path) -> Path:
    """A newsroom whose voices are sine tones, with its work done inline."""
    subprocess.run([sys.executable, "-m", "audiopress", "new", str(folder)], check=True, capture_output=True)
    for path in (folder / "voices").glob("*.toml"):
        text = re.sub(r'(?m)^engine = ".*"$', 'engine = "tone"', path.read_text("utf-8"))
        path.write_text(re.sub(r'(?m)^model = ".*"$', 'model = "mid"', text), encoding="utf-8")
    settings = folder / "audiopress.toml"
    settings.write_text(settings.read_text("utf-8").replace("processes:2", "inline"), encoding="utf-8")
    return folder


def fill(folder: Path, show: str, count: int, said: list[str]) -> None:
    """Put `count` episodes of a show into a newsroom's library."""
    chance = random.Random(17)
    digest = hashlib.sha256(SOUND).hexdigest()
    for number in range(count):
        name = f"2020-01-01-story-{number}"
        place = folder / ".audiopress" / "episodes" / show / name
        place.mkdir(parents=True)
        (place / "revision-1.mp3").write_bytes(SOUND)
        when = FIRST + timedelta(hours=2 * number)
        headline = f"{chance.choice(said).rstrip('.')} ({number})"
        transcript = tuple(sentences([f"{text} {number}" for text in chance.sample(said, SENTENCES)], headline))
        one = Episode(
            id=name,
            guid=str(uuid.UUID(int=number)),
            show=show,
            title=headline,
            language="en",
            published=when,
            updated=when,
            summary=transcript[1].body,
            stories=(Story(source=f"story-{number}.txt", headline=headline, authors=("Ada Bell",), published=when),),
            enclosure=Enclosure(
                path=place / "revision-1.mp3",
                mime="audio/mpeg",
                bytes=len(SOUND),
                seconds=transcript[-1].end,
                sha256=digest,
                loudness=-16.0,
                true_peak=-1.2,
            ),
            chapters=(Chapter(start=0.0, end=transcript[-1].end, title=headline),),
            transcript=transcript,
            voices=("en-heart", "en-alto"),
            record={"script": f"{number:032x}", "content": f"{number:032x}", "asked": f"{number:032x}"},
        )
        (place / "episode.json").write_text(dump(one, place), encoding="utf-8")


def sentences(said: list[str], headline: str) -> list[Segment]:
    """A transcript: the headline and what follows, with a time for each word."""
    found: list[Segment] = []
    at = 0.25
    for number, text in enumerate([headline, *said]):
        words = []
        for word in text.split():
            words.append(Word(text=word, start=round(at, 3), end=round(at + 0.3, 3)))
            at += 0.35
        kind = "text" if number else "headline"
        one = Segment(start=words[0].start, end=words[-1].end, speaker="", body=text, words=tuple(words))
        found.append(replace(one, story=0, paragraph=(number + 2) // 3 - 1, kind=kind, role="host" if number else kind))
        at += 0.3
    return found


def cost(folder: Path, *arguments: str) -> Cost:
    """What a command takes; its output is thrown away."""
    command = [sys.executable, "-m", "audiopress", "-C", str(folder), *arguments, "--json"]
    began = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert child.stderr is not None
    told = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(told.decode())
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def page(folder: Path, number: int, said: list[str]) -> str:
    """An article that was not told yet."""
    path = folder / f"fresh-{number}.txt"
    text = "\n\n".join(f"{one} Number {number} of the series." for one in said[:12])
    path.write_text(f"The harbour opens for the {number}th time\n\nBy Mina Park\n\n{text}\n", encoding="utf-8")
    return str(path)


def least(found: list[Cost]) -> Cost:
    """The one with the least CPU time."""
    return min(found, key=lambda one: one.cpu)


def main() -> None:
    """A table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="+", default=[0, 1000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--same", action="store_true", help="also a show that has all the episodes itself")
    given = parser.parse_args()
    said = texts(400)
    fresh = texts(500)[-40:]
    for count in given.counts:
        for show in ["daily-brief", *(["articles"] if given.same and count else [])]:
            with tempfile.TemporaryDirectory() as name:
                folder = newsroom(Path(name) / "newsroom")
                fill(folder, show, count, said)
                began = time.process_time()
                rebuild(folder / ".audiopress" / "library.sqlite", folder / ".audiopress" / "episodes")
                print(f"{count} episodes of {'the same' if show == 'articles' else 'another'} show", flush=True)
                print(f"  library rebuild       {time.process_time() - began:6.2f} s CPU", flush=True)
                if show == "articles":
                    print(f"  publish, first        {cost(folder, 'publish', show)}", flush=True)
                    print(f"  publish, unchanged    {cost(folder, 'publish', show)}", flush=True)
                cost(
                    folder, "make", "articles", page(folder, 1, fresh)
                )  # what is drawn and compiled once is there then
                made = [cost(folder, "make", "articles", page(folder, 2 + run, fresh)) for run in range(given.runs)]
                print(f"  make, one article     {least(made)}", flush=True)
                listed = [cost(folder, "episodes") for _ in range(given.runs)]
                print(f"  episodes --json       {least(listed)}", flush=True)


if __name__ == "__main__":
    main()

"""Editions under stress: four processes that race, processes that are killed, and a year of ten daily shows.

    python benchmarks/editions.py race  [--editions 500] [--processes 4]
    python benchmarks/editions.py kills [--kills 200]
    python benchmarks/editions.py year  [--shows 10] [--days 365] [--before 0]

Voices of the `tone` engine and a clock of its own: an edition a day, whose feed has one story that is new. `race` and
`kills` end with what must hold (each edition exactly once, none lost) and with exit code 1 where it does not. `year` tells
for every tenth of the year the CPU time that an edition took and the megabytes that the process held, and then how long
`audiopress status` takes. `--before 355 --days 10` are the last days of a year whose other ones are copies: of one edition a
show, each with words, GUID and date of its own, and with its sound.

On two cores with other work beside it (30 November 2026): four processes that race for 500 editions: none lost, none
doubled; 200 kills over 200 editions: none lost, none doubled. Two shows, days 3 to 20 of a year: 397 ms of CPU an edition
(median), and 410 ms on days 348 to 365; 182 and 184 MB; `status` 0.35 s of CPU at the year's end. Timed part by part, an
edition of the last days does about 25 ms more than one of the first: 8 for a feed of 300 entries, which is full then and
grows no more, and 17 for the state of each episode's file and row, which are looked at without being read.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audiopress.model import Section, Show
from audiopress.newsroom import dump
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace, create

RACING = "AUDIOPRESS_RACING"
"""Set in processes of which several make editions at once: each day has a feed of its own there."""
FIRST = datetime(2026, 1, 1, 6, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent
WORDS = (
    "harbour ferry council budget winter pier school island bakery bridge market signal letter window garden".split()
)


def laid_out(folder: Path, shows: int) -> Path:
    """A newsroom of tones, with so many daily shows."""
    create(folder, title="Benchmark")
    for path in (folder / "voices").glob("*.toml"):
        text = path.read_text("utf-8").partition("[options]")[0]
        text = re.sub(r'(?m)^engine = ".*"$', 'engine = "tone"', text)
        path.write_text(re.sub(r'(?m)^model = ".*"$', 'model = "mid"', text), encoding="utf-8")
    settings = folder / "audiopress.toml"
    settings.write_text(settings.read_text("utf-8").replace("processes:2", "inline"), encoding="utf-8")
    brief = folder / "feeds" / "daily-brief"
    for number in range(shows):
        made = folder / "feeds" / f"show-{number}"
        made.mkdir()
        for path in (brief / "format.j2", brief / "words.toml"):
            (made / path.name).write_bytes(path.read_bytes())
        text = (brief / "show.toml").read_text("utf-8").replace("The daily brief", f"Show {number}")
        text += '\n[schedule]\ncron = "0 6 * * *"\ntimezone = "UTC"\n'
        (made / "show.toml").write_text(text, encoding="utf-8")
    return folder


def feed(folder: Path, show: str, day: int) -> str:
    """The feed of a day, as a file of the newsroom: this day's story and the last four."""
    items = "".join(_item(show, one) for one in range(day, max(-1, day - 5), -1))
    # By one name: a show whose source is another every day would be another show, and all of its pages be made anew.
    name = f"in/{show}.xml"
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    if os.environ.get(RACING):
        name, path = f"in/{show}-{day}.xml", path.with_name(f"{show}-{day}.xml")
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(f'<rss version="2.0"><channel><title>{show}</title>{items}</channel></rss>', encoding="utf-8")
    part.replace(path)
    return name


def _item(show: str, day: int) -> str:
    chance = random.Random(f"{show}-{day}")
    told = "".join(
        f"<p>On day {day} the {' '.join(chance.sample(WORDS, 6))} of {show} was told about {' '.join(chance.sample(WORDS, 8))}"
        f" and {chance.randrange(10**6)} people heard of it.</p>"
        for _ in range(4)
    )
    link = f"https://{show}.example.org/{day}"
    when = (FIRST + timedelta(days=day)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    title = f"{' '.join(chance.sample(WORDS, 4)).title()} {day}"
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>{when}</pubDate>"
        f"<description><![CDATA[{told}]]></description></item>"
    )


def made(folder: Path, name: str, day: int, now: datetime) -> None:
    """An edition of one new story."""
    orders = Orders(press=Press(workspace=Workspace.find(folder), now=lambda: now), who="benchmark")
    show = orders.press.workspace.show(name)
    orders.run(_daily(show, feed(folder, name, day)), due=FIRST + timedelta(days=day))


def _daily(show: Show, source: str) -> Show:
    edition = replace(show.edition, sections=(Section(sources=(source,), count=1),), no_repeat_days=14)
    return replace(show, edition=edition)


def counted(folder: Path, name: str, editions: int) -> int:
    """Tell what is wrong: editions that nobody made, or that were made twice."""
    library = Press(workspace=Workspace.find(folder)).library()
    times = Counter(row.edition for row in library.rows(name))
    wanted = [(FIRST + timedelta(days=day)).isoformat() for day in range(editions)]
    lost = [due for due in wanted if not times[due]]
    twice = [due for due, count in times.items() if count > 1]
    states = Counter(run.state for run in library.editions(name, limit=editions + 1))
    told = ", ".join(f"{count} {state}" for state, count in states.items())
    print(f"{editions} editions: {len(lost)} lost, {len(twice)} doubled ({told})")
    return len(lost) + len(twice)


def _racer(folder: Path, editions: int) -> None:
    os.environ[RACING] = "yes"
    for day in range(editions):
        made(folder, "show-0", day, FIRST + timedelta(days=day))


def race(folder: Path, editions: int, processes: int) -> int:
    """So many processes make every edition, all in the same order."""
    began = time.monotonic()
    runners = [multiprocessing.Process(target=_racer, args=(folder, editions)) for _ in range(processes)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    failed = sum(runner.exitcode != 0 for runner in runners)
    print(f"{processes} processes, {failed} of them failed, {time.monotonic() - began:.0f} s")
    return counted(folder, "show-0", editions) + failed


def _walker(folder: Path, editions: int, lives: int) -> None:
    """The editions from the last ones on, as of a clock that is three minutes later in each life."""
    library = Press(workspace=Workspace.find(folder)).library()
    done = {run.due for run in library.editions("show-0", limit=10_000) if run.state == "made"}
    for day in range(editions):
        if FIRST + timedelta(days=day) not in done:
            made(folder, "show-0", day, FIRST + timedelta(days=day, minutes=3 * lives))


def kills(folder: Path, count: int) -> int:
    """A process that makes editions is killed so often, at any moment, and begun again; then the last one finishes."""
    chance, editions = random.Random(7), count
    killed = lives = 0
    began = time.monotonic()
    while True:
        lives += 1
        runner = multiprocessing.Process(target=_walker, args=(folder, editions, lives))
        runner.start()
        runner.join(chance.uniform(0.05, 2.0) if killed < count else None)
        if runner.exitcode is None and runner.pid is not None:
            os.kill(runner.pid, signal.SIGKILL)
            runner.join()
            killed += 1
        elif runner.exitcode == 0:
            break
        else:
            print(f"life {lives} failed")
            return 1
    print(f"{killed} kills, {time.monotonic() - began:.0f} s")
    return counted(folder, "show-0", editions)


def aged(folder: Path, name: str, days: int) -> None:
    """A show with so many days behind it: one edition that is made, and copies of it that tell something else each."""
    made(folder, name, 0, FIRST)
    library = Press(workspace=Workspace.find(folder)).library()
    one = library.whole(library.rows(name)[0])
    for day in range(1, days):
        due = FIRST + timedelta(days=day)
        chance = random.Random(f"{name}-{day}")
        told = tuple(
            replace(part, body=f"{' '.join(chance.sample(WORDS, 12))} {chance.randrange(10**9)}.")
            for part in one.transcript
        )
        link = f"https://{name}.example.org/{day}"
        story = replace(one.stories[0], headline=f"{' '.join(chance.sample(WORDS, 4))} {day}", source=link, url=link)
        there = library.folder / name / f"{due:%Y-%m-%d}-copy"
        there.mkdir()
        sound = there / one.enclosure.path.name
        os.link(one.enclosure.path, sound)
        copy = replace(
            one,
            id=there.name,
            guid=f"{name}-{day}",
            title=story.headline,
            published=due,
            updated=due,
            transcript=told,
            stories=(story,),
            enclosure=replace(one.enclosure, path=sound),
            edition=due.isoformat(),
        )
        (there / "episode.json").write_text(dump(copy, there), encoding="utf-8")
    library.rows()


def year(folder: Path, shows: int, days: int, before: int) -> int:
    """Every show's edition of every day, in one process."""
    for number in range(shows if before else 0):
        aged(folder, f"show-{number}", before)
    tenth = max(1, days // 10)
    began = time.process_time()
    for day in range(before, before + days):
        for number in range(shows):
            made(folder, f"show-{number}", day, FIRST + timedelta(days=day))
        if (day - before + 1) % tenth == 0:
            each = (time.process_time() - began) / (tenth * shows)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"day {day + 1:>3}: {each * 1000:6.0f} ms of CPU an edition, {memory:5.0f} MB", flush=True)
            began = time.process_time()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "audiopress", "-C", str(folder), "status"]
    had = resource.getrusage(resource.RUSAGE_CHILDREN)
    least = min(_seconds(command, environment) for _ in range(5))
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    each = (now.ru_utime + now.ru_stime - had.ru_utime - had.ru_stime) / 5
    print(f"status: {least:.2f} s at best, {each:.2f} s of CPU")
    return sum(counted(folder, f"show-{number}", before + days) for number in range(shows))


def _seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    began = time.monotonic()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.monotonic() - began


def main() -> None:
    """The benchmark that is named."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("what", choices=("race", "kills", "year"))
    asked.add_argument("--editions", type=int, default=500)
    asked.add_argument("--processes", type=int, default=4)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--shows", type=int, default=10)
    asked.add_argument("--days", type=int, default=365)
    asked.add_argument("--before", type=int, default=0)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = laid_out(Path(name) / "newsroom", options.shows if options.what == "year" else 1)
        match options.what:
            case "race":
                wrong = race(folder, options.editions, options.processes)
            case "kills":
                wrong = kills(folder, options.kills)
            case _:
                wrong = year(folder, options.shows, options.days, options.before)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

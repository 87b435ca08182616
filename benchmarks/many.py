"""A newspaper's day: many articles made at once, on 1 and 2 worker processes and on a local Dask cluster of 2.

    python benchmarks/many.py [--articles 200] [--engines tone espeak shipped] [--on processes:1 processes:2 dask:2]

Speed-up is against the first of `--on`, by the clock, and by processor time: that of the busiest process of the first
over that of the busiest here, which is what the clock shows where each process has a core of its own, and which others
who use the machine hardly change. `shipped` are the voices as they come: the natural English ones. `MB` is the most that one worker held. Linux (it reads /proc).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

import newspaper

from audiopress.corrections import Made
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace, create

MODELS = {"tone": ("low", "mid", "high"), "espeak": ("en-us+announcer", "en-us+f3", "en-us+klatt3"), "shipped": ()}
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What making them took."""

    wall: float
    caller: float
    workers: tuple[float, ...]
    """Seconds of processor time, each with the programs it began."""
    megabytes: float
    made: int
    in_order: bool
    publishes: int

    @property
    def busiest(self) -> float:
        """Seconds of processor time of one process, at most."""
        return max(self.caller, *self.workers)


def newsroom(folder: Path, engine: str, workers: str) -> Workspace:
    """A newsroom whose voices are all of one engine."""
    create(folder, title="Benchmark")
    for number, path in enumerate(sorted((folder / "voices").glob("*.toml")) if MODELS[engine] else []):
        text = re.sub(r'(?m)^engine = ".*"$', f'engine = "{engine}"', path.read_text("utf-8"))
        text = re.sub(r'(?m)^model = ".*"$', f'model = "{MODELS[engine][number % 3]}"', text)
        path.write_text(re.sub(r"(?ms)^\[options\].*?(?=^\[|\Z)", "", text), encoding="utf-8")
    settings = folder / "audiopress.toml"
    settings.write_text(settings.read_text("utf-8").replace("processes:2", workers), encoding="utf-8")
    return Workspace.find(folder)


def spent(pid: int) -> float:
    """Seconds of processor time of a process and of the programs it waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICK


def held(pid: int) -> float:
    """MB that a process held at most."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("utf-8"))
    return int(found[1]) / 1000 if found else 0.0


@contextmanager
def cluster(count: int, folder: Path) -> Iterator[tuple[str, list[int]]]:
    """A scheduler with so many workers of one thread: its address, and the workers' process ids."""
    log = folder / "scheduler.log"

    def start(*words: str, output: Path) -> subprocess.Popen[bytes]:
        with output.open("wb") as file:
            command = [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]]
            return subprocess.Popen(command, cwd=folder, stdout=file, stderr=file)

    begun = [start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", output=log)]
    try:
        while not (found := re.search(r"(tcp://127\.0\.0\.1:\d+)", log.read_text("utf-8"))):
            assert begun[0].poll() is None, log.read_text("utf-8")
            time.sleep(0.1)
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder / "dask"))
        begun += [start("worker", found[1], *options, output=folder / f"worker{n}.log") for n in range(count)]
        for number in range(count):
            while "Registered to" not in (folder / f"worker{number}.log").read_text("utf-8"):
                time.sleep(0.1)
        yield found[1], [process.pid for process in begun[1:]]
    finally:
        for process in begun:
            process.kill()
            process.wait(10)


def run(engine: str, where: str, count: int) -> Run:
    """Make so many articles in a new newsroom."""
    with tempfile.TemporaryDirectory(prefix="many-") as name:
        folder = Path(name)
        kind, _, number = where.partition(":")
        if kind == "dask":
            with cluster(int(number), folder) as (address, pids):
                return timed(newsroom(folder / "newsroom", engine, f"dask:{address}"), count, pids)
        return timed(newsroom(folder / "newsroom", engine, where), count, [])


def timed(at: Workspace, count: int, pids: list[int]) -> Run:
    """Read, make and publish; `pids` are the workers, where they are not this process's children."""
    pages = newspaper.write(at.root / "in", count)
    workers: dict[int, tuple[float, float]] = {}
    before = {pid: spent(pid) for pid in pids}
    publishes = 0

    def shown(stage: str, done: int, _total: int) -> None:
        nonlocal publishes
        publishes += stage == "publish" and done == 1
        if stage == "episodes":
            for pid in pids or [child.pid for child in active_children() if child.pid]:
                workers[pid] = (spent(pid) - before.get(pid, 0.0), held(pid))

    press = Press(workspace=at, progress=shown)
    began, used = time.perf_counter(), spent(os.getpid())
    articles = [outcome.article for outcome in press.read([str(pages)]) if outcome.article]
    made: list[Made] = Orders(press=press).make(at.show("articles"), articles)
    assert len(articles) == count
    children = sum(seconds for seconds, _ in workers.values()) if not pids else 0.0
    return Run(
        wall=time.perf_counter() - began,
        caller=max(0.0, spent(os.getpid()) - used - children),
        workers=tuple(seconds for seconds, _ in workers.values()),
        megabytes=max((size for _, size in workers.values()), default=0.0),
        made=sum(one.status == "made" for one in made),
        in_order=[one.title for one in made] == [article.headline for article in articles],
        publishes=publishes,
    )


def main() -> None:
    """One run, one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--engines", nargs="+", default=["tone", "espeak"], choices=sorted(MODELS))
    parser.add_argument("--on", nargs="+", default=["processes:1", "processes:2", "dask:2"])
    given = parser.parse_args()
    print(f"{given.articles} articles; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print(f"{'':8}{'':13}{'wall s':>8}{'caller s':>10}{'workers s':>16}{'MB':>6}{'by clock':>10}{'by CPU':>8}  made")
    for engine in given.engines:
        first: Run | None = None
        for where in given.on:
            found = run(engine, where, given.articles)
            first = first or found
            workers = " + ".join(f"{seconds:.1f}" for seconds in found.workers)
            order = "in order" if found.in_order else "OUT OF ORDER"
            print(
                f"{engine:8}{where:13}{found.wall:8.1f}{found.caller:10.1f}{workers:>16}{found.megabytes:6.0f}"
                f"{first.wall / found.wall:10.2f}{first.busiest / found.busiest:8.2f}"
                f"  {found.made} {order}, {found.publishes} publish",
                flush=True,
            )


if __name__ == "__main__":
    main()

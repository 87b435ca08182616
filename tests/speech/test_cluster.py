"""Recording on a Dask cluster: a real scheduler and two worker processes on loopback, one of them killed."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from audiopress.errors import AudiopressError, UsageError
from audiopress.model import Utterance, Voice
from audiopress.speech import record
from audiopress.work import cluster as dask
from audiopress.work import pool as work_pool

Lines = Callable[..., list[Utterance]]
needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None,
    reason="distributed is not installed: pip install 'audiopress[dask]'",
)


@pytest.fixture
def cluster(tmp_path: Path, troubled: Voice) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and its two workers."""
    path = os.pathsep.join([str(tmp_path / "site"), str(Path(__file__).parents[2])])
    env = {**os.environ, "PYTHONPATH": path, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    log = tmp_path / "scheduler.log"

    def start(*command: str, output: Path) -> subprocess.Popen[bytes]:
        with output.open("wb") as file:
            return subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]],
                                    env=env, cwd=tmp_path, stdout=file, stderr=file)  # fmt: skip

    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", output=log)
    started: list[subprocess.Popen[bytes]] = []
    try:
        address = _address(log, scheduler)
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "dask"))
        started = [start("worker", address, *options, output=tmp_path / f"worker{n}.log") for n in range(2)]
        yield address, started
    finally:
        for process in [*started, scheduler]:
            process.kill()
            process.wait(10)


def _address(log: Path, scheduler: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + 20
    while not (found := re.search(r"(tcp://127\.0\.0\.1:\d+)", log.read_text())):
        assert scheduler.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)
    return found[1]


@needs_dask
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")
def test_a_cluster_records_and_loses_nothing_with_a_worker(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    troubled: Voice,
    lines: Lines,
    asked: Callable[[], list[str]],
    tmp_path: Path,
) -> None:
    """The same takes in the same order as in this process, although one of two workers is killed on the way."""
    address, (first, _) = cluster
    utterances = lines(troubled, *[f"slow number {n}." for n in range(10)])

    def kill() -> None:
        while len(asked()) < 3:
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    takes = record(utterances, cache=tmp_path / "cache", workers=f"dask:{address}")

    killer.join(1)
    assert first.wait(5) == -signal.SIGKILL
    here = record(utterances, cache=tmp_path / "here")
    assert [take.path.read_bytes() for take in takes] == [take.path.read_bytes() for take in here]
    assert all(take.cached for take in record(utterances, cache=tmp_path / "cache"))


@needs_dask
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")
def test_machines_that_share_no_disk_send_their_takes(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    troubled: Voice,
    lines: Lines,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who does not find the caller's mark in the cache keeps nothing there: frames come through the scheduler."""
    monkeypatch.setattr(work_pool, "marked", lambda folder: nullcontext(dask.Shared(folder, "a mark of another disk")))
    utterances = lines(troubled, "One.", "Two.", "Three.", "Two.")

    takes = record(utterances, cache=tmp_path / "cache", workers=f"dask:{cluster[0]}")

    here = record(utterances, cache=tmp_path / "here")
    assert [take.path.read_bytes() for take in takes] == [take.path.read_bytes() for take in here]
    assert [take.words for take in takes] == [take.words for take in here]
    assert all(take.cached for take in record(utterances, cache=tmp_path / "cache"))


@needs_dask
def test_a_scheduler_that_is_not_there_is_told(
    troubled: Voice, lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its address, in a line."""
    monkeypatch.setattr(dask, "CONNECT", 0.5)
    with pytest.raises(AudiopressError, match="no Dask scheduler answers"):
        record(lines(troubled, "One."), cache=tmp_path, workers="dask:tcp://127.0.0.1:9")


def test_a_missing_extra_is_told(
    troubled: Voice, lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command that installs it."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(UsageError, match=r"pip install 'audiopress\[dask\]'"):
        record(lines(troubled, "One."), cache=tmp_path, workers="dask:tcp://127.0.0.1:9")

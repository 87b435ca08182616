"""One at a time, in this process and others; a lock ends with whoever held it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest

from audiopress.errors import LibraryError
from audiopress.work.locks import Busy, alone, one_of_us

HOLDER = """
import sys, time
from pathlib import Path
from audiopress.work.locks import {lock}
with {lock}(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


class Lock(Protocol):
    def __call__(self, path: Path) -> AbstractContextManager[None]: ...


@pytest.fixture(params=[alone, one_of_us])
def lock(request: pytest.FixtureRequest) -> Lock:
    found: Lock = request.param
    return found


def test_a_lock_is_held_by_one_at_a_time(lock: Lock, tmp_path: Path) -> None:
    """Others wait until it is given back, threads of this process too; the folder of the file is made."""
    path = tmp_path / "a" / "x.lock"
    inside, most, done = 0, 0, 0
    guard = threading.Lock()

    def work() -> None:
        nonlocal inside, most, done
        with lock(path):
            with guard:
                inside += 1
                most = max(most, inside)
            time.sleep(0.01)
            with guard:
                inside -= 1
                done += 1

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert (most, done) == (1, 5)
    assert path.exists() == (lock is alone)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_lock_of_one_who_was_killed_is_free(lock: Lock, tmp_path: Path) -> None:
    """The system gives it back: nothing is waited for, and no file that was left stands in the way."""
    program = HOLDER.format(lock=lock.__name__)  # type: ignore[attr-defined]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    held = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "x.lock")], stdout=subprocess.PIPE, env=environment
    )
    assert held.stdout is not None
    assert held.stdout.readline() == b"held\n"
    with pytest.raises(Busy), alone(tmp_path / "x.lock", wait=False):
        pass

    held.send_signal(signal.SIGKILL)
    held.communicate(timeout=10)

    with alone(tmp_path / "x.lock", wait=False):
        pass
    with lock(tmp_path / "x.lock"):
        pass


def test_a_folder_is_locked_without_a_trace(tmp_path: Path) -> None:
    """What is published from it holds no file that the lock has left."""
    with alone(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_locked_is_told(tmp_path: Path) -> None:
    """With its path and the reason, as the error that was asked for."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot be locked"), alone(tmp_path / "file" / "x.lock"):
        pass


def test_work_that_may_be_done_twice_goes_on_without_a_lock(tmp_path: Path) -> None:
    """A disk that knows no locks keeps nobody from recording."""
    (tmp_path / "file").write_text("x")
    done = []
    with one_of_us(tmp_path / "file" / "x.lock"):
        done.append(1)
    assert done == [1]

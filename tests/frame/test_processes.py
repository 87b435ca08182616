"""Workers end with their pool, at once and in silence."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from audiopress.work import executors

PROGRAM = """
    import time
    from audiopress.work import executors

    if __name__ == "__main__":
        pool = executors.POOL(2)
        waiting = [pool.submit(time.sleep, n % 2 * 60) for n in range(12)]
        waiting[0].result()
        executors.end(pool)
"""

RESAMPLING = """
    import time
    import numpy
    import soxr
    from audiopress.work import executors

    def work():
        sound = numpy.zeros(20_000, "int16")
        until = time.monotonic() + 0.4
        while time.monotonic() < until:
            soxr.resample(sound, 48000, 24000)

    pool = executors.Threads(2)
    for _ in range(9):
        pool.submit(work)
    time.sleep(0.2)
    executors.end(pool)
"""


@pytest.mark.parametrize("pool", ["start", "Threads"])
def test_an_ended_pool_leaves_no_word_and_no_process(tmp_path: Path, pool: str) -> None:
    """Ctrl-C in the middle of the work shows no traceback of a thread that was ended, and waits for no worker."""
    (tmp_path / "program.py").write_text(textwrap.dedent(PROGRAM).replace("POOL", pool), encoding="utf-8")

    for _ in range(3):
        ends_well(tmp_path / "program.py")


def test_a_thread_in_a_library_does_not_abort_the_program(tmp_path: Path) -> None:
    """One that comes back from C++ while the program ends brings all of it down, so it is waited for a moment."""
    (tmp_path / "program.py").write_text(textwrap.dedent(RESAMPLING), encoding="utf-8")

    for _ in range(3):
        ends_well(tmp_path / "program.py")


def test_work_that_asks_ends_with_its_pool() -> None:
    """Work of many steps asks before each, so that nobody waits for the rest of it; elsewhere the question is nothing."""
    begun, ended = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        try:
            while True:
                executors.go_on()
                time.sleep(0.01)
        finally:
            ended.set()

    executors.go_on()
    pool = executors.Threads(1, patience=20)
    pool.submit(work)
    assert begun.wait(10)
    executors.end(pool)

    assert ended.is_set()


def ends_well(program: Path) -> None:
    """Run a program, which must end with 0 and not a word."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, str(program)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")

"""Ctrl-C while the library speaks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from audiopress.speech.interrupts import kept

RUN = """
    from pathlib import Path
    import signal, sys
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from audiopress.model import Utterance, Voice
    from audiopress.speech import record
    voice = Voice(name="v", engine="espeak", model="en-us+announcer", languages=("en-US",), attribution="-", licence="-")
    lines = (
        Utterance(cue=n, start=0, end=1, spoken=f"This is the sentence number {n} of a long day.", voice=voice, language="en")
        for n in range(100_000)
    )
    record(list(lines), cache=Path(sys.argv[1]), workers="inline")
"""


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_ctrl_c_is_heard_while_the_library_speaks(tmp_path: Path) -> None:
    """A signal that comes inside the library's callback is not lost: the run ends long before its 100,000 lines do."""
    script = tmp_path / "run.py"
    script.write_text(textwrap.dedent(RUN))
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "cache")], env=env, stderr=subprocess.PIPE
    ) as process:
        deadline = time.monotonic() + 30
        while len(list((tmp_path / "cache").rglob("*.json"))) < 20 and process.poll() is None:
            assert time.monotonic() < deadline, "nothing was recorded in time"
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        try:
            told = process.communicate(timeout=10)[1]
        finally:
            process.kill()
    assert b"KeyboardInterrupt" in told


def test_a_signal_is_raised_again_where_the_block_ends() -> None:
    """The handler that was there before hears the signal, once, after the block."""
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    try:
        with kept() as came:
            signal.raise_signal(signal.SIGTERM)
            assert came == [signal.SIGTERM]
            assert heard == []
        assert heard == [signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_thread_that_is_not_the_main_one_is_left_alone() -> None:
    """Python gives signals to the main thread only; another one may not set handlers."""
    before = signal.getsignal(signal.SIGINT)
    found: list[object] = []

    def work() -> None:
        with kept():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [before]

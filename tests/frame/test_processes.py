"""Workers end with their pool, at once and in silence."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

PROGRAM = """
    import time
    from audiopress import processes

    if __name__ == "__main__":
        pool = processes.POOL(2)
        waiting = [pool.submit(time.sleep, n % 2 * 60) for n in range(12)]
        waiting[0].result()
        processes.end(pool)
"""


@pytest.mark.parametrize("pool", ["start", "Threads"])
def test_an_ended_pool_leaves_no_word_and_no_process(tmp_path: Path, pool: str) -> None:
    """Ctrl-C in the middle of the work shows no traceback of a thread that was ended, and waits for no worker."""
    (tmp_path / "program.py").write_text(textwrap.dedent(PROGRAM).replace("POOL", pool), encoding="utf-8")

    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    for _ in range(3):
        done = subprocess.run(
            [sys.executable, tmp_path / "program.py"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            env=environment,
        )
        assert (done.returncode, done.stderr) == (0, "")

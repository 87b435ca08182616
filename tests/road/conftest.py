"""Runs the program as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def audiopress(newsroom: Path) -> Run:
    """`audiopress("make", "articles", page)` in the newsroom; gives back code, output and errors."""

    def run(
        *words: object, stdin: str = "", cwd: Path = newsroom, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "audiopress", *map(str, words)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **(env or {})},
            timeout=120,
            check=False,
        )

    return run

"""Runs the program as a user does, in a process of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests_program import Program

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def program() -> Iterator[Program]:
    """The program, imported once."""
    with Program() as waiting:
        yield waiting


@pytest.fixture
def audiopress(newsroom: Path, program: Program) -> Run:
    """`audiopress("make", "articles", page)` in the newsroom; gives back code, output and errors."""

    def run(
        *words: object, stdin: str = "", cwd: Path = newsroom, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return program(*words, stdin=stdin, cwd=cwd, env=env or {})

    return run

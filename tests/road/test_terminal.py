"""What a person sees on a terminal, narrow ones too."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audiopress.times import clock

ROOT = str(Path(__file__).parents[2])
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def on_a_terminal(newsroom: Path, *words: str, columns: int) -> list[str]:
    """The lines a command writes to a terminal of this width, without colours."""
    ours, theirs = pty.openpty()
    env = os.environ | {"PYTHONPATH": ROOT, "COLUMNS": str(columns), "NO_COLOR": "1", "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-m", "audiopress", "-C", str(newsroom), *words],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=env,
    ) as running:
        os.close(theirs)
        written = b""
        while part := _read(ours):
            written += part
        assert running.wait() == 0, written.decode()
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", written.decode()).splitlines()


def _read(file: int) -> bytes:
    try:
        return os.read(file, 4096)
    except OSError:  # what Linux says when the other side is closed
        return b""


@pytest.mark.parametrize("columns", [40, 70, 120])
def test_an_episodes_name_is_never_broken(audiopress: Run, newsroom: Path, page: Path, columns: int) -> None:
    """However narrow the terminal, the name stands whole on one line, to be copied."""
    made = audiopress("make", "articles", str(page))
    assert made.returncode == 0, made.stderr
    name = audiopress("episodes").stdout.split("\t")[0].strip()

    lines = on_a_terminal(newsroom, "episodes", columns=columns)

    assert any(name in line.split() for line in lines), lines
    assert all(len(line) <= columns for line in lines if line != name)


def test_the_text_of_an_article_keeps_beside_its_labels(newsroom: Path, page: Path) -> None:
    """A paragraph longer than a line goes on below its beginning, not below the label."""
    lines = on_a_terminal(newsroom, "read", str(page), columns=60)

    labelled = [line for line in lines if line[:11].strip()]
    others = [line for line in lines if line.strip() and line not in labelled]
    assert others
    assert all(line.startswith(" " * 12) for line in others)
    assert all(len(line) <= 60 for line in lines)


def test_figures_keep_their_names_on_a_narrow_terminal(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`listen` says which number is loudness, range and peak, also where its table does not fit."""
    assert audiopress("make", "articles", str(page)).returncode == 0

    lines = on_a_terminal(newsroom, "listen", audiopress("episodes").stdout.split("\t")[0], columns=70)

    (all_of_it,) = [lines[at + 1] for at, line in enumerate(lines) if line.strip() == "all"]
    assert re.search(r"length \d:\d\d · LUFS -\d+\.\d · range \(LU\) [\d.]+ · true peak \(dBTP\) -\d", all_of_it)


def test_brackets_in_a_table_are_text(newsroom: Path, page: Path, audiopress: Run) -> None:
    """A headline in square brackets is shown as it is, not taken for markup."""
    written = page.read_text("utf-8")
    page.write_text(written.replace("Ferry to run", "Ferry [bold] to run"), "utf-8")
    assert audiopress("make", "articles", str(page)).returncode == 0

    assert any("[bold]" in line for line in on_a_terminal(newsroom, "episodes", columns=160))


@pytest.mark.parametrize(
    ("words", "wanted"), [("audiopress publish art", "articles"), ("audiopress make art", "articles")]
)
def test_a_show_is_completed(newsroom: Path, words: str, wanted: str) -> None:
    """The shell completes the names of shows."""
    assert wanted in _completed(newsroom, words)


def test_nothing_is_completed_in_a_broken_newsroom(newsroom: Path) -> None:
    """A settings file that cannot be read costs the completion, without a word into the line being typed."""
    (newsroom / "audiopress.toml").write_text("title = \n", "utf-8")

    assert _completed(newsroom, "audiopress publish art") in ("", "_files")


def _completed(newsroom: Path, words: str) -> str:
    env = os.environ | {
        "_AUDIOPRESS_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": words, "PYTHONPATH": ROOT,
    }  # fmt: skip
    code = "import sys; sys.argv[0] = 'audiopress'; from audiopress.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=newsroom, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59.9, "0:59"), (754.2, "12:34"), (3600, "1:00:00"), (3723, "1:02:03")]
)
def test_a_length_is_shown_as_players_show_it(seconds: float, shown: str) -> None:
    """Hours only where there are some; begun seconds are not counted."""
    assert clock(seconds) == shown

"""Podcast programs subscribe to the served feed and download what it offers."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.system


def run(*command: str, **environment: str) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=90, check=False, env=os.environ | environment
    )
    return done.stdout + done.stderr


def test_gpodder_subscribes_and_downloads(
    program: Callable[[str], str], published: dict[str, str], public: Path, tmp_path: Path
) -> None:
    """GPodder finds both episodes and downloads them byte for byte."""
    gpo = program("gpo")
    home = {"GPODDER_HOME": str(tmp_path), "GPODDER_DISABLE_EXTENSIONS": "yes"}

    run(gpo, "subscribe", published["feed"], **home)
    run(gpo, "update", **home)
    told = run(gpo, "episodes", **home) + run(gpo, "download", **home)

    assert "Harbour opens to the public" in told
    files = [path for path in tmp_path.rglob("*.mp3") if path.is_file()]
    assert len(files) == 2, told
    original = next((public / "daily-brief/media").iterdir()).read_bytes()
    assert all(path.read_bytes() == original for path in files)


def test_newsboat_reads_the_feed(program: Callable[[str], str], published: dict[str, str], tmp_path: Path) -> None:
    """Newsboat sees both episodes as unread, and once more after a second reload, which brings nothing new."""
    newsboat = program("newsboat")
    folder = tmp_path / ".newsboat"
    folder.mkdir()
    (folder / "urls").write_text(published["feed"] + "\n")
    (folder / "config").write_text(f'download-path "{tmp_path}/files/"\n')

    for _ in range(2):
        run(newsboat, "-x", "reload", HOME=str(tmp_path))
        told = run(newsboat, "-x", "print-unread", HOME=str(tmp_path))
        assert re.match(r"2 unread", told), told

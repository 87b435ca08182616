"""Questions on a disk that nobody can write to: a folder mounted read-only in a namespace of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace

pytestmark = pytest.mark.system
MOUNTED = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$0" && exec "$@"'
"""Rights are no barrier for root; a mount is."""


def readonly(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """The command in the folder, which is read-only for it and for nobody else."""
    words = [
        "unshare",
        "--mount",
        *(() if os.geteuid() == 0 else ("--map-root-user",)),
        "sh",
        "-c",
        MOUNTED,
        str(folder),
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run([*words, *command], capture_output=True, text=True, timeout=120, check=False, env=environment)


def test_questions_are_answered_on_a_readonly_disk(workspace: Workspace, page: Path) -> None:
    """`episodes`, `listen` and `read` answer where nothing can be written; `make` says in a line that it cannot write."""
    if shutil.which("unshare") is None or readonly(workspace.root, "true").returncode:
        pytest.skip("no folder can be mounted read-only here (unshare, mount)")
    assert readonly(workspace.root, "touch", "here").returncode
    press = Press(workspace=workspace)
    articles = [one.article for one in press.read([str(page)]) if one.article]
    (made,) = Orders(press=press).make(workspace.show("articles"), articles)
    assert made.episode is not None, made.error
    program = (sys.executable, "-m", "audiopress")

    for words in (("episodes",), ("listen", "20"), ("read", str(page))):
        answered = readonly(workspace.root, *program, *words)
        assert answered.returncode == 0, answered.stderr

    refused = readonly(workspace.root, *program, "make", "articles", str(page), "--again")
    assert refused.returncode
    assert "Traceback" not in refused.stderr
    assert "ead-only" in refused.stderr

"""A newsroom with a draft, laid out once and copied for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests_clock import Clock
from tests_desk import Room, lay_out, opened, share

from audiopress.desk import accounts
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace

SOUND = frozenset({".pcm", ".mp3", ".opus", ".png", ".ttf"})
"""Files that nobody writes into: every test has the same ones."""


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory, kept: Path | None) -> Path:
    """A newsroom with a draft of one story, and a brief of two; made once, and copied for each test."""
    root = lay_out(tmp_path_factory.mktemp("desk") / "newsroom")
    share(root, kept)
    press = Press(workspace=Workspace.find(root), now=Clock())
    orders = Orders(press=press, who="schedule")
    articles = [one.article for one in press.read(["ferry.txt", "market.txt"]) if one.article]
    for name, told in (("articles", articles[:1]), ("daily-brief", articles)):
        for made in orders.make(press.workspace.show(name), told):
            assert made.error is None
    press.library().rows()
    return root


@pytest.fixture
def room(drafted: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """The desk of a newsroom of its own."""
    monkeypatch.setattr(accounts, "COST", {"n": 2**4, "r": 8, "p": 1})
    root = tmp_path / "newsroom"
    shutil.copytree(drafted, root, copy_function=_same, symlinks=True)
    yield from opened(root, clock)


def _same(source: str, target: str) -> None:
    """A file of a newsroom's copy."""
    (os.link if Path(source).suffix in SOUND else shutil.copyfile)(source, target)

"""The desk's newsroom: its shows, read again when their files change, and orders in an editor's name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from audiopress.errors import Problem
from audiopress.model import Desk, Episode, Settings, Show, Voice
from audiopress.newsroom import Library
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import SETTINGS, Workspace

Progress = Callable[[str, int, int], None]


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def _unheard(_line: str) -> None:
    """Nobody listens."""


@dataclass
class Here:
    """A newsroom's folder."""

    root: Path
    now: Callable[[], datetime]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stamp: tuple[object, ...] = ()
    _read: tuple[Workspace, tuple[Show, ...], tuple[Problem, ...]] | None = None

    @property
    def workspace(self) -> Workspace:
        """The newsroom as its files are now. Raises ConfigError."""
        return self._known()[0]

    @property
    def settings(self) -> Settings:
        """audiopress.toml."""
        return self.workspace.settings

    def desk(self) -> Desk:
        """`[desk]` of it."""
        return self.settings.desk

    @property
    def shows(self) -> tuple[Show, ...]:
        """The shows that are whole."""
        return self._known()[1]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the others."""
        return self._known()[2]

    def show(self, name: str) -> Show:
        """One show. Raises UnknownName, ConfigError."""
        found = next((show for show in self.shows if show.name == name), None)
        return found or self.workspace.show(name)

    def voices(self) -> tuple[Voice, ...]:
        """The voices whose profiles are whole."""
        return self.workspace.sound_voices()[0]

    def library(self) -> Library:
        """What has been made."""
        return Library(self.workspace.library)

    def episode(self, show: str, name: str) -> Episode:
        """An episode as it is now. Raises LibraryError."""
        return self.library().episode(name, show)

    def press(self, progress: Progress = _silent, warn: Callable[[str], None] = _unheard) -> Press:
        """The pipeline."""
        return Press(workspace=self.workspace, progress=progress, warn=warn, now=self.now)

    def orders(self, who: str, progress: Progress = _silent, warn: Callable[[str], None] = _unheard) -> Orders:
        """What an editor asks for."""
        return Orders(press=self.press(progress, warn), who=who)

    def _known(self) -> tuple[Workspace, tuple[Show, ...], tuple[Problem, ...]]:
        with self._lock:
            stamp = self._look()
            if self._read is None or stamp != self._stamp:
                workspace = Workspace.find(self.root)
                self._read = (workspace, *workspace.sound_shows())
                self._stamp = stamp
            return self._read

    def _look(self) -> tuple[object, ...]:
        """Changes when one of the newsroom's files does."""
        found = []
        patterns = ("feeds/*/show.toml", "feeds/*/format.j2", "voices/*.toml")
        for path in (self.root / SETTINGS, *(path for one in patterns for path in sorted(self.root.glob(one)))):
            try:
                stat = path.stat()
            except OSError:  # taken away in this moment
                continue
            found.append((path, stat.st_mtime_ns, stat.st_size))
        return tuple(found)

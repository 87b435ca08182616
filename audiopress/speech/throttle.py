"""Rate limit of requests to a speech server, shared by all threads, and the count of its refusals in a row."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

ENOUGH: Final = 6
"""Refusals one after the other, whoever asked, after which a server is not asked for the same words again."""


class Throttle:
    """Spaces the requests of all threads of a process, and counts what was refused. Times are of a monotonic clock."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next = 0.0
        self._refused: dict[str, int] = {}

    def refused(self, server: str) -> bool:
        """Counts a refusal; whether it is as good as certain that the next request would be refused too."""
        with self._lock:
            count = self._refused[server] = self._refused.get(server, 0) + 1
            return count >= ENOUGH

    def served(self, server: str) -> None:
        """It gave what it was asked for: what it refused before is forgotten."""
        with self._lock:
            self._refused.pop(server, None)

    def wait(self, per_minute: float) -> None:
        """Returns when the next request may be made, at most `per_minute` of them; 0 is no limit but a hold."""
        with self._lock:
            now = self._clock()
            mine = max(now, self._next)
            self._next = mine + (60.0 / per_minute if per_minute > 0 else 0.0)
        if mine > now:
            self._sleep(mine - now)

    def hold(self, seconds: float) -> None:
        """No thread makes a request for so long: the server asked this machine, not one thread, to wait."""
        with self._lock:
            self._next = max(self._next, self._clock() + seconds)

    def pause(self, seconds: float, everybody: bool) -> None:
        """This thread waits before it tries again; `everybody` does, before the next request."""
        if everybody:
            self.hold(seconds)
        else:
            self._sleep(seconds)

"""Ctrl-C while a C library calls back into Python.

A signal that arrives then is handled at the first step of the callback, before any `try` in it; what the handler raises
is printed by ctypes and forgotten, and the run goes on. So it is kept until the library has returned.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def kept() -> Iterator[list[int]]:
    """The signals that came in the block, for the callback to see; each is raised again at the end of it.

    Only the main thread gets signals: in any other nothing is done.
    """
    came: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield came
        return
    before: dict[signal.Signals, Any] = {}
    for number in _SIGNALS:
        if callable(signal.getsignal(number)):
            before[number] = signal.signal(number, lambda found, _: came.append(found))
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for found in dict.fromkeys(came):
            signal.raise_signal(found)

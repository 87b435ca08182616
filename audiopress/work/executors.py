"""Worker processes and daemon threads: how they are started, and how all are ended at once."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, Final

SHUTDOWN_TIMEOUT: Final = 5.0
"""Seconds that the threads of an ended pool are waited for."""


class _Worker(SpawnProcess):
    """A process that Ctrl-C, which goes to everything on the terminal, does not reach while it is still importing.

    The signal waits meanwhile: for the caller until the process has begun and is known, so that it is ended with the
    others; for the process until it ignores it.
    """

    group = 0
    """The pool that it belongs to."""

    def start(self) -> None:
        if not hasattr(signal, "pthread_sigmask"):  # Windows
            super().start()
            _begun[self.group].append(self)
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            super().start()
            _begun[self.group].append(self)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


_begun: defaultdict[int, list[_Worker]] = defaultdict(list)
"""The processes of each pool. The pool's own table has one only after it was interrupted, if it was."""
_groups = itertools.count(1)


class _Spawning(SpawnContext):
    def __init__(self) -> None:
        super().__init__()
        self.group = next(_groups)

    def Process(self, *args: Any, **named: Any) -> _Worker:  # type: ignore[override]  # noqa: N802 - the context's own name
        """One of the pool's processes."""
        worker = _Worker(*args, **named)
        worker.group = self.group
        return worker


def start(count: int) -> ProcessPoolExecutor:
    """Spawned, not forked: the caller may have threads, and a fresh process has no state of a C library."""
    return ProcessPoolExecutor(count, mp_context=_Spawning(), initializer=_begin)


def end(pool: Executor) -> None:
    """End a pool now. Processes are ended, not asked: a C library in mid-sentence does not listen.

    The pool cancels its futures itself (one that somebody else has cancelled is an error of its thread when the
    processes die), and its thread is waited for: the end of the program would meet it half closed, with a traceback.
    """
    context = getattr(pool, "_mp_context", None)
    processes = _begun.pop(context.group, []) if isinstance(context, _Spawning) else []
    manager: threading.Thread | None = getattr(pool, "_executor_manager_thread", None)
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            process.terminate()
    if manager is not None:
        manager.join(SHUTDOWN_TIMEOUT)


def _begin() -> None:
    """In a new worker: Ctrl-C is the caller's to handle, and a worker does not outlive its caller."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_watch_the_caller, daemon=True).start()


def _watch_the_caller() -> None:
    caller = multiprocessing.parent_process()
    if caller is not None:
        wait([caller.sentinel])
        os._exit(1)


# ---- threads


_here = threading.local()


def go_on() -> None:
    """Asked now and then by long work: raises CancelledError in a thread whose pool was ended."""
    stopped: threading.Event | None = getattr(_here, "stopped", None)
    if stopped is not None and stopped.is_set():
        raise CancelledError


class Threads(Executor):
    """A pool of daemon threads: unlike the standard one, it does not keep a program that was interrupted from ending."""

    def __init__(self, count: int, *, patience: float = 0.4) -> None:
        """`patience` is for how many seconds what is under way may go on when the pool is ended.

        A thread in a library of C++ that comes back from it while the program ends would abort it.
        """
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._patience = patience
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As in concurrent.futures."""
        future: Future[Any] = Future()

        def task() -> None:
            if self._stopped.is_set() or not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001 - handed to the one who waits for it
                future.set_exception(error)

        self._tasks.put(task)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing new is begun, and what runs is waited for as long as the pool's patience lasts, whatever `wait` says."""
        del wait, cancel_futures
        self._stopped.set()
        for _ in self._threads:
            self._tasks.put(None)
        until = time.monotonic() + self._patience
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _run(self) -> None:
        _here.stopped = self._stopped
        while (task := self._tasks.get()) is not None:
            task()

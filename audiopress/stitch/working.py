"""Where the work of stitching runs: here, in threads, in processes, or on a Dask cluster that shares the cache."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from typing import Any, Final, Self, TypeVar

from audiopress.errors import AudioError, UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW: Final = 2
"""Items that are done here rather than by workers that would have to be started first."""
AHEAD: Final = 3
"""Items under way for each worker."""


class Workers:
    """Runs module functions over items. The pool is started when it is first worth it, and ended with the `with`."""

    def __init__(self, workers: str) -> None:
        """`workers` is `inline`, `threads:N`, `processes:N` or `dask:tcp://HOST:PORT`. Raises UsageError."""
        kind, _, rest = workers.partition(":")
        numbered = kind in {"threads", "processes"} and rest.isdigit() and int(rest) > 0
        if not (workers == "inline" or numbered or (kind == "dask" and "://" in rest)):
            raise UsageError(
                f"workers cannot be {workers!r}", hint="inline, threads:N, processes:N or dask:tcp://HOST:PORT"
            )
        self._kind, self._rest = kind, rest
        self._pool: Executor | None = None
        self._client: Any = None
        self.count = int(rest) if numbered else 8 if kind == "dask" else 1
        """Items that can be worked on at once."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pool, self._pool = self._pool, None
        if pool is not None and self._kind != "dask":
            processes = list((getattr(pool, "_processes", None) or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:  # ended, not asked: an encoder in mid-piece does not listen
                process.terminate()
        if self._client is not None:
            self._client.close()

    def run(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Every item with its result, as they are done. What an item raises is raised here."""
        rest = iter(items)
        first = list(itertools.islice(rest, FEW + 1))
        if self._kind == "inline" or len(first) < FEW:
            for item in itertools.chain(first, rest):
                yield item, work(item)
            return
        if len(first) == FEW and self._pool is None:
            # The encoder and ffmpeg let other threads run, and a thread is there at once.
            with ThreadPoolExecutor(FEW) as threads:
                yield from zip(first, threads.map(work, first), strict=True)
            return
        self._pool = self._pool or self._started()
        waiting: dict[Future[Result], Item] = {}
        try:
            for item in itertools.chain(first, rest):
                waiting[self._pool.submit(work, item)] = item
                if len(waiting) >= AHEAD * self.count:
                    yield from _done(waiting)
            while waiting:
                yield from _done(waiting)
        except BrokenProcessPool:
            raise AudioError(
                "a worker died", hint='perhaps the memory ran out: set `workers = "processes:1"` in audiopress.toml'
            ) from None

    def _started(self) -> Executor:
        if self._kind == "threads":
            return ThreadPoolExecutor(self.count)
        if self._kind == "processes":
            # Spawned, not forked: the caller may have threads.
            return ProcessPoolExecutor(self.count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)
        try:
            from distributed import Client
        except ImportError:
            raise UsageError("Dask is not installed", hint="pip install 'audiopress[dask]'") from None
        try:
            self._client = Client(self._rest, timeout=10)
        except OSError as error:
            raise AudioError(f"the cluster cannot be reached: {error}", where=self._rest) from None
        pool: Executor = self._client.get_executor(pure=False, retries=2)
        return pool


def _done(waiting: dict[Future[Result], Item]) -> list[tuple[Item, Result]]:
    """What is done by now, at least one."""
    finished: set[Future[Result]] = set()
    while not finished:  # with a limit, because a wait without end would not hear Ctrl-C on Windows
        finished = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED).done
    return [(waiting.pop(future), future.result()) for future in finished]


def _begin() -> None:
    """In a new worker: Ctrl-C is the caller's to handle, and a worker does not outlive its caller."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch_the_caller, daemon=True).start()


def _watch_the_caller() -> None:
    caller = multiprocessing.parent_process()
    if caller is not None:
        wait_for([caller.sentinel])
        os._exit(1)

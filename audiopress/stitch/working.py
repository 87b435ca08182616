"""Where the work of stitching runs: here, in threads, in processes, or on a Dask cluster that shares the cache."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, Self, TypeVar

from audiopress import processes
from audiopress.errors import AudioError, UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

THREADS: Final = 2
"""Up to so many processes, threads do their work: the encoder, soxr and ffmpeg let each other run, and a thread is there
at once, where a process has to load everything first. Three threads and more would wait for each other."""
FEW: Final = 2
"""Items for each worker that threads do too, because processes would come too late to them."""
AHEAD: Final = 3
"""Items under way for each worker."""


class Workers:
    """Runs module functions over items. The pool is started when it is first worth it, and ended with the `with`."""

    def __init__(self, workers: str) -> None:
        """`workers` is `inline`, `threads:N`, `processes:N` or `dask:tcp://HOST:PORT`. Raises UsageError."""
        self._kind, self._rest = processes.parse(workers)
        self._pool: Executor | None = None
        self._threads: Executor | None = None
        self._client: Any = None
        self.count = 8 if self._kind == "dask" else int(self._rest or 1)
        """Items that can be worked on at once."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pool in (self._pool, self._threads):
            if pool is not None and self._kind != "dask":
                processes.end(pool)
        self._pool = self._threads = None
        if self._client is not None:
            self._client.close()

    def run(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Every item with its result, as they are done. What an item raises is raised here."""
        rest = iter(items)
        few = FEW * self.count if self._kind == "processes" and self.count > THREADS else 1
        first = list(itertools.islice(rest, few + 1))
        if self._kind == "inline" or len(first) < 2:
            for item in itertools.chain(first, rest):
                yield item, work(item)
            return
        pool = self._crew(few=len(first) <= few)
        waiting: dict[Future[Result], Item] = {}
        try:
            for item in itertools.chain(first, rest):
                waiting[pool.submit(work, item)] = item
                if len(waiting) >= AHEAD * self.count:
                    yield from _done(waiting)
            while waiting:
                yield from _done(waiting)
        except BrokenProcessPool:
            raise AudioError(
                "a worker died", hint='perhaps the memory ran out: set `workers = "processes:1"` in audiopress.toml'
            ) from None

    def _crew(self, *, few: bool) -> Executor:
        """The pool for some work, started when it is first needed. Raises UsageError, AudioError."""
        by_threads = self._kind == "threads" or (self._kind == "processes" and (few or self.count <= THREADS))
        if by_threads:
            self._threads = self._threads or processes.Threads(self.count, patience=processes.PATIENCE)
            return self._threads
        self._pool = self._pool or (processes.start(self.count) if self._kind == "processes" else self._cluster())
        return self._pool

    def _cluster(self) -> Executor:
        try:
            import distributed
        except ImportError:
            raise UsageError("Dask is not installed", hint="pip install 'audiopress[dask]'") from None
        try:
            client: Any = distributed.Client
            self._client = client(self._rest, timeout=10)
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

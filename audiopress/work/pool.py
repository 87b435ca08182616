"""Where work is done: in this thread, in threads, in processes, or on a Dask cluster. The same loop over each.

A Pool is the workers, kept warm for everything that is done with them; a Crew is one kind of work done by them. No more
than a few items a worker are ever under way, so an endless sequence needs no more memory than a short one. A worker
that dies costs only the item that killed it; Ctrl-C ends everything at once.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future
from concurrent.futures import wait as wait_any
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, Generic, Self, TypeVar

from audiopress.errors import AudiopressError, UsageError
from audiopress.work import executors
from audiopress.work.cluster import Cluster, Shared, marked

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_FLIGHT: Final = 4
"""Items given to each worker at once: enough that none waits for its next one, few enough for memory."""
POLL_INTERVAL: Final = 0.5
"""Seconds that a wait for results lasts at most: a wait without end would not hear Ctrl-C on Windows."""
MAX_TRIES: Final = 2
"""How often an item is given out whose worker died; after that the item is the cause."""
MAX_DEATHS_AT_START: Final = 3
"""Workers that may die before any item was done: then the workers are the cause, and not the items."""
THREADS_UP_TO: Final = 2
"""With so many processes or fewer, threads do work that releases the GIL (libraries in C): a thread starts at once, where a
process has to import everything first. Three threads and more would wait for each other."""
ITEMS_FOR_THREADS: Final = 2
"""So few items of that work for each process go to threads, too: they are done before a process has started."""
THREADS_IN_FLIGHT: Final = 3
"""Such items given to each worker at once."""
MIN_CLUSTER_WORKERS: Final = 2
"""Workers that a cluster is taken to have at least: it may still be starting them."""


def parse(workers: str) -> tuple[str, str]:
    """`threads:4` as ("threads", "4"), `dask:tcp://h:1` as ("dask", "tcp://h:1"). Raises UsageError."""
    kind, _, rest = workers.partition(":")
    numbered = kind in {"threads", "processes"} and rest.isdigit() and int(rest) > 0
    if workers == "inline" or numbered or (kind == "dask" and "://" in rest):
        return kind, rest
    raise UsageError(f"workers cannot be {workers!r}", hint="inline, threads:N, processes:N or dask:tcp://HOST:PORT")


class Pool:
    """Workers, begun when they are first needed and ended with the `with`. Used by one thread."""

    def __init__(self, workers: str = "inline") -> None:
        """`workers` is `inline`, `threads:N`, `processes:N` or `dask:tcp://HOST:PORT`. Raises UsageError."""
        self.kind, self._rest = parse(workers)
        self._count = int(self._rest) if self._rest.isdigit() else 1
        self._executor: Executor | None = None
        self._threads: Executor | None = None
        self._cluster: Cluster | None = None
        self._marks = ExitStack()
        self._marked: dict[Path, Shared] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.stop(near=True)
        if self._cluster is not None:
            self._cluster.close()
            self._cluster = None
        self._marks.close()
        self._marked.clear()

    @property
    def count(self) -> int:
        """Items that can be worked on at once. A cluster is asked each time: its workers come and go."""
        return max(MIN_CLUSTER_WORKERS, self._connected().count()) if self.kind == "dask" else self._count

    def shared(self, folder: Path) -> Shared:
        """The folder, so that a worker can tell whether it has the same one. Raises OSError."""
        if self.kind != "dask":
            return Shared(folder)
        if folder not in self._marked:
            self._marked[folder] = self._marks.enter_context(marked(folder))
        return self._marked[folder]

    def sees(self, folder: Path) -> bool:
        """Whether all workers of now see a folder of this machine. Raises OSError."""
        return self.kind != "dask" or self._connected().sees(self.shared(folder))

    # ---- for crews

    def executor(self) -> Executor:
        """The workers, begun if they are not there. Raises AudiopressError, UsageError."""
        if self._executor is None:
            if self.kind == "processes":
                self._executor = executors.start(self._count)
            elif self.kind == "dask":
                self._executor = self._connected().executor()
            else:
                self._executor = executors.Threads(self._count)
        return self._executor

    def threads(self, count: int) -> Executor:
        """Threads of this process beside the workers: they are there at once, where processes load everything first."""
        self._threads = self._threads or executors.Threads(count, patience=executors.SHUTDOWN_TIMEOUT)
        return self._threads

    def stop(self, *, near: bool = False) -> None:
        """End the workers now, or the threads beside them; the next item begins new ones. A cluster's are nobody's to end."""
        if near:
            executor, self._threads = self._threads, None
            if executor is not None:
                executors.end(executor)
            return
        executor, self._executor = self._executor, None
        if executor is not None and self.kind != "dask":
            executors.end(executor)

    def _connected(self) -> Cluster:
        self._cluster = self._cluster or Cluster(self._rest)
        return self._cluster


@contextmanager
def opened(workers: Pool | str) -> Iterator[Pool]:
    """The pool that somebody keeps, or one for the `with` only. Raises UsageError."""
    if isinstance(workers, Pool):
        yield workers
    else:
        with Pool(workers) as pool:
            yield pool


class Crew(Generic[Item, Result]):
    """A pool's workers doing `work`, a module's function, so that another process can find it. Use it in a `with`.

    `give` hands over an item and returns what has been done meanwhile; `rest` waits for what is under way. Outcomes come
    as they are done: the item with its result, or with the error it raised. Leaving the `with` takes back the rest.
    """

    def __init__(
        self,
        work: Callable[[Item], Result],
        pool: Pool,
        *,
        ahead: int = IN_FLIGHT,
        near: int = 0,
        error: type[AudiopressError] = AudiopressError,
        hint: str = "",
    ) -> None:
        """`ahead` are the items under way for each worker; `near` threads of this process are to do it in their place.

        `error` with `hint` is told of an item that kills its workers.
        """
        self._work, self._pool, self._near = work, pool, near
        self._most = ahead * (near or pool.count)
        self._error, self._hint = error, hint
        self._under_way: dict[Future[Result], Item] = {}
        self._died: int | None = 0
        """Items whose workers died before any did its work; None once one did."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._under_way:
            self._stop()

    @property
    def full(self) -> bool:
        """Whether `give` would wait."""
        return len(self._under_way) >= self._most

    def give(self, item: Item) -> list[tuple[Item, Result | Exception]]:
        """Begins the item, as soon as fewer than a few a worker are under way."""
        if self._pool.kind == "inline":
            try:
                return [(item, self._work(item))]
            except Exception as error:  # noqa: BLE001 - handed to the caller with its item
                return [(item, error)]
        found: list[tuple[Item, Result | Exception]] = []
        while self.full:
            found += self.done(wait=True)
        self._submit(item)
        return found + self.done(wait=False)

    def rest(self) -> Iterator[tuple[Item, Result | Exception]]:
        """Everything that is still under way, as it is done."""
        while self._under_way:
            yield from self.done(wait=True)

    def done(self, *, wait: bool) -> list[tuple[Item, Result | Exception]]:
        """What is done, after a moment at most; where a worker died, everything under way, one by one."""
        timeout = POLL_INTERVAL if wait else 0
        done = wait_any(self._under_way, timeout=timeout, return_when=FIRST_COMPLETED).done
        broken = any(_broke(future) for future in done)
        if not broken:
            self._died = None if done else self._died
            return [(self._under_way.pop(future), self._outcome(future)) for future in done]
        found: list[tuple[Item, Result | Exception]] = []
        suspects: list[Item] = []
        # Every item under way fails with the pool, and which one broke it cannot be known from outside.
        for future, item in self._under_way.items():
            if future.done() and not _broke(future):
                found.append((item, self._outcome(future)))
            else:
                suspects.append(item)
        self._stop()
        return found + [(item, self._alone(item)) for item in suspects]

    # ---- one item

    def _submit(self, item: Item) -> None:
        try:
            workers = self._pool.threads(self._near) if self._near else self._pool.executor()
            future = workers.submit(self._work, item)
        except BrokenProcessPool as error:  # found out at the next look
            future = Future()
            future.set_exception(error)
        self._under_way[future] = item

    def _alone(self, item: Item) -> Result | Exception:
        """An item that was under way when a worker died, by itself: the culprit if it happens again and again."""
        for _ in range(MAX_TRIES):
            self._submit(item)
            while not wait_any(self._under_way, timeout=POLL_INTERVAL).done:
                pass
            ((future, _),) = self._under_way.items()
            self._under_way.clear()
            if not _broke(future):
                self._died = None
                return self._outcome(future)
            self._stop()
        if self._died is not None:
            self._died += 1
            if self._died == MAX_DEATHS_AT_START:
                raise self._error(
                    "worker processes die before they do anything",
                    hint='a script needs `if __name__ == "__main__":` around what it does; elsewhere set `workers = "inline"`',
                )
        return self._error("its worker died each time", hint=self._hint)

    def _outcome(self, future: Future[Result]) -> Result | Exception:
        """The result or the error of a future that is done. What is not an Exception ends the run."""
        error = future.exception()
        if error is None:
            return future.result()
        if type(error).__name__ == "KilledWorker":  # Dask's, after it gave the item to some
            return self._error("its worker died each time", hint=self._hint)
        if isinstance(error, Exception):
            return error
        raise error

    def _stop(self) -> None:
        """Takes back what is under way. Processes and threads are ended with it, for what they do cannot be."""
        if self._pool.kind == "dask" and not self._near:
            for future in self._under_way:
                future.cancel()
        self._under_way.clear()
        self._pool.stop(near=bool(self._near))


def each(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    pool: Pool,
    *,
    folder: Path,
    error: type[AudiopressError] = AudiopressError,
    hint: str = "",
) -> Iterator[tuple[Item, Result]]:
    """Every item with its result, as they are done. What an item raises is raised here.

    For work that reads and writes in `folder`, most of it in libraries that let threads run: few items are done here,
    and everything is where a cluster does not see the folder.
    """
    rest = iter(items)
    few = ITEMS_FOR_THREADS * pool.count if pool.kind == "processes" and pool.count > THREADS_UP_TO else 1
    first = list(itertools.islice(rest, few + 1))
    if pool.kind == "inline" or len(first) < 2:
        for item in itertools.chain(first, rest):
            yield item, work(item)
        return
    near = pool.count if pool.kind != "dask" and (len(first) <= few or pool.count <= THREADS_UP_TO) else 0
    if not pool.sees(folder):
        near = os.cpu_count() or 1
    with Crew(work, pool, ahead=THREADS_IN_FLIGHT, near=near, error=error, hint=hint) as crew:
        for item in itertools.chain(first, rest):
            yield from _raised(crew.give(item))
        yield from _raised(crew.rest())


def _raised(outcomes: Iterable[tuple[Item, Result | Exception]]) -> Iterator[tuple[Item, Result]]:
    for item, result in outcomes:
        if isinstance(result, Exception):
            raise result
        yield item, result


def _broke(future: Future[Any]) -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)

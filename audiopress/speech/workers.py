"""Where work runs: in this thread, in threads, in processes, or on a Dask cluster. The same loop over each.

No more than a few items a worker are ever under way, so an endless sequence needs no more memory than a short one.
A worker that dies costs only the item that killed it; Ctrl-C ends everything at once.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future
from concurrent.futures import wait as wait_any
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, Generic, Self, TypeVar

from audiopress import processes
from audiopress.errors import SpeechError, UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD: Final = 4
"""Items under way for each worker: enough that none waits for the next one, few enough to hold."""
LOOK: Final = 0.5
"""Seconds between looks: a wait without end would not hear Ctrl-C on Windows."""
CONNECT: Final = 10.0
"""Seconds in which a Dask scheduler must answer."""
TRIES: Final = 2
"""How often an item may be given to a worker that dies of it."""
STILLBORN: Final = 3
"""Items that may cost their worker before any was done: then it is not the items."""


class Crew(Generic[Item, Result]):
    """Workers that do `work`, a module's function, so that another process can find it. Use it in a `with`.

    `give` hands over an item and returns what has been done meanwhile; `rest` waits for what is under way. Outcomes come
    as they are done: the item with its result, or with the error it raised. Leaving the `with` stops everything.
    """

    def __init__(self, work: Callable[[Item], Result], workers: str) -> None:
        self._work = work
        self._kind, rest = processes.parse(workers)
        self._rest = rest
        self._most = AHEAD * int(rest) if rest.isdigit() else 0
        self._pool: Executor | None = None
        self._client: Any = None
        self._under_way: dict[Future[Result], Item] = {}
        self._died: int | None = 0
        """Items whose workers died before any did its work; None once one did."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        if self._client is not None:
            self._client.close()

    def give(self, item: Item) -> list[tuple[Item, Result | Exception]]:
        """Begins the item, as soon as fewer than a few a worker are under way."""
        if self._kind == "inline":
            try:
                return [(item, self._work(item))]
            except Exception as error:  # noqa: BLE001 - handed to the caller with its item
                return [(item, error)]
        found: list[tuple[Item, Result | Exception]] = []
        self._pool = self._pool or self._start()
        while len(self._under_way) >= self._most:
            found += self._done(wait=True)
        self._submit(item)
        return found + self._done(wait=False)

    def rest(self) -> Iterator[tuple[Item, Result | Exception]]:
        """Everything that is still under way, as it is done."""
        while self._under_way:
            yield from self._done(wait=True)

    # ---- the pool

    def _submit(self, item: Item) -> None:
        self._pool = self._pool or self._start()
        try:
            future = self._pool.submit(self._work, item)
        except BrokenProcessPool as error:  # found out at the next look
            future = Future()
            future.set_exception(error)
        self._under_way[future] = item

    def _done(self, *, wait: bool) -> list[tuple[Item, Result | Exception]]:
        """What is done; where a worker died, everything under way, one by one."""
        timeout = LOOK if wait else 0
        done = wait_any(self._under_way, timeout=timeout, return_when=FIRST_COMPLETED).done
        broken = any(_broke(future) for future in done)
        if not broken:
            self._died = None if done else self._died
            return [(self._under_way.pop(future), _outcome(future)) for future in done]
        found: list[tuple[Item, Result | Exception]] = []
        suspects: list[Item] = []
        # Every item under way fails with the pool, and which one broke it cannot be known from outside.
        for future, item in self._under_way.items():
            if future.done() and not _broke(future):
                found.append((item, _outcome(future)))
            else:
                suspects.append(item)
        self._under_way.clear()
        self._stop()
        return found + [(item, self._alone(item)) for item in suspects]

    def _alone(self, item: Item) -> Result | Exception:
        """An item that was under way when a worker died, by itself: the culprit if it happens again and again."""
        for _ in range(TRIES):
            self._submit(item)
            while not wait_any(self._under_way, timeout=LOOK).done:
                pass
            ((future, _),) = self._under_way.items()
            self._under_way.clear()
            if not _broke(future):
                self._died = None
                outcome: Result | Exception = _outcome(future)
                return outcome
            self._stop()
        if self._died is not None:
            self._died += 1
            if self._died == STILLBORN:
                raise SpeechError(
                    "worker processes die before they do anything",
                    hint='a script needs `if __name__ == "__main__":` around what it does; elsewhere set `workers = "inline"`',
                )
        return SpeechError("its worker died each time", hint="the engine's library crashes on this text")

    def _start(self) -> Executor:
        if self._kind == "threads":
            return processes.Threads(int(self._rest))
        if self._kind == "processes":
            return processes.start(int(self._rest))
        if self._client is None:
            self._client = _cluster(self._rest)
        self._most = AHEAD * max(2, sum(self._client.nthreads().values()))
        # pure=False: two equal lines are two tasks. Dask gives a dead worker's tasks to another one by itself.
        pool: Executor = self._client.get_executor(pure=False, retries=TRIES)
        return pool

    def _stop(self) -> None:
        """Ends the pool now. Processes are ended, not asked: a C library in mid-sentence does not listen."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        if self._kind == "dask":
            for future in self._under_way:
                future.cancel()
        else:
            processes.end(pool)


def _broke(future: Future[Any]) -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)


def _outcome(future: Future[Any]) -> Any:
    """The result or the error of a future that is done. What is not an Exception ends the run."""
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, Exception):
        return error
    raise error


# ---- dask


def _cluster(address: str) -> Any:
    """A cluster whose workers can import audiopress and see the same cache folder."""
    if importlib.util.find_spec("distributed") is None:
        raise UsageError("the package distributed is not installed", hint="pip install 'audiopress[dask]'")
    import distributed

    client: Any = distributed.Client  # its own annotations come and go between versions
    try:
        return client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise SpeechError(f"no Dask scheduler answers: {error}", where=address) from None

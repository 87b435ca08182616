"""Many episodes at once: each is made whole by one worker, and everything that must be one at a time is done here.

A worker is given a script and gives back a finished file; what an episode is called, whether it was told already, the
library and the feed stay with the caller, so that workers need neither a database nor each other. A worker that is
killed loses nothing: its episode is begun again, and its takes are in the cache.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from audiopress import sameness, speech
from audiopress.corrections import Made
from audiopress.errors import AudiopressError
from audiopress.identity import address
from audiopress.model import Article, Place, Show
from audiopress.press import Press, Produced
from audiopress.work.cluster import Shared
from audiopress.work.locks import Busy
from audiopress.work.pool import Crew, Pool
from audiopress.workspace import Workspace

AHEAD: Final = 2
"""Episodes under way for each worker: one is made, one waits so that the worker need not."""
DIED: Final = "perhaps the memory ran out: set fewer `workers` in audiopress.toml"


# ---- in the worker


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeJob:
    """An episode to be made: what a worker is given."""

    workspace: Workspace
    state: Shared
    """The newsroom's state folder, so that a worker on another disk finds out."""
    show: Show
    text: str
    source: str
    places: Mapping[int, Place]
    """Where its lines stand in the articles."""
    path: Path
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of it."""

    done: Produced | None = None
    error: AudiopressError | None = None
    elsewhere: bool = False
    """It is the caller's to make: this worker sees another disk, or a voice's server must be asked by one alone."""
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0


def perform(job: EpisodeJob) -> Answer:
    """Makes an episode: runs in a worker. An error is an answer, so that nobody tries again what cannot be."""
    if not job.state.here:
        return Answer(elsewhere=True)
    began = time.monotonic()
    warnings: list[str] = []
    with Pool() as here:
        press = Press(workspace=job.workspace, warn=warnings.append, now=lambda: job.now, pool=here)
        try:
            plan = press.planned(job.show, job.text, source=job.source)
            if speech.by_network(plan[1], job.workspace.voices_of(job.show)):
                return Answer(elsewhere=True)
            done = press.performed(job.show, *plan, path=job.path, places=job.places)
        except AudiopressError as error:
            return Answer(error=error, warnings=tuple(warnings), seconds=time.monotonic() - began)
    return Answer(done=done, warnings=tuple(warnings), seconds=time.monotonic() - began)


# ---- in the caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """An episode that a worker is to make."""

    stories: Sequence[Article]
    job: EpisodeJob
    held: ExitStack
    """What nobody else may have meanwhile."""
    keep: Callable[[Produced, float], Made]
    """Puts it into the library; it took so many seconds."""


def worth(pool: Pool, count: int, workspace: Workspace) -> bool:
    """Whether so many episodes keep all workers busy, each with one; of fewer, the sentences are shared out instead."""
    if pool.kind == "inline" or count < 2:
        return False
    workspace.ensure_state()
    return count >= pool.count and pool.sees(workspace.state)


class Batch:
    """Episodes of one show, made by a pool's workers."""

    def __init__(
        self,
        press: Press,
        pool: Pool,
        *,
        begin: Callable[[Sequence[Article], ExitStack], Begun | Made],
        alone: Callable[[Sequence[Article]], Made],
        failed: Callable[[Sequence[Article], AudiopressError, float], Made],
    ) -> None:
        """`begin` says what is to be made, its locks held in the stack, or what is there already.

        It raises Busy where somebody else is making it. `alone` makes one here, with all workers. `failed` is the
        result of an error after so many seconds.
        """
        self._press, self._pool = press, pool
        self._begin, self._alone, self._failed = begin, alone, failed
        self._groups: Sequence[Sequence[Article]] = ()
        self._made: dict[int, Made] = {}
        self._under_way: dict[Path, tuple[int, Begun]] = {}
        self._apart: list[int] = []
        """Those that are to be made here, when the workers have done theirs."""
        self._told: set[str] = set()

    def run(self, groups: Sequence[Sequence[Article]]) -> list[Made]:
        """What became of each, in the order of the groups. One that fails costs only itself."""
        self._groups = groups
        waiting = deque(range(len(groups)))
        try:
            # Threads of an episode are in libraries of C now and then: who ends them waits until they are out again.
            near = self._pool.count if self._pool.kind == "threads" else 0
            with Crew(perform, self._pool, ahead=AHEAD, near=near, hint=DIED) as crew:
                while waiting or self._under_way:
                    self._fill(waiting, crew)
                    if self._under_way:
                        self._collect(crew.done(wait=True))
                    else:  # all that is left is being made by somebody else, who is waited for
                        self._apart += waiting
                        waiting.clear()
        finally:
            for _, begun in self._under_way.values():
                begun.held.close()
        for number in sorted(self._apart):
            self._ready(number, self._alone(groups[number]))
        return [self._made[number] for number in range(len(groups))]

    def _fill(self, waiting: deque[int], crew: Crew[EpisodeJob, Answer]) -> None:
        """Begins as many as the workers take, and leaves those waiting that cannot be begun yet."""
        later = []
        while waiting and not crew.full:
            number = waiting.popleft()
            began = time.monotonic()
            try:
                found = self._begun(self._groups[number])
            except Busy:
                later.append(number)
                continue
            except AudiopressError as error:
                found = self._failed(self._groups[number], error, time.monotonic() - began)
            if isinstance(found, Made):
                self._ready(number, found)
            else:
                self._under_way[found.job.path] = (number, found)
                self._collect(crew.give(found.job))
        waiting.extendleft(reversed(later))

    def _begun(self, stories: Sequence[Article]) -> Begun | Made:
        """Raises Busy where somebody makes the same, or here something is made that may be the same."""
        if self._clash(stories):
            raise Busy
        with ExitStack() as held:
            found = self._begin(stories, held)
            if isinstance(found, Begun):
                held.pop_all()  # they are let go of when it is made
        return found

    def _clash(self, stories: Sequence[Article]) -> bool:
        """Whether a story may be one of those under way: which of the two is told is known when that one is made."""
        under_way = [article for _, one in self._under_way.values() for article in one.stories]
        if {address(article) for article in stories} & {address(article) for article in under_way}:
            return True
        these = [sameness.of_article(article) for article in stories]
        return any(a.tells(b) or b.tells(a) for a in map(sameness.of_article, under_way) for b in these)

    def _collect(self, outcomes: Iterable[tuple[EpisodeJob, Answer | Exception]]) -> None:
        """Keeps what the workers have made."""
        for job, answer in outcomes:
            number, begun = self._under_way.pop(job.path)
            with begun.held:
                if isinstance(answer, AudiopressError):  # its worker died
                    self._ready(number, self._failed(begun.stories, answer, 0.0))
                    continue
                if isinstance(answer, Exception):
                    raise answer
                self._warn(answer.warnings)
                if answer.error is not None:
                    self._ready(number, self._failed(begun.stories, answer.error, answer.seconds))
                elif answer.done is not None:
                    self._ready(number, self._kept(begun, answer.done, answer.seconds))
                else:
                    self._apart.append(number)

    def _kept(self, begun: Begun, done: Produced, seconds: float) -> Made:
        try:
            return begun.keep(done, seconds)
        except AudiopressError as error:
            return self._failed(begun.stories, error, seconds)

    def _ready(self, number: int, made: Made) -> None:
        self._made[number] = made
        self._press.progress("episodes", len(self._made), len(self._groups))

    def _warn(self, lines: Iterable[str]) -> None:
        """Each line once: hundreds of episodes have the same voice that is not ready."""
        for line in lines:
            if line not in self._told:
                self._told.add(line)
                self._press.warn(line)

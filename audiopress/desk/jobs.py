"""Long work: it goes on while the editor does something else, says how far it is, and can be stopped."""

from __future__ import annotations

import itertools
import sys
import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from audiopress.errors import AudiopressError

AT_ONCE: Final = 4
"""Jobs that run at the same time; further ones wait for their turn."""
REMEMBERED: Final = 200
"""Jobs that are remembered after their end."""
UNBROKEN: Final = "publish"
"""The stage that is not stopped: the episode is made, and listeners are being given it."""


class JobStopped(Exception):
    """An editor stopped it. No AudiopressError: nothing on the way takes it for a failure of one episode."""


@dataclass(slots=True, kw_only=True)
class Job:
    """One piece of work."""

    id: str
    what: str
    """A key of the desk's words."""
    about: str
    """`SHOW/EPISODE`, or `SHOW`."""
    who: str
    order: str = ""
    """All that was asked for: the same once more, while it is under way, is a second click and no second job."""
    state: str = "waiting"
    """`waiting`, `running`, `done`, `failed`, `stopped`."""
    stage: str = ""
    done: int = 0
    total: int = 0
    told: str = ""
    """What came of it, or what went wrong."""
    advice: str = ""
    warnings: list[str] = field(default_factory=list)
    stopping: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.state in {"done", "failed", "stopped"}

    def progress(self, stage: str, done: int, total: int) -> None:
        """Told by the press, often. Raises Stopped where an editor has asked for it and it can be done."""
        self.stage, self.done, self.total = stage, done, total
        if self.stopping and stage != UNBROKEN:
            raise JobStopped(f"stopped by {self.who}")


class Jobs:
    """All work of one desk."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="desk-job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)

    def begin(self, what: str, about: str, who: str, work: Callable[[Job], str], *, order: str = "") -> Job:
        """Do `work` in a thread; what it returns is told when it is done. The same `order` under way is not begun again."""
        with self._lock:
            if order:
                for known in self.under_way(about):
                    if (known.what, known.order) == (what, order) and not known.stopping:
                        return known
            job = Job(id=str(next(self._numbers)), what=what, about=about, who=who, order=order)
            self._jobs[job.id] = job
            while len(self._jobs) > REMEMBERED and next(iter(self._jobs.values())).over:
                self._jobs.popitem(last=False)
        self._pool.submit(self._run, job, work)
        return job

    def find(self, name: str) -> Job | None:
        """A job by its number."""
        return self._jobs.get(name)

    def under_way(self, about: str = "") -> list[Job]:
        """Those that have not ended, of one episode or show, or all."""
        return [job for job in tuple(self._jobs.values()) if not job.over and (not about or job.about == about)]

    def stop(self) -> None:
        """Stop all of them, and take no further ones: the desk is closed."""
        for job in self.under_way():
            job.stopping = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, work: Callable[[Job], str]) -> None:
        try:
            if job.stopping:
                raise JobStopped(f"stopped by {job.who}")
            job.state = "running"
            job.told = work(job)
            job.state = "done"
        except JobStopped:
            job.state = "stopped"
        except AudiopressError as error:
            _failed(job, str(error).partition("\n")[0] if error.problems == () else str(error), error.advice)
        except OSError as error:
            _failed(job, f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "), "")
        except Exception as error:  # noqa: BLE001 - a fault of ours ends one job, and not the desk
            traceback.print_exc(file=sys.stderr)
            _failed(job, f"{type(error).__name__}", "")
        finally:
            job.ended.set()


def _failed(job: Job, told: str, advice: str) -> None:
    job.told, job.advice, job.state = told, advice, "failed"

"""One newsroom's desk: its files, who may come in, and the long work that is going on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from audiopress.desk.access import Access
from audiopress.desk.accounts import Accounts
from audiopress.desk.here import Here
from audiopress.desk.jobs import Jobs
from audiopress.desk.sessions import Link

ACCOUNTS = "desk/accounts.json"
"""In the newsroom's state folder."""


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass
class NewsDesk:
    """One newsroom's desk."""

    root: Path
    now: Callable[[], datetime] = _clock
    host: str = "127.0.0.1"
    link: bool = False
    """Let in who has the one-time link."""
    started: datetime = field(init=False)
    here: Here = field(init=False)
    access: Access = field(init=False)
    jobs: Jobs = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.now()
        self.here = Here(self.root, self.now)
        self.jobs = Jobs()
        self.access = Access(
            accounts=Accounts(self.here.workspace.state / ACCOUNTS),
            settings=self.here.desk,
            clock=self.now,
            host=self.host,
            link=Link(self.now) if self.link else None,
        )

"""A clock for tests, and zones whose clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

SIX = {
    "Europe/Berlin": "30 2 * * *",
    "America/New_York": "30 1 * * *",
    "Australia/Lord_Howe": "45 1 * * *",
    "America/Havana": "30 0 * * *",
    "Pacific/Chatham": "0,30 2-3 * * *",
    "Asia/Seoul": "0 6,18 * * *",
}
"""A zone and a time that its changes of clocks touch: by an hour, by half of one, over midnight, and none at all."""


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def move(self, **span: float) -> None:
        """Move on by a timedelta's keywords."""
        self.time += timedelta(**span)

"""What is made and when: the library of episodes, editions and who makes them, the schedule.

`Library` keeps episodes and claims; `edition_for` and `due` say which edition it is time for; `run_forever` is the clock
inside a container, `systemd_units` the one outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.newsroom.editions import due, edition_for, next_due
    from audiopress.newsroom.episode_files import dump, load
    from audiopress.newsroom.fingerprints import SURE, plain, prints
    from audiopress.newsroom.library import Claim, Heads, Library, Run, rebuild
    from audiopress.newsroom.rows import Row, Telling
    from audiopress.newsroom.schedules import run_forever, warnings
    from audiopress.newsroom.systemd import systemd_units

__all__ = [
    "SURE",
    "Claim",
    "Heads",
    "Library",
    "Row",
    "Run",
    "Telling",
    "due",
    "dump",
    "edition_for",
    "load",
    "next_due",
    "plain",
    "prints",
    "rebuild",
    "run_forever",
    "systemd_units",
    "warnings",
]

__getattr__, _ = lazy(
    __name__,
    {
        "SURE": "fingerprints",
        "Claim": "library",
        "Heads": "library",
        "Library": "library",
        "Row": "rows",
        "Run": "library",
        "Telling": "rows",
        "due": "editions",
        "dump": "episode_files",
        "edition_for": "editions",
        "load": "episode_files",
        "next_due": "editions",
        "plain": "fingerprints",
        "prints": "fingerprints",
        "rebuild": "library",
        "run_forever": "schedules",
        "systemd_units": "systemd",
        "warnings": "schedules",
    },
)

"""What is made and when: the library of episodes, editions and who makes them, the schedule.

`Library` keeps episodes and claims; `edition_for` and `due` say which edition it is time for; `run_forever` is the clock
inside a container, `systemd_units` the one outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.newsroom.alerts import Event, send
    from audiopress.newsroom.editions import due, edition_for, next_due
    from audiopress.newsroom.episode_files import dump, load
    from audiopress.newsroom.fingerprints import SURE, plain, prints
    from audiopress.newsroom.ledger import Claim, Run
    from audiopress.newsroom.library import Heads, Library, rebuild
    from audiopress.newsroom.policies import begun, embargo, expiry, first_state, goes_out, until
    from audiopress.newsroom.rows import Row, Telling
    from audiopress.newsroom.schedules import run_forever, warnings
    from audiopress.newsroom.systemd import systemd_units

__all__ = [
    "SURE",
    "Claim",
    "Event",
    "Heads",
    "Library",
    "Row",
    "Run",
    "Telling",
    "begun",
    "due",
    "dump",
    "edition_for",
    "embargo",
    "expiry",
    "first_state",
    "goes_out",
    "load",
    "next_due",
    "plain",
    "prints",
    "rebuild",
    "run_forever",
    "send",
    "systemd_units",
    "until",
    "warnings",
]

__getattr__, _ = lazy(
    __name__,
    {
        "SURE": "fingerprints",
        "Claim": "ledger",
        "Event": "alerts",
        "Heads": "library",
        "Library": "library",
        "Row": "rows",
        "Run": "ledger",
        "Telling": "rows",
        "begun": "policies",
        "due": "editions",
        "dump": "episode_files",
        "edition_for": "editions",
        "embargo": "policies",
        "expiry": "policies",
        "first_state": "policies",
        "goes_out": "policies",
        "load": "episode_files",
        "next_due": "editions",
        "plain": "fingerprints",
        "prints": "fingerprints",
        "rebuild": "library",
        "run_forever": "schedules",
        "send": "alerts",
        "systemd_units": "systemd",
        "until": "policies",
        "warnings": "schedules",
    },
)

"""What is made and when: the library of episodes, editions and who makes them, the schedule.

`Library` keeps episodes and claims; `edition_for` and `due` say which edition it is time for; `Clockwork` is the clock
inside a container, `systemd_units` the one outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.newsroom.alerts import Event, send
    from audiopress.newsroom.backups import Backup, back_up
    from audiopress.newsroom.editions import due, edition_for, next_due
    from audiopress.newsroom.episode_files import dump, load
    from audiopress.newsroom.fingerprints import SURE, plain, prints
    from audiopress.newsroom.health import HEALTH, Health, last_seen, metrics, served
    from audiopress.newsroom.ledger import EditionClaim, Run
    from audiopress.newsroom.library import Heads, Library, rebuild
    from audiopress.newsroom.logs import LOG, about, stage, to_stream
    from audiopress.newsroom.overview import Overview, overviews
    from audiopress.newsroom.policies import begun, embargo, expiry, first_state, goes_out, leaves, until
    from audiopress.newsroom.restoring import Restored, check, restore
    from audiopress.newsroom.rows import Row, Telling
    from audiopress.newsroom.schedules import Clockwork, warnings
    from audiopress.newsroom.systemd import systemd_units

__all__ = [
    "HEALTH",
    "LOG",
    "SURE",
    "Backup",
    "Clockwork",
    "EditionClaim",
    "Event",
    "Heads",
    "Health",
    "Library",
    "Overview",
    "Restored",
    "Row",
    "Run",
    "Telling",
    "about",
    "back_up",
    "begun",
    "check",
    "due",
    "dump",
    "edition_for",
    "embargo",
    "expiry",
    "first_state",
    "goes_out",
    "last_seen",
    "leaves",
    "load",
    "metrics",
    "next_due",
    "overviews",
    "plain",
    "prints",
    "rebuild",
    "restore",
    "send",
    "served",
    "stage",
    "systemd_units",
    "to_stream",
    "until",
    "warnings",
]

__getattr__, _ = lazy(
    __name__,
    {
        "HEALTH": "health",
        "LOG": "logs",
        "SURE": "fingerprints",
        "Backup": "backups",
        "EditionClaim": "ledger",
        "Clockwork": "schedules",
        "Event": "alerts",
        "Heads": "library",
        "Health": "health",
        "Library": "library",
        "Overview": "overview",
        "Restored": "restoring",
        "Row": "rows",
        "Run": "ledger",
        "Telling": "rows",
        "about": "logs",
        "back_up": "backups",
        "begun": "policies",
        "check": "restoring",
        "due": "editions",
        "dump": "episode_files",
        "edition_for": "editions",
        "embargo": "policies",
        "expiry": "policies",
        "first_state": "policies",
        "goes_out": "policies",
        "leaves": "policies",
        "last_seen": "health",
        "load": "episode_files",
        "metrics": "health",
        "next_due": "editions",
        "overviews": "overview",
        "plain": "fingerprints",
        "prints": "fingerprints",
        "rebuild": "library",
        "restore": "restoring",
        "send": "alerts",
        "served": "health",
        "stage": "logs",
        "systemd_units": "systemd",
        "to_stream": "logs",
        "until": "policies",
        "warnings": "schedules",
    },
)

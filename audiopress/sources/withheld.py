"""What a wire says of an item that must not go out: withdrawn, or not yet."""

from __future__ import annotations

from datetime import UTC, datetime

from audiopress.sources.moments import aware, moment

STATES: dict[str, str] = {
    "canceled": "was cancelled by its sender",
    "cancelled": "was cancelled by its sender",
    "cancel": "was cancelled by its sender",
    "kill": "was killed by its sender",
    "withheld": "is withheld by its sender",
    "withhold": "is withheld by its sender",
    "embargoed": "is embargoed",
}
"""NewsML-G2 and ninjs `pubstatus` (IPTC, stat:), NITF `management-status` and `ed-msg`."""


def withheld(state: str, until: str = "") -> str:
    """Why an item must not be published now, in words; nothing where it may be."""
    date = aware(moment(until))
    name = state.strip().lower().rpartition(":")[2]
    if date is not None:
        # What was embargoed is free when its time has come.
        if date > datetime.now(UTC):
            return f"is embargoed until {date:%Y-%m-%d %H:%M} UTC"
        name = "" if name == "embargoed" else name
    return STATES.get(name, "")

"""What a wire says of an item that must not go out: it was withdrawn, or is kept back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

STATES: Final[Mapping[str, str]] = {
    "canceled": "was cancelled by its sender",
    "cancelled": "was cancelled by its sender",
    "cancel": "was cancelled by its sender",
    "killed": "was cancelled by its sender",
    "kill": "was cancelled by its sender",
    "withheld": "is withheld by its sender",
    "withhold": "is withheld by its sender",
}
"""NewsML-G2 and ninjs `pubstatus` (IPTC, stat:), NITF `management-status`."""


def withheld(state: str, until: object = None) -> str:
    """Why an item must not be published, in words; nothing where it may be, `until` a time that its sender names."""
    name = state.strip().lower().rpartition(":")[2]
    if name in {"embargoed", "embargo"} and until is None:
        return "is embargoed by its sender, who does not say until when"
    return STATES.get(name, "")

"""How long something is, in the form that every player shows."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """`1:02:03`, or `2:03` within the first hour. Begun seconds are not counted, as in the players of browsers."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

"""What an episode and an edition can be, which state may follow which, and the history of who changed it when and why.

An episode is a draft until somebody approves it, or its show's policy does; approved ones go out at their hour. An
edition that has no episode is being made, failed, or was skipped: there was no news, or it was missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class State(StrEnum):
    """Of an episode, and of an edition."""

    DRAFT = "draft"
    """Waits for somebody to approve it."""
    HELD = "held"
    """Kept from going out, with a reason; the hour does not change it, only somebody does."""
    APPROVED = "approved"
    """Goes out by itself at its hour."""
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    MAKING = "making"
    """An edition that somebody makes now."""
    MADE = "made"
    """An edition whose episodes are kept; they have states of their own."""
    FAILED = "failed"
    """An edition that could not be made, and why; it is tried again within its grace."""
    SKIPPED = "skipped"
    """An edition without an episode, and why: no news, or nothing ran in its time."""


NEXT: Final[Mapping[State, frozenset[State]]] = MappingProxyType(
    {
        State.DRAFT: frozenset({State.APPROVED, State.HELD, State.PUBLISHED, State.WITHDRAWN}),
        State.HELD: frozenset({State.DRAFT, State.APPROVED, State.PUBLISHED, State.WITHDRAWN}),
        State.APPROVED: frozenset({State.DRAFT, State.HELD, State.PUBLISHED, State.WITHDRAWN}),
        State.PUBLISHED: frozenset({State.WITHDRAWN}),
        State.WITHDRAWN: frozenset(),
        State.MAKING: frozenset({State.MAKING, State.MADE, State.FAILED, State.SKIPPED}),
        State.MADE: frozenset(),
        State.FAILED: frozenset({State.MAKING, State.SKIPPED}),
        State.SKIPPED: frozenset({State.MAKING}),
    }
)
"""Which states may follow a state. Nothing else decides it."""
OF_EPISODES: Final = frozenset({State.DRAFT, State.HELD, State.APPROVED, State.PUBLISHED, State.WITHDRAWN})
WAITING: Final = frozenset({State.DRAFT, State.HELD, State.APPROVED})
"""Those of an episode that listeners have not had."""


def may(was: str, state: State) -> bool:
    """Whether `state` may follow."""
    return state in NEXT[State(was)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of a history."""

    at: datetime
    who: str
    """A login, a name, or what of the program it was (`schedule`)."""
    act: str
    """`made`, `approved`, `held`, `published`, `withdrawn`, `arranged`, `corrected`, `noted`, `failed`, `skipped`."""
    state: str
    """What it is since."""
    why: str = ""
    revision: int = 1

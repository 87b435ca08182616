"""How much of a story is explained, so that an episode is as long as its show asks: passages, expressions, pauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from audiopress.script.lesson_pieces import FEWEST, MOST

TOLERANCE: Final = 0.1
"""Of the length that is asked for."""
STRETCHES: Final = (0.6, 1.6)
"""How far the pauses to repeat may be shortened and drawn out: a listener still has time, and does not wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How much is explained."""

    passages: int = 0
    """Of a story; 0: by its length."""
    expressions: int = 5
    """The most of a passage."""
    stretch: float = 1.0
    """Of the pauses to repeat."""


def fitted(length: Callable[[Measure], float], *, seconds: float, begin: Measure, chosen: bool) -> Measure:
    """The measure whose `length` is nearest to `seconds`: the first that is as long as asked to a hundredth.

    What the show asks for comes first, then fewer or more passages, then fewer expressions. Where an editor has `chosen`
    what is explained, only the pauses give way. A length is asked for a few times only: it grows with the passages, and
    evenly with the pauses.
    """
    best, miss = begin, float("inf")
    for row in _rows(begin, chosen=chosen):
        low, high = 0, len(row) - 1
        while low <= high:
            at = (low + high) // 2
            found, off, side = _stretched(length, row[at], seconds)
            if off < miss - 0.001:
                best, miss = found, off
            if not side:
                break
            low, high = (at + 1, high) if side > 0 else (low, at - 1)
        if miss <= TOLERANCE / 10:
            break
    return best


def _stretched(length: Callable[[Measure], float], one: Measure, seconds: float) -> tuple[Measure, float, int]:
    """A measure with the pauses that bring it nearest to a length, how far it is off, and whether it wants more (1) or less (-1)."""
    low, high = STRETCHES
    shortest, longest = (length(replace(one, stretch=stretch)) for stretch in STRETCHES)
    share = (seconds - shortest) / (longest - shortest) if longest > shortest else 0.0
    side = 1 if seconds > longest else -1 if seconds < shortest else 0
    share = min(1.0, max(0.0, share))
    off = abs(shortest + share * (longest - shortest) - seconds) / seconds
    return replace(one, stretch=round(low + share * (high - low), 3)), off, side


def _rows(begin: Measure, *, chosen: bool) -> Iterator[list[Measure]]:
    """Measures to try, each row the shorter first."""
    yield [begin]
    if chosen:
        return
    counts = [begin.passages] if begin.passages else range(FEWEST, MOST + 1)
    for expressions in dict.fromkeys((begin.expressions, max(1, begin.expressions - 2), 1)):
        yield [replace(begin, passages=passages, expressions=expressions) for passages in counts]

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
    what is explained, only the pauses give way.
    """
    best, miss = begin, float("inf")
    for one in _candidates(begin, longer=seconds > length(begin), chosen=chosen):
        shortest, longest = (length(replace(one, stretch=stretch)) for stretch in STRETCHES)
        # Pauses are all that a stretch changes, so that the length grows with it evenly.
        share = min(1.0, max(0.0, (seconds - shortest) / (longest - shortest))) if longest > shortest else 0.0
        off = abs(shortest + share * (longest - shortest) - seconds) / seconds
        if off < miss - 0.001:
            low, high = STRETCHES
            best, miss = replace(one, stretch=round(low + share * (high - low), 3)), off
        if miss <= TOLERANCE / 10:
            break
    return best


def _candidates(begin: Measure, *, longer: bool, chosen: bool) -> Iterator[Measure]:
    yield begin
    if chosen:
        return
    counts = [begin.passages] if begin.passages else list(range(FEWEST, MOST + 1))
    if not longer:
        counts.reverse()
    least = max(1, begin.expressions - 2)
    for expressions in dict.fromkeys((begin.expressions, least, 1)):
        for passages in counts:
            yield replace(begin, passages=passages, expressions=expressions)

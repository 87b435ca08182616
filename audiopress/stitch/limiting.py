"""The limiter, solved at control rate: a gain for every block of 1.45 ms, from the peaks of the blocks alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from audiopress.stitch.arrays import Floats
from audiopress.stitch.loudness import factor

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK: Final = 64
"""Samples of a control block at 44.1 kHz; 1,152 of an MP3 frame are a whole number of them."""
LOOK_AHEAD: Final = 9
RELEASE: Final = 17
"""Control blocks over which the limiter closes (13 ms) and opens (25 ms)."""
REACH: Final = LOOK_AHEAD + RELEASE + 2
"""Control blocks on either side that a gain depends on."""


SLOT: Final = 0.01
"""Seconds; a dip of the ceiling is as wide as three."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What no sample may exceed."""

    level: float
    """dBFS."""
    dips: tuple[tuple[int, float], ...] = ()
    """Where it is lower (number of the slot), by so many dB: an encoder had brought a peak over it there."""

    def lowered(self, by: float) -> Ceiling:
        """The whole of it, by so many dB."""
        return replace(self, level=round(self.level - by, 2))

    def dipped(self, over: Iterable[tuple[float, float]]) -> Ceiling:
        """Lower at these moments (seconds), each by so many dB, on top of what it is lowered by there already."""
        deepest: dict[int, float] = {}
        for seconds, excess in over:
            slot = int(seconds / SLOT)
            deepest[slot] = max(excess, deepest.get(slot, 0.0))
        known = dict(self.dips)
        for slot, excess in deepest.items():
            known[slot] = round(known.get(slot, 0.0) + excess, 2)
        return replace(self, dips=tuple(sorted(known.items())))

    def blocks(self, first: int, count: int, seconds: float) -> float | Floats:
        """As a factor for each of `count` control blocks of so many seconds, from number `first` on."""
        top = factor(self.level)
        tops = None
        for slot, excess in self.dips:
            begin = int((slot - 1) * SLOT / seconds) - first
            end = int((slot + 2) * SLOT / seconds) + 1 - first
            if end > 0 and begin < count:
                tops = np.full(count, top, np.float32) if tops is None else tops
                here = tops[max(0, begin) : end]
                np.minimum(here, top * factor(-excess), out=here)
        return top if tops is None else tops


def block(rate: int) -> int:
    """Samples of a control block at `rate`: what divides an MP3 frame of that rate."""
    return BLOCK if rate >= 32000 else BLOCK // 2


def blocks(signal: NDArray[Any], size: int, fill: int = 0) -> NDArray[Any]:
    """The signal as rows of `size` samples, the last one filled up with `fill`."""
    count = -(-len(signal) // size)
    if count * size == len(signal):
        return signal.reshape(count, size)
    padded = np.full(count * size, fill, signal.dtype)
    padded[: len(signal)] = signal
    return padded.reshape(count, size)


def peaks(signal: NDArray[np.int16], size: int, mean: int = 0) -> Floats:
    """How far the samples of every control block come from `mean` at most, in their own numbers."""
    rows = blocks(signal, size, mean)
    high, low = rows.max(axis=1).astype(np.float32), rows.min(axis=1).astype(np.float32)
    return np.asarray(np.maximum(high - np.float32(mean), np.float32(mean) - low))


def limited(peak: Floats, top: float | Floats) -> Floats:
    """A factor up to 1 for every block, under which no peak exceeds `top` (one, or one a block); lowered before a peak comes, raised after.

    The lowest need within reach is smoothed by a window no longer than the reach, so the smoothing never lets a peak
    through.
    """
    need = np.minimum(1.0, top / np.maximum(peak, 1e-9)).astype(np.float32)
    if not len(need) or float(need.min()) >= 1.0:
        return np.ones(len(peak), np.float32)
    lowest = _lowest(np.pad(need, (RELEASE, LOOK_AHEAD), constant_values=1.0), LOOK_AHEAD + RELEASE + 1)
    window = np.hanning(LOOK_AHEAD + 2)[1:-1].astype(np.float32)
    left = LOOK_AHEAD // 2
    padded = np.pad(lowest, (left, LOOK_AHEAD - 1 - left), mode="edge")
    smooth = np.convolve(padded, window / window.sum(), mode="valid")
    return np.minimum(smooth, 1.0).astype(np.float32)


def _lowest(values: Floats, width: int) -> Floats:
    """The minimum of every `width` neighbours, by windows that double."""
    size = 1
    while size * 2 <= width:
        values = np.minimum(values[: len(values) - size], values[size:])
        size *= 2
    rest = width - size
    return np.minimum(values[: len(values) - rest], values[rest:]) if rest else values


def glide(gains: Floats, size: int) -> Floats:
    """A gain for every sample of all blocks but the last, gliding from the middle of one block to the next."""
    steps = (np.arange(size, dtype=np.float32) + 0.5) / size
    return np.asarray(gains[:-1, None] * (1 - steps) + gains[1:, None] * steps, np.float32).reshape(-1)

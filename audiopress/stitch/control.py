"""Gain and limiter at control rate: the K-weighted energy and the peak of every block of 64 samples are enough.

The signal itself is touched once, when the gains that were found are laid over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from audiopress.errors import AudioError
from audiopress.stitch.arrays import Floats
from audiopress.stitch.loudness import factor, gated

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK: Final = 64
"""Samples of a control block: 1.5 ms at 44.1 kHz."""
LOOK_AHEAD: Final = 9
RELEASE: Final = 17
"""Control blocks over which the limiter closes and opens."""


def analysed(signal: Floats, weighted_signal: Floats) -> tuple[Floats, Floats]:
    """Mean square of the K-weighted signal and peak of the signal, per control block."""
    weighted_blocks = blocks_of(weighted_signal)
    raw = blocks_of(signal)
    energies = np.einsum("ij,ij->i", weighted_blocks, weighted_blocks) / BLOCK
    return energies, np.maximum(raw.max(axis=1), -raw.min(axis=1))


def blocks_of(signal: Floats) -> Floats:
    """The signal in rows of a control block each; the last one filled with silence."""
    count = -(-len(signal) // BLOCK)
    if count * BLOCK == len(signal):
        return signal.reshape(count, BLOCK)
    padded = np.zeros(count * BLOCK, np.float32)
    padded[: len(signal)] = signal
    return padded.reshape(count, BLOCK)


def solve(energies: Floats, peaks: Floats, rate: int, wanted: float, ceiling: float) -> Floats:
    """A gain per control block that brings the whole to `wanted` LUFS with no sample above `ceiling` dBFS.

    Raises AudioError where there is nothing to hear.
    """
    now = gated(tenths_of(energies, np.ones(len(energies), np.float32), rate))
    if now <= -70:
        raise AudioError("the programme is silent")
    return solve_from(energies, peaks, rate, wanted - now, wanted, ceiling)


def solve_from(energies: Floats, peaks: Floats, rate: int, gain: float, wanted: float | None, ceiling: float) -> Floats:
    """As `solve`, beginning at `gain` dB; with no `wanted` level that gain stays, and only peaks are limited."""
    top = factor(ceiling)
    gains = limited(peaks, factor(gain), top)
    for _ in range(8):
        if wanted is None:
            break
        off = wanted - gated(tenths_of(energies, gains, rate))
        if abs(off) < 0.03:
            break
        gain += off * 1.2
        gains = limited(peaks, factor(gain), top)
    return gains


def limited(peaks: Floats, gain: float, top: float) -> Floats:
    """The gain, lowered around every peak before it comes and raised again after it."""
    need = np.minimum(1.0, top / np.maximum(peaks * gain, 1e-9)).astype(np.float32)
    if float(need.min()) >= 1.0:
        return np.full(len(peaks), gain, np.float32)
    width = LOOK_AHEAD + RELEASE
    padded = np.pad(need, (RELEASE, LOOK_AHEAD), constant_values=1.0)
    lowest = padded[: len(need)].copy()
    for shift in range(1, width + 1):
        np.minimum(lowest, padded[shift : shift + len(need)], out=lowest)
    window = np.hanning(LOOK_AHEAD + 2)[1:-1]
    smooth = np.convolve(
        np.pad(lowest, (LOOK_AHEAD // 2, LOOK_AHEAD - 1 - LOOK_AHEAD // 2), mode="edge"),
        window / window.sum(),
        mode="valid",
    )
    return (np.minimum(smooth, 1.0) * gain).astype(np.float32)


def tenths_of(energies: Floats, gains: Floats, rate: int) -> NDArray[np.float64]:
    """Mean squares per 100 ms after the gains."""
    heard = energies.astype(np.float64) * np.square(gains.astype(np.float64))
    place = (np.arange(len(heard)) * (BLOCK * 10 / rate)).astype(np.int64)
    sums = np.bincount(place, heard)
    counts = np.bincount(place)
    full = sums / np.maximum(counts, 1)
    return full[:-1] if len(full) > 4 else full


def glide(gains: Floats, count: int, following: float | None = None) -> Floats:
    """A gain per sample for `count` samples, gliding from block to block; `following` is the gain of the block after."""
    after = np.append(gains[1:], gains[-1] if following is None else following)
    steps = (np.arange(BLOCK, dtype=np.float32) + 0.5) / BLOCK
    return np.asarray((gains[:, None] * (1 - steps) + after[:, None] * steps).reshape(-1)[:count])

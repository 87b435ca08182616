"""Loudness by ITU-R BS.1770-5: K-weighting, gating, LUFS. Arrays are float32, full scale is 1.

The weighting is applied in the frequency domain, block by block, so that numpy alone is quick enough.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from audiopress.stitch.arrays import Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray


OFFSET: Final = -0.691
"""BS.1770-5 annex 1: calibrates a 997 Hz sine."""
DUALMONO: Final = 10 * math.log10(2)
"""dB: a mono file is heard from two speakers."""
SILENT: Final = -120.0
_TAIL: Final = 0.12
"""Seconds after which the high-pass at 38 Hz has rung out (-80 dB)."""


@lru_cache(maxsize=8)
def kernel(rate: int) -> Floats:
    """The impulse response of the K-weighting at `rate`, cut where it has rung out.

    Coefficients by the bilinear transform of the analogue prototypes of BS.1770-5 (high shelf, then high pass).
    """
    length = round(rate * _TAIL)
    signal = np.zeros(length)
    signal[0] = 1
    for b, a in (_shelf(rate), _high_pass(rate)):
        out = np.zeros(length)
        x1 = x2 = y1 = y2 = 0.0
        for index in range(length):
            x = signal[index]
            y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
            x2, x1, y2, y1 = x1, x, y1, y
            out[index] = y
        signal = out
    return signal.astype(np.float32)


def _shelf(rate: int) -> tuple[tuple[float, float, float], tuple[float, float]]:
    gain, q, frequency = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = math.tan(math.pi * frequency / rate)
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    norm = 1 + k / q + k * k
    return (
        ((high + band * k / q + k * k) / norm, 2 * (k * k - high) / norm, (high - band * k / q + k * k) / norm),
        (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm),
    )


def _high_pass(rate: int) -> tuple[tuple[float, float, float], tuple[float, float]]:
    q, frequency = 0.5003270373238773, 38.13547087602444
    k = math.tan(math.pi * frequency / rate)
    norm = 1 + k / q + k * k
    return (1.0, -2.0, 1.0), (2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm)


class Weighting:
    """K-weights a signal that comes in pieces; the same result as in one piece."""

    def __init__(self, rate: int) -> None:
        """Begin at silence."""
        self._kernel = kernel(rate)
        self._size = 1 << (2 * len(self._kernel) + 16384).bit_length()
        self._response = np.fft.rfft(self._kernel, self._size)
        self._tail = np.zeros(len(self._kernel) - 1, np.float32)

    def feed(self, signal: Floats) -> Floats:
        """The weighted samples of this piece, as many as came in."""
        step = self._size - len(self._kernel) + 1
        out = np.empty(len(signal), np.float32)
        for start in range(0, len(signal), step):
            piece = signal[start : start + step]
            full = np.fft.irfft(np.fft.rfft(piece, self._size) * self._response, self._size)
            full[: len(self._tail)] += self._tail
            out[start : start + len(piece)] = full[: len(piece)]
            self._tail = full[len(piece) : len(piece) + len(self._kernel) - 1].astype(np.float32)
        return out


def weighted(signal: Floats, rate: int) -> Floats:
    """The K-weighted signal."""
    return Weighting(rate).feed(signal)


def gated(blocks: NDArray[np.floating]) -> float:
    """LUFS, as heard on two speakers, of mean squares per 100 ms: 400 ms windows, gates at -70 and 10 below the mean."""
    if len(blocks) >= 4:
        windows = (blocks[:-3] + blocks[1:-2] + blocks[2:-1] + blocks[3:]) / 4
    else:
        windows = np.array([blocks.mean()]) if len(blocks) else np.zeros(1)
    level = OFFSET + DUALMONO + 10 * np.log10(windows + 1e-20)
    loud = windows[level > -70]
    if not len(loud):
        return SILENT
    gate = OFFSET + DUALMONO + 10 * math.log10(float(loud.mean())) - 10
    heard = windows[(level > -70) & (level > gate)]
    return OFFSET + DUALMONO + 10 * math.log10(float(heard.mean()))


def speech_loudness(signal: Floats, rate: int) -> float:
    """LUFS of a take as heard on two speakers; takes shorter than a window are measured whole."""
    return gated(tenths(weighted(signal, rate), rate))


def tenths(weighted_signal: Floats, rate: int) -> NDArray[np.float64]:
    """Mean squares per 100 ms; a short rest is left out unless it is all there is."""
    step = rate // 10
    count = len(weighted_signal) // step
    if count == 0:
        return np.array([float(np.mean(np.square(weighted_signal)))]) if len(weighted_signal) else np.zeros(0)
    blocks = weighted_signal[: count * step].reshape(count, step)
    return np.asarray(np.einsum("ij,ij->i", blocks, blocks, dtype=np.float64) / step)


def decibels(gain: float) -> float:
    """A gain as a factor, in dB."""
    return 20 * math.log10(max(gain, 1e-9))


def factor(level: float) -> float:
    """A level in dB as a factor."""
    return float(10 ** (level / 20))


def pieces(total: int, size: int) -> Iterator[tuple[int, int]]:
    """[start, end) of pieces of `size` that cover `total`."""
    for start in range(0, total, size):
        yield start, min(total, start + size)

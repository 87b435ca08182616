"""Loudness by ITU-R BS.1770-5: K-weighting, gating, LUFS. Arrays are float32, full scale is 1.

Energies are taken from the spectrum of every 100 ms (Parseval), so that numpy alone is quick enough and a signal is
never filtered in time.
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


@lru_cache(maxsize=8)
def response(rate: int) -> Floats:
    """What each bin of the spectrum of 100 ms at `rate` adds to its mean square, K-weighted.

    Coefficients by the bilinear transform of the analogue prototypes of BS.1770-5 (high shelf, then high pass).
    """
    step = rate // 10
    z = np.exp(-2j * np.pi * np.arange(step // 2 + 1) / step)
    gain = np.ones(len(z))
    for (b0, b1, b2), (a1, a2) in (_shelf(rate), _high_pass(rate)):
        gain *= np.abs((b0 + b1 * z + b2 * z * z) / (1 + a1 * z + a2 * z * z)) ** 2
    gain *= 2 / step**2
    gain[0] /= 2
    if step % 2 == 0:
        gain[-1] /= 2
    return gain.astype(np.float32)


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


def tenths(signal: Floats, rate: int) -> Floats:
    """K-weighted mean squares of every 100 ms; the last, short one as if silence followed."""
    step = rate // 10
    rows = np.zeros((-(-len(signal) // step), step), np.float32)
    rows.reshape(-1)[: len(signal)] = signal
    spectrum = np.fft.rfft(rows).astype(np.complex64, copy=False)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    return np.asarray(power @ response(rate), np.float32)


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

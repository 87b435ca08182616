"""16-bit PCM <-> arrays of samples, full scale 1."""

from __future__ import annotations

from array import array
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
"""One-dimensional, float32 unless said otherwise."""
Series: TypeAlias = "array[float]"
"""What was measured every 100 ms: a quarter of a tuple's size, and quick between processes."""


def as_floats(pcm: bytes) -> Floats:
    """Samples of 16-bit little-endian PCM."""
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)


def as_pcm(signal: Floats) -> bytes:
    """16-bit little-endian PCM of samples; what exceeds full scale is cut."""
    return np.clip(np.rint(signal * 32768), -32768, 32767).astype("<i2").tobytes()

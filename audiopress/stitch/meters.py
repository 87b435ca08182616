"""What an encoded fragment sounds like, measured by ffmpeg: loudness every 100 ms, and its true peak.

A fragment is decoded once. Loudness is ffmpeg's own (ebur128). True peak is first found here, by oversampling only
where samples come near the ceiling, and read again by ffmpeg on the fragments that decide: oversampling everything
would take longer than all the rest of the measurement.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from audiopress.errors import AudioError
from audiopress.stitch.arrays import Floats, as_floats
from audiopress.stitch.ffmpeg import Loudness, run
from audiopress.stitch.levels import gated_windows, loudness_range
from audiopress.stitch.loudness import DUALMONO, OFFSET, SILENT, decibels, factor

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAR: Final = 3.0
"""dB below the ceiling from which samples are looked at closely: no true peak stands further above its samples here."""
AROUND: Final = 48
"""Samples on either side of such a one that are oversampled with it."""
OVERSAMPLING: Final = 4
"""BS.1770-5 annex 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was measured on one fragment."""

    momentary: tuple[float, ...]
    """LUFS of the 400 ms that end at each 100 ms, as heard on two speakers."""
    short: tuple[float, ...]
    """LUFS of the 3 s that end there."""
    peak: float
    """dBTP."""


def read_fragment(path: Path, ceiling: float, *, ffmpeg: str = "") -> Reading:
    """Measure an MP3 fragment. Raises AudioError."""
    # `amovie` reads the file inside the filter graph: twice as fast as through ffmpeg's own input, which hands every
    # MP3 frame from thread to thread.
    name = str(path.name).replace("\\", "/").replace("'", "").replace(":", "\\:")
    graph = (
        f"amovie={name}:f=mp3,asplit[a][b];"
        "[a]ebur128=dualmono=true:metadata=1:framelog=quiet,ametadata=print:file='pipe\\:2',anullsink;"
        "[b]pan=mono|c0=c0,asetnsamples=n=44100:p=0[out0]"
    )
    done = run(["-v", "error", "-f", "lavfi", "-i", graph, "-f", "s16le", "-"], ffmpeg=ffmpeg, folder=path.parent)
    said = done.stderr.decode("utf-8", "replace")
    momentary, short = (_values(said, name) for name in "MS")
    if not done.stdout:
        raise AudioError("a fragment cannot be decoded", where=str(path))
    return Reading(
        momentary=momentary,
        short=short,
        peak=round(true_peak(as_floats(done.stdout), ceiling), 2),
    )


def _values(said: str, name: str) -> tuple[float, ...]:
    """One of the series that ffmpeg printed; after long silence it prints `nan`."""
    found = (float(value) for value in re.findall(rf"r128\.{name}=(-?[\d.]+|-?inf|-?nan)", said))
    return tuple(round(value, 2) if math.isfinite(value) else SILENT for value in found)


def true_peak(signal: Floats, ceiling: float) -> float:
    """dBTP of a signal that a limiter held under about `ceiling`; lower peaks are read by their samples."""
    import soxr

    sizes = np.abs(signal)
    highest = float(sizes.max()) if len(signal) else 0.0
    near = np.flatnonzero(sizes > min(factor(ceiling - NEAR), highest * factor(-NEAR)))
    if not len(near):
        return decibels(highest)
    breaks = np.flatnonzero(np.diff(near) > 2 * AROUND)
    firsts = near[np.concatenate([[0], breaks + 1])]
    lasts = near[np.concatenate([breaks, [len(near) - 1]])]
    rise = np.hanning(AROUND).astype(np.float32)[: AROUND // 2]
    parts: list[Floats] = []
    for first, last in zip(firsts, lasts, strict=True):
        part = signal[max(0, first - AROUND) : last + AROUND + 1].copy()
        if len(part) > AROUND:
            part[: AROUND // 2] *= rise
            part[-(AROUND // 2) :] *= rise[::-1]
        parts.append(part)
    over = soxr.resample(np.concatenate(parts), 1, OVERSAMPLING, quality="MQ")
    return decibels(max(highest, float(np.abs(over).max())))


def together(readings: Sequence[Reading]) -> Loudness:
    """The loudness of a file made of fragments. Windows over a joint are left out: it lies in a pause."""
    windows = np.concatenate([mean_squares(reading.momentary[3:]) for reading in readings])
    if not len(windows):
        windows = np.concatenate([mean_squares(reading.momentary[-1:]) for reading in readings])
    short = np.concatenate([np.array(reading.short[29:]) for reading in readings])
    return Loudness(
        integrated=round(gated_windows(windows), 1) if len(windows) else -120.0,
        range=loudness_range(short),
        true_peak=max(reading.peak for reading in readings),
    )


def mean_squares(lufs: Sequence[float]) -> NDArray[np.float64]:
    """LUFS back to mean squares."""
    return np.asarray(10 ** ((np.array(lufs, float) - OFFSET - DUALMONO) / 10))


def timed(readings: Sequence[Reading], starts: Sequence[int], rate: int, frames: int) -> NDArray[np.float64]:
    """Mean squares of the windows on the programme's own time, one for each 100 ms, NaN where none was measured."""
    windows = np.full(frames * 10 // rate + 8, np.nan)
    for reading, start in zip(readings, starts, strict=True):
        values = mean_squares(reading.momentary)
        values[:3] = np.nan
        at = round(start * 10 / rate)
        windows[at : at + len(values)] = values[: max(0, len(windows) - at)]
    return windows

"""What an encoded fragment or file sounds like, measured by ffmpeg: loudness every 100 ms, and its true peak.

A fragment is decoded once. Loudness is ffmpeg's own (ebur128). True peak is first found here, by oversampling only
where samples come near the ceiling, and read again by ffmpeg on the fragments that decide: oversampling everything
would take longer than all the rest of the measurement.
"""

from __future__ import annotations

import math
import os
import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from audiopress.errors import AudioError
from audiopress.stitch.arrays import Floats, Series
from audiopress.stitch.ffmpeg import METER, TELLING, Loudness, listen, run, summary
from audiopress.stitch.levels import gated_windows, loudness_range
from audiopress.stitch.loudness import DUALMONO, OFFSET, SILENT, decibels, factor

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAR: Final = 3.0
"""dB below the highest from which samples are looked at closely: up to a quarter of the rate no true peak stands
further above its samples."""
AROUND: Final = 48
"""Samples that are oversampled together, and on either side of them."""
CARRIED: Final = 2 * AROUND
"""Samples that are looked at again with the next piece, for what stands at its edge."""
OVERSAMPLING: Final = 4
"""BS.1770-5 annex 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterReading:
    """What was measured on one fragment."""

    momentary: Series
    """LUFS of the 400 ms that end at each 100 ms, as heard on two speakers."""
    short: Series
    """LUFS of the 3 s that end there."""
    peak: float
    """dBTP."""
    peak_at: float
    """Seconds at which it is highest."""
    over: tuple[tuple[float, float], ...] = ()
    """Seconds and dBTP of peaks above what was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What was measured along a file: a value for each 100 ms."""

    momentary: Series
    """LUFS of the 400 ms that end there."""
    short: Series
    """LUFS of the 3 s that end there."""
    peaks: Series
    """dBTP within them."""


def read_fragments(
    parts: Sequence[tuple[Path, int]], rate: int, *, channels: int = 1, above: float = math.inf, ffmpeg: str = ""
) -> list[MeterReading]:
    """Measure MP3 fragments of one folder's tree, each with its length in samples, by one ffmpeg.

    The channels are equal; peaks `above` so many dBTP are told one by one. Raises AudioError where one does not decode to its length.
    """
    folder = Path(os.path.commonpath([path.parent for path, _ in parts]))
    logs = [path.with_name(f"{path.name}.log.part") for path, _ in parts]
    # ffmpeg works faster on frames of a tenth of a second than on an MP3's.
    chains = [
        f"{_source(path, folder)},asetnsamples=n={rate // 10}:p=0,aformat=s16,asplit[a{n}][b{n}];"
        f"[a{n}]ebur128=dualmono=true:metadata=1:framelog=verbose,"
        f"ametadata=print:file={log.relative_to(folder).as_posix()},anullsink;"
        for n, ((path, _), log) in enumerate(zip(parts, logs, strict=True))
    ]
    joined = "".join(f"[b{n}]" for n in range(len(parts))) + f"concat=n={len(parts)}:v=0:a=1,asetnsamples=n={rate}:p=0"
    peaks = Peaks([2 * channels * samples for _, samples in parts], channels, above)
    command = ["-v", "error", "-f", "lavfi", "-i", "".join(chains) + joined + "[out0]", "-f", "s16le", "-"]
    try:
        listen(command, peaks.feed, ffmpeg=ffmpeg, folder=folder)
        told = [log.read_text("utf-8") for log in logs]
    finally:
        for log in logs:
            log.unlink(missing_ok=True)
    series = [(_values(said, "M"), _values(said, "S")) for said in told]
    counts = [samples // (rate // 10) for _, samples in parts]
    if not peaks.whole or any(len(one) != count for both, count in zip(series, counts, strict=True) for one in both):
        raise AudioError("a fragment does not decode to its length", where=str(parts[0][0]))
    return [
        MeterReading(
            momentary=momentary,
            short=short,
            peak=round(peak.level, 2),
            peak_at=round(peak.at / rate, 1),
            over=tuple((round(at / rate, 3), round(level, 2)) for at, level in peak.over),
        )
        for (momentary, short), peak in zip(series, peaks.found, strict=True)
    ]


def read_peak(path: Path, at: float, *, ffmpeg: str = "") -> float:
    """ffmpeg's own reading of a fragment's true peak, in the second around `at`. Raises AudioError."""
    graph = f"{_source(path, path.parent)},atrim={max(0.0, at - 0.5)}:{at + 0.5},{METER}"
    done = run(["-f", "lavfi", "-i", graph, "-f", "null", "-"], ffmpeg=ffmpeg, folder=path.parent)
    return summary(done.stderr.decode("utf-8", "replace"), path).true_peak


def _source(path: Path, folder: Path) -> str:
    """An MP3 read inside the filter graph of an ffmpeg that runs in `folder`.

    Twice as fast as through its own input, which hands every MP3 frame from thread to thread.
    """
    return f"amovie={path.relative_to(folder).as_posix()}:f=mp3"


def read_file(path: Path, rate: int, feed: Callable[[bytes], None], *, ffmpeg: str = "") -> tuple[Loudness, Course]:
    """Measure a finished file of any format, as a whole and along it.

    `feed` is handed its sound meanwhile, 16-bit mono at `rate`. Raises AudioError.
    """
    graph = f"[0:a:0]asplit[a][b];[a]{TELLING},anullsink;[b]aresample={rate},aformat=s16:channel_layouts=mono[out]"
    command = ["-i", str(path), "-filter_complex", graph, "-map", "[out]", "-f", "s16le", "-"]
    try:
        said = listen(command, feed, ffmpeg=ffmpeg)
    except AudioError as error:
        raise AudioError("cannot be read as audio", where=str(path), hint=error.message) from None
    told = re.findall(r" M:\s*(\S+) S:\s*(\S+) .*?FTPK:\s*(\S+)", said)
    momentary, short, peaks = (_series(line[at] for line in told) for at in range(3))
    return summary(said, path), Course(momentary=momentary, short=short, peaks=peaks)


def _values(said: str, name: str) -> Series:
    """One of the series that ffmpeg printed; after long silence it prints `nan`."""
    return _series(re.findall(rf"r128\.{name}=(-?[\d.]+|-?inf|-?nan)", said))


def _series(told: Iterable[str]) -> Series:
    """Numbers as ffmpeg prints them."""
    found = (float(value) for value in told)
    return array("d", (round(value, 2) if math.isfinite(value) else SILENT for value in found))


class Peaks:
    """The true peaks of signals that come one after the other; `sizes` are their lengths in bytes."""

    def __init__(self, sizes: Sequence[int], channels: int, above: float = math.inf) -> None:
        """Nothing was heard yet."""
        self.found = [TruePeak(channels, above) for _ in sizes]
        self._left = list(sizes)
        self._now = 0
        self._more = 0

    @property
    def whole(self) -> bool:
        """All that was to come came, and no more."""
        return not any(self._left) and not self._more

    def feed(self, pcm: bytes) -> None:
        """Hear some more."""
        while pcm and self._now < len(self._left):
            mine, pcm = pcm[: self._left[self._now]], pcm[self._left[self._now] :]
            self.found[self._now].feed(mine)
            self._left[self._now] -= len(mine)
            self._now += not self._left[self._now]
        self._more += len(pcm)


class TruePeak:
    """The true peak (BS.1770-5 annex 2) of a signal that comes in pieces: oversampled only where samples come near it."""

    def __init__(self, channels: int = 1, above: float = math.inf) -> None:
        """Nothing was heard yet; of equal channels the first is looked at."""
        self._channels = channels
        self._above = above
        self.over: list[tuple[int, float]] = []
        """The sample and dBTP of peaks above that."""
        self._highest = 0.0
        self._heard = -CARRIED
        self._tail = np.zeros(CARRIED, np.int16)
        self.at = 0
        """The sample around which it is highest."""

    @property
    def level(self) -> float:
        """dBTP."""
        return decibels(self._highest)

    def feed(self, pcm: bytes) -> None:
        """Hear some more 16-bit samples: whole frames."""
        signal = np.concatenate([self._tail, np.frombuffer(pcm, "<i2")[:: self._channels]])
        whole = len(signal) // AROUND * AROUND
        rows = signal[:whole].reshape(-1, AROUND)
        tops = np.abs(rows).view(np.uint16).max(axis=1) / np.float32(32768)
        floor = max(self._highest, float(tops.max())) * factor(-NEAR)
        near = np.flatnonzero(tops[1:-1] > floor) + 1
        if len(near):
            over = np.abs(_oversampled(rows, near))
            place = int(over.argmax())
            if float(over[place]) > self._highest:
                self._highest = float(over[place])
                self.at = self._heard + int(near[place * len(near) // len(over)]) * AROUND
            if decibels(self._highest) > self._above:
                highest = over[: len(over) // len(near) * len(near)].reshape(len(near), -1).max(axis=1)
                for row in np.flatnonzero(highest > factor(self._above)):
                    at = self._heard + int(near[row]) * AROUND
                    self.over.append((at, decibels(float(highest[row]))))
        self._tail = signal[whole - CARRIED :]
        self._heard += whole - CARRIED


def _oversampled(rows: NDArray[np.int16], near: NDArray[np.int64]) -> Floats:
    """The rows numbered `near`, each faded in and out over its neighbours, oversampled."""
    import soxr

    parts = np.concatenate([rows[near - 1], rows[near], rows[near + 1]], axis=1) * _window()
    return np.asarray(soxr.resample(parts.reshape(-1), 1, OVERSAMPLING, quality="MQ"), np.float32)


@cache
def _window() -> Floats:
    """One over the middle row, a raised cosine over those around it; full scale becomes 1."""
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(AROUND) + 0.5) / AROUND)
    return (np.concatenate([ramp, np.ones(AROUND), ramp[::-1]]) / 32768).astype(np.float32)


def together(readings: Sequence[MeterReading]) -> Loudness:
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


def timed(readings: Sequence[MeterReading], starts: Sequence[int], rate: int, frames: int) -> NDArray[np.float64]:
    """Mean squares of the windows on the programme's own time, one for each 100 ms, NaN where none was measured."""
    windows = np.full(frames * 10 // rate + 8, np.nan)
    for reading, start in zip(readings, starts, strict=True):
        values = mean_squares(reading.momentary)
        values[:3] = np.nan
        at = round(start * 10 / rate)
        windows[at : at + len(values)] = values[: max(0, len(windows) - at)]
    return windows

"""A reporter's recording made ready to be a take: without direct current, without the room before and after the words.

An engine's silence is silence. A recording's is the room it was made in, with hum, hiss and a click of the microphone, so
where it begins is told by what stands out from the room, and stays above it for as long as a syllable lasts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from audiopress.stitch.arrays import Floats
from audiopress.stitch.loudness import pieces
from audiopress.work.files import whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT: Final = 2
"""Changes when what is done here changes."""
DRIFT: Final = 0.04
"""Seconds over which what lies under the sound is averaged, twice: below 10 Hz it goes, from 40 Hz on nothing does."""
BLOCK: Final = 0.01
ROOM: Final = 0.2
"""Seconds of the quietest stretch, which is the room."""
ABOVE_ROOM: Final = 8.0
"""dB from which something is more than the room."""
BELOW_WORDS: Final = (-44.0, -12.0)
"""dB under the loud parts of the words where they begin: not lower, and not higher, however noisy the room is (words are found
in noise 14 dB under their loud parts)."""
NOTHING: Final = -90.0
"""dBFS of digital silence: no room sounds like that."""
SYLLABLE: Final = (0.25, 0.08)
"""Seconds, and how many of them must be above the room for a sound to be more than a click."""
KEPT: Final = (0.12, 0.25)
"""Seconds of the room that stay before and after, for soft consonants and what echoes."""
FADES: Final = (0.03, 0.15)
"""Seconds of fade within them, so that the room does not come and go at once."""
PIECE: Final = 20
"""Seconds that are worked on at a time."""


def made_ready(path: Path, rate: int) -> None:
    """Replace a file of 16-bit mono PCM by what is to be heard of it. Raises OSError."""
    samples = np.memmap(path, "<i2", "r") if path.stat().st_size else np.zeros(0, "<i2")
    first, last, rise, fall = _bounds(_levels(samples, rate), len(samples), rate)
    with whole(path) as part, part.open("wb") as file:
        for at, piece in _steadied(samples, first, last, rate):
            places = np.arange(at, at + len(piece))
            shape = np.minimum(_ramp(places - first, rise), _ramp(last - 1 - places, fall))
            file.write(np.rint(np.clip(piece * shape, -32768, 32767)).astype("<i2").tobytes())


def _steadied(samples: NDArray[np.int16], first: int, last: int, rate: int) -> Iterator[tuple[int, Floats]]:
    """Frames [first, last) in pieces without direct current and what drifts as slowly, each with its first frame."""
    width = round(DRIFT * rate) // 2 * 2 + 1
    for at, end in pieces(last - first, round(PIECE / BLOCK) * round(BLOCK * rate)):
        begin, stop = first + at, first + end
        low, high = max(0, begin - width), min(len(samples), stop + width)
        signal = samples[low:high].astype(np.float64)
        drift = np.pad(signal, (width - (begin - low), width - (high - stop)), mode="edge")
        for _ in range(2):
            sums = np.concatenate([[0.0], np.cumsum(drift)])
            drift = (sums[width:] - sums[:-width]) / width
        yield begin, (signal[begin - low : stop - low] - drift[1:-1]).astype(np.float32)


def _levels(samples: NDArray[np.int16], rate: int) -> Floats:
    """dBFS of every block."""
    size = round(BLOCK * rate)
    found: list[Floats] = []
    for _, piece in _steadied(samples, 0, len(samples) // size * size, rate):
        found.append(np.square(piece.reshape(-1, size) / np.float32(32768)).mean(axis=1))
    energies = np.concatenate(found) if found else np.zeros(0, np.float32)
    return np.asarray(10 * np.log10(energies + 1e-12), np.float32)


def _bounds(levels: Floats, frames: int, rate: int) -> tuple[int, int, int, int]:
    """The first frame to be kept and the one after the last, and the frames in which to fade in and out."""
    heard = np.flatnonzero(_sustained(levels > _floor(levels)))
    if not len(heard):
        return 0, frames, 0, 0
    size = round(BLOCK * rate)
    before = min(int(heard[0]) * size, round(KEPT[0] * rate))
    end = min(frames, (int(heard[-1]) + 1) * size)
    after = min(frames - end, round(KEPT[1] * rate))
    fades = [min(room, round(fade * rate)) for room, fade in zip((before, after), FADES, strict=True)]
    return int(heard[0]) * size - before, end + after, fades[0], fades[1]


def _floor(levels: Floats) -> float:
    """dBFS above which the words are: over the room's own level, within what can be told from them."""
    loud = levels[levels > NOTHING]
    if not len(loud):
        return NOTHING
    words = float(np.percentile(loud, 95))
    count = round(ROOM / BLOCK)
    room = words + BELOW_WORDS[0]
    if len(levels) >= count:
        window = np.ones(count) / count
        means = np.convolve(10 ** (levels / 10), window, mode="valid")
        whole = np.convolve(levels > NOTHING, window, mode="valid") > 1 - 0.5 / count
        if whole.any():
            room = 10 * float(np.log10(means[whole].min()))
    return words + min(max(room + ABOVE_ROOM - words, BELOW_WORDS[0]), BELOW_WORDS[1])


def _sustained(active: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Those that begin or end a stretch with as much sound in it as a syllable has; all of them where there is none."""
    width, least = (round(seconds / BLOCK) for seconds in SYLLABLE)
    counts = np.concatenate([[0], np.cumsum(active)])
    place = np.arange(len(active))
    following = counts[np.minimum(place + width, len(active))] - counts[place]
    before = counts[place + 1] - counts[np.maximum(place + 1 - width, 0)]
    found = active & (np.maximum(following, before) >= least)
    return found if found.any() else active


def _ramp(place: NDArray[np.int64], count: int) -> Floats:
    """0 to 1 over `count` frames, on a raised cosine."""
    share = np.clip((place + 0.5) / max(1, count), 0, 1) if count else np.ones(len(place))
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * share), np.float32)

"""Measurements of a sound that the mix needs to place it: where it begins and ends, how loud it is, its peaks.

Facts are worked out once for every take and kept by the hash of its frames, so that the timeline and the gain of a
whole programme are reckoned in a moment, without touching the sound again.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from audiopress.errors import AudioError
from audiopress.speech import ends
from audiopress.stitch import recordings
from audiopress.stitch.arrays import Floats, Series
from audiopress.stitch.ffmpeg import decode_to
from audiopress.stitch.limiting import block, blocks, limited, peaks
from audiopress.stitch.loudness import factor, gated, pieces, tenths
from audiopress.work.cache import digest, file_digest, load, place, save_json
from audiopress.work.executors import go_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT: Final = 5
"""Changes when what is worked out here changes."""
GUARD: Final = 0.012
"""Seconds kept around the sound when silence is trimmed, so that no soft consonant is cut."""
QUIET: Final = 0.006
"""Share of its peak (-44 dB) under which the sound of a file has not begun or is over; a take's ends are found by
`audiopress.speech.ends`, as they were when it was recorded and its words were timed."""
OVERDRIVE: Final = (0.0, 2.0, 4.0, 7.0, 10.0, 14.0)
"""dB of a sound's peak above the limiter's ceiling, for which its loss of energy is known."""
PIECE: Final = 30
"""Seconds of a long recording looked at at a time."""
STRIP: Final = 32
"""Tenths of a second that are weighted at a time: they stay in the processor's cache, and are whole control blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """16-bit mono PCM without a header, or a file that must be decoded to it first (`decoded_to` says where)."""

    path: Path
    rate: int
    digest: str
    decoded_from: Path | None = None
    recorded: bool = False
    """A reporter's recording: what lies before and after the words is a room's silence and not an engine's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Frames are the sound's own; `first` and `last` enclose it with a guard, `lead` and `tail` are the guards."""

    frames: int
    first: int
    last: int
    lead: int
    tail: int
    mean: int
    """Direct current, to be taken out, of 32,768."""
    peak: float
    tenths: Series
    """K-weighted mean squares of every 100 ms between first and last."""
    loss: tuple[float, ...]
    """dB of energy that a limiter takes at each overdrive of OVERDRIVE."""

    @property
    def silent(self) -> bool:
        """Nothing is to be heard in it."""
        return self.first == self.last

    @property
    def loudness(self) -> float:
        """LUFS as heard on two speakers."""
        return gated(np.array(self.tenths))


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundBatch:
    """Some sounds to look at: what a worker is given."""

    sounds: tuple[Sound, ...]
    cache: Path
    ffmpeg: str = ""


def take_sound(path: Path, rate: int, known_as: str = "") -> Sound:
    """A take's sound; `known_as` is the hash of its frames where somebody has read them already.

    Raises AudioError where its file is gone or is not whole frames.
    """
    try:
        size = path.stat().st_size
        found = known_as or file_digest(path)
    except OSError as error:
        raise AudioError(f"a take is gone: {error.strerror}", where=str(path), hint="run the command again") from None
    if size % 2:
        raise AudioError("a take is not whole frames", where=str(path), hint="delete it and run the command again")
    return Sound(path=path, rate=rate, digest=found)


def file_sound(path: Path, rate: int, cache: Path, *, recorded: bool = False) -> Sound:
    """The sound of a file of any format; it is decoded when its facts are looked for. Raises AudioError."""
    if not path.is_file():
        raise AudioError("there is no such audio file", where=str(path))
    kind = f"recorded {recordings.FORMAT}" if recorded else "decoded"
    try:
        name = digest(kind, file_digest(path), str(rate))
    except OSError as error:
        raise AudioError(f"cannot be read: {error.strerror}", where=str(path)) from None
    return Sound(path=place(cache, name, ".pcm"), rate=rate, digest=name, decoded_from=path, recorded=recorded)


def known(sound: Sound, cache: Path) -> Facts | None:
    """What is kept about a sound, if it is; a file that was decoded must still be there."""
    if sound.decoded_from is not None and not sound.path.is_file():
        return None
    found = load(_place(sound, cache))
    if found is None:
        return None
    seal = found.pop("sha256")
    if sound.decoded_from is not None and file_digest(sound.path) != seal:
        return None
    return Facts(**{**found, "tenths": array("d", found["tenths"]), "loss": tuple(found["loss"])})


def look(batch: SoundBatch) -> list[Facts]:
    """Work out and keep the facts of a batch: runs in a worker. Raises AudioError."""
    return [_looked_at(sound, batch) for sound in batch.sounds]


def _looked_at(sound: Sound, batch: SoundBatch) -> Facts:
    go_on()
    if sound.decoded_from is not None:  # again also where it is there: what is kept of it may be damaged
        change = recordings.made_ready if sound.recorded else None
        decode_to(sound.decoded_from, sound.path, sound.rate, change=change, ffmpeg=batch.ffmpeg)
    facts = facts_of(sound)
    seal = file_digest(sound.path) if sound.decoded_from is not None else ""
    save_json(_place(sound, batch.cache), {**asdict(facts), "sha256": seal})
    return facts


def _place(sound: Sound, cache: Path) -> Path:
    return place(cache, digest("facts", str(FORMAT), sound.digest, str(sound.rate)), ".json")


def facts_of(sound: Sound) -> Facts:
    """Look at a sound, a long file's some seconds at a time."""
    frames = sound.path.stat().st_size // 2
    if frames <= PIECE * sound.rate or sound.decoded_from is None:
        whole = np.fromfile(sound.path, "<i2", frames)
        bounds = ends(whole, sound.rate) if sound.decoded_from is None else None
        return _found(sound, frames, lambda first, last: [(first, whole[first:last])], bounds)
    return _found(sound, frames, lambda first, last: _read(sound, first, last))


Samples = Callable[[int, int], Iterable[tuple[int, "NDArray[np.int16]"]]]
"""Frames [first, last) of a sound in pieces, each with the frame it begins at."""


def _found(sound: Sound, frames: int, samples: Samples, bounds: tuple[int, int] | None = None) -> Facts:
    high, low, total = 0, 0, 0
    for _, piece in samples(0, frames):
        if len(piece):
            high, low = max(high, int(piece.max())), min(low, int(piece.min()))
            total += int(piece.sum(dtype=np.int64))
    mean = round(total / frames) if frames else 0
    top = max(high - mean, mean - low)
    begin, end = bounds or _bounds(samples, frames, mean, max(top * QUIET, 2.0), block(sound.rate))
    guard = round(GUARD * sound.rate)
    first, last = (max(0, begin - guard), min(frames, end + guard)) if end > begin else (0, 0)
    energies, loss = _energies(samples, first, last, mean, top / 32768, sound.rate)
    return Facts(
        frames=frames,
        first=first,
        last=last,
        lead=begin - first if end > begin else 0,
        tail=last - end if end > begin else 0,
        mean=mean,
        peak=round(top / 32768, 6),
        tenths=array("d", (float(f"{value:.4g}") for value in energies)),
        loss=tuple(round(value, 3) for value in loss),
    )


def _read(sound: Sound, first: int, last: int) -> Iterator[tuple[int, NDArray[np.int16]]]:
    with sound.path.open("rb") as file:
        file.seek(2 * first)
        for at, end in pieces(last - first, PIECE * (sound.rate // 10) * 10):
            yield first + at, np.frombuffer(file.read(2 * (end - at)), "<i2")


def _bounds(samples: Samples, frames: int, mean: int, floor: float, size: int) -> tuple[int, int]:
    """The first frame that is further than `floor` from `mean` (of 32,768) and the one after the last."""
    begin, end = frames, 0
    for at, whole in samples(0, frames):
        heard = np.flatnonzero(peaks(whole, size, mean) > floor)
        if len(heard):
            low, high = int(heard[0]) * size, int(heard[-1]) * size
            begin = min(begin, at + low + int(np.flatnonzero(peaks(whole[low : low + size], 1, mean) > floor)[0]))
            end = at + high + int(np.flatnonzero(peaks(whole[high : high + size], 1, mean) > floor)[-1]) + 1
    return begin, end


def _energies(
    samples: Samples, first: int, last: int, mean: int, peak: float, rate: int
) -> tuple[list[float], list[float]]:
    """K-weighted mean squares per 100 ms, and what a limiter would take at each overdrive (of the plain energy)."""
    size = block(rate)
    sums: list[float] = []
    energies: list[Floats] = []
    tops: list[Floats] = []
    for _, piece in samples(first, last):
        for start, end in pieces(len(piece), STRIP * (rate // 10)):
            signal = (piece[start:end] - np.float32(mean)) * np.float32(1 / 32768)
            sums += tenths(signal, rate).tolist()
            rows = blocks(signal, size)
            energies.append(np.einsum("ij,ij->i", rows, rows))
            tops.append(peaks(piece[start:end], size, mean) * np.float32(1 / 32768))
    if not energies:
        return sums, [0.0] * len(OVERDRIVE)
    energy, top = np.concatenate(energies), np.concatenate(tops)
    whole = float(energy.sum()) or 1e-12
    loss = []
    for over in OVERDRIVE:
        kept = float(np.dot(energy, np.square(limited(top, max(peak, 1e-6) / factor(over))))) if over else whole
        loss.append(-10 * float(np.log10(max(kept, 1e-12) / whole)))
    return sums, loss

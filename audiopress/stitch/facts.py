"""What the mix must know about a sound before it can be placed: where it begins and ends, how loud it is, its peaks.

Facts are worked out once for every take and kept by the hash of its frames, so that the timeline and the gain of a
whole programme are reckoned in a moment, without touching the sound again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from audiopress.errors import AudioError
from audiopress.stitch.arrays import Floats, as_floats
from audiopress.stitch.ffmpeg import decode_to
from audiopress.stitch.keeping import digest, file_digest, load, place, save_json
from audiopress.stitch.limiting import block, limited, peaks
from audiopress.stitch.loudness import Weighting, factor, gated

FORMAT: Final = 1
"""Changes when what is worked out here changes."""
GUARD: Final = 0.012
"""Seconds kept around the sound when silence is trimmed, so that no soft consonant is cut."""
QUIET: Final = 0.006
"""Share of its peak (-44 dB) under which a sound has not begun or is over."""
OVERDRIVE: Final = (0.0, 2.0, 4.0, 7.0, 10.0, 14.0)
"""dB of a sound's peak above the limiter's ceiling, for which its loss of energy is known."""
PIECE: Final = 30
"""Seconds of a long recording looked at at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """16-bit mono PCM without a header, or a file that must be decoded to it first (`decoded_to` says where)."""

    path: Path
    rate: int
    digest: str
    decoded_from: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Frames are the sound's own; `first` and `last` enclose it with a guard, `lead` and `tail` are the guards."""

    frames: int
    first: int
    last: int
    lead: int
    tail: int
    mean: float
    """Direct current, to be taken out."""
    peak: float
    tenths: tuple[float, ...]
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
class Batch:
    """Some sounds to look at: what a worker is given."""

    sounds: tuple[Sound, ...]
    cache: Path
    ffmpeg: str = ""


def take_sound(path: Path, rate: int) -> Sound:
    """A take's sound. Raises AudioError where its file is gone or is not whole frames."""
    try:
        size = path.stat().st_size
        found = file_digest(path)
    except OSError as error:
        raise AudioError(f"a take is gone: {error.strerror}", where=str(path), hint="run the command again") from None
    if size % 2:
        raise AudioError("a take is not whole frames", where=str(path), hint="delete it and run the command again")
    return Sound(path=path, rate=rate, digest=found)


def file_sound(path: Path, rate: int, cache: Path) -> Sound:
    """The sound of a file of any format; it is decoded when its facts are looked for. Raises AudioError."""
    if not path.is_file():
        raise AudioError("there is no such audio file", where=str(path))
    name = digest("decoded", file_digest(path), str(rate))
    return Sound(path=place(cache, name, ".pcm"), rate=rate, digest=name, decoded_from=path)


def known(sound: Sound, cache: Path) -> Facts | None:
    """What is kept about a sound, if it is; a file that was decoded must still be there."""
    if sound.decoded_from is not None and not sound.path.is_file():
        return None
    found = load(_place(sound, cache))
    if found is None:
        return None
    return Facts(**{**found, "tenths": tuple(found["tenths"]), "loss": tuple(found["loss"])})


def look(batch: Batch) -> list[Facts]:
    """Work out and keep the facts of a batch: runs in a worker. Raises AudioError."""
    return [_looked_at(sound, batch) for sound in batch.sounds]


def _looked_at(sound: Sound, batch: Batch) -> Facts:
    if sound.decoded_from is not None and not sound.path.is_file():
        decode_to(sound.decoded_from, sound.path, sound.rate, ffmpeg=batch.ffmpeg)
    facts = facts_of(sound)
    save_json(_place(sound, batch.cache), asdict(facts))
    return facts


def _place(sound: Sound, cache: Path) -> Path:
    return place(cache, digest("facts", str(FORMAT), sound.digest, str(sound.rate)), ".json")


def facts_of(sound: Sound) -> Facts:
    """Look at a sound, some seconds at a time."""
    frames = sound.path.stat().st_size // 2
    peak, total = 0.0, 0.0
    for _, signal in _pieces(sound, 0, frames):
        peak = max(peak, float(np.abs(signal).max()))
        total += float(signal.sum(dtype=np.float64))
    begin, end = _bounds(sound, frames, max(peak * QUIET, 2 / 32768))
    guard = round(GUARD * sound.rate)
    first, last = (max(0, begin - guard), min(frames, end + guard)) if end > begin else (0, 0)
    mean = total / frames if frames else 0.0
    tenths, loss = _energies(sound, first, last, mean, peak)
    return Facts(
        frames=frames,
        first=first,
        last=last,
        lead=begin - first if end > begin else 0,
        tail=last - end if end > begin else 0,
        mean=round(mean, 8),
        peak=round(peak, 6),
        tenths=tuple(float(f"{value:.4g}") for value in tenths),
        loss=tuple(round(value, 3) for value in loss),
    )


def _pieces(sound: Sound, first: int, last: int) -> Iterator[tuple[int, Floats]]:
    step = PIECE * (sound.rate // 10) * 10
    with sound.path.open("rb") as file:
        file.seek(2 * first)
        for at in range(first, last, step):
            yield at, as_floats(file.read(2 * min(step, last - at)))


def _bounds(sound: Sound, frames: int, floor: float) -> tuple[int, int]:
    """The first frame that is heard and the one after the last."""
    begin, end = frames, 0
    for at, signal in _pieces(sound, 0, frames):
        heard = np.flatnonzero(np.abs(signal) > floor)
        if len(heard):
            begin = min(begin, at + int(heard[0]))
            end = at + int(heard[-1]) + 1
    return begin, end


def _energies(sound: Sound, first: int, last: int, mean: float, peak: float) -> tuple[Sequence[float], list[float]]:
    """Mean squares per 100 ms, and what a limiter would take from their sum at each overdrive."""
    weighting = Weighting(sound.rate)
    size, tenth = block(sound.rate), sound.rate // 10
    energies: list[Floats] = []
    tops: list[Floats] = []
    sums: list[float] = []
    for _, raw in _pieces(sound, first, last):
        signal = raw - np.float32(mean)
        weighted = weighting.feed(signal)
        rows = weighted[: len(weighted) // size * size].reshape(-1, size)
        energies.append(np.einsum("ij,ij->i", rows, rows))
        tops.append(peaks(signal[: len(rows) * size], size))
        for at in range(0, len(weighted), tenth):
            part = weighted[at : at + tenth]
            sums.append(float(np.dot(part, part)) / tenth)
    if not energies:
        return sums, [0.0] * len(OVERDRIVE)
    energy, top = np.concatenate(energies), np.concatenate(tops)
    whole = float(energy.sum()) or 1e-12
    loss = []
    for over in OVERDRIVE:
        kept = float(np.dot(energy, np.square(limited(top, max(peak, 1e-6) / factor(over)))))
        loss.append(-10 * float(np.log10(max(kept, 1e-12) / whole)) if over else 0.0)
    return sums, loss

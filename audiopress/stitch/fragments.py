"""One unit of the programme: rendered, brought to its loudness, encoded and measured, in one worker, and kept.

Only the fragment's facts come back from the worker. The fragment's name is the hash of everything it was made of, so one
that is there already is not made again: after a correction that is all but one or two.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from audiopress.errors import AudioError
from audiopress.model import Audio
from audiopress.stitch import mp3
from audiopress.stitch.arrays import Floats
from audiopress.stitch.limiting import REACH, Ceiling, block, glide, limited, peaks
from audiopress.stitch.loudness import factor
from audiopress.stitch.meters import MeterReading, read_fragments
from audiopress.stitch.mixing import PIECE, Renderer
from audiopress.stitch.timeline import Timeline
from audiopress.work.cache import digest, file_digest, load, place, save_json, touch
from audiopress.work.executors import go_on
from audiopress.work.files import whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

STRIP: Final = 1024
"""Control blocks that are worked on at a time."""
FORMAT: Final = 4
"""Changes when what is done here changes: every fragment is then made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Frames [start, end) of a programme, with what sounds in them, counted from `start`."""

    start: int
    end: int
    timeline: Timeline
    """Clips and beds of this unit alone, moved so that frame 0 is the unit's first."""
    last: bool

    @property
    def frames(self) -> int:
        """Its length."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done to a unit's sound."""

    gain: float
    """dB."""
    ceiling: Ceiling
    above: float
    """dBTP over which its encoded peaks are told."""
    bitrate: int
    channels: int
    quality: int | None = None
    """LAME's V number; None at a constant bit rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentJob:
    """What a worker is given."""

    unit: Unit
    treatment: Treatment
    key: str
    cache: Path
    ffmpeg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """An encoded unit in the cache, and what was measured on it."""

    path: Path
    bytes: int
    mp3_frames: int
    reading: MeterReading


def units(timeline: Timeline) -> list[Unit]:
    """The timeline cut where it may be cut."""
    ends = [*timeline.starts[1:], timeline.frames]
    found = []
    number = 0
    clips = timeline.clips
    for start, end in zip(timeline.starts, ends, strict=True):
        mine = []
        while number < len(clips) and clips[number].at < end:
            mine.append(replace(clips[number], at=clips[number].at - start))
            number += 1
        beds = tuple(
            replace(bed, start=bed.start - start, end=bed.end - start)
            for bed in timeline.beds
            if bed.start < end and start < bed.end
        )
        part = Timeline(rate=timeline.rate, frames=end - start, clips=tuple(mine), beds=beds)
        found.append(Unit(start=start, end=end, timeline=part, last=end == timeline.frames))
    return found


def treatment(audio: Audio, gain: float, ceiling: Ceiling, above: float) -> Treatment:
    """How a show's units are treated; LAME takes something from mono, which is added here."""
    return Treatment(
        gain=round(gain, 2),
        ceiling=ceiling,
        above=above,
        bitrate=mp3.allowed_bitrate(audio),
        channels=audio.channels,
        quality=mp3.vbr_quality(audio),
    )


def key(unit: Unit, how: Treatment) -> str:
    """The name of a unit's fragment: what it is made of and how. Where it lies in the programme does not matter."""
    line = unit.timeline
    sounds = [
        (c.at, c.frames, c.sound.digest, c.sound.rate, c.first, c.last, c.gain, c.mean, c.fades) for c in line.clips
    ]
    beds = [(b.start, b.end, b.sound.digest, b.first, b.last, b.gain, b.attack, b.release) for b in line.beds]
    settings = (
        FORMAT,
        mp3.QUALITY,
        line.rate,
        line.frames,
        unit.last,
        how.gain,
        how.ceiling.level,
        how.ceiling.dips,
        how.above,
        how.bitrate,
        how.channels,
        how.quality,
    )
    return digest(repr((settings, sounds, beds)))


def find(name: str, cache: Path) -> Fragment | None:
    """The fragment of that name, if it is there and whole."""
    known = load(place(cache, name, ".json"))
    path = place(cache, name, ".mp3")
    try:
        if known is None or file_digest(path) != known["sha256"]:
            return None
    except OSError:
        return None
    touch(path)
    read = known["reading"]
    arrays = {name: array("d", read[name]) for name in ("momentary", "short")}
    reading = MeterReading(**{**read, **arrays, "over": tuple(map(tuple, read["over"]))})
    return Fragment(path=path, bytes=known["bytes"], mp3_frames=known["mp3_frames"], reading=reading)


def there(name: str, cache: Path) -> bool:
    """Whether such a fragment is kept, by a look at its name alone."""
    return place(cache, name, ".json").is_file()


def make(jobs: Sequence[FragmentJob]) -> list[Fragment]:
    """Make, measure and keep fragments: runs in a worker. Raises AudioError, OSError."""
    made: dict[str, Fragment] = {}
    with ExitStack() as open_files:
        parts: list[tuple[FragmentJob, Path, int]] = []
        for job in jobs:
            kept = made.get(job.key) or find(job.key, job.cache)
            if kept is not None:
                made[job.key] = kept
                continue
            part = open_files.enter_context(whole(place(job.cache, job.key, ".mp3")))
            parts.append((job, part, _encode(job, part)))
        measured = list(_measured(parts))
    # What is known about a fragment comes after it: a fragment is there when both are.
    for job, fragment, known in measured:
        save_json(place(job.cache, job.key, ".json"), known)
        made[job.key] = fragment
    return [made[job.key] for job in jobs]


def _measured(
    parts: Sequence[tuple[FragmentJob, Path, int]],
) -> Iterator[tuple[FragmentJob, Fragment, dict[str, object]]]:
    """Encoded fragments, and what is kept about them."""
    if not parts:
        return
    job = parts[0][0]
    rate = job.unit.timeline.rate
    lengths = [(part, frames * mp3.frame_samples(rate)) for _, part, frames in parts]
    how = job.treatment
    readings = read_fragments(lengths, rate, channels=how.channels, above=how.above, ffmpeg=job.ffmpeg)
    for (job, part, frames), reading in zip(parts, readings, strict=True):
        size = part.stat().st_size
        path = place(job.cache, job.key, ".mp3")
        known = {"bytes": size, "sha256": file_digest(part), "mp3_frames": frames, "reading": asdict(reading)}
        yield job, Fragment(path=path, bytes=size, mp3_frames=frames, reading=reading), known


def _encode(job: FragmentJob, path: Path) -> int:
    """Write the unit's MP3 frames; returns how many. All but the last unit end where the next one's frames begin."""
    line, how = job.unit.timeline, job.treatment
    coder: Any = mp3.encoder(rate=line.rate, channels=how.channels, bitrate=how.bitrate, quality=how.quality)
    boost = mp3.loss(how.bitrate, how.quality)
    with path.open("w+b") as file:
        for pcm in mastered(line, how.gain, how.ceiling, boost):
            go_on()
            file.write(coder.encode(mp3.interleaved(pcm, how.channels)))
        file.write(coder.flush())
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            bounds = mp3.frame_bounds(data, line.rate)
        wanted = len(bounds) - 1 if job.unit.last else line.frames // mp3.frame_samples(line.rate)
        if len(bounds) - 1 < wanted:
            raise AudioError("the encoder left frames out", hint="report this with the script that caused it")
        file.truncate(bounds[wanted])
    return wanted


def mastered(line: Timeline, gain: float, ceiling: Ceiling, boost: float = 0.0) -> Iterator[bytes]:
    """The programme at its loudness, some seconds at a time, the same as in one piece.

    `boost` dB come on top after the limiter, for an encoder that takes them away again.
    """
    renderer = Renderer(line)
    size = block(line.rate)
    margin, lift = REACH * size, np.float32(factor(gain))
    for start in range(0, line.frames, PIECE * line.rate // size * size):
        end = min(line.frames, start + PIECE * line.rate // size * size)
        before = min(margin, start)
        samples = np.frombuffer(renderer.pcm(start - before, end + margin), "<i2")
        found = peaks(samples, size) * (lift / np.float32(32768))
        reduction = limited(found, ceiling.blocks((start - before) // size, len(found), size / line.rate))
        yield _amplified(samples[before:], reduction[before // size :], end - start, size, factor(gain + boost))


def _amplified(samples: NDArray[np.int16], reduction: Floats, count: int, size: int, lift: float) -> bytes:
    """The first `count` samples at their gain: in strips that stay in the processor's cache."""
    out = np.empty(count, "<i2")
    strip = STRIP * size
    for start in range(0, count, strip):
        end = min(count, start + strip)
        signal = samples[start:end] * np.float32(lift)
        gains = reduction[start // size : -(-end // size) + 1]
        if float(gains.min()) < 1.0:
            signal *= glide(gains, size)[: end - start]
        np.rint(signal, out=signal)
        out[start:end] = np.clip(signal, -32768, 32767, out=signal)
    return out.tobytes()

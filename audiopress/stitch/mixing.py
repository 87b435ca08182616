"""A timeline made audible: takes, pauses and music joined to the programme. The one user of pydub.

Any stretch of the programme can be rendered by itself, with the same frames as in one piece, so units can be made apart
and memory does not grow with length. Buffers are joined once and never with `+=`, which copies everything each time.
"""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from audiopress.errors import AudioError
from audiopress.model import Programme, Script, Show, Take, Utterance
from audiopress.stitch import music
from audiopress.stitch.arrays import Floats, as_floats, as_pcm
from audiopress.stitch.loudness import factor, pieces
from audiopress.stitch.planning import plan
from audiopress.stitch.timeline import Bed, Clip, Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pydub import AudioSegment

PIECE: Final = 8
"""Seconds rendered at a time: few enough that no buffer is given back to the system in between."""
KEPT: Final = 4
"""Takes kept after they were rendered: the next piece often begins within one."""
CONTEXT: Final = 0.1
"""Seconds looked at around a piece beyond what a bed's gain depends on, so that it ducks there as in the whole."""


def mix(
    script: Script,
    utterances: Sequence[Utterance],
    takes: Sequence[Take],
    show: Show,
    *,
    path: Path,
    cache: Path | None = None,
    ffmpeg: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Programme:
    """Write the programme's PCM (16-bit mono, no header) at the show's rate to `path`. Raises AudioError.

    What was worked out about the takes is kept in `cache`, or forgotten where there is none.
    """
    with plan(
        script, utterances, takes, show, cache=cache or path.parent, passing=cache is None, ffmpeg=ffmpeg
    ) as made:
        timeline = made.timeline
        renderer = Renderer(timeline)
        with path.open("wb") as file:
            for start, end in pieces(timeline.frames, PIECE * timeline.rate):
                file.write(renderer.pcm(start, end))
                if progress:
                    progress(end, timeline.frames)
    return Programme(
        path=path,
        rate=timeline.rate,
        frames=timeline.frames,
        chapters=timeline.chapters,
        transcript=timeline.transcript,
    )


class Renderer:
    """Renders stretches of a timeline, best in order: the takes last rendered are kept."""

    def __init__(self, timeline: Timeline) -> None:
        """Nothing is read yet."""
        self._timeline = timeline
        self._begins = [clip.at for clip in timeline.clips]
        self._rendered: OrderedDict[int, bytes] = OrderedDict()

    def pcm(self, start: int, end: int) -> bytes:
        """Frames [start, end) as 16-bit PCM; outside of the programme is silence. Raises AudioError."""
        joined = self._speech(start, end)
        beds = [bed for bed in self._timeline.beds if bed.start < end and start < bed.end]
        if not beds:
            return joined
        # pydub counts in milliseconds when it overlays: 20 of them are whole frames at every rate.
        whole = -(-(end - start) // (self._timeline.rate // 50)) * (self._timeline.rate // 50)
        segment = segment_of(joined.ljust(2 * whole, b"\0"), self._timeline.rate)
        for bed in beds:
            under = self._under(bed, start, end).ljust(2 * whole, b"\0")
            segment = segment.overlay(segment_of(under, self._timeline.rate))
        data: bytes = segment.get_sample_slice(0, end - start).raw_data
        return data

    def _speech(self, start: int, end: int) -> bytes:
        """Clips and the silence between them, joined once."""
        clips = self._timeline.clips
        parts: list[bytes] = []
        at = start
        for index in range(max(0, bisect_right(self._begins, start) - 1), len(clips)):
            clip = clips[index]
            if clip.at >= end:
                break
            first, last = max(clip.at, start), min(clip.end, end)
            if first >= last:
                continue
            parts += [bytes(2 * (first - at)), self._clip(index, first - clip.at, last - clip.at)]
            at = last
        parts.append(bytes(2 * (end - at)))
        return b"".join(parts)

    def _clip(self, index: int, first: int, last: int) -> bytes:
        """Frames [first, last) of a clip as they sound in the programme."""
        clip = self._timeline.clips[index]
        if clip.sound.rate == self._timeline.rate:
            return _adjusted(clip, first, last)
        if index not in self._rendered:
            self._rendered[index] = _resampled(clip, self._timeline.rate)
            while len(self._rendered) > KEPT:
                self._rendered.popitem(last=False)
        return self._rendered[index][2 * first : 2 * last]

    def _under(self, bed: Bed, start: int, end: int) -> bytes:
        """The bed's part of a stretch: looped, ducked where somebody speaks, faded where it comes and goes."""
        rate = self._timeline.rate
        context = round((music.reach(bed.attack, bed.release) + CONTEXT) * rate)
        grid = rate // 100
        begin = max(0, (start - context) // grid * grid)
        speech = as_floats(self._speech(begin, end + context))
        gain = music.envelope(speech, rate, bed.attack, bed.release, music.LIFT)[start - begin : end - begin]
        piece = _loop(bed.sound.path)[bed.first : bed.last]
        place = np.arange(start - bed.start, end - bed.start)
        until = bed.end - bed.start - place
        ends = np.clip(np.minimum(place + 1, until) / round(music.BED_FADE * rate), 0, 1).astype(np.float32)
        return as_pcm(music.looped(piece, place, rate) * gain * ends * np.float32(factor(bed.gain) / 32768))


def segment_of(pcm: bytes, rate: int) -> AudioSegment:
    """16-bit mono PCM as pydub has it. The rate is given, never guessed from a file's header."""
    segment: AudioSegment = _pydub()(data=pcm, sample_width=2, frame_rate=rate, channels=1)
    return segment


@cache
def _pydub() -> Any:
    """pydub's class; what its import says of programs on PATH does not concern us, and nobody should read it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment


@cache
def _loop(path: Path) -> NDArray[np.int16]:
    """A bed's samples, which stay in the file: it may be as long as an album."""
    return np.memmap(path, "<i2", "r")


def _adjusted(clip: Clip, first: int, last: int) -> bytes:
    """Frames [first, last) of a clip at its own rate: without direct current, at its gain, with its fades."""
    samples = np.frombuffer(_read(clip, clip.first + first, clip.first + last), "<i2").copy()
    if clip.mean:
        samples = np.clip(samples.astype(np.int32) - clip.mean, -32768, 32767).astype("<i2")
    _fade(samples, first, clip.last - clip.first, [round(s * clip.sound.rate) for s in clip.fades])
    data: bytes = segment_of(samples.tobytes(), clip.sound.rate).apply_gain(clip.gain).raw_data
    return data


def _fade(samples: NDArray[np.int16], offset: int, length: int, fades: Sequence[int]) -> None:
    """Raised-cosine fades at the ends of a clip of which `samples` is the part from `offset` on.

    Not by pydub: its fades count in milliseconds and would change the number of frames.
    """
    rise, fall = (min(count, length // 2) for count in fades)
    if offset < rise:
        ramp = _ramp(rise)[offset : offset + len(samples)]
        samples[: len(ramp)] = np.rint(samples[: len(ramp)] * ramp)
    after = length - offset - len(samples)
    if after < fall:
        ramp = _ramp(fall)[after : after + len(samples)][::-1]
        samples[len(samples) - len(ramp) :] = np.rint(samples[len(samples) - len(ramp) :] * ramp)


@cache
def _ramp(count: int) -> Floats:
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / count), np.float32)


def _resampled(clip: Clip, rate: int) -> bytes:
    """A whole clip at the programme's rate, by soxr at high quality, exactly as long as the timeline has it."""
    import soxr

    frames = np.frombuffer(_adjusted(clip, 0, clip.last - clip.first), "<i2")
    out = soxr.resample(frames, clip.sound.rate, rate, quality="HQ")[: clip.frames]
    return bytes(out.astype("<i2").tobytes().ljust(2 * clip.frames, b"\0"))


def _read(clip: Clip, first: int, last: int) -> bytes:
    try:
        with clip.sound.path.open("rb") as file:
            file.seek(2 * first)
            pcm = file.read(2 * (last - first))
    except OSError as error:
        raise AudioError(
            f"a take is gone: {error.strerror}", where=str(clip.sound.path), hint="run the command again"
        ) from None
    if len(pcm) != 2 * (last - first):
        raise AudioError("a take is shorter than it was", where=str(clip.sound.path), hint="run the command again")
    return pcm

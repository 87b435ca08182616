"""A programme that is a file already, as a plan: one sound, cut into units in its silences."""

from __future__ import annotations

import numpy as np

from audiopress.errors import AudioError
from audiopress.model import Programme
from audiopress.stitch.facts import Sound, facts_of
from audiopress.stitch.fragments import Unit
from audiopress.stitch.loudness import pieces
from audiopress.stitch.mp3 import frame_samples
from audiopress.stitch.planning import Plan
from audiopress.stitch.segments import QUIET_FRAMES, RADIUS, UNDIVIDED
from audiopress.stitch.timeline import Clip, Timeline
from audiopress.work.cache import file_digest


def sliced(programme: Programme) -> tuple[Plan, list[Unit]]:
    """The plan and the units of a programme's PCM. Raises AudioError where it is not what its numbers say."""
    if not programme.path.is_file() or programme.path.stat().st_size != 2 * programme.frames:
        raise AudioError("the programme is not as long as it says", where=str(programme.path))
    sound = Sound(path=programme.path, rate=programme.rate, digest=file_digest(programme.path))
    facts = facts_of(sound)
    whole = Timeline(
        rate=programme.rate,
        frames=programme.frames,
        clips=(_clip(sound, facts.first, facts.last, 0),),
        chapters=programme.chapters,
        transcript=programme.transcript,
    )
    starts = _starts(programme)
    cut = [
        Unit(
            start=start,
            end=end,
            timeline=Timeline(rate=programme.rate, frames=end - start, clips=(_clip(sound, start, end, start),)),
            last=end == programme.frames,
        )
        for start, end in zip(starts, [*starts[1:], programme.frames], strict=True)
    ]
    return Plan(timeline=whole, facts={sound.digest: facts}), cut


def _clip(sound: Sound, first: int, last: int, offset: int) -> Clip:
    return Clip(at=first - offset, frames=last - first, sound=sound, first=first, last=last, gain=0.0, fades=(0.0, 0.0))


def _starts(programme: Programme) -> list[int]:
    """Frames of the MP3's grid where units may begin: silence before for the encoder's overlap, and one frame after."""
    grid = frame_samples(programme.rate)
    count = programme.frames // grid
    quiet = np.zeros(count, bool)
    samples = np.memmap(programme.path, "<i2", "r")
    for first, last in pieces(count, 1000):
        quiet[first:last] = ~samples[first * grid : last * grid].reshape(-1, grid).any(axis=1)
    run = np.convolve(quiet, np.ones(QUIET_FRAMES, int))[: len(quiet)] == QUIET_FRAMES
    starts = [0]
    for place in np.flatnonzero(run):
        at = int(place) * grid  # the last of four silent frames is the unit's first
        remaining = programme.frames - starts[-1]
        if remaining > UNDIVIDED * programme.rate and at - starts[-1] >= 1.5 * RADIUS * programme.rate:
            starts.append(at)
    return starts

"""The gain that brings a whole programme to its loudness, reckoned from the facts of its sounds before anything is mixed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from audiopress.errors import AudioError
from audiopress.stitch.facts import OVERDRIVE, Facts
from audiopress.stitch.loudness import DUALMONO, OFFSET, decibels, gated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from audiopress.stitch.timeline import Timeline


def solve(timeline: Timeline, facts: Mapping[str, Facts], wanted: float, ceiling: float) -> float:
    """The gain in dB that brings the whole to `wanted` LUFS when a limiter holds it under `ceiling` dBFS.

    `facts` by the digests of the timeline's sounds. Raises AudioError where there is nothing to hear.
    """
    places: list[NDArray[np.int64]] = []
    energies: list[NDArray[np.float64]] = []
    for clip in timeline.clips:
        tenths = np.array(facts[clip.sound.digest].tenths) * 10 ** (clip.gain / 10)
        places.append(clip.at * 10 // timeline.rate + np.arange(len(tenths)))
        energies.append(tenths)
    place, energy = np.concatenate(places), np.concatenate(energies)
    owner = np.repeat(np.arange(len(energies)), [len(part) for part in energies])
    count = timeline.frames * 10 // timeline.rate + 1
    under = np.zeros(count)
    for bed in timeline.beds:
        level = facts[bed.sound.digest].loudness + bed.gain
        under[bed.start * 10 // timeline.rate : bed.end * 10 // timeline.rate] = 10 ** (
            (level - OFFSET - DUALMONO) / 10
        )
    peaks = np.array([decibels(facts[clip.sound.digest].peak) + clip.gain for clip in timeline.clips])
    losses = np.array([facts[clip.sound.digest].loss for clip in timeline.clips])

    def heard(gain: float) -> float:
        over = peaks + gain - ceiling
        loss = np.array([np.interp(o, OVERDRIVE, row) for o, row in zip(over, losses, strict=True)])
        whole = np.bincount(np.minimum(place, count - 1), energy * 10 ** (-loss[owner] / 10), count) + under
        return gated(whole) + gain

    if heard(0.0) <= -70:
        raise AudioError("the programme is silent")
    gain = wanted - heard(0.0)
    for _ in range(8):
        off = wanted - heard(gain)
        gain += off * 1.2
        if abs(off) < 0.02:
            break
    return gain

"""How loud everything is: takes brought level with each other, and the gain that brings the whole to its target.

Both are reckoned from facts, at ten numbers a second; the sound itself is touched once, later.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from audiopress.model import Audio, Utterance
from audiopress.stitch.facts import OVERDRIVE, Facts
from audiopress.stitch.loudness import DUALMONO, OFFSET, decibels, gated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from audiopress.model import Segment

PRESETS: Final = {"podcast": (-16.0, -1.0), "alexa": (-14.0, -2.0), "ebu": (-23.0, -1.0)}
"""LUFS as heard on two speakers, and dBTP: Apple's and the EBU's (R 128), and Amazon's for flash briefings."""
TOLERANCE: Final = 0.5
"""LU around the target."""
HEADROOM: Final = 0.9
"""dB below the true peak's limit: what lies between the samples and what the encoder adds."""
SPEECH: Final = -26.0
"""LUFS of every voice on the timeline, before the master: low enough that no peak of a take is cut there."""
STRAY: Final = ((3.0, 6.0, 10.0), (0.0, 3.0, 0.0))
"""dB by which a take is off the others of its voice, and dB of that which stay: what is over 3 is how a sentence is
said, no more than 3 of it are kept, and the further off it is the less it can be that."""
FAR: Final = 10.0
"""dB off the others from which a take is not said so but recorded so, and told."""
LIFTED: Final = 9.0
"""dB that may be made up for what the limiter takes: as much as a voice with high peaks needs at Alexa's loudness."""
PAUSES: Final = 0.5
"""LU that a programme is below its voices: its windows hold the ends of words and the silence after them."""
HIGHEST: Final = -0.5
"""dBFS that no peak of a take comes over on the timeline."""
TOLD: Final = 3
"""Takes of a voice that a warning names."""
EXCERPT: Final = 60
"""Characters of a sentence in a warning."""
SHORT: Final = 0.8
"""Seconds; a take shorter than this has too few windows to be judged by itself."""
STEP: Final = 0.5
"""dB to which the loudness of a whole voice is rounded, so that a corrected sentence does not move all the others."""


def target(audio: Audio) -> tuple[float, float]:
    """LUFS and dBTP that a show asks for."""
    return PRESETS.get(audio.preset, (audio.loudness, audio.true_peak))


def take_gains(utterances: Sequence[Utterance], facts: Sequence[Facts], audio: Audio) -> list[float]:
    """dB for each take: to the level of speech by its own loudness, within reason of its voice's.

    What the master's limiter will take from it is added, so that a voice with high peaks ends as loud as the others.
    """
    room = headroom(audio)
    gains = [0.0] * len(facts)
    for members in _by_voice(utterances).values():
        whole = _level([facts[i] for i in members])
        if whole <= -70:
            continue
        for i in members:
            off = facts[i].loudness - whole
            kept = float(np.interp(abs(off), *STRAY))
            unknown = facts[i].loudness <= -70 or (len(facts[i].tenths) < SHORT * 10 and abs(off) < FAR)
            judged = whole if unknown else whole + off - math.copysign(kept, off)
            gains[i] = lifted(facts[i], SPEECH - judged + utterances[i].voice.gain, room)
    return gains


def astray(utterances: Sequence[Utterance], facts: Sequence[Facts]) -> list[str]:
    """A line for every voice of which takes are far louder or quieter than the others, and were brought to them."""
    found = []
    for name, members in _by_voice(utterances).items():
        whole = _level([facts[i] for i in members])
        off = {i: facts[i].loudness - whole for i in members if min(whole, facts[i].loudness) > -70}
        far = {i: by for i, by in off.items() if abs(by) >= FAR}
        if not far:
            continue
        told = [_told(utterances[i].spoken, by) for i, by in list(far.items())[:TOLD]]
        more = f", and {len(far) - TOLD} more" if len(far) > TOLD else ""
        count = "a take is" if len(far) == 1 else f"{len(far)} takes are"
        found.append(f"voice {name}: {count} far from its level and brought to it: {', '.join(told)}{more}")
    return found


def _told(text: str, by: float) -> str:
    excerpt = text if len(text) <= EXCERPT else text[:EXCERPT].rstrip() + "…"
    return f"{excerpt!r} ({abs(by):.0f} dB {'louder' if by > 0 else 'quieter'})"


def _by_voice(utterances: Sequence[Utterance]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, utterance in enumerate(utterances):
        found[utterance.voice.name].append(index)
    return found


def _level(facts: Sequence[Facts]) -> float:
    """LUFS of a voice, by those of its takes that are not far from the middle one: a stray one does not move it."""
    long = [one for one in facts if len(one.tenths) >= SHORT * 10] or list(facts)
    ranked = sorted(one.loudness for one in long)
    middle = ranked[len(ranked) // 2]
    near = [np.array(one.tenths) for one in facts if abs(one.loudness - middle) < FAR]
    return round(gated(np.concatenate(near)) / STEP) * STEP


def headroom(audio: Audio) -> float:
    """dBFS that the master will leave to a peak of the timeline."""
    wanted, ceiling = target(audio)
    return ceiling - HEADROOM - (wanted + PAUSES - SPEECH)


def lifted(facts: Facts, gain: float, room: float) -> float:
    """The gain, with what is lost where its peaks exceed `room` dBFS made up for."""
    peak = decibels(facts.peak)
    kept = np.maximum.accumulate(np.array(OVERDRIVE) - np.array(facts.loss))
    over = float(np.interp(peak + gain - room, kept, OVERDRIVE))
    lost = float(np.interp(over, OVERDRIVE, facts.loss))
    return max(gain, min(gain + min(LIFTED, lost), HIGHEST - peak))


def by_voice(transcript: Sequence[Segment], windows: NDArray[np.float64]) -> dict[str, float]:
    """LUFS per voice from mean squares of 400 ms windows, one for each 100 ms of the programme (NaN: unknown).

    Window `n` ends 100 ms after n/10 seconds.
    """
    found: dict[str, list[NDArray[np.float64]]] = defaultdict(list)
    for segment in transcript:
        found[segment.voice].append(inside(segment, windows))
    heard = {name: np.concatenate(parts) for name, parts in sorted(found.items())}
    return {name: round(gated_windows(parts), 2) for name, parts in heard.items() if len(parts)}


def inside(segment: Segment, windows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Those of the windows that lie within a segment and are known.

    Of one that is too short for any ("No.") the window that ends with it, as if it were as full as the segment is.
    """
    first, last = int(segment.start * 10) + 4, int(segment.end * 10) - 1
    heard = windows[first : max(first, last)]
    if last <= first:
        end = math.ceil(segment.end * 10)
        filled = min(0.4, max(0.1, end / 10 - segment.start))
        heard = windows[end - 1 : end] * (0.4 / filled)
    return heard[~np.isnan(heard)]


def gated_windows(windows: NDArray[np.float64]) -> float:
    """LUFS of mean squares per 400 ms window, gated at -70 and at 10 below the mean (BS.1770-5)."""
    level = OFFSET + DUALMONO + 10 * np.log10(windows + 1e-20)
    loud = windows[level > -70]
    if not len(loud):
        return -120.0
    gate = OFFSET + DUALMONO + 10 * np.log10(loud.mean()) - 10
    heard = windows[(level > -70) & (level > gate)]
    return float(OFFSET + DUALMONO + 10 * np.log10(heard.mean()))


def loudness_range(short: NDArray[np.float64]) -> float:
    """LU between the 10th and 95th percentile of short-term LUFS above -70 and 20 below their mean (Tech 3342)."""
    heard = short[short > -70]
    if not len(heard):
        return 0.0
    gate = 10 * np.log10(np.mean(10 ** (heard / 10))) - 20
    heard = heard[heard > gate]
    low, high = np.percentile(heard, [10, 95])
    return round(float(high - low), 1)

"""What must hold of a take before anyone may hear it: it is there, whole, about as long as its words, without a hole."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Final

from audiopress.languages.pack import pack
from audiopress.speech.audio import loud_blocks, samples
from audiopress.speech.engine import Line, Speech
from audiopress.speech.word_cuts import syllables, tokens

FULL_SCALE: Final = 32760
CLIPPED: Final = 0.0005
"""Share of the frames that may stand at full scale in runs of three or more; one clipped syllable is more."""
BRIEF: Final = 0.001
"""Seconds of one run that can be rounded off without being heard: a peak of the voice's own, and no more."""
ROUNDED: Final = 0.01
"""Share of the frames that may be rounded off so."""
ROOM: Final = 0.7
"""The volume (-3 dB) at which a take is kept whose peaks were rounded off: they come over full scale by as much."""
TOO_LOUD: Final = "clipped"
SPEAK_SOFTER: Final = (
    "the engine speaks louder than its samples can hold: turn down its volume, where it runs or, of a program, with "
    "{volume} in options.command"
)
HOLE: Final = 1.5
"""Seconds of silence inside a take at pace 1; a voice's own pause at a full stop is under half a second."""
SECONDS: Final = (0.07, 0.50)
"""Seconds a syllable, least and most, of a language whose folder tells none: mean rates of Pellegrino, Coupé & Marsico
(2011) are 5.2 (Mandarin) to 7.8 (Japanese, Spanish) a second; the bounds leave half of the fastest and thrice the slowest."""
LETTERS: Final = 40
"""Letters from which on a run without a space is an address or a heap of letters and no word."""
WORD: Final = 12
"""Syllables that one of those takes at least."""
SLACK: Final = 1.0
"""Seconds on top of the most, for pauses and for a text that is one letter."""


def faults(speech: Speech, line: Line) -> tuple[str, ...]:
    """What is wrong with a trimmed take, in words; empty when it may be used."""
    if not speech.frames:
        return ("nothing is heard",)
    found = [_clipping(speech), _length(speech, line), _hole(speech, line)]
    return tuple(fault for fault in found if fault)


def silent(text: str) -> bool:
    """Whether a text has nothing that is spoken: marks and symbols alone."""
    return not any(unicodedata.category(character)[0] in "LN" for character in text)


def unclipped(speech: Speech) -> Speech:
    """The take with the peaks that were cut off rounded, 3 dB softer, where they are so short that nobody hears it.

    Each run at full scale is replaced by the cubic that goes on as the frames around it do. Longer ones stay: they are
    to be heard, and are a fault.
    """
    import numpy as np

    values = samples(speech.pcm)
    runs = _runs(speech)
    clipped = sum(end - start for start, end in runs)
    longest = max((end - start for start, end in runs), default=0)
    if not CLIPPED * len(values) < clipped <= ROUNDED * len(values) or longest > BRIEF * speech.rate:
        return speech
    wave = values.astype(np.float64)
    for start, end in runs:
        if start < 2 or end + 2 > len(wave):
            continue
        length = end - start + 1
        before, after = wave[start - 1], wave[end]
        rise, fall = (before - wave[start - 2]) * length, (wave[end + 1] - after) * length
        t = np.arange(1, length) / length
        cubic = (2 * t**3 - 3 * t**2 + 1) * before + (t**3 - 2 * t**2 + t) * rise
        cubic += (3 * t**2 - 2 * t**3) * after + (t**3 - t**2) * fall
        limit = FULL_SCALE / ROOM * np.sign(wave[start])
        wave[start:end] = np.clip(cubic, *sorted((wave[start], limit)))
    pcm = np.clip(np.rint(wave * ROOM), -FULL_SCALE + 1, FULL_SCALE - 1).astype("<i2").tobytes()
    return replace(speech, pcm=pcm)


def _runs(speech: Speech) -> list[tuple[int, int]]:
    """First frame and the one after the last of every stretch of three and more at one end of the scale."""
    import numpy as np

    values = samples(speech.pcm)
    if not len(values) or (int(values.max()) < FULL_SCALE and int(values.min()) > -FULL_SCALE):
        return []
    found = []
    for full in (values >= FULL_SCALE, values <= -FULL_SCALE):
        steps = np.flatnonzero(np.diff(np.concatenate([[False], full, [False]])))
        found += [(int(start), int(end)) for start, end in steps.reshape(-1, 2) if end - start >= 3]
    return sorted(found)


def _clipping(speech: Speech) -> str:
    clipped = sum(end - start for start, end in _runs(speech))
    return f"{TOO_LOUD} ({clipped / speech.frames:.2%} of it)" if clipped > CLIPPED * speech.frames else ""


def _length(speech: Speech, line: Line) -> str:
    speed = pack(line.language).speech
    least, most = (speed.least, speed.most) if speed.most else SECONDS
    words = [line.text[start:end] for start, end in tokens(line.text)]
    count = sum(map(syllables, words))
    # How an engine reads a thing that is no word, in one breath or letter by letter, nobody can say.
    fewest = sum(min(syllables(word), WORD) if len(word) > LETTERS else syllables(word) for word in words)
    highest = sum(2 * len(word) if len(word) > LETTERS else syllables(word) for word in words)
    marks = sum(line.text.count(mark) for mark in ",.;:?!—–…、。")
    seconds = speech.frames / speech.rate * line.voice.pace
    if seconds < least * fewest:
        return f"too short: {speech.frames / speech.rate:.2f} s for about {count} syllables"
    if seconds > most * highest + 0.6 * marks + SLACK:
        return f"too long: {speech.frames / speech.rate:.2f} s for about {count} syllables"
    return ""


def _hole(speech: Speech, line: Line) -> str:
    import numpy as np

    loud, size = loud_blocks(speech.pcm, speech.rate, inside=True)
    sounding = loud.nonzero()[0]
    if len(sounding) < 2:
        return ""
    longest = int(np.diff(sounding).max() - 1) * size / speech.rate
    return f"{longest:.1f} s of silence inside" if longest * line.voice.pace > HOLE else ""

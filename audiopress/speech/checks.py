"""What must hold of a take before anyone may hear it: it is there, whole, about as long as its words, without a hole."""

from __future__ import annotations

import unicodedata
from typing import Final

from audiopress.speech.audio import loud_blocks, samples
from audiopress.speech.engine import Line, Speech
from audiopress.speech.words import syllables, tokens

FULL_SCALE: Final = 32760
CLIPPED: Final = 0.0005
"""Share of the frames that may stand at full scale in runs of three or more; one clipped syllable is more."""
HOLE: Final = 1.5
"""Seconds of silence inside a take at pace 1; a voice's own pause at a full stop is under half a second."""
SECONDS: Final = {
    "cmn": (0.12, 0.50), "de": (0.10, 0.42), "en": (0.09, 0.45), "es": (0.08, 0.36), "fr": (0.09, 0.40),
    "it": (0.08, 0.38), "ja": (0.07, 0.45), "ko": (0.08, 0.38), "pt": (0.08, 0.40), "zh": (0.12, 0.50),
}  # fmt: skip
"""Seconds a syllable by language, least and most: mean rates of Pellegrino, Coupé & Marsico (2011) are 5.2 (Mandarin)
to 7.8 (Japanese, Spanish) a second; the bounds leave half of the fastest and thrice the slowest."""
OTHER: Final = (0.07, 0.50)
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


def _clipping(speech: Speech) -> str:
    import numpy as np

    values = samples(speech.pcm)
    if int(values.max()) < FULL_SCALE and int(values.min()) > -FULL_SCALE:
        return ""
    full = (values >= FULL_SCALE) | (values <= -FULL_SCALE)
    runs = int(np.count_nonzero(full[:-2] & full[1:-1] & full[2:]))
    return f"clipped ({runs / len(values):.2%} of it)" if runs > CLIPPED * len(values) else ""


def _length(speech: Speech, line: Line) -> str:
    least, most = SECONDS.get(line.language.lower().partition("-")[0], OTHER)
    count = sum(syllables(line.text[start:end]) for start, end in tokens(line.text))
    marks = sum(line.text.count(mark) for mark in ",.;:?!—–…、。")
    seconds = speech.frames / speech.rate * line.voice.pace
    if seconds < least * count:
        return f"too short: {speech.frames / speech.rate:.2f} s for about {count} syllables"
    if seconds > most * count + 0.6 * marks + SLACK:
        return f"too long: {speech.frames / speech.rate:.2f} s for about {count} syllables"
    return ""


def _hole(speech: Speech, line: Line) -> str:
    import numpy as np

    loud, size = loud_blocks(speech.pcm, speech.rate)
    sounding = loud.nonzero()[0]
    if len(sounding) < 2:
        return ""
    longest = int(np.diff(sounding).max() - 1) * size / speech.rate
    return f"{longest:.1f} s of silence inside" if longest * line.voice.pace > HOLE else ""

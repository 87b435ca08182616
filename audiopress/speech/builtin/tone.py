"""An engine that speaks in sine tones: the same bytes every time, on every machine, with exact word times.

For tests and for trying out a show: a syllable is a short tone at the voice's pitch, a word ends in a short gap.
"""

from __future__ import annotations

import math
import struct
from functools import lru_cache
from typing import ClassVar, Final

from audiopress.errors import UnknownName, nearest
from audiopress.model import Voice, WordTime
from audiopress.speech.engine import READY, Engine, Line, Readiness, Speech
from audiopress.speech.word_cuts import syllables, tokens

NOTES: Final = {"low": 147, "mid": 220, "high": 330}
"""Hertz of each voice."""
SYLLABLE: Final = 0.18
GAP: Final = 0.04
"""Seconds at pace 1."""
FADE: Final = 0.005
LEVEL: Final = 0.25


class Tone(Engine):
    """Voices `low`, `mid` and `high`."""

    name: ClassVar[str] = "tone"
    sound: ClassVar[str] = "tones"
    rate: ClassVar[int] = 22050

    def version(self) -> str:
        """Changes when the tones do."""
        return "1"

    def readiness(self, voice: Voice) -> Readiness:
        """Ready wherever Python is, for a voice it has."""
        if voice.model in NOTES:
            return READY
        near = nearest(voice.model, NOTES)
        return Readiness(
            ready=False,
            missing=f"no tone voice named {voice.model!r}",
            install=f"did you mean {near!r}?" if near else f"known: {', '.join(NOTES)}",
        )

    def speak(self, line: Line) -> Speech:
        """Length by syllables. Raises UnknownName."""
        if line.voice.model not in NOTES:
            raise UnknownName("tone voice", line.voice.model, NOTES, where=f"voice {line.voice.name}")
        hertz = NOTES[line.voice.model] * line.voice.pitch
        gap = bytes(2 * round(GAP / line.voice.pace * self.rate))
        syllable = _syllable(hertz, round(SYLLABLE / line.voice.pace * self.rate), self.rate)
        parts: list[bytes] = []
        words: list[WordTime] = []
        frame = 0
        for start, end in tokens(line.text):
            sound = syllable * syllables(line.text[start:end])
            words.append(WordTime(start, end, frame, frame + len(sound) // 2))
            parts += [sound, gap]
            frame += (len(sound) + len(gap)) // 2
        return Speech(pcm=b"".join(parts), rate=self.rate, words=tuple(words))


@lru_cache(maxsize=64)
def _syllable(hertz: float, frames: int, rate: int) -> bytes:
    """One tone with soft edges."""
    fade = max(1, round(FADE * rate))
    values = (
        round(32767 * LEVEL * min(1.0, i / fade, (frames - i) / fade) * math.sin(2 * math.pi * hertz * i / rate))
        for i in range(frames)
    )
    return struct.pack(f"<{frames}h", *values)

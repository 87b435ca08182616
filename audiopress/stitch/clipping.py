"""Parts of a finished file as a WAV: one sentence, or all that a speaker says, to be heard at once."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiopress.errors import AudioError
from audiopress.stitch.ffmpeg import listen
from audiopress.work.files import whole

RATE: Final = 44100
AROUND: Final = 0.05
"""Seconds before and after each part, so that nothing is cut off."""
APART: Final = 0.4
"""Seconds of silence between two parts."""


def duration(path: Path, *, ffmpeg: str = "") -> float:
    """The seconds of an audio file, as it is decoded: what its header says may be wrong. Raises AudioError."""
    count = 0

    def feed(data: bytes) -> None:
        nonlocal count
        count += len(data)

    if not path.is_file():
        raise AudioError("there is no such audio file", where=str(path))
    listen(["-v", "error", "-i", str(path), "-vn", "-ac", "1", "-ar", "8000", "-f", "u8", "-"], feed, ffmpeg=ffmpeg)
    return count / 8000


def clip(path: Path, parts: Sequence[tuple[float, float]], out: Path, *, ffmpeg: str = "") -> float:
    """Write the parts (seconds from, to; in order) of an audio file into one 16-bit mono WAV. Returns its seconds.

    The file is read once, and no more of it is held than the parts. Raises AudioError.
    """
    if not path.is_file():
        raise AudioError(
            "there is no such audio file", where=str(path), hint="audiopress correct EPISODE records it again"
        )
    frames = [(max(0, round((start - AROUND) * RATE)), round((end + AROUND) * RATE)) for start, end in parts]
    kept = [bytearray() for _ in frames]
    at = 0

    def feed(data: bytes) -> None:
        nonlocal at
        for (first, last), part in zip(frames, kept, strict=True):
            begin, end = max(0, 2 * first - at), min(len(data), 2 * last - at)
            if begin < end:
                part.extend(data[begin:end])
        at += len(data)

    # Only as far as the last part goes.
    until = ["-t", f"{max((end for _, end in parts), default=0.0) + 1:.3f}"]
    listen(
        ["-v", "error", *until, "-i", str(path), "-vn", "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"],
        feed,
        ffmpeg=ffmpeg,
    )
    sound = bytes(2 * round(APART * RATE)).join(bytes(one) for one in kept)
    try:
        with whole(out) as part, part.open("wb") as opened, wave.open(opened, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(sound)
    except OSError as error:
        raise AudioError(f"cannot be written: {error.strerror}", where=str(out)) from None
    return len(sound) / 2 / RATE

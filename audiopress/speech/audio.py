"""Frames in and out: where a sound begins and ends, WAV files written, other formats decoded by ffmpeg.

The stitching stage has ffmpeg too, but imports run one way and it stands to the right of this one, so the few lines
that find and run the binary stand here again.
"""

from __future__ import annotations

import os
import subprocess
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress.errors import SpeechError
from audiopress.model import WordTime
from audiopress.speech.engine import Refused, Speech

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FFMPEG: Final = "AUDIOPRESS_FFMPEG"
"""Environment: a binary to use before the one in the package."""
QUIET: Final = 0.006
"""Share of its peak (-44 dB) under which a sound has not begun or is over."""
NOTHING: Final = 104
"""-50 dBFS: what never comes over it is not speech, but what a decoder or a silent engine leaves."""
CURRENT: Final = 8
"""Direct current (of 32,768) from which it is taken out: under -72 dBFS nothing is known to change by it."""
MARGIN: Final = 0.02
"""Seconds kept around what sounds."""
HISS: Final = 0.15
"""Seconds at an end that must be steady to be a room or a hiss and no consonant."""
STEADY: Final = 2.0
"""How many times as strong its strongest 10 ms may be as its weakest: noise varies by 3 dB, the softest fricative by 12."""
FAINT: Final = 0.03
"""Share of the peak (-30 dB) that a hiss stays under: more cannot be told from speech by its ends."""
ABOVE: Final = 2.0
"""How many times the peak of the hiss around it a sound must be."""
_BLOCK: Final = 0.005


def samples(pcm: bytes) -> NDArray[np.int16]:
    """The frames as numbers, shape (frames,); a view, nothing is copied."""
    import numpy as np

    return np.frombuffer(pcm, dtype="<i2")


def direct_current(values: NDArray[np.int16]) -> int:
    """What the middle of the samples is off zero by, of 32,768; 0 where that is nothing."""
    mean = round(float(values.mean())) if len(values) else 0
    return mean if abs(mean) >= CURRENT else 0


def loud_blocks(pcm: bytes, rate: int, *, inside: bool = False) -> tuple[NDArray[np.bool_], int]:
    """For each block of 5 ms of a trimmed take whether anything in it sounds, and the block's length in frames.

    What sounds stands out from the hiss around it, or with `inside` from the softest stretch within.
    """
    values = samples(pcm)
    tops, size = _tops(values, rate, 0)
    return tops > _floor(values, tops, size, inside=inside), size


def ends(values: NDArray[np.int16], rate: int) -> tuple[int, int]:
    """The first frame that sounds and the one after the last, by the one rule of every stage; (0, 0): none does."""
    import numpy as np

    mean = direct_current(values)
    tops, size = _tops(values, rate, mean)
    floor = _floor(values, tops, size)
    heard = (tops > floor).nonzero()[0]
    if not len(heard):
        return 0, 0
    low, high = int(heard[0]) * size, int(heard[-1]) * size
    first = np.abs(values[low : low + size].astype(np.int32) - mean) > floor
    last = np.abs(values[high : high + size].astype(np.int32) - mean) > floor
    return low + int(first.nonzero()[0][0]), high + int(last.nonzero()[0][-1]) + 1


def _tops(values: NDArray[np.int16], rate: int, mean: int) -> tuple[NDArray[np.int32], int]:
    """How far the samples of every block come from `mean` at most, and the block's length in frames."""
    import numpy as np

    size = max(1, round(rate * _BLOCK))
    whole = len(values) // size * size
    blocks = values[:whole].reshape(-1, size)
    high, low = blocks.max(axis=1).astype(np.int32), blocks.min(axis=1).astype(np.int32)
    if whole < len(values):
        high, low = np.append(high, int(values[whole:].max())), np.append(low, int(values[whole:].min()))
    return np.maximum(high - mean, mean - low), size


def _floor(values: NDArray[np.int16], tops: NDArray[np.int32], size: int, *, inside: bool = False) -> float:
    """What a block's peak must come over to be sound and not silence, direct current or a steady hiss."""
    top = int(tops.max()) if len(tops) else 0
    if top <= NOTHING:
        return float(top)
    floor = max(top * QUIET, 2.0)
    length = round(HISS / _BLOCK)
    places = [0, max(0, len(tops) - length)]
    if inside and len(tops) > length:
        import numpy as np

        places = [int(np.convolve(tops, np.ones(length), mode="valid").argmin())]
    for at in places:
        stretch = tops[at : at + length]
        if len(stretch) < length or not floor < stretch.max() <= top * FAINT:
            continue
        noise = values[at * size : (at + length) * size].astype(float)
        powers = (noise - noise.mean())[: len(noise) // (2 * size) * 2 * size].reshape(-1, 2 * size).var(axis=1)
        if powers.max() <= STEADY**2 * powers.min():
            floor = max(floor, ABOVE * float(stretch.max()))
    return floor


def trimmed(speech: Speech) -> Speech:
    """Without direct current, nor the silence or the hiss before and after, but for a breath. Words move along.

    Pauses are the mix's to make.
    """
    import numpy as np

    if not speech.frames:
        return speech
    values = samples(speech.pcm)
    begin, end = ends(values, speech.rate)
    if end == begin:
        return Speech(pcm=b"", rate=speech.rate, cost=speech.cost)
    margin = round(MARGIN * speech.rate)
    first, last = max(0, begin - margin), min(speech.frames, end + margin)
    words = tuple(
        WordTime(w.start, w.end, min(max(w.begin, first), last) - first, min(max(w.finish, first), last) - first)
        for w in speech.words
    )
    pcm = speech.pcm[2 * first : 2 * last]
    mean = direct_current(values)
    hissing = _hissing(values[first:begin], mean) or _hissing(values[end:last], mean)
    if mean or hissing:
        kept = values[first:last].astype(np.float64) - mean
        if hissing:  # a room that came and went at once would be heard, and taken for sound
            kept[: begin - first] *= np.linspace(0, 1, begin - first, endpoint=False) ** 2
            kept[end - first :] *= np.linspace(1, 0, last - end) ** 2
        pcm = np.clip(np.rint(kept), -32768, 32767).astype("<i2").tobytes()
    return Speech(pcm=pcm, rate=speech.rate, words=words, cost=speech.cost)


def _hissing(margin: NDArray[np.int16], mean: int) -> bool:
    import numpy as np

    return bool(len(margin)) and int(np.abs(margin.astype(np.int32) - mean).max()) > NOTHING


# ---- WAV


def write_wav(path: Path, pcm: bytes, rate: int) -> None:
    """A 16-bit mono WAV file."""
    # Opened here: where that fails, the wave module prints a traceback of its own.
    with path.open("wb") as opened, wave.open(opened, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm)


# ---- everything else


def decode(data: bytes, *, rate: int, where: str, pace: float = 1.0, pitch: float = 1.0) -> bytes:
    """16-bit mono frames at `rate` of any audio that ffmpeg reads, its pace and pitch changed.

    Raises SpeechError without a working ffmpeg, Refused for what it cannot read.
    """
    filters = []
    if pitch != 1.0:
        filters += [f"aresample={rate}", f"asetrate={round(rate * pitch)}", f"aresample={rate}"]
    tempo = pace / pitch
    if abs(tempo - 1) > 0.001:
        filters.append(f"atempo={min(4.0, max(0.5, tempo)):.4f}")
    changed = ["-af", ",".join(filters)] if filters else []
    return converted(data, [*changed, "-f", "s16le", "-ac", "1", "-ar", str(rate)], where=where)


def converted(data: bytes, into: list[str], *, where: str) -> bytes:
    """The first sound of `data` as ffmpeg's options `into` say. Raises SpeechError and Refused like `decode`."""
    command = [find_ffmpeg(), "-hide_banner", "-loglevel", "error", "-i", "pipe:0", "-map", "0:a:0", *into, "pipe:1"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=120, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SpeechError(
            f"ffmpeg cannot be run: {error}", where=where, hint=f"set {FFMPEG} to one that works"
        ) from None
    if done.returncode != 0 or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Refused(f"audio that cannot be decoded: {said[-1] if said else 'nothing came out'}", where=where)
    return done.stdout


def find_ffmpeg() -> str:
    """The binary named in AUDIOPRESS_FFMPEG, else the one that imageio-ffmpeg carries. Raises SpeechError."""
    named = os.environ.get(FFMPEG, "")
    if named:
        return named
    try:
        import imageio_ffmpeg

        found: str = imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError) as error:
        raise SpeechError(f"there is no ffmpeg: {error}", hint=f"pip install imageio-ffmpeg, or set {FFMPEG}") from None
    return found

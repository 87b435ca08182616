"""Frames in and out: WAV files read leniently, MP3 and the like decoded by ffmpeg, silence trimmed.

The stitching stage has ffmpeg too, but imports run one way and it stands to the right of this one, so the few lines
that find and run the binary stand here again.
"""

from __future__ import annotations

import os
import struct
import subprocess
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import SpeechError
from audiopress.model import WordTime
from audiopress.speech.engine import Speech

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FFMPEG: Final = "AUDIOPRESS_FFMPEG"
"""Environment: a binary to use before the one in the package."""
QUIET: Final = 104
"""-50 dBFS: below every voice's softest consonant, above the noise that decoders leave."""
MARGIN: Final = 0.02
"""Seconds kept around what sounds."""
_BLOCK: Final = 0.005


def samples(pcm: bytes) -> NDArray[np.int16]:
    """The frames as numbers, shape (frames,); a view, nothing is copied."""
    import numpy as np

    return np.frombuffer(pcm, dtype="<i2")


def loud_blocks(pcm: bytes, rate: int) -> tuple[NDArray[np.bool_], int]:
    """For each block of 5 ms whether anything in it sounds, and the block's length in frames."""
    import numpy as np

    size = max(1, round(rate * _BLOCK))
    values = samples(pcm)
    whole = len(values) // size * size
    blocks = values[:whole].reshape(-1, size)
    loud = (blocks.max(axis=1) > QUIET) | (blocks.min(axis=1) < -QUIET)
    if whole < len(values):
        rest = values[whole:]
        loud = np.append(loud, bool(rest.max() > QUIET or rest.min() < -QUIET))
    return loud, size


def trimmed(speech: Speech) -> Speech:
    """Without the silence before and after, but for a breath: pauses are the mix's to make. Words move along."""
    if not speech.frames:
        return speech
    loud, size = loud_blocks(speech.pcm, speech.rate)
    sounding = loud.nonzero()[0]
    if not len(sounding):
        return Speech(pcm=b"", rate=speech.rate, cost=speech.cost)
    margin = round(MARGIN * speech.rate)
    first = max(0, int(sounding[0]) * size - margin)
    last = min(speech.frames, (int(sounding[-1]) + 1) * size + margin)
    words = tuple(
        WordTime(w.start, w.end, min(max(w.begin, first), last) - first, min(max(w.finish, first), last) - first)
        for w in speech.words
    )
    return Speech(pcm=speech.pcm[2 * first : 2 * last], rate=speech.rate, words=words, cost=speech.cost)


# ---- WAV


def write_wav(path: Path, pcm: bytes, rate: int) -> None:
    """A 16-bit mono WAV file."""
    # Opened here: where that fails, the wave module prints a traceback of its own.
    with path.open("wb") as opened, wave.open(opened, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm)


def read_wav(data: bytes, *, where: str) -> tuple[bytes, int]:
    """The frames of a WAV, mono, and their rate. Other widths and channels go through ffmpeg.

    Servers that stream write a length they do not know yet (0 or 0xFFFFFFFF), so a chunk ends where the data does.
    Raises SpeechError.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise SpeechError(f"not a WAV: it starts with {data[:12]!r}", where=where)
    at = 12
    form: tuple[Any, ...] | None = None
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        body = at + 8
        if kind == b"fmt " and body + 16 <= len(data):
            form = struct.unpack_from("<HHIIHH", data, body)
        elif kind == b"data":
            if form is None:
                break
            code, channels, rate, _, _, bits = form
            if code not in {1, 0xFFFE} or channels != 1 or bits != 16 or not rate:
                return decode(data, rate=int(rate) or 22050, where=where), int(rate) or 22050
            end = len(data) if size in {0, 0xFFFFFFFF} else min(len(data), body + size)
            return data[body : body + (end - body) // 2 * 2], int(rate)
        at = body + size + (size & 1)
    raise SpeechError("a WAV without frames", where=where)


# ---- everything else


def decode(data: bytes, *, rate: int, where: str, pace: float = 1.0, pitch: float = 1.0) -> bytes:
    """16-bit mono frames at `rate` of any audio that ffmpeg reads, its pace and pitch changed. Raises SpeechError."""
    filters = []
    if pitch != 1.0:
        filters += [f"aresample={rate}", f"asetrate={round(rate * pitch)}", f"aresample={rate}"]
    tempo = pace / pitch
    if abs(tempo - 1) > 0.001:
        filters.append(f"atempo={min(4.0, max(0.5, tempo)):.4f}")
    command = [find_ffmpeg(), "-hide_banner", "-loglevel", "error", "-i", "pipe:0", "-map", "0:a:0"]
    command += ["-af", ",".join(filters)] if filters else []
    command += ["-f", "s16le", "-ac", "1", "-ar", str(rate), "pipe:1"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=120, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SpeechError(
            f"ffmpeg cannot be run: {error}", where=where, hint=f"set {FFMPEG} to one that works"
        ) from None
    if done.returncode != 0 or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SpeechError(f"audio that cannot be decoded: {said[-1] if said else 'nothing came out'}", where=where)
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

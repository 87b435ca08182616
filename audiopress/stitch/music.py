"""Idents, beds, stings and sign-offs: found beside the show, decoded, levelled against speech and faded.

`feeds/SHOW/music/NAME.*` wins over the newsroom's `feeds/music/NAME.*`; any format ffmpeg reads.
"""

from __future__ import annotations

import warnings
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from audiopress.errors import AudioError, nearest
from audiopress.model import Show
from audiopress.stitch.arrays import Floats, as_floats
from audiopress.stitch.ffmpeg import decode
from audiopress.stitch.loudness import factor, speech_loudness

if TYPE_CHECKING:
    from pydub import AudioSegment

SUFFIXES: Final = (".wav", ".flac", ".mp3", ".m4a", ".ogg", ".opus", ".aiff")
FADES: Final = {"ident": (10, 600), "sting": (10, 400), "sign-off": (40, 900), "bed": (10, 10)}
"""Milliseconds of fade in and out by kind; a bed is faded where it begins and ends in the programme."""
BELOW_SPEECH: Final = 1.0
"""LU that a piece of music on its own stands below speech, so that nobody reaches for the volume."""


def find(show: Show, name: str) -> Path:
    """The file of a piece of music. Raises AudioError naming the folders that were looked in."""
    folders = [show.folder / "music", show.folder.parent / "music"]
    for folder in folders:
        for suffix in SUFFIXES:
            path = folder / f"{name}{suffix}"
            if path.is_file():
                return path
    there = {path.stem for folder in folders if folder.is_dir() for path in folder.iterdir() if path.suffix in SUFFIXES}
    near = nearest(name, there)
    raise AudioError(
        f"no music named {name!r}",
        where=str(folders[0]),
        hint=f"did you mean {near!r}?" if near else f"put {name}.flac (or .mp3, .wav …) there, or into {folders[1]}",
    )


@lru_cache(maxsize=16)
def clip(path: Path, kind: str, rate: int, level: float, ffmpeg: str) -> AudioSegment:
    """The file as mono PCM at `rate`, its loudness `level` LUFS, faded as its kind is."""
    segment = as_segment(decode(path, rate, ffmpeg=ffmpeg), rate)
    if not len(segment):
        raise AudioError("holds no sound", where=str(path))
    loudness = speech_loudness(samples(segment), rate)
    fade_in, fade_out = FADES.get(kind, (10, 10))
    return segment.apply_gain(level - loudness).fade_in(fade_in).fade_out(min(fade_out, len(segment) // 2))


def as_segment(pcm: bytes, rate: int) -> AudioSegment:
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


def samples(segment: AudioSegment) -> Floats:
    """A segment as float32, full scale 1."""
    return as_floats(segment.raw_data)


def envelope(speech: Floats, rate: int, attack: float, release: float, lift: float) -> Floats:
    """A gain per sample for a bed: 1 under speech, `lift` dB more where nobody speaks.

    Down over `attack` seconds before a voice enters and up over `release` after it, with raised-cosine ramps.
    """
    step = max(1, rate // 100)
    count = -(-len(speech) // step)
    padded = np.zeros(count * step, np.float32)
    padded[: len(speech)] = speech
    heard = np.abs(padded.reshape(count, step)).max(axis=1) > factor(-45)
    reach_before, reach_after = max(1, round(attack * 100)), max(1, round(release * 100))
    near = np.convolve(heard.astype(np.float32), np.ones(reach_before + reach_after + 1, np.float32))
    ducked = (near[reach_before : reach_before + count] > 0).astype(np.float32)
    window = np.hanning(max(5, reach_before * 2 + 1)).astype(np.float32)
    smooth = np.convolve(ducked, window / window.sum(), mode="same")
    levels = lift * (1 - smooth)
    points = np.interp(
        np.arange(len(speech), dtype=np.float32), np.arange(count, dtype=np.float32) * step + step / 2, levels
    )
    return np.asarray(10 ** (points / 20), np.float32)

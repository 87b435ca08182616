"""Idents, beds, stings and sign-offs: found beside the show; what is done to them.

`feeds/SHOW/music/NAME.*` wins over the newsroom's `feeds/music/NAME.*`; any format ffmpeg reads.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from audiopress.errors import AudioError, nearest
from audiopress.model import Show
from audiopress.stitch.arrays import Floats
from audiopress.stitch.ffmpeg import measure
from audiopress.stitch.loudness import factor

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUFFIXES: Final = (".wav", ".flac", ".aiff", ".m4a", ".opus", ".ogg", ".mp3")
"""Of several files of one name the first of these counts, then any other."""
NO_SOUND: Final = frozenset(
    ".py .txt .md .rst .html .pdf .csv .toml .json .license .part .bak .db .ini .mid .midi .jpg .jpeg .png .gif .svg .asd".split()
)
"""What may lie beside the music: notes, licences, pictures, scores, and what systems and editors leave in a folder."""
NOTES: Final = frozenset({"license", "licence", "copying", "credits", "readme", "notice"})
"""Names without a suffix of the same."""
FADES: Final = {"ident": (0.01, 0.6), "sting": (0.01, 0.4), "sign-off": (0.04, 0.9)}
"""Seconds of fade in and out by kind."""
FADED: Final = 0.2
"""Share of a fade-out that is silence to a listener: there a raised cosine is 20 dB down and more."""
PLAIN: Final = (0.01, 0.3)
"""Seconds of fade in and out of any other piece."""
BED_FADE: Final = 1.5
"""Seconds in which a bed comes and goes."""
SEAM: Final = 1.0
"""Seconds in which the end of a looped bed goes over into its beginning, a quarter of a short one at most."""
LIFT: Final = 6.0
"""dB that a bed rises where nobody speaks."""
RAISED: Final = 0.5
"""Seconds that a risen bed stays up at least; in a shorter gap it does not rise."""
FAR: Final = 1 << 40
"""Hundredths of a second to a voice where there is none."""
INAUDIBLE: Final = -80.0
"""dBTP under which a piece of music holds no sound."""
BELOW_SPEECH: Final = 1.0
"""LU that a piece of music on its own stands below speech, so that nobody reaches for the volume."""


def find(show: Show, name: str) -> Path:
    """The file of a piece of music. Raises AudioError naming the folders that were looked in."""
    folders = [show.folder / "music", show.folder.parent / "music"]
    found = [path for folder in folders for path in music_in(folder)]
    for path in found:
        if path.stem == name:
            return path
    there = {path.stem for path in found}
    near = nearest(name, there)
    raise AudioError(
        f"no music named {name!r}",
        where=str(folders[0]),
        hint=f"did you mean {near!r}?" if near else f"put {name}.flac (or .mp3, .wav …) there, or into {folders[1]}",
    )


def check_music(path: Path, *, ffmpeg: str = "") -> None:
    """Hear a piece of music to its end. Raises AudioError where ffmpeg cannot, or where nothing is to be heard."""
    try:
        peak = _peak(_Piece(hashlib.sha256(path.read_bytes()).digest(), path), ffmpeg)
    except AudioError as error:
        raise AudioError("cannot be read as audio", where=str(path), hint=error.message) from None
    except OSError as error:
        raise AudioError(f"cannot be read: {error.strerror}", where=str(path)) from None
    if peak < INAUDIBLE:
        raise AudioError("holds no sound", where=str(path), hint="put another file in its place, or delete it")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A file of music, known by what is in it: most are copies of the shipped ones."""

    digest: bytes
    path: Path = field(compare=False)


@lru_cache(maxsize=64)
def _peak(piece: _Piece, ffmpeg: str) -> float:
    """True peak of a piece, dBTP; a piece is heard once in a process. Raises AudioError."""
    return measure(piece.path, ffmpeg=ffmpeg).true_peak


def music_in(folder: Path) -> list[Path]:
    """The files of music in a folder, the best format of each first. Raises AudioError for one that cannot be looked into."""
    try:
        found = [path for path in folder.iterdir() if _may_sound(path) and path.is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise AudioError(f"cannot be looked into: {error.strerror}", where=str(folder)) from None
    rank = {suffix: number for number, suffix in enumerate(SUFFIXES)}
    return sorted(found, key=lambda path: (rank.get(path.suffix.lower(), len(rank)), path.name))


def _may_sound(path: Path) -> bool:
    """By its name: not a hidden file, nor what lies beside the music."""
    name = path.name.lower()
    return (
        not name.startswith(".")
        and not name.endswith("~")
        and path.suffix.lower() not in NO_SOUND
        and name not in NOTES
    )


def looped(piece: NDArray[Any], place: NDArray[np.int64], rate: int) -> Floats:
    """The samples of an endless loop of `piece` at `place`: its end is faded over into its beginning."""
    seam = min(round(SEAM * rate), len(piece) // 4)
    period = len(piece) - seam
    at = place % period
    out = piece[at].astype(np.float32)
    crossed = np.flatnonzero((at < seam) & (place >= period))
    if len(crossed):
        turn = (at[crossed] + 0.5) / seam * np.pi / 2
        out[crossed] = out[crossed] * np.sin(turn) + piece[at[crossed] + period] * np.cos(turn)
    return out


def reach(attack: float, release: float) -> float:
    """Seconds on either side that a bed's gain depends on: the longest gap in the speech for which it does not rise."""
    return attack + release + RAISED


def envelope(speech: Floats, rate: int, attack: float, release: float, lift: float) -> Floats:
    """A gain per sample for a bed: 1 under speech, `lift` dB more where nobody speaks.

    Up over `release` seconds after a voice, and down over `attack` before one, so that it is down when the voice
    enters; both on raised cosines. In a gap too short to rise, stay for a while and come down again it stays down, so
    that it does not pump between sentences.
    """
    step = max(1, rate // 100)
    count = -(-len(speech) // step)
    padded = np.zeros(count * step, np.float32)
    padded[: len(speech)] = speech
    heard = np.flatnonzero(np.abs(padded.reshape(count, step)).max(axis=1) > factor(-45))
    slots = np.arange(count)
    following = np.searchsorted(heard, slots)
    known = np.concatenate([[-FAR], heard, [FAR]])
    since, until = slots - known[np.searchsorted(heard, slots, side="right")], known[following + 1] - slots
    up = np.clip(since / max(1.0, release * 100), 0, 1)
    down = np.clip(until / max(1.0, attack * 100), 0, 1)
    risen = np.where(since + until > reach(attack, release) * 100, np.minimum(up, down), 0.0)
    levels = lift * (0.5 - 0.5 * np.cos(np.pi * risen))
    points = np.interp(np.arange(len(speech)), np.arange(count) * step + step / 2, levels)
    return np.asarray(10 ** (points / 20), np.float32)

"""What an episode sounds like, as numbers: waveform, loudness over time, chapters, speakers; and as lines of text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from audiopress.model import Chapter, Episode, Segment
from audiopress.stitch.arrays import as_floats
from audiopress.stitch.levels import gated_windows, inside
from audiopress.stitch.meters import mean_squares, read_file
from audiopress.times import clock

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE: Final = 22050
COLUMNS: Final = 250
BARS: Final = " ▁▂▃▄▅▆▇█"
FLOOR: Final = -70.0
"""LUFS that stand for silence: BS.1770's absolute gate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Who is heard from `start` to `end` (seconds)."""

    speaker: str
    voice: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How loud one speaker is, and for how long."""

    speaker: str
    voice: str
    seconds: float
    loudness: float
    """LUFS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundReport:
    """What was measured on the finished file; LUFS as heard on two speakers, dBTP, seconds."""

    title: str
    seconds: float
    loudness: float
    range: float
    true_peak: float
    levels: tuple[Level, ...]
    waveform: tuple[float, ...]
    """Peak of each of the columns, 0 to 1."""
    momentary: tuple[float, ...]
    """LUFS of each of the columns."""
    chapters: tuple[Chapter, ...]
    speakers: tuple[Stretch, ...]


def report(episode: Episode, *, ffmpeg: str = "", columns: int = COLUMNS) -> SoundReport:
    """Measure an episode's file. Raises AudioError where it cannot be read."""
    sound = episode.enclosure
    waveform = _Waveform(round(sound.seconds * RATE), columns)
    heard, momentary = read_file(sound.path, RATE, waveform.feed, ffmpeg=ffmpeg)
    windows = mean_squares(momentary)
    return SoundReport(
        title=episode.title,
        seconds=sound.seconds,
        loudness=heard.integrated,
        range=heard.range,
        true_peak=heard.true_peak,
        levels=_levels(episode.transcript, windows),
        waveform=tuple(round(float(peak), 3) for peak in waveform.peaks),
        momentary=tuple(
            round(max(FLOOR, gated_windows(part)), 1) if len(part) else FLOOR
            for part in np.array_split(windows, columns)
        ),
        chapters=episode.chapters,
        speakers=_stretches(episode),
    )


class _Waveform:
    """The peaks of a sound in columns; it is never in memory as a whole."""

    def __init__(self, frames: int, columns: int) -> None:
        """Nothing was heard yet."""
        self.peaks = np.zeros(columns)
        self._per = max(1, -(-frames // columns))
        self._at = 0

    def feed(self, pcm: bytes) -> None:
        """Hear some more."""
        signal = np.abs(as_floats(pcm))
        last = len(self.peaks) - 1
        at = 0
        while at < len(signal):
            column = (self._at + at) // self._per
            size = self._per - (self._at + at) % self._per
            place = min(column, last)
            self.peaks[place] = max(self.peaks[place], float(signal[at : at + size].max()))
            at += size
        self._at += len(signal)


def _who(segment: Segment) -> str:
    return segment.speaker or segment.role


def _levels(transcript: Sequence[Segment], windows: NDArray[np.float64]) -> tuple[Level, ...]:
    """Every speaker and voice, in the order in which they are first heard."""
    found: dict[tuple[str, str], list[Segment]] = {}
    for segment in transcript:
        found.setdefault((_who(segment), segment.voice), []).append(segment)
    levels = []
    for (speaker, voice), segments in found.items():
        heard = np.concatenate([inside(segment, windows) for segment in segments])
        levels.append(
            Level(
                speaker=speaker,
                voice=voice,
                seconds=round(sum(one.end - one.start for one in segments), 1),
                loudness=round(gated_windows(heard), 1) if len(heard) else FLOOR,
            )
        )
    return tuple(levels)


def _stretches(episode: Episode) -> tuple[Stretch, ...]:
    """The transcript's segments, neighbours of one voice as one stretch."""
    found: list[Stretch] = []
    for segment in episode.transcript:
        name = _who(segment)
        if found and (found[-1].speaker, found[-1].voice) == (name, segment.voice):
            found[-1] = Stretch(speaker=name, voice=segment.voice, start=found[-1].start, end=segment.end)
        else:
            found.append(Stretch(speaker=name, voice=segment.voice, start=segment.start, end=segment.end))
    return tuple(found)


# ---- on a terminal


def terminal_picture(report: SoundReport, *, width: int = 82) -> str:
    """Waveform, loudness, speakers and chapters as lines of text, of at most `width` columns."""
    width = max(20, width - 10)  # without the words before the rows
    lines = [report.title, ""]
    lines.append("sound     " + "".join(_bar(peak) for peak in _columns(report.waveform, width)))
    # From -30 to -10 LUFS: within that lies all that is heard, and a pause shows.
    lines.append("loudness  " + "".join(_bar((level + 30) / 20) for level in _columns(report.momentary, width)))
    names = list(dict.fromkeys(one.speaker for one in report.speakers))
    signs = {name: "·abcdefghijklmnopqrstuvwxyz"[number % 27] for number, name in enumerate(names)}
    per = width / max(report.seconds, 1e-6)
    row = [" "] * width
    for one in report.speakers:
        for column in range(int(one.start * per), min(width, int(one.end * per) + 1)):
            row[column] = signs[one.speaker]
    marks = [" "] * width
    for chapter in report.chapters:
        marks[min(width - 1, int(chapter.start * per))] = "▏"
    lines += ["speakers  " + "".join(row), "chapters  " + "".join(marks), ""]
    lines += [f"  {signs[name]}  {name}" for name in names]
    lines += [f"  {clock(chapter.start):>7}  {chapter.title}" for chapter in report.chapters]
    return "\n".join(lines)


def table(report: SoundReport) -> list[tuple[str, str, str, str, str, str]]:
    """The loudness report, a row for the whole and one a speaker: who, voice, length, LUFS, range, true peak."""
    whole = (
        "all",
        "",
        clock(report.seconds),
        f"{report.loudness:.1f}",
        f"{report.range:.1f}",
        f"{report.true_peak:.1f}",
    )
    return [whole, *((o.speaker, o.voice, clock(o.seconds), f"{o.loudness:.1f}", "", "") for o in report.levels)]


def _bar(share: float) -> str:
    return BARS[max(0, min(len(BARS) - 1, round(share * (len(BARS) - 1))))]


def _columns(values: tuple[float, ...], width: int) -> list[float]:
    """The values at `width` columns: the mean of what falls into one, or what is nearest to it."""
    places = np.linspace(0, len(values), width + 1)
    return [float(np.mean(values[int(a) : max(int(a) + 1, int(b))])) for a, b in itertools.pairwise(places)]

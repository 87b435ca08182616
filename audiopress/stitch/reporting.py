"""What an episode sounds like, as numbers: waveform, loudness over time, chapters, speakers; and as lines of text."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from audiopress.model import Chapter, Episode, Segment
from audiopress.stitch.arrays import as_floats
from audiopress.stitch.levels import gated_windows, inside, loudness_range
from audiopress.stitch.meters import Course, mean_squares, read_file
from audiopress.times import clock

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE: Final = 22050
COLUMNS: Final = 250
BARS: Final = " ▁▂▃▄▅▆▇█"
FLOOR: Final = -70.0
"""LUFS that stand for silence: BS.1770's absolute gate."""
APART: Final = 2.0
"""Seconds between two stretches of one voice from which something else is heard there: music, a recording."""
RANGED: Final = 50
"""Windows of 3 s, a tenth of a second apart, without which a speaker's range would say nothing."""


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
    range: float | None
    """LU; None where the speaker is never heard for long enough."""
    true_peak: float
    """dBTP."""


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
    heard, course = read_file(sound.path, RATE, waveform.feed, ffmpeg=ffmpeg)
    windows = mean_squares(course.momentary)
    stretches = _stretches(episode)
    return SoundReport(
        title=episode.title,
        seconds=sound.seconds,
        loudness=heard.integrated,
        range=heard.range,
        true_peak=heard.true_peak,
        levels=_levels(episode.transcript, stretches, windows, course),
        waveform=tuple(round(float(peak), 3) for peak in waveform.peaks),
        momentary=tuple(
            round(max(FLOOR, gated_windows(part)), 1) if len(part) else FLOOR
            for part in np.array_split(windows, columns)
        ),
        chapters=episode.chapters,
        speakers=stretches,
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


def _levels(
    transcript: Sequence[Segment], stretches: Sequence[Stretch], windows: NDArray[np.float64], course: Course
) -> tuple[Level, ...]:
    """Every speaker and voice, in the order in which they are first heard."""
    found: dict[tuple[str, str], list[Segment]] = {}
    for segment in transcript:
        found.setdefault((_who(segment), segment.voice), []).append(segment)
    levels = []
    for (speaker, voice), segments in found.items():
        heard = np.concatenate([inside(segment, windows) for segment in segments])
        mine = [one for one in stretches if (one.speaker, one.voice) == (speaker, voice)]
        levels.append(
            Level(
                speaker=speaker,
                voice=voice,
                seconds=round(sum(one.end - one.start for one in segments), 1),
                loudness=round(gated_windows(heard), 1) if len(heard) else FLOOR,
                range=_range(mine, course),
                true_peak=max(_peak(segment, course) for segment in segments),
            )
        )
    return tuple(levels)


def _range(stretches: Sequence[Stretch], course: Course) -> float | None:
    """LU of the 3 s windows that lie within one of the stretches."""
    short = [np.array(course.short[int(one.start * 10) + 30 : max(0, int(one.end * 10))]) for one in stretches]
    heard = np.concatenate(short)
    return loudness_range(heard) if len(heard) >= RANGED else None


def _peak(segment: Segment, course: Course) -> float:
    """dBTP of the tenths of a second that lie within a segment, at least of one of them."""
    first = int(segment.start * 10 + 0.999)
    return round(max(course.peaks[first : max(first + 1, int(segment.end * 10))], default=FLOOR), 1)


def _stretches(episode: Episode) -> tuple[Stretch, ...]:
    """The transcript's segments, neighbours of one voice as one stretch where nothing else is heard between them."""
    found: list[Stretch] = []
    for segment in episode.transcript:
        name = _who(segment)
        near = found and segment.start - found[-1].end < APART
        if near and (found[-1].speaker, found[-1].voice) == (name, segment.voice):
            found[-1] = Stretch(speaker=name, voice=segment.voice, start=found[-1].start, end=segment.end)
        else:
            found.append(Stretch(speaker=name, voice=segment.voice, start=segment.start, end=segment.end))
    return tuple(found)


# ---- on a terminal


def terminal_picture(report: SoundReport, *, width: int = 82) -> str:
    """Waveform, loudness, speakers and chapters as lines of text, of at most `width` columns."""
    width = max(20, width - 10)  # without the words before the rows
    lines = [shortened(report.title, width + 10), ""]
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
    lines += [f"  {signs[name]}  {shortened(name, width + 5)}" for name in names]
    lines += [f"  {clock(chapter.start):>7}  {shortened(chapter.title, width - 1)}" for chapter in report.chapters]
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
    return [whole, *(_row(level) for level in report.levels)]


def _row(level: Level) -> tuple[str, str, str, str, str, str]:
    spread = "" if level.range is None else f"{level.range:.1f}"
    return (
        level.speaker,
        level.voice,
        clock(level.seconds),
        f"{level.loudness:.1f}",
        spread,
        f"{level.true_peak:.1f}",
    )


def cells(text: str) -> int:
    """How wide a text is, counted in letters of the Latin alphabet."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def shortened(text: str, room: int) -> str:
    """As much of a text as is no wider than `room`, with an ellipsis where something is left out."""
    if cells(text) <= room:
        return text
    widths = itertools.accumulate(cells(letter) for letter in text)
    return text[: sum(width < room for width in widths)] + "…"


def _bar(share: float) -> str:
    return BARS[max(0, min(len(BARS) - 1, round(share * (len(BARS) - 1))))]


def _columns(values: tuple[float, ...], width: int) -> list[float]:
    """The values at `width` columns: the mean of what falls into one, or what is nearest to it."""
    places = np.linspace(0, len(values), width + 1)
    return [float(np.mean(values[int(a) : max(int(a) + 1, int(b))])) for a, b in itertools.pairwise(places)]

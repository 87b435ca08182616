"""What an episode sounds like, as numbers and as a picture: waveform, loudness over time, chapters, speakers."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

import numpy as np

from audiopress.model import Chapter, Episode
from audiopress.stitch.arrays import as_floats
from audiopress.stitch.levels import by_voice, gated_windows
from audiopress.stitch.meters import mean_squares, read_file

RATE: Final = 22050
COLUMNS: Final = 200
BARS: Final = " ▁▂▃▄▅▆▇█"
COLOURS: Final = ("#1d4e89", "#b3541e", "#2f6f4f", "#7a3e7a", "#8a6d1d", "#a02c3a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Who is heard from `start` to `end` (seconds)."""

    speaker: str
    voice: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundReport:
    """What was measured on the finished file; LUFS as heard on two speakers, dBTP, seconds."""

    title: str
    seconds: float
    loudness: float
    range: float
    true_peak: float
    voices: dict[str, float]
    """LUFS by voice."""
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
        voices=by_voice(episode.transcript, windows),
        waveform=tuple(round(float(peak), 3) for peak in waveform.peaks),
        momentary=tuple(
            round(max(-70.0, gated_windows(part)), 1) if len(part) else -70.0
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


def _stretches(episode: Episode) -> tuple[Stretch, ...]:
    """The transcript's segments, neighbours of one voice as one stretch."""
    found: list[Stretch] = []
    for segment in episode.transcript:
        name = segment.speaker or segment.role
        if found and (found[-1].speaker, found[-1].voice) == (name, segment.voice):
            found[-1] = Stretch(speaker=name, voice=segment.voice, start=found[-1].start, end=segment.end)
        else:
            found.append(Stretch(speaker=name, voice=segment.voice, start=segment.start, end=segment.end))
    return tuple(found)


def terminal_picture(report: SoundReport, *, width: int = 72) -> str:
    """Waveform, loudness, speakers and chapters as lines of text, and the table under them."""
    lines = [report.title, ""]
    lines.append("sound     " + "".join(_bar(peak) for peak in _columns(report.waveform, width)))
    lines.append("loudness  " + "".join(_bar((level + 40) / 30) for level in _columns(report.momentary, width)))
    names = list(dict.fromkeys(one.speaker for one in report.speakers))
    signs = dict(zip(names, "·" + "abcdefghijklmnopqrstuvwxyz" * 4, strict=False))
    row = [" "] * width
    for one in report.speakers:
        for column in range(
            int(one.start / report.seconds * width), min(width, int(one.end / report.seconds * width) + 1)
        ):
            row[column] = signs[one.speaker]
    lines.append("speakers  " + "".join(row))
    lines.append("")
    lines += [f"  {signs[name]}  {name}" for name in names]
    lines += [f"  {int(c.start) // 60:3}:{int(c.start) % 60:02}  {c.title}" for c in report.chapters]
    lines.append("")
    lines.append(
        f"  {report.loudness:.1f} LUFS, range {report.range:.1f} LU, true peak {report.true_peak:.1f} dBTP, {report.seconds:.1f} s"
    )
    lines += [f"  {level:6.1f} LUFS  {voice}" for voice, level in report.voices.items()]
    return "\n".join(lines)


def _bar(share: float) -> str:
    return BARS[max(0, min(len(BARS) - 1, round(share * (len(BARS) - 1))))]


def _columns(values: tuple[float, ...], width: int) -> list[float]:
    return [float(max(part)) if len(part) else 0.0 for part in np.array_split(np.array(values), width)]


def picture(report: SoundReport) -> str:
    """The same as an SVG of 1,000 by 320 units."""
    names = list(dict.fromkeys(one.speaker for one in report.speakers))
    colour = {name: COLOURS[index % len(COLOURS)] for index, name in enumerate(names)}
    per = 1000 / max(report.seconds, 1e-6)
    step = 1000 / len(report.waveform)
    bars = "".join(
        f'<rect x="{index * step:.1f}" y="{90 - 70 * peak:.1f}" width="{step * 0.8:.1f}" height="{max(1.0, 140 * peak):.1f}"/>'
        for index, peak in enumerate(report.waveform)
    )
    points = " ".join(
        f"{index * step:.1f},{260 - (level + 50) * 2:.1f}" for index, level in enumerate(report.momentary)
    )
    stretches = "".join(
        f'<rect x="{one.start * per:.1f}" y="176" width="{max(1.0, (one.end - one.start) * per):.1f}" height="10" fill="{colour[one.speaker]}"/>'
        for one in report.speakers
    )
    marks = "".join(
        f'<line x1="{c.start * per:.1f}" y1="10" x2="{c.start * per:.1f}" y2="280"/>' for c in report.chapters
    )
    titles = "".join(f'<text x="{c.start * per + 4:.1f}" y="20">{escape(c.title[:40])}</text>' for c in report.chapters)
    legend = "".join(
        f'<rect x="{20 + 190 * index}" y="292" width="10" height="10" fill="{colour[name]}"/><text x="{36 + 190 * index}" y="301">{escape(name[:26])}</text>'
        for index, name in enumerate(names[:5])
    )
    told = f"{report.loudness:.1f} LUFS · {report.range:.1f} LU · {report.true_peak:.1f} dBTP · {report.seconds:.0f} s"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 320" role="img" font-family="sans-serif" font-size="11">'
        f"<title>{escape(report.title)}: {told}</title>"
        '<rect width="1000" height="320" fill="#fdfcf9"/>'
        f'<g fill="#33434f">{bars}</g><g stroke="#b9b2a2" stroke-dasharray="2 3">{marks}</g>{stretches}'
        f'<polyline points="{points}" fill="none" stroke="#b3541e" stroke-width="1.5"/>'
        f'<g fill="#33434f">{titles}{legend}<text x="980" y="301" text-anchor="end">{told}</text></g></svg>\n'
    )

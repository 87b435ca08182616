"""The picture of a sound: shapes laid out once, drawn as SVG or as PNG."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any, Final

from audiopress.stitch.reporting import SoundReport, cells, shortened
from audiopress.times import clock

WIDTH: Final = 1000.0
LEFT, RIGHT = 44.0, 990.0
COLOURS: Final = ("#1d4e89", "#b3541e", "#2f6f4f", "#7a3e7a", "#8a6d1d", "#a02c3a", "#3b7d8c", "#6b5b4d")
PAPER, INK, FAINT, LINE = "#fdfcf9", "#33434f", "#b9b2a2", "#b3541e"
CELL: Final = 6.2
"""What a letter takes across."""
SCALE: Final = 2
"""Pixels a unit in the PNG."""
FONTS: Final = ("NotoSansCJK-Regular.ttc", "AppleSDGothicNeo.ttc", "malgun.ttf", "msyh.ttc", "DejaVuSans.ttf")
"""Names of system fonts for letters that Pillow's own font does not have."""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """Text that begins at x (or ends there), on the line y."""

    x: float
    y: float
    text: str
    end: bool = False


Shape = Box | Path | Label


def picture(report: SoundReport) -> str:
    """The sound as an SVG: waveform, loudness over time against its target, speakers, chapters, a legend."""
    shapes, height = _layout(report)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" role="img"'
            f' font-family="sans-serif" font-size="11"><title>{escape(report.title)}: {escape(_told(report))}</title>'
        )
    ]
    for shape in shapes:
        if isinstance(shape, Box):
            place = f'x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" height="{shape.height:.1f}"'
            parts.append(f'<rect {place} fill="{shape.fill}"/>')
        elif isinstance(shape, Path):
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
            parts.append(
                f'<polyline points="{points}" fill="none" stroke="{shape.stroke}" stroke-width="{shape.width:g}"/>'
            )
        else:
            anchor = ' text-anchor="end"' if shape.end else ""
            parts.append(f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" fill="{INK}"{anchor}>{escape(shape.text)}</text>')
    return "".join(parts) + "</svg>\n"


def png(report: SoundReport) -> bytes:
    """The same as a PNG of 2,000 pixels across."""
    from PIL import Image, ImageDraw

    shapes, height = _layout(report)
    image = Image.new("RGB", (round(WIDTH * SCALE), round(height * SCALE)), PAPER)
    draw = ImageDraw.Draw(image)
    for shape in shapes:
        if isinstance(shape, Box):
            x, y = shape.x * SCALE, shape.y * SCALE
            draw.rectangle((x, y, x + shape.width * SCALE - 1, y + shape.height * SCALE - 1), fill=shape.fill)
        elif isinstance(shape, Path):
            points = [(x * SCALE, y * SCALE) for x, y in shape.points]
            draw.line(points, fill=shape.stroke, width=max(1, round(shape.width * SCALE)))
        else:
            place = (shape.x * SCALE, shape.y * SCALE)
            draw.text(place, shape.text, font=_font(shape.text.isascii()), fill=INK, anchor="rs" if shape.end else "ls")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _font(plain: bool) -> Any:
    from PIL import ImageFont

    for name in () if plain else FONTS:
        try:
            return ImageFont.truetype(name, 11 * SCALE)
        except OSError:
            continue
    return ImageFont.load_default(11 * SCALE)


def _told(report: SoundReport) -> str:
    return (
        f"{report.loudness:.1f} LUFS · range {report.range:.1f} LU · peak {report.true_peak:.1f} dBTP"
        f" · {clock(report.seconds)}"
    )


def _layout(report: SoundReport) -> tuple[list[Shape], float]:
    """The shapes from back to front, and the height they take."""
    rows = len(report.levels)
    height = 352.0 + 18.0 * ((rows + 1) // 2)
    shapes: list[Shape] = [Box(0, 0, WIDTH, height, PAPER)]
    shapes += _chapters(report)
    shapes += _waveform(report)
    shapes += _speakers(report)
    shapes += _loudness(report)
    shapes.append(Label(LEFT, 340, _told(report)))
    for number, level in enumerate(report.levels):
        x, y = LEFT + 480 * (number % 2), 362 + 18 * (number // 2)
        told = f"{shortened(level.speaker, 34)} ({level.voice}): {level.loudness:.1f} LUFS, {clock(level.seconds)}"
        shapes += [Box(x, y - 9, 10, 10, _colour(report, level.speaker)), Label(x + 16, y, told)]
    return shapes, height


def _across(report: SoundReport, seconds: float) -> float:
    return LEFT + (RIGHT - LEFT) * seconds / max(report.seconds, 1e-6)


def _colour(report: SoundReport, speaker: str) -> str:
    names = list(dict.fromkeys(level.speaker for level in report.levels))
    return COLOURS[names.index(speaker) % len(COLOURS)]


def _chapters(report: SoundReport) -> Iterator[Shape]:
    """A mark at each, and its title where it does not run into the one before."""
    free = 0.0
    for chapter in report.chapters:
        x = _across(report, chapter.start)
        yield Path(((x, 8), (x, 300)), FAINT)
        title = shortened(chapter.title, int((_across(report, chapter.end) - x) / CELL) - 1)
        if x >= free and cells(title) > 3:
            yield Label(x + 4, 18, title)
            free = x + CELL * cells(title)


def _waveform(report: SoundReport) -> Iterator[Shape]:
    step = (RIGHT - LEFT) / len(report.waveform)
    for index, peak in enumerate(report.waveform):
        yield Box(LEFT + index * step, 95 - 65 * peak, step * 0.8, max(1.0, 130 * peak), INK)
    yield Label(6, 99, "sound")


def _speakers(report: SoundReport) -> Iterator[Shape]:
    for one in report.speakers:
        x = _across(report, one.start)
        yield Box(x, 172, max(0.5, _across(report, one.end) - x), 12, _colour(report, one.speaker))
    yield Label(6, 182, "voice")


def _loudness(report: SoundReport) -> Iterator[Shape]:
    """LUFS from -40 to -8 over time, with the whole file's as a line."""

    def height(level: float) -> float:
        return 200 + 100 * min(1.0, (-8 - max(-40.0, level)) / 32)

    for level in (-10, -20, -30, -40):
        yield Path(((LEFT, height(level)), (RIGHT, height(level))), "#e6e1d6")
        yield Label(38, height(level) + 4, f"{level}", end=True)
    yield Path(((LEFT, height(report.loudness)), (RIGHT, height(report.loudness))), FAINT, 1.5)
    step = (RIGHT - LEFT) / len(report.momentary)
    points = tuple((LEFT + (n + 0.5) * step, height(level)) for n, level in enumerate(report.momentary))
    yield Path(points, LINE, 1.5)
    yield Label(6, 318, "LUFS")
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = LEFT + (RIGHT - LEFT) * share
        yield Label(x, 318, clock(report.seconds * share), end=share == 1.0)

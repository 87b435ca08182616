"""A show's colour, and the shades of it that keep their contrast on paper and on ink."""

from __future__ import annotations

import colorsys
import hashlib
from dataclasses import dataclass
from typing import Final

Rgb = tuple[int, int, int]

PAPER: Final = (251, 249, 245)
INK: Final = (20, 20, 22)
READABLE: Final = 4.9
"""Contrast of text; WCAG 2.2 asks for 4.5."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Shades of one colour, as `#rrggbb`."""

    theme: str
    on_paper: str
    """Readable on a light page."""
    on_ink: str
    """Readable on a dark page."""
    deep: str
    """Dark enough for pale text."""


def palette(theme: str, name: str) -> Palette:
    """The shades of a show's colour; without one, of a colour drawn from its name."""
    colour = parse(theme) if theme else _drawn(name)
    return Palette(
        theme=text(colour),
        on_paper=text(_shade(colour, PAPER, darker=True)),
        on_ink=text(_shade(colour, INK, darker=False)),
        deep=text(deep(colour)),
    )


def deep(colour: Rgb) -> Rgb:
    """The colour, darkened until pale text is easy to read on it."""
    return _shade(colour, PAPER, darker=True, contrast=7.5)


def parse(text: str) -> Rgb:
    """`#rrggbb` to numbers."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def text(colour: Rgb) -> str:
    """Numbers to `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mix(one: Rgb, other: Rgb, part: float) -> Rgb:
    """`part` of `one`, the rest of `other`."""
    red, green, blue = (round(a * part + b * (1 - part)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Rgb) -> float:
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _drawn(name: str) -> Rgb:
    """A calm colour from a name: any hue, middling saturation."""
    hue = int(hashlib.sha256(name.encode()).hexdigest()[:4], 16) / 0xFFFF
    red, green, blue = colorsys.hls_to_rgb(hue, 0.32, 0.55)
    return round(red * 255), round(green * 255), round(blue * 255)


def _shade(colour: Rgb, ground: Rgb, *, darker: bool, contrast: float = READABLE) -> Rgb:
    hue, light, saturation = colorsys.rgb_to_hls(*(c / 255 for c in colour))
    step = -0.01 if darker else 0.01
    shade = colour
    while _contrast_of(shade, ground) < contrast and 0 <= light + step <= 1:
        light += step
        red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
        shade = (round(red * 255), round(green * 255), round(blue * 255))
    return shade


_contrast_of = contrast

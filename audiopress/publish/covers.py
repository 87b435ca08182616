"""The show's cover: its own picture made fit for the directories, or one drawn from its title and colour.

Apple asks for a square of 1,400 to 3,000 pixels, RGB, JPEG or PNG; a new picture needs a new name, so the name carries
a part of the content's hash.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import PublishError
from audiopress.languages.pack import EVERYWHERE
from audiopress.languages.scripts import HAN_RANGE, KANA_RANGE
from audiopress.languages.tags import primary
from audiopress.model import Settings, Show
from audiopress.publish.clean import title as plain
from audiopress.publish.colours import INK, PAPER, Rgb, contrast, deep, mix, palette, parse
from audiopress.publish.places import short
from audiopress.work import files
from audiopress.work.cache import place

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIDE: Final = 3000
SMALLEST: Final = 1400
THUMB: Final = 640
LIMIT: Final = 512_000
"""Bytes; larger covers load slowly in directories."""
DESIGN: Final = 1
"""Counts up when drawn covers change, so that kept ones are drawn again."""
FONTS: Final = Path(__file__).with_name("fonts")
CJK: Final = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/nanum/NanumMyeongjoBold.ttf",
    "/usr/share/fonts/truetype/nanum/NanumGothicBold.ttf",
    "/System/Library/Fonts/AppleSDGothicNeo.ttc",
    "/System/Library/Fonts/ヒラギノ明朝 ProN.ttc",
    "C:/Windows/Fonts/malgunbd.ttf",
    "C:/Windows/Fonts/msyhbd.ttc",
    "C:/Windows/Fonts/YuGothB.ttc",
)
"""Where systems keep fonts for Korean, Japanese and Chinese titles; none travels with the package."""
FACES: Final = {"ja": 0, "ko": 1, "zh": 2}
"""The face of each language in Noto's collections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A cover ready to be served, and a small one for pages."""

    content: bytes
    suffix: str
    """`.jpg` or `.png`."""
    side: int
    thumb: bytes
    """JPEG."""

    def name(self, show: str) -> str:
        """Its name under public/."""
        return f"{show}/cover-{short(self.content, 12)}{self.suffix}"

    def thumb_name(self, show: str) -> str:
        """The small one's name under public/."""
        return f"{show}/cover-{short(self.content, 12)}-{THUMB}.jpg"


def make_cover(show: Show, *, settings: Settings, cache: Path | None = None) -> Cover:
    """The show's cover. Drawn ones are kept in `cache`. Raises PublishError where the show's own picture is unfit."""
    if show.cover:
        return _own(show.folder / show.cover)
    wanted = [
        DESIGN,
        plain(show.title),
        plain(settings.title),
        plain(show.author),
        show.name,
        show.theme,
        show.language,
    ]
    key = hashlib.sha256(json.dumps([*wanted, _font_for(plain(show.title), show.language)]).encode()).hexdigest()[:24]
    kept = place(cache, key, ".jpg") if cache else None
    if kept and (content := _read(kept)) is not None:
        try:
            return _finished(content, ".jpg")
        except (OSError, ValueError, SyntaxError):
            kept.unlink(missing_ok=True)  # damaged, and no loss: it is drawn again
    content = _jpeg(_draw(show, settings))
    if kept:
        _keep(kept, content)
    return _finished(content, ".jpg")


@lru_cache(maxsize=8)
def _finished(content: bytes, suffix: str) -> Cover:
    """With its small one, which takes as long as an episode's transcript: every episode and every publish ask for it."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        # A JPEG can be read at an eighth of its size at once, which is enough for the small one.
        picture.draft("RGB", (THUMB, THUMB))
        side = Image.open(io.BytesIO(content)).width
        small = picture.convert("RGB").resize((THUMB, THUMB), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=86, optimize=True)
    return Cover(content=content, suffix=suffix, side=side, thumb=out.getvalue())


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _keep(path: Path, content: bytes) -> None:
    """Keeping is a convenience: where it fails, the cover is drawn again."""
    import contextlib

    with contextlib.suppress(OSError):
        files.write(path, content)


# ---- a show's own picture


def _own(path: Path) -> Cover:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unread(path, error) from None
    return _fit(content, path)


@lru_cache(maxsize=8)
def _fit(content: bytes, path: Path) -> Cover:
    """What a file holds, as directories take it. Raises PublishError."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            kind, mode, size = picture.format, picture.mode, picture.size
            loaded = picture.copy()
    except (OSError, Image.DecompressionBombError, ValueError, SyntaxError) as error:
        raise _unread(path, error) from None
    if size[0] != size[1] or size[0] < SMALLEST:
        raise PublishError(
            f"the cover is {size[0]} × {size[1]} pixels",
            where=str(path),
            hint=f"directories ask for a square of {SMALLEST} to {SIDE} pixels",
        )
    if kind in {"JPEG", "PNG"} and mode == "RGB" and size[0] <= SIDE and len(content) <= LIMIT:
        return _finished(content, ".jpg" if kind == "JPEG" else ".png")
    return _finished(_jpeg(_flat(loaded)), ".jpg")


def _unread(path: Path, error: Exception) -> PublishError:
    why = getattr(error, "strerror", None) or "it must be a JPEG or a PNG"
    return PublishError("the cover cannot be read as a picture", where=str(path), hint=why)


def _flat(picture: Image) -> Image:
    """RGB on white, at most 3,000 pixels a side."""
    from PIL import Image as Images

    if picture.mode in {"RGBA", "LA", "P", "PA"}:
        ground = Images.new("RGBA", picture.size, (255, 255, 255, 255))
        picture = Images.alpha_composite(ground, picture.convert("RGBA"))
    picture = picture.convert("RGB")
    if picture.width > SIDE:
        picture = picture.resize((SIDE, SIDE), Images.Resampling.LANCZOS)
    return picture


def _jpeg(picture: Image) -> bytes:
    """As good as fits into the limit; no profile, no date: the same picture gives the same bytes."""
    for quality in (90, 82, 74, 66, 58, 50, 40, 30, 20):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True, dpi=(72, 72))
        if out.tell() <= LIMIT:
            break
    return out.getvalue()


# ---- a drawn one

_MARGIN: Final = 240


def _draw(show: Show, settings: Settings) -> Image:
    """A newspaper's front: the newsroom between two rules, the title set large, speech running along the foot."""
    from PIL import Image, ImageDraw

    colours = _colours(parse(palette(show.theme, show.name).theme))
    picture = Image.new("RGB", (SIDE, SIDE), colours.ground)
    draw = ImageDraw.Draw(picture)
    _masthead(draw, plain(settings.title), show.language, colours)
    _title(draw, show, colours)
    _speech(draw, show.name, colours)
    return picture


@dataclass(frozen=True, slots=True)
class _Colours:
    ground: Rgb
    print: Rgb
    """Of the title."""
    tint: Rgb
    """Between the two, still easy to read."""
    faint: Rgb
    """Of what is not yet spoken."""


def _colours(theme: Rgb) -> _Colours:
    """Dark print where the theme is a bright colour, else pale print on its deep shade."""
    bright = contrast(theme, INK) >= 8
    ground, ink = (theme, INK) if bright else (deep(theme), PAPER)
    part = 0.5
    while contrast(mix(ink, ground, part), ground) < 4.6 and part < 1:
        part += 0.05
    return _Colours(ground, ink, mix(ink, ground, part), mix(ink, ground, 0.34))


def _masthead(draw: ImageDraw, name: str, language: str, colours: _Colours) -> None:
    right = SIDE - _MARGIN
    draw.rectangle((_MARGIN, 250, right, 268), fill=colours.print)
    draw.rectangle((_MARGIN, 290, right, 295), fill=colours.print)
    font_name = _font_for(name, language, weight="Semibold")
    if name and font_name:
        size = 104
        spacing = 16
        font = _font(*font_name, size)
        while _spaced(font, name.upper(), spacing) > right - _MARGIN and size > 48:
            size -= 4
            font = _font(*font_name, size)
        x = float(_MARGIN)
        for letter in name.upper():
            draw.text((x, 444), letter, font=font, fill=colours.tint, anchor="ls")
            x += font.getlength(letter) + spacing
    draw.rectangle((_MARGIN, 520, right, 524), fill=colours.tint)


def _spaced(font: Any, text: str, spacing: int) -> float:
    return float(sum(font.getlength(letter) + spacing for letter in text) - spacing)


def _title(draw: ImageDraw, show: Show, colours: _Colours) -> None:
    """The title as large as it goes into the space between masthead and foot."""
    name = plain(show.title)
    found = _font_for(name, show.language)
    if found is None:
        # No font here can write it; the folder's name is always plain letters.
        name = show.name.replace("-", " ").capitalize()
        found = _font_for(name, EVERYWHERE)
    assert found is not None
    top, bottom, width = 640, 2020, SIDE - 2 * _MARGIN
    for size in range(560, 90, -10):
        font = _font(*found, size)
        lines = _wrapped(name, font, width)
        leading = round(size * 1.08)
        if lines and len(lines) * leading <= bottom - top:
            break
    else:
        # A word too long for a line at any size is broken where the line ends.
        font, leading = _font(*found, 200), 216
        lines = _wrapped(name, font, width, hard=True)[: (bottom - top) // leading]
        size = 200
    for row, text in enumerate(lines):
        place = (_MARGIN - size // 28, top + row * leading + round(size * 0.78))
        draw.text(place, text, font=font, fill=colours.print, anchor="ls")


def _wrapped(text: str, font: Any, width: int, *, hard: bool = False) -> list[str]:
    """Lines no wider than `width`; nothing where a word is wider, unless `hard` breaks it. CJK breaks anywhere."""
    lines: list[str] = []
    current = ""
    for part in list(text) if hard else _PARTS.findall(text):
        if font.getlength((current + part).strip()) <= width:
            current += part
            continue
        if font.getlength(part.strip()) > width:
            return []
        lines.append(current.strip())
        current = part.lstrip()
    return [line for line in (*lines, current.strip()) if line]


_PARTS: Final = re.compile(rf"[{KANA_RANGE}{HAN_RANGE}]|[^\s{KANA_RANGE}{HAN_RANGE}]+\s*|\s+")
"""Words with the space behind them; letters of scripts that break between any two."""


def _speech(draw: ImageDraw, seed: str, colours: _Colours) -> None:
    """Bars like the sound of a sentence after another: words as swells, pauses between them; the same for one name."""
    # Not for secrecy: the picture must only be the same each time.
    dice = random.Random(hashlib.sha256(seed.encode()).digest())  # noqa: S311
    step, bar, middle = 42, 22, 2430
    count = (SIDE - 2 * _MARGIN + step - bar) // step
    heights = _heights(dice, count)
    for index, height in enumerate(heights):
        x = _MARGIN + index * step
        half = max(bar // 2, round(height * 300))
        colour = colours.print if index < count * 0.36 else colours.faint
        draw.rounded_rectangle((x, middle - half, x + bar, middle + half), radius=bar // 2, fill=colour)


def _heights(dice: random.Random, count: int) -> Sequence[float]:
    heights: list[float] = []
    while len(heights) < count:
        length = dice.randint(4, 9)
        peak = dice.uniform(0.45, 1.0)
        for position in range(length):
            swell = math.sin(math.pi * (position + 0.6) / (length + 0.2))
            heights.append(peak * swell * dice.uniform(0.55, 1.0))
        heights += [0.03] * dice.randint(1, 2)
    return heights[:count]


# ---- fonts

_Font = tuple[str, int]
"""File and face."""


def _font_for(text: str, language: str, *, weight: str = "Bold") -> _Font | None:
    """A font that can write all of `text`: the shipped one, else one of the system's; None where there is none."""
    shipped: _Font = (str(FONTS / f"SourceSerifPro-{weight}.ttf"), 0)
    if _writes(shipped, text):
        return shipped
    for path in CJK:
        face = FACES.get(primary(language), 0) if path.endswith(".ttc") and "Noto" in path else 0
        if Path(path).is_file() and _writes((path, face), text):
            return path, face
    return None


def _writes(font: _Font, text: str) -> bool:
    """Whether no letter of `text` comes out as the box that stands for a missing one."""
    try:
        loaded = _font(*font, 40)
    except OSError:
        return False
    missing = _shape(loaded, "\U0010fffd")
    return all(_shape(loaded, letter) != missing for letter in set(text) if not letter.isspace())


def _shape(font: Any, letter: str) -> tuple[object, bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


@cache
def _font(path: str, face: int, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(path, size, index=face)

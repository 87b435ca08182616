"""Covers: fit for directories, the same each time, legible whatever the title."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from audiopress.errors import PublishError
from audiopress.model import Settings
from audiopress.publish import covers, make_cover

Make = Callable[..., Any]


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_a_drawn_cover_is_what_directories_take(make_show: Make, settings: Settings) -> None:
    """3,000 pixels square, RGB, JPEG at 72 dpi, less than 512 kB, with print on it; the small one goes with it."""
    cover = make_cover(make_show(), settings=settings)

    picture = opened(cover.content)
    assert picture.format == "JPEG"
    assert picture.size == (3000, 3000)
    assert picture.mode == "RGB"
    assert picture.info["dpi"] == (72, 72)
    assert len(cover.content) < 512_000
    assert cover.side == 3000
    assert opened(cover.thumb).size == (640, 640)
    title = picture.crop((200, 600, 2800, 2050)).convert("L").point(lambda value: 255 if value > 200 else 0)
    left, _top, right, _bottom = title.getbbox() or (0, 0, 0, 0)
    assert right - left > 1500
    assert right < 2600


def test_the_same_show_has_the_same_cover_and_another_title_another_name(
    make_show: Make, settings: Settings, tmp_path: Path
) -> None:
    """The cover's name changes when and only when the picture does; a kept one is not drawn again."""
    first = make_cover(make_show(), settings=settings, cache=tmp_path)
    kept = make_cover(make_show(), settings=settings, cache=tmp_path)
    fresh = make_cover(make_show(), settings=settings)
    other = make_cover(make_show(title="The evening brief"), settings=settings)

    assert first == kept == fresh
    assert first.name("daily-brief") != other.name("daily-brief")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("A", "en"),
        ("The long and winding history of the harbour, its gulls, its ferries and its many councillors", "en"),
        ("Donaudampfschifffahrtsgesellschaftskapitänswitwenrente", "de"),
        ("아침 브리핑", "ko"),
        ("今日のニュース", "ja"),
        ("ข่าวเช้า", "th"),
        ("\x00 ", "en"),
    ],
)
def test_any_title_gets_a_cover(make_show: Make, settings: Settings, title: str, language: str) -> None:
    """Long words, scripts no font here writes, and empty titles: there is a cover, and its print keeps to the margins."""
    cover = make_cover(make_show(title=title, language=language), settings=settings)

    picture = opened(cover.content).convert("L")
    # As bytes, one a pixel: the ground's corner, and the strip between print and edge.
    ground = picture.crop((20, 20, 21, 21)).tobytes()[0]
    margin = picture.crop((2800, 600, 3000, 2100)).tobytes()
    assert max(abs(value - ground) for value in set(margin)) < 40


def test_without_a_font_for_the_title_the_folder_s_name_is_printed(
    make_show: Make, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine without Korean fonts the cover of a Korean show prints the show's plain name, not boxes."""
    monkeypatch.setattr(covers, "CJK", ())
    korean = make_cover(make_show(title="아침 브리핑"), settings=settings)
    plain = make_cover(make_show(title="Daily brief"), settings=settings)
    assert korean.content == plain.content


def picture(path: Path, mode: str, size: tuple[int, int], **how: Any) -> None:
    image = Image.new("RGB", size, (120, 30, 60))
    if mode == "noise":
        image = Image.effect_noise(size, 90).convert("RGB")
    elif mode != "RGB":
        image = image.convert(mode)
    image.save(path, **how)


def test_a_show_s_own_cover_is_used_as_it_is(make_show: Make, settings: Settings, tmp_path: Path) -> None:
    """A picture that is fit is published byte for byte, under its true type."""
    picture(tmp_path / "cover.png", "RGB", (1400, 1400))
    cover = make_cover(make_show(cover="cover.png"), settings=settings)
    assert cover.content == (tmp_path / "cover.png").read_bytes()
    assert cover.suffix == ".png"
    assert cover.side == 1400


@pytest.mark.parametrize(
    ("name", "mode", "side"),
    [("big.png", "RGB", 3200), ("alpha.png", "RGBA", 1400), ("print.jpg", "CMYK", 1400), ("noise.png", "noise", 1400)],
)
def test_an_own_cover_is_made_fit(
    make_show: Make, settings: Settings, tmp_path: Path, name: str, mode: str, side: int
) -> None:
    """Too large, transparent, in print colours or too heavy: it becomes an RGB JPEG that directories take."""
    picture(tmp_path / name, mode, (side, side))
    cover = make_cover(make_show(cover=name), settings=settings)
    found = opened(cover.content)
    assert (found.format, found.mode) == ("JPEG", "RGB")
    assert found.width == found.height == min(side, 3000)
    assert cover.suffix == ".jpg"
    assert len(cover.content) <= 512_000


@pytest.mark.parametrize(("size", "told"), [((1400, 1500), "1400 × 1500"), ((600, 600), "600 × 600")])
def test_an_unfit_cover_is_told_with_its_size(
    make_show: Make, settings: Settings, tmp_path: Path, size: tuple[int, int], told: str
) -> None:
    """A picture that is not square or too small is an error that names the file, its size and what is asked for."""
    picture(tmp_path / "cover.png", "RGB", size)
    with pytest.raises(PublishError, match=told) as caught:
        make_cover(make_show(cover="cover.png"), settings=settings)
    assert caught.value.where.endswith("cover.png")
    assert "1400 to 3000" in caught.value.hint


def test_what_is_no_picture_is_told(make_show: Make, settings: Settings, tmp_path: Path) -> None:
    """A file that is no picture, or is not there, is an error that names it."""
    (tmp_path / "cover.png").write_bytes(b"not a picture")
    for name in ("cover.png", "missing.png"):
        with pytest.raises(PublishError, match="cannot be read as a picture") as caught:
            make_cover(make_show(cover=name), settings=settings)
        assert caught.value.where.endswith(name)

"""The distribution's ffmpeg, which stands on PATH before the package's and is years older."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from audiopress.model import Audio, Cast, Programme, Show, Tags
from audiopress.stitch import master, measure

pytestmark = pytest.mark.system

RATE, SECONDS = 44100, 70


@pytest.mark.parametrize("form", ["mp3", "m4a", "opus"])
def test_the_systems_ffmpeg_masters_and_measures(program: Callable[[str], str], tmp_path: Path, form: str) -> None:
    """Every format comes out at its loudness and is measured with options that old versions know."""
    ffmpeg = program("ffmpeg")
    noise = np.random.default_rng(5).normal(0, 0.05, RATE * SECONDS) * (np.arange(RATE * SECONDS) // RATE % 5 > 0)
    (tmp_path / "p.pcm").write_bytes(np.rint(np.clip(noise, -1, 1) * 32767).astype("<i2").tobytes())
    programme = Programme(path=tmp_path / "p.pcm", rate=RATE, frames=RATE * SECONDS, chapters=(), transcript=())
    show = Show(
        name="x",
        folder=tmp_path,
        title="x",
        description="",
        language="en",
        author="",
        cast=Cast(host="x"),
        audio=Audio(format=form),
    )
    tags = Tags(title="x", artist="x", album="x", date=datetime(2026, 3, 2, tzinfo=UTC), language="en", text="x")

    enclosure = master(programme, show, tags=tags, path=tmp_path / f"out.{form}", ffmpeg=ffmpeg)

    assert abs(measure(enclosure.path).integrated + 16) <= 0.5
    assert enclosure.true_peak <= -1.0

"""Takes made of modulated noise that sounds like speech to a meter, and a show to stitch them with."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from audiopress.model import Audio, Cast, Cue, Pauses, Script, Show, Tags, Take, Utterance, Voice, WordTime
from audiopress.workspace import shipped

Episode = tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]


def noise(seconds: float, rate: int, level: float, seed: int) -> bytes:
    """Syllables of filtered noise, `level` dBFS at their loudest, a little silence at both ends."""
    generator = np.random.default_rng(seed)
    count = round(seconds * rate)
    raw = np.convolve(generator.normal(size=count + 64), np.hanning(9), mode="same")[:count]
    time = np.arange(count) / rate
    syllables = 0.35 + 0.65 * np.abs(np.sin(np.pi * 3.7 * time + seed))
    signal = raw / np.abs(raw).max() * syllables * 10 ** (level / 20)
    edge = np.zeros(round(0.15 * rate))
    pcm: bytes = np.rint(np.concatenate([edge, signal, edge]) * 32767).astype("<i2").tobytes()
    return pcm


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """A show with pauses of its own, in a folder of its own, and the shipped music beside it."""
    folder = tmp_path / "feeds" / "harbour"
    folder.mkdir(parents=True)
    (tmp_path / "feeds" / "music").symlink_to(shipped() / "feeds" / "music")
    return Show(
        name="harbour",
        folder=folder,
        title="Harbour",
        description="x",
        language="en",
        author="x",
        cast=Cast(host="anna"),
        pause=Pauses(sentence=0.3, quote=0.35, paragraph=0.6, story=1.0, chapter=0.9, start=0.25, end=0.75),
    )


def _jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def tags() -> Tags:
    """Tags with letters of three scripts."""
    return Tags(
        title="Fähre 부산 – 夜",
        artist="Ada Bell",
        album="Harbour",
        date=datetime(2026, 3, 2, tzinfo=UTC),
        language="en",
        text="Every word\n\nof it.",
        cover=_jpeg(),
        url="https://example.org/ferry",
        comment="The voices are synthetic.",
    )


@pytest.fixture
def episode(tmp_path: Path) -> Callable[..., Episode]:
    """`episode(lines, rate=22050)`: one line is (role, speaker, voice, level in dBFS, sentences, new paragraph)."""

    def make(lines: list[tuple[str, str, str, float, int, bool]], rate: int = 22050, seconds: float = 2.0) -> Episode:
        cues: list[Cue] = [Cue(kind="chapter", line=1, text="First")]
        utterances: list[Utterance] = []
        takes: list[Take] = []
        for role, speaker, name, level, sentences, paragraph in lines:
            text = " ".join(f"Word{n} number two." for n in range(sentences))
            voice = Voice(name=name, engine="tone", model="mid", languages=("en",), attribution="x", licence="x")
            for n in range(sentences):
                sentence = f"Word{n} number two."
                start = text.index(sentence)
                pcm = noise(seconds, rate, level, len(takes))
                path = tmp_path / f"take-{len(takes)}.pcm"
                path.write_bytes(pcm)
                words = (WordTime(0, 5, rate // 4, rate // 2),)
                takes.append(Take(key=str(len(takes)), path=path, rate=rate, frames=len(pcm) // 2, words=words))
                utterances.append(
                    Utterance(
                        cue=len(cues),
                        start=start,
                        end=start + len(sentence),
                        spoken=sentence,
                        voice=voice,
                        language="en",
                    )
                )
            cues.append(
                Cue(kind="speech", line=len(cues) + 1, text=text, role=role, speaker=speaker, paragraph=paragraph)
            )
        return Script(title="x", language="en", cues=tuple(cues)), tuple(utterances), tuple(takes)

    return make


@pytest.fixture
def audio() -> Callable[..., Show]:
    """`audio(show, rate=…)` changes the show's audio settings."""

    def change(show: Show, **changes: object) -> Show:
        settings: Audio = replace(show.audio, **changes)  # type: ignore[arg-type]
        return replace(show, audio=settings)

    return change

"""Voices, utterances, and engines that come in through the door of plug-ins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audiopress.model import Utterance, Voice
from audiopress.speech import registry
from audiopress.speech.builtin.espeak import Espeak
from audiopress.speech.registry import load_engine

TROUBLED = '''
"""An engine for tests: it does what the text tells it to."""

import os
import signal
import time
from pathlib import Path

from audiopress.errors import SpeechError
from audiopress.model import WordTime
from audiopress.speech.builtin.tone import Tone
from audiopress.speech.engine import READY, Engine, Speech, Unavailable


class Troubled(Engine):
    name = "troubled"
    rate = 22050
    options = {"log": "a file", "seconds": "how long a slow line takes"}

    def version(self):
        return "1"

    def readiness(self, voice):
        return READY

    def speak(self, line):
        log = Path(line.voice.options["log"])
        with log.open("a") as file:
            file.write(f"{os.getpid()} {line.text}\\n")
        seen = sum(1 for said in log.read_text().splitlines() if said.partition(" ")[2] == line.text)
        first = line.text.split()[0]
        if first == "die" or (first == "stumble" and seen == 1):
            os.kill(os.getpid(), signal.SIGKILL)
        if first == "refuse":
            raise SpeechError("refused")
        if first == "gone":
            raise Unavailable("the server is gone")
        if first == "bug" or (first == "hiccup" and seen == 1):
            raise ValueError("a bug")
        if first == "slow":
            time.sleep(float(line.voice.options.get("seconds", 0.3)))
        if first == "endless":
            time.sleep(60)
        speech = Tone().speak(type(line)(text=line.text, voice=_tone(line.voice), language=line.language))
        if first == "empty" or (first == "late" and seen == 1):
            return Speech(pcm=b"", rate=22050)
        if first == "silence":
            return Speech(pcm=bytes(44100), rate=22050)
        if first == "clipped":
            return Speech(pcm=(b"\\xff\\x7f" * 40 + b"\\x00\\x80" * 40) * 400, rate=22050)
        if first == "hurried":
            return Speech(pcm=speech.pcm[: len(speech.pcm) // 20 * 2], rate=22050)
        if first == "dragging":
            return Speech(pcm=speech.pcm * 12, rate=22050)
        if first == "hole":
            half = len(speech.pcm) // 4 * 2
            return Speech(pcm=speech.pcm[:half] + bytes(2 * 22050 * 2) + speech.pcm[half:], rate=22050)
        if first == "untimed":
            return Speech(pcm=speech.pcm, rate=22050)
        return speech


def _tone(voice):
    from dataclasses import replace

    return replace(voice, engine="tone", model="mid", options={})
'''


@pytest.fixture
def voice() -> Callable[..., Voice]:
    """A voice with what a test does not name filled in."""

    def make(engine: str = "tone", model: str = "mid", **fields: object) -> Voice:
        given = {"name": "reader", "languages": ("en-US",), "attribution": "nobody", "licence": "none", **fields}
        return Voice(engine=engine, model=model, **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def lines() -> Callable[..., list[Utterance]]:
    """Utterances of one voice, one for each text."""

    def make(voice: Voice, *texts: str, language: str = "en") -> list[Utterance]:
        return [
            Utterance(cue=index, start=0, end=len(text), spoken=text, voice=voice, language=language)
            for index, text in enumerate(texts)
        ]

    return make


@pytest.fixture
def plugin(installed: Callable[[str, str, str, str], Path]) -> Iterator[Callable[[str, str, str], Path]]:
    """Installs an engine as pip would leave it."""

    def install(name: str, source: str, target: str) -> Path:
        site = installed("audiopress.engines", name, source, target)
        registry._instances.clear()
        return site

    yield install
    registry._instances.clear()


@pytest.fixture
def troubled(plugin: Callable[[str, str, str], Path], voice: Callable[..., Voice], tmp_path: Path) -> Voice:
    """A voice of an engine that does what the text tells it to, and writes down what it was asked."""
    plugin("troubled", TROUBLED, "troubled_engine:Troubled")
    return voice("troubled", "any", options={"log": str(tmp_path / "log")})


@pytest.fixture
def asked(tmp_path: Path) -> Callable[[], list[str]]:
    """The texts that the troubled engine was asked for, in order."""

    def read() -> list[str]:
        log = tmp_path / "log"
        return [line.partition(" ")[2] for line in log.read_text().splitlines()] if log.exists() else []

    return read


@pytest.fixture
def espeak() -> Espeak:
    """The embedded default."""
    engine = load_engine("espeak")
    assert isinstance(engine, Espeak)
    return engine

"""hibari: the natural English voice that comes with audiopress, on a plain processor and without a network.

The package `hibari-tts` (Apache-2.0) carries a model of 8 MB that was taught by Kokoro-82M, its lexicons and its rules
from letters to sounds. Ours are the lexicon's sounds for single words, the time of every word from the model's own
durations, several speakers from one model, a delivery, and the same bytes for the same line.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from audiopress.errors import SpeechError, UnknownName
from audiopress.model import Voice, WordTime
from audiopress.speech.engine import READY, Engine, Line, Readiness, Speech, option
from audiopress.speech.hibari import network, reading, timbre
from audiopress.speech.ipa import to_misaki
from audiopress.speech.models import file_digest, find, folder
from audiopress.speech.word_cuts import tokens

BUNDLED: Final = "heart"
FASTEST, SLOWEST = 2.0, 0.5
"""Speeds that the model was taught."""
STEP: Final = 600
"""Frames in one unit of a duration: two of the network's frames of 300, 25 ms."""
EARLY: Final = 3.0
"""Units by which the sound comes before its duration says; the same as in Kokoro, its teacher (pipeline.py there)."""
SEED: Final = 1
"""Of the noise in breath and consonants: any number, always the same."""


class Hibari(Engine):
    """The profile's model is a voice of hibari: `heart` is in the package, others are files of the folder of models.

    `pitch` with `options.formants` makes another speaker of it.
    """

    name: ClassVar[str] = "hibari"
    sound: ClassVar[str] = "natural"
    expressive: ClassVar[bool] = True
    options: ClassVar[Mapping[str, str]] = {
        "formants": "the speaker's size: 0.85 is a larger person, 1.1 a smaller one; 1 unless told",
        "melody": "how far the pitch moves around its middle: 0.8 is calmer; 1 unless told",
    }
    bounds: ClassVar[Mapping[str, tuple[float, float]]] = {"formants": (0.7, 1.25), "melody": (0.0, 2.0)}
    """Beyond, it is no person's voice."""
    rate: ClassVar[int] = 24000

    def version(self) -> str:
        """The package's, and the revision of what is done to its sound here."""
        try:
            return f"{importlib.metadata.version('hibari-tts')}/{timbre.REVISION}"
        except importlib.metadata.PackageNotFoundError:
            raise SpeechError("the package hibari-tts is not installed", hint="pip install hibari-tts") from None

    def digest(self, voice: Voice) -> str:
        """Of the model's file."""
        return file_digest(_file(voice))

    def readiness(self, voice: Voice) -> Readiness:
        """Whether the packages and the model's file are there, and the options can be."""
        for package in ("hibari", "onnxruntime"):
            if importlib.util.find_spec(package) is None:
                return Readiness(
                    ready=False, missing=f"the package {package} is not installed", install="pip install hibari-tts"
                )
        try:
            _file(voice)
            _shape(voice)
        except (SpeechError, UnknownName) as error:
            return Readiness(ready=False, missing=error.message, install=error.hint)
        return READY

    def speaks(self, voice: Voice) -> tuple[str, ...]:
        """English."""
        del voice
        return ("en",)

    def sounds(self, voice: Voice, ipa: str) -> bool:
        """Those that English has, or something near."""
        return bool(to_misaki(ipa, british=_british(voice)))

    def unsayable(self, text: str) -> str:
        """Letters of other scripts, and numbers of one sign that are no figure (⑩), each once."""
        return "".join(dict.fromkeys(sign for sign in text if not reading.sayable(sign)))

    def speak(self, line: Line) -> Speech:
        """Word times are the model's own, in steps of 25 ms.

        Raises SpeechError for letters of another script, UnknownName for a model that is not there.
        """
        import numpy as np

        voice = line.voice
        foreign = self.unsayable(line.text)
        if foreign:
            raise SpeechError(
                f"hibari has no sounds for {foreign[:12]!r}",
                where=f"voice {voice.name}",
                hint="name a voice for that language under [cast.languages] of show.toml, or a fallback in the profile",
            )
        path, british = _file(voice), _british(voice)
        formants, melody = _shape(voice)
        # What is played slower is spoken faster, so that the pace stays.
        speed = min(FASTEST, max(SLOWEST, voice.pace * line.delivery.pace / formants))
        net = network.load(str(path), file_digest(path))
        text, marked = reading.prepared(line, british=british)
        spans = tokens(text)
        parts, heard, at = [], _Heard(), 0
        for sounds, owners in reading.breaths(*reading.sounds(text, marked, spans, british=british)):
            spectra, lengths = net.run(
                sounds, speed=speed, pitch=voice.pitch / formants, melody=melody, delivery=line.delivery
            )
            heard.add(owners, lengths, at, STEP / formants)
            parts.append(timbre.sounded(spectra, seed=SEED, formants=formants))
            at += len(parts[-1])
        if not parts:
            return Speech(pcm=b"", rate=self.rate)
        pcm = (np.clip(np.concatenate(parts) * line.volume, -1.0, 1.0) * 32767).astype("<i2").tobytes()
        return Speech(pcm=pcm, rate=self.rate, words=heard.words(spans, at))


class _Heard:
    """First and last frame of each word, from the lengths of its sounds."""

    def __init__(self) -> None:
        self._places: dict[int, tuple[int, int]] = {}

    def add(self, owners: list[int], lengths: list[float], at: int, step: float) -> None:
        """The sounds of one stretch that begins at frame `at`; `lengths` has the silence before and after as well."""
        position = max(0.0, lengths[0] - EARLY)
        for owner, length in zip(owners, lengths[1:], strict=False):
            begin, position = position, position + length
            if owner != reading.NOBODY:
                first, _ = self._places.get(owner, (at + round(begin * step), 0))
                self._places[owner] = first, at + round(position * step)

    def words(self, spans: list[tuple[int, int]], frames: int) -> tuple[WordTime, ...]:
        """In order and inside the frames; a word that has no sound is left out."""
        return tuple(
            WordTime(*spans[word], min(begin, frames), min(finish, frames))
            for word, (begin, finish) in sorted(self._places.items())
        )


# ---- the profile


def _file(voice: Voice) -> Path:
    """The model's file. Raises UnknownName, and SpeechError for one that has to be fetched."""
    from hibari import voices

    if voice.model == BUNDLED:
        return Path(voices.voice_path(BUNDLED))
    found = find(f"hibari-{voice.model}", ".onnx") or (find(voice.model) if voice.model.endswith(".onnx") else None)
    if found is not None:
        return found
    if voice.model in voices.VOICES:
        name = f"hibari-{voice.model}"
        raise SpeechError(
            f"there is no file '{name}.onnx'",
            where=f"voice {voice.name}",
            hint=f"`audiopress voices download {name}` puts it into {folder()}",
        )
    raise UnknownName("hibari voice", voice.model, voices.VOICES, where=f"voice {voice.name}")


def _british(voice: Voice) -> bool:
    """Whether the voice was taught British sounds; one that hibari does not list says so by its first language."""
    from hibari import voices

    known = voices.VOICES.get(voice.model)
    return bool(known["british"]) if known else voice.languages[0].lower() == "en-gb"


def _shape(voice: Voice) -> tuple[float, float]:
    """Formants and melody. Raises SpeechError."""
    found = []
    for name, (least, most) in Hibari.bounds.items():
        value = option(voice, name, 1.0)
        if not least <= value <= most:
            raise SpeechError(f"options.{name} is between {least} and {most}", where=f"voice {voice.name}")
        found.append(value)
    return found[0], found[1]

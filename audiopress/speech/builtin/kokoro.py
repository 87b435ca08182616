"""Kokoro: local neural voices through kokoro-onnx (extra `kokoro`), from files the newsroom has."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, Final

from audiopress.errors import SpeechError, UnknownName
from audiopress.model import Voice
from audiopress.speech import japanese
from audiopress.speech.engine import READY, Engine, Line, Readiness, Speech, text_option
from audiopress.speech.models import file_digest, find, folder
from audiopress.speech.registry import needs
from audiopress.speech.word_cuts import interpolated, tokens

MODELS: Final = ("kokoro-v1.0.fp16.onnx", "kokoro-v1.0.onnx", "kokoro-v1.0.int8.onnx")
VOICES: Final = "voices-v1.0.bin"
"""The makers' own names, looked for in the folder of models; of the models the first that is there."""
FETCH: Final = "audiopress voices download kokoro-v1.0"
SPOKEN: Final = {
    "a": "en-US", "b": "en-GB", "e": "es", "f": "fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-BR", "z": "zh",
}  # fmt: skip
"""The first letter of a voice's name is its language (Kokoro-82M's VOICES.md)."""
FASTEST, SLOWEST = 2.0, 0.5
LANGUAGES: Final = {"en": "en-us", "en-us": "en-us", "en-gb": "en-gb", "fr": "fr-fr", "pt": "pt-br", "zh": "cmn"}
"""What the phonemiser calls a language, where that is not the tag itself."""


class Kokoro(Engine):
    """The profile's model is the voice's name (`af_heart`).

    It cannot change its pitch, and its pace stays between 0.5 and 2.
    """

    name: ClassVar[str] = "kokoro"
    sound: ClassVar[str] = "natural"
    options: ClassVar[Mapping[str, str]] = {
        "model": "the model's file; "
        + " or ".join(f"`{name}`" for name in MODELS)
        + " in the folder of models unless told",
        "voices": "the file of its voices; `voices-v1.0.bin` there unless told",
    }
    rate: ClassVar[int] = 24000

    def version(self) -> str:
        """The package's, and that of the phonemiser's library, by which words are read. Raises SpeechError."""
        try:
            return "/".join(map(importlib.metadata.version, ("kokoro-onnx", "espeakng-loader")))
        except importlib.metadata.PackageNotFoundError:
            raise SpeechError(
                "the package kokoro-onnx is not installed", hint="pip install 'audiopress[kokoro]'"
            ) from None

    def digest(self, voice: Voice) -> str:
        """Of the model and of the file of voices; with the version of the dictionary that kanji are read by."""
        return "".join(map(file_digest, _files(voice))) + (japanese.version() if _japanese(voice) else "")

    def readiness(self, voice: Voice) -> Readiness:
        """Whether the package and both files are there and the voice is in them."""
        found = needs("kokoro_onnx", "kokoro", also="" if _there(voice) else FETCH)
        if not found.ready:
            return found
        if voice.pitch != 1.0:
            return Readiness(ready=False, missing="Kokoro cannot change its pitch", install="set pitch = 1")
        try:
            _, voices = _files(voice)
            _named(voices, voice)
        except (SpeechError, UnknownName) as error:
            return Readiness(ready=False, missing=error.message, install=error.hint)
        return japanese.readiness() if _japanese(voice) else READY

    def speaks(self, voice: Voice) -> tuple[str, ...] | None:
        """By the first letter of the voice's name (`ff_siwis` is French); a voice named otherwise is not known."""
        language = SPOKEN.get(voice.model[:1]) if re.match(r"[a-z][a-z]_", voice.model) else None
        return (language,) if language else None

    def sounds(self, voice: Voice, ipa: str) -> bool:
        """Any: the model is given phonemes anyway."""
        del voice, ipa
        return True

    def speak(self, line: Line) -> Speech:
        """Word times where the model reports durations. Raises SpeechError, UnknownName."""
        import numpy as np

        voice = line.voice
        model, voices = _files(voice)
        _named(voices, voice)
        engine = _loaded(str(model), str(voices), file_digest(model) + file_digest(voices))
        language = line.language.lower()
        language = LANGUAGES.get(language) or LANGUAGES.get(language.partition("-")[0]) or language.partition("-")[0]
        phonemes = _phonemes(engine, line, language)
        if not phonemes.strip():
            return Speech(pcm=b"", rate=self.rate)
        values, rate, timings = engine.create_timed(
            phonemes, voice.model, min(FASTEST, max(SLOWEST, voice.pace)), language, is_phonemes=True, trim=False
        )
        pcm = (np.clip(np.asarray(values) * line.volume, -1.0, 1.0) * 32767).astype("<i2").tobytes()
        # The phrases that a Japanese line is spoken in are not its words.
        words = () if japanese.speaks(language) else _words(line.text, timings, len(pcm) // 2, int(rate))
        return Speech(pcm=pcm, rate=int(rate), words=words)


def _japanese(voice: Voice) -> bool:
    return any(map(japanese.speaks, voice.languages))


def _phonemes(engine: Any, line: Line, language: str) -> str:
    """The line in the phonemes of the model: the lexicon's for the words that have some, espeak's for the rest."""
    plain = line.text.replace("\0", " ").encode("utf-8", "replace").decode()
    if japanese.speaks(language):
        plain, _ = japanese.kana(plain)
    words = sorted(line.phonemes, key=len, reverse=True)
    parts = re.split(r"(?<!\w)(" + "|".join(map(re.escape, words)) + r")(?!\w)", plain) if words else [plain]
    said = [
        line.phonemes[part] if index % 2 else str(engine.tokenizer.phonemize(part, language)) if part.strip() else ""
        for index, part in enumerate(parts)
    ]
    return re.sub(r"\s+([,.;:!?…])", r"\1", " ".join(part for part in said if part))


def _words(text: str, timings: Any, frames: int, rate: int) -> Any:
    """Where words begin: after each space that was spoken, if there are as many stretches as words; else nothing."""
    begins: list[int] = []
    fresh = True
    for timing in timings:
        if timing.phoneme == " ":
            fresh = True
        elif fresh and timing.phoneme.isalpha():
            begins.append(round(timing.start * rate))
            fresh = False
    spans = tokens(text)
    if not begins or len(begins) != len(spans):
        return ()
    return interpolated(text, spans, dict(enumerate(begins)), frames, rate)


def _files(voice: Voice) -> tuple[Path, Path]:
    return _file(voice, "model", MODELS), _file(voice, "voices", (VOICES,))


def _file(voice: Voice, option: str, names: tuple[str, ...]) -> Path:
    wanted = text_option(voice, option)
    found = next(filter(None, map(find, (wanted,) if wanted else names)), None)
    if found is None:
        raise SpeechError(
            f"there is no file {wanted or names[0]!r}",
            where=f"voice {voice.name}",
            hint=f"`{FETCH}` puts it into {folder()}; or name its path in options.{option}",
        )
    return found


def _there(voice: Voice) -> bool:
    """Whether both files are."""
    try:
        _files(voice)
    except SpeechError:
        return False
    return True


def _named(voices: Path, voice: Voice) -> None:
    """Raises UnknownName. A file of voices is a zip, whose list of names is read without loading any."""
    names = _names(str(voices), file_digest(voices))
    if voice.model not in names:
        raise UnknownName("Kokoro voice", voice.model, names, where=f"voice {voice.name}")


@lru_cache(maxsize=8)
def _names(path: str, _digest: str) -> frozenset[str]:
    import zipfile

    try:
        with zipfile.ZipFile(path) as file:
            return frozenset(name.removesuffix(".npy") for name in file.namelist())
    except (OSError, zipfile.BadZipFile) as error:
        raise SpeechError(f"not a file of Kokoro voices: {error}", where=path) from None


@lru_cache(maxsize=2)
def _loaded(model: str, voices: str, _digest: str) -> Any:
    from kokoro_onnx import Kokoro as Model

    try:
        return Model(model, voices)
    except Exception as error:  # noqa: BLE001 - onnxruntime raises errors of its own
        raise SpeechError(f"not a Kokoro model: {error}", where=model) from None

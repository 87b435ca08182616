"""Supertonic 3: local neural voices in 31 languages through the package supertonic (extra `supertonic`).

Its model lies in a folder of its own in the folder of models; nothing is fetched while it speaks.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import threading
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, Final

from audiopress.errors import SpeechError, UnknownName
from audiopress.model import Voice
from audiopress.speech.engine import READY, Engine, Line, Readiness, Speech, option, text_option
from audiopress.speech.models import file_digest, folder
from audiopress.speech.registry import needs

NAME: Final = "supertonic-3"
"""The package's own name of the model, and its folder's."""
FETCH: Final = f"audiopress voices download {NAME}"
ONNX: Final = (
    "onnx/duration_predictor.onnx", "onnx/text_encoder.onnx", "onnx/tts.json", "onnx/unicode_indexer.json",
    "onnx/vector_estimator.onnx", "onnx/vocoder.onnx",
)  # fmt: skip
LANGUAGES: Final = (
    "en", "ko", "ja", "ar", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hi", "hr", "hu", "id", "it", "lt",
    "lv", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk", "vi",
)  # fmt: skip
"""What the model was trained on (supertonic 1.3.1, config.py); its `na` is no language, and is not used."""
SLOWEST, FASTEST = 0.7, 2.0
"""Its own bounds of speed."""
OWN: Final = 1.05
"""The speed that its makers advise for plain speech, which is pace 1."""
STEPS: Final = 8
"""Its makers' own; 2 are known to sound bad."""
FEWEST, MOST = 5, 100


class Supertonic(Engine):
    """The profile's model is the voice's name: `F1` to `F5`, `M1` to `M5`, or a style file that was put beside them.

    It cannot change its pitch, takes no phonemes, and its pace stays between 0.67 and 1.9.
    """

    name: ClassVar[str] = "supertonic"
    sound: ClassVar[str] = "natural"
    options: ClassVar[Mapping[str, str]] = {
        "folder": f"the model's folder; `{NAME}` in the folder of models unless told",
        "steps": f"how carefully it speaks, {FEWEST} to {MOST}; {STEPS} unless told; twice as many take twice as long",
    }
    bounds: ClassVar[Mapping[str, tuple[float, float]]] = {"steps": (FEWEST, MOST)}

    def version(self) -> str:
        """The package's. Raises SpeechError."""
        try:
            return importlib.metadata.version("supertonic")
        except importlib.metadata.PackageNotFoundError:
            raise SpeechError(
                "the package supertonic is not installed", hint="pip install 'audiopress[supertonic]'"
            ) from None

    def digest(self, voice: Voice) -> str:
        """Of the model's files and of the voice's."""
        home = _folder(voice)
        files = [*(home / name for name in ONNX), _style(home, voice)]
        return hashlib.sha256("".join(map(file_digest, files)).encode()).hexdigest()

    def readiness(self, voice: Voice) -> Readiness:
        """Whether the package and the model's files are there, and the profile asks for nothing that it cannot do."""
        missing = ""
        try:
            _style(_folder(voice), voice)
            _steps(voice)
        except (SpeechError, UnknownName) as error:
            missing, hint = error.message, error.hint
        found = needs("supertonic", "supertonic", also=FETCH if missing else "")
        if not found.ready:
            return found
        if missing:
            return Readiness(ready=False, missing=missing, install=hint)
        if voice.pitch != 1.0:
            return Readiness(ready=False, missing="Supertonic cannot change its pitch", install="set pitch = 1")
        return READY

    def speaks(self, voice: Voice) -> tuple[str, ...]:
        """The languages that its model was trained on."""
        del voice
        return LANGUAGES

    def speak(self, line: Line) -> Speech:
        """The line said once; the same line sounds the same again. Raises SpeechError, UnknownName."""
        import numpy as np

        voice = line.voice
        home = _folder(voice)
        language = line.language.lower().partition("-")[0]
        if language not in LANGUAGES:
            raise SpeechError(f"Supertonic does not speak {line.language!r}", where=f"voice {voice.name}")
        style_file = _style(home, voice)
        model = _loaded(str(home), self.digest(voice))
        text = _plain(line.text, model)
        if not any(map(str.isalnum, text)):
            return Speech(pcm=b"", rate=int(model.sample_rate))
        try:
            style = model.get_voice_style_from_path(style_file)
            with _SEEDED:
                # Its noise comes from numpy's global generator: a seed of the text makes a take the same every time.
                before = np.random.get_state()  # noqa: NPY002 - the package's own generator
                np.random.seed(int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]))  # noqa: NPY002
                try:
                    values, _ = model.synthesize(
                        text,
                        voice_style=style,
                        total_steps=_steps(voice),
                        speed=min(FASTEST, max(SLOWEST, OWN * voice.pace)),
                        lang=language,
                    )
                finally:
                    np.random.set_state(before)  # noqa: NPY002
        except (ValueError, RuntimeError, TypeError) as error:
            raise SpeechError(f"Supertonic cannot say it: {error}", where=f"voice {voice.name}") from None
        pcm = (np.clip(np.asarray(values).reshape(-1), -1.0, 1.0) * 32767).astype("<i2").tobytes()
        return Speech(pcm=pcm, rate=int(model.sample_rate))


_SEEDED: Final = threading.Lock()
"""One line at a time: the generator that is seeded is the process's."""


def _plain(text: str, model: Any) -> str:
    """The text in characters that the model has: `<` begins its tags, and what it does not know is an error to it.

    What has no letter for it (an emoji, another script) is left out only where it is a mark; a letter or a figure that
    the model does not know stays, so that it is told and not dropped.
    """
    plain = text.translate({ord("<"): " ", ord(">"): " ", 0: " "}).encode("utf-8", "ignore").decode()
    _, unsupported = model.model.text_processor.validate_text(plain)
    marks = {mark for mark in unsupported if unicodedata.category(mark)[0] not in "LN"}
    return re.sub(r"\s+", " ", "".join(" " if character in marks else character for character in plain)).strip()


def _steps(voice: Voice) -> int:
    steps = round(option(voice, "steps", STEPS))
    if not FEWEST <= steps <= MOST:
        raise SpeechError(
            f"options.steps is {FEWEST} to {MOST}, not {steps}",
            where=f"voice {voice.name}",
            hint=f"set steps = {STEPS}, which is its makers' own",
        )
    return steps


def _folder(voice: Voice) -> Path:
    """Raises SpeechError where it is not there or not whole."""
    wanted = text_option(voice, "folder", NAME)
    home = next((path for path in (Path(wanted).expanduser(), folder() / wanted) if path.is_dir()), None)
    lacking = next((name for name in ONNX if not (home / name).is_file()), None) if home else None
    if home is None or lacking:
        raise SpeechError(
            f"there is no folder {wanted!r}" if home is None else f"there is no {lacking} in {home}",
            where=f"voice {voice.name}",
            hint=f"`{FETCH}` puts it into {folder()}; or name its path in options.folder",
        )
    return home


def _style(home: Path, voice: Voice) -> Path:
    """The file of the voice. Raises UnknownName."""
    styles = {path.stem: path for path in (home / "voice_styles").glob("*.json")}
    if voice.model not in styles:
        raise UnknownName("Supertonic voice", voice.model, styles, where=f"voice {voice.name}")
    return styles[voice.model]


@lru_cache(maxsize=1)
def _loaded(home: str, _digest: str) -> Any:
    """The model holds some 400 MB, so one is kept."""
    from supertonic import TTS

    try:
        return TTS(NAME, model_dir=home, auto_download=False)
    except Exception as error:  # noqa: BLE001 - onnxruntime and the package raise errors of their own
        raise SpeechError(f"not a Supertonic model: {error}", where=home) from None

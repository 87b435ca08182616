"""Piper: local neural voices (extra `piper`), from a file the newsroom has."""

from __future__ import annotations

import importlib.metadata
import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from audiopress.errors import SpeechError
from audiopress.model import Voice
from audiopress.speech.engine import READY, Engine, Line, Readiness, Speech, option
from audiopress.speech.models import file_digest, find, folder
from audiopress.speech.registry import needs


class Piper(Engine):
    """The profile's model is a path to NAME.onnx with NAME.onnx.json beside it, or a name in the folder of models.

    It cannot change its pitch.
    """

    name: ClassVar[str] = "piper"
    sound: ClassVar[str] = "natural"
    options: ClassVar[Mapping[str, str]] = {
        "speaker": "number of the speaker, in a voice of several",
        "noise": "how lively it is; the voice's own settings file says how much it is made for",
        "noise_width": "how much the lengths of sounds vary",
    }
    bounds: ClassVar[Mapping[str, tuple[float, float]]] = {
        "speaker": (0, math.inf),
        "noise": (0, math.inf),
        "noise_width": (0, math.inf),
    }

    def version(self) -> str:
        """The package's. Raises SpeechError."""
        try:
            return importlib.metadata.version("piper-tts")
        except importlib.metadata.PackageNotFoundError:
            raise SpeechError("the package piper is not installed", hint="pip install 'audiopress[piper]'") from None

    def digest(self, voice: Voice) -> str:
        """Of the model and its settings."""
        model = _model(voice)
        return file_digest(model) + file_digest(_settings(model))

    def readiness(self, voice: Voice) -> Readiness:
        """Whether the package and both files are there, and the profile asks for nothing that Piper cannot do."""
        found = needs("piper", "piper", also="" if find(voice.model, ".onnx") else _fetch(voice))
        if not found.ready:
            return found
        if voice.pitch != 1.0:
            return Readiness(ready=False, missing="Piper cannot change its pitch", install="set pitch = 1")
        try:
            _model(voice)
        except SpeechError as error:
            return Readiness(ready=False, missing=error.message, install=error.hint)
        return READY

    def speaks(self, voice: Voice) -> tuple[str, ...] | None:
        """The language of the settings beside the model: `language.code`, else espeak's voice."""
        path = find(voice.model, ".onnx")
        return (
            _spoken(str(_settings(path)), file_digest(_settings(path))) if path and _settings(path).is_file() else None
        )

    def sounds(self, voice: Voice, ipa: str) -> bool:
        """Any: the model is given phonemes anyway."""
        del voice, ipa
        return True

    def speak(self, line: Line) -> Speech:
        """The sentences of the line, one after the other. Raises SpeechError."""
        from piper import SynthesisConfig

        voice = line.voice
        model = _model(voice)
        engine = _loaded(str(model), file_digest(model))
        speaker = voice.options.get("speaker")
        noise = voice.options.get("noise")
        width = voice.options.get("noise_width")
        config = SynthesisConfig(
            speaker_id=None if speaker is None else int(option(voice, "speaker", 0)),
            length_scale=engine.config.length_scale / voice.pace,
            noise_scale=None if noise is None else option(voice, "noise", 0),
            noise_w_scale=None if width is None else option(voice, "noise_width", 0),
            # Each sentence would be blown up to full scale, a whisper as loud as a shout: levelling is the mix's.
            normalize_audio=False,
            volume=line.volume,
        )
        chunks = list(engine.synthesize(_escaped(line), syn_config=config))
        return Speech(pcm=b"".join(chunk.audio_int16_bytes for chunk in chunks), rate=int(engine.config.sample_rate))


def _escaped(line: Line) -> str:
    """`[[` starts phonemes in what Piper reads: those of the line are put in so, and none of the text's is."""
    plain = line.text.replace("[[", "[ ").replace("\0", " ").encode("utf-8", "replace").decode()
    if not line.phonemes:
        return plain
    words = sorted(line.phonemes, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
    return pattern.sub(lambda match: f"[[{line.phonemes[match[0]].replace(']', '')}]]", plain)


def _model(voice: Voice) -> Path:
    path = find(voice.model, ".onnx")
    if path is None:
        raise SpeechError(
            f"there is no voice file {voice.model!r}",
            where=f"voice {voice.name}",
            hint=f"`{_fetch(voice)}` puts it into {folder()}; or give its path",
        )
    if not _settings(path).is_file():
        raise SpeechError(f"there is no {_settings(path).name} beside {path}", where=f"voice {voice.name}")
    return path


def _fetch(voice: Voice) -> str:
    return f"audiopress voices download {Path(voice.model).name.removesuffix('.onnx')}"


@lru_cache(maxsize=32)
def _spoken(settings: str, _digest: str) -> tuple[str, ...] | None:
    try:
        told = json.loads(Path(settings).read_bytes())
        code = told.get("language", {}).get("code") or told["espeak"]["voice"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # what is wrong with the file is told when it is loaded
    return (str(code).replace("_", "-"),)


def _settings(model: Path) -> Path:
    return model.with_name(model.name + ".json")


@lru_cache(maxsize=4)
def _loaded(path: str, _digest: str) -> Any:
    """A loaded model holds some 100 MB, so few are kept."""
    from piper import PiperVoice

    try:
        return PiperVoice.load(path)
    except Exception as error:  # noqa: BLE001 - onnxruntime and json raise errors of their own
        raise SpeechError(f"not a Piper voice: {error}", where=path) from None

"""Flite, through ctypes, where the system's packages have it: English, small and clear, with exact word times."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import threading
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final

from audiopress.errors import SpeechError, UnknownName, nearest
from audiopress.model import Voice
from audiopress.speech.engine import READY, Engine, Line, Readiness, Speech
from audiopress.speech.word_cuts import interpolated, tokens

VOICES: Final = {"awb": 16000, "kal": 8000, "kal16": 16000, "rms": 16000, "slt": 16000}
"""Frames a second of each voice of the library's."""
INSTALL: Final = "apt install libflite1 (Debian), dnf install flite, brew install flite"
_START: Final = b"R:SylStructure.daughter1.daughter1.R:Segment.p.end"


class _Wave(ctypes.Structure):
    """cst_wave.h."""

    _fields_ = [
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    ]


class _Voice(ctypes.Structure):
    """The head of cst_voice.h."""

    _fields_ = [("name", ctypes.c_char_p), ("features", ctypes.c_void_p)]


class Flite(Engine):
    """Models `awb`, `kal`, `kal16`, `rms` and `slt`."""

    name: ClassVar[str] = "flite"
    sound: ClassVar[str] = "plain"

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def version(self) -> str:
        """The library's file name: it does not tell its version otherwise. Raises SpeechError."""
        return _mapped(_path())

    def readiness(self, voice: Voice) -> Readiness:
        """Whether the library and the voice's own are there."""
        if voice.model not in VOICES:
            near = nearest(voice.model, VOICES)
            hint = f"did you mean {near!r}?" if near else f"known: {', '.join(VOICES)}"
            return Readiness(ready=False, missing=f"no flite voice named {voice.model!r}", install=hint)
        try:
            _load()
            _registered(voice.model)
        except SpeechError as error:
            return Readiness(ready=False, missing=error.message, install=error.hint)
        return READY

    def speaks(self, voice: Voice) -> tuple[str, ...]:
        """English, and nothing else."""
        del voice
        return ("en",)

    def speak(self, line: Line) -> Speech:
        """Word times as the library laid the words out. It reads English alone. Raises SpeechError, UnknownName."""
        voice = line.voice
        if voice.model not in VOICES:
            raise UnknownName("flite voice", voice.model, VOICES, where=f"voice {voice.name}")
        if line.language and not line.language.lower().startswith("en"):
            raise SpeechError(f"flite speaks English, not {line.language}", where=f"voice {voice.name}")
        with self._lock:
            return _speak(line)


def _speak(line: Line) -> Speech:
    library, voice = _load(), _registered(line.voice.model)
    features = ctypes.cast(voice, ctypes.POINTER(_Voice)).contents.features
    library.feat_set_float(features, b"duration_stretch", 1.0 / line.voice.pace)
    library.feat_set_float(features, b"f0_shift", line.voice.pitch)
    utterance = library.flite_synth_text(_ascii(line.text).encode(), voice)
    if not utterance:
        raise SpeechError("flite said nothing", where=f"voice {line.voice.name}")
    try:
        wave = library.utt_wave(utterance).contents
        pcm = ctypes.string_at(wave.samples, wave.num_samples * 2)
        rate, frames = int(wave.sample_rate), int(wave.num_samples)
        begins = _begins(library, utterance)
    finally:
        library.delete_utterance(utterance)
    spans = tokens(line.text)
    # A token is what stood between spaces; it may be several of our words ("U.S./Korea") or one of its own ("&").
    said = [(name, begin) for name, begin in begins if any(map(str.isalnum, name))]
    if len(said) != len(spans):
        return Speech(pcm=pcm, rate=rate)
    times = {index: round(begin * rate) for index, (_, begin) in enumerate(said)}
    return Speech(pcm=pcm, rate=rate, words=interpolated(line.text, spans, times, frames, rate))


def _begins(library: Any, utterance: int) -> list[tuple[str, float]]:
    """Each token of the text, and the second in which its first word begins."""
    relation = library.utt_relation(utterance, b"Word")
    item = library.relation_head(relation) if relation else None
    found: list[tuple[str, float]] = []
    last = None
    while item:
        link = library.item_as(item, b"Token")
        token = library.item_parent(link) if link else None
        if token and token != last:
            name = library.item_feat_string(token, b"name").decode("ascii", "replace")
            found.append((name, library.ffeature_float(item, _START)))
        last = token
        item = library.item_next(item)
    return found


def _ascii(text: str) -> str:
    """The text in the only letters that the library knows; the rest would be read as noise."""
    plain = text.translate(
        {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: ", ", 0x2014: ", ", 0x2026: "."}
    )
    folded = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return "".join(character if character.isprintable() else " " for character in folded) or " "


# ---- the library


@cache
def _path() -> str:
    found = next((name for name in ("libflite.so.1", "libflite.dylib", "flite.dll") if _there(name)), None)
    found = found or ctypes.util.find_library("flite")
    if not found:
        raise SpeechError("the library flite is not installed", hint=INSTALL)
    return found


def _mapped(name: str) -> str:
    """The name of the file behind `libflite.so.1`, which has the version in it, where the system tells."""
    _load()
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return name
    found = re.search(r"(\S*/libflite\.so\S*)", maps.read_text())
    return Path(found[1]).name if found else name


def _there(name: str) -> bool:
    try:
        ctypes.CDLL(name, mode=_MODE)
    except OSError:
        return False
    return True


_MODE: Final = getattr(ctypes, "RTLD_GLOBAL", 0)
"""The voices' libraries find the engine's names in it."""


@cache
def _load() -> Any:
    library = ctypes.CDLL(_path(), mode=_MODE)
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    try:
        for name in ("usenglish", "cmulex"):
            ctypes.CDLL(_path().replace("libflite.", f"libflite_{name}."), mode=_MODE)
        for name, result, arguments in (
            ("flite_synth_text", pointer, [text, pointer]),
            ("utt_wave", ctypes.POINTER(_Wave), [pointer]),
            ("delete_utterance", None, [pointer]),
            ("utt_relation", pointer, [pointer, text]),
            ("relation_head", pointer, [pointer]),
            ("item_next", pointer, [pointer]),
            ("item_parent", pointer, [pointer]),
            ("item_as", pointer, [pointer, text]),
            ("item_feat_string", text, [pointer, text]),
            ("ffeature_float", ctypes.c_float, [pointer, text]),
            ("feat_set_float", None, [pointer, text, ctypes.c_float]),
        ):
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError) as error:
        raise SpeechError(f"the library flite is not whole: {error}", hint=INSTALL) from None
    library.flite_init()
    return library


@cache
def _registered(model: str) -> int:
    _load()
    name = _path().replace("libflite.", f"libflite_cmu_us_{model}.")
    try:
        register = getattr(ctypes.CDLL(name, mode=_MODE), f"register_cmu_us_{model}")
    except (OSError, AttributeError):
        raise SpeechError(f"the flite voice {model!r} is not installed ({name})", hint=INSTALL) from None
    register.restype, register.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
    voice: int = register(None)
    return voice

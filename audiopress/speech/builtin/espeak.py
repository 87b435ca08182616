"""libespeak-ng from the wheel `espeakng-loader`, through ctypes: the embedded default.

The library keeps one global state and crashes when two threads are in it, so there is one instance per process and a
lock around it; speed comes from processes. Its samples differ a little from run to run, so the cache of takes, not the
engine, makes a second run identical.
"""

from __future__ import annotations

import ctypes
import importlib.util
import re
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, ClassVar, Final

from audiopress.errors import SpeechError, UnknownName, nearest
from audiopress.languages.tags import same_language
from audiopress.model import Voice
from audiopress.speech import japanese
from audiopress.speech.engine import READY, Engine, Line, Readiness, Speech
from audiopress.speech.interrupts import kept
from audiopress.speech.ipa import to_espeak
from audiopress.speech.word_cuts import interpolated, tokens

WORDS_PER_MINUTE: Final = 165
"""At pace 1: where a recogniser understands the shipped variants best (160), a little nearer to a news reader."""
SLOWEST, FASTEST = 80, 450
PITCH: Final = 50
"""espeak's own middle, of 0 to 99."""
LONGEST: Final = 600
"""Seconds after which a line is stopped: no sentence is that long."""

# speak_lib.h
_SYNCHRONOUS, _DONT_EXIT = 2, 0x8000
_UTF8, _SSML, _PHONEMES = 1, 0x10, 0x100
_RATE, _PITCH = 1, 3
_WORD = 1
_CHARACTERS = 1
_IPA = 2


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class Espeak(Engine):
    """Models are `LANGUAGE` or `LANGUAGE+VARIANT`: `en-us+announcer`."""

    name: ClassVar[str] = "espeak"
    sound: ClassVar[str] = "robotic"
    rate: ClassVar[int] = 22050

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._library: Any = None
        self._model = ""
        self._pcm = bytearray()
        self._words: list[tuple[int, int]] = []
        self._fault: BaseException | None = None
        self._signals: list[int] = []

    def version(self) -> str:
        """The library's own, and the pace that 1 stands for."""
        return f"{_version()}/{WORDS_PER_MINUTE}"

    def readiness(self, voice: Voice) -> Readiness:
        """Looks for the library's files and the voice's among them; starts nothing."""
        if importlib.util.find_spec("espeakng_loader") is None:
            return Readiness(
                ready=False,
                missing="the package espeakng-loader is not installed",
                install="pip install espeakng-loader",
            )
        try:
            _known(voice.model, voice.name)
        except UnknownName as error:
            return Readiness(ready=False, missing=error.message, install=error.hint)
        return japanese.readiness() if japanese.speaks(voice.model) else READY

    def speaks(self, voice: Voice) -> tuple[str, ...]:
        """The language that its model is named after."""
        return (re.split(r"[-+]", voice.model, maxsplit=1)[0].rpartition("/")[2],)

    def digest(self, voice: Voice) -> str:
        """The version of the dictionary that a Japanese voice reads kanji by; its own files come with the library."""
        return japanese.version() if japanese.speaks(voice.model) else ""

    def sounds(self, voice: Voice, ipa: str) -> bool:
        """An English voice's own are known to us."""
        return voice.languages[0].lower().startswith("en") and bool(to_espeak(ipa))

    def speak(self, line: Line) -> Speech:
        """Exact times for the words the library marks; words it says as one share their time by syllables."""
        model = model_for(line)
        written, offsets, mode = _in_japanese(line.text) if japanese.speaks(model) else _parted(*_escaped(line))
        with self._lock:
            pcm, events = self._synthesise(model, written, line.voice, mode)
        spans = tokens(line.text)
        begins: dict[int, int] = {}
        for position, sample in events:
            place = offsets[min(position, len(offsets) - 1)]
            index = _token_at(spans, place)
            if index is not None:
                begins.setdefault(index, sample)
        frames = len(pcm) // 2
        return Speech(pcm=pcm, rate=self.rate, words=interpolated(line.text, spans, begins, frames, self.rate))

    def phonemes(self, text: str, *, language: str = "en-us") -> str:
        """The text in IPA, as the library would say it. Raises SpeechError."""
        with self._lock:
            self._choose(language, "")
            library = self._library
            pointer = ctypes.c_char_p(text.encode())
            found = []
            while pointer.value:
                said = library.espeak_TextToPhonemes(ctypes.byref(pointer), _CHARACTERS, _IPA)
                found.append((said or b"").decode("utf-8", "replace"))
            return " ".join(part for part in found if part)

    # ---- the library; the lock is held

    def _synthesise(self, model: str, text: str, voice: Voice, mode: int) -> tuple[bytes, list[tuple[int, int]]]:
        self._choose(model, voice.name)
        library = self._library
        pace = min(FASTEST, max(SLOWEST, round(WORDS_PER_MINUTE * voice.pace)))
        library.espeak_SetParameter(_RATE, pace, 0)
        library.espeak_SetParameter(_PITCH, min(99, max(0, round(PITCH * voice.pitch))), 0)
        self._pcm, self._words, self._fault = bytearray(), [], None
        data = text.replace("\0", " ").encode("utf-8", "replace") + b"\0"
        with kept() as self._signals:
            status = library.espeak_Synth(data, len(data), 0, 1, 0, _UTF8 | mode, None, None)
        if self._fault is not None:
            raise self._fault
        if status != 0:
            raise SpeechError(f"espeak answered {status & 0xFFFFFFFF:#x}", where=f"voice {voice.name}")
        return bytes(self._pcm), self._words

    def _choose(self, model: str, name: str) -> None:
        if self._library is None:
            self._library = self._start()
        if model != self._model:
            if self._library.espeak_SetVoiceByName(_known(model, name).encode()) != 0:
                raise SpeechError(f"espeak does not take the voice {model!r}", where=f"voice {name}")
            self._model = model

    def _start(self) -> Any:
        library = _load()
        started = library.espeak_Initialize(_SYNCHRONOUS, 0, str(_data()).encode(), _DONT_EXIT)
        if started != self.rate:
            raise SpeechError(
                f"libespeak-ng does not start (it answered {started})",
                hint="pip install --force-reinstall espeakng-loader",
            )
        self._callback = _Callback(self._heard)  # the library keeps the pointer, so the object must live as long
        library.espeak_SetSynthCallback(self._callback)
        return library

    def _heard(self, samples: int | None, count: int, events: Any) -> int:
        """Called by the library with each block of frames; no exception may cross into it."""
        try:
            if samples and count > 0:
                self._pcm += ctypes.string_at(samples, count * 2)
            index = 0
            while (event := events[index]).type:
                if event.type == _WORD:
                    self._words.append((event.text_position - 1, event.sample))
                index += 1
            return 1 if self._signals or len(self._pcm) > 2 * self.rate * LONGEST else 0
        except BaseException as error:  # noqa: BLE001 - raised again once the library has returned
            self._fault = error
            return 1


def model_for(line: Line) -> str:
    """The voice's model, or its variant in the line's language where the voice does not speak that one."""
    model = line.voice.model
    wanted = line.language.lower()
    base = wanted.partition("-")[0]
    if not wanted or any(same_language(wanted, known) for known in line.voice.languages):
        return model
    languages = _languages()
    for name in (wanted, base):
        if name in languages:
            _, plus, variant = model.partition("+")
            return name + plus + variant
    return model


def _escaped(line: Line) -> tuple[str, list[int], int]:
    """What the library reads, the offset in the line of each of its characters, and the mode it is read in.

    `[[` starts phonemes only when they are switched on, which they are only for a line that has some; a `[[` of the
    text then becomes `[ `. Tags are text while SSML is off.
    """
    found = {
        word: mnemonics
        for word, ipa in line.phonemes.items()
        if (mnemonics := to_espeak(ipa)) and line.language.lower().startswith("en")
    }
    if not found:
        return line.text, [*range(len(line.text) + 1)], 0
    plain = line.text.replace("[[", "[ ")
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(found, key=len, reverse=True))) + r")(?!\w)")
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in pattern.finditer(plain):
        said = f"[[{found[match[0]]}]]"
        parts += [plain[at : match.start()], said]
        offsets += [*range(at, match.start()), *[match.start()] * len(said)]
        at = match.end()
    parts.append(plain[at:])
    offsets += range(at, len(plain) + 1)
    return "".join(parts), offsets, _PHONEMES


def _parted(written: str, offsets: list[int], mode: int) -> tuple[str, list[int], int]:
    """The same with a space in every run that the library would not read to its end: of 160 bytes it drops the rest."""
    cuts = [
        at
        for match in _ENDLESS.finditer(written)
        if "[[" not in match[0]
        for at in range(match.start() + _BREATH, match.end(), _BREATH)
    ]
    for at in reversed(cuts):
        written = f"{written[:at]} {written[at:]}"
        offsets = [*offsets[:at], offsets[at], *offsets[at:]]
    return written, offsets, mode


_BREATH = 40
_ENDLESS = re.compile(r"[^\s\u2e80-\u9fff]{41,}")
"""Runs without a space, but those that the library reads sign by sign; forty letters are at most 160 bytes."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’.-]*[A-Za-z](?: [A-Za-z][A-Za-z'’.-]*[A-Za-z])*")
_OPEN, _CLOSE = " <voice xml:lang='en-us'>", "</voice> "


def _in_japanese(text: str) -> tuple[str, list[int], int]:
    """The same for a Japanese voice, which reads kana and would spell Latin letters: an English one says those words."""
    read, places = japanese.kana(text)
    parts: list[str] = []
    offsets: list[int] = []

    def say(written: str, place: Sequence[int]) -> None:
        for sign, at in zip(written, place, strict=True):
            parts.append(escape(sign, quote=False))
            offsets.extend([at] * len(parts[-1]))

    at = 0
    for match in _LATIN.finditer(read):
        say(read[at : match.start()], places[at : match.start()])
        parts.append(_OPEN)
        offsets += [places[match.start()]] * len(_OPEN)
        say(match[0], places[match.start() : match.end()])
        parts.append(_CLOSE)
        offsets += [places[match.end()]] * len(_CLOSE)
        at = match.end()
    say(read[at:], places[at:-1])
    offsets.append(places[-1])
    return "".join(parts), offsets, _SSML


def _token_at(spans: list[tuple[int, int]], place: int) -> int | None:
    """The word that holds `place`, or the next one where it points at a mark before it."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= place:
            low = middle + 1
        else:
            high = middle
    return low if low < len(spans) else None


# ---- the library's files


@cache
def _load() -> Any:
    try:
        import espeakng_loader

        library = ctypes.CDLL(espeakng_loader.get_library_path())
    except (ImportError, OSError) as error:
        raise SpeechError(f"libespeak-ng cannot be loaded: {error}", hint="pip install espeakng-loader") from None
    library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    library.espeak_Info.argtypes = [ctypes.c_void_p]
    library.espeak_Info.restype = ctypes.c_char_p
    library.espeak_SetSynthCallback.argtypes = [_Callback]
    library.espeak_SetSynthCallback.restype = None
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    library.espeak_SetParameter.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int]
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
        ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
    ]  # fmt: skip
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library


@cache
def _version() -> str:
    said: bytes = _load().espeak_Info(None)
    return said.decode().split(" ", 1)[0]


def _data() -> Path:
    import espeakng_loader

    return Path(espeakng_loader.get_data_path())


@cache
def _languages() -> dict[str, str]:
    """Lower-case tags to the name of the voice's file, by which alone the library finds every voice.

    `fr-fr` is what the file `fr` says it speaks; a file of the tag's own name comes first.
    """
    files = [path for path in sorted((_data() / "lang").rglob("*")) if path.is_file()]
    found = {path.name.lower(): path.name for path in files}
    for path in files:
        for tag in re.findall(r"^language\s+(\S+)", path.read_text("utf-8"), re.MULTILINE):
            found.setdefault(tag.lower(), path.name)
    return found


@cache
def _variants() -> frozenset[str]:
    return frozenset(path.name for path in (_data() / "voices" / "!v").iterdir())


@cache
def _known(model: str, name: str) -> str:
    """What the library calls the model. Raises UnknownName.

    The library itself takes an unknown variant without a word and speaks plainly.
    """
    where = f"voice {name}" if name else ""
    language, plus, variant = model.partition("+")
    if language.lower() not in _languages():
        raise UnknownName("espeak language", language, _near(language, _languages()), where=where)
    if plus and variant not in _variants():
        raise UnknownName("espeak variant", variant, _near(variant, _variants()), where=where)
    return _languages()[language.lower()] + plus + variant


def _near(name: str, known: Iterable[str]) -> list[str]:
    """The names worth telling: the nearest, else a few of the 130."""
    known = sorted(known)
    near = nearest(name, known)
    return [near] if near else known[:12]

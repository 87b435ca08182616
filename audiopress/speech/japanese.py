"""How kanji are read, for engines that read kana only, by Sudachi's dictionary of 2 million words (extra `japanese`).

espeak says "Chinese letter" for each kanji, so without the dictionary a line that holds some is refused, never misread.
"""

from __future__ import annotations

import importlib.metadata
import re
import threading
from functools import cache
from typing import Any, Final

from audiopress.errors import SpeechError
from audiopress.speech.engine import READY, Readiness
from audiopress.speech.registry import needs

_KANJI: Final = re.compile(r"[㐀-䶿一-鿿豈-﫿々〆\U00020000-\U0003ffff]")
_READING: Final = re.compile(r"[ァ-ヴー]+")
_PARTICLES: Final = {"は": "ワ", "へ": "エ"}
_WORD_CLASSES: Final = frozenset(
    {"名詞", "代名詞", "動詞", "形容詞", "形状詞", "副詞", "連体詞", "接続詞", "感動詞", "接頭辞"}
)
_TAIL_CLASSES: Final = frozenset({"助詞", "助動詞"})
_LONG_O: Final = re.compile("([オコソトノホモヨロゴゾドボポョ])ウ")
_LONG_E: Final = re.compile("([エケセテネヘメレゲゼデベペェ])イ")
LONGEST: Final = 12_000
"""Characters read at a time: Sudachi takes 49,149 bytes."""

_lock = threading.Lock()


def speaks(language: str) -> bool:
    """Whether a tag, or a model that begins with one, is Japanese."""
    return re.match(r"ja(?![a-z])", language, re.IGNORECASE) is not None


def readiness() -> Readiness:
    """Whether the dictionary is there; loads nothing."""
    for package in ("sudachipy", "sudachidict_core"):
        found = needs(package, "japanese")
        if not found.ready:
            return Readiness(
                ready=False, missing=f"{found.missing}, which knows how kanji are read", install=found.install
            )
    return READY


def version() -> str:
    """The dictionary's version, on which a Japanese take depends; empty where there is none."""
    try:
        return importlib.metadata.version("sudachidict-core")
    except importlib.metadata.PackageNotFoundError:
        return ""


def kana(text: str) -> tuple[str, list[int]]:
    """What an engine reads, and the offset in `text` of each of its characters, with one more for the end.

    Words with kanji become katakana, the particles は and へ what they sound like, and phrases stand apart, as voices
    breathe between them. What is in kana already stays as it is. Raises SpeechError where a kanji has no reading.
    """
    if not readiness().ready and not _KANJI.search(text):
        return text, [*range(len(text) + 1)]
    written: list[str] = []
    offsets: list[int] = []
    tail = False
    for start, surface, said, kind in _morphemes(text):
        if tail and kind in _WORD_CLASSES:
            written.append(" ")
            offsets.append(start)
        tail = kind in _TAIL_CLASSES
        written.append(said)
        offsets += range(start, start + len(surface)) if said == surface else [start] * len(said)
    offsets.append(len(text))
    return "".join(written), offsets


def _morphemes(text: str) -> list[tuple[int, str, str, str]]:
    """Start, written form, what is said, and word class."""
    found = []
    plain = text.replace("\0", " ").encode("utf-8", "replace").decode()
    with _lock:
        for at in range(0, len(plain), LONGEST):
            for each in _tokenizer().tokenize(plain[at : at + LONGEST]):
                surface, kind = each.surface(), each.part_of_speech()[0]
                said = _said(surface, each.reading_form(), kind)
                found.append((at + each.begin(), surface, said, kind))
    return found


def _said(surface: str, reading: str, kind: str) -> str:
    if kind == "助詞":
        return _PARTICLES.get(surface, surface)
    if surface.isascii() and surface.isalpha() and _READING.fullmatch(reading):
        return reading
    if not _KANJI.search(surface):
        return surface
    if not _READING.fullmatch(reading):
        return _by_sign(surface)
    # In words of kanji alone ou and ei are long vowels (東京 トーキョー); in 思う they are two.
    return _LONG_E.sub(r"\1ー", _LONG_O.sub(r"\1ー", reading)) if all(map(_KANJI.match, surface)) else reading


def _by_sign(surface: str) -> str:
    """A word that the dictionary does not have, sign by sign."""
    said = ""
    for sign in surface:
        if _KANJI.match(sign) is None:
            said += sign
            continue
        readings = [each.reading_form() for each in _tokenizer().tokenize(sign)]
        if len(readings) != 1 or not _READING.fullmatch(readings[0]):
            raise SpeechError(
                f"no reading is known for {sign!r} in {surface!r}",
                hint=f"audiopress lexicon add {surface} --say KANA --language ja",
            )
        said += readings[0]
    return said


@cache
def _tokenizer() -> Any:
    try:
        from sudachipy import Dictionary

        return Dictionary(dict="core").tokenizer()
    except ImportError:
        found = readiness()
        raise SpeechError(found.missing or "sudachipy cannot be loaded", hint=found.install) from None

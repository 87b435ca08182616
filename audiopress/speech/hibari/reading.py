"""Words to the sounds that hibari's network was taught, with the word that each sound belongs to."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from audiopress.errors import SpeechError
from audiopress.speech.engine import Line
from audiopress.speech.ipa import to_misaki

LONGEST: Final = 320
"""Sounds that the network is given at once, some 20 seconds: it was taught no more than about 500, and the spectra of more
would be most of what a worker holds."""
ASTRAY: Final = 8
"""Characters (spaces, and signs that the reader leaves out) that may lie between two of its words."""
NOBODY: Final = -1
"""The word that marks and spaces belong to."""

_MARKS: Final = {"’": "'", "‘": "'", "\u00a0": " ", "\t": " ", "\n": " ", "\r": " ", "\0": " ", "–": "—"}
_PLAIN: Final = {
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "Ð": "D",
    "ħ": "h",
    "ı": "i",
    "ŋ": "n",
    "ŧ": "t",
    "ĸ": "k",
    "ſ": "s",
}
"""Letters that Unicode does not take apart."""

_BEFORE_A: Final = ("the", "type", "group", "grade", "class", "plan", "level", "section", "exhibit", "vitamin", "serie")
_LETTER_A: Final = re.compile(
    "(?:"
    + "|".join(rf"(?<=\b[{word[0]}{word[0].upper()}]{word[1:]} )" for word in _BEFORE_A)
    + r"|(?<=\b[B-HJ-Z] and ))A\b(?![.'])|(?<=\w )A(?=\s*(?:[,;:!?)—]|$))"
)
"""The letter's name and no article: after words that no article follows, and where nothing follows that it stands for."""
_THEM: Final = re.compile(r"(?<![\w'\[])em(?![\w'-])(?! dash)")
"""What `give 'em` is when its apostrophe was taken for a quotation mark."""
_HISSING, _VOICELESS = frozenset("szʃʒʧʤ"), frozenset("ptkfθ")


def prepared(line: Line, *, british: bool) -> tuple[str, str]:
    """The text in letters that the reader knows, as long as it was; and with the lexicon's sounds marked in it.

    The reader takes `[word](/sounds/)` for those sounds; where the article itself has such signs they are taken apart.
    """
    text = "".join(map(_plain, line.text))
    text = text.replace("](", "] ").replace("[", "(").replace("]", ")")
    # The lexicon's words go the text's way, or one with a curly apostrophe would not be found in it.
    sounds = {
        "".join(map(_plain, word)): found
        for word, ipa in line.phonemes.items()
        if (found := to_misaki(ipa, british=british))
    }
    marked = text
    if sounds:
        words = "|".join(re.escape(word) for word in sorted(sounds, key=len, reverse=True))
        marked = re.sub(rf"(?<!\w)(?:{words})(?!\w)", lambda match: f"[{match[0]}](/{sounds[match[0]]}/)", text)
    return text, _THEM.sub("[em](/əm/)", _LETTER_A.sub("[A](/ˈA/)", marked))


def _plain(sign: str) -> str:
    """One sign as the reader knows it; for a digit of any script (² and ٣) the same in ours."""
    if sign.isalpha():
        return letter(sign) or sign
    if not sign.isascii() and sign.isdigit():
        return str(unicodedata.digit(sign))
    return _MARKS.get(sign, sign)


def sounds(text: str, marked: str, spans: list[tuple[int, int]], *, british: bool) -> tuple[str, list[int]]:
    """The text in the network's alphabet, and for each sound the index of its word in `spans`."""
    reader = _reader(british)
    said: list[str] = []
    owners: list[int] = []
    word = at = 0
    for token in reader.phonemize_tokens(reader.tokenize(marked)):
        if any(map(str.isalnum, token.text)) and not any(map(str.isalpha, token.phonemes or "")):
            token.phonemes = _spelled(token.text, british=british)
        # The reader keeps what is written in order, so a word is found again by walking along the text.
        found = text.find(token.text, at, at + len(token.text) + ASTRAY)
        at = found if found >= 0 else at
        while word + 1 < len(spans) and spans[word][1] <= at:
            word += 1
        token.phonemes = _ended(token.text, token.phonemes or "", said)
        for sound in token.phonemes + (" " if token.whitespace else ""):
            said.append(sound)
            owners.append(word if spans and (sound.isalpha() or sound in "ˈˌ") else NOBODY)
        at += len(token.text) if found >= 0 else 0
    return "".join(said), owners


def _ended(word: str, sounds: str, before: list[str]) -> str:
    """The sounds of `'s` and of `L.G.'s` as they are after what comes `before`: the reader does not look, and says an s."""
    if (
        not re.fullmatch(r"(?:.*\.)?'s", word)
        or not sounds.endswith("s")
        or (not sounds[:-1] and before[-1:] in ([], [" "]))
    ):
        return sounds
    stem = sounds[:-1]
    last = next((sound for sound in reversed([*before, *stem]) if sound.isalpha()), "")
    return stem + ("ᵻz" if last in _HISSING else "s" if last in _VOICELESS else "z")


def _spelled(word: str, *, british: bool) -> str:
    """What the reader would leave out: the word without its marks, else its letters' names.

    It takes `Köln` in `xKöln` for a mark, and knows no Ý. Raises SpeechError for a letter that has no name.
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", word) if sign.isalnum())
    if plain.isascii() and len(plain) > 1 and (found := _read(plain, british=british)):
        return found
    said = []
    for sign in plain:
        found = "ˈA" if sign in "Aa" else _read(sign.upper(), british=british)
        if not found:
            raise SpeechError(
                f"hibari has no sounds for {sign!r} in {word!r}", hint="say it in words in voices/lexicon"
            )
        said.append(found)
    return " ".join(said)


def _read(word: str, *, british: bool) -> str:
    """The sounds of a word by itself; empty where there are none."""
    reader = _reader(british)
    found = " ".join(token.phonemes or "" for token in reader.phonemize_tokens(reader.tokenize(word)))
    return found if any(map(str.isalpha, found)) else ""


def breaths(said: str, owners: list[int]) -> Iterator[tuple[str, list[int]]]:
    """Stretches that the network takes at once: cut after a mark, else at a space, else anywhere."""
    while said:
        cut = len(said)
        if cut > LONGEST:
            head = said[: LONGEST + 1]
            marks = [match.end() for match in re.finditer(r"[,;:.!?—…] ", head)]
            spaces = [match.end() for match in re.finditer(r" ", head)]
            cut = (marks or spaces or [LONGEST])[-1]
        yield said[:cut], owners[:cut]
        said, owners = said[cut:], owners[cut:]


@cache
def sayable(sign: str) -> bool:
    """Whether a sign is a mark, or a letter or figure that the reader knows: of ⑩ and ⅷ it may leave out a part."""
    return bool(letter(sign)) if sign.isalpha() else sign.isdigit() or not sign.isnumeric()


@cache
def letter(sign: str) -> str:
    """The letter as the reader knows it, without marks that it does not; empty for one of another script."""
    if sign.isascii():
        return sign
    if not unicodedata.name(sign, "").startswith(("LATIN", "FEMININE", "MASCULINE", "MICRO")):
        return ""
    if sign in _known():
        return sign
    plain = _PLAIN.get(sign) or unicodedata.normalize("NFKD", sign)[0]
    return plain if plain.isascii() and plain.isalpha() else ""


@cache
def _known() -> frozenset[str]:
    """Letters that the net for unknown words was taught."""
    from hibari.g2p import ASSETS

    return frozenset(json.loads(Path(ASSETS, "oov.json").read_text("utf-8"))["in"])


@cache
def _reader(british: bool) -> Any:
    from hibari.g2p import G2P

    return G2P(british=british)

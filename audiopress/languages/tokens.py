"""The words of a text as its letters spell them, by a table of signs where the text has no others than Western ones.

A pattern looks at each letter; a table of 256 signs turns a line into its words in a third of the time.
"""

from __future__ import annotations

import re
from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Callable
from operator import itemgetter
from typing import Final, NamedTuple

from audiopress.languages.line_memory import remembered

ASCII_WORD: Final = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DIGIT: Final = re.compile(r"\d")
_SMALL_WORD: Final = re.compile(r"\b[a-zà-öø-ÿ]+\b")
_NOT_WORD: Final = re.compile(r"\W+")
_FIRST: Final = itemgetter(0)
_SIGNS: Final = bytes(range(256)).decode("cp1252", "replace")
"""Latin letters with accents, and the marks of a typographer: “ ” ‘ ’ – — …"""
_CODES: Final = charmap_build(_SIGNS)


def _table(sign_of: Callable[[str], str]) -> bytes:
    """For each of the signs the one that stands for it."""
    return b"".join(charmap_encode(sign_of(sign), "strict", _CODES)[0] for sign in _SIGNS)


def _is_letter(sign: str) -> bool:
    return _WORD.fullmatch(sign) is not None


_LETTERS: Final = _table(lambda sign: sign if _is_letter(sign) else "'" if sign in "'’" else " ")
"""Letters as they are, one apostrophe for both, and spaces for all else."""
_SMALL: Final = _table(lambda sign: sign.lower())
_CASES: Final = _table(lambda sign: "A" if sign.isupper() else sign)
_LONE: Final = re.compile(rb"'(?:(?![^ '])|(?<=[ ']'))")
"""An apostrophe that is not between two letters."""
_SECOND: Final = re.compile(rb"('[^ ']+)'")
"""Of `rock'n'roll`, the apostrophe that ends a word."""

_PLAIN: Final = _table(lambda sign: sign.lower() if re.match(r"\w", sign) else " ")
_SMALL_ONLY: Final = _table(
    lambda sign: sign if re.match("[a-zà-öø-ÿ]", sign) else "A" if re.match(r"\w", sign) else " "
)
_BETWEEN: Final = bytes(code for code, sign in enumerate(_SIGNS) if not re.match(r"\w", sign))
_EASY: Final = bytes(
    code for code, sign in enumerate(_SIGNS) if sign != "\ufffd" and (sign.isascii() or not re.match(r"\w", sign))
)
"""ASCII and the marks: signs that are one sign in small letters, too."""


class Spelled(NamedTuple):
    """What a text is spelled with."""

    words: list[str]
    """In lower case, each with the apostrophe in it, which is `'` however it is written; for reading only."""
    parts: list[str]
    """The same, cut at the apostrophes."""
    capitals: int
    """Words that begin with a capital."""
    digits: int
    western: bool
    """It has no signs but Western letters and a typographer's marks: none of Han, Kana, Hangul or Thai."""


@remembered
def spelled(text: str) -> Spelled:
    """The words of a text and its digits."""
    try:
        signs = charmap_encode(text, "strict", _CODES)[0]
    except UnicodeEncodeError:
        return _spelled_otherwise(text)
    letters = b" " + signs.translate(_LETTERS)
    apostrophes = b"'" in letters
    if apostrophes:
        letters = _SECOND.sub(rb"\1 ", _LONE.sub(b" ", letters))
    small = charmap_decode(letters.translate(_SMALL), "strict", _SIGNS)[0]
    words = small.split()
    return Spelled(
        words,
        small.replace("'", " ").split() if apostrophes else words,
        letters.translate(_CASES).count(b" A"),
        len(signs) - len(signs.translate(None, b"0123456789")),
        True,
    )


def _spelled_otherwise(text: str) -> Spelled:
    """The same of a text in any script."""
    found = words_in(text)
    small = " ".join(map(str.lower, found)).replace("’", "'")
    return Spelled(
        small.split(),
        small.replace("'", " ").split(),
        sum(map(str.isupper, map(_FIRST, found))),
        len(_DIGIT.findall(text)),
        False,
    )


def plain(text: str) -> str:
    """A text without its marks, in small letters: what it says, however it is set."""
    try:
        signs = charmap_encode(text, "strict", _CODES)[0]
    except UnicodeEncodeError:
        signs = b""
    if len(signs) < len(text) or signs.translate(None, _EASY):
        return _NOT_WORD.sub(" ", text).strip().casefold()
    return b" ".join(signs.translate(_PLAIN).split()).decode("ascii")


def letters(text: str) -> str:
    """The letters and figures of a text, without what stands between them."""
    try:
        signs = charmap_encode(text, "strict", _CODES)[0]
    except UnicodeEncodeError:
        return _NOT_WORD.sub("", text)
    return charmap_decode(signs.translate(None, _BETWEEN), "strict", _SIGNS)[0]


def small_words(text: str) -> set[str]:
    """The words of a text that are small letters alone, a to z and à to ÿ; what else is among them has a capital."""
    try:
        signs = charmap_encode(text, "strict", _CODES)[0]
    except UnicodeEncodeError:
        return set(_SMALL_WORD.findall(text))
    return set(charmap_decode(signs.translate(_SMALL_ONLY), "strict", _SIGNS)[0].split())


def words_in(text: str) -> list[str]:
    """The words of a text as they are written, each with the apostrophe in it."""
    return (ASCII_WORD if text.isascii() else _WORD).findall(text)

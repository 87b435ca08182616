"""Letters as they were meant: stored as a base and its marks, or as jamo, they are composed (NFC) before anything reads them.

Text that was written as UTF-8, read as Western European and written as UTF-8 again is read back: `kÃ¼hl` is `kühl`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_PIECES: Final = re.compile("[^\\W_](?:[\u0300-\u036f\u3099\u309a]|[\u1161-\u11ff])+")
"""A letter and the marks over it, or the jamo of a Hangul syllable: names of files, and what some editors save."""

_MARKS: Final = (b"\xcc", b"\xcd", b"\xe3\x82\x99", b"\xe3\x82\x9a", b"\xe1\x85", b"\xe1\x86", b"\xe1\x87")
"""How the marks and the jamo begin in UTF-8; a few other letters begin so, too."""


def composed(text: str) -> str:
    """The text with `e` and its accent as `é`, and jamo as syllables (Unicode's NFC); all else, also markup, as it was.

    Letters that NFC replaces by others (CJK compatibility ideographs) are not touched: that would not be verbatim.
    """
    if text.isascii():
        return text
    # Looked for in bytes first: a page has a hundred thousand letters, and very few pages have any of these.
    stored = text.encode("utf-8", "surrogatepass")
    if not any(mark in stored for mark in _MARKS) or unicodedata.is_normalized("NFC", text):
        return text
    return _PIECES.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


_WESTERN: Final = {
    **{chr(byte): byte for byte in range(0x80, 0x100)},
    **{char: byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))},
}
"""What a byte of UTF-8 becomes where it is read as Latin-1 or as Windows-1252, by letter."""
_TRAIL: Final = "[" + re.escape("".join(char for char, byte in _WESTERN.items() if byte < 0xC0)) + "]"
_BROKEN_LATIN: Final = re.compile(f"[ÂÃÄÅ]{_TRAIL}|â[\x80\x82\x84€‚„]{_TRAIL}")
_BROKEN_EASTERN: Final = re.compile(f"[ã-í]{_TRAIL}{{2}}|{_BROKEN_LATIN.pattern}")
_SIGNS_OF_LATIN: Final = ("Ã", "Â", "â€", "â\x80")
_SIGNS_OF_EASTERN: Final = ("ì\x9d´", "ë‹¤", "ë\x8b¤", "ã\x81", "ã€‚", "ã\x80\x82", "çš„", "ç\x9a\x84")
"""The commonest letters of Korean, Japanese and Chinese as they come out: a page of some length has one of them."""
MIN_BROKEN: Final = 3
"""Such letters of a text that was broken; by chance no text has as many."""
MAX_BROKEN: Final = 3
"""How often a text may have been broken."""


def mended(text: str, *, least: int = MIN_BROKEN) -> str:
    """The text with the letters that were read in the wrong encoding put right; one with fewer than `least` is returned as it is."""
    if text.isascii():
        return text
    for _ in range(MAX_BROKEN):
        eastern = any(sign in text for sign in _SIGNS_OF_EASTERN)
        if not eastern and not any(sign in text for sign in _SIGNS_OF_LATIN):
            break
        again, times = (_BROKEN_EASTERN if eastern else _BROKEN_LATIN).subn(_read_again, text)
        if times < least or again == text:
            break
        text = again
    return text


def _read_again(match: re.Match[str]) -> str:
    """The letter whose bytes these were; the same where they are none."""
    try:
        return bytes(_WESTERN[char] for char in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]

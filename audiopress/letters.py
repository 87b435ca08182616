"""Unicode normalisation: letters stored as a base and its marks, or as jamo, are composed (NFC) before anything reads them."""

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

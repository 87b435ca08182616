"""Bytes -> text: what the bytes themselves say, then what the server or the page says, then what they look like."""

from __future__ import annotations

import codecs
import re
from typing import Final

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks; the one of UTF-32 begins with the one of UTF-16."""
DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE
)
WIDER: Final = {"euc-kr": "cp949", "shift_jis": "cp932", "gbk": "gb18030", "big5": "big5hkscs"}
"""The web's encodings of these names hold more than Python's do (WHATWG Encoding, 9 to 13)."""
UNREAD: Final = frozenset({"replacement", "x-user-defined"})
"""Of the web's encodings, those that are none for reading (WHATWG Encoding, 14.1 and 14.5)."""
LIKELY: Final = [
    "cp1252",
    "cp949",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "gb18030",
    "big5",
    "cp1251",
    "koi8_r",
]
"""What old newspaper systems and editors' programs write; a guess among all there are finds Polish in a £ sign."""
SAMPLE: Final = 50_000
"""Bytes that a guess looks at."""


def decoded(data: bytes, *, charset: str = "") -> str:
    """The text of a page or a file; never fails, a byte that fits nowhere becomes the replacement character.

    `charset` is what the server said. Bytes that are UTF-8 are taken as such whatever is declared: no other text of some
    length happens to be valid UTF-8.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").removeprefix("\ufeff")
    if b"\x1b$" in data[:SAMPLE]:
        return data.decode("iso2022_jp", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        # Cut in the middle of its last character, or one bad byte late in a long text: still UTF-8.
        if fault.start > 1000 and not data[: fault.start].isascii():
            return data.decode("utf-8", "replace")
    found = DECLARED.search(data[:4096])
    for name in (charset, found[1].decode("ascii") if found else ""):
        codec = _codec(name)
        if codec:
            return data.decode(codec, "replace")
    return data.decode(_guess(data), "replace")


def _codec(name: str) -> str:
    """Python's name of an encoding, or nothing for a label that the web does not know or that the bytes are not (UTF-8).

    The labels are the web's (WHATWG Encoding, 4.2) and not Python's, among which are `idna`, `rot13` and `zlib`.
    """
    import webencodings

    found = webencodings.lookup(name.strip("\"' "))
    if found is None or found.name.startswith("utf") or found.name in UNREAD:
        return ""
    return WIDER.get(found.name, str(found.codec_info.name))


def _guess(data: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:SAMPLE], cp_isolation=LIKELY).best()
    return best.encoding if best else "cp1252"


_BEFORE: Final = re.compile(
    r"\s+|<\?[^>]*>|<!--.*?-->|<!doctype\b[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE | re.DOTALL
)
_ELEMENT: Final = re.compile(r"<([a-z][\w:.-]*)[\s/>]", re.IGNORECASE)


def first_element(text: str) -> str:
    """The name of the first element of a text that begins with markup, in lower case; else nothing."""
    place = 0
    while before := _BEFORE.match(text, place):
        place = before.end()
    found = _ELEMENT.match(text, place)
    return found[1].lower() if found else ""

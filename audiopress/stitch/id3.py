"""An ID3v2.3 tag (id3.org, "ID3 tag version 2.3.0" and "ID3v2 Chapter Frame Addendum"), chapters in time order.

Own, because mutagen is GPL and sorts frames by size, which puts chapters out of order for readers of file order.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from audiopress.model import Chapter, Tags

LANGUAGES = {
    "en": "eng",
    "ko": "kor",
    "de": "deu",
    "fr": "fra",
    "es": "spa",
    "ja": "jpn",
    "zh": "zho",
    "it": "ita",
    "pt": "por",
    "nl": "nld",
}
"""ISO 639-1 to 639-2, which the tag wants; any other is `und`."""


def tag(tags: Tags, chapters: Sequence[Chapter]) -> bytes:
    """The whole tag."""
    language = LANGUAGES.get(tags.language.lower().partition("-")[0], "und").encode()
    frames = [
        _text(b"TIT2", tags.title),
        _text(b"TPE1", tags.artist),
        _text(b"TALB", tags.album),
        _text(b"TYER", f"{tags.date:%Y}"),
        _text(b"TDAT", f"{tags.date:%d%m}"),
        _text(b"TCON", "Podcast"),
        _text(b"TLAN", language.decode()),
        _frame(b"PCST", b"\0\0\0\0"),
        _frame(b"COMM", b"\x01" + language + _wide("") + b"\0\0" + _wide(tags.comment)),
        _user(b"TXXX", "AI-generated voice", "true"),
    ]
    if tags.url:
        frames.append(_frame(b"WOAS", tags.url.encode("latin-1", "replace")))
    frames += _contents(chapters)
    frames.append(_frame(b"USLT", b"\x01" + language + _wide("") + b"\0\0" + _wide(tags.text)))
    if tags.cover:
        frames.append(_picture(tags.cover))
    body = b"".join(frames)
    return b"ID3\x03\x00\x00" + _synchsafe(len(body)) + body


def _contents(chapters: Sequence[Chapter]) -> list[bytes]:
    """A table of contents, then a frame a chapter."""
    if not chapters:
        return []
    names = [f"chp{index}".encode() + b"\0" for index in range(len(chapters))]
    toc = _frame(b"CTOC", b"toc\0\x03" + bytes([min(255, len(names))]) + b"".join(names[:255]))
    return [toc] + [_chapter(name, chapter) for name, chapter in zip(names, chapters, strict=True)]


def _chapter(name: bytes, chapter: Chapter) -> bytes:
    times = struct.pack(">IIII", round(chapter.start * 1000), round(chapter.end * 1000), 0xFFFFFFFF, 0xFFFFFFFF)
    inner = _text(b"TIT2", chapter.title)
    if chapter.url:
        inner += _frame(b"WXXX", b"\x01" + _wide("article") + b"\0\0" + chapter.url.encode("latin-1", "replace"))
    return _frame(b"CHAP", name + times + inner)


def _picture(data: bytes) -> bytes:
    mime = b"image/png" if data.startswith(b"\x89PNG") else b"image/jpeg"
    return _frame(b"APIC", b"\x00" + mime + b"\0\x03\0" + data)


def _text(name: bytes, text: str) -> bytes:
    return _frame(name, b"\x01" + _wide(text))


def _user(name: bytes, description: str, value: str) -> bytes:
    return _frame(name, b"\x01" + _wide(description) + b"\0\0" + _wide(value))


def _wide(text: str) -> bytes:
    """UTF-16 with its byte-order mark, without zeros that would end the text early."""
    return b"\xff\xfe" + text.replace("\0", "").encode("utf-16-le", "replace")


def _frame(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">IH", len(body), 0) + body


def _synchsafe(size: int) -> bytes:
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))

"""What a service or a program answered, to frames: whole sounds alone; what is none is told in the service's own words.

The header of a WAV is compared with what came, because a connection that ends early looks like a short sentence.
"""

from __future__ import annotations

import html
import json
import re
import struct
from typing import Any, Final

from audiopress.speech.audio import converted
from audiopress.speech.engine import Refused

STREAMED: Final = 0x7FFFF000
"""A length from which on it is none: servers that stream write 0xFFFFFFFF, 0x7FFFFFFF, sox 0x7FFFF000, others 0."""
SLOPPY: Final = 64
"""Bytes that a length may be too large by: some count the header in."""
TAIL: Final = 4 * 1024 * 1024
"""Bytes at the end among which chunks behind the frames are looked for."""
PCM: Final = frozenset({1, 0xFFFE})
EXCERPT: Final = 200
"""Characters of what a service said."""
SOUNDS: Final = (
    b"ID3", b"OggS", b"fLaC", b"FORM", b"caff", b"RF64", b"RIFX", b".snd", b"\x1aE\xdf\xa3", b"#!AMR",
)  # fmt: skip
"""How files of other formats than WAV begin; MPEG's frames and MP4 are told apart by more."""


def sound(data: bytes, *, where: str) -> tuple[bytes, int]:
    """The mono frames of an answer, and their rate. What is no 16-bit mono WAV goes through ffmpeg.

    Raises Refused for an answer that is empty, cut short, or no sound; SpeechError where there is no ffmpeg.
    """
    if not data:
        raise Refused("an empty answer", where=where)
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return _wav(data, where)
    if data.startswith(SOUNDS) or data[4:8] == b"ftyp" or _mpeg(data):
        return _wav(converted(data, ["-ac", "1", "-c:a", "pcm_s16le", "-f", "wav"], where=where), where)
    raise Refused(f"no sound but {said(data)}", where=where)


def said(data: bytes) -> str:
    """What an answer that is no sound says, in a line; it goes to a terminal, so nothing that is not printable.

    Of JSON the error's message, of a page its words.
    """
    text = data[: 64 * 1024].decode("utf-8", "replace").strip("\ufeff \t\r\n\0")
    try:
        text = _message(json.loads(data)) or text
    except (ValueError, RecursionError):
        if text.startswith("<"):
            hidden = re.sub(r"(?is)<(script|style)\b.*?(</\1>|$)", " ", text)
            text = html.unescape(re.sub(r"<[^>]*>?", " ", hidden))
        elif text.count("\ufffd") > len(text) // 8:
            return f"bytes that begin with {data[:12]!r}"
    plain = "".join(character for character in " ".join(text.split()) if character.isprintable())
    return plain if len(plain) <= EXCERPT else plain[:EXCERPT].rstrip() + "…"


def _message(answer: Any) -> str:
    """The error's words: `{"error": {"message": …}}` of OpenAI, `{"detail": …}` of FastAPI, and their likes."""
    for name in ("error", "detail", "message", "msg"):
        if isinstance(answer, dict) and answer.get(name):
            return _message(answer[name])
    if isinstance(answer, list) and answer:
        return _message(answer[0])
    return answer if isinstance(answer, str) else ""


def _mpeg(data: bytes) -> bool:
    """Whether it begins with a frame of MPEG audio: eleven set bits, and no rate that is reserved."""
    return len(data) > 3 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0 and data[2] & 0xF0 != 0xF0


def _wav(data: bytes, where: str) -> tuple[bytes, int]:
    at = 12
    form = b""
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        body = at + 8
        if kind == b"fmt " and body + 16 <= len(data):
            form = data[body : body + size]
        elif kind == b"data":
            break
        at = body + size + (size & 1)
    else:
        raise Refused("a WAV without frames", where=where)
    if len(form) < 16:
        raise Refused("a WAV that does not say what its frames are", where=where)
    code, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    came = len(data) - body
    if size == 0 or size >= STREAMED:
        end = _end_of_stream(data, body)
    elif size > came + SLOPPY:
        raise Refused(f"an answer cut short: {came} bytes of sound where it told of {size}", where=where)
    else:
        end = min(len(data), body + size)
    if end == body or not rate:
        raise Refused("a WAV without frames", where=where)
    if code not in PCM or channels != 1 or bits != 16:
        # With its true length, or ffmpeg would take for sound what stands behind it.
        told = struct.pack("<4sI4s4sI", b"RIFF", 20 + len(form) + end - body, b"WAVE", b"fmt ", len(form)) + form
        clean = told + struct.pack("<4sI", b"data", end - body) + data[body:end]
        return converted(clean, ["-f", "s16le", "-ac", "1", "-ar", str(rate)], where=where), rate
    return data[body : body + (end - body) // 2 * 2], rate


def _end_of_stream(data: bytes, body: int) -> int:
    """Where the frames of unknown length end: at the data's end, or where chunks begin that fill the rest exactly.

    Four letters of ASCII and the one length that leads to the end: among frames that happens once in a hundred billion.
    """
    import numpy as np

    end, first = len(data), max(body, len(data) - TAIL)
    while end - first >= 8:
        raw = np.frombuffer(data, np.uint8, end - first, first)
        found = len(raw)
        for shift in (0, 1):  # a chunk of odd length may stand before it, without its filler
            words = raw[shift : shift + (len(raw) - shift) // 2 * 2].view("<u2").astype(np.uint32)
            if len(words) < 4:
                continue
            sizes = words[2:-1] | words[3:] << 16
            rest = len(raw) - shift - 8 - 2 * np.arange(len(sizes), dtype=np.int64)
            for place in np.flatnonzero((sizes == rest) | ((sizes & 1 == 1) & (sizes + 1 == rest))):
                at = shift + 2 * int(place)
                if bytes(raw[at : at + 4]).isascii() and bytes(raw[at : at + 4]).decode("latin-1").isprintable():
                    found = min(found, at)  # the earliest: a list of chunks ends where its last one does
        if found == len(raw):
            break
        end = first + found
    return end

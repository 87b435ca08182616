"""MP3 by LAME, in pieces, with an Info header of our own: length, seek table and gapless data for players.

lameenc writes no header. Without one players guess the length from the first frame and play the encoder's lead-in.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Sequence
from typing import Final

import numpy as np

from audiopress.model import Audio
from audiopress.stitch.loudness import decibels

LEAD_IN: Final = 576
"""Samples of silence LAME puts first; decoders add their own and skip both where the header says so."""
DECODER: Final = 529
"""Samples by which a decoder is late."""
SCALES: Final = ((160, 0.95), (192, 0.97), (224, 0.98))
"""Up to this many kb/s LAME multiplies a signal by this at a constant bit rate (measured at every rate); made up for
before encoding."""
VBR: Final = {1: (171, 139, 120, 103, 92, 78, 69, 60, 56, 52), 2: (201, 165, 140, 121, 103, 86, 76, 67, 63, 58)}
"""kb/s that LAME's V0 to V9 come to for speech at 44.1 kHz, by channels."""
QUALITY: Final = 5
_BITRATES: Final = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kb/s by MPEG version (1: 32 kHz and up; 2: below), layer III."""
_RATES: Final = {1: (44100, 48000, 32000), 2: (22050, 24000, 16000)}


def version(rate: int) -> int:
    """MPEG version of a sample rate."""
    return 1 if rate >= 32000 else 2


def frame_samples(rate: int) -> int:
    """Samples in a frame."""
    return 1152 if version(rate) == 1 else 576


def allowed_bitrate(audio: Audio) -> int:
    """The lowest bit rate of the format that is not below the one asked for."""
    table = _BITRATES[version(audio.rate)][1:]
    return next((rate for rate in table if rate >= audio.bitrate), table[-1])


def vbr_quality(audio: Audio) -> int | None:
    """LAME's V number that comes nearest to the bit rate asked for, or None at a constant bit rate."""
    if not audio.vbr:
        return None
    return min(range(10), key=lambda quality: abs(VBR[audio.channels][quality] - audio.bitrate))


def loss(bitrate: int, quality: int | None) -> float:
    """dB that LAME takes from the signal."""
    if quality is not None:
        return 0.0
    return -decibels(next((scale for highest, scale in SCALES if bitrate <= highest), 1.0))


def encoder(*, rate: int, channels: int, bitrate: int, quality: int | None = None) -> object:
    """A lameenc.Encoder; `bitrate` as `allowed_bitrate` gives it, `quality` as `vbr_quality` does."""
    import lameenc

    made = lameenc.Encoder()
    made.silence()
    if quality is None:
        made.set_bit_rate(bitrate)
    else:
        made.set_vbr(4)
        made.set_vbr_quality(quality)
    made.set_in_sample_rate(rate)
    made.set_out_sample_rate(rate)
    made.set_channels(channels)
    made.set_quality(QUALITY)
    return made


def interleaved(pcm: bytes, channels: int) -> bytes:
    """Mono PCM as the encoder wants it: for stereo every sample twice."""
    return pcm if channels == 1 else np.repeat(np.frombuffer(pcm, "<i2"), 2).tobytes()


def frame_bounds(data: bytes | mmap.mmap, rate: int) -> list[int]:
    """Where every frame of an MP3 stream begins, and where the last one ends, by walking from header to header."""
    kind = version(rate)
    factor, table = (144 if kind == 1 else 72) * 1000, _BITRATES[kind]
    bounds = [0]
    at = 0
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] & 0xE0 == 0xE0:
        at += factor * table[data[at + 2] >> 4] // rate + (data[at + 2] >> 1 & 1)
        if at > len(data):
            break
        bounds.append(at)
    return bounds


def info_frame(audio: Audio, *, samples: int, frames: int, size: int, bounds: Sequence[int] = ()) -> bytes:
    """The first frame of the file: `Info` (`Xing` at a variable rate), frames, bytes, seek table, delay and padding.

    `samples` is the length of the programme, `frames` and `size` (bytes) those of the audio after this frame, `bounds`
    where its frames begin, for those that are not of one size. The layout is that of the "Mp3 info tag rev 1"
    specification by Gabriel Bouvigne.
    """
    rate = audio.rate
    first, length = header(audio)
    side = {(1, 1): 17, (1, 2): 32, (2, 1): 9, (2, 2): 17}[version(rate), audio.channels]
    total = size + length
    places = [bounds[frames * n // 100] if bounds else size * n // 100 for n in range(100)]
    # To the nearest 256th, not the one below as LAME has it: a player that goes by it errs half as far.
    toc = bytes(min(255, round(256 * (length + place) / total)) for place in places)
    padding = max(0, frames * frame_samples(rate) - LEAD_IN - samples)
    body = (
        (b"Xing" if audio.vbr else b"Info")
        + struct.pack(">III", 0x0F, frames, total)
        + toc
        + struct.pack(">I", 100 - 10 * QUALITY)
    )
    lame = (
        b"LAME3.100" + bytes([0x04 if audio.vbr else 0x01, 0]) + bytes(8) + bytes([0, min(255, allowed_bitrate(audio))])
    )
    lame += ((LEAD_IN & 0xFFF) << 12 | (padding & 0xFFF)).to_bytes(3, "big")
    lame += bytes([0, 0]) + bytes(2) + struct.pack(">I", total) + bytes(2)
    frame = first + bytes(side) + body + lame
    frame += struct.pack(">H", _crc16(frame[:190]))
    return frame.ljust(length, b"\0")


def header(audio: Audio) -> tuple[bytes, int]:
    """Four bytes of a frame without padding, and the frame's length in bytes."""
    kind = version(audio.rate)
    bitrate = allowed_bitrate(audio)
    # The header frame must hold the table and LAME's data (192 bytes and the side information).
    while (144 if kind == 1 else 72) * bitrate * 1000 // audio.rate < 4 + 32 + 120 + 36:
        bitrate = _BITRATES[kind][_BITRATES[kind].index(bitrate) + 1]
    length = (144 if kind == 1 else 72) * bitrate * 1000 // audio.rate
    bits = 0xFFE00000 | (3 if kind == 1 else 2) << 19 | 1 << 17 | 1 << 16
    bits |= _BITRATES[kind].index(bitrate) << 12 | _RATES[kind].index(audio.rate) << 10
    bits |= (3 if audio.channels == 1 else 1) << 6
    return struct.pack(">I", bits), length


def _crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc

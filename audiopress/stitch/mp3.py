"""MP3 by LAME, in pieces, with an Info header of our own: length, seek table and gapless data for players.

lameenc writes no header. Without one players guess the length from the first frame and play the encoder's lead-in.
"""

from __future__ import annotations

import mmap
import struct
from typing import Final

import numpy as np

from audiopress.model import Audio

LEAD_IN: Final = 576
"""Samples of silence LAME puts first; decoders add 529 of their own and skip both where the header says so."""
CBR_LOSS: Final = 0.446
"""dB that LAME takes from mono CBR (a factor of 0.95, measured at every rate); added before encoding."""
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


def encoder(*, rate: int, channels: int, bitrate: int) -> object:
    """A lameenc.Encoder; `bitrate` as `allowed_bitrate` gives it."""
    import lameenc

    made = lameenc.Encoder()
    made.silence()
    made.set_bit_rate(bitrate)
    made.set_in_sample_rate(rate)
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


def info_frame(audio: Audio, *, samples: int, frames: int, size: int) -> bytes:
    """The first frame of the file: `Info`, frames, bytes, seek table, and LAME's delay and padding.

    `samples` is the length of the programme, `frames` and `size` (bytes) those of the audio after this frame. The
    layout is that of the "Mp3 info tag rev 1" specification by Gabriel Bouvigne.
    """
    rate = audio.rate
    first, length = header(audio)
    side = {(1, 1): 17, (1, 2): 32, (2, 1): 9, (2, 2): 17}[version(rate), audio.channels]
    total = size + length
    toc = bytes(min(255, int(256 * (length + size * percent / 100) / total)) for percent in range(100))
    padding = max(0, frames * frame_samples(rate) - LEAD_IN - samples)
    body = b"Info" + struct.pack(">III", 0x0F, frames, total) + toc + struct.pack(">I", 100 - 10 * QUALITY)
    lame = b"LAME3.100" + bytes([0x01, 0]) + bytes(8) + bytes([0, min(255, allowed_bitrate(audio))])
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

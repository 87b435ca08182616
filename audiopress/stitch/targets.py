"""Loudness and peak that a show asks for."""

from __future__ import annotations

from typing import Final

from audiopress.model import Audio

PRESETS: Final = {"podcast": (-16.0, -1.0), "alexa": (-14.0, -2.0), "ebu": (-23.0, -1.0)}
"""LUFS as heard on two speakers, and dBTP: Apple's and the EBU's (R 128), and Amazon's for flash briefings."""
TOLERANCE: Final = 0.5
"""LU around the target."""
HEADROOM: Final = 0.9
"""dB below the true peak's limit: what lies between the samples and what the encoder adds."""


def target(audio: Audio) -> tuple[float, float]:
    """LUFS and dBTP that a show asks for."""
    return PRESETS.get(audio.preset, (audio.loudness, audio.true_peak))

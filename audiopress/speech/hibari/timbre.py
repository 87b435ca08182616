"""One model as several speakers: its pitch, its melody and the size of its throat are moved apart from each other.

The pitch is moved inside hibari's network, before the part that draws the spectra, so that harmonics, breath and their
phases are those of a person who speaks at that pitch. The throat is scaled as tape is: what is to be played slower is
made faster and higher first. Moving the pitch of the finished spectra sounds far worse (docs/decisions.md).
"""

from __future__ import annotations

from typing import Any, Final

from audiopress.model import PLAINLY, Delivery

REVISION: Final = 3
"""Changes when the same words become other sound."""
UNVOICED: Final = 40.0
"""Hz: the network's own bound, under which a frame has no pitch."""
LOWEST: Final = 55.0
"""Hz of a fundamental that is heard as a voice and not as a creak."""
FRAME: Final = 0.0125
"""Seconds of one of the network's frames."""
CADENCE: Final = 0.6
"""Seconds at the end of a sentence in which it falls or rises: about its last stressed word and what follows."""


def moved(f0: Any, *, pitch: float, melody: float, delivery: Delivery = PLAINLY) -> Any:
    """What to multiply each frame of a curve of pitch (Hz) by: float32, of its shape.

    `pitch` moves all of it; `melody` scales its distance, in octaves, from its middle; the delivery bends its end.
    """
    import numpy as np

    voiced = (f0 > UNVOICED).nonzero()[0]
    pitch *= delivery.pitch
    if not len(voiced):
        return np.full(f0.shape, pitch, np.float32)
    clear = np.maximum(f0, UNVOICED)
    middle = float(np.median(f0[voiced]))
    octaves = np.log2(clear / middle) * (melody * delivery.melody)
    # From 0 where the cadence begins to 1 at the last frame that sounds.
    last = int(voiced[-1])
    course = np.clip((np.arange(len(f0)) - last) * FRAME / CADENCE + 1.0, 0.0, 1.0)
    octaves = np.where(octaves < 0, octaves * (1 + (delivery.fall - 1) * course), octaves) + delivery.rise * course**2
    wanted = np.maximum(middle * pitch * 2.0**octaves, LOWEST)
    return np.where(f0 > UNVOICED, wanted / clear, pitch).astype(np.float32)


def sounded(spectra: list[Any], *, seed: int, formants: float) -> Any:
    """The network's outputs, made for a speaker of size 1, as samples at 24 kHz: float32, shape (frames,)."""
    import numpy as np
    from hibari import dsp

    made = dsp.synth(*spectra, np.random.default_rng(seed))
    if formants == 1.0:
        return made
    import soxr

    return soxr.resample(made, dsp.SR * formants, dsp.SR)

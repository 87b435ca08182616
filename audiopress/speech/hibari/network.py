"""hibari's network: sounds to spectra, with the length of every sound, at a pitch that is moved inside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from audiopress.errors import SpeechError
from audiopress.model import Delivery
from audiopress.speech.hibari import timbre
from audiopress.speech.hibari.graph import Graph

SPECTRA: Final = ("lh", "theta", "ln", "lr", "phi", "f0")
"""What the network gives; the last is the curve of pitch."""
DURATIONS: Final = "/Clip_output_0"
"""The tensor inside that holds the length of each sound, in units of 25 ms."""


@dataclass(frozen=True, slots=True)
class Network:
    """A loaded model: read-only, so that several threads may use it."""

    whole: Any
    """All of it, which also asks what to multiply the curve of pitch by."""
    front: Any
    """As much of it as gives the curve of pitch and the lengths: a quarter of the work."""
    factor: str
    """The input that the pitch is multiplied by."""
    unit: float
    """What that is for the voice's own pitch."""
    letters: Mapping[str, int]

    def run(
        self, sounds: str, *, speed: float, pitch: float, melody: float, delivery: Delivery
    ) -> tuple[list[Any], list[float]]:
        """The five spectra and the curve of pitch (Hz), each of shape ([601,] frames); and the length of each sound.

        There are two lengths more than sounds: those of the silence before and after.
        """
        import numpy as np

        ids = [self.letters.get(sound, 0) for sound in sounds]
        given = {"ids": np.asarray([[0, *ids, 0]], np.int64), "speed": np.asarray([speed], np.float32)}
        f0, lengths = self.front.run(["f0", DURATIONS], given)
        moved = timbre.moved(f0[0], pitch=pitch, melody=melody, delivery=delivery)
        found = self.whole.run(list(SPECTRA), {**given, self.factor: moved[None] * np.float32(self.unit)})
        return [each[0] for each in found], [float(length) for length in lengths.reshape(-1)]


@lru_cache(maxsize=4)
def load(path: str, digest: str) -> Network:
    """The network of a model's file, kept for the process. Raises SpeechError where it is none of hibari's."""
    del digest  # a file that changed is another one
    from hibari import tts

    letters: dict[str, int] = json.loads(Path(tts.ASSETS, "vocab.json").read_text("utf-8"))
    try:
        graph = Graph.read(Path(path).read_bytes())
        # The curve of pitch is drawn in a unit and multiplied up to Hz: there it can be moved.
        factor = next(name for name in graph.maker("f0").inputs if graph.maker(name).kind == "Constant")
        whole, unit = graph.asking(factor)
        front = graph.giving("f0", DURATIONS)
        return Network(_session(whole.write()), _session(front.write()), factor, unit, letters)
    except OSError as error:
        raise SpeechError(f"cannot be read: {error.strerror}", where=path) from None
    except Exception as error:  # noqa: BLE001 - onnxruntime raises errors of its own
        raise SpeechError(f"not a hibari model: {error}", where=path) from None


def _session(model: bytes) -> Any:
    """One thread: the sentences of an episode are spread over workers."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False  # else a worker keeps for ever what its longest sentence took
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

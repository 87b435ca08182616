"""A newsroom's own model of which lines of a copied page are the story's (extra `model`), from a file.

The rules of `text_model.py` know pages in general; a model knows the pages of a site. It is an ONNX file that takes `features`,
float32 of shape (lines, len(FEATURES)), and gives `story`, float32 of shape (lines,): how likely each line is to be the
story's, 0 to 1. `audiopress learn` makes one of pages that the newsroom has; one made elsewhere is as welcome.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from audiopress.errors import ConfigError
from audiopress.segment.page.features import by_words
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.text_model import WEIGHTS, probabilities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS: Final = 1024
"""Into how many the words of a line are hashed; a site's menus are a few hundred words."""
_OWN: Final = tuple(name for name in WEIGHTS if name != "bias")
_PLACED: Final = ("rules", "log words", "repeated", "place", "first", "gap before", "gap after")
_NEAR: Final = (-3, -2, -1, 1, 2, 3)
FEATURES: Final[tuple[str, ...]] = (
    *_OWN,
    *_PLACED,
    *(f"{name} {offset:+d}" for offset in _NEAR for name in ("rules", "log words")),
    *(f"word {bucket}" for bucket in range(BUCKETS)),
)
"""The columns, in order: what the words look like, where the line stands, its neighbours, and its words themselves
(crc32 of each in lower case modulo BUCKETS, the row of unit length). `rules` is the logit of `text_model.probabilities`."""
_WORD = re.compile(r"\w+")


def features(lines: Sequence[PageLine]) -> NDArray[np.float32]:
    """What the model is told of a page's lines: float32 of shape (lines, len(FEATURES))."""
    import numpy as np

    count = len(lines)
    table = np.zeros((count, len(FEATURES)), np.float32)
    repeats = Counter(line.text for line in lines)
    rules = [_logit(probability) for probability in probabilities(lines)]
    lengths = []
    place = {name: column for column, name in enumerate(_OWN)}
    for row, line in enumerate(lines):
        said = by_words(line.text, line.language)
        lengths.append(math.log1p(said.number))
        for name, value in said.features.items():
            table[row, place[name]] = value
        table[row, len(_OWN) : len(_OWN) + len(_PLACED)] = (
            rules[row],
            lengths[row],
            repeats[line.text] > 1,
            row / count,
            1 / (1 + row),
            line.gap_before,
            line.gap_after,
        )
        words = table[row, -BUCKETS:]
        for word in _WORD.findall(line.text.lower()):
            words[crc32(word.encode()) % BUCKETS] += 1
        if words.any():
            words /= np.sqrt(float(words @ words))
    column = len(_OWN) + len(_PLACED)
    for offset in _NEAR:
        low, high = max(0, -offset), min(count, count - offset)
        table[low:high, column] = rules[low + offset : high + offset]
        table[low:high, column + 1] = lengths[low + offset : high + offset]
        column += 2
    return table


def _logit(probability: float) -> float:
    kept = min(1 - 1e-4, max(1e-4, probability))
    return math.log(kept / (1 - kept))


class LineModel:
    """A model that was read from a file."""

    def __init__(self, path: Path) -> None:
        """Raises ConfigError for a file that is not there or is no such model, and where the extra is missing."""
        where = str(path)
        try:
            import onnxruntime
        except ImportError:
            raise ConfigError(
                "line_model needs the package onnxruntime", where=where, hint="pip install 'audiopress[model]'"
            ) from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 4
        try:
            self._session: Any = onnxruntime.InferenceSession(path.read_bytes(), options)
        except OSError as error:
            raise ConfigError(
                f"line_model cannot be read: {error.strerror}", where=where, hint="audiopress learn makes one"
            ) from None
        except Exception as error:  # noqa: BLE001 - onnxruntime raises errors of its own
            raise ConfigError(f"line_model is not an ONNX model: {error}", where=where) from None
        takes = {one.name: one.shape for one in self._session.get_inputs()}
        gives = {one.name for one in self._session.get_outputs()}
        if "story" not in gives or list(takes) != ["features"] or takes["features"][-1] != len(FEATURES):
            raise ConfigError(
                f"line_model must take `features` of {len(FEATURES)} columns and give `story`",
                where=where,
                hint="make it again with `audiopress learn`: it is of another version, or of another kind",
            )

    def probabilities(self, lines: Sequence[PageLine]) -> list[float]:
        """How likely each line is to be the story's, 0 to 1."""
        (given,) = self._session.run(["story"], {"features": features(lines)})
        return [min(1.0, max(0.0, float(probability))) for probability in given.reshape(-1)]


def load_line_model(path: Path) -> LineModel:
    """The model of a file, read again when it changed. Raises ConfigError."""
    try:
        found = path.stat()
    except OSError:
        return LineModel(path)
    return _loaded(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _loaded(path: Path, _changed: int, _size: int) -> LineModel:
    return LineModel(path)

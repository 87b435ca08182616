"""The weights of the models that tell a story's lines from the others: a data file, fitted by benchmarks/fit.py."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

PATH: Final = Path(__file__).with_name("weights.toml")
"""By model: when it was fitted and on how much, its cross-validated figures, and a weight by each feature's name."""


def weights(model: str) -> dict[str, float]:
    """A weight by the name of each feature of `model`, `bias` among them. Raises KeyError for an unknown model."""
    found: dict[str, float] = _loaded()[model]["weights"]
    return found


@cache
def _loaded() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))

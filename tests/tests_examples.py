"""How many examples a rule that always holds is tried with: a quarter of them, and all in a thorough run."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("AUDIOPRESS_THOROUGH"))
"""Set where a change is about to land (`.ci/run`)."""


def often(examples: int) -> int:
    """As many as a thorough run takes, or a quarter; never fewer than 25."""
    return examples if THOROUGH else max(25, examples // 4)

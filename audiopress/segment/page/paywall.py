"""What stands in the place of the rest of a story that only subscribers may read."""

from __future__ import annotations

from typing import Final

from audiopress.languages.pack import phrasebook
from audiopress.languages.tags import NONE
from audiopress.segment.page.features import words

LONGEST: Final = 40
"""Words of a line that stands in the place of the rest of the story."""
LETTERS: Final = 300
"""The same in letters."""
SHORTEST: Final = 14
"""Letters of the shortest thing that a paywall says in Latin script."""


def is_paywall(text: str, language: str = NONE) -> bool:
    """What a paywall says, in a line of a page in this language."""
    return _short(text) and phrasebook(language).label(text, "paywall") is not None and words(text) < LONGEST


def asks_subscribers(text: str, language: str = NONE) -> bool:
    """What a subscribers' site says wherever one may log in, its paywall included: already a subscriber?"""
    return _short(text) and phrasebook(language).label(text, "subscriber_login") is not None


def _short(text: str) -> bool:
    return len(text) < LETTERS and (len(text) >= SHORTEST or not text.isascii())

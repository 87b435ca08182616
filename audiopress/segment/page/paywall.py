"""What stands in the place of the rest of a story that only subscribers may read."""

from __future__ import annotations

from typing import Final

from audiopress.languages.pack import phrasebook
from audiopress.languages.tags import NONE
from audiopress.segment.page.features import words

MAX_WORDS: Final = 40
"""Words of a line that stands in the place of the rest of the story."""
MAX_LETTERS: Final = 300
"""Letters of such a line."""
MIN_LATIN_LETTERS: Final = 14
"""Letters of the shortest phrase of a paywall in Latin script."""


def is_paywall(text: str, language: str = NONE) -> bool:
    """What a paywall says, in a line of a page in this language."""
    if not _short(text) or words(text) >= MAX_WORDS:
        return False
    book = phrasebook(language)
    return book.label(text, "paywall") is not None and book.label(text, "not_paywall") is None


def asks_subscribers(text: str, language: str = NONE) -> bool:
    """What a subscribers' site says wherever one may log in, its paywall included: already a subscriber?"""
    return _short(text) and phrasebook(language).label(text, "subscriber_login") is not None


def _short(text: str) -> bool:
    return len(text) < MAX_LETTERS and (len(text) >= MIN_LATIN_LETTERS or not text.isascii())

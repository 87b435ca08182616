"""What a page says twice: its headline once more above the story, a caption once more as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from audiopress.languages.tags import NONE
from audiopress.languages.tokens import plain
from audiopress.segment.page.features import words
from audiopress.segment.page.fields import split_kickers

LETTERS_BEFORE_HEADLINE: Final = 50
"""Letters that a headline has before it at most where it is said again."""
SHORTEST_HEADLINE: Final = 30
"""Letters of the shortest that is known behind them."""
LONGEST_COMMON_CAPTION: Final = 4
"""Words of the longest caption that may be said again by chance."""


def repeats_headline(text: str, headline: str, kicker: str, language: str = NONE) -> bool:
    """The headline again, but for its marks and its kicker, or behind another kicker: no paragraph ends with all of it."""
    if not headline or abs(len(text) - len(headline)) > len(kicker) + LETTERS_BEFORE_HEADLINE:
        return False
    said, own = plain(headline), plain(text)
    if own == said or (bool(kicker) and plain(split_kickers(text, language)[1]) == said):
        return True
    return len(said) > SHORTEST_HEADLINE and own.endswith(f" {said}")


def repeats_caption(text: str, captions: Iterable[str]) -> bool:
    """A caption again, with or without the credit behind it."""
    return words(text) > LONGEST_COMMON_CAPTION and any(
        text.startswith(one) or one.startswith(text) for one in captions
    )

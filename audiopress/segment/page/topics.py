"""What a text is about: the stems of its longer words."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.line_memory import remembered
from audiopress.languages.scripts import EASTERN
from audiopress.languages.tokens import letters, spelled

STEM_LETTERS: Final = 6
"""First letters of a word that are taken for its stem: they stay the same in most of its forms."""
MIN_WORD_LETTERS: Final = 4
"""Letters of the shortest content word."""
_CONTENT = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_NUMBER = re.compile(r"\d{2,}")


@remembered
def content(text: str) -> frozenset[str]:
    """What a text is about: the stems of its longer words and its numbers, or pairs of signs."""
    spelling = spelled(text)
    if spelling.western or "".join(spelling.parts).isascii():
        # The two letters of Western tables that are others where case does not count.
        folded = "ß" in text or "µ" in text
        parts = map(str.casefold, spelling.parts) if folded else spelling.parts
        own = {part[:STEM_LETTERS] for part in parts if len(part) >= MIN_WORD_LETTERS}
        return frozenset(
            own.union([number[:STEM_LETTERS] for number in _NUMBER.findall(text)]) if spelling.digits > 1 else own
        )
    if EASTERN.search(text):
        bare = letters(text)
        return frozenset([bare[at : at + 2] for at in range(len(bare) - 1)])
    return frozenset([word[:STEM_LETTERS] for word in _CONTENT.findall(text.casefold())])

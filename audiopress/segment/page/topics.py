"""What a text is about: the stems of its longer words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from audiopress.languages.scripts import EASTERN
from audiopress.languages.tokens import letters, spelled

STEM: Final = 6
"""Letters of a word that stay the same in most of its forms."""
LONG: Final = 4
"""Letters of the shortest word that tells what a text is about."""
_CONTENT = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_NUMBER = re.compile(r"\d{2,}")


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """What a text is about: the stems of its longer words and its numbers, or pairs of signs."""
    spelling = spelled(text)
    if text.isascii() or "".join(spelling.parts).isascii():
        own = {part[:STEM] for part in spelling.parts if len(part) >= LONG}
        return frozenset(own.union([number[:STEM] for number in _NUMBER.findall(text)]) if spelling.digits > 1 else own)
    if not spelling.western and EASTERN.search(text):
        bare = letters(text)
        return frozenset([bare[at : at + 2] for at in range(len(bare) - 1)])
    return frozenset([word[:STEM] for word in _CONTENT.findall(text.casefold())])

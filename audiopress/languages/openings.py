"""The open place of an expression, as glossaries write it: `~의 여파로`, `take ~ into account`. Dropped, it would mean nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from audiopress.languages.pack import pack
from audiopress.languages.rewriting import How, Rule

_SIGNS: Final = "~〜∼～"
_PARTICLES: Final = {"를": "을", "가": "이", "는": "은", "와": "과", "로": "으로", "라는": "이라는", "라고": "이라고"}
"""Korean particles after a vowel, in the form that follows the consonant of our word."""
_PATTERNS: Final[dict[str, str]] = {
    # Right before a particle or a word, and not between two: `서울~부산` is from one to the other.
    "ko": rf"(?<![^\s\"'“‘(\[,;:/])[{_SIGNS}](?P<particle>(?:(?:를|가|는|와|로|라는|라고)(?![가-힣]))?)(?=[\s가-힣])",
    "ja": rf"(?<![^\s「『(（、・/])[{_SIGNS}](?P<particle>)(?=[\u3040-\u30ff\u3400-\u9fff])",
}
_ALONE: Final = rf"(?<!\S)[{_SIGNS}](?P<particle>)(?=[\s,;.]|$)"


@cache
def openings(language: str) -> tuple[Rule, ...]:
    """The rule of a language for an open place; none where it has no word for it."""
    word = pack(language).reading.open
    if not word:
        return ()

    def said(match: re.Match[str], how: How) -> str:
        if how.word("open", "word") == "pause":
            return "," + (match["particle"] or "")
        particle = match["particle"]
        return word + _PARTICLES.get(particle, particle)

    patterns = [_PATTERNS[language]] if language in _PATTERNS else []
    return tuple(Rule(re.compile(pattern), said, _SIGNS) for pattern in (*patterns, _ALONE))

"""The open place of an expression, as glossaries write it: `~의 여파로`, `take ~ into account`. Dropped, it would mean nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from audiopress.languages.pack import pack
from audiopress.languages.plain_quotes import any_of
from audiopress.languages.rewriting import How, Rule
from audiopress.languages.scripts import EASTERN_RANGE

_SIGNS: Final = "~〜∼～"
_BEFORE: Final = r"(?<![^\s\"'“‘(\[「『（、・,;:/])"
"""Not between two words: `서울~부산` is from one to the other."""
_ALONE: Final = rf"(?<!\S)[{_SIGNS}](?P<particle>)(?=[\s,;.]|$)"


@cache
def openings(language: str) -> tuple[Rule, ...]:
    """The rules that read the sign of an open place (`~`) as the language's word for it; none where it has no such word."""
    known = pack(language)
    word, particles = known.reading.open, known.reading.open_particles
    if not word:
        return ()

    def said(match: re.Match[str], how: How) -> str:
        if how.word("open", "word") == "pause":
            return "," + (match["particle"] or "")
        particle = match["particle"]
        return word + particles.get(particle, particle)

    patterns = [_before_words(particles), _ALONE] if particles or not known.general.spaces else [_ALONE]
    return tuple(Rule(re.compile(pattern), said, _SIGNS) for pattern in patterns)


def _before_words(particles: Iterable[str]) -> str:
    """The sign right before a word, or before a particle, which is written to it."""
    if not (listed := any_of(particles)):
        return rf"{_BEFORE}[{_SIGNS}](?P<particle>)(?=[{EASTERN_RANGE}])"
    return rf"{_BEFORE}[{_SIGNS}](?P<particle>(?:(?:{listed})(?![{EASTERN_RANGE}]))?)(?=[\s{EASTERN_RANGE}])"

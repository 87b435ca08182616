"""How often English uses a word, as a level, and what parts of speech it is used in.

Both are cefrpy's (MIT; words by part of speech, from the frequencies of books and the lists of the CEFR-J project, with a
level from 1 for A1 to 6 for C2). What it says of parts of speech has many that are rare: it is asked only what a word is not.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

_TAGS: Final = {
    "noun": ("NN", "NNS", "NNP"),
    "common noun": ("NN", "NNS"),
    "verb": ("VB", "VBD", "VBN", "VBG", "VBP", "VBZ"),
    "adjective": ("JJ",),
    "adverb": ("RB",),
}

DICTIONARY: Final = "en"
"""The language whose words it has."""


@lru_cache(maxsize=65536)
def level_of(word: str, pos: str = "") -> float:
    """1 for A1 to 6 for C2, of a word in a part of speech; 0 of a word that is in no list."""
    for tag in _TAGS.get(pos, ()):
        found = _analyzer().get_word_pos_level_float(word, tag)
        if found is not None:
            return float(found)
    found = _analyzer().get_average_word_level_float(word)
    return float(found) if found is not None else 0.0


@lru_cache(maxsize=65536)
def easiest(word: str) -> float:
    """The level of a word as the part of speech in which it is easiest; 0 of a word that is in no list."""
    found = _analyzer().get_pos_level_dict_for_word(word, word_level_as_float=True) or {}
    return min((float(level) for level in found.values()), default=0.0)


@lru_cache(maxsize=65536)
def is_never(word: str, pos: str) -> bool:
    """Whether a known word is in no list as this part of speech."""
    known = _analyzer().get_all_pos_for_word_as_str(word)
    return bool(known) and not any(tag in known for tag in _TAGS[pos])


@lru_cache(maxsize=65536)
def is_plural_only(word: str) -> bool:
    """Whether a word is in the lists as a plural alone: `shopkeepers`, whose singular is rarer."""
    return list(_analyzer().get_all_pos_for_word_as_str(word)) == ["NNS"]


@cache
def _analyzer() -> Any:
    from cefrpy import CEFRAnalyzer

    return CEFRAnalyzer()

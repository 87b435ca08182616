"""Runs of another language inside a text, where its letters alone give it away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

LETTERS: Final[dict[str, str]] = {
    "ko": r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]",
    "ja": r"[\u3040-\u30ff\u3400-\u9fff々〆ー]",
    "zh": r"[\u3400-\u9fff]",
    "ru": r"[\u0400-\u052f]",
    "el": r"[\u0370-\u03ff\u1f00-\u1fff]",
    "ar": r"[\u0600-\u06ff\u0750-\u077f]",
    "he": r"[\u0590-\u05ff]",
    "th": r"[\u0e00-\u0e7f]",
    "hi": r"[\u0900-\u097f]",
}
"""Primary language subtag to the letters (Unicode blocks) that no Latin text has."""

_SURE: Final = {"ja": re.compile(r"[\u3040-\u30ff]")}
"""What a run must hold to be that language: Han characters alone may be Chinese."""


def languages(texts: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Those of the known languages whose letters occur in the texts."""
    wanted = [language for language in known if language in LETTERS]
    patterns = {language: re.compile(LETTERS[language]) for language in wanted}
    found = {language for text in texts for language, pattern in patterns.items() if pattern.search(text)}
    return tuple(language for language in wanted if language in found)


def runs(text: str, known: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The text from end to end as (start, end, language), the language empty for the text's own.

    A run is two letters or more, with the spaces, digits and points between its words; a text without one is one run.
    """
    places: list[tuple[int, int, str]] = []
    for language in known:
        if language not in LETTERS:
            continue
        letter = LETTERS[language]
        for found in re.finditer(rf"{letter}(?:[\s\d.,·~-]*{letter})+", text):
            sure = _SURE.get(language)
            free = all(found.end() <= start or end <= found.start() for start, end, _ in places)
            if free and (sure is None or sure.search(found[0])):
                places.append((found.start(), found.end(), language))
    done = 0
    for start, end, language in sorted(places):
        if start > done:
            yield done, start, ""
        yield start, end, language
        done = end
    if done < len(text) or not text:
        yield done, len(text), ""

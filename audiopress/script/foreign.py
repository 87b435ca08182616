"""Runs of another language inside a text, where its letters alone give it away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audiopress.languages.scripts import LETTERS_OF, SURE_LETTERS


def languages(texts: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Those of the known languages whose letters occur in the texts."""
    wanted = [language for language in known if language in LETTERS_OF]
    patterns = {language: re.compile(LETTERS_OF[language]) for language in wanted}
    found = {language for text in texts for language, pattern in patterns.items() if pattern.search(text)}
    return tuple(language for language in wanted if language in found)


def runs(text: str, known: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The text from end to end as (start, end, language), the language empty for the text's own.

    A run is two letters or more, with the spaces, digits and points between its words; a text without one is one run.
    """
    places: list[tuple[int, int, str]] = []
    for language in known:
        if language not in LETTERS_OF:
            continue
        letter = LETTERS_OF[language]
        for found in re.finditer(rf"{letter}(?:[\s\d.,·~-]*{letter})+", text):
            sure = SURE_LETTERS.get(language)
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

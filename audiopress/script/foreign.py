"""Runs of another language inside a text, where its letters alone give it away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from audiopress.languages.pack import EVERYWHERE
from audiopress.languages.scripts import LATIN_RANGE, LETTERS_OF, SURE_LETTERS
from audiopress.languages.tags import primary

_LETTER: Final = f"[{LATIN_RANGE}]"
_WORD: Final = re.compile(rf"{_LETTER}+(?:['’-]{_LETTER}+)*")
_LATIN: Final = re.compile(
    # No code with digits, no measure (`10km`), no address: those are read by the rules of the language around them.
    rf"(?<!{_LETTER})(?<![\d@./_-]){_WORD.pattern}"
    rf"(?:(?:[ ,;:&~'’\"“”-]+|[ ,]+\d[\d,.]*[ ,]+){_WORD.pattern})*(?!{_LETTER}|[\d@_/]|[.:-][\w/])"
)
_UNITS: Final = frozenset("km cm mm nm kg mg ml dl cc ha kb mb gb tb px vs kw hz".split())


def latin(known: Iterable[str]) -> str:
    """The language that words of Latin letters are taken for: English where it is known, else the first that has them."""
    written = [language for language in known if language not in LETTERS_OF]
    return EVERYWHERE if EVERYWHERE in written else next(iter(written), "")


def written_in(text: str, *, own: str, others: Iterable[str]) -> str:
    """Which of its own and other languages a text without a mark is written in, by its letters; its own where they do not tell."""
    rows = {primary(tag): tag for tag in others}
    rows.pop(primary(own), None)
    letters = LETTERS_OF.get(primary(own))
    if letters is None:
        found = [tag for _, _, tag in runs(text, rows, own=primary(own))]
        return rows[found[0]] if len(found) == 1 and found[0] else own
    if re.search(letters, text) or not re.search(_LETTER, text):
        return own
    return rows.get(latin(rows), own)


def languages(texts: Iterable[tuple[str, str]], known: Iterable[str]) -> tuple[str, ...]:
    """Those of the known languages that have a run in the texts, each of which stands with its own language."""
    rows = tuple(known)
    found = {
        tag for text, own in texts for _, _, tag in runs(text, [one for one in rows if one != own], own=own) if tag
    }
    return tuple(language for language in rows if language in found)


def runs(text: str, known: Iterable[str], *, own: str = "") -> Iterator[tuple[int, int, str]]:
    """The text from end to end as (start, end, language), the language empty for the text's `own`.

    A run is two letters or more, with the spaces, digits and points between its words; a text without one is one run.
    Marks that stand alone between two runs go with the next one, or the last. Words of Latin letters are a run where the
    text's own language is written in others, and where they are words: acronyms (`LG`, `GDP`) and measures (`km`) are read
    by everybody in their own language.
    """
    rows = list(known)
    places: list[tuple[int, int, str]] = []
    for language in rows:
        if language not in LETTERS_OF:
            continue
        letter = LETTERS_OF[language]
        for found in re.finditer(rf"{letter}(?:[\s\d.,·~-]*{letter})+", text):
            sure = SURE_LETTERS.get(language)
            free = all(found.end() <= start or end <= found.start() for start, end, _ in places)
            if free and (sure is None or sure.search(found[0])):
                places.append((found.start(), found.end(), language))
    if own in LETTERS_OF and (tag := latin(rows)):
        places += ((found.start(), found.end(), tag) for found in _LATIN.finditer(text) if _words(found[0]))
    yield from _joined(text, sorted(places))


def _words(run: str) -> bool:
    """Whether there is a word in a run of Latin letters, and not only acronyms and measures."""
    return any(
        any(letter.islower() for letter in word)
        and (len(word) > 2 or (word.islower() and len(word) == 2 and word not in _UNITS))
        for word in _WORD.findall(run)
    )


def _joined(text: str, places: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The places and what lies between them, from end to end."""
    edges: list[tuple[int, int, str]] = []
    done = 0
    for start, end, language in places:
        # What opens a run stands right before it.
        while start > done + 1 and text[start - 1] in "'\"‘“(「『«" and not text[start - 2].isalnum():
            start -= 1  # noqa: PLW2901
        if start > done:
            edges.append((done, start, ""))
        edges.append((start, end, language))
        done = end
    if done < len(text) or not text:
        edges.append((done, len(text), ""))
    begun = -1
    last: tuple[int, int, str] | None = None
    for start, end, language in edges:
        spoken = bool(language) or any(map(str.isalnum, text[start:end]))
        if not spoken and last is not None and text[start:end][:1].strip():
            # What closes a run (a full stop, a quotation mark) stands right behind it.
            last = (last[0], end, last[2])
        elif not spoken and len(edges) > 1:
            begun = start if begun < 0 else begun
        else:
            if last is not None:
                yield last
            last = (begun if begun >= 0 else start, end, language)
            begun = -1
    if last is not None and begun >= 0:
        last = (last[0], len(text), last[2])
    if last is not None:
        yield last

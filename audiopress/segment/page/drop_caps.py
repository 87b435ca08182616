"""Initials that a paper sets large, which a copy or a page's markup parts from the rest of their word: `T he cooks`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from audiopress.segment.page.features import is_common

INITIAL: Final = re.compile(r"[“\"„«»‘']?[A-ZÄÖÜÅØÆÑÇ]$")
"""A line that is such a letter and no more, with the mark of a quote before it."""
_PARTED: Final = re.compile(r"(?P<mark>[“\"„«»‘']?)(?P<first>[A-ZÄÖÜÅØÆÑÇ]) (?P<rest>[a-zß-ÿ]+)(?![\w-])")
_VOWEL: Final = re.compile(r"[aeiouyà-öø-ÿ]")
_MAY_BE_WORDS: Final = "AEIOUY"
"""Letters that are words in some language: `I am`, `Y entonces`, `E poi`."""


def joined(paragraphs: Sequence[str], language: str) -> list[str]:
    """The paragraphs, with initials that were parted from their word put back to it.

    They are where the word is known: by the language, or since the story has it elsewhere. A letter that is a word itself
    (`A school`) stays unless what follows it is none.
    """
    if not any(_PARTED.match(one) for one in paragraphs):
        return list(paragraphs)
    known = {word for one in paragraphs for word in _words(one)}
    return [_joined(one, language, known) for one in paragraphs]


def _joined(text: str, language: str, known: set[str]) -> str:
    found = _PARTED.match(text)
    if found is None:
        return text
    first, rest = found["first"], found["rest"]
    whole = (first + rest).lower()
    if _VOWEL.search(rest) is None:
        parted = True
    elif first in _MAY_BE_WORDS:
        parted = not is_common(first, language) and is_common(whole, language)
    else:
        # `T cells`: what goes on as a word of the story is one, unless the two are.
        parted = (
            len(rest) == 1
            or whole in known
            or is_common(whole, language)
            or (rest not in known and not is_common(rest, language))
        )
    return f"{found['mark']}{first}{text[found.start('rest') :]}" if parted else text


def _words(text: str) -> Iterator[str]:
    """The words of a paragraph in small letters, without the pieces of its parted first one."""
    found = _PARTED.match(text)
    return (word.lower() for word in re.findall(r"[^\W\d_]+", text[found.end() if found else 0 :]))

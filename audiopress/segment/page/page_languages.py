"""Which language a page is in, before anything of it is judged: the rules that drop a line are its language's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from audiopress.languages.detecting import SAMPLE, detect
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.text_model import Line


def page_language(texts: Iterable[str], stated: str = "", profile: Profile | None = None) -> str:
    """The language of a page's lines: its profile's, else what the page has `stated` or its longest lines tell.

    A menu tells little, and its words are the same everywhere; the longest lines are the story's or another's.
    """
    if profile and profile.language:
        return profile.language
    sample: list[str] = []
    size = 0
    for text in sorted(texts, key=len, reverse=True):
        if size >= SAMPLE:
            break
        sample.append(text[:LONG])
        size += len(sample[-1])
    return detect("\n".join(sample), stated)


LONG: Final = 400
"""Letters that are read of one line."""


def in_language(lines: Sequence[Line], language: str) -> list[Line]:
    """The lines, judged by the rules of a language."""
    return [line if line.language == language else line._replace(language=language) for line in lines]

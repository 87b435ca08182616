"""Which language a page is in, before anything of it is judged: the rules that drop a line are its language's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from audiopress.languages.detecting import SAMPLE, detect
from audiopress.segment.page.metadata import stated_language
from audiopress.segment.page.profiles import Profile

SAMPLE_LETTERS: Final = 400
"""Letters that are read of one line."""
_TEXTS: Final = ("p", "div", "td", "li", "span", "section", "article", "h1", "h2", "title")
"""Elements that have a page's text where it has no paragraphs."""


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
        sample.append(text[:SAMPLE_LETTERS])
        size += len(sample[-1])
    return detect("\n".join(sample), stated)


def tree_language(tree: Any, profile: Profile | None = None, stated: str = "") -> str:
    """The same of an HTML page: what is `stated` of it or it states itself, unless its paragraphs deny it."""
    texts = [element.text for element in tree.iter("p") if element.text]
    if sum(map(len, texts)) < SAMPLE_LETTERS:
        texts = [element.text for element in tree.iter(*_TEXTS) if element.text]
    return page_language(texts, stated or stated_language(tree), profile)

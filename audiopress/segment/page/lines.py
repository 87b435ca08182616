"""A line of a page: a line of copied text, or a block of HTML as its reader sees it."""

from __future__ import annotations

from typing import NamedTuple

from audiopress.languages.tags import NONE
from audiopress.segment.page.labels import Role


class PageLine(NamedTuple):
    """A line with what surrounds it. `tag` and `links` are an HTML block's, else empty and 0."""

    text: str
    number: int
    """1-based line of the source; blocks of HTML are counted the same way."""
    gap_before: bool = False
    """A blank line, or a block's edge, stands before it."""
    gap_after: bool = False
    tag: str = ""
    links: float = 0.0
    """Share of its characters that are link text."""
    role: Role = ""
    language: str = NONE
    """The page's: its own pack's words and English ones are what the line is judged by."""

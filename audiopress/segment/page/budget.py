"""How much of a page is read: beyond it a page is no newspaper's, and would hold up an edition for minutes.

The limits count what the page is made of, never seconds, so that a page is refused on every machine or on none. They lie
far above what papers print: a long book has 500,000 characters, and the page of a day's live blog 2,000 lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from audiopress.errors import SourceError
from audiopress.segment.page.lines import PageLine

TEXT: Final = 6_000_000
"""Characters of all the lines of a page."""
LINES: Final = 100_000
PARAGRAPH: Final = 100_000
"""Characters of one line or paragraph."""
QUOTES: Final = 10_000
"""Marks that open or close a quote in the story."""
ATTRIBUTES: Final = 2_000
"""Attributes of one tag. libxml2 compares each with all before it: 20,000 take 0.4 s, 100,000 more than 100 s."""

_ATTRIBUTE: Final = r"[\s/]++[^\s/>=<]++(?>\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"']*+))?+"
_TAG: Final = re.compile(
    rf"<(?:script\b[^<>]*+>(?:[^<]++|<(?!/script))*+|[a-z][^\s/><]*+(?:{_ATTRIBUTE}){{0,{ATTRIBUTES - 1}}}+(?P<many>{_ATTRIBUTE})?+(?:{_ATTRIBUTE})*+)",
    re.IGNORECASE,
)
"""A tag with all its attributes, of which `many` is one too many, or a script, in which `<` is a sign. Nothing is given
back once it is read, so it takes each letter once."""
_MARKS: Final = '“”„«»「」『』"'


def markup(html: str, source: str) -> None:
    """Refuse a page with a tag that libxml2 would compare attributes of for minutes. Raises SourceError."""
    if any(tag["many"] is not None for tag in _TAG.finditer(html)):
        raise _refused("attributes of one tag", None, ATTRIBUTES, source)


def copied(text: str, source: str) -> None:
    """Refuse a text that is too long before anything in it is looked for. Raises SourceError."""
    if len(text) > TEXT:
        raise _refused("characters", len(text), TEXT, source)
    _each([line for line in text.splitlines() if line.strip()], source)


def lines(found: Sequence[PageLine], source: str) -> None:
    """Refuse a page of too many or too long lines. Raises SourceError."""
    size = sum(len(line.text) for line in found)
    if size > TEXT:
        raise _refused("characters", size, TEXT, source)
    _each([line.text for line in found], source)


def quotes(paragraphs: Iterable[str], source: str) -> None:
    """Refuse a story with too many quotation marks. Raises SourceError."""
    count = sum(one.count(mark) for one in paragraphs for mark in _MARKS)
    if count > QUOTES:
        raise _refused("quotation marks", count, QUOTES, source)


def _each(texts: Sequence[str], source: str) -> None:
    if len(texts) > LINES:
        raise _refused("lines", len(texts), LINES, source)
    longest = max(map(len, texts), default=0)
    if longest > PARAGRAPH:
        raise _refused("characters in one paragraph", longest, PARAGRAPH, source)


def _refused(what: str, count: int | None, most: int, source: str) -> SourceError:
    has = f"{count:,}" if count is not None else f"more than {most:,}"
    return SourceError(
        f"the page has {has} {what}; at most {most:,} are read",
        where=source,
        hint="it is not a newspaper's page; save the story's own text to a file and give that",
    )

"""Posts that a page embeds are quotes of those who wrote them: `— Mira Solberg (@solberg) September 3, 2026`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from audiopress.model import Quote

SURE: Final = 0.95
"""The page itself names the author of a post."""
LEAST: Final = 3
"""Words of a post that a second voice reads."""
_SIGNED = re.compile(r"[—–-]+\s*[^@()—–]{2,60}?\s*\(@\w{1,30}\)(?:\W{0,3}[^.!?]{4,30}\d{4})?$")
_AUTHOR = re.compile(r"[—–-]+\s*(?P<name>[^@()—–]{2,60}?)\s*\(@\w{1,30}\)")


def signed(text: str) -> bool:
    """Whether a line of plain text is the one under a post: who wrote it, and when."""
    return "(@" in text and _SIGNED.match(text) is not None


def with_posts(
    quotes: Sequence[Quote], paragraphs: Sequence[str], posted: Sequence[bool], *, threshold: float
) -> tuple[Quote, ...]:
    """The quotes of the text, and each post as one quote of its author instead of those inside it.

    `posted` tells the paragraphs that stand in an embedded post; `threshold` is how sure a voiced quote must be.
    """
    posts = list(_posts(paragraphs, posted, threshold))
    outside = [one for one in quotes if not any(one.start < post.end and post.start < one.end for post in posts)]
    return tuple(sorted([*outside, *posts], key=lambda one: one.start))


def _posts(paragraphs: Sequence[str], posted: Sequence[bool], threshold: float) -> Iterator[Quote]:
    offset = start = end = 0
    for paragraph, inside in zip(paragraphs, posted, strict=True):
        author = _AUTHOR.match(paragraph) if inside else None
        if author is not None and end > start:
            text = "\n".join(paragraphs)[start:end]
            yield Quote(
                start=start,
                end=end,
                text=text,
                voiced=threshold <= SURE and len(text.split()) >= LEAST,
                speaker=author["name"],
                mention=(offset + author.start("name"), offset + author.end("name")),
                confidence=SURE,
            )
        if not inside or author is not None:
            start = end = offset + len(paragraph) + 1
        else:
            end = offset + len(paragraph)
        offset += len(paragraph) + 1

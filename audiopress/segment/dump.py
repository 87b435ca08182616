"""A page copied as plain text -> Article: every line is scored, the best run is the story, the rest is named.

The lines around the run give headline, byline, dates and captions. No line is lost: one that is not the article's is in
`dropped` with the rule that dropped it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from audiopress.errors import SourceError
from audiopress.model import Article
from audiopress.segment import lines as scoring
from audiopress.segment.assembly import Draft
from audiopress.segment.lines import Line
from audiopress.segment.posts import LEAST as POST
from audiopress.segment.posts import signed
from audiopress.segment.profiles import Profile
from audiopress.segment.signals import words
from audiopress.segment.story import find_story

if TYPE_CHECKING:
    from audiopress.segment.linemodel import LineModel

_ITEM = re.compile(r"[-*•>]")
WRAPPED: Final = (55, 90)
"""Columns at which mail programs wrap."""
POSTED: Final = 0.7
"""How likely the lines of an embedded post are the story's; its date and its author's mark speak against them."""


def read_text(
    text: str,
    *,
    source: str = "",
    profile: Profile | None = None,
    timezone: str = "UTC",
    threshold: float = 0.6,
    allow_teaser: bool = False,
    model: LineModel | None = None,
) -> Article:
    """The article of a page that was copied or dumped as plain text.

    `timezone` is for dates that name no zone, `threshold` for how sure a voiced quote's attribution must be, `model` the
    newsroom's own for telling the story's lines. Raises SourceError for a page without a story, and for one that stops at
    a paywall unless `allow_teaser`.
    """
    lines = list(split(text))
    if not lines:
        raise SourceError("the page is empty", where=source, hint="copy the whole page, or give its address")
    chances = [
        max(chance, POSTED) if line.role == "post" else chance
        for line, chance in zip(lines, (model or scoring).chances(lines), strict=True)
    ]
    found = find_story(lines, chances, profile, learned=model is not None)
    draft = Draft(source=source, profile=profile, timezone=timezone)
    draft.take(lines, chances, found.chosen, apart=found.apart, headline=found.headline)
    return draft.finish(threshold=threshold, allow_teaser=allow_teaser)


def split(text: str) -> Iterator[Line]:
    """The lines that are not blank; lines that an e-mail program wrapped are put together again."""
    raw = [
        line.strip()
        for line in text.removeprefix("\ufeff")
        .replace("\u2028", "\n")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
    ]
    blocks = _unwrapped(raw)
    for place, (number, line) in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        # A block is parted from its neighbour where the line right before it is blank: it ends with its last full line.
        gap_before = place == 0 or not raw[number - 2]
        gap_after = after is None or not raw[after[0] - 2]
        under = after is not None and signed(after[1]) and words(line) >= POST
        yield Line(line, number, gap_before, gap_after, role="post" if under or signed(line) else "")


def _unwrapped(raw: list[str]) -> list[tuple[int, str]]:
    """(number, line) of every line that is not blank, with wrapped paragraphs joined."""
    width = _width(raw)
    found: list[tuple[int, str]] = []
    for number, line in enumerate(raw, 1):
        if not line:
            continue
        before = raw[number - 2] if number > 1 else ""
        if found and before and len(before) <= width and _full(before, line, width) and not _ITEM.match(line):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
        else:
            found.append((number, line))
    return found


def _width(raw: Sequence[str]) -> int:
    """Columns that a text was wrapped at by a mail program, or 0.

    In a wrapped text the next line's first word would not have fitted on a line that another follows directly. The width
    is the longest such line's; a few shorter ones (a signature, a list) do not count against it.
    """
    followed = [(line, after) for line, after in pairwise(raw) if line and after]
    width = max((len(line) for line, _ in followed), default=0)
    long = [pair for pair in followed if len(pair[0]) >= WRAPPED[0] - 10]
    if not WRAPPED[0] <= width <= WRAPPED[1] or len(long) < 3 or len(long) < 0.6 * len(followed):
        return 0
    full = sum(_full(line, after, width) for line, after in long)
    return width if full >= 0.9 * len(long) else 0


def _full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    return len(line) + 1 + len(after.split(None, 1)[0]) > width

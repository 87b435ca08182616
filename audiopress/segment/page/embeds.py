"""Posts that a page embeds are quotes of those who wrote them: `— Mira Solberg (@solberg) September 3, 2026`.

So is a statement that stands in a blockquote without marks, where the paragraph before it or the line below says whose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import Final

from audiopress.model import Quote
from audiopress.segment.quotes.marks import MarkedSpan
from audiopress.sources.urls import links_at

POST_CONFIDENCE: Final = 0.95
"""How sure (0 to 1) a post's speaker is: the page itself names its author."""
MIN_POST_WORDS: Final = 3
"""Words of a post that a second voice reads."""
_DASH: Final = "— "
_HANDLE = r"\(@[\w.-]{1,60}(?:@[\w.-]{3,40})?\)"
_SIGNED = re.compile(
    rf"[—–-]+\s{{0,4}}[^@()—–]{{2,60}}?{_HANDLE}(?:\W{{0,3}}[^!?]{{4,30}}\d{{4}}(?: at .{{4,12}}|,? \d{{1,2}}:\d{{2}}.{{0,4}})?)?$"
)
_AUTHOR = re.compile(rf"[—–-]+\s{{0,4}}(?P<name>[^@()—–]{{2,60}}?)\s{{0,4}}{_HANDLE}")
_SOURCE = re.compile(r"[—–―-]{1,2} ?[A-ZÀ-Þ]")
_MARKS = ("“", "”", "„", '"', "«", "»", "「", "『", "‘", "''")


def signed(text: str) -> bool:
    """Whether a line of plain text is the one under a post: who wrote it, and when."""
    return "(@" in text and _SIGNED.match(text) is not None


def with_posts(
    quotes: Sequence[Quote], paragraphs: Sequence[str], roles: Sequence[str], *, threshold: float
) -> tuple[Quote, ...]:
    """The quotes of the text, and each post as one quote of its author instead of those inside it.

    `roles` tells the paragraphs that stand in an embedded post; `threshold` is how sure a voiced quote must be.
    """
    posts = list(_posts(paragraphs, [role == "post" for role in roles], threshold))
    outside = [one for one in quotes if not any(one.start < post.end and post.start < one.end for post in posts)]
    return tuple(sorted([*outside, *posts], key=lambda one: one.start))


def statements(paragraphs: Sequence[str], roles: Sequence[str]) -> Iterator[MarkedSpan]:
    """What a page sets apart as quoted, without marks: a blockquote that a colon leads in or that its source signs."""
    starts = list(accumulate((len(one) + 1 for one in paragraphs), initial=0))
    for role, run in groupby(range(len(paragraphs)), key=lambda index: roles[index]):
        inside = list(run)
        first, last = inside[0], inside[-1]
        if _SOURCE.match(paragraphs[last]) and last > first:
            last -= 1
        below = paragraphs[last + 1] if last + 1 < len(paragraphs) else ""
        signed_below = _SOURCE.match(below) or roles[last + 1 : last + 2] == ["cite"]
        led = first > 0 and paragraphs[first - 1].endswith((":", "："))
        if role != "blockquote" or not (led or signed_below) or paragraphs[first].startswith(_MARKS):
            continue
        start, end = starts[first], starts[last] + len(paragraphs[last])
        yield MarkedSpan(start, end, start, end)


def cited(
    find: Callable[[Sequence[str]], Sequence[Quote]], paragraphs: Sequence[str], roles: Sequence[str]
) -> tuple[Quote, ...]:
    """The quotes of the paragraphs, found with the dash that a source in a cite element does without.

    Offsets are those of the paragraphs joined by line breaks, without it.
    """
    bare = [role == "cite" and not _SOURCE.match(one) for one, role in zip(paragraphs, roles, strict=True)]
    dashed = [f"{_DASH}{one}" if without else one for one, without in zip(paragraphs, bare, strict=True)]
    starts = list(accumulate((len(one) + 1 for one in dashed), initial=0))
    added = [start for start, without in zip(starts, bare, strict=False) if without]

    def at(place: int) -> int:
        return place - len(_DASH) * sum(start < place for start in added)

    text, longer = "\n".join(paragraphs), "\n".join(dashed)
    found = []
    for one in find(dashed):
        inner = longer.index(one.text, one.start)
        found.append(
            replace(
                one,
                start=at(one.start),
                end=at(one.end),
                text=text[at(inner) : at(inner + len(one.text))],
                mention=one.mention and (at(one.mention[0]), at(one.mention[1])),
            )
        )
    return tuple(found)


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
                voiced=threshold <= POST_CONFIDENCE and len(text.split()) >= MIN_POST_WORDS,
                speaker=author["name"],
                mention=(offset + author.start("name"), offset + author.end("name")),
                confidence=POST_CONFIDENCE,
            )
        if not inside or author is not None:
            start = end = offset + len(paragraph) + 1
        else:
            end = offset + links_at(paragraph, 0, len(paragraph))
        offset += len(paragraph) + 1

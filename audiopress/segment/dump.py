"""A page copied as plain text -> Article: every line is scored, the best run is the story, the rest is named.

The lines around the run give headline, byline, dates and captions. No line is lost: one that is not the article's is in
`dropped` with the rule that dropped it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from audiopress.errors import SourceError
from audiopress.model import Article
from audiopress.segment import lines as scoring
from audiopress.segment.assembly import Draft
from audiopress.segment.lines import Line
from audiopress.segment.posts import LEAST as POST
from audiopress.segment.posts import signed
from audiopress.segment.profiles import Profile
from audiopress.segment.signals import is_prose, words_of

if TYPE_CHECKING:
    from audiopress.segment.linemodel import LineModel

_ITEM = re.compile(r"[-*•>]")
_LISTED = re.compile(r"\d{1,3}[.)ªºa-z]{0,2}\)? |[-*•–·] |https?://\S+$|[^:\t]{2,40}: \S")
"""`1) `, `3a `, `• `, an address alone, `Group A: `."""
WITHIN: Final = 0.2
"""Inside the run, a line less likely than this is furniture: an advertisement, a share bar."""
WRAPPED: Final = (55, 90)
"""Columns at which mail programs wrap."""
LEAST: Final = 5
"""Words of a line that may be all of a story; a page of shorter ones is a menu."""
LISTED: Final = 3
"""Lines of one shape that are a list."""
POSTED: Final = 0.7
"""How likely the lines of an embedded post are the story's; its date and its author's mark speak against them."""
APART: Final = 16
"""Lines of furniture that two parts of one story never have between them."""
THRESHOLD: Final = 0.4
"""A line more likely than this speaks for the run, a less likely one against it, by its words."""


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
    draft = Draft(source=source, profile=profile, timezone=timezone)
    chosen = story(lines, chances, profile)
    if model is None:
        chosen |= _edges(lines, profile, chosen)
    chosen |= _lists(lines, profile, chosen)
    draft.take(lines, chances, chosen)
    return draft.finish(threshold=threshold, allow_teaser=allow_teaser)


def story(
    lines: Sequence[Line],
    chances: Sequence[float],
    profile: Profile | None = None,
    *,
    threshold: float = THRESHOLD,
    within: float = WITHIN,
) -> set[int]:
    """Indices of the lines that are the story's: those above `within` in the run that `threshold` finds."""
    labels = [profile.label(line.text) if profile else "" for line in lines]
    listed = {index for items in _listed(lines) for index in items}
    scores = [
        (8.0 if label in {"keep", "note", "subhead"} else -8.0)
        if label
        # A list neither ends a story nor makes one.
        else max(chance - threshold, 0.0 if index in listed else -1.0) * (scoring.words(line.text) + 2)
        for index, (line, chance, label) in enumerate(zip(lines, chances, labels, strict=True))
    ]
    start, end = scoring.best_run(scores)
    if start == end:
        # Nothing speaks for a story more than against it: the likeliest of the long lines, whatever it is.
        weights = {
            index: (chances[index] + 0.01) * scoring.words(line.text)
            for index, line in enumerate(lines)
            if not labels[index] and scoring.words(line.text) >= LEAST
        }
        return {max(weights, key=lambda index: weights[index])} if weights else set()
    inside = [
        index
        for index in range(start, end)
        if labels[index] in {"keep", "note", "subhead"} or (not labels[index] and chances[index] > within)
    ]
    return set(max(_parts(inside), key=lambda part: sum(scores[index] for index in part), default=[]))


def _parts(chosen: Sequence[int]) -> Iterator[list[int]]:
    """A run cut where so much furniture stands in it that what follows is the page's other stories."""
    part: list[int] = []
    for index in chosen:
        if part and index - part[-1] > APART:
            yield part
            part = []
        part.append(index)
    yield part


def _edges(lines: Sequence[Line], profile: Profile | None, chosen: set[int]) -> set[int]:
    """Sentences that touch the story: beside the page's furniture a line is doubted for its neighbours alone."""
    if not chosen:
        return set()
    counts = Counter(line.text for line in lines)

    def sentence(index: int) -> bool:
        text = lines[index].text
        return counts[text] == 1 and not (profile and profile.label(text)) and is_prose(lines[index])

    def inside(index: int) -> bool:
        """A sentence, or a subhead between two of them."""
        return sentence(index) or (0 < index < len(lines) - 1 and _is_subhead(lines[index]) and sentence(index + 1))

    above = takewhile(sentence, range(min(chosen) - 1, -1, -1))
    below = takewhile(inside, range(max(chosen) + 1, len(lines)))
    return {*above, *below}


def _lists(lines: Sequence[Line], profile: Profile | None, chosen: set[int]) -> set[int]:
    """The lines of lists that stand in the story or end it: by their words alone they look like a menu's."""
    first, last = min(chosen, default=0), max(chosen, default=-2)
    inside = [index for items in _listed(lines) if first <= items[0] <= last + 1 for index in items]
    return {index for index in inside if not (profile and profile.label(lines[index].text))}


def _listed(lines: Sequence[Line]) -> Iterator[range]:
    """The lists of a page: lines of one shape, one after the other."""
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or not _LISTED.match(lines[index].text):
            if index - start >= LISTED:
                yield range(start, index)
            start = index + 1


def _is_subhead(line: Line) -> bool:
    said = words_of(line)
    return 2 <= said.number <= 16 and not said.boilerplate and "credit" not in said.features and line.gap_before


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
        before = blocks[place - 1] if place else None
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        gap_before = before is None or any(not raw[i] for i in range(before[0], number - 1))
        gap_after = after is None or any(not raw[i] for i in range(number, after[0] - 1))
        under = after is not None and signed(after[1]) and scoring.words(line) >= POST
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

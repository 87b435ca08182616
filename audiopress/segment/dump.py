"""A page copied as plain text -> Article: every line is scored, the best run is the story, the rest is named.

The lines around the run give headline, byline, dates and captions. No line is lost: one that is not the article's is in
`dropped` with the rule that dropped it.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from audiopress.errors import SourceError
from audiopress.model import Article
from audiopress.segment import lines as scoring
from audiopress.segment.assembly import Draft
from audiopress.segment.lines import Line
from audiopress.segment.profiles import Profile

WITHIN: Final = 0.2
"""Inside the run, a line less likely than this is furniture: an advertisement, a share bar."""
LEAST: Final = 5
"""Words of a line that may be all of a story; a page of shorter ones is a menu."""
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
) -> Article:
    """The article of a page that was copied or dumped as plain text.

    `timezone` is for dates that name no zone, `threshold` for how sure a voiced quote's attribution must be. Raises
    SourceError for a page without a story, and for one that stops at a paywall unless `allow_teaser`.
    """
    lines = list(split(text))
    if not lines:
        raise SourceError("the page is empty", where=source, hint="copy the whole page, or give its address")
    chances = scoring.chances(lines)
    draft = Draft(source=source, profile=profile, timezone=timezone)
    draft.take(lines, chances, story(lines, chances, profile))
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
    scores = [
        (8.0 if label in {"keep", "note", "subhead"} else -8.0)
        if label
        else (chance - threshold) * (scoring.words(line.text) + 2)
        for line, chance, label in zip(lines, chances, labels, strict=True)
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
    return {
        index
        for index in range(start, end)
        if labels[index] in {"keep", "note", "subhead"} or (not labels[index] and chances[index] > within)
    }


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
        yield Line(line, number, gap_before, gap_after)


def _unwrapped(raw: list[str]) -> list[tuple[int, str]]:
    """(number, line) of every line that is not blank, with wrapped paragraphs joined.

    A text is wrapped when most of the lines that another follows directly are 55 to 82 characters long.
    """
    followed = [len(line) for line, after in pairwise(raw) if line and after]
    long = [length for length in followed if length >= 55]
    wrapped = len(long) >= 6 and len(long) > 0.6 * len(followed) and max(long) <= 90 and statistics.pstdev(long) < 8
    found: list[tuple[int, str]] = []
    for number, line in enumerate(raw, 1):
        if not line:
            continue
        last = found[-1] if found else None
        if (
            wrapped
            and last is not None
            and raw[number - 2]
            and len(raw[number - 2]) >= 50
            and not re.match(r"[-*•>]", line)
        ):
            found[-1] = (last[0], f"{last[1]} {line}")
        else:
            found.append((number, line))
    return found

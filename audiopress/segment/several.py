"""Several stories in one text: where each begins, and how one of them is named in a command.

A text that was put together from several pages is one source of several articles, as a folder or a feed is. Which of them
are wanted stands behind the source's name: `wire.txt#2`, `wire.txt#record-field-in-harbour-race`, `wire.txt#all`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Final

from audiopress.segment.fields import split_dateline
from audiopress.segment.headlines import headed
from audiopress.segment.lines import Line
from audiopress.segment.signals import is_prose, words

STORY: Final = 40
"""Words of sentences that a story has at least; what is shorter is another story's teaser."""
SIGNS: Final = 2
"""Of a byline, a date and a dateline, how many tell that a line above them is a headline."""
LONG: Final = 32
"""Words of the longest headline."""
HEAD: Final = 5
"""Lines below a headline in which they stand."""
NAME: Final = 60
"""Letters of the longest name."""
ALL: Final = "all"
_WORD = re.compile(r"\w+")


def stories(lines: Sequence[Line]) -> list[range]:
    """The stories of a page, each with its headline, byline and date; all of it where it has one.

    What stands before the first and after the last is theirs.
    """
    begins = [0, *(index for index in range(1, len(lines)) if _heads(lines, index))]
    if len(begins) == 1:
        return [range(len(lines))]
    spans = [range(start, end) for start, end in pairwise([*begins, len(lines)])]
    found = [span.start for span in spans if told(lines, span) >= STORY]
    bounds = [0, *found[1:], len(lines)]
    # What is too short to be a story is the end of the one before.
    return [range(start, end) for start, end in pairwise(bounds)]


def told(lines: Sequence[Line], part: range) -> float:
    """Words of the sentences in a part of a page."""
    return sum(words(lines[index].text) for index in part if is_prose(lines[index]))


def _heads(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a headline by what stands right below it: two of a byline, a date and a dateline."""
    if index + 1 == len(lines) or not headed(lines[index + 1]):
        # A dateline alone is one sign.
        return False
    if is_prose(lines[index]) or headed(lines[index]) or not 2 <= words(lines[index].text) <= LONG:
        return False
    below = lines[index + 1 : index + 1 + HEAD]
    heads = len(list(takewhile(headed, below)))
    led = heads < len(below) and bool(split_dateline(below[heads].text)[0])
    return heads + led >= SIGNS


def name_of(headline: str) -> str:
    """`record-field-in-harbour-race`: by what a story of a text is known, wherever it stands in it."""
    name = "-".join(_WORD.findall(headline.casefold()))
    return name if len(name) <= NAME else name[:NAME].rpartition("-")[0] or name[:NAME]


def parted(source: str, folder: Path) -> tuple[str, str]:
    """A source without the story behind it, and the story: `wire.txt#2` is `wire.txt` and `2`. Addresses keep theirs."""
    name, mark, story = source.rpartition("#")
    if not mark or not name or not story or "://" in source or (folder / source).exists():
        return source, ""
    return name, story

"""Several stories in one text: where each begins, and how one of them is named in a command.

A text that was put together from several pages is one source of several articles, as a folder or a feed is. Which of them
are wanted stands behind the source's name: `wire.txt#2`, `wire.txt#record-field-in-harbour-race`, `wire.txt#all`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate, count, pairwise, takewhile
from pathlib import Path
from typing import Final
from unicodedata import normalize

from audiopress.segment.page.features import by_words, is_prose, reads_as_prose, words
from audiopress.segment.page.fields import split_dateline
from audiopress.segment.page.headlines import headed
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.plausibility import MIN_SENTENCES, sentences

MIN_STORY_WORDS: Final = 40
"""Words of sentences that a story has at least; what is shorter is another story's teaser."""
MIN_SIGNS: Final = 2
"""How many of byline, date and dateline show that a line above them is a headline."""
MAX_HEADLINE_WORDS: Final = 32
"""Words of the longest headline."""
HEAD_LINES: Final = 5
"""Lines below a headline in which they stand."""
LINES_TO_LEDE: Final = 4
"""Lines below them among which the story's first sentence is: a picture's line, a button may stand between."""
MIN_BORDERED_WORDS: Final = 20
"""Words of sentences of a story that a rule sets apart."""
MIN_TITLE_WORDS: Final = 4
"""Words of the shortest headline of a story that nothing but a rule parts from the one above."""
MIN_STORY_LINES: Final = 2
"""Lines of a story: its headline and a paragraph."""
MAX_NAME_LETTERS: Final = 60
"""Letters of the longest name of a story."""
ALL: Final = "all"
_WORD = re.compile(r"\w+")
_RULE = re.compile(r"[-–—=_*~]{3,}")
"""A line across the page."""
_STOPS: Final = tuple(".!:;,。")
_CAPITAL: Final = re.compile(r"(?<=[\w,] )[A-ZÀ-Þ][\w'’-]+")
"""A word with a capital behind another word, which begins no sentence."""


def stories(lines: Sequence[PageLine]) -> list[range]:
    """The stories of a page, each with its headline, byline and date; all of it where it has one.

    What stands before the first and after the last is theirs, and so is what is too short to be a story.
    """
    sums = [0.0, *accumulate(map(_told, lines))]
    # Looked for only where a story may lie before it and another one behind: menus are passed over.
    first, last = bisect_left(sums, MIN_STORY_WORDS), bisect_right(sums, sums[-1] - MIN_STORY_WORDS)
    set_apart = {index for index in range(1, len(lines)) if _bordered(lines, index)}
    if not set_apart:
        set_apart = _two(lines)
    heads = sorted(set_apart.union(index for index in range(first, min(last, len(lines))) if _heads(lines, index)))
    ends = [*heads[1:], len(lines)]
    begins = [
        start
        for start, end in zip(heads, ends, strict=False)
        if sums[end] - sums[start] >= (MIN_BORDERED_WORDS if start in set_apart else MIN_STORY_WORDS)
    ]
    return [range(start, end) for start, end in pairwise([0, *begins, len(lines)])]


def longest(lines: Sequence[PageLine]) -> range:
    """The story of a page that has the most words in sentences."""
    parts = stories(lines)
    return parts[0] if len(parts) == 1 else max(parts, key=lambda part: told(lines[part.start : part.stop]))


def told(story: Sequence[PageLine]) -> float:
    """Words that a story has in sentences."""
    return sum(map(_told, story))


def _told(line: PageLine) -> float:
    """Words of a sentence."""
    if line.role == "links":
        return 0.0
    said = by_words(line.text, line.language)
    return said.number if reads_as_prose(said) else 0.0


def _heads(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a line is a headline by what stands right below it: two of a byline, a date and a dateline."""
    if index + 1 == len(lines) or is_prose(lines[index]) or not headed(lines[index + 1]):
        # A dateline alone is one sign.
        return False
    if headed(lines[index]) or not 2 <= words(lines[index].text) <= MAX_HEADLINE_WORDS:
        return False
    below = lines[index + 1 : index + 1 + HEAD_LINES]
    heads = len(list(takewhile(headed, below)))
    if not any(is_prose(line) for line in below[heads : heads + LINES_TO_LEDE]):
        return False  # what tells of one story more below it: its date, its author, its keywords
    led = heads < len(below) and bool(split_dateline(below[heads].text, below[heads].language)[0])
    return heads + led >= MIN_SIGNS


def _bordered(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a line is a headline by the rule above it and the dateline below it."""
    if not 0 < index < len(lines) - 1 or not _RULE.fullmatch(lines[index - 1].text):
        return False
    led = split_dateline(lines[index + 1].text, lines[index + 1].language)[0]
    return bool(led) and 2 <= words(lines[index].text) <= MAX_HEADLINE_WORDS and not headed(lines[index])


def _two(lines: Sequence[PageLine]) -> set[int]:
    """The headline of the second of two stories that only a rule parts; empty where the rule stands within a story.

    Each has a headline and at least MIN_STORY_WORDS of sentences, there is no other rule, and nobody and no place that one of
    them names is named in the other: what tells of the same people goes on behind its rule.
    """
    rules = [index for index, line in enumerate(lines) if _RULE.fullmatch(line.text)]
    if len(rules) != 1 or not 0 < rules[0] < len(lines) - MIN_STORY_LINES:
        return set()
    head = rules[0] + 1
    first, second = lines[: rules[0]], lines[head:]
    if not all(_titled(part) and told(part) >= MIN_STORY_WORDS and _is_whole(part) for part in (first, second)):
        return set()
    names, others = _named(first), _named(second)
    return {head} if names and others and names.isdisjoint(others) else set()


def _titled(story: Sequence[PageLine]) -> bool:
    """Whether its first line is a headline, and no subhead of a few words, and sentences stand right below it."""
    title, below = story[0], story[1]
    return (
        MIN_TITLE_WORDS <= words(title.text) <= MAX_HEADLINE_WORDS
        and title.text[-1:] not in _STOPS
        and not headed(title)
        and is_prose(below)
    )


def _is_whole(story: Sequence[PageLine]) -> bool:
    """Whether it can be read as a story of its own: else it could not be named either."""
    return sum(sentences(line.text) for line in story if is_prose(line)) >= MIN_SENTENCES


def _named(story: Sequence[PageLine]) -> frozenset[str]:
    """The words that have a capital inside of a sentence; the words of a headline may all have one."""
    return frozenset(found for line in story if is_prose(line) for found in _CAPITAL.findall(line.text))


def name_of(headline: str) -> str:
    """`record-field-in-harbour-race`: by what a story of a text is known, wherever it stands in it."""
    # Some systems type and some files write letters and their accents apart.
    name = "-".join(_WORD.findall(normalize("NFC", headline).casefold()))
    return (
        name if len(name) <= MAX_NAME_LETTERS else name[:MAX_NAME_LETTERS].rpartition("-")[0] or name[:MAX_NAME_LETTERS]
    )


def free_name(headline: str, taken: Collection[str]) -> str:
    """The name of a story beside others, whose names are `taken`."""
    name = name_of(headline)
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(one for one in numbered if one not in taken)


def parted(source: str, folder: Path) -> tuple[str, str]:
    """A source without the story behind it, and the story: `wire.txt#2` is `wire.txt` and `2`. Addresses keep theirs."""
    name, mark, story = source.rpartition("#")
    if not mark or not name or not story or "://" in source:
        return source, ""
    try:
        return (source, "") if (folder / source).exists() else (name, story)
    except OSError:  # a headline may be longer than the name of a file can be
        return name, story

"""When a copied page was published, where no line right above its story says it.

The day stands below the headline between pictures and buttons, above it beside the section, under the story, or among the
story's own lines. The nearest below the headline is asked first: what stands farther away may be another story's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Final

from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.correction_notes import is_note
from audiopress.segment.page.dates import Stated, begins_like_a_date, begins_with_day, beside_dates, find_dates, stated
from audiopress.segment.page.features import is_prose, words
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.signatures import signature

LINES_ABOVE_HEADLINE: Final = 14
"""Lines above the headline that may tell the day."""
LINES_BELOW_STORY: Final = 12
"""Lines below the story that may."""
LINES_INTO_STORY: Final = 6
"""The story's own lines, from its first, that may."""
LINES_TO_LEDE: Final = 6
"""The story's lines among which its lede is, which may begin with the day."""
LONGEST_DATE_LINE: Final = 16
"""Words of a line that is there for its date, or for the author's name beside it."""
WORDS_BESIDE_DATE: Final = 9
"""Words beside a date that nothing names: more are a caption's."""
WORDS_BESIDE_DATE_BELOW: Final = 4
"""Words beside the date, behind the story, where nothing says what it is the date of; in the story there is none."""
LINES_TO_PUBLISHED: Final = 2
"""Lines below the one that says when the story was changed that may say when it was published."""
_DIGITS = re.compile(r"\d\D*\d")
_GLUED = re.compile(r"^[^\d|]*[^\W\d_]{4}\d{1,2}[./-]")
"""A date with no space before it."""
_PARTS = re.compile(r"\s?[|·⋅•]\s?")
_SIGNED = re.compile(r"©|\(c\)", re.IGNORECASE)


def elsewhere(
    lines: Sequence[PageLine], headline: int | None, chosen: Collection[int], zone: str
) -> tuple[int, Stated] | None:
    """The line that tells when the story under `headline` was published, and what it says; None where none does."""
    story = sorted(chosen)
    first, last = (story[0], story[-1]) if story else (0, len(lines) - 1)
    top = first if headline is None else headline
    begun = range(top + 1, max(top + 1, min(len(lines), max(first, *story[:LINES_INTO_STORY]) + 1 if story else 0)))
    above = range(top - 1, max(-1, top - 1 - LINES_ABOVE_HEADLINE), -1)
    below = range(max(first + 1, last - 1), min(len(lines), last + 1 + LINES_BELOW_STORY))
    into = set(story[:LINES_INTO_STORY])
    updated: tuple[int, Stated] | None = None
    # What stands under a story that begins with its day is of other stories.
    under = () if opened(lines, chosen) else _each(below, behind=True)
    for index, behind in chain(_each(begun), _each(above), under):
        if updated is not None and index - updated[0] > LINES_TO_PUBLISHED:
            break
        line = lines[index]
        if (
            not _DIGITS.search(line.text)
            or _SIGNED.search(line.text)
            or line.role == "post"
            or is_note(line.text, line.language)
        ):
            continue
        beside = WORDS_BESIDE_DATE_BELOW
        if index in chosen:
            beside = _beside(lines, index) if index in into else 0
        if (behind or index in chosen) and not only_dated(line, beside):
            continue
        if behind and _GLUED.search(line.text) and not begins_like_a_date(line.text, line.language):
            # `Science27.02.2026`: another story's section, or its headline.
            continue
        found = stated(line.text, zone, line.language)
        if not (found.published or found.updated) or not is_for_date(line, found, zone):
            continue
        if found.published or not behind:
            return index, found
        # Below `Last change: …` may stand when it was published.
        updated = updated or (index, found)
    return updated


def _beside(lines: Sequence[PageLine], index: int) -> int:
    """How many words may stand beside the date of a line among the story's first.

    Buttons, the editor's sign or a number of comments stand behind a date at the line's beginning. In a list of dates there
    is none that is the story's.
    """
    if any(_dated_first(lines[at]) for at in (index - 1, index + 1) if 0 <= at < len(lines)):
        return 0
    return WORDS_BESIDE_DATE if _dated_first(lines[index]) else WORDS_BESIDE_DATE_BELOW


def _dated_first(line: PageLine) -> bool:
    """Whether a line begins with its date."""
    found = find_dates(line.text, "UTC", line.language)
    return bool(found) and not any(map(str.isalnum, line.text[: found[0][0]]))


def opened(lines: Sequence[PageLine], chosen: Collection[int]) -> datetime | None:
    """The day that the story's first sentences stand behind, as an agency's stand behind their place; None where none does."""
    for index in sorted(chosen)[:LINES_TO_LEDE]:
        if is_prose(lines[index]) and (found := begins_with_day(lines[index].text, lines[index].language)):
            return found[0]
    return None


def is_for_date(line: PageLine, found: Stated, zone: str) -> bool:
    """Whether a line is there for the date `found` in it: no sentence, and little else unless a word says what date it is."""
    parts = [part for part in _PARTS.split(line.text) if part]
    if (len(parts) > 2 or words(line.text) > LONGEST_DATE_LINE) and find_dates(parts[0], zone, line.language):
        # `2 Nov. 2026 | Print this page | Comments`: a row of buttons behind the date.
        return _is_dated(line._replace(text=parts[0]), found)
    return _is_dated(line, found)


def _is_dated(line: PageLine, found: Stated) -> bool:
    if words(line.text) > LONGEST_DATE_LINE or (is_prose(line) and not line.text.endswith(":")):
        return False
    return found.labelled or words(beside_dates(line.text, line.language)) <= WORDS_BESIDE_DATE


def _each(indices: range, *, behind: bool = False) -> Iterator[tuple[int, bool]]:
    return ((index, behind) for index in indices)


def only_dated(line: PageLine, most: int) -> bool:
    """Whether a line says no more than a date, who wrote the story and `most` words, or says that a date follows.

    Behind a story are the dates of others.
    """
    if not find_dates(line.text, "UTC", line.language):
        return False
    rest = beside_dates(line.text, line.language)
    return (
        begins_like_a_date(line.text, line.language)
        or words(rest) <= most
        or bool(bylines(rest, line.language) or signature(rest, line.language))
    )

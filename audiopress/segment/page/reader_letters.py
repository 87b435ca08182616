"""Signatures below readers' letters: `Ada Bell, Harbour Town`, or the name and the place on a line each.

A page of letters has one below each of them. None is a paragraph, and none names the author of the whole. A name above what
somebody says or did, as in an interview or in portraits, heads what follows it: there the last name has its text below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from audiopress.segment.page.bylines import like_a_name
from audiopress.segment.page.features import is_prose, words
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.signatures import named, signature

MIN_LETTERS: Final = 2
"""Letters of the shortest page of them; one signature alone is a byline below its story."""
MOST_WORDS: Final = 8
"""Words of the longest signature."""
MOST_PLACE_WORDS: Final = 3
"""Words of a place on a line of its own."""
LINES_BEHIND_END: Final = 3
"""Lines behind the last signature that have no sentence."""
_DASH: Final = re.compile(r"^[–—-]{1,2} ?(?=[^\W\d_])")
_TITLE: Final = re.compile(r"^(?:[^\W\d_]{1,5}\. ){1,2}")
"""`Dr. `, `Prof. `."""


def letter_signatures(lines: Sequence[PageLine]) -> set[int]:
    """The lines that sign letters, each with the place below it; empty where fewer than MIN_LETTERS are signed."""
    below = [index for index in range(1, len(lines)) if _below_text(lines, index)]
    sure = [index for index in below if _signs(lines[index])]
    # Beside two of them a third needs no known given name.
    found = [index for index in below if index in sure or _may_sign(lines[index])] if len(sure) >= MIN_LETTERS else []
    names = {lines[index].text for index in found}
    if len(found) < MIN_LETTERS or len(names) < len(found):
        return set()
    told = {index for index, line in enumerate(lines) if is_prose(line)}
    if any(told.isdisjoint(range(one + 1, other)) for one, other in pairwise(found)):
        return set()
    if not told.isdisjoint(range(found[-1] + 1, found[-1] + 1 + LINES_BEHIND_END)):
        return set()
    return {*found, *(index + 1 for index in found if _place_below(lines, index))}


def _below_text(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a line of a few words stands right below a sentence and is none."""
    text = lines[index].text
    return words(text) <= MOST_WORDS and text[-1:] not in ".:?!" and is_prose(lines[index - 1])


def _signs(line: PageLine) -> bool:
    """Whether a line is somebody's name, with a place or without: a known given name, or one with a dash or title before it."""
    plain = _DASH.sub("", line.text, 1)
    untitled = _TITLE.sub("", plain, 1)
    if not like_a_name(untitled.partition(",")[0], line.language):
        return False
    return ("," in untitled and untitled != line.text) or bool(signature(untitled, line.language))


def _may_sign(line: PageLine) -> bool:
    """Whether a line has the form of a name and a place, or of a name."""
    return bool(named(line.text.partition(",")[0], line.language))


def _place_below(lines: Sequence[PageLine], index: int) -> bool:
    """Whether the line right below a signature, with no blank line between, is where it was written."""
    if index + 1 == len(lines) or lines[index + 1].gap_before:
        return False
    place = lines[index + 1].text
    return words(place) <= MOST_PLACE_WORDS and place[:1].isupper() and place[-1:].isalpha()

"""Pull quotes: sentences of the story that its page sets large beside it. They are spoken once, where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from audiopress.languages.tokens import plain
from audiopress.segment.page.features import words
from audiopress.segment.page.labels import HEADINGS
from audiopress.segment.page.lines import PageLine

NEAR_PARAGRAPHS: Final = 12
"""Paragraphs before and after a pull quote in which the sentence is looked for that it repeats."""
PLAIN_LETTERS: Final = (30, 240)
"""Of a line that nothing but its words gives away."""
APART_LETTERS: Final = (10, 300)
"""Letters of one that the page sets apart, or that is all in marks."""
SHORTEST_PIECE: Final = 3
"""Words of a piece of a pull quote that was cut together."""
SHORTEST_IN_MARKS: Final = 6
"""Words of a line in marks that nothing else sets apart; a shorter one is an answer or a title."""
LONGEST_SOURCE: Final = 10
"""Words of the line below that says whose it is."""
_QUOTES: Final = frozenset({"quote", "blockquote"})
_QUOTED = re.compile(r"[“„«\"「‘»]\s?[^“”„«»\"「」]+[”“»\"」’«][.,]?$")
_CUT = re.compile(r"\[?(?:…|\.\.\.)\]?|\(…\)")
_SIGNED = re.compile(r"[—–―-]{1,2}\s?[^\W\d_]")
_STOP = re.compile(r"[.!?。]$")


def pulled(lines: Sequence[PageLine], chosen: Sequence[int]) -> set[int]:
    """The lines of pull quotes, and the lines below them that say whose they are. `chosen` are the story's, in order.

    A pull quote that was not taken for the story's is one all the same: the line below it may have been taken.
    """
    story = frozenset(chosen)
    between = range(chosen[0], chosen[-1] + 1) if chosen else range(0)
    inside = [index for index in between if index in story or lines[index].role in _QUOTES]
    plains = [plain(lines[index].text) for index in inside]
    found: set[int] = set()
    for place, index in enumerate(inside):
        line, text = lines[index], plains[place]
        if line.tag in HEADINGS or len(text) > APART_LETTERS[1]:
            continue
        apart = _apart(line) and len(text) >= APART_LETTERS[0]
        if not apart and not PLAIN_LETTERS[0] < len(text) < PLAIN_LETTERS[1]:
            continue
        near = plains[max(0, place - NEAR_PARAGRAPHS) : place] + plains[place + 1 : place + 1 + NEAR_PARAGRAPHS]
        whole = PLAIN_LETTERS[0] < len(text) < PLAIN_LETTERS[1] and any(
            len(other) > len(text) + LONGEST_SOURCE and text in other for other in near
        )
        if whole or (apart and _repeated(line.text, near)):
            found.add(index)
            if index + 1 < len(lines) and _is_source(lines[index + 1]):
                found.add(index + 1)
    return found


def _apart(line: PageLine) -> bool:
    """Set apart by the page, or a line that is all in quotation marks and long enough to be told from a short answer."""
    if line.role in _QUOTES:
        return words(line.text) >= SHORTEST_PIECE
    return _QUOTED.match(line.text) is not None and words(line.text) >= SHORTEST_IN_MARKS


def _repeated(text: str, near: Sequence[str]) -> bool:
    """Whether one of the paragraphs has the words: whole, with others left out at dots, or around `…,” she said, “…`."""
    pieces = [piece for piece in map(plain, _CUT.split(text)) if piece]
    return any(len(other) > sum(map(len, pieces)) and _in_order(pieces, other) for other in near)


def _in_order(pieces: Sequence[str], other: str) -> bool:
    place = 0
    for piece in pieces:
        at = other.find(piece, place)
        if at < 0:
            return len(pieces) == 1 and _around(piece, other)
        place = at + len(piece)
    return True


def _around(text: str, other: str) -> bool:
    """The words in two pieces, with the narrator's between them."""
    said = text.split()
    for count in range(len(said) - SHORTEST_PIECE, SHORTEST_PIECE - 1, -1):
        at = other.find(" ".join(said[:count]))
        if at >= 0:
            return other.find(" ".join(said[count:]), at) >= 0
    return False


def _is_source(line: PageLine) -> bool:
    """`— Ruth Amsel`, `Ruth Amsel, mayor` below what the page sets apart."""
    beside = line.role in _QUOTES or _SIGNED.match(line.text) is not None
    return (
        beside and words(line.text) <= LONGEST_SOURCE and not _STOP.search(line.text) and not _QUOTED.match(line.text)
    )

"""A body that is the story already -> Article: nothing in it is guessed to stand outside, and boxes in it are still dropped."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from audiopress.languages.tags import NONE
from audiopress.segment.page.blocks import Block
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.draft import Draft
from audiopress.segment.page.features import words
from audiopress.segment.page.fields import split_kickers
from audiopress.segment.page.labels import HEADINGS, Kind
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.positions import StoryPlace
from audiopress.segment.page.pull_quotes import pulled

MOST_BOXED: Final = 0.3
"""Share of a body's words that its boxes have at most: a class on the element around the whole story names no box."""
LONGEST_FIELD: Final = 20
"""Words of a byline or a date above the first paragraph."""
_SENTENCE: Final = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")


@dataclass(slots=True, kw_only=True)
class KnownDraft(Draft):
    """A draft whose lines are known to be the story."""

    def tell(self, lines: Sequence[PageLine], kinds: Sequence[Kind] = (), *, boxed: Collection[int] = ()) -> None:
        """Take the lines, of which `kinds` may say what they are; `boxed` are those that stand in a box."""
        self._language = lines[0].language if lines else NONE
        place = StoryPlace(
            chosen=range(len(lines)),
            first=0,
            last=len(lines),
            pulled=pulled(lines, [at for at, line in enumerate(lines) if line.role in {"", "quote"}]),
            boxed=boxed,
            kinds=kinds,
        )
        for index, line in enumerate(lines):
            first = index == 0 < len(lines) - 1
            if self.paragraphs or kinds or not (self._heads(line, first=first) or self._opens(line, index, place)):
                self._put(line, index, "body", place)

    def _heads(self, line: PageLine, *, first: bool) -> bool:
        """The headline of a body whose sender names none: a heading above the story, or a first line that is no sentence."""
        if self.headline or line.role == "caption":
            return False
        plain = (
            first
            and words(line.text) <= LONGEST_FIELD
            and not _SENTENCE.search(line.text)
            and not bylines(line.text, line.language)
        )
        if line.tag not in {"h1", "h2"} and not plain:
            return False
        self.kicker, self.headline = split_kickers(line.text, line.language)
        return True

    def _opens(self, line: PageLine, index: int, place: StoryPlace) -> bool:
        """A byline, a date or the kicker above the first paragraph; a sentence is none of them."""
        if _SENTENCE.search(line.text) or words(line.text) > LONGEST_FIELD or line.role == "caption":
            return False
        if line.tag in HEADINGS and not bylines(line.text, line.language):
            return False
        return self._put_field(line, index, place)


def boxed_blocks(found: Sequence[Block]) -> set[int]:
    """The blocks that stand in a box by its name (`related`, `newsletter`), where boxes are the smaller part."""
    inside = {
        at
        for at, block in enumerate(found)
        if block.place is not None and block.place.against and block.line.role != "caption"
    }
    size = sum(words(block.line.text) for block in found)
    boxed = sum(words(found[at].line.text) for at in inside)
    return inside if boxed <= MOST_BOXED * size else set()

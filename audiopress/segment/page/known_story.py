"""A body that is known to be the story (from a content system, a wire, a feed) -> Article.

No model is asked: every line is the story's but for sidebars, captions, tables and boilerplate, which are told by name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from audiopress.languages.tags import NONE
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.draft import Draft
from audiopress.segment.page.elements import Block
from audiopress.segment.page.features import words
from audiopress.segment.page.fields import split_kickers
from audiopress.segment.page.labels import HEADINGS, Kind
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.positions import StoryPlace
from audiopress.segment.page.pull_quotes import pulled

MAX_SIDEBAR_SHARE: Final = 0.3
"""Share of a body's words that may stand in sidebars; with more the class names stand around the whole story, not a
sidebar. Chosen by hand."""
MAX_FIELD_WORDS: Final = 20
"""Words of a byline, a date or a kicker above the first paragraph at most. Chosen by hand."""
_SENTENCE_END: Final = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")


@dataclass(slots=True, kw_only=True)
class KnownDraft(Draft):
    """A draft whose lines are known to be the story."""

    def take_story(self, lines: Sequence[PageLine], kinds: Sequence[Kind] = (), *, boxed: Collection[int] = ()) -> None:
        """Fill the draft with these lines; `kinds` says what each is where its sender does, `boxed` are those in a sidebar."""
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
            if (
                self.paragraphs
                or kinds
                or not (self._take_headline(line, first=first) or self._take_field(line, index, place))
            ):
                self._put(line, index, "body", place)

    def _take_headline(self, line: PageLine, *, first: bool) -> bool:
        """Whether the line is the headline, which is then taken: a heading above the story, or a first line that is no sentence."""
        if self.headline or line.role == "caption":
            return False
        plain = (
            first
            and words(line.text) <= MAX_FIELD_WORDS
            and not _SENTENCE_END.search(line.text)
            and not bylines(line.text, line.language)
        )
        if line.tag not in {"h1", "h2"} and not plain:
            return False
        self.kicker, self.headline = split_kickers(line.text, line.language)
        return True

    def _take_field(self, line: PageLine, index: int, place: StoryPlace) -> bool:
        """Whether the line is a byline, a date or a kicker above the first paragraph, which is then taken; a sentence is none."""
        if _SENTENCE_END.search(line.text) or words(line.text) > MAX_FIELD_WORDS or line.role == "caption":
            return False
        if line.tag in HEADINGS and not bylines(line.text, line.language):
            return False
        return self._put_field(line, index, place)


def sidebar_blocks(found: Sequence[Block]) -> set[int]:
    """Indices of the blocks in an element that is named like a sidebar (`related`, `newsletter`); none above MAX_SIDEBAR_SHARE."""
    inside = {
        at
        for at, block in enumerate(found)
        if block.place is not None and block.place.against and block.line.role != "caption"
    }
    size = sum(words(block.line.text) for block in found)
    boxed = sum(words(found[at].line.text) for at in inside)
    return inside if boxed <= MAX_SIDEBAR_SHARE * size else set()

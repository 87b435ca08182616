"""A body that is the story already -> Article: nothing in it is guessed to stand outside, and boxes in it are still dropped."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from audiopress.languages.pack import phrasebook
from audiopress.languages.tags import NONE
from audiopress.model import Dropped
from audiopress.segment.page.article import HEADINGS, Draft
from audiopress.segment.page.blocks import Block
from audiopress.segment.page.boilerplate import furniture
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.captions import is_credit
from audiopress.segment.page.correction_notes import is_note
from audiopress.segment.page.features import words
from audiopress.segment.page.fields import split_kickers
from audiopress.segment.page.labels import RULE_OF_ROLE, Kind, Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.paywall import is_paywall
from audiopress.segment.page.pull_quotes import pulled

BOXED: Final = 0.3
"""Share of a body's words that its boxes have at most: a class on the element around the whole story names no box."""
OPENING: Final = 20
"""Words of a byline or a date above the first paragraph."""
_SENTENCE: Final = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")


@dataclass(slots=True, kw_only=True)
class KnownDraft(Draft):
    """A draft whose lines are known to be the story."""

    def tell(self, lines: Sequence[PageLine], kinds: Sequence[Kind] = (), *, boxes: Collection[int] = ()) -> None:
        """Take the lines, of which `kinds` may say what they are; `boxes` are those that stand in a box."""
        self._language = lines[0].language if lines else NONE
        again = pulled(lines, [at for at, line in enumerate(lines) if line.role in {"", "quote"}])
        for index, line in enumerate(lines):
            if (
                not self.paragraphs
                and not kinds
                and (self._heads(line, first=index == 0 < len(lines) - 1) or self._opens(line, index))
            ):
                continue
            rule: Rule = "pull quote" if index in again else "box" if index in boxes else ""
            if rule := rule or self._rule(line):
                self.dropped.append(Dropped(line=line.text, rule=rule, number=line.number))
            elif line.role == "caption" or is_credit(line.text, line.language):
                if line.text not in self.captions:
                    self.captions.append(line.text)
            else:
                self._say(line, kinds[index] if kinds else None)

    def _heads(self, line: PageLine, *, first: bool) -> bool:
        """The headline of a body whose sender names none: a heading above the story, or a first line that is no sentence."""
        if self.headline or line.role == "caption":
            return False
        plain = (
            first
            and words(line.text) <= OPENING
            and not _SENTENCE.search(line.text)
            and not bylines(line.text, line.language)
        )
        if line.tag not in {"h1", "h2"} and not plain:
            return False
        self.kicker, self.headline = split_kickers(line.text, line.language)
        return True

    def _opens(self, line: PageLine, index: int) -> bool:
        """A byline, a date or the kicker above the first paragraph; a sentence is none of them."""
        if _SENTENCE.search(line.text) or words(line.text) > OPENING or line.role == "caption":
            return False
        if line.tag in HEADINGS and not bylines(line.text, line.language):
            return False
        return self._furniture(line, index)

    def _rule(self, line: PageLine) -> Rule:
        if line.role in RULE_OF_ROLE:
            return RULE_OF_ROLE[line.role]
        if line.tag == "pre":
            return "code"
        if self._is_headline(line.text):
            return "headline"
        if self.profile and self.profile.label(line.text) == "drop":
            return "publisher profile"
        if is_paywall(line.text, line.language):
            return "paywall"
        if phrasebook(line.language).label(line.text, "feed_footer"):
            return "feed footer"
        if not any(map(str.isalnum, line.text)):
            return "control"
        return "" if is_note(line.text, line.language) else furniture(line)

    def _say(self, line: PageLine, kind: Kind | None) -> None:
        if not kind or kind == "text":
            kind = (
                "note"
                if is_note(line.text, line.language)
                else "subhead"
                if line.tag in HEADINGS
                else "item"
                if "li" in {line.tag, line.role}
                else "text"
            )
        self.paragraphs.append(line.text)
        self.kinds.append(kind)
        self._roles.append(line.role)


def boxes(found: Sequence[Block]) -> set[int]:
    """The blocks that stand in a box by its name (`related`, `newsletter`), where boxes are the smaller part."""
    inside = {
        at
        for at, block in enumerate(found)
        if block.place is not None and block.place.against and block.line.role != "caption"
    }
    size = sum(words(block.line.text) for block in found)
    boxed = sum(words(found[at].line.text) for at in inside)
    return inside if boxed <= BOXED * size else set()

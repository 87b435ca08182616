"""Lists and menus of a copied page, where no markup tells them: lines of one shape in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from audiopress.segment.page.boilerplate import label, leads
from audiopress.segment.page.features import words
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.wrapping import columns

MIN_LIST_ITEMS: Final = 3
"""Lines of one shape in a row that are a list."""
MIN_MENU_LINES: Final = 8
"""Lines of a few words in a row that are a menu, with the first and the last, which are not counted to it. This and the
next two bounds are chosen by hand: of the labelled pages' lines half stand in such rows, and of a hundred stories one."""
MAX_MENU_WORDS: Final = 4
"""Words of such a line."""
MAX_MENU_COLUMNS: Final = 40
"""Its columns: twenty signs of a script that parts no words."""
MIN_LED_ITEMS: Final = 3
"""Lines of a list that only the line above it tells."""
MAX_LED_WORDS: Final = 18
"""Words of such a line; what is longer is a paragraph."""
MAX_LEAD_WORDS: Final = 24
"""Words of the line above it."""
_COLONS: Final = ":："
_TOLD: Final = re.compile(r"\d|[,،、] |(?<!\S)(?:\S++ ){3}|^[^\w\s]")
"""What tells something in a line of a list, and is no name alone, as those of a menu and of keywords are."""
_STOPS: Final = frozenset('.!?:。！？"”')
_LIST_ITEM = re.compile(
    r"\d{1,3}[.)ªºa-z]{0,2}\)? |[-*•–·] |[▲△▶▷◆◇■□●○▪◦‣✓✔] ?\S|https?://\S+$|[^:\t]{2,40}: \S"
    r"|(?:[^\W\d]{3,10}\.? \d{1,2}|\d{1,2}[./]\d{1,2}\.?)(?:,? ?\d{4})? ?(?:--|[-–—]) ?\S"
)
"""`1) `, `3a `, `• `, an address alone, `Group A: `, `June 10 -- `."""


def menus(texts: Sequence[str]) -> Iterator[range]:
    """The menus of a page, each as the range of its lines but for the first and the last.

    Those may belong to what stands beside it: the headline, a byline, a heading.
    """
    start = 0
    for index in range(len(texts) + 1):
        if (
            index == len(texts)
            or columns(text := texts[index]) > MAX_MENU_COLUMNS
            or text[-1] in _STOPS
            or text.count(" ") >= MAX_MENU_WORDS
        ):
            if index - start >= MIN_MENU_LINES:
                yield range(start + 1, index - 1)
            start = index + 1


def marked_lists(lines: Sequence[PageLine]) -> Iterator[range]:
    """The lists of a page, each as the range of its lines: MIN_LIST_ITEMS and more in a row that match _LIST_ITEM."""
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or not _LIST_ITEM.match(lines[index].text):
            if index - start >= MIN_LIST_ITEMS:
                yield range(start, index)
            start = index + 1


def led_lists(lines: Sequence[PageLine]) -> Iterator[range]:
    """Lists without marks, each as the range of its lines: short lines without a blank one between them, below a promise.

    `Open days:` promises them; what leads to other stories, or heads a menu, does not.
    """
    for lead in range(len(lines) - MIN_LED_ITEMS):
        line = lines[lead]
        if line.text[-1] not in _COLONS or line.role == "links" or words(line.text) > MAX_LEAD_WORDS or label(line):
            continue
        stop = lead + 1
        while (
            stop < len(lines)
            and (stop == lead + 1 or not lines[stop].gap_before)
            and words(lines[stop].text) <= MAX_LED_WORDS
            and lines[stop].text[-1] not in _COLONS
            and lines[stop].role != "links"
            and not label(lines[stop])
        ):
            stop += 1
        ended = stop == len(lines) or lines[stop].gap_before
        told = sum(_TOLD.search(one.text) is not None for one in lines[lead + 1 : stop])
        if ended and stop - lead > MIN_LED_ITEMS and told * 2 >= stop - lead - 1 and not leads(line):
            yield range(lead + 1, stop)

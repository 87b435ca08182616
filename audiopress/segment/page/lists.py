"""Lists of a copied page, where no markup tells them: lines of one shape in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from audiopress.segment.page.lines import PageLine

MIN_LIST_ITEMS: Final = 3
"""Lines of one shape in a row that are a list."""
_LIST_ITEM = re.compile(
    r"\d{1,3}[.)ªºa-z]{0,2}\)? |[-*•–·] |https?://\S+$|[^:\t]{2,40}: \S"
    r"|(?:[^\W\d]{3,10}\.? \d{1,2}|\d{1,2}[./]\d{1,2}\.?)(?:,? ?\d{4})? ?(?:--|[-–—]) ?\S"
)
"""`1) `, `3a `, `• `, an address alone, `Group A: `, `June 10 -- `."""


def marked_lists(lines: Sequence[PageLine]) -> Iterator[range]:
    """The lists of a page, each as the range of its lines: MIN_LIST_ITEMS and more in a row that match _LIST_ITEM."""
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or not _LIST_ITEM.match(lines[index].text):
            if index - start >= MIN_LIST_ITEMS:
                yield range(start, index)
            start = index + 1

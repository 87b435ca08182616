"""Lines of a copied text that are one paragraph: where links or names were set on lines of their own.

A browser or a program that copies a page may break it around each link; a transcript has who speaks above what is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

MOST_LINES: Final = 12
"""Lines of a paragraph that was broken around its links; the bounds are chosen by hand."""
LEAST_WORDS: Final = 8
"""Words of the shortest such paragraph."""
LEAST_SPEAKERS: Final = 2
"""Names that take turns."""
LEAST_TURNS: Final = 4
"""Lines that are one of these names."""
_OPEN: Final = re.compile(r"[^.!?…:;。！？\"”»]$")
_GOES_ON: Final = re.compile(r"[a-zß-ÿ]|[,;)’”]|\.(?!\.)")
"""How a line begins that goes on with the sentence of the one before."""
_CLOSED: Final = re.compile(r"[.!?…。！？][\"”'’»)]*$")
_NAME: Final = re.compile(r"[A-ZÀ-Þ][\w.'’-]{0,20}(?: [A-ZÀ-Þ][\w.'’-]{0,20}){0,3}$")
_NO_SPACE: Final = ",.;)’”"


def joints(raw: Sequence[str]) -> dict[int, str]:
    """What stands between a line and the one before it, by index, where both are of one paragraph."""
    found: dict[int, str] = {}
    blocks = list(_blocks(raw))
    for block in blocks:
        if 1 < len(block) <= MOST_LINES and _around_links([raw[index].strip() for index in block]):
            found |= {index: "" if raw[index].lstrip()[0] in _NO_SPACE else " " for index in block[1:]}
    return found | dict.fromkeys(_turns(raw, blocks), ": ")


def _blocks(raw: Sequence[str]) -> Iterator[range]:
    """The lines between two blank ones."""
    start = 0
    for index in range(len(raw) + 1):
        if index == len(raw) or not raw[index].strip():
            if index > start:
                yield range(start, index)
            start = index + 1


def _around_links(lines: Sequence[str]) -> bool:
    """Whether these lines are a sentence: none but the last ends one, and each goes on or is a link behind which one does."""
    if _CLOSED.search(lines[-1]) is None or sum(len(one.split()) for one in lines) < LEAST_WORDS:
        return False
    goes_on = [_GOES_ON.match(one) is not None for one in lines]
    return (
        any(goes_on[1:])
        and all(_OPEN.search(one) for one in lines[:-1])
        and all(goes_on[at] or (at + 1 < len(lines) and goes_on[at + 1]) for at in range(1, len(lines)))
    )


def _turns(raw: Sequence[str], blocks: Sequence[range]) -> Iterator[int]:
    """The first line of what each speaker of a transcript says, right below the name."""
    turns = [
        block
        for block in blocks
        if len(block) > 1 and _NAME.match(raw[block[0]].strip()) and _CLOSED.search(raw[block[-1]].strip())
    ]
    if len(turns) < LEAST_TURNS:
        return
    times = Counter(raw[block[0]].strip() for block in turns)
    speakers = {name for name, count in times.items() if count > 1}
    if len(speakers) >= LEAST_SPEAKERS and sum(times[name] for name in speakers) >= LEAST_TURNS:
        yield from (block[1] for block in turns if raw[block[0]].strip() in speakers)

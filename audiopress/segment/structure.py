"""How much a block's place in the HTML tree speaks for the story, beside what its words say.

trafilatura's choice is one witness among others: a block it takes gains, and one it misses can still win by its words,
its neighbours and the element that holds most of the page's prose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from audiopress.segment import lines as scoring
from audiopress.segment.blocks import Block, Place

NAMES: Final = (
    "taken", "taken near", "against once", "against twice", "favoured", "article", "caption", "set apart", "share", "inside",
    "cell", "before title", "after title", "bold", "generic", "inside taken", "subhead", "subhead inside", "low heading",
    "title", "item inside", "paragraph inside", "taken against", "paragraph taken", "preformatted",
)  # fmt: skip
WEIGHTS: Final[dict[str, float]] = {
    "bias": -2.11,
    "length": 0.67,
    "words<4": 0.43,
    "words<9": 0.8,
    "words<16": -0.53,
    "words>30": 0.2,
    "ends": 0.47,
    "comma": -0.05,
    "stops": 2.15,
    "no stops": 1.95,
    "capitals": -0.17,
    "digits": -4.27,
    "date": -0.69,
    "boilerplate": -1.41,
    "credit": 0.08,
    "address": 1.58,
    "repeated": -0.47,
    "gap before": -2.11,
    "gap after": -2.11,
    "quote": 1.54,
    "lower start": -0.12,
    "previous length": -0.15,
    "next length": 0.12,
    "previous ends": 0.16,
    "next ends": 0.16,
    "around": 0.0,
    "neighbours boilerplate": -1.12,
    "bar": -7.6,
    "place": 0.68,
    "late": -1.1,
    "links": -1.82,
    "many links": 0.4,
    "list item": 0.86,
    "heading": -0.0,
    "paragraph tag": -1.01,
    "cjk": 0.55,
    "taken": 2.92,
    "taken near": 1.3,
    "against once": -0.65,
    "against twice": -1.13,
    "favoured": 0.76,
    "article": -0.34,
    "caption": -0.6,
    "set apart": 6.23,
    "share": 3.12,
    "inside": 0.68,
    "cell": 2.8,
    "before title": 0.12,
    "after title": -0.43,
    "bold": -1.73,
    "generic": 0.1,
    "inside taken": -2.75,
    "subhead": 0.23,
    "subhead inside": 3.37,
    "low heading": 0.98,
    "title": -2.89,
    "item inside": 2.2,
    "paragraph inside": 1.56,
    "taken against": 1.39,
    "paragraph taken": 1.53,
    "preformatted": 0.0,
}
"""Fitted by ridge-penalised logistic regression on the blocks of article pages; each page weighs the same."""
_NOT_WORD = re.compile(r"\W+")


def features(blocks: Sequence[Block], taken: str) -> list[list[float]]:
    """One row a block: what its words say (lines.FEATURES), then what its place says (NAMES)."""
    words = [scoring.words(block.line.text) for block in blocks]
    holder, most = _holder(blocks, words)
    inside_taken = _taken(blocks, taken)
    title = next((i for i, block in enumerate(blocks) if block.place.tag == "h1" and words[i] > 2), -1)
    rows = scoring.features([block.line for block in blocks])
    for index, (block, row) in enumerate(zip(blocks, rows, strict=True)):
        near = inside_taken[max(0, index - 3) : index] + inside_taken[index + 1 : index + 4]
        row.extend(
            _place_row(
                block,
                inside_taken[index],
                sum(near) / max(1, len(near)),
                holder,
                most,
                index - title if title >= 0 else None,
            )
        )
    return rows


def _place_row(
    block: Block, took: float, near: float, holder: Place | None, most: float, after: int | None
) -> list[float]:
    place, tag = block.place, block.place.tag
    inside = float(_within(place, holder))
    subhead = float(tag in {"h2", "h3", "h4"})
    return [
        took,
        near,
        float(place.against == 1),
        float(place.against >= 2),
        float(place.favoured > 0),
        float(place.article),
        float(place.label == "caption"),
        float(place.label in {"quote", "post"}),
        _prose(place) / most,
        inside,
        float(tag in {"td", "th", "tr", "table"}),
        float(after is not None and after <= 0),
        float(after is not None and 0 < after < 6),
        block.bold * (block.bold > 0.9),
        float(tag in {"div", "span", "section", "body"}),
        inside * took,
        subhead,
        subhead * inside,
        float(tag in {"h5", "h6"}),
        float(tag == "h1"),
        float(tag == "li") * inside,
        float(tag == "p") * inside,
        took * (place.against > 0),
        float(tag == "p") * took,
        float(tag == "pre"),
    ]


def _holder(blocks: Sequence[Block], words: Sequence[float]) -> tuple[Place | None, float]:
    """The element that holds most of the page's prose, itself or in its children, and how many words."""
    for block, count in zip(blocks, words, strict=True):
        prose = count * (1 - block.line.links)
        if prose > 8:
            block.place.prose += prose
            if block.place.above:
                block.place.above.prose += prose
    best: Place | None = None
    most = 0.0
    for block in blocks:
        for place in (block.place, block.place.above):
            if place is not None and place.prose > most:
                best, most = place, place.prose
    return best, most or 1.0


def _prose(place: Place) -> float:
    return max(place.prose, place.above.prose if place.above else 0.0)


def _within(place: Place | None, holder: Place | None) -> bool:
    for _ in range(6):
        if place is None:
            return False
        if place is holder:
            return True
        place = place.above
    return False


def _taken(blocks: Sequence[Block], taken: str) -> list[float]:
    """1 for each block whose words trafilatura took: short ones as a whole line, long ones anywhere."""
    lines = {_NOT_WORD.sub("", line) for line in taken.split("\n")}
    pieces = {line[at : at + 24] for line in lines for at in range(max(1, len(line) - 23))}
    found = []
    for block in blocks:
        plain = _NOT_WORD.sub("", block.line.text)
        found.append(float(plain in lines if len(plain) < 25 else plain[:24] in pieces and plain[-24:] in pieces))
    return found


def chances(blocks: Sequence[Block], taken: str) -> list[float]:
    """How likely each block is to be the story's, 0 to 1."""
    weights = [WEIGHTS[name] for name in (*scoring.FEATURES, *NAMES)]
    return [
        1 / (1 + math.exp(-max(-30.0, min(30.0, sum(w * x for w, x in zip(weights, row, strict=True))))))
        for row in features(blocks, taken)
    ]

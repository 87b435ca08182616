"""The boxes of a page: which blocks stand together inside the element that holds its story, and which are set alike.

A teaser between two paragraphs has a linked headline, a few sentences and a credit in an element of its own; the story's
paragraphs stand side by side, set like most of the page's prose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from audiopress.segment.page.elements import Block, Element
from audiopress.segment.page.features import LineWords

MAX_DEPTH: Final = 4
"""Elements between a block and the story's element, above which depth is cut off. The bounds here are chosen by hand."""
MAX_BOX_SHARE: Final = 0.4
"""Share of the story element's letters that a box holds at most; what holds more is a part of the story."""
MAX_TEASER_BLOCKS: Final = 4
"""Blocks of a small box, as a teaser of another story has them."""
MIN_LINK_LETTERS: Final = 15
"""Letters of the shortest line that is another story's headline when all of it is a link."""
MIN_LINKED_SHARE: Final = 0.8
"""Share of a line's letters that are a link's where the line leads somewhere else."""
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})


def in_containers(
    rows: Sequence[dict[str, float]], blocks: Sequence[Block], words: Sequence[LineWords], holder: Element | None
) -> None:
    """Add to each block's features what the element says that it stands in below the `holder` of the story."""
    boxes: dict[Element | None, list[int]] = {}
    for index, block in enumerate(blocks):
        child, depth = _below(block.place, holder)
        if depth < 0:
            continue
        rows[index]["depth"] = min(depth, MAX_DEPTH) / MAX_DEPTH
        if depth > 1:
            rows[index]["wrapped"] = 1.0
        boxes.setdefault(child, []).append(index)
    total = sum(len(blocks[index].line.text) for box in boxes.values() for index in box) or 1
    for child, box in boxes.items():
        if child is not None and len(box) > 1:
            features = _box([blocks[index] for index in box], total)
            told = sum("credit" in words[index].features or "date" in words[index].features for index in box)
            for index in box:
                own = "credit" in words[index].features or "date" in words[index].features
                rows[index].update(features)
                if "box" in features and told > own:
                    rows[index]["box credit"] = 1.0


def _below(place: Element, holder: Element | None) -> tuple[Element | None, int]:
    """The child of the `holder` that a block stands in, and how deep; a depth of -1 outside of it."""
    child: Element | None = None
    above: Element | None = place
    depth = 0
    while above is not None:
        if above is holder:
            return child, depth
        child, above, depth = above, above.above, depth + 1
    return None, -1


def _box(blocks: Sequence[Block], total: int) -> dict[str, float]:
    """What the blocks of one child of the holder have in common."""
    size = sum(len(block.line.text) for block in blocks)
    features = {"box share": size / total}
    if features["box share"] >= MAX_BOX_SHARE:
        return features
    features["box"] = 1.0
    features["box links"] = sum(len(block.line.text) * block.line.links for block in blocks) / size
    if any(block.line.links > MIN_LINKED_SHARE and len(block.line.text) > MIN_LINK_LETTERS for block in blocks):
        features["box linked"] = 1.0
    if any(block.line.tag in _HEADINGS for block in blocks):
        features["box heading"] = 1.0
    if len(blocks) <= MAX_TEASER_BLOCKS:
        features["box few"] = 1.0
    if any(block.place.against for block in blocks):
        features["box aside"] = 1.0
    return features


def set_like(block: Block) -> tuple[str, str, str]:
    """What the blocks have in common that a page sets alike: the tag, its classes, and those of the element around it."""
    place = block.place
    return place.tag, place.names, place.above.names if place.above else ""


def set_alike(rows: Sequence[dict[str, float]], blocks: Sequence[Block], words: Sequence[LineWords]) -> None:
    """Add what share of the page's prose is set like each block: same tags, same classes."""
    kinds = [set_like(block) for block in blocks]
    prose: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    for block, kind, own in zip(blocks, kinds, words, strict=True):
        prose[kind] += own.number * (1 - block.line.links)
    total = sum(prose.values()) or 1
    for row, kind in zip(rows, kinds, strict=True):
        row["set share"] = prose[kind] / total


def set_taken(rows: Sequence[dict[str, float]], blocks: Sequence[Block], took: Sequence[float]) -> None:
    """Add what share of that which trafilatura took is set like each block: same tag, same classes of its own."""
    kinds = [set_like(block)[:2] for block in blocks]
    taken: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for block, kind, took_it in zip(blocks, kinds, took, strict=True):
        if took_it:
            taken[kind] += len(block.line.text)
    total = sum(taken.values()) or 1
    for row, kind in zip(rows, kinds, strict=True):
        if kind in taken:
            row["set taken"] = taken[kind] / total


def beyond_taken(rows: Sequence[dict[str, float]], took: Sequence[float]) -> None:
    """Add how far each block stands before the first or behind the last that trafilatura took: 1 is ten blocks."""
    first = next((index for index, value in enumerate(took) if value), -1)
    if first < 0:
        return
    last = max(index for index, value in enumerate(took) if value)
    for index, row in enumerate(rows):
        if index > last:
            row["after taken"] = min(1.0, (index - last) / 10)
        elif index < first:
            row["before taken"] = min(1.0, (first - index) / 10)

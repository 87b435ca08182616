"""What a line of a page looks like, and how much that speaks for the story.

One labeller for HTML and for plain text: features of a line and of its neighbours, weighed by a logistic model whose
weights stand below as a table. No line is judged alone: the story is the run of lines with the best sum.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from audiopress.languages.tags import NONE
from audiopress.segment.page.features import Words, by_words, markup
from audiopress.segment.page.labels import Role


class Line(NamedTuple):
    """A line with what surrounds it. `tag` and `links` are an HTML block's, else empty and 0."""

    text: str
    number: int
    """1-based line of the source; blocks of HTML are counted the same way."""
    gap_before: bool = False
    """A blank line, or a block's edge, stands before it."""
    gap_after: bool = False
    tag: str = ""
    links: float = 0.0
    """Share of its characters that are link text."""
    role: Role = ""
    language: str = NONE
    """The page's: its own pack's words and English ones are what the line is judged by."""


REACH: Final = 4
"""Lines on each side that are a line's neighbourhood."""
WEIGHTS: Final[dict[str, float]] = {
    "bias": -7.45,
    "length": 0.92,
    "words<4": -0.29,
    "words<9": 1.14,
    "words<16": 0.29,
    "words>30": -0.24,
    "ends": 1.15,
    "comma": 0.63,
    "stops": 1.65,
    "no stops": 1.97,
    "capitals": -1.21,
    "digits": 2.13,
    "date": -1.43,
    "boilerplate": -1.18,
    "credit": -3.05,
    "address": 2.66,
    "repeated": -1.14,
    "gap before": 0.82,
    "gap after": 0.23,
    "quote": 0.3,
    "lower start": -0.54,
    "previous length": 0.2,
    "next length": 0.05,
    "previous ends": 0.22,
    "next ends": 0.57,
    "around": 1.4,
    "neighbours boilerplate": -2.37,
    "bar": -7.32,
    "place": 0.1,
    "late": -1.35,
    "links": -2.0,
    "many links": -1.0,
    "list item": -0.3,
    "heading": 0.0,
    "paragraph tag": 0.8,
    "cjk": -0.39,
}
"""Fitted by ridge-penalised logistic regression on lines of article pages, each weighed by the root of its length."""


def chances(lines: Sequence[Line]) -> list[float]:
    """How likely each line is to be the story's, 0 to 1."""
    counts = Counter([line.text for line in lines])
    own = [by_words(line.text, line.language) for line in lines]
    return [
        1 / (1 + math.exp(-max(-30.0, min(30.0, _by_words(mine) + _by_markup(line) + around))))
        for line, mine, around in zip(lines, own, _surroundings(lines, own, counts), strict=True)
    ]


def _by_words(mine: Words) -> float:
    """What a line says by its words, weighed."""
    return WEIGHTS["bias"] + sum([WEIGHTS[name] * value for name, value in mine.features.items()])


def _by_markup(line: Line) -> float:
    """What HTML says of a line, weighed."""
    if not line.tag and not line.links:
        return 0.0
    return sum([WEIGHTS[name] * value for name, value in markup(line).items()])


def _surroundings(lines: Sequence[Line], own: Sequence[Words], counts: Mapping[str, int]) -> Iterator[float]:
    """What the place of each line and its neighbours say, weighed."""
    sentences = [mine.length * mine.ends for mine in own]
    boilerplate = [mine.boilerplate for mine in own]
    total = len(lines)
    before = [WEIGHTS["previous length"] * mine.length + WEIGHTS["previous ends"] * mine.ends for mine in own]
    after = [WEIGHTS["next length"] * mine.length + WEIGHTS["next ends"] * mine.ends for mine in own]
    around, pushed, place = WEIGHTS["around"], WEIGHTS["neighbours boilerplate"], WEIGHTS["place"]
    late, repeated = WEIGHTS["late"], WEIGHTS["repeated"]
    gap_before, gap_after = WEIGHTS["gap before"], WEIGHTS["gap after"]
    for index, line in enumerate(lines):
        low, high = max(0, index - REACH), min(total, index + REACH + 1)
        neighbours = max(1, high - low - 1)
        score = around * (sum(sentences[low:high]) - sentences[index]) / neighbours
        score += pushed * (sum(boilerplate[low:high]) - boilerplate[index]) / neighbours
        score += place * index / total
        if index / total > 0.8:
            score += late
        if counts[line.text] > 1:
            score += repeated
        if line.gap_before:
            score += gap_before
        if line.gap_after:
            score += gap_after
        if index:
            score += before[index - 1]
        if index + 1 < total:
            score += after[index + 1]
        yield score


def best_run(scores: Sequence[float]) -> tuple[int, int]:
    """The run [start, end) with the greatest sum (Kadane); empty where no score is positive."""
    best, best_at, total, start = 0.0, (0, 0), 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += score
        if total > best:
            best, best_at = total, (start, index + 1)
    return best_at

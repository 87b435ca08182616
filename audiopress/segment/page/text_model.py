"""How much a line of a copied page speaks for its story, by its features and its neighbours'.

A logistic model whose weights are data (weights.toml). No line is judged alone: the story is the run of lines with the
best sum.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from audiopress.segment.page.again import Shape
from audiopress.segment.page.features import LineWords, by_words, markup
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.weights import weights

REACH: Final = 4
"""Lines on each side that are a line's neighbourhood."""
LATE: Final = 0.8
"""Share of a page behind which little of its story stands."""
WEIGHTS: Final[dict[str, float]] = weights("text")
"""By feature; weights.toml says how they were fitted."""


def chances(lines: Sequence[PageLine]) -> list[float]:
    """How likely each line is to be the story's, 0 to 1."""
    counts = Counter([line.text for line in lines])
    own = [by_words(line.text, line.language) for line in lines]
    return [
        1 / (1 + math.exp(-max(-30.0, min(30.0, _by_words(mine) + _by_markup(line) + around))))
        for line, mine, around in zip(lines, own, _surroundings(lines, own, counts), strict=True)
    ]


def rows(lines: Sequence[PageLine]) -> list[dict[str, float]]:
    """The features of each line by name: what the weights are fitted on. `chances` reckons the same without the names."""
    counts = Counter([line.text for line in lines])
    own = [by_words(line.text, line.language) for line in lines]
    total = len(lines)
    found = []
    for index, (line, mine) in enumerate(zip(lines, own, strict=True)):
        features = dict(mine.features)
        if line.tag or line.links:
            features |= markup(line)
        near = [*own[max(0, index - REACH) : index], *own[index + 1 : index + 1 + REACH]]
        features["around"] = sum(one.length * one.ends for one in near) / max(1, len(near))
        features["neighbours boilerplate"] = sum(one.boilerplate for one in near) / max(1, len(near))
        features["place"] = index / total
        features["late"] = float(index / total > LATE)
        features["repeated"] = float(counts[line.text] > 1)
        features["gap before"] = float(line.gap_before)
        features["gap after"] = float(line.gap_after)
        if index:
            features["previous length"], features["previous ends"] = own[index - 1].length, own[index - 1].ends
        if index + 1 < total:
            features["next length"], features["next ends"] = own[index + 1].length, own[index + 1].ends
        found.append(features)
    return found


def _by_words(mine: LineWords) -> float:
    """What a line says by its words, weighed."""
    return WEIGHTS["bias"] + sum([WEIGHTS[name] * value for name, value in mine.features.items()])


def _by_markup(line: PageLine) -> float:
    """What HTML says of a line, weighed."""
    if not line.tag and not line.links:
        return 0.0
    return sum([WEIGHTS[name] * value for name, value in markup(line).items()])


def _surroundings(lines: Sequence[PageLine], own: Sequence[LineWords], counts: Mapping[str, int]) -> Iterator[float]:
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
        if index / total > LATE:
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


def shape(lines: Sequence[PageLine]) -> Shape:
    """What the lines say; what they are set like is lost where a page was copied."""
    return Shape([line.text for line in lines], (), ())

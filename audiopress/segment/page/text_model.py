"""The probability of each line of a copied page to be the story's, by its own features and its neighbours'.

A logistic model whose weights are data (weights.toml). No line is chosen by its probability alone: the story is the run
of lines with the best sum (story.py).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from audiopress.segment.page.features import LineWords, by_words, markup
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.second_look import Layout
from audiopress.segment.page.weights import weights

NEIGHBOURS: Final = 4
"""Lines before and behind a line over which the features `around` and `neighbours boilerplate` are a mean."""
LATE_SHARE: Final = 0.8
"""Share of a page's lines; a line behind it has the feature `late`. Chosen by hand, as NEIGHBOURS is."""
WEIGHTS: Final[dict[str, float]] = weights("text")
"""Weight of each feature; weights.toml says how they were fitted."""


def probabilities(lines: Sequence[PageLine]) -> list[float]:
    """The probability of each line to be the story's, 0 to 1."""
    counts = Counter([line.text for line in lines])
    own = [by_words(line.text, line.language) for line in lines]
    return [
        1 / (1 + math.exp(-max(-30.0, min(30.0, _words_score(mine) + _markup_score(line) + around))))
        for line, mine, around in zip(lines, own, _neighbours_scores(lines, own, counts), strict=True)
    ]


def feature_rows(lines: Sequence[PageLine]) -> list[dict[str, float]]:
    """The features of each line by name, on which the weights are fitted.

    `probabilities` computes the same weighted sum without naming each feature, which is faster.
    """
    counts = Counter([line.text for line in lines])
    own = [by_words(line.text, line.language) for line in lines]
    total = len(lines)
    found = []
    for index, (line, mine) in enumerate(zip(lines, own, strict=True)):
        features = dict(mine.features)
        if line.tag or line.links:
            features |= markup(line)
        near = [*own[max(0, index - NEIGHBOURS) : index], *own[index + 1 : index + 1 + NEIGHBOURS]]
        features["around"] = sum(one.length * one.ends for one in near) / max(1, len(near))
        features["neighbours boilerplate"] = sum(one.boilerplate for one in near) / max(1, len(near))
        features["place"] = index / total
        features["late"] = float(index / total > LATE_SHARE)
        features["repeated"] = float(counts[line.text] > 1)
        features["gap before"] = float(line.gap_before)
        features["gap after"] = float(line.gap_after)
        if index:
            features["previous length"], features["previous ends"] = own[index - 1].length, own[index - 1].ends
        if index + 1 < total:
            features["next length"], features["next ends"] = own[index + 1].length, own[index + 1].ends
        found.append(features)
    return found


def _words_score(mine: LineWords) -> float:
    """The weighted sum of the features of a line's own words, with the bias."""
    return WEIGHTS["bias"] + sum([WEIGHTS[name] * value for name, value in mine.features.items()])


def _markup_score(line: PageLine) -> float:
    """The weighted sum of the features of a line's markup; 0 for copied text without any."""
    if not line.tag and not line.links:
        return 0.0
    return sum([WEIGHTS[name] * value for name, value in markup(line).items()])


def _neighbours_scores(
    lines: Sequence[PageLine], own: Sequence[LineWords], counts: Mapping[str, int]
) -> Iterator[float]:
    """For each line the weighted sum of the features of its place and its neighbours."""
    sentences = [mine.length * mine.ends for mine in own]
    boilerplate = [mine.boilerplate for mine in own]
    total = len(lines)
    before = [WEIGHTS["previous length"] * mine.length + WEIGHTS["previous ends"] * mine.ends for mine in own]
    after = [WEIGHTS["next length"] * mine.length + WEIGHTS["next ends"] * mine.ends for mine in own]
    around, pushed, place = WEIGHTS["around"], WEIGHTS["neighbours boilerplate"], WEIGHTS["place"]
    late, repeated = WEIGHTS["late"], WEIGHTS["repeated"]
    gap_before, gap_after = WEIGHTS["gap before"], WEIGHTS["gap after"]
    for index, line in enumerate(lines):
        low, high = max(0, index - NEIGHBOURS), min(total, index + NEIGHBOURS + 1)
        neighbours = max(1, high - low - 1)
        score = around * (sum(sentences[low:high]) - sentences[index]) / neighbours
        score += pushed * (sum(boilerplate[low:high]) - boilerplate[index]) / neighbours
        score += place * index / total
        if index / total > LATE_SHARE:
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


def layout(lines: Sequence[PageLine]) -> Layout:
    """The lines' texts alone: tags and elements are lost where a page was copied."""
    return Layout([line.text for line in lines], (), ())

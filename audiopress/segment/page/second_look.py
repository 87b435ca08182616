"""The second look: probabilities of the first look turned into features, by which each block is weighed again.

The first look gives each block a probability by its own words, markup and place. A block that is doubtful by itself is
the story's where it is set like the story's paragraphs and stands among them, and is not where it stands in a sidebar.
So the second look weighs the features of the first and, beside them, what the first look found for the neighbours, for
blocks set alike and for blocks in the same element.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from typing import Final

from audiopress.segment.page.topics import content

NEIGHBOURS: Final = 3
"""Blocks before and behind a block whose probabilities are a feature each. Chosen by hand, as all bounds here are."""
WINDOW: Final = 8
"""Blocks before and behind a block of which the highest and the mean probability are features."""
MAX_LETTERS: Final = 600
"""Letters from which on a block weighs no more: one giant block may not outweigh a whole story."""
MAX_LOG_ODDS: Final = 6.0
"""Log-odds (natural logarithm) at which a probability is cut off and scaled to -1 … 1."""
EDGE_SHARE: Final = 0.02
"""A block begins (closes) the story where at most this share of the story's weight stands before (behind) it."""
MIN_TOPIC_WORDS: Final = 4
"""Content words by which the topic feature divides at least: of one or two words a match means little."""
RUN_THRESHOLD: Final = 0.5
"""Probability above which a block adds to the run, and below which it takes from it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is laid out, block by block."""

    texts: Sequence[str]
    kinds: Sequence[Hashable]
    """A key for each block's tag and classes, the same for blocks that are set alike; empty for copied text."""
    parents: Sequence[Hashable]
    """A key for the parent element of each block; empty for copied text."""


def logistic(score: float) -> float:
    """The probability of a score, 0 to 1."""
    return 1 / (1 + math.exp(30.0 if score < -30.0 else -30.0 if score > 30.0 else -score))


def feature_rows(layout: Layout, probabilities: Sequence[float]) -> list[dict[str, float]]:
    """The features of each block by name, -1 to 1, made from the probabilities (0 to 1) of the first look."""
    return rows(columns(layout, probabilities))


def rows(features: Mapping[str, Sequence[float]]) -> list[dict[str, float]]:
    """Columns of features as one row for each block, those that are 0 left out."""
    return [
        {name: value for name, value in zip(features, values, strict=True) if value}
        for values in zip(*features.values(), strict=True)
    ]


def columns(layout: Layout, probabilities: Sequence[float]) -> dict[str, list[float]]:
    """As `feature_rows`, by the name of each feature its value for every block, 0 where it says nothing."""
    count = len(probabilities)
    if not count:
        return {}
    odds = [max(-1.0, min(1.0, math.log((one + 1e-4) / (1 - one + 1e-4)) / MAX_LOG_ODDS)) for one in probabilities]
    sizes = [math.sqrt(min(len(text), MAX_LETTERS) + 1) for text in layout.texts]
    # The weight of a block in the story: its probability times the root of its length.
    weight = list(map(mul, probabilities, sizes))
    total = sum(weight) or 1.0
    start, end = best_run([(one - RUN_THRESHOLD) * size for one, size in zip(probabilities, sizes, strict=True)])
    before = [0.0, *accumulate(weight)]
    sums = [0.0, *accumulate(probabilities)]
    edge = [-1.0] * NEIGHBOURS
    padded = [*edge, *odds, *edge]
    found = {
        name: padded[NEIGHBOURS + step : NEIGHBOURS + step + count] for name, step in zip(_CHANCES, _STEPS, strict=True)
    }
    behind = [(max(0, index - WINDOW), index) for index in range(1, count)]
    ahead = [(index + 1, min(count, index + 1 + WINDOW)) for index in range(count - 1)]
    found["likeliest before"] = [0.0, *[max(probabilities[low:high]) for low, high in behind]]
    found["mean before"] = [0.0, *[(sums[high] - sums[low]) / (high - low) for low, high in behind]]
    found["likeliest after"] = [*[max(probabilities[low:high]) for low, high in ahead], 0.0]
    found["mean after"] = [*[(sums[high] - sums[low]) / (high - low) for low, high in ahead], 0.0]
    found["above run"] = [*[min(1.0, away / 10) for away in range(start, 0, -1)], *[0.0] * (count - start)]
    found["in run"] = [*[0.0] * start, *[1.0] * (end - start), *[0.0] * (count - end)]
    found["below run"] = [*[0.0] * end, *[min(1.0, away / 10) for away in range(1, count - end + 1)]]
    found["told before"] = [one / total for one in before[:count]]
    edge_weight, whole = EDGE_SHARE * total, before[count]
    found["begins"] = [1.0 if one < edge_weight else 0.0 for one in before[:count]]
    found["closes"] = [1.0 if whole - one < edge_weight else 0.0 for one in before[1:]]
    run = range(start, end)
    found["topic"] = _topics(layout.texts, run)
    for name, groups in (("kin", layout.kinds), ("parent", layout.parents)):
        if groups:
            found |= _groups(name, groups, sizes, weight, run)
    return found


_STEPS: Final = (0, *(place for step in range(1, NEIGHBOURS + 1) for place in (-step, step)))
"""A block itself, and its neighbours from the next ones on."""
_CHANCES: Final = tuple(
    f"chance {abs(step)} {'before' if step < 0 else 'after'}" if step else "chance" for step in _STEPS
)
"""The names of their features."""


def _topics(texts: Sequence[str], run: range) -> list[float]:
    """The share of each block's content words that other blocks of the run have, too."""
    own = [content(text) for text in texts]
    counts: Counter[str] = Counter()
    for index in run:
        counts.update(own[index])
    told, again = set(counts), {one for one, times in counts.items() if times > 1}
    return [
        len(about & (again if index in run else told)) / max(MIN_TOPIC_WORDS, len(about))
        for index, about in enumerate(own)
    ]


def _groups(
    name: str, groups: Sequence[Hashable], sizes: Sequence[float], weight: Sequence[float], run: range
) -> dict[str, list[float]]:
    """Of the other blocks in each block's group: mean probability, share of the story's weight, share of the run's."""
    total = sum(weight) or 1.0
    in_run = sum(weight[run.start : run.stop]) or 1.0
    group_size: dict[Hashable, float] = defaultdict(float)
    group_weight: dict[Hashable, float] = defaultdict(float)
    group_in_run: dict[Hashable, float] = defaultdict(float)
    for index, group in enumerate(groups):
        group_size[group] += sizes[index]
        group_weight[group] += weight[index]
        if index in run:
            group_in_run[group] += weight[index]
    others = [group_weight[group] - own for group, own in zip(groups, weight, strict=True)]
    return {
        # A group of one has the mean 0.2 and no more to say.
        f"{name} chance": [
            (one + 0.2) / (group_size[group] - size + 1) for one, group, size in zip(others, groups, sizes, strict=True)
        ],
        f"{name} share": [one / total for one in others],
        f"{name} run": [
            (group_in_run[group] - (weight[index] if index in run else 0.0)) / in_run
            for index, group in enumerate(groups)
        ],
    }


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

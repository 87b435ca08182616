"""The second look: probabilities of the first look turned into features, by which each block is weighed again.

The first look gives each block a probability by its own words, markup and place. A block that is doubtful by itself is
the story's where it is set like the story's paragraphs and stands among them, and is not where it stands in a sidebar.
So the second look weighs the features of the first and, beside them, what the first look found for the neighbours, for
blocks set alike and for blocks in the same element.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate
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
    count = len(probabilities)
    if not count:
        return []
    odds = [max(-1.0, min(1.0, math.log((one + 1e-4) / (1 - one + 1e-4)) / MAX_LOG_ODDS)) for one in probabilities]
    sizes = [math.sqrt(min(len(text), MAX_LETTERS) + 1) for text in layout.texts]
    # The weight of a block in the story: its probability times the root of its length.
    weight = [probability * size for probability, size in zip(probabilities, sizes, strict=True)]
    total = sum(weight) or 1.0
    start, end = best_run([(one - RUN_THRESHOLD) * size for one, size in zip(probabilities, sizes, strict=True)])
    before = [0.0, *accumulate(weight)]
    sums = [0.0, *accumulate(probabilities)]
    found = []
    edge = [-1.0] * NEIGHBOURS
    padded = [*edge, *odds, *edge]
    around = [padded[NEIGHBOURS + step : NEIGHBOURS + step + count] for step in _STEPS]
    for index, values in enumerate(zip(*around, strict=True)):
        features = dict(zip(_CHANCES, values, strict=True))
        low, high = max(0, index - WINDOW), min(count, index + 1 + WINDOW)
        if index:
            features["likeliest before"] = max(probabilities[low:index])
            features["mean before"] = (sums[index] - sums[low]) / (index - low)
        if index + 1 < count:
            features["likeliest after"] = max(probabilities[index + 1 : high])
            features["mean after"] = (sums[high] - sums[index + 1]) / (high - index - 1)
        if index < start:
            features["above run"] = min(1.0, (start - index) / 10)
        elif index < end:
            features["in run"] = 1.0
        else:
            features["below run"] = min(1.0, (index - end + 1) / 10)
        features["told before"] = before[index] / total
        if before[index] < EDGE_SHARE * total:
            features["begins"] = 1.0
        if before[count] - before[index + 1] < EDGE_SHARE * total:
            features["closes"] = 1.0
        found.append(features)
    run = range(start, end)
    _topics(found, layout.texts, run)
    for name, groups in (("kin", layout.kinds), ("parent", layout.parents)):
        if groups:
            _groups(found, name, groups, sizes, weight, run)
    return found


_STEPS: Final = (0, *(place for step in range(1, NEIGHBOURS + 1) for place in (-step, step)))
"""A block itself, and its neighbours from the next ones on."""
_CHANCES: Final = tuple(
    f"chance {abs(step)} {'before' if step < 0 else 'after'}" if step else "chance" for step in _STEPS
)
"""The names of their features."""


def _topics(found: Sequence[dict[str, float]], texts: Sequence[str], run: range) -> None:
    """Add the share of each block's content words that other blocks of the run have, too."""
    own = [content(text) for text in texts]
    counts: Counter[str] = Counter()
    for index in run:
        counts.update(own[index])
    told, again = set(counts), {one for one, times in counts.items() if times > 1}
    for index, (features, about) in enumerate(zip(found, own, strict=True)):
        others = about & (again if index in run else told)
        features["topic"] = len(others) / max(MIN_TOPIC_WORDS, len(about))


def _groups(
    found: Sequence[dict[str, float]],
    name: str,
    groups: Sequence[Hashable],
    sizes: Sequence[float],
    weight: Sequence[float],
    run: range,
) -> None:
    """Add of the other blocks in each block's group: mean probability, share of the story's weight, share of the run's."""
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
    mean, share, within = f"{name} chance", f"{name} share", f"{name} run"
    for index, (group, own, features) in enumerate(zip(groups, weight, found, strict=True)):
        others = group_weight[group] - own
        # A group of one has the mean 0.2 and no more to say.
        features[mean] = (others + 0.2) / (group_size[group] - sizes[index] + 1)
        features[share] = others / total
        features[within] = (group_in_run[group] - (own if index in run else 0.0)) / in_run


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

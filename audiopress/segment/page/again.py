"""The second look at a page: what the first one says of a block's neighbours, of its kin and of the run it stands in.

A block that is doubtful by itself is the story's where it is set like the story's other paragraphs and stands among them,
and is not where it stands in a box of its own. The first look gives each block a chance by what it says and where it is;
the second weighs the same features again, beside what these chances say of the blocks around it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from audiopress.segment.page.topics import content

REACH: Final = 3
"""Blocks on each side of which each says by itself how likely it is."""
AROUND: Final = 8
"""Blocks on each side that are asked together."""
LARGE: Final = 600
"""Letters above which a block says no more than at them."""
SURE: Final = 6.0
"""Logarithm of the odds beyond which a chance says no more."""
EDGE: Final = 0.02
"""Share of the page's story before its first paragraph, and behind its last, at most."""
FEW: Final = 4
"""Words that tell what a short line is about, of which it has at least as many to be compared."""
SPEAKS: Final = 0.5
"""A block more likely than this speaks for the run."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a page is laid out, block by block."""

    texts: Sequence[str]
    kinds: Sequence[Hashable]
    """What each block is set like; empty where the page does not say it."""
    parents: Sequence[Hashable]
    """The element that each stands in; empty where there are none."""


def chance(score: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def rows(shape: Shape, chances: Sequence[float]) -> list[dict[str, float]]:
    """What the chances of the first look say of each block, 0 to 1 each, as features by name."""
    count = len(chances)
    if not count:
        return []
    odds = [max(-1.0, min(1.0, math.log((one + 1e-4) / (1 - one + 1e-4)) / SURE)) for one in chances]
    sizes = [math.sqrt(min(len(text), LARGE) + 1) for text in shape.texts]
    told = [chance * size for chance, size in zip(chances, sizes, strict=True)]
    total = sum(told) or 1.0
    start, end = best_run([(chance - SPEAKS) * size for chance, size in zip(chances, sizes, strict=True)])
    before = [0.0, *accumulate(told)]
    sums = [0.0, *accumulate(chances)]
    found = []
    for index, own in enumerate(odds):
        features = {"chance": own}
        for step in range(1, REACH + 1):
            features[_BEFORE[step]] = odds[index - step] if index >= step else -1.0
            features[_AFTER[step]] = odds[index + step] if index + step < count else -1.0
        low, high = max(0, index - AROUND), min(count, index + 1 + AROUND)
        if index:
            features["likeliest before"] = max(chances[low:index])
            features["mean before"] = (sums[index] - sums[low]) / (index - low)
        if index + 1 < count:
            features["likeliest after"] = max(chances[index + 1 : high])
            features["mean after"] = (sums[high] - sums[index + 1]) / (high - index - 1)
        if index < start:
            features["above run"] = min(1.0, (start - index) / 10)
        elif index < end:
            features["in run"] = 1.0
        else:
            features["below run"] = min(1.0, (index - end + 1) / 10)
        features["told before"] = before[index] / total
        if before[index] < EDGE * total:
            features["begins"] = 1.0
        if before[count] - before[index + 1] < EDGE * total:
            features["closes"] = 1.0
        found.append(features)
    run = range(start, end)
    _topics(found, shape.texts, run)
    _alike(found, "kin", shape.kinds, sizes, told, run)
    _alike(found, "parent", shape.parents, sizes, told, run)
    return found


_BEFORE: Final = {step: f"chance {step} before" for step in range(1, REACH + 1)}
_AFTER: Final = {step: f"chance {step} after" for step in range(1, REACH + 1)}


def _topics(found: Sequence[dict[str, float]], texts: Sequence[str], run: range) -> None:
    """Add which share of what each block is about the others of the run are about, too."""
    own = [content(text) for text in texts]
    told: Counter[str] = Counter()
    for index in run:
        told.update(own[index])
    for index, (features, about) in enumerate(zip(found, own, strict=True)):
        least = 1 if index in run else 0
        features["topic"] = sum([told[one] > least for one in about]) / max(FEW, len(about))


def _alike(
    found: Sequence[dict[str, float]],
    name: str,
    groups: Sequence[Hashable],
    sizes: Sequence[float],
    told: Sequence[float],
    run: range,
) -> None:
    """Add how likely the others of each block's group are, how much of the story they hold, and how much of the run."""
    total = sum(told) or 1.0
    inside = sum(told[run.start : run.stop]) or 1.0
    size: dict[Hashable, float] = defaultdict(float)
    mass: dict[Hashable, float] = defaultdict(float)
    ran: dict[Hashable, float] = defaultdict(float)
    for index, group in enumerate(groups):
        size[group] += sizes[index]
        mass[group] += told[index]
        if index in run:
            ran[group] += told[index]
    likely, share, within = f"{name} chance", f"{name} share", f"{name} run"
    for index, (group, own, features) in enumerate(zip(groups, told, found, strict=True)):
        others = mass[group] - own
        features[likely] = (others + 0.2) / (size[group] - sizes[index] + 1)
        features[share] = others / total
        features[within] = (ran[group] - (own if index in run else 0.0)) / inside


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

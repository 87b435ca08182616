"""How much a line of a copied page speaks for its story, by its features and its neighbours'.

Two logistic models whose weights are data (weights.toml): the first look weighs what a line says and what stands around
it, the second the same beside what the first says of the lines around. No line is judged alone: the story is the run of
lines with the best sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from audiopress.segment.page import again as second
from audiopress.segment.page.again import Shape, chance
from audiopress.segment.page.features import by_words, enumerates, markup
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.weights import weights

REACH: Final = 4
"""Lines on each side that are a line's neighbourhood."""
LATE: Final = 0.8
"""Share of a page behind which little of its story stands."""
WEIGHTS: Final[dict[str, float]] = weights("text")
"""By feature, of the first look; weights.toml says how they were fitted."""
AGAIN: Final[dict[str, float]] = weights("text-again")
"""The same of the second look."""
FULL: Final = 4.8
"""Length of the longest line: the logarithm of 120 words."""
_PARTS: Final = {
    part: (f"{part} length", f"{part} ends", f"{part} short") for part in ("above run", "in run", "below run")
}


def chances(lines: Sequence[PageLine]) -> list[float]:
    """How likely each line is to be the story's, 0 to 1."""
    told = rows(lines)
    first = [chance(_weighed(features, WEIGHTS)) for features in told]
    seen = rows_again(shape(lines), told, first)
    return [
        chance(_weighed(features, AGAIN) + sum([AGAIN[name] * value for name, value in more.items()]))
        for features, more in zip(told, seen, strict=True)
    ]


def _weighed(features: Mapping[str, float], by: Mapping[str, float]) -> float:
    return by["bias"] + sum([by[name] * value for name, value in features.items()])


def rows(lines: Sequence[PageLine]) -> list[dict[str, float]]:
    """The features of each line by name: what the weights of the first look are fitted on."""
    counts = Counter([line.text for line in lines])
    own = [by_words(line.text, line.language) for line in lines]
    total = len(lines)
    found = []
    for index, (line, mine) in enumerate(zip(lines, own, strict=True)):
        features = dict(mine.features)
        if line.tag or line.links:
            features |= markup(line)
        if enumerates(line.text, mine):
            features["enumerates"] = 1.0
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


def rows_again(page: Shape, told: Sequence[Mapping[str, float]], first: Sequence[float]) -> list[dict[str, float]]:
    """What the second look is told beside the first one's features `told`, by the chances `first` that these gave.

    Where the run stands says other things of a sentence than of a few words: a short line inside it is a subhead or a
    list's, a sentence below it is a reader's comment.
    """
    found = second.rows(page, first)
    for features, own in zip(found, told, strict=True):
        length, ends, short = own["length"] / FULL, "ends" in own, "words<9" in own
        both = min(features.get("mean before", 0.0), features.get("mean after", 0.0))
        either = min(features.get("likeliest before", 0.0), features.get("likeliest after", 0.0))
        features["both sides"], features["likely sides"] = both, either
        if short:
            features["both sides short"], features["likely sides short"] = both, either
        if ends:
            features["both sides ends"] = both
        for part, (long, closed, brief) in _PARTS.items():
            if part in features:
                where = features[part]
                features[long] = where * length
                if ends:
                    features[closed] = where
                if short:
                    features[brief] = where
    return found


def shape(lines: Sequence[PageLine]) -> Shape:
    """What the lines say; what they are set like is lost where a page was copied."""
    return Shape([line.text for line in lines], (), ())

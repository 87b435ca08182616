"""The probability of each line of a copied page to be the story's, by two looks at it.

Two logistic models whose weights are data (weights.toml): the first look weighs a line's own words and signs and its
neighbours', the second the same beside what the first found for the lines around (second_look.py). No line is chosen by
its probability alone: the story is the run of lines with the best sum (story.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from operator import mul
from typing import Final

from audiopress.segment.page import second_look
from audiopress.segment.page.features import LineWords, by_words, enumerates
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.lists import marked_lists
from audiopress.segment.page.second_look import Layout, logistic
from audiopress.segment.page.weights import weights

NEIGHBOURS: Final = 4
"""Lines before and behind a line over which the features `around` and `neighbours boilerplate` are a mean."""
LATE_SHARE: Final = 0.8
"""Share of a page's lines; a line behind it has the feature `late`. Chosen by hand, as all bounds here are."""
MAX_SHORT_WORDS: Final = 9
"""A line of fewer words is short: a menu has many of them in a row, and a story few."""
MAX_IN_A_ROW: Final = 10
"""Short lines in a row, or long ones, from which on more of them say no more."""
MIN_SHOUTED_WORDS: Final = 4
"""Words of a line in capitals that is no subhead any more."""
MAX_PUSHES: Final = 3
"""Lines of boilerplate since the story's beginning from which on more of them say no more."""
MAX_LENGTH: Final = 4.8
"""The feature `length` of the longest line: the logarithm of 121."""
WEIGHTS: Final[dict[str, float]] = weights("text")
"""Weight of each feature in the first look; weights.toml says how they were fitted."""
SECOND_WEIGHTS: Final[dict[str, float]] = weights("text-again")
"""The same in the second look."""
_FIRST: Final = {
    **dict.fromkeys(">»►▶→▸›☞•+*#|[(&@", "arrow"),
    **dict.fromkeys("—–-", "dash"),
    **dict.fromkeys("0123456789", "begins number"),
}
_LAST: Final = {":": "leads on", "：": "leads on", "?": "asks", "？": "asks", "…": "cut"}
"""Features by a line's first sign and by its last."""
_CROSSED: Final = {
    part: (f"{part} length", f"{part} ends", f"{part} short") for part in ("above run", "in run", "below run")
}


def probabilities(lines: Sequence[PageLine]) -> list[float]:
    """The probability of each line to be the story's, 0 to 1."""
    rows = feature_rows(lines)
    first = [logistic(_score(WEIGHTS, row)) for row in rows]
    second = second_rows(layout(lines), rows, first)
    return [
        logistic(_score(SECOND_WEIGHTS, row) + sum(map(mul, map(SECOND_WEIGHTS.__getitem__, seen), seen.values())))
        for row, seen in zip(rows, second, strict=True)
    ]


def _score(by: Mapping[str, float], row: Mapping[str, float]) -> float:
    return sum(map(mul, map(by.__getitem__, row), row.values()), by["bias"])


def feature_rows(lines: Sequence[PageLine]) -> list[dict[str, float]]:
    """The features of each line by name, of the first look; its weights are fitted on them."""
    counts = Counter([line.text for line in lines])
    own = [by_words(line.text, line.language) for line in lines]
    total = len(lines)
    listed = {index for items in marked_lists(lines) for index in items}
    sentences = [0.0, *accumulate([one.length * one.ends for one in own])]
    boilerplate = [0.0, *accumulate([one.boilerplate for one in own])]
    found = []
    for index, (line, mine, (short, row)) in enumerate(zip(lines, own, _in_a_row(own), strict=True)):
        features = dict(mine.features)
        _signs(features, line.text, mine)
        low, high = max(0, index - NEIGHBOURS), min(total, index + NEIGHBOURS + 1)
        near = max(1, high - low - 1)
        features["around"] = (sentences[high] - sentences[low] - mine.length * mine.ends) / near
        features["neighbours boilerplate"] = (boilerplate[high] - boilerplate[low] - mine.boilerplate) / near
        features["place"] = index / total
        features["short run" if short else "long run"] = min(1.0, row / MAX_IN_A_ROW)
        if index / total > LATE_SHARE:
            features["late"] = 1.0
        if counts[line.text] > 1:
            features["repeated"] = 1.0
        if index in listed:
            features["listed"] = 1.0
        if line.gap_before:
            features["gap before"] = 1.0
        if line.gap_after:
            features["gap after"] = 1.0
        if index:
            features["previous length"], features["previous ends"] = own[index - 1].length, own[index - 1].ends
        if index + 1 < total:
            features["next length"], features["next ends"] = own[index + 1].length, own[index + 1].ends
        found.append(features)
    return found


def _signs(features: dict[str, float], text: str, mine: LineWords) -> None:
    """Add what a line's first and last signs are, and its capitals."""
    for name in (_FIRST.get(text[0]), "cut" if text.endswith("...") else _LAST.get(text[-1])):
        if name is not None:
            features[name] = 1.0
    if "\t" in text:
        features["tab"] = 1.0
    if text.isupper():
        features["shouts"] = 1.0
        if mine.number >= MIN_SHOUTED_WORDS:
            features["shouts long"] = 1.0
    if enumerates(text, mine):
        features["enumerates"] = 1.0


def _in_a_row(own: Sequence[LineWords]) -> Iterator[tuple[bool, int]]:
    """Of each line whether it is short, and how many lines in a row are as it is."""
    short = [one.number < MAX_SHORT_WORDS for one in own]
    start = 0
    for index in range(1, len(short) + 1):
        if index == len(short) or short[index] != short[start]:
            yield from [(short[start], index - start)] * (index - start)
            start = index


def second_rows(page: Layout, rows: Sequence[Mapping[str, float]], first: Sequence[float]) -> list[dict[str, float]]:
    """The features that the second look has beside the `rows` of the first, by the probabilities `first` that these gave.

    A line's own probability is not among them: it is the weighted sum of its row, which is there. Beside that row it
    tells a fit only how the weights changed that it was found with, and so which label the line has.
    """
    found = second_look.feature_rows(page, first)
    pushes, began = 0, False
    for features, own in zip(found, rows, strict=True):
        del features["chance"]
        length, ends, short = own["length"] / MAX_LENGTH, "ends" in own, "words<9" in own
        both = min(features.get("mean before", 0.0), features.get("mean after", 0.0))
        either = min(features.get("likeliest before", 0.0), features.get("likeliest after", 0.0))
        features["both sides"], features["likely sides"] = both, either
        if short:
            features["both sides short"], features["likely sides short"] = both, either
        if ends:
            features["both sides ends"] = both
        # Where the run stands says other things of a sentence than of a few words: a short line inside it is a subhead
        # or an item, a sentence below it a reader's comment.
        for part, (long, closed, brief) in _CROSSED.items():
            if part in features:
                where = features[part]
                features[long] = where * length
                if ends:
                    features[closed] = where
                if short:
                    features[brief] = where
        began = began or "in run" in features
        if pushes:
            features["pushed" if "in run" in features else "pushed below"] = min(1.0, pushes / MAX_PUSHES)
        pushes += began and "boilerplate" in own
    return found


def layout(lines: Sequence[PageLine]) -> Layout:
    """The lines' texts alone: tags and elements are lost where a page was copied."""
    return Layout([line.text for line in lines], (), ())

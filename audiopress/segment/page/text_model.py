"""The probability of each line of a copied page to be the story's, by two looks at it.

Two logistic models whose weights are data (weights.toml): the first look weighs a line's own words and signs and its
neighbours', the second the same beside what the first found for the lines around (second_look.py). No line is chosen by
its probability alone: the story is the run of lines with the best sum (story.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
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

_GLUED = re.compile(r"[a-zß-ÿ]{2}[?!.”\"]?(?:[A-ZÀ-Þ][a-zß-ÿ]* |[A-ZÀ-Þ][a-zß-ÿ]*['’])")
"""A capital right behind small letters: a headline, and the sentence below it that was copied onto its line."""


def probabilities(lines: Sequence[PageLine]) -> list[float]:
    """The probability of each line to be the story's, 0 to 1; 0 in a menu, half of most pages, which is not looked at."""
    likely = [0.0] * len(lines)
    places = _outside_menus(lines)
    if not places:
        return likely
    rest = [lines[place] for place in places]
    said = [by_words(line.text, line.language) for line in rest]
    own, page = _own_rows(rest, said), _columns(rest, said, places)
    first = [logistic(score) for score in _scores(WEIGHTS, own, page)]
    seen = second_columns(layout(rest), own, first)
    weighed = [SECOND_WEIGHTS[name] for name in seen]
    scores = zip(_scores(SECOND_WEIGHTS, own, page), zip(*seen.values(), strict=True), strict=True)
    for place, (score, values) in zip(places, scores, strict=True):
        likely[place] = logistic(score + sum(map(mul, weighed, values)))
    return likely


def _outside_menus(lines: Sequence[PageLine]) -> list[int]:
    """The places of the lines that the model looks at."""
    return [place for place, line in enumerate(lines) if line.role != "links"]


def _scores(
    by: Mapping[str, float], own: Sequence[Mapping[str, float]], page: Mapping[str, Sequence[float]]
) -> list[float]:
    """The weighted sum of each line's own features, which few lines share, and of those that are columns of the page."""
    bias, weight_of = by["bias"], by.__getitem__
    weighed = [by[name] for name in page]
    return [
        sum(map(mul, weighed, values), sum(map(mul, map(weight_of, row), row.values()), bias))
        for row, values in zip(own, zip(*page.values(), strict=True), strict=True)
    ]


def feature_rows(lines: Sequence[PageLine]) -> list[dict[str, float]]:
    """The features of each line outside of menus by name, of the first look; its weights are fitted on them."""
    places = _outside_menus(lines)
    if not places:
        return []
    rest = [lines[place] for place in places]
    said = [by_words(line.text, line.language) for line in rest]
    around = second_look.rows(_columns(rest, said, places))
    return [{**own, **more} for own, more in zip(_own_rows(rest, said), around, strict=True)]


def _own_rows(lines: Sequence[PageLine], said: Sequence[LineWords]) -> list[dict[str, float]]:
    """What each line says by itself: its words, its first and last signs, its capitals; for reading only."""
    return [
        {**mine.features, **dict.fromkeys(signs, 1.0)} if (signs := _signs(line.text, mine)) else mine.features
        for line, mine in zip(lines, said, strict=True)
    ]


def _columns(lines: Sequence[PageLine], said: Sequence[LineWords], places: Sequence[int]) -> dict[str, list[float]]:
    """What the page says of each line, by the name of the feature: its place, its neighbours.

    `places` are where the lines stand on the page: between two that do not follow each other is a menu.
    """
    counts = Counter([line.text for line in lines])
    total = len(lines)
    lengths, ends = [one.length for one in said], [one.ends for one in said]
    told, pushing = list(map(mul, lengths, ends)), [one.boilerplate for one in said]
    sentences, boilerplate = [0.0, *accumulate(told)], [0.0, *accumulate(pushing)]
    behind_menu = [0.0, *(1.0 if after > before + 1 else 0.0 for before, after in pairwise(places))]
    near = [(max(0, index - NEIGHBOURS), min(total, index + NEIGHBOURS + 1)) for index in range(total)]
    in_a_row = list(_in_a_row(said))
    listed = [0.0] * total
    for items in marked_lists(lines):
        listed[items.start : items.stop] = [1.0] * len(items)
    return {
        "around": [
            (sentences[high] - sentences[low] - own) / max(1, high - low - 1)
            for (low, high), own in zip(near, told, strict=True)
        ],
        "neighbours boilerplate": [
            (boilerplate[high] - boilerplate[low] - own) / max(1, high - low - 1)
            for (low, high), own in zip(near, pushing, strict=True)
        ],
        "place": [index / total for index in range(total)],
        "short run": [share if short else 0.0 for short, share in in_a_row],
        "long run": [0.0 if short else share for short, share in in_a_row],
        "late": [1.0 if index / total > LATE_SHARE else 0.0 for index in range(total)],
        "repeated": [1.0 if counts[line.text] > 1 else 0.0 for line in lines],
        "listed": listed,
        "behind menu": behind_menu,
        "before menu": [*behind_menu[1:], 0.0],
        "gap before": [1.0 if line.gap_before else 0.0 for line in lines],
        "gap after": [1.0 if line.gap_after else 0.0 for line in lines],
        "previous length": [0.0, *lengths][:total],
        "previous ends": [0.0, *ends][:total],
        "next length": [*lengths, 0.0][1:],
        "next ends": [*ends, 0.0][1:],
    }


def _signs(text: str, mine: LineWords) -> list[str]:
    """The features that a line's first and last signs are, and its capitals."""
    found = [
        name
        for name in (_FIRST.get(text[0]), "cut" if text.endswith("...") else _LAST.get(text[-1]))
        if name is not None
    ]
    if "\t" in text:
        found.append("tab")
    if text.isupper():
        found.append("shouts")
        if mine.number >= MIN_SHOUTED_WORDS:
            found.append("shouts long")
    if enumerates(text, mine):
        found.append("enumerates")
    if _GLUED.search(text):
        found.append("glued")
    return found


def _in_a_row(own: Sequence[LineWords]) -> Iterator[tuple[bool, float]]:
    """Of each line whether it is short, and how many lines in a row are as it is, as a share of MAX_IN_A_ROW."""
    short = [one.number < MAX_SHORT_WORDS for one in own]
    start = 0
    for index in range(1, len(short) + 1):
        if index == len(short) or short[index] != short[start]:
            yield from [(short[start], min(1.0, (index - start) / MAX_IN_A_ROW))] * (index - start)
            start = index


def second_rows(page: Layout, rows: Sequence[Mapping[str, float]], first: Sequence[float]) -> list[dict[str, float]]:
    """The features that the second look has beside the `rows` of the first, by the probabilities `first` that these gave."""
    return second_look.rows(second_columns(page, rows, first))


def second_columns(page: Layout, rows: Sequence[Mapping[str, float]], first: Sequence[float]) -> dict[str, list[float]]:
    """The same by the name of each feature, its value for every line; of `rows` only what the line says by itself counts.

    A line's own probability is not among them: it is the weighted sum of its row, which is there. Beside that row it
    tells a fit only how the weights changed that it was found with, and so which label the line has.
    """
    found = second_look.columns(page, first)
    if not found:
        return {}
    del found["chance"]
    lengths = [own["length"] / MAX_LENGTH for own in rows]
    ends = [1.0 if "ends" in own else 0.0 for own in rows]
    short = [1.0 if "words<9" in own else 0.0 for own in rows]
    both = list(map(min, found["mean before"], found["mean after"]))
    either = list(map(min, found["likeliest before"], found["likeliest after"]))
    found["both sides"], found["likely sides"] = both, either
    found["both sides short"], found["likely sides short"] = list(map(mul, both, short)), list(map(mul, either, short))
    found["both sides ends"] = list(map(mul, both, ends))
    # Where the run stands says other things of a sentence than of a few words: a short line inside it is a subhead
    # or an item, a sentence below it a reader's comment.
    for part, names in _CROSSED.items():
        for name, values in zip(names, (lengths, ends, short), strict=True):
            found[name] = list(map(mul, found[part], values))
    found["pushed"], found["pushed below"] = _pushed(rows, found["in run"])
    return found


def _pushed(rows: Sequence[Mapping[str, float]], in_run: Sequence[float]) -> tuple[list[float], list[float]]:
    """Of each line of the run, and of each other one, how much boilerplate stands between it and the run's beginning."""
    inside, below = [0.0] * len(rows), [0.0] * len(rows)
    pushes, began = 0, False
    for index, (own, within) in enumerate(zip(rows, in_run, strict=True)):
        began = began or within > 0
        if pushes:
            (inside if within else below)[index] = min(1.0, pushes / MAX_PUSHES)
        pushes += began and "boilerplate" in own
    return inside, below


def layout(lines: Sequence[PageLine]) -> Layout:
    """The lines' texts alone: tags and elements are lost where a page was copied."""
    return Layout([line.text for line in lines], (), ())

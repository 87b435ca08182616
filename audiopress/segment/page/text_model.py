"""What a line of a page looks like, and how much that speaks for the story.

One labeller for HTML and for plain text: features of a line and of its neighbours, weighed by a logistic model whose
weights stand below as a table. No line is judged alone: the story is the run of lines with the best sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from audiopress.segment.page import again as second
from audiopress.segment.page.features import Words, by_words, markup
from audiopress.segment.page.weights import weights


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
    role: str = ""
    """What an HTML page says the block is: `caption`, `table`, `question`, `menu`, `quote`, `post`, `bold`, `li`,
    `blockquote`; in copied text also `mail header`, `subject`, `signature` and `subhead`; else empty."""


REACH: Final = 4
"""Lines on each side that are a line's neighbourhood."""
TITLE: Final = 12
"""Letters of the shortest headline that a page's title, its first line, begins with."""
TOP: Final = 6
"""Lines under it that are near it."""
LATE: Final = 0.8
"""Share of a page behind which little of its story stands."""
WEIGHTS: Final[dict[str, float]] = weights("text")
"""By feature, of the first look; weights.toml says how they were fitted."""
AGAIN: Final[dict[str, float]] = weights("text-again")
"""The same of the second look."""


def chances(lines: Sequence[Line]) -> list[float]:
    """How likely each line is to be the story's, 0 to 1."""
    own = [by_words(line.text) for line in lines]
    told = around(lines, own)
    found = []
    for mine, features in zip(own, told, strict=True):
        score = sum([WEIGHTS[name] * value for name, value in mine.features.items()])
        score += sum([WEIGHTS[name] * value for name, value in features.items()])
        found.append(second.chance(WEIGHTS["bias"] + score))
    seen = []
    for mine, features, looks in zip(own, told, second.rows(shape(lines), found), strict=True):
        score = sum([AGAIN[name] * value for name, value in mine.features.items()])
        score += sum([AGAIN[name] * value for name, value in features.items()])
        score += sum([AGAIN[name] * value for name, value in looks.items()])
        seen.append(second.chance(AGAIN["bias"] + score))
    return seen


def shape(lines: Sequence[Line]) -> second.Shape:
    """What the lines say; what they are set like is lost where a page was copied."""
    return second.Shape([line.text for line in lines], (), ())


def rows(lines: Sequence[Line]) -> list[dict[str, float]]:
    """The features of each line by name: what the weights are fitted on."""
    own = [by_words(line.text) for line in lines]
    return [{**mine.features, **near} for mine, near in zip(own, around(lines, own), strict=True)]


def around(lines: Sequence[Line], own: Sequence[Words]) -> list[dict[str, float]]:
    """What the place of each line, its neighbours and its markup say, those that are 0 left out."""
    counts = Counter([line.text for line in lines])
    sentences = [0.0, *accumulate(mine.length * mine.ends for mine in own)]
    pushes = [0.0, *accumulate(mine.boilerplate for mine in own)]
    total = len(lines)
    title = _title(lines)
    found = []
    for index, (line, mine) in enumerate(zip(lines, own, strict=True)):
        features = markup(line) if line.tag or line.links else {}
        low, high = max(0, index - REACH), min(total, index + REACH + 1)
        neighbours = max(1, high - low - 1)
        features["around"] = (sentences[high] - sentences[low] - mine.length * mine.ends) / neighbours
        features["neighbours boilerplate"] = (pushes[high] - pushes[low] - mine.boilerplate) / neighbours
        features["place"] = index / total
        if index / total > LATE:
            features["late"] = 1.0
        if counts[line.text] > 1:
            features["repeated"] = 1.0
        if title:
            if index <= title:
                features["before title"] = 1.0
            elif index < title + TOP:
                features["after title"] = 1.0
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


def _title(lines: Sequence[Line]) -> int:
    """The last of the lines that the page's title, its first line, begins with; 0 where none is."""
    title = lines[0].text if lines else ""
    return max(
        (at for at in range(1, len(lines)) if len(lines[at].text) >= TITLE and title.startswith(lines[at].text)),
        default=0,
    )

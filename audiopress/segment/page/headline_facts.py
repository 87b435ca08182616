"""What speaks for a line as the headline by the lines around it, and by how it is written.

Where two lines of a page's head both look like its headline, one is a title for search engines, a kicker or a standfirst:
which it is, is told by how long the two are, what they share and what stands between them. Every number here is a feature
of the choice in `headlines`, whose weights are fitted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import Final, NamedTuple

from audiopress.segment.page.captions import credited
from audiopress.segment.page.features import LineWords, by_words, is_prose, words
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.topics import content

# All bounds are chosen by hand on labelled pages.
SHORT_LINE: Final = 3
"""Words of the longest line that a menu's entry, a button or a kicker is."""
MENU_ABOVE: Final = 4
"""Lines above a headline of which the short ones are counted: a page's menu and its trail end right above its head."""
MOST_MENU_LINES: Final = 10
"""Short lines between a headline and its story beyond which more say nothing."""
MOST_SENTENCES: Final = 3
"""Sentences between a headline and its story beyond which more say nothing."""
SHORTEST_REPEAT: Final = 6
"""Letters of the shortest line of which it matters that the page says it again."""
SHORTEST_PART: Final = 12
"""Letters of the shortest line that is looked for in longer ones: `Old pier closes | Harbour Courier`."""
FIRST_LINES: Final = 6
"""Lines of a page's beginning, where its name stands and not the headline, if the story begins `FAR` below."""
FAR: Final = 8
REACH_ABOVE: Final = 4
"""Lines above a headline in which another one stands beside it."""
REACH_BELOW: Final = 5
LONGEST_BESIDE: Final = 25
"""Words of the longest line that is asked whether it is a second headline."""
ALIKE: Final = (0.6, 1.7)
"""How many times as long as a headline another one is that says the same."""
LONGEST_KICKER: Final = 7
"""Words of the longest kicker between two headlines."""
SHORTEST_HEADLINE: Final = 4
"""Words of the shortest of two headlines with a kicker between them."""
SAME_STORY: Final = 0.3
"""Share of the shorter one's words that two headlines of one story have in common."""
MOST_TOLD: Final = 6
"""Words told again beyond which more say nothing."""
_WRITTEN: Final = ("capitals", "stops", "digits", "comma", "bar", "quote", "credit", "address", "lower start")
"""Features of any line that say more of a headline."""


class Surroundings(NamedTuple):
    """What is asked of the lines around every line that may be the headline."""

    lines: Sequence[PageLine]
    first: int
    """The story's first line."""
    heads: Collection[int]
    """Lines that are a byline or a date."""
    beside: AbstractSet[int]
    """Lines down to the story's first that may be its headline, and are neither a word or two nor a sentence."""
    at: Mapping[str, tuple[int, int]]
    """Of each text, without regard to case, the first and the last line that says it."""
    start: int
    """The first line that is counted below."""
    short: Sequence[int]
    """How many lines of a menu's length stand above a line, bylines and dates apart; by its place from `start` on."""
    sentences: Sequence[int]
    dated: Sequence[int]
    """The same of bylines and dates."""
    near: str
    """The page's first line and those around the headline, one below the other, without regard to case."""


def surroundings(
    lines: Sequence[PageLine], possible: Collection[int], first: int, heads: Collection[int], folded: Sequence[str]
) -> Surroundings:
    """`possible` are the lines that may be the headline, `folded` the texts of all lines without regard to case."""
    at: dict[str, tuple[int, int]] = {}
    for index, text in enumerate(folded):
        at[text] = at[text][0] if text in at else index, index
    beside = {
        index
        for index in possible
        if index <= first and SHORT_LINE <= words(lines[index].text) <= LONGEST_BESIDE and not is_prose(lines[index])
    }
    begin, end = min(possible, default=0), max(possible, default=0)
    between = range(begin, first)
    short = accumulate((index not in heads and _is_short(lines[index]) for index in between), initial=0)
    sentences = accumulate((is_prose(lines[index]) for index in between), initial=0)
    dated = accumulate((index in heads for index in between), initial=0)
    near = "\n".join(["", folded[0], *folded[max(1, begin) : end + 1], ""])
    return Surroundings(lines, first, heads, beside, at, begin, [*short], [*sentences], [*dated], near)


def facts(around: Surroundings, index: int, shared: int) -> dict[str, float]:
    """What is around a line; `shared` is how many of its words the story takes up again."""
    line = around.lines[index]
    return {
        **_written(line.text, by_words(line.text, line.language)),
        **_again(around, index),
        **_between(around, index),
        **_twins(around, index),
        **_kicked(around, index),
        "told count": min(MOST_TOLD, shared) / MOST_TOLD,
        "first": float(index == around.first),
        "head above": float(index - 1 in around.heads),
    }


def overlap(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """How much of the shorter of two lines is what the other is about."""
    return len(one & other) / max(2, min(len(one), len(other)))


def _written(text: str, said: LineWords) -> dict[str, float]:
    """How a line is written, and how long it is."""
    return {
        **{f"has {name}": said.features.get(name, 0.0) for name in _WRITTEN},
        "capitals alone": float(text.isupper()),
        "asks": float(text.endswith(("?", "？"))),
        "calls": float(text.endswith(("!", "！"))),
        "colon": float(": " in text),
        "3 words": float(SHORT_LINE <= said.number <= 4),
        "5 words": float(4 < said.number <= 8),
        "15 words": float(said.number > 14),
    }


def _again(around: Surroundings, index: int) -> dict[str, float]:
    """Where else the page says a line: a site's name above it, a list of links below it, its title with the name behind."""
    text = around.lines[index].text.casefold()
    first, last = around.at[text]
    long = len(text) >= SHORTEST_REPEAT
    longer = len(text) >= SHORTEST_PART and around.near.count(text) > around.near.count(f"\n{text}\n")
    return {
        "again above": float(long and first < index),
        "again below": float(long and last > max(around.first, index)),
        "in longer": float(longer),
    }


def _between(around: Surroundings, index: int) -> dict[str, float]:
    """What stands between a line and the story, and whether a menu ends above it."""
    number = max(0, around.first - index - 1)
    short, sentences, dated = (
        counted[-1] - counted[index + 1 - around.start] if number else 0
        for counted in (around.short, around.sentences, around.dated)
    )
    above = sum(_is_short(around.lines[place]) for place in range(max(0, index - MENU_ABOVE), index))
    return {
        "early": float(index < FIRST_LINES and around.first - index > FAR),
        "menu below": min(MOST_MENU_LINES, short) / MOST_MENU_LINES,
        "menu above": above / MENU_ABOVE,
        "text between": min(MOST_SENTENCES, sentences) / MOST_SENTENCES,
        "adjacent": float(index < around.first and dated == number),
        "dated between": float(dated > 0 and dated + short == number),
    }


def _is_short(line: PageLine) -> bool:
    return words(line.text) <= SHORT_LINE


def _twins(around: Surroundings, index: int) -> dict[str, float]:
    """How much a line shares with another headline near it, and with one as long that no date parts from it."""
    lines, own = around.lines, content(around.lines[index].text)
    low, high = (times * words(lines[index].text) for times in ALIKE)
    found = {"shared above": 0.0, "shared below": 0.0, "twin above": 0.0, "twin below": 0.0}
    for other in range(index - REACH_ABOVE, index + REACH_BELOW + 1):
        if other == index or other not in around.beside:
            continue
        side = "above" if other < index else "below"
        share = overlap(own, content(lines[other].text))
        found[f"shared {side}"] = max(found[f"shared {side}"], share)
        parted = any(place in around.heads for place in range(min(index, other) + 1, max(index, other)))
        if low <= words(lines[other].text) <= high and not parted:
            found[f"twin {side}"] = max(found[f"twin {side}"], share)
    return found


def _kicked(around: Surroundings, index: int) -> dict[str, float]:
    """Whether a line is one of two headlines with a kicker between: the upper one is the trail's end, for search engines."""
    over, under = _over_kicker(around, index), _over_kicker(around, index - 2)
    return {
        "over a kicker": float(over is not None),
        "said below a kicker": float(over is not None and over >= SAME_STORY),
        "said over a kicker": float(under is not None and under >= SAME_STORY),
    }


def _over_kicker(around: Surroundings, index: int) -> float | None:
    """What the headline below a kicker shares with the one above it, None where there are no two such lines."""
    lines = around.lines
    if index not in around.beside or index + 2 not in around.beside:
        return None
    between, shorter = words(lines[index + 1].text), min(words(lines[index].text), words(lines[index + 2].text))
    if not between <= min(LONGEST_KICKER, shorter) or shorter < SHORTEST_HEADLINE:
        return None
    if index - 1 in around.heads or index + 1 in around.heads:
        return None
    if is_prose(lines[index + 1]) or credited(lines[index + 1].text, lines[index + 1].language):
        return None
    return overlap(content(lines[index].text), content(lines[index + 2].text))

"""How likely each block of an HTML page is to be the story's: by its words, its neighbours' and its place in the tree.

trafilatura's choice is one witness among others: a block it takes gains, and one it misses can still win by its words,
its neighbours and the element that holds most of the page's prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from audiopress.languages.tokens import letters
from audiopress.segment.page import again as second
from audiopress.segment.page.blocks import TABLE, Block, Element
from audiopress.segment.page.containers import beyond_taken, in_containers, set_alike, set_like
from audiopress.segment.page.features import LineWords, by_words, markup
from audiopress.segment.page.features import words as words_in_line
from audiopress.segment.page.weights import weights

STATED: Final = 60
"""Words of the shortest text in JSON-LD that is a story."""
WHOLE: Final = 0.6
"""Letters of it, by those that trafilatura took: what is shorter is the story's beginning alone."""
NAMEABLE: Final = 12
"""Letters of the shortest line that is looked for in it."""
LONG: Final = 60
"""Letters of a line of which either end is enough."""
WEIGHTS: Final[dict[str, float]] = weights("html")
"""By feature, of the first look; weights.toml says how they were fitted."""
AGAIN: Final[dict[str, float]] = weights("html-again")
"""The same of the second look."""


def chances(blocks: Sequence[Block], taken: str, body: str = "") -> list[float]:
    """How likely each block is to be the story's, 0 to 1.

    `taken` is the text that trafilatura took for it, `body` the one that the page's own JSON-LD has.
    """
    words = [by_words(block.line.text, block.line.language) for block in blocks]
    told = rows(blocks, words, taken, body)
    found = []
    for own, features in zip(words, told, strict=True):
        score = sum([WEIGHTS[name] * value for name, value in own.features.items()])
        score += sum([WEIGHTS[name] * value for name, value in features.items()])
        found.append(second.chance(WEIGHTS["bias"] + score))
    again = []
    for own, features, seen in zip(words, told, second.rows(shape(blocks), found), strict=True):
        score = sum([AGAIN[name] * value for name, value in own.features.items()])
        score += sum([AGAIN[name] * value for name, value in features.items()])
        score += sum([AGAIN[name] * value for name, value in seen.items()])
        again.append(second.chance(AGAIN["bias"] + score))
    return again


def shape(blocks: Sequence[Block]) -> second.Shape:
    """How the page sets its blocks: those with the same tag and classes in elements of the same classes are kin."""
    return second.Shape(
        [block.line.text for block in blocks],
        [set_like(block) for block in blocks],
        [id(block.place.above) for block in blocks],
    )


def rows(blocks: Sequence[Block], words: Sequence[LineWords], taken: str, body: str = "") -> list[dict[str, float]]:
    """The features of each block but those of its own words, those that are 0 left out."""
    pushes = [own.boilerplate for own in words]
    holder, most = _holder(blocks, words)
    took = _taken(blocks, taken)
    title = next((i for i, block in enumerate(blocks) if block.place.tag == "h1" and words[i].number > 2), -1)
    counts = Counter([block.line.text for block in blocks])
    found: list[dict[str, float]] = []
    for index, block in enumerate(blocks):
        features = markup(block.line)
        _neighbours(features, index, words, pushes)
        if counts[block.line.text] > 1:
            features["repeated"] = 1.0
        near = took[max(0, index - 3) : index] + took[index + 1 : index + 4]
        if any(near):
            features["taken near"] = sum(near) / len(near)
        if title >= 0:
            if index <= title:
                features["before title"] = 1.0
            elif index < title + 6:
                features["after title"] = 1.0
        _placed(features, block, took[index], holder, most)
        found.append(features)
    in_containers(found, blocks, words, holder)
    set_alike(found, blocks, words, took)
    beyond_taken(found, took)
    _stated(found, blocks, body, taken)
    return found


def _stated(found: Sequence[dict[str, float]], blocks: Sequence[Block], body: str, taken: str) -> None:
    """What the page's own JSON-LD says: which blocks are in the text that it states, where it states all of it."""
    stated = letters(body)
    if words_in_line(body) < STATED or len(stated) < WHOLE * len(letters(taken)):
        return
    for block, features in zip(blocks, found, strict=True):
        plain = letters(block.line.text)
        features["stated"] = 1.0
        if len(plain) < NAMEABLE:
            continue
        inside = plain in stated if len(plain) < LONG else plain[: LONG // 2] in stated or plain[-LONG // 2 :] in stated
        features["stated here" if inside else "stated without"] = 1.0


def _neighbours(features: dict[str, float], index: int, words: Sequence[LineWords], pushes: list[float]) -> None:
    """What stands before and after a block; `pushes` is how much each block speaks against its neighbours."""
    if index:
        before = words[index - 1]
        features["previous length"] = before.length
        features["previous ends"] = before.ends
    if index + 1 < len(words):
        after = words[index + 1]
        features["next length"] = after.length
        features["next ends"] = after.ends
    around = pushes[max(0, index - 4) : index] + pushes[index + 1 : index + 5]
    if around:
        features["neighbours boilerplate"] = sum(around) / len(around)
    place = index / len(words)
    features["place"] = place
    if place > 0.8:
        features["late"] = 1.0


def _placed(features: dict[str, float], block: Block, took: float, holder: Element | None, most: float) -> None:
    """What a block's place in the tree says."""
    place, tag = block.place, block.place.tag
    inside = _within(place, holder)
    features["share"] = _prose(place) / most
    against = place.against + (place.label == "hidden")
    if against:
        features["against once" if against == 1 else "against twice"] = 1.0
    if place.favoured:
        features["favoured"] = 1.0
    if place.article:
        features["article"] = 1.0
    if place.label == "caption":
        features["caption"] = 1.0
    elif place.label in _APART:
        features["set apart"] = 1.0
    if block.bold > 0.9:
        features["bold"] = block.bold
    if inside:
        features["inside"] = 1.0
    if took:
        features["taken"] = 1.0
        if inside:
            features["inside taken"] = 1.0
        if against:
            features["taken against"] = 1.0
    if tag == "p":
        if inside:
            features["paragraph inside"] = 1.0
        if took:
            features["paragraph taken"] = 1.0
    elif tag == "li":
        if inside:
            features["item inside"] = 1.0
    elif tag in _GENERIC:
        features["generic"] = 1.0
    elif tag in _SUBHEADS:
        features["subhead"] = 1.0
        if inside:
            features["subhead inside"] = 1.0
    elif tag == "h1":
        features["title"] = 1.0
    elif tag in _LOW:
        features["low heading"] = 1.0
    elif tag in _CELLS:
        features["cell"] = 1.0


_APART: Final = frozenset({"quote", "post"})
_GENERIC: Final = frozenset({"div", "section", "body"})
_SUBHEADS: Final = frozenset({"h2", "h3", "h4"})
_LOW: Final = frozenset({"h5", "h6"})
_CELLS: Final = TABLE | {"tr", "table"}


def _holder(blocks: Sequence[Block], words: Sequence[LineWords]) -> tuple[Element | None, float]:
    """The element that holds most of the page's prose, itself or in its children, and how many words."""
    for block, own in zip(blocks, words, strict=True):
        prose = own.number * (1 - block.line.links)
        if prose > 8:
            block.place.prose += prose
            if block.place.above:
                block.place.above.prose += prose
    best: Element | None = None
    most = 0.0
    for block in blocks:
        for place in (block.place, block.place.above):
            if place is not None and place.prose > most:
                best, most = place, place.prose
    return best, most or 1.0


def _prose(place: Element) -> float:
    return max(place.prose, place.above.prose if place.above else 0.0)


def _within(place: Element | None, holder: Element | None) -> bool:
    for _ in range(6):
        if place is None:
            return False
        if place is holder:
            return True
        place = place.above
    return False


def _taken(blocks: Sequence[Block], taken: str) -> list[float]:
    """1 for each block whose words trafilatura took: short ones as a whole line, long ones anywhere."""
    lines = [letters(line) for line in taken.split("\n")]
    whole, joined = frozenset(lines), "\n".join(lines)
    found = []
    for block in blocks:
        plain = letters(block.line.text)
        found.append(float(plain in whole if len(plain) < 25 else plain[:24] in joined and plain[-24:] in joined))
    return found

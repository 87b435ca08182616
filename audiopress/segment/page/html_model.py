"""How likely each block of an HTML page is to be the story's: by its words, its neighbours' and its place in the tree.

Where that leaves a page in doubt, trafilatura is asked, as one witness among others: a block it takes gains, and one it
misses can still win by its words, its neighbours and the element that holds most of the page's prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

from audiopress.languages.tokens import letters
from audiopress.segment.page import second_look as second
from audiopress.segment.page.containers import beyond_taken, in_containers, set_alike, set_like, set_taken
from audiopress.segment.page.elements import CELL_TAGS, Block, Element
from audiopress.segment.page.families import FAMILIES, families
from audiopress.segment.page.features import LineWords, by_words, markup
from audiopress.segment.page.features import words as words_in_line
from audiopress.segment.page.topics import content
from audiopress.segment.page.weights import weights

if TYPE_CHECKING:
    from audiopress.segment.page.lines import PageLine
    from audiopress.segment.page.metadata import StatedFields

MIN_STATED_WORDS: Final = 60
"""Words of the shortest text in JSON-LD that is a story. All bounds here are chosen by hand on labelled pages."""
MIN_STATED_SHARE: Final = 0.6
"""Letters of that text by the letters that trafilatura took; with less it is the story's beginning alone."""
STATED: Final = ("stated", "stated here", "stated without")
"""The features of that text."""
MIN_FOUND_LETTERS: Final = 12
"""Letters of the shortest line that is looked for in that text."""
MIN_HALVED_LETTERS: Final = 60
"""Letters of a line of which either half is enough to find it there."""
MAX_ELEMENTS: Final = 6
"""Elements from a block outwards, its own first, whose names and tags are features."""
OWN_ELEMENTS: Final = 2
"""Of these, the innermost ones that count as the block's own."""
MAX_PART_SHARE: Final = 0.4
"""Share of a page's letters in an element, above which its names say nothing of a part of the page."""
MIN_TOPIC_WORDS: Final = 4
"""Content words by which the feature `of title` divides at least: of one or two words a match means little."""
_OWN_FAMILY: Final = {family: f"called {family}" for family in FAMILIES}
_OUTER_FAMILY: Final = {family: f"in {family}" for family in FAMILIES}
_WITHIN_TAG: Final = {
    tag: f"within {tag}"
    for tag in "figure aside header footer ul ol dl blockquote details form table nav button".split()
} | {"ol": "within ul", "dl": "within ul"}
_ARROWS: Final = frozenset(">»►▶→▸›☞•+*#|")
_DASHES: Final = frozenset("—–-")
_RARE_FEATURES: Final = "arrow|asks|author alone|author first|dash|described|leads on|like headline|link half|link headline|link whole|of title|shouts"
NAMED: Final = frozenset(
    (*_OWN_FAMILY.values(), *_OUTER_FAMILY.values(), *_WITHIN_TAG.values(), *_RARE_FEATURES.split("|"))
)
"""Features that some page has and those of a fit may not."""
MAX_DOUBT: Final = 0.1
"""The doubt of a page above which trafilatura is asked: of one in six news pages, of one in four of others. By papers
not seen no page is told worse than if it were asked for all of them (docs/decisions.md, 2026-12-01)."""


class Weights(NamedTuple):
    """The weight of each feature in both looks; weights.toml says how they were fitted."""

    first: dict[str, float]
    second: dict[str, float]


WEIGHTS: Final = Weights(weights("html"), weights("html-again"))
"""Of a page by itself."""
ASKED_WEIGHTS: Final = Weights(weights("html-asked"), weights("html-asked-again"))
"""Of a page of which trafilatura was asked."""


class SaidOfItself(NamedTuple):
    """What the page says of itself that its blocks are compared with."""

    body: str = ""
    """The story, as its JSON-LD has it."""
    title: frozenset[str] = frozenset()
    """What its title is about."""
    description: str = ""
    """Letters alone."""
    names: tuple[str, ...] = ()
    """Of its authors."""


UNKNOWN: Final = SaidOfItself()
"""A page that says nothing of itself."""


def known(about: StatedFields) -> SaidOfItself:
    """The same of what the page states."""
    return SaidOfItself(about.body, content(about.headline), letters(about.description), about.byline)


def probabilities(
    found: Sequence[Block], in_menus: AbstractSet[int], ask: Callable[[], str], about: SaidOfItself = UNKNOWN
) -> list[float]:
    """The probability of each block to be the story's, 0 to 1, by both looks; 0 in a menu, which is not looked at.

    `in_menus` are the indices of the blocks in elements that hold little but links: more than half of most pages. `ask`
    gives the text that trafilatura takes for the story, and is called where the page is in doubt; `about` is what the
    page says of itself.
    """
    likely = [0.0] * len(found)
    rest = [index for index in range(len(found)) if index not in in_menus]
    for index, probability in zip(rest, _looked_at([found[index] for index in rest], ask, about), strict=True):
        likely[index] = probability
    return likely


def _looked_at(blocks: Sequence[Block], ask: Callable[[], str], about: SaidOfItself) -> list[float]:
    """The same of the blocks outside of menus."""
    words = [by_words(block.line.text, block.line.language) for block in blocks]
    rows = feature_rows(blocks, words, about)
    arranged = layout(blocks)
    likely = _weighed(rows, arranged, WEIGHTS)
    if doubt(arranged.texts, likely) <= MAX_DOUBT:
        return likely
    add_witness(rows, blocks, about, ask())
    return _weighed(rows, arranged, ASKED_WEIGHTS)


def _weighed(rows: Sequence[Mapping[str, float]], arranged: second.Layout, by: Weights) -> list[float]:
    first = [second.logistic(by.first["bias"] + _sum(by.first, row)) for row in rows]
    bias = by.second["bias"]
    return [
        second.logistic(bias + _sum(by.second, row) + _sum(by.second, seen))
        for row, seen in zip(rows, second.feature_rows(arranged, first), strict=True)
    ]


def doubt(texts: Sequence[str], likely: Sequence[float]) -> float:
    """The letters of a page that probabilities expect to be told wrongly, as a share of those of its story; 0 is none."""
    wrong = sum(len(text) * min(p, 1 - p) for text, p in zip(texts, likely, strict=True))
    return wrong / max(1, sum(len(text) for text, p in zip(texts, likely, strict=True) if p > second.RUN_THRESHOLD))


def _sum(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    total: float = sum(map(mul, map(weights.__getitem__, row), row.values()))
    return total


def layout(blocks: Sequence[Block]) -> second.Layout:
    """How the page sets its blocks: those with the same tag and classes in elements of the same classes are kin."""
    return second.Layout(
        [block.line.text for block in blocks],
        [set_like(block) for block in blocks],
        [id(block.place.above) for block in blocks],
    )


def feature_rows(
    blocks: Sequence[Block], words: Sequence[LineWords], about: SaidOfItself = UNKNOWN
) -> list[dict[str, float]]:
    """The features of each block, those that are 0 left out."""
    pushes = [own.boilerplate for own in words]
    holder, most = _holder(blocks, words)
    plains = [letters(block.line.text) for block in blocks]
    title = next((i for i, block in enumerate(blocks) if block.place.tag == "h1" and words[i].number > 2), -1)
    total = sum(len(block.line.text) for block in blocks)
    around: dict[Element | None, dict[str, float]] = {}
    counts = Counter([block.line.text for block in blocks])
    found: list[dict[str, float]] = []
    for index, block in enumerate(blocks):
        features = markup(block.line)
        _neighbours(features, index, words, pushes)
        if counts[block.line.text] > 1:
            features["repeated"] = 1.0
        if title >= 0:
            if index <= title:
                features["before title"] = 1.0
            elif index < title + 6:
                features["after title"] = 1.0
        _placed(features, block, holder, most)
        _called(features, block.place, total, around)
        _said(features, block.line, words[index])
        _about(features, block.line.text, plains[index], words[index].number, about)
        features |= words[index].features
        found.append(features)
    for block, following, row in zip(blocks, blocks[1:], found, strict=False):
        if following.line.number > block.line.number + 1:
            row["before menu"] = 1.0
    for previous, block, row in zip(blocks, blocks[1:], found[1:], strict=False):
        if block.line.number > previous.line.number + 1:
            row["behind menu"] = 1.0
    in_containers(found, blocks, words, holder)
    set_alike(found, blocks, words)
    _stated(found, plains, about.body)
    return found


def add_witness(
    rows: Sequence[dict[str, float]],
    blocks: Sequence[Block],
    about: SaidOfItself,
    taken: str,
) -> None:
    """Add to the features of `feature_rows` those of the text that trafilatura took."""
    took = _taken([letters(block.line.text) for block in blocks], taken)
    for index, (row, block) in enumerate(zip(rows, blocks, strict=True)):
        near = took[max(0, index - 3) : index] + took[index + 1 : index + 4]
        if any(near):
            row["taken near"] = sum(near) / len(near)
        if took[index]:
            row["taken"] = 1.0
            if "inside" in row:
                row["inside taken"] = 1.0
            if "against once" in row or "against twice" in row:
                row["taken against"] = 1.0
            if block.place.tag == "p":
                row["paragraph taken"] = 1.0
    set_taken(rows, blocks, took)
    beyond_taken(rows, took)
    if len(letters(about.body)) < MIN_STATED_SHARE * len(letters(taken)):
        for row in rows:
            for name in STATED:
                row.pop(name, None)


def _called(
    features: dict[str, float], place: Element, total: int, around: dict[Element | None, dict[str, float]]
) -> None:
    """What the site calls the element that a block stands in, and what those around it are.

    `around` has what was found of elements before: most blocks of a story stand in one.
    """
    found = around.get(place.above)
    if found is None:
        around[place.above] = found = _around(place.above, total)
    features |= found
    if place.names and place.letters <= MAX_PART_SHARE * total:
        for family in families(place.names):
            features[_OWN_FAMILY[family]] = 1.0


def _around(above: Element | None, total: int) -> dict[str, float]:
    """The names of elements that are a part of the page, and the tags that mean something."""
    found: dict[str, float] = {}
    for step in range(1, MAX_ELEMENTS + 1):
        if above is None:
            break
        if (name := _WITHIN_TAG.get(above.tag)) is not None:
            found[name] = 1.0
        if step < MAX_ELEMENTS and above.names and above.letters <= MAX_PART_SHARE * total:
            for family in families(above.names):
                found[(_OWN_FAMILY if step < OWN_ELEMENTS else _OUTER_FAMILY)[family]] = 1.0
        above = above.above
    return found


def _said(features: dict[str, float], line: PageLine, own: LineWords) -> None:
    """What a line's own signs and links say together."""
    text = line.text
    if text[0] in _ARROWS:
        features["arrow"] = 1.0
    elif text[0] in _DASHES:
        features["dash"] = 1.0
    last = text[-1]
    if last in ":：":
        features["leads on"] = 1.0
    elif last in "?？":
        features["asks"] = 1.0
    if own.number >= 4:
        if line.links > 0.8:
            features["link whole"] = 1.0
            if not own.ends:
                features["link headline"] = 1.0
        elif line.links > 0.3:
            features["link half"] = 1.0
        if text.isupper():
            features["shouts"] = 1.0
    if 4 <= own.number <= 16 and not own.ends:
        features["like headline"] = 1.0


def _about(features: dict[str, float], text: str, plain: str, number: float, about: SaidOfItself) -> None:
    """What a line has of the page's title, its description and its authors; `plain` are its letters."""
    if about.title and number <= 40:
        told = content(text)
        features["of title"] = len(told & about.title) / max(MIN_TOPIC_WORDS, len(told))
    if about.description and number > 4 and plain[:40] in about.description:
        features["described"] = 1.0
    if about.names and text.startswith(about.names):
        features["author first" if number > 8 else "author alone"] = 1.0


def _stated(found: Sequence[dict[str, float]], plains: Sequence[str], body: str) -> None:
    """Which blocks are in the text that the page's own JSON-LD states; `plains` are the blocks' letters."""
    if words_in_line(body) < MIN_STATED_WORDS:
        return
    stated = letters(body)
    for plain, features in zip(plains, found, strict=True):
        features["stated"] = 1.0
        if len(plain) < MIN_FOUND_LETTERS:
            continue
        inside = (
            plain in stated
            if len(plain) < MIN_HALVED_LETTERS
            else plain[: MIN_HALVED_LETTERS // 2] in stated or plain[-MIN_HALVED_LETTERS // 2 :] in stated
        )
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


def _placed(features: dict[str, float], block: Block, holder: Element | None, most: float) -> None:
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
    if tag == "p":
        if inside:
            features["paragraph inside"] = 1.0
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
    elif tag in _LOW_HEADINGS:
        features["low heading"] = 1.0
    elif tag in _CELLS:
        features["cell"] = 1.0


_APART: Final = frozenset({"quote", "post"})
_GENERIC: Final = frozenset({"div", "section", "body"})
_SUBHEADS: Final = frozenset({"h2", "h3", "h4"})
_LOW_HEADINGS: Final = frozenset({"h5", "h6"})
_CELLS: Final = CELL_TAGS | {"tr", "table"}


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


def _taken(plains: Sequence[str], taken: str) -> list[float]:
    """1 for each block whose letters trafilatura took: short ones as a whole line, long ones anywhere."""
    lines = [letters(line) for line in taken.split("\n")]
    whole, joined = frozenset(lines), "\n".join(lines)
    return [
        float(plain in whole if len(plain) < 25 else plain[:24] in joined and plain[-24:] in joined) for plain in plains
    ]

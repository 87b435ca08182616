"""The elements and blocks of an HTML page: what an element's names say, and what a block in it is."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from audiopress.segment.page.labels import Role
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.names import signs

MAX_NAME_LETTERS: Final = 300
"""Letters of an element's class, id and role that are looked at: a bound on work, some sites generate thousands."""
MIN_BOLD_SHARE: Final = 0.9
"""A block with a larger share of its letters in bold is a bold line. Chosen by hand: a full stop may stand outside."""
CELL_TAGS: Final = frozenset({"td", "th"})
WHOLE_PAGE_TAGS: Final = frozenset({"body", "html", "article", "main"})
"""Elements that are never boilerplate, whatever their names say."""
_STORY_TAGS: Final = frozenset({"article", "main"})
_SOURCE_TAGS: Final = frozenset({"cite", "footer"})
"""Elements that name the source of a quoted block."""
_ROLE_OF_TAG: Final[dict[str, Role]] = {"li": "li", "blockquote": "blockquote"}


class Element:
    """A block element of a page: its tag, its classes, its parent, and what they say of the text in it."""

    __slots__ = (
        "above",
        "against",
        "article",
        "cell",
        "cell_letters",
        "favoured",
        "inside",
        "label",
        "letters",
        "names",
        "own_against",
        "own_label",
        "prose",
        "tag",
    )

    def __init__(
        self, tag: str, above: Element | None, against: bool, favoured: bool, label: Role, names: str = ""
    ) -> None:
        self.tag, self.above, self.names = tag, above, names
        """Its tag, its parent (None for the outermost), and its classes as they are written."""
        around: Element | _Nowhere = _NOWHERE if above is None else above
        self.against: int = around.against + against
        """How many elements from the outermost to this one have a name that boilerplate has: `share`, `footer`."""
        self.favoured: int = around.favoured + favoured
        """How many of them have a name that stories have: `article-body`."""
        self.article: bool = tag in _STORY_TAGS or around.article
        """It is, or stands in, an `article` or `main`."""
        self.own_against: bool = against
        """Its own name is one that boilerplate has."""
        self.own_label: Role = label
        """The role that its own names say, apart from those of the elements around it."""
        self.letters = 0
        """Letters of all that stands in it, once the page was read."""
        self.label: Role = label or around.label
        """The role that its names say, or else those of the nearest element around it."""
        self.inside: Role = _ROLE_OF_TAG.get(tag) or around.inside
        """`li` or `blockquote`: the innermost list item or quoted block that it is or stands in."""
        self.cell: Element | None = self if tag in CELL_TAGS else around.cell
        """The table cell that it is or stands in."""
        self.prose = 0.0
        """Words of prose in it that are no links; set by html_model."""
        self.cell_letters = 0
        """Of a cell: the letters of its blocks."""


class _Nowhere:
    """What the outermost element stands in."""

    against = favoured = 0
    article = False
    label: Role = ""
    inside: Role = ""
    cell = None


_NOWHERE: Final = _Nowhere()


class Block(NamedTuple):
    """A line of an HTML page, with the element it stands in and the share of it that is bold."""

    line: PageLine
    place: Element
    bold: float


class Aside(NamedTuple):
    """Words inside a line that are not its own: the reading of a name, what is hidden, the mark of a footnote."""

    text: str
    rule: str
    number: int
    """Of the block."""


def name_signs(element: Any, tag: str) -> tuple[bool, bool, Role]:
    """What an lxml element's names say: whether boilerplate is called so, whether a story is, and its role or "".

    A hidden element has the role `hidden`.
    """
    # One call for all attributes: each has its cost, and most elements have one or none.
    given = dict(element.items())
    if not given:
        against, favoured, label = signs(tag, "")
    else:
        get = given.get
        names = f"{get('class', '')} {get('id', '')} {get('role', '')} {get('itemprop', '')}"
        against, favoured, label = signs(tag, names[:MAX_NAME_LETTERS])
        style = get("style")
        if "hidden" in given or (style and "display:none" in style.replace(" ", "").lower()):
            label = "hidden"
        elif get("aria-hidden") == "true":
            against = True
    return against and tag not in WHOLE_PAGE_TAGS, favoured, label


def make_block(text: str, number: int, place: Element, linked: int, bolded: int, language: str) -> Block:
    """The block of a text in the element `place`, of which so many letters are `linked` and `bolded`."""
    bold = min(1.0, bolded / len(text))
    line = PageLine(
        text, number, True, True, place.tag, min(1.0, linked / len(text)), role_of(text, place, bold), language
    )
    return Block(line, place, bold)


def role_of(text: str, place: Element, bold: float) -> Role:
    """What a block is by its element and by how much of it is bold (share, 0 to 1); "" for plain text."""
    if place.label:
        return place.label
    if place.tag in _SOURCE_TAGS and place.inside == "blockquote":
        return "cite"
    if place.tag == "dt":
        return "question" if text.endswith(("?", "？")) else "bold"
    if bold > MIN_BOLD_SHARE and text.endswith(("?", "？")):
        return "question"
    if place.against:
        return "menu"
    return place.inside or ("bold" if bold > MIN_BOLD_SHARE else "")

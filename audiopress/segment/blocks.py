"""The blocks of an HTML tree: runs of text between block-level edges, with where they stand. One pass, no recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any, Final, NamedTuple

from audiopress.segment.guarded import guarded
from audiopress.segment.lines import Line

SILENT: Final = frozenset(
    "script style noscript template svg math iframe object embed select option button head canvas audio video map datalist textarea".split()
)
"""Elements whose text no reader sees as text."""
INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr picture q rp rt ruby s samp small source"
    " span strike strong sub sup time tt u var wbr amp-img input link meta".split()
)
_BLOCK, _INLINE, _LINK, _BOLD, _BREAK = range(5)
_KINDS: Final = {**dict.fromkeys(INLINE, _INLINE), "a": _LINK, "b": _BOLD, "strong": _BOLD, "br": _BREAK}
TABLE: Final = frozenset({"td", "th"})
CELL: Final = 300
"""Characters of the longest cell of a table; a page that is laid out as a table has its story in one."""
SHORT_CELL: Final = 90
_STORIES: Final = frozenset({"article", "main"})
_HOLDING: Final = frozenset({"li", "blockquote"})
MENU: Final = 3
"""Links that a menu has at least."""
LINKED: Final = 0.8
"""Share of a menu's letters that are links' at least."""
BARE: Final = 100
"""Letters of a menu that are no links at most: a long menu may hold a short story."""
_WHOLE: Final = frozenset({"body", "html", "article", "main"})
"""Elements that are not the page's furniture, whatever their names say."""
_AGAINST: Final = guarded(
    r"nav|menu|foot(?!age)|side-?bar|\baside|comment|disqus|share|sharing|social|related|recommend|promo|newsletter|subscri|sign-?up|advert|"
    r"banner|breadcrumb|widget|popup|modal|cookie|consent|trending|popular|most-|tags?\b|taglist|author-?(?:bio|box|info|desc)|"
    r"\bbio\b|teaser|outbrain|taboola|pagination|pager|toolbar|login|skip|hidden|rail|carousel|more-|also|read-?next|masthead|copyright|disclaimer",
    "nav|menu|foot|side|comment|disqus|shar|social|related|recommend|promo|newsletter|subscri|sign|advert|banner|breadcrumb|widget|popup|modal|cookie"
    "|consent|trending|popular|most-|tag|author|bio|teaser|outbrain|taboola|pag|toolbar|login|skip|rail|carousel|more-|also|copyright"
    "|disclaimer|hidden|masthead|readnext|read-next",
)
_AD: Final = re.compile(r"ad(?<!\wad)s?\b")
"""A word of its own, looked for by its letters: they stand in `header`, `shadow` and `reading`, too."""
_FOR: Final = guarded(
    r"article-?_?(?:body|text|content|copy)|story-?_?(?:body|text|content)|entry-?content|post-?(?:body|content|text)|content-?body|articlebody|"
    r"main-?content|body-?(?:text|copy|content)|rich-?text|\bprose\b|node-?body|field-name-body|paragraph",
    "body|text|content|copy|prose|paragraph",
)
_CAPTION: Final = guarded(
    r"caption|credit|photo-?(?:desc|text|info)|cutline|legend\b|image-?(?:desc|text|info)",
    "caption|credit|photo|cutline|legend|image",
)
_KICKER = re.compile(r"kicker|eyebrow|overline|topline|dachzeile|supertitle")
_PULL: Final = guarded(
    r"pull-?_?quote|blockquote-large|\bcallout\b|highlight-quote|\bquote-?_?(?:box|block|text|body)?\b|\bzitat(?:box)?\b|\bexergue\b",
    "quote|callout|zitat|exergue",
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}\d?|#\d{2,6}|#[xX][0-9a-fA-F]{2,6});")
_EMBED = re.compile(r"twitter-(?:tweet|video)|instagram-media|fb-post|tiktok-embed|bluesky-embed")


@lru_cache(maxsize=4096)
def signs(tag: str, names: str) -> tuple[bool, bool, str]:
    """What a tag and its class, id and role say: against the story, for it, and a label (`caption`, `quote`, `post`)."""
    names = names.lower()
    against = tag in {"nav", "footer", "aside", "form", "menu", "dialog"} or bool(
        _AGAINST.search(names) or _AD.search(names)
    )
    label = (
        "caption"
        if tag == "figcaption" or _CAPTION.search(names)
        else "quote"
        if _PULL.search(names)
        else "post"
        if _EMBED.search(names)
        else "kicker"
        if _KICKER.search(names)
        else ""
    )
    return against, bool(_FOR.search(names)), label


class Place:
    """An open block element: its tag, what stands above it, and how many words of prose it holds."""

    __slots__ = ("above", "against", "article", "cell", "favoured", "inside", "label", "prose", "size", "tag")

    def __init__(self, tag: str, above: Place | None, against: bool, favoured: bool, label: str) -> None:
        self.tag, self.above = tag, above
        self.against: int = (above.against if above is not None else 0) + against
        self.favoured: int = (above.favoured if above is not None else 0) + favoured
        self.article: bool = tag in _STORIES or (above is not None and above.article)
        self.label: str = label or (above.label if above is not None else "")
        self.inside: str = tag if tag in _HOLDING else above.inside if above is not None else ""
        """The list item or the quoted block that it stands in."""
        self.cell: Place | None = self if tag in TABLE else above.cell if above is not None else None
        self.prose = 0.0
        self.size = 0
        """Of a cell: its characters."""


class Block(NamedTuple):
    """A line of an HTML page, with the element it stands in and the share of it that is bold."""

    line: Line
    place: Place
    bold: float


class Blocks(NamedTuple):
    """What a walk through a page found."""

    found: list[Block]
    menus: list[Any]
    """The outermost block elements that hold little but links."""


def blocks(root: Any) -> Blocks:
    """The blocks of an lxml tree without comments, in reading order. Takes the SILENT elements out of the tree."""
    from lxml import etree

    etree.strip_elements(root, *SILENT, with_tail=False)
    walk = _Walk()
    # Open elements, the outermost first. One is closed when the next element in the order of the page is not inside it.
    opened: list[tuple[Any, int]] = []
    for element in root.iter():
        above = element.getparent() if opened else None
        while opened and opened[-1][0] is not above:
            walk.close(*opened.pop(), inside=True)
        tag = element.tag
        kind = _KINDS.get(tag, _BLOCK)
        if kind != _INLINE:
            walk.open(element, tag, kind)
        opened.append((element, kind))
        if text := element.text:
            walk.add(text)
    while opened:
        walk.close(*opened.pop(), inside=bool(opened))
    walk.flush()
    return Blocks(list(_tabled(walk.found)), walk.menus)


_Begun = tuple[int, int, int, int]
"""What was read when a block element began: letters, letters of links, links, and menus."""


class _Walk:
    """Where a walk through a tree is: the open block and the pieces of its text so far."""

    __slots__ = (
        "begun",
        "bolded",
        "bolds",
        "found",
        "letters",
        "linked",
        "linked_letters",
        "links",
        "menus",
        "pieces",
        "place",
        "seen_links",
    )

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.menus: list[Any] = []
        self.begun: list[_Begun] = []
        self.place = Place("body", None, False, False, "")
        self.pieces: list[str] = []
        self.linked = self.bolded = self.links = self.bolds = 0
        self.letters = self.linked_letters = self.seen_links = 0
        """Of the page so far."""

    def open(self, element: Any, tag: str, kind: int) -> None:
        if kind == _BLOCK:
            if self.pieces:
                self.flush()
            self.place = Place(tag, self.place, *_signs_of(element, tag))
            self.begun.append((self.letters, self.linked_letters, self.seen_links, len(self.menus)))
        elif kind == _LINK:
            self.links += 1
            self.seen_links += 1
        elif kind == _BOLD:
            self.bolds += 1
        else:
            self.flush()

    def close(self, element: Any, kind: int, *, inside: bool) -> None:
        """End an element; `inside` another one, the text that follows it is read."""
        if kind == _BLOCK:
            if self.pieces:
                self.flush()
            self.place = self.place.above or self.place
            self._menu(element, self.begun.pop())
        elif kind == _LINK:
            self.links -= 1
        elif kind == _BOLD:
            self.bolds -= 1
            if not self.bolds and self.bolded:
                self.ask()
        if inside and (tail := element.tail):
            self.add(tail)

    def _menu(self, element: Any, begun: _Begun) -> None:
        """Keep a block element that ends here, if it holds little but links, instead of those inside it."""
        letters, linked, links, menus = begun
        if self.seen_links - links < MENU:
            return
        letters = self.letters - letters
        bare = letters - (self.linked_letters - linked)
        if bare <= min(BARE, (1 - LINKED) * letters) and element.tag not in _WHOLE:
            del self.menus[menus:]
            self.menus.append(element)

    def add(self, text: str) -> None:
        if text.isspace():
            # Most of a page's text is how its source is laid out: it parts words, where some stand before it.
            if self.pieces:
                self.pieces.append(text)
            return
        self.pieces.append(text)
        size = len(text)
        self.letters += size
        if self.links:
            self.linked += size
            self.linked_letters += size
        if self.bolds:
            self.bolded += size

    def ask(self) -> None:
        """A question in bold that a paragraph begins with is a block of its own: what follows it is the answer."""
        text = "".join(self.pieces)
        if text.rstrip().endswith(("?", "？")) and self.bolded >= len(text.strip()):
            self.flush()

    def flush(self) -> None:
        """The pieces so far are a block, if there are words in them."""
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            if "&" in text and _ENTITY.search(text):
                # Escaped twice by the site: its readers see `&amp;quot;` where a mark was meant.
                text = " ".join(unescape(text).split())
            self.pieces.clear()
            if text:
                self.found.append(_block(text, len(self.found) + 1, self.place, self.linked, self.bolded))
            self.linked = self.bolded = 0


def _tabled(found: list[Block]) -> Iterator[Block]:
    """The blocks, those in the cells of tables named so: by the cell's words, and by the rows that the table has."""
    rows: dict[Place, set[Place]] = {}
    for block in found:
        if (cell := block.place.cell) is not None:
            cell.size += len(block.line.text)
            if cell.above is not None:
                rows.setdefault(cell.above, set()).add(cell)
    tables: dict[Place | None, list[set[Place]]] = {}
    for row, cells in rows.items():
        tables.setdefault(row.above, []).append(cells)
    told = {
        cell
        for lines in tables.values()
        if sum(len(cells) > 1 for cells in lines) > 1 and all(cell.size < CELL for cells in lines for cell in cells)
        for cells in lines
        for cell in cells
    }
    for block in found:
        cell = block.place.cell
        if cell is not None and not block.place.label and (cell in told or cell.size < SHORT_CELL):
            yield block._replace(line=block.line._replace(role="table"))
        else:
            yield block


def _signs_of(element: Any, tag: str) -> tuple[bool, bool, str]:
    # One call for all attributes: each has its cost, and most elements have one or none.
    given = dict(element.items())
    if not given:
        against, favoured, label = signs(tag, "")
    else:
        get = given.get
        names = f"{get('class', '')} {get('id', '')} {get('role', '')} {get('itemprop', '')}"
        against, favoured, label = signs(tag, names[:300])
        style = get("style")
        if "hidden" in given or (style and "display:none" in style.replace(" ", "").lower()):
            label = "hidden"
        elif get("aria-hidden") == "true":
            against = True
    return against and tag not in _WHOLE, favoured, label


def _block(text: str, number: int, place: Place, linked: int, bolded: int) -> Block:
    bold = min(1.0, bolded / len(text))
    if place.label:
        role = place.label
    elif bold > 0.9 and text.endswith(("?", "？")):
        role = "question"
    elif place.against:
        role = "menu"
    elif place.inside:
        role = place.inside
    else:
        role = "bold" if bold > 0.9 else ""
    return Block(Line(text, number, True, True, place.tag, min(1.0, linked / len(text)), role), place, bold)

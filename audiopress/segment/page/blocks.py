"""The blocks of an HTML tree: runs of text between block-level edges, with where they stand. One pass, no recursion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, Final, NamedTuple

from audiopress.segment.page.features import is_common
from audiopress.segment.page.labels import Role
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.names import signs

NAMES: Final = 300
"""Characters of an element's classes that tell which others it is set like."""
SILENT: Final = frozenset(
    "script style noscript template svg math iframe object embed select option button head canvas audio video map datalist textarea".split()
)
"""Elements whose text no reader sees as text."""
INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr picture q rp rt ruby s samp small source"
    " span strike strong sub sup time tt u var wbr amp-img input link meta".split()
)
_BLOCK, _INLINE, _LINK, _BOLD, _BREAK, _ASIDE = range(6)
_KINDS: Final = {
    **dict.fromkeys(INLINE, _INLINE),
    "a": _LINK,
    "b": _BOLD,
    "strong": _BOLD,
    "br": _BREAK,
    **dict.fromkeys(("rt", "rp"), _ASIDE),
}
_DRESSED: Final = frozenset({"span", "em", "strong", "b", "i", "small", "font"})
"""Inline elements that a style sheet may set as a block of their own, or hide."""
_SET: Final = frozenset({"caption", "kicker", "cite"})
_MARK: Final = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?\s*$")
"""What leads to a footnote."""
_INITIAL: Final = re.compile(r"drop[-_]?cap|initial|first[-_]?letter|lettrine|capitular")
INITIAL: Final = 4
"""Letters and marks of the longest of them, and one more."""
_FRAGMENT: Final = re.compile(r"#[\w:.-]*?(?:fn|foot|note|ref|cite|ftn|anm)", re.IGNORECASE)
_PROSE: Final = frozenset("p li blockquote td th dd dt h1 h2 h3 h4 h5 h6".split())
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Where a word may be broken, and which way it is written."""
TABLE: Final = frozenset({"td", "th"})
CELL: Final = 300
"""Characters of the longest cell of a table; a page that is laid out as a table has its story in one."""
SHORT_CELL: Final = 90
COMMENTED: Final = 300
"""Letters of the shortest story that readers' comments stand below."""
WIDE: Final = 0.6
"""Share of a page's letters in an element whose names say nothing of a part of it."""
_PROPORTIONED: Final = frozenset({"author", "box", "caption", "comments", "quote", "post", "kicker"})
_STORIES: Final = frozenset({"article", "main"})
_SOURCES: Final = frozenset({"cite", "footer"})
_HOLDING: Final[dict[str, Role]] = {"li": "li", "blockquote": "blockquote"}
MENU: Final = 3
"""Links that a menu has at least."""
LINKED: Final = 0.8
"""Share of a menu's letters that are links' at least."""
BARE: Final = 100
"""Letters of a menu that are no links at most: a long menu may hold a short story."""
_WHOLE: Final = frozenset({"body", "html", "article", "main"})
"""Elements that are not the page's furniture, whatever their names say."""
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}\d?|#\d{2,6}|#[xX][0-9a-fA-F]{2,6});")


class Element:
    """An open block element: its tag, its classes, what stands above it, and how many words of prose it holds."""

    __slots__ = (
        "above",
        "against",
        "article",
        "cell",
        "favoured",
        "inside",
        "label",
        "letters",
        "named",
        "names",
        "prose",
        "pushes",
        "size",
        "tag",
    )

    def __init__(
        self, tag: str, above: Element | None, against: bool, favoured: bool, label: Role, names: str = ""
    ) -> None:
        self.tag, self.above, self.names = tag, above, names
        self.against: int = (above.against if above is not None else 0) + against
        self.favoured: int = (above.favoured if above is not None else 0) + favoured
        self.article: bool = tag in _STORIES or (above is not None and above.article)
        self.pushes: bool = against
        self.named: Role = label
        """What its own names say, apart from those of the elements around it."""
        self.letters = 0
        """Of all that stands in it, once the page was read."""
        self.label: Role = label or (above.label if above is not None else "")
        self.inside: Role = _HOLDING.get(tag) or (above.inside if above is not None else "")
        """The list item or the quoted block that it stands in."""
        self.cell: Element | None = self if tag in TABLE else above.cell if above is not None else None
        self.prose = 0.0
        self.size = 0
        """Of a cell: its characters."""


class Block(NamedTuple):
    """A line of an HTML page, with the element it stands in and the share of it that is bold."""

    line: PageLine
    place: Element
    bold: float


class Blocks(NamedTuple):
    """What a walk through a page found."""

    found: list[Block]
    menus: list[Any]
    """The outermost block elements that hold little but links."""
    asides: list[Aside]


class Aside(NamedTuple):
    """Words inside a line that are not its own: the reading of a name, what is hidden, the mark of a footnote."""

    text: str
    rule: str
    number: int
    """Of the block."""


def blocks(root: Any, language: str) -> Blocks:
    """The blocks of an lxml tree without comments, in reading order, in the page's language. Takes the SILENT elements out of the tree."""
    from lxml import etree

    etree.strip_elements(root, *SILENT, with_tail=False)
    walk = _Walk(language)
    # Open elements, the outermost first. One is closed when the next element in the order of the page is not inside it.
    opened: list[tuple[Any, int]] = []
    for element in root.iter():
        above = element.getparent() if opened else None
        while opened and opened[-1][0] is not above:
            walk.close(*opened.pop(), inside=True)
        tag = element.tag
        kind = _KINDS.get(tag, _BLOCK)
        if kind and (rule := walk.apart(element, tag)):
            kind = _BLOCK if rule in _SET else _ASIDE
            walk.rule = rule
        if kind != _INLINE:
            walk.open(element, tag, kind)
        opened.append((element, kind))
        if text := element.text:
            walk.add(text)
    while opened:
        walk.close(*opened.pop(), inside=bool(opened))
    walk.flush()
    return Blocks(list(_commented(_tabled(_proportioned(walk.found)))), walk.menus, walk.asides)


_Begun = tuple[int, int, int, int]
"""What was read when a block element began: letters, letters of links, links, and menus."""


class _Walk:
    """Where a walk through a tree is: the open block and the pieces of its text so far."""

    __slots__ = (
        "asides",
        "begun",
        "bolded",
        "bolds",
        "footnote",
        "found",
        "held",
        "initial",
        "joint",
        "language",
        "letters",
        "linked",
        "linked_letters",
        "links",
        "menus",
        "parted",
        "pieces",
        "place",
        "rule",
        "seen_links",
    )

    def __init__(self, language: str) -> None:
        self.language = language
        self.found: list[Block] = []
        self.menus: list[Any] = []
        self.begun: list[_Begun] = []
        self.place = Element("body", None, False, False, "")
        self.pieces: list[str] = []
        self.linked = self.bolded = self.links = self.bolds = 0
        self.letters = self.linked_letters = self.seen_links = 0
        """Of the page so far."""
        self.asides: list[Aside] = []
        self.held: list[tuple[list[str], int, int, str]] = []
        """The pieces of the lines that asides stand in."""
        self.rule = ""
        self.footnote = False
        """The line begins with a footnote's mark."""
        self.initial = False
        """The line begins with a letter that is set large, in an element of its own."""
        self.joint = ""
        """The inline element that ended last, with nothing behind it."""
        self.parted = False

    def apart(self, element: Any, tag: str) -> str:
        """What an inline element is, if it is no part of its line: `caption` and `kicker` are blocks, others asides."""
        if self.joint:
            # `<span>Jane Roe</span><time>May 2</time>`: side by side on the page, and no word of a sentence.
            loose = "time" in {tag, self.joint} or (tag != self.joint and self.place.tag not in _PROSE)
            self.parted, self.joint = loose, ""
        if self.held:
            return ""
        if tag == "cite":
            return tag if self.place.inside == "blockquote" and self.place.tag != "footer" and not self.pieces else ""
        if tag in _DRESSED:
            if not element.items():
                return ""
            if not self.pieces and _INITIAL.search(element.get("class", "")):
                self.initial = True
            _, _, label = _signs_of(element, tag)
            if label in _SET:
                return label if self.place.label != label else ""
            # A word that leads a line names it: `By`, `Published`.
            return label if label == "hidden" and self.pieces else ""
        if tag in {"rt", "rp"}:
            return "reading"
        if tag == "sup" or (tag == "a" and 0 < len(element.text or "") < 6):
            return "footnote" if self._is_mark(element, tag) else ""
        return ""

    def _is_mark(self, element: Any, tag: str) -> bool:
        text = "".join(element.itertext())
        if not _MARK.match(text):
            return False
        links = [element] if tag == "a" else [*element.iter("a"), element.getparent()]
        if any(_FRAGMENT.search(link.get("href", "")) for link in links if link is not None):
            leads = True
        else:
            # At the head of the note itself nothing leads anywhere.
            leads = not self.pieces and text.strip().isdigit() and (element.tail or "")[:1].isspace()
        self.footnote = self.footnote or (leads and not self.pieces)
        return leads

    def open(self, element: Any, tag: str, kind: int) -> None:
        if kind == _BLOCK:
            if self.pieces:
                self.flush()
            self.place = Element(tag, self.place, *_signs_of(element, tag), element.get("class", "")[:NAMES])
            self.footnote = False
            self.begun.append((self.letters, self.linked_letters, self.seen_links, len(self.menus)))
        elif kind == _LINK:
            self.links += 1
            self.seen_links += 1
        elif kind == _BOLD:
            self.bolds += 1
        elif kind == _ASIDE:
            self.held.append((self.pieces, self.linked, self.bolded, self.rule))
            self.pieces = []
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
        elif kind == _ASIDE:
            self._aside()
        tail = element.tail
        if inside and tail:
            self.add(tail)
        elif kind != _BLOCK:
            self.joint = element.tag

    def _aside(self) -> None:
        text = " ".join("".join(self.pieces).split())
        self.pieces, self.linked, self.bolded, rule = self.held.pop()
        if text:
            self.asides.append(Aside(text, rule, len(self.found) + 1))

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
        if self.initial and self.pieces and not text.isspace():
            self.initial = False
            first = "".join(self.pieces).strip()
            if len(first) < INITIAL and text.lstrip()[0].islower() and not is_common(first, self.language):
                self.pieces, text = [first], text.lstrip()
        if text.isspace():
            # Most of a page's text is how its source is laid out: it parts words, where some stand before it.
            if self.pieces:
                self.pieces.append(text)
            return
        if self.joint or self.parted:
            if (
                self.parted
                and self.pieces
                and len(last := self.pieces[-1]) > 1
                and last[-1].isalnum()
                and text[0].isalnum()
            ):
                self.pieces.append(" ")
            self.joint, self.parted = "", False
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
            if not text.isascii() and _INVISIBLE.search(text):
                text = _INVISIBLE.sub("", text).strip()
            self.pieces.clear()
            if text:
                block = _block(text, len(self.found) + 1, self.place, self.linked, self.bolded, self.language)
                if self.footnote and block.line.role in {"", "menu"}:
                    block = block._replace(line=block.line._replace(role="footnote"))
                self.found.append(block)
            self.linked = self.bolded = 0
            self.footnote = self.initial = False


def _proportioned(found: list[Block]) -> list[Block]:
    """The blocks; what an element's names say counts only where it is a part of the page, and not around most of it.

    Builders of pages put `comments-open`, `with-sidebar` or a form around everything.
    """
    total = 0
    for block in found:
        size = len(block.line.text)
        total += size
        place: Element | None = block.place
        while place is not None:
            place.letters += size
            place = place.above
    seen: dict[Element, None] = {}
    wide = False
    for block in found:
        chain = []
        place = block.place
        while place is not None and place not in seen:
            chain.append(place)
            place = place.above
        # Those outside come first: what a place says is what those around it say, and itself.
        seen.update(dict.fromkeys(reversed(chain)))
    title = next((block.place for block in found if block.place.tag == "h1"), None)
    around: set[Element] = set()
    while title is not None:
        around.add(title)
        title = title.above
    for one in seen:
        # Readers' comments may be most of a page, too: they are not around its headline.
        if (not around or one in around) and one.letters > WIDE * total and (one.pushes or one.named in _PROPORTIONED):
            one.pushes, wide = False, True
            one.named = "" if one.named in _PROPORTIONED else one.named
    if not wide:
        return found
    for one in seen:
        above = one.above
        one.against = (above.against if above is not None else 0) + one.pushes
        one.label = one.named or (above.label if above is not None else "")
    return [
        block._replace(line=block.line._replace(role=_role(block.line.text, block.place, block.bold)))
        if block.line.role != "footnote"
        else block
        for block in found
    ]


def _tabled(found: list[Block]) -> Iterator[Block]:
    """The blocks, those in the cells of tables named so: by the cell's words, and by the rows that the table has."""
    rows: dict[Element, set[Element]] = {}
    for block in found:
        if (cell := block.place.cell) is not None:
            cell.size += len(block.line.text)
            if cell.above is not None:
                rows.setdefault(cell.above, set()).add(cell)
    tables: dict[Element | None, list[set[Element]]] = {}
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


def _commented(found: Iterable[Block]) -> Iterator[Block]:
    """The blocks; readers' comments are some only below a story: an opinion is called a comment, too."""
    told = 0
    for block in found:
        if block.line.role != "comments":
            told = 0 if block.place.tag == "h1" else told + int(len(block.line.text) * (1 - block.line.links))
        elif told < COMMENTED:
            yield block._replace(line=block.line._replace(role="menu"))
            continue
        yield block


def _signs_of(element: Any, tag: str) -> tuple[bool, bool, Role]:
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


def _block(text: str, number: int, place: Element, linked: int, bolded: int, language: str) -> Block:
    bold = min(1.0, bolded / len(text))
    line = PageLine(
        text, number, True, True, place.tag, min(1.0, linked / len(text)), _role(text, place, bold), language
    )
    return Block(line, place, bold)


def _role(text: str, place: Element, bold: float) -> Role:
    if place.label:
        return place.label
    if place.tag in _SOURCES and place.inside == "blockquote":
        return "cite"
    if place.tag == "dt":
        return "question" if text.endswith(("?", "？")) else "bold"
    if bold > 0.9 and text.endswith(("?", "？")):
        return "question"
    if place.against:
        return "menu"
    return place.inside or ("bold" if bold > 0.9 else "")

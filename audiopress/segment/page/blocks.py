"""The blocks of an HTML tree: runs of text between block-level edges, with where they stand. One pass, no recursion."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Final, NamedTuple

from audiopress.segment.page.block_roles import with_page_roles
from audiopress.segment.page.elements import (
    MAX_NAME_LETTERS,
    WHOLE_PAGE_TAGS,
    Aside,
    Block,
    Element,
    make_block,
    name_signs,
)
from audiopress.segment.page.features import is_common

SILENT: Final = frozenset(
    "script style noscript template svg math iframe object embed select option button head canvas audio video map datalist textarea".split()
)
"""Elements whose text no reader sees as text."""
INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr picture q rp rt ruby s samp small source"
    " span strike strong sub sup time tt u var wbr amp-img input link meta".split()
)
"""Elements that do not end a line."""
_BLOCK, _INLINE, _LINK, _BOLD, _BREAK, _ASIDE = range(6)
_KINDS: Final = {
    **dict.fromkeys(INLINE, _INLINE),
    "a": _LINK,
    "b": _BOLD,
    "strong": _BOLD,
    "br": _BREAK,
    **dict.fromkeys(("rt", "rp"), _ASIDE),
}
"""What an inline element is to the walk; every other tag is a _BLOCK."""
_STYLED_TAGS: Final = frozenset({"span", "em", "strong", "b", "i", "small", "font"})
"""Inline elements that a style sheet may set as a block of their own, or hide."""
_SEPARATE_ROLES: Final = frozenset({"caption", "kicker", "cite"})
"""Roles of inline elements that are blocks of their own."""
_TEXT_TAGS: Final = frozenset("p li blockquote td th dd dt h1 h2 h3 h4 h5 h6".split())
"""Block elements whose inline elements are parts of one sentence."""
MAX_DROP_CAP: Final = 4
"""Letters and marks of the longest drop cap (`“W`), and one more."""
MAX_MARK_LETTERS: Final = 5
"""Letters of the longest link that may be the mark of a footnote: `[123]`."""
MIN_MENU_LINKS: Final = 3
"""Links that a menu has at least."""
MIN_LINK_SHARE: Final = 0.8
"""Share of a menu's letters that are links' at least."""
MAX_UNLINKED_LETTERS: Final = 100
"""Letters of a menu outside its links at most: a long menu may hold a short story. These bounds are chosen by hand on
labelled pages."""
_FOOTNOTE_MARK: Final = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?\s*$")
"""The text of a link to a footnote."""
_DROP_CAP: Final = re.compile(r"drop[-_]?cap|initial|first[-_]?letter|lettrine|capitular")
"""Classes of an element that is a drop cap."""
_FOOTNOTE_LINK: Final = re.compile(r"#[\w:.-]*?(?:fn|foot|note|ref|cite|ftn|anm)", re.IGNORECASE)
"""The fragment of a link to a footnote."""
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, zero-width spaces and marks of writing direction."""
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}\d?|#\d{2,6}|#[xX][0-9a-fA-F]{2,6});")


class Blocks(NamedTuple):
    """The blocks of a page, its menus, and what stands inside lines that is not theirs."""

    found: list[Block]
    menus: list[Any]
    """The outermost block elements that hold little but links."""
    asides: list[Aside]
    in_menus: frozenset[int]
    """Indices of the blocks in the menus."""


def blocks(root: Any, language: str) -> Blocks:
    """The blocks of an lxml tree without comments, in reading order; `language` is the page's.

    The SILENT elements are taken out of the tree.
    """
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
            kind = _BLOCK if rule in _SEPARATE_ROLES else _ASIDE
            walk.rule = rule
        if kind != _INLINE:
            walk.open(element, tag, kind)
        opened.append((element, kind))
        # Most of a page's text is how its source is laid out: it parts words, where some stand before it.
        if (text := element.text) and (walk.pieces or not text.isspace()):
            walk.add(text)
    while opened:
        walk.close(*opened.pop(), inside=bool(opened))
    walk.flush()
    in_menus = frozenset(index for _, first, end in walk.menus for index in range(first, end))
    return Blocks(with_page_roles(walk.found), [menu for menu, _, _ in walk.menus], walk.asides, in_menus)


_Counts = tuple[int, int, int, int, int]
"""Of the page up to the begin of a block element: letters, letters of links, links, menus, and blocks."""


class _Walk:
    """The state of the walk through a tree: the open block element and the pieces of its text so far."""

    __slots__ = (
        "asides",
        "begun",
        "bolded",
        "bolds",
        "drop_cap",
        "footnote",
        "found",
        "held",
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
        self.menus: list[tuple[Any, int, int]] = []
        """Each element with the index of its first block and the one behind its last."""
        self.begun: list[_Counts] = []
        self.place = Element("body", None, False, False, "")
        self.pieces: list[str] = []
        self.linked = self.bolded = self.links = self.bolds = 0
        self.letters = self.linked_letters = self.seen_links = 0
        """Of the page so far."""
        self.asides: list[Aside] = []
        self.held: list[tuple[list[str], int, int, str]] = []
        """Of each open aside: pieces, linked and bold letters of the line it stands in, and its role."""
        self.rule = ""
        self.footnote = False
        """The line begins with a footnote's mark."""
        self.drop_cap = False
        """The line begins with a letter that is set large, in an element of its own."""
        self.joint = ""
        """The tag of the inline element that ended last, with nothing behind it."""
        self.parted = False
        """The next piece stands apart from the last one on the page: a space belongs between them."""

    def apart(self, element: Any, tag: str) -> str:
        """The role of an inline element that is no part of its line, else "": those in _SEPARATE_ROLES are blocks, others asides."""
        if self.joint:
            # `<span>Jane Roe</span><time>May 2</time>`: side by side on the page, and no word of a sentence.
            loose = "time" in {tag, self.joint} or (tag != self.joint and self.place.tag not in _TEXT_TAGS)
            self.parted, self.joint = loose, ""
        if self.held:
            return ""
        if tag == "cite":
            return tag if self.place.inside == "blockquote" and self.place.tag != "footer" and not self.pieces else ""
        if tag in _STYLED_TAGS:
            if not element.items():
                return ""
            if not self.pieces and _DROP_CAP.search(element.get("class", "")):
                self.drop_cap = True
            _, _, label = name_signs(element, tag)
            if label in _SEPARATE_ROLES:
                return label if self.place.label != label else ""
            # A word that leads a line names it: `By`, `Published`.
            return label if label == "hidden" and self.pieces else ""
        if tag in {"rt", "rp"}:
            return "reading"
        if tag == "sup" or (tag == "a" and 0 < len(element.text or "") <= MAX_MARK_LETTERS):
            return "footnote" if self._is_footnote_mark(element, tag) else ""
        return ""

    def _is_footnote_mark(self, element: Any, tag: str) -> bool:
        """Whether an inline element is the mark of a footnote: it links to one, or stands at the head of one."""
        text = "".join(element.itertext())
        if not _FOOTNOTE_MARK.match(text):
            return False
        links = [element] if tag == "a" else [*element.iter("a"), element.getparent()]
        if any(_FOOTNOTE_LINK.search(link.get("href", "")) for link in links if link is not None):
            leads = True
        else:
            # At the head of the note itself nothing leads anywhere.
            leads = not self.pieces and text.strip().isdigit() and (element.tail or "")[:1].isspace()
        self.footnote = self.footnote or (leads and not self.pieces)
        return leads

    def open(self, element: Any, tag: str, kind: int) -> None:
        """Begin an element of this kind, _BLOCK to _ASIDE; at any other the line so far ends."""
        if kind == _BLOCK:
            if self.pieces:
                self.flush()
            self.place = Element(
                tag, self.place, *name_signs(element, tag), element.get("class", "")[:MAX_NAME_LETTERS]
            )
            self.footnote = False
            self.begun.append((self.letters, self.linked_letters, self.seen_links, len(self.menus), len(self.found)))
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
                self.end_question()
        elif kind == _ASIDE:
            self._aside()
        tail = element.tail
        if inside and tail:
            if self.pieces or not tail.isspace():
                self.add(tail)
        elif kind != _BLOCK:
            self.joint = element.tag

    def _aside(self) -> None:
        """Keep the text of the aside that ends here, and go on with the line it stands in."""
        text = " ".join("".join(self.pieces).split())
        self.pieces, self.linked, self.bolded, rule = self.held.pop()
        if text:
            self.asides.append(Aside(text, rule, len(self.found) + 1))

    def _menu(self, element: Any, begun: _Counts) -> None:
        """Keep a block element that ends here as a menu, instead of the menus inside it, if it holds little but links."""
        letters, linked, links, menus, first = begun
        if self.seen_links - links < MIN_MENU_LINKS:
            return
        letters = self.letters - letters
        bare = letters - (self.linked_letters - linked)
        if bare <= min(MAX_UNLINKED_LETTERS, (1 - MIN_LINK_SHARE) * letters) and element.tag not in WHOLE_PAGE_TAGS:
            del self.menus[menus:]
            self.menus.append((element, first, len(self.found)))

    def add(self, text: str) -> None:
        """Add a piece of text to the open line: spaces only where it has begun."""
        if text.isspace():
            self.pieces.append(text)
            return
        if self.drop_cap and self.pieces:
            self.drop_cap = False
            first = "".join(self.pieces).strip()
            if len(first) < MAX_DROP_CAP and text.lstrip()[0].islower() and not is_common(first, self.language):
                self.pieces, text = [first], text.lstrip()
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

    def end_question(self) -> None:
        """End the block behind a question in bold that a paragraph begins with: what follows is the answer."""
        text = "".join(self.pieces)
        if text.rstrip().endswith(("?", "？")) and self.bolded >= len(text.strip()):
            self.flush()

    def flush(self) -> None:
        """Make the pieces so far a block, if there are words in them."""
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            if "&" in text and _ENTITY.search(text):
                # Escaped twice by the site: its readers see `&amp;quot;` where a mark was meant.
                text = " ".join(unescape(text).split())
            if not text.isascii() and _INVISIBLE.search(text):
                text = _INVISIBLE.sub("", text).strip()
            self.pieces.clear()
            if text:
                block = make_block(text, len(self.found) + 1, self.place, self.linked, self.bolded, self.language)
                if self.footnote and block.line.role in {"", "menu"}:
                    block = block._replace(line=block.line._replace(role="footnote"))
                self.found.append(block)
            self.linked = self.bolded = 0
            self.footnote = self.drop_cap = False

"""HTML -> lxml tree, with two other ways to the text of a page: trafilatura, and the text between the tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from audiopress.errors import SourceError
from audiopress.letters import composed, mended

MAX_TRAFILATURA_LETTERS: Final = 200_000
"""Letters of a page's blocks above which trafilatura is not asked: its cost grows faster than the page."""
_USELESS_TO_TRAFILATURA: Final = (
    "applet area aside dialog fieldset figure footer input ins label legend link marquee menu menuitem nav noindex output"
    " picture progress rp rt rtc source table time track use"
).split()
"""Elements that trafilatura throws away itself, by settings.MANUALLY_CLEANED and because of `include_tables`; without
them it has less to copy and to search."""
_XML_HEAD = re.compile(r"^\s*<\?xml[^<>]*\?>")
_TAG = re.compile(r"(<[^<>]*>)")
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|li|h\d|td|tr|table|ul|ol|section|article|blockquote)\b", re.IGNORECASE)


def clean(html: str) -> str:
    """The text of a page as the parser takes it: composed letters, without a byte order mark, XML head or NUL."""
    return composed(mended(_XML_HEAD.sub("", html.removeprefix("\ufeff")).replace("\0", "")))


def parse(text: str, source: str) -> tuple[Any, bool]:
    """The lxml tree of a page, and whether all of the page is in it: libxml2 stops at elements nested too deep.

    Raises SourceError, with `source` as its place, for a page without any element.
    """
    from lxml import etree
    from lxml import html as lh

    parser = lh.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # lxml.html's own look-up asks Python for the class of every element it meets; nothing here needs forms or inputs.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lh.HtmlElement))
    try:
        tree = lh.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise SourceError(
            "the page has nothing to read",
            where=source,
            hint="it may be built by scripts: save the page's text from a browser",
        ) from None
    return tree, not any("depth" in entry.message for entry in parser.error_log)


def by_trafilatura(tree: Any, menus: Sequence[Any], size: int) -> str:
    """The text that trafilatura takes for the story; empty for a page that is too large or that it fails on.

    The tree cannot be used afterwards. The `menus` are taken out of it first: they are half of most pages' elements, and
    now and then trafilatura takes one for the story. `size` is the letters of the page's blocks.
    """
    if size > MAX_TRAFILATURA_LETTERS:
        return ""
    import trafilatura
    from lxml import etree

    for menu in menus:
        menu.drop_tree()
    etree.strip_elements(tree, *_USELESS_TO_TRAFILATURA, with_tail=False)
    try:
        taken: str | None = trafilatura.extract(
            tree, favor_precision=True, fast=True, include_comments=False, include_tables=False
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return ""
    return taken or ""


def tag_free(text: str) -> str:
    """The text between the tags of a page, a line for each block, without the parser: for pages nested too deep for it."""
    from html import unescape

    kept: list[str] = []
    silent = ""
    for piece in _TAG.split(text):
        if not piece.startswith("<"):
            kept.append("" if silent else re.sub(r"\s+", " ", piece))
            continue
        name = piece[1:20].lower()
        if silent:
            silent = "" if name.startswith("/" + silent) else silent
        elif name.startswith(("script", "style")):
            silent = "script" if name.startswith("script") else "style"
        elif _BLOCK_TAG.match(piece):
            kept.append("\n")
    return unescape("".join(kept))

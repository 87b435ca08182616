"""Keeps markup from the voices: tags, entities, table rules and JSON, wherever they came from.

What a format prints is cleaned of the marks that stand around words; what cannot be cleaned, and what an editor wrote, is
refused by `parse` with its line.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import Final

_ANGLED: Final = re.compile(r"<([^<>]{1,4000})>")
_COMMENT: Final = re.compile(r"<!--.{0,20000}?(?:-->|$)|<!\[CDATA\[|\]\]>", re.DOTALL)
_NAME: Final = re.compile(r"/?\s*[A-Za-z][A-Za-z0-9:._-]*")
_ENTITY: Final = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_RULE: Final = re.compile(r"[-|:][-|: \t]{3,}")
"""What may be the rule of a table: `|---|---|`, `--- | :---`."""
_JSON: Final = re.compile(
    r"""\{\s{0,40}["'][^"'\n]{0,120}["']\s{0,40}:|["'\]}]\s{0,40}\}\s{0,40},\s{0,40}\{\s{0,40}["']"""
)
HTML: Final = frozenset(
    "a abbr article aside b blockquote body br button caption center cite code dd del div dl dt em embed figcaption figure font "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins li link main mark meta nav noscript ol p pre q s "
    "script section small source span strike strong style sub sup svg table tbody td tfoot th thead time title tr u ul video".split()
)
"""Elements that are known by their name alone."""


def marked(text: str) -> str:
    """What of a text is markup, in an editor's words; nothing where all of it is words."""
    if "<" in text and (_COMMENT.search(text) or any(_is_tag(found[1]) for found in _ANGLED.finditer(text))):
        return "a tag"
    if "&" in text and any(_is_entity(found[1]) for found in _ENTITY.finditer(text)):
        return "an entity"
    if "|" in text and any(_is_rule(found[0]) for found in _RULE.finditer(text)):
        return "the rule of a table"
    if "{" in text and _JSON.search(text):
        return "JSON"
    return ""


def unmarked(text: str) -> str:
    """A text on one line without tags, entities and rules of tables. JSON stays: nobody can say which of it are the words."""
    if not any(sign in text for sign in "<&|"):
        return text
    before = ""
    # A tag may be spelled in entities, and an entity in another one.
    while before != text:
        before = text
        text = _COMMENT.sub(" ", text)
        text = _ANGLED.sub(lambda found: " " if _is_tag(found[1]) else found[0], text)
        text = _ENTITY.sub(lambda found: unescape(found[0]) if _is_entity(found[1]) else found[0], text)
        text = _RULE.sub(lambda found: " " if _is_rule(found[0]) else found[0], text)
    return " ".join(text.split())


def _is_tag(inside: str) -> bool:
    """Whether what stands between two angles is a tag, and not a comparison: `x <y and z> w`."""
    if inside[0] in "!?":
        return True
    name = _NAME.match(inside)
    if name is None:
        return False
    rest = inside[name.end() :].strip()
    plain = name[0].strip("/ ").lower()
    return inside[0] == "/" or rest in {"", "/"} or "=" in rest or plain in HTML or ":" in plain


def _is_rule(run: str) -> bool:
    return "|" in run and "--" in run


def _is_entity(name: str) -> bool:
    return name.startswith("#") or f"{name};" in html5

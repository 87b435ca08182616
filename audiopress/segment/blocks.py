"""The blocks of an HTML tree: runs of text between block-level edges, with where they stand. One pass, no recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from audiopress.segment.lines import Line

SILENT: Final = frozenset(
    "script style noscript template svg math iframe object embed select option button head canvas audio video map datalist textarea".split()
)
"""Elements whose text no reader sees as text."""
INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr picture q rp rt ruby s samp small source"
    " span strike strong sub sup time tt u var wbr amp-img input link meta".split()
)
TABLE: Final = frozenset({"td", "th"})
_AGAINST = re.compile(
    r"nav|menu|foot(?!age)|side-?bar|\baside|comment|disqus|share|sharing|social|related|recommend|promo|newsletter|subscri|sign-?up|advert|"
    r"\bads?\b|banner|breadcrumb|widget|popup|modal|cookie|consent|trending|popular|most-|tags?\b|taglist|author-?(?:bio|box|info|desc)|"
    r"\bbio\b|teaser|outbrain|taboola|pagination|pager|toolbar|login|skip|hidden|rail|carousel|more-|also|read-?next|masthead|copyright|disclaimer",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"article-?_?(?:body|text|content|copy)|story-?_?(?:body|text|content)|entry-?content|post-?(?:body|content|text)|content-?body|articlebody|"
    r"main-?content|body-?(?:text|copy|content)|rich-?text|\bprose\b|node-?body|field-name-body|paragraph",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"caption|credit|photo-?(?:desc|text|info)|cutline|legend\b|image-?(?:desc|text|info)", re.IGNORECASE
)
_PULL = re.compile(r"pull-?_?quote|blockquote-large|\bcallout\b|highlight-quote", re.IGNORECASE)
_EMBED = re.compile(r"twitter-(?:tweet|video)|instagram-media|fb-post|tiktok-embed|bluesky-embed", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def signs(tag: str, names: str) -> tuple[bool, bool, str]:
    """What a tag and its class, id and role say: against the story, for it, and a label (`caption`, `quote`, `post`)."""
    against = tag in {"nav", "footer", "aside", "form", "menu", "dialog"} or bool(_AGAINST.search(names))
    label = (
        "caption"
        if tag == "figcaption" or _CAPTION.search(names)
        else "quote"
        if _PULL.search(names)
        else "post"
        if _EMBED.search(names)
        else ""
    )
    return against, bool(_FOR.search(names)), label


class Place:
    """An open block element: its tag, what stands above it, and how many words of prose it holds."""

    __slots__ = ("above", "against", "article", "favoured", "label", "prose", "tag")

    def __init__(self, tag: str, above: Place | None, against: bool, favoured: bool, label: str) -> None:
        self.tag, self.above = tag, above
        self.against: int = (above.against if above else 0) + against
        self.favoured: int = (above.favoured if above else 0) + favoured
        self.article: bool = tag in {"article", "main"} or bool(above and above.article)
        self.label: str = label or (above.label if above else "")
        self.prose = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A line of an HTML page, with the element it stands in and the share of it that is bold."""

    line: Line
    place: Place
    bold: float


def blocks(root: Any) -> list[Block]:
    """The blocks of an lxml tree in reading order."""
    found: list[Block] = []
    place = Place("body", None, False, False, "")
    pieces: list[str] = []
    linked = bolded = 0
    links = bolds = 0

    def flush() -> None:
        nonlocal linked, bolded
        if pieces:
            text = _SPACE.sub(" ", "".join(pieces)).strip()
            pieces.clear()
            if text:
                found.append(_block(text, len(found) + 1, place, linked, bolded))
        linked = bolded = 0

    for event, element in _walk(root):
        tag = element.tag
        if event == "start":
            if tag == "br":
                flush()
            elif tag == "a":
                links += 1
            elif tag in {"b", "strong"}:
                bolds += 1
            elif tag not in INLINE:
                flush()
                place = Place(tag, place, *_signs_of(element, tag))
            text = element.text
        else:
            if tag == "a":
                links -= 1
            elif tag in {"b", "strong"}:
                bolds -= 1
            elif tag not in INLINE and tag != "br" and event == "end":
                flush()
                place = place.above or place
            text = element.tail if element is not root else None
        if text:
            pieces.append(text)
            size = len(text) if not text.isspace() else 0
            linked += size if links else 0
            bolded += size if bolds else 0
    flush()
    return found


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """(`start` | `end` | `skip`, element) in document order; `skip` for one whose inside is left out, with its tail."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    skipped = None
    for event, element in walk:
        if event in {"comment", "pi"}:
            if skipped is None:
                yield "skip", element
        elif event == "start":
            if skipped is None:
                if element.tag in SILENT:
                    skipped = element
                    walk.skip_subtree()
                else:
                    yield "start", element
        elif skipped is not None:
            if element is skipped:
                skipped = None
                yield "skip", element
        else:
            yield "end", element


def _signs_of(element: Any, tag: str) -> tuple[bool, bool, str]:
    get = element.get
    names = f"{get('class', '')} {get('id', '')} {get('role', '')} {get('itemprop', '')}"
    against, favoured, label = signs(tag, names[:300])
    if get("hidden") is not None or get("aria-hidden") == "true" or "display:none" in get("style", "").replace(" ", ""):
        against = True
    return against and tag not in {"body", "html", "article", "main"}, favoured, label


def _block(text: str, number: int, place: Place, linked: int, bolded: int) -> Block:
    bold = min(1.0, bolded / len(text))
    if place.label:
        role = place.label
    elif place.tag in TABLE and len(text) < 90:
        role = "table"
    elif bold > 0.9 and text.endswith(("?", "？")):
        role = "question"
    else:
        role = "menu" if place.against else ""
    return Block(Line(text, number, True, True, place.tag, min(1.0, linked / len(text)), role), place, bold)

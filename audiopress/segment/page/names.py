"""What the tag and the names of an element say of what stands in it: its class, id and role."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from audiopress.segment.page.labels import Role

_AGAINST: Final = re.compile(
    r"nav|menu|foot(?!age)|side-?bar|\baside|comment|disqus|share|sharing|social|related|recommend|promo|newsletter|subscri|sign-?up|advert|"
    r"info-?box|fact-?box|media-?info|info-?text|expandable|affiliate|paywall|donat|gdpr|\bpoll\b|quiz|banner|breadcrumb|widget|popup|modal|cookie|consent|trending|popular|most-|tags?\b|taglist|author-?(?:bio|box|info|desc)|"
    r"\bbio\b|teaser|outbrain|taboola|pagination|pager|toolbar|login|skip|hidden|rail|carousel|more-|also|read-?next|masthead|copyright|disclaimer"
)
_AD: Final = re.compile(r"ad(?<!\wad)s?\b")
"""A word of its own, looked for by its letters: they stand in `header`, `shadow` and `reading`, too."""
_FOR: Final = re.compile(
    r"article-?_?(?:body|text|content|copy)|story-?_?(?:body|text|content)|entry-?content|post-?(?:body|content|text)|content-?body|articlebody|"
    r"main-?content|body-?(?:text|copy|content)|rich-?text|\bprose\b|node-?body|field-name-body|paragraph"
)
_CAPTION: Final = re.compile(
    r"caption|credit|photo[-_]?(?:desc|text|info)|cutline|legend\b|(?:image|img)[-_]?(?:desc|text|info)"
)
KICKER: Final = re.compile(r"kicker|eyebrow|overline|topline|dachzeile|supertitle|antetitulo|surtitre")
_PULL: Final = re.compile(
    r"pull-?_?quote|blockquote-large|\bcallout\b|highlight-quote|\bquote-?_?(?:box|block|text|body)?\b|\bzitat(?:box)?\b|\bexergue\b"
)
_UNSEEN: Final = (
    "sr-only",
    "screen-reader",
    "screenreader",
    "visually-hidden",
    "visuallyhidden",
    "hidden-visually",
    "assistive-text",
    "a11y-hidden",
)
_BLIND: Final = re.compile(r"\bblind\b")
"""What only programs that read a page aloud come upon: it speaks of the page, and of no story."""
_EMBED = re.compile(r"twitter-(?:tweet|video)|instagram-media|fb-post|tiktok-embed|bluesky-embed")

_AUTHOR: Final = re.compile(
    r"author[-_]{0,2}(?:bio|box|desc|profile|card|about|info\b)|about[-_]{0,2}(?:the[-_]{0,2})?author|\bbiograph|\bbio[-_]"
)
"""What stands in a box on whoever wrote the story."""
_BOX: Final = re.compile(
    r"newsletter[-_]{0,2}(?:box|form|sign|promo|widget|teaser|subscri|cta|embed)|affiliate[-_]{0,2}(?:info|disc|hint|notice|note)"
    r"|audio[-_]{0,2}(?:player|version)|(?:element|article)[-_]{0,2}poll\b|\bpoll[-_]{0,2}(?:widget|box|embed)"
    r"|(?:related|similar)[-_]{0,2}(?:links?|list|stories|articles|posts|news|content)|traffic[-_]{0,2}message|cookie[-_]{0,2}(?:consent|notice|banner)"
)
"""What is furniture wherever it stands, and never a story's."""
_COMMENTS: Final = re.compile(
    r"(?<![\w-])(?:user|reader)?-?comments?(?:[-_](?:list|item|body|text|content|thread|section|area|wrapper|container))?(?![\w-])"
)
"""What readers wrote."""


@lru_cache(maxsize=4096)
def signs(tag: str, names: str) -> tuple[bool, bool, Role]:
    """What a tag and its class, id and role say: against the story, for it, and a label (`caption`, `quote`, `post`)."""
    names = names.lower()
    against = tag in {"nav", "footer", "aside", "form", "menu", "dialog"} or bool(
        _AGAINST.search(names) or _AD.search(names)
    )
    label: Role = (
        "hidden"
        if _unseen(names)
        else "caption"
        if tag == "figcaption" or _CAPTION.search(names)
        else "quote"
        if _PULL.search(names)
        else "post"
        if _EMBED.search(names)
        else "kicker"
        if KICKER.search(names)
        else "author"
        if _AUTHOR.search(names)
        else "box"
        if _BOX.search(names)
        else "comments"
        if "comment" in names and _COMMENTS.search(names)
        else ""
    )
    return against, bool(_FOR.search(names)), label


def _unseen(names: str) -> bool:
    for sign in _UNSEEN:
        if sign in names:
            return True
    return "blind" in names and _BLIND.search(names) is not None

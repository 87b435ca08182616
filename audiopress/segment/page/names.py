"""What the tag and the names of an element say of what stands in it: its class, id and role."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from audiopress.segment.page.labels import Role
from audiopress.segment.page.name_patterns import NamePatterns

_AGAINST: Final = (
    r"nav|menu|foot(?!age)|side-?bar|\baside|comment|disqus|share|sharing|social|related|recommend|promo|newsletter|subscri|sign-?up|advert|"
    r"info-?box|fact-?box|media-?info|info-?text|expandable|affiliate|paywall|donat|gdpr|\bpoll\b|quiz|banner|breadcrumb|widget|popup|modal|cookie|consent|trending|popular|most-|tags?\b|taglist|author-?(?:bio|box|info|desc)|"
    r"\bbio\b|teaser|outbrain|taboola|pagination|pager|toolbar|login|skip|hidden|rail|carousel|more-|also|read-?next|masthead|copyright|disclaimer"
)
_AD: Final = r"ad(?<!\wad)s?\b"
"""A word of its own, looked for by its letters: they stand in `header`, `shadow` and `reading`, too."""
_FOR: Final = (
    r"article-?_?(?:body|text|content|copy)|story-?_?(?:body|text|content)|entry-?content|post-?(?:body|content|text)|content-?body|articlebody|"
    r"main-?content|body-?(?:text|copy|content)|rich-?text|\bprose\b|node-?body|field-name-body|paragraph"
)
_CAPTION: Final = r"caption|credit|photo[-_]?(?:desc|text|info)|cutline|legend\b|(?:image|img)[-_]?(?:desc|text|info)"
KICKER: Final = re.compile(r"kicker|eyebrow|overline|topline|dachzeile|supertitle|antetitulo|surtitre")
_PULL: Final = r"pull-?_?quote|blockquote-large|\bcallout\b|highlight-quote|\bquote-?_?(?:box|block|text|body)?\b|\bzitat(?:box)?\b|\bexergue\b"
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
_BLIND: Final = r"\bblind\b"
"""What only programs that read a page aloud come upon: it speaks of the page, and of no story."""
_EMBED: Final = r"twitter-(?:tweet|video)|instagram-media|fb-post|tiktok-embed|bluesky-embed"

_AUTHOR: Final = r"author[-_]{0,2}(?:bio|box|desc|profile|card|about|info\b)|about[-_]{0,2}(?:the[-_]{0,2})?author|\bbiograph|\bbio[-_]"
"""What stands in a box on whoever wrote the story."""
_BOX: Final = (
    r"newsletter[-_]{0,2}(?:box|form|sign|promo|widget|teaser|subscri|cta|embed)|affiliate[-_]{0,2}(?:info|disc|hint|notice|note)"
    r"|audio[-_]{0,2}(?:player|version)|(?:element|article)[-_]{0,2}poll\b|\bpoll[-_]{0,2}(?:widget|box|embed)"
    r"|(?:related|similar)[-_]{0,2}(?:links?|list|stories|articles|posts|news|content)|traffic[-_]{0,2}message|cookie[-_]{0,2}(?:consent|notice|banner)"
    r"|bookmark[-_]{0,2}card|\bkg-(?:cta|signup|product|file|audio|button)-card|wp-embedded-content|embedded-post\b"
)
"""What is furniture wherever it stands, and never a story's."""
_COMMENTS: Final = r"(?<![\w-])(?:user|reader)?-?comments?(?:[-_](?:list|item|body|text|content|thread|section|area|wrapper|container))?(?![\w-])"
"""What readers wrote."""


_ROLES: Final[tuple[tuple[Role, str], ...]] = (
    ("hidden", "|".join((*_UNSEEN, _BLIND))),
    ("caption", _CAPTION),
    ("quote", _PULL),
    ("post", _EMBED),
    ("kicker", KICKER.pattern),
    ("author", _AUTHOR),
    ("box", _BOX),
    ("comments", _COMMENTS),
)
"""Of several the first is the element's."""
_PATTERNS: Final = NamePatterns((*_ROLES, ("against", f"{_AGAINST}|{_AD}"), ("for", _FOR)))
_AGAINST_BIT: Final = 1 << len(_ROLES)
_FOR_BIT: Final = _AGAINST_BIT << 1
_CAPTION_BIT: Final = 1 << [role for role, _ in _ROLES].index("caption")
_FURNITURE: Final = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})
"""Tags of what is none of the story."""


@lru_cache(maxsize=4096)
def signs(tag: str, names: str) -> tuple[bool, bool, Role]:
    """What a tag and its class, id and role say: against the story, for it, and a label (`caption`, `quote`, `post`)."""
    bits = _CAPTION_BIT if tag == "figcaption" else 0
    for name in names.lower().split():
        bits |= _bits(name)
    label: Role = next((role for place, (role, _) in enumerate(_ROLES) if bits >> place & 1), "") if bits else ""
    return tag in _FURNITURE or bits & _AGAINST_BIT > 0, bits & _FOR_BIT > 0, label


@lru_cache(maxsize=8192)
def _bits(name: str) -> int:
    """What one of the names says: sites have few, and put them together anew for each element."""
    return _PATTERNS.bits(name)

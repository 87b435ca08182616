"""What a site calls the parts of its pages, by family: the model weighs what each says of the blocks in it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from audiopress.segment.page.name_patterns import NamePatterns

_FAMILIES: Final = (
    ("picture", r"image|\bimg|photo|\bpic|bild|\bfoto|figure|media|galler|slide|caption"),
    ("player", r"embed|player|video|audio|\bvjs|podcast|iframe"),
    ("author", r"author|byline|\bbio\b|contributor|writer|\bautor|reporter|journalist"),
    (
        "link",
        r"relat|similar|recommend|\balso|\bmore\b|more-|read-?(?:next|more)|teaser|\bcard|linklist|inline-?link|\btopic",
    ),
    ("box", r"\binfo|fact|\bbox|box\b|expand|accordion|flyout|toggle|collaps|explain|context|glossar|aside|sidebar"),
    ("points", r"bullet|summar|takeaway|highlight|key-?|tldr|at-?a-?glance"),
    (
        "service",
        r"newsletter|subscri|sign-?up|affiliate|disclaim|disclos|feedback|donat|support|\bcta|promo|mention|notice|banner|access|alert|breaking|reminder|message",
    ),
    ("advert", r"\bads?\b|\bad-|advert|sponsor|commerc|product|shop|price|deal|offer|coupon"),
    ("social", r"social|share|sharing|follow|twitter|tweet|facebook|instagram"),
    ("vote", r"\bpoll|quiz|survey|\bvote|rating"),
    ("comment", r"comment|disqus|discuss|forum|reply"),
    ("head", r"head(?!line)|title|headline|hero|topper"),
    ("lead", r"\blead|lede|intro|\bdeck|stand-?first|\bdek\b|excerpt|sub-?title|vorspann|chapo|descri"),
    (
        "body",
        r"article-?_?(?:body|text|content)|entry-?content|post-?(?:body|content)|story-?_?(?:body|text|content)|richtext|rich-text|\bprose|main-?content",
    ),
    ("paragraph", r"paragraph|\btext|text\b|\bcopy\b"),
    ("list", r"\blist|list\b|\bitem|item\b"),
    ("menu", r"nav|menu|breadcrumb|foot|\btags?\b"),
    ("time", r"\bdate|\btime|timestamp|publish|\bmeta"),
    ("source", r"source|credit|copyright|licen|agency|reference|\bnote"),
    ("widget", r"widget|module|component|\bembed|plugin|insert|inset|inline"),
)
"""What a site calls a part of its pages; the weights say what each is worth."""
FAMILIES: Final = tuple(family for family, _ in _FAMILIES)
_PATTERNS: Final = NamePatterns(_FAMILIES)


@lru_cache(maxsize=8192)
def families(names: str) -> tuple[str, ...]:
    """What the names of an element call it, by family."""
    return tuple({family: None for name in names.lower().split() for family in _families(name)})


@lru_cache(maxsize=8192)
def _families(name: str) -> tuple[str, ...]:
    """The same of one name: sites have few, and put them together anew for each element."""
    bits = _PATTERNS.bits(name.replace("_", "-"))
    return tuple(family for place, family in enumerate(FAMILIES) if bits >> place & 1) if bits else ()

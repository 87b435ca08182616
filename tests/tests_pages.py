"""News pages for tests, with the menus, boxes and footers that a site puts around its story."""

from __future__ import annotations

STORY = (
    "The harbour office will close the old pier for two months, because the planks have given way in three places since spring.",
    "Divers looked at all of the posts last week and found that every fourth one has to be replaced before the winter storms come.",
    "Ferries to the outer islands are going to leave from the fish market until then, ten minutes later than people are used to.",
    "The town has put aside enough money for the work, and the bakers on the quay have been told that they can keep their stalls.",
)
"""Four paragraphs that read like news."""
NAV = (
    "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/world>World</a></li><li><a href=/sport>Sport</a></li>"
    "<li><a href=/culture>Culture</a></li></ul></nav></header>"
)
FOOTER = (
    "<footer><ul><li><a href=/about>About us</a></li><li><a href=/privacy>Privacy policy</a></li></ul>"
    "<p>© 2026 Harbour Courier. All rights reserved.</p></footer>"
)


def paragraphs(texts: tuple[str, ...] | list[str] = STORY) -> str:
    """Each text in a p element."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(
    body: str = "",
    *,
    head: str = "<title>Old pier closes for two months | Harbour Courier</title>",
    title: str = "<h1>Old pier closes for two months</h1>",
    language: str = "en",
    around: bool = True,
) -> str:
    """A page with `body` as the inside of its article element; the four paragraphs of STORY where nothing is given."""
    inside = f"<main><article>{title}<div class=article-body>{body or paragraphs()}</div></article></main>"
    whole = f"{NAV}{inside}{FOOTER}" if around else inside
    lang = f" lang={language}" if language else ""
    return f"<!doctype html><html{lang}><head><meta charset=utf-8>{head}</head><body>{whole}</body></html>"

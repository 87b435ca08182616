"""An HTML page -> Article: what the page says of itself (JSON-LD, meta, h1), and its text by trafilatura."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from audiopress.errors import SourceError
from audiopress.model import Article
from audiopress.segment.assembly import Draft
from audiopress.segment.dates import parse_iso
from audiopress.segment.fields import split_kicker, without_site
from audiopress.segment.lines import Line
from audiopress.segment.profiles import Profile


def read_html(
    html: str | bytes,
    *,
    url: str | None = None,
    profile: Profile | None = None,
    timezone: str = "UTC",
    threshold: float = 0.6,
    allow_teaser: bool = False,
) -> Article:
    """The article of a page. Raises SourceError for a page without a story, and for a paywall's teaser unless allowed."""
    import trafilatura
    from lxml import etree
    from lxml import html as parser

    text = html.decode("utf-8", "replace") if isinstance(html, bytes) else html
    if not text.strip():
        raise SourceError("the page is empty", where=url or "", hint="give the whole page")
    draft = Draft(source=url or "", profile=profile, timezone=timezone)
    try:
        tree = parser.fromstring(text)
    except (etree.ParserError, ValueError):
        raise SourceError("the page cannot be read as HTML", where=url or "") from None
    _told(tree, draft)
    body = trafilatura.extract(text, favor_precision=True, include_comments=False) or ""
    lines = [Line(one.strip(), number, True, True) for number, one in enumerate(body.split("\n"), 1) if one.strip()]
    if not lines:
        raise SourceError("no story was found in the page", where=url or "")
    draft.take(lines, [0.9] * len(lines), set(range(len(lines))))
    return draft.finish(threshold=threshold, allow_teaser=allow_teaser)


def _told(tree: Any, draft: Draft) -> None:
    """What the page says of itself."""
    draft.language = tree.get("lang") or ""
    for node in _linked(tree):
        if "Article" not in str(node.get("@type")):
            continue
        draft.headline = str(node.get("headline") or "")
        authors = node.get("author") or []
        people = authors if isinstance(authors, list) else [authors]
        draft.byline = tuple(str(one.get("name", "") if isinstance(one, dict) else one) for one in people)
        draft.published = parse_iso(str(node.get("datePublished") or ""), draft.zone)
        draft.updated = parse_iso(str(node.get("dateModified") or ""), draft.zone)
        break
    if not draft.headline:
        heading = tree.xpath("//h1")
        draft.headline = heading[0].text_content().strip() if heading else ""
    draft.kicker, draft.headline = split_kicker(without_site(draft.headline, draft.site))


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD; a broken script is passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script)
        except ValueError:
            continue
        nodes = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        yield from (node for node in nodes if isinstance(node, dict))

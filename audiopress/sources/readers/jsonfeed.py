"""JSON Feed 1 and 1.1 (jsonfeed.org): items with their text, or with the address of their page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from audiopress.sources.documents import HTML, LINK, STORY, TEXT, Document, Note
from audiopress.sources.given import Given, one_line, plain, rows, table, web
from audiopress.sources.moments import moment
from audiopress.sources.reader import Reader, Wanted, newest
from audiopress.sources.syndication import page_of, whole, worthy
from audiopress.sources.urls import joined


class JSONFeed(Reader):
    """A feed's items."""

    name: ClassVar[str] = "jsonfeed"
    told: ClassVar[str] = "JSON Feed 1.1"

    def sees(self, given: Given) -> bool:
        """It names its version by an address."""
        data = table(given.json)
        return "jsonfeed.org/version" in str(data.get("version", "")) and isinstance(data.get("items"), list)

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document | Note]:
        """An item each, the newest first."""
        feed = table(given.json)
        return newest([_document(item, feed, given.url) for item in rows(feed.get("items"))], wanted)

    def following(self, given: Given) -> str:
        """`next_url` of the feed."""
        return web(joined(given.url, one_line(table(given.json).get("next_url"))))


def _document(item: dict[str, Any], feed: dict[str, Any], base: str) -> Document:
    link = web(joined(base, one_line(item.get("url")))) or web(item.get("url"))
    html, text = str(item.get("content_html") or ""), str(item.get("content_text") or "")
    summary = str(item.get("summary") or "")
    # 1.0 had one author, 1.1 has several; an item without any has the feed's.
    people = rows(item.get("authors") or item.get("author")) or rows(feed.get("authors") or feed.get("author"))
    known = Document(
        kind=STORY,
        source=link or one_line(item.get("id")),
        url=link,
        headline=plain(item.get("title")),
        byline=tuple(filter(None, (plain(one.get("name")) for one in people))),
        published=moment(item.get("date_published")),
        updated=moment(item.get("date_modified")),
        section=next((one_line(tag) for tag in item.get("tags") or () if isinstance(tag, str)), ""),
        language=one_line(item.get("language") or feed.get("language")),
        site=plain(feed.get("title")),
        image=web(item.get("image")) or web(item.get("banner_image")),
    )
    if html and (not link or whole(html, summary)):
        return replace(known, body=html)
    if text and not html and (not link or whole(page_of(text), summary)):
        return replace(known, kind=STORY, body=page_of(text))
    own = html or page_of(text) or page_of(summary)
    instead = replace(known, kind=HTML, body=own) if worthy(own) else None
    if link:
        return replace(known, kind=LINK, instead=instead)
    return replace(known, kind=TEXT, body=text or summary)

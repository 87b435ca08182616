"""RSS and Atom: entries with their text where the feed carries it whole, else the pages that they point to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from audiopress.sources.documents import HTML, LINK, STORY, Document, Note
from audiopress.sources.given import Given, below, web
from audiopress.sources.reader import Reader, Wanted, older, recent
from audiopress.sources.syndication import FeedEntry, feed, is_feed, worthy
from audiopress.sources.urls import joined


class Feed(Reader):
    """A feed's entries, the newest first."""

    name: ClassVar[str] = "feed"
    told: ClassVar[str] = "RSS and Atom"
    nothing: ClassVar[str] = "the feed has no entries"

    def sees(self, given: Given) -> bool:
        """Its first element is one of RSS, RDF or Atom."""
        return is_feed(given.text)

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document | Note]:
        """An entry each."""
        found = feed(
            given.data, url=given.url, content_type=given.content_type, charset=given.charset, most=wanted.most
        )
        for entry in found.entries:
            if recent(made := _document(entry), wanted):
                yield made
        if found.left_out:
            yield older(wanted.most, found.left_out)

    def following(self, given: Given) -> str:
        """The next page of a feed that is paged or archived (RFC 5005)."""
        if 'rel="next"' not in given.text[:20_000] and "rel='next'" not in given.text[:20_000]:
            return ""
        for link in below(given.xml, "link"):
            if link.get("rel") == "next":
                return web(joined(given.url, str(link.get("href") or "")))
        return ""


def _document(entry: FeedEntry) -> Document:
    def made(kind: str, body: str = "", instead: Document | None = None) -> Document:
        return Document(
            kind=kind,
            source=entry.name,
            url=entry.link,
            body=body,
            headline=entry.title,
            byline=entry.authors,
            published=entry.published,
            updated=entry.updated,
            language=entry.language,
            image=entry.image,
            section=entry.section,
            instead=instead,
        )

    if entry.whole:
        return made(STORY, entry.page(entry.content))
    own = made(HTML, entry.page(entry.longest)) if worthy(entry.longest) else None
    if not entry.link:
        return own or made(LINK)
    return made(LINK, instead=own)

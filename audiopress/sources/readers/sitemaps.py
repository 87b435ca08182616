"""News sitemaps: the pages that they name, with what they say of each; and indexes of sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from audiopress.sources.documents import LINK, LIST, Document, Note
from audiopress.sources.given import Given, child, children, web, words
from audiopress.sources.moments import moment
from audiopress.sources.reader import Reader, Wanted, newest


class Sitemap(Reader):
    """The pages of a sitemap, the newest first."""

    name: ClassVar[str] = "sitemap"
    told: ClassVar[str] = "news sitemaps"

    def sees(self, given: Given) -> bool:
        """Its root is `urlset`, or `sitemapindex`."""
        return given.element in {"urlset", "sitemapindex"}

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document | Note]:
        """A page each; of an index, a list each."""
        found = [_document(one) for one in children(given.xml, "url", "sitemap")]
        # A site's sitemap names its contact page as well as its stories; a news sitemap says which are the stories.
        news = [one for one in found if one.headline or one.kind == LIST]
        return newest([one for one in news or found if one.url], wanted)


def _document(entry: Any) -> Document:
    link = web(words(child(entry, "loc")))
    news = child(entry, "news")
    publication = child(news, "publication")
    changed = moment(words(child(entry, "lastmod")))
    return Document(
        kind=LIST if entry.tag.rpartition("}")[2] == "sitemap" else LINK,
        source=link,
        url=link,
        headline=words(child(news, "title")),
        published=moment(words(child(news, "publication_date"))) or (None if news is not None else changed),
        updated=changed if news is not None else None,
        language=words(child(publication, "language")),
        site=words(child(publication, "name")),
    )

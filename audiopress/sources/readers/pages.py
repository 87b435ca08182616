"""What everybody has: HTML pages, and text that was copied from one. They see what no other reader did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from audiopress.sources.decoding import first_element
from audiopress.sources.documents import HTML, TEXT, Document
from audiopress.sources.given import Given
from audiopress.sources.reader import Reader, Wanted

ELEMENTS: Final = frozenset(
    "html head body title meta link script style main article section header div p span table h1 h2 h3 ul a img".split()
)
ENDS: Final = frozenset({".html", ".htm", ".xhtml"})
_MARKUP = re.compile(r"<(?:html|body|p|div|article)\b[^<>]*>", re.IGNORECASE)


class Page(Reader):
    """One page of HTML."""

    name: ClassVar[str] = "html"
    told: ClassVar[str] = "HTML pages"
    after: ClassVar[bool] = True

    def sees(self, given: Given) -> bool:
        """By its first element; a piece of a page that begins with words is HTML when its name says so and it has markup."""
        if first_element(given.text) in ELEMENTS:
            return True
        return given.suffix in ENDS and _MARKUP.search(given.text[:20_000]) is not None

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """The page."""
        del wanted
        yield Document(kind=HTML, body=given.text, url=given.url, encoding=given.charset)


class Copied(Reader):
    """Text that was copied or dumped from a page."""

    name: ClassVar[str] = "text"
    told: ClassVar[str] = "copied text"
    after: ClassVar[bool] = True

    def sees(self, given: Given) -> bool:
        """What is neither XML nor JSON; of those only what a reader knows is a story."""
        return not given.element and not given.jsonlike

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """The text, which may hold several stories."""
        del wanted
        yield Document(kind=TEXT, body=given.text, url=given.url, encoding=given.charset, doubtful=given.text)

"""Feeds -> entries: what a feed says of each article, and its text where the feed carries it whole."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import Any, Final

from audiopress.sources import newest
from audiopress.sources.decoding import decoded, first_element
from audiopress.sources.given import plain
from audiopress.sources.urls import SCHEMES, split

WORTH: Final = 600
"""Characters of words a feed's own text needs to stand for the article where its page cannot be had."""
WHOLE: Final = 1200
"""Characters of words from which a feed's content is taken for the whole article, and its page is not fetched."""
SEVERAL: Final = 3
"""Paragraphs from which a shorter content is one too: an excerpt is one, or two."""
SHORT: Final = 240
"""Characters of words of the shortest article in several paragraphs."""
ROOTS: Final = {"rss", "feed", "rdf:rdf"}
_CUT = re.compile(
    r"(?:\[?\s*(?:…|\.\.\.)\s*\]?|(?:read|continue)\s+(?:more|reading|the\s+(?:full|whole)\s+\w+)\b.{0,60}|weiterlesen.{0,40}"
    r"|lire\s+la\s+suite.{0,40}|leer\s+m[aá]s.{0,40}|続きを読む.{0,40}|더\s*보기.{0,40})\W*$",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_PARAGRAPH: Final = re.compile(r"<p[\s>]|<br\s*/?>\s*<br|\n[ \t\r]{0,20}\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """What a feed says of one article."""

    link: str
    """Its page, http(s), or an empty string."""
    name: str
    """What messages call it: its link, else its id or title."""
    title: str
    authors: tuple[str, ...]
    published: datetime | None
    updated: datetime | None
    image: str
    content: str
    """HTML that the feed gives as the article; empty where it gives none."""
    summary: str
    """HTML that the feed gives as its summary."""
    language: str
    section: str = ""

    @property
    def whole(self) -> bool:
        """Whether the content is the article."""
        return whole(self.content, self.summary)

    @property
    def longest(self) -> str:
        """Content or summary, whichever says more."""
        return max(self.content, self.summary, key=lambda html: len(text_of(html)))

    def page(self, html: str) -> str:
        """The entry with this text, as a small page of its own."""
        heading = f"<h1>{escape(self.title)}</h1>" if self.title else ""
        language = f' lang="{escape(self.language)}"' if self.language else ""
        body = html if "<" in html else page_of(html)
        return f"<html{language}><body><article>{heading}{body}</article></body></html>"


def whole(content: str, summary: str = "") -> bool:
    """Whether a content is the article: long or in several paragraphs, no summary again, and not cut off with "read more"."""
    words = text_of(content)
    if _CUT.search(words[-120:]):
        return False
    if len(words) >= WHOLE:
        return True
    paragraphs = len(_PARAGRAPH.findall(content))
    return len(words) >= SHORT and paragraphs >= SEVERAL and len(words) > 1.5 * len(text_of(summary))


def worthy(html: str) -> bool:
    """Whether a text may stand for the article where its page cannot be had."""
    return len(text_of(html)) >= WORTH


def page_of(text: str) -> str:
    """Plain text as HTML: paragraphs by blank lines, else by lines."""
    parts = re.split(r"\n\s*\n", text) if re.search(r"\n[ \t]*\n", text.strip()) else text.splitlines()
    return "".join(f"<p>{escape(' '.join(part.split()), quote=False)}</p>" for part in parts if part.strip())


def is_feed(text: str) -> bool:
    """Whether a text is RSS or Atom by its first element."""
    name = first_element(text)
    return name in ROOTS or name.rpartition(":")[2] == "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRead:
    """What is read of a feed."""

    entries: Iterator[FeedEntry]
    """Each article once, the newest first, and no more than were asked for."""
    left_out: int
    """How many older ones there are."""


def feed(data: bytes, *, url: str = "", content_type: str = "", charset: str = "", most: int = newest.MOST) -> FeedRead:
    """The newest entries of a feed. `url` is where relative links begin; nothing is opened or fetched."""
    import feedparser

    short, number = newest.shortened(decoded(data, charset=charset), most=most)
    if short:
        data, content_type = short, "application/xml; charset=utf-8"
    headers = {"content-location": url} if url else {}
    if content_type:
        headers["content-type"] = content_type
    # A stream, because feedparser opens files and addresses when it is given a name of one.
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    items = parsed.entries
    dates = [_instant(item.get("published_parsed")) or _updated(item) for item in items]
    found = _entries(newest.in_order(items, dates)[:most], str(parsed.feed.get("language", "")), _authors(parsed.feed))
    return FeedRead(entries=found, left_out=max(number, len(items)) - min(most, len(items)))


def _entries(items: Iterable[Any], language: str, authors: tuple[str, ...]) -> Iterator[FeedEntry]:
    """The entries, each once; `authors` are the feed's, who wrote what names nobody else (RFC 4287, 4.2.1)."""
    seen: set[str] = set()
    for item in items:
        entry = _entry(item, language)
        if not entry.authors:
            entry = replace(entry, authors=authors)
        if entry.name not in seen:
            seen.add(entry.name)
            yield entry


def text_of(html: str) -> str:
    """The words of a piece of HTML, for counting them."""
    return " ".join(_TAG.sub(" ", html).split())


def _entry(item: Any, language: str) -> FeedEntry:
    link = str(item.get("link", ""))
    parts = split(link)
    # One that is no address at all keeps its place, and is told as that when it is asked for.
    if parts is not None and parts.scheme.lower() not in SCHEMES:
        link = ""
    # Titles in CDATA are escaped twice by many systems; feedparser reads one of the two.
    title = plain(str(item.get("title", "")))
    contents = [str(part.get("value", "")) for part in item.get("content", ())]
    summary = str(item.get("summary", ""))
    return FeedEntry(
        link=link,
        name=link or str(item.get("id", "")) or title,
        title=title,
        authors=_authors(item),
        published=_instant(item.get("published_parsed")),
        updated=_updated(item),
        image=_image(item),
        content=max(contents, key=len, default=""),
        # Where a feed has no summary, feedparser gives the content for it.
        summary="" if summary in contents else summary,
        language=str(item.get("language", "")) or language,
        section=next((plain(str(tag.get("term") or "")) for tag in item.get("tags", ()) if tag), ""),
    )


def _authors(item: Any) -> tuple[str, ...]:
    """Names; RSS writes `mail@example.org (Ada Bell)`, and an address alone is nobody's name."""
    # Of an address whose domain ends in more than four letters feedparser leaves the rest before the name.
    names = [plain(str(one.get("name", ""))) for one in item.get("authors", ()) if one]
    found = [name.rpartition("(")[2].strip(" )") for name in names]
    return tuple(dict.fromkeys(name for name in found if name and "@" not in name))


def _instant(parsed: Any) -> datetime | None:
    """feedparser's time tuples are UTC."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _updated(item: Any) -> datetime | None:
    # Asked for one that is not there, feedparser gives the date of publication, with a warning.
    return _instant(item["updated_parsed"]) if "updated_parsed" in item else None


def _image(item: Any) -> str:
    for part in (*item.get("media_content", ()), *item.get("media_thumbnail", ()), *item.get("enclosures", ())):
        kind = str(part.get("type", "") or part.get("medium", "") or "image")
        url = str(part.get("url", "") or part.get("href", ""))
        if kind.startswith("image") and url.startswith(("http://", "https://")):
            return url
    return ""

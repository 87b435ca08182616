"""Sources -> articles: files, folders, addresses, feeds and standard input. One fault never costs the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from audiopress.errors import AudiopressError, FetchError, SourceError
from audiopress.model import Article, Settings
from audiopress.segment.dump import read_text
from audiopress.segment.fetch import fetch
from audiopress.segment.html import read_html
from audiopress.segment.profiles import Profile, load_profiles, profile_for

WORTH: Final = 600
"""Characters a feed's own text needs to stand for the article, where the article cannot be fetched."""
LARGEST: Final = 20_000_000
"""Bytes of a file; a page is never larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source: an article or an error."""

    source: str
    article: Article | None = None
    error: AudiopressError | None = None


def read(
    source: str,
    *,
    settings: Settings,
    folder: Path,
    stdin: BinaryIO | None = None,
    profiles: Sequence[Path] = (),
    cache: Path | None = None,
    allow_teaser: bool = False,
) -> Iterator[Outcome]:
    """Every article of a source. Relative paths are relative to `folder`; `profiles` are folders of publisher profiles."""
    reader = _Reader(settings=settings, profiles=load_profiles(profiles), cache=cache, allow_teaser=allow_teaser)
    if source == "-":
        yield from reader.data(stdin.read() if stdin else b"", "-")
    elif source.startswith(("http://", "https://")):
        yield from reader.address(source)
    else:
        yield from reader.path(source, folder / source)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    settings: Settings
    profiles: Mapping[str, Profile]
    cache: Path | None
    allow_teaser: bool

    def path(self, source: str, path: Path) -> Iterator[Outcome]:
        """A file, or every file of a folder but the hidden ones."""
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
            if not inside:
                yield Outcome(source=source, error=SourceError("the folder is empty", where=source))
            for one in inside:
                yield from self.path(str(Path(source) / one.name), one)
            return
        try:
            if path.stat().st_size > LARGEST:
                raise SourceError(f"is larger than {LARGEST // 1_000_000} MB", where=source, hint="is it a page?")
            data = path.read_bytes()
        except FileNotFoundError:
            error = SourceError("there is no such file", where=source, hint="give a file, a folder, an address or -")
            yield Outcome(source=source, error=error)
            return
        except OSError as fault:
            yield Outcome(source=source, error=SourceError(f"cannot be read: {fault.strerror}", where=source))
            return
        except SourceError as fault:
            yield Outcome(source=source, error=fault)
            return
        yield from self.data(data, source)

    def address(self, url: str) -> Iterator[Outcome]:
        """A page, or a feed of them."""
        try:
            page = fetch(url, settings=self.settings, cache=self.cache)
        except AudiopressError as error:
            yield Outcome(source=url, error=error)
            return
        yield from self.data(page.body, page.url)

    def data(self, data: bytes, source: str) -> Iterator[Outcome]:
        """Bytes of a page or of a feed, by what they begin with."""
        head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1000].lower()
        if b"\0" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield Outcome(
                source=source, error=SourceError("is not text", where=source, hint="give a page as HTML or text")
            )
        elif head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and any(
            mark in head for mark in (b"<rss", b"<feed", b"<rdf")
        ):
            yield from self.feed(data, source)
        else:
            yield self.attempt(data, source, html=head.startswith(b"<") or b"<html" in head or b"<body" in head)

    def attempt(self, data: bytes, source: str, *, html: bool) -> Outcome:
        """One article, or its error."""
        try:
            return Outcome(source=source, article=self.article(data, source, html=html))
        except AudiopressError as error:
            error.where = error.where or source
            return Outcome(source=source, error=error)

    def article(self, data: bytes | str, source: str, *, html: bool) -> Article:
        """Raises SourceError."""
        how: dict[str, Any] = {
            "profile": profile_for(source, self.profiles),
            "timezone": self.settings.timezone,
            "allow_teaser": self.allow_teaser,
        }
        if html:
            return replace(read_html(data, url=source if "://" in source else None, **how), source=source)
        return read_text(data if isinstance(data, str) else decoded(data), source=source, **how)

    def feed(self, data: bytes, source: str) -> Iterator[Outcome]:
        """The entries of a feed: their own text where it is whole, else the pages they point to."""
        import feedparser

        parsed = feedparser.parse(data)
        if not parsed.entries:
            yield Outcome(source=source, error=SourceError("the feed has no entries", where=source))
        for entry in parsed.entries:
            yield self.entry(entry, source)

    def entry(self, entry: Any, source: str) -> Outcome:
        """One entry of a feed."""
        link = str(entry.get("link", ""))
        name = link or str(entry.get("id", "")) or source
        own = max((str(part.value) for part in entry.get("content", ())), key=len, default="")
        page = _page(entry, own)
        if len(own) > 2 * WORTH:
            return self.attempt(page.encode(), name, html=True)
        if link.startswith(("http://", "https://")):
            found = next(self.address(link))
            if found.article is not None or len(own) < WORTH:
                return found
        if len(own or str(entry.get("summary", ""))) >= WORTH:
            return self.attempt(page.encode(), name, html=True)
        error = FetchError("the feed has no article text, and no page to fetch it from", where=name)
        return Outcome(source=name, error=error)


def _page(entry: Any, own: str) -> str:
    """An entry as a small page of its own."""
    from html import escape

    made = f"<h1>{escape(str(entry.get('title', '')))}</h1>"
    if entry.get("author"):
        made += f"<p>By {escape(str(entry['author']))}</p>"
    if entry.get("published"):
        made += f'<meta property="article:published_time" content="{escape(str(entry["published"]))}">'
    return f"<html><body><article>{made}{own or entry.get('summary', '')}</article></body></html>"


def decoded(data: bytes) -> str:
    """Text in the encoding its bytes say: a mark, UTF-8, else the legacy one that fits."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    for name in ("utf-8", "cp949", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")

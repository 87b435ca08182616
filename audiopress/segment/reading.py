"""Sources -> articles: files, folders, addresses, feeds and standard input. One fault never costs the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from audiopress.errors import AudiopressError, FetchError, SourceError
from audiopress.model import Article, Settings
from audiopress.segment.page.dump import read_lines, read_text, separate
from audiopress.segment.page.html import read_html
from audiopress.segment.page.plausibility import PAGES, doubt, is_note
from audiopress.segment.page.profiles import Profile, load_profiles, profile_for, profile_in
from audiopress.segment.page.several import ALL, free_name, name_of, parted, told
from audiopress.sources.decoding import MARKS, decoded, first_element
from audiopress.sources.newest import MOST
from audiopress.sources.syndication import Entry, feed, is_feed

if TYPE_CHECKING:
    from audiopress.segment.page.line_model import LineModel
    from audiopress.segment.page.text_model import Line
    from audiopress.sources.fetch import Fetcher

LARGEST: Final = 20_000_000
"""Bytes of a file; a page is never larger."""
SHOWN: Final = 5
"""Headlines that an error names."""
KINDS: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
"""How files begin that people give by mistake."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_SITE = re.compile(
    r"(?:(?:[a-z0-9-]+\.)+[a-z]{2,}|(localhost|\d{1,3}(?:\.\d{1,3}){3}))(?::\d+)?(/\S*)?", re.IGNORECASE | re.ASCII
)
"""An address without its scheme; the first group is a host of this machine or network, the second a path."""
_PAGES: Final = frozenset((".txt", ".md", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".json"))
"""Ends of the names of files; `page.txt` that is not there is no address."""
_HTML: Final = frozenset(
    "html head body title meta link script style main article section header div p span table h1 h2 h3 ul a img".split()
)
_MARKUP = re.compile(r"<(?:html|body|p|div|article)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source: an article or an error."""

    source: str
    article: Article | None = None
    error: AudiopressError | None = None
    others: tuple[str, ...] = ()
    """The headlines of the stories that stand in the same text and were not asked for."""
    note: str = ""
    """What was passed over, where there is neither an article nor an error: files of a folder, old entries of a feed."""


def read(
    source: str,
    *,
    settings: Settings,
    folder: Path,
    stdin: BinaryIO | None = None,
    profiles: Sequence[Path] = (),
    cache: Path | None = None,
    line_model: Path | None = None,
    allow_teaser: bool = False,
    known: Collection[str] = (),
    newest: int = MOST,
) -> Iterator[Outcome]:
    """Every article of a source, or the error that kept it from being read, each read when it is asked for.

    A source is a file, a folder, an http(s) address, a feed (either way), or `-` for `stdin`. Of a text with several
    stories the longest is read; `FILE#all` are all of them, `FILE#2` is the second, `FILE#some-headline` the one of that
    headline, and so with a folder or a feed. Relative paths are relative to `folder`; `profiles` are folders of publisher
    profiles; `cache` keeps fetched pages with their validators; `line_model` is a file for the pages that are plain text.
    Of a feed the `newest` entries are read, the newest first, and none whose address is `known`. Raises ConfigError for
    a profile or model that cannot be used.
    """
    model: LineModel | None = None
    if line_model is not None:
        from audiopress.segment.page.line_model import load_line_model

        model = load_line_model(line_model)
    name, story = parted(source, folder)
    with ExitStack() as ending:
        reader = _Reader(
            settings=settings,
            profiles=load_profiles(profiles),
            cache=cache,
            model=model,
            allow_teaser=allow_teaser,
            each=bool(story),
            known=known,
            newest=newest,
            ending=ending,
        )
        if not source.strip():
            # An unset variable in a shell: as a path it would be this folder, and every file of it an episode.
            yield _failed("", "the source's name is empty", "give a file, a folder, an address or -")
            return
        if name == "-":
            found = reader.data(stdin.read(LARGEST + 1) if stdin else b"", "-")
        elif _SCHEME.match(source):
            found = reader.address(source)
        else:
            found = reader.path(name, folder / name)
        found = guarded(source, found)
        yield from found if story in {"", ALL} else _one(found, name, story)


@dataclass(slots=True, kw_only=True)
class _Reader:
    settings: Settings
    profiles: Mapping[str, Profile]
    cache: Path | None
    model: LineModel | None
    allow_teaser: bool
    each: bool
    """Every story of a text is wanted."""
    known: Collection[str]
    newest: int
    ending: ExitStack
    _fetcher: Fetcher | None = field(default=None)

    @property
    def fetcher(self) -> Fetcher:
        """Made when the first address is read: files need no network library."""
        if self._fetcher is None:
            from audiopress.sources.fetch import Fetcher

            self._fetcher = self.ending.enter_context(Fetcher(settings=self.settings, cache=self.cache))
        return self._fetcher

    # ---- where bytes come from

    def path(self, source: str, path: Path) -> Iterator[Outcome]:
        """A file, or every file below a folder."""
        try:
            if path.is_dir():
                yield from self.folder(source, path)
                return
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except FileNotFoundError:
            hint = "give a file, a folder, an address or -"
            site = _SITE.fullmatch(source)
            if site and (site[2] or path.suffix.lower() not in _PAGES):
                hint = f"if it is an address: {'http' if site[1] else 'https'}://{source}"
            yield _failed(source, "there is no such file", hint)
        except (OSError, ValueError) as error:
            yield _failed(source, f"cannot be read: {getattr(error, 'strerror', None) or error}")
        else:
            yield from self.data(data, source, suffix=path.suffix.lower())

    def folder(self, source: str, path: Path) -> Iterator[Outcome]:
        """Every page below, in the order of names; not hidden files, nor what browsers put beside a page they save."""
        inside = sorted(one for one in path.iterdir() if not one.name.startswith(".") and not _companion(one))
        pages = [one for one in inside if one.is_dir() or (one.suffix.lower() in PAGES and not is_note(one))]
        if not pages:
            what = "holds no page" if inside else "is empty"
            yield _failed(source, f"the folder {what}", "put pages into it, as .html, .htm, .txt or .md")
        for one in pages:
            # A link to a folder may lead back up.
            if not (one.is_dir() and one.is_symlink()):
                name = str(Path(source) / one.name)
                yield from guarded(name, self.path(name, one))
        if pages and (others := [one.name for one in inside if one not in set(pages)]):
            named = ", ".join(others[:SHOWN]) + (", …" if len(others) > SHOWN else "")
            files = "1 file is" if len(others) == 1 else f"{len(others)} files are"
            yield Outcome(source=source, note=f"{source}: {files} passed over, being no page: {named}")

    def address(self, url: str) -> Iterator[Outcome]:
        """A page, or a feed of them."""
        try:
            page = self.fetcher.page(url)
        except AudiopressError as error:
            yield Outcome(source=url, error=error)
            return
        yield from self.data(page.body, page.url, content_type=page.content_type, charset=page.charset)

    # ---- what bytes are

    def data(
        self, data: bytes, source: str, *, suffix: str = "", content_type: str = "", charset: str = ""
    ) -> Iterator[Outcome]:
        """A page or a feed, by what it holds and not by what it is called."""
        if len(data) > LARGEST:
            yield _failed(source, f"is larger than {LARGEST // 1_000_000} MB", "is it a page?")
        elif what := _binary(data):
            yield _failed(source, f"is not text but {what}", "give the page as HTML or text")
        elif is_feed(text := decoded(data, charset=charset)):
            yield from self.feed(data, source, content_type=content_type, charset=charset)
        elif _is_html(text, suffix):
            yield self.attempt(text, source, html=True)
        else:
            yield from self.text(text, source)

    def text(self, text: str, source: str) -> Iterator[Outcome]:
        """The story of a text, or every one of several."""
        parts = separate(text)
        if len(parts) == 1:
            yield self.attempt(text, source, html=False)
            return
        found = [self.attempt("\n".join(line.text for line in part), source, html=False, lines=part) for part in parts]
        if not self.each:
            main = parts.index(max(parts, key=told))
            others = [one.article.headline for at, one in enumerate(found) if one.article and at != main]
            yield replace(self.attempt(text, source, html=False), others=tuple(others))
            return
        taken: set[str] = set()
        for outcome in found:
            if outcome.article is None:
                yield outcome
                continue
            name = free_name(outcome.article.headline, taken)
            taken.add(name)
            known = f"{source}#{name}"
            yield replace(outcome, source=known, article=replace(outcome.article, source=known))

    def attempt(self, text: str, source: str, *, html: bool, lines: Sequence[Line] = ()) -> Outcome:
        """One article, or its error."""
        return attempted(
            source, lambda: Outcome(source=source, article=self.article(text, source, html=html, lines=lines))
        )

    def article(self, text: str, source: str, *, html: bool, lines: Sequence[Line] = ()) -> Article:
        """A page's, or that of the `lines` of one of its stories, whose text is given too. Raises SourceError."""
        how: dict[str, Any] = {
            "profile": profile_for(source, self.profiles) or profile_in(text, self.profiles),
            "timezone": self.settings.timezone,
            "allow_teaser": self.allow_teaser,
        }
        if html:
            return replace(read_html(text, url=source if "://" in source else None, **how), source=source)
        if lines:
            found = read_lines(lines, source=source, model=self.model, **how)
        else:
            found = read_text(text, source=source, model=self.model, **how)
        if why := doubt(found, text):
            raise SourceError(why, hint="if it is one, put a line `By NAME` below its headline")
        return found

    # ---- feeds

    def feed(self, data: bytes, source: str, *, content_type: str = "", charset: str = "") -> Iterator[Outcome]:
        """The newest entries of a feed: their own text where it is whole, else the pages they point to."""
        empty = True
        found = feed(
            data,
            url=source if "://" in source else "",
            content_type=content_type,
            charset=charset,
            most=self.newest,
        )
        for entry in found.entries:
            empty = False
            if entry.name not in self.known:
                yield attempted(entry.name or source, partial(self.entry, entry, source))
        if empty:
            yield _failed(source, "the feed has no entries", "look at it in a browser; is it the right address?")
        elif found.left_out:
            note = f"{source}: the newest {self.newest} entries are read, and not {found.left_out} older ones"
            yield Outcome(source=source, note=note)

    def entry(self, entry: Entry, feed: str) -> Outcome:
        """One entry; where its page cannot be had, the feed's own text if it says enough."""
        name = entry.name or feed
        if entry.whole:
            return self.own(entry, name, entry.content)
        if not entry.link:
            if entry.worthy:
                return self.own(entry, name, entry.longest)
            hint = "give the article's page or address"
            return _failed(name, "the feed has neither the article's text nor its address", hint)
        try:
            page = self.fetcher.page(entry.link)
            if is_feed(text := decoded(page.body, charset=page.charset)):
                raise FetchError("the entry points to a feed, not to a page", where=entry.link)
            found = self.article(text, page.url, html=_is_html(text, ""))
        except AudiopressError as error:
            error.where = error.where or name
            if not entry.worthy:
                return Outcome(source=name, error=error)
            own = self.own(entry, name, entry.longest)
            # What went wrong on the way to the page says more than what is wrong with the feed's own text.
            return own if own.article is not None else Outcome(source=name, error=error)
        return Outcome(source=found.source, article=entry.fill(found))

    def own(self, entry: Entry, name: str, html: str) -> Outcome:
        """The entry's own text as an article."""
        outcome = self.attempt(entry.page(html), name, html=True)
        return replace(outcome, article=entry.fill(outcome.article)) if outcome.article is not None else outcome


def attempted(source: str, do: Callable[[], Outcome]) -> Outcome:
    """What `do` makes of one source, or the error of it alone."""
    try:
        return do()
    except AudiopressError as error:
        error.where = error.where or source
        return Outcome(source=source, error=error)
    except OSError:  # a full disk is nobody's page
        raise
    except Exception as fault:  # noqa: BLE001 - pages come from strangers, and one never costs the others
        return Outcome(source=source, error=_unexpected(source, fault))


def guarded(source: str, found: Iterator[Outcome]) -> Iterator[Outcome]:
    """What was found, and where that comes to an end by a fault of ours, the error that names it."""
    try:
        yield from found
    except (AudiopressError, OSError):
        raise
    except Exception as fault:  # noqa: BLE001 - as in `attempted`
        yield Outcome(source=source, error=_unexpected(source, fault))


def _unexpected(source: str, fault: Exception) -> SourceError:
    """A fault that nobody thought of: what it is and where, because a listener's morning does not wait for a traceback."""
    frames = [frame for frame in extract_tb(fault.__traceback__) if "audiopress" in frame.filename]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    error = SourceError(
        f"cannot be read: {type(fault).__name__}{place}",
        where=source,
        hint="a fault of audiopress, not yours: report it with the page",
    )
    error.__cause__ = fault
    return error


def _one(outcomes: Iterator[Outcome], source: str, story: str) -> list[Outcome]:
    """The one of several that was asked for by its number or by the words of its headline."""
    found: list[Outcome] = []
    number = int(story) if story.isdecimal() and len(story) <= 6 else 0
    for one in outcomes:
        if not one.note:
            found.append(one)
        if number and len(found) == number:
            return [found[-1]]
    name = name_of(story)
    # Of two with one headline each has a name of its own.
    named = [one for one in found if one.article and one.source.endswith((f"#{story}", f"#{name}"))]
    named = named or [one for one in found if one.article and name_of(one.article.headline) == name]
    if named or not any(one.article for one in found):
        return named or list(found)
    there = [f"#{n} is {one.article.headline!r}" for n, one in enumerate(found, 1) if one.article]
    return [_failed(source, f"has no story #{story}", "; ".join(there[:SHOWN]) + ("; …" if len(there) > SHOWN else ""))]


def _failed(source: str, message: str, hint: str = "") -> Outcome:
    return Outcome(source=source, error=SourceError(message, where=source, hint=hint))


def _companion(path: Path) -> bool:
    """`Page_files/` beside `Page.html`, as browsers save the pictures and scripts of a page."""
    stem, mark, rest = path.name.rpartition("_files")
    return bool(mark) and not rest and any(path.with_name(stem + end).exists() for end in (".html", ".htm"))


def _binary(data: bytes) -> str:
    """What a file is that is not text, or nothing."""
    if data.startswith(tuple(mark for mark, _ in MARKS)):
        return ""
    for mark, name in KINDS:
        if data.startswith(mark):
            return name
    return "binary data" if b"\0" in data[:8000] else ""


def _is_html(text: str, suffix: str) -> bool:
    """By its first element; a piece of a page that begins with words is HTML when its name says so and it has markup."""
    if first_element(text) in _HTML:
        return True
    return suffix in {".html", ".htm", ".xhtml"} and _MARKUP.search(text[:20_000]) is not None

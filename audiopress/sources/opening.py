"""Files, folders, addresses, mailboxes and standard input -> what is found in them: documents, errors, notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from audiopress.config import source_faults
from audiopress.doors import SOURCES
from audiopress.errors import AudiopressError, FetchError, SourceError
from audiopress.model import Settings, Source
from audiopress.sources.asking import ADDRESS, MAILBOX, password
from audiopress.sources.documents import LINK, LIST, Document, Found, Note
from audiopress.sources.folders import DATA, PAGES, is_companion, is_note
from audiopress.sources.given import Given
from audiopress.sources.guarding import unexpected
from audiopress.sources.moments import begin
from audiopress.sources.newest import MOST
from audiopress.sources.reader import Reader, Secret, Wanted, recent

if TYPE_CHECKING:
    from audiopress.sources.fetch import Fetcher

LARGEST: Final = 20_000_000
"""Bytes of a file; a page is never larger."""
BOXES: Final = 200_000_000
"""Bytes of a box of mail."""
SHOWN: Final = 5
"""Names of files that a note has."""
PARTS: Final = 50
"""Parts of one list that are asked for at most."""
DEEPEST: Final = 2
"""Lists within lists that are followed."""
_SITE = re.compile(
    r"(?:(?:[a-z0-9-]+\.)+[a-z]{2,}|(localhost|\d{1,3}(?:\.\d{1,3}){3}))(?::\d+)?(/\S*)?", re.IGNORECASE | re.ASCII
)
"""An address without its scheme; the first group is a host of this machine or network, the second a path."""


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class Opener:
    """Opens sources, each when it is asked for. Belongs to one thread."""

    settings: Settings
    ending: ExitStack
    cache: Path | None = None
    known: Collection[str] = ()
    """Addresses that are passed over."""
    newest: int = MOST
    _fetcher: Fetcher | None = field(default=None)
    _readers: list[Reader] | None = field(default=None)

    def open(self, source: Source, folder: Path, stdin: BinaryIO | None = None) -> Iterator[Found]:
        """What a source holds; relative paths are relative to `folder`. A fault in one part never costs the others."""
        name = source.url
        for _, told, hint in source_faults(source):
            yield failed(name, told, hint)
            return
        wanted = Wanted(since=begin(source.since, now=_clock()), most=source.max or self.newest)
        if MAILBOX.match(name):
            yield from self._mailbox(source, wanted)
        elif ADDRESS.match(name):
            yield from self._address(source, wanted, DEEPEST)
        elif name == "-":
            yield from self._data(Given("-", stdin.read(LARGEST + 1) if stdin else b""), source, wanted)
        else:
            yield from self._path(name, folder / name, source, wanted)

    @property
    def fetcher(self) -> Fetcher:
        """Made when the first address is read: files need no network library."""
        if self._fetcher is None:
            from audiopress.sources.fetch import Fetcher

            self._fetcher = self.ending.enter_context(Fetcher(settings=self.settings, cache=self.cache))
        return self._fetcher

    def reader(self, given: Given) -> Reader | None:
        """Who reads the bytes: of what is built in the one that knows them, else a plug-in's, else a page's."""
        if self._readers is None:
            found = SOURCES.usable()
            order = sorted(found, key=lambda name: (found[name].after, name not in SOURCES.builtin, name))
            self._readers = [found[name]() for name in order]
        return next((one for one in self._readers if one.sees(given)), None)

    # ---- where bytes come from

    def _path(self, source: str, path: Path, asked: Source, wanted: Wanted) -> Iterator[Found]:
        """A file, or every file below a folder."""
        try:
            if path.is_dir():
                yield from self._folder(source, path, asked, wanted)
                return
            given = _read(source, path)
        except FileNotFoundError:
            hint = "give a file, a folder, an address or -"
            site = _SITE.fullmatch(source)
            if site and (site[2] or path.suffix.lower() not in PAGES | DATA):
                hint = f"if it is an address: {'http' if site[1] else 'https'}://{source}"
            yield failed(source, "there is no such file", hint)
        except (OSError, ValueError) as error:
            yield failed(source, f"cannot be read: {getattr(error, 'strerror', None) or error}")
        else:
            yield from self._data(given, asked, wanted)

    def _folder(self, source: str, path: Path, asked: Source, wanted: Wanted) -> Iterator[Found]:
        """Every page below, in the order of names; not hidden files, nor what browsers put beside a page they save."""
        inside = sorted(one for one in path.iterdir() if not one.name.startswith(".") and not is_companion(one))
        pages = [one for one in inside if one.is_dir() or self._is_page(one)]
        if not pages:
            what = "holds no page" if inside else "is empty"
            yield failed(source, f"the folder {what}", "put pages into it, as .html, .htm, .txt or .md")
        for one in pages:
            # A link to a folder may lead back up.
            if not (one.is_dir() and one.is_symlink()):
                name = str(Path(source) / one.name)
                yield from self._guarded(name, self._path(name, one, replace(asked, url=name), wanted))
        if pages and (others := [one.name for one in inside if one not in set(pages)]):
            named = ", ".join(others[:SHOWN]) + (", …" if len(others) > SHOWN else "")
            files = "1 file is" if len(others) == 1 else f"{len(others)} files are"
            yield Found(source=source, note=f"{source}: {files} passed over, being no page: {named}")

    def _is_page(self, path: Path) -> bool:
        """By its name; a file of data is one where a reader knows what is in it."""
        end = path.suffix.lower()
        if end not in DATA:
            return end in PAGES and not is_note(path)
        try:
            return self.reader(_read(path.name, path)) is not None
        except OSError:
            return True  # told when it is read

    def _guarded(self, source: str, found: Iterator[Found]) -> Iterator[Found]:
        try:
            yield from found
        except (AudiopressError, OSError):
            raise
        except Exception as fault:  # noqa: BLE001 - files come from strangers, and one never costs the others
            yield Found(source=source, error=unexpected(source, fault))

    def _address(self, source: Source, wanted: Wanted, depth: int) -> Iterator[Found]:
        """A page, or a list of them, part by part while there is room."""
        try:
            reader: Reader | None = _of_kind(source)
            url = reader.address(source.url, wanted) if reader else source.url
            value = password(source)
        except AudiopressError as error:
            yield Found(source=source.url, error=error)
            return
        secret = (reader.secret(value) if reader else _Any().secret(value)) if value else None
        seen: set[str] = set()
        room = wanted.most
        while url and url not in seen and len(seen) < PARTS and room > 0:
            seen.add(url)
            given: Given | None = None
            try:
                given = self._fetched(url, secret)
            except AudiopressError as error:
                yield Found(source=url, error=error)
                return
            fresh = False
            for found in self._data(given, source, replace(wanted, most=room), depth=depth, first=len(seen) == 1):
                fresh = fresh or found.document is not None or found.error is not None or not found.note
                room -= not found.note
                yield found
            reader = reader or self.reader(given)
            # A list is the newest first: what follows a part without anything new is older still.
            url = reader.following(given) if reader and (fresh or not wanted.since) else ""

    def _fetched(self, url: str, secret: Secret | None = None) -> Given:
        page = self.fetcher.page(url, secret=secret)
        return Given(
            page.url, page.body, url=page.url, content_type=page.content_type, charset=page.charset, next=page.next
        )

    def _mailbox(self, source: Source, wanted: Wanted) -> Iterator[Found]:
        from audiopress.sources.mailbox import messages

        try:
            empty = True
            for name, data in messages(source.url, password(source), settings=self.settings, wanted=wanted):
                empty = False
                if name not in self.known:
                    for found in self._data(Given(name, data), replace(source, kind="mail"), wanted):
                        yield replace(found, source=name)
            if empty:
                new = f" since {source.since}" if source.since else ""
                yield Found(source=source.url, note=f"{source.url}: there is no mail{new}")
        except AudiopressError as error:
            error.where = error.where or source.url
            yield Found(source=source.url, error=error)

    # ---- what bytes are

    def _data(
        self, given: Given, asked: Source, wanted: Wanted, *, depth: int = DEEPEST, first: bool = True
    ) -> Iterator[Found]:
        """The documents in some bytes, by what they hold and not by what they are called."""
        source = given.source
        try:
            reader = _of_kind(asked) if asked.kind else self.reader(given)
            if reader is None or not reader.sees(given) or (given.binary and reader.after):
                yield Found(source=source, error=_refused(given, reader))
                return
            if len(given.data) > (BOXES if reader.name == "mail" else LARGEST):
                yield failed(source, f"is larger than {LARGEST // 1_000_000} MB", "is it a page?")
                return
            items = iter(reader.documents(given, wanted))
            # Of one alone the source's name is the name; the second tells that there are several.
            begin_ = list(islice(items, 2))
            several = sum(isinstance(one, Document) for one in begin_) > 1
            if not begin_ and first:
                if wanted.since:
                    yield Found(source=source, note=f"{source}: there is nothing new since {asked.since}")
                else:
                    yield failed(source, reader.nothing, "look at it in a browser; is it the right address?")
            for count, item in enumerate(chain(begin_, items)):
                if isinstance(item, Note):
                    yield Found(source=source, note=f"{source}: {item}")
                elif count < wanted.most and recent(item, wanted):
                    yield from self._item(item, given, asked, wanted, depth, several=several)
        except AudiopressError as error:
            error.where = error.where or source
            yield Found(source=source, error=error)

    def _item(
        self, item: Document, given: Given, asked: Source, wanted: Wanted, depth: int, *, several: bool
    ) -> Iterator[Found]:
        name = item.source or given.source
        if item.kind == LIST:
            if depth:
                yield from self._address(replace(asked, url=item.url, kind=""), wanted, depth - 1)
        elif not (item.source and item.source in self.known):
            document = replace(item, source=name)
            if item.kind == LINK:
                yield self._linked(document)
            elif item.held:
                yield failed(name, item.held, "it is read when its sender lets it go")
            else:
                yield Found(source=name, document=document, several=several and not item.source)

    def _linked(self, item: Document) -> Found:
        """The page that an entry points to, with what the entry says of it."""
        if item.held:
            return failed(item.source, item.held, "it is read when its sender lets it go")
        if not item.url:
            hint = "give the article's page or address"
            return failed(item.source, "the feed has neither the article's text nor its address", hint)
        instead = replace(item.instead, source=item.source) if item.instead else None
        try:
            given = self._fetched(item.url)
            reader = self.reader(given)
            if reader is None or (given.binary and reader.after):
                raise _refused(given, reader)
            pages = list(
                islice((one for one in reader.documents(given, Wanted(most=2)) if isinstance(one, Document)), 2)
            )
            if len(pages) != 1 or pages[0].kind in {LINK, LIST}:
                raise FetchError("the entry points to a feed, not to a page", where=item.url)
        except AudiopressError as error:
            error.where = error.where or item.source
            return Found(source=item.source, document=instead, error=error)
        page = pages[0]
        fields = ("headline", "byline", "published", "updated", "section", "language", "site", "image", "captions")
        known = {name: getattr(page, name) or getattr(item, name) for name in fields}
        return Found(
            source=given.source,
            document=replace(page, **known, source=given.source, url=given.url, doubtful="", instead=instead),
        )


class _Any(Reader):
    """For an address whose kind nobody named."""

    def sees(self, given: Given) -> bool:
        del given
        return False

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document | Note]:
        del given, wanted
        return iter(())


def _of_kind(source: Source) -> Reader | None:
    """The reader that a source names, or whose interface an address is one of."""
    if source.kind:
        return SOURCES.load(source.kind)()  # type: ignore[no-any-return]
    for name in ("wordpress", "ghost", "drupal"):
        made: Reader = SOURCES.load(name)()
        if made.place in source.url:
            return made
    return None


def _read(source: str, path: Path) -> Given:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
        if data[:5] == b"From ":
            data += file.read(BOXES)
    return Given(source, data, suffix=path.suffix.lower())


def _refused(given: Given, reader: Reader | None) -> SourceError:
    """The error of bytes that nobody reads."""
    hint = "give the page as HTML or text; docs/sources.md has every format that is read"
    if given.binary:
        return SourceError(f"is not text but {given.binary}", where=given.source, hint=hint)
    if reader is not None:
        return SourceError(f"holds no {reader.told}", where=given.source, hint="take its kind out, or name another")
    if given.element:
        return SourceError(f"is XML of no known kind (<{given.element[:40]}>)", where=given.source, hint=hint)
    what = "is JSON of no known kind" if given.json is not None else "is JSON that breaks off"
    return SourceError(what, where=given.source, hint=hint)


def failed(source: str, message: str, hint: str = "") -> Found:
    """A source that gives nothing, and why."""
    return Found(source=source, error=SourceError(message, where=source, hint=hint))

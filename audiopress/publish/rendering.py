"""A show and its episodes -> every file of its site, as values. Nothing is written, nothing is asked of the clock."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from audiopress.errors import Problem, PublishError
from audiopress.model import Settings, Show
from audiopress.publish import pages, pieces
from audiopress.publish.clean import line, title, web
from audiopress.publish.covers import Cover
from audiopress.publish.drawn import Drawn
from audiopress.publish.feeds import Channel, Entry, FeedPage, Item, write_entry, write_feed
from audiopress.publish.kept import WHOLE, FeedMember, Shelf
from audiopress.publish.outlines import opml
from audiopress.publish.page_words import words
from audiopress.publish.piece_log import PieceLog
from audiopress.publish.places import PublicNames, kind
from audiopress.publish.remembered import Record

NEWEST: Final = 300
"""Items of the main feed, and of each page of older ones: more makes every poll of every listener heavier."""


LATEST: Final = 3
"""Episodes of a show that the newsroom's page names."""
FRONT: Final = ("index.html", "404.html", "feeds.opml")
"""The newsroom's own pages."""
Dates = tuple[datetime | None, datetime | None]
"""A channel's lastBuildDate and pubDate."""
NEVER: Final[Dates] = (None, None)


@dataclass(frozen=True, slots=True)
class File:
    """A public file: what is in it, and how it is served."""

    content: bytes | Path
    mime: str
    cache: str

    @property
    def size(self) -> int:
        """Bytes."""
        return self.content.stat().st_size if isinstance(self.content, Path) else len(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The files of a show by name, in the order in which they may appear: what is named before what names it."""

    files: Mapping[str, File]
    standing: Collection[str]
    """Episodes whose files were not made again, because they stand already."""
    documents: Mapping[str, str]
    """Every list and feed of the show, with the digest of what it is made from; those that stand are not among the files."""
    feed: str
    """The feed's name; it is the last of the files."""
    record: Record
    pieces: Mapping[str, pieces.EpisodeFiles]
    """What to remember of the files of those episodes that were made."""

    def __getitem__(self, name: str) -> File:
        return self.files[name]

    def names(self, log: PieceLog) -> dict[str, int]:
        """The files of the episodes that stand, by what is remembered of them, with their bytes."""
        found = (log[one].files.items() for one in self.standing)
        return {name: size for piece in found for name, size in piece if name not in self.files}


def render(
    show: Show,
    episodes: Sequence[FeedMember],
    *,
    settings: Settings,
    cover: Cover,
    guid: str,
    sisters: Sequence[Record] = (),
    standing: PieceLog | None = None,
    documents: Mapping[str, str] | None = None,
    since: Dates = NEVER,
    thorough: bool = False,
    shelf: Shelf = WHOLE,
    drawn: Drawn | None = None,
) -> Site:
    """Every file of the show's site, and of the newsroom's page and list with its `sisters` (other shows).

    `standing` are episodes whose files stand already: those that have not changed since are not made again, and no more
    are the lists and feeds in `documents` (but the feed itself), with the digests that `Site.documents` had. `since` are
    the dates of the feed that stands: the channel's never go back. `shelf` is how more of an episode is come by than where
    it stands; `drawn` has the feeds and lists that were made before, as long as they would come out the same. Episodes that are drafts leave no trace; withdrawn
    ones leave a page that says so. Raises PublishError with every episode whose audio is not there or not as long as it
    should be; `thorough`, also where it is not the bytes that were made.
    """
    standing = PieceLog() if standing is None else standing
    names = PublicNames(settings.base_url, show.name)
    told = sorted(episodes, key=lambda one: (one.published, one.id))
    told = [one for one in told if one.state in {"published", "withdrawn"}]
    channel = Channel(
        show=show,
        settings=settings,
        names=names,
        words=words(show.language),
        guid=guid,
        cover=cover.name(show.name),
        cover_size=cover.side,
        thumb=cover.thumb_name(show.name),
        trailer=told[0].published if told else None,
    )
    files: dict[str, bytes | Path] = {}
    made: dict[str, bytes | Path] = {}
    items = Items(channel, shelf)
    drawn = drawn or Drawn()
    found: dict[str, pieces.EpisodeFiles] = {}
    kept: list[str] = []
    faults: list[Problem] = []
    shared = pieces.common(channel)
    for number, one in enumerate(told, 1):
        if one.state != "published":
            made[names.page(one)] = pages.withdrawn_page(channel)
            continue
        key = f"{shared}-{shelf.digest(one)}"
        if standing.key(one.id) == key:
            items.add(one, number, key, partial(standing.__getitem__, one.id))
            kept.append(one.id)
            continue
        episode = shelf.whole(one)
        if wrong := pieces.faults(episode, thorough=thorough):
            faults += wrong
            continue
        item, own = pieces.make(channel, episode, number)
        files |= own
        made[names.page(episode)] = page = pages.episode_page(channel, item)
        if episode.taught:
            own |= {names.study(episode, "sheet.html"): pages.sheet_page(channel, item)}
            files |= own
        found[one.id] = _piece(key, item, own, names.page(one), page)
        items.add(one, number, key, partial(found.__getitem__, one.id))
    if faults:
        count = "one audio file is" if len(faults) == 1 else f"{len(faults)} audio files are"
        raise PublishError(f"{count} not as made", problems=faults)
    newest = [one.id for one in reversed(told) if one.id in items]
    record = _record(channel, [items[one] for one in newest[:LATEST]])
    files |= {channel.cover: cover.content, channel.thumb: cover.thumb, **pages.assets(), **made}
    papers = {one.name: one for one in _lists(channel, newest, items, drawn)}
    files |= {name: one.draw() for name, one in papers.items() if one.key != (documents or {}).get(name)}
    files |= front(settings, record, sisters)
    if status := _status(show, names):
        files[names.status] = status
    fed = {one.name: one for one in _documents(channel, told, items, since, drawn)}
    stand = {name: key for name, key in (documents or {}).items() if name != names.feed}
    files |= {name: one.draw() for name, one in fed.items() if one.key != stand.get(name)}
    return Site(
        files={name: File(content, kind(name).mime, kind(name).cache) for name, content in files.items()},
        standing=kept,
        documents={name: one.key for name, one in (papers | fed).items()},
        feed=names.feed,
        record=record,
        pieces=found,
    )


class Items:
    """The items of a show by id. What one says beyond its piece is read when a document is made that names it."""

    def __init__(self, channel: Channel, shelf: Shelf) -> None:
        self._channel, self._shelf = channel, shelf
        self._shared = pieces.digest(repr(channel), pieces.code())
        self._known: dict[str, tuple[FeedMember, int, str, Callable[[], pieces.EpisodeFiles]]] = {}
        self._read: dict[str, Item] = {}

    def add(self, one: FeedMember, number: int, key: str, piece: Callable[[], pieces.EpisodeFiles]) -> None:
        """An episode whose files are known; `number` is its place in a serial show, from 1, `key` its piece's."""
        self._known[one.id] = one, number, key, piece

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def __getitem__(self, name: str) -> Item:
        if name not in self._read:
            one, number, _, piece = self._known[name]
            self._read[name] = pieces.keep(self._channel, self._shelf.head(one), number, piece())
        return self._read[name]

    def key(self, listed: Sequence[str], *own: object) -> str:
        """Digest of everything that a document which lists these is made from, with what is its own."""
        return pieces.digest(self._shared, own, [self._known[one][1:3] for one in listed])

    def keys(self, listed: Sequence[str]) -> dict[str, str]:
        """What the item of each of these is made from."""
        return {one: f"{self._shared}-{self._known[one][1]}-{self._known[one][2]}" for one in listed}


def _piece(key: str, item: Item, own: Mapping[str, bytes | Path], name: str, page: bytes) -> pieces.EpisodeFiles:
    sizes = {one: content.stat().st_size if isinstance(content, Path) else len(content) for one, content in own.items()}
    return pieces.EpisodeFiles(
        key=key,
        transcripts=item.transcripts,
        chapters=item.chapters_file,
        soundbite=item.soundbite,
        files={**sizes, name: len(page)},
    )


def _record(channel: Channel, newest: Sequence[Item]) -> Record:
    show, names = channel.show, channel.names
    return Record(
        name=show.name,
        guid=channel.guid,
        title=title(show.title),
        description=line(show.description),
        language=show.language,
        feed=names.url(names.feed),
        site=web(show.link) or names.url(names.index),
        page=names.index,
        thumb=channel.thumb,
        closed=bool(show.feed.get("closed")),
        latest=tuple(pages.latest(channel, newest)),
    )


def front(settings: Settings, record: Record, sisters: Sequence[Record]) -> Iterator[tuple[str, bytes]]:
    """The newsroom's own pages, `FRONT`; closed shows are no longer offered."""
    listed = sorted(
        (one for one in (*(s for s in sisters if s.name != record.name), record) if not one.closed),
        key=lambda one: (one.title.casefold(), one.name),
    )
    yield "index.html", pages.newsroom_page(settings, listed)
    yield "404.html", pages.missing_page(settings, listed[0].language if listed else record.language)
    yield "feeds.opml", opml(settings, listed)


def _status(show: Show, names: PublicNames) -> bytes | None:
    """What `serve` answers for a feed that moved (301) or was closed (410); docs/feeds.md says it for other servers."""
    moved = web(str(show.feed.get("new_feed_url", "")))
    if moved and moved != names.url(names.feed):
        return (json.dumps({"status": 301, "location": moved}) + "\n").encode()
    return b'{"status": 410}\n' if show.feed.get("closed") else None


def _documents(
    channel: Channel, told: Sequence[FeedMember], items: Items, since: Dates, drawn: Drawn
) -> Iterator[Paper]:
    """The pages of older episodes, the oldest first, then the main feed.

    Pages are counted from the oldest episode and include places of withdrawn ones, so that what has once gone into a
    page stays in it: only its own corrections and the links to its neighbours change it.
    """
    names = channel.names
    newest = [one for one in reversed(told) if one.id in items][:NEWEST]
    shown = {one.id for one in newest}
    # What stands in no page of older ones yet, and was withdrawn, needs none.
    older = [at for at, one in enumerate(told, 1) if one.id in items and one.id not in shown]
    count = -(-older[-1] // NEWEST) if older else 0
    last = names.archive(1) if count else ""
    for number in range(1, count + 1):
        places = told[(number - 1) * NEWEST : number * NEWEST]
        listed = [one.id for one in reversed(places) if one.id in items]
        built, dated = _dates(places)
        page = FeedPage(
            name=names.archive(number),
            first=names.feed,
            previous=names.archive(number + 1) if number < count else names.feed,
            next=names.archive(number - 1) if number > 1 else "",
            last=last,
            built=built,
            dated=dated,
        )
        yield _feed(channel, listed, page, items, drawn)
    built, dated = _dates(told[older[-1] :] if older else told, since)
    main = FeedPage(
        name=names.feed,
        first=names.feed if count else "",
        next=names.archive(count) if count else "",
        last=last,
        built=built,
        dated=dated,
    )
    yield _feed(channel, [one.id for one in newest], main, items, drawn)


@dataclass(frozen=True, slots=True)
class Paper:
    """A list or feed of a show: what it is made from, by its digest, and how."""

    name: str
    key: str
    draw: Callable[[], bytes]


def _lists(channel: Channel, newest: Sequence[str], items: Items, drawn: Drawn) -> Iterator[Paper]:
    def draw(page: pages.List, key: str) -> bytes:
        return drawn(page.name, key, lambda: pages.show_page(channel, page, [items[one] for one in page.listed]))

    for page in pages.lists(channel.names, newest):
        key = items.key(page.listed, page)
        yield Paper(page.name, key, partial(draw, page, key))


def _feed(channel: Channel, listed: Sequence[str], page: FeedPage, items: Items, drawn: Drawn) -> Paper:
    key = items.key(listed, page)

    def entry(one: str) -> Entry:
        return write_entry(channel, items[one])

    def make() -> bytes:
        found = drawn.entries(page.name, items.keys(listed), entry, of=channel.names.feed)
        return write_feed(channel, found, page)

    return Paper(page.name, key, lambda: drawn(page.name, key, make))


def _dates(told: Sequence[FeedMember], since: Dates = NEVER) -> Dates:
    """The newest change and the newest date, and never before the ones that listeners' programs have seen.

    A withdrawal is a change (RSS 2.0: when the content of the channel last changed), and a withdrawn episode's date
    stays: some programs go on only where a channel's dates are newer than what they have.
    """
    built = [one.updated for one in told] + [when for when in since[:1] if when]
    dated = [one.published for one in told] + [when for when in since[1:] if when]
    return max(built, default=None), max(dated, default=None)

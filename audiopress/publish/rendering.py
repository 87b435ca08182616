"""A show and its episodes -> every file of its site, as values. Nothing is written, nothing is asked of the clock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audiopress.errors import Problem, PublishError
from audiopress.model import Enclosure, Episode, Settings, Show
from audiopress.publish import chapters as marks
from audiopress.publish import pages, transcripts
from audiopress.publish.clean import line, title, web
from audiopress.publish.covers import Cover
from audiopress.publish.feeds import Channel, Item, Page, write_feed
from audiopress.publish.names import Names, kind
from audiopress.publish.outlines import opml
from audiopress.publish.records import Record
from audiopress.publish.words import words
from audiopress.script import disclosure

NEWEST: Final = 300
"""Items of the main feed, and of each page of older ones: more makes every poll of every listener heavier."""


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
    feed: str
    """The feed's name; it is the last of the files."""
    record: Record

    def __getitem__(self, name: str) -> File:
        return self.files[name]


def render(
    show: Show,
    episodes: Sequence[Episode],
    *,
    settings: Settings,
    cover: Cover,
    guid: str,
    sisters: Sequence[Record] = (),
) -> Site:
    """Every file of the show's site, and of the newsroom's page and list with its `sisters` (other shows).

    Episodes that are drafts leave no trace; withdrawn ones leave a page that says so. Raises PublishError with every
    episode whose audio is not there or not as long as it should be.
    """
    names = Names(settings.base_url, show.name)
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
    items: dict[str, Item] = {}
    faults: list[Problem] = []
    for number, episode in enumerate(told, 1):
        if episode.state == "published":
            items[episode.id] = _item(channel, episode, number, files, faults)
    if faults:
        raise PublishError(f"{len(faults)} audio files are not as they were made", problems=faults)
    files[channel.cover] = cover.content
    files[channel.thumb] = cover.thumb
    files |= pages.assets()
    record = _record(channel, [items[one.id] for one in reversed(told) if one.id in items])
    for episode in told:
        item = items.get(episode.id)
        page = pages.episode_page(channel, item) if item else pages.withdrawn_page(channel)
        files[names.page(episode)] = page
    newest = [items[one.id] for one in reversed(told) if one.id in items]
    files |= dict(pages.show_pages(channel, newest))
    files |= _front(settings, record, sisters)
    if status := _status(show, names):
        files[names.status] = status
    files |= dict(_documents(channel, told, items))
    return Site(
        files={name: File(content, kind(name).mime, kind(name).cache) for name, content in files.items()},
        feed=names.feed,
        record=record,
    )


def _item(
    channel: Channel, episode: Episode, number: int, files: dict[str, bytes | Path], faults: list[Problem]
) -> Item:
    """An episode's item; its files are added to `files`, what is wrong with its audio to `faults`."""
    names = channel.names
    media = _media(names, episode, episode.enclosure, files, faults)
    renditions = tuple((one, _media(names, episode, one, files, faults)) for one in episode.renditions)
    narrator = words(episode.language).narrator
    written: list[tuple[str, str]] = []
    if transcripts.tidy(episode.transcript):
        for suffix, write in (
            (".vtt", transcripts.to_vtt),
            (".json", transcripts.to_json),
            (".srt", transcripts.to_srt),
        ):
            content = write(episode.transcript, narrator=narrator)
            name = names.beside(episode, "transcript", suffix, content)
            files[name] = content
            written.append((name, kind(name).mime.partition(";")[0]))
    found = marks.chapters(episode)
    chapters_file = ""
    if found:
        content = marks.to_json(found)
        chapters_file = names.beside(episode, "chapters", ".json", content)
        files[chapters_file] = content
    return Item(
        episode=episode,
        disclosure=line(episode.disclosure) or disclosure(channel.show, episode.language),
        chapters=found,
        media=media,
        renditions=renditions,
        transcripts=tuple(written),
        chapters_file=chapters_file,
        number=number,
    )


def _media(
    names: Names, episode: Episode, enclosure: Enclosure, files: dict[str, bytes | Path], faults: list[Problem]
) -> str:
    name = names.media(episode, enclosure)
    files[name] = enclosure.path
    try:
        size = enclosure.path.stat().st_size
    except OSError as error:
        faults.append(
            Problem(str(enclosure.path), f"the audio of {episode.id} cannot be read: {error.strerror}", "make it again")
        )
        return name
    if size != enclosure.bytes:
        faults.append(
            Problem(
                str(enclosure.path),
                f"the audio of {episode.id} has {size} bytes, and {enclosure.bytes} when it was made",
                "make it again",
            )
        )
    return name


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


def _front(settings: Settings, record: Record, sisters: Sequence[Record]) -> Iterator[tuple[str, bytes]]:
    """The newsroom's own pages; closed shows are no longer offered."""
    listed = sorted(
        (one for one in (*(s for s in sisters if s.name != record.name), record) if not one.closed),
        key=lambda one: (one.title.casefold(), one.name),
    )
    yield "index.html", pages.newsroom_page(settings, listed)
    yield "404.html", pages.missing_page(settings, listed[0].language if listed else record.language)
    yield "feeds.opml", opml(settings, listed)


def _status(show: Show, names: Names) -> bytes | None:
    """What `serve` answers for a feed that moved (301) or was closed (410); docs/feeds.md says it for other servers."""
    moved = web(str(show.feed.get("new_feed_url", "")))
    if moved and moved != names.url(names.feed):
        return (json.dumps({"status": 301, "location": moved}) + "\n").encode()
    return b'{"status": 410}\n' if show.feed.get("closed") else None


def _documents(channel: Channel, told: Sequence[Episode], items: Mapping[str, Item]) -> Iterator[tuple[str, bytes]]:
    """The pages of older episodes, the oldest first, then the main feed.

    Pages are counted from the oldest episode and include places of withdrawn ones, so that what has once gone into a
    page stays in it: only its own corrections and the links to its neighbours change it.
    """
    names = channel.names
    newest = [one for one in reversed(told) if one.id in items][:NEWEST]
    oldest = told.index(newest[-1]) if newest else 0
    count = -(-oldest // NEWEST)
    last = names.archive(1) if count else ""
    for number in range(1, count + 1):
        listed = [items[one.id] for one in told[(number - 1) * NEWEST : number * NEWEST] if one.id in items]
        page = Page(
            name=names.archive(number),
            first=names.feed,
            previous=names.archive(number + 1) if number < count else names.feed,
            next=names.archive(number - 1) if number > 1 else "",
            last=last,
        )
        yield names.archive(number), write_feed(channel, listed[::-1], page)
    main = Page(
        name=names.feed,
        first=names.feed if count else "",
        next=names.archive(count) if count else "",
        last=last,
    )
    yield names.feed, write_feed(channel, [items[one.id] for one in newest], main)

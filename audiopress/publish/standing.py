"""Compares the feed in the store with the library, so that no publish takes away episodes that listeners have.

A library that was lost, restored in part or never was the one that published here knows less than its feed says. A
publish would then take every other episode out of the feed, and an hour later delete its sound. So it is refused, for a
lost library and for two publishers on one store alike; `forget` is the way to mean it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from lxml import etree

from audiopress.errors import Problem, StandingError
from audiopress.languages.pack import EVERYWHERE
from audiopress.model import Settings
from audiopress.publish.clean import line
from audiopress.publish.kept import FeedMember
from audiopress.publish.places import PublicNames
from audiopress.publish.remembered import Record
from audiopress.publish.rendering import NEVER, Dates, Site
from audiopress.publish.stores import Store, StoredFile

NAMED: Final = 10
"""Episodes that the refusal names; a newsroom that lost its library has hundreds."""
_ITUNES: Final = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_PODCAST: Final = "{https://podcastindex.org/namespace/1.0}"


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a feed that stands."""

    guid: str
    title: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A document of a feed, as much of it as can be read."""

    items: tuple[Listed, ...] = ()
    guid: str = ""
    """The channel's."""
    title: str = ""
    description: str = ""
    language: str = ""
    link: str = ""
    image: str = ""
    """Addresses."""
    closed: bool = False
    dates: Dates = field(default=NEVER)


def read(document: bytes) -> Standing:
    """What a document of a feed says; of one that is damaged, what is left."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root: Any = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Standing()
    channel = None if root is None else root.find("channel")
    if channel is None:
        return Standing()
    image = channel.find(f"{_ITUNES}image")
    return Standing(
        items=tuple(
            Listed(guid, line(item.findtext("title") or ""), line(item.findtext("pubDate") or ""))
            for item in channel.findall("item")
            if (guid := line(item.findtext("guid") or ""))
        ),
        guid=line(channel.findtext(f"{_PODCAST}guid") or ""),
        title=line(channel.findtext("title") or ""),
        description=line(channel.findtext("description") or ""),
        language=line(channel.findtext("language") or ""),
        link=line(channel.findtext("link") or ""),
        image=image.get("href", "") if image is not None else "",
        closed=(channel.findtext(f"{_ITUNES}complete") or "") == "Yes",
        dates=(_date(channel.findtext("lastBuildDate")), _date(channel.findtext("pubDate"))),
    )


def read_channel(document: bytes) -> Standing:
    """What a feed of ours says of its channel, all of which stands before the first item."""
    return read(document.partition(b"<item>")[0])


def _date(text: str | None) -> datetime | None:
    try:
        when = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def since(standing: Standing, latest: datetime) -> Dates:
    """The dates before which the channel's may not go back; one after `latest` was some clock's fault."""
    built, dated = (when if when and when <= latest else None for when in standing.dates)
    return built, dated


def guard(standing: Iterable[Standing], episodes: Iterable[FeedMember], names: PublicNames) -> None:
    """Raises StandingError where the documents name episodes that are not among the library's, in whatever state."""
    known = {line(one.guid) for one in episodes}
    lost = {item.guid: item for one in standing for item in one.items if item.guid not in known}
    if not lost:
        return
    count = "an episode" if len(lost) == 1 else f"{len(lost)} episodes"
    problems = [
        Problem(one.guid, one.title or "without a title", f"of {one.date}" if one.date else "")
        for one in list(lost.values())[:NAMED]
    ]
    if len(lost) > NAMED:
        problems.append(Problem("", f"and {len(lost) - NAMED} more"))
    raise StandingError(
        f"the feed has {count} that this library does not know; nothing was changed",
        where=names.url(names.feed),
        hint="restore .audiopress/episodes (of the newsroom that published them) and run `audiopress library rebuild`;"
        f" or take them out of the feed: `audiopress publish {names.show} --forget`",
        problems=problems,
    )


def archives(
    store: Store, names: PublicNames, there: Mapping[str, StoredFile], site: Site
) -> Iterator[tuple[str, Standing]]:
    """The pages of older episodes that stand and are not what they will be; those that are name nothing unknown."""
    for name, entry in there.items():
        if not is_archive(name, names.show):
            continue
        content = site.files[name].content if name in site.files else b""
        if isinstance(content, bytes) and store.same(name, entry, content):
            continue
        if found := store.get(name):
            yield name, read(found[0])


def is_archive(name: str, show: str) -> bool:
    """Whether a name is that of a page of older episodes."""
    return re.fullmatch(rf"{re.escape(show)}/feed-[0-9]+\.xml", name) is not None


def strangers(store: Store, settings: Settings, known: Iterable[str]) -> list[Record]:
    """The shows that another newsroom publishes into this store, by the list that stands and by their feeds.

    Without them each of two newsrooms would take the other's shows off the front page and out of feeds.opml.
    """
    found = store.get("feeds.opml")
    if found is None:
        return []
    base = re.escape(settings.base_url.encode())
    listed = re.findall(rb'xmlUrl="' + base + rb'([a-z0-9-]+)/feed\.xml"', found[0])
    names = sorted({name.decode() for name in listed} - set(known))
    return [record for name in names if (record := _record(store, PublicNames(settings.base_url, name)))]


def _record(store: Store, names: PublicNames) -> Record | None:
    """What the newsroom's page says of a show, from its feed; None where it has none, or is closed."""
    found = store.get(names.feed)
    standing = read(found[0]) if found else Standing()
    if not standing.title or standing.closed:
        return None
    cover = standing.image.removeprefix(names.base)
    return Record(
        name=names.show,
        guid=standing.guid,
        title=standing.title,
        description=standing.description,
        language=standing.language or EVERYWHERE,
        feed=names.url(names.feed),
        site=standing.link,
        page=names.index,
        thumb=re.sub(r"\.[a-z]+$", "-640.jpg", cover) if cover.startswith(f"{names.show}/") else "",
    )

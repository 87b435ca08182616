"""A show and its episodes -> the bytes of an RSS feed. The one user of feedgen.

The same content gives the same bytes: no date in it is the moment of writing. Dates are written here and not by
feedgen, whose way calls `setlocale` and so reaches into other threads.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from audiopress.model import Chapter, Enclosure, Episode, Settings, Show
from audiopress.publish.chapters import to_psc
from audiopress.publish.clean import clean, clip, line, rfc2822, title, web
from audiopress.publish.extension import ChannelExtension, ItemExtension, Tag
from audiopress.publish.frequency import rule
from audiopress.publish.notes import LIMIT, description, foreign, full
from audiopress.publish.page_words import SiteWords
from audiopress.publish.places import PublicNames, channel_guid, kind, sound_type

GENERATOR: Final = "audiopress"
TTL: Final = 60
"""Minutes; what feeds of hosts usually say."""
NAME_LIMIT: Final = 128
"""Characters of a name in the podcast namespace."""


SOUNDBITE: Final = (15.0, 120.0)
"""Seconds of a soundbite: the podcast namespace's least and most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An episode with all that its feed item names."""

    episode: Episode
    disclosure: str
    chapters: tuple[Chapter, ...]
    media: str
    """Name of the audio under public/."""
    renditions: tuple[tuple[Enclosure, str], ...] = ()
    """Further encodings with their names."""
    transcripts: tuple[tuple[str, str], ...] = ()
    """Name and type (`text/vtt`), the best first."""
    chapters_file: str = ""
    soundbite: tuple[float, float] | None = None
    """Where it begins and how long it is, in seconds."""
    number: int = 0
    """Position in a serial show, from 1; 0: not told."""
    study: tuple[str, ...] = ()
    """Names of what its page has for learners to take along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """Where a document stands in a feed of several (RFC 5005, section 3). Names under public/; empty: there is none."""

    name: str
    first: str = ""
    previous: str = ""
    next: str = ""
    last: str = ""
    built: datetime | None = None
    """The newest change of what it tells, withdrawals among them."""
    dated: datetime | None = None
    """The newest date of what it tells or told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What every document of a show's feed says."""

    show: Show
    settings: Settings
    names: PublicNames
    words: SiteWords
    guid: str
    cover: str
    """Name of the cover under public/."""
    cover_size: int
    """Pixels a side."""
    thumb: str
    """Name of the small cover under public/."""
    trailer: datetime | None = None
    """The date that the trailer goes by: the first episode's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it is written. It says nothing of its neighbours, so it can be kept and put into any of the documents."""

    text: bytes
    synthetic: bool
    """Whether its voices were made by this program."""


_ITEM: Final = b"    <item>\n", b"    </item>\n"
_END: Final = b"  </channel>\n"


def write_entry(channel: Channel, item: Item) -> Entry:
    """An item of the feed."""
    feed = _generator()
    # feedgen writes no channel without these.
    feed.title(GENERATOR)
    feed.link(href=channel.names.url(channel.names.feed))
    feed.description(GENERATOR)
    _entry(feed.add_entry(), channel, item)
    text: bytes = feed.rss_str(pretty=True)
    begin, end = _ITEM
    return Entry(text[text.index(begin) : text.rindex(end) + len(end)], synthetic=not foreign(item.episode))


def _generator() -> Any:
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    # feedgen would write now; ours is written by `_channel`, and only where there is something it can be the date of.
    feed._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001
    feed.register_extension("audiopress", ChannelExtension, ItemExtension, atom=False, rss=True)
    return feed


def write_feed(channel: Channel, entries: Sequence[Entry], page: FeedPage) -> bytes:
    """One document of the feed, `entries` newest first."""
    show, names = channel.show, channel.names
    link = web(show.link) or names.url(names.index)
    feed = _generator()
    name = title(show.title) or show.name
    feed.title(name)
    feed.link(href=link, rel="alternate")
    feed.description(clip(clean(show.description).strip(), LIMIT) or name)
    feed.language(show.language)
    feed.generator(GENERATOR)
    feed.ttl(int(show.feed.get("ttl", TTL)))
    feed.image(url=names.url(channel.cover), title=name, link=link)
    if show.copyright:
        feed.copyright(line(show.copyright))
    synthetic = not entries or any(one.synthetic for one in entries)
    feed.audiopress.add(_channel(channel, page, synthetic=synthetic))
    written: bytes = feed.rss_str(pretty=True)
    end = written.rindex(_END)
    return b"".join([written[:end], *(one.text for one in entries), written[end:]])


# ---- the channel


def _channel(channel: Channel, page: FeedPage, *, synthetic: bool) -> Iterator[Tag]:
    show, names = channel.show, channel.names
    if page.built:
        yield Tag("lastBuildDate", rfc2822(page.built))
    if page.dated:
        yield Tag("pubDate", rfc2822(page.dated))
    yield from _links(channel, page)
    yield Tag("itunes:author", line(show.author))
    yield Tag("itunes:type", show.type)
    yield Tag("itunes:explicit", _truth(show.explicit))
    yield Tag("itunes:image", attributes={"href": names.url(channel.cover)})
    yield _category(show.category)
    if show.owner_email:
        yield Tag(
            "itunes:owner",
            children=(Tag("itunes:name", line(show.author)), Tag("itunes:email", line(show.owner_email))),
        )
    yield from _itunes_states(show.feed)
    yield from _podcast(channel, synthetic=synthetic)


def _links(channel: Channel, page: FeedPage) -> Iterator[Tag]:
    url = channel.names.url
    yield Tag("atom:link", attributes={"href": url(page.name), "rel": "self", "type": "application/rss+xml"})
    if hub := web(str(channel.show.feed.get("hub", ""))):
        yield Tag("atom:link", attributes={"href": hub, "rel": "hub"})
    for rel, name in (("first", page.first), ("previous", page.previous), ("next", page.next), ("last", page.last)):
        if name:
            yield Tag("atom:link", attributes={"href": url(name), "rel": rel, "type": "application/rss+xml"})


def _category(category: Sequence[str]) -> Tag:
    children = tuple(Tag("itunes:category", attributes={"text": name}) for name in category[1:2])
    return Tag("itunes:category", attributes={"text": category[0]}, children=children)


def _itunes_states(feed: Mapping[str, str | bool | int]) -> Iterator[Tag]:
    if url := web(str(feed.get("new_feed_url", ""))):
        yield Tag("itunes:new-feed-url", url)
    if feed.get("block"):
        yield Tag("itunes:block", "Yes")
        yield Tag("podcast:block", "yes")
    if feed.get("complete") or feed.get("closed"):
        yield Tag("itunes:complete", "Yes")


def _podcast(channel: Channel, *, synthetic: bool) -> Iterator[Tag]:
    show, feed, names = channel.show, channel.show.feed, channel.names
    yield Tag("podcast:guid", channel.guid)
    yield Tag("podcast:medium", "podcast")
    owner = {"owner": line(show.owner_email)} if show.owner_email else {}
    yield Tag("podcast:locked", "yes" if feed.get("locked") else "no", owner)
    if synthetic:
        yield Tag("podcast:txt", "true", {"purpose": "ai-content"})
    if verify := line(str(feed.get("apple_verify", ""))):
        yield Tag("podcast:txt", verify, {"purpose": "applepodcastsverify"})
    yield Tag(
        "podcast:image",
        attributes={
            "href": names.url(channel.cover),
            "alt": clip(title(show.title), NAME_LIMIT),
            "aspect-ratio": "1/1",
            "width": str(channel.cover_size),
            "type": kind(channel.cover).mime,
            "purpose": "artwork",
        },
    )
    yield from _licence(show)
    yield from _frequency(channel)
    if url := web(str(feed.get("funding_url", ""))):
        yield Tag(
            "podcast:funding", line(str(feed.get("funding_text", "")))[:NAME_LIMIT] or url[:NAME_LIMIT], {"url": url}
        )
    if (url := web(str(feed.get("trailer_url", "")))) and channel.trailer:
        name = title(show.title)[:NAME_LIMIT]
        yield Tag("podcast:trailer", name, {"url": url, "pubdate": rfc2822(channel.trailer), "type": kind(url).mime})
    if guid := line(str(feed.get("publisher_guid", ""))):
        attributes = {"feedGuid": guid, "medium": "publisher"}
        if url := web(str(feed.get("publisher_url", ""))):
            attributes["feedUrl"] = url
        yield Tag("podcast:publisher", children=(Tag("podcast:remoteItem", attributes=attributes),))
    if editor := line(str(feed.get("editor", ""))):
        yield Tag("podcast:person", editor[:NAME_LIMIT], {"role": "managing editor", "group": "writing"})
    roll = [url for url in map(web, str(feed.get("podroll", "")).split()) if url]
    if roll:
        feeds = ({"feedGuid": channel_guid(url), "feedUrl": url} for url in roll)
        yield Tag("podcast:podroll", children=tuple(Tag("podcast:remoteItem", attributes=one) for one in feeds))


def _licence(show: Show) -> Iterator[Tag]:
    if show.licence:
        url = web(str(show.feed.get("licence_url", "")))
        yield Tag("podcast:license", line(show.licence)[:NAME_LIMIT], {"url": url} if url else {})


def _frequency(channel: Channel) -> Iterator[Tag]:
    show, words = channel.show, channel.words
    told = line(str(show.feed.get("update_frequency", "")))
    found = told or (rule(show.schedule.cron) if show.schedule else "")
    if found:
        says = {
            "FREQ=DAILY": words.daily,
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": words.weekdays,
        }.get(found, words.weekly if found.startswith("FREQ=WEEKLY") else words.episodes)
        yield Tag("podcast:updateFrequency", says, {"rrule": found})


# ---- an item


def _entry(entry: Any, channel: Channel, item: Item) -> None:
    episode, names = item.episode, channel.names
    page = names.url(names.page(episode))
    stories = [url for url in (web(story.url) for story in episode.stories) if url]
    entry.title(title(episode.title) or episode.id)
    # One story: the article. Several: the episode's page, which links them all.
    entry.link(href=stories[0] if len(episode.stories) == 1 and stories else page)
    entry.guid(line(episode.guid), permalink=False)
    entry.enclosure(names.url(item.media), str(episode.enclosure.bytes), sound_type(item.media, episode.enclosure))
    entry.audiopress.add(_item(channel, item, page))


def _item(channel: Channel, item: Item, page: str) -> Iterator[Tag]:
    show, names, episode = channel.show, channel.names, item.episode
    record = episode.record if foreign(episode) else {}
    yield Tag("pubDate", rfc2822(episode.published))
    yield Tag("description", description(episode, item.chapters, disclosure=item.disclosure), cdata=True)
    captions = bool(item.transcripts)
    notes = full(episode, item.chapters, disclosure=item.disclosure, page=page, captions=captions)
    yield Tag("content:encoded", notes, cdata=True)
    authors = tuple(dict.fromkeys(line(name) for story in episode.stories for name in story.authors if line(name)))
    yield Tag("itunes:title", title(episode.title) or episode.id)
    yield Tag("itunes:author", ", ".join(authors[:5]) or line(show.author))
    yield Tag("itunes:duration", str(max(1, round(episode.enclosure.seconds))))
    yield Tag("itunes:explicit", _truth(bool(record.get("explicit", show.explicit))))
    yield Tag("itunes:image", attributes={"href": web(str(record.get("image", ""))) or names.url(channel.cover)})
    yield Tag("itunes:episodeType", str(record.get("type", "full")))
    if season := int(record.get("season", 0)):
        yield Tag("itunes:season", str(season))
        yield Tag("podcast:season", str(season))
    if number := int(record.get("number", 0)) or (item.number if show.type == "serial" else 0):
        yield Tag("itunes:episode", str(number))
        yield Tag("podcast:episode", str(number))
    for name, mime in item.transcripts:
        yield Tag(
            "podcast:transcript",
            attributes={"url": names.url(name), "type": mime, "language": episode.language, "rel": "captions"},
        )
    if item.chapters_file:
        yield Tag(
            "podcast:chapters",
            attributes={"url": names.url(item.chapters_file), "type": "application/json+chapters"},
        )
        yield to_psc(item.chapters)
    for name in authors:
        yield Tag("podcast:person", name[:NAME_LIMIT], {"role": "author", "group": "writing"})
    if item.soundbite:
        begin, length = item.soundbite
        bite = {"startTime": f"{begin:.3f}", "duration": f"{length:.3f}"}
        yield Tag("podcast:soundbite", title(episode.title)[:NAME_LIMIT], bite)
    if not foreign(episode):
        yield Tag("podcast:txt", "true", {"purpose": "ai-content"})
    yield from _licence(show)
    for story in episode.stories:
        if url := web(story.url):
            yield Tag("podcast:contentLink", title(story.headline)[:NAME_LIMIT] or url[:NAME_LIMIT], {"href": url})
    if not episode.enclosure.url:  # of what lies elsewhere nobody knows the digest
        yield _alternate(names, episode, episode.enclosure, item.media, default=True)
    for enclosure, name in item.renditions:
        yield _alternate(names, episode, enclosure, name, default=False)


def soundbite(episode: Episode) -> tuple[float, float] | None:
    """The headline of the first story and what follows it, to the end of the sentence in which it is long enough.

    Where it begins and how long it is, in seconds; None where that comes to no length that a soundbite may have.
    """
    least, most = SOUNDBITE
    begin = next((segment.start for segment in episode.transcript if segment.role == "headline"), None)
    if begin is None:
        return None
    length = next((segment.end - begin for segment in episode.transcript if segment.end - begin >= least), 0.0)
    return (begin, length) if least <= length <= most else None


def _alternate(names: PublicNames, episode: Episode, enclosure: Enclosure, name: str, *, default: bool) -> Tag:
    """The file once more, with its digest, beside its renditions."""
    digest = base64.b64encode(bytes.fromhex(enclosure.sha256)).decode()
    return Tag(
        "podcast:alternateEnclosure",
        attributes={
            "type": kind(name).mime,
            "length": str(enclosure.bytes),
            "bitrate": str(enclosure.bitrate * 1000),
            "lang": episode.language,
            "title": enclosure.name or "Standard",
        }
        | ({"default": "true"} if default else {}),
        children=(
            Tag("podcast:source", attributes={"uri": names.url(name)}),
            Tag("podcast:integrity", attributes={"type": "sri", "value": f"sha256-{digest}"}),
        ),
    )


def _truth(value: bool) -> str:
    return "true" if value else "false"

"""A podcast of another host's, as its feed says it: what has to stay the same when it moves here.

Read leniently: feeds of ten years' making are full of faults that no app minds. Nothing is fetched and no entity opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

from lxml import etree

from audiopress.errors import PublishError
from audiopress.model import Chapter
from audiopress.publish.clean import line, web

_ITUNES: Final = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_PODCAST: Final = "{https://podcastindex.org/namespace/1.0}"
_OTHER: Final = "{https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md}"
"""What older feeds call the podcast namespace."""
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}"
_PSC: Final = "{http://podlove.org/simple-chapters}"
SOUND: Final = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg", "mp4": "video/mp4"}
"""Types by ending, for enclosures that say none."""
TYPES: Final = frozenset({"full", "trailer", "bonus"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignItem:
    """An episode of it."""

    guid: str
    """As apps know it: the guid, else the address of the sound."""
    title: str
    published: datetime
    """Of one without a date: a second after the one that is older."""
    sound: str
    """Address."""
    mime: str
    bytes: int
    """As the feed says; 0 where it does not."""
    seconds: float
    """As the feed says; 0 where it does not."""
    link: str = ""
    summary: str = ""
    """Plain text."""
    notes: str = ""
    """HTML."""
    author: str = ""
    image: str = ""
    type: str = "full"
    season: int = 0
    number: int = 0
    explicit: bool | None = None
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """The podcast; its items the newest first."""

    title: str
    description: str
    language: str
    """A tag, or nothing."""
    author: str
    link: str
    copyright: str
    image: str
    category: tuple[str, ...]
    explicit: bool
    type: str
    owner_email: str
    feed: Mapping[str, str | bool] = field(default_factory=dict)
    """Keys of `[feed]`: `guid`, `locked`, `funding_url`, …"""
    licence: str = ""
    items: tuple[ForeignItem, ...] = ()
    next: str = ""
    """Address of the page of older items (RFC 5005)."""
    silent: int = 0
    """Items without a sound, which are none of a podcast's."""
    moved: bool = False
    """The feed has its items in another order than their dates'."""


def read_podcast(data: bytes, *, url: str = "") -> Foreign:
    """What a feed says. Raises PublishError where it is none, or has no episode."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    channel = None if root is None else root.find("channel")
    if channel is None:
        raise PublishError("is not the feed of a podcast", where=url, hint="give its RSS feed, an address or a file")
    nodes = channel.findall("item")
    sounding = [node for node in nodes if _sound(node)[0]]
    if not sounding:
        raise PublishError("the feed has no episode", where=url, hint="is it the feed of a podcast?")
    dates = _dates(sounding)
    items = [_item(node, date) for node, date in zip(sounding, dates, strict=True)]
    once = list({item.guid: item for item in reversed(items)}.values())[::-1]
    order = sorted(range(len(once)), key=lambda at: (-once[at].published.timestamp(), at))
    title = _text(channel, "title")
    feed: dict[str, str | bool] = {}
    if guid := _podcast(channel, "guid"):
        feed["guid"] = guid
    if _podcast(channel, "locked").lower() == "yes":
        feed["locked"] = True
    funding = channel.find(f"{_PODCAST}funding")
    if funding is not None and web(funding.get("url", "")):
        feed |= {"funding_url": web(funding.get("url", "")), "funding_text": line(funding.text or "")}
    for tag in ("block", "complete"):
        if _text(channel, f"{_ITUNES}{tag}").lower() == "yes":
            feed[tag] = True
    return Foreign(
        title=title,
        description=_text(channel, "description") or _text(channel, f"{_ITUNES}summary") or title,
        language=_text(channel, "language"),
        author=_text(channel, f"{_ITUNES}author") or _text(channel, f"{_ITUNES}owner/{_ITUNES}name") or title,
        link=web(_text(channel, "link")),
        copyright=_text(channel, "copyright"),
        image=_image(channel) or web(_text(channel, "image/url")),
        category=_category(channel),
        explicit=bool(_explicit(channel)),
        type="serial" if _text(channel, f"{_ITUNES}type").lower() == "serial" else "episodic",
        owner_email=_text(channel, f"{_ITUNES}owner/{_ITUNES}email"),
        licence=_podcast(channel, "license"),
        feed=feed,
        items=tuple(once[at] for at in order),
        next=_next(channel),
        silent=len(nodes) - len(sounding),
        moved=order != list(range(len(once))),
    )


def joined(pages: Iterable[Foreign]) -> tuple[ForeignItem, ...]:
    """The items of a feed's pages, each once, the newest first."""
    found: dict[str, ForeignItem] = {}
    for page in pages:
        for item in page.items:
            found.setdefault(item.guid, item)
    return tuple(sorted(found.values(), key=lambda item: -item.published.timestamp()))


# ---- an item


def _item(node: Any, published: datetime) -> ForeignItem:
    sound, mime, size = _sound(node)
    notes = _raw(node, f"{_CONTENT}encoded") or _raw(node, "description") or _raw(node, f"{_ITUNES}summary")
    kind = _text(node, f"{_ITUNES}episodeType").lower()
    title = _text(node, "title") or _text(node, f"{_ITUNES}title")
    return ForeignItem(
        guid=line(node.findtext("guid") or "") or sound,
        title=title or f"{published:%Y-%m-%d}",
        published=published,
        sound=sound,
        mime=mime,
        bytes=size,
        seconds=_seconds(_text(node, f"{_ITUNES}duration")),
        link=web(_text(node, "link")),
        summary=plain(notes),
        notes=notes if "<" in notes else "",
        author=_text(node, f"{_ITUNES}author"),
        image=_image(node),
        type=kind if kind in TYPES else "full",
        season=_whole(_text(node, f"{_ITUNES}season")),
        number=_whole(_text(node, f"{_ITUNES}episode")),
        explicit=_explicit(node),
        chapters=_chapters(node),
    )


def plain(markup: str) -> str:
    """The words of a piece of HTML, a paragraph a line."""
    import html

    text = re.sub(r"<\s*(?:br|/p|/li|/h\d|/div)\b[^>]*>", "\n", markup, flags=re.IGNORECASE)
    lines = (line(html.unescape(one)) for one in re.sub(r"<[^<>]*>", "", text).split("\n"))
    return "\n".join(filter(None, lines))


def _sound(node: Any) -> tuple[str, str, int]:
    """Address, type and bytes of an item's enclosure; no address where it has none that is heard."""
    for one in node.findall("enclosure"):
        url, mime = web(one.get("url", "")), line(one.get("type", "")).lower()
        ending = re.sub(r"[?#].*", "", url).rpartition(".")[2].lower()
        mime = mime if "/" in mime else SOUND.get(ending, "")
        if url and (mime.startswith(("audio/", "video/")) or ending in SOUND):
            return url, mime if mime.startswith(("audio/", "video/")) else SOUND[ending], _whole(one.get("length", ""))
    return "", "", 0


def _dates(nodes: list[Any]) -> list[datetime]:
    """Every item's date; one without stands a second after the older one beside it, so that the order stays."""
    known = [_date(node) for node in nodes]
    last = min((date for date in known if date), default=datetime(2000, 1, 1, tzinfo=UTC)) - timedelta(seconds=1)
    found = []
    for date in reversed(known):
        last = date or last + timedelta(seconds=1)
        found.append(last)
    return found[::-1]


def _date(node: Any) -> datetime | None:
    text = _text(node, "pubDate")
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            when = read(text)
        except (ValueError, TypeError, OverflowError):
            continue
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    return None


def _seconds(text: str) -> float:
    """`1:02:03`, `62:03` or `3723`."""
    if not re.fullmatch(r"\d{1,6}(?::\d{1,2}){0,2}(?:\.\d{1,6})?", text):
        return 0.0
    found = 0.0
    for part in text.split(":"):
        found = found * 60 + float(part)
    return found


def _chapters(node: Any) -> tuple[Chapter, ...]:
    """Podlove's, which stand in the item itself."""
    marks = []
    for one in node.findall(f"{_PSC}chapters/{_PSC}chapter"):
        start, title = _seconds(line(one.get("start", ""))), line(one.get("title", ""))
        if title:
            marks.append((start, title, web(one.get("href", ""))))
    marks.sort()
    ends = [start for start, _, _ in marks[1:]] + [marks[-1][0] if marks else 0.0]
    return tuple(
        Chapter(start=start, end=end, title=title, url=url)
        for (start, title, url), end in zip(marks, ends, strict=True)
    )


# ---- what a tag says


def _text(node: Any, path: str) -> str:
    return line(node.findtext(path) or "")


def _raw(node: Any, path: str) -> str:
    return (node.findtext(path) or "").strip()


def _podcast(node: Any, name: str) -> str:
    return _text(node, f"{_PODCAST}{name}") or _text(node, f"{_OTHER}{name}")


def _image(node: Any) -> str:
    found = node.find(f"{_ITUNES}image")
    return web(found.get("href", "")) if found is not None else ""


def _explicit(node: Any) -> bool | None:
    told = _text(node, f"{_ITUNES}explicit").lower()
    return {"true": True, "yes": True, "explicit": True, "false": False, "no": False, "clean": False}.get(told)


def _whole(text: str) -> int:
    text = line(text)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0


def _category(channel: Any) -> tuple[str, ...]:
    """The first category and its subcategory."""
    found = channel.find(f"{_ITUNES}category")
    if found is None:
        return ()
    inner = found.find(f"{_ITUNES}category")
    names = [line(one.get("text", "")) for one in (found, inner) if one is not None]
    return tuple(filter(None, names))


def _next(channel: Any) -> str:
    for one in channel.findall(f"{_ATOM}link"):
        if one.get("rel", "") == "next":
            return web(one.get("href", ""))
    return ""

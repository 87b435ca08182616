"""Where everything lies under public/, and what it is called from outside.

Files whose content may change under listeners' feet carry a part of their hash in the name: the audio, the transcripts,
the chapters, the cover. So an old feed goes on naming what it always named, until the new feed stands.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from audiopress.model import Enclosure, Episode
from audiopress.publish.kept import FeedMember

NAMESPACE: Final = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Podcasting 2.0, `podcast:guid`."""

_EXTENSIONS: Final = {
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/aac": ".aac",
    "audio/ogg": ".opus",
    "audio/opus": ".opus",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """How a file is served."""

    mime: str
    cache: str
    """Cache-Control."""


FOREVER: Final = "public, max-age=31536000, immutable"
SHORT: Final = "public, max-age=300"
CHAPTERS: Final = "application/json+chapters; charset=utf-8"

UNKNOWN: Final = "application/octet-stream"
_KINDS: Final = {
    ".html": ("text/html; charset=utf-8", SHORT),
    ".xml": ("application/rss+xml; charset=utf-8", SHORT),
    ".opml": ("text/x-opml; charset=utf-8", SHORT),
    ".css": ("text/css; charset=utf-8", FOREVER),
    ".js": ("text/javascript; charset=utf-8", FOREVER),
    ".svg": ("image/svg+xml; charset=utf-8", FOREVER),
    ".vtt": ("text/vtt; charset=utf-8", FOREVER),
    ".srt": ("application/x-subrip; charset=utf-8", FOREVER),
    ".txt": ("text/plain; charset=utf-8", SHORT),
    ".csv": ("text/csv; charset=utf-8", SHORT),
    ".json": ("application/json; charset=utf-8", SHORT),
    ".jpg": ("image/jpeg", FOREVER),
    ".png": ("image/png", FOREVER),
    ".mp3": ("audio/mpeg", FOREVER),
    ".m4a": ("audio/x-m4a", FOREVER),
    ".aac": ("audio/aac", FOREVER),
    ".opus": ("audio/ogg", FOREVER),
    ".wav": ("audio/wav", FOREVER),
    ".ogg": ("audio/ogg", FOREVER),
    ".mp4": ("video/mp4", FOREVER),
    ".m4v": ("video/x-m4v", FOREVER),
}


def kind(name: str) -> Kind:
    """The type and caching of a file by its name; our own table, because a machine's may be missing or wrong."""
    path = PurePosixPath(name)
    mime, cache = _KINDS.get(path.suffix.lower(), (UNKNOWN, SHORT))
    if path.suffix == ".json":
        if re.match(r"chapters-", path.name):
            mime = CHAPTERS
        cache = FOREVER if re.search(r"-[0-9a-f]{8,}\.json$", path.name) else SHORT
    return Kind(mime, cache)


def kinds() -> dict[str, Kind]:
    """By ending, how files are served whose name says no more than that."""
    return {suffix: Kind(*how) for suffix, how in _KINDS.items()}


def short(content: bytes, length: int = 8) -> str:
    """The first digits of the content's hash."""
    return hashlib.sha256(content).hexdigest()[:length]


def channel_guid(feed_url: str) -> str:
    """The `podcast:guid` of a feed: UUIDv5 of its address without scheme and trailing slashes.

    Made once: a feed that moves keeps the one it had, so callers store it.
    """
    return str(uuid.uuid5(NAMESPACE, re.sub(r"^[a-z][a-z0-9+.-]*://", "", feed_url, flags=re.IGNORECASE).rstrip("/")))


def extension(enclosure: Enclosure) -> str:
    """`.mp3` and so on: what the type says, else what the file is called."""
    return _EXTENSIONS.get(enclosure.mime, Path(enclosure.path).suffix.lower() or ".bin")


def sound_type(name: str, enclosure: Enclosure) -> str:
    """The type of an episode's sound: by its name, where that says one, and else as it came."""
    found = kind(name).mime
    return enclosure.mime if enclosure.url or found == UNKNOWN else found


def under(name: str, root: str) -> str:
    """A file of public/ as a page names it that lies `root` (`../`) below; what is at another host by its address."""
    return name if "://" in name else root + name


@dataclass(frozen=True, slots=True)
class PublicNames:
    """The names of one show's files, relative to public/, and their addresses."""

    base: str
    """Ends with a slash."""
    show: str

    def url(self, name: str) -> str:
        """The address of a file; a folder's index.html goes by the folder's own. What is at another host keeps its own."""
        return name if "://" in name else self.base + name.removesuffix("index.html")

    @property
    def feed(self) -> str:
        """The feed."""
        return f"{self.show}/feed.xml"

    @property
    def status(self) -> str:
        """What the server reads before the feed: moved (301) or closed (410)."""
        return f"{self.show}/status.json"

    @property
    def index(self) -> str:
        """The show's page."""
        return f"{self.show}/index.html"

    def archive(self, number: int) -> str:
        """A page of older episodes, 1 the oldest."""
        return f"{self.show}/feed-{number}.xml"

    def page(self, episode: FeedMember) -> str:
        """The episode's page."""
        return f"{self.show}/{episode.id}/index.html"

    def study(self, episode: FeedMember, name: str) -> str:
        """What a learner is given beside a page: `sheet.html`, `expressions.csv`."""
        return f"{self.show}/{episode.id}/{name}"

    def media(self, episode: Episode, enclosure: Enclosure) -> str:
        """The audio: a new name for new bytes; of one that was left at another host its address."""
        if enclosure.url:
            return enclosure.url
        rendition = f"-{enclosure.name}" if enclosure.name else ""
        return f"{self.show}/media/{episode.id}{rendition}-{enclosure.sha256[:12]}{extension(enclosure)}"

    def beside(self, episode: Episode, stem: str, suffix: str, content: bytes) -> str:
        """A file of the episode with a part of its hash in the name."""
        return f"{self.show}/{episode.id}/{stem}-{short(content)}{suffix}"

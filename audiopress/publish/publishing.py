"""Files of a site -> a store: media first, the feed last, deletions after it.

Everything is made before anything is written. A run that stops anywhere leaves the feed that stood before, and every
file it names: new content comes under new names, and nothing is deleted until the new feed stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from audiopress.model import Episode, Settings, Show
from audiopress.publish.covers import make_cover
from audiopress.publish.hubs import ping
from audiopress.publish.names import Names, channel_guid
from audiopress.publish.pieces import Piece, read_pieces, write_pieces
from audiopress.publish.records import Record, read_records, write_record
from audiopress.publish.rendering import File, Site, render
from audiopress.publish.stores import ABSENT, Entry, Store

GRACE: Final = timedelta(hours=1)
"""How long a file that the feed names no longer stays: apps keep a feed for minutes, a download takes minutes."""
AHEAD: Final = timedelta(minutes=1)
"""An episode dated further in the future is held back: apps drop such dates. Less is two clocks that differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a publish did: names under public/."""

    feed_url: str
    written: tuple[str, ...]
    kept: tuple[str, ...]
    """There already, with the same content."""
    deleted: tuple[str, ...]
    held_back: tuple[str, ...] = ()
    """Episodes dated in the future; they appear with the first publish after their time."""
    warning: str = ""
    """What did not work and costs listeners nothing but minutes: the hub could not be told."""


def publish(
    show: Show,
    episodes: Sequence[Episode],
    *,
    settings: Settings,
    store: Store,
    state: Path,
    now: datetime | None = None,
    grace: timedelta = GRACE,
) -> Report:
    """Bring a show's public files up to date; what is there already is not written again.

    `state` is where the show's record and drawn covers are kept. Raises PublishError; the old feed stands then.
    """
    now = now or datetime.now(UTC)
    folder = state / "publish"
    records = read_records(folder)
    names = Names(settings.base_url, show.name)
    due = [one for one in episodes if one.published <= now + AHEAD]
    old = store.get(names.feed)
    record = records.get(show.name)
    there = {**store.list(f"{show.name}/"), **store.list("assets/"), **_roots(store)}
    memory = folder / "pieces" / f"{show.name}.json"
    site = render(
        show,
        due,
        settings=settings,
        cover=make_cover(show, settings=settings, cache=folder / "covers"),
        guid=_guid(show, record, old, names),
        sisters=[one for name, one in records.items() if name != show.name],
        standing=_standing(read_pieces(memory), there),
    )
    written, kept = _write(site, store, there, old)
    deleted, unnamed = _delete(site, store, there, record, episodes, now=now, grace=grace)
    write_record(folder, replace(site.record, unnamed=unnamed))
    if written or deleted:
        write_pieces(memory, site.pieces)
    warning = ""
    if site.feed in written and (hub := str(show.feed.get("hub", ""))):
        warning = ping(hub, names.url(site.feed), user_agent=settings.user_agent)
    return Report(
        feed_url=names.url(names.feed),
        written=tuple(written),
        kept=tuple(kept),
        deleted=tuple(deleted),
        held_back=tuple(one.id for one in episodes if one.published > now + AHEAD),
        warning=warning,
    )


def _guid(show: Show, record: Record | None, old: tuple[bytes, str] | None, names: Names) -> str:
    """The show's own, else the one it has always had: kept in the record, read from the feed that stands, made now."""
    if given := str(show.feed.get("guid", "")):
        return given
    if record and record.guid:
        return record.guid
    found = re.search(rb"<podcast:guid>\s*([0-9a-fA-F-]{36})\s*</podcast:guid>", old[0]) if old else None
    return found[1].decode() if found else channel_guid(names.url(names.feed))


def _standing(pieces: Mapping[str, Piece], there: Mapping[str, Entry]) -> dict[str, Piece]:
    """The episodes whose every file is in the store with its length."""
    sizes = {name: entry.size for name, entry in there.items()}
    return {
        name: piece
        for name, piece in pieces.items()
        if all(sizes.get(file) == size for file, size in piece.files.items())
    }


def _roots(store: Store) -> dict[str, Entry]:
    """The newsroom's own pages."""
    found = {name: store.get(name) for name in ("index.html", "404.html", "feeds.opml")}
    return {name: Entry(len(one[0]), one[1]) for name, one in found.items() if one}


def _write(
    site: Site, store: Store, there: Mapping[str, Entry], old: tuple[bytes, str] | None
) -> tuple[list[str], list[str]]:
    written: list[str] = []
    kept = list(site.standing)
    for name, file in site.files.items():
        if name == site.feed:
            continue
        if name in there and _same(store, name, there[name], file):
            kept.append(name)
            continue
        store.put(name, file.content)
        written.append(name)
    feed = site[site.feed].content
    if old is not None and old[0] == feed:
        kept.append(site.feed)
    else:
        store.put(site.feed, feed, match=old[1] if old else ABSENT)
        written.append(site.feed)
    return written, kept


def _same(store: Store, name: str, entry: Entry, file: File) -> bool:
    """Audio is known by its name, which carries its hash, and its length; everything else is compared."""
    if isinstance(file.content, Path):
        return entry.size == file.size
    return store.same(name, entry, file.content)


def _delete(
    site: Site,
    store: Store,
    there: Mapping[str, Entry],
    record: Record | None,
    episodes: Sequence[Episode],
    *,
    now: datetime,
    grace: timedelta,
) -> tuple[list[str], dict[str, str]]:
    """Delete what no feed has named for `grace`, and at once what was withdrawn; the rest waits, with its date."""
    withdrawn = {one.id for one in episodes if one.state == "withdrawn"}
    since = record.unnamed if record else {}
    deleted: list[str] = []
    waiting: dict[str, str] = {}
    for name in sorted(there):
        # Assets and the newsroom's pages belong to other shows too.
        if name in site.files or name in site.standing or not name.startswith(f"{site.record.name}/"):
            continue
        first = since.get(name, now.astimezone(UTC).isoformat())
        if _of(name, withdrawn) or (name in since and now - datetime.fromisoformat(first) >= grace):
            store.delete(name)
            deleted.append(name)
        else:
            waiting[name] = first
    return deleted, waiting


def _of(name: str, ids: set[str]) -> bool:
    """Whether a file belongs to one of the episodes."""
    _show, _, rest = name.partition("/")
    folder, _, file = rest.partition("/")
    if folder != "media":
        return folder in ids
    # ID-HASH12.ext, or ID-RENDITION-HASH12.ext; a longer id may begin with a shorter one, so the hash is cut off first.
    stem = re.sub(r"-[0-9a-f]{12}\.[a-z0-9]+$", "", file)
    return stem in ids

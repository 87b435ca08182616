"""Files of a site -> a store: media first, then the feed, then the pages that list what is there; deletions last.

Everything is made before anything is written. A run that stops anywhere leaves the feed that stood before, and every
file it names: new content comes under new names, and nothing is changed or deleted until the new feed stands.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from audiopress.errors import PublishError
from audiopress.model import Settings, Show
from audiopress.publish import owners, standing
from audiopress.publish.covers import make_cover
from audiopress.publish.drawn import Drawn
from audiopress.publish.hubs import ping
from audiopress.publish.kept import WHOLE, FeedMember, Shelf
from audiopress.publish.last_publish import forget_last, last_publish_of, read_last, write_last
from audiopress.publish.piece_log import PieceLog, read_log
from audiopress.publish.pieces import hashed
from audiopress.publish.places import FOREVER, PublicNames, channel_guid, kind
from audiopress.publish.remembered import Record, read_records, write_record
from audiopress.publish.rendering import FRONT, File, Site, front, render
from audiopress.publish.stores import ABSENT, Conflict, Store, StoredFile
from audiopress.work.locks import alone

GRACE: Final = timedelta(hours=1)
"""How long a file that the feed names no longer stays: apps keep a feed for minutes, a download takes minutes."""
AHEAD: Final = timedelta(minutes=1)
"""An episode dated further in the future is held back: apps drop such dates. Less is two clocks that differ."""
TRIES: Final = 10
"""How often a page that several shows write is begun again when another one was quicker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a publish did: names under public/."""

    feed_url: str
    written: tuple[str, ...]
    kept: tuple[str, ...]
    """There already, with the same content."""
    deleted: tuple[str, ...]
    mended: tuple[str, ...] = ()
    """Of the written ones: damaged, they had stood with their length and other content."""
    held_back: tuple[str, ...] = ()
    """Episodes dated in the future; they appear with the first publish after their time."""
    warning: str = ""
    """What did not work and costs listeners nothing but minutes: the hub could not be told."""


def publish(
    show: Show,
    episodes: Sequence[FeedMember],
    *,
    settings: Settings,
    store: Store,
    state: Path,
    now: datetime | None = None,
    grace: timedelta = GRACE,
    forget: bool = False,
    verify: bool = False,
    trusting: bool = False,
    shelf: Shelf = WHOLE,
    ping_hub: bool = True,
) -> Report:
    """Bring a show's public files up to date; what is there already is not written again.

    `state` is where the show's record and drawn covers are kept; one process at a time works with it. `episodes` are
    all that the library knows of the show, in every state; `shelf` is how the rest of one is read. `forget` takes episodes
    out of the feed that are not among them. `ping_hub`: tell the hub that the feed names of a new one. `trusting` looks at
    no file of older episodes where the last publish says what it left, its feed still stands, and there is nothing to do but
    to add what is new; `verify` reads every public file, and writes again what is not as it should be. Raises PublishError;
    the old feed stands then. Raises StandingError where the feed that stands names episodes that the library does not know.
    """
    folder = state / "publish"
    with alone(folder / ".lock", error=PublishError):
        return _publish(
            _Work(
                show=show,
                episodes=episodes,
                settings=settings,
                store=store,
                folder=folder,
                now=now or datetime.now(UTC),
                grace=grace,
                verify=verify,
                trusting=trusting,
                shelf=shelf,
                ping_hub=ping_hub,
            ),
            forget=forget,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What is published, from where to where."""

    show: Show
    episodes: Sequence[FeedMember]
    """In every state."""
    settings: Settings
    store: Store
    folder: Path
    """Of the records."""
    now: datetime
    grace: timedelta
    verify: bool
    trusting: bool
    shelf: Shelf
    ping_hub: bool

    @property
    def pieces(self) -> Path:
        """The file of what is remembered of the show's episodes."""
        return self.folder / "pieces" / f"{self.show.name}.log"

    @property
    def last(self) -> Path:
        """The file that says what the last publish left."""
        return self.folder / "last-publish" / f"{self.show.name}.json"

    @property
    def names(self) -> PublicNames:
        return PublicNames(self.settings.base_url, self.show.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is there before a publish."""

    old: tuple[bytes, str] | None
    """The feed and its tag."""
    records: Mapping[str, Record]
    log: PieceLog
    drawn: Drawn


def _publish(work: _Work, *, forget: bool) -> Report:
    found = _Found(
        old=work.store.get(work.names.feed),
        records=read_records(work.folder),
        log=read_log(work.pieces),
        drawn=Drawn(work.folder / "documents" / work.show.name),
    )
    added = None if forget or work.verify or not work.trusting else _added(work, found)
    return added or _looked(work, found, forget=forget)


def _added(work: _Work, found: _Found) -> Report | None:
    """Publish what is new, where the store is as it was left and nothing but that has changed; else None.

    All that was published then is in the library as it was: so the feeds that stand name nothing that it does not know,
    and no file's name has changed.
    """
    record = found.records.get(work.show.name)
    if found.old is None or record is None or record.unnamed:
        return None
    last = read_last(work.last, settings=work.settings, feed=found.old, now=work.now)
    if last is None:
        return None
    stands = standing.read_channel(found.old[0])
    site = _rendered(work, found, stands, found.log, last.documents)
    if set(found.log) - set(site.standing) or last.names - {*site.documents, *site.files}:
        return None
    done = _write(work, site, found.old, last.names, last.has)
    _finish(work, site, done)
    return _ended(work, found, site, done, unnamed={}, looked=last.looked)


def _looked(work: _Work, found: _Found, *, forget: bool) -> Report:
    """Publish after a look at every file in the store."""
    names, store, old = work.names, work.store, found.old
    stands = standing.read(old[0]) if old else standing.Standing()
    if not forget:
        standing.guard([stands], work.episodes, names)
    record = found.records.get(work.show.name)
    there = {**store.list(f"{work.show.name}/"), **store.list("assets/"), **_roots(store)}
    log = PieceLog() if work.verify else found.log.only({name: entry.size for name, entry in there.items()})
    site = _rendered(work, found, stands, log, {})
    if not forget:
        standing.guard((one for _, one in standing.archives(store, names, there, site)), work.episodes, names)
    kept = site.names(log)

    def same(name: str, file: File) -> bool:
        return name in there and _same(work, name, there[name], file)

    done = _write(work, site, old, there, same)
    done.kept.extend(kept)
    write_record(work.folder, replace(site.record, unnamed=record.unnamed if record else {}))
    _finish(work, site, done)
    deleted, unnamed = _delete(work, {*site.files, *kept}, there, record)
    if deleted:
        found.drawn.forget(site.documents)
    report = _ended(work, found, site, done, unnamed=unnamed, looked=work.now.isoformat())
    mended = tuple(name for name in done.written if name in there and _damaged(name, there[name], site))
    return replace(report, deleted=tuple(deleted), mended=mended)


def _rendered(
    work: _Work, found: _Found, stands: standing.Standing, log: PieceLog, documents: Mapping[str, str]
) -> Site:
    latest = work.now + AHEAD
    record = found.records.get(work.show.name)
    return render(
        work.show,
        [one for one in work.episodes if one.published <= latest],
        settings=work.settings,
        cover=make_cover(work.show, settings=work.settings, cache=work.folder / "covers"),
        guid=_guid(work.show, record, stands, work.names),
        sisters=_sisters(work),
        standing=log,
        documents=documents,
        since=standing.since(stands, latest),
        thorough=work.verify,
        shelf=work.shelf,
        drawn=found.drawn,
    )


def _ended(work: _Work, found: _Found, site: Site, done: _Done, *, unnamed: Mapping[str, str], looked: str) -> Report:
    """What is remembered of a publish that has come to its end, and told of it."""
    write_record(work.folder, replace(site.record, unnamed=unnamed))
    found.log.keep(work.pieces, site.pieces, site.standing)
    found.drawn.keep(site.feed)
    write_last(work.last, last_publish_of(site, settings=work.settings, looked=looked))
    warning = ""
    if work.ping_hub and site.feed in done.written and (hub := str(work.show.feed.get("hub", ""))):
        warning = ping(hub, work.names.url(site.feed), user_agent=work.settings.user_agent)
    return Report(
        feed_url=work.names.url(site.feed),
        written=tuple(done.written),
        kept=tuple(done.kept),
        deleted=(),
        held_back=tuple(one.id for one in work.episodes if one.published > work.now + AHEAD),
        warning=warning,
    )


def _damaged(name: str, entry: StoredFile, site: Site) -> bool:
    """Whether a file that was written again had stood with its length and other content, or under its hash with any."""
    return name != site.feed and (_lasting(name) or (name in site.files and entry.size == site[name].size))


def _sisters(work: _Work) -> list[Record]:
    """The newsroom's other shows, and those of another newsroom in the same store."""
    records = read_records(work.folder)
    others = [one for name, one in records.items() if name != work.show.name]
    return others + standing.strangers(work.store, work.settings, {*records, work.show.name})


def _guid(show: Show, record: Record | None, stands: standing.Standing, names: PublicNames) -> str:
    """The show's own, else the one it has always had: kept in the record, read from the feed that stands, made now."""
    if given := str(show.feed.get("guid", "")):
        return given
    if record and record.guid:
        return record.guid
    known = re.fullmatch(r"[0-9a-fA-F-]{36}", stands.guid)
    return known[0] if known else channel_guid(names.url(names.feed))


def _roots(store: Store) -> dict[str, StoredFile]:
    """The newsroom's own pages."""
    found = {name: store.get(name) for name in FRONT}
    return {name: StoredFile(len(one[0]), one[1]) for name, one in found.items() if one}


# ---- writing


@dataclass(frozen=True, slots=True)
class _Done:
    """Names that were written, and that were found as they should be."""

    written: list[str]
    kept: list[str]


def _write(
    work: _Work,
    site: Site,
    old: tuple[bytes, str] | None,
    there: Collection[str],
    same: Callable[[str, File], bool],
) -> _Done:
    """What the feed names, then the feed. `there` are the names in the store, `same` says what stands as it should.

    Of two publishers only the one whose feed stands may change what is there. So before the feed only new names are
    written, and what has its content's hash in its name; and the pages of older episodes, each only over the one that
    was looked at, because an episode that goes from the feed into a page must never be in neither.
    """
    store, done = work.store, _Done([], [])
    # Whoever comes after a run that is killed from here on looks at everything.
    forget_last(work.last)
    for name, file in site.files.items():
        if name == site.feed:
            continue
        if same(name, file):
            done.kept.append(name)
        elif _lasting(name):
            store.put(name, file.content)
            done.written.append(name)
        elif standing.is_archive(name, work.show.name):
            store.put(name, file.content, match=_tag(store, name, there))
            done.written.append(name)
        elif name not in there:
            # Another publisher's, written a moment ago: whose feed will stand writes it last.
            with contextlib.suppress(Conflict):
                store.put(name, file.content, match=ABSENT)
                done.written.append(name)
    feed = site[site.feed].content
    if old is not None and old[0] == feed:
        done.kept.append(site.feed)
    else:
        store.put(site.feed, feed, match=old[1] if old else ABSENT)
        done.written.append(site.feed)
    return done


def _finish(work: _Work, site: Site, done: _Done) -> None:
    """The pages that were there before: our feed stands now, so they are ours to change."""
    settled = {*done.written, *done.kept, *FRONT}
    for name, file in site.files.items():
        if name not in settled:
            work.store.put(name, file.content)
            done.written.append(name)
    for name in FRONT:
        _put_front(work, site, name, done)


def _put_front(work: _Work, site: Site, name: str, done: _Done) -> None:
    """One of the newsroom's own pages, which every show and every newsroom in the store writes: never over a newer one."""
    for _ in range(TRIES):
        before = work.store.get(name)
        # The tag first and the records then: who writes last has seen the other's record.
        content = dict(front(work.settings, site.record, _sisters(work)))[name]
        if before and before[0] == content:
            if name not in {*done.written, *done.kept}:
                done.kept.append(name)
            return
        with contextlib.suppress(Conflict):
            work.store.put(name, content, match=before[1] if before else ABSENT)
            if name not in done.written:
                done.written.append(name)
            if name in done.kept:
                done.kept.remove(name)
            return
    raise Conflict(
        "was written by somebody else again and again",
        where=work.names.url(name),
        hint="publish again: the feed stands",
    )


def _lasting(name: str) -> bool:
    """Whether a file's name carries the hash of its content: another publisher's of that name is the same."""
    return kind(name).cache == FOREVER


def _tag(store: Store, name: str, there: Collection[str]) -> str:
    """The tag of a file that is there, by which it is written over."""
    found = store.get(name) if name in there else None
    return found[1] if found else ABSENT


def _same(work: _Work, name: str, entry: StoredFile, file: File) -> bool:
    """Audio is known by its name, which carries its hash, and its length; everything else is compared.

    Verified, all is read: a store's own digest of a file says what was once written.
    """
    if entry.size != file.size:
        return False
    if not work.verify:
        return isinstance(file.content, Path) or work.store.same(name, entry, file.content)
    there = work.store.get(name)
    if there is None:
        return False
    if isinstance(file.content, Path):
        return hashlib.sha256(there[0]).hexdigest() == hashed(file.content)
    return there[0] == file.content


# ---- deleting


def _delete(
    work: _Work, named: Collection[str], there: Mapping[str, StoredFile], record: Record | None
) -> tuple[list[str], dict[str, str]]:
    """Delete what no feed has `named` for `grace`, and at once what was withdrawn; the rest waits, with its date.

    What belongs to an episode that the library does not know is another newsroom's, or is all that is left of a lost
    one: it stays.
    """
    known = {one.id for one in work.episodes}
    withdrawn = {one.id for one in work.episodes if one.state == "withdrawn"}
    ids = known | {folder for name in there if (folder := owners.folder(name))}
    since = record.unnamed if record else {}
    deleted: list[str] = []
    waiting: dict[str, str] = {}
    for name in sorted(there):
        # Assets and the newsroom's pages belong to other shows too.
        if name in named or not name.startswith(f"{work.show.name}/"):
            continue
        owner = owners.owner(name, ids)
        if owner is None or (owner and owner not in known):
            continue
        first = since.get(name, work.now.astimezone(UTC).isoformat())
        late = name in since and work.now - datetime.fromisoformat(first) >= work.grace
        if owner in withdrawn or late:
            work.store.delete(name)
            deleted.append(name)
        else:
            waiting[name] = first
    return deleted, waiting

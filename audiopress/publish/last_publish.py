"""What a publish left in the store: who comes next and finds that feed need not look at every file of every episode.

One small JSON file a show, in the state folder. It is taken away before anything in the store is changed and written
when everything stands, so a publish that was killed is followed by one that looks. So is one after which somebody else
published; and now and then one looks by itself, because what was deleted or cut by hand tells nobody.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from audiopress.errors import PublishError
from audiopress.model import Settings
from audiopress.publish.rendering import FRONT, File, Site
from audiopress.work import files

LOOKED: Final = timedelta(days=30)
"""How long it is believed that what was left is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPublish:
    """What stands in the store."""

    store: str
    """Which one, by a digest of its settings."""
    feed: str
    """Digest of the show's feed."""
    looked: str
    """When the store was last listed (ISO)."""
    documents: Mapping[str, str]
    """The show's lists and feeds: name to what they were made from (digest)."""
    others: Mapping[str, str]
    """What the show has beside them and its episodes' files: name to digest of the content."""

    def has(self, name: str, file: File) -> bool:
        """Whether a file stands as it is."""
        return self.others.get(name) == _mark(file)

    @property
    def names(self) -> set[str]:
        """The files, but the newsroom's own pages, which other shows write too."""
        return {*self.documents, *self.others}


def last_publish_of(site: Site, *, settings: Settings, looked: str) -> LastPublish:
    """What a publish of this site has left, where the store was last `looked` at then (ISO)."""
    apart = {*site.documents, *FRONT, *(name for piece in site.pieces.values() for name in piece.files)}
    return LastPublish(
        store=_store(settings),
        feed=_mark(site[site.feed]),
        looked=looked,
        documents=site.documents,
        others={name: _mark(file) for name, file in site.files.items() if name not in apart},
    )


def read_last(path: Path, *, settings: Settings, feed: tuple[bytes, str], now: datetime) -> LastPublish | None:
    """What was left, where it can be believed: the feed, given with its tag, is the one that was left not too long ago."""
    try:
        last = LastPublish(**json.loads(path.read_bytes()))
        since = now - datetime.fromisoformat(last.looked)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    if last.store != _store(settings) or not timedelta(0) <= since < LOOKED:
        return None
    content, tag = feed
    # A folder's tags are digests too.
    return last if last.feed == tag or last.feed == hashlib.sha256(content).hexdigest() else None


def forget_last(path: Path) -> None:
    """What was left is about to change. Raises PublishError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise PublishError(
            f"cannot be deleted: {error.strerror}", where=str(path), hint="the old feed still stands"
        ) from None


def write_last(path: Path, left: LastPublish) -> None:
    """Remember; where that fails, the next publish looks at everything."""
    with contextlib.suppress(OSError):
        files.write(path, json.dumps(asdict(left), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _store(settings: Settings) -> str:
    named = repr((settings.store, settings.public, settings.base_url))
    return hashlib.sha256(named.encode(errors="surrogatepass")).hexdigest()


def _mark(file: File) -> str:
    content = file.content
    return hashlib.sha256(content.read_bytes() if isinstance(content, Path) else content).hexdigest()

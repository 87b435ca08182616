"""The cache of rendered feeds and lists: one whose content has not changed is not rendered again.

Each is kept under its name with a digest of what it was made from, in the state folder; so are the items of the feeds,
of which a new episode changes none. What is lost or damaged is made again; what stands in the store is compared with it
as with any other content.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from audiopress.publish.feeds import Entry
from audiopress.publish.places import short
from audiopress.work import files

ENTRIES: Final = "entries"
"""The name under which a show's items are kept."""


@dataclass(slots=True)
class Drawn:
    """The documents of a show, in `folder`; without one, nothing is remembered."""

    folder: Path | None = None
    fresh: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Made now: name to what they were made from (digest) and content."""
    _entries: dict[str, tuple[str, Entry]] | None = None
    """Of each episode, what its item was made from (digest) and the item; None as long as nobody asked."""
    _added: bool = False

    def __call__(self, name: str, key: str, make: Callable[[], bytes]) -> bytes:
        """A document that is made from what `key` is the digest of."""
        content = self._kept(name, key)
        if content is None:
            content = make()
            self.fresh[name] = key, content
        return content

    def entry(self, episode: str, key: str, make: Callable[[], Entry]) -> Entry:
        """The item of an episode, made from what `key` is the digest of."""
        if self._entries is None:
            self._entries = self._read()
        kept = self._entries.get(episode)
        if kept is None or kept[0] != key:
            self._entries[episode] = kept = key, make()
            self._added = True
        return kept[1]

    def _read(self) -> dict[str, tuple[str, Entry]]:
        content = self._kept(ENTRIES, "")
        table = json.loads(content) if content else {}
        return {name: (key, Entry(text, synthetic)) for name, (key, text, synthetic) in table.items()}

    def _kept(self, name: str, key: str) -> bytes | None:
        if self.folder is None:
            return None
        try:
            head, _, content = self._path(self.folder, name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if head == _head(key, content) else None

    def keep(self, episodes: Collection[str]) -> None:
        """Remember what was made now, of items those of these episodes; where that fails, it is made again the next time."""
        if self.folder is None:
            return
        if self._entries is not None and self._added:
            table = {
                name: (key, one.text, one.synthetic) for name, (key, one) in self._entries.items() if name in episodes
            }
            self.fresh[ENTRIES] = "", json.dumps(table, ensure_ascii=False).encode()
            self._added = False
        for name, (key, content) in self.fresh.items():
            path = self._path(self.folder, name)
            with contextlib.suppress(OSError):
                files.write(path, _head(key, content) + b"\n" + content)
        self.fresh.clear()

    def forget(self, names: Mapping[str, object]) -> None:
        """Delete what is no document of the show any more; `names` are those that are."""
        if self.folder is not None:
            known = {self._path(self.folder, name) for name in (ENTRIES, *names)}
            with contextlib.suppress(OSError):
                for path in set(self.folder.iterdir()) - known:
                    path.unlink()

    @staticmethod
    def _path(folder: Path, name: str) -> Path:
        return folder / short(name.encode(), 16)


def _head(key: str, content: bytes) -> bytes:
    return f"{key} {hashlib.sha256(content).hexdigest()}".encode()

"""The cache of rendered feeds and lists: one whose content has not changed is not rendered again.

Each is kept under its name with a digest of what it was made from, in the state folder. A new episode changes no item of
the others: where each stands in the feed that is kept is kept as well, and it is taken from there. What is lost or damaged
is made again; what stands in the store is compared with it as with any other content.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from audiopress.publish.feeds import Entry
from audiopress.publish.places import short
from audiopress.work import files

ENTRIES: Final = "places of items"
"""The name under which is kept where a show's items stand in its feed."""


@dataclass(slots=True)
class Drawn:
    """The documents of a show, in `folder`; without one, nothing is remembered."""

    folder: Path | None = None
    fresh: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Made now: name to what they were made from (digest) and content."""
    _entries: dict[str, tuple[str, Entry]] = field(default_factory=dict)
    """Of each episode, what its item was made from and the item."""
    _of: str = ""
    """The feed whose kept items were read."""
    _listed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The episodes of the feeds that were made now."""

    def __call__(self, name: str, key: str, make: Callable[[], bytes]) -> bytes:
        """A document that is made from what `key` is the digest of."""
        content = self._kept(name, key)
        if content is None:
            content = make()
            self.fresh[name] = key, content
        return content

    def entries(
        self, name: str, listed: Mapping[str, str], make: Callable[[str], Entry], *, of: str
    ) -> Sequence[Entry]:
        """The items of a feed that is being made; of those that stand in the kept feed `of` none is made again.

        `listed` are its episodes, in their order, each with what its item is made from.
        """
        if self._of != of:
            self._of, self._entries = of, self._read(of)
        for one, key in listed.items():
            if self._entries.get(one, ("", None))[0] != key:
                self._entries[one] = key, make(one)
        self._listed[name] = tuple(listed)
        return [self._entries[one][1] for one in listed]

    def _read(self, of: str) -> dict[str, tuple[str, Entry]]:
        """The items of the feed that is kept, where it is the one of which that is known."""
        index, found = self._kept(ENTRIES, ""), self._file(of)
        if index is None or found is None:
            return {}
        table = json.loads(index)
        head, feed = found
        if table["feed"] != head.decode("ascii", "replace") or head != _head(head.partition(b" ")[0].decode(), feed):
            return {}
        return {
            name: (key, Entry(feed[begin:end], synthetic))
            for name, (key, synthetic, begin, end) in table["entries"].items()
        }

    def _kept(self, name: str, key: str) -> bytes | None:
        found = self._file(name)
        if found is None or not found[0].startswith(key.encode()):
            return None
        return found[1] if found[0] == _head(key, found[1]) else None

    def _file(self, name: str) -> tuple[bytes, bytes] | None:
        """Head and content of a document, whatever it was made from; None where there is none."""
        if self.folder is None:
            return None
        try:
            head, _, content = self._path(self.folder, name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return head, content

    def keep(self, feed: str) -> None:
        """Remember what was made now, and of `feed` where its items stand; where that fails, it is made again next time."""
        if self.folder is None:
            return
        for name, (key, content) in self.fresh.items():
            head = _head(key, content)
            self._write(name, head, content)
            if name == feed:
                index = self._index(feed, head, content)
                self._write(ENTRIES, _head("", index), index)
        self.fresh.clear()

    def _write(self, name: str, head: bytes, content: bytes) -> None:
        if self.folder is not None:
            with contextlib.suppress(OSError):
                files.write(self._path(self.folder, name), head + b"\n" + content)

    def _index(self, feed: str, head: bytes, content: bytes) -> bytes:
        """Where the items of a feed stand in it, one behind the other; `head` is that of its file."""
        places: dict[str, tuple[str, bool, int, int]] = {}
        end = 0
        for number, name in enumerate(self._listed[feed]):
            key, one = self._entries[name]
            begin = end if number else content.index(one.text)
            end = begin + len(one.text)
            places[name] = key, one.synthetic, begin, end
        return json.dumps({"feed": head.decode("ascii"), "entries": places}).encode()

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

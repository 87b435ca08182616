"""Feeds and lists that were written before: one that would come out the same is not made again.

Each is kept under its name with a digest of what it was made from, in the state folder. One that is lost or damaged is
made again; what stands in the store is compared with it as with any other content.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from audiopress.publish.places import short
from audiopress.work import files


@dataclass(slots=True)
class Drawn:
    """The documents of a show, in `folder`; without one, nothing is remembered."""

    folder: Path | None = None
    fresh: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Made now: name to what they were made from (digest) and content."""

    def __call__(self, name: str, key: str, make: Callable[[], bytes]) -> bytes:
        """A document that is made from what `key` is the digest of."""
        content = self._kept(name, key)
        if content is None:
            content = make()
            self.fresh[name] = key, content
        return content

    def _kept(self, name: str, key: str) -> bytes | None:
        if self.folder is None:
            return None
        try:
            head, _, content = self._path(self.folder, name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if head == _head(key, content) else None

    def keep(self) -> None:
        """Remember what was made now; where that fails, it is made again the next time."""
        if self.folder is None:
            return
        for name, (key, content) in self.fresh.items():
            path = self._path(self.folder, name)
            with contextlib.suppress(OSError):
                files.write(path, _head(key, content) + b"\n" + content)
        self.fresh.clear()

    def forget(self, names: Mapping[str, object]) -> None:
        """Delete what is no document of the show any more; `names` are those that are."""
        if self.folder is not None:
            known = {self._path(self.folder, name) for name in names}
            with contextlib.suppress(OSError):
                for path in set(self.folder.iterdir()) - known:
                    path.unlink()

    @staticmethod
    def _path(folder: Path, name: str) -> Path:
        return folder / short(name.encode(), 16)


def _head(key: str, content: bytes) -> bytes:
    return f"{key} {hashlib.sha256(content).hexdigest()}".encode()

"""A store for tests that counts what is asked of it and goes away when told to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audiopress.errors import PublishError
from audiopress.publish import Directory, StoredFile


@dataclass
class Watched:
    """A folder that tells how often it was listed and changed, and stops working after so many changes."""

    inner: Directory
    left: int = 1_000_000
    """Changes that still work."""
    changes: int = 0
    lists: int = 0

    def list(self, prefix: str) -> dict[str, StoredFile]:
        self.lists += 1
        return self.inner.list(prefix)

    def get(self, name: str) -> tuple[bytes, str] | None:
        return self.inner.get(name)

    def put(self, name: str, content: bytes | Path, *, match: str | None = None) -> None:
        self._step()
        self.inner.put(name, content, match=match)

    def delete(self, name: str) -> None:
        self._step()
        self.inner.delete(name)

    def same(self, name: str, entry: StoredFile, content: bytes) -> bool:
        return self.inner.same(name, entry, content)

    def _step(self) -> None:
        self.changes += 1
        if self.changes > self.left:
            raise PublishError("the store went away")

"""A Dask cluster: one client for whatever is to be done on it, and whether its workers see the caller's disk."""

from __future__ import annotations

import contextlib
import importlib.util
import secrets
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from audiopress.errors import AudiopressError, UsageError

CONNECT: Final = 10.0
"""Seconds in which a scheduler must answer."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A folder with a mark in it: who finds the mark works on the same disk, whatever its own folders are called."""

    folder: Path
    mark: str = ""
    """Nothing: everybody is on this machine."""

    @property
    def here(self) -> bool:
        """Whether this process sees the folder that was meant."""
        return not self.mark or (self.folder / self.mark).is_file()


@contextmanager
def marked(folder: Path) -> Iterator[Shared]:
    """The folder, with a mark in it for as long as the block lasts. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / f".shared-{secrets.token_hex(8)}.part"  # swept with what is half made, should this be killed
    mark.touch()
    try:
        yield Shared(folder, mark.name)
    finally:
        with contextlib.suppress(OSError):
            mark.unlink()


class Cluster:
    """A connection to a scheduler."""

    def __init__(self, address: str) -> None:
        """Raises UsageError where Dask is not installed, AudiopressError where nobody answers."""
        if importlib.util.find_spec("distributed") is None:
            raise UsageError("the package distributed is not installed", hint="pip install 'audiopress[dask]'")
        import distributed

        client: Any = distributed.Client  # its own annotations come and go between versions
        try:
            self._client: Any = client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise AudiopressError(
                f"no Dask scheduler answers: {error}", where=address, hint="is `dask scheduler` running there?"
            ) from None

    def executor(self) -> Executor:
        """Where to hand tasks in. Two equal ones are two (`pure=False`); a dead worker's go to another one."""
        pool: Executor = self._client.get_executor(pure=False)
        return pool

    def count(self) -> int:
        """Tasks that can be done at once."""
        return sum(self._client.nthreads().values())

    def sees(self, shared: Shared) -> bool:
        """Whether every worker of now works on the disk that the folder is on."""
        found: dict[str, bool] = self._client.run(_sees, shared)
        return bool(found) and all(found.values())

    def close(self) -> None:
        """End the connection."""
        self._client.close()


def _sees(shared: Shared) -> bool:
    return shared.here

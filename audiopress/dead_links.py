"""Links of feeds that led nowhere: remembered, so that not every edition asks for them again."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from audiopress.errors import AudiopressError, FetchError, LibraryError
from audiopress.work import files

GONE: Final = timedelta(days=1)
"""How long a link that its server says is gone is not asked for; twice as long each further time."""
UNREADABLE: Final = timedelta(hours=6)
"""The same for a page that is there and is no article: it may become one."""
LONGEST: Final = timedelta(days=30)


class DeadLinks:
    """The links of a newsroom that are not asked for now; in a JSON file that may be deleted at any time."""

    def __init__(self, path: Path, *, now: datetime) -> None:
        self._path, self._now = path, now
        self._links: dict[str, tuple[datetime, int]] = {}
        self._noted = False
        with suppress(OSError, ValueError, TypeError, AttributeError):
            for link, (until, times) in json.loads(path.read_bytes()).items():
                at = datetime.fromisoformat(until)
                # One that came due long ago is forgotten.
                if at + LONGEST > now:
                    self._links[str(link)] = at, int(times)

    @property
    def addresses(self) -> set[str]:
        """Those that are not to be asked for."""
        return {link for link, (until, _) in self._links.items() if until > self._now}

    def note(self, link: str, error: AudiopressError) -> bool:
        """Remember a link that led nowhere; False where it may well lead somewhere in a minute (the network, a busy server)."""
        if isinstance(error, FetchError) and not error.gone:
            return False
        _, times = self._links.get(link, (self._now, 0))
        first = GONE if isinstance(error, FetchError) else UNREADABLE
        self._links[link] = self._now + min(first * 2 ** min(times, 10), LONGEST), times + 1
        self._noted = True
        return True

    def save(self) -> None:
        """Keep what was noted. Raises LibraryError."""
        if not self._noted:
            return
        table = {link: [until.isoformat(), times] for link, (until, times) in sorted(self._links.items())}
        try:
            files.write(self._path, json.dumps(table, ensure_ascii=False, indent=1).encode())
        except OSError as error:
            raise LibraryError(f"cannot be written: {error.strerror}", where=str(self._path)) from None

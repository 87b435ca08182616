"""Sound from the network, by the rules that pages are fetched by, into a file: of any length, whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress.errors import FetchError
from audiopress.sources import urls as addresses
from audiopress.sources.fetch import GONE, REDIRECTS, RETRIED, TOLD, TRIES, Fetcher, _inflated, _onward, _patience
from audiopress.work.files import whole
from audiopress.work.retry import Again, persistently

if TYPE_CHECKING:
    import httpx2

LARGEST: Final = 2_000_000_000
"""Bytes of one file: ten hours at 320 kb/s are 1.4 GB."""
SLOWEST: Final = 3600.0
"""Seconds for one attempt, all of it."""
REFUSED: Final = ("text/", "application/json", "application/xml", "application/xhtml")
"""What is no sound, whatever its address says: a page that asks for a login, an error in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A file that was fetched."""

    bytes: int
    sha256: str
    mime: str
    """As its server calls it."""


class MediaFetcher(Fetcher):
    """A `Fetcher` that also puts what it fetches into files."""

    def save(self, url: str, path: Path) -> Saved:
        """Put the file at `url` into `path`, whole or not at all. Raises FetchError; OSError where the disk does not take it."""

        def ask() -> Saved:
            with whole(path) as part:
                return self._into(url, part)

        try:
            return persistently(ask, tries=TRIES)
        except FetchError as error:
            error.where = addresses.shown(error.where or url)
            raise

    def _into(self, url: str, part: Path) -> Saved:
        address = url
        for _ in range(REDIRECTS + 1):
            self._deadline.start(SLOWEST)
            self._ask_leave(address, url)
            self._deadline.start(SLOWEST)
            with self._get(address, url, {}) as answer:
                if onward := _onward(address, answer):
                    address = onward
                    continue
                return _saved(answer, url, part)
        raise FetchError(f"the file sends round in circles (more than {REDIRECTS} redirects)", where=url)


def _saved(answer: httpx2.Response, url: str, part: Path) -> Saved:
    """The body in a file, counted and hashed as it comes. Raises FetchError, Again."""
    status = answer.status_code
    if status != 200:
        message, hint = TOLD.get(status, (f"the server answered {status}", ""))
        refused = FetchError(
            message.replace("the page", "the file").replace("such page", "such file"), where=url, hint=hint
        )
        refused.gone = status in GONE
        if status in RETRIED:
            raise Again(refused, _patience(answer, refused))
        raise refused
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.startswith(REFUSED):
        raise FetchError(f"is no sound but {kind}", where=url, hint="open it in a browser: does it ask for a login?")
    size, digest = 0, hashlib.sha256()
    with part.open("wb") as file:
        for piece in _inflated(answer, url):
            size += len(piece)
            if size > LARGEST:
                raise FetchError(f"is larger than {LARGEST // 1_000_000} MB", where=url)
            digest.update(piece)
            file.write(piece)
    told = answer.headers.get("content-length", "")
    if not answer.headers.get("content-encoding") and told.isascii() and told.isdigit() and int(told[:20]) != size:
        raise Again(FetchError("the file breaks off", where=url, hint="try again later"))
    if not size:
        raise FetchError("is empty", where=url)
    return Saved(bytes=size, sha256=digest.hexdigest(), mime=kind)

"""Pages that came with a validator, one file each, so that they can be asked for conditionally."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from audiopress.work.cache import digest, place, prune, touch
from audiopress.work.files import write

OLD: Final = timedelta(days=30)
"""After its last use, when a page is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """What came: the body decoded from its compression, the address after redirects, the content type as it was sent."""

    url: str
    body: bytes
    content_type: str = ""
    next: str = ""
    """The address of the next part of a list, as the server said in a Link header (RFC 8288); else empty."""

    @property
    def charset(self) -> str:
        """The encoding that the server named, or nothing."""
        for part in self.content_type.split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip("\"' ")
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page as it was kept, and the validators to ask with."""

    page: FetchedPage
    validators: dict[str, str]


class PageCache:
    """A folder of pages. Nothing here ever fails: what cannot be read was not there, what cannot be written is not kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, url: str) -> KeptPage | None:
        """What is kept for the address that was asked for; a broken file counts as nothing."""
        if self._folder is None:
            return None
        try:
            head, _, body = self._path(url).read_bytes().partition(b"\n")
            table = json.loads(head)
            page = FetchedPage(url=table["url"], body=body, content_type=table["type"], next=str(table.get("next", "")))
            if table["bytes"] != len(body) or table["asked"] != url:
                return None
            named = {"if-none-match": table["etag"], "if-modified-since": table["modified"]}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return KeptPage(page=page, validators={name: str(value) for name, value in named.items() if value})

    def put(self, url: str, page: FetchedPage, *, etag: str, modified: str) -> None:
        """Keep a page that can be asked for conditionally, whole or not at all."""
        if self._folder is None or not (etag or modified):
            return
        head = {
            "asked": url,
            "url": page.url,
            "type": page.content_type,
            "next": page.next,
            "etag": etag,
            "modified": modified,
            "bytes": len(page.body),
        }
        with contextlib.suppress(OSError):
            write(self._path(url), json.dumps(head).encode() + b"\n" + page.body)

    def used(self, url: str) -> None:
        """A page that has not changed is not old."""
        if self._folder is not None:
            touch(self._path(url))

    def prune(self) -> None:
        """Forget what was not used for long."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            prune(self._folder, older_than=OLD)

    def _path(self, url: str) -> Path:
        assert self._folder is not None
        return place(self._folder, digest(url), ".page")

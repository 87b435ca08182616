"""Pages that came with a validator, one file each, so that they can be asked for conditionally."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

OLD: Final = 30 * 24 * 3600.0
"""Seconds after its last use at which a page is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came: the body decoded from its compression, the address after redirects, the content type as it was sent."""

    url: str
    body: bytes
    content_type: str = ""

    @property
    def charset(self) -> str:
        """The encoding that the server named, or nothing."""
        for part in self.content_type.split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip("\"' ")
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page as it was kept, and the validators to ask with."""

    page: Page
    validators: dict[str, str]


class PageCache:
    """A folder of pages. Nothing here ever fails: what cannot be read was not there, what cannot be written is not kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, url: str) -> Kept | None:
        """What is kept for the address that was asked for; a broken file counts as nothing."""
        if self._folder is None:
            return None
        try:
            head, _, body = self._path(url).read_bytes().partition(b"\n")
            table = json.loads(head)
            page = Page(url=table["url"], body=body, content_type=table["type"])
            if table["bytes"] != len(body) or table["asked"] != url:
                return None
            named = {"if-none-match": table["etag"], "if-modified-since": table["modified"]}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return Kept(page=page, validators={name: str(value) for name, value in named.items() if value})

    def put(self, url: str, page: Page, *, etag: str, modified: str) -> None:
        """Keep a page that can be asked for conditionally, whole or not at all."""
        if self._folder is None or not (etag or modified):
            return
        head = {
            "asked": url,
            "url": page.url,
            "type": page.content_type,
            "etag": etag,
            "modified": modified,
            "bytes": len(page.body),
        }
        part = self._folder / f".{secrets.token_hex(8)}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(json.dumps(head).encode() + b"\n" + page.body)
            part.replace(self._path(url))
        except OSError:
            part.unlink(missing_ok=True)

    def used(self, url: str) -> None:
        """A page that has not changed is not old."""
        if self._folder is not None:
            try:
                os.utime(self._path(url))
            except OSError:
                return

    def prune(self) -> None:
        """Forget what was not used for long."""
        if self._folder is None:
            return
        try:
            for path in self._folder.iterdir():
                if time.time() - path.stat().st_mtime > OLD:
                    path.unlink(missing_ok=True)
        except OSError:
            return

    def _path(self, url: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{hashlib.sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.page"

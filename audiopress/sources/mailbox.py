"""Mail on a server (IMAP4rev1, RFC 3501), read by the standard library's imaplib: nothing is marked, moved or deleted.

`imaps://user@host/INBOX` is a folder; its port may be named. The password is the value of a source's `auth_env`.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final
from urllib.parse import quote, unquote

from audiopress.errors import FetchError
from audiopress.model import Settings
from audiopress.sources.reader import Wanted
from audiopress.sources.transport import PATIENCE, addresses
from audiopress.sources.urls import shown, split

LARGEST: Final = 10_000_000
"""Bytes of one message."""
MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_UID: Final = re.compile(rb"UID (\d+)")
_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")


def messages(url: str, password: str, *, settings: Settings, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """The newest messages of a folder, each with its address (RFC 5092). Raises FetchError."""
    parts = split(url)
    if parts is None or not parts.hostname or not parts.username:
        raise FetchError("not the address of a mailbox", where=shown(url), hint="imaps://user@host/INBOX")
    safe = parts.scheme.lower() == "imaps"
    if not safe and parts.hostname not in settings.allow_hosts:
        raise FetchError("the password would be sent openly", where=shown(url), hint="imaps://, not imap://")
    if not password:
        raise FetchError("a mailbox needs a password", where=shown(url), hint="name its variable: …?auth_env=NAME")
    host, port = parts.hostname, parts.port or (993 if safe else 143)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    try:
        box = _opened(host, port, safe=safe, settings=settings)
    except (OSError, imaplib.IMAP4.error) as error:
        raise FetchError(f"the mail server cannot be reached: {error}", where=shown(url)) from None
    try:
        box.login(unquote(parts.username), password)
        status, said = box.select(_named(folder), readonly=True)
        if status != "OK":
            raise FetchError(f"there is no folder {folder!r}", where=shown(url), hint=_told(said))
        since = wanted.since
        criteria = f"(UNDELETED SINCE {since.day}-{MONTHS[since.month - 1]}-{since.year})" if since else "(UNDELETED)"
        numbers = [one for row in _asked(box, url, "SEARCH", criteria) if isinstance(row, bytes) for one in row.split()]
        base = f"{parts.scheme}://{quote(unquote(parts.username), safe='')}@{parts.netloc.rpartition('@')[2]}/{quote(folder)}"
        for number in sorted(numbers, key=int, reverse=True)[: wanted.most]:
            sizes = _asked(box, url, "FETCH", number.decode(), "(RFC822.SIZE)")
            size = next((int(found[1]) for row in sizes if isinstance(row, bytes) and (found := _SIZE.search(row))), 0)
            if size <= LARGEST:
                rows = _asked(box, url, "FETCH", number.decode(), "(BODY.PEEK[])")
                for row in rows:
                    if isinstance(row, tuple):
                        yield f"{base}/;UID={number.decode()}", bytes(row[1])
    except (OSError, imaplib.IMAP4.error) as error:
        said_ = re.sub(r"^b['\"]|['\"]$", "", str(error))
        hint = (
            f"is {parts.username!r} right, and what its variable holds?"
            if "auth" in said_.lower()
            else "try again later"
        )
        raise FetchError(f"the mail server says: {said_[:200]}", where=shown(url), hint=hint) from None
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()


def _opened(host: str, port: int, *, safe: bool, settings: Settings) -> imaplib.IMAP4:
    """A connection to an address of the host that was checked."""
    allowed = frozenset(one.lower().strip("[]") for one in settings.allow_hosts)
    number = addresses(host, port, allowed=allowed)[0]

    class Plain(imaplib.IMAP4):
        def _create_socket(self, timeout: float | None) -> socket.socket:
            return socket.create_connection((number, port), timeout)

    class Safe(imaplib.IMAP4):
        def _create_socket(self, timeout: float | None) -> socket.socket:
            raw = socket.create_connection((number, port), timeout)
            return ssl.create_default_context().wrap_socket(raw, server_hostname=host)

    return (Safe if safe else Plain)(host, port, timeout=PATIENCE)


def _asked(box: imaplib.IMAP4, url: str, command: str, *words: str) -> list[Any]:
    status, said = box.uid(command, *words)
    if status != "OK":
        raise FetchError(f"the mail server refuses {command}", where=shown(url), hint=_told(said))
    return list(said)


def _told(said: Any) -> str:
    return b" ".join(one for one in said if isinstance(one, bytes)).decode("utf-8", "replace")[:200]


def _named(folder: str) -> str:
    """A folder's name as the server has it: quoted, in the UTF-7 of RFC 3501, 5.1.3."""
    import base64

    def coded(found: re.Match[str]) -> str:
        data = base64.b64encode(found[0].encode("utf-16-be")).decode("ascii").rstrip("=").replace("/", ",")
        return f"&{data}-"

    plain = re.sub(r"[^\x20-\x7e]+", coded, folder.replace("&", "&-"))
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'

"""Pages from the network, politely and safely: conditional, retried, capped, and never from inside the house.

A host's addresses are looked up once, each is checked, and the connection goes to the one that was checked: a name that
changes its address between the look-up and the connection (DNS rebinding), or a redirect, cannot reach a private
machine. Hosts of the newsroom's own network are named in `allow_hosts`.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from audiopress import __version__
from audiopress.errors import FetchError
from audiopress.model import Settings

if TYPE_CHECKING:
    import httpx2

LARGEST: Final = 10_000_000
"""Decoded bytes of a page; a compressed bomb is cut there."""
SLOWEST: Final = 40.0
"""Seconds for one page, all of it."""
REDIRECTS: Final = 5
TRIES: Final = 3
LONGEST_WAIT: Final = 20.0
"""Seconds that a Retry-After may ask for; a longer one is told as an error."""
PAGES: Final = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/json",
)
RETRIED: Final = {408, 425, 429, 500, 502, 503, 504}
TOLD: Final = {
    401: ("the page needs a login", "save it in your browser and give the file"),
    403: ("the server refuses to give the page", "save it in your browser and give the file"),
    404: ("there is no such page", "look at the address"),
    410: ("the page was taken away", ""),
    429: ("the server asks for fewer requests", "try again later"),
    451: ("the page is not given out for legal reasons", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came: the body decoded from its compression, the address after redirects."""

    url: str
    body: bytes
    content_type: str


class _Again(Exception):
    """Worth another try, after `wait` seconds where the server says so."""

    def __init__(self, error: FetchError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.wait = error, wait


def fetch(url: str, *, settings: Settings, cache: Path | None = None, kinds: tuple[str, ...] = PAGES) -> Page:
    """A page, from the network or, where the server says it has not changed, from `cache`.

    `kinds` are beginnings of the content types that are taken. Raises FetchError with what went wrong and what to do.
    """
    import stamina

    kept = _Kept.of(cache, url)
    try:
        for attempt in stamina.retry_context(on=_backoff, attempts=TRIES, wait_initial=0.5, wait_max=5.0):
            with attempt:
                return _fetch(url, settings, kept, kinds)
    except _Again as again:
        raise again.error from None
    raise FetchError("could not be fetched", where=url)


def _backoff(error: Exception) -> bool | timedelta:
    if not isinstance(error, _Again):
        return False
    return timedelta(seconds=error.wait) if error.wait is not None else True


def _fetch(url: str, settings: Settings, kept: _Kept, kinds: tuple[str, ...]) -> Page:
    ends = time.monotonic() + SLOWEST
    address = url
    for _ in range(REDIRECTS + 1):
        if settings.robots and not _allowed(address, settings, ends):
            raise FetchError(
                "the site asks robots not to read this page (robots.txt)",
                where=url,
                hint="save the page in your browser and give the file, or set robots = false for a site of your own",
            )
        with _get(address, settings, kept.validators if address == url else {}, ends) as answer:
            if answer.status_code in {301, 302, 303, 307, 308} and answer.headers.get("location"):
                address = urljoin(address, answer.headers["location"])
                continue
            if answer.status_code == 304 and kept.page is not None:
                return kept.page
            _judge(answer, url, kinds)
            page = Page(
                url=address, body=_body(answer, url, ends), content_type=answer.headers.get("content-type", "").lower()
            )
        kept.keep(page, answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
        return page
    raise FetchError(f"the page sends round in circles (more than {REDIRECTS} redirects)", where=url)


@contextmanager
def _get(url: str, settings: Settings, headers: dict[str, str], ends: float) -> Iterator[httpx2.Response]:
    """One request to the address that was checked. Raises FetchError, _Again."""
    import httpx2

    parts = urlsplit(url)
    host = parts.hostname or ""
    address = _checked(url, settings)
    shown = f"[{address}]" if ":" in address else address
    port = f":{parts.port}" if parts.port else ""
    target = parts._replace(netloc=shown + port, fragment="").geturl()
    sent = {
        "host": parts.netloc.rpartition("@")[2],
        "user-agent": settings.user_agent or f"audiopress/{__version__}",
        "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5",
        **headers,
    }
    left = max(1.0, ends - time.monotonic())
    try:
        with (
            httpx2.Client(timeout=httpx2.Timeout(min(15.0, left)), trust_env=False) as client,
            client.stream("GET", target, headers=sent, extensions={"sni_hostname": host}) as answer,
        ):
            yield answer
    except httpx2.TimeoutException:
        raise _Again(FetchError("the server does not answer in time", where=url, hint="try again later")) from None
    except httpx2.ConnectError as error:
        if "certificate" in str(error).lower() or "ssl" in str(error).lower():
            raise FetchError(f"the connection is not safe: {error}", where=url) from None
        raise _Again(FetchError("the server cannot be reached", where=url, hint="is the network there?")) from None
    except httpx2.InvalidURL as error:
        raise FetchError(f"not an address: {error}", where=url) from None
    except httpx2.HTTPError as error:
        raise _Again(FetchError(f"the connection broke: {error or type(error).__name__}", where=url)) from None


def _checked(url: str, settings: Settings) -> str:
    """The address to connect to: public, or of an allowed host. Raises FetchError."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError("only http and https addresses are read", where=url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError):
        raise FetchError(
            f"there is no host {parts.hostname!r}", where=url, hint="look at the address; is the network there?"
        ) from None
    addresses = [str(one[4][0]) for one in found]
    if parts.hostname in settings.allow_hosts:
        return addresses[0]
    for address in addresses:
        if not _public(address):
            raise FetchError(
                f"{parts.hostname} is inside a private network ({address})",
                where=url,
                hint=f'allow_hosts = ["{parts.hostname}"] in audiopress.toml, if it is your own',
            )
    return addresses[0]


def _public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if mapped is not None:
        address = mapped
    if address in ipaddress.ip_network("64:ff9b::/96") if address.version == 6 else False:
        return False
    return address.is_global and not address.is_multicast


def _judge(answer: httpx2.Response, url: str, kinds: tuple[str, ...]) -> None:
    """Whether the answer is a page. Raises FetchError, _Again."""
    status = answer.status_code
    if status in RETRIED:
        wait = _retry_after(answer.headers.get("retry-after", ""))
        message, hint = TOLD.get(status, (f"the server failed ({status})", "try again later"))
        error = FetchError(message, where=url, hint=hint)
        if wait is not None and wait > LONGEST_WAIT:
            raise FetchError(message, where=url, hint=f"it asks to wait {wait:.0f} seconds")
        raise _Again(error, wait)
    if status != 200:
        message, hint = TOLD.get(status, (f"the server answered {status}", ""))
        raise FetchError(message, where=url, hint=hint)
    kind = answer.headers.get("content-type", "text/html").lower()
    if not kind.startswith(kinds):
        raise FetchError(f"is not a page but {kind.partition(';')[0]}", where=url)
    if int(answer.headers.get("content-length", "0") or 0) > LARGEST:
        raise FetchError(f"is larger than {LARGEST // 1_000_000} MB", where=url)


def _retry_after(text: str) -> float | None:
    """Seconds or a date (RFC 9110, 10.2.3)."""
    if text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _body(answer: httpx2.Response, url: str, ends: float) -> bytes:
    """The decoded body, cut off with an error where it is too large or too slow."""
    body = bytearray()
    for chunk in answer.iter_bytes(65536):
        body += chunk
        if len(body) > LARGEST:
            raise FetchError(f"is larger than {LARGEST // 1_000_000} MB", where=url)
        if time.monotonic() > ends:
            raise FetchError("the page comes too slowly", where=url, hint="try again later")
    return bytes(body)


def _allowed(url: str, settings: Settings, ends: float) -> bool:
    """What robots.txt says; a site without one allows everything (RFC 9309)."""
    parts = urlsplit(url)
    robots = f"{parts.scheme}://{parts.netloc}/robots.txt"
    try:
        with _get(robots, settings, {}, ends) as answer:
            if answer.status_code != 200:
                return True
            text = b"".join(answer.iter_bytes())[:512_000].decode("utf-8", "replace")
    except _Again:
        return True
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    return rules.can_fetch(settings.user_agent or "audiopress", url)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A page as it was kept with its validators."""

    path: Path | None
    page: Page | None = None
    validators: dict[str, str]

    @classmethod
    def of(cls, cache: Path | None, url: str) -> _Kept:
        """What the cache has of an address; a broken file counts as nothing."""
        if cache is None:
            return cls(path=None, validators={})
        path = cache / hashlib.sha256(url.encode()).hexdigest()[:32]
        try:
            head = json.loads(path.with_suffix(".json").read_bytes())
            page = Page(url=head["url"], body=path.with_suffix(".body").read_bytes(), content_type=head["type"])
            names = {"if-none-match": head["etag"], "if-modified-since": head["modified"]}
        except (OSError, ValueError, KeyError, TypeError):
            return cls(path=path, validators={})
        return cls(path=path, page=page, validators={name: value for name, value in names.items() if value})

    def keep(self, page: Page, etag: str, modified: str) -> None:
        """Remember a page that can be asked for conditionally; a cache that cannot be written costs nothing."""
        if self.path is None or not (etag or modified):
            return
        head = {"url": page.url, "type": page.content_type, "etag": etag, "modified": modified}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for suffix, data in ((".body", page.body), (".json", json.dumps(head).encode())):
                part = self.path.with_suffix(f".{os.getpid()}.part")
                part.write_bytes(data)
                part.replace(self.path.with_suffix(suffix))
        except OSError:
            return

"""Pages from the network, politely and safely: conditional, retried, capped, and never from inside the house.

A redirect is a new request: its scheme, its host's addresses and its site's robots.txt are checked again.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlencode

import httpcore2
import httpx2

from audiopress import __version__
from audiopress.errors import FetchError
from audiopress.model import Settings
from audiopress.sources import robots
from audiopress.sources import urls as addresses
from audiopress.sources.page_cache import FetchedPage, PageCache
from audiopress.sources.reader import Secret
from audiopress.sources.transport import PATIENCE, Deadline, Transport
from audiopress.work.retry import Again, persistently, retry_after

LARGEST: Final = 10_000_000
"""Decoded bytes of a page or a picture; a compressed bomb is cut there."""
PIXELS: Final = 50_000_000
"""Of a picture; more costs memory when it is opened."""
SLOWEST: Final = 40.0
"""Seconds for one attempt, all of it."""
MEMBER: Final = b"\x1f\x8b"
"""How a member of a gzip body begins."""
MEMBERS: Final = 1_000
"""Of one body; each costs a decompressor, and empty ones never reach the cap on bytes."""
REDIRECTS: Final = 5
TRIES: Final = 3
LONGEST_WAIT: Final = 20.0
"""Seconds that a Retry-After may ask for; a longer one is told as an error."""
LONGEST_DELAY: Final = 10.0
"""Seconds between two requests that a robots.txt may ask for; a longer wish is cut to it."""
PAGES: Final = (
    "text/html",
    "text/plain",
    "text/markdown",
    "text/xml",
    "application/xhtml+xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/json",
    "text/json",
    "text/x-markdown",
    "message/rfc822",
    "application/mbox",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream",
)
"""What a document may be called; what it is, is told by its bytes."""
_FORMAT: Final = re.compile(r"application/[\w.-]+\+(?:json|xml)")
"""Formats of JSON and XML have a name each (RFC 6838, 4.2.8)."""
PICTURES: Final = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif")
RETRIED: Final = {408, 425, 429, 500, 502, 503, 504}
GONE: Final = frozenset({404, 410})
"""What a server says of an address that leads nowhere."""
TOLD: Final = {
    401: ("the page needs a login", "save it in your browser and give the file"),
    402: ("the page is for subscribers", "save it in your browser and give the file"),
    403: ("the server refuses to give the page", "save it in your browser and give the file"),
    404: ("there is no such page", "look at the address"),
    410: ("the page was taken away", ""),
    429: ("the server asks for fewer requests", "try again later"),
    451: ("the page is not given out for legal reasons", ""),
}


def fetch(url: str, *, settings: Settings, cache: Path | None = None, kinds: tuple[str, ...] = PAGES) -> FetchedPage:
    """A page, from the network or, where the server says it has not changed, from the folder `cache`.

    `kinds` are the content types that are taken. Raises FetchError with what went wrong and what to do.
    """
    with Fetcher(settings=settings, cache=cache) as fetcher:
        return fetcher.page(url, kinds=kinds)


def fetch_image(url: str, *, settings: Settings, cache: Path | None = None, pixels: int = PIXELS) -> FetchedPage:
    """A picture that can be opened and has no more than `pixels`. Raises FetchError."""
    page = fetch(url, settings=settings, cache=cache, kinds=PICTURES)
    import io
    import warnings

    from PIL import Image

    try:
        # Pillow warns of large pictures by a limit of its own; ours is the one that counts.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(page.body)) as picture:
                width, height = picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise FetchError("is not a picture that can be opened", where=url) from None
    if width * height > pixels:
        raise FetchError(f"the picture is too large: {width} × {height} pixels", where=url)
    return page


class Fetcher:
    """Fetches several pages: each site's robots.txt is read once, connections are kept. Belongs to one thread."""

    def __init__(self, *, settings: Settings, cache: Path | None = None) -> None:
        self._settings = settings
        self._agent = settings.user_agent or f"audiopress/{__version__}"
        self._cache = PageCache(cache)
        self._deadline = Deadline()
        self._client: httpx2.Client | None = None
        self._rules: dict[str, robots.Rules] = {}
        self._asked: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connections, and forget pages that were not used for long."""
        if self._client is not None:
            self._client.close()
            self._client = None
            self._cache.prune()

    def page(self, url: str, *, kinds: tuple[str, ...] = PAGES, secret: Secret | None = None) -> FetchedPage:
        """A page; `secret` goes to its own origin only. Raises FetchError with what went wrong and what to do."""

        def ask() -> FetchedPage:
            self._deadline.start(SLOWEST)
            return self._follow(url, kinds, secret)

        try:
            return persistently(ask, tries=TRIES)
        except FetchError as error:
            error.where = addresses.shown(error.where or url)
            raise

    def _follow(self, url: str, kinds: tuple[str, ...], secret: Secret | None) -> FetchedPage:
        """The page at the end of the redirects."""
        kept = self._cache.get(url)
        address = url
        for _ in range(REDIRECTS + 1):
            shown = secret if secret is not None and _origin(address) == _origin(url) else None
            # Who was given a key to an interface is no robot that came by.
            if shown is None:
                self._ask_leave(address, url)
            validators = kept.validators if kept is not None and kept.page.url == address else {}
            with self._get(address, url, validators, shown) as answer:
                if onward := _onward(address, answer):
                    address = onward
                    continue
                if answer.status_code == 304 and kept is not None and validators:
                    self._cache.used(url)
                    return kept.page
                _judge(answer, url, kinds)
                body = b"".join(_capped(_inflated(answer, url), url, LARGEST))
            page = FetchedPage(
                url=address,
                body=body,
                content_type=answer.headers.get("content-type", "").lower(),
                next=_next(address, answer),
            )
            etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
            self._cache.put(url, page, etag=etag, modified=modified)
            return page
        raise FetchError(f"the page sends round in circles (more than {REDIRECTS} redirects)", where=url)

    @contextmanager
    def _get(
        self, address: str, url: str, headers: dict[str, str], secret: Secret | None = None
    ) -> Iterator[httpx2.Response]:
        """One exchange, told as the fault of `url`. Raises FetchError, Again."""
        addresses.web(address)
        if self._client is None:
            self._client = httpx2.Client(
                transport=Transport(allowed=self._settings.allow_hosts, deadline=self._deadline),
                timeout=PATIENCE,
                headers={
                    "user-agent": self._agent,
                    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,text/plain;q=0.8,*/*;q=0.5",
                    "accept-encoding": "gzip",
                },
            )
        try:
            asked = address
            if secret is not None:
                asked, headers = _with_query(address, secret.query), {**headers, **secret.headers}
            with self._client.stream("GET", asked, headers=headers) as answer:
                yield answer
        except FetchError as error:
            error.where = url
            raise
        except httpcore2.TimeoutException:
            late = FetchError("the server does not answer in time", where=url, hint="try again later")
            # What took all the time there is would take it again.
            raise late if self._deadline.over else Again(late) from None
        except httpcore2.ConnectError as error:
            if _of_tls(error):
                raise FetchError(f"the connection is not safe: {_reason(error)}", where=url) from None
            told = FetchError(
                "the server cannot be reached", where=url, hint=f"{_reason(error)}; is the network there?"
            )
            raise Again(told) from None
        except (httpx2.InvalidURL, httpcore2.UnsupportedProtocol, httpcore2.LocalProtocolError, UnicodeError) as error:
            raise FetchError(f"not an address: {error}", where=url) from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.HTTPError) as error:
            raise Again(FetchError(f"the connection broke: {error or type(error).__name__}", where=url)) from None

    # ---- robots.txt

    def _ask_leave(self, address: str, url: str) -> None:
        """Wait as long as the site asks, or raise FetchError where it asks robots not to read the address."""
        if not self._settings.robots:
            return
        parts = addresses.web(address)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()
        if origin not in self._rules:
            self._rules[origin] = self._read_rules(f"{origin}/robots.txt", url)
        rules = self._rules[origin]
        if not rules.allow(address):
            raise FetchError(
                "the site asks robots not to read this page (robots.txt)",
                where=url,
                hint="save the page in your browser and give the file, or set robots = false for a site of your own",
            )
        wait = self._asked.get(origin, 0.0) + min(rules.delay, LONGEST_DELAY) - time.monotonic()
        if wait > 0:
            time.sleep(wait)
            self._deadline.start(SLOWEST)
        self._asked[origin] = time.monotonic()

    def _read_rules(self, address: str, url: str) -> robots.Rules:
        """A site without a robots.txt allows everything; one whose robots.txt cannot be had, nothing (RFC 9309, 2.3.1)."""
        for _ in range(REDIRECTS + 1):
            with self._get(address, url, {}) as answer:
                if onward := _onward(address, answer):
                    address = onward
                    continue
                if answer.status_code >= 500 or answer.status_code == 429:
                    told = FetchError(f"the site's robots.txt cannot be read ({answer.status_code})", where=url)
                    raise Again(told, _patience(answer, told))
                if answer.status_code != 200:
                    return robots.Rules()
                data = bytearray()
                for chunk in _inflated(answer, url):
                    data += chunk
                    if len(data) > robots.LARGEST:
                        break
                return robots.rules_for(data[: robots.LARGEST].decode("utf-8", "replace"), self._agent)
        return robots.Rules()


def _origin(address: str) -> tuple[str, str]:
    parts = addresses.split(address)
    return (parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower()) if parts is not None else ("", "")


def _with_query(address: str, query: Mapping[str, str]) -> str:
    """An address with further parameters."""
    if not query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def _next(address: str, answer: httpx2.Response) -> str:
    """The next part of a list by a Link header; several may stand in one."""
    for found in re.finditer(r"<([^<>\s]{1,2000})>\s*((?:;[^,<>]{0,200}){1,6})", answer.headers.get("link", "")[:8000]):
        if re.search(r";\s*rel=\"?next\b", found[2], re.IGNORECASE):
            return addresses.joined(address, found[1])
    return ""


def _onward(address: str, answer: httpx2.Response) -> str:
    """Where a redirect leads, or nothing."""
    location: str = answer.headers.get("location", "")
    if answer.status_code not in {301, 302, 303, 307, 308} or not location:
        return ""
    if onward := addresses.joined(address, location):
        return onward
    raise FetchError(f"the page sends to {addresses.shown(location)!r}, which is not an address")


def _judge(answer: httpx2.Response, url: str, kinds: tuple[str, ...]) -> None:
    """Whether the answer is a page. Raises FetchError, Again."""
    status = answer.status_code
    if status != 200:
        message, hint = TOLD.get(status, (f"the server answered {status}", ""))
        if status in RETRIED:
            message, hint = TOLD.get(status, (f"the server failed ({status})", "try again later"))
            error = FetchError(message, where=url, hint=hint)
            raise Again(error, _patience(answer, error))
        refused = FetchError(message, where=url, hint=hint)
        refused.gone = status in GONE
        raise refused
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in kinds and not (kinds is PAGES and _FORMAT.fullmatch(kind)):
        wanted = "picture" if kinds == PICTURES else "page"
        raise FetchError(f"is not a {wanted} but {kind}", where=url)
    length = answer.headers.get("content-length", "")
    if _figure(length) > LARGEST:
        raise _too_large(url, LARGEST)


def _figure(text: str) -> float:
    """A header's whole number, however long; 0 for what is none, such as the `²` that `isdigit` takes."""
    return float(text[:300]) if text.isascii() and text.isdigit() else 0.0


def _patience(answer: httpx2.Response, error: FetchError) -> float | None:
    """The seconds a Retry-After asks for, or None where it says nothing. Raises `error` where they are too many."""
    wait = retry_after(answer.headers.get("retry-after"))
    if wait is not None and wait > LONGEST_WAIT:
        error.hint = f"it asks to wait {_span(wait)}"
        raise error
    return wait


def _span(seconds: float) -> str:
    try:
        return str(timedelta(seconds=round(seconds)))
    except OverflowError:
        return "for ever"


def _inflated(answer: httpx2.Response, url: str) -> Iterator[bytes]:
    """The body, decompressed in pieces: httpx2 would decompress all that came in one, however much that becomes."""
    coding = answer.headers.get("content-encoding", "").strip().lower()
    if coding in {"", "identity"}:
        yield from answer.iter_raw()
        return
    if coding not in {"gzip", "x-gzip"}:
        raise FetchError(f"the server sends {coding!r}, which was not asked for", where=url)
    inflater, members = zlib.decompressobj(wbits=31), 0
    left = b""
    try:
        for raw in answer.iter_raw():
            left += raw
            while left:
                if inflater.eof:
                    # A body may be several members, one behind the other (RFC 1952, 2.2); what is none is not read.
                    if not MEMBER.startswith(left[:2]):
                        return
                    if len(left) < 2:
                        break
                    inflater = zlib.decompressobj(wbits=31)
                yield inflater.decompress(left, 65536)
                if inflater.eof:
                    members += 1
                    if members > MEMBERS:
                        raise FetchError("the page is broken: it is compressed in too many pieces", where=url)
                left = inflater.unused_data or inflater.unconsumed_tail
        if not inflater.eof:
            yield inflater.flush()
    except zlib.error as error:
        raise FetchError(f"the page is broken: {error}", where=url) from None
    if not inflater.eof:
        raise FetchError("the page breaks off", where=url, hint="try again later")


def _capped(pieces: Iterable[bytes], url: str, largest: int) -> Iterator[bytes]:
    """The pieces, until they are too many. Raises FetchError."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > largest:
            raise _too_large(url, largest)
        yield piece


def _too_large(url: str, largest: int) -> FetchError:
    return FetchError(f"is larger than {largest // 1_000_000} MB", where=url, hint="is it a page?")


def _of_tls(error: Exception) -> bool:
    import ssl

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _reason(error: Exception) -> str:
    """`[Errno 111] Connection refused` without its number, a certificate's fault without OpenSSL's place."""
    text = str(error).partition("] ")[2] or str(error)
    return text.rpartition(" (_ssl")[0] or text

"""The address that listeners ask at, and feeds and pages that name it.

Published files name `base_url`. While that is an address of this machine alone (127.0.0.1, as in a new newsroom), nobody
outside can have meant it: what is served then names the address that it was asked at, whichever port, name or proxy that
is. A `base_url` that is meant for everybody stays as published, because a web server that passes requests on often does
not say where they came from.
"""

from __future__ import annotations

import html
import ipaddress
import re
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

_HOST: Final = re.compile(r"(?:[a-z0-9][a-z0-9._-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?", re.IGNORECASE)
"""A name or address with an optional port (RFC 3986, 3.2.2): nothing that means anything in a page or a feed."""
REWRITTEN: Final = (".xml", ".html", ".opml")
"""Endings of files that name `base_url`. Transcripts do not: what was said is never changed."""


class BadHost(ValueError):
    """A request names a host that is none."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What published files name, and whether they are to name the address they are asked at instead."""

    base_url: str = ""
    """`base_url` of the newsroom; empty where it is not known, and nothing is rewritten."""
    here: bool = False
    """Name the address asked at even where `base_url` is meant for everybody."""

    @property
    def path(self) -> str:
        """The path of `base_url`, with a slash at both ends."""
        return urlsplit(self.base_url).path or "/"

    @property
    def origin(self) -> str:
        """Scheme, host and port of `base_url`."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def follow(self) -> bool:
        """Whether files name the address they are asked at."""
        return bool(self.base_url) and (self.here or not is_public(self.base_url))

    def other(self, origin: str) -> bool:
        """Whether what was asked at `origin` has to be rewritten to name it."""
        return self.follow and bool(origin) and origin.lower() != self.origin.lower()

    def rewrite(self, content: bytes, origin: str, names: Iterable[str]) -> bytes:
        """Replace `base_url`'s origin where it is followed by its path and one of `names` (of public/), or by an end.

        So an article of the newspaper's own site, which may stand under the same host, keeps its address. `origin` is
        what `asked` gave, which can be written into any mark-up as it is.
        """
        bare, new_bare = self.origin.partition("://")[2], origin.partition("://")[2]
        tops = "|".join(sorted({re.escape(form) for name in names for form in _forms(name)}, key=len, reverse=True))
        path = "|".join(re.escape(one) for one in _forms(self.path))
        ends = r"""(?=["'<>\s\\)]|\]\]|$)"""
        plain = rf"(?:{path})(?:(?:{tops})(?![\w-])|{ends})" if tops else rf"(?:{path}){ends}"
        # Links of apps: podcast://HOST/…; and links that hand the address on in a query, quoted.
        schemes = r"(?P<scheme>(?:podcast|pcast)://|pktc://subscribe/)"
        quoted = re.escape(quote(self.origin + self.path, safe="")) + (rf"(?:(?={tops})|{ends})" if tops else ends)
        pattern = rf"{re.escape(self.origin)}(?={plain})|{schemes}{re.escape(bare)}(?={plain})|(?P<quoted>{quoted})"

        def put(match: re.Match[str]) -> str:
            if match["quoted"]:
                return quote(origin + self.path, safe="")
            return match["scheme"] + new_bare if match["scheme"] else origin

        return re.sub(pattern, put, content.decode()).encode()


def _forms(text: str) -> set[str]:
    """How a part of an address may be written: plain, in XML and HTML, in JSON within HTML, percent-encoded."""
    coded = quote(text, safe="/")
    in_json = text.replace("&", r"\u0026").replace("'", r"\u0027")
    return {text, coded, html.escape(text), html.escape(text, quote=False), in_json}


def is_public(base_url: str) -> bool:
    """Whether an address is meant for others than this machine."""
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return True
    return not (address.is_loopback or address.is_unspecified)


def asked(headers: Mapping[str, str], *, scheme: str, peer: str) -> str:
    """The origin that a request was made to, in small letters; empty where it does not say.

    A proxy on this machine (`peer` is loopback) is believed when it says what it was asked. Raises BadHost.
    """
    host = headers.get("host", "").strip()
    if _local(peer):
        host = headers.get("x-forwarded-host", "").partition(",")[0].strip() or host
        told = headers.get("x-forwarded-proto", "").partition(",")[0].strip().lower()
        scheme = told if told in {"http", "https"} else scheme
    if not host:
        return ""
    if not _HOST.fullmatch(host) or int(host.rpartition("]")[2].partition(":")[2] or 0) > 65535:
        raise BadHost(host)
    return f"{scheme}://{host.lower()}"


def caller(headers: Mapping[str, str], *, peer: str) -> str:
    """Who asks: the peer, or the one that a proxy on this machine names."""
    told = headers.get("x-forwarded-for", "").rpartition(",")[2].strip() if _local(peer) else ""
    try:
        return str(ipaddress.ip_address(told))
    except ValueError:
        return peer or "-"


def _local(peer: str) -> bool:
    try:
        return ipaddress.ip_address(peer).is_loopback
    except ValueError:
        return False


def shown(host: str, port: int) -> str:
    """The origin to open what is served on `host`: for every address of the machine, the one others reach it at."""
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104 - asked about, not bound
        host = _outward(host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _outward(host: str) -> str:
    """This machine's own address on its network, by asking for the way to a place of RFC 5737; nothing is sent."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
            way.connect(("192.0.2.1", 9))
            return str(way.getsockname()[0])
    except OSError:
        return "::1" if host == "::" else "127.0.0.1"

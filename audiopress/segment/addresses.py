"""Addresses of the web as pages, feeds and servers write them: taken apart without a fault, or known to be none.

`urlsplit` and `urljoin` raise ValueError for `http://[` and for ports that are no numbers, and addresses come from
strangers: nobody else in this package calls them.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from audiopress.errors import FetchError

SCHEMES: Final = frozenset({"http", "https"})
SHOWN: Final = 80
"""Letters of an address that a message shows."""


def split(address: str) -> SplitResult | None:
    """An address in its parts, its host and port among them; None where that is not possible."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - read now, because it is what raises
        address.encode()
    except ValueError:
        return None
    return parts


def web(address: str) -> SplitResult:
    """An address that can be asked for. Raises FetchError for any other."""
    parts = split(address)
    if parts is None:
        raise FetchError(f"not an address: {shown(address)}", hint="look at its host and port")
    if parts.scheme.lower() not in SCHEMES or not parts.hostname:
        raise FetchError("only http and https addresses are read")
    return parts


def host(address: str) -> str:
    """The host of an address without `www.`, or nothing."""
    parts = split(address)
    return ((parts.hostname if parts else None) or "").removeprefix("www.")


def joined(base: str, link: str) -> str:
    """Where a link on the page `base` leads, or nothing where it leads nowhere."""
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def shown(address: str) -> str:
    """An address as a message shows it: a link may be a megabyte, and hold what no terminal can print."""
    plain = address.encode("utf-8", "replace").decode()
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"

"""Addresses of the web as pages, feeds and servers write them: taken apart without a fault, or known to be none.

`urlsplit` and `urljoin` raise ValueError for `http://[` and for ports that are no numbers, and addresses come from
strangers: nobody else in this package calls them.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from audiopress.errors import FetchError

_LINK: Final = re.compile(r"https?://(?=\S)|pic\.(?:twitter|x)\.com/(?=\S)")
"""How the address of a picture or a page begins."""
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


def links_at(text: str, start: int, end: int) -> int:
    """Where the addresses begin that characters [start, end) end in, the space before them included; `end` without any.

    They stay in the text, and nobody hears them. Read word by word from the end: an address may hold another one, and a
    pattern of many would try every way to part them.
    """
    begin = end
    words = [found.span() for found in re.finditer(r"\S+", text[start:end])]
    for index in range(len(words) - 1, -1, -1):
        first, last = (start + place for place in words[index])
        link = _LINK.search(text[first:last])
        if link is None:
            break
        if link.start() > 0:  # written to the word before it
            return first + link.start()
        begin = start + words[index - 1][1] if index else start
    return begin

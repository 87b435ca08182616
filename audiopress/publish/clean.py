"""Text made safe for XML, for players and for limits counted in bytes."""

from __future__ import annotations

import html
import re
from datetime import datetime
from email.utils import format_datetime

from audiopress.times import clock

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ufdd0-\ufdef]")
"""What XML 1.0 may not hold (section 2.2), lone surrogates with it: one of them would cost the whole feed."""

_ALLOWED = {"p", "ol", "ul", "li", "a"}
"""Apple's list of what a description may hold."""


def clean(text: str) -> str:
    """`text` without characters that XML may not hold; line ends become newlines."""
    if text.isprintable():
        # Nearly every text: nothing that XML forbids is printable.
        return text
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str) -> str:
    """`text` cleaned and on one line."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return " ".join(clean(text).split())


def title(text: str) -> str:
    """A title that players show whole: some read it as HTML and swallow `<…>`."""
    return line(text).replace("<", "‹").replace(">", "›")


def clip(text: str, limit: int) -> str:
    """`text` within `limit` bytes of UTF-8, cut at a space where there is one, with an ellipsis in its place."""
    if len(text.encode()) <= limit:
        return text
    mark = "…"
    cut = text.encode()[: max(0, limit - len(mark.encode()))].decode(errors="ignore")
    space = cut.rfind(" ")
    if space > len(cut) * 2 // 3:
        cut = cut[:space]
    return cut.rstrip(" ,;:-–—") + mark if limit >= len(mark.encode()) else ""


def escape(text: str) -> str:
    """`text` cleaned and escaped for HTML."""
    return html.escape(clean(text), quote=True)


def sanitise(markup: str) -> str:
    """HTML with nothing in it but paragraphs, lists and links to http(s) and mailto addresses."""
    import nh3

    return nh3.clean(
        markup,
        tags=_ALLOWED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def web(url: str) -> str:
    """`url` where it is an http(s) address, else an empty string."""
    url = line(url)
    return url if re.match(r"https?://[^\s<>\"]+$", url, re.IGNORECASE) else ""


def rfc2822(when: datetime) -> str:
    """A date as RSS wants it. feedgen's own way calls `setlocale`, which is not safe beside other threads."""
    return format_datetime(when)


def stamp(seconds: float) -> str:
    """`00:07`, `12:30`, `1:02:03`: how apps read chapters out of a description."""
    return clock(seconds) if seconds >= 600 else "0" + clock(seconds)

"""The day of a story where neither its data nor its lines tell it: its address has it, or the title of its page."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any, Final

from audiopress.languages.tags import NONE
from audiopress.segment.page.dates import find_dates, parse_iso
from audiopress.sources.urls import split

_IN_ADDRESS: Final = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<mark>[/_-])?(?P<month>0?[1-9]|1[0-2])(?(mark)(?P=mark))(?P<day>0[1-9]|[12]\d|3[01]|[1-9](?!\d))(?!\d{1,2}(?!\d))(?(mark)(?!\d))"
)
"""`/2026/01/29/`, `/2026-1-29-`, `/article/A2026012914320005196`, and of `/2026/01/20260129_` the whole number."""
_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(?P<day>1[3-9]|2\d|3[01])(?P<mark>[/_-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<year>20\d\d)(?!\d)"
)
"""`/29-01-2026`, where the number of the day can be no month's."""
MAX_DISTANCE: Final = timedelta(days=2)
"""A date on the page that is further from the one in its address is something else's: a picture's, an event's."""
_DATED: Final = re.compile(r"(?<![a-z])(?:date|datum|fecha|data|datetime|pubdate|published)(?![a-z])", re.IGNORECASE)
MAX_DATE_LETTERS: Final = 80
"""Letters of an element that holds a date and little else."""
_BEHIND: Final = re.compile(r"(?:\s[|·–—-]|｜)\s?(?P<last>[^|·–—]{6,40})$")
"""The last part of a page's title."""


def marked_day(tree: Any, zone: str, language: str = NONE) -> datetime | None:
    """The date in the first element below the h1 whose class says that it is one, or None."""
    below = False
    for element in tree.iter("h1", "span", "div", "p", "time", "small"):
        if element.tag == "h1":
            below = True
        elif below and _DATED.search(element.get("class", "")):
            text = "".join(element.itertext())
            if len(text) < MAX_DATE_LETTERS and (found := find_dates(" ".join(text.split()), zone, language)):
                return found[0][1]
    return None


def settled(told: datetime | None, day: datetime | None) -> datetime | None:
    """The moment that the page's lines told, unless it lies far from the day in its address."""
    if day is not None and (told is None or abs(told - day) > MAX_DISTANCE):
        return day
    return told


def stated_day(address: str, title: str, zone: str, language: str = NONE) -> datetime | None:
    """Midnight of the day in an address, `https://harbour.example/2026/01/29/pier`, or behind a title, or None."""
    last = _BEHIND.search(title)
    if last is not None and (found := find_dates(last["last"], zone, language)):
        return found[0][1]
    parts = split(address)
    path = parts.path if parts is not None and parts.scheme in {"http", "https"} else ""
    for match in (*_IN_ADDRESS.finditer(path), *_DAY_FIRST.finditer(path)):
        if not match["mark"] and len(match["month"]) < len("01"):
            continue
        day = parse_iso(f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}", zone)
        if day is not None:
            return day
    return None

"""The newest entries of a feed: which they are, and a long feed without the others.

A feed is a list that a stranger writes, and the library that reads it takes a millisecond and more for each entry: 60,000
of them are cut to the newest before it sees them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Final, TypeVar

MOST: Final = 100
"""Entries of one feed that are read at most, the newest; a newspaper's feed has 10 to 100."""
DATED: Final = ("pubdate", "published", "date", "issued", "updated", "modified")
"""Elements that say when an entry came out, the surest first, without their namespaces."""
_ENTRY: Final = re.compile(r"<(?:\w{1,40}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_OLDEST: Final = datetime.min.replace(tzinfo=UTC)
T = TypeVar("T")


def in_order(entries: Sequence[T], dates: Sequence[datetime | None]) -> list[T]:
    """The newest first. One without a date stands with the one before it; where none has one, the order is the feed's."""
    last = next((date for date in dates if date is not None), _OLDEST)
    known = [last := date if date is not None else last for date in dates]
    order = sorted(range(len(entries)), key=lambda at: known[at], reverse=True)
    return [entries[at] for at in order]


def shortened(text: str, *, most: int) -> tuple[bytes, int]:
    """A feed of more than `most` entries as UTF-8 with the newest of them, and how many it had; else nothing and 0."""
    if len(list(islice(_ENTRY.finditer(text), most + 1))) <= most:
        return b"", 0
    from lxml import etree

    # What an XML declaration says of the encoding is no longer so.
    plain = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text, count=1).encode("utf-8", "replace")
    parser = etree.XMLParser(recover=True, encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(plain, parser)
    if root is None:
        return b"", 0
    found = [one for one in root.iter("{*}item", "{*}entry") if _of_the_feed(one, root)]
    if len(found) <= most:
        return b"", 0
    for one in in_order(found, [_date(one) for one in found])[most:]:
        one.getparent().remove(one)
    return bytes(etree.tostring(root, encoding="utf-8")), len(found)


def _of_the_feed(element: object, root: object) -> bool:
    """RSS has its items in the channel, RDF and Atom in the root; an `entry` elsewhere is something else."""
    parent = element.getparent()  # type: ignore[attr-defined]
    return parent is not None and (parent is root or parent.getparent() is root)


def _date(element: object) -> datetime | None:
    said = {_local(child.tag): child.text or "" for child in element if isinstance(child.tag, str)}  # type: ignore[attr-defined]
    return next((date for name in DATED if name in said and (date := _instant(said[name].strip()))), None)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _instant(text: str) -> datetime | None:
    """RFC 5322 or ISO 8601; UTC where it names no zone."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            date = read(text[:80])
            return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None

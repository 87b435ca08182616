"""What feedgen cannot write: explicit as true or false, hub and page links, the podcast namespace, Podlove's chapters.

A `Tag` is a plain value; the two extension classes turn tags into elements where feedgen lets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import lxml.etree  # feedgen reads `lxml.etree` without importing it
from feedgen.ext.base import BaseEntryExtension, BaseExtension

from audiopress.publish.clean import clean

NAMESPACES: Final = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
_ALL: Final = NAMESPACES | {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """An element: `Tag("itunes:author", "The newsroom")`."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Tag, ...] = ()
    cdata: bool = False


def _append(parent: Any, tag: Tag) -> None:
    prefix, _, local = tag.name.rpartition(":")
    name = f"{{{_ALL[prefix]}}}{local}" if prefix else local
    element = lxml.etree.SubElement(parent, name, {key: clean(value) for key, value in tag.attributes.items()})
    if tag.text:
        text = clean(tag.text)
        # `]]>` would end the section; lxml splits it, but some readers take the parts for one.
        element.text = lxml.etree.CDATA(text.replace("]]>", "]]&gt;")) if tag.cdata else text
    for child in tag.children:
        _append(element, child)


class _Tags:
    """Holds tags until feedgen asks for them."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []

    def add(self, tags: Iterable[Tag]) -> None:
        """Have these written."""
        self._tags += tags


class ChannelExtension(_Tags, BaseExtension):  # type: ignore[misc]
    """Tags of the channel."""

    def extend_ns(self) -> dict[str, str]:
        """The namespaces, declared once at the root."""
        return dict(NAMESPACES)

    def extend_rss(self, feed: Any) -> Any:
        """Write the tags into the channel."""
        for tag in self._tags:
            _append(feed[0], tag)
        return feed


class ItemExtension(_Tags, BaseEntryExtension):  # type: ignore[misc]
    """Tags of an item."""

    def extend_rss(self, entry: Any) -> Any:
        """Write the tags into the item."""
        for tag in self._tags:
            _append(entry, tag)
        return entry

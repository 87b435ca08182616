"""feeds.opml: every show of the newsroom, for apps that take a list (OPML 2.0)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from audiopress.model import Settings
from audiopress.publish.clean import line
from audiopress.publish.remembered import Record


def opml(settings: Settings, records: Sequence[Record]) -> bytes:
    """The list, by title."""
    root: Any = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = line(settings.title)
    body = etree.SubElement(root, "body")
    for record in records:
        etree.SubElement(
            body,
            "outline",
            {
                "type": "rss",
                "text": record.title,
                "title": record.title,
                "description": record.description,
                "language": record.language,
                "xmlUrl": record.feed,
                "htmlUrl": record.site,
            },
        )
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written

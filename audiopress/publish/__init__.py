"""Episodes -> feed, transcripts, chapters, cover, pages, in a store that listeners reach.

`render` is pure: a show and its episodes to the files of its site. `publish` writes them to a store, media first and
the feed last, and `serve` shows the public folder on this machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.publish.buckets import S3
    from audiopress.publish.connections import answering
    from audiopress.publish.covers import Cover, make_cover
    from audiopress.publish.feed_addresses import Addresses, shown
    from audiopress.publish.foreign import Foreign, ForeignItem, joined, read_podcast
    from audiopress.publish.kept import FeedMember, Shelf
    from audiopress.publish.notes import FOREIGN, NOTES
    from audiopress.publish.pages import PALETTE
    from audiopress.publish.places import channel_guid, kind
    from audiopress.publish.publishing import Report, publish
    from audiopress.publish.remembered import read_records
    from audiopress.publish.rendering import File, Site, render
    from audiopress.publish.server import app, listen, serve
    from audiopress.publish.stores import Conflict, Directory, Store, StoredFile, StoreKind, open_store, store_lacks
    from audiopress.publish.webservers import configuration

__all__ = [
    "FOREIGN",
    "NOTES",
    "PALETTE",
    "S3",
    "Addresses",
    "Conflict",
    "Cover",
    "Directory",
    "FeedMember",
    "File",
    "Foreign",
    "ForeignItem",
    "Report",
    "Shelf",
    "Site",
    "Store",
    "StoreKind",
    "StoredFile",
    "answering",
    "app",
    "channel_guid",
    "configuration",
    "joined",
    "kind",
    "listen",
    "make_cover",
    "open_store",
    "publish",
    "read_podcast",
    "read_records",
    "render",
    "serve",
    "shown",
    "store_lacks",
]

__getattr__, _ = lazy(
    __name__,
    {
        "PALETTE": "pages",
        "FOREIGN": "notes",
        "NOTES": "notes",
        "Addresses": "feed_addresses",
        "Conflict": "stores",
        "Cover": "covers",
        "Directory": "stores",
        "StoredFile": "stores",
        "File": "rendering",
        "Foreign": "foreign",
        "ForeignItem": "foreign",
        "FeedMember": "kept",
        "Report": "publishing",
        "S3": "buckets",
        "Shelf": "kept",
        "Site": "rendering",
        "Store": "stores",
        "StoreKind": "stores",
        "answering": "connections",
        "app": "server",
        "channel_guid": "places",
        "configuration": "webservers",
        "joined": "foreign",
        "kind": "places",
        "listen": "server",
        "make_cover": "covers",
        "open_store": "stores",
        "publish": "publishing",
        "read_podcast": "foreign",
        "read_records": "remembered",
        "render": "rendering",
        "serve": "server",
        "shown": "feed_addresses",
        "store_lacks": "stores",
    },
)

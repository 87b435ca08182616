"""Fills the desk's caches at its start, so that the first page is fast: templates, words, lexicons, a language's rules, its dictionary."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from starlette.requests import Request

from audiopress.desk import edition, today
from audiopress.errors import AudiopressError
from audiopress.languages.tags import primary
from audiopress.model import WAITING

if TYPE_CHECKING:
    from audiopress.desk.desk import NewsDesk

MOST: Final = 6
"""Editions whose pages are drawn beforehand: the newest of as many shows."""


def first_page(desk: NewsDesk) -> None:
    """Draw the first page for nobody: it takes half a second once, and a moment from then on."""
    # What is wrong with the newsroom is told to who asks.
    with suppress(AudiopressError):
        today.page_of(_request(desk), desk)


def editions(desk: NewsDesk) -> threading.Thread:
    """Draw the pages of the editions that wait, the newest of each show, in the background."""
    thread = threading.Thread(target=_editions, args=(desk,), daemon=True, name="desk-warming")
    thread.start()
    return thread


def _editions(desk: NewsDesk) -> None:
    with suppress(AudiopressError):
        library = desk.here.library()
        newest = {row.show: row for row in reversed(library.newest(states=WAITING))}
        rows = list(newest.values())[:MOST] or library.newest(limit=1)
        for row in rows:
            with suppress(AudiopressError):
                edition.page_of(_request(desk, show=row.show, episode=row.id), desk)
                _spoken(row.language)


def _spoken(language: str) -> None:
    """What is asked for when an editor changes a word, or hears one."""
    from audiopress import speech
    from audiopress.learn import DICTIONARY, level_of

    _ = speech.record_or_stand_in  # what records is imported with it
    if primary(language) == DICTIONARY:
        level_of(DICTIONARY)


def _request(desk: NewsDesk, **parameters: str) -> Request:
    return Request(
        {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "server": (desk.host, 80),
            "path": "/",
            "query_string": b"",
            "headers": [],
            "path_params": parameters,
        }
    )

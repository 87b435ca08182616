"""Reads the library for publishing: a summary of every episode, and the whole of one only where it is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from audiopress.model import Episode


class FeedMember(Protocol):
    """What says where an episode stands in a feed; an `Episode` is one, and so is a row of the library."""

    @property
    def id(self) -> str:
        """Names its folder and its page."""

    @property
    def guid(self) -> str:
        """Its GUID."""

    @property
    def published(self) -> datetime:
        """Its date."""

    @property
    def updated(self) -> datetime:
        """Of its newest change."""

    @property
    def state(self) -> str:
        """`draft`, `published` or `withdrawn`."""


def itself(episode: Any) -> Any:
    """Of whole episodes there is nothing more to read."""
    return episode


def printed(episode: Any) -> str:
    """Digest of a whole episode. Dataclasses print every field, so `repr` misses nothing."""
    return hashlib.sha256(repr(episode).encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """How the rest of an episode is come by."""

    digest: Callable[[Any], str] = printed
    """Changes with everything that is kept of it."""
    head: Callable[[Any], Episode] = itself
    """All but the transcript."""
    whole: Callable[[Any], Episode] = itself
    """All of it."""


WHOLE = Shelf()
"""For episodes that are whole already."""

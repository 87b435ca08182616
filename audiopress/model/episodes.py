"""What is published: `Episode`, with the stories it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from audiopress.model.flags import Flag
from audiopress.model.lessons import Taught
from audiopress.model.sound import Chapter, Enclosure, Segment
from audiopress.model.states import Change, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as an episode remembers it."""

    source: str
    headline: str
    authors: tuple[str, ...] = ()
    url: str = ""
    site: str = ""
    language: str = ""
    """Empty: the episode's."""
    published: datetime | None = None
    updated: datetime | None = None
    update: bool = False
    """Told before by its show, and changed since."""
    embargo: datetime | None = None
    """Not to be heard before, where its source says so."""
    expires: datetime | None = None
    """Not to be heard after, where its source says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Enclosure + chapters + transcript + notes + GUID, as the library keeps it in episode.json."""

    id: str
    """a-z, 0-9 and hyphens; names its folder and its page; never changes."""
    guid: str
    """Made once, kept through every correction."""
    show: str
    title: str
    language: str
    published: datetime
    updated: datetime
    summary: str = ""
    state: str = State.PUBLISHED
    """`draft`, `held`, `approved`, `published` or `withdrawn`."""
    stories: tuple[Story, ...] = ()
    enclosure: Enclosure
    renditions: tuple[Enclosure, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    transcript: tuple[Segment, ...] = ()
    flags: tuple[Flag, ...] = ()
    """Where a person should look before it goes out, the likeliest mistake first."""
    taught: tuple[Taught, ...] = ()
    """Of a learner's edition: what was explained of each story."""
    voices: tuple[str, ...] = ()
    """Names of the voices heard."""
    disclosure: str = ""
    """The sentence that says the voices are synthetic."""
    edition: str = ""
    """The due instant of the edition it was made for (ISO, UTC), or empty."""
    revision: int = 1
    record: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """What was noted while it was made: fallbacks, cost, word timing."""
    history: tuple[Change, ...] = ()
    """Every change of it, the first one first."""

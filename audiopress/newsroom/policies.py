"""Who lets an edition out, and when: the show's policy, the hour until which editors look, embargoes, expiry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from audiopress.model import Episode, Show, State, Story


def until(show: Show, since: datetime, *, timezone: str = "UTC") -> datetime | None:
    """The hour up to which an editor may look at what was due at `since`: the first one from then on, or None.

    In the schedule's zone, else in `timezone`, the newsroom's. An hour that the spring gap leaves out is the one after.
    """
    if show.edition.policy != "approve" or not show.edition.until:
        return None
    zone = ZoneInfo(show.schedule.timezone if show.schedule else timezone)
    hour, minute = map(int, show.edition.until.split(":"))
    local = since.astimezone(zone)
    at = datetime.combine(local.date(), time(hour, minute), zone)
    if at.timestamp() < since.timestamp():
        at = datetime.combine(local.date() + timedelta(days=1), time(hour, minute), zone)
    return at.astimezone(since.tzinfo)


def embargo(stories: Iterable[Story]) -> datetime | None:
    """The instant before which none of it may be heard: the latest that a story's source names."""
    return max((story.embargo for story in stories if story.embargo), default=None)


def expiry(stories: Iterable[Story]) -> datetime | None:
    """The instant after which nothing of it may be heard; None where one of its stories may stay."""
    found = [story.expires for story in stories]
    return max((one for one in found if one), default=None) if found and all(found) else None


def goes_out(episode: Episode, show: Show, *, timezone: str = "UTC") -> datetime | None:
    """When an approved episode is published: at the hour of its show, and not before an embargo; None: at once."""
    hours = [until(show, begun(episode), timezone=timezone), embargo(episode.stories)]
    return max((one for one in hours if one), default=None)


def leaves(episode: Episode, show: Show, *, timezone: str = "UTC") -> datetime | None:
    """When an episode that waits goes out, or its show decides; None: at once, or, of a held one, at no hour."""
    return None if episode.state == State.HELD else goes_out(episode, show, timezone=timezone)


def begun(episode: Episode) -> datetime:
    """When its edition was due, else when it was made."""
    if episode.edition:
        return datetime.fromisoformat(episode.edition)
    return episode.history[0].at if episode.history else episode.published


def first_state(show: Show, stories: Iterable[Story], now: datetime, *, edition: bool) -> tuple[State, str]:
    """What a new episode is, and why."""
    stories = tuple(stories)
    few = show.edition.min_stories
    if edition and len(stories) < few:
        return State.HELD, f"{len(stories)} of at least {few} stories (min_stories)"
    if show.edition.policy == "approve":
        return State.DRAFT, ""
    held = embargo(stories)
    if held and held > now:
        return State.APPROVED, f"under embargo until {held.isoformat()}"
    return State.PUBLISHED, ""

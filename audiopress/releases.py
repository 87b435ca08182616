"""Changes of state that are due: approved episodes go out, drafts follow their show's policy, expired ones are withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from audiopress.corrections import Corrections
from audiopress.errors import LibraryError
from audiopress.model import WAITING, Episode, Show, State
from audiopress.newsroom import begun, expiry, until

SCHEDULE: Final = "schedule"
"""Who it was, where nobody did it but the hour."""
REMEMBERED: Final = timedelta(days=40)
"""How long after it appeared an episode is looked at for stories that expire."""

_staying: Final[set[str]] = set()
"""Digests of published episodes that never expire: a clock need not read them at every turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases(Corrections):
    """What becomes of a newsroom's episodes by themselves."""

    def release(self, show: Show) -> list[Episode]:
        """What the hour brings: approved episodes go out, drafts nobody looked at become what the show's policy says.

        What has expired is withdrawn. Returns what has changed. Whose orders they are is SCHEDULE. Raises LibraryError,
        PublishError.
        """
        library, now = self.press.library(), self.press.now()
        found = library.some(show.name, states=WAITING, since=now - REMEMBERED)
        changed: list[Episode] = []
        with library.heads() as head:
            due = []
            for row in found:
                recent = row.state == State.PUBLISHED and row.digest not in _staying
                if row.state in WAITING or recent:
                    one = head(row)
                    due += [one] if self._act(one, show, now) else []
                    if row.state == State.PUBLISHED and expiry(one.stories) is None:
                        _staying.add(row.digest)
        for one in due:
            try:
                if act := self._act(one, show, now):
                    changed.append(act())
            except LibraryError:
                # Somebody was quicker; then there is nothing left to do.
                if self._stored(one).state == one.state:
                    raise
        return changed

    def _act(self, episode: Episode, show: Show, now: datetime) -> Callable[[], Episode] | None:
        """What the hour makes of an episode; None where it leaves it as it is."""
        ends = expiry(episode.stories)
        if ends and ends <= now:
            return lambda: self.withdraw(episode, show, why=f"expired at {ends.isoformat()}")
        out = self._goes_out(episode, show)
        if episode.state == State.APPROVED and (out is None or out <= now):
            return lambda: self.publish(episode, show, why="its hour has come")
        last = until(show, begun(episode), timezone=self._zone)
        if episode.state != State.DRAFT or episode.record.get("draft") or last is None or last > now:
            return None
        nobody = f"nobody looked at it until {show.edition.until}"
        flagged = withheld(episode, show)
        if show.edition.then == "hold":
            return lambda: self.hold(episode, show, why=nobody)
        if show.edition.then == "auto" or not flagged:
            return lambda: self.approve(episode, show, why=nobody)
        return lambda: self._without(episode, show, nobody)

    def _without(self, episode: Episode, show: Show, why: str) -> Episode:
        """It goes out without the stories that somebody should have looked at; held, where nothing would be left."""
        flagged = withheld(episode, show)
        clean = [number for number in range(len(episode.stories)) if number not in flagged]
        left_out = [story.headline for number, story in enumerate(episode.stories) if number in flagged]
        articles = self.press.library().articles(episode)
        if len(clean) < max(1, show.edition.min_stories) or len(articles) < len(episode.stories):
            return self.hold(episode, show, why=f"{why}, and too little would be left without its flagged stories")
        told = f"{why}; without {', '.join(map(repr, left_out))}"
        shorter = self.arrange(episode, show, [articles[number] for number in clean], why=told)
        return self.approve(shorter, show, why=told)


def withheld(episode: Episode, show: Show) -> set[int]:
    """The stories that stay behind where nobody looked, by their flags."""
    return {flag.story for flag in episode.flags if flag.story is not None and flag.kind in show.edition.flagged}

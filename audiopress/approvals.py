"""Who lets an episode out: approved, held, published, withdrawn.

Every change is written into the episode's history, with who made it and why, in the same file as its state. `NEXT` of
the model says which state may follow which.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from audiopress.errors import LibraryError
from audiopress.ingredients import digest
from audiopress.model import Change, Episode, Show, State, may
from audiopress.newsroom import embargo, goes_out
from audiopress.press import Press
from audiopress.work.locks import alone


def login() -> str:
    """Who gives orders here, where no name was given."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """What lets the episodes of a newsroom out."""

    press: Press
    who: str = ""
    """Whose orders they are; empty: the login name."""

    def approve(self, episode: Episode, show: Show, *, why: str = "") -> Episode:
        """A draft, or what was held, goes out: at its hour where that is to come, else at once. Raises LibraryError."""

        def approved(stored: Episode) -> Episode:
            at = self._goes_out(stored, show)
            state = State.APPROVED if at and at > self.press.now() else State.PUBLISHED
            return self._changed(stored, state, act="approved", why=why)

        return self._let(episode, show, approved)

    def hold(self, episode: Episode, show: Show, *, why: str) -> Episode:
        """It does not go out, whatever the hour, until somebody approves it. Raises LibraryError."""
        held = self._let(episode, show, lambda stored: self._changed(stored, State.HELD, why=why))
        self.press.alert("hold", show, held.title, why, episode=held)
        return held

    def publish(self, episode: Episode, show: Show, *, why: str = "") -> Episode:
        """It goes out at once, before its hour; not before an embargo. Raises LibraryError."""

        def out(stored: Episode) -> Episode:
            held = embargo(stored.stories)
            if held and held > self.press.now():
                raise LibraryError(
                    f"{stored.id} is under embargo until {held.isoformat()}",
                    hint=f"audiopress approve {stored.id}   (it goes out then by itself)",
                )
            return self._changed(stored, State.PUBLISHED, why=why)

        return self._let(episode, show, out)

    def withdraw(self, episode: Episode, show: Show, *, why: str = "") -> Episode:
        """It leaves the feed, and its page says so; a correction that is being made of it comes to nothing.

        Raises LibraryError.
        """
        return self._let(episode, show, lambda stored: self._changed(stored, State.WITHDRAWN, why=why))

    # ---- one change

    @property
    def _zone(self) -> str:
        return self.press.workspace.settings.timezone

    def _goes_out(self, episode: Episode, show: Show) -> datetime | None:
        return goes_out(episode, show, timezone=self._zone)

    def _let(self, episode: Episode, show: Show, change: Callable[[Episode], Episode]) -> Episode:
        """The episode after a change of what is stored, by one at a time, and the show published after it."""
        with alone(self._lock(episode, "keep")):
            stored = self._stored(episode)
            changed = change(stored)
            self.press.library().save(changed)
        if {State.PUBLISHED, State.WITHDRAWN} & {State(changed.state)}:
            self.press.publish(show)
        if changed.state == State.PUBLISHED:
            self.press.alert("published", show, changed.title, changed.history[-1].why, episode=changed)
        return changed

    def _changed(self, stored: Episode, state: State, *, act: str = "", why: str = "") -> Episode:
        """An episode in another state, with the line of its history. Raises LibraryError where that may not follow."""
        if stored.state == state or not may(stored.state, state):
            raise LibraryError(_not_now(stored, state), hint=_way_out(stored, state))
        now = self._now()
        changed = replace(stored, state=state, updated=now)
        if state == State.PUBLISHED:
            changed = replace(changed, published=self.press.now())
        return self._noted(changed, act or state, why)

    def _noted(self, episode: Episode, act: str, why: str = "") -> Episode:
        """The episode with one more line of its history."""
        line = Change(
            at=self._now(),
            who=self.who or login(),
            act=act,
            state=episode.state,
            why=why,
            revision=episode.revision,
        )
        return replace(episode, history=(*episode.history, line))

    def _lock(self, episode: Episode, act: str) -> Path:
        """What is held while an episode is corrected (`correct`), and in the moment in which it is kept (`keep`)."""
        return self.press.workspace.locks / f"{act}-{digest(f'{episode.show}/{episode.id}')[:2]}"

    def _stored(self, episode: Episode) -> Episode:
        """The episode as the library has it now."""
        return self.press.library().episode(f"{episode.show}/{episode.id}")

    def _now(self) -> datetime:
        return self.press.now().replace(microsecond=0)


def _not_now(stored: Episode, state: State) -> str:
    last = next((one for one in reversed(stored.history) if one.state == stored.state), None)
    who = f" by {last.who}" if last and stored.state != State.DRAFT else ""
    if stored.state == state:
        return f"{stored.id} was {state} already{who}"
    return f"{stored.id} is {stored.state}{who} and cannot become {state}"


def _way_out(stored: Episode, state: State) -> str:
    if stored.state == State.WITHDRAWN:
        return "make a new episode of it"
    if stored.state == State.PUBLISHED and state != State.PUBLISHED:
        return f"audiopress withdraw {stored.id} takes it out of the feed"
    return "`audiopress history EPISODE` says what became of it"

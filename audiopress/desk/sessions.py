"""Who is at the desk: sessions, the one-time link, and how often a password may be tried.

All of it is kept in memory: who stops the desk ends every session. Of a secret that a browser holds only the hash is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

Clock = Callable[[], datetime]
MOST: Final = 1000
"""Sessions at once; the one that was not used for longest goes."""
LONGEST: Final = timedelta(days=7)
"""Of a session that is used all the time."""
LINK: Final = timedelta(minutes=15)
"""How long the one-time link waits for its one time."""
TRIES: Final = 5
"""Wrong passwords for a name, and four times as many from an address, within WINDOW; then one has to wait."""
WINDOW: Final = timedelta(minutes=5)


@dataclass(slots=True, kw_only=True)
class Session:
    """Somebody at the desk."""

    user: str
    role: str
    by: str
    """How they came: `link`, `account`, `proxy`."""
    csrf: str
    """What a change must bring along: another site cannot know it."""
    begun: datetime
    seen: datetime

    @property
    def editor(self) -> bool:
        """Whether they may change anything."""
        return self.role == "editor"


class Sessions:
    """Everybody at the desk."""

    def __init__(self, clock: Clock, *, hours: float) -> None:
        self._clock, self._idle = clock, timedelta(hours=hours)
        self._known: OrderedDict[str, Session] = OrderedDict()

    def begin(self, user: str, role: str, *, by: str) -> tuple[str, Session]:
        """A new session, and the secret that the browser keeps."""
        now, token = self._clock(), secrets.token_urlsafe(32)
        session = Session(user=user, role=role, by=by, csrf=secrets.token_urlsafe(24), begun=now, seen=now)
        self._known[_hash(token)] = session
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return token, session

    def find(self, token: str) -> Session | None:
        """The session of a secret, used now; None where there is none or it has expired."""
        key = _hash(token)
        session = self._known.get(key)
        if session is None:
            return None
        now = self._clock()
        if now - session.seen > self._idle or now - session.begun > LONGEST:
            del self._known[key]
            return None
        session.seen = now
        self._known.move_to_end(key)
        return session

    def end(self, token: str) -> None:
        """Forget a session."""
        self._known.pop(_hash(token), None)


@dataclass(slots=True)
class Link:
    """A secret that lets one person in, once."""

    clock: Clock
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    until: datetime | None = None

    def __post_init__(self) -> None:
        self.until = self.clock() + LINK

    def used(self, key: str) -> bool:
        """Whether this is the secret, and the first time that it is used in its time."""
        fits = bool(self.key) and hmac.compare_digest(self.key.encode(), key.encode("utf-8", "replace"))
        if not fits or self.until is None or self.clock() > self.until:
            return False
        self.key = ""
        return True


class Limits:
    """How often a password was tried in vain."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, deque[datetime]] = OrderedDict()

    def wait(self, name: str, address: str) -> int:
        """Seconds until somebody may try again; 0: now."""
        now = self._clock()
        longest = 0.0
        for key, most in ((f"name {name}", TRIES), (f"from {address}", 4 * TRIES)):
            tries = self._failed.get(key, deque())
            while tries and now - tries[0] > WINDOW:
                tries.popleft()
            if len(tries) >= most:
                longest = max(longest, (tries[-most] + WINDOW - now).total_seconds())
        return int(longest) + 1 if longest > 0 else 0

    def failed(self, name: str, address: str) -> None:
        """A password was wrong."""
        for key in (f"name {name}", f"from {address}"):
            self._failed.setdefault(key, deque(maxlen=4 * TRIES)).append(self._clock())
            self._failed.move_to_end(key)
        while len(self._failed) > 10 * MOST:
            self._failed.popitem(last=False)

    def passed(self, name: str) -> None:
        """The password was right: what was tried before does not count any more."""
        self._failed.pop(f"name {name}", None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

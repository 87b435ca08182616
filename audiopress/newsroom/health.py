"""The heartbeat of the scheduler: a file with the time it last ran, and two addresses for monitoring.

`/healthz` answers 200 while the scheduler runs or an edition is being made, else 503. `/metrics` is Prometheus's text format
(version 0.0.4).
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from audiopress.errors import UsageError
from audiopress.model import Show
from audiopress.newsroom.editions import next_due
from audiopress.newsroom.library import Library
from audiopress.work import files

HEALTH: Final = "health.json"
"""In the newsroom's state folder."""
LATE: Final = timedelta(minutes=2)
"""A clock that was not seen for this long has stopped: it turns every half minute at least."""
LONGEST: Final = timedelta(hours=2)
"""An edition that takes longer than this will never be made."""


@dataclass(slots=True, kw_only=True)
class Health:
    """Of one clock."""

    path: Path
    clock: Callable[[], datetime]
    started: datetime
    seen: datetime | None = None
    working: tuple[str, datetime] | None = None
    """The show whose edition is made now, and since when."""
    made: dict[str, tuple[int, float]] = field(default_factory=dict)
    """Editions of each show that were begun here, and their seconds."""

    def beat(self, now: datetime) -> None:
        """It runs. Where the file cannot be written, the addresses still say so."""
        self.seen = now
        table = {"seen": now.isoformat(), "started": self.started.isoformat(), "well": True}
        with suppress(OSError):
            files.write(self.path, (json.dumps(table, indent=1) + "\n").encode())

    @contextmanager
    def work(self, show: str) -> Iterator[None]:
        """An edition is being made."""
        began = time.monotonic()
        self.working = show, self.clock()
        try:
            yield
        finally:
            count, seconds = self.made.get(show, (0, 0.0))
            self.made[show] = count + 1, seconds + time.monotonic() - began
            self.working = None
            self.seen = self.clock()

    @property
    def well(self) -> bool:
        """Whether the clock turns, or makes something."""
        now = self.clock()
        if self.working is not None:
            return now - self.working[1] < LONGEST
        return self.seen is not None and now - self.seen < LATE


def last_seen(path: Path) -> datetime | None:
    """When a clock was last running, by its file."""
    try:
        found = datetime.fromisoformat(json.loads(path.read_bytes())["seen"])
    except (OSError, ValueError, TypeError, KeyError):  # there was none yet
        return None
    return found if found.tzinfo else None


def metrics(health: Health, library: Library, shows: Iterable[Show]) -> str:
    """Everything that is counted, in Prometheus's text format."""
    now = health.clock()
    tally = library.tally()
    rows: list[tuple[str, str, str, list[tuple[str, float]]]] = [
        ("up", "gauge", "The clock turns.", [("", float(health.well))]),
        (
            "last_turn_timestamp_seconds",
            "gauge",
            "When the clock was last seen.",
            [("", health.seen.timestamp())] if health.seen else [],
        ),
        (
            "editions",
            "gauge",
            "Editions by what became of them.",
            [(_labels(show=show, state=state), count) for show, state, count, _ in tally],
        ),
        (
            "last_edition_timestamp_seconds",
            "gauge",
            "When the last edition of a state was due.",
            [(_labels(show=show, state=state), last.timestamp()) for show, state, _, last in tally],
        ),
        (
            "episodes",
            "gauge",
            "Episodes by their state.",
            [(_labels(show=show, state=state), count) for show, state, count in library.counts()],
        ),
        (
            "next_edition_timestamp_seconds",
            "gauge",
            "When the next edition is due.",
            [
                (_labels(show=show.name), coming.timestamp())
                for show in shows
                if show.schedule and show.enabled and (coming := next_due(show.schedule, now))
            ],
        ),
        (
            "edition_seconds_sum",
            "counter",
            "Seconds that editions took here.",
            [(_labels(show=show), seconds) for show, (_, seconds) in health.made.items()],
        ),
        (
            "edition_seconds_count",
            "counter",
            "Editions that were begun here.",
            [(_labels(show=show), count) for show, (count, _) in health.made.items()],
        ),
    ]
    lines = []
    for name, kind, told, values in rows:
        lines += [f"# HELP audiopress_{name} {told}", f"# TYPE audiopress_{name} {kind}"]
        lines += [f"audiopress_{name}{labels} {value:.17g}" for labels, value in values]
    return "\n".join(lines) + "\n"


def _labels(**values: str) -> str:
    escaped = (
        (key, str(one).replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")) for key, one in values.items()
    )
    return "{" + ",".join(f'{key}="{one}"' for key, one in escaped) + "}"


@contextmanager
def served(address: str, health: Health, told: Callable[[], str]) -> Iterator[int]:
    """`/healthz` and `/metrics` (what `told` says) at HOST:PORT, as long as the block lasts; gives the port.

    Raises UsageError where the address cannot be had.
    """
    host, _, port = address.rpartition(":")
    try:
        server = ThreadingHTTPServer((host.strip("[]") or "127.0.0.1", int(port)), _handler(health, told))
    except (OSError, ValueError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "not an address"
        raise UsageError(f"cannot be listened at: {reason}", where=address, hint="--health 127.0.0.1:9090") from None
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True, name="health")
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(health: Health, told: Callable[[], str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            if self.path == "/healthz":
                well = health.well
                seen = health.seen.isoformat() if health.seen else None
                working = health.working[0] if health.working else ""
                table = {"well": well, "seen": seen, "working": working}
                self._answer(200 if well else 503, "application/json", json.dumps(table))
            elif self.path == "/metrics":
                self._answer(200, "text/plain; version=0.0.4; charset=utf-8", told())
            else:
                self._answer(404, "text/plain; charset=utf-8", "/healthz and /metrics are here\n")

        def _answer(self, status: int, kind: str, text: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Whoever watches asks every few seconds."""

    return Handler

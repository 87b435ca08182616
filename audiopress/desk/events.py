"""What other people do: a page that looks at an episode is told when its files change, whoever changed them.

The files are watched and not our own doings, so that the command line, the schedule and a second desk are seen as well.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import Response, StreamingResponse

from audiopress.config import NAME

if TYPE_CHECKING:
    from starlette.requests import Request

    from audiopress.desk.desk import NewsDesk

EVERY: Final = 0.5
"""Seconds between two looks at the files."""
ALIVE: Final = 15.0
"""Seconds after which something is said in any case, so that nothing on the way takes the line for dead."""


async def events(request: Request, desk: NewsDesk) -> Response:
    """Server-sent events: `changed`, where what `about` names (`SHOW/EPISODE`, or nothing for all) has changed.

    What has changed since the page was drawn (`since`), or while the line was down (`Last-Event-ID`), is told at once.
    """
    about = request.query_params.get("about", "")
    known = request.headers.get("last-event-id") or request.query_params.get("since", "")
    return StreamingResponse(
        _told(watched(desk, about), known),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def watched(desk: NewsDesk, about: str) -> list[Path]:
    """The files whose change is told."""
    state = desk.here.workspace.state
    show, _, episode = about.partition("/")
    if NAME.fullmatch(show) and NAME.fullmatch(episode):
        folder = state / "episodes" / show / episode
        return [folder / "episode.json", folder / "lexicon.toml", state / "desk" / "pending" / show / f"{episode}.json"]
    return [state / "library.sqlite"]


def version(desk: NewsDesk, about: str) -> str:
    """How these files stand, as what draws a page hands it on to `since`; asked before anything of them is read."""
    return _version(_stamp(watched(desk, about)))


async def _told(files: Sequence[Path], known: str) -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    before, silent = _stamp(files), 0.0
    if known and known != _version(before):
        newest_first = sorted(zip(before, files, strict=True), reverse=True)
        yield _changed([path for _, path in newest_first], before)
    while True:
        await asyncio.sleep(EVERY)
        now, silent = _stamp(files), silent + EVERY
        if now != before:
            changed = [path for path, was, became in zip(files, before, now, strict=True) if was != became]
            before, silent = now, 0.0
            yield _changed(changed, now)
        elif silent >= ALIVE:
            silent = 0.0
            yield ": still here\n\n"


def _changed(files: Sequence[Path], stamp: Sequence[tuple[int, int]]) -> str:
    return f"id: {_version(stamp)}\nevent: changed\ndata: {json.dumps({'who': _who(files)})}\n\n"


def _stamp(files: Sequence[Path]) -> list[tuple[int, int]]:
    found = []
    for path in files:
        try:
            stat = path.stat()
        except OSError:  # not there
            found.append((0, 0))
        else:
            found.append((stat.st_mtime_ns, stat.st_size))
    return found


def _version(stamp: Sequence[tuple[int, int]]) -> str:
    return hashlib.sha256(repr(stamp).encode()).hexdigest()[:16]


def _who(changed: Sequence[Path]) -> str:
    """Who has changed these files last, where one of them says so."""
    for path in changed:
        try:
            table = json.loads(path.read_bytes()) if path.suffix == ".json" else {}
            return str(table["last"] if "last" in table else table["history"][-1]["who"])
        except (OSError, ValueError, KeyError, TypeError, IndexError):  # being written, or it does not say
            continue
    return ""

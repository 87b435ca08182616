"""Monitoring: whether the desk answers (`/healthz`), and its counters (`/metrics`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse, Response

from audiopress import newsroom

if TYPE_CHECKING:
    from starlette.requests import Request

    from audiopress.desk.desk import NewsDesk


def healthz(_request: Request, desk: NewsDesk) -> Response:
    """200: the desk answers and finds its newsroom. `clock` is when `schedule` was last seen, which is no fault of the desk."""
    seen = newsroom.last_seen(desk.here.workspace.state / newsroom.HEALTH)
    return JSONResponse({"well": True, "clock": seen.isoformat() if seen else None})


def metrics(_request: Request, desk: NewsDesk) -> Response:
    """What `schedule` tells at its own address: editions and episodes by state, the clock's last turn, what comes next."""
    path = desk.here.workspace.state / newsroom.HEALTH
    health = newsroom.Health(path=path, clock=desk.now, started=desk.started, seen=newsroom.last_seen(path))
    told = newsroom.metrics(health, desk.here.library(), desk.here.shows)
    return PlainTextResponse(told, media_type="text/plain; version=0.0.4; charset=utf-8")

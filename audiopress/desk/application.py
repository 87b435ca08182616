"""The application: what is answered where. A route shows something, or is a `Change`; there is no third kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from audiopress.desk import edition, events, front, lexicons, reading, today, watching, working
from audiopress.desk.access import ChangingRoute, Form
from audiopress.desk.desk import NewsDesk
from audiopress.desk.drawing import STATIC, page, static, words_of
from audiopress.errors import AudiopressError, LibraryError, UnknownName
from audiopress.publish import PALETTE

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp


def app(desk: NewsDesk) -> ASGIApp:
    """The application of a desk."""
    made = Starlette(
        routes=routes(desk),
        exception_handlers={AudiopressError: _told(desk), HTTPException: _told(desk), Exception: _told(desk)},
    )
    made.state.desk = desk
    return desk.access.guarded(made)


def routes(desk: NewsDesk) -> list[Route]:
    """Everything that is answered."""

    def shows(path: str, handler: Callable[[Request, NewsDesk], Response]) -> Route:
        """A page: made in a thread, for it reads the disk."""

        async def answer(request: Request) -> Response:
            return await anyio.to_thread.run_sync(handler, request, desk)

        return Route(path, answer, methods=["GET"], name=f"{handler.__module__}.{handler.__name__}")

    def changes(path: str, handler: Callable[[Request, NewsDesk, dict[str, str]], Response]) -> Route:
        async def answer(request: Request, form: Form) -> Response:
            return await anyio.to_thread.run_sync(handler, request, desk, dict(form))

        return _changing(path, ChangingRoute(answer), handler.__name__)

    def follows(path: str, handler: Callable[[Request, NewsDesk], Awaitable[Response]]) -> Route:
        async def answer(request: Request) -> Response:
            return await handler(request, desk)

        return Route(path, answer, methods=["GET"])

    def for_all(path: str, handler: Callable[[Request, NewsDesk, dict[str, str]], Awaitable[Response]]) -> Route:
        """What everybody may change: whether they are here."""

        async def answer(request: Request, form: Form) -> Response:
            return await handler(request, desk, dict(form))

        return _changing(path, ChangingRoute(answer, everybody=True), handler.__name__)

    one = "/e/{show}/{episode}"
    return [
        shows("/", today.page_of),
        changes("/shows/{show}/run", today.run),
        changes("/shows/{show}/enabled", today.enabled),
        changes("/shows/{show}/schedule", today.schedule),
        shows(one, edition.page_of),
        shows(f"{one}/cue/{{line:int}}", edition.cue),
        changes(f"{one}/cue/{{line:int}}", edition.change_cue),
        changes(f"{one}/say", edition.say),
        changes(f"{one}/voice", edition.voice),
        changes(f"{one}/act", working.act),
        changes(f"{one}/stories", working.stories),
        shows(f"{one}/hear", edition.hear),
        shows(f"{one}/sound", edition.sound),
        shows("/jobs/{job}", working.job),
        changes("/jobs/{job}/stop", working.stop),
        follows("/events", events.events),
        shows("/lexicon", lexicons.page_of),
        changes("/lexicon", lexicons.write),
        changes("/lexicon/remove", lexicons.remove),
        shows("/lexicon/hear", lexicons.hear),
        shows("/voices", lexicons.voices),
        shows("/reading", reading.page_of),
        changes("/reading", reading.pasted),
        changes("/reading/rule", reading.rule),
        shows("/login", front.login),
        for_all("/login", front.enter),
        shows("/enter", front.by_link),
        shows("/token", front.token),
        for_all("/logout", front.leave),
        shows("/static/{name}", _static),
        shows("/healthz", watching.healthz),
        shows("/metrics", watching.metrics),
    ]


def _changing(path: str, change: ChangingRoute, name: str) -> Route:
    async def endpoint(request: Request) -> Response:
        return await change(request)

    route = Route(path, endpoint, methods=["POST"], name=name)
    route.change = change  # type: ignore[attr-defined]
    return route


def _static(request: Request, _desk: NewsDesk) -> Response:
    path = static(request.path_params["name"])
    if path.parent not in {STATIC, PALETTE.parent} or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, headers={"Cache-Control": "public, max-age=31536000, immutable"})


def _told(desk: NewsDesk) -> Callable[[Request, Exception], Response]:
    """What went wrong, as a page or as a part of one: what, where, what to do."""

    def answer(request: Request, error: Exception) -> Response:
        w = words_of(request, desk.here)
        problems: tuple[str, ...] = ()
        if isinstance(error, HTTPException):
            status, message, advice = error.status_code, w["not_found"], ""
        elif not isinstance(error, AudiopressError):
            status, message, advice = 500, w["broken"], ""
        else:
            unknown = isinstance(error, UnknownName) or (isinstance(error, LibraryError) and "no episode" in str(error))
            status = 404 if unknown and request.method == "GET" else 422
            message = f"{error.where}: {error.message}" if error.where else error.message
            advice, problems = error.hint, tuple(map(str, error.problems))
        name = "parts/fault.html" if request.headers.get("hx-request") else "fault.html"
        return page(request, desk.here, name, status=status, message=message, advice=advice, problems=problems)

    return answer

"""Logging in and out: the one-time link, names and passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, RedirectResponse, Response

from audiopress.desk.drawing import page

if TYPE_CHECKING:
    from starlette.requests import Request

    from audiopress.desk.desk import NewsDesk
    from audiopress.desk.sessions import Session


def login(request: Request, desk: NewsDesk) -> Response:
    """Where a name and a password are asked for."""
    return page(request, desk.here, "login.html", wrong="", accounts=bool(desk.access.accounts.names()))


def by_link(request: Request, desk: NewsDesk) -> Response:
    """The one-time link. The page leads on by itself, so that the strict cookie is sent whoever linked here."""
    if desk.access.by_link(request, request.query_params.get("key", "")):
        return page(request, desk.here, "entered.html")
    return page(request, desk.here, "login.html", status=403, wrong="used_link", accounts=True)


async def enter(request: Request, desk: NewsDesk, form: dict[str, str]) -> Response:
    """A name and a password."""
    name = form.get("name", "").strip()[:64]
    known, wait = await desk.access.by_password(request, name, form.get("password", "")[:1024])
    if known:
        return RedirectResponse("/", 303)
    headers = {"Retry-After": str(wait)} if wait else {}
    wrong = "too_many" if wait else "wrong_password"
    return page(
        request, desk.here, "login.html", status=429 if wait else 403, headers=headers, wrong=wrong, accounts=True
    )


def token(request: Request, _desk: NewsDesk) -> Response:
    """What a change must bring along in this session, for a page that was drawn in the one before."""
    session: Session = request.scope["audiopress.session"]
    return JSONResponse({"csrf": session.csrf, "user": session.user})


async def leave(request: Request, desk: NewsDesk, _form: dict[str, str]) -> Response:
    """End the session."""
    desk.access.leave(request)
    return RedirectResponse("/login", 303)

"""Pages and parts of pages from templates: everything is escaped, and a name that is missing is an error."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from audiopress.desk.words import Words, asked_for
from audiopress.publish import PALETTE

if TYPE_CHECKING:
    from starlette.requests import Request

    from audiopress.desk.here import Here
    from audiopress.desk.sessions import Session

FOLDER: Final = Path(__file__).parent
STATIC: Final = FOLDER / "static"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["file"] = file
    return made


@cache
def file(name: str) -> str:
    """The address of a static file; it changes with what is in it."""
    return f"/static/{name}?{hashlib.sha256(static(name).read_bytes()).hexdigest()[:12]}"


def static(name: str) -> Path:
    """Where a static file lies: the desk's own, or the colours and type that it shares with the public pages."""
    return PALETTE if name == PALETTE.name else STATIC / name


def words_of(request: Request, here: Here) -> Words:
    """The words of who asks."""
    return asked_for(request.headers.get("accept-language", ""), here.desk().language)


def page(
    request: Request,
    here: Here,
    name: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> Response:
    """A template, with the words, the person and the newsroom that every page has."""
    session: Session | None = request.scope.get("audiopress.session")
    text = (
        _environment()
        .get_template(name)
        .render(
            w=words_of(request, here),
            user=session.user if session else "",
            editor=bool(session and session.editor),
            csrf=session.csrf if session else "",
            newsroom=here.settings.title,
            zone=here.settings.timezone,
            path=request.url.path,
            **values,
        )
    )
    return HTMLResponse(text, status, headers=dict(headers or {}))


def partial(request: Request) -> bool:
    """Whether a part of the page is asked for, by the page's own script."""
    return bool(request.headers.get("hx-request"))

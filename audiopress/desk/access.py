"""Access control: every request is checked here, and every change must come from a page of the desk (CSRF).

A request is answered where its Host is one of ours (a page elsewhere that points its name at this machine is not), its
session is known, and, where it changes something, an editor sent it with the token that only our pages have.
"""

from __future__ import annotations

import getpass
import ipaddress
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

import anyio.to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from audiopress.desk.accounts import Accounts
from audiopress.desk.drawing import words_of
from audiopress.desk.sessions import Clock, Limits, Link, Session, Sessions
from audiopress.desk.words import Words, asked_for

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from audiopress.model import Desk

COOKIE: Final = "audiopress-desk"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
OPEN: Final = ("/login", "/enter", "/static/", "/healthz")
"""What is answered to everybody: nothing of the newsroom stands in it."""
NEAR: Final = "/metrics"
"""What is answered to this machine as well, without a session."""
PASSED_ON: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""Headers of a request that came from elsewhere, through a web server on this machine."""
LARGEST: Final = 2 << 20
"""Bytes of a form: a pasted page is the longest."""
Form = Mapping[str, str]
Changing = Callable[[Request, Form], Awaitable[Response]]
"""A handler that changes something, given the form that was sent."""


@dataclass(kw_only=True)
class Access:
    """The door of one desk."""

    accounts: Accounts
    settings: Callable[[], Desk]
    clock: Clock
    host: str = "127.0.0.1"
    link: Link | None = None
    sessions: Sessions = field(init=False)
    limits: Limits = field(init=False)

    def __post_init__(self) -> None:
        self.sessions = Sessions(self.clock, hours=self.settings().session_hours)
        self.limits = Limits(self.clock)

    # ---- every request

    def guarded(self, app: ASGIApp) -> ASGIApp:
        """The application behind this door."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            async def telling(message: Message) -> None:
                if message["type"] == "http.response.start":
                    headers = MutableHeaders(scope=message)
                    headers.update(HEADERS)
                    headers.setdefault("Cache-Control", "no-store")
                    for cookie in scope.get("audiopress.cookies", ()):
                        headers.append("Set-Cookie", cookie)
                await send(message)

            request = Request(scope)
            response = self._refused(request)
            await (response or app)(scope, receive, telling)

        return answer

    def _refused(self, request: Request) -> Response | None:
        """The answer to who may not come in."""
        if not self._ours(request):
            return PlainTextResponse("This is not the name of this desk\n", 421)
        path = request.scope["path"]
        if any(path == one or (one.endswith("/") and path.startswith(one)) for one in OPEN):
            return None
        if path == NEAR and _from_here(request):
            return None
        session = self.session(request)
        if session is None:
            part = request.headers.get("hx-request")
            if not part and request.method in {"GET", "HEAD"}:
                return RedirectResponse("/login", 303)
            # Never a way elsewhere: in the page that asks, somebody may be writing.
            told = asked_for(request.headers.get("accept-language", ""), self.settings().language)
            link = f'<a href="/login" target="_blank" rel="noopener">{told["come_again"]}</a>'
            return HTMLResponse(f'<div class="fault"><p>{told["not_you"]} {link}</p></div>', 401)
        request.scope["audiopress.session"] = session
        return None

    def _ours(self, request: Request) -> bool:
        """Whether the request names this desk: a foreign page cannot make a browser name it and read the answer."""
        name = request.headers.get("host", "").lower()
        bare = urlsplit(f"//{name}").hostname or ""
        if name in self.settings().hosts or bare in self.settings().hosts:
            return True
        if bare in {"localhost", self.host.lower()}:
            return True
        try:
            # By a number nobody can be led here: names are what can be pointed anywhere.
            return bool(ipaddress.ip_address(bare))
        except ValueError:
            return False

    def session(self, request: Request) -> Session | None:
        """Who it is, by the proxy's word or the browser's cookie; None where nobody knows."""
        named = self._named(request)
        session = self.sessions.find(request.cookies.get(COOKIE, ""))
        if named:
            role = self.accounts.role(named) or self.settings().proxy_role
            if session is None or session.by != "proxy" or session.user != named:
                session = self.enter(request, named, role, by="proxy")
            session.role = role
            return session
        if session is None or session.by == "proxy":
            return None
        if session.by == "account":
            session.role = self.accounts.role(session.user)
            if not session.role:
                self.leave(request)
                return None
        return session

    def _named(self, request: Request) -> str:
        """Who the proxy says it is; empty where no proxy that we believe asks."""
        chosen = self.settings()
        return request.headers.get(chosen.proxy_header, "").strip()[:64] if self._by_proxy(request) else ""

    def _by_proxy(self, request: Request) -> bool:
        networks = [ipaddress.ip_network(one, strict=False) for one in self.settings().proxies]
        try:
            peer = ipaddress.ip_address(request.client.host if request.client else "")
        except ValueError:
            return False
        return any(peer in network for network in networks)

    # ---- coming and going

    def enter(self, request: Request, user: str, role: str, *, by: str) -> Session:
        """Begin a session; its secret goes to the browser with the answer, and nowhere else."""
        token, session = self.sessions.begin(user, role, by=by)
        secure = request.url.scheme == "https" or (
            self._by_proxy(request) and request.headers.get("x-forwarded-proto") == "https"
        )
        cookie = f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")
        request.scope.setdefault("audiopress.cookies", []).append(cookie)
        return session

    def leave(self, request: Request) -> None:
        """End a session."""
        self.sessions.end(request.cookies.get(COOKIE, ""))
        gone = f"{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
        request.scope.setdefault("audiopress.cookies", []).append(gone)

    def by_link(self, request: Request, key: str) -> bool:
        """Let in who has the one-time link: the person at this machine, as an editor."""
        if self.link is None or not self.link.used(key):
            return False
        self.enter(request, _login(), "editor", by="link")
        return True

    async def by_password(self, request: Request, name: str, password: str) -> tuple[bool, int]:
        """Let in who knows the password; else how many seconds they have to wait."""
        address = request.client.host if request.client else ""
        if wait := self.limits.wait(name, address):
            return False, wait
        # Counted before it is looked at: many at once are not more tries than many after one another.
        self.limits.failed(name, address)
        role = await anyio.to_thread.run_sync(partial(self.accounts.verified, name, password))
        if not role:
            return False, 0
        self.limits.passed(name)
        self.enter(request, name, role, by="account")
        return True, 0


def _from_here(request: Request) -> bool:
    """Whether a program on this machine asks for itself."""
    try:
        near = ipaddress.ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return False
    return near and not any(name in request.headers for name in PASSED_ON)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "editor"


# ---- changes


class ChangingRoute:
    """An endpoint that changes something: for editors, from our own pages, with a form of a bearable size."""

    def __init__(self, handler: Changing, *, everybody: bool = False) -> None:
        """`everybody`: also for viewers, and for who is not in yet; nothing of the newsroom is changed by it."""
        self.handler, self.everybody = handler, everybody

    async def __call__(self, request: Request) -> Response:
        """The handler's answer, or the refusal."""
        if not same_site(request):
            return PlainTextResponse("This was sent by another site\n", 403)
        form = await _form(request)
        if form is None:
            return PlainTextResponse(_words(request)["too_long"], 413)
        session: Session | None = request.scope.get("audiopress.session")
        if session is not None and not _equal(session.csrf, request.headers.get("x-csrf") or form.get("csrf", "")):
            return PlainTextResponse(_words(request)["too_old"], 403, headers={"Desk-Token": "old"})
        if not self.everybody and (session is None or not session.editor):
            return PlainTextResponse("Viewers change nothing\n", 403)
        return await self.handler(request, form)


def _words(request: Request) -> Words:
    return words_of(request, request.app.state.desk.here)


def same_site(request: Request) -> bool:
    """Whether a browser says that our own page sent it; programs that are no browsers say nothing."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin", "")
    return site in {"same-origin", "none"} and (not origin or urlsplit(origin).netloc == request.headers.get("host"))


async def _form(request: Request) -> dict[str, str] | None:
    """What was sent, as URL-encoded fields; of a name that stands twice the last one. None where it is too much."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return None
    except ClientDisconnect:
        return None
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=2000))


def _equal(one: str, other: str) -> bool:
    import hmac

    return hmac.compare_digest(one.encode(), other.encode("utf-8", "replace"))

"""Connections of the server: how long one may take to ask, how many there may be, and files sent by the system itself.

uvicorn waits for a request for ever and takes every connection, until the system has no file left to open and asyncio
writes a traceback for each one that it cannot take.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Final, cast

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SENDFILE: Final = "http.response.zerocopysend"
"""The extension of ASGI by which an application sends a part of an open file."""
PATIENCE: Final = 20.0
"""Seconds from a request's first byte, or the connection's beginning, to its last byte."""
STALLED: Final = 60.0
"""Seconds in which a listener takes a block; nginx's `send_timeout` is the same."""
BLOCK: Final = 256 << 10
"""Bytes that must be taken within STALLED: 35 kbit/s."""
BACKLOG: Final = 128
"""Connections that may wait to be taken; asyncio takes as many at once before it looks at any of them."""
SPARE: Final = 64 + BACKLOG
"""Open files kept for everything that is no connection."""
MOST: Final = 4096
"""Connections at once, where the system would allow more."""


@dataclass(frozen=True, slots=True)
class _Placeholder:
    """Stands for bytes of a file where h11 counts them (its own way to send files: it needs the length alone)."""

    length: int

    def __len__(self) -> int:
        return self.length


class Connection(H11Protocol):
    """One connection of a listener. `answered` is what every answer has that the application does not give itself."""

    most: ClassVar[int] = MOST
    patience: ClassVar[float] = PATIENCE
    answered: ClassVar[dict[str, str]] = {}
    begun: float = 0.0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        application = cast("ASGIApp", self.app)
        self._timer: asyncio.TimerHandle | None = None

        async def run(scope: Scope, receive: Receive, send: Send) -> None:
            await self._run(application, scope, receive, send)

        self.app = cast("Any", run)

    # ---- how long, and how many

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new connection; where there are too many, the one that has waited longest without asking goes."""
        super().connection_made(transport)
        self.begun = self.loop.time()
        self._arm()
        if len(self.connections) <= self.most:
            return
        idle = [one for one in self.connections if isinstance(one, Connection) and not one.busy]
        oldest = min(idle, key=lambda one: one.begun)
        oldest.drop()

    @property
    def busy(self) -> bool:
        """Whether an answer is being sent."""
        return self.cycle is not None and not self.cycle.response_complete

    def drop(self) -> None:
        """End the connection now; nobody is waiting for an answer."""
        self._disarm()
        self.connections.discard(self)
        self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Bytes of a request, which has to be whole within its time."""
        super().data_received(data)
        if self.conn.their_state in {h11.IDLE, h11.SEND_BODY}:
            self._arm()
        else:
            self._disarm()

    def connection_lost(self, exc: Exception | None) -> None:
        """The other side has gone."""
        self._disarm()
        super().connection_lost(exc)

    def _arm(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(self.patience, self._late)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        self._timer = None
        if self.busy:
            self._arm()
        else:
            self.drop()

    def send_400_response(self, msg: str) -> None:
        """What is no request is told so, with the headers of every answer; in the middle of one, the line is cut."""
        if self.conn.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.abort()
            return
        content = f"{msg}\n".encode()
        headers = self.answered | {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(content)),
            "Connection": "close",
        }
        for event in (
            h11.Response(status_code=400, headers=list(headers.items()), reason=b"Bad Request"),
            h11.Data(data=content),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    # ---- files

    async def _run(self, application: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] != SENDFILE:
                await send(message)
                return
            if not self.cycle.disconnected and not await self._file(**message):
                # Cut short: a length was promised that cannot be kept.
                self.cycle.disconnected = True
                self.transport.abort()
            await send({"type": "http.response.body", "more_body": message.get("more_body", False)})

        try:
            await application({**scope, "extensions": {**scope.get("extensions", {}), SENDFILE: {}}}, receive, sending)
        except asyncio.CancelledError:
            # The server goes down, and this listener was still taking. There is nobody further up to be told.
            self.cycle.disconnected = True
            self.transport.abort()

    async def _file(self, *, file: BinaryIO, offset: int, count: int, **_others: Any) -> bool:
        """Send a part of a file by the system's own call; whether it went out whole."""
        try:
            while count > 0:
                block = min(count, BLOCK)
                async with asyncio.timeout(STALLED):
                    sent = 0
                    # Where h11 frames what is sent, its bytes stand around the placeholder of ours.
                    framed = self.conn.send_with_data_passthrough(h11.Data(data=cast("bytes", _Placeholder(block))))
                    for part in cast("list[bytes | _Placeholder]", framed):
                        if isinstance(part, bytes):
                            self.transport.write(part)
                        else:
                            sent = await self.loop.sendfile(self.transport, file, offset, block)
                if sent < block:
                    return False
                offset, count = offset + block, count - block
        except (OSError, RuntimeError):
            # Gone, or asleep. RuntimeError is asyncio's word for a transport that is closing.
            if not self.transport.is_closing():
                self.transport.abort()
            return False
        return True


class Server(uvicorn.Server):
    """uvicorn with our connections; where the system has no file left, a line says so once, not once a connection."""

    grace: float = 3.0
    """Seconds that listeners have to take the rest when the server is stopped."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen no longer, wait for those who are taking something, and end the others."""

        def end() -> None:
            for task in self.server_state.tasks:
                task.cancel()

        later = asyncio.get_running_loop().call_later(self.grace, end)
        await super().shutdown(sockets)
        later.cancel()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        told = False

        def fault(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            nonlocal told
            if not str(context.get("message", "")).startswith("socket.accept()"):
                loop.default_exception_handler(context)
            elif not told:
                told = True
                logging.getLogger("uvicorn.error").error("connections have to wait: %s", context.get("exception"))

        asyncio.get_running_loop().set_exception_handler(fault)
        await super().startup(sockets)


def answering(application: ASGIApp, *, answered: dict[str, str], patience: float = PATIENCE) -> Server:
    """A server of an application. Each connection may need two open files: its socket and what is sent."""
    most = max(16, min(MOST, (_files() - SPARE) // 2))
    protocol = type("Listener", (Connection,), {"most": most, "patience": patience, "answered": answered})
    return Server(
        uvicorn.Config(
            application,
            http=protocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=BACKLOG,
        )
    )


def _files() -> int:
    """Files this process may have open, after asking for as many as it can get."""
    try:
        import resource
    except ImportError:
        return 2 * MOST + SPARE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST + SPARE
    unlimited = resource.RLIM_INFINITY
    if soft != unlimited and soft < wanted:
        more = wanted if hard == unlimited else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (more, hard))
        soft = more
    return wanted if soft == unlimited else soft

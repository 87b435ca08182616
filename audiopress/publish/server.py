"""public/ over HTTP, as podcast apps want it: HEAD, ranges, strong ETags, gzip for text, the right types.

Answers carry an ETag and no Last-Modified: AntennaPod sends no validator at all when it has an old date, and would
fetch the whole feed each time.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import re
import socket
import stat
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import quote

import anyio
import anyio.to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from audiopress.errors import PublishError
from audiopress.publish.connections import SENDFILE, answering
from audiopress.publish.feed_addresses import REWRITTEN, Addresses, BadHost, asked, caller
from audiopress.publish.places import kind

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CHUNK: Final = 1 << 18
"""Bytes read at once where a file cannot be sent by the system itself."""
COMPRESSED: Final = ("text/", "application/rss+xml", "application/json", "application/x-subrip", "image/svg+xml")
REMEMBERED: Final = 64 << 20
"""Bytes of compressed and rewritten texts kept in memory."""
LARGEST_TEXT: Final = 8 << 20
"""Bytes; larger texts are not compressed."""
METHODS: Final = "GET, HEAD, OPTIONS"
PREFLIGHT: Final = "Range, If-None-Match, If-Range"
"""Headers that web players may send."""
POLICY: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
    "media-src 'self' https:; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
ALWAYS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Length, Content-Range, ETag",
    "X-Content-Type-Options": "nosniff",
}
SAFE: Final = ":/?#@!$&'()*+,;=%-._~[]"
"""Characters that stand for themselves in an address that is told (RFC 3986)."""


def app(
    public: Path,
    *,
    addresses: Addresses | None = None,
    log: Callable[[str], None] | None = None,
) -> ASGIApp:
    """An application that shows a public folder and nothing else.

    `addresses` says what its files name; `log` is called with a line for each answer (Combined Log Format).
    """
    files = _Files(public.resolve(), addresses or Addresses())

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        told = _Told()

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Every answer, whoever gives it.
                headers = MutableHeaders(scope=message)
                headers.update(ALWAYS)
                told.status = message["status"]
            told.sent += message.get("count", 0) + len(message.get("body", b""))
            await send(message)

        try:
            response = await _response(files, request)
            await response(scope, receive, telling)
        finally:
            if log is not None:
                log(_line(request, told))

    return answer


@dataclass
class _Told:
    """What an answer was."""

    status: int = 500
    sent: int = 0


async def _response(files: _Files, request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(
            status_code=204,
            headers={
                "Allow": METHODS,
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": PREFLIGHT,
                "Access-Control-Max-Age": "86400",
            },
        )
    if request.method not in {"GET", "HEAD"}:
        return PlainTextResponse("Only reading is allowed\n", 405, headers={"Allow": METHODS})
    try:
        origin = asked(request.headers, scheme=request.scope["scheme"], peer=_peer(request))
    except BadHost:
        return PlainTextResponse("That is no host\n", 400)
    return await anyio.to_thread.run_sync(files.answer, request, origin)


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


def _line(request: Request, told: _Told) -> str:
    """A line of the log. What the other side says stands in it as it may stand in a line: no control, no quote."""
    headers = request.headers

    def safe(text: str) -> str:
        return "".join(
            letter if letter.isprintable() and letter not in '"\\' else f"\\x{ord(letter):02x}" for letter in text
        )

    when = datetime.now().astimezone().strftime("%d/%b/%Y:%H:%M:%S %z")
    target = request.scope.get("raw_path", b"").decode("latin-1") or request.scope["path"]
    if query := request.scope.get("query_string", b"").decode("latin-1"):
        target += f"?{query}"
    version = request.scope.get("http_version", "1.1")
    quoted = [safe(headers.get(name, "") or "-") for name in ("referer", "user-agent")]
    return (
        f"{caller(headers, peer=_peer(request))} - - [{when}] "
        f'"{safe(request.method)} {safe(target)} HTTP/{version}" {told.status} {told.sent} "{quoted[0]}" "{quoted[1]}"'
    )


Key = tuple[str, int, int]
"""Path, time and size of a file: what says that it is still the same."""


@dataclass
class _Files:
    """A folder, and what has been reckoned of its files: digests, rewritten and compressed texts."""

    public: Path
    addresses: Addresses
    digests: dict[Key, str] = field(default_factory=dict)
    kept: OrderedDict[tuple[Key, str, bool], bytes] = field(default_factory=OrderedDict)
    weight: int = 0

    def answer(self, request: Request, origin: str) -> Response:
        """The answer to GET or HEAD, asked at `origin`. Runs in a thread: it reads the disk."""
        name = _asked_path(request)
        # `base_url` may lie in a folder of its site, and a proxy may leave that in the path or not.
        prefix = self.addresses.path.removeprefix("/")
        if prefix and name + "/" == prefix:
            return _onward(request, name)
        response = None
        if prefix and name.startswith(prefix):
            response = self._answer(request, origin, name.removeprefix(prefix))
        return response or self._answer(request, origin, name) or self._missing(request, origin)

    def _answer(self, request: Request, origin: str, name: str) -> Response | None:
        if special := self._special(name):
            return special
        path = self._find(name)
        if path is None:
            return None
        if path.is_dir():
            if name and not name.endswith("/"):
                return _onward(request, name)
            path = self._find(f"{name}index.html")
            if path is None or path.is_dir():
                return None
        try:
            return self._file(request, path, origin)
        except OSError:
            # Deleted between being found and being read.
            return None

    def _find(self, name: str) -> Path | None:
        """The file or folder that a path names, if it truly lies inside the public folder and is not a hidden one."""
        parts = name.removesuffix("/").split("/") if name else []
        if "\0" in name or "\\" in name or PurePath(name).anchor:
            return None
        if any(not part or part.startswith(".") for part in parts):
            return None
        try:
            path = (self.public / name).resolve()
            mode = path.stat().st_mode
        except (OSError, ValueError, RuntimeError):
            # Not there, or no name a file could have: too long, or with a character the system refuses; or links in a
            # ring.
            return None
        inside = path == self.public or self.public in path.parents
        # A pipe would be waited for, and a device is nobody's episode.
        regular = stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        if not inside or not regular or (name.endswith("/") and not stat.S_ISDIR(mode)):
            return None
        return path

    def _special(self, name: str) -> Response | None:
        """A feed that moved (301) or was closed (410), as the show's status.json says."""
        show, _, rest = name.partition("/")
        if not re.fullmatch(r"feed(-\d+)?\.xml", rest):
            return None
        path = self._find(f"{show}/status.json")
        if path is None:
            return None
        try:
            status = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return None
        if status.get("status") == 410:
            return PlainTextResponse("This podcast has ended.\n", 410)
        if status.get("status") == 301 and rest == "feed.xml":
            return Response(status_code=301, headers={"Location": quote(str(status["location"]), safe=SAFE)})
        return None

    def _missing(self, request: Request, origin: str) -> Response:
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
        page = self._find("404.html")
        if page is None or page.is_dir():
            return PlainTextResponse("Not found\n", 404, headers=headers)
        content = page.read_bytes()
        if self.addresses.other(origin):
            content = self._rewritten(content, origin)
        return _whole(
            content, headers | {"Content-Type": kind(page.name).mime}, head=request.method == "HEAD", status=404
        )

    def _file(self, request: Request, path: Path, origin: str) -> Response:
        how = kind(path.name)
        status = path.stat()
        key = (str(path), status.st_mtime_ns, status.st_size)
        if not (path.suffix in REWRITTEN and self.addresses.other(origin)):
            origin = ""
        digest = self._digest(path, key)
        if origin:
            # Other addresses, other bytes, another tag.
            digest = hashlib.sha256(f"{digest} {origin}".encode()).hexdigest()[:32]
        tag, packed_tag = f'"{digest}"', f'"{digest}-gzip"'
        headers = {"Content-Type": how.mime, "Cache-Control": how.cache, "Accept-Ranges": "bytes"}
        if how.mime.startswith("text/html"):
            headers["Content-Security-Policy"] = POLICY
        text = how.mime.startswith(COMPRESSED) and status.st_size <= LARGEST_TEXT
        head = request.method == "HEAD"
        # A range is for GET alone (RFC 9110, 14.2): who asks HEAD for one wants to know how long the file is.
        span_asked = "" if head else request.headers.get("range", "")
        pack = text and not span_asked and _takes_gzip(request.headers.get("accept-encoding", ""))
        if text:
            headers["Vary"] = "Accept-Encoding"
        headers["ETag"] = packed_tag if pack else tag
        if (wanted := request.headers.get("if-match")) and not _holds(wanted, {tag, packed_tag}):
            return PlainTextResponse("It has changed\n", 412)
        # Whichever form a client holds, it holds this content.
        if _matches(request.headers.get("if-none-match", ""), {tag, packed_tag}):
            return Response(status_code=304, headers={k: v for k, v in headers.items() if k != "Content-Type"})
        if pack:
            return _whole(self._text(path, key, origin, pack=True), headers | {"Content-Encoding": "gzip"}, head=head)
        content = self._text(path, key, origin) if origin else None
        size = status.st_size if content is None else len(content)
        span = _span(span_asked, request.headers.get("if-range", ""), tag, size)
        if span and span[0] >= span[1]:
            return PlainTextResponse("No such range\n", 416, headers={"Content-Range": f"bytes */{size}"})
        start, end = span or (0, size)
        if span:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        code = 206 if span else 200
        if content is not None:
            return _whole(content[start:end], headers, head=head, status=code)
        return _part(path, start, end, code, headers, head=head)

    def _digest(self, path: Path, key: tuple[str, int, int]) -> str:
        found = self.digests.get(key)
        if found is None:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()[:32]
            if len(self.digests) > 100_000:
                self.digests.clear()
            self.digests[key] = found
        return found

    def _text(self, path: Path, key: Key, origin: str, *, pack: bool = False) -> bytes:
        """A text as it is sent: naming `origin` where that is given, compressed with `pack`."""
        place = (key, origin, pack)
        found = self.kept.get(place)
        if found is None:
            found = path.read_bytes()
            if origin:
                found = self._rewritten(found, origin)
            if pack:
                # mtime=0: the same content gives the same bytes, as a strong ETag promises.
                found = gzip.compress(found, compresslevel=6, mtime=0)
            self._keep(place, found)
        return found

    def _keep(self, place: tuple[Key, str, bool], content: bytes) -> None:
        if place in self.kept or len(content) > REMEMBERED // 4:
            return
        self.kept[place] = content
        self.weight += len(content)
        while self.weight > REMEMBERED:
            self.weight -= len(self.kept.popitem(last=False)[1])

    def _rewritten(self, content: bytes, origin: str) -> bytes:
        names = [one.name for one in self.public.iterdir() if not one.name.startswith(".")]
        return self.addresses.rewrite(content, origin, names)


def _asked_path(request: Request) -> str:
    """The path below where this application is mounted, without the slash before it."""
    path: str = request.scope["path"]
    root: str = request.scope.get("root_path", "")
    return (path.removeprefix(root) if root else path).removeprefix("/")


def _onward(request: Request, name: str) -> Response:
    """To the address of a folder, with its slash. Relative: a proxy may have cut off what it begins with."""
    query = quote(request.scope.get("query_string", b"").decode("latin-1"), safe=SAFE)
    location = f"./{quote(name.rpartition('/')[2])}/" + (f"?{query}" if query else "")
    return Response(status_code=301, headers={"Location": location})


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        if name.strip() in {"gzip", "x-gzip", "*"}:
            # `q=0`, `q=0.000`: no. What is no weight at all (RFC 9110, 12.4.2) is passed over, like one not given.
            return not re.fullmatch(r"(?:.*;)?\s*q\s*=\s*0(?:\.0{0,3})?\s*(?:;.*)?", parameters)
    return False


def _holds(asked: str, tags: set[str]) -> bool:
    """If-Match compares strongly (RFC 9110, 13.1.1)."""
    return asked.strip() == "*" or any(part.strip() in tags for part in asked.split(","))


def _matches(asked: str, tags: set[str]) -> bool:
    """If-None-Match compares weakly (RFC 9110, 13.1.2)."""
    return asked.strip() == "*" or any(part.strip().removeprefix("W/") in tags for part in asked.split(","))


def _span(asked: str, condition: str, tag: str, size: int) -> tuple[int, int] | None:
    """The one range asked for as [start, end); start = end where it cannot be had; None for the whole.

    Several ranges at once, and what is not a range of bytes, are answered with the whole (RFC 9110, 14.2 allows it).
    """
    match = re.fullmatch(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})", asked.strip(), re.IGNORECASE)
    if not match or (condition and condition.strip() != tag):
        return None
    first, last = match[1], match[2]
    if first:
        if last and int(last) < int(first):
            return None
        start = int(first)
        return (start, min(int(last) + 1, size) if last else size) if start < size else (0, 0)
    if not last:
        return None
    return max(0, size - int(last)), size


def _whole(content: bytes, headers: Mapping[str, str], *, head: bool, status: int = 200) -> Response:
    response = Response(b"" if head else content, status, headers=dict(headers))
    response.headers["Content-Length"] = str(len(content))
    return response


def _part(path: Path, start: int, end: int, status: int, headers: Mapping[str, str], *, head: bool) -> Response:
    told = {**headers, "Content-Length": str(end - start)}
    if head or start == end:
        return Response(status_code=status, headers=told)
    # Opened now: a file that is deleted or replaced while it is sent is still sent whole, as it was.
    return _Part(path.open("rb"), start, end, status, told)


class _Part(Response):
    """A part of an open file, sent by the system itself where the server can do that."""

    def __init__(self, file: BinaryIO, start: int, end: int, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(status_code=status, headers=headers)
        self.file, self.start, self.end = file, start, end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self.file:
            if SENDFILE not in scope.get("extensions", {}):
                await StreamingResponse(self._blocks(), self.status_code, dict(self.headers))(scope, receive, send)
                return
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            await send({"type": SENDFILE, "file": self.file, "offset": self.start, "count": self.end - self.start})

    def _blocks(self) -> Iterator[bytes]:
        """Starlette asks for each in a thread."""
        self.file.seek(self.start)
        left = self.end - self.start
        while left > 0 and (block := self.file.read(min(CHUNK, left))):
            left -= len(block)
            yield block


# ---- running it


def serve(
    public: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    addresses: Addresses | None = None,
    log: bool = False,
    listening: Callable[[int], None] | None = None,
) -> None:
    """Serve a public folder until Ctrl-C; `listening` is called with the port once it is ours.

    With `log`, a line on stdout for each answer. Raises PublishError where the folder or the port cannot be had.
    """
    if not public.is_dir():
        raise PublishError("there is nothing to serve yet", where=str(public), hint="audiopress make SHOW PAGE")
    listener = listen(host, port)
    if listening is not None:
        listening(listener.getsockname()[1])
    application = app(public, addresses=addresses, log=_write if log else None)
    with listener:
        answering(application, answered=ALWAYS).run(sockets=[listener])


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def listen(host: str, port: int) -> socket.socket:
    """A socket of our own, so that a port that is taken is a message of ours."""
    try:
        family, kind_, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind_, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(128)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise PublishError(
            f"cannot listen there: {error.strerror or error}",
            where=f"{host}:{port}",
            hint="choose another --port"
            if error.errno in {errno.EADDRINUSE, errno.EACCES}
            else "choose another --host",
        ) from None
    return listener

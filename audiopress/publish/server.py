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
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from audiopress.errors import PublishError
from audiopress.publish.names import kind

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

CHUNK: Final = 1 << 16
COMPRESSED: Final = ("text/", "application/rss+xml", "application/json", "application/x-subrip", "image/svg+xml")
REMEMBERED: Final = 512
"""Compressed texts kept in memory."""
LARGEST_TEXT: Final = 8 << 20
"""Bytes; larger texts are sent as they are."""
POLICY: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
ALWAYS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Length, Content-Range, ETag",
    "X-Content-Type-Options": "nosniff",
}


def app(public: Path) -> Starlette:
    """An application that shows a public folder and nothing else."""
    files = _Files(public.resolve())

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(
                status_code=204,
                headers=ALWAYS
                | {
                    "Allow": "GET, HEAD, OPTIONS",
                    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
                    "Access-Control-Allow-Headers": "Range, If-None-Match, If-Range",
                    "Access-Control-Max-Age": "86400",
                },
            )
        return await anyio.to_thread.run_sync(files.answer, request)

    return Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "HEAD", "OPTIONS"])])


@dataclass
class _Files:
    """A folder, and what has been reckoned of its files: digests and compressed texts, by path, time and size."""

    public: Path
    digests: dict[tuple[str, int, int], str] = field(default_factory=dict)
    packed: OrderedDict[tuple[str, int, int], bytes] = field(default_factory=OrderedDict)

    def answer(self, request: Request) -> Response:
        """The answer to GET or HEAD. Runs in a thread: it reads the disk."""
        name = request.path_params["path"]
        if special := self._special(name):
            return special
        path = self._find(name)
        if path is None:
            return self._missing()
        if path.is_dir():
            if name and not name.endswith("/"):
                return RedirectResponse("/" + quote(name) + "/", 301, headers=ALWAYS)
            path = path / "index.html"
            if not path.is_file():
                return self._missing()
        try:
            return self._file(request, path)
        except OSError:
            # Deleted between being found and being read.
            return self._missing()

    def _find(self, name: str) -> Path | None:
        """The file or folder that a path names, if it truly lies inside the public folder and is not a hidden one."""
        parts = name.split("/")
        if "\0" in name or "\\" in name or any(part.startswith(".") for part in parts):
            return None
        try:
            path = (self.public / name).resolve()
            path.stat()
        except (OSError, ValueError):
            # Not there, or no name a file could have: too long, or with a character the system refuses.
            return None
        inside = path == self.public or self.public in path.parents
        if not inside or (name.endswith("/") and not path.is_dir()):
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
            return PlainTextResponse("This podcast has ended.\n", 410, headers=ALWAYS)
        if status.get("status") == 301 and rest == "feed.xml":
            return RedirectResponse(str(status["location"]), 301, headers=ALWAYS)
        return None

    def _missing(self) -> Response:
        page = self.public / "404.html"
        headers = ALWAYS | {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
        try:
            return Response(page.read_bytes(), 404, headers=headers, media_type="text/html")
        except OSError:
            return PlainTextResponse("Not found\n", 404, headers=headers)

    def _file(self, request: Request, path: Path) -> Response:
        how = kind(path.name)
        status = path.stat()
        key = (str(path), status.st_mtime_ns, status.st_size)
        digest = self._digest(path, key)
        tag = f'"{digest}"'
        headers = dict(ALWAYS) | {"Content-Type": how.mime, "Cache-Control": how.cache, "Accept-Ranges": "bytes"}
        if how.mime.startswith("text/html"):
            headers["Content-Security-Policy"] = POLICY
        text = how.mime.startswith(COMPRESSED) and status.st_size <= LARGEST_TEXT
        packed_tag = f'"{digest}-gzip"'
        asked = request.headers.get("range", "")
        pack = text and not asked and _takes_gzip(request.headers.get("accept-encoding", ""))
        if text:
            headers["Vary"] = "Accept-Encoding"
        headers["ETag"] = packed_tag if pack else tag
        # Whichever form a client holds, it holds this content.
        if _matches(request.headers.get("if-none-match", ""), {tag, packed_tag}):
            return Response(status_code=304, headers={k: v for k, v in headers.items() if k != "Content-Type"})
        head = request.method == "HEAD"
        if pack:
            return _whole(self._pack(path, key), headers | {"Content-Encoding": "gzip"}, head=head)
        span = _span(asked, request.headers.get("if-range", ""), tag, status.st_size)
        if span is None:
            return _stream(path, 0, status.st_size, 200, headers, head=head)
        start, end = span
        if start >= end:
            refused = ALWAYS | {"Content-Range": f"bytes */{status.st_size}"}
            return PlainTextResponse("No such range\n", 416, headers=refused)
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{status.st_size}"
        return _stream(path, start, end, 206, headers, head=head)

    def _digest(self, path: Path, key: tuple[str, int, int]) -> str:
        found = self.digests.get(key)
        if found is None:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()[:32]
            if len(self.digests) > 100_000:
                self.digests.clear()
            self.digests[key] = found
        return found

    def _pack(self, path: Path, key: tuple[str, int, int]) -> bytes:
        found = self.packed.get(key)
        if found is None:
            # mtime=0: the same content gives the same bytes, as a strong ETag promises.
            found = gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
            self.packed[key] = found
            while len(self.packed) > REMEMBERED:
                self.packed.popitem(last=False)
        return found


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        if name.strip() in {"gzip", "x-gzip", "*"}:
            weight = re.search(r"q\s*=\s*([0-9.]+)", parameters)
            return not weight or float(weight[1] or 0) > 0
    return False


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


def _whole(content: bytes, headers: Mapping[str, str], *, head: bool) -> Response:
    response = Response(b"" if head else content, headers=dict(headers))
    response.headers["Content-Length"] = str(len(content))
    return response


def _stream(path: Path, start: int, end: int, status: int, headers: Mapping[str, str], *, head: bool) -> Response:
    told = {**headers, "Content-Length": str(end - start)}
    if head or start == end:
        return Response(status_code=status, headers=told)
    # Opened now: a file that is deleted or replaced while it is sent is still sent whole, as it was.
    file = path.open("rb")

    async def chunks() -> AsyncIterator[bytes]:
        left = end - start
        try:
            await anyio.to_thread.run_sync(file.seek, start)
            while left > 0:
                chunk = await anyio.to_thread.run_sync(file.read, min(CHUNK, left))
                if not chunk:
                    break
                left -= len(chunk)
                yield chunk
        finally:
            file.close()

    return StreamingResponse(chunks(), status, headers=told)


# ---- running it


def serve(
    public: Path, *, host: str = "127.0.0.1", port: int = 8000, listening: Callable[[int], None] | None = None
) -> None:
    """Serve a public folder until Ctrl-C; `listening` is called with the port once it is ours.

    Raises PublishError where the folder or the port cannot be had.
    """
    import uvicorn

    if not public.is_dir():
        raise PublishError("there is nothing to serve yet", where=str(public), hint="audiopress make SHOW PAGE")
    listener = _listen(host, port)
    if listening is not None:
        listening(listener.getsockname()[1])
    application: ASGIApp = app(public)
    config = uvicorn.Config(application, log_level="warning", access_log=False, server_header=False, lifespan="off")
    with listener:
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
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

"""A site on loopback, as polite or as hostile as a test wants it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A server on loopback whose answers a test sets, by path; `seen` is what was asked.

    An answer is (status, headers, body), or a function that is given the handler and does as it likes. Of several answers
    of a path each is given once, the last one for ever.
    """

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer] | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # A kept connection must not keep the test's server from ending.
            timeout = 2

            def do_GET(self) -> None:
                site.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                queue = site.answers.get(self.path, [(404, {}, b"")])
                if callable(queue):
                    with contextlib.suppress(OSError):
                        queue(self)
                    self.close_connection = True
                    return
                status, headers, body = queue.pop(0) if len(queue) > 1 else queue[0]
                self.send_response(status)
                for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
                    if value:
                        self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for a path."""
        return [headers for seen, headers in self.seen if seen == path]

    def close(self) -> None:
        """End it."""
        self.server.shutdown()
        self.server.server_close()

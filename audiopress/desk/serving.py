"""The desk's HTTP server, until Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from audiopress.desk import warming
from audiopress.desk.application import app
from audiopress.desk.desk import NewsDesk
from audiopress.errors import UsageError
from audiopress.publish import answering, listen, shown

PORT: Final = 8010


def serve(root: Path, *, host: str = "127.0.0.1", port: int = PORT, listening: Callable[[str], None]) -> None:
    """Serve the desk of a newsroom until Ctrl-C. `listening` is called with its address once the port is ours.

    At an address of this machine alone the address has the one-time link. Raises PublishError where the port cannot be
    had, UsageError where others could come and nobody has an account.
    """
    local = _local(host)
    desk = NewsDesk(root, host=host, link=local)
    desk.here.workspace.ensure_state()
    chosen = desk.here.desk()
    if not local and not desk.access.accounts.names() and not chosen.proxies:
        raise UsageError(
            f"at {host} others can reach the desk, and nobody has an account",
            hint="audiopress desk --add-user NAME --role editor",
        )
    listener = listen(host, port)
    warming.first_page(desk)
    try:
        key = f"enter?key={desk.access.link.key}" if desk.access.link else ""
        listening(shown(host, listener.getsockname()[1]) + "/" + key)
        warming.editions(desk)
        with listener:
            answering(app(desk), answered={}).run(sockets=[listener])
    finally:
        desk.jobs.stop()


def _local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

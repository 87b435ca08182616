"""Connections to a server: only to addresses that were checked (no private ones), and within the time that is left.

A host's addresses are looked up once for a connection, each is checked, and the connection goes to one that was checked:
a name that changes its address between the look-up and the connection (DNS rebinding) cannot reach a private machine.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any, Final

import httpcore2
import httpx2

from audiopress.errors import FetchError
from audiopress.sources.urls import shown
from audiopress.work import tls

PATIENCE: Final = 15.0
"""Seconds for a connection, and for each silence of a server."""
INSIDE: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            "64:ff9b::/96",  # IPv4 behind a translator (RFC 6052): what is behind it cannot be judged
            "64:ff9b:1::/48",  # the same of a network of its own (RFC 8215)
            "::/96",  # IPv4 in IPv6 as it was once written (RFC 4291, 2.5.5.1)
            "::ffff:0:0:0/96",  # IPv4 behind a stateless translator (RFC 2765)
            "fec0::/10",  # site-local, given up by RFC 3879 and still routed inside
            "100::/32",  # discarded, and dummy prefixes (RFC 6666, RFC 9780)
            "2001::/23",  # protocols: Teredo, ORCHID, benchmarks (RFC 2928)
            "3fff::/20",  # examples (RFC 9637)
            "5f00::/16",  # segment routing within one operator's network (RFC 9602)
            "192.0.0.0/24",  # protocols (RFC 6890); Oracle's machines answer with their keys at 192.0.0.192
            "192.88.99.0/24",  # relays of 6to4 (RFC 7526)
            "168.63.129.16/32",  # Azure's machines reach their platform there
        ),
    )
)
"""Not of the open internet, though Python's `is_global` or a registry says so of some."""
ISATAP: Final = (0x00005EFE, 0x02005EFE)
"""In the middle of an IPv6 address: the rest is IPv4 in a tunnel of a site (RFC 5214, 6.1)."""


class Deadline:
    """When a fetch must be over; one a fetch, moved on by `start`."""

    def __init__(self) -> None:
        self.ends = 0.0

    def start(self, seconds: float) -> None:
        """All that follows has this long."""
        self.ends = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether there is no time left."""
        return time.monotonic() >= self.ends

    def left(self, wanted: float | None) -> float:
        """The seconds a step may take. Raises ReadTimeout when there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("out of time")
        return left if wanted is None else min(left, wanted)


class Transport(httpx2.BaseTransport):
    """httpx2's way out, over connections that go to checked addresses only. Raises httpcore2's errors, FetchError."""

    def __init__(self, *, allowed: Iterable[str], deadline: Deadline) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=tls.context(),
            network_backend=_Checked(frozenset(host.lower().strip("[]") for host in allowed), deadline),
            max_connections=4,
            keepalive_expiry=15.0,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """One exchange; the body comes raw, as the server compressed it."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=b"",
                extensions=request.extensions,
            )
        )
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """End every connection."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Checked(httpcore2.SyncBackend):
    """Connects to public addresses, and to any address of an allowed host."""

    def __init__(self, allowed: frozenset[str], deadline: Deadline) -> None:
        self._allowed, self._deadline = allowed, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        fault: Exception = httpcore2.ConnectError("no address")
        for address in addresses(host, port, allowed=self._allowed):
            try:
                left = self._deadline.left(timeout)
                stream = super().connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
                continue
            return _Timed(stream, self._deadline)
        raise fault

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        raise FetchError("only http and https addresses are read", where=path)


class _Timed(httpcore2.NetworkStream):
    """A connection that ends with the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def addresses(host: str, port: int, *, allowed: frozenset[str] = frozenset()) -> list[str]:
    """The addresses of a host, all public unless it is allowed. Raises FetchError for a host that is not there or inside."""
    name = host.strip("[]").lower().rstrip(".")
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(
            f"there is no host {shown(name)!r}", hint="look at the address; is the network there?"
        ) from None
    numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
    if name in allowed:
        return numbers
    for number in numbers:
        if not public(number):
            raise FetchError(
                f"{name} is inside a private network ({number})",
                hint=f'allow_hosts = ["{name}"] in audiopress.toml, if it is your own',
            )
    return numbers


def public(number: str) -> bool:
    """Whether an address is one of the open internet, also when it is IPv4 in an IPv6 form."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if any(address in network for network in INSIDE):
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public(str(inner))
    return address.is_global and not address.is_multicast

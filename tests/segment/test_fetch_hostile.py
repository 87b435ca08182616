"""Servers that lie, hang, drip and send elsewhere: each is stopped in time and told in one message."""

from __future__ import annotations

import gzip
import io
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from audiopress.errors import FetchError
from audiopress.model import Settings
from audiopress.sources import fetch as fetching
from audiopress.sources.fetch import fetch, fetch_image

from .conftest import Site

HERE = Settings(allow_hosts=("127.0.0.1",))
PAGE = b"<p>here"


# ---- where a name leads


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names and the addresses that a look-up gives for them."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if host not in known:
            return real(host, port, *args, **kwargs)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.mark.parametrize("numbers", [["192.168.0.5"], ["93.184.216.34", "127.0.0.1"], ["169.254.169.254"]])
def test_a_public_name_of_a_private_address_is_refused(names: dict[str, list[str]], numbers: list[str]) -> None:
    """What counts is where the name leads, and one private address among public ones is enough."""
    names["paper.example"] = numbers

    with pytest.raises(FetchError, match="inside a private network") as error:
        fetch("http://paper.example/a", settings=Settings())

    assert 'allow_hosts = ["paper.example"]' in str(error.value)


def test_an_allowed_host_is_no_door_to_another(site: Site, names: dict[str, list[str]]) -> None:
    """A newsroom's own host may be private; where it redirects to is judged by itself."""
    names["desk.example"], names["bank.example"] = ["127.0.0.1"], ["10.0.0.7"]
    site.answers["/a"] = [(200, {}, PAGE)]
    site.answers["/b"] = [(302, {"Location": "http://bank.example/"}, b"")]
    settings = Settings(allow_hosts=("desk.example",))

    assert fetch(f"http://desk.example:{site.port}/a", settings=settings).body == PAGE
    with pytest.raises(FetchError, match=r"bank\.example is inside a private network"):
        fetch(f"http://desk.example:{site.port}/b", settings=settings)


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//10.0.0.1/x", "private network"),
        ("http://127.0.0.1@10.0.0.1/", "private network"),
        ("http://2130706433/", "private network"),
        ("http://[::ffff:7f00:1]/", "private network"),
        ("http://[::1", "not an address"),
    ],
)
def test_a_redirect_is_judged_like_an_address(site: Site, location: str, told: str) -> None:
    """Scheme, host and spelling are checked again at every step."""
    site.answers["/a"] = [(302, {"Location": location}, b"")]

    with pytest.raises(FetchError, match=told):
        fetch(f"{site.url}/a", settings=HERE)


def test_robots_of_the_end_of_a_redirect_count(site: Site) -> None:
    """A page that is open may not lead to one that is closed."""
    site.answers["/robots.txt"] = [(200, {}, b"User-agent: *\nDisallow: /closed\nAllow: /closed/open$\n")]
    site.answers["/a"] = [(301, {"Location": "/closed"}, b"")]
    site.answers["/b"] = [(301, {"Location": "/closed/open"}, b"")]
    site.answers["/closed/open"] = [(200, {}, PAGE)]

    with pytest.raises(FetchError, match="asks robots not to"):
        fetch(f"{site.url}/a", settings=HERE)
    assert fetch(f"{site.url}/b", settings=HERE).body == PAGE


# ---- when to ask again


@pytest.mark.parametrize("after", [0, 1])
def test_retry_after_may_be_a_date(site: Site, after: int) -> None:
    """HTTP allows seconds or a moment."""
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=after), usegmt=True)
    site.answers["/a"] = [(503, {"Retry-After": moment}, b""), (200, {}, PAGE)]

    assert fetch(f"{site.url}/a", settings=HERE).body == PAGE


def test_a_server_that_asks_for_an_hour_is_not_waited_for(site: Site) -> None:
    """The wait is told, and nothing is asked a second time."""
    site.answers["/a"] = [(429, {"Retry-After": "3600"}, b"")]

    with pytest.raises(FetchError, match="fewer requests") as error:
        fetch(f"{site.url}/a", settings=HERE)

    assert "1:00:00" in str(error.value)
    assert len(site.asked("/a")) == 1


def test_retries_are_not_printed(tmp_path: Path) -> None:
    """At a terminal there is one message for a server that cannot be reached, whatever was tried before it."""
    (tmp_path / "audiopress.toml").write_text('allow_hosts = ["127.0.0.1"]\n', encoding="utf-8")

    run = subprocess.run([sys.executable, "-m", "audiopress", "read", "http://127.0.0.1:9/x"], cwd=tmp_path, capture_output=True, text=True, check=False)  # fmt: skip

    assert run.returncode == 4
    assert run.stderr.splitlines()[0] == "error: http://127.0.0.1:9/x: the server cannot be reached"
    assert len(run.stderr.splitlines()) == 2


# ---- what comes


def _short(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(PAGE)


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(30):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def _silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


@pytest.mark.parametrize(("act", "told"), [(_short, "connection broke"), (_drip, "in time"), (_silent, "in time")])
def test_a_page_that_never_ends_is_given_up(
    site: Site, monkeypatch: pytest.MonkeyPatch, act: Callable[[BaseHTTPRequestHandler], None], told: str
) -> None:
    """All of a page has one deadline, however slowly it drips."""
    monkeypatch.setattr(fetching, "SLOWEST", 0.3)
    site.answers["/a"] = act

    with pytest.raises(FetchError, match=told):
        fetch(f"{site.url}/a", settings=HERE)


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ({"Content-Encoding": "gzip"}, b"not gzip", "is broken"),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE * 1000, mtime=0)[:-20], "breaks off"),
        ({"Content-Encoding": "br"}, b"xx", "not asked for"),
        ({}, b"x" * 10_000_001, "larger than"),
        ({"Content-Type": "application/zip"}, b"{}", "not a page"),
    ],
)
def test_a_body_that_cannot_be_read_is_told(site: Site, headers: dict[str, str], body: bytes, told: str) -> None:
    """Broken, cut off, in a coding nobody asked for, too large, no page: each in its own words."""
    site.answers["/a"] = [(200, headers, body)]

    with pytest.raises(FetchError, match=told):
        fetch(f"{site.url}/a", settings=HERE)


# ---- pictures


def test_pictures_are_fetched_like_pages(site: Site, tmp_path: Path) -> None:
    """The same caps, the same validators, the same closed doors; what is no picture is told."""
    picture = io.BytesIO()
    Image.new("RGB", (4, 3)).save(picture, "PNG")
    png = {"Content-Type": "image/png"}
    site.answers["/a.png"] = [(200, {**png, "ETag": '"1"'}, picture.getvalue()), (304, {}, b"")]
    site.answers["/broken.png"] = [(200, png, b"no picture")]
    site.answers["/inside.png"] = [(302, {"Location": "http://10.0.0.1/x.png"}, b"")]
    site.answers["/page.png"] = [(200, {}, PAGE)]

    first = fetch_image(f"{site.url}/a.png", settings=HERE, cache=tmp_path)

    assert fetch_image(f"{site.url}/a.png", settings=HERE, cache=tmp_path) == first
    assert site.asked("/a.png")[1]["if-none-match"] == '"1"'
    with pytest.raises(FetchError, match="too large: 4 × 3"):
        fetch_image(f"{site.url}/a.png", settings=HERE, cache=tmp_path, pixels=10)
    for path, told in (
        ("broken", "can be opened"),
        ("inside", "private network"),
        ("page", "not a picture"),
    ):
        with pytest.raises(FetchError, match=told):
            fetch_image(f"{site.url}/{path}.png", settings=HERE)

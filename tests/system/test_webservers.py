"""Debian's caddy and nginx, told by `audiopress serve --print`, keep the rules that our own server keeps."""

from __future__ import annotations

import gzip
import http.client
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

from audiopress.publish import configuration
from audiopress.publish.places import CHAPTERS, FOREVER, SHORT, kinds

pytestmark = pytest.mark.system

MEDIA = bytes(range(256)) * 400
FEED = b"<rss>" + b"the harbour opens " * 400 + b"</rss>"
FILES = {
    "index.html": b"<!doctype html><title>Newsroom</title>" + b" " * 2000,
    "404.html": b"<!doctype html><title>Not found</title>",
    "feeds.opml": b"<opml/>",
    "show/index.html": b"<!doctype html><title>Show</title>",
    "show/feed.xml": FEED,
    "show/media/one-0123456789ab.mp3": MEDIA,
    "show/one/transcript-01234567.vtt": b"WEBVTT\n\n" + FEED,
    "show/one/transcript-01234567.json": b"{}",
    "show/one/chapters-01234567.json": b"{}" + b" " * 2000,
    "show/status-of-it.json": b"{}",
    "show/.feed.xml.part": b"half",
    "gone/feed.xml": FEED,
    "gone/feed-1.xml": FEED,
    "gone/status.json": b'{"status": 410}',
    "moved/feed.xml": FEED,
    "moved/status.json": b'{"status": 301, "location": "https://example.org/a$uri/feed.xml"}',
}
FILES |= {f"show/one/file-0123456789ab{suffix}": b"x" * 3000 for suffix in kinds()}


class Answer:
    """Status, headers (lower case) and body."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {key.lower(): value for key, value in response.getheaders()}
        self.body = response.read()


Ask = Callable[..., Answer]


@pytest.fixture(scope="module", params=["caddy", "caddy podcasts/", "nginx", "nginx podcasts/"])
def ask(
    request: pytest.FixtureRequest, program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ask]:
    name, _, prefix = request.param.partition(" ")
    folder = tmp_path_factory.mktemp(name)
    for file, content in FILES.items():
        path = folder / "public" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    printed = configuration(name, folder / "public", f"http://127.0.0.1:{port}/{prefix}")
    if name == "caddy":
        (folder / "Caddyfile").write_text("{\n admin off\n}\n" + printed)
        command = [program(name), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    else:
        places = "".join(
            f"{one}_temp_path {folder}/{one};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if os.geteuid() == 0 else ""
        (folder / "site.conf").write_text(printed)
        (folder / "nginx.conf").write_text(
            f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{places}include {folder}/site.conf;\n}}\n"
        )
        command = [program(name), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    environment = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (
        (folder / "told").open("wb") as told,
        subprocess.Popen(command, stdout=told, stderr=told, env=environment) as ran,
    ):
        for _ in range(500):
            assert ran.poll() is None, (folder / "told").read_text()
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)

        def send(path: str, method: str = "GET", **headers: str) -> Answer:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                named = {key.replace("_", "-"): value for key, value in headers.items()}
                connection.request(method, f"/{prefix}{path.removeprefix('/')}", headers=named)
                return Answer(connection.getresponse())
            finally:
                connection.close()

        yield send
        ran.terminate()


def test_types_and_caching(ask: Ask) -> None:
    """Every kind of file has the type and the caching of our own table, CORS and nosniff, and an ETag without a date."""
    for suffix, how in kinds().items():
        told = ask(f"show/one/file-0123456789ab{suffix}")
        cache = FOREVER if suffix == ".json" else how.cache
        assert told.status == 200
        assert (suffix, told.headers["content-type"], told.headers["cache-control"]) == (suffix, how.mime, cache)
        assert told.headers["access-control-allow-origin"] == "*"
        assert told.headers["x-content-type-options"] == "nosniff"
        assert told.headers["etag"].startswith('"')
        assert "last-modified" not in told.headers
    chapters = ask("show/one/chapters-01234567.json")
    assert chapters.body.startswith(b"{}")
    assert (chapters.headers["content-type"], chapters.headers["cache-control"]) == (CHAPTERS, FOREVER)
    assert ask("show/feed.xml").headers["cache-control"] == SHORT
    assert ask("show/status-of-it.json").headers["cache-control"] == SHORT
    assert "default-src 'none'" in ask("").headers["content-security-policy"]


def test_pages_of_folders(ask: Ask) -> None:
    """A folder shows its page, and without its slash the way there."""
    assert b"Newsroom" in ask("").body
    assert b"Show" in ask("show/").body
    told = ask("show")
    assert told.status in {301, 308}
    assert told.headers["location"].endswith("show/")


def test_an_unchanged_feed_is_304(ask: Ask) -> None:
    """The tag of an answer, packed or plain, is answered with 304; another with the whole."""
    for packing in ({}, {"Accept_Encoding": "gzip"}):
        tag = ask("show/feed.xml", **packing).headers["etag"]
        assert ask("show/feed.xml", If_None_Match=tag, **packing).status == 304
        assert ask("show/feed.xml", If_None_Match='"other"', **packing).status == 200
    assert ask("show/feed.xml", If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT").status == 200


def test_text_is_packed_and_says_that_it_varies(ask: Ask) -> None:
    """Text goes out gzipped to those who ask, audio never."""
    packed = ask("show/feed.xml", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert gzip.decompress(packed.body) == FEED
    for path in ("show/one/transcript-01234567.vtt", "show/one/chapters-01234567.json", "index.html"):
        assert ask(path, Accept_Encoding="gzip").headers["content-encoding"] == "gzip", path
    assert "content-encoding" not in ask("show/media/one-0123456789ab.mp3", Accept_Encoding="gzip").headers


def test_audio_is_sought_in(ask: Ask) -> None:
    """HEAD has the length; a range its bytes, if the tag still holds; one outside is refused."""
    path = "show/media/one-0123456789ab.mp3"
    head = ask(path, "HEAD")
    assert int(head.headers["content-length"]) == len(MEDIA)
    part = ask(path, Range="bytes=1000-1999", If_Range=head.headers["etag"])
    assert (part.status, part.body) == (206, MEDIA[1000:2000])
    assert ask(path, Range="bytes=1000-1999", If_Range='"other"').status == 200
    assert ask(path, Range="bytes=9999999-").status == 416


def test_moved_and_closed_feeds_say_so(ask: Ask) -> None:
    """A moved feed is 301 to its address to the letter, a closed one and its older pages 410; their pages stand."""
    moved = ask("moved/feed.xml")
    assert (moved.status, moved.headers["location"]) == (301, "https://example.org/a%24uri/feed.xml")
    for path in ("gone/feed.xml", "gone/feed-1.xml"):
        assert ask(path).status == 410
        assert ask(path).headers["access-control-allow-origin"] == "*"
    assert ask("show/feed.xml").status == 200


def test_what_is_not_there_or_hidden(ask: Ask) -> None:
    """404 with the newsroom's page as HTML, not kept, whatever the name asked for ends in."""
    for path in ("nothing", "show/nothing.mp3", "show/.feed.xml.part", "show/media/"):
        told = ask(path)
        assert told.status == 404, path
        assert b"Not found" in told.body
        assert told.headers["content-type"] == "text/html; charset=utf-8"
        assert told.headers["cache-control"] == "no-cache"
        assert told.headers["access-control-allow-origin"] == "*"


def test_only_reading_is_allowed(ask: Ask) -> None:
    """Other methods are 405; a web player's preflight is told what it may send."""
    for method in ("POST", "PUT", "DELETE"):
        told = ask("show/feed.xml", method)
        assert told.status == 405
        assert "GET" in told.headers["allow"]
        assert told.headers["access-control-allow-origin"] == "*"
    told = ask("show/feed.xml", "OPTIONS", Origin="https://player.example.org", Access_Control_Request_Headers="range")
    assert told.status == 204
    assert "Range" in told.headers["access-control-allow-headers"]

"""The server over real sockets, as podcast apps speak to it."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import json
import os
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as configure
from hypothesis import strategies as st
from tests_examples import often

from audiopress.errors import PublishError
from audiopress.publish import app, serve
from audiopress.publish.connections import Server, answering
from audiopress.publish.server import ALWAYS

MEDIA = bytes(range(256)) * 400
TEXT = b"<rss>" + b"the harbour opens " * 400 + b"</rss>"
Ask = Callable[..., "Answer"]


class Answer:
    """Status, headers (lower case) and body."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {key.lower(): value for key, value in response.getheaders()}
        self.body = response.read()


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("server")
    (folder / "secret.txt").write_text("secret")
    public = folder / "public"
    files = {
        "index.html": b"<!doctype html><title>Newsroom</title>",
        "404.html": b"<!doctype html><title>Not found</title>",
        "show/index.html": b"<!doctype html><title>Show</title>",
        "show/feed.xml": TEXT,
        "show/cover-0123456789ab.jpg": b"\xff\xd8jpeg",
        "show/media/one-0123456789ab.mp3": MEDIA,
        "show/media/empty-0123456789ab.mp3": b"",
        "show/one/transcript-01234567.vtt": b"WEBVTT\n\n" + TEXT,
        "show/one/transcript-01234567.srt": b"1\n",
        "show/one/transcript-01234567.json": b"{}",
        "show/one/chapters-01234567.json": b"{}",
        "show/.feed.xml.abc.part": b"half",
        ".hidden/file.txt": b"hidden",
        "gone/feed.xml": TEXT,
        "gone/feed-1.xml": TEXT,
        "gone/status.json": b'{"status": 410}',
        "moved/feed.xml": TEXT,
        "moved/status.json": b'{"status": 301, "location": "https://example.org/feed.xml"}',
    }
    for name, content in files.items():
        path = public / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (public / "link.txt").symlink_to(folder / "secret.txt")
    (public / "linked").mkdir()
    (public / "linked/index.html").symlink_to(folder / "secret.txt")
    (public / "ring").symlink_to(public / "ring")
    os.mkfifo(public / "show/pipe.mp3")
    (public / "piped").mkdir()
    os.mkfifo(public / "piped/index.html")
    return public


@contextmanager
def running(one: Server) -> Iterator[int]:
    """The port of a server that runs in a thread."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    thread = threading.Thread(target=one.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.name = f"server-{listener.getsockname()[1]}"
    thread.start()
    yield listener.getsockname()[1]
    one.should_exit = True
    thread.join(5)
    listener.close()


def asking(port: int) -> Ask:
    def send(path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            named = {key.replace("_", "-"): value for key, value in headers.items()}
            connection.request(method, path, headers=named)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    return send


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The log."""
    return []


@pytest.fixture(scope="module")
def port(public: Path, lines: list[str]) -> Iterator[int]:
    with running(answering(app(public, log=lines.append), answered=ALWAYS)) as one:
        yield one


@pytest.fixture
def ask(port: int) -> Ask:
    return asking(port)


def raw(port: int, request: bytes) -> bytes:
    """All that is answered to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(1 << 16), b""))


FEED = "/show/feed.xml"
AUDIO = "/show/media/one-0123456789ab.mp3"


@pytest.mark.parametrize(
    ("path", "mime", "cache"),
    [
        (FEED, "application/rss+xml; charset=utf-8", "public, max-age=300"),
        (AUDIO, "audio/mpeg", "public, max-age=31536000, immutable"),
        ("/show/cover-0123456789ab.jpg", "image/jpeg", "public, max-age=31536000, immutable"),
        ("/show/one/transcript-01234567.vtt", "text/vtt; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/show/one/transcript-01234567.srt", "application/x-subrip; charset=utf-8", None),
        ("/show/one/transcript-01234567.json", "application/json; charset=utf-8", None),
        ("/show/one/chapters-01234567.json", "application/json+chapters; charset=utf-8", None),
        ("/show/", "text/html; charset=utf-8", "public, max-age=300"),
    ],
)
def test_files_have_their_types(ask: Ask, path: str, mime: str, cache: str | None) -> None:
    """Type, caching, CORS and nosniff as apps need them, for GET and HEAD alike, and no date that would do harm."""
    for method in ("GET", "HEAD"):
        answer = ask(path, method)
        assert answer.status == 200
        assert answer.headers["content-type"] == mime
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "last-modified" not in answer.headers
        if cache:
            assert answer.headers["cache-control"] == cache


def test_head_says_what_get_would(ask: Ask) -> None:
    """HEAD has the length of the body and none of it."""
    answer = ask(AUDIO, "HEAD")
    assert int(answer.headers["content-length"]) == len(MEDIA)
    assert answer.body == b""
    assert answer.headers["accept-ranges"] == "bytes"
    packed = ask(FEED, "HEAD", Accept_Encoding="gzip")
    assert int(packed.headers["content-length"]) == len(ask(FEED, Accept_Encoding="gzip").body)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=1000-1999", 1000, 2000),
        ("bytes=102000-", 102000, len(MEDIA)),
        ("bytes=-500", len(MEDIA) - 500, len(MEDIA)),
        ("bytes=0-999999999", 0, len(MEDIA)),
        ("bytes=-999999999", 0, len(MEDIA)),
    ],
)
def test_a_range_is_answered_with_its_bytes(ask: Ask, asked: str, start: int, end: int) -> None:
    """One range, open or closed or a suffix, is 206 with exactly these bytes."""
    answer = ask(AUDIO, Range=asked)
    assert answer.status == 206
    assert answer.body == MEDIA[start:end]
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(MEDIA)}"
    assert int(answer.headers["content-length"]) == end - start


@pytest.mark.parametrize("asked", ["bytes=102400-", "bytes=999999-1000000", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(ask: Ask, asked: str) -> None:
    """A range that has no byte of the file is 416 with the file's length."""
    answer = ask(AUDIO, Range=asked)
    assert answer.status == 416
    assert answer.headers["content-range"] == f"bytes */{len(MEDIA)}"


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=a-b", "items=0-5", "bytes=0-5,10-15", "bytes=-", "bytes"])
def test_what_is_no_single_range_is_answered_with_the_whole(ask: Ask, asked: str) -> None:
    """A malformed range, another unit, or several ranges get the whole file."""
    answer = ask(AUDIO, Range=asked)
    assert answer.status == 200
    assert answer.body == MEDIA


def test_a_download_is_resumed_only_where_the_file_is_the_same(ask: Ask) -> None:
    """With If-Range the range is given when the tag still holds, else the whole file."""
    tag = ask(AUDIO).headers["etag"]
    assert ask(AUDIO, Range="bytes=10-", If_Range=tag).status == 206
    assert ask(AUDIO, Range="bytes=10-", If_Range='"other"').status == 200
    assert ask(AUDIO, Range="bytes=10-", If_Range="Mon, 23 Nov 2026 06:00:00 GMT").status == 200
    assert ask(AUDIO, Range="bytes=10-", If_Range="W/" + tag).status == 200


def test_an_unchanged_feed_is_304_and_a_changed_one_is_not(ask: Ask, public: Path) -> None:
    """ETags come from the content: the same bytes written again keep theirs, other bytes do not."""
    tag = ask(FEED).headers["etag"]
    assert not tag.startswith("W/")
    answer = ask(FEED, If_None_Match=tag)
    assert answer.status == 304
    assert answer.body == b""
    assert answer.headers["etag"] == tag
    assert "content-length" not in answer.headers or answer.headers["content-length"] == "0"
    assert ask(FEED, If_None_Match=f'"x", W/{tag}').status == 304
    assert ask(FEED, If_None_Match="*").status == 304
    assert ask(FEED, "HEAD", If_None_Match=tag).status == 304
    (public / "show/feed.xml").write_bytes(TEXT)
    assert ask(FEED, If_None_Match=tag).status == 304
    (public / "show/feed.xml").write_bytes(TEXT.replace(b"opens", b"shuts"))
    try:
        changed = ask(FEED, If_None_Match=tag)
        assert changed.status == 200
        assert changed.headers["etag"] != tag
    finally:
        (public / "show/feed.xml").write_bytes(TEXT)


def test_text_is_compressed_for_those_who_ask(ask: Ask) -> None:
    """Text goes out gzipped when asked for, with a tag of its own; audio never, and `q=0` means no."""
    plain = ask(FEED)
    packed = ask(FEED, Accept_Encoding="br, gzip;q=0.8")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == TEXT
    assert len(packed.body) < len(TEXT) / 5
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert ask(FEED, Accept_Encoding="gzip", If_None_Match=packed.headers["etag"]).status == 304
    assert "content-encoding" not in ask(FEED, Accept_Encoding="gzip;q=0, identity").headers
    assert "content-encoding" not in ask(AUDIO, Accept_Encoding="gzip").headers
    ranged = ask("/show/one/transcript-01234567.vtt", Accept_Encoding="gzip", Range="bytes=0-5")
    assert ranged.status == 206
    assert ranged.body == b"WEBVTT"


def test_a_folder_shows_its_index(ask: Ask) -> None:
    """A folder's address with a slash is its page; without, the way there."""
    assert b"Newsroom" in ask("/").body
    assert b"Show" in ask("/show/").body
    answer = ask("/show?from=app&x=1")
    assert answer.status == 301
    # Relative, so that it stays within whatever a proxy cut off before it.
    assert answer.headers["location"] == "./show/?from=app&x=1"


def test_an_address_of_nothing_is_404_with_the_newsroom_s_page(ask: Ask) -> None:
    """What is not there is 404, with a page for people."""
    for path in ("/nothing", "/show/nothing.mp3", "/show/media/", "/show/feed.xml/"):
        answer = ask(path)
        assert answer.status == 404, path
        assert b"Not found" in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/show/..%2f..%2fsecret.txt",
        "/show/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/link.txt",
        "/linked/",
        "/ring",
        "/show/pipe.mp3",
        "/piped/",
        "/show//feed.xml",
        "/{public}/show/feed.xml",
        "/%2f{public}/show/feed.xml",
        "/{public}/show",
        "/%2f{public}/show",
        "/.hidden/file.txt",
        "/show/.feed.xml.abc.part",
        "/show/feed.xml%00.html",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_folder_is_served(ask: Ask, public: Path, path: str) -> None:
    """No way of writing a path leads out of public/, to what is hidden or no file; and none tells where public/ lies."""
    answer = ask(path.replace("{public}", str(public)))
    assert answer.status == 404
    assert b"secret" not in answer.body
    assert b"root:" not in answer.body


@given(
    st.lists(st.sampled_from(["..", "%2e%2e", ".", "show", "secret.txt", "%2f", "%5c", "", "etc", "%00"]), max_size=7)
)
@configure(max_examples=often(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_path_of_dots_and_slashes_leads_out(ask: Ask, parts: list[str]) -> None:
    """Paths made of what traversals are made of never show the file beside the public folder."""
    assert b"secret" not in ask("/" + "/".join(parts)).body


def test_closed_and_moved_feeds_say_so(ask: Ask) -> None:
    """A closed show's feed is 410, a moved one's 301 to its new address."""
    assert ask("/gone/feed.xml").status == 410
    assert ask("/gone/feed-1.xml").status == 410
    answer = ask("/moved/feed.xml")
    assert answer.status == 301
    assert answer.headers["location"] == "https://example.org/feed.xml"


def test_only_reading_is_allowed(ask: Ask) -> None:
    """Other methods are refused; OPTIONS tells browsers what web players may do."""
    assert ask(FEED, "POST").status == 405
    assert ask(FEED, "DELETE").status == 405
    answer = ask(FEED, "OPTIONS", Origin="https://player.example.org", Access_Control_Request_Headers="range")
    assert answer.status == 204
    assert "Range" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    ("asked", "packed"),
    [
        ("gzip;q=1.2.3", True),
        ("gzip;q=.", True),
        ("gzip;q=", True),
        ("gzip;q=a;q=b", True),
        ("gzip; q=0.000", False),
        ("gzip;Q=0", False),
        ("gzip;x=1;q=0", False),
        (",,;;q", False),
    ],
)
def test_a_weight_that_is_none_is_passed_over(ask: Ask, asked: str, packed: bool) -> None:
    """What an app writes into Accept-Encoding never costs it the feed; a weight of nought is a no, however it is written."""
    answer = ask(FEED, Accept_Encoding=asked)
    assert answer.status == 200
    assert ("content-encoding" in answer.headers) is packed


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30))
@configure(max_examples=often(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_header_breaks_the_server(ask: Ask, value: str) -> None:
    """Whatever stands in the headers that are read, the answer is one of HTTP's own, never 500."""
    names = ("Accept_Encoding", "Range", "If_Range", "If_None_Match", "X_Forwarded_Host", "X_Forwarded_For")
    assert ask(FEED, **dict.fromkeys(names, value.strip())).status in {200, 206, 304, 400, 416}


def test_head_with_a_range_has_the_whole_length(ask: Ask) -> None:
    """Range is for GET alone: who asks HEAD with one is told how long the file is."""
    answer = ask(AUDIO, "HEAD", Range="bytes=0-1")
    assert answer.status == 200
    assert int(answer.headers["content-length"]) == len(MEDIA)
    assert "content-range" not in answer.headers


def test_every_answer_may_be_read_by_web_players(ask: Ask, port: int) -> None:
    """CORS and nosniff are on every answer: found, moved, gone, refused, and no request at all."""
    answers = [
        ask(FEED),
        ask("/show"),
        ask("/nothing"),
        ask(FEED, "POST"),
        ask(FEED, "OPTIONS"),
        ask(FEED, If_None_Match="*"),
        ask(FEED, If_Match='"other"'),
        ask(AUDIO, Range="bytes=999999-"),
        ask("/gone/feed.xml"),
        ask("/moved/feed.xml"),
        ask(FEED, Host="no host"),
    ]
    assert [one.status for one in answers] == [200, 301, 404, 405, 204, 304, 412, 416, 410, 301, 400]
    for one in answers:
        assert one.headers["access-control-allow-origin"] == "*", one.status
        assert one.headers["x-content-type-options"] == "nosniff", one.status
    for nonsense in (b"nonsense\r\n\r\n", b"GET /\0 HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"):
        told = raw(port, nonsense).lower()
        assert told.startswith(b"http/1.1 400 "), told
        assert b"access-control-allow-origin: *\r\n" in told
        assert b"x-content-type-options: nosniff\r\n" in told


def test_a_long_file_arrives_whole_and_one_who_leaves_disturbs_nobody(ask: Ask, port: int, public: Path) -> None:
    """Several megabytes are sent to the byte, on a line that is used again, also after another listener has hung up."""
    content = os.urandom(5 << 20)
    (public / "show/media/long-0123456789ab.mp3").write_bytes(content)
    path = "/show/media/long-0123456789ab.mp3"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        line.recv(1000)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for _ in range(2):
        connection.request("GET", path)
        assert connection.getresponse().read() == content
    connection.request("GET", path, headers={"Range": "bytes=1000000-3999999"})
    assert connection.getresponse().read() == content[1_000_000:4_000_000]
    connection.close()
    old = raw(port, f"GET {path} HTTP/1.0\r\n\r\n".encode())
    assert old.endswith(content)


def test_who_does_not_finish_asking_is_let_go(public: Path) -> None:
    """A request that is not whole after its time is ended, whether its header, its body or nothing at all has come."""
    with running(answering(app(public), answered=ALWAYS, patience=0.2)) as port:
        for begun in (b"", b"GET / HTT", b"GET / HTTP/1.1\r\nHost: a\r\n"):
            assert raw(port, begun) == b""
        told = raw(port, b"GET /show/feed.xml HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf")
        assert told.startswith(b"HTTP/1.1 200 ")
        assert asking(port)(AUDIO).body == MEDIA


def test_a_listener_who_has_fallen_asleep_does_not_hold_the_server(
    public: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Stopped while somebody takes a file and does not go on, the server ends in its time and writes no traceback."""
    (public / "show/media/asleep-0123456789ab.mp3").write_bytes(bytes(30 << 20))
    one = answering(app(public), answered=ALWAYS)
    one.grace = 0.1
    with contextlib.ExitStack() as after:
        with running(one) as port:
            line = after.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            line.sendall(b"GET /show/media/asleep-0123456789ab.mp3 HTTP/1.1\r\nHost: a\r\n\r\n")
            assert line.recv(1000).startswith(b"HTTP/1.1 200 ")
        assert not [thread for thread in threading.enumerate() if thread.name == f"server-{port}"]
    assert not caplog.records


def _logged(lines: list[str], words: str) -> str:
    """The line with these words: an answer is written down once it has gone out, which may be after it came in here."""
    ended = threading.Event()
    for _ in range(500):
        if found := next((line for line in lines if words in line), None):
            return found
        ended.wait(0.02)
    raise AssertionError(f"no line with {words!r} in {lines}")


def test_each_answer_is_a_line_of_the_log(ask: Ask, lines: list[str]) -> None:
    """Combined Log Format: who, when, what, status, bytes, with which program; nothing an outsider says ends the line."""
    ask(AUDIO, Range="bytes=0-9", User_Agent="AntennaPod/3.4", X_Forwarded_For="10.0.0.1, 203.0.113.7")
    ask("/nothing?a=%22", User_Agent='evil" 200 "\t\x7f\\')
    first, second = (_logged(lines, words) for words in ("AntennaPod/3.4", "/nothing?a=%22"))
    assert re.fullmatch(
        rf'203\.0\.113\.7 - - \[\d\d/\w{{3}}/\d{{4}}(:\d\d){{3}} [+-]\d{{4}}\] "GET {AUDIO} HTTP/1\.1" 206 10 "-" "AntennaPod/3\.4"',
        first,
    )
    assert first.startswith("203.0.113.7 - - [")
    assert second.endswith(r'"-" "evil\x22 200 \x22\x09\x7f\x5c"')
    assert '"GET /nothing?a=%22 HTTP/1.1" 404 ' in second


def test_an_empty_file_is_sent_whole(ask: Ask) -> None:
    """A file of no bytes is 200 and empty, and has no range."""
    path = "/show/media/empty-0123456789ab.mp3"
    assert ask(path).status == 200
    assert ask(path).body == b""
    assert ask(path, Range="bytes=0-").status == 416


def test_a_port_that_is_taken_is_told_in_a_line(public: Path, port: int) -> None:
    """A taken port is a PublishError with the place and what to do; so is a folder that is not there."""
    with pytest.raises(PublishError, match="cannot listen") as caught:
        serve(public, port=port, listening=lambda _port: pytest.fail("said to listen where it cannot"))
    assert caught.value.where == f"127.0.0.1:{port}"
    assert "--port" in caught.value.hint
    with pytest.raises(PublishError, match="nothing to serve"):
        serve(public / "nothing", port=port)


def test_status_files_are_json(public: Path) -> None:
    """The marks of moved and closed feeds are what other servers can be told too."""
    found: Any = json.loads((public / "moved/status.json").read_text())
    assert found["status"] == 301

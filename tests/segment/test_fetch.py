"""The way to a page: polite to servers, closed to private machines, and one clear message for each failure."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audiopress.errors import FetchError
from audiopress.model import Settings
from audiopress.segment import read
from audiopress.sources.fetch import fetch

HERE = Settings(allow_hosts=("127.0.0.1",))
Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A server on loopback whose answers a test sets, by path; `seen` is what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {"/robots.txt": [(404, {}, b"")]}
        self.seen: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                queue = site.answers.get(self.path, [(404, {}, b"")])
                status, headers, body = queue.pop(0) if len(queue) > 1 else queue[0]
                self.send_response(status)
                for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def asked(self, path: str) -> list[dict[str, str]]:
        return [headers for seen, headers in self.seen if seen == path]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    """The second time the validator goes along, and 304 gives the page that was kept."""
    site.answers["/a"] = [(200, {"ETag": '"1"'}, b"<p>one"), (304, {}, b"")]

    first = fetch(f"{site.url}/a", settings=HERE, cache=tmp_path)
    second = fetch(f"{site.url}/a", settings=HERE, cache=tmp_path)

    assert first == second
    assert site.asked("/a")[1]["if-none-match"] == '"1"'


def test_a_busy_server_is_asked_again_when_it_says(site: Site) -> None:
    """503 with Retry-After is tried again after that time."""
    site.answers["/a"] = [(503, {"Retry-After": "0"}, b""), (200, {}, b"<p>late")]

    assert fetch(f"{site.url}/a", settings=HERE).body == b"<p>late"


def test_redirects_are_followed_to_their_end(site: Site) -> None:
    """The page's address is the one after the redirects, and a circle is told."""
    site.answers["/a"] = [(302, {"Location": "/b"}, b"")]
    site.answers["/b"] = [(200, {}, b"<p>there")]
    site.answers["/round"] = [(302, {"Location": "/round"}, b"")]

    assert fetch(f"{site.url}/a", settings=HERE).url == f"{site.url}/b"
    with pytest.raises(FetchError, match="in circles"):
        fetch(f"{site.url}/round", settings=HERE)


def test_robots_are_respected_unless_told_otherwise(site: Site) -> None:
    """A page that robots.txt closes is not read, and nothing of it is asked for."""
    site.answers["/robots.txt"] = [(200, {}, b"User-agent: *\nDisallow: /private\n")]
    site.answers["/private"] = [(200, {}, b"<p>mine")]

    with pytest.raises(FetchError, match="robots"):
        fetch(f"{site.url}/private", settings=HERE)
    assert site.asked("/private") == []
    assert fetch(f"{site.url}/private", settings=Settings(allow_hosts=("127.0.0.1",), robots=False)).body == b"<p>mine"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://10.0.0.8/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://user@127.0.0.1/",
        "http://0.0.0.0/",
    ],
)
def test_private_machines_are_out_of_reach(url: str) -> None:
    """No form of a private, loopback or link-local address is connected to."""
    with pytest.raises(FetchError, match=r"private network|no host"):
        fetch(url, settings=Settings())


def test_a_redirect_cannot_lead_inside(site: Site) -> None:
    """A public page that sends on to a private address is stopped there."""
    site.answers["/a"] = [(302, {"Location": "http://169.254.169.254/"}, b"")]

    with pytest.raises(FetchError, match="private network"):
        fetch(f"{site.url}/a", settings=HERE)


@pytest.mark.parametrize("url", ["file:///etc/hosts", "ftp://example.org/x", "gopher://x/"])
def test_only_web_addresses_are_read(url: str) -> None:
    """No other scheme is opened."""
    with pytest.raises(FetchError, match="only http and https"):
        fetch(url, settings=Settings())


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (404, "no such page"),
        (410, "taken away"),
        (403, "refuses"),
        (401, "login"),
        (429, "fewer requests"),
        (418, "418"),
        (500, "failed"),
    ],
)
def test_every_failure_has_its_own_message(site: Site, status: int, told: str) -> None:
    """The status is told in words, with the address."""
    site.answers["/a"] = [(status, {"Retry-After": "0"}, b"")]

    with pytest.raises(FetchError, match=told) as caught:
        fetch(f"{site.url}/a", settings=HERE)
    assert caught.value.where == f"{site.url}/a"


def test_a_compressed_bomb_is_cut(site: Site) -> None:
    """The cap is on decoded bytes."""
    site.answers["/a"] = [(200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(40_000_000)))]

    with pytest.raises(FetchError, match="larger than"):
        fetch(f"{site.url}/a", settings=HERE)


def test_what_is_not_a_page_is_told(site: Site) -> None:
    """A sound file is not read as an article; a dead port is told as such."""
    site.answers["/a"] = [(200, {"Content-Type": "audio/mpeg"}, b"ID3")]
    with pytest.raises(FetchError, match="not a page but audio/mpeg"):
        fetch(f"{site.url}/a", settings=HERE)

    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("http://127.0.0.1:9/", settings=HERE)


# ---- sources


STORY = "".join(
    f"<p>The harbour office said on Friday that pier number {n} will open again in the spring, after the works end.</p>"
    for n in range(6)
)


def articles(source: str, folder: Path) -> list[str]:
    return [
        one.article.headline if one.article else f"error: {one.error}"
        for one in read(source, settings=HERE, folder=folder)
    ]


def test_a_feed_gives_an_article_an_entry(site: Site, tmp_path: Path) -> None:
    """An entry with its whole text is read from the feed, one without from its page, and a dead page costs only itself."""
    page = f"<html><head><title>x</title></head><body><h1>The page's own headline</h1>{STORY}</body></html>"
    site.answers["/page"] = [(200, {}, page.encode())]
    feed = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>t</title>'
        f"<item><title>Whole in the feed</title><content:encoded><![CDATA[{STORY * 3}]]></content:encoded></item>"
        f"<item><title>On its page</title><link>{site.url}/page</link></item>"
        f"<item><title>Gone</title><link>{site.url}/gone</link></item></channel></rss>"
    )
    site.answers["/feed"] = [(200, {"Content-Type": "application/rss+xml"}, feed.encode())]
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")

    for source in (f"{site.url}/feed", "feed.xml"):
        first, second, third = articles(source, tmp_path)
        assert first == "Whole in the feed"
        assert second == "The page's own headline"
        assert "there is no such page" in third


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    """Sorted; what is no page, and what tells of the folder, is passed over in one note and is no error."""
    story = STORY.replace("<p>", "").replace("</p>", "\n\n")
    (tmp_path / "b.txt").write_text(f"Second headline of the day\n\n{story}", encoding="utf-8")
    (tmp_path / "a.html").write_text(f"<h1>First headline of the day</h1>{STORY}", encoding="utf-8")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff\x00\x00")
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")

    (tmp_path / "figures.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "README.md").write_text(f"# Notes\n\n{story}", encoding="utf-8")

    first, second, rest = read(".", settings=HERE, folder=tmp_path)

    assert first.article is not None
    assert second.article is not None
    assert first.article.headline == "First headline of the day"
    assert second.article.headline == "Second headline of the day"
    assert rest.error is None
    assert rest.note == ".: 3 files are passed over, being no page: README.md, c.jpg, figures.csv"


@pytest.mark.parametrize(
    ("encoding", "word"), [("utf-8-sig", "café"), ("cp1252", "café"), ("utf-16", "café"), ("cp949", "부두")]
)
def test_legacy_encodings_are_read(tmp_path: Path, encoding: str, word: str) -> None:
    """A text saved by an old program is read in its own encoding."""
    story = STORY.replace("<p>", "").replace("</p>", "\n\n").replace("pier", f"pier {word}")
    (tmp_path / "a.txt").write_bytes(f"A headline of some words\n\n{story}".encode(encoding))

    (one,) = read("a.txt", settings=HERE, folder=tmp_path)

    assert one.article is not None
    assert word in one.article.text


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda p: None, "no such file"),
        (lambda p: p.mkdir(), "folder is empty"),
        (lambda p: p.write_bytes(b""), "empty"),
    ],
)
def test_a_source_that_gives_nothing_is_an_error_not_a_crash(
    tmp_path: Path, make: Callable[[Path], object], told: str
) -> None:
    """A missing file, an empty folder and an empty file each say what they are."""
    make(tmp_path / "x")

    (one,) = read("x", settings=HERE, folder=tmp_path)

    assert one.error is not None
    assert told in one.error.message

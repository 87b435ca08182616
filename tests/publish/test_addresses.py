"""What is served works at the address that is printed, whichever port, name or proxy that is."""

from __future__ import annotations

import os
import re
import resource
import socket
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as configure
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests_examples import often

from audiopress.model import Settings
from audiopress.publish import Addresses, Cover, app, render, shown

Make = Callable[..., Any]
COVER = Cover(content=b"jpeg", suffix=".jpg", side=3000, thumb=b"small")
FEED = "/daily-brief/feed.xml"


@pytest.fixture
def newsroom(tmp_path: Path, make_show: Make, make_episode: Make) -> Callable[[str], Path]:
    """A newsroom's folder with a published show."""

    def make(base_url: str) -> Path:
        settings = Settings(title="The Harbour Herald", base_url=base_url)
        found = render(make_show(), [make_episode()], settings=settings, cover=COVER, guid=str(uuid.UUID(int=7)))
        for name, file in found.files.items():
            path = tmp_path / "public" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content.read_bytes() if isinstance(file.content, Path) else file.content)
        (tmp_path / "audiopress.toml").write_text(f'title = "The Harbour Herald"\nbase_url = "{base_url}"\n')
        return tmp_path

    return make


@contextmanager
def serving(folder: Path, *options: str, files: int = 0) -> Iterator[tuple[list[str], subprocess.Popen[str]]]:
    """`audiopress serve` on a free port: the lines that it begins with, and the process; with at most `files` open."""

    def limit() -> None:
        if files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

    command = [sys.executable, "-m", "audiopress", "serve", "--port", "0", *options]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=limit,  # noqa: PLW1509 - the tests' own threads hold no lock
    ) as ran:
        assert ran.stdout
        lines = [ran.stdout.readline()]
        while not lines[-1].startswith("  subscribe:"):
            assert lines[-1], lines
            lines.append(ran.stdout.readline())
        try:
            yield lines, ran
        finally:
            ran.terminate()


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as answer:
        content: bytes = answer.read()
        return content


@pytest.mark.parametrize(
    ("base_url", "options"),
    [
        ("http://127.0.0.1:8000/", ()),
        ("http://[::1]:8000/a&b/", ()),
        ("https://example.org/daily-brief/", ("--here",)),
    ],
)
def test_a_client_gets_what_is_printed(
    newsroom: Callable[[str], Path], base_url: str, options: tuple[str, ...]
) -> None:
    """From the printed address alone: the feed, and everything that it and its pages name, on another port than `base_url`'s."""
    folder = newsroom(base_url)
    with serving(folder, *options) as (lines, _):
        address = lines[-1].split()[-1]
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        feed = lxml.etree.fromstring(fetch(address))
        found = {
            value for element in feed.iter() for value in element.attrib.values() if value.startswith("http://127")
        }
        found |= {text.strip() for text in feed.itertext() if text.strip().startswith("http://127")}
        enclosure = feed.find(".//enclosure").get("url")
        assert enclosure in found
        assert len(fetch(enclosure)) == int(feed.find(".//enclosure").get("length"))
        assert len(found) >= 8
        for url in found:
            assert url.startswith(origin + urlsplit(base_url).path), url
            assert fetch(url), url
        page = fetch(feed.findtext("channel/link")).decode()
        tree = lxml.html.document_fromstring(page)
        assert tree.xpath("//link[@rel='alternate']/@href") == [address]
        assert tree.get_element_by_id("feed").get("value") == address
        assert any(link == "podcast://" + address.partition("://")[2] for link in tree.xpath("//a/@href"))
        assert fetch(tree.xpath("//meta[@property='og:image']/@content")[0])
        assert urlsplit(base_url).netloc not in page.replace(urlsplit(origin).netloc, "")


def test_a_base_url_for_everybody_stays(newsroom: Callable[[str], Path]) -> None:
    """With a `base_url` that others reach, feeds go out as published, and that is printed, with the way to try them here.

    A web server that passes requests on may not say where they came from.
    """
    folder = newsroom("https://podcasts.example.org/")
    with serving(folder) as (lines, ran):
        assert lines[-1].split()[-1] == "https://podcasts.example.org/daily-brief/feed.xml"
        assert ran.stdout
        assert "audiopress serve --here" in ran.stdout.readline()
        mine = re.search(r"at (\S+)/ ", lines[0])
        assert mine
        assert fetch(mine[1] + FEED) == (folder / "public/daily-brief/feed.xml").read_bytes()


def test_many_half_open_lines_stop_nothing(newsroom: Callable[[str], Path]) -> None:
    """With more unfinished requests than the system allows open files, a listener is answered and nothing is written."""
    folder = newsroom("http://127.0.0.1:8000/")
    with serving(folder, "--log", files=256) as (lines, ran):
        address = lines[-1].split()[-1]
        place = (urlsplit(address).hostname, urlsplit(address).port)
        held = []
        for _ in range(300):
            line = socket.create_connection(place, timeout=10)
            line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
            held.append(line)
        assert fetch(address)
        for line in held:
            line.close()
        ran.terminate()
        assert ran.stdout
        said = ran.stdout.read().splitlines()
    assert [one for one in said if "feed.xml" not in one] == []
    assert len(said) == 1


@pytest.fixture
def client(newsroom: Callable[[str], Path]) -> Callable[..., TestClient]:
    """A client that asks from 127.0.0.1, where a proxy of this machine does."""

    def make(base_url: str = "http://127.0.0.1:8000/", *, peer: str = "127.0.0.1") -> TestClient:
        served = app(newsroom(base_url) / "public", addresses=Addresses(base_url))
        return TestClient(served, base_url="http://127.0.0.1:8000", client=(peer, 5000), follow_redirects=False)

    return make


def enclosure(content: bytes) -> str:
    return str(lxml.etree.fromstring(content).find(".//enclosure").get("url"))


def test_a_proxy_of_this_machine_says_what_was_asked(client: Callable[..., TestClient]) -> None:
    """Behind a proxy the feed names what the listener asked; a stranger who says so is not believed."""
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "Pod.Example.org, inner"}
    assert enclosure(client().get(FEED, headers=told).content).startswith("https://pod.example.org/daily-brief/media/")
    assert enclosure(client().get(FEED, headers={"Host": "pod.example.org"}).content).startswith(
        "http://pod.example.org/"
    )
    stranger = client(peer="203.0.113.9")
    assert enclosure(stranger.get(FEED, headers=told).content).startswith("http://127.0.0.1:8000/")


def test_the_path_of_base_url_may_be_cut_off_or_not(client: Callable[..., TestClient]) -> None:
    """Files are found with the path of `base_url` before them and without, as proxies pass it on or cut it off."""
    asking = client("http://127.0.0.1:8000/podcasts/")
    for path in ("/podcasts" + FEED, FEED):
        assert enclosure(asking.get(path, headers={"Host": "a.example"}).content).startswith(
            "http://a.example/podcasts/daily-brief/media/"
        )
    assert asking.get("/podcasts").headers["location"] == "./podcasts/"
    assert "Harbour" in asking.get("/podcasts/").text
    missing = asking.get("/podcasts/nothing", headers={"Host": "a.example"})
    assert missing.status_code == 404
    style = lxml.html.document_fromstring(missing.text).xpath("//link[@rel='stylesheet']/@href")[0]
    assert asking.get(style).status_code == 200


def test_tags_are_those_of_what_is_sent(client: Callable[..., TestClient]) -> None:
    """One address, one tag, for each form: a tag of one address is not 304 at another, whose bytes are others."""
    asking = client()
    seen: set[str] = set()
    for host in ("127.0.0.1:8000", "a.example", "b.example"):
        for packing in ("identity", "gzip"):
            headers = {"Host": host, "Accept-Encoding": packing}
            answer = asking.get(FEED, headers=headers)
            tag = answer.headers["etag"]
            assert tag not in seen
            for other in seen:
                if other.partition("-")[0].strip('"') != tag.partition("-")[0].strip('"'):
                    assert asking.get(FEED, headers=headers | {"If-None-Match": other}).status_code == 200
            seen.add(tag)
            again = asking.get(FEED, headers=headers | {"If-None-Match": tag})
            assert (again.status_code, again.headers["etag"]) == (304, tag)
            head = asking.head(FEED, headers=headers)
            assert head.headers["etag"] == tag
        whole = asking.get(FEED, headers={"Host": host, "Accept-Encoding": "identity"})
        part = asking.get(FEED, headers={"Host": host, "Range": "bytes=100-199", "If-Range": whole.headers["etag"]})
        assert (part.status_code, part.content) == (206, whole.content[100:200])
        assert part.headers["content-range"] == f"bytes 100-199/{len(whole.content)}"
        assert int(whole.headers["content-length"]) == len(whole.content)
    assert len(seen) == 6


@pytest.mark.parametrize(
    "host",
    [
        'a"><script>',
        "a/b",
        "a b",
        "user@a",
        "a?b",
        "a#b",
        "a&b",
        "a:99999",
        "a:b",
        "[::1",
        "[x]",
        "-a",
        "a'b",
        "bücher.example",
        "a%2fb",
        ":80",
    ],
)
def test_a_host_that_is_none_is_refused(client: Callable[..., TestClient], host: str) -> None:
    """What cannot be a host is 400, whether the request or a proxy says it."""
    asking = client()
    for name in ("Host", "X-Forwarded-Host"):
        assert asking.get(FEED, headers={name.encode(): host.encode()}).status_code == 400


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20))
@configure(max_examples=often(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_host_can_write_into_a_feed(host: str) -> None:
    """Whatever is accepted as a host stands in feed and page as that host, and nothing of it as mark-up."""
    from audiopress.publish.feed_addresses import BadHost, asked

    try:
        origin = asked({"host": host}, scheme="http", peer="203.0.113.9")
    except BadHost:
        return
    page = b'<rss><enclosure url="http://127.0.0.1:8000/show/a.mp3"/><a>http://127.0.0.1:8000/</a></rss>'
    tree = lxml.etree.fromstring(Addresses("http://127.0.0.1:8000/").rewrite(page, origin, ["show"]))
    assert [one.tag for one in tree] == ["enclosure", "a"]
    assert tree[0].get("url") == f"{origin}/show/a.mp3"
    assert tree[1].text == f"{origin}/"
    assert urlsplit(origin).path == ""


def test_an_article_of_the_same_site_keeps_its_address() -> None:
    """Only what lies in public/ is named anew: the newspaper's own articles may stand under the same host."""
    addresses = Addresses("https://herald.example/", here=True)
    names = ["brief", "feeds.opml", "index.html"]

    def told(text: str) -> str:
        return addresses.rewrite(text.encode(), "http://10.0.0.5:8000", names).decode()

    for stays in (
        'href="https://herald.example/2026/brief"',
        'href="https://herald.example/briefing/1"',
        'href="https://herald.example/brief-of-law"',
        "https://herald.example.org/brief/",
        'url="http://herald.example/brief/"',
        "herald.example/brief/ is where",
        "antennapod?url=https%3A%2F%2Fherald.example%2F2026%2F1",
    ):
        assert told(stays) == stays
    here = "http://10.0.0.5:8000"
    assert told('href="https://herald.example/brief/feed.xml"') == f'href="{here}/brief/feed.xml"'
    assert told('"url": "https://herald.example/feeds.opml"') == f'"url": "{here}/feeds.opml"'
    assert told("<link>https://herald.example/</link>") == f"<link>{here}/</link>"
    assert told("podcast://herald.example/brief/feed.xml") == "podcast://10.0.0.5:8000/brief/feed.xml"
    assert (
        told("?url=https%3A%2F%2Fherald.example%2Fbrief%2Ffeed.xml")
        == "?url=http%3A%2F%2F10.0.0.5%3A8000%2Fbrief%2Ffeed.xml"
    )


def test_what_is_printed_can_be_opened() -> None:
    """No address of all addresses is printed, and an address of IPv6 stands in brackets."""
    assert shown("127.0.0.1", 80) == "http://127.0.0.1:80"
    assert shown("::1", 80) == "http://[::1]:80"
    assert "0.0.0.0" not in shown("0.0.0.0", 80)
    assert "[::]" not in shown("::", 80)

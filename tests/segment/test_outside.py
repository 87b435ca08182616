"""What strangers write costs only itself: N good sources and any broken one are N articles and one line."""

from __future__ import annotations

import gzip
import io
import tempfile
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress.errors import FetchError
from audiopress.languages.detecting import detect
from audiopress.model import Settings
from audiopress.script import spoken
from audiopress.segment import read, read_html, read_text, stories
from audiopress.segment.reading import Outcome
from audiopress.sources.fetch import fetch
from audiopress.sources.transport import public

from .conftest import Site

HERE = Settings(allow_hosts=("127.0.0.1",))
LINES = [f"The harbour office said on Friday that pier number {n} will open again in the spring." for n in range(20)]
STORY = "".join(f"<p>{line}</p>" for line in LINES)
TEXT = "Piers to open again\n\n" + "\n\n".join(LINES)
NO_ADDRESS = [
    "http://[", "http://[::1", "https://[x]/", "http://[fe80::1%25lo]/", "http://[::ffff:1.2.3.4.5]/", "http://a:b@[/", "http://x:99999999/",
    "http://x:port/", "http://", "http:///path", "http://\u2100.example]/", "http://" + "9" * 5000 + "/", "http://[v1.x]/", "http://x:-1/", "http://..../",
]  # fmt: skip
"""What is no address, or none of a host that can be; none is looked up in a network."""
BRACKETS = st.text("[]:/@%.0123456789abcdefx#?\u2100\ud800", max_size=12).map(lambda end: f"http://[{end}")
CODECS = "idna punycode undefined rot13 hex base64 zlib bz2 uu quopri unicode_escape raw_unicode_escape mbcs oem utf-7".split()


def errors(found: list[Outcome]) -> list[str]:
    return [str(one.error) for one in found if one.error]


def articles(found: list[Outcome]) -> int:
    return sum(one.article is not None for one in found)


def feed_of(*items: str) -> str:
    space = "http://purl.org/rss/1.0/modules/content/"
    return f'<rss version="2.0" xmlns:content="{space}"><channel><title>t</title>{"".join(items)}</channel></rss>'


def entry(number: int, *, date: str = "") -> str:
    when = f"<pubDate>{date}</pubDate>" if date else ""
    return (
        f"<item><title>Pier {number} opens</title><link>https://paper.example/{number}</link>{when}"
        f"<content:encoded><![CDATA[{STORY}]]></content:encoded></item>"
    )


# ---- one broken one among good ones


def broken_page(draw: st.DrawFn) -> bytes:
    """A page that costs itself: no text, bytes of all sorts, or nothing that is a story."""
    return draw(
        st.one_of(
            st.just(b""),
            st.binary(max_size=200).map(lambda data: b"\0" + data),
            st.just(b"<html><body><p></p></body></html>"),
            st.text("=[]{}<>/&;#0123456789\n ", max_size=300).map(lambda text: text.encode()),
        )
    )


@settings(max_examples=often(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.integers(1, 3), st.integers(0, 3))
def test_a_broken_file_costs_a_folder_only_itself(data: st.DataObject, good: int, place: int) -> None:
    """A folder of N good pages and one of any bytes gives N articles and one line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(good):
            (folder / f"{number}-good.txt").write_text(TEXT, encoding="utf-8")
        broken = data.draw(st.composite(broken_page)())
        (folder / f"{place}-broken.html").write_bytes(broken)

        found = list(read(".", settings=HERE, folder=folder))

    assert (articles(found), len(errors(found))) == (good, 1)
    assert "-broken.html" in errors(found)[0]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NO_ADDRESS) | BRACKETS, st.integers(0, 2))
def test_a_link_that_is_no_address_costs_a_feed_only_itself(link: str, place: int) -> None:
    """Two whole entries and one whose link leads nowhere are two articles and one line."""
    escaped = link.encode("utf-8", "replace").decode().replace("&", "&amp;").replace("<", "&lt;")
    items = [entry(1), entry(2)]
    items.insert(place, f"<item><title>Broken</title><link>{escaped}</link></item>")
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "feed.xml").write_text(feed_of(*items), encoding="utf-8")

        found = list(read("feed.xml", settings=Settings(robots=False), folder=Path(name)))

    assert (articles(found), len(errors(found))) == (2, 1)


@settings(max_examples=often(60), deadline=None)
@given(st.sampled_from(NO_ADDRESS) | BRACKETS, st.booleans())
def test_what_is_no_address_is_told_in_one_line(address: str, robots: bool) -> None:
    """Given by itself it is an error of its own kind, short, and no traceback."""
    (one,) = read(address, settings=Settings(robots=robots), folder=Path())

    assert isinstance(one.error, FetchError)
    assert len(str(one.error)) < 400


def test_a_redirect_to_what_is_no_address_is_told(site: Site) -> None:
    """As the fault of the page that was asked for."""
    for place, location in enumerate(("http://[", "https://[x]/", "http://x:99999999/", "//[")):
        site.answers[f"/{place}"] = [(302, {"Location": location}, b"")]

        with pytest.raises(FetchError, match="not an address"):
            fetch(f"{site.url}/{place}", settings=HERE)


def test_a_figure_in_a_header_may_be_anything(site: Site) -> None:
    """`²` is a digit to Python and no number, and 5,000 digits are more than it takes for one."""
    site.answers["/none"] = [(503, {"Retry-After": "²"}, b""), (200, {}, b"<p>late")]
    site.answers["/long"] = [(503, {"Retry-After": "9" * 5000}, b"")]

    assert fetch(f"{site.url}/none", settings=HERE).body == b"<p>late"
    with pytest.raises(FetchError, match="wait for ever"):
        fetch(f"{site.url}/long", settings=HERE)


def test_a_picture_that_is_no_address_costs_no_page() -> None:
    """`og:image` of `http://[` is no picture, and the page is read."""
    head = '<html><head><meta property="og:image" content="http://["></head><body><h1>Piers to open</h1>'

    article = read_html(f"{head}{STORY}</body></html>", url="https://paper.example/1")

    assert article.headline == "Piers to open"
    assert not article.image


@pytest.mark.parametrize("codec", CODECS)
def test_encodings_are_those_of_the_web(tmp_path: Path, codec: str) -> None:
    """A page that names one of Python's other codecs is read as if it named none."""
    page = f'<html><head><meta charset="{codec}"></head><body><h1>Caf\xe9s to open again</h1>{STORY}</body></html>'
    (tmp_path / "page.html").write_bytes(page.encode("latin-1"))

    (one,) = read("page.html", settings=HERE, folder=tmp_path)

    assert one.article is not None
    assert one.article.headline == "Cafés to open again"


def test_a_fault_that_nobody_thought_of_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the reader of pages raises for one file, the others are read, and the line says where it was."""

    def failing(text: str, **how: object) -> object:
        if "unheard of" in text:
            raise LookupError(text)
        return read_text(text, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(stories, "read_text", failing)
    for name, text in (("a.txt", TEXT), ("b.txt", "unheard of"), ("c.txt", TEXT)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    found = list(read(".", settings=HERE, folder=tmp_path))

    assert articles(found) == 2
    (told,) = errors(found)
    assert told.startswith("b.txt: cannot be read: LookupError at ")


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ko", "ja"])
def test_a_number_of_thousands_of_digits_is_read(language: str) -> None:
    """Digit by digit: Python makes no number of more than 4,300."""
    said = spoken("A " + "9" * 5000 + " % and " + "1,234" * 1200 + " €", language=language)

    assert said.count(spoken("9", language=language)) >= 5000
    assert not set("0123456789") & set(said)


# ---- lists


def test_a_long_feed_gives_its_newest_entries_at_once(site: Site, tmp_path: Path) -> None:
    """Of 20,000 entries in any order the newest come first, each is fetched when it is asked for, and the rest is told."""
    page = f"<html><body><h1>Piers to open</h1>{STORY}</body></html>".encode()
    items = [
        f"<item><link>{site.url}/{n}</link><pubDate>Mon, 02 Mar 2026 {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02} GMT</pubDate></item>"
        for n in range(20_000)
    ]
    for n in range(19_990, 20_000):
        site.answers[f"/{n}"] = [(200, {}, page)]
    (tmp_path / "feed.xml").write_text(feed_of(*items), encoding="utf-8")

    found = read("feed.xml", settings=HERE, folder=tmp_path)
    three = [next(found).source for _ in range(3)]

    assert three == [f"{site.url}/{n}" for n in (19_999, 19_998, 19_997)]
    assert [path for path, _ in site.seen] == ["/robots.txt", "/19999", "/19998", "/19997"]
    found.close()  # type: ignore[attr-defined]
    few = list(read("feed.xml", settings=HERE, folder=tmp_path, newest=2, known={f"{site.url}/19999"}))
    assert [one.source for one in few] == [f"{site.url}/19998", "feed.xml"]
    assert few[-1].note == "feed.xml: the newest 2 entries are read, and not 19998 older ones"


def test_an_entry_without_a_date_keeps_its_neighbours(tmp_path: Path) -> None:
    """One bad date does not put a feed back into its own order."""
    dates = [
        "Sun, 01 Mar 2026 06:00:00 GMT",
        "no date",
        "Mon, 02 Mar 2026 06:00:00 GMT",
        "Sat, 28 Feb 2026 06:00:00 GMT",
    ]
    items = [entry(n, date=date) for n, date in enumerate(dates)]
    (tmp_path / "feed.xml").write_text(feed_of(*items), encoding="utf-8")

    found = read("feed.xml", settings=HERE, folder=tmp_path)

    assert [one.source[-1] for one in found] == ["2", "0", "1", "3"]


# ---- bodies, addresses, room


def test_a_body_of_several_members_is_read_whole(site: Site) -> None:
    """RFC 1952: members follow each other; bytes behind them that are none end the body at once."""
    parts = [b"<p>one ", b"two ", b"three"]
    body = b"".join(map(gzip.compress, parts))
    site.answers["/members"] = [(200, {"Content-Encoding": "gzip"}, body)]
    site.answers["/trail"] = [(200, {"Content-Encoding": "gzip"}, body + b"garbage")]
    site.answers["/cut"] = [(200, {"Content-Encoding": "gzip"}, body[:-9])]
    site.answers["/many"] = [(200, {"Content-Encoding": "gzip"}, gzip.compress(b"") * 5000)]

    def drip(handler: BaseHTTPRequestHandler) -> None:
        """One byte at a time, so that members begin in the middle of what comes."""
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for at in range(len(body)):
            handler.wfile.write(body[at : at + 1])
            handler.wfile.flush()

    site.answers["/drip"] = drip

    for path in ("/members", "/trail", "/drip"):
        assert fetch(f"{site.url}{path}", settings=HERE).body == b"<p>one two three", path
    with pytest.raises(FetchError, match="breaks off"):
        fetch(f"{site.url}/cut", settings=HERE)
    with pytest.raises(FetchError, match="too many pieces"):
        fetch(f"{site.url}/many", settings=HERE)


@pytest.mark.parametrize(
    ("number", "open_"),
    [
        ("93.184.216.34", True), ("2606:4700::1111", True), ("2002:5db8:d822::1", True), ("::ffff:93.184.216.34", True),
        ("64:ff9b:1::a00:1", False), ("64:ff9b::a00:1", False), ("fec0::1", False), ("::10.0.0.1", False), ("::5db8:d822", False),
        ("::ffff:0:a00:1", False), ("192.0.0.192", False), ("192.0.0.9", False), ("168.63.129.16", False), ("169.254.169.254", False),
        ("2002:a00:1::1", False), ("2001:0:1::1", False), ("2606:4700::5efe:10.0.0.1", False), ("3fff::1", False), ("5f00::1", False),
        ("100.100.100.200", False), ("fd00:ec2::254", False), ("::1", False), ("::", False), ("ff0e::1", False), ("fe80::1%lo", False),
    ],
)  # fmt: skip
def test_only_the_open_internet_is_public(number: str, open_: bool) -> None:
    """Every form in which a private or an operator's address can be written is inside (IANA's registries)."""
    assert public(number) is open_


def test_a_language_is_guessed_without_room_on_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container's 64 MB of TMPDIR are enough: nothing is unpacked there."""
    from py3langid import langid

    def full(*_: object, **__: object) -> io.BytesIO:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    monkeypatch.setattr(langid, "IDENTIFIER", None)

    assert detect("Laiva kulkee taas maanantaina vanhan sataman ja saarten väliä, satamatoimisto kertoi.") == "fi"


# ---- what is no story


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('title = "The day"\nlanguage = "en"\n\n[schedule]\ncron = "0 6 * * *"\n# Read by the press every morning.\n', "settings"),
        ("# Notes\n\nThis folder holds the pages for Tuesday. Please do not publish it.\n", "no story was found|not look like"),
    ],
)  # fmt: skip
def test_what_is_no_story_is_not_taken_for_one(tmp_path: Path, text: str, told: str) -> None:
    """Settings and short notes are refused with what would make them a story."""
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")

    (one,) = read("x.txt", settings=HERE, folder=tmp_path)

    assert one.error is not None
    assert any(part in str(one.error) for part in told.split("|"))


def test_a_short_story_says_that_it_is_one(tmp_path: Path) -> None:
    """A byline makes a story of two sentences; the hint says so."""
    head, body = "Ferry runs again", "The ferry runs again from Monday. The office said so on Friday."
    (tmp_path / "bare.txt").write_text(f"{head}\n\n{body}\n", encoding="utf-8")
    (tmp_path / "signed.txt").write_text(f"{head}\nBy Ada Bell\n\n{body}\n", encoding="utf-8")

    bare, signed = read(".", settings=HERE, folder=tmp_path)

    assert bare.error is not None
    assert "`By NAME`" in bare.error.hint
    assert signed.article is not None

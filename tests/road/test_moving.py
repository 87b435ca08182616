"""A podcast moves in, a show moves out, a newsroom moves house: no subscriber notices."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import lxml.etree
import pytest

from audiopress.newsroom import Library
from audiopress.workspace import Workspace

Run = Callable[..., Any]
Edit = Callable[[Path, str, str], None]
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ITEM = """\
<item><title>{title}</title><guid{permalink}>{guid}</guid><pubDate>{date}</pubDate>
<link>https://courier.example/{number}</link>
<description>Plain words of {title}.</description>
<content:encoded><![CDATA[<p>Notes of <a href="https://courier.example/{number}">{title}</a> &amp; more.</p>]]></content:encoded>
<enclosure url="{url}/sound/{number}.mp3?from=feed" length="1" type="audio/mpeg"/>
<itunes:duration>1:02:0{number}</itunes:duration><itunes:episodeType>{kind}</itunes:episodeType>
<itunes:season>2</itunes:season><itunes:episode>{number}</itunes:episode><itunes:explicit>yes</itunes:explicit>
<psc:chapters><psc:chapter start="0" title="One"/><psc:chapter start="00:10:00" title="Two"/></psc:chapters></item>
"""
FEED = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:psc="http://podlove.org/simple-chapters">
<channel><title>Harbour “Talk” &amp; Tide</title><link>https://courier.example/talk</link><language>en-gb</language>
<description>Every week from the pier.</description><copyright>Harbour Courier</copyright>
<itunes:author>Ada Bell</itunes:author><itunes:type>serial</itunes:type><itunes:explicit>false</itunes:explicit>
<itunes:owner><itunes:name>Ada Bell</itunes:name><itunes:email>talk@courier.example</itunes:email></itunes:owner>
<itunes:category text="News"><itunes:category text="Politics"/></itunes:category>
<podcast:guid>1b1b1b1b-2c2c-5d5d-8e8e-0f0f0f0f0f0f</podcast:guid><podcast:locked>yes</podcast:locked>
<podcast:funding url="https://courier.example/join">Join us</podcast:funding>{next}
{items}</channel></rss>
"""
DATES = (
    "Mon, 02 Mar 2026 06:00:00 +0900",
    "Mon, 02 Mar 2026 06:00:00 +0900",
    "Sun, 01 Mar 2026 10:30:00 -0500",
    "Mon, 05 Jan 2026 06:00:00 GMT",
)


class Host:
    """A web host on loopback: a folder, and what was asked of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asked = folder, []
        asked: list[str] = []
        self.asked = asked

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                super().do_GET()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """The old host, with a podcast of five episodes on two pages of its feed, two of them of one instant."""
    folder = tmp_path / "old-host"
    (folder / "sound").mkdir(parents=True)
    made = Host(folder)
    items = [
        ITEM.format(
            title=f"Talk {number}",
            guid=f"https://courier.example/?p={number}" if number % 2 else f"  urn:talk:{number} ",
            permalink="" if number % 2 else ' isPermaLink="false"',
            number=number,
            date=(*DATES, "Thu, 01 Jan 2026 06:00:00 GMT")[5 - number],
            url=made.url,
            kind="trailer" if number == 1 else "full",
        )
        for number in range(5, 0, -1)
    ]
    onward = f'<atom:link rel="next" href="{made.url}/older.xml"/>'
    (folder / "feed.xml").write_text(FEED.format(next=onward, items="".join(items[:3])), encoding="utf-8")
    (folder / "older.xml").write_text(FEED.format(next="", items="".join(items[3:])), encoding="utf-8")
    for number in range(1, 6):
        (folder / "sound" / f"{number}.mp3").write_bytes(bytes([number]) * (1000 + number))
    yield made
    made.close()


@pytest.fixture
def here(newsroom: Path, edit: Edit) -> Path:
    """The newsroom, which may fetch from this machine."""
    edit(newsroom / "audiopress.toml", "allow_hosts = []", 'allow_hosts = ["127.0.0.1"]')
    return newsroom


def subscribed(feed: str) -> list[dict[str, Any]]:
    """What a podcast program has of a feed and its older pages: each episode, its sound fetched."""
    found: list[dict[str, Any]] = []
    while feed:
        with urlopen(feed) as answer:
            channel = lxml.etree.fromstring(answer.read()).find("channel")
        assert channel is not None
        for item in channel.findall("item"):
            enclosure = item.find("enclosure")
            assert enclosure is not None
            with urlopen(enclosure.get("url", "")) as answer:
                sound = answer.read()
            found.append(
                {
                    "guid": (item.findtext("guid") or "").strip(),
                    "title": item.findtext("title"),
                    "date": item.findtext("pubDate"),
                    "sound": sound,
                    "type": item.findtext(f"{ITUNES}episodeType"),
                    "season": item.findtext(f"{ITUNES}season"),
                    "number": item.findtext(f"{ITUNES}episode"),
                    "explicit": {"yes": "true"}.get(
                        item.findtext(f"{ITUNES}explicit") or "", item.findtext(f"{ITUNES}explicit")
                    ),
                    "link": item.findtext("link"),
                }
            )
        onward = [
            one.get("href") for one in channel.findall("{http://www.w3.org/2005/Atom}link") if one.get("rel") == "next"
        ]
        feed = onward[0] or "" if onward else ""
    return found


def channel_of(feed: str) -> dict[str, Any]:
    with urlopen(feed) as answer:
        channel = lxml.etree.fromstring(answer.read()).find("channel")
    assert channel is not None
    tags = (
        "title",
        "link",
        "language",
        "description",
        "copyright",
        f"{ITUNES}author",
        f"{ITUNES}type",
        f"{PODCAST}guid",
        f"{PODCAST}locked",
        f"{PODCAST}funding",
    )
    return {tag: channel.findtext(tag) for tag in tags} | {
        "category": [one.get("text") for one in channel.iter(f"{ITUNES}category")],
        "email": channel.findtext(f"{ITUNES}owner/{ITUNES}email"),
    }


def published(audiopress: Run, here: Path, edit: Edit, show: str) -> tuple[Host, str]:
    """The newsroom's public folder on a host of its own."""
    (here / "public").mkdir(exist_ok=True)
    new = Host(here / "public")
    edit(here / "audiopress.toml", 'base_url = "http://127.0.0.1:8000/"', f'base_url = "{new.url}/"')
    done = audiopress("publish", show)
    assert done.returncode == 0, done.stderr
    return new, f"{new.url}/{show}/feed.xml"


def test_a_podcast_moves_in_and_no_subscriber_notices(audiopress: Run, here: Path, host: Host, edit: Edit) -> None:
    """The same GUIDs in the same order with their dates, words and numbers, the same bytes of sound, the channel's fields."""
    before = subscribed(f"{host.url}/feed.xml")

    done = audiopress("import", f"{host.url}/feed.xml", "--name", "talk", "--json")

    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["imported"]) == 5
    new, feed = published(audiopress, here, edit, "talk")
    after = subscribed(feed)
    new.close()
    for episodes in (before, after):
        for one in episodes:
            one["date"] = parsedate_to_datetime(one["date"])
    assert after == before
    text = (here / "public/talk/feed.xml").read_text("utf-8")
    assert "https://courier.example/4" in text
    assert "Notes of" in text
    assert "synthetic" not in text
    assert "ai-content" not in text
    assert text.count("psc:chapter ") == 10


def test_the_channel_stays_as_it_was(audiopress: Run, here: Path, host: Host, edit: Edit) -> None:
    """Title, words, author, categories, owner, GUID, lock and funding are those of the old feed."""
    before = channel_of(f"{host.url}/feed.xml")
    assert audiopress("import", f"{host.url}/feed.xml", "--name", "talk").returncode == 0

    new, feed = published(audiopress, here, edit, "talk")
    after = channel_of(feed)
    new.close()

    assert after == before | {f"{PODCAST}locked": "yes"}
    assert audiopress("check").returncode == 0
    show = Workspace.find(here).show("talk")
    assert (show.enabled, show.sources) == (False, ())


def test_an_import_goes_on_where_it_stopped(audiopress: Run, here: Path, host: Host) -> None:
    """A sound that cannot be had is told and costs no other; given again, only what is missing is fetched."""
    gone = host.folder / "sound" / "3.mp3"
    gone.rename(gone.with_suffix(".away"))
    first = audiopress("import", f"{host.url}/feed.xml", "--name", "talk")
    gone.with_suffix(".away").rename(gone)
    host.asked.clear()

    again = audiopress("import", f"{host.url}/feed.xml", "--name", "talk", "--json")

    assert first.returncode == 1
    assert "give the same command again" in first.stdout
    assert first.stderr.count("error:") == 1
    assert again.returncode == 0, again.stderr
    assert (len(json.loads(again.stdout)["imported"]), json.loads(again.stdout)["kept"]) == (1, 4)
    assert [path for path in host.asked if path.startswith("/sound")] == ["/sound/3.mp3?from=feed"]


def test_sound_may_stay_where_it_is(audiopress: Run, here: Path, host: Host, edit: Edit) -> None:
    """With --link nothing is fetched but the feed, and the new feed names the sound at the old host."""
    file = here / "saved.xml"
    shutil.copyfile(host.folder / "older.xml", file)
    before = [(one["guid"], one["sound"]) for one in subscribed(f"{host.url}/older.xml")]
    host.asked.clear()

    done = audiopress("import", file, "--name", "talk", "--link")

    assert done.returncode == 0, done.stderr
    assert host.asked == []
    new, feed = published(audiopress, here, edit, "talk")
    after = [(one["guid"], one["sound"]) for one in subscribed(feed)]
    new.close()
    assert after == before
    assert f'url="{host.url}/sound/1.mp3?from=feed"' in (here / "public/talk/feed.xml").read_text("utf-8")
    assert not list((here / "public").rglob("*.mp3"))
    page = next((here / "public" / "talk").glob("*/index.html")).read_text("utf-8")
    assert f'src="{host.url}/sound/' in page
    assert audiopress("publish", "talk", "--verify").returncode == 0


def test_what_is_made_here_follows_what_was_taken_in(audiopress: Run, here: Path, host: Host, page: Path) -> None:
    """A new episode stands before the old ones, and only it says that its voices are synthetic."""
    assert audiopress("import", f"{host.url}/feed.xml", "--name", "talk").returncode == 0

    made = audiopress("make", "talk", page, "--json")

    assert made.returncode == 0, made.stderr
    feed = (here / "public/talk/feed.xml").read_bytes()
    items = lxml.etree.fromstring(feed).findall("channel/item")
    marked = [item.find(f"{PODCAST}txt") is not None for item in items]
    assert marked == [True, False, False, False, False, False]
    assert items[0].findtext("guid") == json.loads(made.stdout)[0]["episode"]["guid"]


def test_a_show_moves_out_and_in_elsewhere(audiopress: Run, here: Path, host: Host, tmp_path: Path, edit: Edit) -> None:
    """`export` writes a folder that any host can serve; another newsroom takes it in: the same GUIDs, order and bytes."""
    assert audiopress("import", f"{host.url}/feed.xml", "--name", "talk").returncode == 0
    out = tmp_path / "out"
    out.mkdir()
    other = Host(out)

    done = audiopress("export", "talk", out, "--base-url", f"{other.url}/", "--json")

    assert done.returncode == 0, done.stderr
    there = subscribed(f"{other.url}/talk/feed.xml")
    assert [(one["guid"], one["sound"]) for one in there] == [
        (one["guid"], one["sound"]) for one in subscribed(f"{host.url}/feed.xml")
    ]
    assert not (here / "public" / "talk").exists()
    assert "1b1b1b1b-2c2c-5d5d-8e8e-0f0f0f0f0f0f" in (out / "talk" / "feed.xml").read_text("utf-8")
    assert audiopress("export", "talk", out, "--base-url", f"{other.url}/").returncode == 0
    assert audiopress("new", tmp_path / "second").returncode == 0
    edit(tmp_path / "second" / "audiopress.toml", "allow_hosts = []", 'allow_hosts = ["127.0.0.1"]')
    moved = audiopress("-C", tmp_path / "second", "import", f"{other.url}/talk/feed.xml", "--json")
    other.close()
    assert moved.returncode == 0, moved.stderr
    again = [(one["guid"], Path(one["file"]).read_bytes()) for one in json.loads(moved.stdout)["imported"]]
    assert again[::-1] == [(one["guid"], one["sound"]) for one in there]


def test_a_newsroom_moves_house(audiopress: Run, newsroom: Path, page: Path, tmp_path: Path) -> None:
    """`backup`, `restore` and `publish` on another disk give the feed byte for byte, and the library as it was."""
    made = audiopress("make", "articles", page, "--json")
    assert made.returncode == 0, made.stderr
    audiopress("run", "articles")
    file = tmp_path / "all.tar"

    assert audiopress("backup", file).returncode == 0
    told = json.loads(audiopress("backup", file, "--check", "--json").stdout)
    done = audiopress("restore", file, tmp_path / "house")

    assert done.returncode == 0, done.stderr
    assert told["episodes"] == 1
    assert audiopress("-C", tmp_path / "house", "publish").returncode == 0
    feed = "public/articles/feed.xml"
    assert (tmp_path / "house" / feed).read_bytes() == (newsroom / feed).read_bytes()
    assert Library(tmp_path / "house/.audiopress/library.sqlite").history(
        Library(tmp_path / "house/.audiopress/library.sqlite").episode("@last")
    ) == Library(newsroom / ".audiopress/library.sqlite").history(
        Library(newsroom / ".audiopress/library.sqlite").episode("@last")
    )


def test_bad_input_is_one_message_with_its_code(
    audiopress: Run, here: Path, host: Host, tmp_path: Path, page: Path
) -> None:
    """What cannot be moved is told in one message with what to do."""
    (tmp_path / "empty.xml").write_text("<rss><channel><title>x</title></channel></rss>")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.doc").write_text("mine")
    bad = [
        (("import", "nowhere.xml"), 4, "there is no such file"),
        (("import", page), 8, "is not the feed of a podcast"),
        (("import", tmp_path / "empty.xml"), 8, "has no episode"),
        (("import", f"{host.url}/gone.xml"), 4, "there is no such page"),
        (("import", host.folder / "older.xml", "--link", "--name", "articles"), 3, "another show of this name"),
        (("import", host.folder / "older.xml", "--link", "--name", "Not A Name"), 3, "is not a-z, 0-9 and hyphens"),
        (("export", "artikles", tmp_path / "out"), 3, "no show named"),
        (("export", "articles", tmp_path / "out"), 8, "has no episode that is out"),
        (("export", "articles", tmp_path / "full"), 2, "is not empty"),
        (("export", "articles", page), 2, "is a file"),
        (("export", "articles", tmp_path / "out", "--base-url", "podcasts"), 2, "not an http(s) address"),
        (("backup", tmp_path / "no" / "way.tar", "--check"), 9, "there is no such file"),
        (("backup", page, "--check"), 9, "not a backup"),
        (("restore", page, tmp_path / "house"), 9, "not a backup"),
        (("restore", page), 9, "there is a newsroom already"),
        (("backup", page / "x.tar"), 9, "cannot be written"),
    ]

    for words, code, told in bad:
        done = audiopress(*words)

        assert (done.returncode, done.stdout) == (code, ""), (words, done.stderr)
        assert told in done.stderr, words
        assert done.stderr.count("error: ") == 1, words
        assert "Traceback" not in done.stderr, words
    assert sorted(path.name for path in (here / "feeds").iterdir() if (path / "show.toml").exists()) == [
        "articles",
        "daily-brief",
        "english-cafe",
    ]

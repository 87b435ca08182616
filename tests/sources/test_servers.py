"""The interfaces of content systems on loopback: asked as they want it, part by part, with a key that goes nowhere else."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests_formats import story, write
from tests_sites import Site

from audiopress.model import Settings, Source
from audiopress.segment import Outcome, read

HERE = Settings(allow_hosts=("127.0.0.1", "localhost"))
JSON = {"Content-Type": "application/json; charset=UTF-8"}
P = "".join(
    f"<p>The harbour office said on Friday that pier number {n} will open again in the spring.</p>" for n in range(20)
)


def ask(source: str | Source, folder: Path, **how: object) -> list[Outcome]:
    return list(read(source, settings=HERE, folder=folder, **how))  # type: ignore[arg-type]


def headlines(found: list[Outcome]) -> list[str]:
    assert [str(one.error) for one in found if one.error] == []
    return [one.article.headline for one in found if one.article]


def post(number: int, **more: object) -> dict[str, object]:
    date = {"date_gmt": f"2026-11-{28 - number:02}T08:00:00", "modified_gmt": f"2026-11-{28 - number:02}T08:00:00"}
    link = f"https://paper.example/{number}"
    return {"title": {"rendered": f"Pier {number} opens"}, "content": {"rendered": P}, "link": link, **date, **more}


def test_wordpress_is_asked_page_by_page_with_a_password(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site's address is enough: its interface is asked, its Link header leads on, the password is sent."""
    first = "/wp-json/wp/v2/posts?_embed=1&per_page=5&modified_after=2026-11-01T00:00:00"
    onward = {**JSON, "Link": f'<{site.url}/wp-json/wp/v2/posts?page=2>; rel="next", <{site.url}/>; rel="up"'}
    site.answers[first] = [(200, onward, json.dumps([post(1), post(2), post(3)]).encode())]
    site.answers["/wp-json/wp/v2/posts?page=2"] = [(200, JSON, json.dumps([post(4), post(5), post(6)]).encode())]
    monkeypatch.setenv("CMS_LOGIN", "desk:swordfish")
    source = Source(url=site.url, kind="wordpress", auth_env="CMS_LOGIN", since="2026-11-01", max=5)

    found = ask(source, tmp_path)

    assert headlines(found) == [f"Pier {n} opens" for n in (1, 2, 3, 4, 5)]
    wanted = "Basic " + base64.b64encode(b"desk:swordfish").decode()
    assert [headers.get("authorization") for _, headers in site.seen] == [wanted, wanted]


def test_a_list_is_asked_no_further_than_it_is_read(site: Site, tmp_path: Path) -> None:
    """The second part of a list is fetched when the first one is used up, and not before."""
    onward = {**JSON, "Link": f'<{site.url}/wp-json/wp/v2/posts?page=2>; rel="next"'}
    site.answers["/wp-json/wp/v2/posts?_embed=1&per_page=100"] = [
        (200, onward, json.dumps([post(1), post(2)]).encode())
    ]

    outcomes = read(f"{site.url}/wp-json/wp/v2/posts", settings=HERE, folder=tmp_path)

    assert next(outcomes).article is not None
    assert not site.asked("/wp-json/wp/v2/posts?page=2")


def test_what_is_known_is_passed_over(site: Site, tmp_path: Path) -> None:
    """A post that an edition has told is not read again, and the others are."""
    site.answers["/wp-json/wp/v2/posts?_embed=1&per_page=100"] = [(200, JSON, json.dumps([post(1), post(2)]).encode())]

    found = ask(f"{site.url}/wp-json/wp/v2/posts", tmp_path, known={"https://paper.example/1"})

    assert headlines(found) == ["Pier 2 opens"]


def test_ghost_is_asked_with_its_key_which_no_message_shows(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The content key goes into the query, parts are asked by number, and neither article nor error has the key."""
    monkeypatch.setenv("GHOST_KEY", "c0ffee")

    def posts(*numbers: int, following: int | None) -> bytes:
        found = [{"title": f"Pier {n} opens", "html": P, "url": f"https://paper.example/{n}"} for n in numbers]
        return json.dumps({"posts": found, "meta": {"pagination": {"next": following}}}).encode()

    base = "/ghost/api/content/posts/?include=authors,tags&limit=100"
    site.answers[f"{base}&key=c0ffee"] = [(200, JSON, posts(1, 2, following=2))]
    site.answers[f"{base}&page=2&key=c0ffee"] = [(200, JSON, posts(3, following=None))]

    found = ask(f"{site.url}/ghost/api/content/posts/#auth_env=GHOST_KEY", tmp_path)

    assert headlines(found) == ["Pier 1 opens", "Pier 2 opens", "Pier 3 opens"]
    site.answers[f"{base}&key=c0ffee"] = [(403, JSON, b"{}")]
    (refused,) = ask(f"{site.url}/ghost/api/content/posts/#auth_env=GHOST_KEY", tmp_path)
    assert "c0ffee" not in str(refused.error)
    assert "c0ffee" not in refused.source


def test_drupal_and_a_json_feed_lead_on_by_themselves(site: Site, tmp_path: Path) -> None:
    """JSON:API's `links.next` and a feed's `next_url` are followed."""
    nodes = [json.loads(write("drupal", seed)[1])["data"] for seed in (1, 2)]
    flat = [one[0] if isinstance(one, list) else one for one in nodes]
    one = {"data": flat[:1], "links": {"next": {"href": f"{site.url}/jsonapi/node/article?page=2"}}}
    first = "/jsonapi/node/article?page%5Blimit%5D=50&sort=-created&include=uid"
    site.answers[first] = site.answers[first.replace("%5B", "[").replace("%5D", "]")] = [
        (200, JSON, json.dumps(one).encode())
    ]
    site.answers["/jsonapi/node/article?page=2"] = [(200, JSON, json.dumps({"data": flat[1:]}).encode())]
    items = [
        {"id": str(n), "url": f"https://paper.example/{n}", "title": f"Pier {n} opens", "content_html": P}
        for n in (1, 2)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items[:1], "next_url": "/feed2.json"}
    site.answers["/feed.json"] = [(200, {"Content-Type": "application/feed+json"}, json.dumps(feed).encode())]
    rest = {"version": "https://jsonfeed.org/version/1.1", "items": items[1:]}
    site.answers["/feed2.json"] = [(200, {"Content-Type": "application/feed+json"}, json.dumps(rest).encode())]

    assert headlines(ask(Source(url=site.url, kind="drupal"), tmp_path)) == [story(1).headline, story(2).headline]
    assert headlines(ask(f"{site.url}/feed.json", tmp_path)) == ["Pier 1 opens", "Pier 2 opens"]


def test_a_key_stays_with_its_server(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirect to another origin, and the pages that a list names, get no authorization."""
    monkeypatch.setenv("TOKEN", "s3cret")
    other = f"http://localhost:{site.port}"
    site.answers["/feed"] = [(302, {"Location": f"{other}/moved"}, b"")]
    feed = f"<rss version='2.0'><channel><item><title>Pier 1 opens</title><link>{site.url}/1.html</link></item></channel></rss>"
    site.answers["/moved"] = [(200, {"Content-Type": "application/rss+xml"}, feed.encode())]
    site.answers["/1.html"] = [(200, {}, f"<html><body><h1>Pier 1 opens</h1>{P}</body></html>".encode())]

    assert headlines(ask(f"{site.url}/feed#auth_env=TOKEN", tmp_path)) == ["Pier 1 opens"]
    told = {path: headers.get("authorization", "") for path, headers in site.seen if path != "/robots.txt"}
    assert told == {"/feed": "Bearer s3cret", "/moved": "", "/1.html": ""}


def test_a_variable_that_is_not_set_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked without the key that a source names."""
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)

    (one,) = ask("https://paper.example/feed#auth_env=NO_SUCH_KEY", tmp_path)

    assert "NO_SUCH_KEY is not set" in str(one.error)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("https://paper.example/#auth_env=A&sinze=2d", "no setting 'sinze'"),
        ("https://paper.example/#max=many", "max is a whole number"),
        ("https://paper.example/#since=yesterday", "cannot be 'yesterday'"),
        ("https://paper.example/#kind=wordpres", "did you mean 'wordpress'"),
        ("imaps://desk@mail.example/INBOX?folder=x", "no setting 'folder'"),
        ("imaps://mail.example/INBOX?auth_env=HOME", "not the address of a mailbox"),
        ("imap://desk@mail.example/INBOX?auth_env=HOME", "sent openly"),
        ("imaps://desk@mail.example/INBOX", "needs a password"),
    ],
)
def test_settings_that_are_none_are_told(source: str, said: str, tmp_path: Path) -> None:
    """A slip in the settings behind an address is one line, and nothing is fetched."""
    (one,) = ask(source, tmp_path)

    assert said in str(one.error)


def test_a_place_in_a_page_is_no_setting(site: Site, tmp_path: Path) -> None:
    """`#top` belongs to the address."""
    site.answers["/a"] = [(200, {}, f"<html><body><h1>Pier 1 opens</h1>{P}</body></html>".encode())]

    assert headlines(ask(f"{site.url}/a#top", tmp_path)) == ["Pier 1 opens"]


def test_a_news_sitemap_names_pages_and_fills_what_they_do_not_say(site: Site, tmp_path: Path) -> None:
    """The pages of an index's sitemap are fetched, the newest first, each with the date and the paper that it tells."""

    def entry(number: int) -> str:
        return (
            f"<url><loc>{site.url}/{number}.html</loc><news:news><news:publication><news:name>Courier</news:name><news:language>en"
            f"</news:language></news:publication><news:publication_date>2026-11-{number:02}</news:publication_date>"
            f"<news:title>Pier {number} opens</news:title></news:news></url>"
        )

    space = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    xml = {"Content-Type": "application/xml"}
    site.answers["/index.xml"] = [
        (200, xml, f"<sitemapindex><sitemap><loc>{site.url}/n.xml</loc></sitemap></sitemapindex>".encode())
    ]
    site.answers["/n.xml"] = [(200, xml, f"<urlset {space}>{entry(1)}{entry(3)}{entry(2)}</urlset>".encode())]
    for number in (1, 2, 3):
        site.answers[f"/{number}.html"] = [
            (200, {}, f"<html><body><h1>Pier {number} opens</h1>{P}</body></html>".encode())
        ]

    found = ask(Source(url=f"{site.url}/index.xml", since="2026-11-02"), tmp_path)

    assert headlines(found) == ["Pier 3 opens", "Pier 2 opens"]
    first = found[0].article
    assert first is not None
    assert first.published is not None
    assert (first.published.day, first.site, first.source) == (3, "Courier", f"{site.url}/3.html")


def test_a_full_text_feed_is_not_fetched(site: Site, tmp_path: Path) -> None:
    """`content:encoded` in paragraphs is the story, however short; a summary alone leads to the page."""
    text = "".join(f"<p>The council lends telescope number {n} to the schools of the town.</p>" for n in range(5))
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    whole = f"<item><title>Whole</title><link>{site.url}/w</link><content:encoded><![CDATA[{text}]]></content:encoded></item>"
    short = f"<item><title>Short</title><link>{site.url}/s</link><description>In short.</description></item>"
    site.answers["/feed"] = [
        (
            200,
            {"Content-Type": "application/rss+xml"},
            f"<rss version='2.0' {space}><channel>{whole}{short}</channel></rss>".encode(),
        )
    ]
    site.answers["/s"] = [(200, {}, f"<html><body><h1>Short</h1>{P}</body></html>".encode())]

    assert headlines(ask(f"{site.url}/feed", tmp_path)) == ["Whole", "Short"]
    assert not site.asked("/w")
    assert site.asked("/s")


def test_an_interface_is_asked_conditionally(site: Site, tmp_path: Path) -> None:
    """What came with a validator is asked for with it, and taken from the cache with its next part when it is unchanged."""
    onward = {**JSON, "ETag": '"1"', "Link": f'<{site.url}/wp-json/wp/v2/posts?page=2>; rel="next"'}
    site.answers["/wp-json/wp/v2/posts?_embed=1&per_page=100"] = [
        (200, onward, json.dumps([post(1)]).encode()),
        (304, {}, b""),
    ]
    site.answers["/wp-json/wp/v2/posts?page=2"] = [(200, JSON, json.dumps([post(2)]).encode())]

    for _ in range(2):
        found = ask(f"{site.url}/wp-json/wp/v2/posts", tmp_path, cache=tmp_path / "cache")
        assert headlines(found) == ["Pier 1 opens", "Pier 2 opens"]
    asked = site.asked("/wp-json/wp/v2/posts?_embed=1&per_page=100")
    assert [one.get("if-none-match") for one in asked] == [None, '"1"']


def test_a_named_kind_must_be_there(site: Site, tmp_path: Path) -> None:
    """A login page in the place of an interface is told as that."""
    site.answers["/wp-json/wp/v2/posts?_embed=1&per_page=100"] = [
        (200, {}, b"<html><body><p>Please log in.</p></body></html>")
    ]

    (one,) = ask(Source(url=site.url, kind="wordpress"), tmp_path)

    assert "holds no posts of WordPress" in str(one.error)
    assert parse_qs(urlsplit(site.seen[-1][0]).query)["_embed"] == ["1"]

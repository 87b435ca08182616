"""What a newsroom's systems send is read as what it is: every field where the sender put it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests_formats import KINDS, faults, pdf_of, story, write

from audiopress.doors import SOURCES
from audiopress.model import Article, Settings
from audiopress.segment import read
from audiopress.sources.contract import examine
from audiopress.sources.documents import Document
from audiopress.sources.given import Given
from audiopress.sources.reader import Reader, Wanted

HERE = Settings(allow_hosts=("127.0.0.1",))
P = "<p>The council lends its old telescopes to schools from the spring on, and nobody was against it.</p>"
LEDE = "The council lends its old telescopes to schools from the spring on, and nobody was against it."
Keep = Callable[[str, str | bytes], None]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    def kept(name: str, data: str | bytes) -> None:
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)

    return kept


def articles(folder: Path, source: str = ".") -> list[Article]:
    found = list(read(source, settings=HERE, folder=folder))
    assert [str(one.error) for one in found if one.error] == []
    return [one.article for one in found if one.article]


def told(folder: Path, source: str) -> str:
    (one,) = read(source, settings=HERE, folder=folder)
    assert one.article is None
    return str(one.error)


# In one mail of eighty a list, or the paragraph behind one, is taken for a menu; benchmarks/formats.py counts them.
@pytest.mark.parametrize(
    ("kind", "seed"), [(kind, seed) for kind in KINDS for seed in range(4) if (kind, seed) != ("mail", 3)]
)
def test_every_field_of_every_format(kind: str, seed: int, tmp_path: Path) -> None:
    """Headline, byline, dates, section, link, captions, paragraphs and their kinds are read as they were written."""
    if kind == "pdf":
        pytest.importorskip("pypdfium2")
    name, data, wanted = write(kind, 1000 + seed)
    (tmp_path / name).write_bytes(data)

    (article,) = articles(tmp_path, name)

    assert faults(article, wanted) == {}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"markdown"}))
def test_a_format_is_known_by_what_is_in_it(kind: str, tmp_path: Path) -> None:
    """A file's name says nothing: the same bytes under another one are the same story."""
    if kind == "pdf":
        pytest.importorskip("pypdfium2")
    _, data, wanted = write(kind, 7)
    (tmp_path / "download").write_bytes(data)

    (article,) = articles(tmp_path, "download")

    assert article.headline == wanted["headline"]


@pytest.mark.parametrize("name", SOURCES.builtin)
def test_the_built_in_readers_keep_the_contract(name: str) -> None:
    """What is asked of a plug-in is kept by what is built in, each with several samples."""
    kinds = {"feed": "feed", "html": "", "text": "", "sitemap": ""}
    samples = {
        "html": [f"<html><body><h1>Telescopes</h1>{P}</body></html>".encode()],
        "text": [b"Telescopes\n\nThe council lends its old telescopes.\n"],
        "sitemap": [
            b"<urlset><url><loc>https://paper.example/1</loc></url></urlset>",
            b"<sitemapindex><sitemap><loc>https://paper.example/s.xml</loc></sitemap></sitemapindex>",
        ],
    }
    if name == "pdf":
        pytest.importorskip("pypdfium2")
    made = samples.get(name) or [write(kinds.get(name, name), seed)[1] for seed in range(4)]
    # A PDF and an archive without a page are still theirs to refuse.
    examine(SOURCES.load(name)(), *made, suffix=".md" if name == "markdown" else "", others=name != "pdf")


class Upside(Reader):
    """Reads texts that begin with a mark, for the contract's own tests."""

    name = "upside"
    told = "texts of ours"

    def sees(self, given: Given) -> bool:
        return given.data.startswith(b"UP!")

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        yield Document(kind="story", headline="Up", body=f"<p>{given.text[3:]}</p>")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "has a name"),
        ({"sees": lambda self, given: True}, "for its own"),
        ({"sees": lambda self, given: None}, "and not True or False"),
        ({"documents": lambda self, given, wanted: iter(())}, "no document"),
        ({"documents": lambda self, given, wanted: iter([Document(kind="novel")])}, "none of"),
        ({"documents": lambda self, given, wanted: iter([Document(kind="story", headline="a\nb")])}, "one line"),
        ({"documents": lambda self, given, wanted: iter([Document(kind="story", url="ftp://x")])}, "no http"),
        ({"documents": lambda self, given, wanted: iter([Document(kind="story", body=str(given.data[9]))])}, "cut off"),
        (
            {"documents": lambda self, given, wanted: iter([Document(kind="story", body=given.data.decode())])},
            "turned over",
        ),
        ({"following": lambda self, given: "page2"}, "no address"),
        ({"secret": lambda self, value: value}, "gives a Secret"),
    ],
)
def test_the_contract_finds_a_reader_s_faults(change: dict[str, object], said: str) -> None:
    """Each promise that a reader breaks is named."""
    examine(Upside(), b"UP!The ferry runs.")

    with pytest.raises(AssertionError, match=said):
        examine(type("Broken", (Upside,), change)(), b"UP!The ferry runs.")


# ---- what must not be read


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"name": "package", "version": "1.0.0"}', "JSON of no known kind"),
        (b'[{"id": 1, "total": 3}]', "JSON of no known kind"),
        (b'{"posts": [{"title": "Harb', "JSON that breaks off"),
        (b"<?xml version='1.0'?><order><line>1</line></order>", "XML of no known kind (<order>)"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>", "XML of no known kind"),
        (b"PK\x03\x04 something", "ZIP archive"),
        (b"a\0b", "binary data"),
    ],
)
def test_what_nobody_knows_is_refused(tmp_path: Path, keep: Keep, data: bytes, said: str) -> None:
    """XML and JSON of no known kind and binary files are one line and exit code 4, and never taken for copied text."""
    keep("thing", data)

    (one,) = read("thing", settings=HERE, folder=tmp_path)

    assert one.error is not None
    assert one.error.exit_code == 4
    assert said in str(one.error)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pubstatus": "canceled"}, "was cancelled by its sender"),
        ({"pubstatus": "withheld"}, "is withheld by its sender"),
        ({"pubstatus": "stat:embargoed"}, "does not say until when"),
    ],
)
def test_what_its_sender_keeps_back_is_not_read(tmp_path: Path, keep: Keep, change: dict[str, str], said: str) -> None:
    """A cancelled or withheld item is no article, whatever stands in it."""
    item = {
        "uri": "urn:1",
        "headline": "Telescopes",
        "body_html": P,
        "versioncreated": "2026-11-20T08:00:00Z",
        **change,
    }
    keep("item.json", json.dumps(item))

    assert said in told(tmp_path, "item.json")


def test_an_embargo_goes_with_the_article(tmp_path: Path, keep: Keep) -> None:
    """Until when an item is embargoed, and from when on it is stale, is the article's to say."""
    item = {
        "uri": "urn:1",
        "headline": "T",
        "body_html": P,
        "pubstatus": "embargoed",
        "embargoed": "2099-01-02T08:00:00Z",
    }
    keep("item.json", json.dumps(item))

    (article,) = articles(tmp_path, "item.json")

    assert article.embargo is not None
    assert article.embargo.isoformat() == "2099-01-02T08:00:00+00:00"


def test_a_draft_of_the_cms_is_not_read(tmp_path: Path, keep: Keep) -> None:
    """Who is logged in is given drafts too; they are told and left alone, and the others are read."""
    post = {
        "title": {"rendered": "One"},
        "content": {"rendered": P},
        "link": "https://paper.example/1",
        "status": "publish",
    }
    keep("posts.json", json.dumps([post, {**post, "link": "https://paper.example/2", "status": "draft"}]))

    found = list(read("posts.json", settings=HERE, folder=tmp_path))

    assert [one.article.headline for one in found if one.article] == ["One"]
    assert [one.error.message for one in found if one.error] == ["is a draft"]


def test_a_post_for_members_is_a_paywall(tmp_path: Path, keep: Keep) -> None:
    """Ghost says that it gives the beginning only; that is no article unless a teaser is allowed."""
    keep(
        "g.json", json.dumps({"posts": [{"title": "T", "html": P, "access": False, "url": "https://paper.example/t"}]})
    )

    assert "stops at a paywall" in told(tmp_path, "g.json")
    (one,) = read("g.json", settings=HERE, folder=tmp_path, allow_teaser=True)
    assert one.article is not None


# ---- what stands in a body


def test_a_body_is_not_guessed_at(tmp_path: Path, keep: Keep) -> None:
    """Paragraphs that would be furniture on a page are the story here; boxes, scripts and tables are dropped and listed."""
    body = (
        f"{P}<p>By noon.</p><p>Markets, sport, weather.</p><aside class='newsletter'><p>Sign up for our newsletter</p></aside>"
        "<table><tr><td>1</td><td>2</td></tr></table><script>spy()</script><pre><code>x = 1</code></pre>"
        "<div class='related'><a href='/a'>Seals are back in town</a></div><p>It ended at nine.</p>"
    )
    keep("f.json", json.dumps({"uri": "urn:1", "headline": "Telescopes", "body_html": body, "urgency": 3}))

    (article,) = articles(tmp_path, "f.json")

    assert article.paragraphs == (LEDE, "By noon.", "Markets, sport, weather.", "It ended at nine.")
    rules = {one.line: one.rule for one in article.dropped}
    assert rules["Seals are back in town"] == "box"
    assert rules["x = 1"] == "code"
    assert "Sign up for our newsletter" in rules
    assert not any("spy" in line for line in rules)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("<![CDATA[Pier &amp; quay &#8211; for schools]]>", "Pier & quay – for schools"),
        ("Pier &amp;amp; quay", "Pier & quay"),
        ("&lt;em&gt;Pier&lt;/em&gt; and quay", "Pier and quay"),
    ],
)
def test_a_title_that_a_feed_escaped_twice_has_no_entity(tmp_path: Path, keep: Keep, title: str, wanted: str) -> None:
    """A headline is words: no entity and no tag of a title in CDATA, or of one that was escaped twice, is left in it."""
    body = f"<content:encoded><![CDATA[{P * 4}]]></content:encoded>"
    item = f"<item><title>{title}</title><link>https://paper.example/1</link>{body}</item>"
    root = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    keep("feed.xml", f"{root}<channel><title>Courier</title>{item}</channel></rss>")

    (article,) = articles(tmp_path, "feed.xml")

    assert article.headline == wanted


def test_who_helped_with_a_wire_s_story_is_not_told(tmp_path: Path, keep: Keep) -> None:
    """NITF's `tagline`, below the story, is no paragraph of it; the day it may be told is its day where it has no other."""
    end = "<body.end><tagline>Jon Dahl in Haven contributed to this report.</tagline></body.end>"
    head = '<head><docdata><date.release norm="20251120T080000Z"/></docdata></head>'
    top = "<body.head><hedline><hl1>Telescopes for schools</hl1></hedline></body.head>"
    keep("a.xml", f"<nitf>{head}<body>{top}<body.content>{P}</body.content>{end}</body></nitf>")

    (article,) = articles(tmp_path, "a.xml")

    assert article.paragraphs == (LEDE,)
    assert [one.rule for one in article.dropped] == ["credits"]
    assert article.published is not None
    assert article.published.isoformat() == "2025-11-20T08:00:00+00:00"


def test_a_node_of_paragraphs_is_read_in_its_order(tmp_path: Path, keep: Keep) -> None:
    """A body in fields with names of the site's own, or in paragraphs that the node points to, is the node's body."""
    node: dict[str, object] = {"type": "node--story", "id": "1", "attributes": {"title": "Telescopes for schools"}}
    texts = {"2": LEDE, "1": "The first loans begin in April."}
    bonds = {"field_pieces": {"data": [{"type": "paragraph--text", "id": one} for one in ("2", "1")]}}
    included = [
        {"type": "paragraph--text", "id": one, "attributes": {"field_words": {"value": texts[one], "processed": None}}}
        for one in ("1", "2")
    ]
    own = {"title": "Telescopes for schools", "field_story_words": {"processed": P, "format": "full_html"}}
    keep("pieces.json", json.dumps({"data": node | {"relationships": bonds}, "included": included}))
    keep("own.json", json.dumps({"data": node | {"attributes": own}}))

    assert [one.paragraphs for one in articles(tmp_path, "pieces.json")] == [(texts["2"], texts["1"])]
    assert [one.paragraphs for one in articles(tmp_path, "own.json")] == [(LEDE,)]


def test_codes_and_cards_of_a_content_system_are_not_read(tmp_path: Path, keep: Keep) -> None:
    """A line of short codes, and a card that leads to another story, are none of a post's paragraphs; a remark is."""
    card = '<div class="kg-card kg-bookmark-card"><a href="x"><div>Choir wins</div><div>Another story.</div></a></div>'
    codes = '<p>[vc_row][vc_column]</p><p>[gallery ids="1,2"]</p>'
    post = {"title": "Telescopes", "html": f"{codes}{P}{card}<p>[laughs]</p>{P.replace('old', 'new')}<p>[/vc_row]</p>"}
    keep("post.json", json.dumps({"posts": [post]}))

    (article,) = articles(tmp_path, "post.json")

    assert article.paragraphs == (LEDE, "[laughs]", LEDE.replace("old", "new"))


def test_a_class_on_the_whole_body_names_no_box(tmp_path: Path, keep: Keep) -> None:
    """`comments-open` on the element around the story drops none of it."""
    keep(
        "i.json",
        json.dumps(
            {"uri": "urn:1", "headline": "T", "body_html": f"<div class='comments-open'>{P}</div>", "urgency": 3}
        ),
    )

    (article,) = articles(tmp_path, "i.json")

    assert article.paragraphs == (LEDE,)


def test_several_items_without_addresses_are_called_by_their_headlines(tmp_path: Path, keep: Keep) -> None:
    """Each mail of a box has a name that a command can give, as the stories of a text have."""
    one = "From a@b.example Fri Nov 20 08:00:00 2026\nFrom: A <a@b.example>\nDate: Fri, 20 Nov 2026 08:00:00 +0000\n"
    one += "Message-ID: <{0}>\nSubject: {1}\nContent-Type: text/html\n\n<h1>{1}</h1>{2}\n\n"
    keep("box", one.format(1, "Piers open", P) + one.format(2, "Seals are back", P.replace("council", "museum")))

    found = articles(tmp_path, "box")

    assert sorted(article.source for article in found) == ["box#piers-open", "box#seals-are-back"]
    assert articles(tmp_path, "box#seals-are-back")[0].headline == "Seals are back"


def test_encoded_words_and_old_encodings_of_mail(tmp_path: Path, keep: Keep) -> None:
    """A subject in encoded words and a body in an old encoding are read as they were written; attachments are told."""
    keep(
        "a.eml",
        "From: desk@b.example\nDate: Fri, 20 Nov 2026 08:00:00 +0000\nMIME-Version: 1.0\nSubject: =?iso-8859-1?Q?Caf=E9s?=\n"
        " =?utf-8?B?IMO2ZmZuZW4=?=\nContent-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/html; charset=iso-8859-1\n"
        f"Content-Transfer-Encoding: quoted-printable\n\n<p>Die Caf=E9s =F6ffnen im Fr=FChling wieder, sagte der Rat.</p>{P}\n"
        "--X\nContent-Type: image/png\nContent-Disposition: attachment; filename=pier.png\n\nx\n--X--\n",
    )

    (article,) = articles(tmp_path, "a.eml")

    assert article.headline == "Cafés öffnen"
    assert article.paragraphs[0] == "Die Cafés öffnen im Frühling wieder, sagte der Rat."
    assert ("pier.png", "attachment") in [(one.line, one.rule) for one in article.dropped]


def test_a_package_orders_its_items_and_names_the_picture(tmp_path: Path, keep: Keep) -> None:
    """A message's texts come in the order of its package; a package alone whose items are elsewhere is told."""

    def item(guid: str, headline: str) -> str:
        return (
            f'<newsItem guid="{guid}"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>{headline}'
            f"</headline></contentMeta><contentSet><inlineData contenttype='text/plain'>{LEDE}\n\nIt ended at nine.</inlineData>"
            "</contentSet></newsItem>"
        )

    package = (
        '<packageItem guid="p"><groupSet root="r"><group id="r"><groupRef idref="m"/></group><group id="m">'
        '<itemRef residref="urn:b"/><itemRef residref="urn:a"/></group></groupSet></packageItem>'
    )
    keep(
        "m.xml",
        f"<newsMessage><itemSet>{item('urn:a', 'Second')}{item('urn:b', 'First')}{package}</itemSet></newsMessage>",
    )
    keep("p.xml", package)

    assert [one.headline for one in articles(tmp_path, "m.xml")] == ["First", "Second"]
    assert "names 2 items and holds none of them" in told(tmp_path, "p.xml")


def test_columns_written_line_by_line_are_put_apart(tmp_path: Path, keep: Keep) -> None:
    """A PDF whose program writes across both columns is still read one column after the other."""
    pdfium = pytest.importorskip("pypdfium2")
    assert pdfium
    from audiopress.sources.readers.pdf import Text, _in_order

    rows = [
        Text(f"{side}{n}", x, 700.0 - 12 * n, x + 200, 710.0 - 12 * n, 10.0, 0)
        for n in range(20)
        for side, x in (("l", 50.0), ("r", 300.0))
    ]

    assert [row.words for row in _in_order(rows)] == [f"{side}{n}" for side in "lr" for n in range(20)]


def test_a_scan_is_told(tmp_path: Path, keep: Keep) -> None:
    """A PDF of pictures has no text, and the line says so."""
    pytest.importorskip("pypdfium2")
    from tests_formats import _file

    keep("scan.pdf", _file([[]], 595, 842))

    assert "pictures of pages and no text" in told(tmp_path, "scan.pdf")
    keep("s.pdf", pdf_of(story(3), columns=2)[:400])
    assert "cannot be opened" in told(tmp_path, "s.pdf")


# ---- folders and doubts


def test_a_folder_takes_known_endings_and_says_what_it_passed_over(tmp_path: Path, keep: Keep) -> None:
    """Stories of every format are read; settings, notes and data of no known kind lie beside them and are named."""
    for kind in ("nitf", "ninjs", "markdown", "docx", "mail"):
        name, data, _ = write(kind, 3)
        keep(f"{kind}{Path(name).suffix}", data)
    keep("package.json", '{"name": "x"}')
    keep("README.md", "# How to use this folder\n\nPut pages here.")
    keep("sound.mp3", b"ID3")

    found = list(read(".", settings=HERE, folder=tmp_path))

    assert sum(one.article is not None for one in found) == 5
    (note,) = [one.note for one in found if one.note]
    assert note == ".: 3 files are passed over, being no page: README.md, package.json, sound.mp3"


def test_what_is_no_story_is_read_anyway_when_asked(tmp_path: Path, keep: Keep) -> None:
    """Notes and settings are refused in a line; with `anyway` they are read, and say what they may be."""
    keep("n.md", "# Things to do\n\n- call the harbour\n- buy lamps\n\n## Later\n\n- paint the pier\n")

    (one,) = read("n.md", settings=HERE, folder=tmp_path)
    assert one.error is not None
    assert "no story" in str(one.error)
    assert "--anyway" in str(one.error)

    (one,) = read("n.md", settings=HERE, folder=tmp_path, anyway=True)
    assert one.article is not None
    assert "no story" in one.article.doubt

"""Stories made up by a seed, and the same story in every format that a newsroom's systems send.

A format carries some fields and not others; `write` gives the bytes and the fields that a reader must find in them.
`tests/sources/test_formats.py` reads a few of each kind, `benchmarks/formats.py` four hundred.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from typing import Any

PLACES = "Lindvik Port-Sainte Amberholt Norrfjord Kesselbach Tarnow Velmora Quillhaven Ostermoor Brackwater".split()
FIRST = "Ada Bo Mira Jonas Ines Tomas Lea Nils Hana Piet Rosa Emil".split()
LAST = "Lund Ekholm Solberg Varga Brandt Okafor Lindqvist Moreau Castell Weiss Tanaka Ferro".split()
BODIES = "harbour office|town council|school board|ferry company|museum|fire brigade|market hall|water works".split("|")
VERBS = "will close the old pier|has bought eleven telescopes|wants to move the clock tower|is repairing the north bridge|opened a second reading room|voted 7-2 to keep the tram".split(
    "|"
)
WHENS = "on Tuesday|after a dispute of three years|before the winter storms come|for the first time since 1964|at the end of March".split(
    "|"
)
REASONS = (
    "because the planks & posts have given way",
    "although the cost rose to 3.4 million crowns",
    "while the R&D fund pays for half of it",
    "as fewer than 5 < 6 of the experts had hoped",
    "and nobody in the quarter was surprised",
    "since the lamps “of the old kind” are no longer made",
)
SAID = "We should have done this long ago|Nobody asked the people who live here|It is the best news of the year|The work begins when the ice is gone".split(
    "|"
)
SECTIONS = "Local Culture Business Science Sport".split()
WORDS = "second open old northern longest quiet last new public narrow".split()


@dataclass(frozen=True)
class Story:
    """What is true of a story, whatever format it is written in."""

    headline: str
    byline: tuple[str, ...]
    dateline: str
    published: datetime
    updated: datetime
    section: str
    link: str
    paragraphs: tuple[tuple[str, str], ...]
    """Kind and words."""
    caption: str


def story(seed: int) -> Story:
    """The story of a seed."""
    dice = random.Random(seed)
    place = dice.choice(PLACES)

    def sentence() -> str:
        start = f"the {dice.choice(WORDS)} {dice.choice(BODIES)} {dice.choice(VERBS)} {dice.choice(WHENS)}, {dice.choice(REASONS)}"
        return f"{start[0].upper()}{start[1:]}."

    paragraphs = [("text", " ".join(sentence() for _ in range(2)))]
    for _ in range(dice.randint(3, 7)):
        if dice.random() < 0.2 and paragraphs[-1][0] == "text":
            paragraphs.append(("subhead", f"What the {dice.choice(WORDS)} {dice.choice(BODIES)} plans"))
        if dice.random() < 0.3:
            who = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
            paragraphs.append(
                ("text", f"“{dice.choice(SAID)},” said {who}, who runs the {dice.choice(BODIES)}. {sentence()}")
            )
        else:
            paragraphs.append(("text", " ".join(sentence() for _ in range(dice.randint(1, 3)))))
        if dice.random() < 0.15:
            paragraphs += [("item", f"{dice.choice(WORDS)} lamps for the {dice.choice(BODIES)}") for _ in range(3)]
            paragraphs.append(("text", sentence()))
    texts: dict[str, None] = {}
    kept = [one for one in paragraphs if not (one[1] in texts or texts.update({one[1]: None}))]
    if kept[-1][0] != "text":
        kept.append(("text", "Nothing more was said about it, and the meeting ended at nine."))
    published = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=dice.randint(0, 450_000))
    subject = f"{dice.choice(BODIES)} {dice.choice(VERBS)}"
    return Story(
        headline=f"{place}’s {subject}",
        byline=tuple(dict.fromkeys(f"{dice.choice(FIRST)} {dice.choice(LAST)}" for _ in range(dice.choice((1, 1, 2))))),
        dateline=place.upper(),
        published=published,
        updated=published + timedelta(minutes=dice.randint(5, 600)),
        section=dice.choice(SECTIONS),
        link=f"https://courier.example/2026/{seed}",
        paragraphs=tuple(kept),
        caption=f"The {dice.choice(WORDS)} {dice.choice(BODIES)} seen from the quay at dusk",
    )


# ---- the story's words


def html(one: Story, *, boxes: bool = True, caption: bool = True) -> str:
    """The body, with what systems put between paragraphs where `boxes`."""
    made = []
    listed = False
    for number, (kind, text) in enumerate(one.paragraphs):
        words = escape(text, quote=False)
        if number == 0:
            words = f"{one.dateline} — {words}"
        if (kind == "item") != listed:
            made.append("<ul>" if kind == "item" else "</ul>")
            listed = kind == "item"
        made.append({"text": f"<p>{words}</p>", "subhead": f"<h2>{words}</h2>", "item": f"<li>{words}</li>"}[kind])
        if boxes and number == 1:
            made.append(
                '<div class="related-stories"><h3>Related stories</h3><ul><li><a href="/a">Harbour seals are back</a></li></ul></div>'
            )
            made.append('<script>var a = {"b": 1};</script>')
        if caption and number == 0:
            made.append(f'<figure><img src="/p.jpg"><figcaption>{escape(one.caption)}</figcaption></figure>')
    return "".join(made) + ("</ul>" if listed else "")


def _fields(one: Story, *names: str) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("headline", "paragraphs", *names)}


def _z(date: datetime) -> str:
    return date.strftime("%Y-%m-%dT%H:%M:%SZ")


def _by(one: Story) -> str:
    return "By " + " and ".join(one.byline)


# ---- the formats

Written = tuple[str, bytes, dict[str, Any]]
"""A file's name, its bytes, and what is to be found in it."""


def wordpress(one: Story, dice: random.Random) -> Written:
    """A list of posts, or a post alone."""
    post = {
        "id": 11,
        "date": one.published.strftime("%Y-%m-%dT%H:%M:%S"),
        "date_gmt": one.published.strftime("%Y-%m-%dT%H:%M:%S"),
        "modified_gmt": one.updated.strftime("%Y-%m-%dT%H:%M:%S"),
        "status": "publish",
        "link": one.link,
        "title": {"rendered": escape(one.headline).replace("’", "&#8217;")},
        "excerpt": {"rendered": "<p>In short.</p>"},
        "content": {"rendered": html(one), "protected": False},
        "_embedded": {
            "author": [{"name": name} for name in one.byline],
            "wp:term": [[{"taxonomy": "category", "name": one.section}], [{"taxonomy": "post_tag", "name": "pier"}]],
        },
    }
    data = [post] if dice.random() < 0.5 else post
    told = _fields(one, "byline", "published", "updated", "section", "link", "dateline", "caption")
    return "posts.json", json.dumps(data).encode(), told


def ghost(one: Story, dice: random.Random) -> Written:
    """Ghost's posts."""
    post = {
        "id": "a1",
        "uuid": "u",
        "title": one.headline,
        "html": html(one),
        "url": one.link,
        "published_at": one.published.strftime("%Y-%m-%dT%H:%M:%S.000+00:00"),
        "updated_at": _z(one.updated),
        "authors": [{"name": name} for name in one.byline],
        "primary_tag": {"name": one.section},
    }
    data: dict[str, Any] = {"posts": [post]}
    if dice.random() < 0.5:
        data["meta"] = {"pagination": {"page": 1, "limit": 15, "pages": 1, "total": 1, "next": None, "prev": None}}
    told = _fields(one, "byline", "published", "updated", "section", "link", "dateline", "caption")
    return "ghost.json", json.dumps(data).encode(), told


def drupal(one: Story, dice: random.Random) -> Written:
    """A node with its authors and section beside it."""
    authors = [
        {"type": "node--person", "id": f"p{n}", "attributes": {"title": name}} for n, name in enumerate(one.byline)
    ]
    term = {"type": "taxonomy_term--section", "id": "s1", "attributes": {"name": one.section}}
    node = {
        "type": "node--article",
        "id": "n1",
        "attributes": {
            "title": one.headline,
            "status": True,
            "langcode": "en",
            "created": one.published.isoformat(),
            "changed": one.updated.isoformat(),
            "path": {"alias": one.link.removeprefix("https://courier.example")},
            "body": {"value": "[short code]", "format": "full", "processed": html(one)},
        },
        "relationships": {
            "field_authors": {"data": [{"type": who["type"], "id": who["id"]} for who in authors]},
            "field_section": {"data": {"type": term["type"], "id": "s1"}},
        },
    }
    listed = dice.random() < 0.5
    data = {
        "jsonapi": {"version": "1.0"},
        "data": [node] if listed else node,
        "included": [*authors, term],
        "links": {"self": {"href": "https://courier.example/jsonapi/node/article"}},
    }
    told = _fields(one, "byline", "published", "updated", "section", "link", "dateline", "caption")
    return "drupal.json", json.dumps(data).encode(), told


def jsonfeed(one: Story, dice: random.Random) -> Written:
    """A feed of one item, of version 1 or 1.1."""
    new = dice.random() < 0.5 or len(one.byline) > 1
    people = [{"name": name} for name in one.byline]
    item = {
        "id": "1",
        "url": one.link,
        "title": one.headline,
        "content_html": html(one),
        "date_published": _z(one.published),
        "date_modified": _z(one.updated),
        "tags": [one.section],
    } | ({"authors": people} if new else {"author": people[0]})
    feed = {"version": f"https://jsonfeed.org/version/1{'.1' if new else ''}", "title": "Courier", "items": [item]}
    told = _fields(one, "byline", "published", "updated", "section", "link", "dateline", "caption")
    return "feed.json", json.dumps(feed, ensure_ascii=False).encode(), told


def ninjs(one: Story, dice: random.Random) -> Written:
    """Version 1.3 or version 2."""
    shared = {
        "uri": one.link,
        "type": "text",
        "pubstatus": "usable",
        "firstcreated": _z(one.published),
        "versioncreated": _z(one.updated),
        "language": "en",
    }
    body = html(one, caption=False)
    if dice.random() < 0.5:
        item = {
            **shared,
            "version": "1",
            "headline": one.headline,
            "byline": _by(one),
            "body_html": body,
            "subject": [{"name": one.section}],
            "associations": {"main": {"type": "picture", "uri": "urn:p", "description_text": one.caption}},
        }
    else:
        item = {
            **shared,
            "headlines": [{"role": "main", "value": one.headline}, {"role": "short", "value": "In short"}],
            "by": _by(one),
            "bodies": [
                {"role": "summary", "contenttype": "text/plain", "value": "In short."},
                {"role": "main", "contenttype": "text/html", "value": body},
            ],
            "subjects": [{"name": one.section, "uri": "urn:s"}],
            "associations": [
                {
                    "name": "p",
                    "type": "picture",
                    "uri": "urn:p",
                    "descriptions": [{"role": "caption", "value": one.caption}],
                }
            ],
        }
    told = _fields(one, "byline", "published", "updated", "section", "link", "dateline", "caption")
    return "item.json", json.dumps(item).encode(), told


def nitf(one: Story, dice: random.Random) -> Written:
    """NITF 3.x."""
    made = []
    for number, (kind, text) in enumerate(one.paragraphs):
        words = escape(text, quote=False)
        made.append(
            {"text": f"<p>{words}</p>", "subhead": f"<hl2>{words}</hl2>", "item": f"<ul><li>{words}</li></ul>"}[kind]
        )
        if number == 0:
            made.append(
                f'<media media-type="image"><media-reference source="p.jpg"/><media-caption><p>{escape(one.caption)}</p>'
                "</media-caption><media-producer>Courier</media-producer></media>"
            )
    date = one.published.strftime("%Y%m%dT%H%M%SZ")
    people = " and ".join(f"<person>{escape(name)}</person>" for name in one.byline)
    by = f"By {people}" if dice.random() < 0.5 else f"{_by(one)}<byttl>Courier staff</byttl>"
    data = (
        f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd"><nitf xml:lang="en"><head><title>Short</title>'
        f'<docdata management-status="usable"><date.issue norm="{date}"/></docdata>'
        f'<pubdata name="Courier" position.section="{one.section}"/></head><body><body.head><hedline><hl1>{escape(one.headline)}</hl1>'
        f"<hl2>A line below</hl2></hedline><byline>{by}</byline><dateline><location>{one.dateline}</location></dateline></body.head>"
        f"<body.content>{''.join(made)}</body.content></body></nitf>"
    )
    return "story.xml", data.encode(), _fields(one, "byline", "published", "section", "dateline", "caption")


def newsml(one: Story, dice: random.Random) -> Written:
    """A news item alone, in a message, or in a package's message with its picture."""
    kind = dice.choice(("item", "message", "package"))
    body = html(one, boxes=False, caption=kind != "package").replace('<img src="/p.jpg">', '<img src="/p.jpg"/>')
    item = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:courier.example,2026:1" version="2" standard="NewsML-G2"'
        ' standardversion="2.34" conformance="power" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>'
        f'<provider literal="Courier"/><versionCreated>{_z(one.updated)}</versionCreated><firstCreated>{_z(one.published)}</firstCreated>'
        f'<pubStatus qcode="stat:usable"/><link rel="irel:alternate" href="{one.link}"/></itemMeta><contentMeta>'
        f'<by>{_by(one)}</by><language tag="en"/><subject type="cpnat:abstract"><name>{one.section}</name></subject>'
        f"<headline>{escape(one.headline)}</headline></contentMeta><contentSet>"
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
        f"<body>{body}</body></html></inlineXML></contentSet></newsItem>"
    )
    picture = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:p" version="1"><itemMeta><itemClass qcode="ninat:picture"/>'
        f'</itemMeta><contentMeta><description role="drol:caption">{escape(one.caption)}</description></contentMeta></newsItem>'
    )
    package = (
        '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:k" version="1"><itemMeta><itemClass qcode="ninat:composite"/>'
        '</itemMeta><groupSet root="G1"><group id="G1" role="group:main"><itemRef residref="tag:courier.example,2026:1"/>'
        '<itemRef residref="tag:p"/></group></groupSet></packageItem>'
    )
    whole = {
        "item": item,
        "message": f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{item}</itemSet></newsMessage>',
        "package": f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{package}{picture}{item}</itemSet></newsMessage>',
    }[kind]
    told = _fields(one, "byline", "published", "updated", "section", "link", "dateline", "caption")
    return "item.xml", f'<?xml version="1.0" encoding="UTF-8"?>{whole}'.encode(), told


def feed(one: Story, dice: random.Random) -> Written:
    """RSS or Atom with the whole text."""
    if dice.random() < 0.5:
        by = "".join(f"<dc:creator>{name}</dc:creator>" for name in one.byline)
        data = (
            '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Courier</title><link>https://courier.example</link>'
            f"<description>d</description><language>en</language><item><title>{escape(one.headline)}</title><link>{one.link}</link>"
            f"<guid>g1</guid>{by}<category>{one.section}</category><pubDate>{format_datetime(one.published)}</pubDate>"
            f"<description>In short.</description><content:encoded><![CDATA[{html(one)}]]></content:encoded></item></channel></rss>"
        )
        return "feed.xml", data.encode(), _fields(one, "byline", "published", "section", "link", "dateline", "caption")
    by = "".join(f"<author><name>{name}</name></author>" for name in one.byline)
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><id>urn:f</id><updated>2026-11-20T08:00:00Z</updated>'
        f'<entry><title>{escape(one.headline)}</title><id>urn:1</id><link href="{one.link}"/>{by}<category term="{one.section}"/>'
        f"<published>{_z(one.published)}</published><updated>{_z(one.updated)}</updated><summary>In short.</summary>"
        f'<content type="html">{escape(html(one))}</content></entry></feed>'
    )
    told = _fields(one, "byline", "published", "updated", "section", "link", "dateline", "caption")
    return "feed.atom", data.encode(), told


def mail(one: Story, dice: random.Random) -> Written:
    """A message in HTML, as text, or both; alone or in a box."""
    message = EmailMessage()
    message["From"] = "Courier Désk <desk@courier.example>"
    message["To"] = "radio@courier.example"
    message["Subject"] = one.headline
    message["Date"] = format_datetime(one.published)
    message["Message-ID"] = "<1@courier.example>"
    lines = [one.headline, _by(one)]
    lines += [f"{one.dateline} — {text}" if n == 0 else text for n, (_, text) in enumerate(one.paragraphs)]
    page = f"<html><body><h1>{escape(one.headline)}</h1><p>{_by(one)}</p>{html(one, boxes=False, caption=False)}<p><a href='x'>Unsubscribe</a></p></body></html>"
    message.set_content("\n\n".join(lines) + "\n")
    message.add_alternative(page, subtype="html")
    if dice.random() < 0.3:
        message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="pier.png")
    data = message.as_bytes()
    if dice.random() < 0.3:
        return (
            "desk.mbox",
            b"From desk@courier.example Fri Nov 20 08:00:00 2026\n" + data,
            _fields(one, "byline", "published", "dateline"),
        )
    return "desk.eml", data, _fields(one, "byline", "published", "dateline")


def markdown(one: Story, dice: random.Random) -> Written:
    """With fields above it, or with a headline and a byline."""
    made = []
    for number, (kind, text) in enumerate(one.paragraphs):
        words = text.replace("<", "\\<").replace("old", "**old**", 1) if kind == "text" else text
        start = f"{one.dateline} — " if number == 0 else ""
        after = one.paragraphs[number + 1][0] if number + 1 < len(one.paragraphs) else ""
        gap = "\n" if kind == after == "item" else "\n\n"
        made.append({"text": f"{start}{words}", "subhead": f"## {words}", "item": f"- {words}"}[kind] + gap)
    body = "".join(made)
    if dice.random() < 0.5:
        people = "".join(f"\n  - {name}" for name in one.byline)
        top = f'---\ntitle: "{one.headline}"\ndate: {_z(one.published)}\nauthors:{people}\nsection: {one.section}\n---\n\n'
        return "story.md", (top + body).encode(), _fields(one, "byline", "published", "section", "dateline")
    top = f"# {one.headline}\n\n*{_by(one)}*\n\n"
    return "story.md", (top + body).encode(), _fields(one, "byline", "dateline")


def docx(one: Story, dice: random.Random) -> Written:
    """A Word document with styles."""
    del dice
    parts = [("Title", one.headline), ("", _by(one))]
    parts += [
        (
            {"text": "", "subhead": "Heading2", "item": "ListBullet"}[kind],
            f"{one.dateline} — {text}" if n == 0 else text,
        )
        for n, (kind, text) in enumerate(one.paragraphs)
    ]
    parts.insert(3, ("Caption", one.caption))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def paragraph(style: str, text: str) -> str:
        named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        cut = len(text) // 2
        runs = "".join(
            f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:cut], text[cut:])
        )
        return f"<w:p>{named}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>{runs}</w:p>"

    styles = {"Title": "Title", "Heading2": "heading 2", "ListBullet": "List Bullet", "Caption": "caption"}
    listed = "".join(f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in styles.items())
    body = "".join(paragraph(style, text) for style, text in parts)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}<w:sectPr/></w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {space}>{listed}</w:styles>")
    return "story.docx", data.getvalue(), _fields(one, "byline", "dateline", "caption")


def pdf(one: Story, dice: random.Random) -> Written:
    """A page or more of one, two or three columns, with a page number and a running head."""
    return "story.pdf", pdf_of(one, columns=dice.choice((1, 1, 2, 3))), _fields(one, "byline", "dateline")


KINDS: Mapping[str, Callable[[Story, random.Random], Written]] = {
    one.__name__: one
    for one in (wordpress, ghost, drupal, jsonfeed, ninjs, nitf, newsml, feed, mail, markdown, docx, pdf)
}


def write(kind: str, seed: int) -> Written:
    """A file of a kind: its name, its bytes, what is to be found in it."""
    return KINDS[kind](story(seed), random.Random(f"{kind} {seed}"))


# ---- PDF, as a layout program writes it: lines set one by one, hyphenated, in columns

WIDE = dict(zip(
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz",
    (278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, *[556] * 10, 278, 278, 584, 584, 584, 556, 1015,
     667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611,
     278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278,
     556, 500, 722, 500, 500, 500), strict=True,
))  # fmt: skip
"""Helvetica's widths in thousandths (Adobe's metrics of the standard fonts)."""


def _width(text: str, size: float) -> float:
    return sum(WIDE.get(letter, 556) for letter in text) * size / 1000


def _wrapped(text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """Lines of a paragraph; a long word at the end of one is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        room = width - (indent if not lines else 0.0)
        tried = f"{line} {word}".strip()
        if _width(tried, size) <= room:
            line = tried
            continue
        if word.isalpha() and len(word) > 8 and _width(f"{line} {word[:4]}-", size) <= room:
            lines.append(f"{line} {word[:4]}-")
            line = word[4:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def pdf_of(one: Story, *, columns: int) -> bytes:
    """The story as a PDF on A4."""
    width, height, margin, gutter = 595.0, 842.0, 50.0, 18.0
    column = (width - 2 * margin - gutter * (columns - 1)) / columns
    pages: list[list[str]] = [[]]

    def put(x: float, y: float, size: float, text: str, *, bold: bool = False) -> None:
        raw = (
            text.encode("cp1252", "replace")
            .decode("latin-1")
            .replace("\\", "\\\\")
            .replace("(", "\\(")
            .replace(")", "\\)")
        )
        pages[-1].append(f"BT /F{2 if bold else 1} {size} Tf {x:.2f} {y:.2f} Td ({raw}) Tj ET")

    def furnished() -> None:
        put(margin, height - 30, 8, f"Courier {one.published:%d.%m.%Y}")
        put(width / 2, 25, 8, str(len(pages)))

    top = height - 70
    furnished()
    for line in _wrapped(one.headline, 24, width - 2 * margin):
        put(margin, top, 24, line, bold=True)
        top -= 28
    put(margin, top - 4, 10, _by(one))
    top -= 34
    at, y = 0, top
    for number, (kind, text) in enumerate(one.paragraphs):
        words = f"{one.dateline} — {text}" if number == 0 else f"• {text}" if kind == "item" else text
        size = 12 if kind == "subhead" else 10
        indent = 12.0 if kind == "text" and number else 0.0
        y -= 8 if kind == "subhead" else 0
        for place, line in enumerate(_wrapped(words, size, column, indent)):
            if y < 60:
                at, y = at + 1, top
                if at == columns:
                    pages.append([])
                    at, top = 0, height - 60
                    y = top
                    furnished()
            x = margin + at * (column + gutter) + (indent if place == 0 else 0.0)
            put(x, y, size, line, bold=kind == "subhead")
            y -= size * 1.2
    return _file(pages, width, height)


def _file(pages: list[list[str]], width: float, height: float) -> bytes:
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        stream = zlib.compress("\n".join(page).encode("latin-1"))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    data += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)


# ---- what was found


def faults(article: Any, told: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that are not what they are to be: found and told."""
    found = {
        "headline": article.headline,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": article.published,
        "updated": article.updated,
        "section": article.section,
        "link": article.link or article.source,
        "paragraphs": tuple((article.kind(n), text) for n, text in enumerate(article.paragraphs)),
        "caption": "\n".join(article.captions),
    }
    return {name: (found[name], wanted) for name, wanted in told.items() if found[name] != wanted}

"""The head of a page: kickers inside the headline, authors among sources that contradict each other, dates and their zones."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from tests_pages import STORY, page, paragraphs

from audiopress.segment import read_html
from audiopress.segment.page.profiles import Profile


def data(**fields: object) -> str:
    """A JSON-LD script of a NewsArticle."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    "title",
    [
        '<h1><span class="overline">Harbour</span> Old pier closes for two months</h1>',
        '<h1><span class="headline__kicker">Harbour</span><span>Old pier closes for two months</span></h1>',
        '<h1><a class="kicker" href="/h">Harbour</a><span class="hidden">: </span><span>Old pier closes for two months</span></h1>',
    ],
)
def test_a_kicker_inside_the_h1_is_told_apart(title: str) -> None:
    """What the page sets above the headline inside one heading is the kicker, with a space between or without."""
    article = read_html(page(title=title))

    assert (article.kicker, article.headline) == ("Harbour", "Old pier closes for two months")


@pytest.mark.parametrize(
    "cell", ["<b>Old pier closes for two months</b>", "<font size=5>Old pier closes for two months</font>"]
)
def test_the_title_of_an_old_page_may_begin_with_its_site(cell: str) -> None:
    """Without h1 and data, the part of the title that stands in the page on its own is the headline."""
    head = "<title>Harbour Courier: Old pier closes for two months</title>"

    article = read_html(page(paragraphs(), head=head, title=f"<div>{cell}</div>"))

    assert article.headline == "Old pier closes for two months"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            '<meta property="og:title" content="Pier news: what you need to know">',
            "<h1>Old pier closes for two months</h1>",
        ),
        (
            '<meta property="og:title" content="Muelle cerrado: todas las claves">',
            "<h1>Old pier closes for two months</h1>" + 2 * "<aside><h1>Join our letter</h1></aside>",
        ),
        (
            "<title>Old pier closes for two months | Harbour Watch – a web diary</title>",
            "<h1>Harbour Watch – a web diary</h1><h1>Old pier closes for two months</h1>",
        ),
        (
            "<title>Harbour online - News from the ferries - Old pier closes for two months</title>",
            "<h1>News from the ferries</h1><h1>Old pier closes for two months</h1>",
        ),
        (
            "<title>Old pier closes for two months : Harbour Diary | Since 2005</title>",
            "<h1>Harbour Diary</h1><h2><a href=/pier>Old pier closes for two months</a></h2>",
        ),
        (
            '<meta property="og:title" content="Old pier closes for two months">',
            "<h1><a href=/>Everything from the quay</a></h1>",
        ),
    ],
    ids=[
        "other words in the data",
        "boxes with one h1",
        "site above",
        "sections above",
        "a diary's name",
        "a link home",
    ],
)
def test_the_headline_is_the_heading_that_readers_see(head: str, title: str) -> None:
    """The only h1 that is no link beats the data; of several that the title has, the one it says first or that says most."""
    article = read_html(page(head=head, title=title))

    assert article.headline == "Old pier closes for two months"


@pytest.mark.parametrize(
    "account", ["webmaster", "admin", "Harbour Courier", "Harbour Courier Reporters", "Harbour Courier Staff"]
)
def test_an_account_hides_no_author(account: str) -> None:
    """Where the data names nobody, the line that readers see is the byline."""
    head = '<meta property="og:site_name" content="Harbour Courier">' + data(author={"name": account})
    title = '<h1>Old pier closes for two months</h1><span class="byline">by <a href="/i">Ida Berg</a></span>'

    assert read_html(page(head=head, title=title)).byline == ("Ida Berg",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div><span>Jane Roe</span> · <span>Nov. 2, 2026</span></div>", ("Jane Roe",)),
        ('<div><span class="post-author">Posted by <span>Jane Roe</span></span></div>', ("Jane Roe",)),
        ("<div>Submitted by Jane Roe on Mon, 02/11/2026 - 09:30</div>", ("Jane Roe",)),
        ("<div><span>Interview: Jane Roe</span><time>2. November 2026, 17:00 Uhr</time></div>", ("Jane Roe",)),
        ('<div class="firma">Redacción | <b>Inés Cabrera</b> / Lindvik</div>', ("Inés Cabrera",)),
    ],
)
def test_an_author_stands_on_the_line_of_the_date(line: str, names: tuple[str, ...]) -> None:
    """Before the date or behind it, with a mark between or none that is text."""
    assert read_html(page(title=f"<h1>Old pier closes for two months</h1>{line}")).byline == names


def test_a_chinese_author_stands_on_the_line_of_the_date() -> None:
    """The words of the page's own language part the author from the source and the editor."""
    line = "<div>2026-11-02 09:12:45 来源：江边晚报 作者：周文远 责任编辑：李敏</div>"
    html = page(title=f"<h1>Old pier closes for two months</h1>{line}")

    assert read_html(html, profile=Profile(domain="harbour.example", language="zh")).byline == ("周文远",)


def test_authors_without_by_are_not_the_lede() -> None:
    """The names that the data gives, printed again above the story, and what the authors are."""
    head = '<meta name="author" content="Omar Haddad, Leila Mansour and Agence France-Presse">'
    lines = (
        "<p>Omar Haddad, Leila Mansour and AFP</p><p>Courier Staff Writers</p><p>Sunday 15 February 2026, 13:40 GST</p>"
    )
    note = "<p>Editor’s note: A previous version of this story gave the wrong month. It has been corrected.</p>"

    article = read_html(page(note + lines.replace("Writers", "Writer") + paragraphs(), head=head))

    assert article.paragraphs[1:] == STORY
    assert article.published == datetime.fromisoformat("2026-02-15T13:40+04:00")


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Posted: 9:15 PM PDT Tuesday, May 12, 2026", "2026-05-12T21:15-07:00"),
        ("12/05/2026 18:20h (CEST)", "2026-05-12T18:20+02:00"),
        ("Tuesday 12 May 2026, 13:40 SAST", "2026-05-12T13:40+02:00"),
    ],
)
def test_a_moment_is_read_with_its_zone(line: str, moment: str) -> None:
    """A day of the week may stand between time and date, and the hour may have its letter."""
    title = f"<h1>Old pier closes for two months</h1><p>{line}</p>"

    assert read_html(page(title=title)).published == datetime.fromisoformat(moment)


def test_the_date_may_stand_below_the_story() -> None:
    """Where nothing above tells it, the line right under the last paragraph does."""
    article = read_html(page(paragraphs() + "<div>Wed, 8 Apr 2026 10:15:00 GMT</div>"))

    assert article.published == datetime.fromisoformat("2026-04-08T10:15+00:00")
    assert article.paragraphs == STORY


def test_the_zone_of_the_data_is_the_pages() -> None:
    """A time in the page's text, beside data that names a zone, is of that zone; the same moment again is no update."""
    head = '<meta property="article:published_time" content="2026-09-14T11:20:00+09:00">'
    title = "<h1>Old pier closes for two months</h1><p>Updated: 14.09.2026 {}</p>"

    later, same = (read_html(page(head=head, title=title.format(time))) for time in ("13:05", "11:20"))

    assert later.updated == datetime.fromisoformat("2026-09-14T13:05+09:00")
    assert same.updated is None


KOREAN = (
    "섬의 등대가 사십 년 만에 다시 불을 밝혔다.",
    "군은 지난해 봄부터 낡은 계단과 창을 고치고 전등을 새것으로 바꾸는 공사를 벌여 왔다.",
    "등대지기로 일했던 주민들은 첫 불이 켜지는 저녁 부두에 모여 서로의 손을 잡고 오래도록 서 있었다.",
)


@pytest.mark.parametrize(
    ("dateline", "mark"),
    [("EAST HARLOW", " -- "), ("Winsen (dpa/lni)", " - "), ("(목포=해안일보) 한소라 기자", " = ")],
)
def test_more_datelines_are_taken_off_the_lede(dateline: str, mark: str) -> None:
    """Two words in capitals, a regional service of an agency, and the reporter of a lede that is short."""
    korean = "기자" in dateline
    lede, *rest = KOREAN if korean else STORY

    language = "ko" if korean else ""
    body = paragraphs([dateline + mark + lede, *rest])

    article = read_html(page(body), profile=Profile(domain="harbour.example", language=language))

    assert (article.dateline, article.paragraphs[0]) == (dateline, lede)

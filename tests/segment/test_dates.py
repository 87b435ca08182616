"""Published and updated, as news sites of many countries print them, with their zones."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_pages import STORY, page

from audiopress.model import Article
from audiopress.segment import read_html, read_text
from audiopress.segment.page.dates import find_dates, parse_iso, published_and_updated
from audiopress.segment.page.profiles import Profile


def moment(text: str) -> datetime:
    """`2026-09-03 14:30 +09:00` as a datetime."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M %z")


@pytest.mark.parametrize(
    ("line", "published"),
    [
        # English
        ("Published : Sep 3, 2026 - 14:30", "2026-09-03 14:30 +09:00"),
        ("Published: Thursday, September 3, 2026 at 2:30 p.m.", "2026-09-03 14:30 +09:00"),
        ("September 3, 2026 2:30 PM EDT", "2026-09-03 14:30 -04:00"),
        ("Sept. 3, 2026, 2:30 p.m. ET", "2026-09-03 14:30 -04:00"),
        ("Dec. 3, 2026, 2:30 p.m. ET", "2026-12-03 14:30 -05:00"),
        ("3 September 2026 14:30 BST", "2026-09-03 14:30 +01:00"),
        ("Thu 3 Sep 2026 14.30 BST", "2026-09-03 14:30 +01:00"),
        ("Posted 3rd September 2026, 14:30 GMT", "2026-09-03 14:30 +00:00"),
        ("14:30, 3 September 2026", "2026-09-03 14:30 +09:00"),
        ("2:30 p.m., September 3, 2026", "2026-09-03 14:30 +09:00"),
        ("2026-09-03 14:30", "2026-09-03 14:30 +09:00"),
        ("2026-09-03T14:30:00Z", "2026-09-03 14:30 +00:00"),
        ("2026-09-03T14:30:00+02:00", "2026-09-03 14:30 +02:00"),
        ("2026.09.03 14:30", "2026-09-03 14:30 +09:00"),
        ("2026/09/03 14:30 (GMT+8)", "2026-09-03 14:30 +08:00"),
        ("September 3, 2026", "2026-09-03 00:00 +09:00"),
        ("Published 12:05 AM, Sep 3, 2026", "2026-09-03 00:05 +09:00"),
        ("Published 12:05 PM, Sep 3, 2026", "2026-09-03 12:05 +09:00"),
        # Korean
        ("입력 2026.09.03. 오후 2:30", "2026-09-03 14:30 +09:00"),
        ("입력 : 2026-09-03 14:30:00", "2026-09-03 14:30 +09:00"),
        ("등록 2026년 9월 3일 14시 30분", "2026-09-03 14:30 +09:00"),
        ("기사입력 2026년 9월 3일 오전 9시 5분", "2026-09-03 09:05 +09:00"),
        ("송고시간 2026-09-03 14:30", "2026-09-03 14:30 +09:00"),
        ("2026. 9. 3. 14:30", "2026-09-03 14:30 +09:00"),
        # Japanese
        ("公開日時 2026年9月3日 14時30分", "2026-09-03 14:30 +09:00"),
        ("2026年9月3日 午後2時30分", "2026-09-03 14:30 +09:00"),
        ("2026年9月3日（木）14:30 配信", "2026-09-03 14:30 +09:00"),
        ("2026/9/3 14:30", "2026-09-03 14:30 +09:00"),
        ("2026年9月3日 14:30 JST", "2026-09-03 14:30 +09:00"),
        # Chinese
        ("发布时间：2026年09月03日 14:30", "2026-09-03 14:30 +09:00"),
        # German
        ("3. September 2026, 14:30 Uhr", "2026-09-03 14:30 +09:00"),
        ("Donnerstag, 3. Sept. 2026, 14:30 Uhr", "2026-09-03 14:30 +09:00"),
        # Spanish
        ("3 sept 2026 - 14:30 CEST", "2026-09-03 14:30 +02:00"),
        # Dutch
        ("03-09-2026 14:30", "2026-09-03 14:30 +09:00"),
    ],
)
def test_a_moment_is_read_as_sites_print_it(line: str, published: str) -> None:
    """Day, time and zone; without a zone the site's own, in summer or winter by the day."""
    ((_, found, _),) = find_dates(line, "Asia/Seoul")

    assert found == moment(published)
    assert found.utcoffset() == moment(published).utcoffset()


@pytest.mark.parametrize(
    ("language", "line", "published", "updated"),
    [
        ("en", "Published : Sep 3, 2026 - 14:30 Updated : Sep 4, 2026 - 09:15", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("en", "Published 3 Sep 2026 14:30, last updated 4 Sep 2026 09:15", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("en", "Updated Sept. 4, 2026 9:15 a.m. | Published Sept. 3, 2026 2:30 p.m.", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("en", "Updated 09:15 AM, September 4, 2026", None, "2026-09-04 09:15"),
        ("ko", "입력 2026.09.03 14:30 수정 2026.09.04 09:15", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("ko", "등록 : 2026-09-03 14:30 | 업데이트 : 2026-09-04 09:15", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("ja", "2026年9月3日 14:30（2026年9月4日 9:15更新）", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("ja", "公開：2026年9月3日 14:30　更新：2026年9月4日 9:15", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("ja", "2026年9月4日 9時15分 更新", None, "2026-09-04 09:15"),
        ("de", "Veröffentlicht 03.09.2026, 14:30 Uhr, aktualisiert am 04.09.2026, 09:15 Uhr", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("de", "Stand: 04.09.2026, 09:15 Uhr", None, "2026-09-04 09:15"),
        ("de", "03.09.2026, 14:30 Uhr | Stand: 04.09.2026, 09:15 Uhr", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("fr", "Publié le 3 septembre 2026 à 14h30, mis à jour le 4 septembre 2026 à 9h15", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("fr", "Mis à jour le 04/09/2026 à 09:15", None, "2026-09-04 09:15"),
        ("es", "Publicado: 3 sep 2026 14:30 Actualizado: 4 sep 2026 09:15", "2026-09-03 14:30", "2026-09-04 09:15"),
        ("fr", "Publié le 3 septembre 2026 à 14h30, mis à jour à 16h45", "2026-09-03 14:30", "2026-09-03 16:45"),
        ("en", "Published September 3, 2026 2:30 PM, updated 4:45 PM", "2026-09-03 14:30", "2026-09-03 16:45"),
    ],
)  # fmt: skip
def test_published_and_updated_are_told_apart(
    language: str, line: str, published: str | None, updated: str | None
) -> None:
    """By the words before them, or after them in Japanese; a second time on the same day has the same day."""
    found = published_and_updated(line, "UTC", language)

    assert found == tuple(moment(f"{one} +00:00") if one else None for one in (published, updated))


@pytest.mark.parametrize(
    "text",
    [
        "The pier has 12.10.11 posts of version 2026.",
        "In 2026 there were 3 ferries.",
        "Call 02-2026-0903 for tickets.",
        "The plan of 31 February 2026 is a joke.",
        "2026-13-45",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    """Numbers with dots and dashes, years alone and days that are not in the calendar."""
    assert find_dates(text) == []


@given(st.text(max_size=80))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    """Whatever stands in a line, its dates are aware and between 1900 and 2200."""
    for _, found, _ in find_dates(text, "Asia/Seoul"):
        assert found.tzinfo is not None
        assert 1900 < found.year < 2200


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001 - the zone is the next
    st.integers(-12 * 4, 14 * 4),
)
def test_an_instant_is_the_same_however_its_offset_is_written(naive: datetime, quarters: int) -> None:
    """ISO 8601 with any offset comes back as the instant it was."""
    instant = naive.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))

    assert parse_iso(instant.isoformat()) == instant
    assert parse_iso(instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")) == instant
    assert parse_iso(instant.strftime("%Y-%m-%dT%H:%M:%S%z")) == instant
    assert parse_iso(instant.strftime("%a, %d %b %Y %H:%M:%S %z")) == instant


# ---- in pages


def article(head: str = "", line: str = "", timezone: str = "UTC") -> Article:
    """A page with something in its head and a line under its headline."""
    under = f"<h1>Old pier closes for two months</h1><p class=date>{line}</p>"
    return read_html(page(head=head, title=under), timezone=timezone)


def data(**fields: str) -> str:
    """A JSON-LD script of a NewsArticle."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "Old pier closes for two months", **fields})}</script>'


@pytest.mark.parametrize(
    "head",
    [
        data(datePublished="2026-09-03T14:30:00+09:00", dateModified="2026-09-04T09:15:00+09:00"),
        data(datePublished="2026-09-03T05:30:00.000Z", dateModified="2026-09-04T00:15Z"),
        data(datePublished="2026-09-03 14:30", dateModified="2026-09-04 09:15"),
        "<meta property='article:published_time' content='2026-09-03T14:30:00+09:00'><meta property='article:modified_time' content='2026-09-04T09:15:00+09:00'>",
        "<meta name=date content='Thu, 03 Sep 2026 05:30:00 GMT'><meta name=last-modified content='Fri, 04 Sep 2026 00:15:00 GMT'>",
        "<meta itemprop=datePublished content='2026-09-03T14:30+0900'><meta itemprop=dateModified content='2026-09-04T09:15+0900'>",
    ],
)  # fmt: skip
def test_the_pages_data_says_when(head: str) -> None:
    """JSON-LD and meta tags; a moment without a zone has the show's."""
    found = article(head, timezone="Asia/Seoul")

    assert found.published == moment("2026-09-03 14:30 +09:00")
    assert found.updated == moment("2026-09-04 09:15 +09:00")


@pytest.mark.parametrize(
    "markup",
    [
        "<time datetime='2026-09-03T14:30:00+09:00'>an hour ago</time>",
        "<p><span itemprop=datePublished content='2026-09-03T14:30:00+09:00'>Thursday</span></p>",
        "<p>Published : Sep 3, 2026 - 14:30 KST</p>",
        "<p>By Mira Solberg | Sep 3, 2026 14:30 KST</p>",
    ],
)
def test_the_page_itself_says_when(markup: str) -> None:
    """A time element, microdata, or the line under the headline, where the data is silent; it is dropped as a date."""
    found = read_html(page(title=f"<h1>Old pier closes for two months</h1>{markup}"))

    assert found.published == moment("2026-09-03 14:30 +09:00")
    assert found.paragraphs == STORY


def test_an_update_at_the_same_instant_is_none() -> None:
    """A page that says the same moment twice was not updated."""
    assert article(data(datePublished="2026-09-03T14:30:00Z", dateModified="2026-09-03T14:30:00+00:00")).updated is None


def test_text_has_its_dates_in_the_lines_above() -> None:
    """Copied text: the dates above the story, in the zone that is given."""
    text = "\n\n".join(
        ["Old pier closes for two months", "Published : Sep 3, 2026 - 14:30 Updated : Sep 4, 2026 - 09:15", *STORY]
    )

    found = read_text(text, timezone="Asia/Seoul")

    assert found.published == moment("2026-09-03 14:30 +09:00")
    assert found.updated == moment("2026-09-04 09:15 +09:00")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "更新：19時05分"),
        ("ja", "更新 午後7時05分"),
        ("zh", "更新于 19:05"),
        ("ko", "수정 19:05"),
        ("ko", "수정 오후 7:05"),
        ("en", "Updated: 19:05"),
        ("en", "Last updated at 7:05 p.m."),
        ("de", "Aktualisiert um 19:05 Uhr"),
        ("fr", "Mis à jour à 19h05"),
        ("es", "Actualizado a las 19:05"),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_time_alone_is_of_the_day_of_publication(language: str, line: str, above: bool) -> None:
    """A line that says when a page was updated, and no day, means the day that the page names."""
    lines = ["2026年9月7日 18:05", line]

    text = "\n".join(["Old pier closes for two months", *(reversed(lines) if above else lines), "", *STORY])
    found = read_text(text, profile=Profile(domain="harbour.example", language=language))

    assert (found.published, found.updated) == (moment("2026-09-07 18:05 +00:00"), moment("2026-09-07 19:05 +00:00"))
    assert line not in found.paragraphs


@pytest.mark.parametrize("line", ["Updated twice", "Updated 2 hours ago", "Updated: 17:05"])
def test_what_is_no_later_time_of_that_day_is_not_when_it_was_updated(line: str) -> None:
    """A count, a span, or a time before that of publication."""
    found = read_text("\n".join(["Old pier closes for two months", "2026年9月7日 18:05", line, "", *STORY]))

    assert found.updated is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/09/03/pier", "2026-09-03"),
        ("/speeches/2026/09/20260903_pier.html", "2026-09-03"),
        ("/news/03-09-2026", None),
        ("/news/23-09-2026", "2026-09-23"),
        ("/article/A2026090314320005196", "2026-09-03"),
    ],
)
def test_an_address_says_the_day(path: str, day: str | None) -> None:
    """The whole number where a number stands in it; a day before the month where it can be no month."""
    found = read_html(
        page(title="<h1>Old pier closes for two months</h1>"), url=f"https://harbour.example{path}"
    ).published

    assert (found.date().isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("language", "line", "time"),
    [
        ("en", "05-Jan-2026 10:20", "10:20"),
        ("en", "05-JAN-26", ""),
        ("en", "Jan-05-2026", ""),
        ("en", "Jan 5, '26", ""),
        ("en", "5 Jan 26", ""),
        ("en", "January 5,2026", ""),
        ("en", "5January 2026", ""),
        ("en", "Published 5 January 2026 at 22.47", "22:47"),
        ("de", "5. Jänner 2026", ""),
        ("fr", "Mis à jour le 05/01/26", ""),
        ("es", "05·01·2026", ""),
        ("pt", "05.jan.2026 às 10h20", "10:20"),
        ("it", "5° gennaio 2026", ""),
        ("sv", "Publicerad 5 januari 2026 kl. 10.20", "10:20"),
        ("da", "5. januar 2026 kl. 10:20", "10:20"),
        ("fi", "Julkaistu 5.1.2026 klo 10.20", "10:20"),
        ("pl", "5 stycznia 2026, godz. 10:20", "10:20"),
        ("hu", "2026. január 5., hétfő", ""),
        ("hu", "2026. jan. 5. 10:20", "10:20"),
        ("ru", "5 января 2026 г., 10:20", "10:20"),
        ("ru", "05.01.2026 в 10:20", "10:20"),
        ("sr", "5. januar 2026.", ""),
        ("lt", "2026 m. sausio 5 d.", ""),
        ("lv", "2026. gada 5. janvāris", ""),
        ("ar", "5 كانون الثاني 2026", ""),
        ("ar", "05 جانفي 2026", ""),
        ("he", "5 בינואר 2026", ""),
        ("vi", "ngày 5 tháng 1 năm 2026", ""),
        ("th", "5 มกราคม 2569", ""),
        ("th", "5 ม.ค. 69", ""),
        ("ko", "26.01.05", ""),
        ("ca", "5 de gener de 2026", ""),
    ],
)
def test_a_day_is_read_as_its_language_writes_it(language: str, line: str, time: str) -> None:
    """Hyphens, short years, year first, another calendar and a short word before the time are the same day in each."""
    day = datetime(2026, 1, 5, tzinfo=UTC)
    hour, minute = map(int, (time or "0:0").split(":"))

    assert [found[1] for found in find_dates(line, "UTC", language)] == [day.replace(hour=hour, minute=minute)]


@pytest.mark.parametrize(
    "line",
    ["He scored 5 Mar 12 times", "from 3 May 10 to 12", "the 5 Jan 20:26 train", "a score of 5 May 10.30"],
)
def test_a_short_year_in_a_sentence_is_none(line: str) -> None:
    """Two digits behind a month are a year only where the line is there for its date."""
    assert find_dates(line, "UTC", "en") == []


@pytest.mark.parametrize(
    "line",
    ["05.01.20265. Januar 2026", "Hafenblatt5. Januar 20260", "5. Januar 2026Aktualisiert am 6. Januar 2026"],
)
def test_a_day_glued_to_what_stands_beside_it_is_read(line: str) -> None:
    """Copied pages have a date for machines and one for readers, or a count of comments, without a space between."""
    published, _ = published_and_updated(line, "UTC", "de")

    assert published == datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "5 Jan,2026"),
        ("en", "05Jan2026"),
        ("el", "5 ΙΑΝΟΥΑΡΙΟΥ 2026"),
        ("es", "5 DE ENERO DE 2026"),
        ("ar", "5 يناير، 2026"),
        ("ar", "05 يناير/ كانون الثاني 2026"),
        ("vi", "05 tháng 01 năm 2026"),
        ("th", "วันที่ 5 มกราคม พ.ศ. 2569"),
        ("ja", "令和8年1月5日"),
        ("bn", "৫ জানুয়ারী ২০২৬"),
    ],
)
def test_days_are_read_as_papers_write_them(language: str, line: str) -> None:
    """A day is read without a space before its year, in capitals without accents, in two names of its month, in an era."""
    assert [found[1].date().isoformat() for found in find_dates(line, "UTC", language)] == ["2026-01-05"]


def test_the_day_of_a_list_that_has_the_headline() -> None:
    """A page that tells its day only in its list of the newest stories, glued to the headline, has that day."""
    headline = "Night buses to run in Lindvik from October"
    lists = [
        "",
        "Tickets",
        "Our newest stories",
        "The harbour gets a new pier01.08.2026",
        f"{headline}07.09.2026 - 10:24",
    ]
    text = "\n".join(["Lindvik Post", "", headline, "", *"\n\n".join(STORY).split("\n"), *lists])
    published = read_text(text).published
    assert published is not None
    assert published.date().isoformat() == "2026-09-07"

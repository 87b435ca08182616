"""Bylines of copied pages: with a word that says so, and as a name alone under the headline or beside a date."""

from __future__ import annotations

import pytest

from audiopress.segment import read_text
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.signatures import beside_date

HEADLINE = "Night buses to run in Lindvik from October"
STORY = (
    "The city of Lindvik will run its buses through the night from October, the council decided on Monday evening.",
    "“People who clean our offices at four in the morning have no other way home,” said Councillor Ruth Amsel, who wrote the plan.",
    "The night lines cost about 2 million euros a year, most of it for drivers, said Harbour Energy, which pays a part.",
    "A first report on how many passengers travel at night is expected before the end of the year.",
)


def byline(line: str, *, date: str = "September 7, 2026 18:05") -> tuple[str, ...]:
    """Of a page with the line between headline and date."""
    head = ["Lindvik Post", "Home", "News", "", HEADLINE, "", line, date, ""]
    return read_text("\n".join(head) + "\n\n".join(STORY) + "\n").byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe in Paris", ("Jane Roe",)),
        ("By Jane Roe in Paris and Mark Poe in Rome", ("Jane Roe", "Mark Poe")),
        ("María Gómez", ("María Gómez",)),
        ("María Gómez, Madrid", ("María Gómez",)),
        ("María Gómez | Madrid", ("María Gómez",)),
        ("María Gómez (Madrid)", ("María Gómez",)),
        ("Jean-Pierre Dupont", ("Jean-Pierre Dupont",)),
        ("Anna Schmidt, Berlin", ("Anna Schmidt",)),
        ("Peter van der Berg", ("Peter van der Berg",)),
        ("Kim Ji-young", ("Kim Ji-young",)),
        ("Kim Ji-young, Seoul", ("Kim Ji-young",)),
        ("JANE ROE", ("JANE ROE",)),
        ("Jane Roe LINDVIK TODAY", ("Jane Roe",)),
        ("Jane Roe Associated Press", ("Jane Roe", "Associated Press")),
        ("Jane Roe, Mark Poe and Ann Lee", ("Jane Roe", "Mark Poe", "Ann Lee")),
        ("J. K. Holm", ("J. K. Holm",)),
    ],
)
def test_who_wrote_it_stands_under_the_headline(line: str, names: tuple[str, ...]) -> None:
    """With or without `by`, a place, a paper or an office, in the forms of seven languages."""
    assert byline(line) == names
    assert byline(line, date="2026年9月7日 18:05") == names


@pytest.mark.parametrize(
    "line",
    [
        "Key Points",
        "Breaking News",
        "Politics",
        "New York",
        "San Diego",
        "Berlin, Deutschland",
        "LINDVIK, NORWAY",
        "Harbour Energy",
        "Lindvik Post",
        "Charlotte Observer",
        "Ernst & Young",
        "Real Madrid",
        "Max Planck Institute",
        "Ruth Amsel",
        "Middle East",
        "Premier League",
        "Santa Fe",
        "Park Avenue",
        "Von der Leyen",
        "By the numbers",
        "By Monday night",
        "Formel Eins",
        "Opinión",
        "사회 기자",
        "경제부",
        "国际 北京报道",
        "最新 现场报道",
        "江苏",
        "马德里",
        "夏威夷",
        "石家庄",
        "常委会",
        "Virginia Beach",
        "Victoria Island",
        "金融",
        "文化财",
        "経済部",
        "大野市",
        "小林製薬",
        "責任編集",
        "写真＝共同通信撮影",
    ],
)
def test_what_else_stands_there_signs_nothing(line: str) -> None:
    """A section, a place, a company, a paper, or somebody whom the story tells of is no author."""
    assert byline(line) == ()


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_name_among_the_paragraphs_signs_nothing(place: int) -> None:
    """There it says whose a quote or a picture is."""
    text = "\n\n".join([HEADLINE, "September 7, 2026 18:05", *STORY[:place], "Jane Roe", *STORY[place:]])

    assert read_text(text).byline == ()


def test_a_name_beside_the_date_signs_what_a_standfirst_leads() -> None:
    """The sentence under the headline may come first."""
    standfirst = "A million a year for the way home"
    text = "\n\n".join([HEADLINE, standfirst, "Jane Roe\nSeptember 7, 2026 18:05", *STORY])

    assert read_text(text).byline == ("Jane Roe",)


def test_a_byline_that_says_so_wins_over_a_name_alone() -> None:
    """The photographer's name stands above, the author's behind `By`."""
    text = "\n\n".join([HEADLINE, "Mark Poe", "By Jane Roe\nSeptember 7, 2026 18:05", *STORY])

    assert read_text(text).byline == ("Jane Roe",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("순천, 광양 구현모 기자", ("구현모",)),
        ("부산 박서준 기자 park@courier.example", ("박서준",)),
        ("홍길동, 김철수 기자", ("홍길동", "김철수")),
        ("홍길동 정치부 기자", ("홍길동",)),
    ],
)
def test_a_place_before_a_korean_name_signs_nothing(line: str, names: tuple[str, ...]) -> None:
    """Places have two syllables before the reporter's name, which has three."""
    assert bylines(line, "ko") == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Text: Jane Roe Photos: Mark Poe", ("Jane Roe",)),
        ("Analysis by Jane Roe", ("Jane Roe",)),
        ("Author: Jane Roe", ("Jane Roe",)),
        ("Reporter: Jane Roe", ("Jane Roe",)),
        ("By J.R.", ("J.R.",)),
        ("By Jane Roe, Lindvik News", ("Jane Roe",)),
        ("By Jane Roe, Mark Poe and Ann Day", ("Jane Roe", "Mark Poe", "Ann Day")),
        ("By Web Desk", ()),
        ("By News Desk", ()),
    ],
)
def test_what_stands_beside_the_author(line: str, names: tuple[str, ...]) -> None:
    """Photographers, the paper and its desks are no authors; one who signs with initials is."""
    assert bylines(line, "en") == names


def test_and_on_a_line_of_its_own() -> None:
    """Names below a lone `By` with `and` between them on its own line are all authors."""
    assert byline("By\nJane Roe\nand\nMark Poe") == ("Jane Roe", "Mark Poe")


def test_a_day_of_the_week_is_nobody() -> None:
    """The day of the week beside a date is no author."""
    assert beside_date("Thứ Hai, 5/1/2026, 10:20 (GMT+7)", "vi") == ()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "By nora.fell@harbour.example"),
        ("en", "By @norafell"),
        ("en", "Contact nora.fell@harbour.example"),
        ("de", "Von nora.fell@hafen.example"),
        ("es", "Por nora.fell@puerto.example"),
        ("fr", "Par nora.fell@port.example"),
        ("nl", "Door nora.fell@haven.example"),
        ("sv", "Av nora.fell@hamn.example"),
        ("en", "Published by Harbour Post"),
        ("en", "Posted by: Harbour Radio"),
        ("fr", "Publié par Port Radio"),
    ],
)
def test_an_address_or_a_paper_is_no_author(language: str, line: str) -> None:
    """Of an address alone nobody's name is known, and a paper that brings a story out has not written it."""
    assert bylines(line, language) == ()
    assert language != "en" or byline(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "By Nora Fell nora.fell@harbour.example",
        "Published by Nora Fell",
        "Posted By: Nora Fell",
        "By Nora Fell | Edited by Ole Ek",
    ],
)
def test_a_name_beside_an_address_or_an_editor_is_the_author(line: str) -> None:
    """The address and the editor go, whoever wrote it stays."""
    assert byline(line) == ("Nora Fell",)


@pytest.mark.parametrize(
    "line", ["Edited by Ole Ek and Nora Fell", "Edited By Ole Ek", "By Editor", "Reviewed by Ole Ek"]
)
def test_who_edited_it_is_no_author(line: str) -> None:
    """Under the headline an editor's name is no signature, and neither are the words around it."""
    assert byline(line) == ()


@pytest.mark.parametrize(
    "line", ["사진=김민수 기자", "[사진=김민수 기자]", "영상 = 김민수 기자", "사진제공: 김민수 기자"]
)
def test_who_took_the_picture_is_no_author(line: str) -> None:
    """A Korean credit names a reporter as bylines do."""
    assert bylines(line, "ko") == ()
    assert bylines("항구=김민수 기자", "ko") == ("김민수",)

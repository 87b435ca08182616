"""Texts that came by mail or by wire: wrapped, quoted, with a head and a signature, several stories in one."""

from __future__ import annotations

import quopri
import textwrap

import pytest
from tests_pages import STORY

from audiopress.model import Article
from audiopress.segment import read_text
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.wrapping import pieces

TITLE = "Old pier closes for two months"
OTHER = (
    "Two hundred runners took part in the harbour race on Sunday, more than ever before, and the winner came home in an hour.",
    "The organisers said that the race would be held again next September, on a new course along the breakwater.",
)


def wrapped(paragraphs: tuple[str, ...] = STORY, *, width: int = 72, before: str = "") -> str:
    """Paragraphs as a mail program sends them."""
    return "\n\n".join(
        textwrap.fill(text, width, initial_indent=before, subsequent_indent=before) for text in paragraphs
    )


def rules(article: Article) -> dict[str, str]:
    """Each dropped line with the rule that dropped it."""
    return {one.line: one.rule for one in article.dropped}


# ---- mail


@pytest.mark.parametrize(
    ("language", "head"),
    [
        (
            "en",
            "From: desk@harbour.example\nTo: press@example.org\nDate: Thu, 3 Sep 2026 14:20:00 +0200\nSubject: Fwd: "
            + TITLE,
        ),
        (
            "de",
            "Von: Ida Berg <ida@harbour.example>\nGesendet: Donnerstag, 3. September 2026 14:20\nAn: Presse\nBetreff: WG: "
            + TITLE,
        ),
        ("fr", "De : Ida Berg\nEnvoyé : jeudi 3 septembre 2026 14:20\nÀ : Presse\nObjet : TR : " + TITLE),
        ("ko", f"보낸사람: 김민서\n받는사람: 편집국\n날짜: 2026년 9월 3일 14:20\n제목: {TITLE}"),
    ],
)
def test_a_mail_gives_its_text_with_its_subject_and_its_date(language: str, head: str) -> None:
    """The head is no story, and its short lines do not hide where the text was wrapped; the subject is the headline."""
    signature = "Ida Berg\nHarbour Post, Quay 3, Lindvik\nTel. +47 555 01 02"

    article = read_text(
        f"{head}\n\n{wrapped()}\n\n-- \n{signature}\n", profile=Profile(domain="harbour.example", language=language)
    )

    assert article.headline == TITLE
    assert article.paragraphs == STORY
    assert article.published is not None
    assert article.published.date().isoformat() == "2026-09-03"
    assert {rules(article)[line] for line in signature.split("\n")} == {"signature"}


@pytest.mark.parametrize(
    "wrote",
    [
        "On Thu, 3 Sep 2026 at 14:20, Ida Berg <ida@harbour.example> wrote:",
        "Am 03.09.2026 um 14:20 schrieb Ida Berg:",
        "Le jeu. 3 sept. 2026 à 14:20, Ida Berg a écrit :",
    ],
)
def test_a_quoted_mail_loses_its_marks(wrote: str) -> None:
    """`> ` before every line is the mail program's, and so is the line that says who wrote it."""
    quoted = "\n".join(f"> {line}".rstrip() for line in f"{TITLE}\n\n{wrapped(width=68)}".split("\n"))

    article = read_text(f"{wrote}\n>\n{quoted}\n")

    assert (article.headline, article.paragraphs) == (TITLE, STORY)


@pytest.mark.parametrize("width", [60, 66, 72, 78, 80])
def test_indented_paragraphs_without_blank_lines_are_told_apart(width: int) -> None:
    """The older way to set a text: three spaces begin a paragraph."""
    body = "\n".join(textwrap.fill(text, width, initial_indent="   ") for text in STORY)

    assert read_text(f"{TITLE}\nBy Ida Berg\n\n{body}\n").paragraphs == STORY


def test_lines_that_end_where_they_like_are_not_put_together() -> None:
    """Headlines of some seventy letters below each other were not wrapped."""
    headlines = ("Bakers on the quay fear for their stalls as the pier closes again", "Ferries to the islands leave ten minutes later from Monday on",
                 "Divers found that every fourth post of the pier is rotten", "Council votes on the money for the new pier in the autumn")  # fmt: skip

    article = read_text("\n\n".join([TITLE, "By Ida Berg", *STORY]) + "\n\nRelated\n" + "\n".join(headlines))

    assert article.paragraphs == STORY
    assert set(headlines) <= set(rules(article))


# ---- several stories


@pytest.mark.parametrize("rule", ["-----------------", "=====", "* * *", "___"])
@pytest.mark.parametrize("widths", [(72, 72, 72), (71, 78, 78), (66, 78, 74)])
def test_a_wires_stories_between_rules_are_put_together(rule: str, widths: tuple[int, ...]) -> None:
    """Lines of dashes part the stories of a wire, whose authors need not wrap at one width; each paragraph is whole."""
    parts = (" ".join(STORY[:2]), " ".join(STORY[2:4]), " ".join(OTHER))
    told = [
        f"{headline}\n{textwrap.fill(text, width)}"
        for headline, text, width in zip(("Pier closes", "Divers wait", "Race is run"), parts, widths, strict=True)
    ]

    found = [piece.text for piece in pieces(f"\n{rule}\n".join(told))]

    assert [text for text in found if len(text) > 60] == list(parts)
    assert found.count(rule) == 2


@pytest.mark.parametrize("between", ["", "\n" + "-" * 20 + "\n\n", "\n___\n\n"])
@pytest.mark.parametrize("dateline", ["", "LINDVIK, Norway (AP) — "])
def test_a_second_story_is_not_read_as_the_end_of_the_first(between: str, dateline: str) -> None:
    """A headline with a byline, and a date or a dateline under it, begins another story."""
    date = "" if dateline else "September 2, 2026 09:10\n"
    first = "\n\n".join([f"{TITLE}\nBy Ida Berg\nSeptember 3, 2026 14:20", *STORY])
    second = "\n\n".join([f"Record field in harbour race\nBy Nils Aas\n{date}", dateline + OTHER[0], OTHER[1]])

    article = read_text(f"{first}\n{between}\n{second}\n")

    assert (article.headline, article.byline, article.paragraphs) == (TITLE, ("Ida Berg",), STORY)
    assert {rules(article)["Record field in harbour race"], rules(article)[OTHER[1]]} <= {
        "another story",
        "outside the story",
    }


def test_a_subhead_with_a_byline_is_no_other_story() -> None:
    """`Analysis` by somebody else, in the middle of the page, has no date of its own."""
    analysis = (
        "Nobody had counted on a third of the posts. The town built its budget on a survey that was nine years old.",
        STORY[3],
    )
    article = read_text(
        "\n\n".join([TITLE, "By Ida Berg", "September 3, 2026", *STORY[:3], "Why it matters", "By Nils Aas", *analysis])
    )

    assert article.paragraphs[-2:] == analysis


def test_a_wire_story_names_its_author_and_its_agency() -> None:
    """Agencies print their own name under the author's."""
    text = "\n\n".join([f"{TITLE}\nBy IDA BERG\nAssociated Press", f"LINDVIK, Norway (AP) — {STORY[0]}", *STORY[1:]])

    assert read_text(text).byline == ("IDA BERG", "Associated Press")


# ---- as mail carries it


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_quoted_printable_text_is_decoded(encoding: str) -> None:
    """A mail that was saved as it was sent: `=E2=80=9C` is a quotation mark, and a line that ends in `=` goes on."""
    text = "\n\n".join([TITLE, "By Ida Berg", "September 3, 2026 14:20", *STORY, "Copyright Harbour Courier"]) + "\n"
    sent = quopri.encodestring(text.encode(encoding)).decode("ascii")
    assert "=\n" in sent

    article, plain = read_text(sent), read_text(text)

    assert (article.headline, article.byline, article.paragraphs) == (plain.headline, plain.byline, plain.paragraphs)
    assert article.quotes == plain.quotes
    lines = sent.split("\n")
    assert all(lines[(one.number or 0) - 1].startswith(one.line[:12]) for one in article.dropped)


def test_equals_signs_are_no_code() -> None:
    """Sums, rulers and addresses stay as they are written."""
    odd = "The sum is 2 + 2 = 4, and the page https://pier.example/?id=AB&v=CD&w=EF&x=DA tells more of it to whoever asks."

    article = read_text("\n\n".join([TITLE, "By Ida Berg", *STORY[:2], odd, *STORY[2:], "=" * 20]))

    assert odd in article.paragraphs


JAPANESE = (
    "市は二日、港の東側の桟橋を八週間閉鎖すると発表した。潜水士が支柱を調べたところ、四本に一本が腐っていたためだ。島へ渡る船は魚市場から出ることになり、始発は十分早くなる。",
    "商店街の人たちは夏の商売を心配しており、家賃の減額を求めている。工事費は四億円で、国が半分を負担する。",
    "市長は「安全を最優先にした」と話した。工事は十月までに終わる見通しで、市は週ごとに進み具合を知らせるという。",
    "漁師の組合は、魚を揚げる場所が足りなくなるとして、西の岸壁を朝のうちだけ貸してほしいと港の事務所に頼んでいる。",
    "事務所は来週の会議で答えを出す予定で、島の住民にも意見を聞くため、公民館で二度の説明会を開くことにしている。",
)
CHINESE = (
    "市政府周二宣布，东码头将关闭八周，以便潜水员修理下面的支柱。前往外岛的渡轮将改从鱼市场出发，第一班船提前十分钟。",
    "码头边的商贩担心夏天的生意，要求市里减免租金。工程费用为四千万元，国家承担一半，其余由港口管理局分三年支付。",
    "市长表示，安全是第一位的，工程将在十月之前完成。市里每周公布一次进度，渡轮公司也会在船票上印出新的时间。",
    "渔民协会说，卸鱼的地方不够用了，希望每天早上能借用西边的岸壁，并请港口办公室在工程开始之前给出一个明确的答复。",
    "办公室计划在下周的会议上作出决定，还会在社区中心举行两次说明会，听取岛上居民的意见，然后再公布最后的时间安排。",
)


@pytest.mark.parametrize("story", [JAPANESE, CHINESE])
@pytest.mark.parametrize("width", [28, 30, 38])
@pytest.mark.parametrize("between", ["\n\n", "\n　"])
def test_lines_of_signs_without_spaces_are_joined_without_one(story: tuple[str, ...], width: int, between: str) -> None:
    """A wire in Chinese or Japanese is wrapped behind any sign, but for those that may not begin a line."""
    told = between.join(_wrapped(paragraph, width) for paragraph in story)

    article = read_text(f"Harbour Courier\n東桟橋閉鎖\n2026年9月7日\n\n{told}\n")

    assert article.paragraphs == story


def _wrapped(paragraph: str, width: int) -> str:
    lines = []
    while paragraph:
        end = width - 1 if paragraph[width : width + 1] in {*"。、，」"} else width
        lines.append(paragraph[:end])
        paragraph = paragraph[end:]
    return "\n".join(lines)

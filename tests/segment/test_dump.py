"""Pages copied as plain text: the story comes out, the furniture of the page is named and left out."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from unicodedata import normalize

import pytest
from tests_growth import assert_grows

from audiopress.errors import SourceError
from audiopress.segment import load_profile, read_html, read_text

STORY = (
    "The city of Lindvik will run its buses through the night from October, the council decided on Monday.",
    "“People who clean our offices at four in the morning have no other way home,” said Councillor Ruth Amsel, who wrote the plan.",
    "The night lines cost about 2 million euros a year, most of it for drivers, according to the budget that was published last week.",
    "The drivers’ union agreed to the new shifts after three months of talks about pay and breaks.",
    "A first report on how many passengers travel at night is expected before the end of the year.",
)
PAGE = """Lindvik Post
Home
News
Politics
Sport
Weather
Subscribe
Sign in

Night buses to run in Lindvik from October

By Edda Thorsen
Published : Sept 7, 2026 - 18:05       Updated : Sept 7, 2026 - 19:40

A night bus leaves the depot in Lindvik on Sunday. (Lindvik Post/Jon Ager)

{story}

Share this article
Facebook
Twitter

Most read
Ferry strike enters its second week
Mayor opens the new swimming hall
Home
News
Politics
Copyright Lindvik Post. All rights reserved.
"""


FERRIES = ("Kalven", "Ostby", "Grims", "Solvik")


def page(paragraphs: tuple[str, ...] = STORY) -> str:
    """The page with these paragraphs, each a line with a blank one after it."""
    return PAGE.format(story="\n\n".join(paragraphs))


@pytest.mark.parametrize("html", [True, False])
def test_letters_in_pieces_are_one_letter(*, html: bool) -> None:
    """A story that was saved with its accents apart is the same article: it is spoken and compared letter by letter."""
    story = (STORY[0].replace("Lindvik", "Lindvík"), *STORY[1:])
    apart = page(tuple(normalize("NFD", one) for one in story))
    if html:
        body = "".join(f"<p>{normalize('NFD', one)}</p>" for one in story)
        found = read_html(f"<html><body><article><h1>Buses run</h1>{body}</article></body></html>")
    else:
        found = read_text(apart)
    assert found.paragraphs == story


def test_the_story_comes_out_whole_and_alone() -> None:
    """Every paragraph is there once, in order; menus, share links and the footer are not."""
    assert read_text(page()).paragraphs == STORY


def test_what_stands_above_the_story_becomes_its_fields() -> None:
    """Headline, byline, both dates and the caption are lifted from the lines above."""
    article = read_text(page(), timezone="Asia/Seoul")

    assert article.headline == "Night buses to run in Lindvik from October"
    assert article.byline == ("Edda Thorsen",)
    assert article.published == datetime(2026, 9, 7, 9, 5, tzinfo=UTC)
    assert article.updated == datetime(2026, 9, 7, 10, 40, tzinfo=UTC)
    assert article.captions == ("A night bus leaves the depot in Lindvik on Sunday. (Lindvik Post/Jon Ager)",)


def test_every_dropped_line_names_its_rule() -> None:
    """An editor sees the number and the rule of each line that was left out."""
    dropped = {line.line: line for line in read_text(page()).dropped}

    assert dropped["Sport"].rule == "menu"
    assert dropped["Home"].rule == "repeated line"
    assert dropped["Copyright Lindvik Post. All rights reserved."].rule == "footer"
    assert dropped["Sport"].number == 5


def test_a_caption_that_stands_twice_is_kept_once() -> None:
    """Sites print a picture's caption under the picture and again in the gallery."""
    caption = "A night bus leaves the depot in Lindvik on Sunday. (Lindvik Post/Jon Ager)"
    article = read_text(page().replace(caption, f"{caption}\n\n{caption}"))

    assert article.captions == (caption,)
    assert article.paragraphs == STORY


def test_a_pull_quote_is_not_told_twice() -> None:
    """A sentence of the body that is set large beside it is spoken once."""
    pulled = "The drivers’ union agreed to the new shifts after three months of talks"
    article = read_text(page((*STORY[:4], pulled, STORY[4])))

    assert article.paragraphs == STORY
    assert [line.rule for line in article.dropped if line.line == pulled] == ["pull quote"]


def test_wrapped_mail_is_put_together_again() -> None:
    """A text wrapped at 72 columns has its paragraphs back, and no word is cut or doubled."""
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in STORY)

    assert read_text(f"Night buses to run in Lindvik from October\n\n{wrapped}\n").paragraphs == STORY


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028"])
def test_line_ends_and_byte_order_marks_do_not_matter(ending: str) -> None:
    """The same page from another system is the same article."""
    article = read_text("\ufeff" + page().replace("\n", ending))

    assert (article.headline, article.paragraphs) == ("Night buses to run in Lindvik from October", STORY)


def test_the_longest_of_several_stories_is_taken() -> None:
    """A page with a short notice below the story gives the story, and the notice is not read into it."""
    notice = "\nOpinion\nLetters\nCrossword\nArchive\nJobs\nPuzzles\nRecipes\nTravel\n\n"
    other = "The library closes on Friday for a day because of repairs to its roof."

    article = read_text(page() + notice + other + "\n")

    assert article.paragraphs == STORY
    assert other in {line.line for line in article.dropped}


def test_other_stories_far_below_are_not_read_into_the_first() -> None:
    """Two long texts with a page's furniture between them are two stories, however sure each is."""
    teaser = (
        "The harbour board said on Tuesday that the ferry to {}, which is forty years old, will be replaced before the"
        " winter of next year, and that the old one will be sold to a museum.\n\n"
    )
    menu = "\n".join(f"Section {number}" for number in range(20))
    districts = tuple(
        f"In {place}, where the last bus leaves at eleven today, the council counted {number} people who asked for a later"
        " one in the past three years, most of them nurses and cooks."
        for number, place in enumerate(("Ostby", "Grims", "Solvik", "Tarn"), 40)
    )

    article = read_text(f"{page(STORY + districts)}\n{menu}\n\n" + "".join(map(teaser.format, FERRIES)))

    assert article.paragraphs == STORY + districts


@pytest.mark.parametrize("place", [2, 5])
def test_a_list_of_the_story_is_kept(place: int) -> None:
    """A list looks like a menu by its words; in the story or right behind it, line after line of one shape, it is read."""
    lines = (
        "Line 1: Harbour to Ostby",
        "Line 2: Market to Grims",
        "Line 3: Station to Solvik",
        "Line 4: Tarn to Hammar",
    )

    article = read_text(page((*STORY[:place], *lines, *STORY[place:])))

    assert article.paragraphs == (*STORY[:place], *lines, *STORY[place:])


def test_a_post_in_the_story_is_a_quote_of_who_wrote_it() -> None:
    """A post copied with its author's line stays in the story, and a second voice reads it."""
    post = "Night buses at last, nobody has to walk home along the harbour road any more"
    author = "— Mira Solberg (@solberg_lindvik) September 6, 2026"

    article = read_text(page((*STORY[:3], post, author, *STORY[3:])))

    assert article.paragraphs == (*STORY[:3], post, author, *STORY[3:])
    assert ("Mira Solberg", post, True) in {(one.speaker, one.text, one.voiced) for one in article.quotes}


def test_a_korean_page() -> None:
    """A Korean dump: reporter, date with its half of the day, and body; the ban on copying is not read."""
    body = (
        "린드빅시는 오는 10월부터 심야 버스를 운행하기로 했다고 7일 밝혔다.",
        "시는 연간 30억 원의 예산이 들 것으로 보고 있으며 대부분은 운전기사 인건비라고 설명했다.",
        "노조는 석 달간의 협상 끝에 새 근무 시간에 합의했다고 시 관계자가 전했다.",
    )
    text = "홈\n뉴스\n정치\n경제\n\n린드빅시, 10월부터 심야 버스 운행\n\n한지우 기자\n입력 2026.09.07 오후 6:05\n\n"
    article = read_text(text + "\n\n".join(body) + "\n\n무단전재 및 재배포 금지\n많이 본 뉴스\n", timezone="Asia/Seoul")

    assert article.paragraphs == body
    assert article.language == "ko"
    assert article.byline == ("한지우",)
    assert article.published == datetime(2026, 9, 7, 9, 5, tzinfo=UTC)
    assert article.headline == "린드빅시, 10월부터 심야 버스 운행"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            ("시장, 새 다리 개통식 참석", "한지우 기자", "2026년 11월 20일 14:30"),
            (
                "린드비크 시장 박서준은 20일 새 다리 개통식에 참석했다. 공사에는 3년 2개월이 걸렸다.",
                "박 시장은 “이 다리는 두 마을을 10분 거리로 이어 줄 것”이라고 말했다.",
                "그는 “안전이 가장 중요하다”고 강조했다.",
            ),
        ),
        (
            ("島の図書館、夜も開館へ", "2026年11月20日 14時30分"),
            (
                "リンドビク市は20日、島の図書館を来月から夜9時まで開けると発表した。費用は年に1200万円とみている。",
                "利用者の3割が仕事の後に来るという調査の結果を受けた。",
                "反対する声はなかった。",
            ),
        ),
        (
            ("地域", "台風で列車運休"),
            (
                "JR北リンド線は15日、台風の影響で始発から運休した。",
                "運転再開は16日の見込み。",
                "駅で待っていた会社員の高橋進さん（45）は「早く動いてほしい」と話した。",
            ),
        ),
        (
            ("Brücke öffnet am Montag", "Von Anna Rot", "20. November 2026, 14:30 Uhr"),
            (
                "Die Hafenbrücke in Lindvik öffnet am Montag, drei Wochen früher als geplant, wie die Stadt mitteilte.",
                "„Wir haben nachts gearbeitet, und das hat sich gelohnt“, sagte Bürgermeisterin Ruth Amsel.",
                "„Die Leute sparen am Tag 20 Minuten“, so der Stadtrat Jan Voss.",
            ),
        ),
    ],
)
def test_a_short_last_sentence_is_read(head: tuple[str, ...], body: tuple[str, ...]) -> None:
    """A sentence of few signs that ends a Korean or Japanese story is the story's, as is a German one full of nouns."""
    article = read_text("\n".join((*head, *body)))

    assert article.paragraphs == body


def test_a_german_page() -> None:
    """A German dump: `Von`, a German date, and no line of the site's furniture."""
    body = (
        "Die Stadt Lindvik lässt ihre Busse ab Oktober auch in der Nacht fahren, wie der Rat am Montag beschloss.",
        "Die Nachtlinien kosten rund zwei Millionen Euro im Jahr, das meiste davon für die Fahrer.",
        "Die Gewerkschaft hat den neuen Schichten nach drei Monaten zugestimmt, sagte ein Sprecher der Stadt.",
    )
    text = "Startseite\nPolitik\nSport\nAbo\n\nNachtbusse fahren ab Oktober\n\nVon Edda Thorsen\n7. September 2026, 18:05 Uhr\n\n"
    article = read_text(text + "\n\n".join(body) + "\n\nImpressum\nDatenschutz\nAbo\n", timezone="Europe/Berlin")

    assert article.paragraphs == body
    assert (article.language, article.byline) == ("de", ("Edda Thorsen",))
    assert article.published == datetime(2026, 9, 7, 16, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "  \n \t\n", "\ufeff"])
def test_an_empty_page_is_a_clear_error(text: str) -> None:
    """Nothing to read is told as that, with the place."""
    with pytest.raises(SourceError, match="the page is empty") as caught:
        read_text(text, source="page.txt")
    assert caught.value.where == "page.txt"


def test_a_page_of_menus_has_no_story() -> None:
    """Where no line has the words of a story, that is said, and nothing is read aloud."""
    with pytest.raises(SourceError, match="no story was found"):
        read_text("Home\nNews\nSport\nSign in\n")


def test_one_short_notice_is_a_story() -> None:
    """A page whose only sentence stands among menus gives that sentence."""
    article = read_text("Home\nNews\nSport\n\nThe ferry to Holm does not sail today because of high wind.\n\nContact\n")

    assert article.paragraphs == ("The ferry to Holm does not sail today because of high wind.",)


def test_a_paywall_is_an_error_unless_it_is_allowed() -> None:
    """A page that stops at a paywall is not published as if it were the article."""
    stopped = page(STORY[:2]).replace("Share this article", "Subscribe to continue reading\n\nShare this article")

    with pytest.raises(SourceError, match="stops at a paywall"):
        read_text(stopped)
    assert read_text(stopped, allow_teaser=True).paragraphs == STORY[:2]


def test_a_publishers_profile_wins(tmp_path: Path) -> None:
    """A line that the profile drops is not read, one that it keeps is, whatever their scores are."""
    (tmp_path / "lindvik.example.toml").write_text(
        'name = "Lindvik Post"\ndrop = ["^A first report"]\nkeep = ["^Ferry strike"]\n', encoding="utf-8"
    )
    profile = load_profile(tmp_path / "lindvik.example.toml")

    article = read_text(page(), profile=profile)

    assert article.paragraphs == (*STORY[:4], "Ferry strike enters its second week")
    assert [line.rule for line in article.dropped if line.line == STORY[4]] == ["publisher profile"]


@pytest.mark.parametrize("between", ["Ruth Amsel{}\n\n", "Continue reading\n\n", "By Ruth Amsel{}\n\n"])
def test_a_huge_page_of_names_or_buttons_takes_its_time_but_no_more(between: str) -> None:
    """Whether one is a subhead, a byline or a link is not asked of the whole page each time."""

    def told(count: int) -> str:
        names = ("".join(letters) for letters in product("abcdefghij", repeat=4))
        return "".join(f"{n}. {STORY[n % len(STORY)]}\n\n{between.format(next(names))}" for n in range(count))

    assert_grows(read_text, told, size=200)


@pytest.mark.parametrize("shape", ["lines", "one line", "blank lines"])
def test_a_huge_page_takes_its_time_but_no_more(shape: str) -> None:
    """Twice the text is about twice the work, in whatever shape: nothing is compared with everything."""
    unit = {"lines": page() + "\n", "one line": " ".join(STORY) + " ", "blank lines": "\n \n" * 300 + STORY[0]}[shape]

    assert_grows(read_text, lambda size: unit * (size // len(unit)), size=40_000)

"""Subheads of pages copied as plain text: known without markup, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from audiopress.model import Article
from audiopress.segment import read_text

HEAD = "Night buses to run in Lindvik from October\n\nBy Edda Thorsen\nSeptember 7, 2026 18:05\n\n"
STORY = (
    "The city of Lindvik will run its buses through the night from October, the council decided on Monday evening.",
    "“People who clean our offices at four in the morning have no other way home,” said Councillor Ruth Amsel, who wrote the plan.",
    "The night lines cost about 2 million euros a year, most of it for drivers, according to the budget that was published last week.",
    "The drivers’ union agreed to the new shifts after three months of talks about pay, breaks and the way home.",
    "A first report on how many passengers travel at night is expected before the end of the year.",
)


def subheads(article: Article) -> list[str]:
    """The paragraphs that are subheads."""
    return [one for at, one in enumerate(article.paragraphs) if article.kind(at) == "subhead"]


def between(line: str, *, after: int = 2, gap: str = "\n\n") -> Article:
    """The story with a line between two of its paragraphs."""
    return read_text(HEAD + gap.join([*STORY[:after], line, *STORY[after:]]) + "\n")


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize(
    "line",
    [
        "What it costs",
        "Money",
        "Drivers agree to new shifts",
        "WHO PAYS",
        "“No other way home”",
        "Why not every day?",
        "What do the drivers say about the shifts, and who pays?",
        "3. Look at the timetable before you leave",
    ],
)
def test_a_short_line_between_two_paragraphs_is_a_subhead(line: str, gap: str) -> None:
    """It has no stop, and stands between sentences of the story; questions and numbered lines may be longer."""
    article = between(line, gap=gap)

    assert subheads(article) == [line]
    assert article.paragraphs == (*STORY[:2], line, *STORY[2:])


@pytest.mark.parametrize(
    "line",
    [
        "Ruth Amsel",
        "Ruth Amsel, councillor",
        "Jon Ager",
        "LINDVIK, NORWAY",
        "Ferry strike enters its second week as talks in the capital break off",
        "Ferry Strike Enters Its Second Week",
        "A bus leaves the depot (Lindvik Post/Jon Ager)",
        "Photo: Jon Ager",
        "Related: Ferry strike goes on",
        "Home > City > Buses",
        "Buses run from four.",
        "The lines are these:",
        "Host: Why only now?",
        "By Nils Aas",
        "10:45 a.m.",
        "September 8, 2026",
        "https://lindvik.example/buses",
    ],
)
def test_what_may_be_something_else_is_no_subhead(line: str) -> None:
    """A name, a place, a caption, another story's headline, a label or a sentence heads nothing."""
    assert subheads(between(line)) == []


def test_a_line_that_the_page_says_twice_is_no_subhead() -> None:
    """Menus and buttons are repeated."""
    assert subheads(read_text(HEAD + "\n\n".join([STORY[0], "Bus lines", *STORY[1:3], "Bus lines", *STORY[3:]]))) == []


def test_what_stands_above_or_below_the_story_is_no_subhead() -> None:
    """A subhead has text of the story on both sides."""
    page = HEAD + "A city wakes up\n\n" + "\n\n".join(STORY) + "\n\nMore buses soon\n"

    assert subheads(read_text(page)) == []


def test_a_subhead_may_head_a_list() -> None:
    """Ingredients and timetables are lists with a subhead above them."""
    items = ("- Line 1 to the harbour", "- Line 2 to the hospital", "- Line 5 to the airport")

    article = read_text(HEAD + "\n\n".join([*STORY[:3], "The first lines", "\n".join(items), *STORY[3:]]))

    assert subheads(article) == ["The first lines"]
    assert set(items) < set(article.paragraphs)


@pytest.mark.parametrize(
    ("headline", "story", "line"),
    [
        (
            "Busse fahren in Lindvik ab Oktober die ganze Nacht",
            (
                "Die Stadt Lindvik lässt ihre Busse ab Oktober die ganze Nacht fahren, das hat der Rat am Montag beschlossen.",
                "„Wer morgens um vier Büros putzt, kommt sonst nicht nach Hause“, sagte die Stadträtin Ruth Amsel nach der Sitzung.",
                "Die neuen Linien kosten im Jahr etwa zwei Millionen Euro, das meiste davon für die Fahrerinnen und Fahrer.",
                "Ein erster Bericht soll vor dem Ende des Jahres zeigen, wie viele Menschen nachts fahren.",
            ),
            "Neue Linien",
        ),
        (
            "Les bus de Lindvik rouleront toute la nuit",
            (
                "La ville de Lindvik fera rouler ses bus toute la nuit à partir d’octobre, a décidé le conseil lundi soir.",
                "« Ceux qui nettoient nos bureaux à quatre heures n’ont pas d’autre moyen de rentrer », a dit la conseillère Ruth Amsel.",
                "Les nouvelles lignes coûtent environ deux millions d’euros par an, surtout pour les conducteurs et les conductrices.",
                "Un premier rapport doit dire avant la fin de l’année combien de personnes voyagent la nuit.",
            ),
            "Un coût élevé pour la ville",
        ),
        (
            "린드비크, 10월부터 밤새 버스 운행",
            (
                "린드비크시는 10월부터 밤새 버스를 운행하기로 했다고 시의회가 월요일 저녁 밝혔다.",
                "루트 암셀 시의원은 “새벽 네 시에 사무실을 청소하는 사람들은 집에 갈 다른 방법이 없다”고 말했다.",
                "새 노선에는 해마다 약 200만 유로가 들며 대부분은 운전기사들의 임금이라고 예산안은 설명했다.",
                "밤에 버스를 타는 사람이 얼마나 되는지에 대한 첫 보고서는 올해 안에 나올 예정이다.",
            ),
            "◇ 예산은 한 해 200만 유로",
        ),
        (
            "リンドビク市、夜通しバス運行へ",
            (
                "リンドビク市は１０月から夜通しバスを走らせることを決めたと、市議会が月曜日の夜に発表した。",
                "ルート・アムセル議員は「朝四時に事務所を掃除する人には、ほかに帰る方法がない」と述べた。",
                "新しい路線には年間およそ二百万ユーロがかかり、そのほとんどは運転手の給料だと予算案は説明している。",
                "夜に何人が乗るのかについての最初の報告は、今年の終わりまでに出る見通しだ。",
            ),
            "運転手の給料が中心",
        ),
    ],
    ids=["de", "fr", "ko", "ja"],
)
def test_subheads_in_other_languages(headline: str, story: tuple[str, ...], line: str) -> None:
    """German subheads are two capitals often, Korean ones have a mark, Japanese ones no stop."""
    article = read_text("\n\n".join([headline, *story[:2], line, *story[2:]]))

    assert subheads(article) == [line]


def test_plain_questions_of_an_interview_stay_questions() -> None:
    """Questions between the answers of somebody who says `I` have a voice, and are no subheads."""
    answers = (
        "I was a driver myself for eleven years, and I know what it is to wait for the first bus in the rain.",
        "We asked every driver before we wrote the plan, and I would not have done it against them.",
        "I will be on the first bus, with a thermos, and I hope that we are not alone on it that night.",
    )
    questions = (
        "Why do you care about the night?",
        "What do your drivers say?",
        "Where will you be on the first night?",
    )
    asked = [line for pair in zip(questions, answers, strict=True) for line in pair]

    article = read_text(HEAD + "\n\n".join([STORY[0], *asked]))

    assert [article.kind(article.paragraphs.index(one)) for one in questions] == ["question"] * 3


def test_questions_that_the_paper_answers_are_subheads() -> None:
    """An explainer asks too, and has one voice."""
    article = read_text(
        HEAD + "\n\n".join([STORY[0], "What is planned?", STORY[2], "Who agreed?", STORY[3], "What is next?", STORY[4]])
    )

    assert subheads(article) == ["What is planned?", "Who agreed?", "What is next?"]

"""What browsers, Word and mail put between the lines of a copied story, and what a listener must not hear or miss."""

from __future__ import annotations

import pytest

from audiopress.model import Article
from audiopress.segment import read_text

HEADLINE = "Council backs tram to the fish market"
HEAD = f"Harbour Courier\nHome\nLocal\n\n{HEADLINE}\n\nBy Edda Thorsen\nSeptember 7, 2026 18:05\n\n"
STORY = (
    "Councillors voted by nine to six on Monday night to build a tram line from the central station to the fish market.",
    "The line would open in spring 2029 and cost about 40 million pounds, of which the government has promised half.",
    "“I have waited for this since I was a student,” said Ruth Amsel, who chairs the transport committee.",
    "Traders at the market were less sure. “Two years of roadworks will finish us,” said Olav Moe, who sells crab there.",
    "The council will decide on the stops in December, and the first trams are to be tested in the autumn of 2028.",
)


def kinds(article: Article) -> dict[str, str]:
    """Each paragraph with its kind."""
    return {one: article.kind(at) for at, one in enumerate(article.paragraphs)}


def rules(article: Article) -> dict[str, str]:
    """Each dropped line with its rule."""
    return {one.line: one.rule for one in article.dropped}


@pytest.mark.parametrize("place", [3, 4])
@pytest.mark.parametrize(
    "box",
    [
        "More to read\nCrab prices fall for third year\nWho has the keys to the lighthouse?\nWhere to stay on Kalven",
        (
            "Sign up to Harbour Morning\nFree daily newsletter\nOur email breaks down the key stories of the day\nEnter your email address"
            "\nSign up\nPrivacy Notice: Newsletters may contain information about charities.\nafter newsletter promotion"
        ),
    ],
    ids=["links", "newsletter"],
)
def test_the_story_goes_on_below_a_box(box: str, place: int) -> None:
    """Links, some of which ask, and a form for a newsletter stand between two paragraphs and are no end."""
    article = read_text(HEAD + "\n\n".join([*STORY[:place], box, *STORY[place:]]) + "\n")

    assert article.paragraphs == STORY


def test_a_numbered_part_goes_on_below_a_box() -> None:
    """The fourth tip is the story's, and not the box's fourth link."""
    tips = [f"{n}. Take the tram to stop {n}\n{STORY[n]}" for n in range(1, 4)]
    links = "More to read\nThe best soups on the coast\nWhere to stay on Kalven"

    article = read_text(HEAD + "\n\n".join([STORY[0], *tips, links, f"4. Walk the rest\n{STORY[4]}"]) + "\n")

    assert kinds(article)["4. Walk the rest"] == "subhead"
    assert STORY[4] in article.paragraphs


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("((edda.thorsen@agency.example; +47 55 55 01 01;))", "contact"),
        ("You received this email because you signed up for Morning Briefing.", "footer"),
        (
            "Do you have an opinion on the issues raised in this article? To submit a response by email, please click here.",
            "contact",
        ),
    ],
)
def test_what_a_page_says_below_its_story_is_not_read(line: str, rule: str) -> None:
    """Contacts of an agency's desk, why a mail came, what the portal did, and where readers can write."""
    article = read_text(HEAD + "\n\n".join([*STORY, line]) + "\n")

    assert (article.paragraphs, rules(article)[line]) == (STORY, rule)


def test_a_number_above_the_story_is_no_lede() -> None:
    """It says how many comments there are."""
    article = read_text(HEAD + "347\n" + "\n\n".join(STORY) + "\n")

    assert article.lede == STORY[0]


def test_a_button_for_comments_ends_no_story_that_is_still_to_come() -> None:
    """It stands among the buttons below the headline, and above it what the paper asks of its readers fills a screen."""
    pitch = (
        "By submitting your information, you confirm you are aged 16 or over, have read our Privacy Policy and agree.\n"
        "Welcome to the Harbour Club! Your membership begins on the quay and takes you to every corner of the town.\n"
        "Keep exploring, and earn more as a member of the club with each story that you read and share with your friends.\n"
        "Explore ways to get more involved as a member, with tours of the harbour and evenings with those who write here.\n"
        "Start exploring exclusive deals, advice from people who know, and a table kept for you at the fish market.\n"
    )
    head = HEAD + "Share this article\nComments\n1\nFollow us\n\n"
    rest = (
        "“The market lived through two wars,” Ms. Amsel replied, “and it will live through a trench of three metres.”",
        "A study by the university puts the gain for shops along the line at four per cent once the trams are running.",
        "The tender for the rails goes out in January, and three companies from the region have said that they will bid.",
    )
    article = read_text(pitch + head + "\n\n".join([*STORY, *rest]) + "\n")

    assert {*STORY, *rest} <= set(article.paragraphs)


@pytest.mark.parametrize(
    "standfirst", ["The line would open in 2029 and cost 40 million", "Traders fear the roadworks for the tram line"]
)
@pytest.mark.parametrize(
    "below", ["Edda Thorsen\nTransport reporter\nSeptember 7, 2026 18:05", "By Edda Thorsen\nSeptember 7, 2026 18:05"]
)
def test_a_standfirst_is_no_headline(standfirst: str, below: str) -> None:
    """It stands right below the headline and says more of the story's words."""
    article = read_text(f"Harbour Courier\nLocal\n{HEADLINE}\n{standfirst}\n{below}\n" + "\n\n".join(STORY) + "\n")

    assert (article.headline, article.byline) == (HEADLINE, ("Edda Thorsen",))
    assert standfirst not in article.paragraphs


def test_a_newsletter_is_read_in_its_parts() -> None:
    """`Read the full story` under each beginning is a button, and heads no list of links."""
    parts = [
        f"{n}. {head}\n\n{text}\n\nRead the full story"
        for n, (head, text) in enumerate(
            zip(("The tram is coming", "Storm arrives tonight", "Trams in the autumn"), STORY[1:4], strict=True), 1
        )
    ]

    article = read_text(HEAD + "\n\n".join([STORY[0], *parts, STORY[4]]) + "\n")

    assert [one for one, kind in kinds(article).items() if kind == "subhead"] == [
        "1. The tram is coming",
        "2. Storm arrives tonight",
        "3. Trams in the autumn",
    ]
    assert "Read the full story" not in article.paragraphs


def test_a_recipe_keeps_its_ingredients() -> None:
    """A list between the standfirst and the steps is the story's."""
    items = ("2 brown crabs, cooked", "1 bulb of fennel", "2 onions", "1 litre of fish stock", "Salt and pepper")
    steps = (
        "1. Take the meat out of the crabs and keep the shells for the stock.",
        "2. Fry the shells with the onions for ten minutes, add the stock and let it simmer for half an hour.",
        "3. Strain the stock, add the fennel in thin slices and cook it for five minutes more.",
    )
    lede = "My grandmother made this soup on Fridays, when the boats came in, and nobody was allowed to speak until it was gone."

    article = read_text(
        f"Crab soup with fennel\n\nBy Hanna Vik\nSeptember 6, 2026\n\n{lede}\n\nIngredients\n"
        + "\n".join(items)
        + "\n\nMethod\n"
        + "\n".join(steps)
        + "\n"
    )

    assert [one for one in article.paragraphs if one in {lede, *items, *steps}] == [lede, *items, *steps]
    assert [one for one, kind in kinds(article).items() if kind == "subhead"] == ["Ingredients", "Method"]


def test_what_the_paper_says_in_an_interview_has_the_papers_voice() -> None:
    """A remark to the person between two answers is a question; what closes the page is nobody's answer."""
    lines = (
        ("question", "Your new book is set on a ferry. Why there?"),
        ("answer", "I took that ferry for eleven years, twice a day. I know every sound it makes."),
        ("question", "Did you write it on board?"),
        ("answer", "Most of it. Nobody calls me on a ferry, and if they do I cannot hear them."),
        ("question", "Your readers say it is your saddest book."),
        ("answer", "They may be right. I laughed a lot while I wrote it, but I laugh at sad things."),
        ("question", "What will you do next?"),
        ("answer", "A year without writing. I promised that to my daughter, and she has it in writing."),
        ("note", "This interview has been edited for length and for the sake of the daughter."),
    )

    article = read_text(HEAD + "\n\n".join([STORY[0], *(line for _, line in lines)]) + "\n")

    assert list(kinds(article).items())[1:] == [(line, kind) for kind, line in lines]


def test_an_interview_begins_with_its_first_question() -> None:
    """Also right below the head of the page, where a short line in capitals looks like a menu's."""
    text = """„Auf der Fähre ruft niemand an“

Interview: Anna Schmidt
5. September 2026

Frau Solberg, Ihr neues Buch spielt auf einer Fähre. Warum?
Ich bin elf Jahre lang zweimal am Tag mit dieser Fähre gefahren. Ich kenne jedes Geräusch, das sie macht.

Haben Sie es an Bord geschrieben?
Das meiste. Auf einer Fähre ruft mich niemand an, und wenn doch, verstehe ich nichts.

Was kommt für Sie als Nächstes?
Ein Jahr ohne Schreiben. Das habe ich meiner Tochter versprochen, und sie hat es schriftlich.
"""

    article = read_text(text)

    assert article.byline == ("Anna Schmidt",)
    assert [article.kind(at) for at in range(len(article.paragraphs))] == ["question", "answer"] * 3


def test_japanese_pages_end_with_the_author_and_links() -> None:
    """The last sentence has the author's name behind it, and a headline without a stop is no sentence."""
    text = """魚市場まで路面電車　市議会が可決
山田太郎
2026年9月7日 18時05分
旧税関の前を走る路面電車＝2026年9月、リンドビク、佐藤花子撮影

リンドビク市議会は７日夜、中央駅から魚市場までの路面電車を建設する案を賛成９、反対６で可決した。

市場では喜びの声ばかりではない。長年カニを売ってきたオラフ・モーさんは「２年も道を掘られたら、店はもたない」と話す。

停留所の位置は１２月に決まる。（山田太郎）
関連ニュース
カニの値段、３年続けて下がる
灯台の鍵、漬物の瓶から見つかる
"""

    article = read_text(text)

    assert article.byline == ("山田太郎",)
    assert article.captions == ("旧税関の前を走る路面電車＝2026年9月、リンドビク、佐藤花子撮影",)
    assert article.paragraphs[-1] == "停留所の位置は１２月に決まる。（山田太郎）"
    assert len(article.paragraphs) == 3


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("从1998年起在那里卖螃蟹的王强说：“修两年路，我们撑不下去。”", "王强"),
        ("１９９８年からカニを売るオラフ・モーさんは「２年も道を掘られたら、店はもたない」と話す。", "オラフ・モー"),
        ("島で育った佐藤花子さんは「夜の道はとても静かです」と話した。", "佐藤花子"),
    ],
)
def test_a_name_is_found_behind_what_is_told_of_it(text: str, speaker: str) -> None:
    """In Chinese and Japanese a whole clause may stand before the name."""
    (quote,) = read_text(f"{text}\n").quotes

    assert quote.speaker == speaker


def test_a_sentence_with_a_credit_is_a_caption() -> None:
    """`… on Monday. (Harbour Courier)` above the story is what a picture shows, twice or once."""
    caption = "Councillor Ruth Amsel (left) and Olav Moe talk at the fish market on Monday. (Harbour Courier)"

    for times in (1, 2):
        article = read_text(HEAD.rstrip("\n") + f"\n{caption}" * times + "\n\n\n" + "\n\n".join(STORY) + "\n")

        assert article.lede == STORY[0]


@pytest.mark.parametrize(
    "keywords",
    [
        "harbour tram crab market station stops money council vote transport roadworks traders spring pounds line rails",
        (
            "tram line harbour, fish market stops, council vote tram, crab traders market, transport committee, Ruth Amsel, "
            "tram costs, roadworks quay, Olav Moe crab, central station tram"
        ),
        "Hafen Tram Krabben Markt Bahnhof Haltestellen Rat Abstimmung Verkehr Händler Frühjahr Kosten Linie Gleise Kai Kran",
    ],
)
def test_a_pages_keywords_do_not_outweigh_its_story(keywords: str) -> None:
    """However many words a page's tags have: a line that only names things is no story beside one short paragraph."""
    menu = "\n".join(["Harbour Courier", "Home", "Local", "Sport", "Weather"] * 6)
    tags = "\n".join([keywords] + [f"Tag {number}" for number in range(3)])

    article = read_text(
        f"{menu}\n\n{' '.join([keywords] * 4)}\n\n{tags}\n\n{menu}\n\n{HEADLINE}\n\n{STORY[0]}\n\n{menu}\n"
    )

    assert article.paragraphs == (STORY[0],)


@pytest.mark.parametrize("names", [18, 30])
def test_names_without_a_sentence_inside_a_story_are_the_storys(names: int) -> None:
    """A long line of names between two paragraphs is what the sentence above it promises."""
    crew = ", ".join(
        f"{first} {last}"
        for first in ("Ruth", "Olav", "Edda", "Ida", "Naufal")
        for last in ("Amsel", "Moe", "Berg", "Ek", "Lund", "Vik")
    )
    listed = " ".join(crew.split()[: 2 * names]).rstrip(",")

    article = read_text(
        HEAD + "\n\n".join([*STORY[:3], "These members voted for the line:", listed, *STORY[3:]]) + "\n"
    )

    assert listed in article.paragraphs


@pytest.mark.parametrize(
    "credit",
    ["(Photo by Ole Ek/Getty Images)", "Photo: Ole Ek/Harbour Post via AP", "(Ole Ek/Harbour Post via AP, File)"],
)
def test_a_long_caption_with_its_credit_is_no_paragraph(credit: str) -> None:
    """A picture's sentences read like the story's; whose picture it is tells them apart."""
    caption = (
        "In this picture of last September, people wait at the fish market for the bus that the tram is to replace, while "
        f"traders carry crab over the quay and past the old crane of the harbour company. {credit}"
    )

    article = read_text(HEAD + "\n\n".join([STORY[0], caption, *STORY[1:]]) + "\n")

    assert article.paragraphs == STORY


@pytest.mark.parametrize(
    "sentence",
    [
        "A trip to the islands will cost two crowns more from January 1.",
        "The council wants to hear more on the stops in December.",
    ],
)
def test_a_sentence_that_says_more_from_or_more_on_is_no_heading(sentence: str) -> None:
    """`More from the Courier` leads away from a story; the same words inside a sentence do not."""
    article = read_text(HEAD + "\n\n".join([*STORY, sentence, "More from the Courier", "Crab prices fall"]) + "\n")

    assert article.paragraphs == (*STORY, sentence)

"""The shapes that stories have beside plain paragraphs: interviews, statements, posts, pull quotes, galleries, tables."""

from __future__ import annotations

import pytest
from tests_pages import STORY, page, paragraphs

from audiopress.model import Article
from audiopress.segment import passages, read_html, read_text

ASKED = (
    ("Why does the pier have to close before the winter?", "The planks have given way in three places, and I would not walk on it myself."),
    ("What will you do for the bakers on the quay?", "They keep their stalls. We have talked to each of them, and nobody has to move."),
    ("When will your ferries leave from the old place again?", "In spring, if the weather lets us work. We have enough posts for it."),
)  # fmt: skip
KOREAN = (
    ("부두를 왜 겨울 전에 닫나", "판자가 세 곳이나 내려앉았습니다. 저라도 그 위를 걷지 않겠습니다."),
    ("빵집 주인들은 어떻게 되나", "가판대는 그대로 둡니다. 모두와 이야기를 마쳤습니다."),
)
JAPANESE = (
    ("なぜ冬の前に桟橋を閉めるのですか。", "板が三か所で抜けました。私でもあの上は歩きません。"),
    ("パン屋さんたちはどうなりますか。", "屋台はそのままです。全員と話し合いを終えました。"),
)


def told(article: Article) -> dict[str, str]:
    """What each role says, the speaker of a quote included."""
    return {p.text: p.speaker for paragraph in passages(article) for p in paragraph}


def rules(article: Article) -> dict[str, str]:
    """Each dropped line with the rule that dropped it."""
    return {one.line: one.rule for one in article.dropped}


# ---- interviews


@pytest.mark.parametrize(
    "form",
    [
        "<dl><dt>{}</dt><dd>{}</dd></dl>",
        "<p><em>{}</em></p><p>{}</p>",
        '<p class="question">{}</p><p class="answer">{}</p>',
        "<p>{}</p><p>{}</p>",
    ],
)
def test_an_interview_is_known_by_its_questions_alone(form: str) -> None:
    """Paragraphs that only ask, and answers that say `I` and `we`: two voices, whatever the markup was."""
    article = read_html(page(paragraphs(STORY[:1]) + "".join(form.format(*pair) for pair in ASKED)))

    assert article.kinds == ("text", *("question", "answer") * 3)


def test_a_copied_interview_has_two_voices() -> None:
    """A browser copies no bold letters."""
    lines = [text for pair in ASKED for text in pair]

    article = read_text("\n\n".join(["Harbour Courier", "The harbour master answers", "By Ida Berg", STORY[0], *lines]))

    assert article.kinds == ("text", *("question", "answer") * 3)


@pytest.mark.parametrize(
    ("asks", "answers", "pairs", "language"),
    [
        ("▶{}?", "“{}”", KOREAN, "ko"),
        ("―{}.", "“{}”", KOREAN, "ko"),
        ("<b>―{}.</b>", "“{}”", KOREAN, "ko"),
        ("――{}", "「{}」", JAPANESE, "ja"),
    ],
)
def test_a_dash_or_an_arrow_asks(asks: str, answers: str, pairs: tuple[tuple[str, str], ...], language: str) -> None:
    """Korean and Japanese papers put a mark before the question and quote the answer."""
    body = "".join(f"<p>{asks.format(one)}</p><p>{answers.format(other)}</p>" for one, other in pairs)

    article = read_html(page(body, language=language))

    assert article.kinds == ("question", "answer") * 2


def test_a_remark_in_bold_among_bold_questions_is_answered_too() -> None:
    """Not everything that a paper asks ends in a question mark."""
    body = f"<p><b>You have closed the pier.</b></p><p>{ASKED[0][1]}</p>" + "".join(
        f"<p><b>{one}</b></p><p>{other}</p>" for one, other in ASKED[1:]
    )

    assert read_html(page(paragraphs(STORY[:1]) + body)).kinds == ("text", *("question", "answer") * 3)


def test_a_column_that_asks_itself_is_no_interview() -> None:
    """Somebody who asks and says `I` in the same breath answers to nobody."""
    asks = ("Who am I to tell the bakers where to stand?", "Have I ever sold a loaf?", "And why would I?")
    body = [text for pair in zip(asks, STORY, strict=False) for text in pair]

    assert read_html(page(paragraphs(body))).kinds == ()


def test_a_list_behind_dashes_is_no_interview() -> None:
    """`- The planks.` one below the other are items, and nobody answers."""
    items = ("- The planks are rotten, and some are gone.", "- The posts are rotten too.", "- The money is there.")

    article = read_text(
        "\n\n".join(["Harbour Courier", "Old pier closes", "By Ida Berg", *STORY[:2], *items, *STORY[2:]])
    )

    assert "question" not in article.kinds


# ---- statements and posts


def test_a_statement_without_marks_is_quoted_by_the_sentence_before_it() -> None:
    """A blockquote under `… wrote on Facebook:` goes to the voice of who wrote it."""
    said = ("We are back on the pier.", "Thank you for your patience, all of you who waited.")
    lead = "The head of the office, Mira Solberg, wrote on Facebook:"
    quote = f"<blockquote>{paragraphs(said)}</blockquote>"

    article = read_html(page(paragraphs([*STORY[:2], lead]) + quote + paragraphs(STORY[2:])))

    assert [told(article)[one] for one in said] == ["Mira Solberg", "Mira Solberg"]
    assert len([one for one in article.quotes if one.voiced]) == 1


def test_a_statement_may_be_signed_below() -> None:
    """`— Mira Solberg` below a blockquote says whose words they are."""
    said = "We are back on the pier, and we thank all of you who waited for us."
    quote = f"<blockquote><p>{said}</p><p>— Mira Solberg, harbour office</p></blockquote>"

    assert told(read_html(page(paragraphs(STORY[:2]) + quote + paragraphs(STORY[2:]))))[said] == "Mira Solberg"


def test_a_blockquote_of_nobody_stays_with_the_narrator() -> None:
    """A statute that is set apart has no voice of its own."""
    said = "Whoever enters the pier at night shall be fined."

    assert told(read_html(page(paragraphs(STORY[:2]) + f"<blockquote><p>{said}</p></blockquote>" + paragraphs(STORY[2:]))))[said] == ""  # fmt: skip


@pytest.mark.parametrize("handle", ["@solberg", "@mira.solberg.example", "@mira@harbour.example"])
def test_posts_of_every_network_have_their_author(handle: str) -> None:
    """Names of accounts have dots and servers in them."""
    said = "We are back. Thank you for your patience, Lindvik!"
    post = (
        f'<blockquote class="bluesky-embed"><p>{said} <a href=x>pic.twitter.com/x1</a></p>&mdash; Mira Solberg (<a href=x>{handle}</a>)'
        " <a href=x>September 3, 2026 at 2:10 PM</a></blockquote>"
    )

    article = read_html(page(paragraphs(STORY[:2]) + post + paragraphs(STORY[2:])))

    assert told(article)[said] == "Mira Solberg"
    assert not any("pic.twitter.com" in text for text in told(article))
    assert rules(article)["pic.twitter.com/x1"] == "link"


def test_what_networks_put_around_a_post_is_not_read() -> None:
    """`View this post on Instagram` and `A post shared by` are buttons."""
    around = ("View this post on Instagram", "A post shared by Mira Solberg (@solberg)")
    post = f'<blockquote class="instagram-media"><div><a href=x>{around[0]}</a></div><p><a href=x>{around[1]}</a></p></blockquote>'

    article = read_html(page(paragraphs(STORY[:2]) + post + paragraphs(STORY[2:])))

    assert article.paragraphs == STORY
    assert [rules(article)[one] for one in around] == ["embed", "embed"]


# ---- pull quotes

SAID = "“We had to charter boats for the bread,” said Mira Solberg, the mayor, “and I never want to see that again.”"


@pytest.mark.parametrize(
    "pulled",
    [
        '<blockquote class="wp-block-quote"><p>“I never want to see that again”</p><footer>— Mira Solberg</footer></blockquote>',
        '<aside class="quote"><p>“We had to charter boats for the bread”</p><cite>Mira Solberg, mayor</cite></aside>',
        '<div class="zitatbox"><span>“We had to charter boats … and I never want to see that again”</span></div>',
        "<blockquote><p>We had to charter boats for the bread and I never want to see that again.</p></blockquote>",
        "<p>“We had to charter boats for the bread and I never want to see that again.”</p>",
    ],
)
def test_a_pull_quote_and_its_source_are_not_told_twice(pulled: str) -> None:
    """However short it is, cut together with dots, or without the narrator's words that stood between."""
    article = read_html(page(paragraphs([STORY[0], SAID, STORY[1]]) + pulled + paragraphs(STORY[2:])))

    assert article.paragraphs == (STORY[0], SAID, STORY[1], *STORY[2:])


def test_an_answer_in_marks_is_no_pull_quote() -> None:
    """Two people may say the same short thing."""
    lines = ("“Yes, I do,” said Mira Solberg and looked at the quay.", "“Yes, I do.”")

    assert read_html(page(paragraphs([*STORY[:2], *lines, *STORY[2:]]))).paragraphs[2:4] == lines


# ---- subheads, lists, tables


def test_a_short_line_in_bold_is_a_subhead() -> None:
    """Most sites write their subheads so; a bold sentence is text."""
    sentence = "<p><b>The pier is open again.</b></p>"
    body = paragraphs(STORY[:2]) + "<p><strong>What bakers should know</strong></p>" + paragraphs(STORY[2:]) + sentence

    assert read_html(page(body)).kinds == ("text", "text", "subhead", "text", "text", "text")


def test_paragraphs_in_list_items_are_items() -> None:
    """`<li><p>` is how editors' programs write a list."""
    items = "<ul><li><p>Boats leave at seven and at four.</p></li><li><p>Bicycles are free until May.</p></li></ul>"

    assert read_html(page(paragraphs(STORY[:2]) + items + paragraphs(STORY[2:]))).kinds[2:4] == ("item", "item")


def test_a_table_of_sentences_is_a_table() -> None:
    """Rows of several cells with a paragraph in each are dropped as a table, cells of a page's layout are not."""
    cells = (("Monday", "The early boat carries the post and the children of the school in Lindvik."),
             ("Tuesday", "The late boat carries bread and newspapers for the shop on the quay."))  # fmt: skip
    table = "".join(f"<tr><td><p>{day}</p></td><td><p>{text}</p></td></tr>" for day, text in cells)

    article = read_html(page(paragraphs(STORY[:2]) + f"<table>{table}</table>" + paragraphs(STORY[2:])))
    layout = read_html(
        f"<html lang=en><body><table><tr><td>Home</td><td>{paragraphs()}</td></tr></table></body></html>"
    )

    assert article.paragraphs == layout.paragraphs == STORY
    assert {rules(article)[text] for row in cells for text in row} == {"table"}


# ---- pictures


@pytest.mark.parametrize("markup", ["<p>{}</p>", "<div class=photo><img src=a.jpg><br>{}</div>"])
def test_photo_news_with_an_end_mark_is_its_caption(markup: str) -> None:
    """`(END)` is not the story, and both kickers leave the headline."""
    caption = "The ferry to Lindvik leaves the dock on Sept. 3, 2026, after nine weeks of repairs. (Yonhap)"
    title = "(LEAD) [Photo News] Ferry sails again"

    article = read_html(
        page(markup.format(caption) + "<p>(END)</p>", title=f"<h1>{title}</h1>", head=f"<title>{title}</title>")
    )

    assert article.paragraphs == (caption,)
    assert (article.kicker, article.headline) == ("LEAD, Photo News", "Ferry sails again")
    assert rules(article)[title] == "headline"


def test_copied_photo_news_is_its_caption() -> None:
    """A caption is no sentence of a story by its words; where there is nothing else, it is all there is to tell."""
    caption = "The ferry to Lindvik leaves the dock on Sept. 3, 2026, after nine weeks of repairs. (Yonhap)"
    top = ["The Harbour Post", "News", "Sport", "[Photo News] Ferry sails again", "14:20 September 03, 2026"]

    article = read_text("\n\n".join([*top, caption, "(END)", "About us", "Privacy policy"]))

    assert (article.headline, article.kicker, article.paragraphs) == ("Ferry sails again", "Photo News", (caption,))
    assert article.published is not None


def test_credits_of_a_gallery_are_not_read_between_its_pictures() -> None:
    """`Photo: Ida Berg` is whose picture it is, and not what it shows."""
    shown = [f"{name} leaves the fish market in the morning with a new engine." for name in ("Ida", "Nils", "Edda")]
    slides = "".join(
        f"<div class=slide><div class=slide-caption>{text}</div><div class=credit>Photo: Ida Berg / Harbour Post</div></div>"
        for text in shown
    )

    article = read_html(page(slides))

    assert article.paragraphs == tuple(shown)
    assert article.captions == ("Photo: Ida Berg / Harbour Post",)


def test_a_gallery_with_an_introduction_is_read_with_its_pictures() -> None:
    """Where the captions are far more than the paragraph above them, they are the rest of the story."""
    shown = [f"{text[:-1]}, as the picture shows." for text in STORY]
    figures = "".join(f"<figure><img src=a.jpg><figcaption>{text}</figcaption></figure>" for text in shown)

    article = read_html(page(paragraphs(STORY[:1]) + figures))

    assert article.paragraphs == (STORY[0], *shown)

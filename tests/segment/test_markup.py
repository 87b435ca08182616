"""What content systems put into a page's text and around it: marks, hidden words, boxes, captions that are no figures."""

from __future__ import annotations

import json

import pytest
from tests_pages import STORY, page, paragraphs

from audiopress.model import Article
from audiopress.segment import read_html


def rules(article: Article) -> dict[str, str]:
    """Each dropped line with the rule that dropped it."""
    return {one.line: one.rule for one in article.dropped}


def told(inside: str) -> Article:
    """A page with this between the second and the third paragraph."""
    return read_html(page(paragraphs(STORY[:2]) + inside + paragraphs(STORY[2:])))


# ---- inside a line


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#fn1">[1]</a></sup>',
        '<a href="#_ftn2"><sup>2</sup></a>',
        '<a class="footnote-anchor" href="#footnote-3">3</a>',
    ],
)
def test_the_mark_of_a_footnote_is_not_read(mark: str) -> None:
    """The figure that leads to a note is dropped and named, and its sentence stays whole."""
    article = told(f"<p>The bakers asked for a roof{mark} over the stalls, and the town agreed to it.</p>")

    assert article.paragraphs[2] == "The bakers asked for a roof over the stalls, and the town agreed to it."
    assert "footnote" in rules(article).values()


def test_a_footnote_is_dropped_as_one() -> None:
    """A note that its mark begins is nothing for listeners; a figure set high in a sentence is still said."""
    article = read_html(
        page(
            paragraphs() + "<p>The basin holds 400 m<sup>3</sup> of water.</p><p><sup>1</sup> Harbour act, part 4.</p>"
        )
    )

    assert article.paragraphs[-1] == "The basin holds 400 m3 of water."
    assert rules(article)["Harbour act, part 4."] == "footnote"


def test_the_reading_of_a_name_is_not_read_beside_it() -> None:
    """Ruby stands over the signs; said after them, the name would be heard twice."""
    body = (
        "<p>港の事務所は二か月のあいだ古い桟橋を閉じる。板が三か所で抜けたためだ。</p>"
        "<p>責任者の<ruby>小野寺<rp>(</rp><rt>おのでら</rt><rp>)</rp></ruby>茂さんは「冬までに直す」と話した。</p>"
        "<p>船はそのあいだ魚市場から出る。町は工事の費用をすでに用意している。</p>"
    )

    article = read_html(page(body, title="<h1>古い桟橋、二か月閉鎖</h1>", language="ja"))

    assert article.paragraphs[1] == "責任者の小野寺茂さんは「冬までに直す」と話した。"
    assert rules(article)["おのでら"] == "reading"


def test_words_for_programs_alone_are_not_read() -> None:
    """`(opens in a new tab)` is hidden by the style sheet: it is dropped out of its sentence."""
    article = told(
        '<p>The plans <a href="/p">are open<span class="sr-only"> (opens in a new tab)</span></a> to all.</p>'
    )

    assert article.paragraphs[2] == "The plans are open to all."
    assert rules(article)["(opens in a new tab)"] == "hidden"


def test_a_hidden_word_that_names_its_line_is_read() -> None:
    """`By`, hidden or not, says that a name is the author's."""
    title = '<h1>Old pier closes for two months</h1><p><span class="visually-hidden">By </span>Ida Berg</p>'

    assert read_html(page(title=title)).byline == ("Ida Berg",)


def test_signs_that_nobody_sees_are_taken_out() -> None:
    """Soft hyphens, spaces of no width and marks of direction part no words."""
    article = told("<p>The har&shy;bour office\u200b keeps\u200f the re&shy;place&shy;ment in a shed.</p>")

    assert article.paragraphs[2] == "The harbour office keeps the replacement in a shed."


def test_a_letter_set_large_belongs_to_its_word() -> None:
    """A drop cap is the first letter of the story."""
    article = read_html(page('<p><span class="dropcap">T</span>he bakers met at noon on the quay.</p>' + paragraphs()))

    assert article.paragraphs[0] == "The bakers met at noon on the quay."


# ---- boxes in the story

TABLE = "<table>" + "".join(
    f"<tr><td>{year}</td><td>{year % 7}</td><td>{year % 9}.4</td></tr>" for year in range(2010, 2019)
)


@pytest.mark.parametrize(
    "box",
    [
        TABLE + "</table>",
        '<aside class="infobox"><h3>About the pier</h3><p>Built: 1904. Posts: 212. Owner: the town.</p></aside>',
        '<div class="related"><h4>More</h4><ul><li><a href=/1>Bakers win a prize</a></li><li><a href=/2>Ice is late</a></li></ul></div>',
    ],
)
def test_a_box_before_the_last_sentence_ends_no_story(box: str) -> None:
    """A table or an aside between two paragraphs of one element is left out, and what follows it is read."""
    last = "The divers come back in May."

    article = read_html(page(paragraphs() + box + f"<p>{last}</p>"))

    assert article.paragraphs == (*STORY, last)


def test_a_long_table_in_the_middle_parts_no_story() -> None:
    """Cells are no furniture: both halves are the story's, however many cells there are."""
    assert told(TABLE + "</table>").paragraphs == STORY


def test_the_heading_of_a_box_goes_with_it() -> None:
    """`About the pier` is not read where what it heads is not."""
    article = told("<aside><h3>About the pier</h3><p>Built: 1904. Posts: 212. Owner: the town.</p></aside>")

    assert article.paragraphs == STORY
    assert "About the pier" in rules(article)


def test_a_link_in_brackets_leads_away() -> None:
    """`[ Who owns the quay? A guide ]` is another story's headline; a source in brackets is not one."""
    article = told('<div><i>[<a href="/g"> Who owns the quay? A guide to the harbour </a>]</i></div>')

    assert rules(article)["[ Who owns the quay? A guide to the harbour ]"] == "read more"


def test_a_short_line_in_bold_between_paragraphs_is_a_subhead() -> None:
    """Also where a page has no p elements and the line looks like a menu's by its words."""
    body = "".join(f"<div>{text}</div>" for text in STORY[:2]) + "<div><b>Two tickets, one ferry</b></div>"

    article = read_html(page(body + "".join(f"<div>{text}</div>" for text in STORY[2:])))

    assert list(zip(article.kinds, article.paragraphs, strict=True))[2] == ("subhead", "Two tickets, one ferry")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("💡", "control"),
        ("* * *", "end mark"),
        ("This story is developing. Please check back for updates.", "control"),
        (
            "Low Tide is a reader-supported publication. To receive new posts, consider becoming a paid subscriber.",
            "newsletter",
        ),
        ("Don’t miss: Ten piers that burnt", "read more"),
    ],
)
def test_what_only_readers_need_is_not_read(line: str, rule: str) -> None:
    """Pictures among the letters, promises and offers between two paragraphs are dropped by their rule."""
    article = told(f"<p>{line}</p>")

    assert article.paragraphs == STORY
    assert rules(article)[line] == rule


# ---- pictures


def test_a_caption_needs_no_figure() -> None:
    """An inline element that its class calls a caption is one, and no part of the sentence behind it."""
    body = f'<span class="photo"><img src=a><em class="img_desc">Divers at the pier on Monday</em></span>{STORY[0]}'

    article = read_html(page(body + paragraphs(STORY[1:])))

    assert article.captions == ("Divers at the pier on Monday",)
    assert article.paragraphs == STORY


def test_a_credit_behind_a_sentence_makes_a_caption_of_it() -> None:
    """Without a figure, `… Photo: Timo Krug` at the end of a short paragraph says that it is a picture's."""
    line = "The diver on Monday on the old pier. Photo: Timo Krug"

    assert told(f"<p>{line}</p>").captions == (line,)


def test_the_count_of_a_gallery_is_no_caption() -> None:
    """`1/4` beside a picture and a form that its class calls a caption are buttons."""
    figure = "<figure><img src=a><figcaption><span>{}/3</span><p>{}</p></figcaption></figure>"
    shown = (
        "A whale of nylon is let up by a crew of six from the harbour.",
        "Children of the school wait for the wind, which was late.",
        "At dusk the kites are folded, and the whale takes an hour.",
    )

    article = read_html(
        page(
            "".join(figure.format(number, text) for number, text in enumerate(shown, 1)),
            title="<h1>Kites of Lindvik</h1>",
        )
    )

    assert article.paragraphs == shown
    assert rules(article)["1/3"] == "control"


def test_a_chinese_photographer_signs_a_caption() -> None:
    """A paragraph that ends with who took the picture (`摄`) is its caption."""
    body = (
        "<p>停航二十年的渡口十七日重新开放，摆渡人是一名十六岁的中学生，船票一元。</p>"
        "<p>学生在渡口撑船。江边晚报记者 周文远 摄</p><p>渡船为木制，可载六人，所得将用于修缮码头，每个周末开放。</p>"
        "<p>【纠错】【责任编辑：李敏】</p>"
    )

    article = read_html(page(body, title="<h1>古渡口重新开放</h1>", language="zh"))

    assert article.captions == ("学生在渡口撑船。江边晚报记者 周文远 摄",)
    assert rules(article)["【纠错】【责任编辑：李敏】"] == "credits"


# ---- forms of stories


def test_a_definition_list_may_be_an_interview() -> None:
    """Terms that ask and their definitions are questions and answers."""
    asked = (
        ("Why do you begin with the ferryman?", "Because he knows what the river does in March, and my map does not."),
        ("What does a mayor want from a bridge?", "A ribbon. I always let them choose the scissors myself."),
        ("Will it be green?", "It will be green when it is new, and I am in no hurry to see it brown."),
    )
    inside = "".join(f"<dt>{question}</dt><dd>{answer}</dd>" for question, answer in asked)
    closing = "<p>The interview was edited for length.</p>"

    article = read_html(page(f"<p>{STORY[0]}</p><dl>{inside}</dl>{closing}"))

    assert article.kinds == ("text", *("question", "answer") * 3, "note")


def test_an_interview_keeps_its_introduction() -> None:
    """The standfirst says who is asked; without it the first thing heard would be a question to nobody."""
    intro = "Lore Petersen repariert seit fünfzig Jahren Kirchturmuhren. Ein Gespräch über Dohlen und die Sommerzeit."
    asked = (
        (
            "Frau Petersen, welche Uhr geht bei Ihnen zu Hause vor?",
            "Alle. Ich habe es gern, wenn noch etwas übrig ist.",
        ),
        (
            "Was ist der größte Feind der Turmuhr?",
            "Die Dohle. Sie baut ihr Nest hinter dem Zifferblatt, und ich warte.",
        ),
        ("Wird die Sommerzeit je abgeschafft?", "Nicht, solange ich dafür bezahlt werde, auf Türme zu steigen."),
    )
    header = f"<header><h1>Die Zeit gehört niemandem</h1><p class=intro>{intro}</p><p>Von Hanna Roth</p></header>"
    turns = "".join(f"<p><b>{question}</b></p><p>{answer}</p>" for question, answer in asked)

    article = read_html(page(turns, head="<title>Die Zeit gehört niemandem</title>", title=header, language="de"))

    assert article.paragraphs[0] == intro
    assert article.kinds == ("text", *("question", "answer") * 3)


def test_japanese_questions_behind_dashes_end_in_ka() -> None:
    """`――なぜ木ですか。` asks without a question mark."""
    turns = (
        ("――なぜ木にこだわるのですか。", "鉄は黙って折れる。木は折れる前に必ず鳴くんです。"),
        ("――弟子には何を教えますか。", "川の音を聞くこと。私は三年、何も教えません。"),
        ("――次の橋は。", "春になったら下見に行きます。急ぎません。橋は急がない。"),
    )
    inside = "".join(f"<p><strong>{question}</strong></p><p>{answer}</p>" for question, answer in turns)

    article = read_html(page(f"<p>木の橋だけを架けてきた棟梁に、五十年の仕事を聞いた。</p>{inside}", language="ja"))

    assert article.kinds == ("text", *("question", "answer") * 3)


def test_a_statement_may_have_its_source_in_a_cite_element() -> None:
    """`<cite>` below a quoted block says whose words they are, without a dash."""
    words = "No mayor ever answered our calls so promptly, or ate so many of our forms."

    article = told(
        f"<p>The office paid tribute:</p><blockquote><p>{words}</p><cite>Sheriff Dan Whitaker</cite></blockquote>"
    )

    (quote,) = article.quotes
    assert (quote.text, quote.speaker, quote.voiced) == (words, "Dan Whitaker", True)
    assert article.text[quote.start : quote.end] == words
    assert quote.mention is not None
    assert article.text[slice(*quote.mention)] == "Sheriff Dan Whitaker"


def test_a_live_blogs_entries_are_all_read() -> None:
    """What stands between the entries of a page that says it is live (times, captions, buttons) ends it nowhere."""
    entries = (
        (
            "Water passes the mark",
            "The gauge at the old bridge showed six metres at noon, four centimetres above the mark.",
        ),
        (
            "School is a shelter",
            "Some ninety people spent the night in the gymnasium of the school, the Red Cross said.",
        ),
        ("", "Good morning and welcome to our coverage of the flood. The crest is expected at noon today."),
    )
    data = {
        "@type": "LiveBlogPosting",
        "headline": "Flood in the valley: all that is known",
        "datePublished": "2026-06-02",
    }
    block = (
        "<article class=block><header><time>1h ago<span>12.05 CEST</span></time>{}<div>Nora Weiss</div></header>"
        "<div><p>{}</p><figure><img><figcaption>The gauge by the old bridge this morning</figcaption></figure></div>"
        "<footer>Updated at 13.10 CEST <button>Share</button></footer></article>"
    )
    body = "".join(block.format(f"<h2>{head}</h2>" if head else "", text) for head, text in entries)
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'

    article = read_html(page(body, head=head, title="<h1>Flood in the valley: all that is known</h1>"))

    assert article.paragraphs == tuple(part for entry in entries for part in entry if part)


def test_the_markup_of_a_story_in_the_data_is_read_as_such() -> None:
    """`articleBody` may be HTML: its headings are subheads, and its tags are not words."""
    body = paragraphs(STORY[:2]) + "<h2>What the bakers say</h2>" + paragraphs(STORY[2:])
    data = json.dumps({"@type": "NewsArticle", "headline": "Old pier closes for two months", "articleBody": body})

    article = read_html(f'<html lang=en><script type="application/ld+json">{data}</script><div id=root></div></html>')

    assert article.paragraphs == (*STORY[:2], "What the bakers say", *STORY[2:])
    assert article.kinds[2] == "subhead"


def test_a_note_on_the_author_behind_a_dash_is_left_out() -> None:
    """The last lines may say who wrote the story, whose byline stood beside the date."""
    title = "<h1>Old pier closes for two months</h1><div>Jane Roe · Nov. 2, 2026, 7:45 a.m. CST</div>"

    article = read_html(page(paragraphs() + "<p>— Jane Roe covers the harbour for the Courier.</p>", title=title))

    assert article.byline == ("Jane Roe",)
    assert article.paragraphs == STORY
    assert rules(article)["— Jane Roe covers the harbour for the Courier."] == "author"

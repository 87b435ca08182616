"""HTML pages: what is the story, what is a caption, a question or a note, and what is neither is named."""

from __future__ import annotations

import json

import pytest
from tests_growth import assert_grows
from tests_pages import FOOTER, NAV, STORY, page, paragraphs

from audiopress.errors import SourceError
from audiopress.model import Article
from audiopress.segment import passages, read_html
from audiopress.segment.page.profiles import Profile


def rules(article: Article) -> dict[str, str]:
    """Each dropped line with the rule that dropped it."""
    return {one.line: one.rule for one in article.dropped}


# ---- the story and what stands around it


def test_menus_and_footers_are_not_the_story() -> None:
    """The paragraphs are the article; the lines around them are dropped, each with a rule and a score."""
    article = read_html(page())

    assert article.paragraphs == STORY
    assert {"Home", "World", "Sport", "Culture", "About us", "Privacy policy"} <= set(rules(article))
    assert all(one.rule and one.number for one in article.dropped)


@pytest.mark.parametrize(
    "box",
    [
        '<p>Read more: <a href="/b">Bakers fear for their stalls</a></p>',
        '<p><strong>Also read:</strong> <a href="/b">Bakers fear for their stalls</a></p>',
        '<div class="related"><h3>Related stories</h3><ul><li><a href="/b">Bakers fear for their stalls</a></li></ul></div>',
        "<aside><h3>Our newsletter</h3><p>Get the best of the harbour in your inbox every morning. Sign up here.</p></aside>",
        '<div class="newsletter-signup"><p>Subscribe to our newsletter and never miss a tide again.</p><form><input></form></div>',
        "<p>Sign up for our daily newsletter to get the news of the harbour in your inbox.</p>",
        '<div class="share"><a href="#">Share on Facebook</a> <a href="#">Tweet</a> <a href="#">E-mail this</a></div>',
        "<p>Advertisement</p>",
        '<div class="ad-slot"><p>Advertisement - scroll to continue</p></div>',
        '<p><a href="/l">Listen to this story in our podcast</a></p>',
        '<p>Follow us on <a href="/t">Twitter</a>, <a href="/f">Facebook</a> and <a href="/i">Instagram</a>.</p>',
    ],
)  # fmt: skip
def test_boxes_in_the_middle_of_a_story_are_not_read_aloud(box: str) -> None:
    """Read more, related links, newsletters, share bars and advertisements between two paragraphs are dropped."""
    body = paragraphs(STORY[:2]) + box + paragraphs(STORY[2:])

    article = read_html(page(body))

    assert article.paragraphs == STORY


@pytest.mark.parametrize(
    ("language", "box"),
    [
        ("fr", "<p>Lire aussi <a href=/b>Les boulangers craignent pour leurs étals</a></p>"),
        ("ko", "<p>관련기사: <a href=/b>빵집 주인들의 걱정</a></p>"),
    ],
)
def test_a_line_is_dropped_by_its_page_s_language_alone(language: str, box: str) -> None:
    """What points to another story in one language is a sentence like any other on a page in another."""
    html = page(paragraphs(STORY[:2]) + box + paragraphs(STORY[2:]))

    assert read_html(html, profile=Profile(domain="harbour.example", language=language)).paragraphs == STORY
    assert "read more" not in {one.rule for one in read_html(html).dropped}


def test_subheads_and_lists_are_kept_as_such() -> None:
    """Subheads and items of the story stay in it, each labelled so that it gets a pause."""
    body = (
        paragraphs(STORY[:2])
        + "<h2>What changes for travellers</h2><ul><li>Ferries leave from the fish market, ten minutes later than before.</li>"
        "<li>Tickets for bicycles are sold on board and not at the kiosk.</li></ul>" + paragraphs(STORY[2:])
    )

    article = read_html(page(body))

    assert article.paragraphs == (
        *STORY[:2],
        "What changes for travellers",
        "Ferries leave from the fish market, ten minutes later than before.",
        "Tickets for bicycles are sold on board and not at the kiosk.",
        *STORY[2:],
    )
    assert article.kinds == ("text", "text", "subhead", "item", "item", "text", "text")


def test_tables_are_dropped_and_reported() -> None:
    """The cells of a table cannot be listened to: each is dropped by the rule `table`."""
    table = "<table><tr><th>Pier</th><th>Posts</th></tr><tr><td>North pier</td><td>48</td></tr><tr><td>South pier</td><td>112</td></tr></table>"

    article = read_html(page(paragraphs(STORY[:2]) + table + paragraphs(STORY[2:])))

    assert article.paragraphs == STORY
    assert {line for line, rule in rules(article).items() if rule == "table"} == {
        "Pier", "Posts", "North pier", "48", "South pier", "112",
    }  # fmt: skip


def test_a_page_laid_out_with_a_table_is_still_read() -> None:
    """Old pages put their story into a cell: long cells are text."""
    inside = "".join(f"{text}<br><br>" for text in STORY)
    html = f"<html><body><table><tr><td>Home<br>World</td><td><h1>Old pier closes</h1>{inside}</td></tr></table></body></html>"

    assert read_html(html).paragraphs == STORY


def test_line_breaks_part_paragraphs() -> None:
    """Text between br elements without p elements is one paragraph each."""
    body = "<br><br>".join(STORY)

    assert read_html(page(body)).paragraphs == STORY


def test_words_in_inline_elements_stay_in_their_sentence() -> None:
    """Links, emphasis and abbreviations do not cut a paragraph."""
    body = (
        f"<p>The <a href=/o>harbour <em>office</em></a> will <b>close</b> the old pier{STORY[0][38:]}</p>"
        + paragraphs(STORY[1:])
    )

    article = read_html(page(body))

    assert article.paragraphs[0].startswith("The harbour office will close the old pier")
    assert len(article.paragraphs) == 4


# ---- posts, pull quotes, captions


def test_a_pull_quote_is_spoken_once() -> None:
    """A sentence of the body that is set large beside it is dropped, before or after the sentence itself."""
    said = "“Nobody will have to swim to work this winter, I promise,” said Mira Solberg, the head of the office."
    pull = "<blockquote class=pullquote><p>Nobody will have to swim to work this winter, I promise</p></blockquote>"
    for body in (
        paragraphs(STORY[:2]) + pull + paragraphs([said, *STORY[2:]]),
        paragraphs([*STORY[:2], said, STORY[2]]) + pull + paragraphs([STORY[3]]),
        paragraphs([*STORY[:2], said]) + pull.replace("blockquote", "div").replace(" class=pullquote", "") + paragraphs(STORY[2:]),
    ):  # fmt: skip
        article = read_html(page(body))

        assert article.text.count("Nobody will have to swim") == 1
        assert said in article.paragraphs
        assert rules(article)["Nobody will have to swim to work this winter, I promise"] == "pull quote"


def test_an_embedded_post_is_read_in_its_authors_voice() -> None:
    """A post in the story is a quote of the person whom the page names below it."""
    post = (
        '<blockquote class="twitter-tweet"><p lang="en">So the pier is closing again.<br>Third time in ten years. Who pays?</p>'
        '— Jonas Petri (@ferryfan) <a href="https://example.org/s/1">September 3, 2026</a></blockquote>'
    )

    article = read_html(page(paragraphs(STORY[:2]) + post + paragraphs(STORY[2:])))

    (quote,) = article.quotes
    assert (
        article.text[quote.start : quote.end]
        == quote.text
        == "So the pier is closing again.\nThird time in ten years. Who pays?"
    )
    assert (quote.speaker, quote.voiced) == ("Jonas Petri", True)
    assert quote.mention is not None
    assert article.text[slice(*quote.mention)] == "Jonas Petri"


def test_block_quotes_of_the_story_are_read() -> None:
    """A quoted letter or statement in a plain blockquote belongs to the story."""
    letter = "We have decided to close the pier because we cannot answer for the safety of those who walk on it."

    article = read_html(
        page(paragraphs(STORY[:2]) + f"<blockquote><p>{letter}</p></blockquote>" + paragraphs(STORY[2:]))
    )

    assert letter in article.paragraphs


def test_captions_keep_their_credits() -> None:
    """A figure's caption and credit are one caption, and not a paragraph."""
    figure = (
        "<figure><img src=a.jpg alt=Pier><figcaption>Workers lift a plank from the old pier on Monday. "
        "<span class=credit>(Photo by Jonas Petri / Harbour Courier)</span></figcaption></figure>"
    )

    article = read_html(page(figure + paragraphs()))

    assert article.captions == (
        "Workers lift a plank from the old pier on Monday. (Photo by Jonas Petri / Harbour Courier)",
    )
    assert article.paragraphs == STORY


def test_photo_news_is_its_caption() -> None:
    """A page whose only text is the caption of a picture is an article of that caption."""
    caption = "Children wave to the first ferry of the season as it leaves the fish market on Sunday morning. (Yonhap)"
    figure = f"<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>"

    article = read_html(page(figure, title="<h1>[Photo News] First ferry of the season</h1>", head="<title>x</title>"))

    assert article.paragraphs == (caption,)
    assert article.captions == ()
    assert article.kicker == "Photo News"
    assert article.headline == "First ferry of the season"


def test_a_gallery_is_read_picture_by_picture() -> None:
    """Where captions are the story they are read in order, a repeated one once."""
    captions = [f"Picture {n}: a ferry of the {name} line leaves the fish market in the morning." for n, name in enumerate(("red", "blue", "red", "green"), 1)]  # fmt: skip
    figures = "".join(
        f"<figure><img src={n}.jpg><figcaption>{text}</figcaption></figure>" for n, text in enumerate(captions)
    )

    article = read_html(page(figures + figures[: figures.index("</figure>") + 9]))

    assert article.paragraphs == tuple(captions)
    assert "repeated caption" in rules(article).values()


# ---- interviews


@pytest.mark.parametrize("marked", ["prefix", "bold", "heading", "names"])
def test_an_interview_has_two_voices(marked: str) -> None:
    """Questions and answers are told apart by Q and A, by bold questions, or by names in front of them."""
    pairs = [
        ("Why does the pier have to close before the winter?", "The planks have given way in three places, and I would not walk on it myself with my children."),
        ("What will happen to the bakers on the quay?", "They keep their stalls. We have talked to each of them, and nobody will have to move away."),
        ("When will the ferries leave from the old place again?", "In spring, if the weather lets us work. We have enough posts and enough people for it."),
    ]  # fmt: skip
    forms = {
        "prefix": "<p>Q: {}</p><p>A: {}</p>",
        "bold": "<p><strong>{}</strong></p><p>{}</p>",
        "heading": "<h3>{}</h3><p>{}</p>",
        "names": "<p><b>Harbour Courier:</b> {}</p><p><b>Solberg:</b> {}</p>",
    }
    body = paragraphs(STORY[:1]) + "".join(forms[marked].format(*pair) for pair in pairs)

    article = read_html(page(body))

    assert article.kinds == ("text", *("question", "answer") * 3)


def test_the_answers_paragraphs_are_all_answers() -> None:
    """An answer goes on until the next question."""
    body = (
        paragraphs(STORY[:1])
        + "<p><b>Why does the pier have to close before the winter?</b></p>"
        + paragraphs(STORY[1:3])
        + "<p><b>What will happen to the bakers on the quay?</b></p>"
        + paragraphs(STORY[3:])
    )

    article = read_html(page(body))

    assert article.kinds == ("text", "question", "answer", "answer", "question", "answer")


# ---- live blogs


def live_blog(order: list[int]) -> str:
    """Entries with the time in each one's heading, in the order given."""
    entries = "".join(
        f'<article class="live-entry"><time datetime="2026-09-03T{8 + n:02}:00:00+09:00">{8 + n:02}:00</time>'
        f"<h2>Update {n} from the fish market</h2><p>{STORY[n]}</p></article>"
        for n in order
    )
    return page(f"<section class=live-blog>{entries}</section>")


def test_a_live_blog_is_one_article_in_the_order_of_the_page() -> None:
    """The newest entry stays first, with the headings of the entries between."""
    article = read_html(live_blog([3, 2, 1, 0]))

    assert article.headline == "Old pier closes for two months"
    assert [text for text in article.paragraphs if text in STORY] == list(reversed(STORY))
    assert [text for index, text in enumerate(article.paragraphs) if article.kind(index) == "subhead"] == [
        f"Update {n} from the fish market" for n in (3, 2, 1, 0)
    ]


def test_a_live_blog_that_only_stands_in_its_data_is_read_newest_first() -> None:
    """Entries of `liveBlogUpdate` are the article where scripts build the page."""
    data = {
        "@type": "LiveBlogPosting",
        "headline": "Old pier closes for two months",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": f"Update {n}", "articleBody": f"{STORY[n]} {STORY[(n + 1) % 4]}",
             "datePublished": f"2026-09-03T{8 + n:02}:00:00+09:00"}
            for n in (0, 2, 1)
        ],
    }  # fmt: skip

    article = read_html(
        page("<div id=app></div>", head=f'<script type="application/ld+json">{json.dumps(data)}</script>')
    )

    assert [text for text in article.paragraphs if text.startswith("Update")] == ["Update 2", "Update 1", "Update 0"]


# ---- notes


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this article gave a wrong date for the opening of the pier.",
        "This article was amended on 4 September 2026 to correct the number of posts.",
        "Editor's note: This story has been updated with the answer of the bakers.",
        "Clarification: The stalls are on the quay and not on the pier itself.",
        "An earlier version of this story misstated the number of posts. It is 112, not 121.",
        "Update: This story was updated to include a statement by the harbour office.",
    ],
)
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<p><em>{}</em></p>", "<div class=correction>{}</div>"])
def test_corrections_are_kept_and_labelled(note: str, markup: str) -> None:
    """A correction or an editor's note belongs to the article, as a note."""
    article = read_html(page(paragraphs() + markup.format(note)))

    assert article.paragraphs == (*STORY, note)
    assert article.kinds == (*["text"] * 4, "note")


# ---- paywalls


def test_a_paywall_is_an_error_unless_it_is_allowed() -> None:
    """A teaser is not read as if it were the story; with `allow_teaser` it is, without the paywall's own words."""
    wall = "<div class=paywall><h3>Subscribe to continue reading</h3><p>Already a subscriber? <a href=/l>Log in</a></p></div>"
    html = page(paragraphs(STORY[:1]) + wall)

    with pytest.raises(SourceError, match="stops at a paywall") as error:
        read_html(html)
    article = read_html(html, allow_teaser=True)

    assert "--allow-teaser" in str(error.value)
    assert article.paragraphs == STORY[:1]
    assert rules(article)["Subscribe to continue reading"] == "paywall"


def test_a_page_that_says_it_is_not_free_and_stops_is_a_teaser() -> None:
    """`isAccessibleForFree: false` with a paragraph or two is a paywall; with the whole story it is not."""
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Old pier closes for two months", "isAccessibleForFree": "False"}</script>'

    with pytest.raises(SourceError, match="paywall"):
        read_html(page(paragraphs(STORY[:1]), head=data))
    assert (
        len(
            read_html(
                page(paragraphs([f"{text[:-1]} in part {n}." for n in range(4) for text in STORY]), head=data)
            ).paragraphs
        )
        >= 4
    )


# ---- bytes and hostile pages


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("euc-kr", "항만청은 지난 봄부터 널빤지가 세 군데에서 무너졌기 때문에 낡은 부두를 두 달 동안 닫기로 했다고 밝혔다."),
        ("shift_jis", "港湾局は春から板が三か所で抜けたため、古い桟橋を二か月の間閉鎖することを決めたと発表しました。"),
        ("euc-jp", "港湾局は春から板が三か所で抜けたため、古い桟橋を二か月の間閉鎖することを決めたと発表しました。"),
        ("gb2312", "港务局决定将旧码头关闭两个月，因为自春天以来木板已经在三个地方断裂，码头上的人们都很担心。"),
        ("big5", "港務局決定將舊碼頭關閉兩個月，因為自春天以來木板已經在三個地方斷裂，碼頭上的人們都很擔心。"),
        ("iso-8859-1", "Le bureau du port fermera le vieux ponton pendant deux mois, parce que les planches ont cédé à trois endroits déjà."),
        ("windows-1252", "Das Hafenamt schließt den alten Steg für zwei Monate, weil die Bretter an drei Stellen nachgegeben haben – „endlich“."),
    ],
)  # fmt: skip
def test_legacy_encodings_are_read_as_declared(encoding: str, text: str) -> None:
    """Pages of old systems are bytes in the charset that their meta tag names."""
    html = page(paragraphs([text, text[:-1] + " 1."])).replace("charset=utf-8", f"charset={encoding}")

    assert read_html(html.encode(encoding, "xmlcharrefreplace")).paragraphs[0] == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_not_text(encoding: str) -> None:
    """With a mark the bytes say themselves what they are, whatever the page declares."""
    assert read_html(page().encode(encoding)).paragraphs == STORY
    assert read_html("\ufeff" + page()).paragraphs == STORY


def test_entities_that_were_escaped_twice_are_read() -> None:
    """`&amp;quot;` in a page is a quotation mark to its readers, and `AT&amp;amp;T` is AT&T."""
    body = "<p>&amp;ldquo;The pier is safe again,&amp;rdquo; said Mira Solberg of Tide &amp;amp; Sons on Friday, &amp;#8220;for everyone.&amp;#8221;</p>"

    article = read_html(page(body + paragraphs(), title="<h1>Tide &amp;amp; Sons closes its pier</h1>", head=""))

    assert (
        article.paragraphs[0] == "“The pier is safe again,” said Mira Solberg of Tide & Sons on Friday, “for everyone.”"
    )
    assert article.headline == "Tide & Sons closes its pier"


def test_text_about_markup_is_left_alone() -> None:
    """An entity name that a page explains to its readers stays what it is once read."""
    body = "<p>The office wrote &lt;b&gt; into its letters by mistake, and the printers took it for a word of some kind.</p>"

    assert "<b>" in read_html(page(body + paragraphs())).text


@pytest.mark.parametrize("html", ["", "   \n ", "<html></html>", "<html><body><script>x()</script></body></html>", "<!-- -->", b""])  # fmt: skip
def test_an_empty_page_is_a_clear_error(html: str | bytes) -> None:
    """There is nothing to read, and the error says what to do."""
    with pytest.raises(SourceError) as error:
        read_html(html, url="https://example.org/a")

    assert error.value.where == "https://example.org/a"
    assert error.value.hint


def nested(count: int) -> str:
    return page("<div>" * count + paragraphs() + "</div>" * count)


def long(size: int) -> str:
    return page(paragraphs([f"{text[:-1]} in report {n}." for n in range(size // 500) for text in STORY]))


def test_a_hundred_thousand_nested_tags_are_read() -> None:
    """Depth costs no stack and no story: the text inside and after is still found."""
    assert read_html(nested(100_000)).paragraphs == STORY
    assert_grows(read_html, nested, size=2000)


def test_a_large_page_is_work_that_grows_with_its_size() -> None:
    """Every paragraph of a megabyte is read, and twice the page is about twice the work."""
    assert len(read_html(long(1_000_000)).paragraphs) > 1_000_000 // 150
    assert_grows(read_html, long, size=100_000)


def test_a_page_of_entities_and_null_bytes_is_read() -> None:
    """Null characters and numeric entities out of range are passed over."""
    body = f"<p>\x00{STORY[0]}&#0;&#x110000;</p>" + paragraphs(STORY[1:])

    assert len(read_html(page(body)).paragraphs) == 4


def test_passages_of_a_page_are_all_of_its_text() -> None:
    """What goes to the voices is every word of the paragraphs."""
    article = read_html(page(paragraphs([*STORY, "“The pier is safe again for everyone,” said Mira Solberg."])))

    spoken = " ".join(p.text for passage in passages(article) for p in passage)

    assert all(word in spoken for word in article.text.replace("“", "").replace("”", "").replace(",", "").split())


def test_hidden_text_is_not_read() -> None:
    """Scripts, styles, templates and elements that are not shown have nothing to say."""
    body = (
        paragraphs(STORY[:2])
        + "<script>var story = 'The harbour office will open the pier';</script><style>p { color: red }</style>"
        "<template><p>The harbour office will open the pier again.</p></template>"
        '<p hidden>Print this page with the button below if you like to.</p><p style="display: none">Turn on scripts to see it all.</p>'
        + paragraphs(STORY[2:])
    )

    assert read_html(page(body)).paragraphs == STORY


def test_reader_comments_are_not_the_story() -> None:
    """What readers wrote below is dropped, however much of it there is."""
    comments = "<section id=comments><h2>Comments</h2>" + "".join(
        f"<div class=comment><b>Reader {n}</b><p>I have walked on this pier for {n + 20} years and it was never as bad as the office says, not even in winter.</p></div>"
        for n in range(12)
    ) + "</section>"  # fmt: skip

    article = read_html(page().replace("</main>", comments + "</main>"))

    assert article.paragraphs == STORY


def test_teasers_of_other_stories_below_are_not_the_story() -> None:
    """Cards with a headline and a sentence each are not paragraphs of this one."""
    cards = "<section class=more-stories><h2>More from Harbour</h2>" + "".join(
        f"<div class=card><h3><a href=/{n}>Council votes on plan {n} for the market</a></h3><p>The council will meet on Monday to talk about it.</p></div>"
        for n in range(8)
    ) + "</section>"  # fmt: skip

    article = read_html(page().replace("</main>", cards + "</main>"))

    assert article.paragraphs == STORY


def test_a_page_that_only_has_its_story_in_its_data_is_read() -> None:
    """`articleBody` is the story where the page itself is built by scripts."""
    data = {"@type": "NewsArticle", "headline": "Old pier closes for two months", "articleBody": "\n\n".join(STORY)}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'

    article = read_html(f"<html lang=en><head>{head}</head><body>{NAV}<div id=app></div>{FOOTER}</body></html>")

    assert article.paragraphs == STORY

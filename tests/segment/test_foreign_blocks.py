"""What stands between a story's paragraphs and is not the story's is not spoken; fields come from whatever names them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests_pages import STORY, page, paragraphs

from audiopress.errors import SourceError
from audiopress.segment import read_html
from audiopress.segment.page import html_model
from audiopress.segment.page.families import FAMILIES, families
from audiopress.segment.page.profiles import Profile

BIOGRAPHY = "A veteran of the harbour desk, Edda has written of ships since planks were made of wood and has won two prizes for it."
BAKERS = "Bakers on the quay fear for their stalls"


def between(box: str) -> str:
    """A page with a box in the middle of its story."""
    return page(paragraphs(STORY[:2]) + box + paragraphs(STORY[2:]))


@pytest.mark.parametrize("name", ["author__biography", "author-bio", "article-author-box", "about-the-author", "authorInfo", "bio-card"])  # fmt: skip
@pytest.mark.parametrize("place", ["between", "below"])
def test_a_box_on_the_author_is_not_spoken(name: str, place: str) -> None:
    """What a site calls a box on the author is none of the story, however well it is written."""
    box = f"<div class='{name}'><p>{BIOGRAPHY}</p></div>"
    html = between(box) if place == "between" else page(paragraphs() + box)

    article = read_html(html)

    assert article.paragraphs == STORY
    assert {one.rule for one in article.dropped if one.line == BIOGRAPHY} == {"author"}


@pytest.mark.parametrize(
    "name",
    ["newsletter-signup-box newsletter-promo", "affiliate_info", "article__audioplayer", "Article_elementPoll", "similarLinks", "traffic_message"],
)  # fmt: skip
def test_a_box_that_is_furniture_by_its_name_is_not_spoken(name: str) -> None:
    """Pitches, polls, players and lists of other stories have names that no paragraph of a story has."""
    words = "Some of what is shown on these pages was made elsewhere, and we are paid a little for every sale that follows from it."

    assert read_html(between(f"<div class='{name}'><p>{words}</p></div>")).paragraphs == STORY


@pytest.mark.parametrize("name", ["author-info", "newsletter-box", "related-content", "affiliate-note"])
def test_a_name_around_the_whole_page_says_nothing_of_a_part(name: str) -> None:
    """A builder's class on a wrapper of everything is no box."""
    html = page().replace("<main>", f"<main><div class='{name}'>").replace("</main>", "</div></main>")

    assert read_html(html).paragraphs == STORY


@pytest.mark.parametrize("label", ["READ MORE | ", "FUNDA OLUNYE UDABA | ", "LEES OOK: ", "Ler também: ", "बड़ी खबर: "])
def test_a_label_before_a_link_leads_away_in_any_language(label: str) -> None:
    """Where all that stands behind a short label is a link, it is another story's headline: no language is needed."""
    assert read_html(between(f"<p>{label}<a href='/b'>{BAKERS}</a></p>")).paragraphs == STORY


def test_a_sentence_with_a_link_behind_a_colon_is_spoken() -> None:
    """A sentence ends with a stop, and its link begins somewhere in it."""
    said = "The council has a plan: it will <a href='/b'>move the stalls of the bakers</a> to the other side of the quay in May."

    assert len(read_html(between(f"<p>{said}</p>")).paragraphs) == len(STORY) + 1


@pytest.mark.parametrize("tag", ["p", "h3", "div"])
def test_a_headline_that_is_a_link_from_end_to_end_is_not_spoken(tag: str) -> None:
    """Among the paragraphs of a story it is another story's."""
    assert read_html(between(f"<{tag}><a href='/b'>{BAKERS}</a></{tag}>")).paragraphs == STORY


@pytest.mark.parametrize("line", [">> <a href=/b>All dates of the ferry</a> until the end of the year", "▶ <a href=/b>How the pier was built</a> in pictures"])  # fmt: skip
def test_an_arrow_before_a_link_leads_away(line: str) -> None:
    """`>>` and its like point to another page."""
    assert read_html(between(f"<p>{line}</p>")).paragraphs == STORY


@pytest.mark.parametrize("closing", ["<p>Sign up</p>", "<form><input></form>", ""])
def test_a_heading_of_nothing_is_not_spoken(closing: str) -> None:
    """A heading below which nothing is told heads a box: a pitch, a form."""
    article = read_html(page(paragraphs() + f"<h3>Exclusive news of the harbour, found for you</h3>{closing}"))

    assert article.paragraphs == STORY


def test_a_heading_over_a_picture_and_a_paragraph_is_kept() -> None:
    """A picture may stand between a heading and what it heads."""
    picture = "<figure><img src=a.jpg><figcaption>A crane. Photo: Ole Ek</figcaption></figure>"
    article = read_html(between(f"<h2>What happens now</h2>{picture}"))

    assert article.paragraphs == (*STORY[:2], "What happens now", *STORY[2:])


@pytest.mark.parametrize(
    "line",
    [
        "Pictured right, is reader Nora Berg, from Lindvik, speaking to the novelist Ida Holm, from the other side of the fjord.",
        "Pictured at the back, from left, are the authors Nora Berg and Ida Holm, with the readers of the harbour's library in front.",
        "From left: Nora Berg, Ida Holm, Jonas Petri and Mira Solberg",
        "The crew of the ferry, from left: Nora Berg, Ida Holm, Jonas Petri",
    ],
)
def test_who_is_seen_from_left_to_right_is_a_caption(line: str) -> None:
    """A paragraph that names the people in a picture by their places is its caption."""
    article = read_html(between(f"<p>{line}</p>"))

    assert article.paragraphs == STORY
    assert line in article.captions


def test_a_caption_that_is_said_again_as_text_is_not_spoken() -> None:
    """A picture story says each caption twice: under the picture, and over it."""
    caption = "The old pier has stood in the harbour of Lindvik for one hundred and eleven years."
    figure = f"<figure><img src=a.jpg><figcaption>{caption} Photo: Ole Ek</figcaption></figure><div><div>{caption}</div></div>"

    assert read_html(between(figure)).paragraphs == STORY


@pytest.mark.parametrize("kicker", ["Harbour works – ", "Lindvik in winter: ", "Wood and water "])
def test_the_headline_behind_its_kicker_is_not_spoken(kicker: str) -> None:
    """What is set above the story again, with a kicker before it, is the headline."""
    title = "Old pier in the harbour of Lindvik closes for two months"
    html = page(f"<h2>{kicker}{title}</h2>{paragraphs()}", head=f"<title>{title}</title>", title=f"<h1>{title}</h1>")

    assert read_html(html).paragraphs == STORY


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "This is a breaking new story - more to follow"),
        ("en", "You have full access to this article via your institution."),
        ("en", "For the latest news and stories from across the fjord, sign up for our newsletters."),
        ("de", "Diese Audioversion wurde künstlich generiert. Wir freuen uns über Ihr Feedback."),
        ("de", "Dieser Artikel wurde im Original veröffentlicht auf Englisch"),
        ("de", "Mehr über die Fähren von Lindvik lesen Sie hier."),
        ("de", "Ich bin damit einverstanden, dass mir Inhalte von YouTube angezeigt werden."),
        ("de", "Sendung: Hafenwelle, 24.04.2026, 15:10 Uhr"),
        ("en", "harbourpost.de: The secret life of an old pier (in German)"),
    ],
)
def test_a_service_line_is_not_spoken(language: str, line: str) -> None:
    """What the paper says of its own page, of its newsletters and of its sources is none of the story."""
    profile = Profile(domain="harbour.example", language=language)

    assert read_html(between(f"<p>{line}</p>"), profile=profile).paragraphs == STORY


@pytest.mark.parametrize(
    ("large", "rest", "said"),
    [
        ("<span class='initial-outer'><span class='initial-letter'>T</span></span> <span>", "he", "The"),
        ("<span class=dropcap>T</span><span>", "he", "The"),
        ("<span class=drop-cap>“T</span> <span>", "he", "“The"),
        ("<span class=dropcap>A</span> <span>", "storm at the", "A storm at the"),
    ],
)
def test_a_letter_set_large_is_a_part_of_its_word(large: str, rest: str, said: str) -> None:
    """A drop cap has an element of its own, and is no word, unless the letter alone is one."""
    text = " harbour office will close the old pier for two months, because the planks have given way since spring."
    html = page(f"<p>{large}{rest}</span>{text}</p>" + paragraphs(STORY[1:]))

    assert read_html(html).lede == f"{said}{text}"


# ---- free stories


DATA = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Old pier closes", "isAccessibleForFree": %s}</script>'


@pytest.mark.parametrize("free", ["true", '"True"', '"https://schema.org/True"', '"true"'])
@pytest.mark.parametrize("menu", ["<div class=tools><p>Clippings are for subscribers only</p></div>", "<ul><li><a href=/1>Subscribers only</a></li></ul>"])  # fmt: skip
def test_a_story_that_says_it_is_free_is_no_teaser(free: str, menu: str) -> None:
    """What the page offers to members besides does not refuse a story whose data says that all may read it."""
    html = page(paragraphs(STORY[:2]), head=DATA % free).replace("</article>", f"</article>{menu}")

    assert read_html(html).paragraphs == STORY[:2]


def test_a_story_that_does_not_say_so_stops_at_its_paywall() -> None:
    """Without that word in its data the same page is a teaser."""
    html = page(paragraphs(STORY[:2])).replace(
        "</article>", "</article><p>The rest of this article is for subscribers only</p>"
    )

    with pytest.raises(SourceError, match="paywall"):
        read_html(html)


# ---- fields


@pytest.mark.parametrize(
    ("head", "markup", "names"),
    [
        ([{"@type": "Person", "givenName": "Edda", "familyName": "Thorsen"}], "", ("Edda Thorsen",)),
        ([], "<div class=article-byline><div><span>Edda Thorsen</span><span>Jonas Petri</span></div></div>", ("Edda Thorsen", "Jonas Petri")),
        ([], "<p><span class=authorname>Edda Thorsen</span></p>", ("Edda Thorsen",)),
        ([], "<p><a class=articletag-author href=/e>Edda Thorsen</a></p>", ("Edda Thorsen",)),
        ({"@type": "Organization", "name": "Harbour Courier News"}, "<p><span class=article__author>By Edda Thorsen</span></p>", ("Edda Thorsen",)),
    ],
)  # fmt: skip
def test_authors_are_found_where_a_page_names_them(head: object, markup: str, names: tuple[str, ...]) -> None:
    """A name in two parts, names side by side, a class that is an author's; a publisher as its own author is nobody."""
    data = {
        "@type": "NewsArticle",
        "author": head,
        "publisher": {"@type": "Organization", "name": "Harbour Courier News"},
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'

    assert (
        read_html(page(markup + paragraphs(), head=f"<title>Old pier closes for two months</title>{script}")).byline
        == names
    )


def test_the_authors_of_other_stories_are_not_this_ones() -> None:
    """A list of stories may name the author of each: who wrote this one is not said by it."""
    others = "".join(
        f"<li><a href=/{n}>Story {n}</a> <span class=author>{name}</span></li>"
        for n, name in enumerate(("Edda Thorsen", "Jonas Petri"))
    )

    assert read_html(page(paragraphs() + f"<ul>{others}</ul>")).byline == ()


def test_a_headline_of_elements_side_by_side_has_the_spaces_of_its_data() -> None:
    """An h1 is often made of a topic and the rest, with nothing between them but the style sheet."""
    title = "Harbour: Old pier closes for two months"
    html = page(
        head=f"<title>{title}</title><meta property='og:title' content='{title}'>",
        title="<h1><span>Harbour:</span><span>Old pier closes for two months</span></h1>",
    )

    assert read_html(html).headline == title


def test_a_linked_title_below_is_not_what_readers_see_above_the_story() -> None:
    """The title that is shared may stand among the teasers as a link; the h1 is the headline even so."""
    head = "<title>Old pier closes for two months</title><meta property='og:title' content='Rot in the harbour: what the divers saw'>"
    html = page(paragraphs() + "<h3><a href=/x>Rot in the harbour: what the divers saw</a></h3>", head=head)

    assert read_html(html).headline == "Old pier closes for two months"


# ---- names of boxes


@given(some.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_every_family_has_its_weights(names: str) -> None:
    """Whatever a site calls a box is weighed: of each family the name, on the block and around it, in both looks."""
    assert set(families(names)) <= set(FAMILIES)
    for one in (*html_model.WEIGHTS, *html_model.ASKED_WEIGHTS):
        assert one.keys() >= html_model.NAMED


@pytest.mark.parametrize(
    ("name", "family"),
    [("kick__article__picture", "picture"), ("author__biography", "author"), ("c-article-mention-original", "service"), ("post-list-item", "list")],
)  # fmt: skip
def test_a_name_belongs_to_its_family(name: str, family: str) -> None:
    """Words of a name count, with whatever a site parts them."""
    assert family in families(name)


# ---- days


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://harbour.example/2026/01/29/old-pier", "Old pier closes"),
        ("https://harbour.example/news/2026-01-29-old-pier.html", "Old pier closes"),
        ("https://harbour.example/news/article/A2026012914320005196", "Old pier closes"),
        ("https://harbour.example/old-pier", "Old pier closes | Harbour Courier | 29.01.2026"),
        ("https://harbour.example/old-pier", "Old pier closes - 29 January 2026"),
    ],
)
def test_an_address_or_a_title_tells_the_day(address: str, title: str) -> None:
    """Where no line and no data tells when a story was published, its address or its page's title does."""
    article = read_html(page(head=f"<title>{title}</title>"), url=address)

    assert article.published is not None
    assert article.published.date().isoformat() == "2026-01-29"


@pytest.mark.parametrize("address", ["https://harbour.example/a-20261345", "https://harbour.example/article/1202601291", "https://harbour.example/2026/13/40/a", "https://harbour.example/pier-2026-to-2030", "page-2026-01-29.html"])  # fmt: skip
def test_a_number_in_an_address_is_no_day(address: str) -> None:
    """A number with other figures around it, or of no month, is an identifier; a file's name is no address."""
    assert read_html(page(), url=address).published is None


def test_a_line_of_the_page_tells_more_than_its_address() -> None:
    """The line has the hour, and may be another day."""
    html = page("<p>Published 30 January 2026, 18:40</p>" + paragraphs())

    article = read_html(html, url="https://harbour.example/2026/01/29/old-pier")

    assert article.published is not None
    assert article.published.isoformat().startswith("2026-01-30T18:40")


# ---- readers


@pytest.mark.parametrize("name", ["comment", "comments", "comment-body", "reader-comments", "comment_list"])
def test_what_readers_wrote_below_is_not_spoken(name: str) -> None:
    """However well readers write, and however much, it is not the story's."""
    wrote = "".join(
        f"<div class={name}><p>I have walked on this pier for {n + 20} years, and it was never as bad as the office says it is.</p></div>"
        for n in range(9)
    )

    article = read_html(page(paragraphs() + wrote))

    assert article.paragraphs == STORY
    assert "comments" in {one.rule for one in article.dropped}


@pytest.mark.parametrize("name", ["comment", "article comment", "comment-body"])
def test_an_opinion_that_is_called_a_comment_is_read(name: str) -> None:
    """What stands right below the headline is the story, whatever its element is called."""
    assert read_html(page(f"<div class='{name}'>{paragraphs()}</div>")).paragraphs == STORY


def test_a_date_far_from_the_address_is_something_else_s() -> None:
    """A caption's or an event's date above the story is not the day of the story."""
    html = page("<p>24 April 2024</p>" + paragraphs())

    article = read_html(html, url="https://harbour.example/2026/01/29/old-pier")

    assert article.published is not None
    assert article.published.date().isoformat() == "2026-01-29"


@pytest.mark.parametrize("name", ["intro", "top-text", "lead-in"])
@pytest.mark.parametrize(
    "head", ["", "<p class=byline>By Mara Lind</p><time datetime=2026-03-04T09:00:00Z>4 March 2026</time>"]
)
def test_a_lede_apart_from_the_rest_is_read(name: str, head: str) -> None:
    """The first paragraph in a box of its own under the headline, with a picture between it and the rest."""
    html = (
        f"<!doctype html><html lang=en><head><title>Old pier closes - Harbour Post</title></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>"
        f"<div class=top><h1>Old pier closes for two months</h1>{head}<div class='{name}'><p>{STORY[0]}</p></div></div>"
        "<div class=media><figure><img src=a.jpg><figcaption>The pier on Monday. Photo: Ole Ek</figcaption></figure></div>"
        f"<div class=story>{paragraphs(STORY[1:])}</div><footer><p>Copyright Harbour Post. All rights reserved.</p></footer></body></html>"
    )

    assert read_html(html).paragraphs == STORY


@pytest.mark.parametrize("name", ["date", "text_datum", "post-date", "item date small"])
def test_an_element_that_is_called_a_date_tells_the_day(name: str) -> None:
    """Where no data and no address has it, the first element below the headline that is called a date does."""
    far = "".join(f"<div><a href=/{n}>Story {n} of the harbour</a></div>" for n in range(30))
    html = page(paragraphs() + far + f"<div class='{name}'>29 January 2026</div>")

    article = read_html(html)

    assert article.published is not None
    assert article.published.date().isoformat() == "2026-01-29"

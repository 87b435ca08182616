"""What a page's own build says of a block that is doubtful by itself, and that weights and features belong together."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests_pages import STORY, page, paragraphs

from audiopress.segment import read_html, read_text
from audiopress.segment.page import dump, html, html_model, html_tree, second_look, text_model
from audiopress.segment.page.features import by_words

LEDE = (
    "The old pier in the harbour has to close in the middle of the season, the town said after two years of promises."
)
EVERYTHING = page(
    paragraphs(STORY)
    + "<figure><figcaption>A crane. Photo: Ole Ek | Harbour</figcaption></figure><h2>What now</h2><h6>Small</h6>"
    "<ul><li>1,200 crowns: www.harbour.example</li><li><a href='/b'>Who has the keys to the lighthouse?</a></li></ul>"
    "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table><blockquote class='pull-quote'>“So it is.”</blockquote>"
    "<aside><p><b>Subscribe to our newsletter</b></p><p>by 2 May 2026</p></aside><p>港の委員会は4日、東桟橋を閉鎖すると発表した。</p>"
)


def test_every_feature_has_a_weight_in_both_looks() -> None:
    """Whatever is told of a block or line is weighed: a feature without a weight means that fit.py was not run."""
    lines, told, layout = html.features(EVERYTHING, asked=False)
    _, asked, _ = html.features(EVERYTHING, asked=True)
    seen = second_look.feature_rows(layout, [0.5] * len(lines))
    more = [
        " ".join(f"harbour{number}" for number in range(20)),
        "A\tB",
        "TRAM TO THE HARBOUR COMES",
        "Where…",
        "So:",
        "- So it is?",
    ]
    copied, copied_told, copied_layout = dump.features("\n\n".join([*(line.text for line in lines), "» Home", *more]))
    copied_seen = text_model.second_rows(copied_layout, copied_told, [0.6] * len(copied))

    assert {"taken", "set taken"} <= {name for row in asked for name in row}
    for rows, weights in ((told, html_model.WEIGHTS), (asked, html_model.ASKED_WEIGHTS)):
        assert {name for row in rows for name in row} <= weights.first.keys()
        assert {name for row in (*rows, *seen) for name in row} <= weights.second.keys()
    assert {name for row in copied_told for name in row} <= text_model.WEIGHTS.keys()
    assert {name for row in (*copied_told, *copied_seen) for name in row} <= text_model.SECOND_WEIGHTS.keys()


def test_the_second_look_weighs_what_the_first_did() -> None:
    """The second look knows all features of the first, and what the first says beside them."""
    copied = html_model.Weights(text_model.WEIGHTS, text_model.SECOND_WEIGHTS)
    for weights in (html_model.WEIGHTS, html_model.ASKED_WEIGHTS, copied):
        first, second = weights.first.keys(), weights.second.keys()

        assert first <= second
        assert {"chance 1 before", "topic", "in run"} <= second - first


def test_trafilatura_is_asked_where_a_page_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain page is read without it; of a lone paragraph that is set like a teaser it is asked."""
    asked: list[int] = []

    def by_trafilatura(tree: object, menus: Sequence[object], size: int) -> str:
        asked.append(size)
        return html_tree.by_trafilatura(tree, menus, size)

    monkeypatch.setattr(html, "by_trafilatura", by_trafilatura)

    read_html(page(paragraphs(STORY)))
    assert not asked
    read_html(page(f"<div class='teaser'>{paragraphs(STORY[:1])}</div>"))
    assert asked


def test_doubt_is_a_share_of_the_story() -> None:
    """What is certain leaves no doubt; what is as likely as not leaves as much as it has letters; without a story all is."""
    assert html_model.doubt(["a" * 90, "b" * 60], [1.0, 0.0]) == 0
    assert html_model.doubt(["a" * 90, "b" * 60], [1.0, 0.5]) == pytest.approx(30 / 90)
    assert html_model.doubt(["b" * 60], [0.4]) > html_model.MAX_DOUBT
    assert html_model.doubt([], []) == 0


@given(
    some.lists(some.sampled_from([*STORY, LEDE, "Home", "- So it is?", "1. Item", "A\tB", "SHARE", ""]), max_size=40)
)
@settings(max_examples=40, deadline=None)
def test_copied_lines_are_weighed_by_what_the_fit_is_told(texts: list[str]) -> None:
    """A line's probability is that of the rows of features that weights are fitted on, though no row is made for it.

    In a menu there are none.
    """
    _, first_rows, layout = dump.features("\n".join(texts))
    lines = dump.story_lines("\n".join(texts))

    first = [_chance(text_model.WEIGHTS, row) for row in first_rows]
    second_rows = text_model.second_rows(layout, first_rows, first)
    both = [{**one, **more} for one, more in zip(first_rows, second_rows, strict=True)]

    seen = zip(lines, text_model.probabilities(lines), strict=True)
    weighed = [chance for line, chance in seen if line.role != "links"]
    assert weighed == pytest.approx([_chance(text_model.SECOND_WEIGHTS, row) for row in both])


def _chance(weights: dict[str, float], row: dict[str, float]) -> float:
    return second_look.logistic(weights["bias"] + sum(weights[name] * value for name, value in row.items()))


@given(some.lists(some.tuples(some.text(max_size=40), some.floats(0, 1), some.integers(0, 3)), max_size=30))
@settings(max_examples=60, deadline=None)
def test_what_the_second_look_is_told_is_within_bounds(blocks: list[tuple[str, float, int]]) -> None:
    """Each feature lies between -1 and 1 whatever a page is, so that no weight of it can shout down the others."""
    groups = [group for _, _, group in blocks]
    layout = second_look.Layout([text for text, _, _ in blocks], groups, groups)

    chances = [chance for _, chance, _ in blocks]
    told = [by_words(text).features for text, _, _ in blocks]
    copied = second_look.Layout(layout.texts, (), ())
    for row in (*second_look.feature_rows(layout, chances), *text_model.second_rows(copied, told, chances)):
        assert all(-1.0 <= value <= 1.0 + 1e-9 for value in row.values()), row


@pytest.mark.parametrize("tag", ["div", "header", "section"])
@pytest.mark.parametrize(
    "between", ["", "<div class='ad'>Advertisement</div>", "<ul><li><a href='/s'>Share</a></li></ul>"]
)
def test_a_first_paragraph_in_a_box_of_its_own_is_read(tag: str, between: str) -> None:
    """The lede stands in a header or box above the rest, with a picture, buttons or an advertisement between."""
    head = f"<{tag} class='intro'><p>{LEDE}</p></{tag}><figure><img src='a.jpg'></figure>{between}"

    article = read_html(page(f"{head}<div class='copy'>{paragraphs(STORY)}</div>"))

    assert article.paragraphs[0] == LEDE
    assert article.paragraphs[1:] == STORY


@pytest.mark.parametrize("names", ["comments-open with-captions", "quote-style sidebar-right", "has-newsletter-popup"])
@pytest.mark.parametrize("wrapper", ["<div class='{}'>{}</div>", "<form class='{}'>{}</form>"])
def test_a_name_around_the_whole_page_says_nothing(names: str, wrapper: str) -> None:
    """A class that a page's builder puts around everything is not the name of furniture or of a caption."""
    whole = page(paragraphs(STORY))
    before, main, after = whole.partition("<main>")
    inner, end, rest = after.partition("</main>")

    article = read_html(before + wrapper.format(names, main + inner + end) + rest)

    assert article.paragraphs == STORY
    assert not article.captions


def test_a_story_goes_on_in_a_second_container() -> None:
    """What is set like the story's paragraphs belongs to it, whatever long furniture stands between."""
    furniture = "".join(
        f"<div class='offer'><span>Plan {n}</span><span>{n} crowns a month</span></div>" for n in range(12)
    )
    body = f"<div class='copy'>{paragraphs(STORY[:2])}</div>{furniture}<div class='copy'>{paragraphs(STORY[2:])}</div>"

    assert read_html(page(body)).paragraphs == STORY


def test_a_story_that_is_only_in_the_scripts_is_read() -> None:
    """Where scripts build the page, the story is in their data: it is read, and not the page's title alone."""
    inner = paragraphs(STORY).replace('"', '\\\\\\"').replace("<", "\\\\u003c")
    script = 'self.__next_f.push([1,"3:[\\"$\\",{\\"contentHtml\\":\\"' + inner + '\\"}]"])'

    article = read_html(
        f"<html><head><title>Tram</title></head><body><div id='root'></div><script>{script}</script></body></html>"
    )

    assert article.paragraphs == STORY


@pytest.mark.parametrize(
    ("head", "link"),
    [
        ('<link rel="canonical" href="https://courier.example/tram">', "https://courier.example/tram"),
        ('<link rel="canonical" href="/local/tram">', "https://www.courier.example/local/tram"),
        ('<meta property="og:url" content="https://courier.example/tram?id=4">', "https://courier.example/tram?id=4"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","url":"https://courier.example/t"}</script>', "https://courier.example/t"),
        ('<link rel="canonical" href="https://courier.example/">', ""),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="https://[courier/">', ""),
    ],
)  # fmt: skip
def test_the_pages_own_address_is_the_articles_link(head: str, link: str) -> None:
    """canonical, og:url and JSON-LD name the article's address; a front page or a script is none."""
    html = page(paragraphs(STORY)).replace("<head>", f"<head>{head}", 1)

    assert read_html(html, url="https://www.courier.example/print/tram.html").link == link


@pytest.mark.parametrize(
    "line",
    ["Naufal Zerin 2 minutes read", "byNaufal Zerin", "Naufal Zerin|Published 4 days ago"],
)  # fmt: skip
def test_a_name_right_under_the_headline_signs_the_story(line: str) -> None:
    """Who stands between headline and date wrote it: with `by` glued to the name, or how long it takes to read."""
    text = "\n\n".join(
        ["Courier", "Home", "Tram line to the fish market comes after all", line, "7 September 2026, 18:05", *STORY]
    )

    assert read_text(text).byline == ("Naufal Zerin",)


@pytest.mark.parametrize("kicker", ["", "<span class='kicker'>Harbour</span> "])
def test_the_headline_is_the_one_that_readers_see(kicker: str) -> None:
    """Where the h1 is a small title for search engines, the h2 that the page's data names too is the headline."""
    html = page(
        f"<h2>{kicker}Planks give way, and nobody wants to pay</h2>{paragraphs(STORY)}",
        head="<title>Old pier closes: planks | Courier</title><meta property='og:title' content='Planks give way, and nobody wants to pay'>",
        title="<h1 class='crumb'>Old pier closes: what we know of the planks</h1>",
    )

    assert read_html(html).headline == "Planks give way, and nobody wants to pay"

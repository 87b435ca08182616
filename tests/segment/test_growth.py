"""Time grows as the page does, and a page that is no newspaper's is refused with a line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import pytest
from tests_growth import UNITS, assert_linear, repeated

from audiopress.errors import SourceError
from audiopress.languages.detecting import detect
from audiopress.segment import find_quotes, read_html, read_text
from audiopress.segment.page import budget
from audiopress.sources.urls import links_at

STORY = [f"The council said on Monday that it will open the new library in May, after {n} years." for n in range(6)]
SAID = "“We will open the new library in May,” said Anna Bell, the mayor of the town. "


def _page(text: str) -> str:
    body = "".join(f"<p>{escape(one)}</p>" for one in (*STORY, SAID + text))
    return f"<html><body><article><h1>Library opens in May</h1>{body}</article></body></html>"


def _quotes(code: str, text: str) -> object:
    return find_quotes(SAID + text, language=code)


FUNCTIONS: dict[str, Callable[[str], object]] = {
    **{f"quotes {code}": partial(_quotes, code) for code in ("en", "de", "ko")},
    "text": read_text,
    "story": lambda text: read_text("\n\n".join(["Library opens in May", *STORY, SAID + text])),
    "html": lambda text: read_html(_page(text)),
    "language": detect,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_work_grows_as_the_text_does(name: str) -> None:
    """Twice the text is at most 1.3 × twice the work, whatever it repeats."""
    for unit in UNITS[:: 2 if name in {"quotes en", "text"} else 6]:
        assert_linear(FUNCTIONS[name], unit, size=800)


@pytest.mark.parametrize("unit", ["Anna ", "Mr. ", "Anna Bell ", "A. ", "St. ", "\u00a0", "By "])
def test_a_paragraph_of_names_is_read(unit: str) -> None:
    """A paragraph as long as one may be, and all of it capitals, holds nobody up."""
    assert len(find_quotes(SAID + repeated(unit, budget.PARAGRAPH - 200))) == 1


@pytest.mark.parametrize("many", [3, 2000])
def test_namesakes_are_told_apart_while_they_are_few(many: int) -> None:
    """Two thousand people of one surname take no time; the surname alone then means none of them."""
    names = [f"Xa{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)} Bell" for n in range(many)]
    text = "\n".join(f"“We will build it in May,” said {name}.\n“And we will pay for it,” said Bell." for name in names)
    found = find_quotes(text)
    assert len(found) == 2 * many
    assert [quote.speaker for quote in found[::2]] == names
    if many > 3:
        assert not any(quote.voiced for quote in found[1::2])


def test_pictures_addresses_written_together_are_told_from_a_story() -> None:
    """A line of a network's addresses without spaces is not parted in every way there is."""
    line = "pic.x.com/a" * 500
    story = read_text("\n\n".join(["Library opens in May", *STORY, line + " seen", STORY[0].replace("May", "June")]))
    assert story.headline == "Library opens in May"


def test_addresses_in_addresses_are_one() -> None:
    """A line of addresses written together is not parted in every way there is."""
    text = "See " + "http://a" * 5000 + " now"
    assert links_at(text, 0, len(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Look at this https://t.example/a https://t.example/b", "Look at this"),
        ("Look at thispic.twitter.com/abc", "Look at this"),
        ("https://t.example/a", ""),
        ("Look at https://t.example/a now", "Look at https://t.example/a now"),
        ("Look at https://", "Look at https://"),
    ],
)
def test_addresses_at_the_end_are_told_from_the_words(text: str, left: str) -> None:
    """What is left of a post is its words, without the addresses that it ends in and the space before them."""
    assert text[: links_at(text, 0, len(text))] == left


@pytest.mark.parametrize(
    ("page", "what"),
    [
        (f"<p {' '.join(f'a{n}=x' for n in range(100_000))}>", "attributes of one tag"),
        ("<p " + "a='<b' " * 100_000 + ">", "attributes of one tag"),
        (f"<p>{'word ' * 30_000}</p>", "characters in one paragraph"),
        ("<p>x</p>" * (budget.LINES + 1), "lines"),
        ("".join(f"<p>{STORY[0]} Of {n} roads “a” “b” “c” “d”</p>" for n in range(1500)), "quotation marks"),
    ],
)
def test_a_page_beyond_its_budget_is_refused(page: str, what: str) -> None:
    """A page of too much of anything is one error, which says how much is read and what to do."""
    with pytest.raises(SourceError, match=what) as refused:
        read_html(f"<html><body><article><h1>News</h1>{page}</article></body></html>", url="https://p.example/1")
    assert refused.value.exit_code == 4
    assert refused.value.where == "https://p.example/1"
    assert refused.value.hint


@pytest.mark.parametrize("text", ["word " * (budget.TEXT // 5 + 1), "x\n" * (budget.LINES + 1), "word " * 30_000])
def test_a_text_beyond_its_budget_is_refused(text: str) -> None:
    """So is a copied text, before anything in it is looked for."""
    with pytest.raises(SourceError, match="at most"):
        read_text(text)


def test_a_script_that_compares_is_no_tag() -> None:
    """`a<b` and thousands of words behind it in a script are no attributes."""
    script = f"<script>if (a<b) x = [{'1 , ' * 5000}]</script>"
    assert read_html(_page("").replace("<article>", script + "<article>")).headline == "Library opens in May"


@pytest.mark.parametrize(
    ("written", "headline"),
    [
        ("Why &lt;b&gt; is bad", "Why <b> is bad"),
        ("&lt;i&gt;Hamlet&lt;/i&gt; opens in May", "Hamlet opens in May"),
        ("Library opens&lt;br&gt; in May", "Library opens in May"),
    ],
)
def test_a_headline_keeps_the_name_of_a_tag(written: str, headline: str) -> None:
    """A tag that nothing closes is a word of a headline; markup that was escaped is not."""
    page = _page("").replace("Library opens in May</h1>", f"{written}</h1>")
    assert read_html(page).headline == headline

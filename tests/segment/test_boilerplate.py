"""What a reader passes over at sight, and what a paper says of its own story, in HTML and in copied pages."""

from __future__ import annotations

import pytest
from tests_pages import FOOTER, NAV, STORY, page, paragraphs

from audiopress.errors import SourceError
from audiopress.model import Article
from audiopress.segment import read_html, read_text

LEADS = (
    "READ: Bakers fear for their stalls",
    "Go deeper: Bakers fear for their stalls",
    "In case you missed it: Bakers fear for their stalls",
    "More: Bakers fear for their stalls",
    "Keep reading: Bakers fear for their stalls",
    "Click here to read more about the pier",
    "Read our full coverage of the pier here",
    "Read the full story here.",
    "OPINION: Build the new pier now",
    "PHOTOS: Bakers on the quay",
    "☞ 빵집 주인들, 가판대 걱정",
)
OFFERS = (
    "Thanks for signing up!",
    "By signing up, you agree to our terms of service and privacy policy.",
    "Follow our WhatsApp channel for more news",
    "Download the Harbour app for breaking news",
    "Add the Harbour Post as a preferred source on Google",
    "Our journalism is independent. Support it from $1 a month.",
)
CONTROLS = (
    "5 min read",
    "View image in fullscreen",
    "Copy link",
    "Last updated",
    "Sign in to comment",
)
ENDS = ("(END)", "ENDS", "-30-", "###")
OTHERS = {
    "First published: 3 September 2026, 14:20": "date",
    "This article contains affiliate links": "advertisement",
    "AD": "advertisement",
    "Audio By Carbonatix": "player",
    "ida/nil": "credits",
    "#harbour #pier": "tags",
    "Media contact: Ida Berg, +47 555 01 02": "contact",
    "Ida Berg can be reached at ida@harbour.example": "contact",
    "Our Standards: The Thomson Reuters Trust Principles.": "footer",
}
RULES = {
    **dict.fromkeys(LEADS, "read more"),
    **dict.fromkeys(OFFERS, "newsletter"),
    **dict.fromkeys(CONTROLS, "control"),
    **dict.fromkeys(ENDS, "end mark"),
    **OTHERS,
}


def copied(*lines: str) -> str:
    """A page as a browser copies it."""
    top = ["The Harbour Post", "News", "Sport", "Old pier closes for two months", "By Ida Berg"]
    return "\n\n".join([*top, *lines, "About us", "Privacy policy", "© 2026 Harbour Post Ltd."])


def rule_of(article: Article, line: str) -> str:
    """The rule that dropped a line."""
    return next(one.rule for one in article.dropped if one.line == line)


@pytest.mark.parametrize("line", RULES)
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<div class=x><strong>{}</strong></div>"])
def test_boilerplate_between_two_paragraphs_is_dropped(line: str, markup: str) -> None:
    """However a page marks it up: what points elsewhere, asks readers for something or is a button is not read aloud."""
    article = read_html(page(paragraphs(STORY[:2]) + markup.format(line) + paragraphs(STORY[2:])))

    assert article.paragraphs == STORY
    assert line in [one.line for one in article.dropped]


@pytest.mark.parametrize(("line", "rule"), RULES.items())
def test_boilerplate_in_a_copied_page_is_dropped_by_its_rule(line: str, rule: str) -> None:
    """The same where no markup helps, and an editor sees which rule it was."""
    article = read_text(copied(*STORY[:2], line, *STORY[2:]))

    assert article.paragraphs == STORY
    assert rule_of(article, line) == rule


@pytest.mark.parametrize(
    "line",
    [
        "Read the room, he told them, and the room laughed.",
        "More people came than in any year before.",
        "Follow the money, the old clerk used to say.",
        "Opinion: Nobody asked the bakers. They would have said no.",
        "The end of the pier is where the children fish.",
        "Watch the tide, said the harbour master, and you will never be late.",
        "Live music will be played on the quay until midnight.",
        "He got the app for the ferry and never used it.",
        "See for yourself how much the posts have rotted.",
        "Our journalism teacher lived beside the pier for thirty years.",
    ],
)  # fmt: skip
def test_a_sentence_that_begins_like_boilerplate_is_read(line: str) -> None:
    """The first word of a sentence makes no button of it."""
    assert line in read_html(page(paragraphs([*STORY[:2], line, *STORY[2:]]))).paragraphs
    assert line in read_text(copied(*STORY[:2], line, *STORY[2:])).paragraphs


def test_a_subhead_of_a_live_blog_may_name_its_genre() -> None:
    """`Analysis: Why the posts rotted` leads away in a paragraph, and heads an entry where the page says it is a heading."""
    heading = "Analysis: Why the posts rotted"
    article = read_html(page(paragraphs(STORY[:2]) + f"<h2>{heading}</h2>" + paragraphs(STORY[2:])))

    assert heading in article.paragraphs


NOTES = (
    "CORRECTION (Sept. 3, 2026): The pier has 112 posts, not 121.",
    "A correction was made on Sept. 4, 2026: An earlier version of this article misstated the number of posts.",
    "• This article was amended on 4 September 2026 to correct the number of posts.",
    "Update, 5 p.m.: This story has been updated to add the answer of the bakers.",
    "(Corrects number of posts in paragraph 2)",
    "(This story corrects the number of posts in paragraph 2.)",
    "This version corrects the spelling of the harbour master's name.",
    "This article was translated with the help of software and checked by an editor.",
)


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_notes_are_kept_and_labelled_above_and_below_the_story(note: str, above: bool) -> None:
    """A correction that names a day is not taken for the line with the story's date."""
    lines = (note, *STORY) if above else (*STORY, note)

    for article in (read_html(page(paragraphs(lines))), read_text(copied(*lines))):
        assert article.paragraphs == lines
        assert article.kinds == tuple("note" if line == note else "text" for line in lines)


WALLS = (
    "To read this article, subscribe or log in.",
    "Become a member to read the full story",
    "This content is exclusive to members.",
    "You've reached your free article limit",
    "Continue reading with a Harbour Post subscription.",
    "The rest of this article is behind a paywall.",
)


@pytest.mark.parametrize("wall", WALLS)
def test_a_paywall_is_recognised_whatever_it_says(wall: str) -> None:
    """What stands in the place of the rest of the story is an error, in markup and in copied text."""
    with pytest.raises(SourceError, match="stops at a paywall"):
        read_html(page(paragraphs(STORY[:1]) + f"<p>{wall}</p>"))
    with pytest.raises(SourceError, match="stops at a paywall"):
        read_text(copied(*STORY[:1], wall))


def test_the_door_of_a_subscribers_site_is_no_paywall() -> None:
    """`Already a subscriber? Log in` at the top of the page says nothing of a short story that is all there."""
    door = "<p>Already a subscriber? <a href=/l>Log in</a></p>"
    html = f"<html lang=en><body>{NAV}{door}<main><h1>Old pier closes</h1>{paragraphs()}</main>{FOOTER}</body></html>"

    assert read_html(html).paragraphs == STORY
    with pytest.raises(SourceError, match="stops at a paywall"):
        read_html(page(paragraphs(STORY[:1]) + door))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("404 Not Found", ("Not Found", "The requested URL was not found on this server.")),
        ("Just a moment...", ("Checking your browser", "Verify you are human by completing the action below.")),
        ("Access Denied", ("Access Denied", "You don't have permission to access this page on this server.")),
        ("Harbour Post", ("We value your privacy", "We and our partners store and access information on a device, such as cookies, and process personal data.")),
        ("Harbour Post", ("Page not found", "Sorry, we looked for the page everywhere. It may have been moved or deleted.")),
    ],
)  # fmt: skip
def test_a_gate_or_an_error_page_is_no_article(title: str, lines: tuple[str, ...]) -> None:
    """A page for robots, for consent or for nothing is told as that: what it says, and what to do."""
    html = f"<html lang=en><head><title>{title}</title></head><body>{NAV}<h1>{lines[0]}</h1>{paragraphs(lines[1:])}</body></html>"

    with pytest.raises(SourceError, match="no article but a notice") as error:
        read_html(html)

    assert "save it" in str(error.value)


def test_a_story_about_an_error_page_is_read() -> None:
    """A headline in the words of an error page stands above a story all the same."""
    html = page(paragraphs()).replace("<h1>", "<h1>Page not found: ", 1)

    article = read_html(html)

    assert article.headline.startswith("Page not found")
    assert article.paragraphs == STORY


def test_a_banner_for_cookies_above_a_story_is_not_read() -> None:
    """The same words beside a story are dropped."""
    banner = "<div class=bar><p>We use cookies to make this site better for you and for us.</p></div>"

    assert read_html(page(banner + paragraphs())).paragraphs == STORY

"""Every line of a page is in the article or among the dropped, whatever the page is."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from audiopress.errors import SourceError
from audiopress.model import Article
from audiopress.segment import read_text

LINES = st.sampled_from(
    [
        "Home",
        "By Ann Lee",
        "By Ann Lee and Bo Ek (ann@example.org)",
        "Published : Aug 18, 2020 - 18:32 Updated : Aug 18, 2020 - 18:33",
        "[Exclusive] The harbour of Lindvik opens again",
        "The harbour of Lindvik opens again",
        "A crane in the harbour. (Reuters)",
        "SEOUL, Aug. 18 (Yonhap) -- The harbour opens again on Monday, the mayor of the city said in the morning.",
        "“We waited for this for three years,” said Mayor Ann Lee, who had closed it after the storm.",
        "We waited for this for three years",
        "Q: When will the ferries sail?",
        "A: On Monday, if the wind allows it and the pilots are back by then.",
        "Correction: An earlier version of this story gave the wrong day.",
        "Subscribe to continue reading",
        "한지우 기자",
        "시는 항구를 월요일에 다시 연다고 밝혔다.",
        "",
        "___",
        "Copyright Lindvik Post. All rights reserved.",
    ]
)
TEXT = st.lists(LINES | st.text(max_size=60), max_size=40).map("\n".join)


def kept(article: Article) -> str:
    """All that the article still holds of its page."""
    return " ".join(
        (
            article.kicker,
            article.headline,
            article.dateline,
            *article.captions,
            *article.paragraphs,
            *(line.line for line in article.dropped),
        )
    )


def words(text: str) -> list[str]:
    """The words, without the marks between them."""
    return re.findall(r"\w+", text)


@settings(deadline=None)
@given(TEXT)
@example(
    "From: Ann Lee <ann@harbour.example>\nTo: press\nDate: 3 Sep 2026\nSubject: Fwd: [Exclusive] The harbour opens again\n\n"
    "The harbour of Lindvik opens again on Monday, the mayor said.\n\n-- \nAnn Lee\nQuay 3"
)
@example(
    "On Monday Ann Lee wrote:\n> The harbour of Lindvik\n> opens again on Monday,\n> the mayor said today.\n> It was closed for nine weeks."
)
@example(
    "The harbour opens\nBy Ann Lee\nSeptember 3, 2026\n\nThe harbour of Lindvik opens again on Monday, the mayor said in the town hall after"
    " the meeting of the council, which had gone on until late, with all its members there but one.\n\nThe race\nBy Nils Aas\n"
    "September 2, 2026\n\nTwo hundred runners took part in the race around the harbour, more than ever before, and none was lost."
)
@example("By Ann Lee\nThe harbour of Lindvik opens again on Monday, the mayor said.")
@example("The harbour of Lindvik opens again\nThe harbour of Lindvik opens again on Monday, the mayor said today.")
def test_no_line_of_a_page_is_lost(text: str) -> None:
    """Each word of the page is in headline, kicker, dateline, captions or paragraphs, or in a dropped line."""
    try:
        article = read_text(text, allow_teaser=True)
    except SourceError:
        return
    held = kept(article)
    missing = [line for line in text.splitlines() if not set(words(line)) <= set(words(held))]
    assert not missing


@settings(deadline=None)
@given(TEXT)
def test_every_dropped_line_stands_where_it_says(text: str) -> None:
    """The number of a dropped line is the line of the page that has it, and its rule is named."""
    try:
        article = read_text(text, allow_teaser=True)
    except SourceError:
        return
    lines = [
        line.strip()
        for line in text.removeprefix("\ufeff")
        .replace("\u2028", "\n")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
    ]
    for dropped in article.dropped:
        assert dropped.rule
        assert dropped.number is not None
        assert dropped.line.startswith(lines[dropped.number - 1])

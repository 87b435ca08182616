"""No markup ever reaches a voice: whatever an article or an editor brings, no cue has a tag, an entity, JSON or a table's rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress.errors import ScriptError
from audiopress.letters import composed
from audiopress.model import Article, Show
from audiopress.script import parse, write
from audiopress.script.markup import marked, unmarked

PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<a href='x'>", "<br/>", "<hedline>", "<!-- x -->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "&lt;p&gt;",
        "&amp;lt;b&amp;gt;", "&nbsp;", "&#8217;", "&#x3C;", "&#10;", "&NewLine;", "|---|---|", "--- | :---", '{"uri": "x"}', '"},{"', "<",
        ">", "&", "|", "{", "R&D", "a < b", "said", "The ferry runs at night.", "HOST:", "<x:y>", "&amp;amp;amp;",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=6)), min_size=1, max_size=12).map(" ".join) | st.lists(PIECES).map(
    "".join
)
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|(?:amp|lt|gt|quot|nbsp|NewLine));", re.IGNORECASE)


def clean(text: str) -> None:
    assert not marked(text)
    assert not re.search(r"</?[a-z][\w:-]*/?>|<!--|<\?xml|<!\[CDATA", text, re.IGNORECASE)
    assert not ENTITY.search(text)
    assert not re.search(r"\|-{2,}\||-{3,} ?\|", text)
    assert not re.search(r'\{\s*"[a-z]+"\s*:', text)


@settings(max_examples=often(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headline=TEXTS, paragraphs=st.lists(TEXTS, min_size=1, max_size=4))
def test_no_cue_of_any_article_has_markup(
    headline: str, paragraphs: list[str], make_show: Callable[..., Show], date: datetime
) -> None:
    """A format's script says words only; where nobody can say which they are (JSON), it is refused."""
    show = make_show(
        "@title {{ article.headline }}\nHEADLINE: {{ article.headline }}\n"
        "{% for one in article.paragraphs %}{% for line in one.lines %}\nHOST: {{ line.text }}\n{% endfor %}{% endfor %}\nHOST: end\n"
    )
    article = Article(source="s", headline=headline, paragraphs=tuple(paragraphs), language="en")
    try:
        text = write(show, [article], date=date)
    except ScriptError as error:
        assert any("JSON" in str(problem) for problem in error.problems)  # noqa: PT017
        return

    for cue in parse(text).cues:
        clean(cue.text)


@settings(max_examples=often(100), deadline=None)
@given(text=TEXTS)
def test_a_script_with_markup_is_refused(text: str) -> None:
    """What an editor wrote is never changed: it is words, or a fault with its line."""
    line = composed(" ".join(f"The end. {text}".split()))
    try:
        script = parse(f"@title T\nHOST: {line}\n")
    except ScriptError as error:
        assert "script:2" in str(error)  # noqa: PT017
        return

    assert [cue.text for cue in script.cues] == [line]
    clean(script.cues[0].text)


@pytest.mark.parametrize(
    "text",
    [
        "Fewer than 5 < 6 of the R&D experts, AT&T among them",
        "x <y and z> w",
        "She said {so to speak} that it was | was not",
        "The score -- 3-1 -- was | is final",
        "“Yes”: the council’s word; copy & paste",
    ],
)
def test_words_stay_as_they_are(text: str) -> None:
    """Comparisons, ampersands, braces and dashes of newspapers are no markup."""
    assert marked(text) == ""
    assert unmarked(text) == text


@given(text=TEXTS)
def test_cleaning_is_done_at_once(text: str) -> None:
    """What was cleaned has nothing left to clean but JSON, and no words were made up."""
    once = unmarked(text)

    assert unmarked(once) == once
    assert marked(once) in {"", "JSON"}
    assert len(once) <= len(unescape(text)) + len(text)

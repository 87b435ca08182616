"""A show's own words: where they come from, and the language that they are spoken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from audiopress import ScriptError
from audiopress.languages.pack import pack
from audiopress.model import Show
from audiopress.script import disclosure, parse, write
from audiopress.workspace import Workspace

Make = Callable[..., Any]


def test_the_show_s_own_words_are_in_the_language_they_are_written_in(
    workspace: Workspace, make_article: Make, date: datetime
) -> None:
    """`By …` in the middle of a story in another language is read by the host of the show, and the story goes on in its own."""
    article = make_article(
        "Färjan går igen på måndag.", "Staden väntade i tre år.", language="sv", byline=("Marta Ek",)
    )
    script = parse(write(workspace.show("articles"), [article], date=date))
    spoken_in = {cue.text: cue.language or script.language for cue in script.cues if cue.kind == "speech"}

    assert script.language == "en"
    assert spoken_in["By Marta Ek."] == "en"
    assert spoken_in["Färjan går igen på måndag."] == spoken_in["Staden väntade i tre år."] == "sv"
    assert list(spoken_in.values())[-1] == "en"


def test_the_disclosure_is_in_the_language_it_is_written_in(
    make_show: Make, make_article: Make, date: datetime
) -> None:
    """A show in a language without the sentence says it in another, by a voice of that language."""
    show: Show = make_show("@language {{ language }}\nHOST: {{ disclosure }}\nHOST: {{ article.lede.text }}\n")
    show = replace(show, language="sv")
    article = make_article("Färjan går igen på måndag.", language="sv")
    script = parse(write(show, [article], date=date))

    assert disclosure(show) == pack("en").show.disclosure
    assert [(cue.text[:3], cue.language or script.language) for cue in script.cues] == [("The", "en"), ("Fär", "sv")]


def test_a_story_of_no_known_language_is_read_as_the_show_s(
    make_article: Make, workspace: Workspace, date: datetime
) -> None:
    """What nothing tells the language of is not refused: the show's narrator reads it."""
    article = make_article("Levante.", language="und")

    assert parse(write(workspace.show("articles"), [article], date=date)).language == "en"


def test_words_from_a_format_that_nobody_has_are_refused(make_show: Make, make_article: Make, date: datetime) -> None:
    """A slip in `from` is told with its line and the nearest."""
    show = make_show("HOST: {{ words.ident }}\n")
    (show.folder / "words.toml").write_text('# words\nfrom = "artcles"\n', "utf-8")

    with pytest.raises(ScriptError, match="no language has words for a format 'artcles'") as caught:
        write(show, [make_article("A story.")], date=date)
    assert caught.value.where.endswith("words.toml:2")
    assert caught.value.hint == "did you mean 'articles'?"

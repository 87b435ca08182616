"""Where a script's words stand in the article: carried through the format, kept beside the text, and through an edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.model import Article, Cue, Pauses, Place, Script, Show
from audiopress.script import Silence, carried, dump_places, load_places, parse, placed, select, structured
from audiopress.script.lengths import estimate, seconds
from audiopress.segment import find_quotes

Make = Callable[..., Any]
LAYOUT = """\
@title {{ article.headline }}
@language {{ language }}
@chapter {{ article.headline }}
HOST: The brief.
HEADLINE: {{ article.headline }}
{% for paragraph in article.paragraphs %}

{% for line in LINES %}
{% if line.role == "quote" %}
QUOTE {{ line.speaker }}: {{ line.text }}
{% else %}
HOST: {{ line.text }}
{% endif %}
{% endfor %}
{% endfor %}
"""
WHOLE = LAYOUT.replace("LINES", "paragraph.lines")
PARTS = LAYOUT.replace("LINES", "paragraph | sentences")
STORIES = {
    "en": (
        "The harbour opens on Monday, Mira Solberg said. Nobody had thought so.",
        "“We have checked every plank,” said Mira Solberg, head of the office. “It is safe again.”",
        "“It was cold. It was dark”, Solberg added.",
        "The office (a house of “two rooms” by the pier) stays shut.",
    ),
    "ja": ("港は月曜日に開く。", "「板を全部調べた」と田中健二氏は述べた。「もう安全だ」"),
    "de": ("Der Hafen öffnet am Montag.", "„Wir haben jede Planke geprüft“, sagte Mira Solberg. „Sie ist sicher.“"),
}


def story(language: str, *, voiced: bool = True) -> Article:
    paragraphs = STORIES[language]
    text = "\n".join(paragraphs)
    quotes = tuple(
        replace(quote, voiced=voiced, speaker="Mira Solberg", confidence=1.0)
        for quote in find_quotes(text, language=language)
        if "rooms" not in quote.text
    )
    assert quotes
    kinds = ("text", *("note",) * (len(paragraphs) - 1))
    return Article(
        source="x.txt", headline="Harbour opens", language=language, paragraphs=paragraphs, kinds=kinds, quotes=quotes
    )


def told(cues: tuple[Cue, ...], paragraph: int) -> str:
    """What the cues of a paragraph say, with what stands around them."""
    said = [cue for cue in cues if cue.place and cue.place.story == 0 and cue.place.paragraph == paragraph]
    return "".join(f"{cue.place.before}{cue.text}{cue.place.after}" for cue in said if cue.place)


@pytest.mark.parametrize("voiced", [True, False])
@pytest.mark.parametrize("layout", [WHOLE, PARTS])
@pytest.mark.parametrize("language", STORIES)
def test_every_paragraph_can_be_read_from_the_cues_as_it_was_written(
    make_show: Make, date: datetime, language: str, layout: str, voiced: bool
) -> None:
    """A script's cues carry story, paragraph and kind, and with the marks around them they are the article, to the letter."""
    article = story(language, voiced=voiced)
    chosen = select(make_show(layout, language=language), [article], date=date)
    script = placed(parse(chosen.text), chosen.places)

    for index, paragraph in enumerate(article.paragraphs):
        assert told(script.cues, index) == paragraph
    assert told(script.cues, -1) == "Harbour opens"
    kinds = {cue.place.paragraph: cue.place.kind for cue in script.cues if cue.place}
    assert kinds == {-1: "headline", **dict(enumerate(article.kinds))}
    (own,) = [cue.text for cue in script.cues if cue.kind == "speech" and cue.place is None]
    assert own == "The brief."


def test_the_second_story_of_an_edition_is_known_as_such(make_show: Make, date: datetime) -> None:
    """Each cue says which of the episode's stories it tells; lines for stories left out move no place."""
    layout = "@title T\n@chapter T\n{% for story in articles %}\nHEADLINE: {{ story.headline }}\n{% endfor %}"
    articles = [replace(story("en"), headline=name) for name in ("One", "Two", "Three")]

    chosen = select(make_show(layout, stories=2), articles, date=date)

    script = placed(parse(chosen.text), chosen.places)
    assert "@left-out Three" in chosen.text
    assert [(cue.text, cue.place and cue.place.story) for cue in script.cues if cue.kind == "speech"] == [
        ("One", 0),
        ("Two", 1),
    ]


def test_an_edited_script_keeps_the_places_of_what_stands(make_show: Make, date: datetime) -> None:
    """A sentence that an editor changed, added or took out leaves every other line where it stood in the article."""
    chosen = select(make_show(WHOLE), [story("en")], date=date)
    edited = chosen.text.replace("head of the office.", "who leads the office.")
    edited = edited.replace("HOST: The brief.", "HOST: The brief.\nHOST: An editor's own line.")

    script = placed(parse(edited), carried(chosen.places, chosen.text, edited))

    assert told(script.cues, 1) == STORIES["en"][1].replace("head of the office.", "who leads the office.")
    assert told(script.cues, 3) == STORIES["en"][3]
    assert [cue.text for cue in script.cues if cue.kind == "speech" and cue.place is None] == [
        "The brief.",
        "An editor's own line.",
    ]


def test_without_places_blank_lines_make_paragraphs() -> None:
    """A script that an editor wrote has its paragraphs by blank lines, and no story."""
    script = structured(parse("@title T\n\nHEADLINE: One\nHOST: Two.\n\nHOST: Three.\nQUOTE Ada Bell: Four.\n"))

    assert [(cue.place.story, cue.place.paragraph, cue.place.kind) for cue in script.cues if cue.place] == [
        (None, 0, "headline"),
        (None, 0, "text"),
        (None, 1, "text"),
        (None, 1, "text"),
    ]


PLACES = st.dictionaries(
    st.integers(1, 500),
    st.builds(
        Place,
        story=st.none() | st.integers(0, 9),
        paragraph=st.integers(-1, 99),
        kind=st.sampled_from(["text", "answer"]),
        before=st.sampled_from(["", "“", "「"]),
        after=st.sampled_from(["", "” ", "」"]),
    ),
)


@given(places=PLACES, junk=st.binary(max_size=40))
def test_places_survive_their_file_and_damage_costs_nothing_else(places: dict[int, Place], junk: bytes) -> None:
    """What is kept beside a script is read back for that script; for another one, or damaged, there is nothing."""
    kept = dump_places(places, "HOST: A.").encode()

    assert load_places(kept, "HOST: A.") == places
    assert load_places(kept, "HOST: B.") == {}
    assert load_places(junk, "HOST: A.") == {}


# ---- how long it is silent


def test_the_estimate_has_the_timeline_s_own_silences(make_show: Make) -> None:
    """What is estimated beside the words and the music is exactly what the rule of pauses says before each sound."""
    pauses = Pauses(sentence=1, quote=2, clause=4, paragraph=8, story=16, chapter=32, start=64, end=128)
    script = parse(
        "@title T\n@music ident\nHOST: a. b.\n\nHOST: c.\nQUOTE Ada Bell: d.\n@pause 20\n@music sting\n"
        "@chapter T\n@link https://example.org/\nHOST: e.\n@chapter U\nHOST: f.\n@pause 2\n"
    )
    show: Show = replace(make_show("x"), pause=pauses)
    words = sum(seconds(cue.text, "en") for cue in script.cues if cue.kind == "speech")
    music = 4.0 + 2.0

    # ident; a after music, b; c; the quote; the sting after an asked-for pause; e after music; f; the end
    assert estimate(script, show) - words - music == pytest.approx(64 + 2 + 1 + 8 + 2 + 20 + 2 + 32 + 128)


def test_a_clause_waits_longer_where_a_mark_stands() -> None:
    """A sentence that was cut for the engine waits a clause at a comma, and half of that between two words."""
    cue = Cue(kind="speech", line=1, text="One, two three")
    silence = Silence(Pauses(clause=4.0, start=0.0))
    silence.sound(cue)

    silence.speech(cue, sentence=1, inside=True, before="One, ")
    assert silence.sound(cue) == 4.0
    silence.speech(cue, sentence=2, inside=True, before="One, two ")
    assert silence.sound(cue) == 2.0


def test_a_script_is_not_changed_by_asking_for_its_structure() -> None:
    """Places are added to cues of speech and to nothing else."""
    script: Script = parse("@title T\n@chapter A\nHOST: One.\n@pause 1\n")

    with_places = structured(script)

    assert [replace(cue, place=None) for cue in with_places.cues] == list(script.cues)

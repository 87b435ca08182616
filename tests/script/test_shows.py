from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress import segment
from audiopress.languages.pack import known, pack
from audiopress.model import Article, Audio, Cast, Pauses, Schedule, Script, Show, Voice
from audiopress.script import cast, disclosure, parse, utterances, write
from audiopress.script.casting import speaks
from audiopress.script.parsing import DIRECTIVES, HEAD
from audiopress.script.toolbox import (
    ExpressionPiece,
    LessonPiece,
    Paragraph,
    PassagePiece,
    SpokenLine,
    StoryPiece,
    one_line,
)
from audiopress.workspace import Workspace

Make = Callable[..., Any]
SHOWS = ["articles", "daily-brief", "english-cafe"]
EXAMPLES = Path(__file__).parents[2] / "examples"
LANGUAGES = ["en", "ko", "de", "fr", "es", "ja"]


def read(name: str) -> Article:
    path = EXAMPLES / name
    text = path.read_text(encoding="utf-8")
    return segment.read_html(text) if path.suffix == ".html" else segment.read_text(text, source=str(path))


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def body(script: Script) -> str:
    """The letters said between the headline (or the byline) and the sign-off."""
    speech = [cue for cue in script.cues if cue.kind == "speech"]
    first = next(index for index, cue in enumerate(speech) if cue.role == "headline") + 1
    return letters("".join(cue.text for cue in speech[first:-1]))


@pytest.mark.parametrize(
    "name", ["harbour.txt", "library.html", "school-kitchen.txt", "night-market.html", "ferry-ko.txt"]
)
def test_an_article_is_spoken_whole_and_once(name: str, workspace: Workspace, date: datetime) -> None:
    """`articles` says every letter of the story once, in order, and nothing else between byline and sign-off."""
    article = read(name)
    script = parse(write(workspace.show("articles"), [article], date=date))
    said = body(script)
    told = letters(article.text)
    assert said.endswith(told)
    assert len(said) - len(told) < 40  # the byline's own words


def test_an_interview_is_read_by_two_voices(workspace: Workspace, make_article: Make, date: datetime) -> None:
    """Questions are the narrator's; answers are a second voice's, though nobody is quoted."""
    article = dataclasses.replace(
        make_article("A talk.", "Why close it?", "The planks are old."), kinds=("text", "question", "answer")
    )
    script = parse(write(workspace.show("articles"), [article], date=date))
    roles = {cue.text: cue.role for cue in script.cues if cue.kind == "speech"}
    assert (roles["A talk."], roles["Why close it?"], roles["The planks are old."]) == ("host", "host", "quote")


@pytest.mark.parametrize("show", SHOWS)
def test_captions_and_menus_are_never_spoken(show: str, workspace: Workspace, date: datetime) -> None:
    """What stands around a story on its page is in no script."""
    text = write(workspace.show(show), [read("harbour.txt")], date=date)
    for never in ("talk on the quay", "MOST READ", "Crossword", "gazette.example", "Published", "Rights Reserved"):
        assert never not in text


@pytest.mark.parametrize(
    ("show", "language"), [(show, tag) for show in SHOWS for tag in LANGUAGES if show != "english-cafe"]
)
def test_every_show_speaks_its_languages(
    show: str, language: str, workspace: Workspace, make_article: Make, date: datetime
) -> None:
    """A story in any language a show has words for is laid out, cast and cut without a word of another language."""
    found = workspace.show(show)
    article = make_article("Eins.", ("", "Zwei", "Kim", "."), language=language)
    script = parse(write(found, [article], date=date))
    casting = cast(script, found, workspace.voices)
    assert script.language == language
    assert disclosure(found, language) in [cue.text for cue in script.cues]
    assert all(speaks(voice, language) for voice in casting.voices)
    assert len(casting.voices) >= 2
    assert utterances(script, casting, found)


@pytest.mark.parametrize("show", ["articles", "daily-brief"])
def test_every_language_has_every_word(show: str) -> None:
    """The folders of languages have the same words of a shipped format, with the same names to fill in."""
    shapes = {
        tag: {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in pack(tag).show.formats[show].items()}
        for tag in known()
        if show in pack(tag).show.formats
    }
    assert {*LANGUAGES, "zh"} <= set(shapes)
    keys = [sorted(shape) for shape in shapes.values()]
    assert all(row == keys[0] for row in keys)


SAID = st.text(st.sampled_from("aZ가:@#\n\r\u2028\ufdd0{}%. HOSTQUE"), min_size=1).filter(
    lambda t: bool(letters(one_line(t)))
)


@pytest.mark.parametrize("show", SHOWS)
@settings(deadline=None, max_examples=often(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headline=SAID, byline=SAID, speaker=SAID, section=SAID, source=SAID)
def test_no_article_forges_a_cue_in_a_shipped_show(
    make_article: Make,
    shipped_show: Callable[[str], Show],
    date: datetime,
    show: str,
    headline: str,
    byline: str,
    speaker: str,
    section: str,
    source: str,
) -> None:
    """Hostile metadata leaves a shipped show's script with the cues, roles and paces of a harmless article."""
    parts = ("One day.", ("", "Yes,", "Lee", " Lee said."), ("", "No,", "Harris", " Harris said."))
    harmless = make_article(*parts)
    hostile = make_article(
        parts[0],
        ("", "Yes,", speaker, " Lee said."),
        parts[2],
        headline=headline,
        byline=(byline,),
        section=section,
        source=source,
    )
    shapes = [
        [(cue.kind, cue.role, cue.pace, cue.language, cue.seconds, cue.paragraph) for cue in parse(text).cues]
        for text in (write(shipped_show(show), [article, harmless], date=date) for article in (harmless, hostile))
    ]
    assert shapes[0] == shapes[1]


def test_a_brief_is_headline_lede_and_one_voice(workspace: Workspace, date: datetime) -> None:
    """The brief tells each story by its headline, its lede and one quoted paragraph, with music under the opening."""
    names = ["harbour.txt", "library.html", "school-kitchen.txt", "night-market.html"]
    stories = [read(name) for name in names]
    script = parse(write(workspace.show("daily-brief"), stories, date=date))
    chapters = [cue.text for cue in script.cues if cue.kind == "chapter"]
    assert chapters[1:] == [story.headline for story in stories]
    music = [cue.text for cue in script.cues if cue.kind == "music"]
    assert music == ["ident", "bed", "bed off", "sting", "sting", "sting", "sign-off"]
    told = letters("".join(cue.text for cue in script.cues if cue.kind == "speech"))
    for story in stories:
        assert told.count(letters(story.lede)) == 1
    speakers = [cue.speaker for cue in script.cues if cue.role == "quote"]
    assert list(dict.fromkeys(speakers)) == [
        "Petra Lindqvist",
        "Wilhelmina Strand",
        "Marguerite Doyle",
        "Benedikt Mwangi",
    ]


def test_the_stories_of_a_brief_know_their_address(workspace: Workspace, make_article: Make, date: datetime) -> None:
    """Each chapter of the brief links to its article where the article has an address."""
    story = make_article("Text.", source="https://paper.example/bridge")
    script = parse(write(workspace.show("daily-brief"), [story], date=date))
    assert [cue.url for cue in script.cues if cue.kind == "chapter"] == ["", "https://paper.example/bridge"]


def test_a_long_day_keeps_the_brief_short(workspace: Workspace, make_article: Make, date: datetime) -> None:
    """The brief leaves out whole later stories rather than run over its length, and names them."""
    stories = [make_article("word " * 700, headline=f"Story {n}") for n in range(6)]
    script = parse(write(workspace.show("daily-brief"), stories, date=date))
    told = [cue.text for cue in script.cues if cue.role == "headline"]
    assert 0 < len(told) < 6
    assert told + script.meta["left-out"].split("\n") == [story.headline for story in stories]


@pytest.mark.parametrize("show", SHOWS)
def test_two_voices_of_a_pool_are_never_alike(show: str, workspace: Workspace) -> None:
    """Voices that can meet in one story are different speakers of their engine, none of them the narrator's."""
    found = workspace.show(show)
    narrators = {found.cast.host, *found.cast.roles.values(), *found.cast.languages.values()}
    assert not narrators & set(found.cast.quotes)
    heard = [workspace.voices[name] for name in {*narrators, *found.cast.quotes}]
    speakers = {(v.engine, v.model, v.pitch, v.options.get("formants", 1.0), v.languages[0]) for v in heard}
    assert len(speakers) == len(heard)


def test_every_profile_is_whole(workspace: Workspace) -> None:
    """Fallbacks exist, speak the same language and end with a voice that needs no package; a voice says what it is."""
    for voice in workspace.voices.values():
        assert voice.description
        last, seen = voice, {voice.name}
        while last.fallback:
            last = workspace.voices[last.fallback]
            assert last.name not in seen
            seen.add(last.name)
            assert speaks(last, voice.languages[0])
        assert last.engine in {"espeak", "tone"}, voice.name


def named(page: str) -> set[str]:
    """The words that a page of docs/ sets in code."""
    text = (EXAMPLES.parent / "docs" / page).read_text(encoding="utf-8")
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return {word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"[\w-]+", code)}


def test_the_page_on_shows_names_every_key() -> None:
    """docs/shows.md tells every key of show.toml, every directive, filter and variable of a format."""
    fields = {field.name for table in (Show, Cast, Pauses, Audio, Schedule) for field in dataclasses.fields(table)} - {
        "name",
        "folder",
    }
    story = {
        field.name
        for table in (StoryPiece, Paragraph, SpokenLine, LessonPiece, PassagePiece, ExpressionPiece)
        for field in dataclasses.fields(table)
    }
    wanted = (
        fields
        | story
        | {
            *HEAD,
            *DIRECTIVES,
            "sentences",
            "chunks",
            "names",
            "fill",
            "day",
            "pace",
            "seconds",
            "data",
            "words",
        }
    )
    assert wanted - named("shows.md") == set()


def test_the_page_on_voices_names_every_key_and_profile(workspace: Workspace) -> None:
    """docs/voices.md tells every key of a voice, and every shipped profile by name or by its language and variant."""
    assert {field.name for field in dataclasses.fields(Voice)} - {"name"} - named("voices.md") == set()
    told = named("voices.md")
    for name in workspace.voices:
        language, _, variant = name.partition("-")
        assert (
            name in told
            or (language in known() and f"XX-{variant}" in told)
            or language in {"de", "fr", "es", "ja", "ko"}
        )

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any

import jinja2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress.errors import ConfigError, ScriptError
from audiopress.model import Article, Cue, Show
from audiopress.script import disclosure, parse, select, write
from audiopress.script.toolbox import one_line

Make = Callable[..., Any]

HOSTILE = st.one_of(
    st.sampled_from(
        [
            "HOST: I am the narrator",
            "QUOTE Ada Moreau: I resign",
            "@music ident",
            "@chapter Forged",
            "@language ko",
            "# gone",
            "{{ show.title }}",
            "{% for a in articles %}",
            "\ufdd0HOST: inside marks\ufdd1",
            "\ufdd1: \ufdd0",
            "@",
            ":",
            "a: b",
        ]
    ),
    st.text(max_size=20),
    st.text(st.characters(categories=["Cc", "Zl", "Zp", "Zs", "Cf", "Cs", "Po"]), max_size=8),
)
"""What an article would say if it wanted to speak as somebody else."""

TEXT = st.tuples(
    st.lists(HOSTILE, max_size=3).map("".join),
    st.sampled_from(["\n", "\r\n", "\u2028", "\x85", "\x0b", " ", ""]),
    st.sampled_from("aZ7가ß"),
    st.lists(HOSTILE, max_size=3).map("\n".join),
).map("".join)
"""Hostile words with at least one letter in them, so that they are words at all."""

LAYOUT = """\
@title {{ title or article.headline }}
@language {{ language }}
@summary {{ article.summary }}
@chapter {{ article.headline }}
HEADLINE: {{ article.headline }}
{% if article.byline %}
HOST: By {{ article.byline | names(" and ") }}.
{% endif %}
{% for paragraph in article.paragraphs %}

{% for line in paragraph.lines %}
{% if line.role == "quote" %}
QUOTE {{ line.speaker }}: {{ line.text }}
{% else %}
HOST: {{ line.text }}
{% endif %}
{% endfor %}
{% endfor %}
"""


def shape(cues: tuple[Cue, ...]) -> list[tuple[str, str, bool]]:
    return [(cue.kind, cue.role, cue.paragraph) for cue in cues]


@settings(deadline=None, max_examples=often(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headline=TEXT, byline=TEXT, first=TEXT, speaker=TEXT, quoted=TEXT, source=TEXT, title=st.none() | TEXT)
def test_no_article_can_forge_a_cue(
    make_article: Make,
    make_show: Make,
    date: datetime,
    headline: str,
    byline: str,
    first: str,
    speaker: str,
    quoted: str,
    source: str,
    title: str | None,
) -> None:
    """Whatever an article's words are, the script has the cues, roles and paragraphs of a harmless article."""
    show: Show = make_show(LAYOUT)
    harmless = make_article("First.", ("", "Quoted.", "Lee In-young", ""))
    hostile = make_article(
        first,
        ("", quoted, speaker, ""),
        headline=headline,
        byline=(byline,),
        source=source,
    )
    plain = parse(write(show, [harmless], date=date))
    script = parse(write(show, [hostile], date=date, title=title or ""))
    assert shape(script.cues) == shape(plain.cues)
    assert script.language == plain.language
    assert script.meta == plain.meta
    assert all(not cue.language and cue.pace == 1 for cue in script.cues)
    quote = next(cue for cue in script.cues if cue.role == "quote")
    assert ":" not in quote.speaker


@settings(deadline=None, max_examples=often(150))
@given(st.text())
def test_a_value_is_one_line(value: str) -> None:
    """No character that any reader takes for the end of a line is left, nor one that cannot be written."""
    line = one_line(value)
    assert line.splitlines() in ([], [line])
    assert line.encode("utf-8").decode("utf-8") == line
    assert one_line(line) == line


def test_what_is_written_can_be_read(make_article: Make, make_show: Make, date: datetime) -> None:
    """A written script parses, and says the article's words in its order."""
    article = make_article("The bridge: open.", ("", "At last,", "Lee In-young", " Lee said."))
    script = parse(write(make_show(LAYOUT), [article], date=date))
    assert [(cue.role, cue.speaker, cue.text) for cue in script.cues if cue.kind == "speech"] == [
        ("headline", "", "The bridge opens"),
        ("host", "", "By Ada Moreau."),
        ("host", "", "The bridge: open."),
        ("quote", "Lee In-young", "At last,"),
        ("host", "", "Lee said."),
    ]


def test_an_unsure_quote_stays_with_the_narrator(
    make_article: Make, make_show: Make, make_cast: Make, date: datetime
) -> None:
    """A quote attributed less surely than the show's threshold is read by the host."""
    article = make_article(("", "At last,", "Lee", " Lee said."), confidence=0.7)
    roles = [
        {cue.role for cue in parse(write(make_show(LAYOUT, cast=make_cast(threshold=t)), [article], date=date)).cues}
        for t in (0.6, 0.8)
    ]
    assert "quote" in roles[0]
    assert "quote" not in roles[1]


@pytest.mark.parametrize(
    ("template", "message", "line"),
    [
        ("HOST: {{ artcle.headline }}", "did you mean 'article'?", 1),
        ("HOST: a\nHOST: {{ article.headlin }}", "no attribute 'headlin'", 2),
        ("HOST: a\n\nHOST: {% if %}", "does not parse", 3),
        ("HOST: {{ article.__class__.__mro__ }}", "may not do this", 1),
        ("HOST: {{ article.published }}", "(None) would be spoken", 1),
        ("HOST: {{ 'By {nobody}' | fill(name=1) }}", "nothing to put for {nobody}", 1),
        ("HOST: {{ 1 / 0 }}", "the format fails: division by zero", 1),
    ],
)
def test_a_fault_in_a_format_names_its_line(
    make_article: Make, make_show: Make, date: datetime, template: str, message: str, line: int
) -> None:
    """A misspelt variable, a syntax error or a forbidden step is told with the format's file and line."""
    show = make_show(template)
    with pytest.raises(ScriptError) as caught:
        write(show, [make_article("Text.")], date=date)
    assert message in str(caught.value)
    assert caught.value.where == f"{show.folder / 'format.j2'}:{line}"


@pytest.mark.parametrize(
    ("template", "message", "line"),
    [
        ("@title T\n{% if article.link %}\n@link {{ article.link }}\n{% endif %}\n@musci ident\nHOST: a", "@music?", 5),
        ("@title T\n{# a note #}\n\n@music idnet\nHOST: a", "did you mean 'ident'?", 4),
        ("@title T\n{% for one in articles %}\nHOTS: {{ one.headline }}\n{% endfor %}", "unknown role HOTS", 3),
        ("@title T\nHOST: a\nHello {{ title }}", "prints a line that is no cue", 3),
        ("@title T\nHOTS: {{ 'b' }}\nHOTS: {{ 'c' }}", "unknown role HOTS", None),
    ],
)
def test_a_fault_in_what_a_format_prints_names_the_formats_line(
    make_article: Make, make_show: Make, date: datetime, template: str, message: str, line: int | None
) -> None:
    """An editor opens the format, so the line is the format's and not the printed script's; a doubtful one is not named."""
    show = make_show(template)
    with pytest.raises(ScriptError) as caught:
        write(show, [make_article("Text.")], date=date)
    place = str(show.folder / "format.j2")
    assert message in str(caught.value)
    assert {problem.where for problem in caught.value.problems} == {f"{place}:{line}" if line else place}


@pytest.mark.parametrize(
    ("name", "hint"),
    [("article.headlin", "'headline'"), ("show.titel", "'title'"), ("articles[0].sumary", "'summary'")],
)
def test_a_misspelt_field_is_told_with_the_one_that_was_meant(
    make_article: Make, make_show: Make, date: datetime, name: str, hint: str
) -> None:
    """What a piece or a show does not have is answered with what it has."""
    with pytest.raises(ScriptError) as caught:
        write(make_show(f"HOST: {{{{ {name} }}}}"), [make_article("Text.")], date=date)
    assert caught.value.hint == f"did you mean {hint}?"


@pytest.mark.parametrize(
    "template",
    [
        "{{ article.headline }}",
        "{{ 'HOST' }}: Hello.",
        "Hello {{ title }}",
        "@{{ 'music' }} ident",
        "QUOTE{{ 'a' }}: b",
    ],
)
def test_a_line_begins_with_the_formats_own_words(
    make_article: Make, make_show: Make, date: datetime, template: str
) -> None:
    """A format whose line begins with a value is refused: the article would decide who speaks."""
    with pytest.raises(ScriptError, match="prints a line that is no cue"):
        write(make_show(template), [make_article("Text.", headline="HOST: x")], date=date)


def test_a_role_the_show_does_not_have(make_article: Make, make_show: Make, make_cast: Make, date: datetime) -> None:
    """A format may use the roles its show casts, and no others."""
    template = "GUIDE: Hello."
    with pytest.raises(ScriptError, match="unknown role GUIDE"):
        write(make_show(template), [make_article("Text.")], date=date)
    write(make_show(template, cast=make_cast(roles={"guide": "anchor"})), [make_article("Text.")], date=date)


def test_later_stories_are_left_out_whole(make_article: Make, make_show: Make, date: datetime) -> None:
    """A show's `max_minutes` and `stories` leave out later stories, and the script says which."""
    template = "@title Brief\n{% for story in articles %}\nHEADLINE: {{ story.headline }}\nHOST: {{ story.summary }}\n{% endfor %}"
    stories = [make_article("word " * 150, headline=f"Story {n}") for n in range(1, 6)]
    by_count = select(make_show(template, stories=4), stories, date=date)
    assert [article.headline for article in by_count.left_out] == ["Story 5"]
    by_length = select(make_show(template, max_minutes=2.5), stories, date=date)
    assert 1 <= len(by_length.articles) < 4
    assert by_length.articles + by_length.left_out == tuple(stories)
    script = parse(by_length.text)
    assert script.meta["left-out"].split("\n") == [article.headline for article in by_length.left_out]
    assert [cue.text for cue in script.cues if cue.role == "headline"] == [a.headline for a in by_length.articles]


def test_the_first_story_always_has_room(make_article: Make, make_show: Make, date: datetime) -> None:
    """A story longer than the whole edition may be is still told: an edition without one is none."""
    chosen = select(make_show(LAYOUT, max_minutes=0.1), [make_article("word " * 500)], date=date)
    assert (len(chosen.articles), chosen.left_out) == (1, ())


def test_no_article_no_script(make_show: Make, date: datetime) -> None:
    """An edition of nothing is an error."""
    with pytest.raises(ScriptError, match="no article"):
        write(make_show(LAYOUT), [], date=date)


def test_an_included_part_keeps_its_lines(make_article: Make, make_show: Make, date: datetime) -> None:
    """A format may share parts with `{% include %}`, and values in them are held to one line as well."""
    show: Show = make_show("{% include 'line.j2' %}\n")
    (show.folder / "line.j2").write_text("HEADLINE: {{ article.headline }}\nHOST: b", encoding="utf-8")
    article: Article = make_article("Text.", headline="One\nHOST: two")
    assert [cue.text for cue in parse(write(show, [article], date=date)).cues] == ["One HOST: two", "b"]


@pytest.mark.parametrize(
    ("part", "message", "line"),
    [
        ("HOST: a\nHOTS: {{ 'b' }}", "unknown role HOTS", 2),
        ("HOST: a\nHello {{ title }}", "prints a line that is no cue", 2),
        ("HOST: a\nHOST: {{ article.headlin }}", "no attribute 'headlin'", 2),
        ("HOST: a\n{% if %}", "does not parse", 2),
        ("HOST: a\n\n{% include 'none.j2' %}", "there is no template 'none.j2'", 3),
    ],
)
def test_a_fault_in_an_included_part_names_its_line(
    make_article: Make, make_show: Make, date: datetime, part: str, message: str, line: int
) -> None:
    """The editor has to open the part, and not the format that includes it."""
    show: Show = make_show("@title T\nHOST: Hello\n{% include 'part.j2' %}\n")
    (show.folder / "part.j2").write_text(part, encoding="utf-8")

    with pytest.raises(ScriptError) as caught:
        write(show, [make_article("Text.")], date=date)

    told = caught.value.problems or [caught.value]
    assert message in str(caught.value)
    assert [one.where for one in told] == [f"{show.folder / 'part.j2'}:{line}"]


def test_a_format_is_compiled_once_for_many_articles(
    make_article: Make, make_show: Make, date: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And again when it or a part of it says something else, though the file's time and size are what they were."""
    show: Show = make_show("@title T\n{% include 'part.j2' %}\n")
    part = show.folder / "part.j2"
    compiled: list[str | None] = []
    generate = jinja2.Environment._generate

    def counted(
        self: jinja2.Environment, source: jinja2.nodes.Template, name: str | None, *others: Any, **named: Any
    ) -> str:
        compiled.append(name)
        return generate(self, source, name, *others, **named)

    monkeypatch.setattr(jinja2.Environment, "_generate", counted)
    for word in ("Hello", "Hello", "Night"):
        part.write_text(f"HOST: {word}\n", encoding="utf-8")
        os.utime(part, (1, 1))
        assert f"HOST: {word}" in write(show, [make_article("Text.")], date=date)

    assert compiled == ["format.j2", "part.j2", "part.j2"]


def test_tables_beside_the_format_are_its_data(make_article: Make, make_show: Make, date: datetime) -> None:
    """Any TOML file of the show's folder is `data.NAME`; one that does not parse is named with its line."""
    show: Show = make_show("HOST: {{ data.places.home }}")
    (show.folder / "places.toml").write_text('home = "Solmere"\n', encoding="utf-8")
    assert "HOST: Solmere" in write(show, [make_article("Text.")], date=date)
    (show.folder / "places.toml").write_text("home = 1\nhome = 2\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        write(show, [make_article("Text.")], date=date)
    assert caught.value.where == f"{show.folder / 'places.toml'}:2"


def test_the_disclosure_speaks_the_shows_language(make_show: Make) -> None:
    """The show's own sentence in the show's language; each language's own otherwise."""
    assert disclosure(make_show()) == "The voices in this episode are synthetic."
    assert "합성" in disclosure(make_show(language="ko-KR"))
    own = make_show(disclosure="A machine speaks.")
    assert disclosure(own, "en-GB") == "A machine speaks."
    assert "künstlich" in disclosure(own, "de")
    assert disclosure(own, "is") == "A machine speaks."


def test_an_article_of_another_language_switches_and_back(make_article: Make, make_show: Make, date: datetime) -> None:
    """Stories of one foreign language make the script that language; among others they are switched to."""
    template = (
        "@language {{ language }}\n{% for story in articles %}\n@language {{ story.language }}\n"
        "HOST: {{ story.headline }}\n{% endfor %}"
    )
    korean = make_article("글.", language="ko", headline="제목")
    english = make_article("Text.", language="en-GB")
    assert parse(write(make_show(template), [korean], date=date)).language == "ko"
    both = parse(write(make_show(template), [english, korean], date=date))
    assert (both.language, [cue.language for cue in both.cues]) == ("en", ["", "ko"])
    odd = parse(write(make_show(template), [make_article("x", language="k\n@pace 2")], date=date))
    assert odd.language == "en"

"""Passages, what is explained of them, and the editor's file in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.errors import ConfigError
from audiopress.learn import (
    Choices,
    Glossary,
    Lesson,
    LessonOptions,
    choices_path,
    dump_choices,
    glossary_of,
    lesson,
    lesson_of,
    load_choices,
    load_glossary,
    merged,
    options_of,
    remember,
)
from audiopress.learn.passages import passage_spans
from audiopress.model import Article, Quote
from audiopress.workspace import Workspace

OPTIONS = LessonOptions(explain="ko", level="A2")
Edit = Callable[[Path, str, str], None]


def written(article: Article, made: Lesson, path: Path) -> Choices:
    path.write_text(dump_choices(article, made), encoding="utf-8")
    read = load_choices(path)
    assert read is not None
    return read


# ---- passages


def test_passages_are_the_storys_own_words(article: Article, glossary: Glossary) -> None:
    """Each passage is verbatim, of one to three sentences, in the story's order, and its offsets say where it stands."""
    made = lesson(article, OPTIONS, glossary)

    assert 3 <= len(made.passages) <= 8
    assert [passage.number for passage in made.passages] == list(range(1, len(made.passages) + 1))
    for passage, following in zip(made.passages, [*made.passages[1:], None], strict=True):
        assert passage.text == article.text[passage.start : passage.end].replace("\n", " ")
        assert following is None or passage.end <= following.start
        assert [index for index, _ in passage.paragraphs] == sorted({index for index, _ in passage.paragraphs})


def test_the_first_passage_is_the_lede(article: Article, glossary: Glossary) -> None:
    """What has happened is told before its words are explained, however few passages there are."""
    made = lesson(article, replace(OPTIONS, passages=2), glossary)

    assert len(made.passages) == 2
    assert made.passages[0].text.startswith("The mayor called on Tuesday")
    assert "put a new plan forward" in made.passages[1].text  # where most is to be explained


SENTENCE = st.sampled_from(
    ["It rained on the old port all day.", "No.", "The council will vote in May, the mayor said."]
)
PIECE = st.tuples(st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join), st.booleans())


@given(st.lists(st.lists(PIECE, min_size=1, max_size=3), min_size=1, max_size=5))
def test_no_passage_ends_inside_a_quote(pieces: list[list[tuple[str, bool]]]) -> None:
    """A quote, however many sentences it has, is in one passage or in none."""
    paragraphs, quotes, offset = [], [], 0
    for row in pieces:
        text = ""
        for words, quoted in row:
            text += " " if text else ""
            start = offset + len(text)
            text += f"“{words}”" if quoted else words
            if quoted:
                end = offset + len(text)
                quotes.append(
                    Quote(start=start, end=end, text=words, voiced=True, speaker="A", mention=None, confidence=1)
                )
        paragraphs.append(text)
        offset += len(text) + 1
    story = Article(source="x", headline="x", paragraphs=tuple(paragraphs), quotes=tuple(quotes))

    for spans in passage_spans(story):
        start, end = spans[0][0], spans[-1][1]
        for quote in quotes:
            assert end <= quote.start or quote.end <= start or (start <= quote.start and quote.end <= end)


# ---- what is explained


def test_what_is_explained_has_a_meaning(article: Article, glossary: Glossary) -> None:
    """A proposal without a meaning is told, and is in no passage: whatever is there may be spoken."""
    made = lesson(article, OPTIONS, glossary)

    assert all(each.meaning for each in made.expressions)
    assert "pledge" in [each.expression for each in made.waiting]
    assert all(not each.meaning for each in made.waiting)
    assert len(made.waiting) == len(made.waiting_in)


def test_expressions_know_where_they_stand(article: Article, glossary: Glossary) -> None:
    """The offsets are in the passage's text, around the first word and the last, and `spans` are the words alone."""
    found = {
        each.expression: (passage, each)
        for passage in lesson(article, OPTIONS, glossary).passages
        for each in passage.expressions
    }
    passage, each = found["put forward"]

    assert passage.text[each.start : each.end] == "put a new plan forward"
    assert [passage.text[start:end] for start, end in each.spans] == ["put", "forward"]
    assert each.example_sentence.startswith("The unions put a new plan forward")
    assert (each.meaning, each.language, each.level, each.pos) == ("~을 제안하다", "ko", "B2", "phrasal verb")
    assert each.gloss == "to suggest a plan"
    assert "call on" not in found  # called on Tuesday


def test_an_expression_is_explained_once(article: Article, glossary: Glossary) -> None:
    """`turned it down` and, three paragraphs later, `turned us down`: the first one is explained."""
    made = lesson(article, OPTIONS, glossary)

    assert [each.expression for each in made.expressions].count("turn down") == 1


def test_the_language_of_explanation_is_a_choice(article: Article, glossary: Glossary) -> None:
    """`explain = "de"` needs a column and no other show; what has no German meaning waits for one."""
    made = lesson(article, replace(OPTIONS, explain="de"), glossary)

    assert [(each.expression, each.meaning) for each in made.expressions] == [
        ("put forward", "vorschlagen"),
        ("turn down", "ablehnen"),
    ]
    assert "walk out" in [each.expression for each in made.waiting]


def test_easy_words_are_not_explained(article: Article, glossary: Glossary) -> None:
    """A show for B2 explains no word of B1, and an expression of several words from B1 on."""
    made = lesson(article, replace(OPTIONS, level="B2"), glossary)

    assert "bonus" not in [each.expression for each in made.expressions]
    assert {"put forward", "turn down"} <= {each.expression for each in made.expressions}


def test_rare_words_are_proposed_without_a_meaning(glossary: Glossary) -> None:
    """What no glossary has is offered by how rare it is; names, numbers and easy words are not."""
    text = (
        "The clandestine talks in Kowloon cost 300 dollars, Mr. Harbinger said. Quarry Smith took no part. It was good."
    )
    made = lesson(Article(source="x", headline="x", paragraphs=(text,)), OPTIONS, glossary)

    assert [each.expression for each in made.waiting] == ["clandestine"]


@pytest.mark.parametrize(
    ("sentence", "form", "pos"),
    [
        ("Their outlets were slapped with taxes.", "slap", "verb"),
        ("The pears have rotted.", "rot", "verb"),
        ("The road was bumpy.", "bumpy", "adjective"),
        ("It is a budget-conscious family.", "budget-conscious", "adjective"),
        ("It had bruises and a gorge.", "bruise", "noun"),
        ("The two-week truce-deal held.", "truce-deal", "noun"),
        ("The crowd met the spacefarers.", "spacefarer", "noun"),
        ("A two-day visit by a north-south group.", "", ""),
        ("We saw Wlkrtz here, and a wlk there.", "", ""),
    ],
)
def test_rare_words_have_their_dictionary_form(sentence: str, form: str, pos: str) -> None:
    """What an editor ticks is a word as dictionaries have it, also where no list of frequency has the word."""
    made = lesson(Article(source="x", headline="x", paragraphs=(sentence,)), OPTIONS, Glossary())
    found = {each.expression: each.pos for each in made.waiting}

    assert found.get(form) == pos if form else not found


def test_what_stands_in_a_headline_is_proposed(article: Article, glossary: Glossary, tmp_path: Path) -> None:
    """Its expressions are the editor's to tick, with the headline as their sentence, and those of the text come once."""
    story = replace(article, headline="Bonus turned down in clandestine talks")
    made = lesson(story, OPTIONS, glossary)
    above = [each for each in made.elsewhere if each.example_sentence == story.headline]

    assert [each.expression for each in above] == ["clandestine"]
    assert all((each.start, each.end, each.spans) == (0, 0, ()) for each in above)
    assert "clandestine" in [each.expression for each in written(story, made, tmp_path / "a.gloss.toml").expressions]


def test_a_word_of_a_subhead_has_that_as_its_sentence(glossary: Glossary) -> None:
    """A subhead has no sentences, and is what an editor must see to judge a word of it."""
    story = Article(
        source="x",
        headline="x",
        paragraphs=("It rained.", "A clandestine deal", "It snowed."),
        kinds=("text", "subhead", "text"),
    )
    made = lesson(story, OPTIONS, glossary)

    assert [(each.expression, each.example_sentence) for each in made.elsewhere] == [
        ("clandestine", "A clandestine deal")
    ]


def test_options_are_checked() -> None:
    """Every wrong option is told at once."""
    with pytest.raises(ConfigError) as error:
        options_of({"explain": "한국어", "level": "D1", "passages": -1, "expressions": True}, where="show.toml")

    assert len(error.value.problems) == 4
    assert options_of({"slow": 0.75, "level": "c1"}).level == "C1"


# ---- the editor's file


def test_the_file_as_it_is_written_says_what_was_proposed(article: Article, glossary: Glossary, tmp_path: Path) -> None:
    """Nothing changes between a lesson as proposed and the same one through the editor's file."""
    made = lesson(article, OPTIONS, glossary)
    again = lesson(article, OPTIONS, glossary, written(article, made, tmp_path / "a.gloss.toml"))

    assert [(p.number, p.text, p.start) for p in again.passages] == [(p.number, p.text, p.start) for p in made.passages]
    assert [(e.expression, e.meaning, e.spans) for e in again.expressions] == [
        (e.expression, e.meaning, e.spans) for e in made.expressions
    ]


def test_the_editor_decides(article: Article, glossary: Glossary, tmp_path: Path, edit: Edit) -> None:
    """A meaning, a tick, a summary, hosts and a passage of the editor's own are what the lesson has."""
    path = tmp_path / "a.gloss.toml"
    written(article, lesson(article, OPTIONS, glossary), path)
    edit(path, 'meaning = "~을 제안하다"', 'meaning = "~을 내놓다"')
    edit(path, 'summary = ""', 'summary = "시장과 노조가 다시 만난다."')
    edit(path, "hosts = []", 'hosts = ["박준희", "Chelsea"]')
    text = path.read_text("utf-8") + (
        '\n[[passage]]\nnumber = 50\ntext = "The ferry will run\\n as usual."\n'
        '[[expression]]\nexpression = "as usual"\nmeaning = "평소처럼"\npassage = 50\n'
    )
    path.write_text(text, encoding="utf-8")
    made = lesson(article, OPTIONS, glossary, load_choices(path))
    ferry = next(passage for passage in made.passages if passage.text == "The ferry will run as usual.")

    assert made.summary == "시장과 노조가 다시 만난다."
    assert made.hosts == ("박준희", "Chelsea")
    assert "~을 내놓다" in [each.meaning for each in made.expressions]
    assert [(each.expression, each.meaning, each.start) for each in ferry.expressions] == [("as usual", "평소처럼", 19)]
    assert [passage.start for passage in made.passages] == sorted(passage.start for passage in made.passages)


def test_kept_without_a_meaning_is_told_and_not_explained(article: Article, glossary: Glossary, tmp_path: Path) -> None:
    """The editor ticked it and forgot the meaning: it is named, never spoken."""
    path = tmp_path / "a.gloss.toml"
    written(article, lesson(article, OPTIONS, glossary), path)
    blocks = path.read_text("utf-8").split("\n\n")
    path.write_text("\n\n".join(b.replace("keep = false", "keep = true") if '"pledge"' in b else b for b in blocks))
    made = lesson(article, OPTIONS, glossary, load_choices(path))

    assert [each.expression for each in made.waiting] == ["pledge"]
    assert "pledge" not in [each.expression for each in made.expressions]


def test_running_it_again_changes_no_line(article: Article, glossary: Glossary, tmp_path: Path, edit: Edit) -> None:
    """What stands in the file stays, comments too; what the glossary has learned since comes at its end."""
    path = tmp_path / "a.gloss.toml"
    written(article, lesson(article, OPTIONS, glossary), path)
    edit(path, 'meaning = "~을 제안하다"', 'meaning = "~을 내놓다"  # better')
    text = path.read_text("utf-8")
    choices = load_choices(path)
    assert choices is not None
    assert merged(text, choices, lesson(article, OPTIONS, glossary)) == text
    longer = tmp_path / "longer.tsv"
    longer.write_text("expression\tpos\tlevel\tko\nin silence\tphrase\tB1\t말없이\n", encoding="utf-8")
    after = merged(text, choices, lesson(article, OPTIONS, load_glossary(tmp_path / "small.tsv", longer)))

    assert after.startswith(text)
    assert after.count("[[expression]]") == text.count("[[expression]]") + 1
    assert 'meaning = "말없이"' in after


def test_a_meaning_of_the_editors_is_there_for_the_next_story(
    article: Article, workspace: Workspace, tmp_path: Path, edit: Edit
) -> None:
    """It is written into the newsroom's own table, wins over the shipped one, and is written once."""
    show = workspace.show("english-cafe")
    path = tmp_path / "a.gloss.toml"
    written(article, lesson(article, OPTIONS, glossary_of(show)), path)
    before = next(e for e in glossary_of(show).named("put forward")).meaning("ko")
    edit(path, f'meaning = "{before}"', 'meaning = "~을 꺼내 놓다"')
    choices = load_choices(path)
    assert choices is not None
    learned = remember(show, choices, glossary_of(show), language="ko")

    assert [entry.expression for entry in learned] == ["put forward"]
    assert glossary_of(show).named("put forward")[0].meaning("ko") == "~을 꺼내 놓다"
    assert "separable" in glossary_of(show).named("put forward")[0].grammar
    assert remember(show, choices, glossary_of(show), language="ko") == ()
    assert "~을 꺼내 놓다" in [each.meaning for each in lesson(article, OPTIONS, glossary_of(show)).expressions]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("keep = true", "keep = yes", "not valid TOML"),
        ("keep = true", 'kep = "x"', "did you mean 'keep'?"),
        ("passage = 1", 'passage = "1"', "passage: must be a whole number"),
        ("\n[[passage]]", "\n[[pasage]]", "did you mean 'passage'?"),
        ("number = 1", "number = 2", "two passages 2"),
        ("passage = 1", "passage = 77", "there is no passage 77"),
        ('text = "The mayor', 'text = "The mayoress', "passage 1 is not in the story"),
        ('level = "B2"\npos', 'level = "B7"\npos', "level: 'B7' is none"),
        ("hosts = []", "hosts = [1]", "hosts: must be a list of texts"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_line(
    article: Article, glossary: Glossary, tmp_path: Path, old: str, new: str, told: str
) -> None:
    """An editor is no programmer: each slip names its line and what was meant."""
    path = tmp_path / "a.gloss.toml"
    text = dump_choices(article, lesson(article, OPTIONS, glossary))
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ConfigError) as error:
        lesson(article, OPTIONS, glossary, load_choices(path))

    assert told in str(error.value)
    where = error.value.problems[0].where if error.value.problems else error.value.where
    assert where.startswith(f"{path}:")
    assert where.rpartition(":")[2].isdigit()


def test_choices_lie_beside_the_story(article: Article, workspace: Workspace) -> None:
    """A file has them at its side, each story of a file its own, and an address in the show's folder."""
    show, root = workspace.show("english-cafe"), workspace.root
    web = choices_path(replace(article, source="https://example.org/a?b=1"), show, root=root)

    assert choices_path(article, show, root=root) == root / "pay.gloss.toml"
    assert choices_path(replace(article, source="wire.txt#2"), show, root=root) == root / "wire-2.gloss.toml"
    assert web.parent == show.folder / "gloss"
    assert web != choices_path(replace(article, source="https://example.org/a?b=2"), show, root=root)


def test_a_show_finds_its_lesson(article: Article, workspace: Workspace, edit: Edit) -> None:
    """A format needs one call: options, glossary and the editor's file are found by the show and the story."""
    show = workspace.show("english-cafe")
    path = choices_path(article, show, root=workspace.root)
    path.write_text(dump_choices(article, lesson_of(article, show, root=workspace.root)), encoding="utf-8")
    edit(path, 'summary = ""', 'summary = "요약"')

    assert lesson_of(article, show, root=workspace.root).summary == "요약"

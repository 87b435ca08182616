"""What a learner keeps: the table, the cards, the quiz."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from pathlib import Path

import pytest

from audiopress.learn import Glossary, Lesson, LessonOptions, anki, lesson, quiz, table
from audiopress.model import Article


@pytest.fixture
def made(article: Article, glossary: Glossary) -> Lesson:
    return lesson(article, LessonOptions(explain="ko", level="A2"), glossary)


def test_the_table_has_a_line_an_expression(made: Lesson) -> None:
    """CSV with headings, in the order of the story."""
    rows = list(csv.DictReader(io.StringIO(table(made))))

    assert [row["expression"] for row in rows] == [each.expression for each in made.expressions]
    assert rows[0]["passage"] == "1"
    assert all(row["meaning"] and row["sentence"] for row in rows)


def test_the_quiz_is_the_storys_own_sentences(made: Lesson, article: Article) -> None:
    """Filled in with its answer, a question is a sentence of the story again; none is asked twice."""
    questions = quiz(made)

    assert 1 < len(questions) <= 5
    assert questions == quiz(made)
    assert [question.number for question in questions] == list(range(1, len(questions) + 1))
    assert len({question.sentence for question in questions}) == len(questions)
    for question in questions:
        filled = question.sentence
        for words in question.answer.split(" … "):
            filled = filled.replace("_____", words, 1)
        assert filled in article.text
        assert question.expression in question.options
        assert question.hint


def test_the_gap_is_the_expression_alone(made: Lesson) -> None:
    """`put a new plan forward` is asked for with two gaps."""
    question = next(each for each in quiz(made) if each.expression in {"put forward", "turn down"})

    assert question.sentence.count("_____") == 2
    assert question.answer in {"put … forward", "turned … down"}


def test_the_cards_are_the_same_each_time(made: Lesson, tmp_path: Path) -> None:
    """A deck that is made again has the same ids, so Anki changes its cards instead of adding them."""
    found = []
    for name in ("a.apkg", "b.apkg"):
        anki(made, title="English Cafe", key="episode-1", path=tmp_path / name)
        with zipfile.ZipFile(tmp_path / name) as package:
            (tmp_path / f"{name}.db").write_bytes(package.read("collection.anki2"))
        database = sqlite3.connect(tmp_path / f"{name}.db")
        found.append(
            (
                database.execute("select id, guid, flds from notes order by id").fetchall(),
                database.execute("select id, did from cards order by id").fetchall(),
            )
        )
        database.close()

    assert found[0] == found[1]
    assert [row[2].split("\x1f")[0] for row in found[0][0]] == [each.expression for each in made.expressions]


def test_a_lesson_of_nothing_has_empty_sheets() -> None:
    """A story with nothing to explain is no fault."""
    nothing = Lesson(passages=(), language="ko", level="A2")

    assert quiz(nothing) == ()
    assert table(nothing).count("\n") == 1

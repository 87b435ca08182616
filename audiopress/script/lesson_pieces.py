"""A lesson as a format sees it: passages as lines by narrator and quoted voice, each with what is explained of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from audiopress.languages.sentences import clauses
from audiopress.learn import choices_path, glossary_of, lesson, load_choices, options_of
from audiopress.model import Place
from audiopress.script.toolbox import (
    ArticleWords,
    ExpressionPiece,
    LessonPiece,
    PassagePiece,
    SpokenLine,
    around,
    one_line,
    sentences,
)

if TYPE_CHECKING:
    from audiopress.learn import Choices, Expression, Glossary, Lesson, LessonOptions, Passage
    from audiopress.model import Article, Show

FEWEST: Final = 3
MOST: Final = 12
"""Passages of one story, where their number is to make an episode as long as it is asked to be."""


EXAMPLE: Final = 90
"""Letters of an example; of a longer sentence it is the clause around the expression."""


class Tutor:
    """Makes the lessons of a show's stories, with more or fewer passages and expressions; what is read of files is read once."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._choices: dict[str, Choices | None] = {}
        self._made: dict[tuple[str, int, int], Lesson] = {}

    @cached_property
    def options(self) -> LessonOptions:
        """As the show has them."""
        return options_of(self._show.options, where=str(self._show.folder / "show.toml"))

    @cached_property
    def _glossary(self) -> Glossary:
        return glossary_of(self._show)

    def lesson(self, article: Article, language: str, story: int, *, passages: int, expressions: int) -> LessonPiece:
        """The lesson of an article, the episode's `story`. Raises ConfigError for what is wrong in the editor's file."""
        if article.source not in self._choices:
            # A show's folder is feeds/NAME of its newsroom.
            path = choices_path(article, self._show, root=self._show.folder.parent.parent)
            self._choices[article.source] = load_choices(path)
        choices = self._choices[article.source]
        key = (article.source + article.headline, passages, expressions)
        if key not in self._made:
            options = replace(self.options, passages=passages, expressions=expressions)
            self._made[key] = lesson(article, options, self._glossary, choices)
        made = self._made[key]
        chosen = choices is not None and bool(choices.passages or choices.expressions)
        return LessonPiece(
            passages=tuple(_piece(article, one, language, story) for one in made.passages),
            title=one_line(made.title),
            summary=one_line(made.summary),
            hosts=tuple(map(one_line, made.hosts)),
            waiting=tuple(one.expression for one in made.waiting) if chosen else (),
            chosen=chosen,
        )


def _piece(article: Article, passage: Passage, language: str, story: int) -> PassagePiece:
    spans = dict(passage.paragraphs)
    return PassagePiece(
        number=passage.number,
        lines=tuple(_lines(article, spans, language, story)),
        expressions=tuple(_expression(one, passage.text, language) for one in passage.expressions),
    )


def _expression(one: Expression, text: str, language: str) -> ExpressionPiece:
    return ExpressionPiece(
        expression=one.expression,
        meaning=one.meaning,
        gloss=one.gloss,
        level=one.level,
        pos=one.pos,
        sentence=one.example_sentence,
        example=_example(one, text, language),
    )


def _example(one: Expression, text: str, language: str) -> str:
    """The clause that has the whole expression, else its sentence."""
    sentence = one.example_sentence
    begin = text.find(sentence)
    if len(sentence) <= EXAMPLE or begin < 0 or one.start == one.end:
        return sentence
    for left, right in clauses(sentence, limit=EXAMPLE, language=language):
        if begin + left <= one.start and one.end <= begin + right:
            return sentence[left:right].strip()
    return sentence


def _lines(article: Article, spans: Mapping[int, tuple[int, int]], language: str, story: int) -> Iterator[SpokenLine]:
    from audiopress.segment import passages

    offset = 0
    for index, row in enumerate(passages(article)):
        words = article.paragraphs[index]
        left, right = spans.get(index, (0, 0))
        begun = False
        for part, (before, after) in zip(row, around(words, offset, row), strict=True):
            start, end = max(left, part.end - len(part.text)), min(right, part.end)
            text = one_line(article.text[start:end]) if start < end else ""
            if not text:
                continue
            whole_left, whole_right = start == part.end - len(part.text), end == part.end
            place = Place(
                story=story,
                paragraph=index,
                kind=article.kind(index),
                before=before if whole_left else "",
                after=after if whole_right else " ",
            )
            line = SpokenLine(
                role=part.role,
                text=ArticleWords(text, place),
                speaker=one_line(part.speaker or ""),
                paragraph=not begun,
            )
            begun = True
            yield from sentences(line, language)
        offset += len(words) + 1

"""A story and a glossary -> a lesson: the passages, and what is explained of each. The interface that formats build upon.

    options = options_of(show.options)
    found = lesson(article, options, glossary_of(show), load_choices(choices_path(...)))
    for passage in found.passages:
        passage.text, [(each.expression, each.meaning) for each in passage.expressions]

Nothing without a meaning is in `Passage.expressions`, so that whatever a format says of them may be spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress.errors import ConfigError, Problem, nearest
from audiopress.languages.tags import primary
from audiopress.learn.entries import LEVELS, GlossaryEntry
from audiopress.learn.glossary import Glossary
from audiopress.learn.passages import Span, chosen_spans, find_passage, parts, sentence_spans

if TYPE_CHECKING:
    from audiopress.learn.choices import Choices, Chosen
    from audiopress.learn.matching import EntryMatch
    from audiopress.model import Article, Show

EACH: Final = 5
"""Expressions of a passage that are explained, where the show does not say how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonOptions:
    """What a show chooses: `[options]` of its show.toml."""

    explain: str = "ko"
    """The language of explanation."""
    level: str = "B1"
    """The listeners' level: easier words are not explained to them."""
    passages: int = 0
    """How many; 0: four to eight, by the story's length."""
    expressions: int = EACH
    """The most of a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An expression as a passage has it, to be explained."""

    expression: str
    """In its dictionary form: `turn down`."""
    meaning: str
    """In `language`; empty only among those that wait for one (`Lesson.waiting`, `Lesson.elsewhere`)."""
    language: str
    """Of the meaning: a BCP 47 tag."""
    level: str
    """`A1` to `C2`, an estimate where no glossary has the word; empty: unknown."""
    pos: str
    """One of `glossary.PARTS`, or empty."""
    gloss: str
    """Its meaning in plain words of the story's own language; empty where the glossary has none."""
    example_sentence: str
    """The story's own sentence, on one line."""
    start: int
    """Offset in the passage's text of its first word; equal to `end` where its words were not found."""
    end: int
    """Offset after its last word."""
    spans: tuple[Span, ...]
    """Offsets in the passage's text of its words alone, without what stands between them (`turned` … `down`)."""
    score: float = 0.0
    """How much it is worth explaining, among others; only its order means something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One to three sentences of the story, verbatim, and what is explained of them."""

    number: int
    """1-based, as it is told."""
    text: str
    """On one line: `Article.text[start:end]` with its line breaks as spaces, so offsets in both go together."""
    start: int
    """Offset in `Article.text`."""
    end: int
    paragraphs: tuple[tuple[int, Span], ...]
    """The paragraphs it touches (0-based), each with its part of it as offsets in `Article.text`."""
    expressions: tuple[Expression, ...]
    """In the order of the text, each with a meaning; none is explained in two passages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a learner's edition of one story says besides the story."""

    passages: tuple[Passage, ...]
    language: str
    """Of the meanings."""
    level: str
    title: str = ""
    """The story's title in `language`, by the editor; empty where nobody wrote one."""
    summary: str = ""
    """In `language`, by the editor; empty where nobody wrote one."""
    hosts: tuple[str, ...] = ()
    """Their names, as the editor wrote them."""
    waiting: tuple[Expression, ...] = ()
    """Kept by the editor, or proposed, but nobody gave a meaning: to be told, never to be spoken. `start` and `end` are
    offsets in the passage named at the same place of `waiting_in`."""
    waiting_in: tuple[int, ...] = ()
    """The number of the passage of each of `waiting`."""
    further: tuple[tuple[int, Expression], ...] = ()
    """Proposals with a meaning that found no room, with the number of their passage."""
    elsewhere: tuple[Expression, ...] = ()
    """Proposals of the rest of the story, their offsets in `Article.text`; then of its headline, which have none (0, 0)."""

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """All that is explained, in order."""
        return tuple(each for passage in self.passages for each in passage.expressions)


def options_of(options: Mapping[str, object], *, where: str = "") -> LessonOptions:
    """The lesson's options among a show's own (`explain`, `level`, `passages`, `expressions`). Raises ConfigError with all that is wrong."""
    default, problems = LessonOptions(), []
    explain, level = str(options.get("explain", default.explain)), str(options.get("level", default.level))
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", explain):
        problems.append(Problem(where, f"options.explain: {explain!r} is no language", "such as ko, ja or de"))
    if level.upper() not in LEVELS:
        near = nearest(level.upper(), LEVELS)
        problems.append(Problem(where, f"options.level: {level!r} is none", near or f"one of {', '.join(LEVELS)}"))
    numbers = {}
    for name, least in (("passages", 0), ("expressions", 1)):
        value = options.get(name, getattr(default, name))
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            problems.append(Problem(where, f"options.{name}: {value!r} is no number from {least} on"))
        else:
            numbers[name] = value
    if problems:
        raise ConfigError("the lesson's options", where=where, problems=problems)
    return LessonOptions(explain=explain, level=level.upper(), **numbers)


def lesson(article: Article, options: LessonOptions, glossary: Glossary, choices: Choices | None = None) -> Lesson:
    """The lesson of a story: as the editor chose, else what is proposed and has a meaning, the best first.

    Raises ConfigError with file:line for a passage of `choices` that is not in the story.
    """
    from audiopress.learn.proposals import headline_proposals, proposals

    if choices is not None and (choices.passages or choices.expressions):
        return _chosen(article, options, glossary, choices)
    found = proposals(article, glossary, level=options.level)
    spans = chosen_spans(article, lambda span: _worth(found, span), count=options.passages)
    made = _laid(article, options, [(each[0][0], each[-1][1]) for each in spans], found)
    told = {each.entry.expression for each in found}
    above = [_above(article, each, options) for each in headline_proposals(article, glossary, level=options.level)]
    rest = {each.expression: each for each in above if each.expression not in told}
    made = replace(made, elsewhere=(*made.elsewhere, *rest.values()))
    if choices is not None:
        made = replace(made, title=choices.title, summary=choices.summary, hosts=choices.hosts)
    return made


def lesson_of(article: Article, show: Show, *, root: Path) -> Lesson:
    """The lesson of a story for a show, with its glossary and the editor's choices where there are any; nothing is written.

    `root` is the newsroom's folder. Raises ConfigError with the file:line of whatever is wrong in any of them.
    """
    from audiopress.learn.choices import choices_path, load_choices
    from audiopress.learn.glossary import glossary_of

    options = options_of(show.options, where=str(show.folder / "show.toml"))
    choices = load_choices(choices_path(article, show, root=root))
    return lesson(article, options, glossary_of(show), choices)


def _worth(found: Iterable[EntryMatch], span: Span) -> float:
    return sum(each.score for each in found if span[0] <= each.start and each.end <= span[1])


def _laid(article: Article, options: LessonOptions, spans: list[Span], found: Iterable[EntryMatch]) -> Lesson:
    """The lesson of these passages with what is proposed for each: every expression once, where it stands first."""
    told: set[str] = set()
    passages: list[Passage] = []
    waiting: list[tuple[int, Expression]] = []
    further: list[tuple[int, Expression]] = []
    for number, span in enumerate(spans, 1):
        inside = [each for each in found if span[0] <= each.start and each.end <= span[1]]
        fresh: dict[str, Expression] = {}
        for each in inside:
            one = expression_of(article, each, options.explain, offset=span[0])
            if one.expression not in told:
                fresh.setdefault(one.expression, one)
        told |= set(fresh)
        spoken = sorted((one for one in fresh.values() if one.meaning), key=lambda one: (-one.score, one.start))
        kept = spoken[: options.expressions]
        further += [(number, one) for one in sorted(spoken[options.expressions :], key=lambda one: one.start)]
        waiting += [(number, one) for one in fresh.values() if not one.meaning]
        passages.append(passage_of(article, number, span, kept))
    rest: dict[str, Expression] = {}
    for each in found:
        if not any(span[0] <= each.start and each.end <= span[1] for span in spans):
            one = expression_of(article, each, options.explain)
            if one.expression not in told:
                rest.setdefault(one.expression, one)
    return Lesson(
        passages=tuple(passages),
        language=options.explain,
        level=options.level,
        waiting=tuple(one for _, one in waiting),
        waiting_in=tuple(number for number, _ in waiting),
        further=tuple(further),
        elsewhere=tuple(rest.values()),
    )


def passage_of(article: Article, number: int, span: Span, expressions: Iterable[Expression]) -> Passage:
    """The passage between two offsets of the story."""
    return Passage(
        number=number,
        text=article.text[span[0] : span[1]].replace("\n", " "),
        start=span[0],
        end=span[1],
        paragraphs=parts(article, span),
        expressions=tuple(sorted(expressions, key=lambda each: (each.start, each.end))),
    )


def expression_of(article: Article, match: EntryMatch, language: str, *, offset: int = 0) -> Expression:
    """A match as an expression, its offsets counted from `offset` of the story."""
    return _expression(match.entry, match, article, language, offset)


def _expression(entry: GlossaryEntry, match: EntryMatch, article: Article, language: str, offset: int) -> Expression:
    own = primary(article.language)
    return Expression(
        expression=entry.expression,
        meaning=entry.meaning(language),
        language=language,
        level=entry.level,
        pos=entry.pos,
        gloss=entry.meaning(own),
        example_sentence=sentence_at(article, match.start),
        start=match.start - offset,
        end=match.end - offset,
        spans=tuple((start - offset, end - offset) for start, end in match.spans),
        score=match.score,
    )


def _above(article: Article, match: EntryMatch, options: LessonOptions) -> Expression:
    """A match in the headline, which is its sentence: it has no place in the text."""
    one = expression_of(article, match, options.explain)
    return replace(one, example_sentence=" ".join(article.headline.split()), start=0, end=0, spans=())


def sentence_at(article: Article, place: int) -> str:
    """The story's sentence at an offset, on one line; of a subhead or a note, which has none, all of it."""
    for paragraph in sentence_spans(article):
        for start, end in paragraph:
            if start <= place < end:
                return " ".join(article.text[start:end].split())
    ends = 0
    for text in article.paragraphs:
        ends += len(text) + 1
        if place < ends:
            return " ".join(text.split())
    return ""


# ---- what the editor chose


def _chosen(article: Article, options: LessonOptions, glossary: Glossary, choices: Choices) -> Lesson:
    spans: dict[int, Span] = {}
    problems: list[Problem] = []
    for each in choices.passages:
        if not each.keep:
            continue
        span = find_passage(article, each.text)
        if span is None:
            hint = "copy it from the story again, or take the passage out"
            problems.append(Problem(each.where, f"passage {each.number} is not in the story: {each.text[:60]!r}", hint))
        elif each.number in spans:
            problems.append(Problem(each.where, f"there are two passages {each.number}", "number them anew"))
        else:
            spans[each.number] = span
    numbers = {0, *(each.number for each in choices.passages)}
    problems += [
        Problem(one.where, f"{one.expression!r}: there is no passage {one.passage}", "0 is for none")
        for one in choices.expressions
        if one.passage not in numbers
    ]
    if problems:
        raise ConfigError("the choices do not fit the story", where=choices.where, problems=problems)
    passages: list[Passage] = []
    waiting: list[tuple[int, Expression]] = []
    # Passages are told in the story's order, and numbered anew: a left-out one leaves no gap.
    for number, (name, span) in enumerate(sorted(spans.items(), key=lambda item: item[1]), 1):
        kept = [
            _placed(article, one, glossary, options.explain, span)
            for one in choices.expressions
            if one.keep and one.passage == name
        ]
        passages.append(passage_of(article, number, span, [one for one in kept if one.meaning]))
        waiting += [(number, one) for one in kept if not one.meaning]
    return Lesson(
        passages=tuple(passages),
        language=options.explain,
        level=options.level,
        title=choices.title,
        summary=choices.summary,
        hosts=choices.hosts,
        waiting=tuple(one for _, one in waiting),
        waiting_in=tuple(number for number, _ in waiting),
    )


def _placed(article: Article, chosen: Chosen, glossary: Glossary, language: str, span: Span) -> Expression:
    """What the editor kept, found again in its passage; the meaning is the editor's, else the glossary's."""
    named = [each for each in glossary.named(chosen.expression) if not chosen.pos or each.pos == chosen.pos]
    entry = named[0] if named else GlossaryEntry(expression=chosen.expression, pos=chosen.pos)
    start, end, spans = found_in(article.text[span[0] : span[1]], entry, article.language)
    own = primary(article.language)
    return Expression(
        expression=chosen.expression,
        meaning=chosen.meaning or entry.meaning(language),
        language=language,
        level=chosen.level or entry.level,
        pos=chosen.pos or entry.pos,
        gloss=entry.meaning(own),
        example_sentence=chosen.sentence or sentence_at(article, span[0] + start),
        start=start,
        end=end,
        spans=spans,
    )


def found_in(passage: str, entry: GlossaryEntry, language: str) -> tuple[int, int, tuple[Span, ...]]:
    """Where an expression that somebody chose stands in a passage: from, to, and its words; 0, 0 where it is not found."""
    from audiopress.learn.matching import Index

    found = Index([replace(entry, grammar=frozenset())]).find(passage, language=language, sure=False)
    if found:
        return found[0].start, found[0].end, found[0].spans
    literal = re.search(rf"(?<!\w){re.escape(entry.expression)}", passage, re.IGNORECASE)
    return (*literal.span(), (literal.span(),)) if literal else (0, 0, ())

"""What a learner is given beside an episode: the passages on its page, a sheet to print, a table and cards."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Final

from audiopress.learn import Question, anki, as_lesson, quiz, table
from audiopress.model import Episode, Explained, Segment, Taught, TaughtPassage
from audiopress.publish.clean import line, title, web
from audiopress.publish.page_words import SiteWords
from audiopress.publish.places import PublicNames
from audiopress.publish.transcripts import tidy

STORY: Final = frozenset({"host", "quote"})
"""Roles that read a story."""
PAGE: Final = 310_000
"""Letters times the square of their size in points that go on a page of A4, as Chromium sets a sheet, with a tenth to spare."""
POINTS: Final = (6.0, 11.5)
"""The smallest and the largest letters of a sheet."""
_WIDE: Final = 1.9
"""How many Latin letters are as wide as one of Hangul or Kana."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stretch of the sound, in seconds as text, so that pages are the same each time."""

    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """An expression beside its passage."""

    id: str
    expression: str
    meaning: str
    about: str
    """Part of speech and level."""
    sentence: str
    slow: Moment | None
    natural: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPiece:
    """A run of a passage's text, and the expression that it belongs to; empty: none."""

    text: str
    gloss: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPassage:
    """A passage on a page."""

    number: int
    pieces: tuple[StudyPiece, ...]
    glosses: tuple[Gloss, ...]
    slow: Moment | None
    natural: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What a page has of one story."""

    number: int
    headline: str
    language: str
    explain: str
    url: str
    source: str
    """Whose the story is, where it has no address."""
    summary: str
    hosts: tuple[str, ...]
    passages: tuple[StudyPassage, ...]
    questions: tuple[Question, ...]
    points: str
    """The size of the letters of its sheet."""


def studies(episode: Episode, told: SiteWords) -> tuple[Study, ...]:
    """What was taught of each story, with the moments at which it is heard, in words of the page's language."""
    clock = _Clock(episode.transcript)
    return tuple(_study(one, number, clock, told) for number, one in enumerate(episode.taught, 1))


def files(episode: Episode, names: PublicNames) -> Iterator[tuple[str, bytes]]:
    """The table of an episode's expressions and, where genanki is installed, its cards for Anki, by name."""
    lessons = [as_lesson(one) for one in episode.taught]
    if not any(one.expressions for one in lessons):
        return
    head, *rest = (table(one) for one in lessons)
    # One heading for all of them.
    yield names.study(episode, "expressions.csv"), (head + "".join(one.partition("\r\n")[2] for one in rest)).encode()
    if find_spec("genanki") is None:
        return
    every = replace(lessons[0], passages=tuple(passage for one in lessons for passage in one.passages))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "expressions.apkg"
        anki(every, title=title(episode.title), key=episode.guid, path=path)
        yield names.study(episode, "expressions.apkg"), path.read_bytes()


def _study(one: Taught, number: int, clock: _Clock, told: SiteWords) -> Study:
    questions = quiz(as_lesson(one))
    return Study(
        number=number,
        headline=title(one.headline),
        language=one.language,
        explain=one.explain,
        url=web(one.url),
        source=line(one.source),
        summary=line(one.summary),
        hosts=tuple(line(name) for name in one.hosts if line(name)),
        passages=tuple(_passage(passage, f"{number}-{passage.number}", clock, told) for passage in one.passages),
        questions=questions,
        points=f"{_points(one, questions):g}",
    )


def _passage(one: TaughtPassage, name: str, clock: _Clock, told: SiteWords) -> StudyPassage:
    names = [f"{name}-{place}" for place in range(1, len(one.expressions) + 1)]
    moments = clock.of(one.text)
    return StudyPassage(
        number=one.number,
        pieces=tuple(_pieces(one, names)),
        glosses=tuple(
            _gloss(each, each_name, clock, told) for each, each_name in zip(one.expressions, names, strict=True)
        ),
        slow=moments[0] if moments else None,
        natural=moments[1] if len(moments) > 1 else None,
    )


def _gloss(one: Explained, name: str, clock: _Clock, told: SiteWords) -> Gloss:
    moments = clock.of(one.sentence)
    return Gloss(
        id=name,
        expression=line(one.expression),
        meaning=line(one.meaning),
        about=" · ".join(filter(None, (told.part(one.pos), one.level))),
        sentence=line(one.sentence),
        slow=moments[0] if moments else None,
        natural=moments[1] if len(moments) > 1 else None,
    )


def _pieces(one: TaughtPassage, names: Sequence[str]) -> Iterator[StudyPiece]:
    """The text from end to end; where two expressions share a word, it belongs to the first."""
    spans = sorted((span, name) for each, name in zip(one.expressions, names, strict=True) for span in each.spans)
    done = 0
    for (start, end), name in spans:
        if not done <= start < end <= len(one.text):
            continue
        if start > done:
            yield StudyPiece(text=one.text[done:start])
        yield StudyPiece(text=one.text[start:end], gloss=name)
        done = end
    if done < len(one.text):
        yield StudyPiece(text=one.text[done:])


def _points(one: Taught, questions: Sequence[Question]) -> float:
    """The size of letters in which a story's sheet is one page."""
    texts = [one.headline, one.summary, *(passage.text for passage in one.passages)]
    texts += [f"{each.expression}: {each.meaning}" for passage in one.passages for each in passage.expressions]
    texts += [f"{each.sentence} {each.hint}" for each in questions]
    width = sum(_WIDE if letter > "\u1100" else 1.0 for text in texts for letter in text)
    # A line is begun for each of them, however short it is.
    width += 30 * len(texts)
    least, most = POINTS
    return max(least, min(most, int(2 * (PAGE / width) ** 0.5) / 2))


@dataclass(slots=True)
class _Clock:
    """When words of the story are heard: slowly first, then at natural pace."""

    segments: tuple[Segment, ...]
    letters: str = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.segments = tuple(one for one in tidy(self.segments) if one.role in STORY)
        bare = [_bare(one.body) for one in self.segments]
        self.letters = "".join(bare)
        self.starts = list(accumulate((len(one) for one in bare), initial=0))[:-1]

    def of(self, text: str) -> list[Moment]:
        """The sentences that say a text, each time that it is said."""
        wanted = _bare(text)
        found: list[Moment] = []
        at = self.letters.find(wanted) if wanted else -1
        while at >= 0:
            first = self.segments[bisect_right(self.starts, at) - 1]
            last = self.segments[bisect_right(self.starts, at + len(wanted) - 1) - 1]
            found.append(Moment(start=f"{first.start:.2f}", end=f"{last.end:.2f}"))
            at = self.letters.find(wanted, at + len(wanted))
        return found


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())

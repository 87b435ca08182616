"""What a learner keeps of a lesson: a table of its expressions, cards for Anki, and a quiz of the story's own sentences."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress.errors import PublishError

if TYPE_CHECKING:
    from audiopress.learn.lessons import Expression, Lesson
    from audiopress.learn.passages import Span

QUESTIONS: Final = 5
GAP: Final = "_____"
_COLUMNS: Final = ("passage", "expression", "meaning", "level", "pos", "gloss", "sentence")


def table(lesson: Lesson) -> str:
    """The expressions as CSV with a line of headings; it opens in a spreadsheet, and Anki takes it, too."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(_COLUMNS)
    for passage in lesson.passages:
        for each in passage.expressions:
            row = (each.expression, each.meaning, each.level, each.pos, each.gloss, each.example_sentence)
            writer.writerow([passage.number, *map(_cell, row)])
    return out.getvalue()


def _cell(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


# ---- Anki


def anki(lesson: Lesson, *, title: str, key: str, path: Path) -> None:
    """Write the expressions as a deck for Anki.

    Its ids are always the same for the same `key` (an episode's GUID), so that a deck taken in again changes its cards
    and adds none. Raises PublishError where genanki is not installed or the file cannot be written.
    """
    try:
        import genanki
    except ImportError:
        raise PublishError("Anki cards need genanki", hint="pip install 'audiopress[anki]'") from None
    model = genanki.Model(
        _number("learner's card, 1"),
        "audiopress",
        fields=[{"name": name} for name in ("Expression", "Meaning", "Sentence", "About")],
        templates=[
            {
                "name": "Expression to meaning",
                "qfmt": "<b>{{Expression}}</b><br><br>{{Sentence}}",
                "afmt": "{{FrontSide}}<hr id=answer>{{Meaning}}<br><small>{{About}}</small>",
            }
        ],
        css=".card { font-family: sans-serif; font-size: 20px; text-align: center; }",
    )
    deck = genanki.Deck(_number(f"deck {key}"), title)
    for each in lesson.expressions:
        about = ", ".join(part for part in (each.pos, each.level, each.gloss) if part)
        fields = [each.expression, each.meaning, each.example_sentence, about]
        guid = genanki.guid_for(key, each.expression, each.pos)
        deck.add_note(genanki.Note(model=model, fields=[html.escape(one) for one in fields], guid=guid))
    try:
        # The time stands in every id of the file: a fixed one makes the same bytes of the same lesson.
        genanki.Package(deck).write_to_file(str(path), timestamp=float(_number(f"time {key}") % 2**30))
    except OSError as error:
        raise PublishError(f"cannot be written: {error.strerror}", where=str(path)) from None


def _number(text: str) -> int:
    """A number from 2^30 on that a text always has: Anki's ids."""
    return 2**30 + int.from_bytes(sha256(text.encode()).digest()[:4]) % 2**30


# ---- the quiz


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A sentence of the story with a gap."""

    number: int
    sentence: str
    """With `_____` for the words that are missing: one gap for each run of them."""
    hint: str
    """The meaning of what is missing."""
    answer: str
    """The words as the story has them: `turned … down` where others stand between."""
    expression: str
    options: tuple[str, ...]
    """The answer among up to three other expressions of the lesson, all in dictionary form, in a fixed order."""


def quiz(lesson: Lesson, *, count: int = QUESTIONS) -> tuple[Question, ...]:
    """Up to `count` questions from as many passages as there are, the same ones for the same lesson.

    No sentence is asked for twice; a lesson with fewer sentences has fewer questions.
    """
    asked: list[tuple[int, Expression, str, str]] = []
    sentences: set[str] = set()
    rounds = max((len(passage.expressions) for passage in lesson.passages), default=0)
    for turn in range(rounds):
        for passage in lesson.passages:
            ranked = sorted(passage.expressions, key=lambda each: (-each.score, each.start))
            if turn >= len(ranked) or len(asked) == count:
                continue
            each = ranked[turn]
            cut = _cut(passage.text, each)
            if cut is None or cut[0] in sentences or each.example_sentence in sentences:
                continue
            sentences |= {cut[0], each.example_sentence}
            asked.append((passage.number, each, *cut))
    asked.sort(key=lambda item: (item[0], item[1].start))
    every = [each.expression for each in lesson.expressions]
    return tuple(
        Question(
            number=number,
            sentence=sentence,
            hint=each.meaning,
            answer=answer,
            expression=each.expression,
            options=_options(each.expression, every),
        )
        for number, (_, each, sentence, answer) in enumerate(asked, 1)
    )


def _cut(text: str, each: Expression) -> tuple[str, str] | None:
    """The sentence of an expression with gaps, and what belongs into them."""
    if not each.spans:
        return None
    start, end = _sentence(text, each)
    pieces, answer, at = [], [], start
    for left, right in each.spans:
        pieces += [text[at:left], GAP]
        answer.append(text[left:right])
        at = right
    pieces.append(text[at:end])
    return " ".join("".join(pieces).split()), " … ".join(answer)


def _sentence(text: str, each: Expression) -> Span:
    """Where the sentence of an expression stands in its passage; the whole passage where it is not found."""
    words = each.example_sentence.split()
    for found in re.finditer(r"\s+".join(map(re.escape, words)), text) if words else ():
        if found.start() <= each.start and each.end <= found.end():
            return found.span()
    return 0, len(text)


def _options(answer: str, every: Sequence[str]) -> tuple[str, ...]:
    def order(one: str) -> bytes:
        return sha256(f"{answer}\n{one}".encode()).digest()

    others = sorted({one for one in every if one != answer}, key=order)[:3]
    return tuple(sorted([answer, *others], key=order))

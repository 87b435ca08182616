"""Interviews: which paragraphs ask and which answer, so that two voices can read them.

Six forms are known: `Q:` and `A:`; names before a colon that take turns; questions in bold; questions behind a dash or an
arrow; questions as subheads; and questions as plain paragraphs. The last two are an interview only if the answers speak of
themselves (an explainer asks in its subheads too, and answers with the paper's own voice).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Final, Literal, TypeAlias

from audiopress.languages.pack import page_packs
from audiopress.languages.phrases import Phrasebook, alternation
from audiopress.languages.scripts import EASTERN
from audiopress.languages.tags import NONE
from audiopress.segment.page.labels import Kind, Role

Turn: TypeAlias = Literal["", "question", "answer"]
QUESTION: Final = "question"
ANSWER: Final = "answer"
_BEHIND_LABEL = re.compile(r"\s?\d{0,2}\s?[:.：]\s*")
_LABEL = re.compile(r"([^\W\d_][^:：.!?,“\"„«]{1,40}?)\s?[:：]\s*(?=\S)")
_DASHED = re.compile(r"[―—–▶►▷◆◇■□●○-]{1,2}\s?(?=[^\s\d―—–-])")
_OPENING: Final = ("“", "「", "『", '"', "„", "«", "”")
LONGEST_QUESTION: Final = 320
"""Letters of a paragraph that may be one question."""
LONGEST_REMARK: Final = 160
"""Letters of a remark that is answered like a question."""
LEAST_QUESTIONS: Final = 3
"""Questions that make an interview of plain paragraphs."""
_QUESTION_MARKS: Final = ("?", "？")
_STOPS: Final = " .。?？"


class _Words:
    """What the languages of a page have in interviews."""

    def __init__(self, language: str) -> None:
        """Read from their packs."""
        found = [one.page.interview for one in page_packs(language)]
        asks, answers, own, addressed = (
            Phrasebook(
                (key, "begins" if key in {"asks", "answers"} else "holds", phrase)
                for one in found
                for phrase in getattr(one, key)
            )
            for key in ("asks", "answers", "own", "addressed")
        )
        self._asks, self._answers, self._own, self._addressed = asks, answers, own, addressed
        names = [phrase for one in found for phrase in one.address]
        self._address = re.compile(rf"(?<!^)\b(?:{alternation(one for one in names if not EASTERN.search(one))})\b")
        self._eastern_address = re.compile(alternation(one for one in names if EASTERN.search(one)))
        self._ends = tuple(ending for one in found for ending in one.question_ends)
        self._asking_ends = (*self._ends, *(ending for one in found for ending in one.asking_ends))

    def asks(self, text: str) -> bool:
        """`Q:`, `Frage 2:`."""
        return _labelled(self._asks, "asks", text)

    def answers(self, text: str) -> bool:
        """`A:`."""
        return _labelled(self._answers, "answers", text)

    def of_self(self, text: str) -> bool:
        """Somebody speaks of themselves."""
        return self._own.label(text, "own") is not None

    def to_somebody(self, text: str) -> bool:
        """Somebody may be spoken to."""
        return self._addressed.label(text, "addressed") is not None or text.rstrip(_STOPS).endswith(self._asking_ends)

    def only_to_somebody(self, text: str) -> bool:
        """The same, by words that mean nothing else."""
        return self._address.search(text) is not None or self._eastern_address.search(text) is not None

    def is_question(self, text: str) -> bool:
        """By its mark, or its last syllable."""
        stripped = text.rstrip()
        return stripped.endswith(_QUESTION_MARKS) or stripped.rstrip(_STOPS).endswith(self._ends)


def _labelled(book: Phrasebook, label: str, text: str) -> bool:
    """A word for a question or an answer, a number perhaps, and a colon or a stop."""
    match = book.label(text, label)
    return match is not None and not match.start and _BEHIND_LABEL.match(text, match.end) is not None


@cache
def _words(language: str) -> _Words:
    return _Words(language)


def exchange(
    paragraphs: Sequence[str], kinds: Sequence[Kind], roles: Sequence[Role], language: str = NONE
) -> list[Kind]:
    """The kinds with `question` and `answer` in them where the paragraphs are an interview; else unchanged.

    `roles` tells the paragraphs that an HTML page prints as bold questions, and the lines of copied text that may be
    subheads: of those a question is first a paragraph that may ask. All three have the same length. `language` is the
    page's.
    """
    words = _words(language)
    stated: list[Kind] = [
        "text" if role == "subhead" and words.is_question(paragraph) else kind
        for paragraph, kind, role in zip(paragraphs, kinds, roles, strict=True)
    ]
    for found in (
        _prefixed(paragraphs, words),
        _named(paragraphs, words),
        _bold(paragraphs, stated, roles, words),
        _marked(paragraphs, words),
        _headed(paragraphs, stated, words),
        _plain(paragraphs, stated, words),
    ):
        if found.count(QUESTION) >= 2:
            return _filled(found, stated)
    return list(kinds)


def _prefixed(paragraphs: Sequence[str], words: _Words) -> list[Turn]:
    """`Q:` and `A:`; both must be there."""
    found: list[Turn] = [QUESTION if words.asks(p) else ANSWER if words.answers(p) else "" for p in paragraphs]
    return found if found.count(ANSWER) >= 2 else []


def _named(paragraphs: Sequence[str], words: _Words) -> list[Turn]:
    """`SPIEGEL: …?` and `Solberg: …`: two names that take turns, the one that asks more often is the paper."""
    labels = [match[1] if (match := _LABEL.match(p)) else "" for p in paragraphs]
    spoken = [label for label in labels if label]
    names = sorted(set(spoken), key=spoken.count, reverse=True)[:2]
    if len(names) < 2 or spoken.count(names[1]) < 2 or any(spoken.count(one) > 1 for one in set(spoken) - set(names)):
        return []
    in_turn = [name for name, _ in groupby(label for label in labels if label in names)]
    if len(in_turn) < 4:
        return []
    asked = {
        name: sum(words.is_question(p) for p, label in zip(paragraphs, labels, strict=True) if label == name)
        for name in names
    }
    asks = max(names, key=lambda name: asked[name] / spoken.count(name))
    if asked[asks] * 2 < spoken.count(asks):
        return []
    return [QUESTION if label == asks else ANSWER if label in names else "" for label in labels]


def _bold(paragraphs: Sequence[str], kinds: Sequence[Kind], roles: Sequence[Role], words: _Words) -> list[Turn]:
    """Questions in bold; among them, what the paper only remarks in bold is answered as well."""
    found: list[Turn] = [
        QUESTION if role == "question" and kind == "text" else "" for role, kind in zip(roles, kinds, strict=True)
    ]
    if found.count(QUESTION) < 2:
        return found
    for index, role in enumerate(roles):
        answered = index + 1 < len(roles) and roles[index + 1] not in {"bold", "question"}
        if role == "bold" and answered and (QUESTION in found[:index] or words.of_self(paragraphs[index + 1])):
            found[index] = QUESTION
    return found


def _marked(paragraphs: Sequence[str], words: _Words) -> list[Turn]:
    """`―왜 늦었나.` or `――なぜですか。` and the answer below it, in quotation marks or without the mark."""
    asked = [_DASHED.match(one) is not None for one in paragraphs]
    found: list[Turn] = [
        QUESTION if one and not (index + 1 < len(asked) and asked[index + 1]) else "" for index, one in enumerate(asked)
    ]
    if found.count(QUESTION) < sum(asked):
        return []
    below = [paragraphs[index + 1] for index, one in enumerate(found[:-1]) if one]
    quoted = sum(one.startswith(_OPENING) for one in below)
    questions = sum(words.is_question(one) for one, found_ in zip(paragraphs, found, strict=True) if found_)
    return found if below and max(quoted, questions) * 3 >= len(below) * 2 else []


def _plain(paragraphs: Sequence[str], kinds: Sequence[Kind], words: _Words) -> list[Turn]:
    """Paragraphs that only ask, with answers of somebody who says `I` between them: markup that nobody kept."""
    found: list[Turn] = [
        QUESTION
        if kind in {"text", "item"}
        and words.is_question(one)
        and len(one) < LONGEST_QUESTION
        and not one.startswith(_OPENING)
        else ""
        for one, kind in zip(paragraphs, kinds, strict=True)
    ]
    first = found.index(QUESTION) if QUESTION in found else len(found)
    asked = [index for index, one in enumerate(found) if one]
    answered = [index for index in asked if words.of_self(" ".join(paragraphs[index + 1 : _next(found, index + 1)]))]
    addressed = sum(words.to_somebody(paragraphs[index]) for index in asked)
    asks_itself = sum(words.of_self(paragraphs[index]) for index in asked)
    if len(asked) < LEAST_QUESTIONS or len(asked) * 4 < len(found) - first or asks_itself * 3 > len(asked):
        return []
    if len(answered) * 3 < len(asked) * 2 or addressed * 3 < len(asked):
        return []
    return [
        QUESTION if not one and first < index < asked[-1] and _remarks(paragraphs, found, index, words) else one
        for index, one in enumerate(found)
    ]


def _remarks(paragraphs: Sequence[str], found: Sequence[Turn], index: int, words: _Words) -> bool:
    """`Your readers say it is your saddest book.`: what the paper says to somebody, between two answers of theirs."""
    one = paragraphs[index]
    answers = not found[index - 1] and not found[index + 1]
    return (
        answers
        and len(one) < LONGEST_REMARK
        and not one.startswith(_OPENING)
        and words.only_to_somebody(one)
        and not words.of_self(one)
        and words.of_self(paragraphs[index + 1])
    )


def _headed(paragraphs: Sequence[str], kinds: Sequence[Kind], words: _Words) -> list[Turn]:
    """Questions as subheads, whose answers say `I` and `we`."""
    found: list[Turn] = [
        QUESTION if k == "subhead" and words.is_question(p) else "" for p, k in zip(paragraphs, kinds, strict=True)
    ]
    answers = [
        any(words.of_self(p) for p in paragraphs[at + 1 : _next(found, at + 1)]) for at, one in enumerate(found) if one
    ]
    return found if sum(answers) * 3 >= len(answers) * 2 else []


def _next(found: Sequence[Turn], start: int) -> int:
    """The index of the next question, or the end."""
    return next((index for index in range(start, len(found)) if found[index] == QUESTION), len(found))


def _filled(found: Sequence[Turn], kinds: Sequence[Kind]) -> list[Kind]:
    """What stands below a question or an answer goes on with it, up to a subhead or a note.

    The last answer is given no more paragraphs than the longest before it: what closes the article is the paper's.
    """
    filled = list(kinds)
    current: Turn = ""
    length, longest = 0, 1
    last = max(index for index, one in enumerate(found) if one)
    for index, (one, kind) in enumerate(zip(found, kinds, strict=True)):
        if one:
            current = one
            length = int(one == ANSWER)
            filled[index] = one
            # A question without a mark on its answer: what follows answers.
            following = found[index + 1] if index + 1 < len(found) else ""
            if one == QUESTION and not following:
                current = ANSWER
        elif kind in {"subhead", "note"}:
            current = ""
        elif current:
            length += 1
            if index > last and length > longest:
                current = ""
                continue
            filled[index] = current
        if index < last and current == ANSWER:
            longest = max(longest, length)
    return filled

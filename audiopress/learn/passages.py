"""The passages of a story that a learner's edition reads out one by one: whole sentences, in order, never cut in a quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from audiopress.model import Article

FEWEST: Final = 4
MOST: Final = 8
"""Passages of one story, where nobody says how many."""
SENTENCES: Final = 3
"""Of one passage."""
SHORT: Final = 18
LONG: Final = 60
"""Words: a shorter passage takes the next one in, and a longer one is parted where it can be."""
WORDS_EACH: Final = 55
"""Words of a story for each of its passages, where nobody says how many."""
_READ: Final = frozenset({"text", "question", "answer", "item"})
_WORD: Final = re.compile(r"\w+(?:['’.,-]\w+)*")

Span = tuple[int, int]
"""Offsets in `Article.text`."""


def sentence_spans(article: Article) -> tuple[tuple[Span, ...], ...]:
    """The sentences of each paragraph, without the spaces around them; none of a subhead or a note."""
    from audiopress.script import sentences

    text, found, offset = article.text, [], 0
    for index, paragraph in enumerate(article.paragraphs):
        spans = []
        if article.kind(index) in _READ:
            for start, end in sentences(paragraph, language=article.language):
                piece = paragraph[start:end]
                left = offset + start + len(piece) - len(piece.lstrip())
                right = offset + end - (len(piece) - len(piece.rstrip()))
                if re.search(r"\w", text[left:right]):
                    spans.append((left, right))
        found.append(tuple(spans))
        offset += len(paragraph) + 1
    return tuple(found)


def passage_spans(article: Article) -> tuple[tuple[Span, ...], ...]:
    """The whole story in passages of one to three sentences, each as the spans of its sentences.

    Sentences that one quote joins stay together, however many they are. Short paragraphs that follow each other are one
    passage; a subhead between them parts them.
    """
    found: list[tuple[Span, ...]] = []
    before = -2
    for index, spans in enumerate(sentence_spans(article)):
        blocks = _blocks(article, spans)
        if blocks and found and before == index - 1 and _one(article, found[-1], blocks[0]):
            found[-1] += blocks.pop(0)
        found += blocks
        before = index if spans else -2
    return tuple(found)


def _one(article: Article, left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Whether two passages of neighbouring paragraphs are short enough to be one."""
    counts = [_words(article, spans) for spans in (left, right)]
    return min(counts) < SHORT and sum(counts) <= LONG and len(left) + len(right) <= SENTENCES


def _blocks(article: Article, spans: Sequence[Span]) -> list[tuple[Span, ...]]:
    """A paragraph's sentences in blocks: first what a quote holds together, then neighbours up to the limits."""
    units: list[tuple[Span, ...]] = []
    for span in spans:
        joined = units and any(quote.start < span[0] < quote.end for quote in article.quotes)
        if joined:
            units[-1] = (*units[-1], span)
        else:
            units.append((span,))
    blocks: list[tuple[Span, ...]] = []
    for unit in units:
        both = (*(blocks[-1] if blocks else ()), *unit)
        if blocks and len(both) <= SENTENCES and _words(article, both) <= LONG:
            blocks[-1] = both
        else:
            blocks.append(unit)
    if len(blocks) > 1 and _words(article, blocks[-1]) < SHORT and len(blocks[-2]) > 1:
        # The last sentence of a paragraph is not left alone where its neighbour can spare one.
        last = blocks[-2][-1:]
        if not any(quote.start < last[0][0] < quote.end for quote in article.quotes):
            blocks[-2:] = [blocks[-2][:-1], last + blocks[-1]]
    return blocks


def _words(article: Article, spans: Sequence[Span]) -> int:
    return sum(len(_WORD.findall(article.text, *span)) for span in spans)


def chosen_spans(article: Article, worth: Callable[[Span], float], *, count: int = 0) -> tuple[tuple[Span, ...], ...]:
    """The `count` passages most worth explaining (0: 4 to 8, by the story's length), in the story's order.

    `worth` says what there is to explain between two offsets. The story's first passage is always there: it says
    what has happened.
    """
    every = passage_spans(article)
    if not count:
        words = sum(_words(article, spans) for spans in every)
        count = min(MOST, max(FEWEST, round(words / WORDS_EACH)))
    # Three sentences say more than one, so what there is to explain is weighed against the length.
    scores = [worth((spans[0][0], spans[-1][1])) / (_words(article, spans) + SHORT) ** 0.5 for spans in every]
    best = sorted(range(1, len(every)), key=lambda at: (-scores[at], at))[: max(0, count - 1)]
    return tuple(every[at] for at in sorted([0, *best])) if every else ()


def find_passage(article: Article, text: str) -> Span | None:
    """Where words that an editor chose stand in the story, whatever the spaces and line breaks; None where they do not."""
    words = text.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), article.text)
    return found.span() if found else None


def parts(article: Article, span: Span) -> tuple[tuple[int, Span], ...]:
    """The paragraphs that a span touches, each with its part of it."""
    found, offset = [], 0
    for index, paragraph in enumerate(article.paragraphs):
        start, end = max(offset, span[0]), min(offset + len(paragraph), span[1])
        if start < end:
            found.append((index, (start, end)))
        offset += len(paragraph) + 1
    return tuple(found)


def in_order(spans: Sequence[Span]) -> bool:
    """Whether spans follow each other without touching."""
    return all(left[1] <= right[0] for left, right in pairwise(spans))

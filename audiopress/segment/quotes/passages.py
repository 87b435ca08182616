"""An article's paragraphs, each cut into what the narrator reads and what a quoted voice reads. Nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audiopress.languages.tables import table
from audiopress.model import Article, Quote
from audiopress.segment.quotes.people import People
from audiopress.sources.urls import links_at

_MARKS = "“”„\"‘’'«»‹›「」『』〝〞` \u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicedPassage:
    """A run of a paragraph in one role: `host`, or `quote` with its speaker, without the marks around it."""

    role: str
    text: str
    speaker: str = ""
    """Who is quoted; of an interview's answers who is asked, where its introduction names one person."""
    start: int
    """Offset in `Article.text`."""
    end: int
    confidence: float = 1.0
    """How sure the attribution is."""


def passages(article: Article) -> tuple[tuple[VoicedPassage, ...], ...]:
    """Per paragraph, its passages in order; every character of the paragraph but marks, spaces and the address of a post is in one."""
    voiced = [quote for quote in article.quotes if quote.voiced and quote.speaker]
    asked = interviewee(article)
    found = []
    offset = 0
    for index, paragraph in enumerate(article.paragraphs):
        row = _cut(article.text, offset, offset + len(paragraph), voiced)
        if article.kind(index) == "answer":
            row = (one if one.speaker else replace(one, speaker=asked) for one in row)
        found.append(tuple(row))
        offset += len(paragraph) + 1
    return tuple(found)


def interviewee(article: Article) -> str:
    """Who is asked in an interview: the one person whom the paragraphs before the first question name in full, or nobody."""
    kinds = [article.kind(index) for index in range(len(article.paragraphs))]
    rules = table(article.language)
    if "answer" not in kinds or "question" not in kinds or rules.cjk:
        return ""
    people = People("\n".join([*article.paragraphs[: kinds.index("question")], ""]), rules)
    named = {people.resolve(m.name)[0] for m in people.outside if " " in m.name and people.is_person(m)}
    named -= set(article.byline)
    return named.pop() if len(named) == 1 else ""


def _cut(text: str, start: int, end: int, quotes: list[Quote]) -> Iterator[VoicedPassage]:
    position = start
    for quote in quotes:
        begin, stop = max(quote.start, start), min(quote.end, end)
        if begin >= stop or begin < position:
            continue
        yield from _narrated(text, position, begin)
        inside = text[begin:stop]
        left = begin + len(inside) - len(inside.lstrip(_MARKS))
        right = stop - (len(inside) - len(_shut(inside)))
        if left < right:
            yield VoicedPassage(
                role="quote",
                text=text[left:right],
                speaker=quote.speaker or "",
                start=left,
                end=right,
                confidence=quote.confidence,
            )
        position = stop
    yield from _narrated(text, position, end)


def _shut(inside: str) -> str:
    """Without the closing mark; an apostrophe that belongs to the last word stays."""
    shut = inside.rstrip()
    for mark in ("''", "”", "“", '"', "»", "«", "」", "』", "’", "'", "›", "〞"):
        if shut.endswith(mark):
            return shut.removesuffix(mark).rstrip()
    return shut


def _narrated(text: str, start: int, end: int) -> Iterator[VoicedPassage]:
    """The narrator's words, without a comma or a full stop that only followed a quote; an address is not spoken."""
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = end - (len(words) - len(words.rstrip()))
    if any(character.isalnum() for character in text[left:right]) and links_at(text, left, right) > left:
        yield VoicedPassage(role="host", text=text[left:right].lstrip(",;. "), start=left, end=right)

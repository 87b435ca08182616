"""The transcript as it is read on a page: chapters, and the paragraphs that the article has, with its quotation marks.

Paragraphs are carried by the transcript and depend on no pause. Where no article has the words, in a script that an
editor wrote, the words of others are set apart with their names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audiopress.model import Chapter, Episode, Segment
from audiopress.publish.clean import line
from audiopress.publish.transcripts import tidy, word_starts, written
from audiopress.times import clock

LONGEST: Final = 900
"""Characters after which a paragraph that is no article's ends at the next sentence: some scripts have no blank line."""
NAMED: Final = frozenset({"question", "answer"})
"""Kinds of paragraphs whose speaker is named above them and not in them."""


LEAD: Final = 6
"""Sentences that may announce a chapter before its title is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sentence. Seconds as text, so that pages are the same each time."""

    text: str
    start: str
    end: str
    words: str = ""
    """`from:to:centiseconds` of each word, in UTF-16 units as scripts count them, from the sentence's start."""
    speaker: str = ""
    """Whose words they are, where that is another voice inside of the paragraph."""
    language: str = ""
    """Where it differs from the episode's."""
    gap: str = " "
    """What stands between it and the next one: nothing, in scripts that have no spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """A chapter's heading, a paragraph by its kind (`text`, `headline`, `note`, ...) or a quote that is set apart."""

    kind: str
    start: str
    clock: str
    parts: tuple[Part, ...] = ()
    speaker: str = ""
    title: str = ""
    number: int = 0
    """A chapter's, from 1."""


def blocks(episode: Episode, marks: Sequence[Chapter]) -> tuple[PageBlock, ...]:
    """The transcript in blocks."""
    found: list[PageBlock] = []
    segments = tidy(episode.transcript)
    places = _places(segments, marks)
    run: list[Segment] = []

    def flush() -> None:
        if run:
            found.append(_block(run))
            run.clear()

    for index, segment in enumerate(segments):
        headings = places.get(index, ())
        if headings:
            flush()
            found += [_heading(number, mark) for number, mark in headings]
            if _bare(segment.body) == _bare(found[-1].title):
                found[-1] = _spoken(found[-1], segment)
                continue
        if run and _begins(run, segment):
            flush()
        run.append(segment)
    flush()
    found += [_heading(number, mark) for number, mark in places.get(len(segments), ())]
    return tuple(found)


def _places(segments: Sequence[Segment], marks: Sequence[Chapter]) -> dict[int, list[tuple[int, Chapter]]]:
    """Before which segment each chapter's heading stands: the first of the chapter, or the one that reads the title.

    An episode is announced before its first headline is read; the headline is then the heading, and printed once.
    """
    # Half a second of grace: a chapter's mark may stand in the pause or just behind the first sound.
    starts = [segment.start + 0.5 for segment in segments]
    edges = [bisect_left(starts, mark.start) for mark in marks] + [len(segments)]
    found: dict[int, list[tuple[int, Chapter]]] = {}
    for number, mark in enumerate(marks, 1):
        first, end = edges[number - 1], edges[number]
        near = range(first, min(end, first + LEAD))
        wanted = _bare(mark.title)
        place = next((index for index in near if _bare(segments[index].body) == wanted), first)
        found.setdefault(place, []).append((number, mark))
    return found


def _begins(run: Sequence[Segment], segment: Segment) -> bool:
    """Whether `segment` begins a new block after `run`."""
    last = run[-1]
    if _belongs(segment) != _belongs(last):
        return True
    return segment.story is None and sum(len(one.body) for one in run) > LONGEST


def _belongs(segment: Segment) -> tuple[object, ...]:
    """What the sentences of a block have in common."""
    return segment.story, segment.paragraph, _kind(segment), segment.speaker if _apart(segment) else ""


def _apart(segment: Segment) -> bool:
    """Whether somebody's words stand by themselves, under the name: an article's paragraph names its speakers itself."""
    named = segment.role == "quote" and bool(segment.speaker.strip())
    return named and (segment.story is None or segment.kind in NAMED)


def _kind(segment: Segment) -> str:
    return "quote" if _apart(segment) else segment.kind


def _block(run: Sequence[Segment]) -> PageBlock:
    first = run[0]
    return PageBlock(
        kind=_kind(first),
        start=_seconds(first.start),
        clock=clock(first.start),
        parts=tuple(_part(one) for one in run),
        speaker=line(first.speaker) if _apart(first) else "",
    )


def _heading(number: int, mark: Chapter) -> PageBlock:
    return PageBlock(
        kind="chapter", start=_seconds(mark.start), clock=clock(mark.start), title=mark.title, number=number
    )


def _spoken(heading: PageBlock, segment: Segment) -> PageBlock:
    """A heading that is itself read aloud, so that it is not printed twice."""
    return PageBlock(
        kind="chapter",
        start=heading.start,
        clock=heading.clock,
        parts=(_part(segment, _trimmed(written(segment))),),
        title=heading.title,
        number=heading.number,
    )


def _trimmed(text: str) -> str:
    """A headline without the full stop that it was given for speaking."""
    return text[:-1] if text.endswith((".", "。")) and not text.endswith("..") else text


def _part(segment: Segment, shown: str = "") -> Part:
    text = written(segment)
    shown = shown or text
    words: list[str] = []
    sizes = [len(said) for said in (line(word.text) for word in segment.words) if said]
    starts = list(word_starts(text, segment.words))
    if len(starts) == len(sizes):
        words = [
            f"{_units(text[:place])}:{_units(shown[: place + size])}:{max(0, round((moment - segment.start) * 100))}"
            for (place, moment), size in zip(starts, sizes, strict=True)
        ]
    return Part(
        text=shown,
        start=_seconds(segment.start),
        end=_seconds(segment.end),
        words=" ".join(words),
        speaker="" if _apart(segment) or segment.role != "quote" else line(segment.speaker),
        language=segment.language,
        gap="" if segment.written and not segment.written[-1].isspace() else " ",
    )


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _seconds(value: float) -> str:
    return f"{value:.2f}"

"""A script -> what it teaches. Notes, page and sheet are made of this, so that they say what is heard, whoever edited it.

    @passage 1
    HOST: The city called it off.        the passage: the story's own lines, up to the first one of another role
    WORD: call off                       an expression of it
    MEANING: ~을 취소하다                 and what it means

A story begins with its HEADLINE; what SUMMARY says is its summary, and the chapter's @link its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from audiopress.learn.entries import GlossaryEntry
from audiopress.learn.glossary import Glossary
from audiopress.learn.lessons import Expression, Lesson, Passage, found_in
from audiopress.model import Cue, Explained, Script, Taught, TaughtPassage

WORD: Final = "word"
MEANING: Final = "meaning"
SUMMARY: Final = "summary"
STORY: Final = frozenset({"host", "quote"})
"""Roles that read a story."""


@dataclass(slots=True, kw_only=True)
class _Passage:
    number: int
    text: str = ""
    language: str = ""
    closed: bool = False
    paragraph: tuple[int | None, int] = (None, 0)
    """Where its last line stands: story and paragraph."""
    expressions: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Story:
    headline: str
    language: str
    url: str
    summary: list[str] = field(default_factory=list)
    passages: list[_Passage] = field(default_factory=list)


def taught(script: Script, glossary: Glossary) -> tuple[Taught, ...]:
    """What a script teaches of each of its stories that has passages; `glossary` adds level and part of speech.

    A passage has the quotation marks that its lines have in their article, where the script knows that (`script.placed`).
    """
    hosts = tuple(name.strip() for name in script.meta.get("hosts", "").split(",") if name.strip())
    return tuple(
        Taught(
            headline=story.headline,
            language=story.language,
            explain=script.language,
            url=story.url,
            summary=" ".join(story.summary),
            hosts=hosts,
            passages=tuple(_passage(one, glossary, script.language) for one in story.passages),
        )
        for story in _stories(script)
        if story.passages
    )


def as_lesson(one: Taught) -> Lesson:
    """The lesson that a learner keeps something of: `table`, `anki`, `quiz`."""
    return Lesson(
        passages=tuple(
            Passage(
                number=passage.number,
                text=passage.text,
                start=0,
                end=len(passage.text),
                paragraphs=(),
                expressions=tuple(
                    Expression(
                        expression=each.expression,
                        meaning=each.meaning,
                        language=one.explain,
                        level=each.level,
                        pos=each.pos,
                        gloss=each.gloss,
                        example_sentence=each.sentence,
                        start=each.spans[0][0] if each.spans else 0,
                        end=each.spans[-1][1] if each.spans else 0,
                        spans=each.spans,
                    )
                    for each in passage.expressions
                ),
            )
            for passage in one.passages
        ),
        language=one.explain,
        level="",
        summary=one.summary,
        hosts=one.hosts,
    )


def _stories(script: Script) -> Iterable[_Story]:
    found: list[_Story] = []
    url = script.meta.get("link", "")
    for cue in script.cues:
        passage = found[-1].passages[-1] if found and found[-1].passages else None
        if cue.kind == "chapter":
            url = cue.url or url
        elif cue.kind == "passage" and found:
            found[-1].passages.append(_Passage(number=int(cue.text)))
            continue
        elif cue.kind == "speech":
            language = cue.language or script.language
            if cue.role == "headline":
                found.append(_Story(headline=cue.text.rstrip(), language=language, url=url))
            elif cue.role == SUMMARY and found:
                found[-1].summary.append(cue.text)
            elif passage is not None:
                _said(passage, cue, language)
        if passage is not None and (cue.kind not in {"speech", "pause"} or cue.role not in STORY | {""}):
            passage.closed = True
    return found


def _said(passage: _Passage, cue: Cue, language: str) -> None:
    if cue.role in STORY and not passage.closed:
        before, after = (cue.place.before, cue.place.after) if cue.place else ("", " ")
        place = (cue.place.story, cue.place.paragraph) if cue.place else passage.paragraph
        # An article has no space between two paragraphs.
        gap = "" if place == passage.paragraph else " "
        passage.text += gap + before + cue.text + after
        passage.paragraph = place
        passage.language = language
    elif cue.role == WORD:
        passage.expressions.append((cue.text, ""))
    elif cue.role == MEANING and passage.expressions:
        expression, meaning = passage.expressions[-1]
        passage.expressions[-1] = (expression, f"{meaning} {cue.text}".strip())


def _passage(one: _Passage, glossary: Glossary, explain: str) -> TaughtPassage:
    text = " ".join(one.text.split())
    sentences = list(_sentences(text, one.language))
    found = (
        _explained(text, sentences, expression, meaning, glossary, one.language, explain)
        for expression, meaning in one.expressions
        if meaning
    )
    return TaughtPassage(number=one.number, text=text, expressions=tuple(found))


def _explained(
    text: str,
    sentences: Sequence[tuple[int, int]],
    expression: str,
    meaning: str,
    glossary: Glossary,
    language: str,
    explain: str,
) -> Explained:
    expression, meaning = (re.sub(r"(?<!\.)[.。]$", "", one) for one in (expression, meaning))
    known = glossary.named(expression)
    entry = next((one for one in known if one.meaning(explain) == meaning), known[0] if known else None)
    entry = entry or GlossaryEntry(expression=expression)
    start, _, spans = found_in(text, entry, language)
    place = next((one for one in sentences if one[0] <= start < one[1]), (0, len(text))) if spans else (0, 0)
    return Explained(
        expression=expression,
        meaning=meaning,
        level=entry.level,
        pos=entry.pos,
        gloss=entry.meaning(language),
        sentence=text[slice(*place)].strip(),
        spans=spans,
    )


def _sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    from audiopress.script import sentences

    yield from sentences(text, language=language)

"""Whom `她`, `彼女` and `그는` stand for: the person who is the subject of the nearest sentence before."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from audiopress.languages.attribution import Table
from audiopress.segment.quotes.context import Context

REACH: Final = 400
"""Letters back in which that sentence lies."""
_WORD = re.compile(r"[^\W_]")


def subject_before(context: Context, position: int) -> str | None:
    """The name of that subject; None where no sentence near has one, empty where it is two people."""
    narration = context.people.narration
    floor = max(0, narration.rfind("\n", 0, max(0, context.paragraph - 1)) + 1, position - REACH)
    ends = [floor, *(one.end() for one in context.table.sentence_end.finditer(narration, floor, position)), position]
    sentences = [narration[begin:end].strip() for begin, end in pairwise(ends)]
    for sentence in reversed(sentences):
        if _WORD.search(sentence) is None:
            continue
        if sentence.startswith(tuple(context.table.pronouns)):
            continue
        return _subject(sentence, context.table)
    return None


def _subject(sentence: str, table: Table) -> str | None:
    subject = table.subjects.search(sentence)
    if subject is None:
        return None
    phrase = next(filter(None, subject.groups()))
    begin = sentence.find(phrase)
    joined = table.joined
    if joined.search(phrase + " ") or joined.match(sentence, subject.end()) or joined.search(sentence[:begin][-2:]):
        return ""  # two who do one thing
    name = phrase if table.after and "name" in table.after.groupindex else table.naming.plain(phrase)
    return None if name in table.titles else name

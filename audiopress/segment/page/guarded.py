"""Patterns with many alternatives, looked for only where one of them can stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SHORT: Final = 24
"""Letters of a text that a pattern reads faster than many marks are looked for."""
FEW: Final = 20
"""Marks that are looked for faster all the same."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A pattern, and strings of which every match of it holds one.

    Python's `re` tries each alternative at each word of a text, at some 100 ns a character; that none of the strings is
    in it is known in a tenth of that. A text is given in lower case, as for all patterns of this package.
    """

    pattern: re.Pattern[str]
    marks: tuple[str, ...]

    def search(self, lowered: str, start: int = 0) -> re.Match[str] | None:
        """The first match in `lowered` from `start` on."""
        if len(lowered) < SHORT and len(self.marks) > FEW:
            return self.pattern.search(lowered, start)
        for mark in self.marks:  # a method of its own, or `any`, would take longer than the look
            if mark in lowered:
                return self.pattern.search(lowered, start)
        return None

    def match(self, lowered: str) -> re.Match[str] | None:
        """The match at the beginning of `lowered`."""
        for mark in self.marks:
            if mark in lowered:
                return self.pattern.match(lowered)
        return None


def guarded(pattern: str, marks: str) -> Guarded:
    """`marks` stand between bars: `newsletter|sign up|log`."""
    return Guarded(re.compile(pattern), tuple(marks.split("|")))


@dataclass(frozen=True, slots=True)
class Worded:
    """A pattern, words of which every match of it holds one, and strings of which those hold one that have no such word.

    The words of a line are known before any pattern is asked: that none of them is among a hundred others is one look.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    marks: tuple[str, ...]
    plain: tuple[str, ...]
    """The marks that a text in ASCII can hold."""

    def search(self, lowered: str, words: Iterable[str]) -> re.Match[str] | None:
        """The first match in `lowered`, whose `words` these are, without their apostrophes."""
        if not self.words.isdisjoint(words):
            return self.pattern.search(lowered)
        for mark in self.plain if lowered.isascii() else self.marks:
            if mark in lowered:
                return self.pattern.search(lowered)
        return None

    def match(self, lowered: str, words: Iterable[str]) -> re.Match[str] | None:
        """The match at the beginning of `lowered`."""
        if not self.words.isdisjoint(words):
            return self.pattern.match(lowered)
        for mark in self.plain if lowered.isascii() else self.marks:
            if mark in lowered:
                return self.pattern.match(lowered)
        return None


def worded(pattern: str, words: str, marks: str = "") -> Worded:
    """`words` stand between spaces, `marks` between bars."""
    held = tuple(marks.split("|")) if marks else ()
    return Worded(re.compile(pattern), frozenset(words.split()), held, tuple(filter(str.isascii, held)))

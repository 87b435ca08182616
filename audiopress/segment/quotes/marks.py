"""Quotation marks -> spans: every convention an international newspaper meets, in one pass over the text.

A span runs from its opening mark to after its closing one. Quotes inside quotes are not spans of their own. An opening
mark that is never closed ends with its paragraph, unless the next paragraph opens again: then both are one quote over
several paragraphs (Chicago Manual of Style 13.30).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_QUOTE_LETTERS: Final = 6000
"""Characters of one quote; marks further apart than this are a slip of the typesetter, not a quote."""


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A quoted run: characters [start, end) with its marks, the words between at [inner_start, inner_end)."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


MAX_NESTING: Final = 4
"""Quotes inside quotes that are followed; deeper is a page of marks, not a text."""
PAIRS: Final[dict[str, str]] = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "‹": "›", "»": "«", "〝": "〞"}
"""Opening mark to its possible closing ones."""
_MARK = re.compile("''|``|[“”„«»「」『』‹›〝〞\"‘’']")
_DOUBLE = re.compile("''|``|[“”„«»「」『』\"]")
_NESTED: Final = {"‘", "’", "'", "‹", "›", "『", "』"}


def spans(text: str, *, singles: bool = False, curly: bool = False) -> tuple[MarkedSpan, ...]:
    """The quoted spans of `text` in order.

    With `singles`, ‘…’ and '…' quote as well (British and Korean use); with `curly`, ‘…’ does in a paragraph that has
    no other mark (headlines).
    """
    found: list[MarkedSpan] = []
    start = 0
    for paragraph in text.split("\n"):
        marked = _DOUBLE.search(paragraph) is not None
        alone = singles or (curly and not marked and "‘" in paragraph)
        if marked or alone:
            found += _Paragraph(text, start, start + len(paragraph), singles=alone).read()
        start += len(paragraph) + 1
    return tuple(_joined(text, found))


def without_incises(text: str, span: MarkedSpan, incise: re.Pattern[str]) -> Iterator[MarkedSpan]:
    """The parts of a span between the narrator's words inside its marks: `« Oui, a-t-il dit, demain. »` is two."""
    start, inner = span.start, span.inner_start
    for words in incise.finditer(text, span.inner_start, span.inner_end):
        yield MarkedSpan(start, words.start() + 1, inner, words.start() + 1)
        start = inner = words.end()
    yield MarkedSpan(start, span.end, inner, span.inner_end, span.closed)


def closed_again(text: str, span: MarkedSpan, narrated: re.Pattern[str]) -> Iterator[MarkedSpan]:
    """The parts of a span whose closing mark was forgotten, like `“Should we wait? he asked`.

    `narrated` finds the narrator's words inside the marks. What stands before them is quoted, and the next paragraph, or what
    the next opening mark begins, is a quote of its own.
    """
    start, inner = span.start, span.inner_start
    sign = text[start:inner]
    opening = re.escape(sign) if sign and _opened_again(text, span, sign) else "(?!)"
    position = inner
    for begins in re.finditer(rf"\n|(?<=\s){opening}(?=\S)", text[inner : span.inner_end]):
        end = span.inner_start + begins.start()
        words = narrated.search(text, position, end) if end > position else None
        if words is not None:
            yield MarkedSpan(start, words.start() + 1, inner, words.start() + 1)
            start = end + len(text[end : span.end]) - len(text[end : span.end].lstrip())
            if start >= span.end:
                return
            inner = start + len(sign)
        position = max(end + 1, inner)
    words = None if span.closed else narrated.search(text, position, span.inner_end)
    if words is not None:
        # `“We wait, said Ida Berg.` may go on in her words, and nothing tells where it ends.
        closed = not words.groupdict().get("inverted")
        yield MarkedSpan(start, words.start() + 1, inner, words.start() + 1, closed)
        return
    yield MarkedSpan(start, span.end, inner, span.inner_end, span.closed)


def _opened_again(text: str, span: MarkedSpan, sign: str) -> bool:
    """Whether a span has more marks that open than marks that close, so that one was forgotten; each paragraph may open again."""
    closing = PAIRS.get(sign)
    if closing is None:
        return text.count(sign, span.start, span.end) % 2 == 1
    return text.count(sign, span.start, span.end) > sum(text.count(one, span.start, span.end) for one in closing)


class _Paragraph:
    """One paragraph's marks, read from left to right."""

    def __init__(self, text: str, start: int, end: int, *, singles: bool) -> None:
        self.text, self.start, self.end, self.singles = text, start, end, singles
        self.marks = list(_MARK.finditer(text, start, end))
        self.guillemets = self._guillemets()
        self._closing: dict[str, list[int]] = {}
        self._last_single = max((m.start() for m in self.marks if m[0] in "'’"), default=-1)

    def _guillemets(self) -> str:
        """German books and the Swiss write »…«, the French «…»: the first of the two opens."""
        return next((m[0] for m in self.marks if m[0] in "«»"), "«")

    def read(self) -> list[MarkedSpan]:
        """The spans of this paragraph; the last one may be unclosed."""
        found: list[MarkedSpan] = []
        index = 0
        while index < len(self.marks):
            mark = self.marks[index]
            if not self._opens(mark):
                index += 1
                continue
            close = self._close(index)
            if close is None:
                if mark[0] not in _NESTED and self._whole_rest(mark):
                    found.append(MarkedSpan(mark.start(), self.end, mark.end(), self.end, closed=False))
                    break
                index += 1
                continue
            end = self.marks[close]
            nested = int(mark[0] == "''" and self._after(end.end()) == "'")
            if end.start() - mark.end() > 0:
                found.append(MarkedSpan(mark.start(), end.end() + nested, mark.end(), end.start() + nested))
            index = close + 1 + nested
        return found

    def _before(self, position: int) -> str:
        return self.text[position - 1] if position > self.start else ""

    def _after(self, position: int) -> str:
        return self.text[position] if position < self.end else ""

    def _opens(self, mark: re.Match[str]) -> bool:
        sign = mark[0]
        if sign in "«»":
            return sign == self.guillemets
        if sign in PAIRS:
            return True
        if sign == "”":
            return self._turned(mark)
        if sign in {'"', "''", "``"}:
            after = self._after(mark.end())
            return bool(after) and not after.isspace() and not _joins(self._before(mark.start()))
        if sign in {"‘", "'"} and self.singles:
            before, after = self._before(mark.start()), self._after(mark.end())
            return bool(after) and not after.isspace() and not _joins(before)
        return False

    def _turned(self, mark: re.Match[str]) -> bool:
        """A closing mark set where an opening one belongs."""
        before, after = self._before(mark.start()), self._after(mark.end())
        return not before or (before.isspace() and bool(after) and not after.isspace())

    def _close(self, index: int) -> int | None:
        """The index of the mark that closes the one at `index`."""
        sign = self.marks[index][0]
        limit = self.marks[index].end() + MAX_QUOTE_LETTERS
        closers = self._closers(sign)
        place = bisect_right(closers, index)
        if place == len(closers) or self.marks[closers[place]].start() > limit:
            return None
        if sign not in PAIRS or sign in "«»":
            return closers[place]
        closing, depth = set(closers[place : place + MAX_NESTING + 1]), 0
        for later in range(index + 1, min(len(self.marks), closers[place] + 2 * MAX_NESTING)):
            if self.marks[later][0] == sign and later not in closing:
                depth += 1
            elif later in closing:
                if depth == 0:
                    return later
                depth -= 1
        return closers[place]

    def _closers(self, sign: str) -> list[int]:
        """The marks that can close `sign`, by index; found once a paragraph."""
        if sign not in self._closing:
            self._closing[sign] = [i for i, mark in enumerate(self.marks) if self._can_close(sign, mark)]
        return self._closing[sign]

    def _can_close(self, sign: str, mark: re.Match[str]) -> bool:
        if sign in PAIRS:
            turned = sign in "“„" and mark[0] in {'"', "''", "“"} and self._shuts(mark)
            return mark[0] in PAIRS[sign] or turned
        if sign == "”":
            return mark[0] in {"”", "“"} and self._shuts(mark)
        if sign in {'"', "''", "``"}:
            return mark[0] in {sign, "''", '"', "”", "“"} and self._shuts(mark)
        return mark[0] == ("’" if sign == "‘" else "'") and self._shuts(mark) and not self._apostrophe(mark)

    def _shuts(self, mark: re.Match[str]) -> bool:
        """Whether a mark that looks the same on both sides closes here."""
        before, after = self._before(mark.start()), self._after(mark.end())
        if before.isspace():
            lead = self.text[max(self.start, mark.start() - 4) : mark.start()].rstrip()
            return lead[-1:] in {"'", "’"} and len(mark[0]) + (mark[0] == '"') > 1 and not after.isalnum()
        return bool(before) and not _joins(after)

    def _apostrophe(self, mark: re.Match[str]) -> bool:
        """`workers’ rights`: a plural's apostrophe is followed by a word, a closing mark by a pause or a new clause."""
        before = self._before(mark.start())
        rest = self.text[mark.end() : mark.end() + 2]
        plural = before == "s" and re.match(r" [a-z]", rest) is not None
        return plural and self._last_single > mark.start()

    def _whole_rest(self, mark: re.Match[str]) -> bool:
        """An unclosed mark quotes the rest of its paragraph only where it opens the paragraph or a sentence after a cue."""
        lead = self.text[self.start : mark.start()].rstrip()
        return not lead or lead[-1] in ":,"


def _joins(sign: str) -> bool:
    """A letter or digit that a mark would stand in the middle of a word with; Korean and Chinese words follow directly."""
    return sign.isalnum() and sign < "\u1100"


def _joined(text: str, found: list[MarkedSpan]) -> list[MarkedSpan]:
    """Quotes over several paragraphs, each opened again, as one."""
    joined: list[MarkedSpan] = []
    for span in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and not last.closed
            and text[last.end : span.start].strip() == ""
            and text[span.start] == text[last.start]
        ):
            joined[-1] = MarkedSpan(last.start, span.end, last.inner_start, span.inner_end, span.closed)
        else:
            joined.append(span)
    return joined

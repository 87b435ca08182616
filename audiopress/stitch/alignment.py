"""Word times of a take -> times of the written words in the episode."""

from __future__ import annotations

import re
from collections.abc import Callable

from audiopress.model import Cue, Take, Utterance, Word

_WORD = re.compile(r"\S+")


def words(cue: Cue, utterance: Utterance, take: Take, second: Callable[[int], float], end: float) -> tuple[Word, ...]:
    """The written words of an utterance with their times; `second` turns a frame of the take into seconds.

    A word the engine gave no time for shares the time between its neighbours by its length. Times never go back.
    """
    written = cue.text[utterance.start : utterance.end]
    heard = _Heard(utterance, take)
    found = [(match, heard.frames(match.start(), match.end())) for match in _WORD.finditer(written)]
    times = [(second(frames[0]), second(frames[1])) if frames else None for _, frames in found]
    filled = _filled(times, [len(match[0]) for match, _ in found], second(0), end)
    return tuple(
        Word(text=match[0], start=round(start, 3), end=round(stop, 3))
        for (match, _), (start, stop) in zip(found, filled, strict=True)
    )


class _Heard:
    """Where the written characters of an utterance sound in its take; asked for from left to right."""

    def __init__(self, utterance: Utterance, take: Take) -> None:
        self._spans = utterance.spans
        self._words = take.words
        self._span = 0
        self._word = 0

    def frames(self, start: int, end: int) -> tuple[int, int] | None:
        """Frames in which the written characters [start, end) sound."""
        spoken = self._spoken(start, end) if self._spans else (start, end)
        if spoken is None:
            return None
        words = self._words
        while self._word < len(words) and words[self._word].end <= spoken[0]:
            self._word += 1
        last = self._word
        while last < len(words) and words[last].start < spoken[1]:
            last += 1
        return (words[self._word].begin, words[last - 1].finish) if last > self._word else None

    def _spoken(self, start: int, end: int) -> tuple[int, int] | None:
        """The spoken characters that say the written ones."""
        spans = self._spans
        while self._span < len(spans) and spans[self._span].written_end <= start:
            self._span += 1
        last = self._span
        while last < len(spans) and spans[last].written_start < end:
            last += 1
        return (spans[self._span].start, spans[last - 1].end) if last > self._span else None


def _filled(
    times: list[tuple[float, float] | None], sizes: list[int], begin: float, end: float
) -> list[tuple[float, float]]:
    filled: list[tuple[float, float]] = []
    index, at = 0, begin
    while index < len(times):
        known = times[index]
        if known is not None:
            start = min(max(at, known[0]), end)
            at = min(max(start, known[1]), end)
            filled.append((start, at))
            index += 1
            continue
        stop = index
        while stop < len(times) and times[stop] is None:
            stop += 1
        following = times[stop] if stop < len(times) else None
        until = min(end, max(at, following[0] if following else end))
        total = sum(sizes[index:stop]) or 1
        for size in sizes[index:stop]:
            share = (until - at) * size / total if stop > index else 0.0
            filled.append((at, at + share))
            at += share
            total -= size
            total = total or 1
        index = stop
    return filled

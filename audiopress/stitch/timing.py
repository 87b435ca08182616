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
    found = [(match, _frames(utterance, take, match.start(), match.end())) for match in _WORD.finditer(written)]
    times = [(second(frames[0]), second(frames[1])) if frames else None for _, frames in found]
    filled = _filled(times, [len(match[0]) for match, _ in found], second(0), end)
    return tuple(
        Word(text=match[0], start=round(start, 3), end=round(stop, 3))
        for (match, _), (start, stop) in zip(found, filled, strict=True)
    )


def _frames(utterance: Utterance, take: Take, start: int, end: int) -> tuple[int, int] | None:
    """Frames of the take in which the written characters [start, end) sound."""
    spoken = [(s.start, s.end) for s in utterance.spans if s.written_start < end and start < s.written_end]
    if not spoken and not utterance.spans:
        spoken = [(start, end)]
    heard = [w for w in take.words if any(w.start < stop and begin < w.end for begin, stop in spoken)]
    return (heard[0].begin, heard[-1].finish) if heard else None


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

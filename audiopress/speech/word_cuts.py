"""The words of a spoken text: where they stand, how long they are, and where a text may be cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiopress.languages.scripts import HAN_RANGE, HANGUL, KANA_RANGE
from audiopress.model import WordTime

_TOKEN = re.compile(r"\S+")
_CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_SOLID = KANA_RANGE + HAN_RANGE
"""Kana and Han, written without spaces: each character is timed by itself."""
_CHARACTER = re.compile(rf"[{_SOLID}]|[^{_SOLID}]+")
_VOWELS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœаеёиоуыэюяαεηιουω]+")
_CUTS = (
    re.compile(r"(?<=[.!?…。！？])[\"'”’)\]]*\s*"),
    re.compile(r"(?<=[,;:、，；：—–])[\"'”’)\]]*\s*"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, the best first: after a sentence, after a clause, at a space."""


def tokens(text: str) -> list[tuple[int, int]]:
    """Offsets of the words: runs without spaces that hold a letter or digit, less the punctuation around them."""
    found = []
    for match in _TOKEN.finditer(text):
        core = _CORE.search(match[0])
        if core is None:
            continue
        start = match.start() + core.start()
        found += [
            (start + part.start(), start + part.end())
            for part in _CHARACTER.finditer(core[0])
            if any(map(str.isalnum, part[0]))
        ]
    return found


def syllables(word: str) -> int:
    """About how many syllables a word has: vowel groups, Hangul syllables, Han and kana characters; at least one."""
    plain = word.lower()
    solid = len(HANGUL.findall(plain)) + sum(1 for part in _CHARACTER.findall(plain) if re.match(rf"[{_SOLID}]", part))
    spelled = sum(map(str.isdigit, plain)) + (len(word) if word.isupper() and len(word) <= 5 else 0)
    silent = 1 if plain.endswith("e") and not plain.endswith(("le", "ee")) and len(plain) > 3 else 0
    return max(1, solid + max(spelled, len(_VOWELS.findall(plain)) - silent))


def proportional(text: str, frames: int, rate: int) -> tuple[WordTime, ...]:
    """Word times by length alone: each word's syllables, and a pause's worth after punctuation."""
    spans = tokens(text)
    return interpolated(text, spans, {}, frames, rate)


def interpolated(
    text: str, spans: Sequence[tuple[int, int]], begins: dict[int, int], frames: int, rate: int
) -> tuple[WordTime, ...]:
    """Word times where `begins` (index of a word to its first frame) is known for some.

    The others share what lies between, by their syllables. Begins that run backwards are passed over.
    """
    if not spans or frames <= 0:
        return ()
    known: list[tuple[int, int]] = []
    for index in sorted(begins):
        frame = begins[index]
        if 0 <= frame < frames and (not known or frame > known[-1][1]):
            known.append((index, frame))
    if not known or known[0][0] != 0:
        known.insert(0, (0, 0))
        known = [known[0], *(pair for pair in known[1:] if pair[1] > 0)]
    starts = [0] * len(spans)
    for (index, begin), (after, until) in zip(known, [*known[1:], (len(spans), frames)], strict=True):
        weights = [_weight(text, spans, i) for i in range(index, after)]
        total, run = sum(weights), 0.0
        for i, weight in zip(range(index, after), weights, strict=True):
            starts[i] = begin + round((until - begin) * run / total)
            run += weight
    ends = [*starts[1:], frames]
    return tuple(
        WordTime(start, end, begin, max(begin, _finish(text, spans, i, (begin, until), rate)))
        for i, ((start, end), begin, until) in enumerate(zip(spans, starts, ends, strict=True))
    )


def _weight(text: str, spans: Sequence[tuple[int, int]], index: int) -> float:
    start, end = spans[index]
    return syllables(text[start:end]) + _pause(text, spans, index)


def _pause(text: str, spans: Sequence[tuple[int, int]], index: int) -> float:
    """The pause after a word, in syllables; the last one's was trimmed."""
    if index + 1 >= len(spans):
        return 0.0
    between = text[spans[index][1] : spans[index + 1][0]]
    return 2.0 if re.search(r"[.!?…。！？]", between) else 1.0 if re.search(r"[,;:—–、，；：]", between) else 0.0


def _finish(text: str, spans: Sequence[tuple[int, int]], index: int, sound: tuple[int, int], rate: int) -> int:
    begin, until = sound
    pause = _pause(text, spans, index)
    if not pause:
        return until
    syllable = (until - begin) / (syllables(text[slice(*spans[index])]) + pause)
    return until - round(min(pause * syllable, 0.4 * rate * pause))


def pieces(text: str, limit: int) -> Iterator[str]:
    """The text cut into stretches of at most `limit` characters: after sentences, else clauses, else at spaces.

    Nothing is lost but the spaces at the cuts; a run of characters longer than the limit is cut inside.
    """
    rest = text.strip()
    while len(rest) > limit:
        cut = next((at for pattern in _CUTS if (at := _last(pattern, rest, limit))), limit)
        yield rest[:cut].strip()
        rest = rest[cut:].strip()
    if rest:
        yield rest


def _last(pattern: re.Pattern[str], text: str, limit: int) -> int:
    """The last place to cut whose head fits; heads under a third of the limit would sound chopped."""
    best = 0
    for match in pattern.finditer(text, 0, limit + 2):
        if len(text[: match.end()].rstrip()) <= limit and limit // 3 <= match.end() < len(text):
            best = match.end()
    return best

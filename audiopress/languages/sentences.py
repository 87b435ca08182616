"""Sentences, and clauses of sentences that are too long for one breath.

Both give offsets that partition the text: every character lies in exactly one piece, spaces with the piece before them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from audiopress.languages.pack import pack
from audiopress.languages.schema import WordLists
from audiopress.languages.scripts import EASTERN
from audiopress.languages.tags import NONE, primary

SHORT: Final = 6
"""Letters and digits of a sentence that does not stand alone: `No.`, `Why?` sound clipped when recorded by themselves."""
TOGETHER: Final = 240
"""Characters up to which a short sentence is joined to its neighbour."""

Piece: TypeAlias = tuple[int, int]
Breaks: TypeAlias = tuple[re.Pattern[str], ...]

_CLOSING: Final = "\"'”’»›」』）)\\]】》"
_END: Final = re.compile(
    rf"(?<![.!?…؟])(?P<mark>[.!?…؟]+)(?P<close>(?:[{_CLOSING}]|[“‘](?=\s|$)|[ \u00a0\u202f]»(?=[\s,.;:!?]|$))*)(?P<gap>[ \t\u00a0\u2009\u202f]+|(?=\n|$))"
    rf"|(?P<cjk>[。！？｡]+[{_CLOSING}]*)[ \t\u3000]*"
    r"|(?P<line>\n\s*)"
)
_OPENING: Final = re.compile(r"[\"'“”„‘’«»‹›「『(（\[【《¿¡—–-]*\s?")

_HYPHENS: Final = frozenset("-‐‑")
_WORD: Final = re.compile(r"[^\s\"'“”„‘«»‹(\[]+$")


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language tells of its sentences."""

    words: WordLists
    after_quote: re.Pattern[str]
    """The narrator's words right after a quote that belong to its sentence: `she asked`."""
    clauses: re.Pattern[str]
    """A space before a word that begins a clause."""


@cache
def _words(language: str) -> _Words:
    words = pack(language).words
    return _Words(words=words, after_quote=_after(words), clauses=_before_clause(words))


def _after(words: WordLists) -> re.Pattern[str]:
    """`Ms. Lee said`, `the mayor said`, `said Lee`; and what hangs on a quote without a space (Korean)."""
    ways = [*map(re.escape, words.glued)]
    if words.said:
        said = _any(words.said)
        sayers = [r"[A-Z][\w.’'-]*\s+"]
        sayers += [rf"(?:{_any(words.sayers)})\s+"] if words.sayers else []
        sayers += [rf"(?:{_any(words.described)})\s\w+\s+"] if words.described else []
        ways += [rf"(?:{'|'.join(sayers)}){{1,4}}(?:{said})\b", rf"(?:{said})\s+[A-Z]"]
    return re.compile("|".join(ways) or "(?!)")


def _before_clause(words: WordLists) -> re.Pattern[str]:
    return re.compile(rf"(?<!\s)\s+(?=(?:{_any(words.clauses)})\s)" if words.clauses else "(?!)")


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda one: (-len(one), one))))


def sentences(text: str, *, language: str = NONE) -> tuple[Piece, ...]:
    """Offsets of the sentences in order; together they are the whole text. A line break ends a sentence, too.

    Sentences too short to be said alone are joined to a neighbour of the same line.
    """
    known = _words(primary(language))
    cuts: list[tuple[int, bool]] = []
    for found in _END.finditer(text):
        if found.end() == 0:
            continue
        if found["line"] is not None:
            cuts.append((found.end(), True))
        elif found["cjk"] is not None:
            if _after_bracket(text, found.end()):
                cuts.append((found.end(), False))
        elif found["gap"] and _ends(text, found, known):
            cuts.append((found.end(), False))
    return tuple(_whole(text, cuts))


def _after_bracket(text: str, place: int) -> bool:
    """No cut where kana tie what follows to a closing bracket: 「…。」と話した."""
    closed = place > 0 and text[place - 1] in "」』）)"
    return not (closed and re.match("[\u3063\u3068]", text[place : place + 1]))


def _ends(text: str, found: re.Match[str], known: _Words) -> bool:
    rest = text[found.end() : found.end() + 120]
    start = _OPENING.match(rest)
    begin = rest[start.end() :] if start else rest
    if not begin:
        return False
    mark, close = found["mark"], found["close"]
    if begin[0].islower() or (close and EASTERN.match(begin) and known.after_quote.match(begin)):
        return False
    if "." not in mark or len(mark) > 1:
        return not (close and known.after_quote.match(begin))
    if close.strip(")]"):
        last = _WORD.search(text[max(0, found.start() - 40) : found.start()])
        word = last[0] if last else ""
        return not (word.lower() in known.words.never or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word))
    if re.match(r"[—–-]", rest):
        return False
    return _point(text[max(0, found.start() - 40) : found.start()], begin, known.words)


def _point(before: str, begin: str, words: WordLists) -> bool:
    """Whether a full stop ends the sentence: `before` ends at the stop, `begin` is what follows."""
    last = _WORD.search(before)
    word = last[0] if last else ""
    low = word.lower()
    new = re.match(r"[^\W\d_]+", begin)
    starts = new is not None and new[0].lower() in words.starters and begin[new.end() : new.end() + 1] not in _HYPHENS
    plain = word.islower() and low in words.homographs
    if low in words.never:
        return plain and not begin[0].isdigit()
    if low in words.sometimes and not plain:
        return starts
    if re.fullmatch(r"[^\W\d_]", word) and re.match(r"[^\W\d_]\.", begin):
        return False
    if re.fullmatch(r"[^\W\d_]", word) and word.isupper():
        return starts and low in words.single
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return starts
    return not (words.ordinal_point and re.fullmatch(r"\d{1,2}|[IVX]+", word))


def _whole(text: str, cuts: list[tuple[int, bool]]) -> Iterator[Piece]:
    """The pieces between the cuts, the short ones joined: to the next sentence of the line, else to the one before."""
    pieces: list[tuple[int, int, bool]] = []
    start = 0
    for place, hard in [*cuts, (len(text), True)]:
        if place > start:
            pieces.append((start, place, hard))
            start = place
        elif hard and pieces:
            pieces[-1] = (*pieces[-1][:2], True)
    done: list[tuple[int, int, bool]] = []
    for piece in pieces:
        if done and not done[-1][2] and _join(text, done[-1], piece):
            done[-1] = (done[-1][0], piece[1], piece[2])
        else:
            done.append(piece)
    return ((first, last) for first, last, _ in done)


def _join(text: str, left: tuple[int, int, bool], right: tuple[int, int, bool]) -> bool:
    if right[1] - left[0] > TOGETHER:
        return False
    return _short(text[left[0] : left[1]]) or (right[2] and _short(text[right[0] : right[1]]))


def _short(text: str) -> bool:
    count = 0
    for character in text:
        if character.isalnum():
            count += 3 if character > "\u2e7f" else 1
            if count > SHORT:
                return False
    return True


# ---- clauses

_BREAKS: Final = (
    re.compile(rf"(?<![.!?…])[.!?…]+[{_CLOSING}]*\s+|[。！？]+[{_CLOSING}]*\s*"),
    re.compile(
        rf"(?<![;:；：])[;:；：]+[{_CLOSING}]*(?:\s+|(?<=[；：]))|(?<!\s)\s+[—–-]+\s+|—|\s(?=[(\[])|(?<=[)\]])\s"
    ),
    re.compile(rf"(?<![,、，،])[,、，،]+[{_CLOSING}]*(?:\s+|(?<=[、，]))"),
)
"""Where a long sentence may be cut, the best place first; after these come a language's clauses, and any space."""
_SPACE: Final = re.compile(r"\s+")


def clauses(text: str, *, limit: int, language: str = NONE) -> tuple[Piece, ...]:
    """Offsets of pieces of at most `limit` characters (the spaces at their ends not counted), together the whole text.

    Cut at the best place: semicolons, then commas, then conjunctions, then any space; a single word longer than the
    limit is cut inside, since nothing may be lost. Of places as good, the one nearest the middle is taken, so no
    fragment is left over. Raises ValueError for a limit below one.
    """
    if limit < 1:
        raise ValueError("the limit must be at least one character")
    breaks = (*_BREAKS, _words(primary(language)).clauses, _SPACE)
    return tuple(_cut(text, limit, breaks, _words(primary(language)).words)) if text else ()


def _cut(text: str, limit: int, breaks: Breaks, words: WordLists) -> Iterator[Piece]:
    """Halved until the pieces fit. The places are looked for once, so that a text of any length takes time by its length."""
    stops, *others = breaks
    places = [[found.end() for found in stops.finditer(text) if _stops(text, found, words)]]
    places += [[found.end() for found in pattern.finditer(text)] for pattern in others]
    waiting = [(0, len(text))]
    while waiting:
        first, last = waiting.pop()
        start, end = _bare(text, first, last)
        if end - start <= limit:
            yield first, last
            continue
        place = _place(places, first, start, last, limit)
        if place is None:  # one word: cut from its beginning, all of it at once
            ends = [*range(start + limit, end, limit), last]
            yield from zip([first, *ends], ends, strict=False)
            continue
        waiting += [(place, last), (first, place)]


def _stops(text: str, found: re.Match[str], words: WordLists) -> bool:
    """Whether marks end something: `Dr. Lee` and `3 a.m. today` are no places to cut at."""
    if not re.fullmatch(r"\.\s*", found[0]):
        return True
    begin = text[found.end() : found.end() + 40]
    return not begin or (
        not begin[0].islower() and _point(text[max(0, found.start() - 40) : found.start()], begin, words)
    )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without the spaces at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _place(places: Sequence[Sequence[int]], first: int, start: int, end: int, limit: int) -> int | None:
    """The offset to cut [first, end) at, None where no space is inside; its words begin at `start`."""
    margin = min(limit // 4, (end - first) // 5)
    middle = (first + end) / 2
    for kind in places:
        found = _nearest(kind, max(start + 1, first + margin), min(end - 1, end - margin), middle)
        if found is not None:
            return found
    return _nearest(places[-1], start + 1, end - 1, middle)


def _nearest(places: Sequence[int], low: int, high: int, middle: float) -> int | None:
    """Of the places in [low, high] the one nearest the middle, the earlier of two as near."""
    before = bisect_right(places, min(middle, high)) - 1
    after = bisect_left(places, max(middle, low))
    near = [
        place for place in (*places[max(0, before) : before + 1], *places[after : after + 1]) if low <= place <= high
    ]
    return min(near, key=lambda place: abs(place - middle), default=None)

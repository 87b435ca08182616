"""Phrases of a language found in lines: one matcher, over words and signs, for everything that a pack lists.

A phrase is plain words. What it may hold besides:

    read more             these words, in any case, whatever commas, dashes, quotation marks or brackets stand between
    read more :           signs that separate or end (. : ; ! ? | / @ # & © % …) stand for themselves, and must be there
    read [the] story      what may be left out, in brackets
    (story|full article)  one of several
    abonn*                a word that begins so (`*` ends it)
    5                     a number stands for itself, and 1 for any number
    read … here           a gap: up to eight words; `…3` is up to three. Signs in it count nothing
    관련 기사               of Han, Kana, Hangul and Thai every letter is a word, so that spaces make no difference; in a
                          gap two such letters count as one word

There are three modes: a line `begins` with the phrase (signs before it are passed over), it is the phrase as a `whole`
(signs around it are passed over), or it `holds` the phrase anywhere. A match has the label that the phrase stands under
and the place of its words in the line; what follows them there is the caller's to look at.

The phrases of a set of languages are one trie over words, built once. A line costs one look into a set of words in most
cases: only a line that has a word some phrase cannot do without is cut into words at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import islice
from typing import Final, Literal, NamedTuple, TypeAlias

from audiopress.languages.line_memory import remembered
from audiopress.languages.scripts import EASTERN_RANGE, THAI_RANGE
from audiopress.languages.tokens import spelled

Mode: TypeAlias = Literal["begins", "whole", "holds"]
MODES: Final[tuple[Mode, ...]] = ("begins", "whole", "holds")
GAP: Final = 8
"""Words of a gap that names no number."""
FORMS: Final = 512
"""Forms that one phrase may have, with every choice taken: more is a slip of the pen, or several phrases."""

KEPT: Final = 2000
"""Letters of the longest line whose matches are remembered."""
_LETTERED: Final = EASTERN_RANGE + THAI_RANGE
_TOKEN: Final = re.compile(rf"[{_LETTERED}]|[^\W\d_{_LETTERED}]+|\d+(?:[.,]\d+)*|[.:;!?|/@#&©ⓒ®%…<>+=。：；！？｜]")
_ASCII_TOKEN: Final = re.compile(r"[a-z]+|[0-9]+(?:[.,][0-9]+)*|[.:;!?|/@#&%<>+=]")
"""The same of ASCII in small letters, in half the time."""
_SIGNS: Final = str.maketrans("。：；！？｜ⓒ", ".:;!?|©")
_NUMBER: Final = "1"


class Match(NamedTuple):
    """A phrase in a line."""

    label: str
    mode: Mode
    start: int
    end: int
    """Offsets in the line: from the first word of the phrase to behind its last."""


class PhraseError(ValueError):
    """A phrase that does not follow the syntax; says what is wrong with it."""


class Gap(NamedTuple):
    """Up to so many words."""

    words: int


class Beginning(NamedTuple):
    """A word that begins so."""

    letters: str


Part: TypeAlias = str | Gap | Beginning


def tokens(text: str) -> list[str]:
    """Words in lower case, numbers and signs of a text, in order."""
    if text.isascii():
        return _ASCII_TOKEN.findall(text.lower())
    if len(text) <= KEPT and spelled(text).western:
        return _TOKEN.findall(text.lower())  # none of the signs that are written in two ways
    return _TOKEN.findall(_lowered(text).translate(_SIGNS))


def _places(text: str, wanted: Collection[int]) -> dict[int, tuple[int, int]]:
    """Where these of its tokens stand: lowering keeps every offset."""
    found = islice(_TOKEN.finditer(_lowered(text)), max(wanted) + 1)
    return {index: token.span() for index, token in enumerate(found) if index in wanted}


def is_word(token: str) -> bool:
    """Not a number and not a sign."""
    return token[0].isalpha()


def is_number(token: str) -> bool:
    """Of any script's digits."""
    return token[0].isdigit()


def _lowered(text: str) -> str:
    """In small letters, of which there are as many: İ alone would be two."""
    return text.replace("İ", "i").lower()


# ---- reading a phrase

_PIECE: Final = re.compile(rf"(?P<gap>…(?P<words>\d*))|(?P<mark>[\[\]()|])|(?P<star>\*)|{_TOKEN.pattern}")


@cache
def forms(phrase: str) -> tuple[tuple[Part, ...], ...]:
    """Every row of parts that a phrase stands for. Raises PhraseError."""
    reader = _Reader(phrase)
    rows = reader.choices(closing="")
    if any(not any(isinstance(part, str | Beginning) for part in row) for row in rows):
        raise PhraseError("every form needs a word")
    return tuple(dict.fromkeys(rows))


class _Reader:
    """A phrase, piece by piece."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.pieces = list(_PIECE.finditer(_lowered(phrase)))
        self.place = 0
        self.depth = 0

    def choices(self, closing: str) -> list[tuple[Part, ...]]:
        """The alternatives up to `closing`; a bar outside of brackets is a sign like any other."""
        found: list[tuple[Part, ...]] = []
        rows: list[tuple[Part, ...]] = [()]
        while self.place < len(self.pieces):
            piece = self.pieces[self.place]
            self.place += 1
            match piece["mark"]:
                case None:
                    rows = self._with(rows, piece)
                case "|" if closing:
                    found += rows
                    rows = [()]
                case "|":
                    rows = [(*row, "|") for row in rows]
                case "(":
                    rows = self._product(rows, self.choices(")"))
                case "[":
                    rows = self._product(rows, [(), *self.choices("]")])
                case mark if mark == closing:
                    return found + rows
                case mark:
                    raise PhraseError(f"{mark!r} closes nothing in {self.phrase!r}")
        if closing:
            raise PhraseError(f"no {closing!r} in {self.phrase!r}")
        return found + rows

    def _with(self, rows: list[tuple[Part, ...]], piece: re.Match[str]) -> list[tuple[Part, ...]]:
        if piece["star"]:
            if not all(row and isinstance(row[-1], str) and is_word(row[-1]) for row in rows):
                raise PhraseError(f"a * stands right behind a word, not as in {self.phrase!r}")
            return [(*row[:-1], Beginning(str(row[-1]))) for row in rows]
        if piece["gap"]:
            return [(*row, Gap(int(piece["words"] or GAP))) for row in rows]
        return [(*row, piece[0].translate(_SIGNS)) for row in rows]

    def _product(self, rows: list[tuple[Part, ...]], others: list[tuple[Part, ...]]) -> list[tuple[Part, ...]]:
        if len(rows) * len(others) > FORMS:
            raise PhraseError(f"more than {FORMS} forms in {self.phrase!r}: write several phrases")
        return [(*row, *other) for row in rows for other in others]


def alternation(texts: Iterable[str]) -> str:
    """A pattern of plain texts, the longest first, for what stands in the middle of one; it matches nothing without any."""
    found = sorted({text for text in texts if text}, key=lambda text: (-len(text), text))
    return "|".join(r"\s?".join(map(re.escape, text.split())) for text in found) or r"(?!)"


# ---- the trie


_NO_WORDS: Final[dict[str, _Node]] = {}
_NO_GAPS: Final[dict[int, _Node]] = {}


class _Node:
    """A node of the trie of phrases: the parts that may follow those up to here.

    A hundred thousand are made, most of them with one word and nothing else: what is empty is one empty dict for all.
    """

    __slots__ = ("beginnings", "ends", "gaps", "letters", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = _NO_WORDS
        self.beginnings: dict[str, _Node] = _NO_WORDS
        self.letters = ""
        """The first ones of the beginnings."""
        self.gaps: dict[int, _Node] = _NO_GAPS
        self.ends: tuple[tuple[str, Mode], ...] = ()
        """Label and mode of the phrases that end here."""

    def after(self, part: Part) -> _Node:
        if isinstance(part, Gap):
            self.gaps = self.gaps or {}
            return self.gaps.get(part.words) or self.gaps.setdefault(part.words, _Node())
        if isinstance(part, Beginning):
            self.beginnings = self.beginnings or {}
            self.letters += part.letters[0] if part.letters[0] not in self.letters else ""
            return self.beginnings.get(part.letters) or self.beginnings.setdefault(part.letters, _Node())
        self.words = self.words or {}
        return self.words.get(part) or self.words.setdefault(part, _Node())

    @property
    def plain(self) -> bool:
        """Nothing but words follows, each as it stands."""
        return not (self.ends or self.gaps or self.beginnings or _NUMBER in self.words)

    def begun(self, found: Sequence[str]) -> Iterator[int]:
        """The tokens that a phrase may begin with: few of a line's."""
        words, letters = self.words, self.letters
        if self.gaps:
            return iter(range(len(found)))
        if not letters and _NUMBER not in words:
            return (index for index, token in enumerate(found) if token in words)
        return (
            index
            for index, token in enumerate(found)
            if token in words or token[0] in letters or (token[0].isdigit() and _NUMBER in words)
        )


_Keys: TypeAlias = dict[str, tuple[tuple[str, ...], ...]]
"""A word that phrases cannot do without to the other words of each of them."""


def _has_all(keys: _Keys, parts: Sequence[str]) -> bool:
    """Whether all the words of a phrase are among those of a line; most lines have not even the first that is asked for."""
    if keys.keys().isdisjoint(parts):
        return False
    there = set(parts)
    return any(there.issuperset(rest) for key in there & keys.keys() for rest in keys[key])


Listed: TypeAlias = Iterable[tuple[str, Mode, str]]
"""Phrases with their label and mode: `("pointer", "begins", "read more")`."""


class Phrasebook:
    """Phrases under labels, ready to be found."""

    def __init__(self, listed: Listed, common: AbstractSet[str] = frozenset()) -> None:
        """Put the phrases together. `common` words tell little of a line: others of a phrase are looked for before them."""
        self._anchored = _Node()
        self._anywhere = _Node()
        self._firsts: dict[str, _Keys] = {}
        """The first word of a line to words of which it then must have one, as `spelled` cuts them."""
        self._keys: _Keys = {}
        """Words of which any other line must have one, or none of the phrases is in it."""
        self._numbered: _Keys = {}
        """The same of a line that has a digit."""
        self._common = common
        self._signs: set[str] = set()
        """Signs of phrases that have no word: a line with one of them is looked at."""
        self._stems: tuple[str, ...] = ()
        """Beginnings of words of those that have nothing else."""
        for label, mode, phrase in listed:
            for row in forms(phrase):
                node = self._anywhere if mode == "holds" else self._anchored
                self._key(row, anchored=mode != "holds")
                for part in row:
                    node = node.after(part)
                if (label, mode) not in node.ends:
                    node.ends += ((label, mode),)

    def _key(self, row: Sequence[Part], *, anchored: bool) -> None:
        """Chooses the word of a phrase by which lines are prefiltered: a line without it cannot have the phrase."""
        if any(_FAR.match(part.letters if isinstance(part, Beginning) else str(part)) for part in row):
            return  # a line with such letters is looked at in any case
        plain = [part for part in row if isinstance(part, str) and is_word(part)]
        stems = [part.letters for part in row if isinstance(part, Beginning)]
        if not plain and stems:
            self._stems = (*self._stems, max(stems, key=len))
        elif not plain:
            self._signs.add(next(part for part in row if isinstance(part, str)))
        elif anchored and plain[0] == row[0]:
            self._asked_for(self._firsts.setdefault(plain[0], {}), plain)
        elif any(isinstance(part, str) and is_number(part) for part in row):
            self._asked_for(self._numbered, plain)
        else:
            self._asked_for(self._keys, plain)

    def _asked_for(self, keys: _Keys, words: Sequence[str]) -> None:
        """Put the words of a phrase under the longest of those that are not common, else under the longest."""
        rarest = max(words, key=lambda word: (word not in self._common, len(word)))
        rest = tuple(word for word in words if word != rarest)
        if rest not in (known := keys.get(rarest, ())):
            keys[rarest] = (*known, rest)

    def matches(self, text: str) -> tuple[Match, ...]:
        """Of each label and mode the first match, and of those that begin there the longest; in order of place."""
        return _matches(self, text) if len(text) <= KEPT else self.find(text)

    def labels(self, text: str) -> Mapping[str, Match]:
        """The matches by label: of a label in several modes the one that comes first in `MODES`."""
        return {match.label: match for match in sorted(self.matches(text), key=lambda one: -MODES.index(one.mode))}

    def label(self, text: str, label: str) -> Match | None:
        """The first match of one label."""
        for match in self.matches(text):  # most lines have none: no generator is made for them
            if match.label == label:
                return match
        return None

    def every(self, text: str) -> Iterator[Match]:
        """What a text holds, from left to right, the longest at each place, none over another."""
        if not self._possible(text):
            return
        found = tokens(text)
        spans: list[tuple[str, Mode, int, int]] = []
        index = 0
        for begin in self._anywhere.begun(found):
            ends = _ends(self._anywhere, found, begin) if begin >= index else []
            if ends:
                node, index = max(ends, key=lambda one: one[1])
                spans.append((*node.ends[0], begin, index - 1))
        places = _places(text, {place for span in spans for place in span[2:]}) if spans else {}
        yield from (Match(label, mode, places[begin][0], places[end][1]) for label, mode, begin, end in spans)

    def _possible(self, text: str) -> bool:
        if self._signs and any(sign in text for sign in self._signs):
            return True
        spelling = spelled(text)
        parts = spelling.parts
        if self._stems and any(part.startswith(self._stems) for part in parts):
            return True
        if _has_all(self._keys, parts):
            return True
        if self._numbered and _has_all(self._numbered, parts) and any(map(str.isdigit, text)):
            return True
        if parts and (keys := self._firsts.get(parts[0])) is not None and _has_all(keys, parts):
            return True
        return not spelling.western and ("İ" in text or _FAR.search(text) is not None)

    def find(self, text: str) -> tuple[Match, ...]:
        """`matches` without the memory of earlier lines."""
        if not self._possible(text):
            return ()
        found = tokens(text)
        first = next((index for index, one in enumerate(found) if one[0].isalnum()), len(found))
        last = next((index + 1 for index in range(len(found) - 1, -1, -1) if found[index][0].isalnum()), 0)
        ends = [
            (label, mode, index, stop)
            for index in range(first + 1)  # a phrase may begin with one of the signs itself
            for node, stop in _ends(self._anchored, found, index)
            for label, mode in node.ends
            if mode == "begins" or stop >= last
        ]
        ends += [
            (label, mode, index, stop)
            for index in self._anywhere.begun(found)
            for node, stop in _ends(self._anywhere, found, index)
            for label, mode in node.ends
        ]
        return _best(ends, text) if ends else ()


_FAR: Final = re.compile(f"[{_LETTERED}]")


@remembered
def _matches(book: Phrasebook, text: str) -> tuple[Match, ...]:
    """The matches, remembered: several rules ask for those of the same line."""
    return book.find(text)


def _best(ends: Iterable[tuple[str, Mode, int, int]], text: str) -> tuple[Match, ...]:
    """Of each label and mode the earliest, and of those the longest."""
    best: dict[tuple[str, Mode], tuple[int, int]] = {}
    for label, mode, index, stop in ends:
        best[label, mode] = min(best.get((label, mode), (index, -stop)), (index, -stop))
    places = _places(text, {place for index, stop in best.values() for place in (index, -stop - 1)})
    found = [Match(*key, places[index][0], places[-stop - 1][1]) for key, (index, stop) in best.items()]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end, MODES.index(one.mode))))


def _ends(node: _Node, found: Sequence[str], index: int) -> list[tuple[_Node, int]]:
    """The nodes at which phrases end that begin at `index`, each with the index behind its last token."""
    ends: list[tuple[_Node, int]] = []
    waiting = [(node, index)]
    while waiting:
        node, index = waiting.pop()
        if node.ends:
            ends.append((node, index))
        for words, after in node.gaps.items():
            stops = _reach(found, index, words)
            if after.plain:  # most words end no gap
                waiting += [(after, stop) for stop in stops if stop < len(found) and found[stop] in after.words]
            else:
                waiting += [(after, stop) for stop in stops]
        if index >= len(found):
            continue
        text = found[index]
        if (next_ := node.words.get(text)) is not None:
            waiting.append((next_, index + 1))
        if is_number(text) and text != _NUMBER and (next_ := node.words.get(_NUMBER)) is not None:
            waiting.append((next_, index + 1))
        if node.beginnings and is_word(text):
            begun = (node.beginnings.get(text[:length]) for length in range(1, len(text) + 1))
            waiting += [(after, index + 1) for after in begun if after is not None]
    return ends


def _reach(found: Sequence[str], index: int, words: int) -> Iterator[int]:
    """Where a gap that begins at `index` may end; words count two, letters that are words count one."""
    left = 2 * words
    yield index
    for stop in range(index, len(found)):
        one = found[stop]
        left -= 0 if not one[0].isalnum() else 1 if not one.isascii() and _FAR.match(one) else 2
        if left < 0:
            return
        yield stop + 1

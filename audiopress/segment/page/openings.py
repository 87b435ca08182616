"""Patterns for the beginning of a line, tried only on lines that begin as one of their alternatives can.

Python's `re` tries hundreds of alternatives one after the other, and most lines of a page match none. With which letters
an alternative can begin is read from the pattern once; a line that begins otherwise is passed over by a look into a set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from typing import Final

LOOK: Final = 4
"""Letters of a line's beginning that are looked at."""
KEPT: Final = 4096
"""Beginnings of lines that are remembered."""
_LETTERS: Final = frozenset(ascii_lowercase)
_ZERO_WIDTH: Final = ("\\b", "^", "(?!", "(?=", "(?<")
_HEAD: Final = re.compile(r"\(\?(?::|P<\w+>)")
_ANY_CLASS: Final = re.compile(r"^\[\^|\\[wWsSdD]")
"""A class of signs that are too many to name: `[^a]`, `[\\w-]`."""
_WIDE_CLASS: Final = re.compile(r"-[^\x00-\x7f]")
"""One with a range beyond ASCII: `[à-ÿ]`."""
_ASCII: Final = tuple(map(chr, range(128)))
_REPEATED: Final = re.compile(r"(?P<optional>[?*]|\{0?,\d*\})[?+]?|(?P<more>\+|\{[\d,]+\})[?+]?")

Beginnings = frozenset[tuple[str, bool]]
"""What something can begin with, and whether it is then over, so that what follows it is read on."""
_ANYTHING: Final[Beginnings] = frozenset({("", False)})


class Opening:
    """A pattern for lines in lower case, matched where a line begins. It may have named groups, but no flags."""

    def __init__(self, pattern: str) -> None:
        """Compile it and read its beginnings."""
        self.pattern = re.compile(pattern)
        self.beginnings = frozenset(text for text, _ in _of_alternatives(alternatives(pattern), LOOK))
        self._tried: dict[str, bool] = {}

    def match(self, lowered: str) -> re.Match[str] | None:
        """The match at the beginning of a line."""
        begins = lowered[:LOOK]
        tried = self._tried.get(begins)
        if tried is None:
            tried = self._try(begins)
        return self.pattern.match(lowered) if tried else None

    def _try(self, begins: str) -> bool:
        """Whether a line that begins so is tried, kept for the next one that does."""
        if begins[:1] not in _LETTERS:
            return True
        tried = any(begins[:look] in self.beginnings for look in range(LOOK + 1))
        if len(self._tried) >= KEPT:
            self._tried.clear()
        self._tried[begins] = tried
        return tried


def alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern at its top level."""
    start = position = 0
    while position < len(pattern):
        if pattern[position] == "|":
            yield pattern[start:position]
            start = position + 1
        position = _after_atom(pattern, position)
    yield pattern[start:]


def _of_alternatives(parts: Iterable[str], look: int) -> Beginnings:
    return frozenset().union(*(_of_sequence(part, look) for part in parts))


def _of_sequence(pattern: str, look: int) -> Beginnings:
    """The first `look` letters that an alternative can begin with; fewer where anything may follow."""
    if not pattern:
        return frozenset({("", True)})
    end = _after_atom(pattern, 0)
    atom, repeated = pattern[:end], _REPEATED.match(pattern, end)
    rest = pattern[repeated.end() if repeated else end :]
    if atom.startswith(_ZERO_WIDTH):
        return _of_sequence(rest, look)
    own = _of_atom(atom, look)
    if repeated and repeated[0][0] != "?":
        own = frozenset((text, False) for text, _ in own)
    found = set()
    for text, over in own:
        if not over or len(text) >= look:
            found.add((text[:look], False))
        else:
            found |= {(text + more, last) for more, last in _of_sequence(rest, look - len(text))}
    if repeated and repeated["optional"]:
        found |= _of_sequence(rest, look)
    return frozenset(found)


def _of_atom(atom: str, look: int) -> Beginnings:
    if atom.startswith("("):
        head = _HEAD.match(atom)
        return _of_alternatives(alternatives(atom[head.end() if head else 1 : -1]), look)
    if atom[0] == "\\" and atom[1] not in "wWsSdD":
        return frozenset({(atom[1], True)})
    if atom[0] not in ".[$\\":
        return frozenset({(atom, True)})
    one = re.compile(atom)
    letters = [letter for letter in ascii_lowercase if one.match(letter)]
    if look == LOOK and not letters:
        return frozenset()  # a line that begins with a letter is not meant
    # A line that begins with a letter beyond ASCII is tried in any case; within a line `é` of `[à-ÿ]` may come.
    plain = atom[0] == "[" and not _ANY_CLASS.search(atom) and (look == LOOK or not _WIDE_CLASS.search(atom))
    return frozenset((sign, True) for sign in {*_ASCII, *atom} if one.match(sign)) if plain else _ANYTHING


def _after_atom(pattern: str, position: int) -> int:
    """Where the atom that begins at `position` ends: a character, an escape, a class, a group."""
    sign = pattern[position]
    if sign == "\\":
        return position + 2
    if sign == "[":
        end = position + 1
        while pattern[end] != "]" or end == position + 1:
            end += 2 if pattern[end] == "\\" else 1
        return end + 1
    if sign == "(":
        end = position + 1
        while pattern[end] != ")":
            end = _after_atom(pattern, end)
        return end + 1
    return position + 1

"""Patterns that are looked for in the names of elements: only those whose first letters a name has are tried.

A page has hundreds of names and there are two hundred patterns. What a name holds of three letters is a look into a dict,
which leaves a pattern or two of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

STEM: Final = 3
"""Letters of a stem at most."""
_PASSED: Final = re.compile(r"\\b|\(\?<?[=!][^()]*\)|(?:[a-z_-]|\[[^\]]*\])[?*]")
"""What a pattern may begin with and not have in each of its matches, or what takes no letters."""
_LITERAL: Final = re.compile(r"(?:[a-z0-9-](?![?*{]))+")


class NamePatterns:
    """Patterns under labels: of which labels one is found in a name."""

    def __init__(self, listed: Iterable[tuple[str, str]]) -> None:
        """Make the patterns ready, each with the label it stands under. Raises ValueError for one that begins with no letters."""
        parts: dict[str, dict[int, list[str]]] = {}
        for place, (_, pattern) in enumerate(listed := list(listed)):
            for one in _alternatives(pattern):
                for stem in stems(one):
                    parts.setdefault(stem, {}).setdefault(1 << place, []).append(one)
        self.labels: Final = tuple(label for label, _ in listed)
        tried: dict[str, list[tuple[Callable[[str], object], int]]] = {
            stem: [(re.compile("|".join(found)).search, bit) for bit, found in ones.items()]
            for stem, ones in parts.items()
        }
        self._tried = {stem: one for stem, one in tried.items() if len(stem) == STEM}
        self._short = [(stem, one) for stem, one in tried.items() if len(stem) < STEM]
        """Those of two letters."""

    def bits(self, name: str) -> int:
        """The labels that a name in small letters has a pattern of: the first one's is the lowest bit."""
        found = 0
        tried = self._tried
        for at in range(len(name) - STEM + 1):
            if (likely := tried.get(name[at : at + STEM])) is not None:
                for search, bit in likely:
                    if not found & bit and search(name):
                        found |= bit
        for stem, likely in self._short:
            if stem in name:
                for search, bit in likely:
                    if not found & bit and search(name):
                        found |= bit
        return found


def stems(pattern: str) -> set[str]:
    """The first letters of a pattern, two or three, in each of its forms: every match holds one of these.

    Raises ValueError where it begins with something else.
    """
    while True:
        if passed := _PASSED.match(pattern):
            pattern = pattern[passed.end() :]
        elif pattern.startswith("(?:"):
            end = _closing(pattern)
            if pattern[end : end + 1] != "?":
                return {stem for one in _alternatives(pattern[3 : end - 1]) for stem in stems(one)}
            pattern = pattern[end + 1 :]
        else:
            break
    literal = _LITERAL.match(pattern)
    if literal is None or len(literal[0]) < STEM - 1:
        raise ValueError(f"{pattern!r} does not begin with two letters")
    return {literal[0][:STEM]}


def _alternatives(pattern: str) -> Iterator[str]:
    """What bars outside of brackets part."""
    start = deep = 0
    for at, sign in enumerate(pattern):
        deep += (sign in "([") - (sign in ")]")
        if sign == "|" and not deep:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _closing(pattern: str) -> int:
    """The place behind the bracket that closes the one which a pattern begins with."""
    deep = 0
    for at, sign in enumerate(pattern):
        deep += (sign == "(") - (sign == ")")
        if not deep:
            return at + 1
    raise ValueError(f"no closing bracket in {pattern!r}")

"""Signs that mean something and that no rule of a language has read: beside a number they are said, never dropped.

What they are called is the pack's (`[reading.signs]`); `{}` in it is the number, where the order of the words is another
than the order of the signs: `"%" = "百分之{}"`. A sign that the pack does not name goes to the engine as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from audiopress.languages.pack import pack
from audiopress.languages.rewriting import How, Rule

_NUMBER: Final = r"\d+(?:[.,’'\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
_SPACE: Final = r"[ \u00a0\u202f]?"
_MEANT: Final = frozenset("%‰§¶№#&@°℃℉†")
_LINES: Final = frozenset("|~<>^`´¨¯¸")
"""Of the signs of mathematics and the accents, those that only draw."""


def meant(sign: str) -> bool:
    """Whether a sign says something, as currencies, %, § and + do, so that leaving it out would change what is told."""
    return sign in _MEANT or (sign not in _LINES and unicodedata.category(sign) in {"Sc", "Sm"})


@cache
def leftover(language: str) -> tuple[Rule, ...]:
    """The last rules of a language: signs right before or behind a number, or with a space between."""
    words = pack(language).reading.signs
    around = {sign: said for sign, said in words.items() if "{}" in said}
    beside = {sign: said for sign, said in words.items() if sign not in around}
    return (*_around(around), *_beside(beside))


def _around(words: Mapping[str, str]) -> tuple[Rule, ...]:
    if not words:
        return ()
    sign = "[" + re.escape("".join(words)) + "]"

    def said(match: re.Match[str], _: How) -> str:
        return words[match["before"] or match["behind"]].replace("{}", match["n"] or match["m"])

    pattern = rf"(?<![\d.,])(?P<n>{_NUMBER}){_SPACE}(?P<behind>{sign})|(?P<before>{sign}){_SPACE}(?P<m>{_NUMBER})"
    return (Rule(re.compile(pattern), said, "".join(words)),)


def _beside(words: Mapping[str, str]) -> tuple[Rule, ...]:
    if not words:
        return ()
    sign = "[" + re.escape("".join(words)) + "]"
    pattern = re.compile(
        rf"(?<=\d){sign}|(?<=\d[ \u00a0\u202f]){sign}|{sign}(?=[ \u00a0\u202f]?\d)|(?<=[^\W_])\+(?![\w+])"
    )
    return (Rule(pattern, lambda match, how: words.get(match[0]), "".join(words)),)  # noqa: ARG005

"""An expression in one sense, and the words that a glossary says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

LEVELS: Final = ("A1", "A2", "B1", "B2", "C1", "C2")
"""Of the Common European Framework of Reference, the easiest first."""
PARTS: Final = (
    "noun",
    "verb",
    "adjective",
    "adverb",
    "preposition",
    "conjunction",
    "phrasal verb",
    "idiom",
    "phrase",
)
"""What an expression may be. An idiom's meaning is not the sum of its words; a phrase is a set one."""
GRAMMAR: Final = ("separable", "person", "thing", "none", "plural", "countless")
"""What decides whether a sentence means this sense: docs/learning.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """An expression in one sense."""

    expression: str
    """As a dictionary has it: `turn down`, `take ~ into account`, `strike`."""
    pos: str = ""
    """One of PARTS; empty: any."""
    level: str = ""
    """One of LEVELS; empty: unknown."""
    meanings: Mapping[str, str] = field(default_factory=dict)
    """Language of explanation to meaning."""
    example: str = ""
    grammar: frozenset[str] = frozenset()
    where: str = ""
    """`file:line`."""

    def meaning(self, language: str) -> str:
        """The meaning in a language (`ko-KR` is `ko` where no region has its own); empty where nobody gave one."""
        tag = language.lower()
        return self.meanings.get(tag, "") or self.meanings.get(tag.partition("-")[0], "")

    @property
    def key(self) -> tuple[str, str]:
        """What no second entry of a file may have."""
        return " ".join(self.expression.casefold().split()), self.pos

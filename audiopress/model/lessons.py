"""What a learner's episode explained: its passages and their expressions, as its script said them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An expression that was explained."""

    expression: str
    """In its dictionary form: `turn down`."""
    meaning: str
    level: str = ""
    """`A1` to `C2`, or empty."""
    pos: str = ""
    gloss: str = ""
    """Its meaning in the story's own language, or empty."""
    sentence: str = ""
    """The story's sentence that it stands in."""
    spans: tuple[tuple[int, int], ...] = ()
    """Offsets in the passage's text of its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtPassage:
    """A passage of the story, verbatim, and what was explained of it."""

    number: int
    text: str
    expressions: tuple[Explained, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What was taught of one story."""

    headline: str
    language: str
    """The story's."""
    explain: str
    """The language of explanation."""
    url: str = ""
    source: str = ""
    """Whose the story is, by name, where it has no address."""
    summary: str = ""
    """In the language of explanation."""
    hosts: tuple[str, ...] = ()
    passages: tuple[TaughtPassage, ...] = ()

"""What papers write around authors, dates and paragraphs in languages that have no folder, from `elsewhere.toml`.

A page in Swedish has its author behind `Av` and its change behind `Uppdaterad`. A line for each is enough to read both; a
folder, with how the language speaks and quotes, is not needed for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from audiopress.languages.checked import checked
from audiopress.languages.page_schema import PageWords

FILE: Final = "elsewhere.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The file."""

    languages: Mapping[str, PageWords] = field(default_factory=dict)
    """By primary tag."""


def page_words(language: str) -> PageWords:
    """The words of a primary tag; none for a language that is not in the file. Raises ConfigError with every fault of it."""
    return _file().languages.get(language) or PageWords()


@cache
def _file() -> Elsewhere:
    return checked(Path(__file__).with_name(FILE), Elsewhere, {})

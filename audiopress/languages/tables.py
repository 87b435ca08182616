"""How each language attributes a quote: its verbs, pronouns, titles and the order of the words around the marks."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Final

from audiopress.languages.attribution import Table

KNOWN: Final = ("de", "en", "es", "fr", "ja", "ko", "zh")


@cache
def table(language: str) -> Table:
    """The table of a language tag; English for a language without one."""
    primary = language.lower().partition("-")[0]
    name = primary if primary in KNOWN else "en"
    found: Table = importlib.import_module(f"audiopress.languages.{name}.quotes").TABLE
    return found

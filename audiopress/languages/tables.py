"""How each language attributes a quote: its verbs, pronouns, titles and the order of the words around the marks."""

from __future__ import annotations

from functools import cache
from typing import Final

from audiopress.languages.attribution import NEVER, Table
from audiopress.languages.pack import pack

NEUTRAL: Final = Table(verbs=NEVER, titles=frozenset())
"""Of a language without rules: every quote stays with the narrator."""


@cache
def table(language: str) -> Table:
    """The table of a language tag, neutral for a language without one."""
    part = pack(language).part("quotes")
    found: Table = part.TABLE if part is not None else NEUTRAL
    return found

"""How each language attributes a quote: its verbs, pronouns, titles and the order of the words around the marks."""

from __future__ import annotations

from functools import cache
from typing import Final

from audiopress.languages.attribution import NEVER, Table
from audiopress.languages.pack import pack
from audiopress.languages.plain_quotes import plain_table

NEUTRAL: Final = Table(verbs=NEVER, titles=frozenset())
"""Of a language without rules: every quote stays with the narrator."""


@cache
def table(language: str) -> Table:
    """The table of a language tag: its folder's `quotes.py`, else what its pack's words make, else the neutral one."""
    found = pack(language)
    part = found.part("quotes")
    if part is not None:
        own: Table = part.table(found.quotes)
        return own
    return plain_table(found.quotes) if found.quotes.verbs else NEUTRAL

"""What a paper says of its own story: corrections, clarifications and notes from the editors, which are read."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.pack import phrasebook
from audiopress.languages.tags import NONE
from audiopress.segment.page.boilerplate import QUOTATION

_HEADS: Final = re.compile(r"(?:,? [\w., ]{4,20})?\s*(?:[:：.\])】〉|–—-]|\(|$)")
"""Behind `Correction`: a day, and what parts it from the note."""


def is_note(text: str, language: str = NONE) -> bool:
    """Whether a line of a page in this language is a correction or a note."""
    if text.startswith(QUOTATION):
        return False
    found = phrasebook(language).matches(text)
    return bool(found) and any(
        match.label == "correction" or (match.label == "correction_head" and _HEADS.match(text, match.end) is not None)
        for match in found
    )

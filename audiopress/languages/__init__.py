"""All that is known of a language, a folder each; beside them what reads any language's words.

`say` turns written words into the ones an engine is to speak, with the map back; `spoken` gives the same words for the
eye.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.languages.pack import known
    from audiopress.languages.rewriting import Choices, Spoken, Switch
    from audiopress.languages.speaking import CHOICES, say, spoken

__all__ = ["CHOICES", "Choices", "Spoken", "Switch", "known", "say", "spoken"]

# Every command asks for a language's tag, and few for what is known of the language.
__getattr__, _ = lazy(
    __name__,
    {
        "CHOICES": "speaking",
        "Choices": "rewriting",
        "Spoken": "rewriting",
        "Switch": "rewriting",
        "known": "pack",
        "say": "speaking",
        "spoken": "speaking",
    },
)

"""Chinese names: `外交部发言人毛宁` is `毛宁`."""

from __future__ import annotations

from typing import Final

from audiopress.languages.naming import Naming
from audiopress.languages.schema import Quotes

SHORT: Final = 2
"""Signs of the shortest name."""
LONGEST: Final = 3
"""Signs of the longest name with a family name of one."""


class ChineseNames(Naming):
    """The title stands before the name or behind it."""

    def __init__(self, words: Quotes) -> None:
        """By the family names, titles and trades of `[quotes]`."""
        self._family = words.family
        self._beside = sorted(words.titles | words.trades, key=len, reverse=True)

    def plain(self, phrase: str) -> str:
        """As the base says."""
        for title in self._beside:
            # The title stands before the name, which is two to four signs, or behind it.
            _, found, rest = phrase.rpartition(title)
            if found and SHORT <= len(rest) <= 2 * SHORT:
                return rest
            if found and not rest and len(phrase) - len(title) in {2, 3}:
                return phrase.removesuffix(title)
        # `从那年起在那里卖螃蟹的王强` is `王强`.
        clause, found, name = phrase.rpartition("的")
        named = found and clause and name[:1] in self._family and SHORT <= len(name) <= LONGEST
        return name if named else phrase

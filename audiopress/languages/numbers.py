"""Numbers in words for a language without number rules of its own: CLDR's rules, by unicode-rbnf."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from audiopress.languages.tags import primary

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

LARGEST: Final = 10**15
"""From which on CLDR's rules may have no word."""
SOFT_HYPHEN: Final = "\u00ad"
"""CLDR cuts long words with it."""


class Symbols(NamedTuple):
    """How a language writes a number: what stands between its groups of three, and before its fraction."""

    group: str
    decimal: str


@cache
def _engine(language: str) -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(language)


@cache
def has_words(tag: str) -> bool:
    """Whether CLDR knows how numbers are called in a language."""
    from unicode_rbnf import RbnfEngine

    return primary(tag) in RbnfEngine.get_supported_languages()


@cache
def symbols(tag: str) -> Symbols:
    """The signs of numbers by CLDR. Raises babel's UnknownLocaleError for a language that it does not have."""
    from babel import Locale

    found = Locale(primary(tag)).number_symbols["latn"]
    return Symbols(str(found["group"]), str(found["decimal"]))


@cache
def named(number: int, tag: str, purpose: Literal["cardinal", "ordinal", "year"] = "cardinal", form: str = "") -> str:
    """A number in words; `form` is the end of a name of CLDR's (`masculine`, `feminine-plural`) where it has several.

    What has no words by CLDR is given in digits.
    """
    from unicode_rbnf import FormatPurpose

    if not has_words(tag) or abs(number) >= LARGEST:
        return str(number)
    found = _engine(primary(tag)).format_number(number, FormatPurpose[purpose.upper()])
    chosen = {name: text for name, text in found.text_by_ruleset.items() if form and name.endswith(f"-{form}")}
    return next(iter(chosen.values()), found.text).replace(SOFT_HYPHEN, "")

"""Written words to spoken ones, language by language.

`say` gives what an engine is to speak, with the map back to what was written; `spoken` gives the same words for the
eye, with acronyms in one piece (`LG`, where engines get `L.G`).

A show chooses between readings that are both right, in `[spoken]` of its show.toml:

    key          values                      what it is about
    -----------  --------------------------  ---------------------------------------------------------------------
    score        "to" *, "" or other words   3-1 win: "three to one", "three one" (votes always have "to")
    url          "read" *, "" or words       https://example.org: read, left out, or "a link"
    email        "read" *, "" or words       desk@example.org
    handle       "at" *, "" or words         @name: "at name", "name"
    tag          "hashtag" *, "" or words    #name
    emoji        "" *, "name"                left out, or their Unicode names
    slash        "slash" *, "" or a word     upgrade/update (English; and/or is always "and or")
    clock        "24" *, "12"                18:30: "eighteen thirty", "six thirty PM" (English)
    dates        "us" *, "uk"                3/4/2026, 2026-03-04: March fourth, or the third of April, the fourth of March (English)
    and          false *, true               105: "one hundred five", "one hundred and five" (English)
    zero         "zero" *, "oh"              the 0 of telephone numbers (English; Korean "영" *, "공")
    letters      "dots" *, "plain"           LG: "L.G", "LG"; `spoken` uses plain
    numbers      "apart" *, "joined"         264: "zwei hundert vier und sechzig", "zweihundertvierundsechzig" (German)
    open         "word" *, "pause"           ~의 여파로, take ~ into account: "무엇무엇의", "something", or a short pause
    switch       false *, true               names that the lexicon gives to another language go to that language's voice

The starred value is the default. A language is one module (or folder) here with a `LANGUAGE`; one that has none is
read as it is written, but for marks.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from audiopress.languages.joining import join
from audiopress.languages.leftover import leftover
from audiopress.languages.openings import openings
from audiopress.languages.pack import pack
from audiopress.languages.plain_reading import plain_language
from audiopress.languages.rewriting import DIGITS, Choices, Claims, How, Language, Rule, Spoken, Switch, windows
from audiopress.languages.signs import FOOTNOTES, SIGNS
from audiopress.languages.tags import primary
from audiopress.vocabulary import READINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audiopress.languages.rewriting import Claim

__all__ = ["CHOICES", "Choices", "Spoken", "Switch", "say", "spoken"]

CHOICES: Final = frozenset(READINGS)
"""The keys a show may set."""


class NameReader(Protocol):
    """What a lexicon tells of a text: the words it says otherwise, before any rule of the language."""

    def claims(self, text: str, how: How, *, shouting: bool = False) -> Iterable[Claim]:
        """What its entries claim, from left to right. `shouting`: the text is all capitals, so case says nothing."""


_NONE: Final[Choices] = {}
_PLAIN: Final[Choices] = {"letters": "plain"}


_FIGURES: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉０１２３４５６７８９", "01234567890123456789")
"""CO₂ and full-width figures are read as CO2 and plain ones are; the places in the text stay the same."""


def spoken(text: str, *, language: str = "en") -> str:
    """The words to be read aloud, as a person would write them."""
    return say(text, language=language, choices=_PLAIN).text


def say(text: str, *, language: str = "en", lexicon: NameReader | None = None, choices: Choices = _NONE) -> Spoken:
    """The words to be read aloud, for an engine, with the map to the written ones.

    The lexicon comes first, then the language's rules, then what all languages share. Never raises for any text.
    """
    rules = _language(primary(language))
    how = How(choices)
    read = rules.shouting(text) if rules.shouting is not None else text
    loud, read = read is not text, read.translate(_FIGURES)
    claims = Claims(read)
    if lexicon is not None:
        for claim in lexicon.claims(text, how, shouting=loud):
            claims.add(claim)
    for start, end in windows(read):
        part = claims if end - start == len(read) else claims.within(start, end)
        endless = _endless(rules.code) if rules.rules else ()
        for each in (FOOTNOTES, endless, openings(rules.code), rules.rules, leftover(rules.code), SIGNS):
            part.run(each, how)
        if part is not claims:
            claims.take(part, start)
    return join(read, claims.sorted(), rules)


@cache
def _endless(code: str) -> tuple[Rule, ...]:
    """A row of a thousand digits is read one by one: no rule makes a number of it, nor does Python of more than 4,300."""

    def said(match: re.Match[str], _: How) -> str:
        digits = [say(each, language=code, choices=_PLAIN).text for each in DIGITS]
        return " ".join(digits[int(each)] for each in match[0] if each.isdecimal())

    return (Rule(re.compile(r"(?<!\d)\d(?:[.,'’ \u00a0\u202f]?\d){1000,}"), said),)


@cache
def _language(code: str) -> Language:
    found = pack(code)
    part = found.part("reading")
    own: Language | None = part.LANGUAGE if part is not None else None
    return own or plain_language(found)

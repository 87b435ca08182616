"""What pictures show and whose they are, as papers print it below them and in the middle of their text."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from audiopress.languages.names import name_lists
from audiopress.languages.pack import page_packs, phrasebook
from audiopress.languages.phrases import alternation, forms, is_word
from audiopress.languages.tags import NONE
from audiopress.segment.page.features import SPEECH, words

CREDIT: Final = 8
"""Words of a picture's credit."""
PICTURED: Final = 30
"""Words of the longest caption that its credit alone tells from a paragraph."""
_AGENCY: Final = re.compile(
    rf"\((?:[^()]{{0,30}}/)?(?:{alternation(name_lists().picture_agencies)}|photo[^)]*+|[a-z][\w ]{{1,60}} via [a-z][\w ]{{1,60}})(?:/[^()]*)?\)\s*$"
    r"|\([a-z][\w .&'’-]{1,30}/[a-z][\w .&'’-]{1,40}\)\s*$",
    re.IGNORECASE,
)
"""Whose a picture is, in brackets behind what it shows; agencies have one name everywhere."""
_CLOSING: Final = frozenset(")]）")
_BRACKETS: Final = re.compile(r"[(\[（](?P<word>\w{3,20})[ :=][^()\[\]（）]{2,60}[)\]）]$")
"""`(foto Rossi)`, `[Foto: Ole Ek]`; whether the word is one for a picture is looked up."""
_BEHIND: Final = re.compile(r"(?<=[.!?…”\"»)]) (?P<word>\w+(?: \w+)?)\s?[:/]\s?[^.!?:]{2,40}$")
"""What a picture shows, and whose it is."""
_OWNERS: Final = frozenset(("courtesy", "handout", "credit"))
_WORD: Final = re.compile(r"[^\W\d_]{4,}")


def credited(text: str, language: str = NONE) -> bool:
    """Whether a line names the owner of a picture, before what it shows or behind it."""
    if "(" in text and _AGENCY.search(text) and not SPEECH.search(text):
        return True
    inside = _BRACKETS.search(text) if text[-1:] in _CLOSING and words(text) <= PICTURED else None
    if inside and _names_picture(inside["word"], language):
        return True
    return phrasebook(language).label(text, "caption") is not None


def pictured(text: str, language: str = NONE) -> bool:
    """Whether a short paragraph ends with a credit: `… on the pier. Photo: Ida Berg`."""
    if words(text) > PICTURED:
        return False
    behind = _BEHIND.search(text)
    return behind is not None and behind["word"][0].isupper() and _names_picture(behind["word"], language)


def is_credit(caption: str, language: str = NONE) -> bool:
    """Nothing but whose picture it is: `Photo: Ida Berg / Harbour Post`, `사진=연합뉴스`."""
    if not credited(caption, language):
        return False
    rest = [
        word for word in _WORD.findall(caption) if word.lower() not in _OWNERS and not _names_picture(word, language)
    ]
    return words(caption) <= CREDIT + 2 and all(word[0].isupper() for word in rest if word.isascii())


def _names_picture(word: str, language: str) -> bool:
    return not _picture_words(language).isdisjoint(word.lower().split())


@cache
def _picture_words(language: str) -> frozenset[str]:
    """The words of a picture that credits begin with: photo, image."""
    return frozenset(
        part
        for one in page_packs(language)
        for phrase in one.page.photo_credit.begins
        for row in forms(phrase)
        for part in row
        if isinstance(part, str) and is_word(part)
    )

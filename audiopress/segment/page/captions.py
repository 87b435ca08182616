"""Captions and picture credits, as papers print them below pictures and in the middle of a story's text."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from audiopress.languages.names import name_lists
from audiopress.languages.pack import page_packs, phrasebook
from audiopress.languages.phrases import alternation, forms, is_word
from audiopress.languages.tags import NONE
from audiopress.segment.page.features import SPEECH, words

MAX_CREDIT_WORDS: Final = 10
"""Words of a line that is a credit and no more. Chosen by hand, as the next one."""
MAX_CAPTION_WORDS: Final = 30
"""Words of the longest caption that is known by its credit alone; what is longer may be a paragraph."""
_AGENCY_CREDIT: Final = re.compile(
    rf"[(（\[](?:[^()]{{0,30}}/)?(?:{alternation(name_lists().picture_agencies)}|photo[^)]*+|[a-z][\w ]{{1,60}} via [a-z][\w ]{{1,60}})(?:/[^()]*)?[)）\]]\s*$"
    r"|\([a-z][\w .&'’-]{1,30}/[a-z][\w .&'’-]{1,40}\)\s*$",
    re.IGNORECASE,
)
"""A credit in brackets behind a caption that names an agency, whose name is the same in every language."""
_CLOSING_BRACKETS: Final = frozenset(")]）")
_BRACKETED_CREDIT: Final = re.compile(r"[(\[（](?P<word>\w{3,20})[ :=][^()\[\]（）]{2,60}[)\]）]$")
"""`(foto Rossi)`, `[Foto: Ole Ek]`; whether the word is one for a picture is looked up."""
_CREDIT_AT_END: Final = re.compile(r"(?<=[.!?…”\"»)]) (?P<word>\w+(?: \w+)?)\s?[:/]\s?[^.!?:]{2,40}$")
"""A credit behind the last sentence of a caption; whether the word is one for a picture is looked up."""
_NAME: Final = r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}"
_OWNER_AT_END: Final = re.compile(
    rf"(?:\s(?:©|ⓒ)\s?(?:{_NAME})(?:\s?/\s?{_NAME})?"
    rf"|[\w.!?…”\"»)]\s\|\s{_NAME}"
    r"|[.!?…”\"»)]\s(?:/ ?)?[A-ZÀ-Þ.'’-]+ [A-ZÀ-Þ.'’ -]{1,40}(?:\s?/\s?[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,40})?)$"
)
"""Whose a picture is, behind what it shows, without a word for it: `© Ole Ek`, `| Ole Ek`, `OLE EK / AFP`."""
_WORD_AT_END: Final = re.compile(rf"(?:^|[.!?…”\"»)] )(?P<word>\w+) (?:\w{{2,3}} )?{_NAME}(?:\s?/\s?{_NAME})?$")
"""The same with a word before it and no colon, behind the caption or alone: `Foto Ole Ek / ANP`."""
_EASTERN_OWNER: Final = re.compile(
    r"/\s?[가-힣]{2,4}\s?(?:사진|선임|인턴|객원|전문)?\s?기자$|\s?[©ⓒ]\s?[가-힣ぁ-んァ-ヶ一-龥][\w ]{1,20}$"
)
"""The same in Korean and Japanese: `… 서 있다. /김민수 기자`, `ⓒ항구시`."""
_REPORTER: Final = "기자"
MIN_CAPTION_WORDS: Final = 5
"""Words of a caption with whose its picture is; what is shorter is a headline and the paper's name."""
MIN_CLOSING_WORDS: Final = 12
"""Words of a story's last paragraph with the agency behind it; what is shorter is a caption."""
_CLOSING_SIGN: Final = re.compile(
    rf"[.!?…。！？”\"»」][)）]?\s?[(（\[](?:[\w ]{{1,20}}[=,/] ?)?(?:{alternation(name_lists().picture_agencies)})[)）\]]$",
    re.IGNORECASE,
)
"""The agency alone in brackets behind a sentence, and not who took a picture for it."""
_SOURCE_WORDS: Final = frozenset(("courtesy", "handout", "credit"))
_LONG_WORD: Final = re.compile(r"[^\W\d_]{4,}")


def credited(text: str, language: str = NONE) -> bool:
    """Whether a line has a picture credit, before the caption or behind it."""
    if text[-1:] in _CLOSING_BRACKETS and _AGENCY_CREDIT.search(text) and not SPEECH.search(text):
        return True
    inside = (
        _BRACKETED_CREDIT.search(text) if text[-1:] in _CLOSING_BRACKETS and words(text) <= MAX_CAPTION_WORDS else None
    )
    if inside and _names_picture(inside["word"], language):
        return True
    return phrasebook(language).label(text, "caption") is not None


def is_caption(text: str, language: str = NONE) -> bool:
    """Whether a short paragraph is a caption by the credit at its end: `… on the pier. Photo: Ida Berg`."""
    if words(text) > MAX_CAPTION_WORDS:
        return False
    behind = _CREDIT_AT_END.search(text)
    if behind is not None and behind["word"][0].isupper() and _names_picture(behind["word"], language):
        return True
    named = _WORD_AT_END.search(text)
    if named is not None and named["word"][0].isupper() and _names_picture(named["word"], language):
        return True
    if words(text) < MIN_CAPTION_WORDS or text.isupper():
        return False
    return bool(_OWNER_AT_END.search(text)) or _EASTERN_OWNER.search(text) is not None


def signs_off(text: str) -> bool:
    """Whether a line is a sentence with the agency's or the reporter's sign behind it: `… in May. (Yonhap)`, `… 밝혔다./김민수 기자`.

    The last of a story is one.
    """
    if text.endswith(_REPORTER):
        return _EASTERN_OWNER.search(text) is not None and words(text) >= MIN_CLOSING_WORDS
    return (
        text[-1:] in _CLOSING_BRACKETS and _CLOSING_SIGN.search(text) is not None and words(text) >= MIN_CLOSING_WORDS
    )


def is_credit(caption: str, language: str = NONE) -> bool:
    """Whether a caption is a credit and no more: `Photo: Ida Berg / Harbour Post`, `사진=연합뉴스`."""
    if not credited(caption, language):
        return False
    rest = [
        word
        for word in _LONG_WORD.findall(caption)
        if word.lower() not in _SOURCE_WORDS and not _names_picture(word, language)
    ]
    return words(caption) <= MAX_CREDIT_WORDS and all(word[0].isupper() for word in rest if word.isascii())


def _names_picture(word: str, language: str) -> bool:
    """Whether a credit may begin with this word, or with one of these words."""
    return not _picture_words(language).isdisjoint(word.lower().split())


@cache
def _picture_words(language: str) -> frozenset[str]:
    """The words that credits begin with: photo, image."""
    return frozenset(
        part
        for one in page_packs(language)
        for phrase in one.page.photo_credit.begins
        for row in forms(phrase)
        for part in row
        if isinstance(part, str) and is_word(part)
    )

"""Whom `她`, `彼女` and `그는` stand for: the person who is the subject of the nearest sentence before."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from audiopress.languages.attribution import Table
from audiopress.languages.names import CHINESE_FAMILY
from audiopress.segment.quotes.context import Context
from audiopress.segment.quotes.eastern_names import BEFORE_NAMES, plain_name

REACH: Final = 400
"""Letters back in which that sentence lies."""
_SENTENCE = re.compile(r"[^。！？!?\n]*?(?:[。！？!?\n]|(?<=[다요죠])\.(?=\s|$)|$)")
_WORD = re.compile(r"[^\W_]")
_AND = re.compile(r"[和与與同及跟、]|(?:와|과) |[とや]")
"""Two who do one thing."""
_FOLLOWS = (
    r"周[一二三四五六日]|星期|今|昨|当|當|在|对|對|和|与|與|及|的|已|也|还|還|就|表示|说|說|称|稱|认为|認為|宣布|介绍|介紹|主持|于|於|向|将|將|曾|是|告|指出"
    r"|强调|強調|补充|補充|见|見|出席|[，。、（( ]|\d|$"
)
"""What follows a Chinese name, so that it is known where it ends."""


def subject_before(context: Context, position: int) -> str | None:
    """The name of that subject; None where no sentence near has one, empty where it is two people."""
    narration = context.people.narration
    floor = max(0, narration.rfind("\n", 0, max(0, context.paragraph - 1)) + 1, position - REACH)
    sentences = [found[0].strip() for found in _SENTENCE.finditer(narration, floor, position)]
    for sentence in reversed(sentences):
        if _WORD.search(sentence) is None:
            continue
        if sentence.startswith(tuple(context.table.pronouns)):
            continue
        return _subject(sentence, context.table)
    return None


def _subject(sentence: str, table: Table) -> str | None:
    subject = _pattern(table).search(sentence)
    if subject is None:
        return None
    phrase = next(filter(None, subject.groups()))
    begin = sentence.find(phrase)
    if _AND.search(phrase + " ") or _AND.match(sentence, subject.end()) or _AND.search(sentence[:begin][-2:]):
        return ""
    name = phrase if table.after and "name" in table.after.groupindex else plain_name(phrase, table)
    return None if name in table.titles else name


@cache
def _pattern(table: Table) -> re.Pattern[str]:
    """A name with a title and the subject's particle; in Chinese a family name with what may stand beside it."""
    titles = "|".join(sorted(map(re.escape, table.titles), key=len, reverse=True))
    if table.writing == "kana":
        return re.compile(rf"([一-龥々ァ-ヶーA-Za-z・]{{1,24}}?(?:{titles}))(?:（[^）]{{1,12}}）)?(?:は|が|も)")
    if table.writing == "hangul":
        return re.compile(
            rf"((?:[가-힣A-Za-z]+ ){{0,3}}[가-힣]{{2,6}} ?(?:{titles}))(?:\([^)]{{1,12}}\))?(?:은|는|이|가)(?=[\s,])"
            rf"|(?:{titles}) ([가-힣]{{3}})(?:은|는|이|가)(?=[\s,])"
        )
    name = rf"[{CHINESE_FAMILY}][一-龥]{{1,2}}?"
    before = "|".join(sorted(map(re.escape, table.titles | BEFORE_NAMES), key=len, reverse=True))
    return re.compile(rf"(?:{before})({name})(?={_FOLLOWS})|({name})(?={titles})|^({name})(?={_FOLLOWS})")

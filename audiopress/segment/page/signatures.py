"""Names that stand alone where a byline stands, with nothing that says so: `María Gómez, Madrid`, `山田太郎`, `王小明 李华`.

Such a line may as well be a section, a place or a company. It is a name when it begins with a known given name (or with a
family name where that stands first) and none of its words is one that names places and papers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from audiopress.languages.names import (
    CHINESE_FAMILY,
    FEMALE,
    GIVEN,
    JAPANESE_FAMILY,
    KOREAN_FAMILY,
    MALE,
    NOT_PEOPLE,
)
from audiopress.segment.page.bylines import AGENCIES, bylines, like_a_name
from audiopress.segment.page.dates import find_dates

LONGEST: Final = 80
"""Letters of a line that names several."""
CHINESE: Final = 3
"""Signs of most Chinese names."""
NAMES: Final = 4
"""People who sign a story without `by`."""
_AND = re.compile(r",? (?:and|und|et|y|e|&|en) |, | / ")
_PLACE = re.compile(
    r"(?:, | / | \| | · | [–—-] |,? (?:in|at|from|à|aux?|en|aus|a|da|desde) (?=[A-ZÀ-Þ])|\s?\((?:in |à |en |aus |a )?)(?P<place>[A-ZÀ-Þ][^\d,|/()]{1,40})\)?$"
)
_HYPHENED = re.compile(r"[A-Z][a-z]{0,6}-[a-z]{1,6}(?: [A-Z][a-z]+)?$")
"""A Korean given name behind the family name: `Ji-young`."""
_INITIAL = re.compile(r"[A-Z][\w'’-]+ (?:[A-Z]\.)+ [A-Z]|(?:[A-Z]\.\s?){1,3}[A-Z]")
_SHOUTED = re.compile(r"(?<=[a-zà-ÿ]),?(?: [A-Z]{2,})+$")
"""`Jane Roe LINDVIK TODAY`: the paper behind the name."""
_NOT_NAMES: Final = frozenset(
    "news update updates points key live watch read more report reports opinion analysis review guide letters editorial business politics sport"
    " sports culture science health tech technology travel food weather video photo photos story stories special series edition staff team"
    " desk bureau newsletter alert alerts exclusive breaking interview column podcast award prize day week fashion award park hotel music"
    " beach city county island valley falls coast"
    " observer gazette chronicle examiner inquirer dispatch courier monitor globe magazine radio tv online"
    " redaktion politik wirtschaft kultur wissen meinung panorama rédaction politique économie opinión economía deportes cultura".split()
)
_GIVEN = re.compile(r"[一-龥々]{1,3}|[ぁ-ん]{2,4}|[ァ-ヶー]{2,4}")
_CHINESE = re.compile(r"[一-龥]{2,3}$")
_BARS = re.compile(r"(?:(?<!\s)\s++)?[|·•]\s*+|\s[–—-]\s|\s(?=[一-龥]{2,4}\s?[：:])")
_LED = re.compile(r"\b(?:by|von|par|por) (?=[A-ZÀ-Þ])", re.IGNORECASE)
_TO_DATE = re.compile(r"(?<!\s)\s++(?:on|am|le|el|at|posted|published|updated)\b.{0,12}$", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:\s*\|.*|[\s,]+\d.*|\s*(?:published|posted|updated)\b.*|\s+follow|\s*(?<=[a-zà-ÿ])(?:[A-Z]\w+ ){0,3}(?:Reporter|Editor|Writer|Correspondent)"
    r"|,?\s+(?:\w+ )?(?:Redakteur|Korrespondent|Reporter)(?:in)?)$",
    re.IGNORECASE,
)
"""What stands behind an author's name on one line."""
_GLUED = re.compile(r"^by(?=[A-Z])")
_EASTERN_AND = re.compile(r"[、,，・]\s?|\s(?=[一-龥]{2,3}(?:\s|$))")
_OFFICE = re.compile(
    r"記者|特派員|委員|[県市区町村郡都府道省庁部局社会党面欄版課館園校駅線式賞展号]$|市長|知事|首相|大臣|議員|監督|選手|教授|会長|社長|事件|原発|問題|政治|経済|製薬|製作|工業|商事|商店|銀行|電機|電気|建設|運輸"
)
_NOT_CHINESE = re.compile(
    r"[区區省市县縣街版网網报報榜社局部厅院校园周年山河湖海江桥路站队盘价股钱车房路杯赛会會书書]$|马拉松|馬拉松|新闻|文化|金融|高考|高校|高科技|石油"
    r"|[马馬](?:德里|尼拉|里[兰蘭]|其[顿頓])|金沙萨|石家[庄莊]|[张張]家口|秦皇[岛島]|夏威夷|孟加拉|黎巴嫩|高加索"
)
"""Places, bodies and things that begin like a family name."""


@lru_cache(maxsize=512)
def signature(line: str) -> tuple[str, ...]:
    """The people a line names and nothing else, but for where they are; empty where it may be anything else."""
    text = line.strip(" ·|–—-")
    if not 2 <= len(text) <= LONGEST or any(map(str.isdigit, text)):
        return ()
    if not text.isascii() and re.search(r"[一-龥]", text):
        return _eastern(text)
    names = text
    agency: tuple[str, ...] = ()
    for one in sorted(AGENCIES, key=len, reverse=True):
        if text.endswith(f" {one}"):
            names, agency = text.removesuffix(one).rstrip(" ,/|-–—"), (one,)
            break
    names = _SHOUTED.sub("", names)
    found = _western(names) or _western(_PLACE.sub("", names))
    return (*found, *agency) if found else ()


@lru_cache(maxsize=512)
def signed(line: str) -> tuple[str, ...]:
    """Who is named right under a headline with what belongs to no name behind it: how long ago, how long to read, an office.

    `Jane Roe 2 minutes read`, `Jane Roe|Published 1 day ago`, `byJane Roe`. What stands behind it, or `by` in front, says that
    the line names somebody, so that the name need not be a known one.
    """
    text = _GLUED.sub("", _BEHIND.sub("", line)).strip(" ,|·–—-\u00a0")
    if text == line.strip():
        return ()
    if not 2 <= len(text) <= LONGEST or any(map(str.isdigit, text)) or text.isupper():
        return ()
    parts = [part for part in _AND.split(text) if part]
    return tuple(parts) if parts and len(parts) <= NAMES and all(map(_may_be_person, parts)) else ()


def _may_be_person(text: str) -> bool:
    plain = {word.casefold().strip(".") for word in text.split()}
    return like_a_name(text) and plain.isdisjoint(_NOT_NAMES) and plain.isdisjoint(NOT_PEOPLE)


def _western(text: str) -> tuple[str, ...]:
    parts = tuple(_AND.split(text))
    return parts if len(parts) <= NAMES and all(map(_is_person, parts)) else ()


def _is_person(text: str) -> bool:
    """`Jane Roe`, `Kim Ji-young`, `Ann B. Day`, `JANE ROE`."""
    if not like_a_name(text):
        return False
    words = text.split()
    plain = {word.casefold().strip(".") for word in words}
    if not plain.isdisjoint(_NOT_NAMES) or not plain.isdisjoint(NOT_PEOPLE):
        return False
    first = words[0].capitalize() if words[0].isupper() and len(words[0]) > 2 else words[0]
    if first in KOREAN_FAMILY and _HYPHENED.match(" ".join(words[1:])):
        return True
    return (
        _unaccented(first) in _KNOWN
        or all(_unaccented(part) in _KNOWN for part in first.split("-"))
        or _INITIAL.match(text) is not None
    )


def _unaccented(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word


_KNOWN: Final = frozenset(map(_unaccented, FEMALE | MALE | GIVEN))


def _eastern(text: str) -> tuple[str, ...]:
    """Japanese and Chinese names by their family names; one that both could be is the same either way."""
    if _japanese(text):
        return (text,)
    parts = tuple(_EASTERN_AND.split(text))
    if len(parts) > NAMES:
        return ()
    if all(map(_japanese, parts)):
        return parts
    # Two signs alone may be a place or a section: `江苏`, `文化`.
    return parts if all(map(_chinese, parts)) and max(map(len, parts)) == CHINESE else ()


def _japanese(text: str) -> bool:
    """A known family name, and a given name that is no office."""
    family = next((text[:size] for size in (3, 2) if text[:size] in JAPANESE_FAMILY), "")
    given = text[len(family) :].strip(" \u3000")
    return bool(family) and _GIVEN.fullmatch(given) is not None and not _OFFICE.search(given)


def _chinese(text: str) -> bool:
    return (
        len(text) in {2, 3}
        and text[0] in CHINESE_FAMILY
        and _CHINESE.match(text) is not None
        and not _NOT_CHINESE.search(text)
    )


def beside_date(line: str) -> tuple[str, ...]:
    """Who signs on the line of the date: `Jane Roe · Nov. 2, 2026`, `Submitted by Jane Roe on …`, `来源：… 作者：…`."""
    start = 0
    pieces: list[str] = []
    for begins, _, ends in [*find_dates(line), (len(line), None, len(line))]:
        pieces += _BARS.split(line[start:begins])
        start = ends
    for piece in pieces:
        led = _LED.search(piece)
        text = _TO_DATE.sub("", piece[led.start() :] if led else piece).strip(" ,:-–—()")
        if text and (names := bylines(text) or signature(text)):
            return names
    return ()

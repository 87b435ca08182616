"""Names that stand alone where a byline stands, with nothing that says so: `María Gómez, Madrid`, `山田太郎`, `王小明 李华`.

Such a line may as well be a section, a place or a company. It is a name when it begins with a known given name (or with a
family name where that stands first) and none of its words is one that names places and papers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

from audiopress.languages.names import name_lists, signing_given
from audiopress.languages.pack import pack, page_packs
from audiopress.languages.phrases import alternation, forms, is_word
from audiopress.languages.scripts import HAN
from audiopress.languages.tags import NONE
from audiopress.segment.page.bylines import AGENCIES, LINE, bylines, like_a_name
from audiopress.segment.page.dates import find_dates

LONGEST: Final = 80
"""Letters of a line that names several."""
ROW: Final = 4
"""Words of the shortest line that names two with nothing between."""
PARTICLE: Final = 3
"""Letters of the longest particle."""
NAMES: Final = 4
"""People who sign a story without `by`."""
_HYPHENED = re.compile(r"[A-Z][a-z]{0,6}-[a-z]{1,6}(?: [A-Z][a-z]+)?$")
"""A Korean given name behind the family name: `Ji-young`."""
_INITIAL = re.compile(r"[A-Z][\w'’-]+ (?:[A-Z]\.)+ [A-Z]|(?:[A-Z]\.\s?){1,3}[A-Z]")
_SHOUTED = re.compile(r"(?<=[a-zà-ÿ]),?(?: [A-Z]{2,})+$")
"""`Jane Roe LINDVIK TODAY`: the paper behind the name."""
_BARS = re.compile(r"(?:(?<!\s)\s++)?[|·•]\s*+|\s[–—-]\s|\s(?=[一-龥]{2,4}\s?[：:])")
_COUNT = re.compile(r"\s\d+$")
"""How many comments there are, behind the name."""
_TAIL = re.compile(r"(?:(?<!\s)\s*+\|.*|(?<![\s,])[\s,]++\d.*)$")
"""How long ago it was, and how long it takes to read, behind an author's name."""


class _Words(NamedTuple):
    """What the languages of a page have around names that stand alone."""

    joins: re.Pattern[str]
    place: re.Pattern[str]
    led: re.Pattern[str]
    dated: re.Pattern[str]
    """What stands between the names and the date behind them."""
    not_names: frozenset[str]
    glued: re.Pattern[str]
    """`by` with no space behind it, as pages do that set the name in an element of its own."""


@cache
def _words(language: str) -> _Words:
    packs = page_packs(language)
    found = [one.page.bylines for one in packs]
    joins, places = (alternation(text for one in found for text in getattr(one, key)) for key in ("joins", "places"))
    by = alternation(
        str(row[0])
        for one in found
        for phrase in one.by
        for row in forms(phrase)
        if len(row) == 1 and is_word(str(row[0]))
    )
    dates = [one.page.dates for one in packs]
    dated = alternation(word for one in dates for word in (*one.of, *one.at, *one.published, *one.updated))
    return _Words(
        joins=re.compile(rf",? (?:{joins}|&) |, ?| / | ?[|·•] ?"),
        place=re.compile(
            rf"(?:, | / | \| | · | [–—-] |,? (?:{places}) (?=[A-ZÀ-Þ])|\s?\((?:(?:{places}) )?)(?P<place>[A-ZÀ-Þ][^\d,|/()]{{1,40}})\)?$"
        ),
        led=re.compile(rf"\b(?:{by}) (?=[A-ZÀ-Þ])", re.IGNORECASE),
        dated=re.compile(rf"(?<!\s)\s++(?:{dated})\b.{{0,12}}$", re.IGNORECASE),
        not_names=frozenset().union(*(one.not_people for one in found)),
        glued=re.compile(rf"^(?:{by})(?=[A-ZÀ-Þ][^\W\d_])"),
    )


@lru_cache(maxsize=512)
def signature(line: str, language: str = NONE) -> tuple[str, ...]:
    """The people a line names and nothing else, but for where they are; empty where it may be anything else."""
    text = line.strip(" ·|–—-")
    if not 2 <= len(text) <= LONGEST or any(map(str.isdigit, text)):
        return ()
    if not text.isascii() and HAN.search(text):
        own = pack(language).part("bylines")
        return tuple(own.signature(text)) if own is not None else ()
    names = text
    agency: tuple[str, ...] = ()
    for one in sorted(AGENCIES, key=len, reverse=True):
        if text.endswith(f" {one}"):
            names, agency = text.removesuffix(one).rstrip(" ,/|-–—"), (one,)
            break
    names = _SHOUTED.sub("", names)
    found = (
        _western(names, language)
        or _in_bars(names, language)
        or _western(_words(language).place.sub("", names), language)
    )
    return (*found, *agency) if found else ()


@lru_cache(maxsize=512)
def signed(line: str, language: str) -> tuple[str, ...]:
    """Who is named right under a headline with what belongs to no name behind it, or with `by` glued to it.

    `Jane Roe 2 minutes read`, `Jane Roe|Published 1 day ago`, `byJane Roe`: these say that the line names somebody, so that
    the name need not be a known one.
    """
    if len(line) > LINE:
        return ()
    text = _words(language).glued.sub("", _TAIL.sub("", line)).strip(" ,|·–—-\u00a0")
    if text == line.strip() or not 2 <= len(text) <= LONGEST or any(map(str.isdigit, text)) or text.isupper():
        return ()
    parts = [part for part in _words(language).joins.split(text) if part]
    named = len(parts) <= NAMES and all(_may_be_person(part, language) for part in parts)
    return tuple(parts) if named else ()


@lru_cache(maxsize=512)
def named(line: str, language: str) -> tuple[str, ...]:
    """The people that a line names, known names or not, where its place says that somebody is named; nothing else is in it."""
    text = line.strip(" ,|·–—-\u00a0")
    if not 2 <= len(text) <= LONGEST or any(map(str.isdigit, text)) or (text.isupper() and " " not in text):
        return ()
    parts = [part for part in _words(language).joins.split(text) if part]
    if parts and len(parts) <= NAMES and all(_may_be_person(part, language) for part in parts):
        return tuple(parts)
    return _in_a_row(text, language)


def _in_a_row(text: str, language: str) -> tuple[str, ...]:
    """`Jane Roe Ann B. Day Luc Martin`: names with nothing between, told apart by the known given names."""
    words = text.split()
    if not ROW <= len(words) <= 3 * NAMES:
        return ()
    rows: list[list[str]] = [[]]
    for word in words:
        if len(rows[-1]) > 1 and _unaccented(word) in _known():
            rows.append([])
        rows[-1].append(word)
    names = tuple(" ".join(row) for row in rows)
    return names if len(names) > 1 and all(_may_be_person(name, language) for name in names) else ()


def _in_bars(text: str, language: str) -> tuple[str, ...]:
    """`Jane Roe | Ósk Day`: of several people with a bar between the first need be known; a place is one word, or a city's."""
    parts = tuple(part.strip() for part in re.split(r" [|·•] ", text))
    if not 1 < len(parts) <= NAMES or not _is_person(parts[0], language):
        return ()
    return parts if all(_may_be_person(part, language) for part in parts) else ()


def _may_be_person(text: str, language: str) -> bool:
    words = text.split()
    # `Von der Leyen` is no author's whole name.
    if len(words) > 1 and words[1].islower() and len(words[0]) <= PARTICLE:
        return False
    plain = {word.casefold().strip(".") for word in words}
    return (
        like_a_name(text, language)
        and plain.isdisjoint(_words(language).not_names)
        and plain.isdisjoint(name_lists().not_people)
    )


def _western(text: str, language: str) -> tuple[str, ...]:
    parts = tuple(_words(language).joins.split(text))
    return parts if len(parts) <= NAMES and all(_is_person(part, language) for part in parts) else ()


def _is_person(text: str, language: str) -> bool:
    """`Jane Roe`, `Kim Ji-young`, `Ann B. Day`, `JANE ROE`."""
    if not like_a_name(text, language):
        return False
    words = text.split()
    plain = {word.casefold().strip(".") for word in words}
    if not plain.isdisjoint(_words(language).not_names) or not plain.isdisjoint(name_lists().not_people):
        return False
    first = words[0].capitalize() if words[0].isupper() and len(words[0]) > 2 else words[0]
    if first in name_lists().family and _HYPHENED.match(" ".join(words[1:])):
        return True
    return (
        _unaccented(first) in _known()
        or all(_unaccented(part) in _known() for part in first.split("-"))
        or _INITIAL.match(text) is not None
    )


def _unaccented(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word


@cache
def _known() -> frozenset[str]:
    return frozenset(map(_unaccented, signing_given()))


def beside_date(line: str, language: str = NONE) -> tuple[str, ...]:
    """Who signs on the line of the date: `Jane Roe · Nov. 2, 2026`, `Submitted by Jane Roe on …`, `来源：… 作者：…`."""
    start = 0
    pieces: list[str] = []
    for begins, _, ends in [*find_dates(line, "UTC", language), (len(line), None, len(line))]:
        pieces += _BARS.split(line[start:begins])
        start = ends
    words = _words(language)
    texts = []
    for piece in pieces:
        led = words.led.search(piece)
        texts.append(words.dated.sub("", piece[led.start() :] if led else piece).strip(" ,:-–—()/"))
    told = [text for text in texts if any(map(str.isalpha, text))]
    for text in told:
        if names := bylines(text, language) or signature(text, language):
            return names
    # Beside its date a name need not be a known one, where nothing else is there.
    return named(_COUNT.sub("", told[0]), language) if told and (len(told) == 1 or line.startswith(told[0])) else ()

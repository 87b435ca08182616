"""Signatures: names that stand alone where a byline stands, without `by`: `María Gómez, Madrid`, `山田太郎`, `王小明 李华`.

Such a line may as well be a section, a place or a company. It is a signature when it begins with a known given name (or
family name, where that stands first) and has no word that is known to be in names of places and papers.
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
from audiopress.segment.page.bylines import AGENCIES, LINE, bylines, like_a_name, without_by
from audiopress.segment.page.dates import find_dates, is_weekday

MAX_LETTERS: Final = 80
"""Letters of a line that is a signature. The bounds here are chosen by hand on labelled pages."""
MIN_ROW_WORDS: Final = 4
"""Words of the shortest line that names two people with nothing between them."""
MAX_PARTICLE_LETTERS: Final = 3
"""Letters of the longest particle of a family name: `van`, `von`."""
MAX_NAMES: Final = 4
"""People in a signature; more of them are a list of something else."""
_HYPHENED = re.compile(r"[A-Z][a-z]{0,6}-[a-z]{1,6}(?: [A-Z][a-z]+)?$")
"""A Korean given name behind the family name: `Ji-young`."""
_AGENCY_ENDS: Final = tuple(f" {one}" for one in sorted(AGENCIES, key=len, reverse=True))
"""The agencies behind a name, the longest first."""
_INITIAL = re.compile(r"[A-Z][\w'’-]+ (?:[A-Z]\.)+ [A-Z]|(?:[A-Z]\.\s?){1,3}[A-Z]")
_PAPER_BEHIND = re.compile(r"(?<=[a-zà-ÿ]),?(?: [A-Z]{2,})+$")
"""The paper in capitals behind a name: `Jane Roe LINDVIK TODAY`."""
_SEPARATORS = re.compile(r"(?:(?<!\s)\s++)?[|·•]\s*+|\s[–—-]\s|\s(?=[一-龥]{2,4}\s?[：:])")
_DIGIT = re.compile(r"[0-9]")
_BAR = re.compile(r" [|·•] ")
_COMMENT_COUNT = re.compile(r"\s\d+$")
"""The number of comments behind a name."""
_AGE_BEHIND = re.compile(r"(?:(?<!\s)\s*+\|.*|(?<![\s,])[\s,]++\d.*)$")
"""The age of a story or the minutes that it takes to read, behind its author's name: `| 2 hours ago`, `4 min read`."""


class _Patterns(NamedTuple):
    """What stands around the names of a signature in the languages of a page."""

    joins: re.Pattern[str]
    """Between two names: `and`, a comma, a bar."""
    place: re.Pattern[str]
    """Where they are, behind the names: `, Madrid`, `(in Rome)`."""
    by: re.Pattern[str]
    """`by` and a space before a name."""
    date_words: re.Pattern[str]
    """What stands between the names and the date behind them: `published on`."""
    not_names: frozenset[str]
    """Words in small letters that are no part of a name."""
    glued_by: re.Pattern[str]
    """`by` without a space behind it, as on pages that have the name in an element of its own."""


@cache
def _patterns(language: str) -> _Patterns:
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
    return _Patterns(
        joins=re.compile(rf",? (?:{joins}|&) |, ?| / | ?[|·•] ?"),
        place=re.compile(
            rf"(?:, | / | \| | · | [–—-] |,? (?:{places}) (?=[A-ZÀ-Þ])|\s?\((?:(?:{places}) )?)(?P<place>[A-ZÀ-Þ][^\d,|/()]{{1,40}})\)?$"
        ),
        by=re.compile(rf"\b(?:{by}) (?=[A-ZÀ-Þ])", re.IGNORECASE),
        date_words=re.compile(rf"(?<!\s)\s++(?:{dated})\b.{{0,12}}$", re.IGNORECASE),
        not_names=frozenset().union(*(one.not_people for one in found)),
        glued_by=re.compile(rf"^(?:{by})(?=[A-ZÀ-Þ][^\W\d_])"),
    )


def _has_digit(text: str) -> bool:
    """Whether a text has a figure of any kind, a raised one among them."""
    return _DIGIT.search(text) is not None if text.isascii() else any(map(str.isdigit, text))


@lru_cache(maxsize=512)
def signature(line: str, language: str = NONE) -> tuple[str, ...]:
    """The people of a signature with known names, an agency behind them among them; empty for any other line.

    Where they are (`, Madrid`) and the paper may stand behind the names.
    """
    text = line.strip(" ·|–—-")
    if not 2 <= len(text) <= MAX_LETTERS or _has_digit(text):
        return ()
    if not text.isascii() and HAN.search(text):
        own = pack(language).part("bylines")
        return tuple(own.signature(text)) if own is not None else ()
    names = text
    agency: tuple[str, ...] = ()
    if text.endswith(_AGENCY_ENDS):
        one = next(end for end in _AGENCY_ENDS if text.endswith(end))[1:]
        names, agency = text.removesuffix(one).rstrip(" ,/|-–—"), (one,)
    names = _PAPER_BEHIND.sub("", names)
    found = _western(names, language) or _in_bars(names, language)
    if not found and (placeless := _patterns(language).place.sub("", names)) != names:
        found = _western(placeless, language)
    return (*found, *agency) if found else ()


@lru_cache(maxsize=512)
def signed(line: str, language: str) -> tuple[str, ...]:
    """The people of a signature right under a headline that more than the names shows to be one; empty for any other line.

    `Jane Roe 2 minutes read`, `Jane Roe|Published 1 day ago`, `byJane Roe`: the names need not be known ones.
    """
    if len(line) > LINE:
        return ()
    text = _patterns(language).glued_by.sub("", _AGE_BEHIND.sub("", line)).strip(" ,|·–—-\u00a0")
    if text == line.strip() or not 2 <= len(text) <= MAX_LETTERS or _has_digit(text) or text.isupper():
        return ()
    parts = [part for part in _patterns(language).joins.split(text) if part]
    named = len(parts) <= MAX_NAMES and all(_may_be_person(part, language) for part in parts)
    return tuple(parts) if named else ()


@lru_cache(maxsize=512)
def named(line: str, language: str) -> tuple[str, ...]:
    """The people of a signature that its place shows to be one, known names or not; empty where a line has more than names."""
    text = line.strip(" ,|·–—-\u00a0")
    if not 2 <= len(text) <= MAX_LETTERS or _has_digit(text) or (text.isupper() and " " not in text):
        return ()
    parts = [part for part in _patterns(language).joins.split(text) if part]
    if parts and len(parts) <= MAX_NAMES and all(_may_be_person(part, language) for part in parts):
        return tuple(parts)
    return _in_a_row(text, language)


def _in_a_row(text: str, language: str) -> tuple[str, ...]:
    """The names of a row without anything between, split before known given names: `Jane Roe Ann B. Day Luc Martin`."""
    words = text.split()
    if not MIN_ROW_WORDS <= len(words) <= 3 * MAX_NAMES:
        return ()
    rows: list[list[str]] = [[]]
    for word in words:
        if len(rows[-1]) > 1 and _unaccented(word) in _known():
            rows.append([])
        rows[-1].append(word)
    names = tuple(" ".join(row) for row in rows)
    return names if len(names) > 1 and all(_may_be_person(name, language) for name in names) else ()


def _in_bars(text: str, language: str) -> tuple[str, ...]:
    """The names of a line with bars between them, of which the first is a known one: `Jane Roe | Ósk Day`."""
    parts = tuple(part.strip() for part in _BAR.split(text))
    if not 1 < len(parts) <= MAX_NAMES or not _is_person(parts[0], language):
        return ()
    return parts if all(_may_be_person(part, language) for part in parts) else ()


def _may_be_person(text: str, language: str) -> bool:
    """Whether a text has the form of a name, known or not, and no word that is in no name."""
    words = text.split()
    # `Von der Leyen` is no author's whole name.
    if len(words) > 1 and words[1].islower() and len(words[0]) <= MAX_PARTICLE_LETTERS:
        return False
    plain = {word.casefold().strip(".") for word in words}
    return (
        like_a_name(text, language)
        and plain.isdisjoint(_patterns(language).not_names)
        and plain.isdisjoint(name_lists().not_people)
    )


def _western(text: str, language: str) -> tuple[str, ...]:
    """The names in Latin letters that a text consists of, all of them known; else empty."""
    parts = tuple(_patterns(language).joins.split(text))
    return parts if len(parts) <= MAX_NAMES and all(_is_person(part, language) for part in parts) else ()


def _is_person(text: str, language: str) -> bool:
    """Whether a text is one known name: `Jane Roe`, `Kim Ji-young`, `Ann B. Day`, `JANE ROE`."""
    if not like_a_name(text, language):
        return False
    words = text.split()
    plain = {word.casefold().strip(".") for word in words}
    if not plain.isdisjoint(_patterns(language).not_names) or not plain.isdisjoint(name_lists().not_people):
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
    """The word without accents; one without a Latin letter as it is."""
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word


@cache
def _known() -> frozenset[str]:
    """Given names that sign articles, without accents."""
    return frozenset(map(_unaccented, signing_given()))


def beside_date(line: str, language: str = NONE) -> tuple[str, ...]:
    """The people who sign on the line of the date: `Jane Roe · Nov. 2, 2026`, `Submitted by Jane Roe on …`, `来源：… 作者：…`."""
    start = 0
    pieces: list[str] = []
    for begins, _, ends in [*find_dates(line, "UTC", language), (len(line), None, len(line))]:
        pieces += _SEPARATORS.split(line[start:begins])
        start = ends
    words = _patterns(language)
    texts = []
    for piece in pieces:
        led = words.by.search(piece)
        texts.append(words.date_words.sub("", piece[led.start() :] if led else piece).strip(" ,:-–—()/"))
    told = [text for text in texts if any(map(str.isalpha, text)) and not is_weekday(text, language)]
    for text in told:
        if names := bylines(text, language) or signature(text, language):
            return names
    # Beside its date a name need not be a known one, where nothing else is there.
    return (
        named(without_by(_COMMENT_COUNT.sub("", told[0]), language), language)
        if told and (len(told) == 1 or line.startswith(told[0]))
        else ()
    )

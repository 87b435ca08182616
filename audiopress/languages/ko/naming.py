"""Korean names: `항만공사 김민서 사장` and `김민서 항만공사 사장` are `김민서`; `한 주민`, `해양수산부 관계자` name nobody and stay whole."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from audiopress.languages.naming import Naming, rest_of
from audiopress.languages.plain_quotes import any_of
from audiopress.languages.schema import Quotes
from audiopress.languages.scripts import HANGUL

BODY: Final = 3
"""Syllables of the shortest body's name that is told from a common noun by its ending (`국토부`, not `요구`)."""
FOREIGN: Final = 6
"""Syllables of the longest word of a foreign name."""
_BRACKET = re.compile(r"\([^()]*+\)")
_HIDDEN = re.compile(r"([가-힣])(?:모 ?씨?| ?씨)")
_PARTICLE: Final = r"(?:은|는|이|가|을|를|의|와|과|도|에게|에|씨)?(?![가-힣])"
"""What may follow a name that stands behind its title: `시장 박서준은`."""


class KoreanNames(Naming):
    """A family name of one syllable (rarely two) and a given name of two, as nearly all Koreans have."""

    def __init__(self, words: Quotes) -> None:
        """By the family names, titles, bodies and nations of `[quotes]`."""
        self._titles = words.titles
        self._longest = sorted(words.titles, key=len, reverse=True)
        self._any_title = any_of(words.titles)
        self._name = re.compile(rf"(?:{any_of(words.family)})[가-힣]{{2}}")
        self._body = re.compile(rf".+(?:{any_of(words.bodies)})")
        self._ministry = re.compile(rf"[가-힣]{{2,}}(?:{any_of(words.ministries)})")
        self._country = re.compile(rf"(?:[가-힣]{{1,4}}국|{any_of(words.nations | words.former)})")

    def plain(self, phrase: str) -> str:
        """As the base says."""
        if not HANGUL.search(phrase):
            return phrase
        # `30대 김모씨` without its number.
        words = _BRACKET.sub(" ", phrase.removeprefix("대 ").removeprefix("세 ")).split()
        bare = words
        while len(bare) > 1 and any(bare[-1].endswith(title) for title in self._titles):
            bare = bare[:-1]
        if len(bare) == len(words):
            # No title: a person, or a body with all the words of its name.
            name = next(
                (
                    bare[-1].removesuffix(title)
                    for title in self._longest
                    if bare[-1].endswith(title) and len(bare[-1]) > len(title) + 1
                ),
                bare[-1],
            )
            return name if self.is_full(name) or len(words) == 1 else phrase
        people = [word for word in bare if self.is_full(word) and word not in self._titles]
        while len(bare) > 1 and self._country.fullmatch(bare[-1]):
            bare = bare[:-1]
        last = bare[-1]
        foreign = not self._name.fullmatch(last) and not self._body.fullmatch(last) and len(last) > 1
        if foreign and len(last) <= FOREIGN:
            given = bare[-2] if len(bare) > 1 else ""
            beside = given and not self._body.fullmatch(given) and not self._country.fullmatch(given) and len(given) > 1
            return f"{given} {last}" if beside else last
        return people[-1] if people else phrase

    def is_full(self, word: str) -> bool:
        """`김민서`, and not `국토부`, which begins like a name."""
        return self._name.fullmatch(word) is not None and self._ministry.fullmatch(word) is None

    def can_speak(self, phrase: str) -> bool:
        """A title, a full name or a body's ending stands at the end of the words."""
        if not HANGUL.search(phrase):
            return True
        last = _BRACKET.sub("", phrase).split()[-1:]
        return any(
            word.endswith(tuple(self._titles))
            or self._name.fullmatch(word) is not None
            or (len(word) >= BODY and self._body.fullmatch(word) is not None)
            for word in last
        )

    def namesakes(self, text: str, name: str) -> int:
        """People called `김모씨`, told apart by their ages."""
        found = _HIDDEN.fullmatch(name)
        return _of_family(text, found[1]) if found else 0

    def longer(self, name: str) -> str:
        """`김 시장` is `김민서` elsewhere, `카슨` is `레이철 카슨`."""
        if not HANGUL.search(name):
            return ""
        words = name.split()
        if len(words[0]) == 1 and (len(words) == 1 or words[-1] in self._titles):
            family = re.escape(words[0])
            return (
                rf"(?<![가-힣])({family}[가-힣]{{2}})(?=\s?(?:\(|[가-힣 ]{{0,12}}?(?:{self._any_title})))"
                rf"|(?:{self._any_title})(?:인|이던|였던)?\s({family}[가-힣]{{2}})(?={_PARTICLE})"
            )
        if len(words) == 1 and not self._name.fullmatch(name):
            return rf"(?<![가-힣])([가-힣]{{2,{FOREIGN}}} {re.escape(name)})(?=\s?(?:\(|{self._country.pattern} |{self._any_title}))"
        return ""

    def is_longer(self, full: str, name: str) -> bool:
        """Not with an office, a body or a country beside it."""
        rest = rest_of(full, name)
        return rest not in self._titles and not self._body.fullmatch(rest) and not self._country.fullmatch(rest)


@lru_cache(maxsize=64)
def _of_family(text: str, family: str) -> int:
    """How many, kept because a text names such people again and again."""
    return len(set(re.findall(rf"\d+(?=[대세][^.\n“”]{{0,12}}?{family}모 ?씨)|(?<={family}모씨\()\d+", text)))

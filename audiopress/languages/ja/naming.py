"""Japanese names: `島民の鈴木一郎さん` is `鈴木一郎`."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.naming import Naming, rest_of
from audiopress.languages.plain_quotes import any_of
from audiopress.languages.schema import Quotes

SHORT: Final = 2
"""Signs of the shortest name."""
_CLAUSE = re.compile(r".*(?:から|まで|を|で|に)[^ァ-ヶ]*?[ぁ-ん](?=[一-龥々ァ-ヶA-Z][一-龥々ァ-ヶーA-Za-z・]+$)")
"""What tells of somebody before the name: `島で育った佐藤花子`."""
_NAME_SIGN = re.compile(r"[一-龥々ァ-ヶA-Za-z]")


class JapaneseNames(Naming):
    """The title stands behind the name, what tells of its bearer before it."""

    def __init__(self, words: Quotes) -> None:
        """By the titles and nations of `[quotes]`."""
        self._titles = words.titles
        self._longest = sorted(words.titles, key=len, reverse=True)
        self._any_title = any_of(words.titles)
        former, nation = any_of(words.former) or "(?!)", any_of(words.nations) or "(?!)"
        self._former = re.compile(rf"(?:{former})$")
        self._beside = re.compile(rf"(?:{former}|{nation})+")
        self._of_a_nation = re.compile(rf"(?<=[ァ-ヶー])(?:{nation}|{former})+$")

    def plain(self, phrase: str) -> str:
        """As the base says."""
        name = phrase
        for title in self._longest:
            if name.endswith(title) and len(name) > len(title) + 1:
                name = name.removesuffix(title)
                break
        else:
            return phrase
        clause = _CLAUSE.match(name)
        name = name[clause.end() :] if clause else name
        tail = name.rpartition("の")[2]
        if len(tail) >= SHORT and _NAME_SIGN.match(tail):
            name = tail
        return self._of_a_nation.sub("", self._former.sub("", name)) or phrase

    def longer(self, name: str) -> str:
        """`鈴木` is `鈴木一郎` before a bracket or a title."""
        return rf"({re.escape(name)}(?!{self._any_title})[一-龥々ぁ-んァ-ヶ]{{1,4}}?)(?=[（(]|{self._any_title})"

    def is_longer(self, full: str, name: str) -> bool:
        """Not with a title, a nation or `former` beside it."""
        rest = rest_of(full, name)
        return not self._beside.fullmatch(rest) and rest not in self._titles

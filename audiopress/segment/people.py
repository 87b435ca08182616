"""Who is named in a text: full names, and the full name that a surname, a title or a pronoun stands for.

A short form that could be two people is doubt: it resolves to nothing, and the narrator keeps the quote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from audiopress.segment.languages.tables import Table

_WORD = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Lt|Col|Sgt|Capt|Maj|Rev|Hon|Pres|Sir|[A-Z])\.(?= )"
    r"|(?:(?:al|el|O|D|d|Mc|Mac)[-'’])?[A-ZÀ-ÖØ-ÞŠŽ](?:[\w'’]|-(?=\w)|\.(?=\w))*)"
)
_PARTICLE = r"(?:von|van|der|den|de|del|della|di|da|dos|bin|ibn|al|el|le|la|ter|zu|y|e)"
NAME: Final = re.compile(rf"{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD})*")
"""Capitalised words in a row, with particles between them."""

KOREAN_FAMILY: Final = frozenset(
    (
        "Kim Lee Park Choi Jung Jeong Kang Cho Jo Yoon Yun Jang Lim Im Han Oh Seo Suh Shin Kwon Hwang Ahn An Song Yoo Yu Hong"
        " Jeon Ko Go Moon Son Yang Bae Baek Heo Huh Nam Shim Roh Noh Ha Joo Ju Koo Ku Min Ryu Na Jin Ji Um Eom Chae Won Cheon"
        " Bang Kong Gong Hyun Byun Yeom Chu Do So Seol Ban Wang Geum Ok Yook Pyo Myung Ki Sung Chung Rhee Pak"
        " Xi Li Wang Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Mao Deng Jiang"
    ).split()
)
"""Family names that stand first: Korean and Chinese ones as newspapers write them."""


DOMINANT: Final = 3
"""How many times more often one of two people with the same surname must be named to be meant by it alone."""
NOT_PEOPLE: Final = frozenset(
    (
        "north south east west northern southern eastern western central new united states state kingdom republic democratic korea"
        " korean china chinese japan japanese russia russian america american americans british britain england france french germany"
        " german europe european asia asian africa african india indian israel israeli iran iranian iraq syria ukraine canada"
        " mexico australia london paris berlin tokyo seoul beijing washington york angeles moscow brussels pyongyang"
        " university college school institute party court house senate congress parliament committee commission council department"
        " ministry agency office bureau administration government army navy police force street avenue road park square bridge"
        " island islands sea ocean river bay lake mountain county city town village province district league cup team club bank"
        " company corp inc ltd group association society union foundation center centre hospital church museum theatre theater times"
        " post journal news daily press tribune herald guardian television radio network twitter facebook google internet"
        " democrat democrats republican republicans gop labour conservative liberal christian muslim jewish catholic islam"
        " act bill law amendment agreement treaty summit conference olympics war day week month year christmas easter"
    ).split()
)
"""Words that name places, bodies and peoples: a name with one of them in it is nobody's."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: the words at [start, end), titles included; `name` without them."""

    start: int
    end: int
    name: str
    title: str


class People:
    """The people of one text."""

    def __init__(self, text: str, table: Table) -> None:
        """Read every name once; linear in the text."""
        self.text, self.table = text, table
        self._lower = set(re.findall(r"\b[a-zà-ÿ]+\b", text))
        self.mentions = [m for m in (self._mention(found) for found in NAME.finditer(text)) if m is not None]
        self._starts = [m.start for m in self.mentions]
        self._full: dict[str, set[str]] = defaultdict(set)
        self._counts: Counter[str] = Counter()
        self._titled: dict[str, set[str]] = defaultdict(set)
        for mention in self.mentions:
            if " " in mention.name:
                for key in self._keys(mention.name):
                    self._full[key].add(mention.name)
                self._counts[mention.name] += 1
            if mention.title:
                for word in mention.title.lower().split():
                    if word in table.titles:
                        self._titled[word].add(self.surname(mention.name))

    def _mention(self, found: re.Match[str]) -> Mention | None:
        words = found[0].split(" ")
        start = found.start()
        while words and (words[0].lower().rstrip(".") in self.table.not_names or self._plain_word(words, start)):
            start += len(words[0]) + 1
            words = words[1:]
        if not words:
            return None
        last = max((i for i, w in enumerate(words) if w.lower().strip(".,") in self.table.titles), default=-1)
        title, name = " ".join(words[: last + 1]), " ".join(words[last + 1 :])
        name = re.sub(r"['’]s?$", "", name)
        if not name:
            return None
        return Mention(start, found.end(), name, title)

    def _plain_word(self, words: list[str], start: int) -> bool:
        """`Asked` in `Asked Trump`: the first word of a sentence that the text has in lower case too."""
        if len(words) < 2 or words[0].lower().strip(".,") in self.table.titles or words[0].lower() not in self._lower:
            return False
        lead = self.text[max(0, start - 3) : start].rstrip(" \"“‘'(")
        return not lead or lead[-1] in ".!?\n:—" or "\n" in self.text[max(0, start - 2) : start]

    def _keys(self, name: str) -> set[str]:
        """The short forms a full name goes by: the family name, wherever it stands."""
        words = name.split()
        if words[0] in KOREAN_FAMILY and (len(words) == 2 or "-" in words[1] or len(words) == 3):
            return {words[0]} if words[-1] not in KOREAN_FAMILY or "-" in words[1] else {words[0], words[-1]}
        particles = re.search(rf" ({_PARTICLE} .*)$", name)
        return {words[-1], particles[1]} if particles else {words[-1]}

    def surname(self, name: str) -> str:
        """One form for all the forms of a name."""
        words = name.split()
        if not words:
            return name
        return words[0] if words[0] in KOREAN_FAMILY and len(words) > 1 else words[-1]

    def resolve(self, name: str) -> tuple[str, bool]:
        """The fullest form of a name in the text, and whether it is sure."""
        if " " in name:
            longer = {full for full in self._full.get(self.surname(name), ()) if _within(name, full)}
            return (max(longer, key=len) if longer else name), True
        candidates = self._people(self._full.get(name, set()))
        if len(candidates) == 1:
            return candidates[0], True
        if candidates:
            counts = sorted(((self._times(one), one) for one in candidates), reverse=True)
            if counts[0][0] >= DOMINANT * counts[1][0]:
                return counts[0][1], True
        return name, not candidates

    def _times(self, name: str) -> int:
        """How often a person is named in full, in any of the forms."""
        return sum(count for full, count in self._counts.items() if _within(full, name))

    def _people(self, names: set[str]) -> list[str]:
        """The fullest name of each person: `Joe Biden` and `Joseph Biden` may be two, `Biden` and `Joe Biden` are one."""
        fullest: list[str] = []
        for name in sorted(names, key=len, reverse=True):
            if not any(_within(name, other) for other in fullest):
                fullest.append(name)
        return fullest

    def titled(self, title: str) -> str | None:
        """Who `the minister` is: the one person named with that title, or None."""
        found = self._titled.get(title, set())
        return self.resolve(next(iter(found)))[0] if len(found) == 1 else None

    def is_person(self, mention: Mention) -> bool:
        """Whether a name is somebody's, as far as its words and its other mentions tell."""
        if mention.title:
            return True
        words = mention.name.lower().replace("-", " ").split()
        if any(word.strip(".'’") in NOT_PEOPLE for word in words) or mention.name.isupper():
            return False
        if " " in mention.name:
            return len(words) <= 5
        return mention.name in self._full or mention.name in self._spoke

    @cached_property
    def _spoke(self) -> set[str]:
        """Single names that a verb of saying stands beside somewhere in the text, or that a title does."""
        verbs = self.table.verbs
        found = {name for names in self._titled.values() for name in names}
        for mention in self.mentions:
            if " " in mention.name:
                continue
            after = self.text[mention.end : mention.end + 14].lstrip()
            before = self.text[max(0, mention.start - 12) : mention.start].rstrip().rpartition(" ")[2]
            if verbs.match(after) or verbs.fullmatch(before):
                found.add(mention.name)
        return found

    def before(self, position: int, since: int) -> list[Mention]:
        """The names that begin in [since, position), in order."""
        return self.mentions[bisect_left(self._starts, since) : bisect_left(self._starts, position)]


def _within(short: str, full: str) -> bool:
    """Whether every word of the short form stands in the full one, initials for names included."""
    words = full.split()
    return all(
        word in words or (len(word) == 2 and word[1] == "." and any(w[0] == word[0] for w in words))
        for word in short.split()
    )

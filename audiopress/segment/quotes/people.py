"""Who is named in a text: full names, and the full name that a surname, a title or a pronoun stands for.

A short form that could be two people is doubt: it resolves to nothing sure, and the narrator keeps the quote.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Final

from audiopress.languages.attribution import MAX_KNOWN_WORDS, Table
from audiopress.languages.names import frequent_given, given_men, given_women, name_lists
from audiopress.languages.tokens import small_words
from audiopress.segment.quotes.marks import MarkedSpan
from audiopress.segment.quotes.mentions import WORD, Mention, is_given
from audiopress.segment.quotes.name_forms import (
    begins_name,
    family_first,
    family_name,
    is_nickname,
    is_short_form,
    short_forms,
)
from audiopress.segment.quotes.name_reading import MAX_NAME_WORDS, TextNames
from audiopress.segment.quotes.noun_names import NounNames

MIN_LEAD: Final = 3
"""How many times as often as the next one of a surname somebody is named in full, to be meant by the surname alone."""
NEAR_LETTERS: Final = 1200
"""Letters back in which a full name tells which of two people with one surname is meant."""
MAX_NAMESAKES: Final = 24
"""People of one surname that are told apart; where there are more, the text is a list, and a surname alone means nobody.

These bounds are chosen by hand on quotes with known speakers."""
_WORD = re.compile(WORD)
LETTERS_BEFORE: Final = 24
"""Letters back in which the word before a name stands."""
APPOSITION_LETTERS: Final = 64
"""Letters behind a name in which an apposition tells who it is."""
_APPOSITION = re.compile(r", ([^,.;\n]{3,60})")
_TITLE = re.compile(r"[\w-]+")
_BESIDE = re.compile(r"\b([^\W\d_]+),? $")
"""The word before a name: `his wife, Edda Moe`, `first lady Kim Keon-hee`."""


class People:
    """The people of one text."""

    def __init__(self, text: str, table: Table, quoted: Sequence[MarkedSpan] = ()) -> None:
        """Names inside the `quoted` spans are mentions, but no subjects of a sentence."""
        self.text, self.table = text, table
        self._quoted = [span.start for span in quoted], [span.end for span in quoted]
        self.narration = without_quoted(text, quoted)
        """The text with every quoted word blanked out, of the same length: what grammar looks at."""
        self._lower = small_words(text)
        self._reader = TextNames(text, table, self._lower)
        self.mentions = self._reader.mentions
        self.outside = [m for m in self.mentions if not self.quoted_at(m.start)]
        self._starts = [m.start for m in self.outside]
        self.begins = frozenset(self._starts)
        """Offsets in the text at which a name outside quotes begins."""
        self._full: dict[str, set[str]] = defaultdict(set)
        self._given: dict[str, set[str]] = defaultdict(set)
        self._at: dict[str, list[int]] = defaultdict(list)
        self._meant: dict[str, str] = {}
        self._found: dict[str, list[str]] = {}
        self._persons: dict[int, bool] = {}
        for mention in self.mentions:
            if " " in mention.name:
                self._note(mention)

    @cached_property
    def _surnamed(self) -> Counter[str]:
        """How many people of whom the text says the family name alone: `a driver surnamed Kim`, `both surnamed Lee`."""
        found: Counter[str] = Counter()
        if not any(word in self.text for word in self.table.surname_words):
            return found
        for one in self.table.surnamed.finditer(self.text):
            name = _WORD.match(self.text, one.end())
            if name is not None and one["again"] is None:
                found[name[0]] += 2 if one["several"] else 1
        return found

    def learn(self, name: str, sex: str) -> None:
        """A pronoun stood for somebody: who was `she` is not meant by a later `he`."""
        if sex:
            self._meant.setdefault(name, sex)

    def _note(self, mention: Mention) -> None:
        """A name of several words by its short forms."""
        if self.may_be_person(mention.name) or mention.title:
            for key in short_forms(mention.name):
                if len(self._full[key]) <= MAX_NAMESAKES:
                    self._full[key].add(mention.name)
            self._at[mention.name].append(mention.start)
            given = mention.name.partition(" ")[0]
            if is_given(given) and len(self._given[given]) <= MAX_NAMESAKES:
                self._given[given].add(mention.name)

    @cached_property
    def _honorifics(self) -> dict[str, set[str]]:
        """The words that tell a woman or a man, before each name."""
        found: dict[str, set[str]] = defaultdict(set)
        told = self.table.women | self.table.men
        for mention in self.mentions:
            word = self._word_before(mention.start)
            if word in told:
                found[mention.name].add(word)
            if mention.title:
                found[mention.name].update(told.intersection(mention.title.lower().replace(".", "").split()))
        return found

    def _word_before(self, start: int) -> str:
        """The word before a name; empty where something else stands there."""
        lead = self.text[max(0, start - LETTERS_BEFORE) : start]
        blank, word = lead.rstrip(" ,").rpartition(" ")[1:]
        if blank and word.isalpha():  # most are: no pattern is needed
            return word if lead.endswith((f"{word} ", f"{word}, ")) else ""
        beside = _BESIDE.search(self.text, max(0, start - LETTERS_BEFORE), start)
        return beside[1] if beside else ""

    def known(self, name: str) -> bool:
        """Whether a single word is the short form of a full name, or stands with a title or a verb of saying."""
        return name in self._full or self._has_spoken(name)

    def quoted_at(self, position: int) -> bool:
        """Whether a position lies inside a quote."""
        starts, ends = self._quoted
        index = bisect_right(starts, position) - 1
        return index >= 0 and position < ends[index]

    # ---- what a name stands for

    def resolve(self, name: str, *, title: str = "", sex: str = "", position: int | None = None) -> tuple[str, bool]:
        """The fullest form of a name in the text, and whether it is sure.

        `title` (Mr., Mrs.) or the pronoun's `sex`, and the full names just before `position`, tell two people of one
        surname apart.
        """
        if len(self._full.get(family_name(name), ())) > MAX_NAMESAKES:
            return name, " " in name
        if " " in name:
            longer = [
                full for full in self._people(self._full.get(family_name(name), set())) if is_short_form(name, full)
            ]
            return (longer[0] if len(longer) == 1 else name), True
        candidates = self._credible(self._people(self._full.get(name, set())))
        if self._surnamed[name] + len(candidates) > 1 and self._surnamed[name]:
            return name, False
        if not candidates:
            called = self._people(self._given.get(name, set()))
            return (called[0] if len(called) == 1 else name), True
        introduced = [one for one in candidates if position is None or self._named_between(one, 0, position)]
        candidates = introduced or candidates
        sex = sex or self.sex_of_title(title)
        fitting = [one for one in candidates if self.fits(one, sex)] or candidates
        if len(fitting) == 1:
            return fitting[0], True
        counts = sorted(((self._times(one), one) for one in fitting), reverse=True)
        if counts[0][0] >= MIN_LEAD * counts[1][0]:
            return counts[0][1], True
        near = [
            one
            for one in fitting
            if position is not None and self._named_between(one, position - NEAR_LETTERS, position)
        ]
        if len(near) == 1:
            return near[0], True
        return name, False

    def _credible(self, names: list[str]) -> list[str]:
        """The names that stand for people of their own.

        Not `Smiling Solberg` or `MP Solberg`, whose first word is no given name; nor those whom the text introduces as a
        relative of another (`his daughter Ida Solberg`).
        """
        seen = [one for one in names if begins_name(one.split()[0]) or not self._ordinary(one.split()[0])]
        central = [one for one in seen if not all(self._relative(place) for place in self._at[one])]
        return central or seen or names

    def _ordinary(self, word: str) -> bool:
        return word.isupper() or word.lower() in self._lower or word.endswith(("ing", "ed", "s", "ly"))

    def _relative(self, place: int) -> bool:
        before = self.text[max(0, place - 40) : place].lower().split()[-3:]
        return any(word.strip(",") in self.table.relatives for word in before)

    def _named_between(self, full: str, since: int, until: int) -> bool:
        return any(
            bisect_left(places, since) < bisect_left(places, until)
            for places in (self._at[one] for one in self._forms(full) if one in self._at)
        )

    def _times(self, name: str) -> int:
        """How often a person is named in full, in any of the forms."""
        return sum(self._reader.counts[one] for one in self._forms(name))

    def _forms(self, full: str) -> list[str]:
        """The names in the text that are made of a person's words; looked for among those that end in one of them."""
        if full not in self._found:
            words = full.split()
            ends = dict.fromkeys([*words, *(f"{word[0]}." for word in words)])
            self._found[full] = [
                one for end in ends for one in self._reader.by_last_word.get(end, ()) if is_short_form(one, full)
            ]
        return self._found[full]

    def _people(self, names: Iterable[str]) -> list[str]:
        """The fullest name of each person: `Ida Berg` and `Ida R. Berg` are one, `Ida` and `Nils Berg` are two."""
        fullest: list[str] = []
        for name in sorted(names, key=lambda one: (len(one), one), reverse=True):
            if not any(is_short_form(name, other) or is_nickname(name, other) for other in fullest):
                fullest.append(name)
        return fullest

    def sex(self, name: str) -> str:
        """`f`, `m` or empty: by honorifics in the text, else by the given name."""
        known = self._sex_of(self._honorifics.get(name, set()) | self._honorifics.get(family_name(name), set()))
        given = name.partition(" ")[0]
        if " " in name and given in given_women():
            return "f"
        if " " in name and given in given_men():
            return "m"
        return known or self._meant.get(name, "")

    def told_apart(self, name: str) -> bool:
        """Whether all who bear a surname are named in full, and are few."""
        return not self._surnamed[name] and len(self._full.get(family_name(name), ())) <= MAX_NAMESAKES

    def sex_of_title(self, title: str) -> str:
        """`f` of Mrs, `m` of Mr, empty of Dr."""
        return self._sex_of({title.lower().strip(". ")})

    def _sex_of(self, titles: set[str]) -> str:
        feminine, masculine = bool(titles & self.table.women), bool(titles & self.table.men)
        return "" if feminine == masculine else "f" if feminine else "m"

    def fits(self, name: str, sex: str) -> bool:
        """Whether nothing speaks against a person's being `f` or `m`."""
        return not sex or self.sex(name) in {"", sex}

    def titled(self, title: str, position: int) -> str | None:
        """Who `the minister` is: the one person named with that title before `position`, or None."""
        found = {name for name, place in self._titled.get(title, ()) if place < position}
        full = {self.resolve(name)[0] for name in found}
        return full.pop() if len(full) == 1 else None

    @cached_property
    def _titled(self) -> dict[str, list[tuple[str, int]]]:
        """Titles before names (`Minister Lee`, `the lawyer Ann Day`) and in appositions (`Ann Day, the mayor`)."""
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for mention in self.mentions:
            lead = self.text[max(0, mention.start - LETTERS_BEFORE) : mention.start]
            after = _APPOSITION.match(self.text, mention.end, mention.end + APPOSITION_LETTERS)
            words = [*mention.title.split(), *_TITLE.findall(lead)[-1:], *(_TITLE.findall(after[1]) if after else ())]
            titles = [*filter(None, map(self.table.title_in, words))]
            if not titles or not self.may_be_person(mention.name):
                continue
            if mention.title or " " in mention.name or self.known(mention.name):
                for title in titles:
                    found[title].append((mention.name, mention.start))
        return found

    def may_be_person(self, name: str) -> bool:
        """Whether the words of a name allow it to be somebody's."""
        return may_be_person(name)

    def is_person(self, mention: Mention) -> bool:
        """Whether a name is somebody's, as far as its words and its other mentions tell."""
        if self.table.cases is not None:
            if mention.start not in self._persons:
                self._persons[mention.start] = self.may_be_person(mention.name) and self._nouns.named(mention)
            return self._persons[mention.start]
        if mention.title or mention.name in self._full:
            return True
        return self.may_be_person(mention.name) and (" " in mention.name or mention.name in self._spoke)

    @cached_property
    def _nouns(self) -> NounNames:
        return NounNames(self.text, self.table, self._lower, self.mentions, self._full)

    def _has_spoken(self, name: str) -> bool:
        return self._nouns.spoke(name) if self.table.cases is not None else name in self._spoke

    @cached_property
    def _spoke(self) -> set[str]:
        """Single names that a verb of saying stands beside somewhere in the text, or that a title does."""
        found = {mention.name for mention in self.mentions if mention.title}
        for mention in self.mentions:
            if " " in mention.name:
                continue
            after = self.text[mention.end : mention.end + 14].lstrip()
            before = self.text[max(0, mention.start - 12) : mention.start].rstrip().rpartition(" ")[2]
            kin = before.rstrip(",").lower() in self.table.roles and is_given(mention.name)
            if kin or self.table.verbs.match(after) or self.table.verbs.fullmatch(before):
                found.add(mention.name)
        return found

    def before(self, position: int, since: int) -> list[Mention]:
        """The names outside quotes that begin in [since, position), in order."""
        return self.outside[bisect_left(self._starts, since) : bisect_left(self._starts, position)]


@lru_cache(maxsize=MAX_KNOWN_WORDS)
def may_be_person(name: str) -> bool:
    """Whether the words of a name allow it to be somebody's."""
    if family_first(name):
        return True
    words = name.lower().replace("-", " ").split()
    given = len(words) > 1 and name.partition(" ")[0] in frequent_given()
    if any(word.strip(".'’") in name_lists().not_people for word in words[given:]) or (
        name.isupper() and len(name) > 3
    ):
        return False
    return len(words) <= MAX_NAME_WORDS + 1


def without_quoted(text: str, quoted: Sequence[MarkedSpan]) -> str:
    """The text with the words of every quote blanked out but for their last sign, which may end a sentence."""
    parts, position = [], 0
    for span in quoted:
        inside = text[span.inner_start : span.inner_end]
        keep = len(inside.rstrip(" ’'\"”»\u00a0"))
        keep = keep - 1 if keep and inside[keep - 1] in ".!?…,;:" else keep
        blank = "".join("\n" if sign == "\n" else "_" for sign in inside[:keep]) if "\n" in inside else "_" * keep
        parts += [text[position : span.inner_start], blank, inside[keep:]]
        position = span.inner_end
    return "".join([*parts, text[position:]])

"""Which capitalised words are somebody's name where every noun has a capital (German)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from typing import Final

from audiopress.languages.attribution import MAX_KNOWN_WORDS, Table
from audiopress.languages.names import any_given
from audiopress.segment.quotes.mentions import Mention, at_sentence_start, is_given

LETTERS_BACK: Final = 24
"""Letters back in which the word before a name stands."""
_NOUN = re.compile("[A-ZÄÖÜ][a-zäöüß]+")
_GOES_ON = re.compile(" [a-zäöü]|[.,;:]")
"""What follows a noun in its sentence."""
_LAST_WORD = re.compile(r"(?<!\w)(\w++) $")


@lru_cache(maxsize=MAX_KNOWN_WORDS)
def is_title(table: Table, word: str) -> bool:
    """A word that stands before a name or instead of it."""
    plain = word.lower().strip(".,")
    if plain in table.titles:
        return True
    return table.cases is not None and table.title_endings.end(plain)


def parts(table: Table, words: list[str], index: int) -> bool:
    """Whether the word at `index` stands between two nouns: `Berg der Zeitung`, `Sprecher von Tesla`, not `Ursula von der Leyen`."""
    cases = table.case_words
    word = words[index]
    if word in cases.definite:
        return words[index - 1].lower() not in cases.articled
    if word in cases.fused:
        return True
    if word not in cases.articled:
        return word in cases.binding and index == 1 and not is_given(words[0]) and not is_title(table, words[0])
    article = index + 1 < len(words) and words[index + 1] in cases.definite
    before = sum(not is_title(table, one) for one in words[:index])
    if before > 1 and not is_given(words[index - 1]):
        return True
    after = len(words) - index - 1 - article
    return (before > 1 and after > 1) or (not article and before == 1 == index and not is_given(words[0]))


@lru_cache(maxsize=MAX_KNOWN_WORDS)
def common_noun(table: Table, word: str) -> bool:
    """A word that is surely a common noun."""
    plain = word.lower()
    return table.endings.end(plain) or table.bodies.end(plain) or is_title(table, word)


class NounNames:
    """The evidence of one text: titles, given names, articles before a word, verbs of saying beside it."""

    def __init__(
        self,
        text: str,
        table: Table,
        lower: AbstractSet[str],
        mentions: Sequence[Mention],
        full: Mapping[str, set[str]],
    ) -> None:
        """`lower` are the words that the text has without a capital, `full` the full names by their short forms."""
        self.text, self.table, self.mentions = text, table, mentions
        self._lower, self._full = lower, full
        self._plain_nouns: dict[str, bool] = {}

    def named(self, mention: Mention) -> bool:
        """The same where every noun has a capital: a title, a given name, or a name that the text uses as one."""
        words = mention.name.split()
        if mention.name[:1].islower():
            return mention.name in self._full
        if not is_given(words[0]) and self.table.endings.end(mention.name.lower()):
            return False
        if len(words) > 1 and not is_given(words[0]) and not mention.title and common_noun(self.table, words[0]):
            return False
        if len(words) == 1:
            return bool(mention.title) or (
                not self._is_plain_noun(mention.name)
                and (mention.name in any_given() or self._short_form(mention.name))
            )
        if mention.title or is_given(words[0]) or "." in words[0]:
            return True
        if words[1] in self.table.case_words.particles:
            return words[1] not in self.table.case_words.binding
        if self._bare(mention, words):
            return True
        following = self.text[mention.end : mention.end + 2]
        return self._alone(words[-1]) or (following == " (" and self.text[mention.end + 2 : mention.end + 3].isupper())

    def _bare(self, mention: Mention, words: list[str]) -> bool:
        """Two nouns without an article, an adjective or a number before them: as names stand, and little else."""
        if any(common_noun(self.table, word) or word.lower() in self.table.not_names for word in words):
            return False
        if self._is_plain_noun(words[0]):
            return False
        if at_sentence_start(self.text, mention.start):
            return (
                not words[0].lower().endswith(tuple(self.table.case_words.adverb_endings))
                and words[0].lower() not in self._lower
            )
        word = self.text[max(0, mention.start - 24) : mention.start].rstrip().rpartition(" ")[2]
        return not (
            word.lower() in self.table.articles
            or word.lower() in self.table.oblique
            or word[:1].isdigit()
            or (
                word.islower()
                and self.table.inflected.match(word) is not None
                and self.table.verbs.fullmatch(word) is None
            )
        )

    def _is_plain_noun(self, word: str) -> bool:
        """Whether a capitalised word has an article or a number before it somewhere in the text: a noun, and no name."""
        if word not in self._plain_nouns:
            self._plain_nouns[word] = _NOUN.fullmatch(word) is not None and any(
                self._determined(place) for place in _places(self.text, word)
            )
        return self._plain_nouns[word]

    def _determined(self, place: int) -> bool:
        """Whether an article or a number stands before the word at `place`."""
        lead = _LAST_WORD.search(self.text, max(0, place - LETTERS_BACK), place)
        if lead is None:
            return False
        plain = lead[1][0].lower() + lead[1][1:]
        return plain in self.table.articles or plain in self.table.oblique or plain.isdecimal()

    def _short_form(self, name: str) -> bool:
        """The surname of somebody named in full, the first word of a name, or what stands beside verbs of saying as names do."""
        if any(self._is_named_full(full) for full in self._full.get(name, ())):
            return True
        return any(self._stands_bare(full) for full in self._beginning.get(name, ())) or self.spoke(name)

    def _is_named_full(self, full: str) -> bool:
        words = full.split()
        titled = any(mention.title for mention in self._named.get(full, ()))
        return is_given(words[0]) or titled or "." in words[0] or self._stands_bare(full)

    def _stands_bare(self, full: str) -> bool:
        return any(self._bare(mention, full.split()) for mention in self._named.get(full, ()))

    @cached_property
    def _named(self) -> dict[str, list[Mention]]:
        """The mentions of each name."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.name].append(mention)
        return found

    @cached_property
    def _beginning(self) -> dict[str, list[str]]:
        """Names of several words by the first one: `Thaksin Shinawatra`, who is called `Thaksin`."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._named:
            if " " in name:
                found[name.partition(" ")[0]].append(name)
        return found

    def _alone(self, name: str) -> bool:
        """Whether a word stands somewhere without an article or a preposition before it, as names do."""
        return any(
            not mention.title
            and self._before(mention) not in self._governing
            and (not at_sentence_start(self.text, mention.start) or name.lower() not in self._lower)
            for mention in self._named.get(name, ())
        )

    def spoke(self, name: str) -> bool:
        """Whether a title or, within a sentence, a verb of saying stands before a single name."""
        found = self._named.get(name, ())
        if any(mention.title for mention in found):
            return True
        return not self.table.endings.end(name.lower()) and any(
            not at_sentence_start(self.text, mention.start)
            and self.table.verbs.fullmatch(self._before(mention)) is not None
            for mention in found
        )

    def _before(self, mention: Mention) -> str:
        """The word before a name, in lower case."""
        return self.text[max(0, mention.start - LETTERS_BACK) : mention.start].rstrip().rpartition(" ")[2].lower()

    @cached_property
    def _governing(self) -> frozenset[str]:
        return self.table.articles | self.table.oblique | self.table.prepositions


def _places(text: str, word: str) -> Iterator[int]:
    """Where a text has a noun with what goes on behind it."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if _GOES_ON.match(text, end):
            yield place
        place = text.find(word, end)

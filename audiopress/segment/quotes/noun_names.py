"""Which capitalised words are somebody's name where every noun has a capital (German)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final

from audiopress.languages.attribution import Table
from audiopress.segment.quotes.mentions import ANY_GIVEN, Mention, at_sentence_start, is_given

_PARTICLES: Final = frozenset({"von", "van", "bin", "al", "de", "del", "di"})


def is_title(table: Table, word: str) -> bool:
    """A word that stands before a name or instead of it."""
    plain = word.lower().strip(".,")
    if plain in table.titles:
        return True
    return table.capital_nouns and plain.endswith(table.title_endings)


def parts(table: Table, words: list[str], index: int) -> bool:
    """Whether the word at `index` stands between two nouns: `Berg der Zeitung`, `Sprecher von Tesla`, not `Ursula von der Leyen`."""
    if words[index] in {"der", "den"}:
        return words[index - 1].lower() not in {"von", "van"}
    if words[index] == "vom":
        return True
    if words[index] != "von":
        return False
    article = words[index + 1 : index + 2] == ["der"]
    before, after = index, len(words) - index - 1 - article
    return (before > 1 and after > 1) or (
        not article and before == 1 and not is_given(words[0]) and common_noun(table, words[0])
    )


def common_noun(table: Table, word: str) -> bool:
    """A word that is surely a common noun."""
    plain = word.lower()
    return plain.endswith((*table.endings, *table.bodies)) or is_title(table, word)


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

    def named(self, mention: Mention) -> bool:
        """The same where every noun has a capital: a title, a given name, or a name that the text uses as one."""
        words = mention.name.split()
        if mention.name[:1].islower():
            return False
        if not is_given(words[0]) and mention.name.lower().endswith(self.table.endings):
            return False
        if len(words) > 1 and not is_given(words[0]) and not mention.title and common_noun(self.table, words[0]):
            return False
        if len(words) == 1:
            return bool(mention.title) or (
                mention.name not in self._plain_nouns and (mention.name in ANY_GIVEN or self._short_form(mention.name))
            )
        if mention.title or is_given(words[0]) or "." in words[0] or any(word in _PARTICLES for word in words):
            return True
        if self._bare(mention, words):
            return True
        following = self.text[mention.end : mention.end + 2]
        return self._singles[words[-1]] > 0 or (
            following == " (" and self.text[mention.end + 2 : mention.end + 3].isupper()
        )

    def _bare(self, mention: Mention, words: list[str]) -> bool:
        """Two nouns without an article, an adjective or a number before them: as names stand, and little else."""
        if any(common_noun(self.table, word) or word.lower() in self.table.not_names for word in words):
            return False
        if words[0] in self._plain_nouns:
            return False
        if at_sentence_start(self.text, mention.start):
            return (
                not words[0].lower().endswith(("e", "en", "em", "es", "ich", "end"))
                and words[0].lower() not in self._lower
            )
        word = self.text[max(0, mention.start - 24) : mention.start].rstrip().rpartition(" ")[2]
        return not (
            word.lower() in self.table.articles
            or word.lower() in self.table.oblique
            or word[:1].isdigit()
            or (
                word.islower()
                and word.endswith(("e", "en", "er", "es", "em"))
                and self.table.verbs.fullmatch(word) is None
            )
        )

    @cached_property
    def _plain_nouns(self) -> set[str]:
        """Capitalised words that have an article somewhere in the text: nouns, no names."""
        articles = "|".join(self.table.articles | self.table.oblique)
        return set(re.findall(rf"\b(?i:{articles}|\d+) ([A-ZÄÖÜ][a-zäöüß]+)(?= [a-zäöü]|[.,;:])", self.text))

    def _short_form(self, name: str) -> bool:
        """A word that is the surname of somebody named in full, or that stands beside verbs of saying as a name does."""
        if any(self._is_named_full(full) for full in self._full.get(name, ())):
            return True
        if name in self._first_words:
            return True
        return name in self.spoke

    def _is_named_full(self, full: str) -> bool:
        words = full.split()
        return is_given(words[0]) or full in self._titled_full or "." in words[0] or full in self._bare_full

    @cached_property
    def _first_words(self) -> set[str]:
        """First words of such names: `Thaksin` of `Thaksin Shinawatra`, who is called by it."""
        return {name.partition(" ")[0] for name in self._bare_full}

    @cached_property
    def _bare_full(self) -> set[str]:
        return {one.name for one in self.mentions if " " in one.name and self._bare(one, one.name.split())}

    @cached_property
    def _titled_full(self) -> set[str]:
        return {mention.name for mention in self.mentions if mention.title}

    @cached_property
    def _singles(self) -> Counter[str]:
        """How often a word stands alone, without an article, an adjective or a preposition before it, as names do."""
        found: Counter[str] = Counter()
        for mention in self.mentions:
            if " " in mention.name or mention.title:
                continue
            lead = self.text[max(0, mention.start - 24) : mention.start].rstrip()
            word = lead.rpartition(" ")[2].lower()
            if not (word in self.table.articles or word in self.table.oblique or word in self.table.prepositions):
                found[mention.name] += (
                    not at_sentence_start(self.text, mention.start) or mention.name.lower() not in self._lower
                )
        return found

    @cached_property
    def spoke(self) -> set[str]:
        """Single names that a verb of saying stands beside somewhere in the text, or that a title does."""
        found = {mention.name for mention in self.mentions if mention.title}
        for mention in self.mentions:
            if " " in mention.name:
                continue
            if not self._alone(mention):
                continue
            after = self.text[mention.end : mention.end + 14].lstrip()
            before = self.text[max(0, mention.start - 12) : mention.start].rstrip().rpartition(" ")[2]
            if self.table.verbs.match(after) or self.table.verbs.fullmatch(before):
                found.add(mention.name)
        return found

    def _alone(self, mention: Mention) -> bool:
        """Within a sentence, and nothing that only a noun has before it."""
        if at_sentence_start(self.text, mention.start) or mention.name.lower().endswith(self.table.endings):
            return False
        word = self.text[max(0, mention.start - 24) : mention.start].rstrip().rpartition(" ")[2].lower()
        noun = word in self.table.articles or word in self.table.oblique or word in self.table.prepositions
        return not noun and self.table.verbs.fullmatch(word) is not None

"""The names in a text: runs of capitalised words, cut where a name begins and ends, with titles apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from typing import Final

from audiopress.languages.attribution import MAX_KNOWN_WORDS, Table
from audiopress.languages.names import name_lists
from audiopress.segment.quotes.mentions import (
    PARTICLE,
    PARTICLES,
    Mention,
    at_sentence_start,
    is_given,
    names_in,
)
from audiopress.segment.quotes.name_forms import begins_name
from audiopress.segment.quotes.noun_names import is_title, parts

MAX_NAME_WORDS: Final = 5
"""Words of a person's name; more capitals in a row are a headline. Chosen by hand."""
_PARTICLES_BEFORE = re.compile(rf"(?:^|[,(]| [a-zà-ÿ][^\W\d_]*,?) ((?:{PARTICLE} ){{1,2}})$")
"""The particles before a name, which no noun stands before: not `Sprecher von Berg`."""


@lru_cache(maxsize=MAX_KNOWN_WORDS)
def lone_word(table: Table, word: str) -> tuple[str, str, bool]:
    """What a capitalised word that stands alone can be, wherever it stands: its name, the word in small letters, an opener.

    The name is empty where it is none: a title, a word that begins sentences. An opener is no name at the beginning of a
    sentence either, unless a verb of saying follows.
    """
    plain = word.lower().rstrip(".")
    never = plain in table.not_names or plain in table.prepositions or plain in table.subordinators
    name = "" if never or is_title(table, word) else word.replace("\u00ad", "")
    return name if len(name) > 1 else "", plain, bool(table.openers) and plain.endswith(table.openers)


class TextNames:
    """The names of one text, each read once; linear in the text."""

    def __init__(self, text: str, table: Table, lower: AbstractSet[str]) -> None:
        """`lower` are the words that stand in small letters somewhere in the text."""
        self.text, self.table = text, table
        self._lower = lower
        self._function = (table.prepositions | table.articles | table.subordinators) - set(PARTICLES)
        found = list(self._read())
        self.counts = Counter(one.name for one in found if " " in one.name)
        """How often each name of several words is there."""
        self.mentions = [self._trimmed(one) if " " in one.name else one for one in found]
        self.counts = Counter(one.name for one in self.mentions if " " in one.name)
        if table.cases is not None:
            self.mentions = [one for one in self.mentions if not (one.title and self._is_tied(one))]
        if self._behind_particles:
            self.mentions = [self._particled(one) for one in self.mentions]

    def _read(self) -> Iterator[Mention]:
        """The names as they are written, in order; most runs are a single word, of which little has to be asked."""
        text, table = self.text, self.table
        for run in names_in(text):
            word = run[0]
            if " " in word:
                yield from self._names_of(run)
                continue
            name, plain, opens = lone_word(table, word)
            if name:
                start, end = run.span()
                doubtful = opens or (plain in self._lower and table.cases is None)
                if not (doubtful and at_sentence_start(text, start)) or (
                    opens
                    and (plain not in self._lower or table.cases is not None)
                    and table.verbs.match(text, end + 1) is not None
                ):
                    yield Mention(start, end, name, "")

    @cached_property
    def by_last_word(self) -> dict[str, list[str]]:
        """The names of several words by their last word."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.counts:
            found[name.rpartition(" ")[2]].append(name)
        return found

    def _names_of(self, found: re.Match[str]) -> Iterator[Mention]:
        """The names in a run of capitalised words, without the sentence's first word, titles apart; German runs may hold two."""
        words, start = found[0].split(" "), found.start()
        while words and self._is_opener(words, start):
            start += len(words[0]) + 1
            words = words[1:]
        if not words:
            return
        for index in range(len(words) - 1, 0, -1):
            if words[index].lower() in self._function:
                start += sum(len(word) + 1 for word in words[: index + 1])
                words = words[index + 1 :]
                break
        if not words:
            return
        if self.table.cases is None:
            yield from self._titled_name(words, start)
            return
        for index in range(1, len(words)):
            if parts(self.table, words, index):
                rest = sum(len(word) + 1 for word in words[: index + 1])
                yield from self._titled_name(words[:index], start)
                while index + 1 < len(words) and words[index + 1] in PARTICLES:
                    index, rest = index + 1, rest + len(words[index + 1]) + 1  # noqa: PLW2901
                words, start = words[index + 1 :], start + rest
                break
        yield from self._titled_name(words, start)

    def _titled_name(self, words: list[str], start: int) -> tuple[Mention, ...]:
        """The name of these words, at `start` in the text, with its titles apart; none where nothing but titles is there."""
        table = self.table
        if len(words) == 1:
            name = "" if is_title(table, words[0]) else words[0].replace("\u00ad", "")
            return (Mention(start, start + len(words[0]), name, ""),) if len(name) > 1 else ()
        last = self._last_title(words, len(words))
        if last == len(words) - 1 and last > 0 and (table.cases is None or is_given(words[-2])):
            # `Frank Richter` is a name; nothing but titles is none.
            last = self._last_title(words, last) if table.cases is not None else -1
        end = start + sum(map(len, words)) + len(words) - 1
        title, name = " ".join(words[: last + 1]), " ".join(words[last + 1 :]).replace("\u00ad", "")
        office = self._office(start, name)
        if office:
            start, title, name = start + len(office) + 1, f"of {office}", name[len(office) + 1 :]
        lead, _, rest = name.partition(" ")
        if not title and rest and self._is_role(lead, rest):
            title, name = lead, rest
        if title and table.cases is not None:
            first = name.partition(" ")[0]
            if first in table.cases.fused or first in table.cases.definite:
                return ()
        return (Mention(start, end, name, title),) if len(name) > 1 and not (" " in name and name.isupper()) else ()

    def _is_role(self, word: str, rest: str) -> bool:
        """Whether a word tells who somebody is: `Neighbor Ida Berg`, `Brother Ole`, not `Mother Teresa`, `Father Brown`."""
        plain = word.lower()
        part = plain in self.table.orders and " " not in rest
        return plain in self.table.roles and not part and is_given(rest.partition(" ")[0])

    def _last_title(self, words: Sequence[str], stop: int) -> int:
        """The index of the last title among the first words, so many, -1 where none is."""
        for index in range(stop - 1, -1, -1):
            if is_title(self.table, words[index]):
                return index
        return -1

    def _particled(self, mention: Mention) -> Mention:
        """The mention with the particles before it, where the text has the full name: `von der Heyden`, `Karl von der Heyden`."""
        if self.table.cases is None or mention.name not in self._behind_particles or mention.title:
            return mention
        lead = _PARTICLES_BEFORE.search(self.text, max(0, mention.start - 40), mention.start)
        if lead is None or lead[1] + mention.name not in self._with_particles:
            return mention
        return Mention(lead.start(1), mention.end, lead[1] + mention.name, "")

    @cached_property
    def _with_particles(self) -> frozenset[str]:
        """The family names with particles of everybody who is named in full: `von der Heyden`."""
        full = (name.partition(" ") for name in self.counts)
        return frozenset(rest for given, _, rest in full if rest[:1].islower() and is_given(given))

    @cached_property
    def _behind_particles(self) -> frozenset[str]:
        """The last words of those names, which particles may stand before."""
        return frozenset(name.rpartition(" ")[2] for name in self._with_particles)

    def _is_tied(self, mention: Mention) -> bool:
        """Whether a mention is what its title is tied to, and no name: `Sprecher von Tesla`, not `Ministerin von der Leyen`.

        It is a name where somebody is named so in full.
        """
        first, _, rest = mention.name.partition(" ")
        cases = self.table.case_words
        if not mention.title or first not in cases.articled or rest.partition(" ")[0] in cases.definite:
            return False
        named = self.by_last_word.get(rest.rpartition(" ")[2], ())
        return not any(full.endswith(f" {mention.name}") and is_given(full.partition(" ")[0]) for full in named)

    def _office(self, start: int, name: str) -> str:
        """The office before the name in `Secretary of State Ida Berg`: `State`; else empty."""
        if name.count(" ") < 2 or not self.text.startswith(" of ", start - 4):
            return ""
        before = self.text[max(0, start - 24) : start - 4].rpartition(" ")[2].lower()
        return name.partition(" ")[0] if before in self.table.titles else ""

    def _is_opener(self, words: list[str], start: int) -> bool:
        """Whether the first word is a sentence's and no part of a name: `Asked` in `Asked Berg`."""
        plain = words[0].lower().rstrip(".")
        if (
            plain in self.table.case_words.articled
            and len(words) > 2
            and f" {plain} {' '.join(words[1:])}" in self.text
        ):
            return False
        if plain in self.table.not_names or plain in self.table.prepositions or plain in self.table.subordinators:
            return True
        if len(words) > 2 and plain.endswith(("an", "ese", "ish", "ic")) and plain in name_lists().not_people:
            return True
        if plain in self.table.titles or not at_sentence_start(self.text, start):
            return False
        if plain in self._lower and self.table.cases is None:
            return True
        lone = len(words) == 1 and bool(self.table.openers) and plain.endswith(self.table.openers)
        return lone and self.table.verbs.match(self.text, start + len(words[0]) + 1) is None

    def _trimmed(self, mention: Mention) -> Mention:
        """The mention without the words before its name, where the text has that name alone, too: `Norwegian Ida Berg`."""
        words = mention.name.split()
        if self.table.cases is not None and not is_given(words[0]):
            # `Kollegen Edwin Aldrin`: a noun stands before the name.
            given = next((i for i, word in enumerate(words[1:-1], 1) if is_given(word)), 0)
            if given:
                tail = " ".join(words[given:])
                return Mention(
                    mention.end - len(tail), mention.end, tail, f"{mention.title} {' '.join(words[:given])}".strip()
                )
        foreign = len(words) > MAX_NAME_WORDS or (
            len(words) > 2 and words[0].lower().endswith(("an", "ese", "ish", "ic"))
        )
        for count in range(1, len(words) - 1):
            if not foreign and (not begins_name(words[count]) or begins_name(words[0])):
                continue
            tail = " ".join(words[count:])
            if self.counts[tail] > 0:
                offset = mention.end - len(tail)
                return Mention(offset, mention.end, tail, mention.title)
        return mention

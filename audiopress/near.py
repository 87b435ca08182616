"""Whether a show has told a story already, be it at another address, under another headline, or as another paper has it.

Two texts are compared by their sentences, each by its runs of letters (shingles): an agency's story that two papers cut
and head in their own way has most of the shorter one's, two reports of one event have their quotes at most. Which
episodes are compared at all is found by fingerprints, so that a thousand of them are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from audiopress import sameness
from audiopress.identity import address, content_of
from audiopress.memory import Memory
from audiopress.model import Article, Episode, Show
from audiopress.newsroom import Library, Row, prints
from audiopress.sameness import Known

NEW: Final = "new"
TOLD: Final = "told"
UPDATED: Final = "updated"
SHARED: Final = 0.6
"""The share of its sentences, in letters, that the shorter one of two copies of a story has from the longer one at least."""
SAME: Final = 0.8
"""The share of its runs of letters that a sentence has in another text, from which it stands there: a word may differ."""
SENTENCE: Final = 24
"""Letters of the shortest sentence that counts: `he said on Friday` stands everywhere."""
SHORTEST: Final = 60
"""Letters of such sentences in a text that can be compared."""
LEAST: Final = 3
"""Fingerprints that such copies share at least."""
_JOINED: Final = 0x1100
"""Letters from here on are written without spaces between words, or with endings."""


def alike(one: Known, other: Known) -> bool:
    """Whether two texts are copies of one story.

    By whole sentences, not by runs alone: what a machine writes of each company or town has its phrases in common.
    """
    shorter, longer = sorted((one, other), key=lambda known: len(known.letters))
    sentences = [sentence for sentence in shorter.sentences if len(sentence) >= SENTENCE]
    total = sum(map(len, sentences))
    if total < SHORTEST:
        return False
    return sum(len(one) for one in sentences if _stands(one, longer)) >= SHARED * total


def _stands(sentence: str, text: Known) -> bool:
    runs = sameness.pieces(sentence)
    return len(runs & text.pieces) >= SAME * len(runs)


def has(text: str, word: str) -> bool:
    """Whether a text, in small letters, has a word; of letters that are written without spaces, anywhere."""
    word = word.casefold().strip()
    if not word or any(ord(letter) >= _JOINED for letter in word):
        return bool(word) and word in text
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


class TellingMemory:
    """What a show has told within the days in which it tells nothing twice, and what its edition tells so far."""

    def __init__(self, library: Library, show: Show, *, now: datetime) -> None:
        """Raises LibraryError where one of its episodes cannot be read."""
        days = show.edition.no_repeat_days
        self._library = library
        rows = (
            library.some(show.name, since=now - timedelta(days=days), strict=True) if days else library.rows(show.name)
        )
        self._memory = Memory(library, rows)
        self._rows: dict[str, Row] = {}
        for row in self._memory.rows:
            for source in self._memory.sources(row):
                self._rows.setdefault(source, row)
        self._mine: dict[str, Known] = {}
        self._parts: dict[str, list[Known]] = {}

    @property
    def sources(self) -> set[str]:
        """Addresses of what was told."""
        return {*self._rows, *self._mine}

    def add(self, article: Article) -> None:
        """The edition tells it."""
        self._mine[address(article)] = sameness.of_article(article)

    def leave(self, articles: Iterable[Article]) -> None:
        """The edition does not tell them after all."""
        for article in articles:
            self._mine.pop(address(article), None)

    def verdict(self, article: Article) -> str:
        """NEW, TOLD, or UPDATED: told, and changed since, by its own address."""
        source, this = address(article), sameness.of_article(article)
        if source in self._mine or any(one.tells(this) or alike(one, this) for one in self._mine.values()):
            return TOLD
        if source in self._rows:
            return UPDATED if self._changed(article, self._rows[source]) else TOLD
        told = any(self._memory.telling(sameness.Sought(this))) or any(self._copies(this))
        return TOLD if told else NEW

    def _changed(self, article: Article, row: Row) -> bool:
        """Whether an article says something else than when an episode told it."""
        source = address(article)
        before = [one for one in self._library.articles(row) if address(one) == source]
        if before:
            return content_of([article]) != content_of(before[:1])
        story = next(one for one in self._memory.stories(row) if one.source == source)
        then = story.updated or story.published
        return bool(article.updated and then and article.updated > then)

    def _copies(self, this: Known) -> Iterator[Row]:
        """The episodes that tell a copy of it."""
        for row in self._memory.sharing(prints(this.letters), LEAST):
            if any(alike(part, this) for part in self._each(row)):
                yield row

    def _each(self, row: Row) -> list[Known]:
        """What an episode says of each of its stories. Raises LibraryError."""
        if row.id not in self._parts:
            self._parts[row.id] = _by_story(self._memory.whole(row))
        return self._parts[row.id]


def _by_story(episode: Episode) -> list[Known]:
    """What is said of each story; of an episode that does not tell them apart, all of it."""
    said: dict[int, list[str]] = {}
    for segment in episode.transcript:
        if segment.story is not None and segment.kind != "headline":
            said.setdefault(segment.story, []).append(segment.body)
    texts = [" ".join(bodies) for bodies in said.values()] or [" ".join(one.body for one in episode.transcript)]
    return [Known("", (), None, text) for text in texts if text.strip()]

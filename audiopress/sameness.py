"""Whether two articles are one story from two sources: another file name, another address, a script, a feed.

That is known by the headline with the date or the byline, and by the sentences; the address does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from audiopress.model import Article, Episode, Script, Story
from audiopress.newsroom import SURE, plain, prints

KIN: Final = 0.2
"""The share of its words that another version of a story has in common with it; two stories share hardly any."""
MOST: Final = 0.9
"""The share of its sentences, in letters, from which a story is the same whatever stands above it."""
LEAST: Final = 2
"""Sentences that such a story has at least: one alone may be a formula that stands in every edition."""
PIECE: Final = 12
"""Letters and digits of the runs that are compared, and of the shortest sentence that counts."""
_BETWEEN: Final = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])|\n+")


@dataclass(frozen=True)
class Known:
    """What a story is known by. `said` is its text, or the words of the episode that told it."""

    headline: str
    authors: tuple[str, ...]
    published: datetime | None
    said: str

    @cached_property
    def letters(self) -> str:
        """Letters and digits of what was said."""
        return plain(self.said)

    @cached_property
    def sentences(self) -> list[str]:
        """Letters and digits of each sentence that is long enough to count."""
        return [letters for one in _BETWEEN.split(self.said) if len(letters := plain(one)) >= PIECE]

    @cached_property
    def pieces(self) -> set[str]:
        """Runs of what was said."""
        return pieces(self.said)

    def tells(self, other: Known) -> bool:
        """Whether `other` is this story, as it stands here or in another version."""
        if self._all_but_said(other):
            return True
        if not self.headed(other):
            return False
        # A column has one headline and one author every week: some of its words must be the same as well.
        return bool(self.published and self.published == other.published) or self.kin(other)

    def headed(self, other: Known) -> bool:
        """Whether the two have one headline, and one byline or day as well."""
        if not self._headed(other):
            return False
        byline = bool(self.authors) and _names(self.authors) == _names(other.authors)
        return byline or (bool(self.published and other.published) and self._day(other))

    def kin(self, other: Known) -> bool:
        """Whether the two share as many words as two versions of one story do."""
        return len(self.pieces & other.pieces) >= KIN * min(len(self.pieces), len(other.pieces))

    def _headed(self, other: Known) -> bool:
        return bool(plain(self.headline)) and plain(self.headline) == plain(other.headline)

    def _day(self, other: Known) -> bool:
        assert self.published is not None
        assert other.published is not None
        return abs((self.published - other.published).total_seconds()) < 86_400

    def _all_but_said(self, other: Known) -> bool:
        """Whether nearly every sentence of the other one was said here."""
        sentences = other.sentences
        if len(sentences) < LEAST:
            return False
        missing, allowed = 0.0, (1 - MOST) * sum(map(len, sentences))
        for sentence in sentences:
            if sentence not in self.letters:
                missing += len(sentence)
                if missing > allowed:
                    return False
        return True


@dataclass(frozen=True)
class Sought:
    """A story that is looked for among thousands: what can be said of an episode by its stories and fingerprints alone."""

    this: Known

    @cached_property
    def _long(self) -> list[tuple[int, set[int]]]:
        """Letters and fingerprints of each sentence that shows by its fingerprints whether it was said."""
        return [(len(one), prints(one)) for one in self.this.sentences if len(one) >= SURE]

    @cached_property
    def _any(self) -> set[int]:
        return {one for _, found in self._long for one in found}

    def perhaps(self, stories: Iterable[Story], said: Collection[int]) -> bool:
        """Whether an episode may be one that tells it; one that is not never does. `said` are its fingerprints."""
        if any(_of_story(story, "").headed(self.this) for story in stories):
            return True
        sentences = self.this.sentences
        if len(sentences) < LEAST:
            return False
        allowed = (1 - MOST) * sum(map(len, sentences))
        if sum(size for size, _ in self._long) <= allowed:
            return True
        if self._any.isdisjoint(said):
            return False
        there = set(said)
        return sum(size for size, found in self._long if not found <= there) <= allowed


def of_article(article: Article) -> Known:
    """An article."""
    return Known(article.headline, article.byline, article.published, "\n".join(article.paragraphs))


def of_script(script: Script) -> Known:
    """What a script says."""
    said = "\n".join(cue.text for cue in script.cues if cue.kind == "speech")
    authors = tuple(name.strip() for name in script.meta.get("authors", "").split(",") if name.strip())
    return Known(script.title, authors, None, said)


def of_episode(episode: Episode) -> list[Known]:
    """Each story that an episode tells, with the words of all of it."""
    said = " ".join(segment.body for segment in episode.transcript)
    return [_of_story(story, said) for story in episode.stories]


def _of_story(story: Story, said: str) -> Known:
    return Known(story.headline, story.authors, story.published, said)


def pieces(text: str) -> set[str]:
    """Every run of twelve letters and digits: two stories share hardly any, two versions of one most."""
    letters = plain(text)
    return {letters[at : at + PIECE] for at in range(max(1, len(letters) - PIECE + 1))}


def _names(names: Iterable[str]) -> set[str]:
    return {plain(name) for name in names}

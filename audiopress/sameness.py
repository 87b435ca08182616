"""Whether two articles are one story that came by two doors: another file name, another address, a script, a feed.

Its address does not say so. Its headline with its date or its byline does, and so do its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from audiopress.model import Article, Episode, Script

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
    def plain(self) -> str:
        """Letters and digits of what was said."""
        return _plain(self.said)

    @cached_property
    def pieces(self) -> set[str]:
        """Runs of what was said."""
        return pieces(self.said)

    def tells(self, other: Known) -> bool:
        """Whether `other` is this story, as it stands here or in another version."""
        if self._all_but_said(other):
            return True
        if not self._headed(other):
            return False
        if self.published and self.published == other.published:
            return True
        byline = bool(self.authors) and _names(self.authors) == _names(other.authors)
        day = bool(self.published and other.published) and self._day(other)
        # A column has one headline and one author every week: some of its words must be the same as well.
        return (byline or day) and self.kin(other)

    def kin(self, other: Known) -> bool:
        """Whether the two share as many words as two versions of one story do."""
        return len(self.pieces & other.pieces) >= KIN * min(len(self.pieces), len(other.pieces))

    def _headed(self, other: Known) -> bool:
        return bool(_plain(self.headline)) and _plain(self.headline) == _plain(other.headline)

    def _day(self, other: Known) -> bool:
        assert self.published is not None
        assert other.published is not None
        return abs((self.published - other.published).total_seconds()) < 86_400

    def _all_but_said(self, other: Known) -> bool:
        """Whether nearly every sentence of the other one was said here."""
        sentences = [plain for one in _BETWEEN.split(other.said) if len(plain := _plain(one)) >= PIECE]
        if len(sentences) < LEAST:
            return False
        missing, allowed = 0.0, (1 - MOST) * sum(map(len, sentences))
        for sentence in sentences:
            if sentence not in self.plain:
                missing += len(sentence)
                if missing > allowed:
                    return False
        return True


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
    return [Known(story.headline, story.authors, story.published, said) for story in episode.stories]


def pieces(text: str) -> set[str]:
    """Every run of twelve letters and digits: two stories share hardly any, two versions of one most."""
    plain = _plain(text)
    return {plain[at : at + PIECE] for at in range(max(1, len(plain) - PIECE + 1))}


def _names(names: Iterable[str]) -> set[str]:
    return {_plain(name) for name in names}


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))

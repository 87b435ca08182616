"""Which stories a show has told already, by an index: episodes that cannot match are not read from the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from audiopress import sameness
from audiopress.model import Episode, Story
from audiopress.newsroom import Library, Row, Telling
from audiopress.sameness import Known, Sought

NOTHING: Final = Telling(stories=(), prints=())


class Memory:
    """Episodes of a show, as they are now."""

    def __init__(self, library: Library, rows: Sequence[Row]) -> None:
        """Those that are listed, the newest first."""
        self.library = library
        self.rows = rows
        self._read: dict[str, list[Known]] = {}

    @cached_property
    def _tellings(self) -> dict[tuple[str, str], Telling]:
        return self.library.tellings(self.rows)

    def _telling(self, row: Row) -> Telling:
        """What an episode tells: nothing, where it was taken away a moment ago."""
        return self._tellings.get((row.show, row.id), NOTHING)

    def sources(self, row: Row) -> list[str]:
        """What the articles of an episode were known by."""
        return [story.source for story in self._telling(row).stories]

    def stories(self, row: Row) -> tuple[Story, ...]:
        """What an episode tells."""
        return self._telling(row).stories

    def sharing(self, prints: set[int], least: int) -> Iterator[Row]:
        """The episodes whose words have so many fingerprints in common with a text."""
        for row in self.rows:
            if len(prints.intersection(self._telling(row).prints)) >= least:
                yield row

    def whole(self, row: Row) -> Episode:
        """An episode with its transcript. Raises LibraryError."""
        return self.library.whole(row)

    def alike(self, row: Row, these: Sequence[Sought]) -> bool:
        """Whether an episode tells these stories and no others, in this order, whatever door they came by."""
        if len(self._telling(row).stories) != len(these):
            return False
        if not all(self._perhaps(row, one) for one in these):
            return False
        return all(told.tells(one.this) for told, one in zip(self._known(row), these, strict=True))

    def telling(self, this: Sought, *, first: bool = False) -> Iterator[Row]:
        """The episodes that tell a story; `first`, as their first one."""
        for row in self.rows:
            if self._perhaps(row, this):
                known = self._known(row)
                if any(one.tells(this.this) for one in (known[:1] if first else known)):
                    yield row

    def _perhaps(self, row: Row, this: Sought) -> bool:
        told = self._telling(row)
        return this.perhaps(told.stories, told.prints)

    def _known(self, row: Row) -> list[Known]:
        """Each story of an episode, with the words of all of it. Raises LibraryError."""
        if row.id not in self._read:
            self._read[row.id] = sameness.of_episode(self.whole(row))
        return self._read[row.id]

"""Where a line stands, seen from the story."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from audiopress.segment.page.features import is_prose
from audiopress.segment.page.headlines import headed
from audiopress.segment.page.labels import Kind, Rule
from audiopress.segment.page.lines import PageLine

LINES_ABOVE_STORY: Final = 14
"""Lines above the story in which its headline, byline and dates are looked for."""
LINES_ABOVE_HEADLINE: Final = 3
"""Lines above the headline in which they may stand, however far below it the story begins."""
LINES_INTO_STORY: Final = 3
"""Lines of the story's beginning among which its byline may stand."""
LINES_BELOW_STORY: Final = 40
"""Lines below the story in which its corrections are looked for."""
PAYWALL_WINDOW: Final = 60
"""Lines from the story's first in which a paywall is its own."""
PAYWALL_PROMPT_WINDOW: Final = 8
"""Lines below the story's last in which `Already a subscriber?` is a paywall's."""


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Where the lines of a page stand, seen from the story."""

    chosen: Collection[int]
    """The story's lines."""
    first: int
    last: int
    apart: Mapping[int, Rule] = field(default_factory=dict)
    """Lines of sidebars, live blogs and mails, with the rule that keeps each out."""
    times: Mapping[str, int] = field(default_factory=dict)
    """How often the page says a line."""
    pulled: Collection[int] = ()
    """Sentences of the story that are set large again."""
    fields: Mapping[int, Rule] = field(default_factory=dict)
    """Lines that are a field of the article by where they stand on the page."""
    boxed: Collection[int] = ()
    """Lines in boxes of a body that is the story already."""
    kinds: Sequence[Kind] = ()
    """What the sender of such a body says of each paragraph."""

    def kind(self, index: int) -> Kind | Literal[""]:
        """What the sender says that a paragraph is, where it is more than text."""
        stated = self.kinds[index] if index < len(self.kinds) else "text"
        return "" if stated == "text" else stated

    named: frozenset[int] = field(init=False)
    """Lines of which a look at the whole page has said something."""

    def __post_init__(self) -> None:
        """Reckon once what every line is asked for."""
        object.__setattr__(self, "named", frozenset((*self.apart, *self.pulled, *self.fields, *self.boxed)))

    def near(self, index: int) -> bool:
        """Notes on the story may stand there."""
        return self.first - LINES_ABOVE_STORY <= index <= self.last + LINES_BELOW_STORY

    def page(self, index: int) -> bool:
        """A paywall that stands there is this story's."""
        return abs(index - self.first) < PAYWALL_WINDOW

    def under(self, index: int) -> bool:
        """It is the story's last line or right below it, where a paywall has its door."""
        return 0 <= index - self.last <= PAYWALL_PROMPT_WINDOW


def opening(lines: Sequence[PageLine], chosen: Collection[int], headline: int | None, first: int) -> int:
    """The story's first sentence under its headline: what was taken above it may be a date, a byline, a kicker."""
    if headline is None:
        return first
    under = (index for index in sorted(chosen) if index > headline and is_prose(lines[index]))
    return max(first, next(under, first))


def around(headline: int | None, first: int, count: int) -> list[int]:
    """The places of the lines that may tell the byline and the date of a story that begins at `first`, the likeliest first.

    Below the headline they are the story's own; above it, another's may stand as well.
    """
    end = min(count, first + LINES_INTO_STORY)
    if headline is None or headline >= end:
        return list(range(end - 1, max(-1, first - 1 - LINES_ABOVE_STORY), -1))
    above = min(first - LINES_ABOVE_STORY, headline - LINES_ABOVE_HEADLINE)
    return [*range(headline + 1, end), *range(headline, max(-1, above - 1), -1)]


def is_head(line: PageLine) -> bool:
    """A date or a byline, and no sentence."""
    return not is_prose(line) and headed(line)

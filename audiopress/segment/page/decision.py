"""One decision for every line of a page: each rule that holds gives the line a label, and the heaviest label wins.

The rules and what they weigh are one table (`table.py`), for HTML, for copied text and for bodies that are the story
already. What a line becomes (a paragraph, a caption, the byline, nothing) follows from the row whose label won.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from operator import attrgetter
from typing import Final, Literal, Protocol, TypeAlias

from audiopress.languages.pack import phrasebook
from audiopress.languages.phrases import Match
from audiopress.model import LineLabel
from audiopress.segment.page.boilerplate import boilerplate_rule
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.captions import credited
from audiopress.segment.page.correction_notes import is_note
from audiopress.segment.page.dates import Stated, stated
from audiopress.segment.page.features import words
from audiopress.segment.page.fields import split_dateline
from audiopress.segment.page.labels import KINDS, Kind, Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.positions import StoryPlace
from audiopress.segment.page.profiles import Profile

Situation: TypeAlias = Literal["head", "story", "beside", "body"]
"""When a line is judged: around the headline, for the fields that it may hold; in the run that is the story; anywhere else
on the page; in a body that is the story already."""
Into: TypeAlias = Literal["dropped", "paragraphs", "captions", "kicker", "byline", "date", "time", "paywall"]
"""Where a line goes. From `kicker` on: it is dropped, and what it says is taken."""
Name: TypeAlias = Rule | Kind
_BY_NAME: Final[Mapping[str, Into]] = {
    **dict.fromkeys(KINDS, "paragraphs"),
    "caption": "captions",
    "kicker": "kicker",
    "paywall": "paywall",
}


class SoFar(Protocol):
    """What an article has before its next line is judged."""

    headline: str
    kicker: str
    byline: tuple[str, ...]
    captions: list[str]
    profile: Profile | None
    told: set[str]
    """The paragraphs."""

    @property
    def begun(self) -> bool:
        """It has a paragraph that is no note."""

    @property
    def dated(self) -> bool:
        """The day of its publication is known."""

    @property
    def zone(self) -> str:
        """Of dates that name none."""


class Seen:
    """A line as the rules see it: with its place on the page and what the article has so far."""

    __slots__ = (
        "_names",
        "_phrases",
        "_stated",
        "count",
        "index",
        "language",
        "line",
        "marked",
        "place",
        "profile",
        "so_far",
        "text",
    )

    def __init__(self, line: PageLine, index: int, place: StoryPlace, so_far: SoFar) -> None:
        """What takes time is reckoned when a rule asks for it."""
        self.line, self.index, self.place, self.so_far = line, index, place, so_far
        self.text, self.language = line.text, line.language
        self.count = words(line.text)
        self.profile = so_far.profile.label(line.text) if so_far.profile else ""
        self.marked = bool(line.role or self.profile) or index in place.named
        self._names: tuple[str, ...] | None = None
        self._phrases: tuple[Match, ...] | None = None
        self._stated: Stated | None = None

    @property
    def boilerplate(self) -> Rule:
        """The rule of a line that a reader passes over at sight."""
        return boilerplate_rule(self.line)

    @property
    def phrases(self) -> tuple[Match, ...]:
        """The phrases of the page's languages in it: most lines have none, and many rules ask for one."""
        if self._phrases is None:
            self._phrases = phrasebook(self.language).matches(self.text)
        return self._phrases

    @property
    def note(self) -> bool:
        """A correction, or a note of the editors."""
        return bool(self.phrases) and is_note(self.text, self.language)

    @property
    def credited(self) -> bool:
        """It names the owner of a picture."""
        return credited(self.text, self.language)

    @property
    def names(self) -> tuple[str, ...]:
        """Who signs in this line; nobody in a line with a dateline."""
        if self._names is None:
            dateline = split_dateline(self.text, self.language)[0]
            self._names = () if dateline else bylines(self.text, self.language)
        return self._names

    @property
    def stated(self) -> Stated:
        """The moments in the line."""
        if self._stated is None:
            self._stated = stated(self.text, self.so_far.zone, self.language)
        return self._stated


_Holds: TypeAlias = Callable[[Seen], Name | bool]


@dataclass(frozen=True, slots=True)
class LineRule:
    """A rule of the table."""

    weight: int
    """1 to 100."""
    name: Name | tuple[Name, ...]
    """The label that it gives, or all those of which it gives one."""
    at: tuple[Situation, ...]
    holds: _Holds
    """Whether it holds for a line; of a rule with several names the one that holds, or an empty text."""
    why: str
    into: Into | None = None
    """Where its lines go, where that does not follow from the name."""
    marked: bool = False
    """It holds only for lines of which an editor, the page's markup or a look at the whole page has said something."""

    @property
    def names(self) -> tuple[Name, ...]:
        """All of them."""
        return self.name if isinstance(self.name, tuple) else (self.name,)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a line is."""

    labels: tuple[LineLabel, ...]
    """The heaviest first; the others are there only where the page is explained."""
    into: Into

    @property
    def label(self) -> LineLabel:
        """The one that won."""
        return self.labels[0]


class RuleTable:
    """The rules, made ready to be asked for each line: the heaviest first, of two that weigh the same the earlier."""

    def __init__(self, rows: Sequence[LineRule]) -> None:
        """The rows in their order."""
        self.rows = tuple(rows)
        self._asked: dict[tuple[Situation, bool], list[tuple[_Holds, dict[Name | bool, Decision]]]] = {}
        for row in sorted(rows, key=attrgetter("weight"), reverse=True):
            given = {name: _alone(name, row) for name in row.names}
            for key in product(row.at, (True,) if row.marked else (True, False)):
                self._asked.setdefault(key, []).append((row.holds, given | {True: given[row.names[0]]}))

    def decide(self, situation: Situation, seen: Seen, *, explain: bool = False) -> Decision | None:
        """What a line is: the heaviest label wins. None where no rule holds, which is so around the headline alone.

        The other labels are only looked for to `explain` a page.
        """
        asked = self._asked[situation, seen.marked]
        if explain:
            found = [given[held] for holds, given in asked if (held := holds(seen))]
            return replace(found[0], labels=tuple(one.label for one in found)) if found else None
        for holds, given in asked:
            if held := holds(seen):
                return given[held]
        return None


def _alone(name: Name, row: LineRule) -> Decision:
    """What a line is by this rule, where no heavier one holds."""
    return Decision((LineLabel(name, row.weight, row.why),), row.into or _BY_NAME.get(name, "dropped"))

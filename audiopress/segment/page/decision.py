"""One decision for every line of a page: each rule that holds gives the line a label, and the heaviest label wins.

The rules and what they weigh are one table (`table.py`), for HTML, for copied text and for bodies that are the story
already. What a line becomes (a paragraph, a caption, the byline, nothing) follows from the row whose label won.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Final, Literal, Protocol, TypeAlias

from audiopress.model import Label
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

    def __init__(self, line: PageLine, index: int, place: StoryPlace, so_far: SoFar) -> None:
        """Nothing is reckoned before a rule asks for it."""
        self.line, self.index, self.place, self.so_far = line, index, place, so_far
        self.text, self.language = line.text, line.language
        self.count = words(line.text)

    @cached_property
    def profile(self) -> str:
        """What the publisher's profile says of the line: `keep`, `drop`, `caption`, `note`, `subhead` or nothing."""
        return self.so_far.profile.label(self.text) if self.so_far.profile else ""

    @cached_property
    def boilerplate(self) -> Rule:
        """The rule of a line that a reader passes over at sight."""
        return boilerplate_rule(self.line)

    @cached_property
    def note(self) -> bool:
        """A correction, or a note of the editors."""
        return is_note(self.text, self.language)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Who signs in this line; nobody in a line with a dateline."""
        return () if split_dateline(self.text, self.language)[0] else bylines(self.text, self.language)

    @cached_property
    def stated(self) -> Stated:
        """The moments in the line."""
        return stated(self.text, self.so_far.zone, self.language)

    @cached_property
    def credited(self) -> bool:
        """It names the owner of a picture."""
        return credited(self.text, self.language)


@dataclass(frozen=True, slots=True)
class Row:
    """A rule of the table."""

    weight: int
    """1 to 100."""
    name: Name | tuple[Name, ...]
    """The label that it gives, or all those of which it gives one."""
    at: tuple[Situation, ...]
    holds: Callable[[Seen], Name | bool]
    """Whether it holds for a line; of a rule with several names the one that holds, or an empty text."""
    why: str
    into: Into | None = None
    """Where its lines go, where that does not follow from the name."""

    @property
    def names(self) -> tuple[Name, ...]:
        """All of them."""
        return self.name if isinstance(self.name, tuple) else (self.name,)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a line is."""

    labels: tuple[Label, ...]
    """All of them, the heaviest first."""
    into: Into

    @property
    def label(self) -> Label:
        """The one that won."""
        return self.labels[0]


class Table:
    """The rules in their order, made ready to be asked for each line."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """The rows by the situation that they are for."""
        self.rows = tuple(rows)
        self._asked: dict[Situation, list[tuple[Callable[[Seen], Name | bool], dict[Name | bool, Label]]]] = {}
        self._into: dict[int, Into] = {}
        for row in rows:
            labels: dict[Name | bool, Label] = {name: Label(name, row.weight, row.why) for name in row.names}
            self._into |= {id(label): row.into or _BY_NAME.get(label.name, "dropped") for label in labels.values()}
            labels[True] = labels[row.names[0]]
            for situation in row.at:
                self._asked.setdefault(situation, []).append((row.holds, labels))

    def labels(self, situation: Situation, seen: Seen) -> list[Label]:
        """Every label of a line, in the table's order."""
        return [labels[held] for holds, labels in self._asked[situation] if (held := holds(seen))]

    def decide(self, situation: Situation, seen: Seen) -> Decision | None:
        """What a line is; None where no rule of the situation says anything, which only one at the head's may."""
        found = heaviest_first(self.labels(situation, seen))
        return Decision(tuple(found), self._into[id(found[0])]) if found else None


def heaviest_first(labels: Sequence[Label]) -> list[Label]:
    """The labels by their weight, of which the first wins; of two that weigh the same the earlier in the table."""
    return sorted(labels, key=attrgetter("weight"), reverse=True)

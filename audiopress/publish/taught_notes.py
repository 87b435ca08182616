"""The notes of a learner's episode, in the form that newspapers give them: plain lines, so that every app shows them.

진행자: …
ENGLISH HEADLINE
기사 요약: …
[1] the passage, verbatim
*expression: its meaning
기사 원문: https://…   (of a story that has no address, whose it is)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiopress.model import Taught
from audiopress.publish.clean import escape, line, web
from audiopress.publish.page_words import SiteWords

TELLING: Final = 1
"""Stories from which on each is numbered."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that stay together, or are left out together where room is short."""

    lines: tuple[str, ...]
    needed: bool = False
    """Kept as long as anything is: what says whose words these are."""


def groups(stories: Sequence[Taught], told: SiteWords) -> Iterator[Group]:
    """The notes as HTML lines in groups: one a passage with its expressions."""
    hosts = dict.fromkeys(line(name) for story in stories for name in story.hosts if line(name))
    if hosts:
        yield Group((_line(f"{told.hosts}: {', '.join(hosts)}"),), needed=True)
    for number, story in enumerate(stories, 1):
        headline = line(story.headline)
        yield Group((_line(f"{number}. {headline}" if len(stories) > TELLING else headline),), needed=True)
        if line(story.summary):
            yield Group((_line(f"{told.summary}: {line(story.summary)}"),), needed=True)
        for passage in story.passages:
            yield Group(
                (
                    _line(f"[{passage.number}] {line(passage.text)}"),
                    *(_line(f"*{line(one.expression)}: {line(one.meaning)}") for one in passage.expressions),
                )
            )
        if url := web(story.url):
            link = f'<a href="{escape(url)}">{escape(url)}</a>'
            yield Group((f"<p>{escape(told.original)}: {link}</p>",), needed=True)
        elif name := line(story.source):
            yield Group((_line(f"{told.original}: {name}"),), needed=True)


def whole(stories: Sequence[Taught], told: SiteWords) -> list[str]:
    """All lines."""
    return [one for group in groups(stories, told) for one in group.lines]


def within(stories: Sequence[Taught], told: SiteWords, *, room: int) -> list[str]:
    """As many as go into `room` bytes: where that is short the last passages are left out, whole, and their place is told.

    Nothing at all where not even what must be said has room.
    """
    found = list(groups(stories, told))
    mark = _line("…")
    while _size(found) > room:
        droppable = [at for at, group in enumerate(found) if not group.needed]
        if not droppable:
            return []
        at = droppable[-1]
        after = found[at + 1].lines if at + 1 < len(found) else ()
        found[at : at + 1] = [] if after == (mark,) else [Group((mark,), needed=True)]
    return [one for group in found for one in group.lines]


def _size(found: Sequence[Group]) -> int:
    return sum(len(one.encode()) + 1 for group in found for one in group.lines)


def _line(text: str) -> str:
    return f"<p>{escape(text)}</p>"

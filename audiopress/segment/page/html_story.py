"""Which blocks of an HTML page are its story, by their probabilities and by where they stand to each other.

The run with the best sum (story.py) is the core. Added are blocks outside it that are surely the story's, the lede above,
lists and subheads inside; taken away are sidebars, teasers of other stories, and headings of what is not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from audiopress.segment.page.boilerplate import boilerplate_rule
from audiopress.segment.page.elements import Block, Element
from audiopress.segment.page.features import by_words, is_prose, words
from audiopress.segment.page.fields import split_dateline
from audiopress.segment.page.headlines import headed
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.story import story
from audiopress.segment.page.subheads import heads

# Bounds on probabilities (0 to 1). RUN_THRESHOLD was found by cross-validation on article pages, the others were chosen
# by hand on the same pages.
RUN_THRESHOLD: Final = 0.5
"""A block above this adds to the run that is the story, one below takes from it."""
MIN_INSIDE: Final = 0.65
"""A block of the run below this is boilerplate."""
MIN_OUTSIDE: Final = 0.85
"""A block outside the run above this is the story's: boilerplate parts it from the rest."""
MIN_LEDE: Final = 0.2
"""A sentence between the h1 and the run above this is the lede."""
MIN_QUOTED: Final = 0.7
"""A quoted block or an embedded post has at least this."""
MIN_LISTED: Final = 0.7
"""A sentence in a list item without links has at least this."""
MIN_LIST_MEAN: Final = 0.25
"""The mean over the items of a list without links, above which it is the story's between two of its paragraphs."""

# Bounds on sizes, chosen by hand on labelled pages.
MAX_BOX_BLOCKS: Final = 80
"""Blocks of a table or sidebar between two paragraphs, each cell one; a page with a longer table is about the table."""
MIN_TEASER_WORDS: Final = 4
"""Words of a headline of another story; what is shorter is a word of the story with a link."""
MIN_TEASER_LINKED: Final = 0.95
"""Share of the letters of a line that are links' where all of it leads to another story."""
MAX_HEADING_GAP: Final = 6
"""Blocks of pictures and sidebars between a heading and its text at most."""
MAX_ENTRY_HEAD_WORDS: Final = 16
"""Words of the headline of a live blog's entry."""
MAX_SUBHEAD_LINKED: Final = 0.2
"""Share of a subhead's letters that may be links'."""
MAX_LEDE_LINES: Final = 2
"""Paragraphs of a lede in an element of its own; more of them are a sidebar."""
MAX_LEDE_DISTANCE: Final = 8
"""Lines above the run in which such a lede is looked for."""
SIDEBAR_ROLES: Final = frozenset({"author", "box", "comments", "table", "hidden", "menu", "caption"})
"""Roles of blocks beside the story, which may stand between two of its paragraphs."""
NOT_STORY_ROLES: Final = frozenset({"author", "box", "caption", "comments", "kicker", "table", "hidden", "footnote"})
"""Roles of blocks that are never the story's, whatever their probability."""
SUBHEAD_TAGS: Final = frozenset({"h2", "h3", "h4"})
_LEDE_ROLES: Final = frozenset({"", "bold"})
"""Roles of a lede's block; without links it may stand in a `teaser`, too."""
_QUOTED_ROLES: Final = frozenset({"post", "cite", "blockquote"})
_TEXT_TAGS: Final = frozenset("p li ul ol blockquote dl dt dd h2 h3 h4".split())
"""Elements whose text stands in a story like its paragraphs."""


def choose_story(
    lines: list[PageLine],
    probabilities: Sequence[float],
    profile: Profile | None,
    neutral: Collection[int],
    *,
    live: bool,
) -> set[int]:
    """Indices of the story's lines.

    `neutral` lines neither end the run nor add to it. In a `live` blog an entry's time and author may stand between its
    headline and its text. Where most of the story is hidden until a script shows it, the role `hidden` is taken from
    `lines`; a hidden line in a story that is shown is not read.
    """
    chosen = story(lines, probabilities, profile, threshold=RUN_THRESHOLD, within=MIN_INSIDE, neutral=neutral)
    chosen |= {
        index
        for index, probability in enumerate(probabilities)
        if probability > MIN_OUTSIDE
        and lines[index].role != "menu"
        and not (profile and profile.label(lines[index].text))
    }
    below = 2 if live else 1
    chosen |= _subheads_between(lines, chosen, first=min(chosen, default=0) + (-2 if live else 1), below=below)
    chosen |= _lede_above(lines, probabilities, min(chosen, default=0))
    chosen |= _lists_between(lines, probabilities, chosen)
    chosen |= {index for index, line in enumerate(lines) if line.role == "cite" and index - 1 in chosen}
    linked = sum(len(lines[index].text) * lines[index].links for index in chosen)
    # Where an anchor was never closed all of a page is one link.
    linked /= sum(len(lines[index].text) for index in chosen) or 1
    hidden = sum(words(lines[index].text) for index in chosen if lines[index].role == "hidden")
    if hidden * 2 > sum(words(lines[index].text) for index in chosen):
        lines[:] = [line._replace(role="") if line.role == "hidden" else line for line in lines]
    return {
        index
        for index in chosen
        if lines[index].role not in NOT_STORY_ROLES
        and not _leads_away(lines[index], linked)
        # The heading of a sidebar that is not read.
        and not (
            lines[index].tag in SUBHEAD_TAGS
            and chosen.isdisjoint(range(index + 1, index + 1 + below))
            and _heads_nothing(lines, index, chosen)
        )
    }


def _heads_nothing(lines: Sequence[PageLine], index: int, chosen: set[int]) -> bool:
    """Whether what a heading stands above is not the story's: the next line, pictures and sidebars between them passed over."""
    below = index + 1
    if lines[index].role != "menu":
        while (
            below < len(lines)
            and below not in chosen
            and below <= index + MAX_HEADING_GAP
            and lines[below].role in SIDEBAR_ROLES
        ):
            below += 1
    return below not in chosen


def _leads_away(line: PageLine, linked: float) -> bool:
    """Whether a line is another story's headline between paragraphs: a link from its first word to its last.

    `linked` is the share of the story's letters that are links.
    """
    return (
        line.links > MIN_TEASER_LINKED > 2 * linked
        and line.role not in _QUOTED_ROLES
        and words(line.text) >= MIN_TEASER_WORDS
    )


def least_probability(line: PageLine) -> float:
    """The probability that a line has at least: quoted blocks, posts and sentences in lists look unlike the rest of a story."""
    if line.role in _QUOTED_ROLES:
        return MIN_QUOTED
    return MIN_LISTED if line.role == "li" and not line.links and by_words(line.text, line.language).ends else 0.0


def boxes_between(found: Sequence[Block]) -> Iterator[int]:
    """Indices of the blocks of tables and sidebars between two paragraphs of one element: they end no story."""
    index = 0
    while index < len(found):
        if index and found[index].line.role in SIDEBAR_ROLES:
            end = next((at for at in range(index, len(found)) if found[at].line.role not in SIDEBAR_ROLES), len(found))
            if (
                end < min(len(found), index + MAX_BOX_BLOCKS)
                and _text_container(found[index - 1]) is _text_container(found[end]) is not None
            ):
                yield from range(index, end)
            index = end
        index += 1


def entry_heads(lines: Sequence[PageLine]) -> Iterator[int]:
    """Indices of the times, headlines, buttons and captions between the entries of a live blog: they end no story."""
    return (
        index
        for index, line in enumerate(lines)
        if line.role == "caption" or (words(line.text) <= MAX_ENTRY_HEAD_WORDS and not is_prose(line))
    )


def _text_container(block: Block) -> Element | None:
    """The innermost element around a paragraph or list item that is no text element itself; None for any other block."""
    place: Element | None = block.place
    if place is None or place.tag not in _TEXT_TAGS:
        return None
    while place is not None and place.tag in _TEXT_TAGS:
        place = place.above
    return place


def _lede_above(lines: Sequence[PageLine], probabilities: Sequence[float], first: int) -> set[int]:
    """The lede in an element of its own: sentences between the h1 and `first`, the first line of the run.

    Before an interview, whose run begins with a question, every sentence there is taken: who is asked, and why.
    """
    title = max((index for index in range(first) if lines[index].tag == "h1"), default=first)
    asked = bool(lines) and lines[first].text.endswith(("?", "？"))
    found = {
        index
        for index in range(title + 1 if asked else max(title + 1, first - MAX_LEDE_DISTANCE), first)
        if (lines[index].role in _LEDE_ROLES or (lines[index].role == "menu" and not lines[index].links))
        and (asked or probabilities[index] > MIN_LEDE)
        and _is_story_prose(_without_dateline(lines[index]))
    }
    return found if asked or len(found) <= MAX_LEDE_LINES else set()


def _is_story_prose(line: PageLine) -> bool:
    """Whether a line is a sentence and neither boilerplate nor a byline or date."""
    return is_prose(line) and not boilerplate_rule(line) and not headed(line)


def _without_dateline(line: PageLine) -> PageLine:
    """The line without its dateline, so that place and reporter before a lede are taken for no byline."""
    dateline, rest = split_dateline(line.text, line.language)
    return line._replace(text=rest) if dateline else line


def _lists_between(lines: Sequence[PageLine], probabilities: Sequence[float], chosen: Collection[int]) -> set[int]:
    """Indices of lists without links between two lines of the story, whose short items alone look like a menu's."""
    found: set[int] = set()
    for above, below in pairwise(sorted(chosen)):
        items = range(above + 1, below)
        if items and all(
            lines[index].tag == "li" and lines[index].role in {"", "li"} and not lines[index].links for index in items
        ):
            mean = sum(probabilities[index] for index in items) / len(items)
            if mean > MIN_LIST_MEAN and not any(boilerplate_rule(lines[index]) for index in items):
                found.update(items)
    last = max(chosen, default=-1)
    if last >= 0 and lines[last].text.endswith((":", "：")):
        # The list that the story's last line promises.
        found.update(takewhile(lambda index: _is_item(lines[index]), range(last + 1, len(lines))))
    return found


def _is_item(line: PageLine) -> bool:
    """Whether a line is one of a list, and neither a link nor boilerplate."""
    return line.tag == "li" and line.role in {"", "li"} and not line.links and not boilerplate_rule(line)


def _subheads_between(lines: Sequence[PageLine], chosen: set[int], *, first: int, below: int) -> set[int]:
    """Indices of the headings from the line `first` to the last of the story whose text is the story's.

    The story has to go on within `below` lines under a heading: a live blog has the time and the author of an entry
    between. A short line in bold is a heading where the story stands on both sides of it.
    """
    return {
        index
        for index in range(max(0, first), max(chosen, default=-1))
        if (not chosen.isdisjoint(range(index + 1, index + 1 + below)) or not _heads_nothing(lines, index, chosen))
        and (
            (lines[index].tag in SUBHEAD_TAGS and lines[index].role == "")
            or (lines[index].role == "bold" and index - 1 in chosen and heads(lines[index].text))
        )
        and lines[index].links < MAX_SUBHEAD_LINKED
        and not boilerplate_rule(lines[index])
    }
